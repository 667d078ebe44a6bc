#include "engine/model/reduce/queue_reducer.h"

#include "engine/model/reduce/checkpoints.h"
#include "engine/model/reduce/wait_reducer.h"

#include <algorithm>

namespace braid::model {

using trace::EventKind;
using trace::ObjectKind;

namespace {

EventIndex takeItem(ObjectRecord& object, std::uint64_t number);
void keepPutter(ObjectRecord& object, LaneRecord& lane);
void updatePipe(const Step& step);

void put(ModelData& data, const Step& step) {
    ObjectRecord& object = *step.object;
    endWait(data, step);
    const std::uint64_t number = step.event.a;
    if (object.kind == ObjectKind::Pipe) {
        object.book().bytesPut = std::max(object.book().bytesPut, number);
        if (object.book().items.empty() || object.book().items.back().number < number)
            object.book().items.append({number, step.index});
        updatePipe(step);
        return;
    }
    if (const auto got = object.book().gotBefore.find(number); got != object.book().gotBefore.end()) {
        data.connect(got->second, step.index, ArrowKind::Wake);
        object.book().gotBefore.erase(got);
    } else if (object.book().items.empty() || object.book().items.back().number < number) {
        object.book().items.append({number, step.index});
    } else {
        object.book().strayItems.emplace(number, step.index);
    }
    if (object.kind == ObjectKind::ProcessQueue)
        keepPutter(object, *step.lane);
    ++object.value;
    ++object.unfinished;
    updateLevel(object, step.time);
}

void get(ModelData& data, const Step& step) {
    ObjectRecord& object = *step.object;
    if (endWait(data, step))
        ++object.contended;
    ++object.acquisitions;
    if (object.kind == ObjectKind::Pipe) {
        // The put that brought the last of these bytes; what was put before it has been got now.
        object.book().bytesGot = std::max(object.book().bytesGot, step.event.a);
        while (!object.book().items.empty() && object.book().items.front().number < step.event.a)
            object.book().items.erase(object.book().items.front());
        if (!object.book().items.empty()) {
            data.connect(object.book().items.front().put, step.index, ArrowKind::Item);
            if (object.book().items.front().number == step.event.a)
                object.book().items.erase(object.book().items.front());
        }
        updatePipe(step);
        return;
    }
    const EventIndex put = takeItem(object, step.event.a);
    if (put == NoEvent && object.kind == ObjectKind::Channel) {
        object.book().gotBefore.emplace(step.event.a, step.index);
        --object.value;
        updateLevel(object, step.time);
    }
    if (put == NoEvent)
        return; // one that was never put
    data.connect(put, step.index, ArrowKind::Item);
    if (const auto by = object.book().putBy.find(LaneId{data.log[put].lane}); by != object.book().putBy.end()) {
        --by->second.inside;
        object.orphaned -= by->second.orphaned ? 1 : 0;
    }
    --object.value;
    updateLevel(object, step.time);
}

/// The Put of item `number`, which is in the queue no more; NoEvent where it was not in it.
EventIndex takeItem(ObjectRecord& object, std::uint64_t number) {
    EventIndex put = NoEvent;
    if (const QueueItem* item = object.book().items.find(number)) {
        put = item->put;
        object.book().items.erase(*item);
    } else if (const auto stray = object.book().strayItems.find(number); stray != object.book().strayItems.end()) {
        put = stray->second;
        object.book().strayItems.erase(stray);
    }
    return put;
}

void keepPutter(ObjectRecord& object, LaneRecord& lane) {
    const auto [by, isNew] = object.book().putBy.try_emplace(lane.id);
    ++by->second.inside;
    object.orphaned += by->second.orphaned ? 1 : 0;
    if (isNew)
        lane.fed.push_back(object.id);
}

void updatePipe(const Step& step) {
    ObjectRecord& object = *step.object;
    const std::uint64_t inside = object.book().bytesPut - std::min(object.book().bytesPut, object.book().bytesGot);
    object.value = static_cast<std::int64_t>(std::min<std::uint64_t>(inside, INT32_MAX));
    updateLevel(object, step.time);
}

} // namespace

void applyQueue(ModelData& data, const Step& step) {
    if (!step.lane || !step.object)
        return;
    ObjectRecord& object = *step.object;
    if (step.event.kind == EventKind::TaskDone || step.event.kind == EventKind::DrainWait)
        object.unfinishedCounts = true;
    switch (step.event.kind) {
    case EventKind::PutWait:
    case EventKind::GetWait:
    case EventKind::DrainWait:
        beginWait(data, step, State::Waiting);
        return;
    case EventKind::Put:
        put(data, step);
        break;
    case EventKind::Get:
        get(data, step);
        break;
    case EventKind::EndClosed:
        object.storedEvents.push_back(step.index);
        return;
    case EventKind::AlsoWaits:
        alsoWait(data, step);
        break;
    case EventKind::ChannelClosed:
        object.closed = true;
        break;
    case EventKind::TaskDone:
        object.unfinished = static_cast<std::int64_t>(std::min<std::uint64_t>(step.event.a, INT32_MAX));
        break;
    case EventKind::DrainEnd:
        endWait(data, step);
        break;
    case EventKind::PutFailed:
    case EventKind::GetFailed:
        endWait(data, step);
        data.mark(step);
        break;
    default: // Read, Write, Modify, ExchangeFailed
        data.mark(step);
    }
    object.storedEvents.push_back(step.index);
    if (object.kind != ObjectKind::Pipe)
        keepCheckpoint(object);
}

void orphanItems(ModelData& data, const LaneRecord& lane) {
    for (const ObjectId id : lane.fed) {
        ObjectRecord& object = *data.objectRecord(id);
        PutBy& by = object.book().putBy[lane.id];
        object.orphaned += by.orphaned ? 0 : by.inside;
        by.orphaned = true;
    }
}

} // namespace braid::model
