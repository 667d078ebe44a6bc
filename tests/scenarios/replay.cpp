#include "tests/scenarios/replay.h"

#include <algorithm>
#include <utility>

namespace braid::tests {

using model::Nanos;
using model::State;
using trace::EventKind;
using trace::LaneKind;
using trace::ObjectKind;

bool Replay::Object::exclusive() const {
    return kind == ObjectKind::Mutex || kind == ObjectKind::TimedMutex || kind == ObjectKind::RecursiveMutex ||
           kind == ObjectKind::Once || kind == ObjectKind::InterpreterLock;
}

bool Replay::Object::semaphore() const {
    return kind == ObjectKind::Semaphore || kind == ObjectKind::BoundedSemaphore;
}

Replay::Lane* Replay::lane(LaneId id) {
    const auto found = lanes.find(id);
    return found == lanes.end() ? nullptr : &found->second;
}

void Replay::set(LaneId id, State state, ObjectId object, Nanos time) {
    Lane* known = lane(id);
    if (!known || known->ended || known->kind == LaneKind::Process)
        return;
    known->held.reset();
    known->state = state;
    known->object = object;
    known->since = time;
    // A thread does what its coroutine does; it has itself back when that one is suspended.
    if (known->kind != LaneKind::Coroutine)
        return;
    if (Lane* thread = lane(known->carrier); thread && thread->runs == id && !thread->ended) {
        thread->state = state == State::Suspended ? State::Running : state;
        thread->object = {};
        thread->since = time;
    }
}

void Replay::begin(const trace::Event& event, State state) {
    Lane* who = lane(event.lane);
    if (!who || who->ended)
        return;
    who->waits = true;
    who->waitsFor = event.object;
    who->orFor.clear();
    // One that has suspended itself for it stays so.
    const bool suspended = who->kind == LaneKind::Coroutine && who->state == State::Suspended;
    set(event.lane, suspended ? State::Suspended : state, event.object, event.time.count());
}

void Replay::end(const trace::Event& event) {
    Lane* who = lane(event.lane);
    if (!who || !who->waits ||
        (who->waitsFor != event.object && std::find(who->orFor.begin(), who->orFor.end(), event.object) == who->orFor.end()))
        return;
    who->waits = false;
    who->orFor.clear();
    if (who->state != State::Suspended) // that one still needs its turn
        set(event.lane, State::Running, {}, event.time.count());
}

void Replay::finish(LaneId id) {
    Lane* known = lane(id);
    if (!known || known->ended)
        return;
    known->ended = true;
    known->waits = false;
    known->tasks.clear();
    if (Lane* thread = lane(known->carrier); thread && thread->runs == id)
        thread->runs = {};
}

void Replay::resume(const trace::Event& event) {
    const LaneId next = laneOf(event.object);
    Lane* coming = lane(next);
    if (!coming || coming->ended || coming->kind == LaneKind::Process || !lane(event.lane))
        return;
    LaneId threadId = event.lane;
    if (const Lane* writer = lane(threadId); writer->kind == LaneKind::Coroutine)
        threadId = writer->carrier ? writer->carrier : writer->parent;
    Lane* thread = lane(threadId);
    if (!thread || thread->kind != LaneKind::Thread)
        return;
    const bool coroutine = coming->kind == LaneKind::Coroutine;
    if (const LaneId former = std::exchange(thread->runs, {}); former && former != next) {
        lane(former)->limit = 0;
        const bool givesItsTurn = lane(former)->inLoop && !coroutine;
        set(former, givesItsTurn ? State::Ready : State::Suspended, coroutine ? event.object : ObjectId{}, event.time.count());
    }
    if (coroutine) {
        if (Lane* other = lane(coming->carrier); other && other->runs == next)
            other->runs = {};
        coming->carrier = threadId;
        coming->begun = true;
        thread->runs = next;
    }
    set(next, State::Running, {}, event.time.count());
}

void Replay::take(const trace::Event& event, Object& object) {
    const bool shared = object.kind == ObjectKind::SharedMutex && event.b == static_cast<std::uint32_t>(trace::Mode::Shared);
    if (object.semaphore())
        --object.permits;
    if (object.exclusive()) {
        object.recursion = std::max<std::int64_t>(static_cast<std::int64_t>(event.a), 1);
        if (object.owners == std::vector{event.lane})
            return;
    }
    if (!object.semaphore())
        for (std::size_t i = object.owners.size(); i-- > 0;)
            if (!shared || !object.shared[i]) { // its owner died with it
                object.owners.erase(object.owners.begin() + static_cast<std::ptrdiff_t>(i));
                object.shared.erase(object.shared.begin() + static_cast<std::ptrdiff_t>(i));
            }
    object.owners.push_back(event.lane);
    object.shared.push_back(shared);
}

void Replay::give(const trace::Event& event, Object& object) {
    const auto drop = [&object](std::size_t i) {
        object.owners.erase(object.owners.begin() + static_cast<std::ptrdiff_t>(i));
        object.shared.erase(object.shared.begin() + static_cast<std::ptrdiff_t>(i));
    };
    const auto own = [&] {
        return static_cast<std::size_t>(std::find(object.owners.begin(), object.owners.end(), event.lane) - object.owners.begin());
    };
    if (object.semaphore()) {
        const auto given = std::max<std::uint64_t>(event.a, 1);
        object.permits += static_cast<std::int64_t>(given);
        for (std::uint64_t i = 0; i < given && !object.owners.empty(); ++i)
            drop(own() == object.owners.size() ? 0 : own());
        return;
    }
    if (event.b == static_cast<std::uint32_t>(trace::Mode::OfHolder) && object.exclusive() && !object.owners.empty()) {
        drop(0);
        return;
    }
    if (own() == object.owners.size())
        return;
    if (object.exclusive() && event.a > 0) {
        object.recursion = static_cast<std::int64_t>(event.a);
        return;
    }
    object.recursion = 0;
    drop(own());
}

void Replay::beginRound(Object& object) {
    object.count = 0;
    object.expected = object.remaining;
}

void Replay::arrive(Object& object) {
    if (++object.count < object.expected || object.expected <= 0)
        return;
    ++object.generation;
    beginRound(object);
}

void Replay::applyQueue(const trace::Event& event, Object& object) {
    if (event.kind == EventKind::TaskDone) {
        object.unfinished = static_cast<std::int64_t>(event.a);
        return;
    }
    if (object.kind == ObjectKind::Pipe) { // a stream: bytes, not items
        (event.kind == EventKind::Put ? object.bytesPut : object.bytesGot) =
            std::max(event.kind == EventKind::Put ? object.bytesPut : object.bytesGot, event.a);
        if (event.kind == EventKind::Put)
            object.items.push_back({event.a, std::string(event.text), event.b});
        return;
    }
    if (event.kind == EventKind::Put) {
        if (object.gotBefore.erase(event.a) == 0)
            object.items.push_back({event.a, std::string(event.text), event.b});
        ++object.unfinished;
        return;
    }
    const auto item = std::find_if(object.items.begin(), object.items.end(), [&](const Item& i) { return i.number == event.a; });
    if (item != object.items.end())
        object.items.erase(item);
    else if (object.kind == ObjectKind::Channel)
        object.gotBefore.insert(event.a);
}

void Replay::passTo(Nanos time) {
    while (!m_limits.empty() && m_limits.begin()->first <= time) {
        const auto [at, id] = *m_limits.begin();
        m_limits.erase(m_limits.begin());
        if (Lane* late = lane(id); late && late->state == State::Suspended && late->limit == at)
            set(id, State::Ready, {}, at);
    }
}

void Replay::apply(const trace::Event& event) {
    const Nanos time = event.time.count();
    passTo(time);
    Lane* who = lane(event.lane);
    const auto target = objects.find(event.object);
    Object* object = target == objects.end() ? nullptr : &target->second;
    switch (event.kind) {
    case EventKind::DefineLane: {
        if (lane(laneOf(event.object)))
            break;
        Lane& fresh = lanes[laneOf(event.object)];
        fresh.kind = static_cast<LaneKind>(static_cast<std::uint8_t>(event.a));
        fresh.since = time;
        if (Lane* parent = lane(LaneId{event.b}); parent && parent != &fresh) {
            fresh.parent = LaneId{event.b};
            parent->children.push_back(laneOf(event.object));
        }
        break;
    }
    case EventKind::DefineObject: {
        if (object)
            break;
        Object& fresh = objects[event.object];
        fresh.kind = static_cast<ObjectKind>(event.b);
        fresh.initial = static_cast<std::int64_t>(event.a);
        if (fresh.semaphore())
            fresh.permits = fresh.initial;
        fresh.expected = fresh.remaining = fresh.initial;
        if (fresh.kind == ObjectKind::Latch)
            fresh.count = fresh.initial;
        if (fresh.kind == ObjectKind::Event)
            fresh.count = fresh.initial != 0;
        break;
    }
    case EventKind::LaneStart:
        if (Lane* child = lane(laneOf(event.object)); child && !child->started && !child->ended) {
            child->started = true;
            child->inLoop = child->kind == LaneKind::Coroutine && event.b != 0;
            // A coroutine without a loop is not ready before another one goes over to it.
            if (!child->begun && (child->kind != LaneKind::Coroutine || event.b != 0))
                set(laneOf(event.object), State::Ready, {}, time);
        }
        break;
    case EventKind::LaneBegin:
        if (Lane* itself = lane(laneOf(event.object)); itself && !itself->begun) {
            itself->begun = true;
            set(laneOf(event.object), State::Running, {}, time);
        }
        break;
    case EventKind::LaneEnd:
    case EventKind::LaneKilled: {
        const LaneId first = lane(laneOf(event.object)) ? laneOf(event.object) : event.lane;
        std::vector<LaneId> ending{first};
        if (!lane(first) || lane(first)->ended)
            break;
        while (!ending.empty()) { // a process takes its threads along, and their coroutines
            const LaneId id = ending.back();
            ending.pop_back();
            finish(id);
            if (id == first && lane(id)->kind != LaneKind::Process)
                continue;
            for (const LaneId child : lane(id)->children)
                if (!lane(child)->ended && lane(child)->kind != LaneKind::Process)
                    ending.push_back(child);
        }
        break;
    }
    case EventKind::JoinBegin:
        if (lane(laneOf(event.object)))
            begin(event, State::Waiting);
        break;
    case EventKind::AcquireWait:
        if (object)
            begin(event, State::Blocked);
        break;
    case EventKind::WaitBegin:
        if (!object)
            break;
        begin(event, State::Waiting);
        if (object->kind == ObjectKind::Barrier)
            arrive(*object);
        break;
    case EventKind::PutWait:
    case EventKind::GetWait:
    case EventKind::DrainWait:
        if (object)
            begin(event, State::Waiting);
        break;
    case EventKind::JoinEnd:
    case EventKind::AcquireFailed:
    case EventKind::WaitEnd:
    case EventKind::PutFailed:
    case EventKind::GetFailed:
    case EventKind::DrainEnd:
        end(event);
        break;
    case EventKind::Acquired:
        if (object && who) {
            end(event);
            take(event, *object);
        }
        break;
    case EventKind::Released:
        if (object && who)
            give(event, *object);
        break;
    case EventKind::Put:
    case EventKind::Get:
        if (object && who) {
            end(event);
            applyQueue(event, *object);
        }
        break;
    case EventKind::AlsoWaits:
        if (object && who && who->waits)
            who->orFor.push_back(event.object);
        break;
    case EventKind::TaskDone:
        if (object && who)
            applyQueue(event, *object);
        break;
    case EventKind::Signal:
        if (!object || !who)
            break;
        if (object->kind == ObjectKind::Event)
            object->count = 1;
        else if (object->kind == ObjectKind::Latch)
            object->count = std::max<std::int64_t>(0, object->count - std::max<std::int64_t>(1, static_cast<std::int64_t>(event.a)));
        else if (object->kind == ObjectKind::Barrier)
            arrive(*object);
        break;
    case EventKind::BarrierDropped:
        if (object && who) {
            --object->remaining;
            arrive(*object);
        }
        break;
    case EventKind::BarrierBroken:
        if (object && who)
            beginRound(*object);
        break;
    case EventKind::Clear:
        if (object && who && (object->kind == ObjectKind::Event || object->kind == ObjectKind::Barrier))
            object->count = 0;
        else if (object && who && object->kind == ObjectKind::Barrier)
            beginRound(*object);
        break;
    case EventKind::Read:
    case EventKind::Write:
    case EventKind::Modify:
        if (object && who)
            object->value = std::to_string(event.a) + " " + std::string(event.text);
        break;
    case EventKind::SleepBegin:
        set(event.lane, State::Sleeping, {}, time);
        break;
    case EventKind::SleepEnd:
        set(event.lane, State::Running, {}, time);
        break;
    case EventKind::IoBegin:
        set(event.lane, (event.b & trace::IoPhaseMask) == trace::IoWaiting ? State::IoWait : State::IoCopy, event.object, time);
        break;
    case EventKind::IoEnd: {
        if (who && (who->state == State::IoWait || who->state == State::IoCopy))
            set(event.lane, State::Running, {}, time);
        if (!object || !who)
            break;
        const auto call = static_cast<trace::IoCall>(event.b >> trace::IoCallShift);
        if (static_cast<std::int64_t>(event.a) < 0)
            ++object->failed;
        else if (call == trace::IoCall::Receive)
            object->received += event.a;
        else if (call == trace::IoCall::Send)
            object->sent += event.a;
        break;
    }
    case EventKind::HoldBegin:
        if (who && !who->ended && !who->held) {
            const auto before = std::pair(who->state, who->object);
            set(event.lane, State::Ready, {}, time);
            who->held = before;
        }
        break;
    case EventKind::HoldEnd:
        if (who && who->held) {
            const auto before = *who->held;
            set(event.lane, before.first, before.second, time);
        }
        break;
    case EventKind::Suspend:
        if (who && who->kind == LaneKind::Coroutine) {
            const ObjectId what = event.object || !who->waits ? event.object : who->waitsFor;
            set(event.lane, State::Suspended, what, time);
            who->limit = event.a > 0 ? time + static_cast<Nanos>(event.a) : 0;
            if (event.a > 0)
                m_limits.emplace(who->limit, event.lane);
            if (Lane* thread = lane(who->carrier); thread && thread->runs == event.lane)
                thread->runs = {};
        }
        break;
    case EventKind::MadeReady:
        if (Lane* woken = lane(laneOf(event.object)); woken && woken->kind == LaneKind::Coroutine && woken->state == State::Suspended)
            set(laneOf(event.object), State::Ready, {}, time);
        break;
    case EventKind::Resume:
        resume(event);
        break;
    case EventKind::TaskBegin:
        if (who && !who->ended)
            who->tasks.emplace_back(event.object, event.a);
        break;
    case EventKind::TaskEnd:
        if (who && !who->tasks.empty())
            who->tasks.pop_back();
        break;
    case EventKind::Watch:
        if (object)
            object->watched.try_emplace(event.a, 0);
        break;
    case EventKind::Unwatch:
        if (object)
            object->watched.erase(event.a);
        break;
    case EventKind::FdReady:
        if (object)
            if (const auto fd = object->watched.find(event.a); fd != object->watched.end())
                ++fd->second;
        break;
    default:
        break;
    }
}

} // namespace braid::tests
