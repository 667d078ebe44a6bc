#include "engine/model/reduce/turn_reducer.h"

#include "engine/model/reduce/lane_reducer.h"

#include <algorithm>

namespace braid::model {

namespace {

bool isSuspended(const LaneRecord& lane) {
    return lane.ended == Open && !lane.intervals().empty() && lane.intervals().back().state == State::Suspended;
}

bool later(const ModelData::Limit& a, const ModelData::Limit& b) { return a.at > b.at; }

} // namespace

void noteLimit(ModelData& data, LaneRecord& lane, const Step& step, std::uint64_t limit) {
    lane.limit = Open;
    if (limit == 0 || limit > static_cast<std::uint64_t>(Open / 2))
        return;
    lane.limit = step.time + static_cast<Nanos>(limit);
    data.limits.push_back({lane.limit, lane.id});
    std::push_heap(data.limits.begin(), data.limits.end(), later);
}

void passLimits(ModelData& data, Nanos time) {
    while (!data.limits.empty() && data.limits.front().at <= time) {
        const ModelData::Limit over = data.limits.front();
        std::pop_heap(data.limits.begin(), data.limits.end(), later);
        data.limits.pop_back();
        LaneRecord* lane = data.laneRecord(over.lane);
        // It may have gone on before, and have suspended itself anew.
        if (!lane || lane->limit != over.at || !isSuspended(*lane))
            continue;
        pushInterval(data, *lane, {over.at, State::Ready, {}, lane->intervals().back().event});
    }
}

void applyMadeReady(ModelData& data, const Step& step) {
    LaneRecord* lane = data.laneRecord(laneOf(step.event.object));
    if (lane && lane->kind == trace::LaneKind::Coroutine && isSuspended(*lane))
        pushInterval(data, *lane, {step.time, State::Ready, {}, step.index});
}

} // namespace braid::model
