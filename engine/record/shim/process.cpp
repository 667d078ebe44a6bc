// Processes: fork, exec, wait, exit; kill.
#include "engine/record/shared_page.h"
#include "engine/record/shim/io/descriptors.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/waiting.h"
#include "engine/trace/writer/system_call.h"

#include <alloca.h>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <pthread.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace braid::record {
namespace {

BRAID_NEXT Next<pid_t()> n_fork{"fork"};
BRAID_NEXT Next<pid_t(pid_t, int*, int)> n_waitpid{"waitpid"};
BRAID_NEXT Next<pid_t(int*)> n_wait{"wait"};
BRAID_NEXT Next<pid_t(int*, int, rusage*)> n_wait3{"wait3"};
BRAID_NEXT Next<pid_t(pid_t, int*, int, rusage*)> n_wait4{"wait4"};
BRAID_NEXT Next<int(idtype_t, id_t, siginfo_t*, int)> n_waitid{"waitid"};
BRAID_NEXT Next<int(const char*, char* const*, char* const*)> n_execve{"execve"};
BRAID_NEXT Next<int(const char*, char* const*, char* const*)> n_execvpe{"execvpe"};
BRAID_NEXT Next<int(int, char* const*, char* const*)> n_fexecve{"fexecve"};
using Spawn = int(pid_t*, const char*, const posix_spawn_file_actions_t*, const posix_spawnattr_t*, char* const*, char* const*);
BRAID_NEXT Next<Spawn> n_posix_spawn{"posix_spawn"};
BRAID_NEXT Next<Spawn> n_posix_spawnp{"posix_spawnp"};
BRAID_NEXT Next<int(pid_t, int)> n_kill{"kill"};
BRAID_NEXT Next<int(pid_t, int)> n_killpg{"killpg"};
BRAID_NEXT Next<void(int)> n__exit{"_exit"};
BRAID_NEXT Next<void(int)> n__Exit{"_Exit"};

/// Says how the child with the number `pid` ended, as its parent was told.
void sayEnd(long pid, int status) {
    const std::uint32_t lane = processLaneOf(pid);
    if (lane == 0)
        return;
    // Who writes into a pipe that nobody reads any more ends by SIGPIPE in the ordinary way.
    if (WIFSIGNALED(status))
        say(EventKind::LaneKilled, lane, 0, 0, Order::Own, static_cast<std::uint64_t>(WTERMSIG(status)),
            static_cast<std::uint32_t>(askedToEnd(pid) == WTERMSIG(status) || WTERMSIG(status) == SIGPIPE ? trace::Death::Asked : trace::Death::Unexpected));
    else if (WIFEXITED(status))
        say(EventKind::LaneEnd, lane, 0, 0, Order::Own, static_cast<std::uint64_t>(WEXITSTATUS(status)));
}

/// The children of this process, as the system knows them; at most `most`.
std::uint32_t childrenOf(std::uint32_t (&lanes)[16]) {
    char path[64];
    TextBuilder(path, sizeof path).add("/proc/self/task/").add(static_cast<std::uint64_t>(trace::systemCall(__NR_gettid))).add("/children");
    const long fd = trace::systemCall(__NR_open, reinterpret_cast<long>(path), 0);
    if (fd < 0)
        return 0;
    char text[512];
    const long length = trace::systemCall(__NR_read, fd, reinterpret_cast<long>(text), sizeof text - 1);
    trace::systemCall(__NR_close, fd);
    std::uint32_t count = 0;
    long number = 0;
    for (long i = 0; i < length && count < 16; ++i) {
        if (text[i] >= '0' && text[i] <= '9') {
            number = number * 10 + (text[i] - '0');
            continue;
        }
        if (const std::uint32_t lane = processLaneOf(number); lane != 0)
            lanes[count++] = lane;
        number = 0;
    }
    return count;
}

/// `wait` waits for `pid`, or any child where that is not positive, and returns the one that ended.
template <class Wait>
pid_t waitWith(pid_t pid, int options, std::uint32_t site, const Wait& wait) {
    std::uint32_t lanes[16];
    std::uint32_t count = 0;
    if ((options & WNOHANG) == 0) {
        if (pid > 0)
            count = (lanes[0] = processLaneOf(pid)) != 0 ? 1 : 0;
        else
            count = childrenOf(lanes);
    }
    if (count > 0) {
        say(EventKind::JoinBegin, lanes[0], 1, site, Order::After, 0);
        for (std::uint32_t i = 1; i < count; ++i)
            say(EventKind::AlsoWaits, lanes[i], 0, site, Order::After, 0, static_cast<std::uint32_t>(EventKind::JoinBegin));
        beginOpenWait({OpenWait::Kind::Join, lanes[0], nullptr, site});
    }
    int status = 0;
    const pid_t ended = wait(status);
    endOpenWait();
    const int error = errno;
    if (enter()) {
        if (ended > 0)
            sayEnd(ended, status);
        if (count > 0)
            say(EventKind::JoinEnd, lanes[0], 0, site, Order::Own, 0, ended > 0 ? 0 : 1);
    }
    errno = error;
    return ended;
}

/// Whether `entry`, "NAME=VALUE", has this name.
bool isVariable(const char* entry, const char* name) {
    const std::size_t length = std::strlen(name);
    return std::strncmp(entry, name, length) == 0 && entry[length] == '=';
}

const char* variableOf(char* const* environment, const char* name) {
    for (; environment != nullptr && *environment != nullptr; ++environment)
        if (isVariable(*environment, name))
            return *environment;
    return nullptr;
}

std::size_t sizeOf(char* const* environment) {
    std::size_t count = 0;
    while (environment != nullptr && environment[count] != nullptr)
        ++count;
    return count;
}

/// Some environments leave out what the recording needs; others, emptied on purpose, are left as they are.
bool lacksRecorder(char* const* environment) {
    return recordsProcess() && sizeOf(environment) > 0 &&
           (hasStopped() || variableOf(environment, RecordVariable) == nullptr || variableOf(environment, "LD_PRELOAD") == nullptr);
}

/// What is started with this environment will not find the recording: the last that is told of this process.
void sayIfLost(char* const* environment) {
    if (variableOf(environment, RecordVariable) == nullptr && !lacksRecorder(environment))
        sayText(EventKind::Note, 0, 0, 0, "goes on unrecorded: started with an empty environment");
}

void beforeExec(char* const* environment, std::uint32_t site) {
    sayIfLost(environment);
    closeForExec(site);
}

/// `into` has room for two more than there are, and their end. What confines its system calls starts others without what the recording
/// needs: these may not make its calls either.
void complete(char* const* environment, char** into) {
    std::size_t count = 0;
    for (; *environment != nullptr; ++environment)
        if (!isVariable(*environment, RecordVariable) && !isVariable(*environment, "LD_PRELOAD"))
            into[count++] = *environment;
    for (const char* name : {RecordVariable, "LD_PRELOAD"})
        if (const char* own = variableOf(environ, name); own != nullptr && !hasStopped())
            into[count++] = const_cast<char*>(own);
    into[count] = nullptr;
}

} // namespace

#define BRAID_COMPLETED(environment)                                                                                                    \
    (lacksRecorder(environment)                                                                                                         \
         ? (complete(environment, recorderRoom = static_cast<char**>(alloca((sizeOf(environment) + 3) * sizeof(char*)))), recorderRoom) \
         : const_cast<char**>(environment))

namespace {

constinit bool g_followsForks = false;

void beforeFork() {
    const int error = errno;
    t_thread.forked = enter() ? defineProcess(t_thread.forkSite) : 0;
    errno = error;
}

void inChild() {
    const int error = errno;
    if (const std::uint32_t lane = std::exchange(t_thread.forked, 0); lane != 0)
        enterChild(lane);
    errno = error;
}

} // namespace

void followForks() { g_followsForks = pthread_atfork(beforeFork, nullptr, inChild) == 0; }

BRAID_HOOK pid_t fork() {
    if (!enter())
        return n_fork();
    t_thread.forkSite = BRAID_HERE;
    if (!g_followsForks)
        beforeFork();
    const pid_t pid = n_fork();
    if (pid == 0)
        inChild();
    t_thread.forkSite = 0;
    const std::uint32_t lane = std::exchange(t_thread.forked, 0);
    if (lane == 0)
        return pid;
    if (pid > 0) {
        publishProcess(pid, lane, 0);
    } else if (pid < 0) {
        const int error = errno;
        if (enter())
            say(EventKind::LaneKilled, lane, 0, 0, Order::Own, 0, static_cast<std::uint32_t>(trace::Death::Asked));
        errno = error;
    }
    return pid;
}
BRAID_HOOK pid_t __fork() { return fork(); }

namespace {

/// The child that waitid() has told of and that is gone with it; 0 = none. `told`: its status as from waitpid().
int reapedBy(const siginfo_t* info, int options, int& told) {
    if (info == nullptr || (options & WNOWAIT) != 0)
        return 0; // who has ended is told by the wait that reaps it
    if (info->si_code == CLD_EXITED)
        told = (info->si_status & 0xFF) << 8;
    else if (info->si_code == CLD_KILLED || info->si_code == CLD_DUMPED)
        told = info->si_status & 0x7F;
    else
        return 0; // it was stopped, or goes on
    return info->si_pid;
}

} // namespace

void sayReaped(const void* info, int options) {
    int told = 0;
    if (const int ended = reapedBy(static_cast<const siginfo_t*>(info), options, told); ended > 0)
        sayEnd(ended, told);
}

BRAID_HOOK pid_t waitpid(pid_t pid, int* status, int options) {
    if (!enter())
        return n_waitpid(pid, status, options);
    return waitWith(pid, options, BRAID_HERE, [=](int& told) {
        const pid_t ended = n_waitpid(pid, &told, options);
        if (status != nullptr && ended > 0)
            *status = told;
        return ended;
    });
}
BRAID_HOOK pid_t wait(int* status) {
    if (!enter())
        return n_wait(status);
    return waitWith(-1, 0, BRAID_HERE, [=](int& told) {
        const pid_t ended = n_wait(&told);
        if (status != nullptr && ended > 0)
            *status = told;
        return ended;
    });
}
BRAID_HOOK pid_t wait3(int* status, int options, rusage* usage) {
    if (!enter())
        return n_wait3(status, options, usage);
    return waitWith(-1, options, BRAID_HERE, [=](int& told) {
        const pid_t ended = n_wait3(&told, options, usage);
        if (status != nullptr && ended > 0)
            *status = told;
        return ended;
    });
}
BRAID_HOOK pid_t wait4(pid_t pid, int* status, int options, rusage* usage) {
    if (!enter())
        return n_wait4(pid, status, options, usage);
    return waitWith(pid, options, BRAID_HERE, [=](int& told) {
        const pid_t ended = n_wait4(pid, &told, options, usage);
        if (status != nullptr && ended > 0)
            *status = told;
        return ended;
    });
}
BRAID_HOOK int waitid(idtype_t type, id_t id, siginfo_t* info, int options) {
    if (!enter())
        return n_waitid(type, id, info, options);
    int result = 0;
    (void)waitWith(type == P_PID ? static_cast<pid_t>(id) : -1, options, BRAID_HERE, [&](int& told) {
        result = n_waitid(type, id, info, options);
        return result == 0 ? reapedBy(info, options, told) : 0;
    });
    return result;
}

BRAID_HOOK int execve(const char* path, char* const* arguments, char* const* environment) {
    char** recorderRoom = nullptr;
    if (enter())
        beforeExec(environment, BRAID_HERE);
    return n_execve(path, arguments, BRAID_COMPLETED(environment));
}
BRAID_HOOK int execv(const char* path, char* const* arguments) {
    if (enter())
        beforeExec(environ, BRAID_HERE);
    char** recorderRoom = nullptr;
    return n_execve(path, arguments, hasStopped() ? BRAID_COMPLETED(environ) : environ);
}
BRAID_HOOK int execvp(const char* file, char* const* arguments) {
    if (enter())
        beforeExec(environ, BRAID_HERE);
    char** recorderRoom = nullptr;
    return n_execvpe(file, arguments, hasStopped() ? BRAID_COMPLETED(environ) : environ);
}
BRAID_HOOK int execvpe(const char* file, char* const* arguments, char* const* environment) {
    char** recorderRoom = nullptr;
    if (enter())
        beforeExec(environment, BRAID_HERE);
    return n_execvpe(file, arguments, BRAID_COMPLETED(environment));
}
BRAID_HOOK int fexecve(int fd, char* const* arguments, char* const* environment) {
    char** recorderRoom = nullptr;
    if (enter())
        beforeExec(environment, BRAID_HERE);
    return n_fexecve(fd, arguments, BRAID_COMPLETED(environment));
}
// Their arguments come one by one.

namespace {

std::size_t sizeOf(va_list* words) {
    std::size_t count = 1;
    while (va_arg(*words, const char*) != nullptr)
        ++count;
    return count;
}

/// The arguments as an array, in `into`, which has room for `count` and the end.
void collect(const char* first, va_list* words, std::size_t count, char** into) {
    into[0] = const_cast<char*>(first);
    for (std::size_t i = 1; i <= count; ++i)
        into[i] = va_arg(*words, char*);
}

} // namespace

/// The room must be this function's own: it may run in a child that vfork made.
#define BRAID_COLLECT(arguments, first, words)                                   \
    va_list words;                                                               \
    va_start(words, first);                                                      \
    const std::size_t count = first != nullptr ? sizeOf(&words) : 0;             \
    va_end(words);                                                               \
    auto** arguments = static_cast<char**>(alloca((count + 1) * sizeof(char*))); \
    va_start(words, first);                                                      \
    if (count > 0)                                                               \
        collect(first, &words, count, arguments);                                \
    else                                                                         \
        arguments[0] = nullptr

BRAID_HOOK int execl(const char* path, const char* first, ...) {
    BRAID_COLLECT(arguments, first, words);
    va_end(words);
    return execv(path, arguments);
}
BRAID_HOOK int execlp(const char* file, const char* first, ...) {
    BRAID_COLLECT(arguments, first, words);
    va_end(words);
    return execvp(file, arguments);
}
BRAID_HOOK int execle(const char* path, const char* first, ...) {
    BRAID_COLLECT(arguments, first, words);
    char* const* environment = va_arg(words, char* const*);
    va_end(words);
    return execve(path, arguments, environment);
}
BRAID_HOOK int posix_spawn(pid_t* pid, const char* path, const posix_spawn_file_actions_t* actions, const posix_spawnattr_t* attributes,
                           char* const* arguments, char* const* environment) {
    char** recorderRoom = nullptr;
    (void)enter();
    return n_posix_spawn(pid, path, actions, attributes, arguments, BRAID_COMPLETED(environment));
}
BRAID_HOOK int posix_spawnp(pid_t* pid, const char* file, const posix_spawn_file_actions_t* actions, const posix_spawnattr_t* attributes,
                            char* const* arguments, char* const* environment) {
    char** recorderRoom = nullptr;
    (void)enter();
    return n_posix_spawnp(pid, file, actions, attributes, arguments, BRAID_COMPLETED(environment));
}

BRAID_HOOK int kill(pid_t pid, int signal) {
    if (signal > 0 && pid != -1 && enter())
        noteSignal(pid, signal);
    if (pid > 0 && signal > 0 && enter())
        if (const std::uint32_t lane = processLaneOf(pid); lane != 0 && lane != g_processLane.load() && (signal == SIGKILL || signal == SIGTERM))
            say(EventKind::SendSignal, lane, 0, BRAID_HERE, Order::Own, static_cast<std::uint64_t>(signal));
    return n_kill(pid, signal);
}

BRAID_HOOK int killpg(pid_t group, int signal) { return group < 0 ? n_killpg(group, signal) : kill(group > 0 ? -group : 0, signal); }

BRAID_HOOK [[noreturn]] void _exit(int status) {
    if (enter())
        endProcess(status);
    n__exit(status);
    __builtin_unreachable();
}
BRAID_HOOK [[noreturn]] void _Exit(int status) {
    if (enter())
        endProcess(status);
    n__Exit(status);
    __builtin_unreachable();
}

} // namespace braid::record
