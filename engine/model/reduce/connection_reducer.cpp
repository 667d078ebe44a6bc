#include "engine/model/reduce/connection_reducer.h"

#include "engine/model/reduce/lane_reducer.h"

#include <array>
#include <vector>

namespace braid::model {

using trace::EndFact;
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

ConnectionEnd& connectionOf(ObjectRecord& descriptor) {
    if (!descriptor.connection)
        descriptor.connection = std::make_unique<ConnectionEnd>();
    return *descriptor.connection;
}

/// Of the smaller and the greater port of a connection over the loopback, that of the other end; 0 of a pair of sockets.
std::uint32_t otherPort(std::uint64_t number, bool second) {
    return number >> 32 != 0 ? 0 : static_cast<std::uint32_t>(second ? number >> 16 : number & UINT16_MAX);
}

void makeEnd(ModelData& data, const Step& step, ObjectRecord& end, bool second) {
    ConnectionEnd& connection = connectionOf(end);
    const std::uint64_t number = step.event.a;
    std::array<ObjectId, 2>& ends = data.connections[number];
    // The number is free again when both have said it, and where one says it anew the other one's is not said any more.
    if (ends[second])
        ends = {};
    ends[second] = end.id;
    if (const auto door = data.doors.find(otherPort(number, second)); door != data.doors.end())
        connection.door = door->second;
    ObjectRecord* other = data.objectRecord(ends[!second]);
    if (!other || !other->connection || other == &end)
        return;
    connection.peer = other->id;
    other->connection->peer = end.id;
    data.connections.erase(number);
}

ConnectionEnd* peerOf(ModelData& data, const ConnectionEnd& end) {
    ObjectRecord* peer = data.objectRecord(end.peer);
    return peer ? peer->connection.get() : nullptr;
}

/// Messages that are kept until they are got; of more it is not told any more who got them.
constexpr std::size_t MostSent = 65536;

void put(ModelData& data, ConnectionEnd& end, std::uint64_t bytes, EventIndex event) {
    const std::uint64_t before = end.put;
    end.put += bytes;
    std::vector<Passed>& sent = end.sent;
    if (static_cast<std::int64_t>(bytes) < 0) { // less was put than it had said
        while (sent.size() > end.sentFirst && sent.back().upTo > end.put) {
            if (sent.size() == 1 || sent[sent.size() - 2].upTo < end.put)
                sent.back().upTo = end.put;
            else
                sent.pop_back();
        }
        return;
    }
    if (sent.size() - end.sentFirst >= MostSent) {
        sent.clear();
        end.sentFirst = 0;
    }
    sent.push_back({end.put, event});
    if (ConnectionEnd* reader = peerOf(data, end); reader && !reader->early.empty()) {
        for (const Passed& got : reader->early)
            if (got.upTo > before)
                data.connect(event, got.event, ArrowKind::Item);
        std::erase_if(reader->early, [&end](const Passed& got) { return got.upTo <= end.put; });
    }
}

/// Each operation that put some of the bytes is a cause of this getting.
void got(ModelData& data, ConnectionEnd& end, std::uint64_t bytes, EventIndex event) {
    const std::uint64_t before = end.got;
    end.got += bytes;
    end.lastGot = event;
    ConnectionEnd* writer = peerOf(data, end);
    if (!writer)
        return;
    std::vector<Passed>& sent = writer->sent;
    std::size_t& first = writer->sentFirst;
    for (std::uint64_t upTo = before; first < sent.size() && upTo < end.got; ++first) {
        upTo = sent[first].upTo;
        if (upTo > before)
            data.connect(sent[first].event, event, ArrowKind::Item);
        if (upTo > end.got) // the rest of it is still to be got
            break;
    }
    if (first >= 64 && first * 2 >= sent.size()) {
        sent.erase(sent.begin(), sent.begin() + static_cast<std::ptrdiff_t>(first));
        first = 0;
    }
    if (static_cast<std::int64_t>(end.got - writer->put) > 0 && end.early.size() < MostSent)
        end.early.push_back({end.got, event});
}

void count(ModelData& data, ConnectionEnd& connection, bool puts, std::uint64_t bytes, EventIndex event) {
    puts ? put(data, connection, bytes, event) : got(data, connection, bytes, event);
}

/// The event with which the lane began to copy what it has sent by `step`: before any of it can have been got.
EventIndex beginOf(const Step& step, const Object& descriptor) {
    if (!step.lane || step.lane->intervals().empty())
        return step.index;
    const Interval now = step.lane->intervals().back();
    return now.state == State::IoCopy && now.object == descriptor.id && now.event != NoEvent ? now.event : step.index;
}

void tell(ModelData& data, const Step& step, ObjectRecord& end) {
    switch (static_cast<EndFact>(step.event.b)) {
    case EndFact::First:
    case EndFact::Second:
        makeEnd(data, step, end, step.event.b != 0);
        break;
    case EndFact::Listens:
        connectionOf(end).listens = true;
        data.doors[static_cast<std::uint32_t>(step.event.a)] = end.id;
        break;
    case EndFact::Put:
    case EndFact::Got:
        if (end.connection)
            count(data, *end.connection, step.event.b == static_cast<std::uint32_t>(EndFact::Put), step.event.a, step.index);
        break;
    case EndFact::Has:
        if (const LaneId process = processOf(data, step.lane); process && end.connection) {
            end.connection->kept.emplace_back(process, step.time);
            end.connection->untold = end.connection->untold || end.connection->kept.size() > MostProcesses;
        }
        break;
    }
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
    if (!step.object) {
        const bool tellsAll = step.event.kind == EventKind::EndOf && step.event.b == static_cast<std::uint32_t>(EndFact::Has) && !step.event.object;
        if (LaneRecord* process = tellsAll ? data.laneRecord(processOf(data, step.lane)) : nullptr)
            process->endsTold = step.time;
        return;
    }
    if (step.event.kind == EventKind::WatchedIs) {
        watchListOf(*step.object)[static_cast<std::uint32_t>(step.event.a)].next = ObjectId{step.event.b};
        return;
    }
    if (step.object->kind != ObjectKind::Descriptor)
        return;
    if (step.event.kind == EventKind::EndShut)
        shut(data, step, *step.object);
    else if (ObjectRecord* end = originalOf(data, step.object))
        tell(data, step, *end);
}

void countBytes(ModelData& data, const Step& step, ObjectRecord& descriptor) {
    const auto moved = static_cast<std::int64_t>(step.event.a);
    const auto call = static_cast<IoCall>(step.event.b >> trace::IoCallShift);
    if (moved <= 0 || (call != IoCall::Receive && call != IoCall::Send))
        return;
    ObjectRecord* end = originalOf(data, &descriptor);
    if (!end || !end->connection)
        return;
    const bool sends = call == IoCall::Send;
    count(data, *end->connection, sends, step.event.a, sends ? beginOf(step, descriptor) : step.index);
}

void noteCopy(ModelData& data, const ObjectRecord& copy) {
    ObjectRecord* end = originalOf(data, data.objectRecord(copy.copyOf));
    if (!end || !end->connection || end->id == copy.id)
        return;
    end->connection->copies.push_back(copy.id);
    end->connection->untold = end->connection->untold || end->connection->copies.size() > MostProcesses;
}

} // namespace braid::model
