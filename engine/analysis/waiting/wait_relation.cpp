#include "engine/analysis/waiting/wait_relation.h"

#include "engine/analysis/waiting/stuck.h"
#include "engine/model/query/connections.h"
#include "engine/model/query/current_wait.h"

#include <algorithm>

namespace braid::analysis {

using model::Interval;
using model::Lane;
using model::Model;
using model::Nanos;
using model::NoEvent;
using model::Object;
using model::State;
using trace::EventKind;
using trace::LaneKind;
using trace::ObjectKind;

namespace {

/// Of a wait for I/O. A poll of one descriptor alone waits for what a reading call would wait for.
Need needOf(trace::IoCall call, const Object* object) {
    if ((call == trace::IoCall::Poll || call == trace::IoCall::Select) && object && object->kind == ObjectKind::Descriptor && !object->watchList)
        return Need::Data;
    switch (call) {
    case trace::IoCall::Receive:
        return Need::Data;
    case trace::IoCall::Send:
        return Need::Room;
    default:
        return Need::Readiness;
    }
}

Need needOf(const Object& object, EventKind kind) {
    switch (kind) {
    case EventKind::AcquireWait:
        return object.semaphore() ? Need::Permit : Need::Release;
    case EventKind::GetWait:
        return Need::Item;
    case EventKind::PutWait:
        return object.kind == ObjectKind::Channel && object.initial == 0 ? Need::Receiver : Need::Room;
    case EventKind::DrainWait:
        return Need::TasksDone;
    default:
        return object.kind == ObjectKind::Variable ? Need::Change : needAt(object.kind);
    }
}

/// A semaphore of a recorded program with one permit, that was never given but by who had taken it, and who has it has ended. Where the
/// program's language calls it a lock, once is often enough; otherwise it may be there to be taken once.
bool isLockOfEnded(const Model& model, const Object& semaphore) {
    const bool isLock = semaphore.word.ends_with(".Lock") || semaphore.word.ends_with(".RLock");
    if (semaphore.address == 0 || semaphore.initial != 1 || !semaphore.surplus.empty() || semaphore.owners.size() != 1 || (semaphore.acquisitions < 2 && !isLock))
        return false;
    const Lane* owner = model.lane(semaphore.owners.front().lane);
    return !owner || !owner->unfinished();
}

} // namespace

Need needAt(ObjectKind kind) {
    switch (kind) {
    case ObjectKind::Event:
        return Need::Set;
    case ObjectKind::ConditionVariable:
    case ObjectKind::Futex:
        return Need::Notification;
    case ObjectKind::Barrier:
        return Need::Arrival;
    case ObjectKind::Latch:
        return Need::CountDown;
    default:
        return Need::Other;
    }
}

const char* needName(Need need) {
    constexpr const char* Names[] = {"release", "permit", "item", "room", "receiver", "tasks_done", "notification", "set", "arrival",
                                     "count_down", "end", "start", "resumption", "turn", "coroutine", "data", "readiness", "change", "other"};
    return Names[static_cast<std::size_t>(need)];
}

bool isWaiting(State state) { return state == State::Blocked || state == State::Waiting || state == State::Suspended; }

WaitRelation::WaitRelation(const Model& model, Nanos at)
    : m_model(model), m_at(at), m_present(at >= model.endTime()) {
    if (m_present)
        m_at = model::Open - 1;
}

std::optional<Interval> WaitRelation::intervalOf(const Lane& lane) const {
    if (!m_present)
        return lane.at(m_at);
    if (!lane.unfinished() || lane.intervals().empty())
        return std::nullopt;
    return lane.intervals().back();
}

LaneId WaitRelation::occupantOf(const Lane& coroutine) const {
    const Lane* thread = m_model.lane(coroutine.parent);
    const std::optional<Interval> now = thread ? intervalOf(*thread) : std::nullopt;
    if (!thread || !now)
        return coroutine.parent;
    if (coroutine.loop && now->object == coroutine.loop)
        return {};
    if (m_present)
        return thread->current && thread->current != coroutine.id ? thread->current : thread->current ? LaneId{}
                                                                                                      : thread->id;
    const auto known = m_occupants.find(thread->id);
    if (known != m_occupants.end())
        return known->second == coroutine.id ? LaneId{} : known->second;
    LaneId occupant = thread->id;
    for (const LaneId id : thread->children) {
        const std::optional<Interval> what = intervalOf(*m_model.lane(id));
        if (what && what->state != State::Suspended && what->state != State::Created && what->state != State::Ready) {
            occupant = id;
            break;
        }
    }
    m_occupants.emplace(thread->id, occupant);
    return occupant == coroutine.id ? LaneId{} : occupant;
}

std::optional<LaneWait> WaitRelation::ioWait(const Lane& lane, const Interval& now) const {
    // Of one that is over the trace does not tell what ended it.
    if (!m_present && lane.after(now))
        return std::nullopt;
    LaneWait wait;
    wait.lane = lane.id;
    wait.object = now.object;
    wait.since = now.begin;
    wait.event = now.event;
    wait.site = m_model.siteOf(now.event);
    if (!now.object && m_model.lane(lane.current)) {
        wait.need = Need::Coroutine;
        wait.each = true;
        return wait;
    }
    const model::IoWaits depends = model::ioWaitsFor(m_model, now.event);
    if (depends == model::IoWaits::Outside)
        return std::nullopt;
    wait.need = needOf(static_cast<trace::IoCall>(m_model.event(now.event).b >> trace::IoCallShift), m_model.object(now.object));
    wait.served = depends == model::IoWaits::Served;
    return wait;
}

std::optional<LaneWait> WaitRelation::plain(LaneId id) const {
    const Lane* lane = m_model.lane(id);
    const std::optional<Interval> now = lane ? intervalOf(*lane) : std::nullopt;
    if (now && now->state == State::IoWait)
        return ioWait(*lane, *now);
    if (!now || (!isWaiting(now->state) && !(now->state == State::Ready && lane->loop)))
        return std::nullopt;
    LaneWait wait;
    wait.lane = id;
    wait.object = now->object;
    wait.since = now->begin;
    wait.event = now->event;
    wait.site = m_model.siteOf(now->event);
    wait.timed = now->timed;
    if (now->state == State::Ready) {
        if (!addTurn(wait, *lane))
            return std::nullopt;
        return wait;
    }
    if (!now->object && lane->kind == LaneKind::Thread) {
        wait.need = Need::Coroutine;
        wait.each = true;
        return wait;
    }
    if (m_present) {
        const std::optional<model::CurrentWait> current = model::currentWait(m_model, *lane);
        wait.event = current->event;
        wait.timed = current->timed;
        wait.served = lane->releasingForWait || model::available(m_model, *lane, *current);
    } else {
        wait.event = model::waitEventOf(m_model, *lane, *now);
    }
    wait.site = m_model.siteOf(wait.event);
    const EventKind kind = wait.event < m_model.log().size() ? m_model.log()[wait.event].kind : EventKind::None;
    const Lane* awaited = m_model.lane(laneOf(now->object));
    if (const Object* object = m_model.object(now->object)) {
        wait.need = needOf(*object, kind);
        wait.each = (wait.need == Need::Release && !leftToOthers(*object)) || (wait.need == Need::Permit && isLockOfEnded(m_model, *object));
        wait.several = m_present ? lane->waitsForSeveral : !model::alternativesOf(m_model, *lane, wait.event).empty();
    } else if (awaited && kind != EventKind::Resume) {
        wait.need = neverStarted(*awaited) ? Need::Start : Need::End;
        wait.each = wait.need == Need::End;
        if (awaited->kind != LaneKind::Process && !m_present)
            wait.served = !awaited->at(m_at);
    } else {
        wait.need = Need::Resumption;
    }
    if (m_present && lane->loop && (wait.timed || wait.served))
        addTurn(wait, *lane);
    else if (lane->loop && now->state == State::Suspended)
        wait.turn = occupantOf(*lane);
    else if (wait.need == Need::Resumption && lane->kind == LaneKind::Coroutine) {
        // Without a loop one is resumed by whatever runs on its thread, and nothing does as long as another coroutine has that.
        const Lane* other = m_model.lane(occupantOf(*lane));
        if (other && other->kind == LaneKind::Coroutine)
            needTurn(wait, other->id);
    }
    return wait;
}

std::optional<std::uint64_t> WaitRelation::groupOf(const LaneWait& wait) const {
    if (wait.several)
        return std::nullopt;
    const Object* object = m_model.object(wait.object);
    const Lane* joined = object || wait.need != Need::End ? nullptr : m_model.lane(laneOf(wait.object));
    if (object ? wait.each && object->owners.size() <= 1 : !joined || joined->kind != LaneKind::Process)
        return std::nullopt;
    return thingOf(wait);
}

std::optional<std::uint64_t> WaitRelation::thingOf(const LaneWait& wait) const {
    if (!wait.object || wait.several)
        return std::nullopt;
    // Who wants to read waits for others than who wants to write.
    const bool reads = wait.need == Need::Release && m_model.event(wait.event).b == static_cast<std::uint32_t>(trace::Mode::Shared);
    return std::uint64_t{wait.object.value} << 32 | (static_cast<std::uint32_t>(wait.need) * 2 + (reads ? 1 : 0));
}

std::vector<LaneWait> WaitRelation::partsOf(const LaneWait& wait) const {
    std::vector<LaneWait> parts(1, wait);
    parts.front().several = false;
    parts.front().givers.clear();
    if (!wait.several)
        return parts;
    for (const model::OpenWait& other : model::alternativesOf(m_model, *m_model.lane(wait.lane), wait.event)) {
        const Object* object = m_model.object(other.object);
        if (!object)
            continue;
        parts.push_back(parts.front());
        parts.back().object = object->id;
        parts.back().need = needOf(*object, model::waitKindOf(m_model, other));
    }
    return parts;
}

void WaitRelation::fill(LaneWait& wait) const {
    const Lane* lane = m_model.lane(wait.lane);
    const Object* object = m_model.object(wait.object);
    switch (wait.need) {
    case Need::Turn:
        return;
    case Need::Coroutine:
        for (const LaneId child : lane->children) {
            const std::optional<Interval> what = m_present && child != lane->current ? std::nullopt : intervalOf(*m_model.lane(child));
            if (what && (isWaiting(what->state) || what->state == State::IoWait) && what->state != State::Suspended)
                wait.givers.push_back({child, Tie::Thread, what->event});
        }
        return;
    case Need::Release:
        if (object->ownable())
            addOwners(wait, *object);
        wait.served = wait.served || wait.givers.empty();
        break;
    case Need::End:
    case Need::Start:
        if (!wait.served)
            addAwaited(wait, *m_model.lane(laneOf(wait.object)));
        break;
    default:
        if (!m_present && addActual(wait, *lane))
            break;
        if (!wait.several) {
            if (object)
                addGivers(wait, *object);
            break;
        }
        for (LaneWait& part : partsOf(wait)) {
            if (const Object* one = m_model.object(part.object))
                addGivers(part, *one);
            wait.givers.insert(wait.givers.end(), part.givers.begin(), part.givers.end());
        }
    }
    if (!m_present && lane->loop && (wait.timed || wait.served))
        addTurn(wait, *lane);
}

std::optional<LaneWait> WaitRelation::of(LaneId lane) const {
    std::optional<LaneWait> wait = plain(lane);
    if (wait)
        fill(*wait);
    return wait;
}

} // namespace braid::analysis
