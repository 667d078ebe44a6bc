#include "engine/exec/coroutines/loop_task.h"

#include "engine/exec/coroutines/event_loop.h"

namespace braid::exec {

LoopTask::~LoopTask() = default;

LoopTask& LoopTask::current() {
    event_loop* loop = event_loop::running();
    if (loop == nullptr || loop->m_current == nullptr)
        throw std::logic_error("there is no running event loop");
    return *loop->m_current;
}

void LoopTask::takeTurn() {
    if (m_done)
        return;
    m_waiting = Waiting::Nothing;
    m_loop.m_current = this;
    m_lane.enter(m_site);
    if (m_begun || !m_cancelled) {
        m_begun = true;
        m_resumePoint.resume();
    }
    const bool finished = over() || !m_begun;
    std::shared_ptr<LoopTask> self;
    if (finished) {
        finish(m_begun);
        self = std::move(m_self);
    }
    m_lane.leave();
    m_loop.m_current = nullptr;
}

void LoopTask::finish(bool ran) {
    bool failed = false;
    if (ran) {
        failed = keepResult();
    } else {
        m_error = std::make_exception_ptr(asyncio::cancelled_error());
        destroy();
    }
    m_done = true;
    m_loop.m_core.endOfTurn();
    while (LoopTask* joiner = m_joiners) {
        m_joiners = joiner->m_nextJoiner;
        joiner->m_waiting = Waiting::Nothing;
        m_loop.m_core.wake(*joiner);
    }
    // Being cancelled is no failure.
    m_lane.end(failed && !m_cancelled);
    m_loop.unlink(*this);
}

void LoopTask::suspend(std::coroutine_handle<> here, ObjectId object, std::chrono::nanoseconds limit, SiteId site) {
    m_resumePoint = here;
    m_site = site;
    m_loop.m_core.endOfTurn();
    m_lane.suspend(object, limit, site);
}

bool LoopTask::doesNotWait(std::coroutine_handle<> here, SiteId site) {
    if (m_toThrow)
        yield(here, site);
    return m_toThrow;
}

void LoopTask::yield(std::coroutine_handle<> here, SiteId site) {
    m_resumePoint = here;
    m_site = site;
    m_loop.m_core.endOfTurn();
    m_loop.m_core.makeReady(*this);
}

void LoopTask::sleep(std::coroutine_handle<> here, std::chrono::nanoseconds duration, SiteId site) {
    if (doesNotWait(here, site))
        return;
    if (duration.count() <= 0) {
        yield(here, site);
        return;
    }
    duration = LoopCore::stretched(duration);
    m_timer = m_loop.m_core.makeReadyAfter(duration, *this);
    m_waiting = Waiting::Timer;
    suspend(here, ObjectId{}, duration, site);
}

void LoopTask::awaitDescriptor(std::coroutine_handle<> here, int fd, std::uint32_t what, std::string_view called,
                               ObjectId object, SiteId site) {
    if (doesNotWait(here, site))
        return;
    m_loop.m_core.watch(fd, what, called, *this, site);
    m_fd = fd;
    m_what = what;
    m_waiting = Waiting::Descriptor;
    suspend(here, object, std::chrono::nanoseconds(0), site);
}

void LoopTask::join(std::coroutine_handle<> here, LoopTask& other, SiteId site) {
    if (doesNotWait(here, site))
        return;
    m_joined = &other;
    m_nextJoiner = other.m_joiners;
    other.m_joiners = this;
    m_waiting = Waiting::Other;
    suspend(here, other.m_lane.object(), std::chrono::nanoseconds(0), site);
}

void LoopTask::awaitWake(std::coroutine_handle<> here, Waiter*& place, ObjectId object, SiteId site) {
    if (doesNotWait(here, site))
        return;
    place = this;
    m_place = &place;
    m_waiting = Waiting::Wake;
    suspend(here, object, std::chrono::nanoseconds(0), site);
}

bool LoopTask::awaitIn(std::coroutine_handle<> here, WaitingList& list, WaitingPlace& place, const WaitEvent& event, CallSite site) {
    const SiteId where = trace::recording() ? trace::siteId(site) : SiteId{};
    if (doesNotWait(here, where))
        return false;
    list.enter(place, *this);
    m_place = &place.waiter;
    m_waiting = Waiting::Wake;
    m_resumePoint = here;
    m_site = where;
    m_loop.m_core.endOfTurn();
    m_lane.suspend(event, std::chrono::nanoseconds(0), where);
    return true;
}

void LoopTask::wake() {
    m_waiting = Waiting::Nothing;
    m_loop.m_core.wake(*this);
}

void LoopTask::throwIfCancelled() {
    if (takeCancelled())
        throw asyncio::cancelled_error();
}

void LoopTask::stopWaiting() {
    switch (std::exchange(m_waiting, Waiting::Nothing)) {
    case Waiting::Nothing:
        break;
    case Waiting::Timer:
        m_loop.m_core.cancel(m_timer);
        break;
    case Waiting::Descriptor:
        m_loop.m_core.unwatch(m_fd, m_what);
        break;
    case Waiting::Other:
        for (LoopTask** at = &m_joined->m_joiners; *at != nullptr; at = &(*at)->m_nextJoiner)
            if (*at == this) {
                *at = m_nextJoiner;
                break;
            }
        break;
    case Waiting::Wake:
        *m_place = nullptr;
        break;
    }
}

void LoopTask::cancel() {
    if (m_done)
        return;
    m_cancelled = m_toThrow = true;
    if (m_loop.m_current == this) // at its next await
        return;
    stopWaiting();
    m_loop.m_core.wake(*this);
}

} // namespace braid::exec
