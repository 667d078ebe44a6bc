#include "engine/model/reduce/connection_reducer.h"

#include <array>

namespace braid::model {

using trace::EventKind;
using trace::IoCall;
using trace::ObjectKind;

namespace {

/// Processes that share one end; where more do, it is not followed who has it.
constexpr std::size_t MostProcesses = 1024;

ObjectRecord* originalOf(ModelData& data, ObjectRecord* object) {
    for (int depth = 0; object && object->copyOf; ++depth)
        object = depth < DeepestCopy ? data.objectRecord(object->copyOf) : nullptr;
    return object;
}

LaneId processOf(const ModelData& data, const LaneRecord* lane) {
    while (lane && lane->kind != trace::LaneKind::Process)
        lane = data.laneRecord(lane->parent);
    return lane ? lane->id : LaneId{};
}

void makeEnd(ModelData& data, const Step& step, ObjectRecord& end) {
    if (!end.connection)
        end.connection = std::make_unique<ConnectionEnd>();
    const std::uint64_t number = step.event.a;
    if (number == 0) {
        end.connection->untold = true;
        return;
    }
    std::array<ObjectId, 2>& ends = data.connections[number];
    const std::size_t which = step.event.b & 1;
    // The number is free again when both ends have said it, and where one says it anew the other one's is not said any more.
    if (ends[which])
        ends = {};
    ends[which] = end.id;
    ObjectRecord* other = data.objectRecord(ends[1 - which]);
    if (!other || !other->connection || other == &end)
        return;
    end.connection->peer = other->id;
    other->connection->peer = end.id;
    data.connections.erase(number);
}

void shut(ModelData& data, const Step& step, ObjectRecord& object) {
    ObjectRecord* end = originalOf(data, &object);
    if (!end || !end->connection)
        return;
    ConnectionEnd& connection = *end->connection;
    if (step.event.a != 0)
        connection.shutDown |= step.event.b;
    else if (const LaneId process = processOf(data, step.lane))
        connection.closings.emplace_back(process, step.time);
    connection.untold = connection.untold || connection.closings.size() > MostProcesses;
}

} // namespace

void applyConnection(ModelData& data, const Step& step) {
    if (!step.object)
        return;
    if (step.event.kind == EventKind::WatchedIs) {
        watchListOf(*step.object)[static_cast<std::uint32_t>(step.event.a)].next = ObjectId{step.event.b};
        return;
    }
    if (step.object->kind != ObjectKind::Descriptor)
        return;
    if (step.event.kind == EventKind::EndShut)
        shut(data, step, *step.object);
    else if (ObjectRecord* end = originalOf(data, step.object))
        makeEnd(data, step, *end);
}

void countBytes(ModelData& data, const Step& step, ObjectRecord& descriptor) {
    const auto count = static_cast<std::int64_t>(step.event.a);
    const auto call = static_cast<IoCall>(step.event.b >> trace::IoCallShift);
    if (count <= 0 || (call != IoCall::Receive && call != IoCall::Send))
        return;
    ObjectRecord* end = originalOf(data, &descriptor);
    if (!end || !end->connection)
        return;
    ConnectionEnd& connection = *end->connection;
    if (call == IoCall::Receive)
        connection.lastGot = step.index;
    (call == IoCall::Receive ? connection.got : connection.put) += step.event.a;
}

void noteCopy(ModelData& data, const ObjectRecord& copy) {
    ObjectRecord* end = originalOf(data, data.objectRecord(copy.copyOf));
    if (!end || !end->connection || end->id == copy.id)
        return;
    end->connection->copies.push_back(copy.id);
    end->connection->untold = end->connection->untold || end->connection->copies.size() > MostProcesses;
}

} // namespace braid::model
