#include "engine/model/model.h"

#include <algorithm>

namespace braid::model {

using trace::EventKind;

namespace {

bool numberBefore(const std::pair<std::uint64_t, EventIndex>& item, std::uint64_t number) {
    return item.first < number;
}

} // namespace

void Model::applyQueue(const Step& step) {
    if (!step.lane || !step.object)
        return;
    ObjectRecord& object = *step.object;
    switch (step.event.kind) {
    case EventKind::PutWait:
    case EventKind::GetWait:
    case EventKind::DrainWait:
        beginWait(step, State::Waiting);
        return;
    case EventKind::Put:
        put(step);
        break;
    case EventKind::Get:
        get(step);
        break;
    case EventKind::TaskDone:
        object.unfinished = static_cast<std::int64_t>(std::min<std::uint64_t>(step.event.a, INT32_MAX));
        break;
    case EventKind::DrainEnd:
        endWait(step);
        break;
    case EventKind::PutFailed:
    case EventKind::GetFailed:
        endWait(step);
        mark(step);
        break;
    default: // Read, Write
        mark(step);
    }
    object.events.push_back(step.index);
}

void Model::put(const Step& step) {
    ObjectRecord& object = *step.object;
    endWait(step);
    const std::uint64_t number = step.event.a;
    const auto place = object.items.empty() || object.items.back().first < number
                           ? object.items.end()
                           : std::lower_bound(object.items.begin(), object.items.end(), number, numberBefore);
    object.items.insert(place, {number, step.index});
    ++object.value;
    ++object.unfinished;
    updateLevel(object, step.time);
}

void Model::get(const Step& step) {
    ObjectRecord& object = *step.object;
    if (endWait(step))
        ++object.contended;
    ++object.acquisitions;
    const auto item = std::lower_bound(object.items.begin(), object.items.end(), step.event.a, numberBefore);
    if (item == object.items.end() || item->first != step.event.a)
        return; // one that was never put
    connect(item->second, step.index, ArrowKind::Item);
    object.items.erase(item);
    --object.value;
    updateLevel(object, step.time);
}

} // namespace braid::model
