#include "engine/analysis/waiting/wait_relation.h"

#include "engine/analysis/waiting/stuck.h"
#include "engine/model/query/cause.h"
#include "engine/model/query/connections.h"
#include "engine/model/query/current_wait.h"

#include <algorithm>
#include <map>

// Who could end a wait.
namespace braid::analysis {

using model::EventIndex;
using model::Interval;
using model::Lane;
using model::Model;
using model::Nanos;
using model::NoEvent;
using model::Object;
using model::processOf;
using model::State;
using trace::EventKind;
using trace::LaneKind;
using trace::ObjectKind;

namespace {

/// Events of an object that are looked through for those who have given before.
constexpr int MostEventsLookedAt = 4096;

constexpr auto ReadingMode = static_cast<std::uint32_t>(trace::Mode::Shared);

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
    case Need::Change: // and by a new value
        return EventKind::Signal;
    case Need::Arrival:
        return EventKind::WaitBegin;
    default:
        return EventKind::None;
    }
}

bool among(const std::vector<Giver>& givers, LaneId lane) {
    return std::any_of(givers.begin(), givers.end(), [lane](const Giver& giver) { return giver.lane == lane; });
}

/// A semaphore that its waiter has made, at once taken the only permit of, and then given another one back in order to wait for the next
/// permit: a condition variable of a language (Python's threading.Condition), whose notification another thread gives.
bool isForWaiting(const Model& model, const Object& semaphore, const model::Holding& taken, const LaneWait& wait) {
    constexpr Nanos AtOnce = 1'000'000;
    const auto& log = model.log();
    if (semaphore.address == 0 || semaphore.initial != 1 || semaphore.acquisitions != 1 || semaphore.creator != taken.lane ||
        taken.acquired >= log.size() || log[taken.acquired].time - semaphore.created > AtOnce)
        return false;
    int looked = 0;
    for (EventIndex i = taken.acquired + 1; i < wait.event && i < log.size() && ++looked <= MostEventsLookedAt; ++i) {
        const Object* other = log[i].lane == wait.lane.value && log[i].kind == EventKind::Released ? model.object(ObjectId{log[i].object}) : nullptr;
        if (other && other->semaphore())
            return true;
    }
    return false;
}

/// The lane only takes permits that others give as messages, and has never given one back: it is not the one to give the next. `surplus`:
/// permits that were given by those who had taken none; `held`: those that are out now, of which `own` are the lane's.
bool onlyConsumes(const Object& semaphore, LaneId lane, bool waitsItself, std::size_t own, std::size_t held, std::int64_t surplus) {
    if (surplus < static_cast<std::int64_t>(held) || (own < 2 && !waitsItself))
        return false;
    return !semaphore.permitGivers || !semaphore.permitGivers->contains(lane);
}

} // namespace

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
    const bool reads = object.kind == ObjectKind::SharedMutex && m_model.event(wait.event).b == ReadingMode;
    if (wait.givers.empty() || !reads || m_model.event(wait.givers.front().event).b != ReadingMode)
        return;
    // Others read: a reader has to wait only where a writer waits and goes first.
    wait.givers.clear();
    if (!model::prefersWriters(object))
        return;
    const auto writes = [&](LaneId lane, EventIndex event) {
        if (lane != wait.lane && event < m_model.log().size() && m_model.event(event).b != ReadingMode &&
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

std::vector<LaneId> WaitRelation::threadsIn(LaneId process) const {
    std::vector<LaneId> threads;
    for (const LaneId child : m_model.lane(process)->children)
        if (const Lane* thread = m_model.lane(child); thread->kind == LaneKind::Thread && intervalOf(*thread))
            threads.push_back(child);
    return threads;
}

/// Who has the other end: threads of other processes, or, where only the waiter's own one has it, of that.
void WaitRelation::addEnds(LaneWait& wait, const Object& pipe) const {
    const std::uint32_t end = wait.need == Need::Item ? trace::PipeWriting : trace::PipeReading;
    const LaneId own = processOf(m_model, wait.lane), home = processOf(m_model, pipe.creator);
    model::Closings closings;
    for (const EventIndex event : pipe.events())
        if (const model::LogEntry& entry = m_model.log()[event]; entry.kind == EventKind::EndClosed && m_model.event(event).b == end)
            closings.emplace_back(processOf(m_model, LaneId{entry.lane}), entry.time);
    std::vector<LaneId> theirs, ours;
    for (const LaneId process : model::holdersOf(m_model, home, 0, closings, m_at)) {
        const std::vector<LaneId> threads = threadsIn(process);
        (process == own ? ours : theirs).insert((process == own ? ours : theirs).end(), threads.begin(), threads.end());
    }
    for (const LaneId thread : theirs.empty() ? ours : theirs)
        if (wait.givers.size() < MostGivers && !(theirs.empty() && ours.size() > 1 && thread == wait.lane))
            wait.givers.push_back({thread, theirs.empty() && ours.size() > 1 ? Tie::User : Tie::OtherEnd, NoEvent});
}

namespace {

/// Who has received from, sent into, accepted from or waits in an end of a connection or one of its copies, the last ones first.
std::vector<Giver> usersOf(const Model& model, const Object& end, Nanos at) {
    std::vector<Giver> users;
    std::vector<ObjectId> ids{end.id};
    ids.insert(ids.end(), end.connection->copies.begin(), end.connection->copies.end());
    for (const ObjectId id : ids) {
        const Object* object = model.object(id);
        int looked = 0;
        for (const EventIndex event : model.eventsUpTo(object->events(), at).reversed()) {
            if (++looked > MostEventsLookedAt || users.size() >= WaitRelation::MostGivers)
                break;
            const LaneId lane{model.log()[event].lane};
            const auto call = static_cast<trace::IoCall>(model.event(event).b >> trace::IoCallShift);
            if (model.log()[event].kind == EventKind::IoEnd && (call == trace::IoCall::Receive || call == trace::IoCall::Send || call == trace::IoCall::Accept) &&
                model.lane(lane) && !among(users, lane))
                users.push_back({lane, Tie::OtherEnd, event});
        }
        // Who has not come to the end of its first call on it.
        for (const LaneId user : object->users) {
            const Lane* lane = model.lane(user);
            if (users.size() >= WaitRelation::MostGivers || !lane || !lane->unfinished() || lane->intervals().empty() || among(users, user))
                continue;
            if (const Interval now = lane->intervals().back(); now.state == State::IoWait && now.object == id)
                users.push_back({user, Tie::OtherEnd, now.event});
        }
    }
    return users;
}

/// What it waits for is, among others, what `end` or a copy of it is watched for.
bool selects(const Model& model, const Interval& now, const Object& end) {
    const Object* selector = model.object(now.object);
    return selector && selector->watchList && std::any_of(selector->watchList->begin(), selector->watchList->end(), [&](const auto& each) {
               return each.second.descriptor && model::originalOf(model, each.second.descriptor) == &end;
           });
}

} // namespace

/// Who uses this end, or waits for it in a selector; else who could: threads of those processes that have it. In the waiter's own one
/// nothing says which of its threads does, unless there is but one.
void WaitRelation::addOtherEnd(LaneWait& wait, const Object& end) const {
    const auto add = [&](const Giver& giver) {
        const auto known = std::find_if(wait.givers.begin(), wait.givers.end(), [&](const Giver& each) { return each.lane == giver.lane; });
        if (known == wait.givers.end() && wait.givers.size() < MostGivers)
            wait.givers.push_back(giver);
        else if (known != wait.givers.end() && known->tie == Tie::User)
            *known = giver; // it may have two of the other ends, and use one
    };
    std::vector<Giver> users = usersOf(m_model, end, m_at);
    std::vector<std::pair<LaneId, std::vector<LaneId>>> holders; // by process: its threads
    for (const LaneId process : model::holdersOf(m_model, end, m_at)) {
        holders.emplace_back(process, threadsIn(process));
        for (const LaneId thread : holders.back().second)
            if (users.size() < MostGivers && !among(users, thread))
                if (const std::optional<Interval> now = intervalOf(*m_model.lane(thread)); now && now->state == State::IoWait && selects(m_model, *now, end))
                    users.push_back({thread, Tie::OtherEnd, now->event});
    }
    // Who has closed it since gives nothing any more.
    if (!holders.empty())
        std::erase_if(users, [&](const Giver& user) {
            const LaneId process = processOf(m_model, user.lane);
            return std::none_of(holders.begin(), holders.end(), [process](const auto& holder) { return holder.first == process; });
        });
    for (const Giver& user : users)
        if (user.lane != wait.lane || users.size() == 1)
            add(user);
    const LaneId own = processOf(m_model, wait.lane);
    for (const auto& [process, threads] : holders) {
        const bool known = users.empty() && (process != own || threads.size() == 1);
        for (const LaneId thread : threads)
            if (thread != wait.lane || threads.size() == 1)
                add({thread, known ? Tie::OtherEnd : Tie::User, NoEvent});
    }
}

void WaitRelation::addOtherEnds(LaneWait& wait) const {
    for (const model::WatchedEnd& each : model::waitedEnds(m_model, wait.event))
        if (const Object* end = wait.givers.size() < MostGivers ? model::otherEndOf(m_model, each.descriptor) : nullptr)
            addOtherEnd(wait, *end);
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
    if (wait.need == Need::Data || wait.need == Need::Readiness || (wait.need == Need::Room && object.kind == ObjectKind::Descriptor)) {
        addOtherEnds(wait);
        return;
    }
    if (object.kind == ObjectKind::Pipe && processOf(m_model, object.creator)) {
        addEnds(wait, object);
        return;
    }
    if (wait.need == Need::Set && object.resultOf && addWorkers(wait, object))
        return;
    if (wait.need == Need::Permit) {
        const LaneId process = object.copyOf ? processOf(m_model, wait.lane) : LaneId{};
        std::size_t held = 0;
        std::map<LaneId, std::size_t> each;
        const std::int64_t surplus = object.surplus.empty() ? 0 : object.surplus.back().second;
        if (surplus > 0)
            forHolders(object, [&](const model::Holding& taker) {
                ++each[taker.lane];
                ++held;
            });
        const auto add = [&](const model::Holding& taker) {
            const bool waitsItself = taker.lane == wait.lane;
            if (wait.givers.size() >= MostGivers || among(wait.givers, taker.lane) || (waitsItself && isForWaiting(m_model, object, taker, wait)))
                return;
            if (surplus > 0 && onlyConsumes(object, taker.lane, waitsItself, each[taker.lane], held, surplus))
                return;
            const bool before = object.copyOf && processOf(m_model, taker.lane) != process;
            wait.givers.push_back({taker.lane, before ? Tie::ParentsOwner : Tie::Taker, taker.acquired});
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
        const bool gave = entry.kind == giving || (wait.need == Need::Change && trace::writesValue(entry.kind));
        if (entry.kind == EventKind::BarrierDropped)
            dropped.push_back({lane, Tie::Gave, event});
        if (!gave || !m_model.lane(lane) || among(wait.givers, lane) || among(dropped, lane))
            continue;
        // Who came to the barrier before may come again, unless it is there already.
        if (wait.need == Need::Arrival) {
            const std::optional<Interval> now = intervalOf(*m_model.lane(lane));
            if (now && isWaiting(now->state) && now->object == object.id)
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
    if (m_present) {
        threadsOf(m_model, awaited, threads);
    } else {
        for (const LaneId id : awaited.children)
            if (const Lane* child = m_model.lane(id); child->kind == LaneKind::Thread && (!child->daemon || awaited.daemon) && child->at(m_at))
                threads.push_back(id);
    }
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
    if (occupant)
        needTurn(wait, occupant);
    return occupant.value != 0;
}

/// It waits for nothing but that `occupant` leaves its thread.
void WaitRelation::needTurn(LaneWait& wait, LaneId occupant) const {
    wait.need = Need::Turn;
    wait.each = true;
    wait.timed = wait.served = false;
    wait.givers.assign(1, {occupant, Tie::Thread, NoEvent});
    const Lane* other = m_model.lane(occupant);
    if (const std::optional<Interval> now = other ? intervalOf(*other) : std::nullopt)
        wait.givers.front().event = now->event;
}

} // namespace braid::analysis
