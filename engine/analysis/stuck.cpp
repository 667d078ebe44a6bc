#include "engine/analysis/stuck.h"

#include "engine/analysis/waits.h"

#include <algorithm>
#include <unordered_set>

namespace braid::analysis {

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

/// Which lanes are (still taken to be) stuck.
using Stuck = std::unordered_set<LaneId>;

/// Somebody outside of `stuck` could end the wait.
bool canBeHelped(const Model& model, const CurrentWait& wait, const Stuck& stuck, bool othersMove) {
    std::vector<Blocker> blockers;
    findBlockers(model, wait, blockers);
    if (blockers.empty()) // anyone may give it
        return othersMove;
    // Each of the blockers has to let go, so one that never can is enough.
    return std::none_of(blockers.begin(), blockers.end(), [&](const Blocker& blocker) {
        const Lane* lane = model.lane(blocker.lane);
        if (!lane || !lane->unfinished())
            return true;
        if (lane->kind == LaneKind::Process) {
            std::vector<LaneId> threads;
            threadsOf(model, *lane, threads);
            return std::any_of(threads.begin(), threads.end(), [&stuck](LaneId id) { return stuck.count(id) > 0; });
        }
        return stuck.count(blocker.lane) > 0 || (neverStarted(*lane) && !othersMove);
    });
}

} // namespace

std::vector<LaneId> stuckLanes(const Model& model) {
    Stuck stuck;
    std::vector<std::pair<const Lane*, CurrentWait>> candidates;
    std::size_t others = 0; // living ones that are not stuck
    for (const LaneId id : model.lanes()) {
        const Lane* lane = model.lane(id);
        if (!lane->unfinished())
            continue;
        if (canMove(model, *lane)) {
            ++others;
            continue;
        }
        // A process moves with its threads; who was not started needs no help, it needs a starter.
        if (const std::optional<CurrentWait> wait = currentWait(model, *lane)) {
            candidates.emplace_back(lane, *wait);
            stuck.insert(id);
        }
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto& [lane, wait] : candidates) {
            if (stuck.count(lane->id) == 0 || !canBeHelped(model, wait, stuck, others > 0))
                continue;
            stuck.erase(lane->id);
            ++others;
            changed = true;
        }
    }
    std::vector<LaneId> lanes;
    for (const auto& [lane, wait] : candidates)
        if (stuck.count(lane->id) > 0)
            lanes.push_back(lane->id);
    return lanes;
}

} // namespace braid::analysis
