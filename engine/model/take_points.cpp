#include "engine/model/take_points.h"

namespace braid::model {

using trace::EventKind;

namespace {

constexpr std::uint32_t Often = 2;

} // namespace

bool TakePoints::visit(LaneId lane, const Place& place) {
    Visits& visits = m_places[place];
    const bool before = visits.lanes.size() > 1 && visits.worker;
    if (visits.returns.try_emplace(lane, 0).second)
        visits.lanes.push_back(lane);
    Visitor& visitor = m_visitors[lane];
    if (visitor.last == place && visitor.worked)
        visits.worker = ++visits.returns[lane] >= Often || visits.worker;
    visitor = {place, false};
    const bool now = visits.lanes.size() > 1 && visits.worker;
    m_found = m_found || now;
    return now && !before;
}

void TakePoints::work(LaneId lane) {
    if (const auto visitor = m_visitors.find(lane); visitor != m_visitors.end())
        visitor->second.worked = true;
}

const std::vector<LaneId>& TakePoints::lanesAt(const Place& place) const {
    static const std::vector<LaneId> None;
    const auto known = m_places.find(place);
    return known != m_places.end() ? known->second.lanes : None;
}

TakePoints::Place TakePoints::placeOf(const Log& log, const PackedInterval& interval) {
    if ((interval.state != State::Waiting && interval.state != State::Blocked) || interval.event >= log.size())
        return {};
    const LogEntry entry = log[interval.event];
    return entry.kind == EventKind::WaitBegin || entry.kind == EventKind::AcquireWait ? Place{entry.object, entry.site} : Place{};
}

bool TakePoints::isIdle(const Log& log, const PackedInterval& interval) const {
    if (!m_found)
        return false;
    const auto known = m_places.find(placeOf(log, interval));
    return known != m_places.end() && known->second.lanes.size() > 1 && known->second.worker;
}

} // namespace braid::model
