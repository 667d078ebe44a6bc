#include "engine/model/model_data.h"

#include <algorithm>

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
    // The trace may tell of a cause after its effect. They come soon after each other.
    constexpr std::size_t MostPassed = 4096;
    std::size_t place = arrows.size() - 1;
    while (place > 0 && arrows[place - 1].to > arrow.to && arrows.size() - place < MostPassed)
        --place;
    if (place == arrows.size() - 1)
        return;
    if (place > 0 && arrows[place - 1].to > arrow.to) { // it is too late for this one
        arrows.pop_back();
        return;
    }
    std::move_backward(arrows.begin() + place, arrows.end() - 1, arrows.end());
    arrows[place] = arrow;
}

} // namespace braid::model
