// Threads: create, join, detach, names, sleep and yield; C11's the same.
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/waiting.h"

#include <cerrno>
#include <cstdint>
#include <sched.h>
#include <sys/prctl.h>
#include <threads.h>
#include <unistd.h>

namespace braid::record {
namespace {

using Main = void*(void*);
using Main11 = int(void*);

BRAID_NEXT Next<int(pthread_t*, const pthread_attr_t*, Main*, void*)> n_create{"pthread_create"};
BRAID_NEXT Next<int(pthread_t, void**)> n_join{"pthread_join"};
BRAID_NEXT Next<int(pthread_t, void**)> n_tryjoin{"pthread_tryjoin_np"};
BRAID_NEXT Next<int(pthread_t, void**, const timespec*)> n_timedjoin{"pthread_timedjoin_np"};
BRAID_NEXT Next<int(pthread_t, void**, clockid_t, const timespec*)> n_clockjoin{"pthread_clockjoin_np"};
BRAID_NEXT Next<int(pthread_t, const char*)> n_setname{"pthread_setname_np"};
BRAID_NEXT Next<int(thrd_t*, Main11*, void*)> n_thrd_create{"thrd_create"};
BRAID_NEXT Next<int(thrd_t, int*)> n_thrd_join{"thrd_join"};

struct Task {
    std::uint32_t lane;
    Main* main;
    Main11* main11;
    void* argument;
};
/// What a thread is to do, on its way to it. It may begin before its creator goes on.
struct Start : Task {
    std::atomic<std::uint32_t> used;
};
constexpr std::uint32_t Starts = 1024;
constinit Start g_starts[Starts]{};

Start* newStart() {
    for (Start& start : g_starts) {
        std::uint32_t free = 0;
        if (start.used.load(std::memory_order_relaxed) == 0 && start.used.compare_exchange_strong(free, 1, std::memory_order_acq_rel))
            return &start;
    }
    return nullptr;
}

constexpr std::uint32_t Started = 1;

/// Takes the record over, and begins the lane.
Task begin(void* from) {
    auto* given = static_cast<Start*>(from);
    const Task task = *given;
    given->used.store(0, std::memory_order_release);
    beginThread(task.lane, Started);
    return task;
}

void* run(void* from) {
    const Task task = begin(from);
    return task.main(task.argument);
}

int run11(void* from) {
    const Task task = begin(from);
    return task.main11(task.argument);
}

/// `create` makes the thread, given its first function's argument.
template <class Create>
int createWith(Start* start, pthread_t* thread, std::uint32_t site, const Create& create) {
    start->lane = defineThread(g_processLane.load(std::memory_order_relaxed));
    const std::uint32_t lane = start->lane;
    say(EventKind::LaneStart, lane, Started, site);
    const int result = create(start);
    if (result == 0) {
        addRecord(*thread, lane, Started);
        return result;
    }
    start->used.store(0, std::memory_order_release);
    if (enter())
        say(EventKind::LaneKilled, lane, 0, site, Order::Own, 0, static_cast<std::uint32_t>(trace::Death::Asked));
    return result;
}

template <class Join>
int joinWith(pthread_t thread, std::uint64_t nanos, std::uint32_t site, const Join& join) {
    ThreadRecord* record = recordOf(thread);
    // Of itself, or of who waits for its end: the C library refuses (EDEADLK).
    const pthread_t self = pthread_self();
    if (record == nullptr || thread == self || (t_thread.record != nullptr && t_thread.record->joiner.load() == thread))
        return join();
    record->joiner.store(self);
    const std::uint32_t lane = record->lane.load();
    if (record->ended.load(std::memory_order_acquire) == 0) {
        say(EventKind::JoinBegin, lane, record->sequence.load(), site, Order::After, nanos);
        beginOpenWait({OpenWait::Kind::Join, lane, nullptr, site});
    }
    const int result = join();
    endOpenWait();
    if (!enter())
        return result;
    if (result != 0) {
        record->joiner.store(0);
        say(EventKind::JoinEnd, lane, 0, site, Order::Own, 0, 1);
        return result;
    }
    // One that the C library ended without running destructors has not said so itself.
    if (record->lane.load() == lane && record->ended.load(std::memory_order_acquire) == 0)
        say(EventKind::LaneEnd, lane, record->sequence.fetch_add(1) + 1, 0);
    say(EventKind::JoinEnd, lane, record->lane.load() == lane ? record->sequence.fetch_add(1) + 1 : 0, site, Order::Own, 0, 0);
    return result;
}

void rename(std::uint32_t lane, const char* name) {
    if (lane != 0)
        sayText(EventKind::RenameLane, lane, 0, 0, name);
}

} // namespace

BRAID_HOOK int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, Main* main, void* argument) {
    Start* start = enter() ? newStart() : nullptr;
    if (start == nullptr)
        return n_create(thread, attributes, main, argument);
    start->main = main;
    start->argument = argument;
    return createWith(start, thread, BRAID_HERE, [=](void* given) { return n_create(thread, attributes, run, given); });
}
BRAID_HOOK int pthread_join(pthread_t thread, void** result) {
    return enter() ? joinWith(thread, 0, BRAID_HERE, [=] { return n_join(thread, result); }) : n_join(thread, result);
}
BRAID_HOOK int pthread_timedjoin_np(pthread_t thread, void** result, const timespec* until) {
    return enter() ? joinWith(thread, nanosUntil(CLOCK_REALTIME, until), BRAID_HERE, [=] { return n_timedjoin(thread, result, until); })
                   : n_timedjoin(thread, result, until);
}
BRAID_HOOK int pthread_clockjoin_np(pthread_t thread, void** result, clockid_t clock, const timespec* until) {
    return enter() ? joinWith(thread, nanosUntil(clock, until), BRAID_HERE, [=] { return n_clockjoin(thread, result, clock, until); })
                   : n_clockjoin(thread, result, clock, until);
}
BRAID_HOOK int pthread_setname_np(pthread_t thread, const char* name) {
    const int result = n_setname(thread, name);
    if (result == 0 && enter())
        if (const ThreadRecord* record = recordOf(thread))
            rename(record->lane.load(), name);
    return result;
}
BRAID_HOOK int thrd_create(thrd_t* thread, Main11* main, void* argument) {
    Start* start = enter() ? newStart() : nullptr;
    if (start == nullptr)
        return n_thrd_create(thread, main, argument);
    start->main11 = main;
    start->argument = argument;
    return createWith(start, thread, BRAID_HERE, [=](void* given) { return n_thrd_create(thread, run11, given); });
}
BRAID_HOOK int thrd_join(thrd_t thread, int* result) {
    return enter() ? joinWith(thread, 0, BRAID_HERE, [=] { return n_thrd_join(thread, result); }) : n_thrd_join(thread, result);
}

namespace {

BRAID_NEXT Next<int(const timespec*, timespec*)> n_nanosleep{"nanosleep"};
BRAID_NEXT Next<int(clockid_t, int, const timespec*, timespec*)> n_clock_nanosleep{"clock_nanosleep"};
BRAID_NEXT Next<int(useconds_t)> n_usleep{"usleep"};
BRAID_NEXT Next<unsigned(unsigned)> n_sleep{"sleep"};
BRAID_NEXT Next<int(const timespec*, timespec*)> n_thrd_sleep{"thrd_sleep"};
BRAID_NEXT Next<int()> n_yield{"sched_yield"};
BRAID_NEXT Next<void()> n_thrd_yield{"thrd_yield"};

constexpr std::uint64_t Second = 1'000'000'000;

/// How many times as long as the program says a sleep takes that begins now.
double sleepFactor() {
    const std::uint32_t permille = t_writer.control->sleepPermille.load(std::memory_order_relaxed);
    return permille == 0 ? 1.0 : permille / 1000.0;
}

timespec timeOf(double nanos) {
    constexpr double Longest = 9.0e18;
    const auto whole = static_cast<std::uint64_t>(nanos < Longest ? nanos : Longest);
    return {static_cast<time_t>(whole / Second), static_cast<long>(whole % Second)};
}

/// `sleep` is given the time it has to take. What it leaves in `left` where a signal ends it is told as the program counts.
template <class Sleep>
auto sleepWith(std::uint64_t nanos, std::uint32_t site, timespec* left, const Sleep& sleep) {
    const double factor = sleepFactor();
    const timespec time = timeOf(static_cast<double>(nanos) * factor);
    say(EventKind::SleepBegin, 0, 0, site, Order::Own, nanosOf(&time));
    beginOpenWait({OpenWait::Kind::Sleep, 0, nullptr, site});
    const auto result = sleep(&time);
    endOpenWait();
    const int error = errno;
    if (result != 0 && left != nullptr && factor != 1)
        *left = timeOf(static_cast<double>(nanosOf(left)) / factor);
    if (enter())
        say(EventKind::SleepEnd, 0, 0, site);
    errno = error;
    return result;
}

constexpr std::uint64_t exactly(const timespec* time) {
    return static_cast<std::uint64_t>(time->tv_sec) * Second + static_cast<std::uint64_t>(time->tv_nsec);
}
/// What the system refuses it is to refuse.
bool isTime(const timespec* time) { return time != nullptr && time->tv_sec >= 0 && time->tv_nsec >= 0 && time->tv_nsec < static_cast<long>(Second); }

} // namespace

BRAID_HOOK int nanosleep(const timespec* time, timespec* left) {
    if (!isTime(time) || !enter())
        return n_nanosleep(time, left);
    return sleepWith(exactly(time), BRAID_HERE, left, [=](const timespec* now) { return n_nanosleep(now, left); });
}
BRAID_HOOK int clock_nanosleep(clockid_t clock, int flags, const timespec* time, timespec* left) {
    if (!isTime(time) || !enter())
        return n_clock_nanosleep(clock, flags, time, left);
    const bool until = (flags & TIMER_ABSTIME) != 0;
    const std::uint64_t nanos = until ? nanosUntil(clock, time) : exactly(time);
    if (until && sleepFactor() == 1)
        return sleepWith(nanos, BRAID_HERE, nullptr, [=](const timespec*) { return n_clock_nanosleep(clock, flags, time, left); });
    return sleepWith(nanos, BRAID_HERE, until ? nullptr : left, [=](const timespec* now) { return n_clock_nanosleep(clock, 0, now, until ? nullptr : left); });
}
BRAID_HOOK int usleep(useconds_t micros) {
    if (!enter())
        return n_usleep(micros);
    return sleepWith(std::uint64_t{micros} * 1000, BRAID_HERE, nullptr, [=](const timespec* now) { return n_nanosleep(now, nullptr); });
}
BRAID_HOOK unsigned sleep(unsigned seconds) {
    if (!enter())
        return n_sleep(seconds);
    timespec left{};
    const int result = sleepWith(std::uint64_t{seconds} * Second, BRAID_HERE, &left, [&left](const timespec* now) { return n_nanosleep(now, &left); });
    return result == 0 ? 0 : static_cast<unsigned>(left.tv_sec + (left.tv_nsec >= static_cast<long>(Second / 2) ? 1 : 0)); // as the C library rounds it
}
BRAID_HOOK int thrd_sleep(const timespec* time, timespec* left) {
    if (!isTime(time) || !enter())
        return n_thrd_sleep(time, left);
    return sleepWith(exactly(time), BRAID_HERE, left, [=](const timespec* now) { return n_thrd_sleep(now, left); });
}
BRAID_HOOK int sched_yield() {
    if (enter())
        say(EventKind::Yield, 0, 0, BRAID_HERE);
    return n_yield();
}
BRAID_HOOK void thrd_yield() {
    if (enter())
        say(EventKind::Yield, 0, 0, BRAID_HERE);
    n_thrd_yield();
}

} // namespace braid::record
