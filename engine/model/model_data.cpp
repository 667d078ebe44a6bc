#include "engine/model/model_data.h"

namespace braid::model {

void ModelData::mark(const Step& step) {
    if (step.lane)
        step.lane->storedMarks.append(step.index, step.time);
}

void ModelData::connect(EventIndex from, EventIndex to, ArrowKind kind) {
    if (from == NoEvent || to > Arrow::Last)
        return;
    Arrow arrow{from, {}, kind};
    arrow.to = to & Arrow::Last;
    arrows.push_back(arrow);
}

} // namespace braid::model
