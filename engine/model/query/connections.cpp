#include "engine/model/query/connections.h"

#include <algorithm>

namespace braid::model {

using trace::EventKind;
using trace::IoCall;
using trace::LaneKind;

namespace {

/// So many of what a selector watches are looked at; one that watches more waits for the outside world.
constexpr std::size_t MostWatched = 4096;

/// The children of `process` that inherited what it had until `until`, and theirs.
void addHolders(const Model& model, const Lane& process, Nanos made, const Closings& closings, Nanos at, std::vector<LaneId>& holders) {
    Nanos until = at;
    bool closed = process.endsTold > made && process.endsTold <= at; // it has become another program since, which has what that one said
    if (closed)
        until = process.endsTold;
    for (const auto& [closer, time] : closings) {
        if (closer != process.id || time > at)
            continue;
        closed = true;
        until = std::min(until, time);
    }
    const bool lives = at >= model.endTime() ? process.unfinished() : process.ended > at;
    if (!closed && lives && process.created <= at)
        holders.push_back(process.id);
    for (const LaneId id : process.children) {
        const Lane* child = model.lane(id);
        if (child->kind != LaneKind::Process || child->startEvent == NoEvent)
            continue;
        const Nanos started = model.log()[child->startEvent].time;
        if (started >= made && started <= until)
            addHolders(model, *child, started, closings, at, holders);
    }
}

bool closedByAll(const Model& model, const Object& end) {
    const Lane* home = model.lane(processOf(model, end.creator));
    if (!home)
        return false;
    if (end.connection->closings.empty() && home->unfinished())
        return false; // the most frequent case, and at once
    return holdersOf(model, end, model.endTime()).empty();
}

IoCall callOf(const trace::Event& event) { return static_cast<IoCall>(event.b >> trace::IoCallShift); }

IoWaits endWaits(const Model& model, ObjectId descriptor, bool reads) {
    const Object* mine = originalOf(model, descriptor);
    const Object* other = otherEndOf(model, descriptor);
    if (!other || !processOf(model, other->creator))
        return IoWaits::Outside;
    const ConnectionEnd& end = *mine->connection;
    if (end.listens)
        return IoWaits::Outside;
    const ConnectionEnd& far = *other->connection;
    const std::uint32_t own = reads ? trace::ReadyToRead : trace::ReadyToWrite, theirs = reads ? trace::ReadyToWrite : trace::ReadyToRead;
    const bool told = (end.shutDown & own) != 0 || (far.shutDown & theirs) != 0;
    if (told || (reads && !far.listens && static_cast<std::int64_t>(far.put - end.got) > 0) || closedByAll(model, *other))
        return IoWaits::Served;
    return IoWaits::Lanes;
}

} // namespace

LaneId processOf(const Model& model, LaneId id) {
    const Lane* lane = model.lane(id);
    while (lane && lane->kind != LaneKind::Process && lane->parent)
        lane = model.lane(lane->parent);
    return lane && lane->kind == LaneKind::Process ? lane->id : LaneId{};
}

const Lane* firstThreadOf(const Model& model, const Lane& process) {
    for (const LaneId id : process.children)
        if (const Lane* lane = model.lane(id); lane->kind == LaneKind::Thread)
            return lane;
    return nullptr;
}

std::vector<LaneId> holdersOf(const Model& model, LaneId home, Nanos made, const Closings& closings, Nanos at) {
    std::vector<LaneId> holders;
    if (const Lane* process = model.lane(home))
        addHolders(model, *process, made, closings, at, holders);
    return holders;
}

std::vector<LaneId> holdersOf(const Model& model, const Object& end, Nanos at) {
    const ConnectionEnd& connection = *end.connection;
    std::vector<LaneId> holders = holdersOf(model, processOf(model, end.creator), end.created, connection.closings, at);
    for (const auto& [id, since] : connection.kept)
        if (const Lane* process = model.lane(id); process && since <= at)
            addHolders(model, *process, since, connection.closings, at, holders);
    if (!connection.kept.empty()) {
        std::sort(holders.begin(), holders.end());
        holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
    }
    return holders;
}

const Object* originalOf(const Model& model, ObjectId descriptor) {
    const Object* object = model.object(descriptor);
    for (int depth = 0; object && object->copyOf; ++depth)
        object = depth < DeepestCopy ? model.object(object->copyOf) : nullptr;
    return object;
}

const Object* otherEndOf(const Model& model, ObjectId descriptor) {
    const Object* end = originalOf(model, descriptor);
    if (!end || !end->connection || end->connection->untold)
        return nullptr;
    const Object* other = model.object(end->connection->peer ? end->connection->peer : end->connection->door);
    return other && other->connection && !other->connection->untold ? other : nullptr;
}

std::vector<WatchedEnd> waitedEnds(const Model& model, EventIndex begun) {
    const trace::Event event = model.event(begun);
    switch (callOf(event)) {
    case IoCall::Receive:
        return {{trace::ReadyToRead, event.object}};
    case IoCall::Send:
        return {{trace::ReadyToWrite, event.object}};
    case IoCall::Select:
    case IoCall::Poll:
    case IoCall::EpollWait:
    case IoCall::Reap: {
        const Object* selector = model.object(event.object);
        if (selector && selector->kind == trace::ObjectKind::Descriptor && !selector->watchList)
            return {{trace::ReadyToRead, event.object}}; // it alone is watched, to be read from
        std::vector<WatchedEnd> watched;
        if (selector && selector->watchList && selector->watchList->size() <= MostWatched)
            for (const auto& [fd, each] : *selector->watchList)
                watched.push_back(each);
        return watched;
    }
    default:
        return {};
    }
}

IoWaits ioWaitsFor(const Model& model, EventIndex begun) {
    const trace::Event event = model.event(begun);
    if (event.kind != EventKind::IoBegin || (event.b & trace::IoUnlimited) == 0)
        return IoWaits::Outside;
    const std::vector<WatchedEnd> ends = waitedEnds(model, begun);
    IoWaits all = ends.empty() ? IoWaits::Outside : IoWaits::Lanes;
    for (const WatchedEnd& end : ends)
        for (const std::uint32_t bit : {trace::ReadyToRead, trace::ReadyToWrite})
            if ((end.what & bit) != 0)
                all = std::min(all, endWaits(model, end.descriptor, bit == trace::ReadyToRead));
    return all;
}

Nanos roomMadeAt(const Model& model, EventIndex begun) {
    Nanos last = -1;
    for (const WatchedEnd& end : waitedEnds(model, begun)) {
        const Object* other = (end.what & trace::ReadyToWrite) != 0 ? otherEndOf(model, end.descriptor) : nullptr;
        const EventIndex got = other ? other->connection->lastGot : NoEvent;
        if (got != NoEvent && got > begun)
            last = std::max(last, model.log()[got].time);
    }
    return last;
}

} // namespace braid::model
