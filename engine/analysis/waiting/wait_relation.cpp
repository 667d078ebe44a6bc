#include "engine/analysis/waiting/wait_relation.h"

#include "engine/analysis/waiting/stuck.h"
#include "engine/model/query/cause.h"
#include "engine/model/query/current_wait.h"

#include <algorithm>

namespace braid::analysis {

using model::EventIndex;
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

/// Events of an object that are looked through for those who have given before.
constexpr int MostEventsLookedAt = 4096;

constexpr auto SharedMode = static_cast<std::uint32_t>(trace::Mode::Shared);

bool waits(State state) { return state == State::Blocked || state == State::Waiting || state == State::Suspended; }

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
        break;
    }
    switch (object.kind) {
    case ObjectKind::Event:
        return Need::Set;
    case ObjectKind::ConditionVariable:
        return Need::Notification;
    case ObjectKind::Barrier:
        return Need::Arrival;
    case ObjectKind::Latch:
        return Need::CountDown;
    default:
        return Need::Other;
    }
}

/// The operation that gives what is needed.
EventKind givenBy(Need need) {
    switch (need) {
    case Need::Item:
        return EventKind::Put;
    case Need::Room:
    case Need::Receiver:
        return EventKind::Get;
    case Need::TasksDone:
        return EventKind::TaskDone;
    case Need::Notification:
    case Need::Set:
    case Need::CountDown:
        return EventKind::Signal;
    case Need::Arrival:
        return EventKind::WaitBegin;
    default:
        return EventKind::None;
    }
}

LaneId processOf(const Model& model, LaneId id) {
    const Lane* lane = model.lane(id);
    while (lane && lane->kind != LaneKind::Process && lane->parent)
        lane = model.lane(lane->parent);
    return lane && lane->kind == LaneKind::Process ? lane->id : LaneId{};
}

/// When a process closed its end of a pipe.
using Closings = std::vector<std::pair<LaneId, Nanos>>;

/// Whether `process` has its end of a pipe made in `home` at `at`: both belong to the process that made the pipe, a child has what
/// its parent had when it was started, and each closes its own.
bool hasEnd(const Model& model, LaneId home, const Closings& closings, const Lane& process, Nanos at) {
    for (const auto& [closer, time] : closings)
        if (closer == process.id && time <= at)
            return false;
    if (process.id == home)
        return true;
    const Lane* parent = model.lane(process.parent);
    if (!parent || process.startEvent == NoEvent)
        return false;
    return hasEnd(model, home, closings, *parent, std::min(at, model.log()[process.startEvent].time));
}

bool among(const std::vector<Giver>& givers, LaneId lane) {
    return std::any_of(givers.begin(), givers.end(), [lane](const Giver& giver) { return giver.lane == lane; });
}

} // namespace

const char* needName(Need need) {
    constexpr const char* Names[] = {"release", "permit", "item", "room", "receiver", "tasks_done", "notification", "set", "arrival",
                                     "count_down", "end", "start", "resumption", "turn", "coroutine", "other"};
    return Names[static_cast<std::size_t>(need)];
}

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

template <class Take>
void WaitRelation::forHolders(const Object& object, const Take& take) const {
    if (m_present) {
        for (const model::Holding& holding : object.owners)
            take(holding);
    } else {
        for (const model::Holding& holding : object.heldAt(m_at))
            take(holding);
    }
}

/// Any lane may release it, and one that holds it never will.
bool WaitRelation::leftToOthers(const Object& object) const {
    bool gone = false;
    if (object.kind == ObjectKind::Mutex && object.initial == trace::AnyLaneReleases)
        forHolders(object, [&](const model::Holding& holding) {
            const Lane* lane = m_model.lane(holding.lane);
            gone = gone || !lane || (m_present ? !lane->unfinished() : lane->ended <= m_at);
        });
    return gone;
}

void WaitRelation::addOwners(LaneWait& wait, const Object& object) const {
    const LaneId process = object.copyOf ? processOf(m_model, wait.lane) : LaneId{};
    const auto add = [&](const model::Holding& owner) {
        if (wait.givers.size() < MostOwners)
            wait.givers.push_back({owner.lane, object.copyOf && processOf(m_model, owner.lane) != process ? Tie::ParentsOwner : Tie::Owner, owner.acquired});
    };
    forHolders(object, add);
    const bool reads = object.kind == ObjectKind::SharedMutex && m_model.event(wait.event).b == SharedMode;
    if (wait.givers.empty() || !reads || m_model.event(wait.givers.front().event).b != SharedMode)
        return;
    // Others read: a reader has to wait only where a writer waits and goes first.
    wait.givers.clear();
    if (!model::prefersWriters(object))
        return;
    const auto writes = [&](LaneId lane, EventIndex event) {
        if (lane != wait.lane && event < m_model.log().size() && m_model.event(event).b != SharedMode &&
            m_model.log()[event].kind == EventKind::AcquireWait)
            wait.givers.push_back({lane, Tie::Writer, event});
        return !wait.givers.empty(); // the first one will do: it lets nobody pass
    };
    if (m_present) {
        for (const model::Waiter& waiter : object.waiters)
            if (writes(waiter.lane, waiter.event))
                return;
    } else {
        for (const LaneId user : object.users)
            if (const std::optional<Interval> now = m_model.lane(user)->at(m_at))
                if (now->object == object.id && now->state == State::Blocked && writes(user, now->event))
                    return;
    }
}

/// Who has the other end: threads of other processes, or, where only the waiter's own one has it, of that.
void WaitRelation::addEnds(LaneWait& wait, const Object& pipe) const {
    const std::uint32_t end = wait.need == Need::Item ? trace::PipeWriting : trace::PipeReading;
    const LaneId own = processOf(m_model, wait.lane), home = processOf(m_model, pipe.creator);
    Closings closings;
    for (const EventIndex event : pipe.events())
        if (const model::LogEntry& entry = m_model.log()[event]; entry.kind == EventKind::EndClosed && m_model.event(event).b == end)
            closings.emplace_back(processOf(m_model, LaneId{entry.lane}), entry.time);
    std::vector<LaneId> theirs, ours;
    for (const LaneId id : m_model.lanes()) {
        const Lane* process = m_model.lane(id);
        if (process->kind != LaneKind::Process || !(m_present ? process->unfinished() : process->ended > m_at) || process->created > m_at ||
            !hasEnd(m_model, home, closings, *process, m_at))
            continue;
        for (const LaneId child : process->children)
            if (const Lane* thread = m_model.lane(child); thread->kind == LaneKind::Thread && intervalOf(*thread))
                (id == own ? ours : theirs).push_back(child);
    }
    for (const LaneId thread : theirs.empty() ? ours : theirs)
        if (wait.givers.size() < MostGivers && !(theirs.empty() && ours.size() > 1 && thread == wait.lane))
            wait.givers.push_back({thread, theirs.empty() && ours.size() > 1 ? Tie::User : Tie::OtherEnd, NoEvent});
}

/// Who works on the task of which the event is the result, or who has to be free before it is begun.
bool WaitRelation::addWorkers(LaneWait& wait, const Object& result) const {
    const Object* pool = m_model.object(result.resultOf);
    if (!pool)
        return false;
    std::vector<Giver> busy;
    for (const LaneId user : pool->users) {
        const Lane& lane = *m_model.lane(user);
        for (const model::Task& task : lane.tasks().reversed()) {
            if (task.object != pool->id || task.begin > m_at || task.end <= m_at)
                continue;
            if (m_model.event(task.event).a == result.task) {
                wait.each = true;
                wait.givers.assign(1, {user, Tie::Worker, task.event});
                return true;
            }
            busy.push_back({user, Tie::Queued, task.event});
            break;
        }
    }
    if (busy.size() < static_cast<std::size_t>(std::max<std::int64_t>(pool->initial, 1)))
        return false;
    busy.resize(std::min(busy.size(), MostGivers));
    wait.givers = std::move(busy);
    return true;
}

void WaitRelation::addGivers(LaneWait& wait, const Object& object) const {
    if (object.kind == ObjectKind::Pipe && processOf(m_model, object.creator)) {
        addEnds(wait, object);
        return;
    }
    if (wait.need == Need::Set && object.resultOf && addWorkers(wait, object))
        return;
    if (wait.need == Need::Permit) {
        const auto add = [&](const model::Holding& taker) {
            if (wait.givers.size() < MostGivers && !among(wait.givers, taker.lane))
                wait.givers.push_back({taker.lane, Tie::Taker, taker.acquired});
        };
        forHolders(object, add);
        return;
    }
    if (object.kind == ObjectKind::Loop) {
        // A thread that waits in its loop goes on with one of those to whom it gives turns.
        for (const LaneId child : m_model.lane(wait.lane)->children) {
            const Lane* coroutine = m_model.lane(child);
            if (coroutine->loop == object.id && intervalOf(*coroutine) && wait.givers.size() < MostGivers)
                wait.givers.push_back({child, Tie::User, NoEvent});
        }
        return;
    }
    const EventKind giving = givenBy(wait.need);
    if (giving == EventKind::None)
        return;
    const auto& log = m_model.log();
    int looked = 0;
    std::vector<Giver> dropped; // they do not come to the barrier again
    for (const EventIndex event : (m_present ? object.events() : m_model.eventsUpTo(object.events(), m_at)).reversed()) {
        if (++looked > MostEventsLookedAt || wait.givers.size() >= MostGivers)
            break;
        const model::LogEntry& entry = log[event];
        const LaneId lane{entry.lane};
        if (entry.kind == EventKind::BarrierDropped)
            dropped.push_back({lane, Tie::Gave, event});
        if (entry.kind != giving || !m_model.lane(lane) || among(wait.givers, lane) || among(dropped, lane))
            continue;
        // Who came to the barrier before may come again, unless it is there already.
        if (wait.need == Need::Arrival) {
            const std::optional<Interval> now = intervalOf(*m_model.lane(lane));
            if (now && waits(now->state) && now->object == object.id)
                continue;
        }
        wait.givers.push_back({lane, Tie::Gave, event});
    }
}

void WaitRelation::addAwaited(LaneWait& wait, const Lane& awaited) const {
    if (awaited.kind != LaneKind::Process) {
        wait.givers.push_back({awaited.id, Tie::Awaited, NoEvent});
        return;
    }
    std::vector<LaneId> threads;
    threadsOf(m_model, awaited, threads);
    for (const LaneId thread : threads)
        if (wait.givers.size() < MostOwners)
            wait.givers.push_back({thread, Tie::Awaited, NoEvent});
    wait.served = wait.givers.empty();
}

bool WaitRelation::addActual(LaneWait& wait, const Lane& lane) const {
    // A coroutine whose wait is over is still suspended until its turn comes: the end of the wait is what counts.
    const auto& log = m_model.log();
    const std::optional<Interval> now = lane.at(m_at);
    const std::optional<Interval> next = now ? lane.after(*now) : std::nullopt;
    const EventIndex end = next ? next->event : NoEvent;
    if (end == NoEvent || end >= log.size())
        return false;
    const EventIndex cause = model::causeOf(m_model, *now, end);
    if (cause == NoEvent || !log[cause].lane || LaneId{log[cause].lane} == wait.lane)
        return false;
    wait.givers.assign(1, {LaneId{log[cause].lane}, Tie::Gives, cause});
    wait.served = log[cause].time <= m_at;
    return true;
}

/// Of a coroutine that needs nothing but its turn, true where another one has its thread.
bool WaitRelation::addTurn(LaneWait& wait, const Lane& lane) const {
    const LaneId occupant = occupantOf(lane);
    if (!occupant)
        return false;
    wait.need = Need::Turn;
    wait.each = true;
    wait.timed = wait.served = false;
    wait.givers.assign(1, {occupant, Tie::Thread, NoEvent});
    const Lane* other = m_model.lane(occupant);
    if (const std::optional<Interval> now = other ? intervalOf(*other) : std::nullopt)
        wait.givers.front().event = now->event;
    return true;
}

std::optional<LaneWait> WaitRelation::plain(LaneId id) const {
    const Lane* lane = m_model.lane(id);
    const std::optional<Interval> now = lane ? intervalOf(*lane) : std::nullopt;
    if (!now || (!waits(now->state) && !(now->state == State::Ready && lane->loop)))
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
        wait.each = wait.need == Need::Release && !leftToOthers(*object);
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
    return wait;
}

std::optional<std::uint64_t> WaitRelation::groupOf(const LaneWait& wait) const {
    if (wait.several)
        return std::nullopt;
    const Object* object = m_model.object(wait.object);
    const Lane* joined = object || wait.need != Need::End ? nullptr : m_model.lane(laneOf(wait.object));
    if (object ? wait.each && object->owners.size() <= 1 : !joined || joined->kind != LaneKind::Process)
        return std::nullopt;
    // Who wants to read waits for others than who wants to write.
    const bool reads = wait.need == Need::Release && m_model.event(wait.event).b == SharedMode;
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
            if (what && waits(what->state) && what->state != State::Suspended)
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
