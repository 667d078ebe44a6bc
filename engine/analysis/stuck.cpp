#include "engine/analysis/stuck.h"

#include "engine/model/query/current_wait.h"

#include <unordered_map>

namespace braid::analysis {

using model::Blocker;
using model::CurrentWait;
using model::Lane;
using model::Model;
using trace::LaneKind;

bool neverStarted(const Lane& lane) {
    return !lane.begun && lane.kind != LaneKind::Process && !lane.starter;
}

void threadsOf(const Model& model, const Lane& process, std::vector<LaneId>& threads) {
    for (const LaneId id : process.children) {
        const Lane* child = model.lane(id);
        if (child->kind == LaneKind::Thread && child->unfinished() && (!child->daemon || process.daemon))
            threads.push_back(id);
    }
}

namespace {

/// Takes away from the lanes that seem stuck those that another one may still release, then those that these may, and so on. Each
/// dependency is looked at once: those who wait for one thing with several owners depend on a node of that thing.
class Unsticker {
public:
    explicit Unsticker(const Model& model) : m_model(model) {}
    std::vector<LaneId> stuck();

private:
    struct Node {
        LaneId lane;              ///< none for a thing with several owners
        std::size_t waitsFor = 0; ///< nodes of which each has to move first
        bool never = false;       ///< one of those it waits for is gone
        bool anyLane = false;     ///< any other lane that moves may release it
        bool moves = false;
        std::vector<std::size_t> behind; ///< nodes that wait for this one
    };
    void collect();
    void dependOn(std::size_t node, LaneId blocker);
    void depend(std::size_t node, const CurrentWait& wait);
    void free(std::size_t node);
    [[nodiscard]] bool canGo(const Node& node) const {
        return !node.moves && !node.never && node.waitsFor == 0 && (!node.anyLane || m_others > 0);
    }

    const Model& m_model;
    std::vector<Node> m_nodes;
    std::unordered_map<LaneId, std::size_t> m_nodeOf;
    std::unordered_map<ObjectId, std::size_t> m_nodeOfThing;
    std::vector<CurrentWait> m_waits; ///< of the first nodes
    std::size_t m_others = 0;         ///< living ones that are not stuck
    std::vector<std::size_t> m_free;
};

void Unsticker::collect() {
    for (const LaneId id : m_model.lanes()) {
        const Lane* lane = m_model.lane(id);
        if (!lane->unfinished())
            continue;
        if (canMove(m_model, *lane)) {
            ++m_others;
            continue;
        }
        // A process moves with its threads; who was not started needs no help, it needs a starter.
        if (const std::optional<CurrentWait> wait = currentWait(m_model, *lane)) {
            m_nodeOf.emplace(id, m_nodes.size());
            m_nodes.emplace_back();
            m_nodes.back().lane = id;
            m_waits.push_back(*wait);
        }
    }
    for (std::size_t i = 0; i < m_waits.size(); ++i)
        depend(i, m_waits[i]);
}

/// `node` waits for `blocker` to move (or, of a process, for its threads).
void Unsticker::dependOn(std::size_t node, LaneId blocker) {
    const Lane* lane = m_model.lane(blocker);
    if (!lane || !lane->unfinished()) {
        m_nodes[node].never = true;
        return;
    }
    std::vector<LaneId> threads;
    if (lane->kind == LaneKind::Process)
        threadsOf(m_model, *lane, threads);
    else
        threads.push_back(blocker);
    for (const LaneId id : threads) {
        if (const auto other = m_nodeOf.find(id); other != m_nodeOf.end()) {
            m_nodes[other->second].behind.push_back(node);
            ++m_nodes[node].waitsFor;
        }
    }
    m_nodes[node].anyLane = m_nodes[node].anyLane || (lane->kind != LaneKind::Process && neverStarted(*lane));
}

void Unsticker::depend(std::size_t node, const CurrentWait& wait) {
    const model::Object* object = m_model.object(wait.object);
    const Lane* joined = object ? nullptr : m_model.lane(laneOf(wait.object));
    const bool many = (object && object->owners.size() > 1) || (joined && joined->kind == LaneKind::Process);
    if (!many) {
        std::vector<Blocker> blockers;
        findBlockers(m_model, wait, blockers);
        m_nodes[node].anyLane = blockers.empty(); // any lane may give it
        for (const Blocker& blocker : blockers)
            dependOn(node, blocker.lane);
        return;
    }
    // Who waits for it without a blocker of his own would do so beside those who have some: that is looked at each time.
    const auto [thing, isNew] = m_nodeOfThing.try_emplace(wait.object, m_nodes.size());
    const std::size_t place = thing->second;
    if (isNew) {
        m_nodes.emplace_back();
        std::vector<Blocker> blockers;
        findBlockers(m_model, wait, blockers);
        m_nodes[place].anyLane = blockers.empty();
        for (const Blocker& blocker : blockers)
            dependOn(place, blocker.lane);
    }
    m_nodes[place].behind.push_back(node);
    ++m_nodes[node].waitsFor;
}

void Unsticker::free(std::size_t node) {
    m_nodes[node].moves = true;
    m_free.push_back(node);
}

std::vector<LaneId> Unsticker::stuck() {
    collect();
    std::vector<std::size_t> needAnyone;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (canGo(m_nodes[i]))
            free(i);
        else if (m_nodes[i].anyLane)
            needAnyone.push_back(i);
    }
    while (!m_free.empty()) {
        const std::size_t node = m_free.back();
        m_free.pop_back();
        if (m_nodes[node].lane && m_others++ == 0)
            for (const std::size_t waiting : needAnyone)
                if (canGo(m_nodes[waiting]))
                    free(waiting);
        for (const std::size_t waiting : m_nodes[node].behind) {
            --m_nodes[waiting].waitsFor;
            if (canGo(m_nodes[waiting]))
                free(waiting);
        }
    }
    std::vector<LaneId> lanes;
    for (std::size_t i = 0; i < m_waits.size(); ++i)
        if (!m_nodes[i].moves)
            lanes.push_back(m_nodes[i].lane);
    return lanes;
}

} // namespace

std::vector<LaneId> stuckLanes(const Model& model) { return Unsticker(model).stuck(); }

} // namespace braid::analysis
