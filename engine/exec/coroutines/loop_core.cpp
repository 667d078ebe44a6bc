#include "engine/exec/coroutines/loop_core.h"

#include "engine/exec/coroutines/coroutine_lane.h"
#include "engine/schedule/wait.h"
#include "engine/trace/recording/run_delay.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace braid::exec {

using namespace std::chrono_literals;
using trace::EventKind;
using trace::Order;

namespace {

constexpr std::uint32_t EpollCall = trace::IoWaiting | static_cast<std::uint32_t>(trace::IoCall::EpollWait) << trace::IoCallShift;

/// Turns shorter than this are not looked into.
constexpr std::int64_t LongTurn = 20'000'000; // ns

/// The kernel's time as of its last tick, some ms ago: enough to tell long turns from short ones, and several times
/// cheaper than the exact one.
std::int64_t coarseNow() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

int checked(int result, const char* what) {
    if (result < 0)
        throw std::system_error(errno, std::generic_category(), what);
    return result;
}

/// The system call with a time-out in ns is younger than the one in ms; this rounds up, so that no timer fires too early.
int waitEpoll(int epoll, epoll_event* events, int most, const std::timespec* timeout) {
    const int got = schedule::blockOutside([&] { return epoll_pwait2(epoll, events, most, timeout, nullptr); });
    if (got >= 0 || errno != ENOSYS)
        return got;
    const int ms = timeout == nullptr ? -1 : static_cast<int>(timeout->tv_sec * 1000 + (timeout->tv_nsec + 999'999) / 1'000'000);
    return schedule::blockOutside([&] { return epoll_wait(epoll, events, most, ms); });
}

int makeEpoll() {
    schedule::refuse("this runs a loop");
    return checked(epoll_create1(EPOLL_CLOEXEC), "an event loop needs a descriptor");
}

} // namespace

LoopCore::LoopCore(std::string name, std::chrono::nanoseconds slow)
    : m_traced(trace::ObjectKind::Loop, std::move(name), slow.count()),
      m_epoll(makeEpoll()) {
    m_wakeUp = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = m_wakeUp;
    if (m_wakeUp < 0 || epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUp, &event) != 0) {
        const int error = errno;
        close(m_epoll);
        if (m_wakeUp >= 0)
            close(m_wakeUp);
        throw std::system_error(error, std::generic_category(), "an event loop needs a descriptor");
    }
}

LoopCore::~LoopCore() {
    close(m_wakeUp);
    close(m_epoll);
}

ObjectId LoopCore::id() { return trace::recording() ? m_traced.id() : ObjectId{}; }

void LoopCore::makeReady(Runnable& runnable) {
    if (runnable.m_isReady)
        return;
    runnable.m_isReady = true;
    runnable.m_nextReady = nullptr;
    (m_last != nullptr ? m_last->m_nextReady : m_first) = &runnable;
    m_last = &runnable;
}

void LoopCore::wake(Runnable& runnable) {
    if (const CoroutineLane* lane = runnable.coroutine(); lane != nullptr && !runnable.m_isReady)
        lane->sayReady();
    makeReady(runnable);
}

void LoopCore::forget(Runnable& runnable) {
    {
        const NativeLock lock(m_mutex);
        std::erase(m_posted, &runnable);
    }
    if (!runnable.m_isReady)
        return;
    runnable.m_isReady = false;
    Runnable* before = nullptr;
    for (Runnable* at = m_first; at != &runnable; at = at->m_nextReady)
        before = at;
    (before != nullptr ? before->m_nextReady : m_first) = runnable.m_nextReady;
    if (m_last == &runnable)
        m_last = before;
    if (m_lastOfRound == &runnable)
        m_lastOfRound = before;
}

std::chrono::nanoseconds LoopCore::stretched(std::chrono::nanoseconds delay) {
    if (!trace::recording())
        return delay;
    const std::uint32_t permille = trace::t_writer.control->sleepPermille.load(std::memory_order_relaxed);
    if (permille == 0)
        return delay;
    return trace::nanosOf(static_cast<double>(delay.count()) * permille / 1000);
}

LoopCore::TimerKey LoopCore::makeReadyAfter(std::chrono::nanoseconds delay, Runnable& runnable) {
    const Clock::time_point begin = now();
    delay = std::max(delay, 0ns);
    const TimerKey key{delay < Clock::time_point::max() - begin ? begin + delay : Clock::time_point::max(), ++m_timersMade};
    m_timers.emplace(key, &runnable);
    return key;
}

LoopCore::Clock::time_point LoopCore::now() { return schedule::now() - schedule::heldByPause(); }

void LoopCore::cancel(const TimerKey& timer) { m_timers.erase(timer); }

void LoopCore::arm(int fd, Watched& watched) {
    epoll_event event{};
    event.events = EPOLLONESHOT | (watched.reader != nullptr ? EPOLLIN | EPOLLRDHUP : 0u) |
                   (watched.writer != nullptr ? static_cast<std::uint32_t>(EPOLLOUT) : 0u);
    event.data.fd = fd;
    // A descriptor that was closed has left the kernel's set by itself, and its number may be another one's now.
    if (watched.added && epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event) == 0)
        return;
    watched.added = false;
    checked(epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event), "cannot watch the descriptor");
    watched.added = true;
}

void LoopCore::watch(int fd, std::uint32_t what, std::string_view called, Runnable& runnable, SiteId site) {
    Watched& watched = m_watched[fd];
    Runnable*& place = (what & trace::ReadyToRead) != 0 ? watched.reader : watched.writer;
    if (place != nullptr)
        throw std::logic_error("somebody waits for this descriptor already");
    place = &runnable;
    try {
        arm(fd, watched);
    } catch (...) {
        place = nullptr;
        throw;
    }
    ++m_waitingForFds;
    say(EventKind::Watch, static_cast<std::uint64_t>(fd), what, called, site);
}

void LoopCore::unwatch(int fd, std::uint32_t what) {
    const auto entry = m_watched.find(fd);
    if (entry == m_watched.end())
        return;
    Watched& watched = entry->second;
    Runnable*& place = (what & trace::ReadyToRead) != 0 ? watched.reader : watched.writer;
    if (place == nullptr)
        return;
    place = nullptr;
    --m_waitingForFds;
    if (watched.reader == nullptr && watched.writer == nullptr) {
        epoll_event none{};
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, &none); // it may be closed already
        m_watched.erase(entry);
        say(EventKind::Unwatch, static_cast<std::uint64_t>(fd), 0, {}, SiteId{});
    } else {
        arm(fd, watched);
    }
}

void LoopCore::say(EventKind kind, std::uint64_t a, std::uint32_t b, std::string_view text, SiteId site) {
    if (!trace::recording())
        return;
    const ObjectId object = m_traced.id();
    const NativeLock lock(m_mutex);
    trace::appendText(kind, object, m_traced.nextUnderProtection(), site, Order::Own, a, b, text);
}

void LoopCore::post(Runnable& runnable) {
    const ObjectId object = id();
    {
        const NativeLock lock(m_mutex);
        m_posted.push_back(&runnable);
        m_anyPosted.store(true, std::memory_order_release);
        if (object)
            trace::append(EventKind::Signal, object, m_traced.nextUnderProtection(), SiteId{}, Order::Own, 1);
    }
    const std::uint64_t one = 1;
    // Only a full counter could refuse it, and then the loop is awake anyway.
    [[maybe_unused]] const ssize_t written = write(m_wakeUp, &one, sizeof one);
}

void LoopCore::takePosted() {
    if (!m_anyPosted.load(std::memory_order_acquire))
        return;
    std::vector<Runnable*> posted;
    {
        const NativeLock lock(m_mutex);
        posted.swap(m_posted);
        m_anyPosted.store(false, std::memory_order_relaxed);
    }
    for (Runnable* runnable : posted)
        makeReady(*runnable);
}

void LoopCore::fireTimers() {
    if (m_timers.empty())
        return;
    const auto moment = now();
    while (!m_timers.empty() && m_timers.begin()->first.first <= moment) {
        makeReady(*m_timers.begin()->second);
        m_timers.erase(m_timers.begin());
    }
}

void LoopCore::becameReady(int fd, std::uint32_t events) {
    const auto entry = m_watched.find(fd);
    if (entry == m_watched.end())
        return;
    // A broken connection is ready for everything: the next call on it gets the error.
    const bool broken = (events & (EPOLLERR | EPOLLHUP)) != 0;
    Watched& watched = entry->second;
    std::uint32_t what = 0;
    if (watched.reader != nullptr && (broken || (events & (EPOLLIN | EPOLLRDHUP)) != 0))
        what |= trace::ReadyToRead;
    if (watched.writer != nullptr && (broken || (events & EPOLLOUT) != 0))
        what |= trace::ReadyToWrite;
    if (what != 0)
        say(EventKind::FdReady, static_cast<std::uint64_t>(fd), what, {}, SiteId{});
    for (const std::uint32_t direction : {trace::ReadyToRead, trace::ReadyToWrite}) {
        if ((what & direction) == 0)
            continue;
        Runnable*& place = direction == trace::ReadyToRead ? watched.reader : watched.writer;
        wake(*place);
        place = nullptr;
        --m_waitingForFds;
    }
    if (watched.reader != nullptr || watched.writer != nullptr) {
        arm(fd, watched);
        return;
    }
    // One-shot: the kernel keeps it, disarmed, until it is watched again or closed.
    say(EventKind::Unwatch, static_cast<std::uint64_t>(fd), 0, {}, SiteId{});
}

/// In slices: no change of the control page wakes a thread that waits for descriptors.
int LoopCore::waitForTimer(epoll_event* events, int most) {
    constexpr std::chrono::nanoseconds Slice = 20ms;
    const bool recorded = trace::recording();
    bool stepped = false; // it may wait on in this pause
    for (;;) {
        const bool paused = recorded && schedule::paused();
        stepped = paused && (stepped || schedule::rest());
        const std::chrono::nanoseconds left = std::max<std::chrono::nanoseconds>(m_timers.begin()->first.first - now(), 0ns);
        const std::timespec timeout = trace::timespecOf(recorded ? std::min(left, Slice) : left);
        const int got = waitEpoll(m_epoll, events, most, &timeout);
        if (got > 0 || left <= Slice || !recorded)
            return got;
    }
}

void LoopCore::waitForDescriptors(Until until) {
    epoll_event events[256];
    constexpr int Most = static_cast<int>(std::size(events));
    const bool waits = until != Until::AtOnce;
    const ObjectId object = id();
    if (object && waits) {
        trace::waitBegins();
        trace::append(EventKind::IoBegin, object, 0, SiteId{}, Order::Own, static_cast<std::uint64_t>(m_epoll), EpollCall);
    }
    int got = 0;
    if (until == Until::NextTimer) {
        got = waitForTimer(events, Most);
    } else {
        constexpr std::timespec AtOnce{0, 0};
        do {
            got = waitEpoll(m_epoll, events, Most, waits ? nullptr : &AtOnce);
        } while (got < 0 && errno == EINTR && waits);
    }
    if (object && waits)
        trace::waitEnds();
    if (object && waits)
        trace::append(EventKind::IoEnd, object, 0, SiteId{}, Order::Own, static_cast<std::uint64_t>(std::max(got, 0)), EpollCall);
    for (int i = 0; i < got; ++i) {
        if (events[i].data.fd == m_wakeUp) {
            std::uint64_t count = 0;
            [[maybe_unused]] const ssize_t taken = read(m_wakeUp, &count, sizeof count);
        } else {
            becameReady(events[i].data.fd, events[i].events);
        }
    }
}

/// Neither a timer nor a descriptor will wake it: only another thread can. That is no I/O, and the search for what is
/// stuck for ever must see the difference.
void LoopCore::waitForOthers() {
    const ObjectId object = id();
    if (object) {
        const NativeLock lock(m_mutex);
        if (!m_posted.empty())
            return;
        trace::waitBegins();
        trace::append(EventKind::WaitBegin, object, m_traced.last(), SiteId{}, Order::After);
    }
    epoll_event event{};
    int got = 0;
    do {
        got = schedule::blockOutside([&] { return epoll_wait(m_epoll, &event, 1, -1); });
    } while (got < 0 && errno == EINTR);
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t taken = read(m_wakeUp, &count, sizeof count);
    if (object) {
        trace::waitEnds();
        const NativeLock lock(m_mutex);
        trace::append(EventKind::WaitEnd, object, m_traced.nextUnderProtection(), SiteId{});
    }
}

void LoopCore::collect() {
    takePosted();
    fireTimers();
    if (m_first != nullptr) {
        if (m_waitingForFds > 0)
            waitForDescriptors(Until::AtOnce);
        return;
    }
    if (trace::recording())
        schedule::before(schedule::OperationKind::AwaitReady, m_traced, CallSite(nullptr, 0));
    while (m_first == nullptr) {
        if (!m_timers.empty())
            waitForDescriptors(Until::NextTimer);
        else if (m_waitingForFds > 0)
            waitForDescriptors(Until::Ready);
        else
            waitForOthers();
        takePosted();
        fireTimers();
    }
}

void LoopCore::round() {
    collect();
    if (trace::recording())
        m_turnBegan = coarseNow();
    // What becomes ready meanwhile has its turn in the next round: descriptors and timers are looked at in between.
    m_lastOfRound = m_last;
    while (m_lastOfRound != nullptr) {
        Runnable* const next = m_first;
        if (next == m_lastOfRound)
            m_lastOfRound = nullptr;
        m_first = next->m_nextReady;
        if (m_first == nullptr)
            m_last = nullptr;
        else
            __builtin_prefetch(m_first->m_nextReady); // many of them do not fit into the cache
        next->m_isReady = false;
        next->takeTurn();
    }
}

void LoopCore::endOfTurn() {
    if (!trace::recording() || m_turnBegan == 0)
        return;
    const std::int64_t now = coarseNow();
    const std::int64_t length = now - m_turnBegan;
    m_turnBegan = now;
    if (length < LongTurn) [[likely]]
        return;
    // What it was kept from running is not its own doing.
    trace::lookAtDelay();
}

} // namespace braid::exec
