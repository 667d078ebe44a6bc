#include "app/render/rows/ring.h"

namespace braid::render {

Ring ringOf(const analysis::Findings& findings, LaneId lane) {
    const std::optional<analysis::Findings::Place> place = findings.stuckIn(lane);
    if (!place)
        return {};
    const analysis::Finding& finding = findings.all()[place->finding];
    return {place->number, place->number == 0, static_cast<int>(place->finding), finding.kind, finding.at, finding.openedAt < 0 ? model::Open : finding.openedAt};
}

} // namespace braid::render
