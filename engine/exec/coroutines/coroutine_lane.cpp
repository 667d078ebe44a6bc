#include "engine/exec/coroutines/coroutine_lane.h"

#include <algorithm>

namespace braid::exec {

using trace::EventKind;
using trace::LaneKind;
using trace::Order;
using trace::t_writer;

namespace {

/// The numbers of the events on a coroutine's lane as an object: it is started once and ends once.
enum LaneTurn : std::uint32_t {
    Started = 1,
    Over = 2
};

/// Where the last Resume back to a thread was written: if a loop goes on to the next coroutine at once, that is the same
/// moment. Reading the clock is most of what a switch costs.
constinit thread_local const trace::Slot* t_wentBack = nullptr;

} // namespace

__attribute__((noinline)) bool CoroutineLane::known() const {
    return trace::recording() && m_lane != 0 && m_generation == t_writer.generation;
}

__attribute__((noinline)) void CoroutineLane::start(std::string_view name, CallSite site, ObjectId loop) {
    if (!trace::recording() || m_generation == Ended)
        return;
    m_lane = trace::Recording::current()->defineLane(LaneKind::Coroutine, LaneId{t_writer.home}, name, false).value;
    m_generation = t_writer.generation;
    if (loop)
        trace::append(EventKind::LaneStart, ObjectId{m_lane}, Started, trace::siteId(site), Order::Own, 0, loop.value);
    else
        trace::append(EventKind::LaneStart, ObjectId{m_lane}, Started, trace::siteId(site));
}

__attribute__((noinline)) void CoroutineLane::enter(SiteId site) {
    if (!trace::recording() || m_generation == Ended)
        return;
    schedule::before(schedule::OperationKind::Resume, object(), CallSite(nullptr, 0));
    // It is older than the recording, or came along into a forked process.
    if (m_generation != t_writer.generation) [[unlikely]]
        start("coroutine", CallSite(nullptr, 0));
    m_resumer = t_writer.lane;
    // After its start: another thread than the one that made it may be quicker to publish.
    if (!trace::appendWith(t_wentBack, EventKind::Resume, ObjectId{m_lane}, Started, site, Order::After))
        trace::append(EventKind::Resume, ObjectId{m_lane}, Started, site, Order::After);
    t_writer.lane = m_lane;
}

__attribute__((noinline)) void CoroutineLane::leave() {
    const std::uint32_t resumer = m_resumer;
    m_resumer = 0;
    if (!trace::recording() || resumer == 0 || t_writer.lane != m_lane)
        return;
    t_wentBack = trace::append(EventKind::Resume, ObjectId{resumer}, 0, SiteId{});
    t_writer.lane = resumer;
}

__attribute__((noinline)) void CoroutineLane::suspend(ObjectId object, std::chrono::nanoseconds limit, SiteId site) {
    if (!trace::recording() || t_writer.lane != m_lane)
        return;
    if (limit.count() > 0)
        trace::append(EventKind::Suspend, object, 0, site, Order::Own, static_cast<std::uint64_t>(limit.count()));
    else
        trace::append(EventKind::Suspend, object, 0, site);
}

__attribute__((noinline)) void CoroutineLane::suspend(const WaitEvent& wait, std::chrono::nanoseconds limit, SiteId site) {
    if (!trace::recording() || t_writer.lane != m_lane)
        return;
    const ObjectId object = wait.object.id();
    suspend(object, limit, site);
    if (wait.kind == EventKind::None)
        return;
    const std::uint32_t sequence = wait.order == Order::Own ? wait.object.nextUnderProtection() : wait.object.last();
    trace::append(wait.kind, object, sequence, site, wait.order, static_cast<std::uint64_t>(std::max<std::int64_t>(limit.count(), 0)));
}

__attribute__((noinline)) void CoroutineLane::sayReady() const {
    if (known())
        trace::append(EventKind::MadeReady, object(), Started, SiteId{}, Order::After);
}

__attribute__((noinline)) void CoroutineLane::end(bool failed) {
    if (known()) {
        if (failed)
            trace::append(EventKind::LaneEnd, ObjectId{m_lane}, Over, SiteId{}, Order::Own, 1);
        else
            trace::append(EventKind::LaneEnd, ObjectId{m_lane}, Over, SiteId{});
    }
    m_generation = Ended;
}

__attribute__((noinline)) void CoroutineLane::backToThread(SiteId site) {
    if (!trace::recording() || t_writer.lane == t_writer.home)
        return;
    t_wentBack = trace::append(EventKind::Resume, ObjectId{t_writer.home}, 0, site);
    t_writer.lane = t_writer.home;
}

} // namespace braid::exec
