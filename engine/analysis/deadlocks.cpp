#include "engine/analysis/deadlocks.h"

#include "engine/model/query/current_wait.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace braid::analysis {

using model::Blocker;
using model::CurrentWait;
using model::Lane;
using model::Model;
using model::Sentence;
namespace patterns = model::patterns;

namespace {

/// A sentence with more links than this cannot be read.
constexpr std::size_t MostEdgesTold = 24;

/// A step along a chain takes several allocations.
constexpr std::uint64_t StepCost = 8;

/// Of those who share a lock so many are followed.
constexpr std::size_t MostBlockers = 1024;

/// A lane on the way from the start, and the blockers of it that have not been followed yet.
struct Node {
    const Lane* lane;
    CurrentWait wait;
    std::vector<Blocker> blockers;
};

/// The wait of `lane` where it can be part of a cycle.
std::optional<Node> nodeOf(const Model& model, LaneId id) {
    const Lane* lane = model.lane(id);
    if (!lane)
        return std::nullopt;
    const std::optional<CurrentWait> wait = currentWait(model, *lane);
    if (!wait || wait->timed || !wait->object)
        return std::nullopt;
    Node node{lane, *wait, {}};
    findBlockers(model, *wait, node.blockers);
    if (node.blockers.empty())
        return std::nullopt;
    node.blockers.resize(std::min(node.blockers.size(), MostBlockers), Blocker{});
    return node;
}

/// `lane` waits for one that waits as well (or for itself). Most waits fail this test, and it allocates nothing.
bool standsBehindWaiter(const Model& model, const Lane& lane) {
    const auto waits = [&model, &lane](LaneId id) {
        const Lane* other = model.lane(id);
        if (!other || other->intervals().empty())
            return other == &lane;
        const model::State state = other->intervals().back().state;
        return state == model::State::Blocked || state == model::State::Waiting || state == model::State::Suspended;
    };
    if (lane.intervals().empty())
        return false;
    const ObjectId object = lane.intervals().back().object;
    if (const model::Object* lock = model.object(object))
        return lock->owners.size() > MostBlockers ||
               std::any_of(lock->owners.begin(), lock->owners.end(), [&waits](const model::Holding& o) { return waits(o.lane); });
    return waits(laneOf(object));
}

CycleEdge edge(const Model& model, const Node& node, const Blocker& blocker) {
    return {node.lane->id, node.wait.object, blocker.lane, node.wait.site,
            blocker.acquired == model::NoEvent ? SiteId{} : model.event(blocker.acquired).site};
}

Sentence edgeSentence(const Model& model, const CycleEdge& edge) {
    const std::string lane(model.name(edge.lane));
    const std::string what(model.name(edge.waitsFor));
    const std::string site = model::siteText(model, edge.waitSite);
    Sentence sentence;
    const auto pick = [&](const char* plain, const char* withSite) {
        sentence.pattern = site.empty() ? plain : withSite;
    };
    if (model.object(edge.waitsFor)) {
        sentence.arguments = {lane, what};
        if (edge.lane == edge.heldBy) {
            pick(patterns::WaitsForOwn, patterns::EdgeToSelfAt);
        } else {
            pick(patterns::Edge, patterns::EdgeAt);
            sentence.arguments.emplace_back(model.name(edge.heldBy));
        }
    } else if (edge.lane == edge.heldBy) {
        return {patterns::EdgeToOwnEnd, {lane}, {}};
    } else {
        pick(patterns::WaitsForEnd, patterns::EdgeToEndAt);
        sentence.arguments = {lane, what};
    }
    if (!site.empty())
        sentence.arguments.push_back(site);
    return sentence;
}

} // namespace

std::vector<CycleEdge> Deadlocks::keep(std::vector<CycleEdge> cycle) {
    for (const CycleEdge& e : cycle)
        m_stuck.insert(e.lane);
    // The ring begins with its oldest lane, however it was found.
    std::rotate(cycle.begin(),
                std::min_element(cycle.begin(), cycle.end(), [](const CycleEdge& a, const CycleEdge& b) { return a.lane < b.lane; }),
                cycle.end());
    return cycle;
}

std::vector<CycleEdge> Deadlocks::closedBy(const Model& model, LaneId start) {
    const Lane* lane = model.lane(start);
    if (!lane || contains(start) || !standsBehindWaiter(model, *lane))
        return {};
    std::optional<Node> first = nodeOf(model, start);
    if (!first)
        return {};
    std::vector<Node> path{*std::move(first)};
    std::vector<CycleEdge> edges;
    std::unordered_set<LaneId> seen{start};
    while (!path.empty()) {
        Node& node = path.back();
        if (node.blockers.empty()) {
            path.pop_back();
            if (!edges.empty())
                edges.pop_back();
            continue;
        }
        const Blocker blocker = node.blockers.back();
        node.blockers.pop_back();
        if (blocker.lane == start) {
            edges.push_back(edge(model, node, blocker));
            return keep(std::move(edges));
        }
        // A known cycle is a dead end: who waits behind it is not in it.
        if (contains(blocker.lane) || !seen.insert(blocker.lane).second)
            continue;
        if (std::optional<Node> next = nodeOf(model, blocker.lane)) {
            if (!m_walks.take(StepCost * (1 + next->blockers.size()), model.log().size())) {
                m_left.push_back(start);
                return {};
            }
            edges.push_back(edge(model, node, blocker));
            path.push_back(*std::move(next));
        }
    }
    return {};
}

std::vector<std::vector<CycleEdge>> Deadlocks::leftOver(const Model& model) {
    std::vector<std::vector<CycleEdge>> cycles;
    std::unordered_set<LaneId> done; // no cycle leads through these but known ones
    for (const LaneId start : std::exchange(m_left, {})) {
        std::vector<Node> path;
        std::vector<CycleEdge> edges; // edges[i] leads from path[i] to path[i + 1]
        std::unordered_map<LaneId, std::size_t> onPath;
        const auto enter = [&](LaneId id) {
            if (contains(id) || !done.insert(id).second)
                return false;
            std::optional<Node> node = nodeOf(model, id);
            if (!node)
                return false;
            onPath.emplace(id, path.size());
            path.push_back(*std::move(node));
            return true;
        };
        enter(start);
        while (!path.empty()) {
            Node& node = path.back();
            if (node.blockers.empty()) {
                onPath.erase(node.lane->id);
                path.pop_back();
                if (!edges.empty())
                    edges.pop_back();
                continue;
            }
            const Blocker blocker = node.blockers.back();
            node.blockers.pop_back();
            const CycleEdge next = edge(model, node, blocker);
            if (const auto begin = onPath.find(blocker.lane); begin != onPath.end()) {
                std::vector<CycleEdge> cycle(edges.begin() + static_cast<std::ptrdiff_t>(begin->second), edges.end());
                cycle.push_back(next);
                cycles.push_back(keep(std::move(cycle)));
                break; // whoever is on the way to it stands behind it
            }
            if (enter(blocker.lane))
                edges.push_back(next);
        }
    }
    return cycles;
}

Finding deadlockFinding(const Model& model, std::vector<CycleEdge> cycle, model::EventIndex event) {
    Finding finding;
    finding.kind = FindingKind::Deadlock;
    finding.event = event;
    finding.at = event < model.log().size() ? model.log()[event].time : model.endTime();
    finding.message.pattern = patterns::Deadlock;
    std::unordered_set<ObjectId> objects;
    for (const CycleEdge& e : cycle) {
        if (finding.message.parts.size() < MostEdgesTold)
            finding.message.parts.push_back(edgeSentence(model, e));
        finding.lanes.push_back(e.lane);
        if (objects.insert(e.waitsFor).second)
            finding.objects.push_back(e.waitsFor);
        if (const Lane* lane = model.lane(e.lane))
            finding.events.push_back(lane->intervals().back().event);
    }
    if (cycle.size() > MostEdgesTold)
        finding.message.parts.push_back({patterns::FurtherEdges, {std::to_string(cycle.size() - MostEdgesTold)}, {}});
    finding.cycle = std::move(cycle);
    return finding;
}

} // namespace braid::analysis
