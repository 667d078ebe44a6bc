#include "engine/analysis/figures/recorder_cost.h"

#include "engine/model/query/statistics.h"

#include <algorithm>
#include <cstdlib>

namespace braid::analysis {

std::optional<RecorderCost> recorderCost(const model::Model& model) {
    const auto& info = model.info();
    const auto said = std::find_if(info.begin(), info.end(), [](const auto& each) { return each.first == "eventCost"; });
    const double cost = said != info.end() ? std::strtod(said->second.c_str(), nullptr) : 0;
    if (!(cost > 0 && cost < 1e9))
        return std::nullopt;
    RecorderCost result;
    result.events = model.log().size();
    result.nsPerEvent = cost;
    result.total = static_cast<model::Nanos>(cost * static_cast<double>(result.events));
    model::Nanos ran = 0;
    for (const LaneId id : model.lanes())
        if (const model::Lane& lane = *model.lane(id); lane.kind == trace::LaneKind::Thread)
            ran += model::stateTimes(lane, model.endTime())[static_cast<std::size_t>(model::State::Running)];
    if (ran > 0)
        result.share = std::min(1.0, static_cast<double>(result.total) / static_cast<double>(ran));
    return result;
}

} // namespace braid::analysis
