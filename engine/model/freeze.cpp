#include "engine/model/model.h"
#include "engine/model/query/current_wait.h"

#include <algorithm>

// When time stands still: in a pause, and when nothing can move any more.
namespace braid::model {

namespace {

/// So many lanes may be looked at for standstills before the end of a lane, and some more with each event: of a file that
/// kills many lanes one by one, long apart, not each gap is looked into.
constexpr std::size_t LanesAtFirst = 10'000'000;
constexpr std::size_t LanesAnEvent = 64;

} // namespace

void Model::cutGap(Nanos traceTime, const trace::Event& event) {
    if (m_data.finished || m_data.active > 0)
        return;
    const auto next = static_cast<EventIndex>(std::min<std::size_t>(m_data.log.size(), NoEvent));
    if (m_data.paused > 0) {
        m_data.runTime.cutUpTo(traceTime, next, BreakKind::Paused, beginsAnother(BreakKind::Paused));
        m_data.resumed = false;
        return;
    }
    if (!comesFromOutside(event) || m_data.lanesAsked > LanesAtFirst + LanesAnEvent * m_data.log.size())
        return;
    m_data.lanesAsked += m_data.lanes.size();
    if (checkFrozen() == BreakKind::Standstill)
        m_data.runTime.cutUpTo(traceTime, next, BreakKind::Standstill, beginsAnother(BreakKind::Standstill));
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
        return m_data.resumed;
    // Moving a parameter frees no stuck lane.
    for (std::size_t index = breaks().back().next; index < m_data.log.size(); ++index)
        if (m_data.log[index].kind != trace::EventKind::ParameterMoved)
            return true;
    return false;
}

std::uint32_t Model::frozenNumber() const {
    if (!m_data.frozen)
        return 0;
    const std::uint32_t last = breaks().empty() ? 0 : breaks().back().number;
    return last + (beginsAnother(*m_data.frozen) ? 1 : 0);
}

Nanos Model::traceTime(EventIndex event) const {
    return (event < m_data.log.size() ? m_data.log[event].time : m_data.endTime) + m_data.runTime.cutBefore(event);
}

LaneId Model::firstToWake() const {
    LaneId first;
    Nanos earliest = Open;
    for (const LaneRecord& lane : m_data.lanes) {
        if (lane.held == Hold::Paused)
            return {};
        if (lane.held != Hold::Resting)
            continue;
        const Interval rest = lane.intervals().back();
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
    if (m_data.finished || m_data.frozen || m_data.active > 0)
        return m_data.frozen;
    if (m_data.paused > 0)
        m_data.frozen = BreakKind::Paused;
    else if (standsStill(*this, m_data.mover))
        m_data.frozen = BreakKind::Standstill;
    return m_data.frozen;
}

} // namespace braid::model
