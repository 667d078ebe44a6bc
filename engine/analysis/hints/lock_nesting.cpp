#include "engine/analysis/hints/lock_nesting.h"

#include "engine/trace/acquired.h"

#include <algorithm>

namespace braid::analysis {

using model::EventIndex;
using model::LogEntry;
using model::Object;
using trace::EventKind;
using trace::ObjectKind;

namespace {

/// Of one lane and one pair of locks.
constexpr std::size_t MostNestings = 4;
/// Who holds more has no order that could be told.
constexpr std::size_t MostHeld = 64;

bool isLock(const Object& object) {
    return object.address != 0 && (object.kind == ObjectKind::Mutex || object.kind == ObjectKind::RecursiveMutex || object.kind == ObjectKind::SharedMutex);
}

bool isShared(const Object& lock, const trace::Event& event) {
    return lock.kind == ObjectKind::SharedMutex && event.b == static_cast<std::uint32_t>(trace::Mode::Shared);
}

/// Nobody else can have the lock, since nobody else knows of it yet.
bool isPrivate(const Object& lock, const HeldLock& held, LaneId lane) {
    return lock.module == 0 && lock.creator == lane && !lock.holdings().empty() && lock.holdings().front().acquired == held.event;
}

void merge(std::vector<std::uint32_t>& into, const std::vector<std::uint32_t>& from) {
    if (into.size() < from.size())
        into.resize(from.size(), 0);
    for (std::size_t i = 0; i < from.size(); ++i)
        into[i] = std::max(into[i], from[i]);
}

} // namespace

const std::vector<HeldLock>& LockNesting::heldBy(LaneId lane) const {
    static const std::vector<HeldLock> none;
    const auto known = m_held.find(lane);
    return known != m_held.end() ? known->second : none;
}

void LockNesting::keepClocks(std::set<Pair> pairs, const std::set<LaneId>& lanes) {
    m_clocks = true;
    m_wanted = std::move(pairs);
    for (const LaneId lane : lanes)
        m_components.emplace(lane, m_components.size());
}

void LockNesting::take(EventIndex index) {
    const LogEntry& entry = m_model.log()[index];
    if (m_clocks)
        passClocks(index);
    if (entry.kind != EventKind::AcquireWait && entry.kind != EventKind::Acquired && entry.kind != EventKind::Released)
        return;
    const Object* object = m_model.object(ObjectId{entry.object});
    if (!object || !isLock(*object))
        return;
    if (entry.kind == EventKind::Released)
        releases(LaneId{entry.lane}, *object, index);
    else
        acquires(LaneId{entry.lane}, *object, index, entry.kind == EventKind::AcquireWait);
}

void LockNesting::acquires(LaneId lane, const Object& lock, EventIndex index, bool waits) {
    std::vector<HeldLock>& held = m_held[lane];
    const trace::Event event = m_model.event(index);
    const auto again = std::find_if(held.begin(), held.end(), [&](const HeldLock& each) { return each.object == lock.id; });
    if (again != held.end()) {
        again->depth += waits ? 0 : 1;
        return;
    }
    const HeldLock inner{lock.id, event.site, isShared(lock, event), index, 1};
    // A mere try, or a wait with a time limit: it gives up.
    const bool tried = waits ? event.a != 0 : lock.kind != ObjectKind::SharedMutex && event.b == trace::TriedMode;
    for (std::size_t i = 0; !tried && i < held.size() && held.size() <= MostHeld; ++i) {
        const Pair pair(held[i].object, lock.id);
        if ((m_clocks && !m_wanted.contains(pair)) || isPrivate(*m_model.object(held[i].object), held[i], lane))
            continue;
        std::vector<Nesting>& known = m_nestings[pair];
        const auto same = [&](const Nesting& each) { return each.lane == lane; };
        const auto alike = [&](const Nesting& each) {
            return each.lane == lane && each.outer.site == held[i].site && each.inner.site == inner.site && each.gates.size() + 1 == held.size();
        };
        // Those of the same lines again say nothing new, but that they are of a later time.
        const auto before = std::find_if(known.begin(), known.end(), alike);
        if (before == known.end() && static_cast<std::size_t>(std::count_if(known.begin(), known.end(), same)) >= MostNestings)
            continue;
        if (before != known.end() && (!m_clocks || waits || std::count_if(known.begin(), known.end(), same) >= static_cast<std::ptrdiff_t>(MostNestings)))
            continue;
        Nesting nesting{lane, held[i], inner, {}, {}, SIZE_MAX};
        for (std::size_t k = 0; k < held.size(); ++k)
            if (k != i)
                nesting.gates.push_back(held[k]);
        if (const auto component = m_components.find(lane); m_clocks && component != m_components.end()) {
            nesting.component = component->second;
            nesting.clock = m_ofLane[lane];
            nesting.clock.resize(m_components.size(), 0);
        }
        known.push_back(std::move(nesting));
    }
    if (!waits)
        held.push_back(inner);
}

void LockNesting::releases(LaneId lane, const Object& lock, EventIndex index) {
    const auto drop = [&](std::vector<HeldLock>& held, bool whole) {
        const auto place = std::find_if(held.begin(), held.end(), [&](const HeldLock& each) { return each.object == lock.id; });
        if (place == held.end())
            return false;
        if (whole || --place->depth == 0)
            held.erase(place);
        return true;
    };
    if (drop(m_held[lane], m_model.event(index).a == 0))
        return;
    for (auto& [other, held] : m_held) // another thread than the one that took it gives it back
        if (drop(held, true))
            return;
}

void LockNesting::send(LaneId from, Clock& to) {
    Clock& own = m_ofLane[from];
    own.resize(m_components.size(), 0);
    if (const auto component = m_components.find(from); component != m_components.end())
        ++own[component->second]; // what comes after this is another step
    merge(to, own);
}

void LockNesting::receive(LaneId lane, const Clock& from) { merge(m_ofLane[lane], from); }

void LockNesting::passClocks(EventIndex index) {
    const LogEntry& entry = m_model.log()[index];
    const LaneId lane{entry.lane}, other = laneOf(ObjectId{entry.object});
    const Object* object = m_model.object(ObjectId{entry.object});
    const model::Lane* own = m_model.lane(lane);
    switch (entry.kind) {
    case EventKind::LaneStart:
        return send(lane, m_atStart[other]);
    case EventKind::LaneBegin:
        receive(lane, m_atStart[other]);
        if (own && own->parent && !own->starter) // the first thread of a process
            receive(lane, m_atStart[own->parent]);
        return;
    case EventKind::LaneEnd:
        send(lane, m_atEnd[other]);
        if (own && own->parent)
            send(lane, m_atEnd[own->parent]);
        return;
    case EventKind::JoinEnd:
        return receive(lane, m_atEnd[other]);
    case EventKind::WaitBegin:
        if (object && object->kind == ObjectKind::Barrier)
            send(lane, m_through[object->id]);
        return;
    case EventKind::Signal:
        return send(lane, m_through[ObjectId{entry.object}]);
    case EventKind::WaitEnd:
        return receive(lane, m_through[ObjectId{entry.object}]);
    case EventKind::Released:
        if (object && object->semaphore())
            send(lane, m_through[object->id]);
        return;
    case EventKind::Acquired:
        if (object && object->semaphore())
            receive(lane, m_through[object->id]);
        return;
    default:
        return;
    }
}

} // namespace braid::analysis
