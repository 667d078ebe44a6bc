#include "engine/model/model.h"

#include <algorithm>

namespace braid::model {

using trace::EventKind;
using trace::ObjectKind;

namespace {

bool numberBefore(const std::pair<std::uint64_t, EventIndex>& item, std::uint64_t number) {
    return item.first < number;
}

} // namespace

void Model::applyQueue(const Step& step) {
    if (!step.lane || !step.object)
        return;
    ObjectRecord& object = *step.object;
    if (step.event.kind == EventKind::TaskDone || step.event.kind == EventKind::DrainWait)
        object.unfinishedCounts = true;
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
    if (object.kind == ObjectKind::Pipe) {
        object.bytesPut = std::max(object.bytesPut, number);
        if (object.items.empty() || object.items.back().first < number)
            object.items.emplace_back(number, step.index);
        updatePipe(step);
        return;
    }
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
    if (object.kind == ObjectKind::Pipe) {
        // The put that brought the last of these bytes; what was put before it has been got now.
        object.bytesGot = std::max(object.bytesGot, step.event.a);
        while (!object.items.empty() && object.items.front().first < step.event.a)
            object.items.pop_front();
        if (!object.items.empty()) {
            connect(object.items.front().second, step.index, ArrowKind::Item);
            if (object.items.front().first == step.event.a)
                object.items.pop_front();
        }
        updatePipe(step);
        return;
    }
    const auto item = std::lower_bound(object.items.begin(), object.items.end(), step.event.a, numberBefore);
    if (item == object.items.end() || item->first != step.event.a)
        return; // one that was never put
    connect(item->second, step.index, ArrowKind::Item);
    if (orphan(object, item->second))
        --object.orphaned;
    object.items.erase(item);
    --object.value;
    updateLevel(object, step.time);
}

bool Model::orphan(const ObjectRecord& object, EventIndex put) const {
    if (object.kind != ObjectKind::ProcessQueue)
        return false;
    const Lane* putter = lane(LaneId{m_log[put].lane});
    return putter && (putter->end == End::Killed || putter->end == End::KilledWithProcess);
}

void Model::orphanItems() {
    for (ObjectRecord& object : m_objects)
        if (object.kind == ObjectKind::ProcessQueue)
            object.orphaned = std::count_if(object.items.begin(), object.items.end(),
                                            [&](const auto& item) { return orphan(object, item.second); });
}

void Model::updatePipe(const Step& step) {
    ObjectRecord& object = *step.object;
    const std::uint64_t inside = object.bytesPut - std::min(object.bytesPut, object.bytesGot);
    object.value = static_cast<std::int64_t>(std::min<std::uint64_t>(inside, INT32_MAX));
    updateLevel(object, step.time);
}

} // namespace braid::model
