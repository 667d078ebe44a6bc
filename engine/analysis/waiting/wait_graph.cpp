#include "engine/analysis/waiting/wait_graph.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace braid::analysis {

using model::Interval;
using model::Lane;
using model::Model;
using model::Nanos;
using model::State;
using trace::LaneKind;

namespace {

/// Asks the relation for what the waits need and who could give it; of those who wait for one thing in one way once.
class Asker {
public:
    Asker(const Model& model, Nanos time, WaitGraph& graph) : m_model(model), m_graph(graph), m_relation(model, time), m_present(time >= model.endTime()) {}
    void ask(Wait& wait);
    /// Not for the outside world.
    [[nodiscard]] bool waits(LaneId lane) const { return m_relation.plain(lane).has_value(); }

private:
    struct Known {
        std::uint32_t first = 0, count = 0;
        bool served = false;
    };
    [[nodiscard]] std::optional<std::uint64_t> keyOf(const LaneWait& wait) const;

    const Model& m_model;
    WaitGraph& m_graph;
    WaitRelation m_relation;
    bool m_present;
    std::unordered_map<std::uint64_t, Known> m_known;
    std::size_t m_things = 0;
};

/// Waits of one key have the same givers. Of the past it is known of each lane by itself who gave it what it waits for.
std::optional<std::uint64_t> Asker::keyOf(const LaneWait& wait) const {
    const Lane* lane = m_model.lane(wait.lane);
    const bool same = m_present || ((wait.need == Need::Release || wait.need == Need::End) && !lane->loop);
    return same && wait.need != Need::Turn ? m_relation.thingOf(wait) : std::nullopt;
}

void Asker::ask(Wait& wait) {
    std::optional<LaneWait> now = m_relation.plain(wait.lane);
    if (!now) {
        wait.lane = {}; // it goes on by itself
        return;
    }
    const std::optional<std::uint64_t> key = keyOf(*now);
    const auto known = key ? m_known.find(*key) : m_known.end();
    Known givers;
    if (known != m_known.end()) {
        givers = known->second;
        now->served = now->served || givers.served;
        wait.asked = true;
    } else if (m_things < MostThings) {
        ++m_things;
        m_relation.fill(*now);
        givers = {static_cast<std::uint32_t>(m_graph.givers.size()), static_cast<std::uint32_t>(now->givers.size()), now->served};
        m_graph.givers.insert(m_graph.givers.end(), now->givers.begin(), now->givers.end());
        // What a single wait has got already says nothing of the others, but that nobody is left to wait for does.
        givers.served = now->each && now->givers.empty();
        if (key)
            m_known.emplace(*key, givers);
        wait.asked = true;
    }
    wait.object = now->object;
    wait.event = now->event;
    wait.site = now->site;
    wait.need = now->need;
    wait.timed = now->timed;
    wait.served = now->served;
    wait.each = now->each;
    wait.turn = now->turn == wait.lane ? LaneId{} : now->turn;
    wait.firstGiver = givers.first;
    wait.giverCount = givers.count;
}

/// The places of those to ask: the lanes of `first`, then by how long they have waited.
std::vector<std::size_t> inOrderOfAsking(const std::vector<Wait>& waits, std::span<const LaneId> first) {
    std::vector<std::size_t> order(waits.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (waits.size() <= MostThings)
        return order;
    const std::unordered_set<LaneId> wanted(first.begin(), first.end());
    const auto before = [&](std::size_t a, std::size_t b) {
        const bool wantedA = wanted.contains(waits[a].lane), wantedB = wanted.contains(waits[b].lane);
        if (wantedA != wantedB)
            return wantedA;
        return waits[a].since != waits[b].since ? waits[a].since < waits[b].since : a < b;
    };
    const std::size_t asked = std::min(order.size(), MostAsked);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(asked), order.end(), before);
    order.resize(asked);
    return order;
}

/// Leaves the first MostAsked, in the order of their lanes, and counts the others.
void keepAndCount(WaitGraph& graph, std::span<const LaneId> first) {
    std::vector<Wait>& waits = graph.waits;
    if (waits.size() <= MostAsked)
        return;
    std::vector<bool> kept(waits.size(), false);
    for (const std::size_t place : inOrderOfAsking(waits, first))
        kept[place] = true;
    std::vector<ObjectId> others;
    std::size_t end = 0;
    for (std::size_t i = 0; i < waits.size(); ++i) {
        if (kept[i])
            waits[end++] = waits[i];
        else if (waits[i].object)
            others.push_back(waits[i].object);
    }
    waits.resize(end);
    std::sort(others.begin(), others.end());
    for (const ObjectId object : others) {
        if (graph.more.empty() || graph.more.back().object != object)
            graph.more.push_back({object, 0});
        ++graph.more.back().waits;
    }
}

} // namespace

bool isProof(Tie tie) { return tie != Tie::Gave && tie != Tie::Gives && tie != Tie::User; }

const Wait* WaitGraph::waitOf(LaneId lane) const {
    const auto found = std::lower_bound(waits.begin(), waits.end(), lane, [](const Wait& wait, LaneId id) { return wait.lane < id; });
    return found != waits.end() && found->lane == lane ? &*found : nullptr;
}

std::size_t WaitGraph::moreFor(ObjectId object) const {
    const auto found = std::lower_bound(more.begin(), more.end(), object, [](const More& each, ObjectId id) { return each.object < id; });
    return found != more.end() && found->object == object ? found->waits : 0;
}

std::span<const Hold> WaitGraph::holdsOf(ObjectId object) const {
    const auto begin = std::lower_bound(holds.begin(), holds.end(), object, [](const Hold& hold, ObjectId id) { return hold.object < id; });
    auto end = begin;
    while (end != holds.end() && end->object == object)
        ++end;
    return {begin, end};
}

WaitGraph waitGraphAt(const Model& model, Nanos time, std::span<const LaneId> first) {
    WaitGraph graph;
    // Past the end of a finished run there is what was left at its end.
    if (model.finished())
        time = std::min(time, model.endTime());
    Asker asker(model, time, graph);
    for (const LaneId id : model.lanes()) {
        const Lane* lane = model.lane(id);
        const std::optional<Interval> now = lane->at(time);
        if (!now)
            continue;
        // Who is ready in a loop may wait for its turn.
        const bool waits = isWaiting(now->state) || (now->state == State::IoWait && asker.waits(id));
        if (!waits && !(now->state == State::Ready && lane->loop))
            continue;
        Wait wait;
        wait.lane = id;
        wait.object = now->object;
        wait.since = now->begin;
        wait.event = now->event;
        wait.site = model.siteOf(now->event);
        wait.timed = now->timed;
        graph.waits.push_back(wait);
    }
    // Numbers mostly grow with the order of creation.
    const auto byLane = [](const Wait& a, const Wait& b) { return a.lane < b.lane; };
    if (!std::is_sorted(graph.waits.begin(), graph.waits.end(), byLane))
        std::sort(graph.waits.begin(), graph.waits.end(), byLane);
    keepAndCount(graph, first);
    for (const std::size_t place : inOrderOfAsking(graph.waits, first))
        asker.ask(graph.waits[place]);
    std::erase_if(graph.waits, [](const Wait& wait) { return !wait.lane; });
    for (const ObjectId id : model.objects())
        for (const model::Holding& holding : model.object(id)->heldAt(time))
            graph.holds.push_back({id, holding.lane, holding.begin, model.event(holding.acquired).site});
    const auto byObject = [](const Hold& a, const Hold& b) { return a.object < b.object; };
    if (!std::is_sorted(graph.holds.begin(), graph.holds.end(), byObject))
        std::stable_sort(graph.holds.begin(), graph.holds.end(), byObject);
    return graph;
}

} // namespace braid::analysis
