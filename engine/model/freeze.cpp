#include "engine/model/current_wait.h"
#include "engine/model/model.h"

#include <algorithm>

// When time stands still: in a pause, and when nothing can move any more.
namespace braid::model {

namespace {

/// So many lanes may be looked at for standstills before the end of a lane, and some more with each event: of a file that
/// kills many lanes one by one, long apart, not each gap is looked into.
constexpr std::size_t LanesAtFirst = 10'000'000;
constexpr std::size_t LanesAnEvent = 64;

/// The lane goes on by itself, so that run time passes: it runs, copies, sleeps, or is held in slow motion. A thread whose
/// coroutine runs does what that does.
bool isActive(const LaneRecord& lane) {
    if (lane.ended != Open || lane.intervals.empty() || lane.current)
        return false;
    switch (lane.intervals.back().state) {
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

void Model::reckon(LaneRecord& lane) {
    const bool active = isActive(lane);
    if (active == lane.active)
        return;
    lane.active = active;
    active ? ++m_active : --m_active;
}

void Model::setHold(LaneRecord& lane, Hold hold) {
    if (byPause(lane.held) && !byPause(hold)) {
        --m_paused;
        m_resumed = true;
    } else if (!byPause(lane.held) && byPause(hold)) {
        ++m_paused;
    }
    lane.held = hold;
    reckon(lane);
}

void Model::setCurrent(LaneRecord& carrier, LaneId coroutine) {
    carrier.current = coroutine;
    reckon(carrier);
}

void Model::cutGap(Nanos traceTime, const trace::Event& event) {
    if (m_finished || m_active > 0)
        return;
    const auto next = static_cast<EventIndex>(std::min<std::size_t>(m_log.size(), NoEvent));
    if (m_paused > 0) {
        m_runTime.cutUpTo(traceTime, next, BreakKind::Paused, beginsAnother(BreakKind::Paused));
        m_resumed = false;
        return;
    }
    if (!comesFromOutside(event) || m_lanesAsked > LanesAtFirst + LanesAnEvent * m_log.size())
        return;
    m_lanesAsked += m_lanes.size();
    if (checkFrozen() == BreakKind::Standstill)
        m_runTime.cutUpTo(traceTime, next, BreakKind::Standstill, beginsAnother(BreakKind::Standstill));
}

bool Model::comesFromOutside(const trace::Event& event) const {
    if (event.kind == trace::EventKind::ParameterMoved)
        return true;
    const Lane* killed = event.kind == trace::EventKind::LaneKilled ? lane(laneOf(event.object)) : nullptr;
    return killed && killed->ended == Open;
}

bool Model::beginsAnother(BreakKind kind) const {
    if (breaks().empty() || breaks().back().kind != kind)
        return true;
    if (kind == BreakKind::Paused)
        return m_resumed;
    // Moving a parameter frees nobody who is stuck.
    for (std::size_t index = breaks().back().next; index < m_log.size(); ++index)
        if (m_log[index].kind != trace::EventKind::ParameterMoved)
            return true;
    return false;
}

std::uint32_t Model::frozenNumber() const {
    if (!m_frozen)
        return 0;
    const std::uint32_t last = breaks().empty() ? 0 : breaks().back().number;
    return last + (beginsAnother(*m_frozen) ? 1 : 0);
}

Nanos Model::traceTime(EventIndex event) const {
    return (event < m_log.size() ? m_log[event].time : m_endTime) + m_runTime.cutBefore(event);
}

LaneId Model::firstToWake() const {
    LaneId first;
    Nanos earliest = Open;
    for (const LaneRecord& lane : m_lanes) {
        if (lane.held == Hold::Paused)
            return {};
        if (lane.held != Hold::Resting)
            continue;
        const Interval& rest = lane.intervals.back();
        const trace::Event began = event(rest.event);
        const Nanos asked = began.kind == trace::EventKind::SleepBegin ? static_cast<Nanos>(std::min<std::uint64_t>(began.a, Open / 2)) : 0;
        if (rest.begin + asked >= earliest)
            continue;
        earliest = rest.begin + asked;
        first = lane.id;
    }
    return first;
}

std::optional<BreakKind> Model::checkFrozen() {
    if (m_finished || m_frozen || m_active > 0)
        return m_frozen;
    if (m_paused > 0)
        m_frozen = BreakKind::Paused;
    else if (standsStill(*this, m_mover))
        m_frozen = BreakKind::Standstill;
    return m_frozen;
}

} // namespace braid::model
