#pragma once

#include "engine/analysis/findings/deadlocks.h"
#include "engine/analysis/findings/inferred_givers.h"
#include "engine/analysis/findings/stuck_findings.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

// Between stuck_findings.cpp and stuck_behind.cpp only.
namespace braid::analysis {

/// One stuck lane; or, without one, a thing that several lanes wait for, so that they stand behind it and it stands behind those
/// who could give it.
struct StuckNode {
    LaneWait wait; ///< of a thing: of the first who waits for it
    bool thing = false;
    bool any = false;                ///< one of those it stands behind would do
    std::size_t waiters = 0;         ///< of a thing: lanes that wait for it
    std::size_t through = SIZE_MAX;  ///< of a lane: the thing it waits for
    std::vector<std::size_t> behind; ///< nodes it stands behind
    std::size_t component = SIZE_MAX;
    InferredGivers inferred; ///< of a lane that waits for what nobody is known to have given
    bool wanted = false;     ///< a thread that is no daemon is stuck because of this one
};

/// A ring, a knot or a root.
struct StuckCore {
    std::vector<std::size_t> lanes; ///< nodes, in order of creation
    bool cyclic = false;
};

/// Makes findings of the lanes that are stuck. For one call of findings().
class StuckSurvey {
public:
    static constexpr std::size_t None = SIZE_MAX;
    static constexpr std::size_t MostWaits = 64; ///< edges that a finding has beside those of its cycle
    StuckSurvey(const model::Model& model, const Deadlocks& known) : m_model(model), m_known(known), m_relation(model) {}
    /// `stuck`: see stuckLanes().
    std::vector<StuckFinding> findings(std::vector<LaneWait> stuck, bool daemonsToo);

private:
    void collect(std::vector<LaneWait> stuck);
    void infer();
    void connect(std::size_t node);
    void standBehind(std::size_t node, const std::vector<Giver>& givers);
    /// Who could end the wait of a lane, stuck or not, living or ended.
    [[nodiscard]] std::vector<Giver> giversOf(const StuckNode& node) const;
    void findComponents();
    void findCores();
    void markWanted(bool daemonsToo);
    void addRoots();
    [[nodiscard]] bool givesTurnsToStuck(const StuckNode& thread) const;
    [[nodiscard]] std::vector<std::size_t> ringThrough(std::size_t start) const;
    [[nodiscard]] bool inOrder(const StuckCore& core) const;
    [[nodiscard]] bool onOneCondition(const StuckCore& core) const;
    [[nodiscard]] CycleEdge edgeBetween(std::size_t from, std::size_t to) const;
    void addWaits(Finding& finding, const StuckCore& core, const std::vector<std::size_t>& told) const;
    void addBehind(std::vector<StuckFinding>& findings) const;
    void sayWhoIsBehind(Finding& finding, const std::vector<std::size_t>& behind) const;
    [[nodiscard]] StuckFinding ringFinding(const StuckCore& core) const;
    [[nodiscard]] StuckFinding rootFinding(const StuckCore& core) const;
    [[nodiscard]] bool isPool(const StuckCore& core) const;
    [[nodiscard]] StuckFinding poolFinding(const StuckCore& core) const;
    void setTime(Finding& finding, const StuckCore& core) const;

    const model::Model& m_model;
    const Deadlocks& m_known;
    WaitRelation m_relation;
    std::vector<StuckNode> m_nodes;
    std::vector<std::vector<Giver>> m_thingGivers; ///< of the nodes of things, stuck or not, living or ended
    std::size_t m_lanes = 0;                       ///< nodes of lanes, which come first
    std::unordered_map<LaneId, std::size_t> m_nodeOf;
    std::unordered_map<std::uint64_t, std::size_t> m_things; ///< by WaitRelation::groupOf()

    std::vector<StuckCore> m_cores;
};

} // namespace braid::analysis
