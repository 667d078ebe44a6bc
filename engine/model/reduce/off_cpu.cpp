#include "engine/model/reduce/off_cpu.h"

#include "engine/model/reduce/activity.h"
#include "engine/model/reduce/lane_reducer.h"

#include <algorithm>

namespace braid::model {

using trace::EventKind;
using trace::LaneKind;

namespace {

/// What is left of a wait at least where it was hardly more than the delay that ended it.
constexpr Nanos LeastWait = 1000;

/// How long the stretch was to last where it is a sleep, else 0.
Nanos askedSleep(const Log& log, const Interval& interval) {
    if (interval.state != State::Sleeping || interval.event >= log.size() || log[interval.event].kind != EventKind::SleepBegin)
        return 0;
    return static_cast<Nanos>(std::min<std::uint64_t>(log.event(interval.event).a, Open / 2));
}

void insertReady(ModelData& data, LaneRecord& lane, Nanos begin, Nanos end, EventIndex event) {
    if (lane.intervals().empty() || lane.ended != Open || lane.held != Hold::None)
        return;
    const Interval last = lane.intervals().back();
    const PackedInterval ready(std::max(begin, last.begin), State::Ready, {}, event);
    switch (last.state) {
    case State::Running:
        if (end <= ready.begin)
            return;
        // Where nothing of the stretch is left, what made it run, which may have ended a wait, makes the one after it run.
        if (ready.begin == last.begin) {
            event = last.event;
            if (lane.crowded)
                changeCrowd(data, lane, ready.begin, last.state, State{ready.state});
            const std::optional<Interval> former = lane.before(last);
            if (former && former->shown() == State::Ready && former->object == ready.object)
                lane.storedIntervals.popBack(); // the one before goes on
            else
                lane.storedIntervals.replaceBack(ready);
        } else {
            pushInterval(data, lane, ready);
        }
        pushInterval(data, lane, {end, State::Running, {}, event});
        reckon(data, lane);
        return;
    case State::Blocked:
    case State::Waiting:
    case State::Sleeping:
    case State::IoWait:
    case State::IoCopy:
        // It was woken and not yet run. It did wait, be it for a moment; and it did sleep as long as it asked for.
        if (const Nanos least = last.begin + std::max(std::min<Nanos>(LeastWait, (end - last.begin) / 2), askedSleep(data.log, last)); end > least)
            pushInterval(data, lane, PackedInterval(std::max<Nanos>(ready.begin, least), State::Ready, {}, event));
        reckon(data, lane);
        return;
    default:
        return;
    }
}

void noteProcessor(ModelData& data, const trace::Event& event, Nanos delay) {
    data.readyNs += delay;
    const std::uint32_t number = event.b & trace::OffCpuProcessorMask;
    if (number == 0)
        return;
    const auto place = std::lower_bound(data.processors.begin(), data.processors.end(), number - 1);
    if (place == data.processors.end() || *place != number - 1)
        data.processors.insert(place, number - 1);
}

} // namespace

void offCpu(ModelData& data, const Step& step) {
    const trace::Event& event = step.event;
    const bool byOther = event.kind == EventKind::OffCpuOther;
    LaneRecord* lane = byOther ? data.laneRecord(laneOf(event.object)) : step.lane;
    // The coroutine on a thread does not run either, nor does the thread of a coroutine.
    LaneRecord* thread = lane;
    if (lane && lane->kind == LaneKind::Thread) {
        if (LaneRecord* current = byOther ? data.laneRecord(lane->current) : nullptr)
            lane = current;
    } else if (lane) {
        thread = data.laneRecord(lane->carrier);
        if (thread && thread->current != lane->id)
            thread = nullptr;
    }
    if (!lane || lane->ended != Open || lane->intervals().empty())
        return;
    const std::uint64_t told = byOther ? event.a & trace::OffCpuDelayMask : event.a;
    const Nanos delay = static_cast<Nanos>(std::min<std::uint64_t>(told, static_cast<std::uint64_t>(step.time)));
    const bool exact = event.b >> trace::OffCpuWindowShift == 0;
    Nanos end = step.time;
    if (lane->intervals().back().state == State::Running && !exact) {
        // Where it wrote events it ran: the delay lies between two of them, where it fits.
        Nanos gapBegin = lane->gapBegin, gapEnd = lane->gapEnd;
        if (step.time - lane->lastOwn > gapEnd - gapBegin) { // another looked, and it has written nothing since
            gapBegin = lane->lastOwn;
            const auto since = static_cast<Nanos>(event.a >> trace::OffCpuSinceShift) * 1000;
            gapEnd = std::max(step.time - since, gapBegin);
        }
        if (gapEnd - gapBegin >= delay)
            end = gapEnd;
    } else if (byOther || !exact) {
        // It was the other way round by the time the look was told.
        if (lane->intervals().back().state != State::Running)
            return;
    }
    noteProcessor(data, event, delay);
    insertReady(data, *lane, end - delay, end, step.index);
    if (thread && thread != lane)
        insertReady(data, *thread, end - delay, end, step.index);
    lane->gapBegin = lane->gapEnd = 0;
    lane->lastOwn = std::max(lane->lastOwn, end);
}

/// What it did before it was woken and had to wait for a processor.
State stateBeforeWakeUp(const ModelData& data, const Lane& lane) {
    if (lane.intervals().empty())
        return State::Created;
    const Interval last = lane.intervals().back();
    const bool woken = last.state == State::Ready && last.event < data.log.size() && data.log[last.event].kind == EventKind::OffCpu;
    return (woken ? lane.before(last).value_or(last) : last).state;
}

} // namespace braid::model
