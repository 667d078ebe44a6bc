#include "engine/analysis/findings/deadlocks.h"

#include "engine/analysis/findings/stuck_text.h"
#include "engine/analysis/waiting/self_context.h"
#include "engine/model/query/current_wait.h"
#include "engine/model/text/patterns.h"

#include <algorithm>

namespace braid::analysis {

using model::Lane;
using model::Model;
namespace patterns = model::patterns;

namespace {

/// A sentence with more links than this cannot be read.
constexpr std::size_t MostEdgesTold = 24;

/// A step along a chain takes several allocations.
constexpr std::uint64_t StepCost = 8;

/// A lane on the way from the start, which may be long: what its edge needs, and the givers that have not been followed yet.
struct Node {
    LaneId lane;
    ObjectId object;
    SiteId site;
    Need need = Need::Other;
    std::vector<Giver> givers;
};

/// The wait of `lane` where it can be part of a cycle.
std::optional<Node> nodeOf(const WaitRelation& relation, LaneId lane) {
    std::optional<LaneWait> wait = relation.plain(lane);
    if (!wait || wait->timed || wait->served || !(wait->each || wait->turn))
        return std::nullopt;
    Node node;
    if (wait->each)
        relation.fill(*wait);
    node.givers = std::move(wait->givers);
    std::erase_if(node.givers, [](const Giver& giver) { return giver.tie == Tie::ParentsOwner; });
    if (wait->turn)
        node.givers.push_back({wait->turn, Tie::Thread, model::NoEvent});
    if (node.givers.empty())
        return std::nullopt;
    node.lane = wait->lane;
    node.object = wait->object;
    node.site = wait->site;
    node.need = wait->need;
    return node;
}

/// `lane` may wait for one that waits as well (or for itself). Most waits fail this test, and it allocates nothing.
bool standsBehindWaiter(const Model& model, const Lane& lane) {
    const auto waits = [&model, &lane](LaneId id) {
        const Lane* other = model.lane(id);
        if (!other || other->intervals().empty())
            return other == &lane || (other && other->kind == trace::LaneKind::Process);
        const model::State state = other->intervals().back().state;
        return state == model::State::Blocked || state == model::State::Waiting || state == model::State::Suspended ||
               (state == model::State::Ready && other->loop);
    };
    if (lane.intervals().empty())
        return false;
    const ObjectId object = lane.intervals().back().object;
    const model::Object* lock = model.object(object);
    if (!lock)
        return object && waits(laneOf(object));
    return lock->owners.size() > WaitRelation::MostOwners || (prefersWriters(*lock) && lock->waiters.size() > 1) ||
           std::any_of(lock->owners.begin(), lock->owners.end(), [&waits](const model::Holding& o) { return waits(o.lane); });
}

CycleEdge edge(const Model& model, const Node& node, const Giver& giver) {
    return {node.lane, node.object, giver.lane, node.site, model.siteOf(giver.event), giver.tie == Tie::Thread ? Need::Turn : node.need, giver.tie};
}

} // namespace

std::vector<CycleEdge> Deadlocks::closedBy(const Model& model, LaneId start) {
    const Lane* lane = model.lane(start);
    if (!lane || contains(start) || !standsBehindWaiter(model, *lane))
        return {};
    const WaitRelation relation(model);
    std::optional<Node> first = nodeOf(relation, start);
    if (!first)
        return {};
    std::vector<Node> path{*std::move(first)};
    std::vector<CycleEdge> edges;
    std::unordered_set<LaneId> seen{start};
    while (!path.empty()) {
        Node& node = path.back();
        if (node.givers.empty()) {
            path.pop_back();
            if (!edges.empty())
                edges.pop_back();
            continue;
        }
        const Giver giver = node.givers.back();
        node.givers.pop_back();
        if (giver.lane == start) {
            edges.push_back(edge(model, node, giver));
            // The ring begins with its oldest lane, however it was found.
            std::rotate(edges.begin(), std::min_element(edges.begin(), edges.end(), [](const CycleEdge& a, const CycleEdge& b) { return a.lane < b.lane; }),
                        edges.end());
            return edges;
        }
        // A known cycle is a dead end: who waits behind it is not in it.
        if (contains(giver.lane) || !seen.insert(giver.lane).second)
            continue;
        if (std::optional<Node> next = nodeOf(relation, giver.lane)) {
            if (!m_walks.take(StepCost * (1 + next->givers.size()), model.log().size()))
                return {};
            edges.push_back(edge(model, node, giver));
            path.push_back(*std::move(next));
        }
    }
    return {};
}

Finding deadlockFinding(const Model& model, std::vector<CycleEdge> cycle, const std::vector<bool>& only, model::EventIndex event) {
    Finding finding;
    // Workers that wait for what is queued behind themselves hang for want of workers; no one holds what another one wants.
    const bool queued = std::all_of(cycle.begin(), cycle.end(), [](const CycleEdge& e) { return e.tie == Tie::Queued; });
    finding.kind = queued ? FindingKind::Hang : FindingKind::Deadlock;
    const StuckCause own = cycle.size() != 1 ? StuckCause::Cycle : isInherited(model, cycle.front()) ? StuckCause::InheritedAtFork
                                                                                                     : StuckCause::Self;
    finding.cause = queued ? StuckCause::PoolWaitsForItself : own;
    finding.event = event;
    finding.at = event < model.log().size() ? model.log()[event].time : model.endTime();
    finding.message.pattern = queued ? patterns::AllQueued : patterns::Deadlock;
    std::unordered_set<ObjectId> objects;
    for (std::size_t i = 0; i < cycle.size(); ++i) {
        const CycleEdge& e = cycle[i];
        if (finding.message.parts.size() < MostEdgesTold)
            finding.message.parts.push_back(edgeSentence(model, e, i < only.size() && only[i]));
        finding.lanes.push_back(e.lane);
        if (e.waitsFor && objects.insert(e.waitsFor).second)
            finding.objects.push_back(e.waitsFor);
        if (const Lane* lane = model.lane(e.lane))
            finding.events.push_back(lane->intervals().back().event);
    }
    if (finding.cause == StuckCause::Self)
        for (model::Sentence& sentence : selfContext(model, cycle.front()))
            finding.message.parts.push_back(std::move(sentence));
    if (cycle.size() > MostEdgesTold)
        finding.message.parts.push_back({patterns::FurtherEdges, {std::to_string(cycle.size() - MostEdgesTold)}, {}});
    finding.cycle = std::move(cycle);
    return finding;
}

bool onlyBeganToWait(const Model& model, const Finding& ring) {
    return std::any_of(ring.cycle.begin(), ring.cycle.end(), [&](const CycleEdge& edge) {
        const Lane* occupant = edge.tie == Tie::Thread ? model.lane(edge.heldBy) : nullptr;
        if (!occupant || occupant->kind != trace::LaneKind::Coroutine)
            return false;
        const auto since = occupant->intervals(ring.at, model.endTime());
        return std::any_of(since.begin(), since.end(), [](const model::Interval& each) { return each.state == model::State::Suspended; });
    });
}

model::Sentence deadlockSaidAnew(const Model& model, const Finding& finding) {
    std::vector<bool> only; // as it was said before
    for (std::size_t i = 0; i < finding.cycle.size() && i < finding.message.parts.size(); ++i)
        only.push_back(finding.message.parts[i].pattern != edgeSentence(model, finding.cycle[i]).pattern);
    Finding anew = finding;
    anew.message = deadlockFinding(model, finding.cycle, only, finding.event).message;
    sayUnknownThreads(model, anew);
    if (finding.openedAt >= 0)
        anew.message.parts.push_back(finding.message.parts.back()); // when and how it opened
    return anew.message;
}

} // namespace braid::analysis
