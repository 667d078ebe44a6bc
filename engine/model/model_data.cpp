#include "engine/model/model_data.h"

namespace braid::model {

void ModelData::mark(const Step& step) {
    if (!step.lane)
        return;
    if (step.lane->marks.size() % Lane::MarkBlock == 0)
        step.lane->markTimes.push_back(step.time);
    step.lane->marks.push_back(step.index);
}

void ModelData::connect(EventIndex from, EventIndex to, ArrowKind kind) {
    if (from == NoEvent || to > Arrow::Last)
        return;
    Arrow arrow{from, {}, kind};
    arrow.to = to & Arrow::Last;
    arrows.push_back(arrow);
}

} // namespace braid::model
