#include "engine/analysis/waiting/retries.h"

#include "engine/trace/event_traits.h"

#include <algorithm>

namespace braid::analysis {

using model::EventIndex;
using model::LogEntry;
using model::Model;
using model::Nanos;
using model::Object;
using trace::EventKind;
using trace::ObjectKind;

namespace {

/// Who tries for more things than this does not go round in a small circle.
constexpr std::size_t MostAttempts = 8;
/// What a lane holds is asked for at first of so many objects at most.
constexpr std::size_t MostObjects = 4096;
/// Of the events of a lane that gives permits away, one by one.
constexpr std::uint64_t MostPermits = 64;

Need neededAfter(const Object& object, EventKind failed) {
    switch (failed) {
    case EventKind::AcquireFailed:
        return object.semaphore() ? Need::Permit : Need::Release;
    case EventKind::GetFailed:
        return Need::Item;
    case EventKind::PutFailed:
        return Need::Room;
    default:
        return needAt(object.kind);
    }
}

std::vector<Held>::iterator placeOf(std::vector<Held>& held, ObjectId object) {
    return std::lower_bound(held.begin(), held.end(), object, [](const Held& each, ObjectId id) { return each.object < id; });
}

void addTo(std::vector<Held>& held, ObjectId object) {
    const auto place = placeOf(held, object);
    if (place != held.end() && place->object == object)
        ++place->times;
    else
        held.insert(place, {object, 1});
}

/// All of `part` is in `whole`, as often at least.
bool includes(const std::vector<Held>& whole, const std::vector<Held>& part) {
    auto in = whole.begin();
    return std::all_of(part.begin(), part.end(), [&](const Held& each) {
        while (in != whole.end() && in->object < each.object)
            ++in;
        return in != whole.end() && in->object == each.object && in->times >= each.times;
    });
}

bool isMeetingPlace(const Object* object) { return object && (object->kind == ObjectKind::Barrier || object->kind == ObjectKind::Futex); }

/// The word of a futex had changed before the lane slept: the others have been there.
bool cameTooLate(const trace::Event& event, const Object& object) { return object.kind == ObjectKind::Futex && event.b == trace::WaitInVain; }

bool failsForGood(const trace::Event& event) { return static_cast<trace::Failure>(event.b) == trace::Failure::Broken; }

} // namespace

std::uint64_t Rounds::mostTimes() const {
    std::uint64_t most = 0;
    for (const Attempt& attempt : attempts)
        most = std::max(most, attempt.times);
    return most;
}

Rounds& Retries::make(const Model& model, LaneId lane) {
    const auto [place, isNew] = m_lanes.try_emplace(lane);
    Rounds& rounds = place->second;
    if (isNew && model.objects().size() <= MostObjects) {
        for (const ObjectId id : model.objects())
            for (const model::Holding& owner : model.object(id)->owners)
                if (owner.lane == lane)
                    addTo(rounds.held, id);
    }
    return rounds;
}

void Retries::attempt(const Model& model, EventIndex index, Need need) {
    const LogEntry& entry = model.log()[index];
    const LaneId lane{entry.lane};
    const ObjectId object{entry.object};
    if (!model.lane(lane))
        return;
    Rounds& rounds = make(model, lane);
    auto attempt = std::find_if(rounds.attempts.begin(), rounds.attempts.end(), [&](const Attempt& known) {
        return known.object == object && known.need == need && (need == Need::Change || known.held == rounds.held);
    });
    if (attempt == rounds.attempts.end() && rounds.attempts.size() >= MostAttempts) {
        progress(entry);
        attempt = rounds.attempts.end();
    }
    if (attempt == rounds.attempts.end())
        attempt = rounds.attempts.insert(attempt, {object, need, rounds.held, 0, {}, model::NoEvent});
    if (rounds.since < 0) {
        rounds.since = entry.time;
        rounds.first = index;
    }
    ++attempt->times;
    attempt->site = SiteId{entry.site};
    attempt->last = index;
    rounds.lastTry = entry.time;
}

/// A read: the value is the same as the last time, or the lane has found another one.
void Retries::look(const Model& model, EventIndex index) {
    const LogEntry& entry = model.log()[index];
    if (const auto known = m_lanes.find(LaneId{entry.lane}); known != m_lanes.end())
        for (const Attempt& before : known->second.attempts)
            if (before.need == Need::Change && before.object.value == entry.object) {
                const trace::Event then = model.event(before.last), now = model.event(index);
                if (then.a != now.a || then.b != now.b || then.text != now.text)
                    progress(entry);
                break;
            }
    attempt(model, index, Need::Change);
}

void Retries::acquired(const LogEntry& entry) {
    const auto known = m_lanes.find(LaneId{entry.lane});
    if (known == m_lanes.end())
        return;
    Rounds& rounds = known->second;
    const ObjectId object{entry.object};
    const bool got = std::any_of(rounds.attempts.begin(), rounds.attempts.end(), [&](const Attempt& attempt) {
        return attempt.object == object && (attempt.need == Need::Release || attempt.need == Need::Permit) &&
               includes(rounds.held, attempt.held);
    });
    if (got)
        progress(entry);
    addTo(rounds.held, object);
}

void Retries::released(const Model& model, EventIndex index) {
    const LogEntry& entry = model.log()[index];
    const auto known = m_lanes.find(LaneId{entry.lane});
    if (known == m_lanes.end())
        return;
    std::vector<Held>& held = known->second.held;
    const Object* object = model.object(ObjectId{entry.object});
    const std::uint64_t times = object && object->semaphore() ? std::min(std::max<std::uint64_t>(model.event(index).a, 1), MostPermits) : 1;
    for (std::uint64_t i = 0; i < times; ++i) {
        const auto place = placeOf(held, ObjectId{entry.object});
        if (place == held.end() || place->object.value != entry.object) {
            progress(entry); // it gives what it had not taken
            return;
        }
        if (--place->times == 0)
            held.erase(place);
    }
}

void Retries::meet(const LogEntry& entry) {
    constexpr std::size_t MostMeetings = 4;
    const auto known = m_lanes.find(LaneId{entry.lane});
    if (known == m_lanes.end())
        return;
    Rounds& rounds = known->second;
    const ObjectId place{entry.object};
    if (std::find(rounds.meetings.begin(), rounds.meetings.end(), place) != rounds.meetings.end()) {
        rounds.inStep = true;
        return;
    }
    std::vector<ObjectId> meetings = std::move(rounds.meetings);
    progress(entry);
    if (meetings.size() < MostMeetings)
        meetings.push_back(place);
    rounds.meetings = std::move(meetings);
}

void Retries::progress(const LogEntry& entry) {
    const auto known = m_lanes.find(LaneId{entry.lane});
    if (known == m_lanes.end())
        return;
    Rounds& rounds = known->second;
    rounds.attempts.clear();
    rounds.meetings.clear();
    rounds.inStep = false;
    rounds.since = -1;
    rounds.first = model::NoEvent;
    rounds.progressAt = entry.time;
}

void Retries::take(const Model& model, EventIndex index) {
    const LogEntry& entry = model.log()[index];
    switch (entry.kind) {
    case EventKind::AcquireWait:
    case EventKind::WaitBegin:
    case EventKind::GetWait:
    case EventKind::PutWait:
    case EventKind::DrainWait:
    case EventKind::JoinBegin:
    case EventKind::SleepBegin:
    case EventKind::SleepEnd:
    case EventKind::Yield:
    case EventKind::HoldBegin:
    case EventKind::HoldEnd:
    case EventKind::OffCpu:
    case EventKind::OffCpuOther:
    case EventKind::Print:
    case EventKind::Note:
        return;
    case EventKind::AcquireFailed:
    case EventKind::GetFailed:
    case EventKind::PutFailed:
        if (const Object* object = model.object(ObjectId{entry.object}); object && !failsForGood(model.event(index)))
            return attempt(model, index, neededAfter(*object, entry.kind));
        return progress(entry);
    case EventKind::WaitEnd:
        if (const Object* object = model.object(ObjectId{entry.object}); object && model.event(index).b != 0 && !cameTooLate(model.event(index), *object))
            return attempt(model, index, neededAfter(*object, entry.kind));
        else
            return isMeetingPlace(object) ? meet(entry) : progress(entry);
    case EventKind::Signal:
        return isMeetingPlace(model.object(ObjectId{entry.object})) ? meet(entry) : progress(entry);
    case EventKind::JoinEnd:
        return model.event(index).b != 0 ? attempt(model, index, Need::End) : progress(entry);
    case EventKind::Read:
        return look(model, index);
    case EventKind::Acquired:
        return acquired(entry);
    case EventKind::Released:
        return released(model, index);
    default:
        if (trace::traitsOf(entry.kind).isOccurrence)
            progress(entry);
    }
}

const Rounds* Retries::of(LaneId lane) const {
    const auto known = m_lanes.find(lane);
    return known == m_lanes.end() ? nullptr : &known->second;
}

const Rounds* Retries::repeatedBy(const Model& model, LaneId lane) const {
    constexpr Nanos Late = 100'000'000;
    const Rounds* rounds = of(lane);
    if (!rounds || rounds->since < 0 || model.endTime() - rounds->since < Shortest)
        return nullptr;
    const std::uint64_t times = rounds->mostTimes();
    // One that has not tried again for several rounds may have given up.
    const Nanos round = (rounds->lastTry - rounds->since) / static_cast<Nanos>(std::max<std::uint64_t>(times, 1));
    return times >= Fewest && model.endTime() - rounds->lastTry <= 4 * round + Late ? rounds : nullptr;
}

bool Retries::anyRepeats(const Model& model) const {
    return std::any_of(m_lanes.begin(), m_lanes.end(), [&](const auto& each) { return repeatedBy(model, each.first) != nullptr; });
}

} // namespace braid::analysis
