#include "app/session/run/stall_watch.h"

#include "engine/model/query/connections.h"
#include "engine/model/store/connection.h"
#include "engine/record/attach/openings.h"

#include <algorithm>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace braid::session {

using trace::EventKind;
using trace::ObjectKind;

namespace {

constexpr qint64 stallLookMs = 100;
/// One look is not to take long.
constexpr std::size_t mostStallsLookedAt = 512;

bool isLock(const model::Object& object) { return object.exclusive() && object.address != 0; }

} // namespace

trace::SupervisorWriter& StallWatch::writerOf(LaneId lane) {
    std::unique_ptr<trace::SupervisorWriter>& writer = m_writers[lane];
    if (!writer)
        writer = std::make_unique<trace::SupervisorWriter>(m_file, lane);
    return *writer;
}

void StallWatch::learnAddresses(const model::Model& model) {
    for (; m_learnt < model.objects().size(); ++m_learnt)
        if (const model::Object& object = *model.object(model.objects()[m_learnt]); isLock(object))
            m_byAddress[object.address].push_back(object.id);
}

bool StallWatch::look(const model::Model& model) {
    if (m_since.isValid() && m_since.elapsed() < stallLookMs)
        return false;
    m_since.start();
    learnAddresses(model);
    bool some = pairSockets(model);
    std::size_t looked = 0;
    for (const LaneId id : model.lanes()) {
        const model::Lane& lane = *model.lane(id);
        if (lane.kind != trace::LaneKind::Thread || !lane.unfinished() || lane.osId == 0 || lane.intervals().empty())
            continue;
        const model::Interval now = lane.intervals().back();
        const model::Object* object = model.object(now.object);
        // Whoever waits for a condition and was notified may wait for its mutex by now.
        const bool mayBeElsewhere = now.state == model::State::Running || now.state == model::State::Ready || now.state == model::State::Created ||
                                    (now.state == model::State::Waiting && object && object->kind == ObjectKind::ConditionVariable);
        if (!mayBeElsewhere) {
            const auto known = m_seen.find(id);
            if (known == m_seen.end())
                continue;
            if (!known->second.told) { // it has said itself what it waits for, after it was looked at
                m_seen.erase(known);
                continue;
            }
        }
        if (++looked > mostStallsLookedAt)
            break;
        some = lookAt(model, lane) || some;
    }
    return some;
}

/// Unix sockets that the program has connected by a name tell nothing of each other; the system does. Asked for when somebody waits at
/// one, and not again until there are more sockets.
bool StallWatch::pairSockets(const model::Model& model) {
    const auto isSingle = [](const model::Object& object) {
        return object.kind == ObjectKind::Descriptor && object.address != 0 && (object.address & 1) == 0 && !object.connection && object.name.starts_with("socket");
    };
    for (; m_looked < model.objects().size(); ++m_looked)
        if (const model::Object& object = *model.object(model.objects()[m_looked]); object.kind == ObjectKind::Descriptor)
            m_fresh.push_back(object.id);
    const bool waited = std::any_of(model.lanes().begin(), model.lanes().end(), [&](LaneId id) {
        const model::Lane& lane = *model.lane(id);
        if (!lane.unfinished() || lane.intervals().empty() || lane.intervals().back().state != model::State::IoWait)
            return false;
        const model::Object* object = model.object(lane.intervals().back().object);
        return object && isSingle(*object);
    });
    if (m_fresh.empty() || !waited)
        return false;
    const std::map<std::uint64_t, std::uint64_t> peers = attach::unixPeers();
    std::map<std::uint64_t, ObjectId> byInode;
    for (const ObjectId id : model.objects())
        if (const model::Object& object = *model.object(id); isSingle(object))
            byInode[object.address >> 1] = id;
    m_fresh.clear();
    bool some = false;
    for (const auto& [inode, id] : byInode) {
        const auto peer = peers.find(inode);
        const auto other = peer != peers.end() && inode < peer->second ? byInode.find(peer->second) : byInode.end();
        if (other == byInode.end())
            continue;
        constexpr std::uint64_t OfUnixSockets = std::uint64_t{1} << 40; // what the library does not use for others
        const std::uint64_t number = OfUnixSockets | inode;
        trace::SupervisorWriter& writer = writerOf(model.object(id)->creator);
        some = writer.append(EventKind::EndOf, id, number, static_cast<std::uint32_t>(trace::EndFact::First)) || some;
        some = writer.append(EventKind::EndOf, other->second, number, static_cast<std::uint32_t>(trace::EndFact::Second)) || some;
    }
    return some;
}

bool StallWatch::lookAt(const model::Model& model, const model::Lane& lane) {
    const model::Lane* process = model.lane(lane.parent);
    const model::Interval now = lane.intervals().back();
    const auto wait = process ? record::kernelWait(static_cast<long>(process->osId), static_cast<long>(lane.osId)) : std::nullopt;
    const auto known = m_seen.find(lane.id);
    if (known != m_seen.end() && wait && known->second.wait == *wait) { // twice the same
        if (known->second.told)
            return false;
        const std::optional<std::uint64_t> address = record::futexOf(*wait);
        return address ? tell(model, lane, known->second, *address) : now.state != model::State::Waiting && tellCall(model, lane, known->second);
    }
    bool some = false;
    if (known != m_seen.end()) {
        some = known->second.told && tellOver(lane, known->second);
        m_seen.erase(known);
    }
    if (wait)
        m_seen.emplace(lane.id, Seen{*wait});
    return some;
}

bool StallWatch::tell(const model::Model& model, const model::Lane& lane, Seen& seen, std::uint64_t address) {
    const model::Interval now = lane.intervals().back();
    const LaneId process = model::processOf(model, lane.id);
    const bool waitsForCondition = now.state == model::State::Waiting;
    if (const auto locks = m_byAddress.find(address); locks != m_byAddress.end()) {
        // The last one that lay there, of this process.
        for (auto id = locks->second.rbegin(); id != locks->second.rend(); ++id) {
            if (model::processOf(model, model.object(*id)->creator) != process)
                continue;
            seen.told = true;
            if (waitsForCondition)
                writerOf(lane.id).append(EventKind::WaitEnd, now.object, 0);
            return writerOf(lane.id).append(EventKind::AcquireWait, *id, 0);
        }
    }
    if (waitsForCondition)
        return false;
    seen.told = true;
    seen.as = Told::Wait;
    seen.object = objectInside(lane, static_cast<long>(model.lane(lane.parent)->osId), seen.wait, address);
    return writerOf(lane.id).append(EventKind::WaitBegin, seen.object, 0);
}

bool StallWatch::bytesUnderWay(const model::Model& model, long pid) const {
    std::vector<std::uint64_t> inodes;
    for (const ObjectId id : model.objects())
        if (const model::Object* object = model.object(id); object->kind == ObjectKind::Descriptor && object->address != 0 && model::otherEndOf(model, id))
            inodes.push_back(object->address >> 1);
    std::sort(inodes.begin(), inodes.end());
    return !inodes.empty() && record::bytesUnderWay(pid, inodes);
}

/// It has gone on. Where it said nothing itself since, this does.
bool StallWatch::tellOver(const model::Lane& lane, const Seen& seen) {
    const model::Interval now = lane.intervals().back();
    switch (seen.as) {
    case Told::Wait:
        return seen.object && lane.wait.object == seen.object && writerOf(lane.id).append(EventKind::WaitEnd, seen.object, 0);
    case Told::Join:
        return now.state == model::State::Waiting && now.object == seen.object && writerOf(lane.id).append(EventKind::JoinEnd, seen.object, 0, 0);
    case Told::Io:
        return now.state == model::State::IoWait && now.object == seen.object && writerOf(lane.id).append(EventKind::IoEnd, seen.object, 0, seen.call);
    default:
        return false;
    }
}

/// A wait in another call than a futex's: inside stdio, system(), pclose(), a library with system calls of its own.
bool StallWatch::tellCall(const model::Model& model, const model::Lane& lane, Seen& seen) {
    switch (seen.wait.call) {
    case SYS_wait4:
        return tellJoin(model, lane, seen, static_cast<int>(seen.wait.arguments[0]));
    case SYS_waitid:
        return tellJoin(model, lane, seen, seen.wait.arguments[0] == P_PID ? static_cast<long>(seen.wait.arguments[1]) : -1);
    case SYS_read:
    case SYS_readv:
    case SYS_recvfrom:
    case SYS_recvmsg:
        return tellIo(model, lane, seen, trace::IoCall::Receive, true);
    case SYS_write:
    case SYS_writev:
    case SYS_sendto:
    case SYS_sendmsg:
        return tellIo(model, lane, seen, trace::IoCall::Send, true);
    case SYS_accept:
    case SYS_accept4:
        return tellIo(model, lane, seen, trace::IoCall::Accept, false);
    case SYS_connect:
        return tellIo(model, lane, seen, trace::IoCall::Connect, false);
    case SYS_ppoll:
#ifdef SYS_poll
    case SYS_poll:
#endif
        return tellIo(model, lane, seen, trace::IoCall::Poll, false);
    case SYS_pselect6:
#ifdef SYS_select
    case SYS_select:
#endif
        return tellIo(model, lane, seen, trace::IoCall::Select, false);
    case SYS_epoll_pwait:
#ifdef SYS_epoll_wait
    case SYS_epoll_wait:
#endif
        return tellIo(model, lane, seen, trace::IoCall::EpollWait, false);
    case SYS_io_uring_enter: // liburing makes it itself
        return tellIo(model, lane, seen, trace::IoCall::Reap, false);
    case SYS_openat: // of a named pipe whose other end nobody has opened
#ifdef SYS_open
    case SYS_open:
#endif
        return tellIo(model, lane, seen, trace::IoCall::Other, false);
    default:
        return false;
    }
}

/// `child`: the number of the process, or what is not positive for any.
bool StallWatch::tellJoin(const model::Model& model, const model::Lane& lane, Seen& seen, long child) {
    std::vector<LaneId> awaited;
    for (const LaneId id : model.lanes()) {
        const model::Lane& other = *model.lane(id);
        if (other.kind == trace::LaneKind::Process && other.unfinished() && (child > 0 ? other.osId == child : other.parent == lane.parent))
            awaited.push_back(id);
    }
    if (awaited.empty())
        return false;
    seen.told = true;
    seen.as = Told::Join;
    seen.object = objectOf(awaited.front());
    bool written = writerOf(lane.id).append(EventKind::JoinBegin, seen.object, 0);
    for (std::size_t i = 1; i < awaited.size(); ++i)
        written = writerOf(lane.id).append(EventKind::AlsoWaits, objectOf(awaited[i]), 0, static_cast<std::uint32_t>(EventKind::JoinBegin)) && written;
    return written;
}

bool StallWatch::tellIo(const model::Model& model, const model::Lane& lane, Seen& seen, trace::IoCall call, bool ofDescriptor) {
    const model::Object* end = nullptr;
    if (ofDescriptor) {
        const std::uint64_t number = record::endNumberOf(static_cast<long>(model.lane(lane.parent)->osId), static_cast<int>(seen.wait.arguments[0]),
                                                         call == trace::IoCall::Send);
        for (const ObjectId id : model.objects())
            if (const model::Object* object = model.object(id); number != 0 && object->kind == ObjectKind::Descriptor && object->address == number)
                end = object;
    }
    seen.told = true;
    seen.as = Told::Io;
    seen.object = end ? end->id : ObjectId{};
    seen.call = static_cast<std::uint32_t>(call) << trace::IoCallShift;
    if (!end)
        return writerOf(lane.id).append(EventKind::IoBegin, {}, 0, trace::IoWaiting | seen.call);
    // Nothing is there, so what was put was got, in calls that were not seen either.
    const model::Object* other = call == trace::IoCall::Receive ? model::otherEndOf(model, end->id) : nullptr;
    if (other && end->connection && static_cast<std::int64_t>(other->connection->put - end->connection->got) > 0)
        writerOf(lane.id).append(EventKind::EndOf, end->id, other->connection->put - end->connection->got, static_cast<std::uint32_t>(trace::EndFact::Got));
    return writerOf(lane.id).append(EventKind::IoBegin, end->id, seen.wait.arguments[0], trace::IoWaiting | trace::IoUnlimited | seen.call);
}

ObjectId StallWatch::objectInside(const model::Lane& lane, long process, const record::KernelWait& wait, std::uint64_t address) {
    const auto [known, fresh] = m_inside.try_emplace({process, address});
    if (fresh) {
        const std::string library = record::mappedAt(process, wait.code);
        known->second = ObjectId{m_file.header().ids.fetch_add(1, std::memory_order_relaxed) + 1};
        writerOf(lane.id).append(EventKind::DefineObject, known->second, 0, static_cast<std::uint32_t>(ObjectKind::Inside),
                                 "something inside " + (library.empty() ? std::string("the program") : library));
    }
    return known->second;
}

} // namespace braid::session
