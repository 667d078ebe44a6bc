#include "engine/analysis/figures/statistics.h"
#include "engine/model/query/level_of_detail.h"
#include "engine/model/store/arithmetic.h"

#include <algorithm>
#include <unordered_map>

namespace braid::analysis {

using model::EventIndex;
using model::Nanos;
using model::State;
using trace::EventKind;
using trace::ObjectKind;

namespace {

/// What one lane had of one object.
struct Use {
    std::uint32_t acquisitions = 0;
    double held = 0; ///< ns
};

struct LaneAccumulator {
    const model::Lane* lane;
    model::OpenWait wait, io; // whether they have a limit does not matter here
};

struct ObjectAccumulator {
    const model::Object* object;
    std::vector<Sample> waits, holds, residences;
    std::unordered_map<std::uint32_t, Use> uses; ///< by lane
    std::uint32_t lastLane = 0;
    Use* lastUse = nullptr; ///< mostly the same lane comes again
};

constexpr std::size_t Nowhere = SIZE_MAX;

/// Ids are small numbers unless the file is damaged.
class Places {
public:
    void put(std::uint32_t id, std::size_t place) {
        if (id < Direct) {
            if (id >= m_direct.size())
                m_direct.resize(id + 1, Nowhere);
            m_direct[id] = place;
        } else {
            m_far[id] = place;
        }
    }
    [[nodiscard]] std::size_t find(std::uint32_t id) const {
        if (id < m_direct.size())
            return m_direct[id];
        if (m_far.empty())
            return Nowhere;
        const auto far = m_far.find(id);
        return far == m_far.end() ? Nowhere : far->second;
    }

private:
    static constexpr std::uint32_t Direct = 1 << 20;
    std::vector<std::size_t> m_direct;
    std::unordered_map<std::uint32_t, std::size_t> m_far;
};

} // namespace

struct Survey::Accumulators {
    enum class Stage {
        Log,
        Items,
        Lanes,
        Objects,
        Done
    };

    Accumulators(const model::Model& subject, Nanos moment, std::optional<std::pair<Nanos, Nanos>> stretch);

    const model::Model& model;
    Nanos now;
    Nanos from, to;
    Nanos lastMoment; ///< of the events that count; the last event of a run lies on its very end
    EventIndex logEnd;
    std::size_t arrowEnd;
    Stage stage = Stage::Log;
    std::size_t next = 0; ///< within the stage
    Statistics result;
    std::vector<LaneAccumulator> lanes;
    std::vector<ObjectAccumulator> objects;
    Places lanePlaces, objectPlaces;
    std::optional<ContentionCount> contention; ///< until it is counted

    [[nodiscard]] bool counts(Nanos time) const { return time >= from && time <= lastMoment; }
    [[nodiscard]] LaneAccumulator* lane(std::uint32_t id) {
        const std::size_t place = lanePlaces.find(id);
        return place == Nowhere ? nullptr : &lanes[place];
    }
    [[nodiscard]] ObjectAccumulator* object(std::uint32_t id) {
        const std::size_t place = objectPlaces.find(id);
        return place == Nowhere ? nullptr : &objects[place];
    }
    [[nodiscard]] ObjectStatistics& figures(const ObjectAccumulator& book) {
        return result.objects[static_cast<std::size_t>(&book - objects.data())];
    }

    static Use& use(ObjectAccumulator& book, LaneId lane);
    void note(std::vector<Sample>& samples, Nanos begin, Nanos end, EventIndex event, LaneId lane) const;
    void read(EventIndex index);
    void beginWait(LaneAccumulator& lane, ObjectId object, EventIndex event, Nanos time);
    bool endWait(LaneAccumulator& lane, ObjectId object, Nanos time);
    void leaveWait(LaneAccumulator& lane, Nanos time);
    void acquire(ObjectAccumulator& object, LaneAccumulator& lane, Nanos time, bool waited);
    void readLock(const model::LogEntry& entry, EventIndex index, LaneAccumulator& lane, ObjectAccumulator& object);
    void readQueue(const model::LogEntry& entry, EventIndex index, LaneAccumulator& lane, ObjectAccumulator& object);
    void readIo(const model::LogEntry& entry, EventIndex index, LaneAccumulator& lane);
    void endIo(LaneAccumulator& lane, Nanos time);
    void readItem(const model::Arrow& arrow);
    std::size_t sum(std::size_t lane);
    std::size_t close(std::size_t object);
};

Survey::Accumulators::Accumulators(const model::Model& subject, Nanos moment, std::optional<std::pair<Nanos, Nanos>> stretch)
    : model(subject), now(std::max(moment, subject.endTime())), from(0), to(now), lastMoment(INT64_MAX),
      logEnd(static_cast<EventIndex>(subject.log().size())), arrowEnd(subject.arrows().size()) {
    if (stretch) {
        from = std::clamp<Nanos>(std::min(stretch->first, stretch->second), 0, now);
        to = std::clamp<Nanos>(std::max(stretch->first, stretch->second), from, now);
        // What happened at the very end belongs to a stretch that reaches there.
        lastMoment = to == now ? INT64_MAX : to - 1;
    }
    contention.emplace(subject, from, to);
    result.from = from;
    result.to = to;
    result.whole = !stretch;
    for (const LaneId id : subject.lanes()) {
        lanePlaces.put(id.value, lanes.size());
        lanes.push_back({subject.lane(id), {}, {}});
        result.lanes.emplace_back();
        result.lanes.back().lane = id;
    }
    for (const ObjectId id : subject.objects()) {
        const model::Object& known = *subject.object(id);
        objectPlaces.put(id.value, objects.size());
        objects.emplace_back();
        objects.back().object = &known;
        ObjectStatistics& figures = result.objects.emplace_back();
        figures.object = id;
        if (known.queue())
            figures.flow.emplace();
        if (known.kind == ObjectKind::Descriptor)
            figures.calls.emplace();
    }
}

Use& Survey::Accumulators::use(ObjectAccumulator& book, LaneId lane) {
    if (!book.lastUse || book.lastLane != lane.value) {
        book.lastUse = &book.uses[lane.value]; // stays where it is however many come
        book.lastLane = lane.value;
    }
    return *book.lastUse;
}

void Survey::Accumulators::note(std::vector<Sample>& samples, Nanos begin, Nanos end, EventIndex event, LaneId lane) const {
    if (begin > lastMoment || (end <= from && begin < from))
        return;
    const Nanos length = std::min(end, to) - std::max(begin, from);
    samples.push_back({std::max<Nanos>(length, 0), event, lane});
}

// ---- the log: waits, acquisitions, items, calls. The rules are those of the model.

void Survey::Accumulators::read(EventIndex index) {
    const model::LogEntry& entry = model.log()[index];
    LaneAccumulator* lane = this->lane(entry.lane);
    if (counts(entry.time)) {
        ++result.events;
        if (lane)
            ++result.lanes[static_cast<std::size_t>(lane - lanes.data())].events;
    }
    if (!lane)
        return;
    switch (entry.kind) {
    case EventKind::IoBegin:
    case EventKind::IoEnd:
        readIo(entry, index, *lane);
        return;
    case EventKind::JoinBegin:
        beginWait(*lane, ObjectId{entry.object}, index, entry.time);
        return;
    case EventKind::JoinEnd:
        endWait(*lane, ObjectId{entry.object}, entry.time);
        return;
    default:
        break;
    }
    ObjectAccumulator* object = this->object(entry.object);
    if (!object)
        return;
    switch (entry.kind) {
    case EventKind::AcquireWait:
    case EventKind::WaitBegin:
    case EventKind::PutWait:
    case EventKind::GetWait:
    case EventKind::DrainWait:
        beginWait(*lane, ObjectId{entry.object}, index, entry.time);
        break;
    case EventKind::Acquired:
    case EventKind::WaitEnd:
    case EventKind::AcquireFailed:
    case EventKind::DrainEnd:
    case EventKind::PutFailed:
    case EventKind::GetFailed:
        readLock(entry, index, *lane, *object);
        break;
    case EventKind::Put:
    case EventKind::Get:
        readQueue(entry, index, *lane, *object);
        break;
    default:
        break;
    }
}

void Survey::Accumulators::beginWait(LaneAccumulator& lane, ObjectId object, EventIndex event, Nanos time) {
    leaveWait(lane, time);
    if (lane.lane->ended >= time)
        lane.wait = {object, event, time, false};
}

bool Survey::Accumulators::endWait(LaneAccumulator& lane, ObjectId object, Nanos time) {
    if (lane.wait.event == model::NoEvent || lane.wait.object != object)
        return false;
    leaveWait(lane, time);
    return true;
}

/// The wait is over, whatever became of it.
void Survey::Accumulators::leaveWait(LaneAccumulator& lane, Nanos time) {
    if (lane.wait.event == model::NoEvent)
        return;
    if (ObjectAccumulator* waited = object(lane.wait.object.value)) {
        const Nanos end = std::min({time, lane.lane->ended, now});
        const std::size_t before = waited->waits.size();
        note(waited->waits, lane.wait.since, end, lane.wait.event, lane.lane->id);
        if (waited->waits.size() > before)
            use(*waited, lane.lane->id); // a wait counts, also where it got nothing
    }
    lane.wait = {};
}

void Survey::Accumulators::acquire(ObjectAccumulator& object, LaneAccumulator& lane, Nanos time, bool waited) {
    if (!counts(time))
        return;
    ObjectStatistics& sums = figures(object);
    ++sums.acquisitions;
    sums.contended += waited ? 1 : 0;
    ++use(object, lane.lane->id).acquisitions;
}

void Survey::Accumulators::readLock(const model::LogEntry& entry, EventIndex index, LaneAccumulator& lane, ObjectAccumulator& object) {
    if (entry.kind == EventKind::Acquired && !object.object->ownable())
        return;
    const bool waited = endWait(lane, ObjectId{entry.object}, entry.time);
    if (entry.kind == EventKind::Acquired || (entry.kind == EventKind::WaitEnd && model.event(index).b == 0))
        acquire(object, lane, entry.time, waited);
}

void Survey::Accumulators::readQueue(const model::LogEntry& entry, EventIndex index, LaneAccumulator& lane, ObjectAccumulator& object) {
    const bool waited = endWait(lane, ObjectId{entry.object}, entry.time);
    const bool got = entry.kind == EventKind::Get;
    if (got)
        acquire(object, lane, entry.time, waited);
    std::optional<Flow>& flow = figures(object).flow;
    if (!flow || !counts(entry.time))
        return;
    ++(got ? flow->gets : flow->puts);
    if (object.object->kind == ObjectKind::Pipe || object.object->kind == ObjectKind::ProcessQueue)
        (got ? flow->bytesGot : flow->bytesPut) += model.event(index).b;
}

void Survey::Accumulators::readIo(const model::LogEntry& entry, EventIndex index, LaneAccumulator& lane) {
    if (entry.kind == EventKind::IoBegin) {
        // Where a call goes from waiting to copying it begins a second time; the wait is the first part.
        endIo(lane, entry.time);
        if ((model.event(index).b & trace::IoPhaseMask) == trace::IoWaiting)
            lane.io = {ObjectId{entry.object}, index, entry.time, false};
        return;
    }
    endIo(lane, entry.time);
    ObjectAccumulator* descriptor = object(entry.object);
    if (!descriptor || !counts(entry.time))
        return;
    std::optional<Calls>& calls = figures(*descriptor).calls;
    if (!calls)
        return;
    const trace::Event event = model.event(index);
    const auto returned = static_cast<std::int64_t>(event.a);
    const auto call = static_cast<trace::IoCall>(event.b >> trace::IoCallShift);
    ++calls->calls;
    if (returned < 0)
        ++calls->failed;
    else if (call == trace::IoCall::Receive)
        calls->received += event.a;
    else if (call == trace::IoCall::Send)
        calls->sent += event.a;
    ++use(*descriptor, lane.lane->id).acquisitions;
}

void Survey::Accumulators::endIo(LaneAccumulator& lane, Nanos time) {
    if (lane.io.event == model::NoEvent)
        return;
    if (ObjectAccumulator* descriptor = object(lane.io.object.value); descriptor && figures(*descriptor).calls)
        note(descriptor->waits, lane.io.since, std::min({time, lane.lane->ended, now}), lane.io.event, lane.lane->id);
    lane.io = {};
}

void Survey::Accumulators::readItem(const model::Arrow& arrow) {
    if (arrow.kind != model::ArrowKind::Item || arrow.to >= logEnd)
        return;
    const model::LogEntry& get = model.log()[arrow.to];
    ObjectAccumulator* queue = object(get.object);
    if (queue && figures(*queue).flow && counts(get.time))
        queue->residences.push_back({std::max<Nanos>(get.time - model.log()[arrow.from].time, 0), arrow.to, LaneId{get.lane}});
}

// ---- what the model has summed up already

std::size_t Survey::Accumulators::sum(std::size_t place) {
    LaneAccumulator& book = lanes[place];
    leaveWait(book, now);
    endIo(book, now);
    const model::Lane& lane = *book.lane;
    LaneStatistics& figures = result.lanes[place];
    const model::LaneShare share = model::LaneSweep(lane, now).over(from, to);
    figures.ns = share.ns;
    for (const Nanos time : share.ns)
        figures.lived += time;
    std::vector<Sample> waits;
    for (const model::Interval& interval : share.intervals) {
        ++figures.stretches[static_cast<std::size_t>(interval.shown())];
        if (interval.state == State::Blocked || interval.state == State::Waiting ||
            (interval.state == State::Suspended && interval.object))
            note(waits, interval.begin, std::min(interval.end, now), interval.event, lane.id);
    }
    figures.waits = spreadOf(waits);
    return share.intervals.size();
}

std::size_t Survey::Accumulators::close(std::size_t place) {
    ObjectAccumulator& book = objects[place];
    const model::Object& object = *book.object;
    ObjectStatistics& figures = result.objects[place];
    const Nanos end = lastMoment == INT64_MAX ? lastMoment : lastMoment + 1;
    std::size_t work = book.waits.size() + book.residences.size();
    for (const model::Holding& holding : object.holdingsIn(from, end)) {
        ++work;
        const std::size_t before = book.holds.size();
        note(book.holds, holding.begin, std::min(holding.end, now), holding.acquired, holding.lane);
        if (book.holds.size() > before)
            use(book, holding.lane).held += static_cast<double>(book.holds.back().ns);
    }
    figures.waits = spreadOf(book.waits);
    figures.holds = spreadOf(book.holds);
    if (figures.flow)
        figures.flow->residence = spreadOf(book.residences);
    figures.lanes = book.uses.size();
    std::vector<double> often, length;
    for (const auto& [lane, use] : book.uses) {
        often.push_back(use.acquisitions);
        length.push_back(use.held);
    }
    figures.fairOften = fairness(often);
    if (object.ownable())
        figures.fairLong = fairness(length);
    const model::ObjectShare share = model::ObjectSweep(object, now).over(from, to);
    figures.busy = share.held;
    figures.meanDepth = share.depth;
    if (object.exclusive() && figures.holds.count > 0)
        figures.maxDepth = 1;
    const model::Levels::Range levels = object.levels().in(from, std::max(end, from + 1));
    for (const model::Level& level : levels)
        figures.maxDepth = std::max<std::int64_t>(figures.maxDepth, level.depth);
    work += levels.size();
    if (result.whole) // levels that lasted no time count as well
        figures.maxDepth = std::max(figures.maxDepth, object.maxDepth);
    book = {};
    return work;
}

// ---- in steps

Survey::Survey(const model::Model& model, Nanos now, std::optional<std::pair<Nanos, Nanos>> stretch)
    : m_accumulators(std::make_unique<Accumulators>(model, now, stretch)) {}
Survey::~Survey() = default;
Survey::Survey(Survey&&) noexcept = default;
Survey& Survey::operator=(Survey&&) noexcept = default;

bool Survey::advance(std::size_t work) {
    Accumulators& books = *m_accumulators;
    using Stage = Accumulators::Stage;
    std::size_t done = 0;
    const auto through = [&](std::size_t count, Stage after, auto step) {
        for (; books.next < count && done < work; ++books.next)
            done += step(books.next);
        if (books.next < count)
            return;
        books.next = 0;
        books.stage = after;
    };
    while (done < work && books.stage != Stage::Done) {
        switch (books.stage) {
        case Stage::Log:
            through(books.logEnd, Stage::Items, [&](std::size_t i) {
                books.read(static_cast<EventIndex>(i));
                books.contention->take(static_cast<EventIndex>(i));
                return std::size_t{1};
            });
            break;
        case Stage::Items:
            through(books.arrowEnd, Stage::Lanes, [&](std::size_t i) {
                books.readItem(books.model.arrows()[i]);
                return std::size_t{1};
            });
            break;
        case Stage::Lanes:
            through(books.lanes.size(), Stage::Objects, [&](std::size_t i) { return books.sum(i) + 1; });
            break;
        case Stage::Objects:
            through(books.objects.size(), Stage::Done, [&](std::size_t i) { return books.close(i) + 1; });
            break;
        case Stage::Done:
            break;
        }
    }
    if (books.stage == Stage::Done && books.contention) {
        books.result.contention = books.contention->places();
        books.contention.reset();
    }
    return books.stage == Stage::Done;
}

double Survey::progress() const {
    if (m_accumulators->stage == Accumulators::Stage::Done)
        return 1;
    // Reading the log is most of it.
    constexpr double LogShare = 0.7, Rest = 0.1;
    if (m_accumulators->stage == Accumulators::Stage::Log)
        return m_accumulators->logEnd == 0 ? 0 : LogShare * static_cast<double>(m_accumulators->next) / m_accumulators->logEnd;
    return LogShare + Rest * (static_cast<double>(m_accumulators->stage) - 1);
}

Statistics Survey::take() { return std::move(m_accumulators->result); }

} // namespace braid::analysis
