// Signal handlers: while one runs, the thread is in the midst of something else, which may be a wait.
#include "engine/record/shim/interpreter.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/thread.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <iterator>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

namespace braid::record {
namespace {

using Handler = void (*)(int);
BRAID_NEXT Next<int(int, const struct sigaction*, struct sigaction*)> n_sigaction{"sigaction"};

constexpr int Signals = 65;
/// What the program wants to be called, by signal. Words, so that a handler never sees half of one.
constinit std::atomic<void*> g_handlers[Signals]{};

void enterHandler(int signal) {
    ++t_thread.handlers;
    if (t_writer.next == nullptr || hasStopped() || trace::isBusy(t_writer) || t_thread.over != 0)
        return;
    char label[32];
    TextBuilder words(label, sizeof label);
    words.add("handler of ").add(sigabbrev_np(signal) != nullptr ? "SIG" : "signal ");
    if (const char* name = sigabbrev_np(signal))
        words.add(name);
    else
        words.add(static_cast<std::uint64_t>(signal));
    sayText(EventKind::TaskBegin, 0, 0, 0, label);
}

void leaveHandler() {
    if (t_writer.next != nullptr && !hasStopped() && !trace::isBusy(t_writer) && t_thread.over == 0)
        say(EventKind::TaskEnd, 0, 0, 0, Order::Own, 0, 0);
    --t_thread.handlers;
}

/// Bits, by signal: a timer is to send it, and has not yet.
constinit std::atomic<std::uint64_t> g_due{0};
/// The same: those that timers of timer_create send.
constinit std::atomic<std::uint64_t> g_ofTimers{0};

constexpr std::uint64_t bitOf(int signal) { return signal > 0 && signal < 64 ? std::uint64_t{1} << signal : 0; }

constinit std::atomic<bool> g_awaited{false}; ///< they come from outside

void considerDue() {
    bool due = g_awaited.load();
    const std::uint64_t signals = g_due.load();
    for (int signal = 1; signal < 64 && !due; ++signal)
        due = (signals & bitOf(signal)) != 0 && g_handlers[signal].load() != nullptr;
    if (!g_signalIsDue.exchange(due) && due && enter())
        sayAllGivenOutside(0);
}

void expect(std::uint64_t signals, bool armed) {
    armed ? g_due.fetch_or(signals) : g_due.fetch_and(~signals);
    considerDue();
}

/// Stands before the program's own. It is called with all that may be asked for, whatever was asked for.
void handle(int signal, siginfo_t* info, void* context) {
    const int error = errno;
    const std::uint8_t inside = std::exchange(t_thread.inside, std::uint8_t{0});
    enterHandler(signal);
    errno = error;
    if ((g_due.load(std::memory_order_relaxed) & bitOf(signal)) != 0)
        expect(bitOf(signal), false);
    void* handler = g_handlers[signal].load(std::memory_order_acquire);
    if (handler != nullptr)
        reinterpret_cast<void (*)(int, siginfo_t*, void*)>(handler)(signal, info, context);
    const int after = errno;
    leaveHandler();
    t_thread.inside = inside;
    errno = after;
}

bool isOurs(const struct sigaction& action) { return reinterpret_cast<void*>(action.sa_sigaction) == reinterpret_cast<void*>(handle); }

/// By these a process ends that has done something that it cannot go on after, or says so itself (abort).
constexpr int Fatal[] = {SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
bool isFatal(int signal) {
    return std::any_of(std::begin(Fatal), std::end(Fatal), [signal](int each) { return each == signal; });
}

/// The signal that the thread is about to end its process by; 0 = none.
[[gnu::tls_model("initial-exec")]] constinit thread_local volatile int t_ending = 0;

void endBy(int signal) { trace::systemCall(__NR_tgkill, trace::systemCall(__NR_getpid), trace::systemCall(__NR_gettid), signal); }

void sayEnd(std::uint32_t process, int signal, std::uint32_t site) {
    char text[96];
    TextBuilder words(text, sizeof text);
    words.add("killed by SIG").add(sigabbrev_np(signal)).add(" (").add(sigdescr_np(signal)).add(")");
    sayText(EventKind::LaneKilled, process, static_cast<std::uint64_t>(signal), static_cast<std::uint32_t>(trace::Death::Unexpected), text, site);
}

/// Stands where the program leaves a fatal signal to the system: says where the process has come to its end, which it does then as it
/// would have without.
void handleFatal(int signal, siginfo_t* info, void* context) {
    const int error = errno;
    if (t_ending != 0) { // reading what is broken has broken this, too
        std::uint64_t mask = std::uint64_t{1} << (t_ending - 1);
        trace::systemCall(__NR_rt_sigprocmask, SIG_UNBLOCK, reinterpret_cast<long>(&mask), 0, sizeof mask);
        endBy(t_ending);
        return;
    }
    struct sigaction system {};
    n_sigaction(signal, &system, nullptr);
    const bool faulted = info->si_code > 0; // the instruction, which does it again
    const std::uint8_t inside = std::exchange(t_thread.inside, std::uint8_t{0});
    const long pid = trace::systemCall(__NR_getpid);
    if ((faulted || info->si_pid == pid) && enter()) {
        t_ending = signal;
        // A child of vfork has all memory of its parent, also what that is called.
        if (const std::uint32_t process = g_processLane.load(); process != 0 && static_cast<long>(t_writer.pid) == pid)
            sayEnd(process, signal, placeOfFault(context));
        t_ending = 0;
    }
    t_thread.inside = inside;
    if (!faulted)
        endBy(signal);
    errno = error;
}

bool isForTheEnd(const struct sigaction& action) {
    return reinterpret_cast<void*>(action.sa_sigaction) == reinterpret_cast<void*>(handleFatal);
}

struct sigaction forTheEnd() {
    struct sigaction action {};
    action.sa_sigaction = handleFatal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    return action;
}

/// Anybody may send it to a program, to tell it something.
bool comesFromOutside(int signal) {
    switch (signal) {
    case SIGHUP:
    case SIGINT:
    case SIGQUIT:
    case SIGTERM:
    case SIGUSR1:
    case SIGUSR2:
    case SIGCONT:
    case SIGTSTP:
    case SIGWINCH:
        return true;
    default:
        return signal > __SIGRTMIN;
    }
}

int change(int signal, const struct sigaction* action, struct sigaction* before) {
    if (signal <= 0 || signal >= Signals)
        return n_sigaction(signal, action, before);
    struct sigaction wrapped {
    }, former{};
    void* formerHandler = g_handlers[signal].load();
    const struct sigaction* given = action;
    if (action != nullptr && action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN) {
        wrapped = *action;
        wrapped.sa_sigaction = handle;
        // The flag stays as it was given, so that it is handed out as such: the kernel passes all three arguments in any case.
        g_handlers[signal].store(reinterpret_cast<void*>(action->sa_sigaction), std::memory_order_release);
        given = &wrapped;
    } else if (action != nullptr) {
        g_handlers[signal].store(nullptr);
        if (action->sa_handler == SIG_DFL && isFatal(signal) && !hasStopped()) {
            wrapped = forTheEnd();
            given = &wrapped;
        }
    }
    const int result = n_sigaction(signal, given, &former);
    if (result != 0) {
        g_handlers[signal].store(formerHandler);
        return result;
    }
    if (g_due.load(std::memory_order_relaxed) != 0)
        considerDue();
    // An interpreter's own handler only notes that the signal came; what the program's does then, helper/threads.py looks at.
    if (given == &wrapped && comesFromOutside(signal) && g_handlers[signal].load() != nullptr && g_interpreter.end == 0)
        g_handlesOutside.store(true, std::memory_order_relaxed);
    if (before != nullptr) {
        *before = former;
        if (isForTheEnd(former))
            *before = {};
        else if (isOurs(former))
            before->sa_sigaction = reinterpret_cast<void (*)(int, siginfo_t*, void*)>(formerHandler);
    }
    return result;
}

Handler changeHandler(int signal, Handler handler, int flags) {
    struct sigaction action {
    }, before{};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    if (signal > 0 && signal < Signals && (flags & SA_RESTART) != 0)
        sigaddset(&action.sa_mask, signal);
    return change(signal, &action, &before) == 0 ? before.sa_handler : SIG_ERR;
}

BRAID_NEXT Next<int(int, const itimerval*, itimerval*)> n_setitimer{"setitimer"};
BRAID_NEXT Next<unsigned(unsigned)> n_alarm{"alarm"};
BRAID_NEXT Next<int(clockid_t, sigevent*, timer_t*)> n_timer_create{"timer_create"};
BRAID_NEXT Next<int(timer_t, int, const itimerspec*, itimerspec*)> n_timer_settime{"timer_settime"};

} // namespace

std::atomic<bool> g_signalIsDue{false};
std::atomic<bool> g_handlesOutside{false};

void awaitSignals() {
    g_awaited.store(true);
    considerDue();
}

void watchForTheEnd(bool watch) {
    const struct sigaction ours = forTheEnd(), system{};
    for (const int signal : Fatal) {
        struct sigaction before {};
        if (n_sigaction(signal, nullptr, &before) == 0 && (watch ? before.sa_handler == SIG_DFL : isForTheEnd(before)))
            n_sigaction(signal, watch ? &ours : &system, nullptr);
    }
}

BRAID_HOOK int setitimer(__itimer_which_t which, const itimerval* time, itimerval* before) noexcept {
    const bool armed = time != nullptr && (time->it_value.tv_sec != 0 || time->it_value.tv_usec != 0);
    if (which == ITIMER_REAL && recordsProcess()) // the others count what the program computes
        expect(bitOf(SIGALRM), armed);
    return n_setitimer(which, time, before);
}
BRAID_HOOK unsigned alarm(unsigned seconds) noexcept {
    if (recordsProcess())
        expect(bitOf(SIGALRM), seconds != 0);
    return n_alarm(seconds);
}
BRAID_HOOK int timer_create(clockid_t clock, sigevent* what, timer_t* timer) noexcept {
    if (what == nullptr || what->sigev_notify == SIGEV_SIGNAL || what->sigev_notify == SIGEV_THREAD_ID)
        g_ofTimers.fetch_or(bitOf(what == nullptr ? SIGALRM : what->sigev_signo));
    return n_timer_create(clock, what, timer);
}
BRAID_HOOK int timer_settime(timer_t timer, int flags, const itimerspec* time, itimerspec* before) noexcept {
    if (time != nullptr && (time->it_value.tv_sec != 0 || time->it_value.tv_nsec != 0) && recordsProcess())
        expect(g_ofTimers.load(), true);
    return n_timer_settime(timer, flags, time, before);
}

BRAID_HOOK int sigaction(int signal, const struct sigaction* action, struct sigaction* before) noexcept {
    (void)enter();
    return recordsProcess() ? change(signal, action, before) : n_sigaction(signal, action, before);
}
BRAID_HOOK int __sigaction(int signal, const struct sigaction* action, struct sigaction* before) noexcept {
    return sigaction(signal, action, before);
}
BRAID_HOOK Handler signal(int number, Handler handler) noexcept { return changeHandler(number, handler, SA_RESTART); }
BRAID_HOOK Handler bsd_signal(int number, Handler handler) noexcept { return changeHandler(number, handler, SA_RESTART); }
BRAID_HOOK Handler ssignal(int number, Handler handler) noexcept { return changeHandler(number, handler, SA_RESTART); }
BRAID_HOOK Handler sysv_signal(int number, Handler handler) noexcept {
    return changeHandler(number, handler, static_cast<int>(SA_RESETHAND | SA_NODEFER));
}
BRAID_HOOK Handler __sysv_signal(int number, Handler handler) noexcept {
    return changeHandler(number, handler, static_cast<int>(SA_RESETHAND | SA_NODEFER));
}

} // namespace braid::record
