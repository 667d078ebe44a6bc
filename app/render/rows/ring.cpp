#include "app/render/rows/ring.h"

namespace braid::render {

Ring ringOf(const analysis::Findings& findings, LaneId lane) {
    const analysis::Finding* finding = findings.deadlockOf(lane);
    if (!finding)
        return {};
    for (std::size_t i = 0; i < finding->cycle.size(); ++i) {
        if (finding->cycle[i].lane == lane)
            return {static_cast<int>(i) + 1, static_cast<int>(finding - findings.all().data()), finding->at};
    }
    return {};
}

} // namespace braid::render
