#include "engine/analysis/figures/critical_path.h"

#include "engine/model/query/cause.h"
#include "engine/model/store/arithmetic.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace braid::analysis {

using model::EventIndex;
using model::Lane;
using model::Model;
using model::Nanos;
using model::NoEvent;
using model::State;

namespace {

bool waits(State state) {
    return state == State::Blocked || state == State::Waiting || state == State::Suspended || state == State::Ready ||
           state == State::Created;
}

/// Walks from the end to the beginning.
class Walk {
public:
    Walk(const Model& model, Nanos from) : m_model(model), m_from(from) {}

    void back(LaneId id, Nanos time);
    std::vector<PathPiece> pieces; ///< the last one first

private:
    /// The event of another lane to which the path leads from the beginning of the last one of `past`, all of one lane up to
    /// there; NoEvent: along the lane.
    EventIndex causeOf(const model::Intervals::Range& past) const;
    void add(const Lane& lane, const model::Interval& interval, Nanos end) {
        const Nanos begin = std::max(interval.begin, m_from);
        if (end <= begin)
            return;
        if (m_cause != NoEvent && !pieces.empty()) // the piece that comes after this one was let go by its lane
            pieces.back().cause = m_cause;
        m_cause = NoEvent;
        pieces.push_back({lane.id, begin, end, interval.state, interval.object, interval.event, NoEvent});
    }

    const Model& m_model;
    Nanos m_from;
    EventIndex m_cause = NoEvent; ///< the hand-over gone back over last
};

EventIndex Walk::causeOf(const model::Intervals::Range& past) const {
    const EventIndex event = past.back().event;
    if (event == NoEvent)
        return NoEvent;
    // Its beginning: the lane that started it; and where nothing led to it, the lane that made it.
    if (past.size() > 1) {
        const model::Interval before = past[past.size() - 2];
        if (waits(before.state))
            return model::causeOf(m_model, before, event);
        if (before.state == State::IoCopy) // what it got may have been there long before
            return NoEvent;
    }
    const std::optional<model::Arrow> arrow = model::arrowTo(m_model, event);
    return arrow ? arrow->from : NoEvent;
}

void Walk::back(LaneId id, Nanos time) {
    const Lane* lane = m_model.lane(id);
    // Each step goes back in the log or to an earlier stretch of the lane: it ends.
    EventIndex limit = NoEvent;
    while (lane && time > m_from) {
        model::Intervals::Range past = lane->intervals().upTo(time);
        if (past.empty())
            break;
        if (past.size() > 1 && past.back().begin == time && limit != NoEvent && past.back().event > limit)
            past.removeSuffix(1); // begun by what came after the cause
        for (;;) {
            const model::Interval interval = past.back();
            add(*lane, interval, time);
            time = std::min(time, interval.begin);
            const EventIndex cause = causeOf(past);
            const auto earlier = [&](EventIndex e) { return e != NoEvent && (limit == NoEvent || e < limit); };
            if (earlier(cause) && m_model.log()[cause].lane != lane->id.value) {
                limit = cause;
                m_cause = cause;
                time = std::min(time, m_model.log()[cause].time);
                lane = m_model.lane(LaneId{m_model.log()[cause].lane});
                break;
            }
            past.removeSuffix(1);
            if (past.empty() || time <= m_from) {
                lane = nullptr;
                break;
            }
        }
    }
}

/// The lane whose doing is the end of it all: of those that end last, or still live, the one that did something last.
LaneId lastOne(const Model& model, Nanos to) {
    LaneId best;
    Nanos latest = -1;
    for (const LaneId id : model.lanes()) {
        const Lane* lane = model.lane(id);
        const Nanos end = std::min(lane->ended, to);
        const model::Intervals::Range past = lane->intervals().upTo(end);
        if (past.empty() || !lane->begun || lane->created > to)
            continue;
        // A wait that is not over at the end did not lead to it.
        const model::Interval last = past.back();
        const Nanos time = waits(last.state) && std::min(last.end, lane->ended) > to ? last.begin : end;
        if (time > latest || (time == latest && !lane->starter)) {
            latest = time;
            best = id;
        }
    }
    return best;
}

/// How much of the time before a moment one lane has on the path.
class Covered {
public:
    /// In order of time.
    void add(const PathPiece& piece) {
        const Nanos before = m_parts.empty() ? 0 : m_parts.back().before + m_parts.back().end - m_parts.back().begin;
        m_parts.push_back({piece.begin, piece.end, before});
    }
    [[nodiscard]] Nanos upTo(Nanos time) const {
        const auto after = std::partition_point(m_parts.begin(), m_parts.end(), [time](const Part& part) { return part.begin < time; });
        return after == m_parts.begin() ? 0 : (after - 1)->before + std::min((after - 1)->end, time) - (after - 1)->begin;
    }

private:
    struct Part {
        Nanos begin, end;
        Nanos before; ///< of all earlier ones
    };
    std::vector<Part> m_parts;
};

/// What each object has to do with the path: how long its lanes held it there, waited for it, how often it was handed on.
void addUses(const Model& model, CriticalPath& path) {
    std::map<std::uint32_t, PathUse> uses;
    const auto useOf = [&uses](std::uint32_t object) -> PathUse& {
        PathUse& use = uses[object];
        use.object = ObjectId{object};
        return use;
    };
    std::map<std::uint32_t, Covered> ofLane;
    for (const PathPiece& piece : path.pieces) {
        ofLane[piece.lane.value].add(piece);
        if (piece.object && model.object(piece.object))
            useOf(piece.object.value).waited += piece.end - piece.begin;
        if (piece.cause != NoEvent)
            if (const std::uint32_t object = model.log()[piece.cause].object; model.object(ObjectId{object}))
                ++useOf(object).handOvers;
    }
    for (const ObjectId id : model.objects()) {
        Nanos held = 0;
        for (const model::Holding& holding : model.object(id)->holdingsIn(path.begin, path.end)) {
            const auto lane = ofLane.find(holding.lane.value);
            if (lane == ofLane.end())
                continue;
            model::addTo(held, lane->second.upTo(std::min(holding.end, path.end)) - lane->second.upTo(holding.begin));
        }
        if (held > 0)
            useOf(id.value).held = held;
    }
    for (const auto& [id, use] : uses)
        path.uses.push_back(use);
    std::stable_sort(path.uses.begin(), path.uses.end(), [](const PathUse& a, const PathUse& b) {
        return std::pair(a.held + a.waited, a.handOvers) > std::pair(b.held + b.waited, b.handOvers);
    });
}

} // namespace

CriticalPath criticalPath(const Model& model, Nanos from, Nanos to, LaneId last) {
    CriticalPath path;
    path.begin = from;
    path.end = std::min(to, model.endTime());
    if (!last)
        last = lastOne(model, path.end);
    const Lane* lane = model.lane(last);
    if (!lane)
        return path;
    Walk walk(model, from);
    walk.back(last, std::min(path.end, lane->ended));
    path.pieces.assign(walk.pieces.rbegin(), walk.pieces.rend());
    std::map<std::tuple<std::uint32_t, State, std::uint32_t>, Nanos> sums;
    for (const PathPiece& piece : path.pieces)
        sums[{piece.lane.value, piece.state, piece.object.value}] += piece.end - piece.begin;
    for (const auto& [key, ns] : sums)
        path.shares.push_back({LaneId{std::get<0>(key)}, std::get<1>(key), ObjectId{std::get<2>(key)}, ns});
    addUses(model, path);
    std::stable_sort(path.shares.begin(), path.shares.end(), [](const PathShare& a, const PathShare& b) { return a.ns > b.ns; });
    return path;
}

} // namespace braid::analysis
