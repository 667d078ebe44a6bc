#include "engine/model/reduce/activity.h"

namespace braid::model {

namespace {

/// The lane goes on by itself, so that run time passes: it runs, copies, sleeps, or is held in slow motion. A thread whose
/// coroutine runs does what that does.
bool isActive(const LaneRecord& lane) {
    if (lane.ended != Open || lane.intervals().empty() || lane.current)
        return false;
    switch (lane.intervals().back().state) {
    case State::Running:
    case State::IoCopy:
        return true;
    case State::Sleeping:
        return lane.held != Hold::Resting;
    case State::Ready:
        return lane.held == Hold::Slowly;
    default:
        return false;
    }
}

bool byPause(Hold hold) { return hold == Hold::Paused || hold == Hold::Resting; }

} // namespace

void reckon(ModelData& data, LaneRecord& lane) {
    const bool active = isActive(lane);
    if (active == lane.active)
        return;
    lane.active = active;
    active ? ++data.active : --data.active;
}

void setHold(ModelData& data, LaneRecord& lane, Hold hold) {
    if (byPause(lane.held) && !byPause(hold)) {
        --data.paused;
        data.resumed = true;
    } else if (!byPause(lane.held) && byPause(hold)) {
        ++data.paused;
    }
    lane.held = hold;
    reckon(data, lane);
}

void setCurrent(ModelData& data, LaneRecord& carrier, LaneId coroutine) {
    carrier.current = coroutine;
    reckon(data, carrier);
}

} // namespace braid::model
