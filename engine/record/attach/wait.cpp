#include "engine/record/attach/wait.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <linux/futex.h>
#include <poll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <utility>

namespace braid::attach {
namespace {

/// Frames, from the innermost one, in which the function is looked for that the program called.
constexpr std::size_t MostInside = 12;

constexpr std::pair<std::string_view, WaitKind> Calls[] = {
    {"pthread_mutex_lock", WaitKind::Mutex},
    {"pthread_mutex_cond_lock", WaitKind::Mutex},
    {"pthread_mutex_timedlock", WaitKind::Mutex},
    {"pthread_mutex_clocklock", WaitKind::Mutex},
    {"mtx_lock", WaitKind::Mutex},
    {"mtx_timedlock", WaitKind::Mutex},
    {"pthread_cond_wait", WaitKind::Condition},
    {"pthread_cond_timedwait", WaitKind::Condition},
    {"pthread_cond_clockwait", WaitKind::Condition},
    {"cnd_wait", WaitKind::Condition},
    {"cnd_timedwait", WaitKind::Condition},
    {"sem_wait", WaitKind::Semaphore},
    {"sem_timedwait", WaitKind::Semaphore},
    {"sem_clockwait", WaitKind::Semaphore},
    {"pthread_rwlock_rdlock", WaitKind::ReadLock},
    {"pthread_rwlock_timedrdlock", WaitKind::ReadLock},
    {"pthread_rwlock_clockrdlock", WaitKind::ReadLock},
    {"pthread_rwlock_wrlock", WaitKind::WriteLock},
    {"pthread_rwlock_timedwrlock", WaitKind::WriteLock},
    {"pthread_rwlock_clockwrlock", WaitKind::WriteLock},
    {"pthread_barrier_wait", WaitKind::Barrier},
    {"pthread_join", WaitKind::Join},
    {"pthread_timedjoin_np", WaitKind::Join},
    {"pthread_clockjoin_np", WaitKind::Join},
    {"pthread_clockjoin_ex", WaitKind::Join},
    {"thrd_join", WaitKind::Join},
    {"pthread_once", WaitKind::Once},
    {"call_once", WaitKind::Once},
    {"cxa_guard_acquire", WaitKind::StaticGuard},
    {"std::atomic_futex_unsigned_base::_M_futex_wait_until", WaitKind::Future},
    {"std::atomic_futex_unsigned_base::_M_futex_wait_until_steady", WaitKind::Future},
};

WaitKind kindOf(const std::string& name) {
    const std::string_view bare = std::string_view(name).substr(0, name.find('('));
    const auto known = std::find_if(std::begin(Calls), std::end(Calls), [bare](const auto& each) { return each.first == bare; });
    return known != std::end(Calls) ? known->second : WaitKind::None;
}

/// What the innermost frames say: the function and what one waits for in it.
std::pair<WaitKind, std::string> calledKind(const std::vector<Frame>& frames) {
    for (std::size_t i = 0; i < std::min(frames.size(), MostInside) && !frames[i].interrupted; ++i)
        for (const std::string& symbol : {frames[i].place.function, frames[i].entered}) {
            const std::string name = plainName(symbol);
            if (const WaitKind kind = kindOf(name); kind != WaitKind::None)
                return {kind, name};
        }
    return {WaitKind::None, {}};
}

/// A call of the program itself into the library in whose code the thread stands: its file and, where known, the function.
std::pair<std::string, std::string> innermostLibrary(const std::vector<Frame>& frames) {
    std::size_t at = 0;
    // libc's syscall() is anybody's.
    while (at < frames.size() && plainName(frames[at].place.function) == "syscall")
        ++at;
    if (at == frames.size())
        return {};
    std::size_t last = at;
    while (last + 1 < frames.size() && frames[last + 1].place.module == frames[at].place.module && !frames[last + 1].interrupted)
        ++last;
    return {frames[at].place.module, plainName(frames[last].entered.empty() ? frames[last].place.function : frames[last].entered)};
}

/// The futex word `word`, which is expected to be `expected`, belongs to an object of `kind`: where that begins.
Address objectBehind(WaitKind kind, Address word, std::uint32_t expected) {
    // Offsets of glibc 2.25 and later: pthread_cond_t::__g_signals, pthread_rwlock_t::__wrphase_futex and __writers_futex,
    // pthread_barrier_t::current_round. All of them lie at addresses that 8 divides, but the barrier.
    constexpr Address Half = 4, Signals = 40, Phase = 8, Round = 4;
    constexpr std::uint32_t ReadersWait = 4; // a bit of pthread_rwlock_t::__readers, which comes first, and of none of the others
    switch (kind) {
    case WaitKind::Condition:
        return word % 8 == 0 ? word - Signals : word - Signals - Half;
    case WaitKind::ReadLock:
        if (word % 8 == 0 && (expected & ReadersWait) != 0)
            return word;
        [[fallthrough]];
    case WaitKind::WriteLock:
        return word % 8 == 0 ? word - Phase : word - Phase - Half;
    case WaitKind::Barrier:
        return word - Round;
    default:
        return word;
    }
}

void understandFutex(Wait& wait, const SystemCall& call, const std::vector<Frame>& frames, const ProcessMemory& memory, const std::vector<int>& tids) {
    const auto word = call.arguments[0];
    const auto command = call.arguments[1] & static_cast<std::uint64_t>(FUTEX_CMD_MASK);
    const auto expected = static_cast<std::uint32_t>(call.arguments[2]);
    wait.timed = call.arguments[3] != 0;
    if (command != FUTEX_WAIT && command != FUTEX_WAIT_BITSET && command != FUTEX_LOCK_PI && command != FUTEX_LOCK_PI2 && command != FUTEX_WAIT_REQUEUE_PI) {
        wait.kind = WaitKind::Outside;
        return;
    }
    auto [kind, name] = calledKind(frames);
    const auto now = memory.at<std::uint32_t>(word);
    constexpr std::uint32_t Contended = 2;
    if (command == FUTEX_LOCK_PI || command == FUTEX_LOCK_PI2)
        kind = WaitKind::Mutex;
    else if (kind == WaitKind::Condition && command == FUTEX_WAIT && expected == Contended)
        kind = WaitKind::Mutex; // it takes its mutex back
    else if (kind == WaitKind::None && now && std::find(tids.begin(), tids.end(), static_cast<int>(*now)) != tids.end() && expected == *now)
        kind = WaitKind::Join; // only there a word is a thread's number until that ends
    if (kind == WaitKind::None) {
        const auto [module, function] = innermostLibrary(frames);
        const bool runtime = fileName(module).starts_with("libstdc++") || fileName(module).starts_with("libc++");
        if (module.empty() || runtime || !ofSystem(module)) {
            wait.kind = WaitKind::Word;
            wait.object = word;
            return;
        }
        wait.kind = WaitKind::Library;
        wait.library = fileName(module);
        wait.through = function;
        wait.object = word;
        return;
    }
    wait.kind = kind;
    wait.through = name;
    wait.object = objectBehind(kind, word, expected);
    if (kind == WaitKind::Join)
        wait.target = static_cast<int>(now.value_or(expected));
}

bool isNull(std::uint64_t pointer) { return pointer == 0; }

void understandPoll(Wait& wait, const SystemCall& call, const ProcessMemory& memory) {
    constexpr std::uint64_t MostPolled = 1024;
    wait.kind = WaitKind::Ready;
    std::vector<pollfd> polled(std::min(call.arguments[1], MostPolled + 1));
    if (polled.size() > MostPolled || (!polled.empty() && !memory.read(call.arguments[0], polled.data(), polled.size() * sizeof(pollfd)))) {
        wait.kind = WaitKind::Outside;
        return;
    }
    for (const pollfd& each : polled)
        if (each.fd >= 0)
            wait.watched.push_back({each.fd, (each.events & (POLLIN | POLLPRI | POLLRDHUP)) != 0 || each.events == 0, (each.events & POLLOUT) != 0});
}

void understandSelect(Wait& wait, const SystemCall& call, const ProcessMemory& memory) {
    wait.kind = WaitKind::Ready;
    const int count = static_cast<int>(std::min<std::uint64_t>(call.arguments[0], FD_SETSIZE));
    std::array<fd_set, 2> sets{};
    for (std::size_t i = 0; i < sets.size(); ++i) {
        FD_ZERO(&sets[i]);
        if (call.arguments[1 + i] != 0 && !memory.read(call.arguments[1 + i], &sets[i], static_cast<std::size_t>(count + 63) / 64 * 8)) {
            wait.kind = WaitKind::Outside;
            return;
        }
    }
    for (int each = 0; each < count; ++each)
        if (FD_ISSET(each, &sets[0]) || FD_ISSET(each, &sets[1]))
            wait.watched.push_back({each, FD_ISSET(each, &sets[0]) != 0, FD_ISSET(each, &sets[1]) != 0});
}

/// A wait in a selector; `limit`: for no longer than a time.
void selects(Wait& wait, bool limit) {
    wait.timed = limit;
    if (limit && wait.watched.empty() && wait.descriptor < 0)
        wait.kind = WaitKind::Sleep;
}

/// `path`: where the path lies in memory. Whether it is that of a named pipe is not known here.
void understandOpening(Wait& wait, Address path, int folder, std::uint64_t flags, const ProcessMemory& memory) {
    constexpr std::size_t Longest = 4096, Piece = 64;
    wait.kind = WaitKind::Opening;
    wait.folder = folder;
    wait.forWriting = (flags & O_ACCMODE) == O_WRONLY;
    std::array<char, Piece> piece{};
    while (wait.path.size() < Longest) {
        const Address from = path + wait.path.size();
        const std::size_t bytes = Piece - from % Piece; // what lies on the next page may not be there
        if (!memory.read(from, piece.data(), bytes))
            break;
        const std::string_view text(piece.data(), bytes);
        const std::size_t end = text.find('\0');
        wait.path += text.substr(0, end);
        if (end != std::string_view::npos)
            return;
    }
    wait.kind = WaitKind::Outside;
}

void onDescriptor(Wait& wait, WaitKind kind, const SystemCall& call) {
    wait.kind = kind;
    wait.descriptor = static_cast<int>(call.arguments[0]);
}

void understandWaitForChild(Wait& wait, const SystemCall& call) {
    constexpr std::uint64_t All = 0, One = 1;
    wait.kind = WaitKind::Child;
    wait.target = -1;
#ifdef SYS_waitid
    if (call.number == SYS_waitid) {
        if (call.arguments[0] == One)
            wait.target = static_cast<int>(call.arguments[1]);
        else if (call.arguments[0] != All)
            wait.kind = WaitKind::Outside;
        return;
    }
#endif
    if (const auto process = static_cast<int>(call.arguments[0]); process > 0)
        wait.target = process;
}

} // namespace

std::string plainName(std::string_view symbol) {
    std::string name(symbol.substr(0, symbol.find('@')));
    for (const std::string_view prefix : {"__GI_", "std::__"})
        if (name.starts_with(prefix))
            name = (prefix.starts_with("std") ? "std::" : "") + name.substr(prefix.size());
    const std::size_t letter = name.find_first_not_of('_');
    if (letter != std::string::npos)
        name.erase(0, letter);
    if (name.starts_with("new_"))
        name.erase(0, std::string_view("new_").size());
    return name;
}

bool ofSystem(std::string_view module) {
    if (module.empty() || module.starts_with('['))
        return true; // the kernel's page of code
    const bool library = module.find(".so") != std::string_view::npos;
    return library && (module.starts_with("/lib") || module.starts_with("/usr/lib"));
}

std::string fileName(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

Wait waitOf(const SystemCall& call, const std::vector<Frame>& frames, const ProcessMemory& memory, const std::vector<int>& tids) {
    Wait wait;
    if (call.number < 0)
        return wait;
    wait.through = frames.empty() ? std::string() : plainName(frames.front().entered.empty() ? frames.front().place.function : frames.front().entered);
    switch (call.number) {
    case SYS_futex:
        understandFutex(wait, call, frames, memory, tids);
        break;
    case SYS_nanosleep:
    case SYS_clock_nanosleep:
        wait.kind = WaitKind::Sleep;
        break;
    case SYS_wait4:
    case SYS_waitid:
        understandWaitForChild(wait, call);
        break;
    case SYS_semop:
    case SYS_semtimedop:
        wait.kind = WaitKind::SystemVSemaphore;
        wait.target = static_cast<int>(call.arguments[0]);
        wait.object = call.arguments[1];
        wait.number = static_cast<int>(call.arguments[2]);
        wait.timed = call.number == SYS_semtimedop && !isNull(call.arguments[3]);
        break;
    case SYS_msgrcv:
    case SYS_msgsnd:
        wait.kind = call.number == SYS_msgrcv ? WaitKind::Message : WaitKind::MessageRoom;
        wait.target = static_cast<int>(call.arguments[0]);
        break;
    case SYS_flock:
        onDescriptor(wait, WaitKind::FileLock, call);
        break;
    case SYS_fcntl:
        onDescriptor(wait, call.arguments[1] == F_SETLKW || call.arguments[1] == F_OFD_SETLKW ? WaitKind::FileLock : WaitKind::Outside, call);
        break;
    case SYS_read:
    case SYS_readv:
    case SYS_recvfrom:
    case SYS_recvmsg:
        onDescriptor(wait, WaitKind::Receive, call);
        break;
    case SYS_write:
    case SYS_writev:
    case SYS_sendto:
    case SYS_sendmsg:
        onDescriptor(wait, WaitKind::Send, call);
        break;
#ifdef SYS_poll
    case SYS_poll:
        understandPoll(wait, call, memory);
        selects(wait, static_cast<int>(call.arguments[2]) >= 0);
        break;
    case SYS_select:
        understandSelect(wait, call, memory);
        selects(wait, !isNull(call.arguments[4]));
        break;
    case SYS_epoll_wait:
#endif
    case SYS_epoll_pwait:
        onDescriptor(wait, WaitKind::Ready, call);
        selects(wait, static_cast<int>(call.arguments[3]) >= 0);
        break;
    case SYS_epoll_pwait2:
        onDescriptor(wait, WaitKind::Ready, call);
        selects(wait, !isNull(call.arguments[3]));
        break;
    case SYS_ppoll:
        understandPoll(wait, call, memory);
        selects(wait, !isNull(call.arguments[2]));
        break;
    case SYS_pselect6:
        understandSelect(wait, call, memory);
        selects(wait, !isNull(call.arguments[4]));
        break;
#ifdef SYS_open
    case SYS_open:
        understandOpening(wait, call.arguments[0], AT_FDCWD, call.arguments[1], memory);
        break;
#endif
    case SYS_openat:
        understandOpening(wait, call.arguments[1], static_cast<int>(call.arguments[0]), call.arguments[2], memory);
        break;
    default:
        wait.kind = WaitKind::Outside;
    }
    return wait;
}

Wait spinOf(const std::vector<Registers>& samples, const std::vector<Frame>& frames, const ProcessMemory& memory, const Symbols& symbols) {
    constexpr std::size_t Fewest = 3;
    constexpr std::string_view Function = "pthread_spin_lock";
    constexpr int FirstArgument = 5; // rdi
    Wait wait;
    if (samples.size() < Fewest || frames.empty() || plainName(frames.front().place.function) != Function)
        return wait;
    const Address lock = samples.front()[FirstArgument].value_or(0);
    const bool there = std::all_of(samples.begin(), samples.end(), [&](const Registers& each) {
        return each[FirstArgument] == lock && plainName(symbols.codeAt(each[Registers::ReturnAddress].value_or(0), false).function) == Function;
    });
    const auto word = memory.at<std::int32_t>(lock);
    if (there && word && *word <= 0) { // of x86: 1 = free
        wait.kind = WaitKind::SpinLock;
        wait.object = lock;
        wait.through = Function;
    }
    return wait;
}

} // namespace braid::attach
