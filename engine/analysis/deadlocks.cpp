#include "engine/analysis/deadlocks.h"

#include "engine/analysis/waits.h"
#include "engine/model/patterns.h"

#include <algorithm>

namespace braid::analysis {

using model::Lane;
using model::Model;
using model::Sentence;
namespace patterns = model::patterns;

namespace {

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
    return node;
}

/// `lane` waits for one that waits as well (or for itself). Most waits fail this test, and it allocates nothing.
bool standsBehindWaiter(const Model& model, const Lane& lane) {
    const auto waits = [&model, &lane](LaneId id) {
        const Lane* other = model.lane(id);
        if (!other || other->intervals.empty())
            return other == &lane;
        const model::State state = other->intervals.back().state;
        return state == model::State::Blocked || state == model::State::Waiting || state == model::State::Suspended;
    };
    if (lane.intervals.empty())
        return false;
    const ObjectId object = lane.intervals.back().object;
    if (const model::Object* lock = model.object(object))
        return std::any_of(lock->owners.begin(), lock->owners.end(),
                           [&waits](const model::Holding& o) { return waits(o.lane); });
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
            for (const CycleEdge& e : edges)
                m_stuck.insert(e.lane);
            // The ring begins with its oldest lane, however it was found.
            std::rotate(edges.begin(),
                        std::min_element(edges.begin(), edges.end(),
                                         [](const CycleEdge& a, const CycleEdge& b) { return a.lane < b.lane; }),
                        edges.end());
            return edges;
        }
        // A known cycle is a dead end: who waits behind it is not in it.
        if (contains(blocker.lane) || !seen.insert(blocker.lane).second)
            continue;
        if (std::optional<Node> next = nodeOf(model, blocker.lane)) {
            edges.push_back(edge(model, node, blocker));
            path.push_back(*std::move(next));
        }
    }
    return {};
}

Finding deadlockFinding(const Model& model, std::vector<CycleEdge> cycle, model::EventIndex event) {
    Finding finding;
    finding.kind = FindingKind::Deadlock;
    finding.event = event;
    finding.at = event < model.log().size() ? model.log()[event].time : model.endTime();
    finding.message.pattern = patterns::Deadlock;
    for (const CycleEdge& e : cycle) {
        finding.message.parts.push_back(edgeSentence(model, e));
        finding.lanes.push_back(e.lane);
        if (std::find(finding.objects.begin(), finding.objects.end(), e.waitsFor) == finding.objects.end())
            finding.objects.push_back(e.waitsFor);
        if (const Lane* lane = model.lane(e.lane))
            finding.events.push_back(lane->intervals.back().event);
    }
    finding.cycle = std::move(cycle);
    return finding;
}

} // namespace braid::analysis
