#include "engine/model/model.h"

#include "engine/model/crowd.h"
#include "engine/trace/event_traits.h"

#include <algorithm>
#include <charconv>

namespace braid::model {

using trace::EventFamily;
using trace::EventKind;

namespace {

/// Later times are taken for this one: a damaged file must not make sums overflow. About four and a half years.
constexpr Nanos LatestTime = Nanos{1} << 57;
/// The same for counts.
constexpr std::uint64_t GreatestCount = std::uint64_t{1} << 40;
/// More moves of parameters than a hand can make are not kept.
constexpr std::size_t MostMoved = 4096;

Nanos sound(std::chrono::nanoseconds time) {
    return std::clamp<Nanos>(time.count(), 0, LatestTime);
}

/// Splits "key '\0' value".
std::pair<std::string, std::string> keyAndValue(std::string_view text) {
    const std::size_t zero = text.find('\0');
    if (zero == std::string_view::npos)
        return {std::string(text), {}};
    return {std::string(text.substr(0, zero)), std::string(text.substr(zero + 1))};
}

template <class T>
std::size_t bytesOf(const std::vector<T>& values) {
    return values.capacity() * sizeof(T);
}

} // namespace

std::optional<MovedParameter> movedParameter(const trace::Event& event) {
    auto [name, json] = keyAndValue(event.text);
    MovedParameter moved{std::move(name), 0, sound(event.time), NoEvent};
    const auto [end, error] = std::from_chars(json.data(), json.data() + json.size(), moved.value);
    if (error != std::errc() || end != json.data() + json.size() || moved.name.empty())
        return std::nullopt;
    return moved;
}

Model::Model() = default;

void Model::apply(const trace::Event& event) {
    const Nanos traceTime = sound(event.time);
    if (traceTime - m_runTime.latest() > ShortestBreak) [[unlikely]]
        cutGap(traceTime, event);
    m_frozen.reset();
    const Nanos time = m_runTime.advance(traceTime);
    const EventIndex index = m_log.append(event, time);
    if (index == NoEvent || m_finished)
        return;
    m_endTime = std::max(m_endTime, time);

    const Step step{event, index, time, laneRecord(event.lane), objectRecord(event.object)};
    if (step.lane && (step.lane->pendingResume != NoEvent || step.lane->outOfSight)) [[unlikely]] {
        connect(step.lane->pendingResume, index, ArrowKind::Resume);
        step.lane->pendingResume = NoEvent;
        if (step.lane->outOfSight) { // whoever writes an event runs
            step.lane->outOfSight = false;
            setState(*step.lane, time, State::Running, {}, step);
        }
    }
    if (step.lane) {
        LaneRecord& lane = *step.lane;
        if (time - lane.lastOwn > lane.gapEnd - lane.gapBegin) {
            lane.gapBegin = lane.lastOwn;
            lane.gapEnd = time;
        }
        lane.lastOwn = time;
    }

    if (step.object && step.lane)
        noteUser(*step.object, step.lane->id);

    switch (trace::traitsOf(event.kind).family) {
    case EventFamily::None:
        break;
    case EventFamily::Definition:
        applyDefinition(step);
        break;
    case EventFamily::Run:
    case EventFamily::Output:
        applyText(step);
        break;
    case EventFamily::Lane:
    case EventFamily::Scheduling:
    case EventFamily::Io:
    case EventFamily::Coroutine:
    case EventFamily::Gap:
        applyLane(step);
        break;
    case EventFamily::Task:
        applyTask(step);
        break;
    case EventFamily::Watch:
        applyWatch(step);
        break;
    case EventFamily::Lock:
        applyLock(step);
        break;
    case EventFamily::Signal:
        applySignal(step);
        break;
    case EventFamily::Variable:
    case EventFamily::Queue:
        applyQueue(step);
        break;
    }
}

void Model::noteUser(ObjectRecord& object, LaneId lane) {
    constexpr std::size_t Near = 1024; // so many are moved without a thought
    const auto insert = [lane](std::vector<LaneId>& lanes) {
        const auto place = std::lower_bound(lanes.begin(), lanes.end(), lane);
        if (place == lanes.end() || *place != lane)
            lanes.insert(place, lane);
    };
    const auto place = std::lower_bound(object.users.begin(), object.users.end(), lane);
    if (place != object.users.end() && *place == lane)
        return;
    if (static_cast<std::size_t>(object.users.end() - place) <= Near) {
        object.users.insert(place, lane);
        return;
    }
    insert(object.lateUsers);
    if (object.lateUsers.size() < Near)
        return;
    const auto middle = static_cast<std::ptrdiff_t>(object.users.size());
    object.users.insert(object.users.end(), object.lateUsers.begin(), object.lateUsers.end());
    std::inplace_merge(object.users.begin(), object.users.begin() + middle, object.users.end());
    object.lateUsers.clear();
}

void Model::applyDefinition(const Step& step) {
    const trace::Event& event = step.event;
    switch (event.kind) {
    case EventKind::DefineLane:
        defineLane(step);
        break;
    case EventKind::RenameLane:
        if (LaneRecord* lane = laneRecord(laneOf(event.object)))
            renameLane(*lane, step.time, event.text);
        break;
    case EventKind::DefineObject:
        defineObject(step);
        break;
    default: { // DefineSite
        const std::uint32_t id = event.object.value;
        if (id == 0 || id > UINT16_MAX)
            break;
        if (id >= m_sites.size())
            m_sites.resize(id + 1);
        m_sites[id].file = event.text;
        m_sites[id].line = static_cast<std::uint32_t>(event.a);
    }
    }
}

void Model::defineLane(const Step& step) {
    const trace::Event& event = step.event;
    const LaneId id = laneOf(event.object);
    if (!id || laneRecord(id) || step.object)
        return;
    const auto kind = static_cast<std::uint8_t>(event.a);
    if (kind < static_cast<std::uint8_t>(trace::LaneKind::Process) ||
        kind > static_cast<std::uint8_t>(trace::LaneKind::Coroutine))
        return;
    m_ids.at(id.value).lane = static_cast<std::uint32_t>(m_lanes.size());
    m_lanes.emplace_back();
    LaneRecord& lane = m_lanes.back();
    lane.id = id;
    lane.kind = static_cast<trace::LaneKind>(kind);
    lane.daemon = (event.a >> 8 & 1) != 0;
    lane.osId = static_cast<std::uint32_t>(event.a >> 32);
    lane.name = event.text;
    lane.created = step.time;
    // A parent comes before its children, so the tree has no cycles, whatever the file says.
    LaneRecord* parent = laneRecord(LaneId{event.b});
    if (parent && parent->nesting >= DeepestNesting)
        parent = laneRecord(parent->parent);
    if (parent && parent->id != id) {
        lane.parent = parent->id;
        lane.nesting = parent->nesting + 1;
        parent->children.push_back(id);
    } else {
        m_roots.push_back(id);
    }
    m_laneOrder.push_back(id);
    nameInFull(lane);
    setState(lane, step.time, State::Created, {}, step);
    joinFamily(lane);
    if (parent && parent->id != id)
        joinCrowd(*parent, lane);
}

void Model::defineObject(const Step& step) {
    const trace::Event& event = step.event;
    const ObjectId id = event.object;
    if (!id || step.object || laneRecord(laneOf(id)))
        return;
    if (event.b <= static_cast<std::uint32_t>(trace::ObjectKind::Lane) ||
        event.b > static_cast<std::uint32_t>(trace::ObjectKind::Server))
        return;
    m_ids.at(id.value).object = static_cast<std::uint32_t>(m_objects.size());
    m_objects.emplace_back();
    ObjectRecord& object = m_objects.back();
    object.id = id;
    object.kind = static_cast<trace::ObjectKind>(event.b);
    object.name = event.text;
    // Of a variable they are the bits of its first value, of everything else a count.
    object.initial = static_cast<std::int64_t>(object.kind == trace::ObjectKind::Variable ? event.a : std::min(event.a, GreatestCount));
    object.created = step.time;
    object.creator = event.lane;
    if (object.semaphore() || object.kind == trace::ObjectKind::Latch)
        object.value = object.initial;
    else if (object.kind == trace::ObjectKind::Event)
        object.value = object.initial != 0;
    m_objectOrder.push_back(id);
    object.levels.append({step.time, 0, 0});
    updateLevel(object, step.time);
}

void Model::applyText(const Step& step) {
    switch (step.event.kind) {
    case EventKind::RunInfo:
        m_info.push_back(keyAndValue(step.event.text));
        break;
    case EventKind::Parameter:
        m_parameters.push_back(keyAndValue(step.event.text));
        break;
    case EventKind::ParameterMoved:
        if (std::optional<MovedParameter> moved = movedParameter(step.event); moved && m_moved.size() < MostMoved) {
            moved->at = step.time - static_cast<Nanos>(std::min(step.event.a, static_cast<std::uint64_t>(step.time)));
            moved->event = step.index;
            m_moved.push_back(*std::move(moved));
        }
        break;
    case EventKind::RunResult:
        m_results.push_back(keyAndValue(step.event.text));
        break;
    case EventKind::Print:
        m_prints.push_back(step.index);
        mark(step);
        break;
    case EventKind::Fault:
        if (step.object)
            step.object->events.push_back(step.index);
        mark(step);
        break;
    default: // Note, TraceFull
        mark(step);
    }
}

void Model::mark(const Step& step) {
    if (!step.lane)
        return;
    if (step.lane->marks.size() % Lane::MarkBlock == 0)
        step.lane->markTimes.push_back(step.time);
    step.lane->marks.push_back(step.index);
}

void Model::connect(EventIndex from, EventIndex to, ArrowKind kind) {
    if (from == NoEvent || to > Arrow::Last)
        return;
    Arrow arrow{from, {}, kind};
    arrow.to = to & Arrow::Last;
    m_arrows.push_back(arrow);
}

void Model::finish(Nanos time, trace::Outcome outcome, bool whole) {
    if (m_finished)
        return;
    checkFrozen();
    // Of a run that ended by itself, and of one whose end nobody saw, the last events do not tell that it stood still.
    // Nor does the rest of a run that is not known.
    if (m_frozen == BreakKind::Standstill && (!whole || outcome == trace::Outcome::Finished || outcome == trace::Outcome::Unknown))
        m_frozen.reset();
    time = std::clamp<Nanos>(time, 0, LatestTime);
    if (m_frozen && time - m_runTime.latest() > ShortestBreak)
        m_runTime.cutUpTo(time, static_cast<EventIndex>(m_log.size()), *m_frozen, m_resumed || m_frozen == BreakKind::Standstill);
    m_finished = true;
    m_outcome = outcome;
    m_endTime = std::max(m_endTime, m_runTime.advance(time));
    if (!whole)
        cutOff();
    for (LaneRecord& lane : m_lanes) {
        if (lane.ended != Open)
            continue;
        lane.ended = m_endTime;
        lane.cutOff = true;
        if (!whole || lane.outOfSight)
            lane.end = End::NotRecorded;
        else if (lane.kind != trace::LaneKind::Process)
            lane.end = lane.begun || lane.starter ? End::KilledWithProcess : End::Finished;
        else if (outcome == trace::Outcome::Finished)
            lane.end = End::Finished;
        else
            lane.end = outcome == trace::Outcome::Crashed ? End::Failed : End::Killed;
    }
}

LaneRecord* Model::laneRecord(LaneId id) {
    const std::uint32_t place = m_ids.find(id.value).lane;
    return place == IdTable::None ? nullptr : &m_lanes[place];
}

ObjectRecord* Model::objectRecord(ObjectId id) {
    const std::uint32_t place = m_ids.find(id.value).object;
    return place == IdTable::None ? nullptr : &m_objects[place];
}

const Lane* Model::lane(LaneId id) const {
    const std::uint32_t place = m_ids.find(id.value).lane;
    return place == IdTable::None ? nullptr : &m_lanes[place];
}

const Object* Model::object(ObjectId id) const {
    const std::uint32_t place = m_ids.find(id.value).object;
    return place == IdTable::None ? nullptr : &m_objects[place];
}

const Site* Model::site(SiteId id) const {
    return id && id.value < m_sites.size() && !m_sites[id.value].file.empty() ? &m_sites[id.value] : nullptr;
}

std::string_view Model::name(LaneId id) const {
    const std::uint32_t place = m_ids.find(id.value).lane;
    if (place == IdTable::None)
        return "?";
    const LaneRecord& known = m_lanes[place];
    return known.fullName.empty() ? known.name : known.fullName;
}

std::string_view Model::name(ObjectId id) const {
    if (const Object* known = object(id))
        return known->name;
    return name(laneOf(id));
}

std::size_t Model::memory() const {
    std::size_t bytes = m_log.memory() + m_arrows.memory() + m_prints.memory() + bytesOf(m_runTime.breaks());
    for (const LaneRecord& lane : m_lanes)
        bytes += sizeof(lane) + lane.intervals.memory() + lane.marks.memory() + lane.markTimes.memory() + lane.tasks.memory() + lane.sums.memory() +
                 (lane.crowd ? lane.crowd->memory() : 0);
    for (const Family& family : m_families)
        bytes += sizeof(family) + bytesOf(family.lanes) + (family.crowd ? family.crowd->memory() : 0);
    for (const ObjectRecord& object : m_objects)
        bytes += sizeof(object) + object.holdings.memory() + object.levels.memory() + object.events.memory() +
                 object.holdingBlocks.memory() + object.holdingBegins.memory() + bytesOf(object.users) + object.owners.memory() +
                 object.waiters.memory() +
                 (object.bookIfAny() ? sizeof(ObjectBook) + object.bookIfAny()->items.memory() : 0);
    return bytes;
}

} // namespace braid::model
