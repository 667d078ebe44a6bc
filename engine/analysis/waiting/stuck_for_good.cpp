#include "engine/analysis/waiting/stuck_for_good.h"

#include "engine/model/query/connections.h"

#include <algorithm>
#include <unordered_set>

namespace braid::analysis {

using model::Lane;
using model::Model;
using model::Nanos;
using trace::LaneKind;

namespace {

/// That lanes do not come to an object because they have not so far is no certainty.
bool isGuess(const CycleEdge& edge) { return edge.tie == Tie::Gave || edge.tie == Tie::Gives || edge.tie == Tie::User; }

bool isCertain(const Model& model, const Finding& finding) {
    if (finding.kind == FindingKind::Livelock)
        return false; // it may give up
    switch (finding.cause) {
    case StuckCause::Cycle:
    case StuckCause::Self:
        return std::none_of(finding.cycle.begin(), finding.cycle.end(), isGuess);
    case StuckCause::OwnerGone:
    case StuckCause::InheritedAtFork:
        return true;
    case StuckCause::InsideLibrary: {
        // What lies in a process, only its threads come to.
        std::unordered_set<LaneId> processes;
        for (const LaneId lane : finding.lanes)
            processes.insert(model::processOf(model, lane));
        const std::unordered_set<LaneId> stuck(finding.lanes.begin(), finding.lanes.end());
        return std::all_of(processes.begin(), processes.end(), [&](LaneId process) {
            const Lane* lane = model.lane(process);
            return lane && std::all_of(lane->children.begin(), lane->children.end(), [&](LaneId id) {
                       const Lane* child = model.lane(id);
                       return child->kind != LaneKind::Thread || !child->unfinished() || stuck.contains(id);
                   });
        });
    }
    default:
        return false;
    }
}

/// Of lanes that wait and do nothing else, or that try over and over for what others have who do the same.
bool isOfStuck(const Finding& finding, Nanos now) {
    const bool livelock = finding.kind == FindingKind::Livelock && finding.cause == StuckCause::Cycle;
    return (livelock || finding.kind == FindingKind::Deadlock || finding.kind == FindingKind::Hang) && holdsAt(finding, now);
}

/// The first thread of the first process; nullptr where it has ended.
const Lane* mainThread(const Model& model) {
    for (const LaneId root : model.roots())
        if (const Lane* lane = model::firstThreadOf(model, *model.lane(root)))
            return lane->unfinished() ? lane : nullptr;
    return nullptr;
}

bool onlyWaits(const Lane& lane, Nanos from, Nanos now) {
    constexpr Nanos Share = 100;
    Nanos busy = 0;
    for (const model::Interval& interval : lane.intervals(from, now))
        if (interval.state == model::State::Running || interval.state == model::State::Ready)
            busy += std::min(interval.end, now) - std::max(interval.begin, from);
    return busy * Share <= now - from;
}

} // namespace

std::optional<StuckForGood> stuckForGood(const Model& model, const std::vector<Finding>& findings, Nanos now) {
    std::unordered_set<LaneId> stuck;
    for (const Finding& finding : findings) {
        if (!isOfStuck(finding, now))
            continue;
        stuck.insert(finding.lanes.begin(), finding.lanes.end());
        stuck.insert(finding.behind.begin(), finding.behind.end());
    }
    if (stuck.empty())
        return std::nullopt;
    const auto isIn = [](const std::vector<LaneId>& lanes, LaneId lane) { return std::find(lanes.begin(), lanes.end(), lane) != lanes.end(); };
    const Lane* main = mainThread(model);
    for (std::size_t i = 0; main && i < findings.size(); ++i)
        if (isOfStuck(findings[i], now) && (isIn(findings[i].lanes, main->id) || isIn(findings[i].behind, main->id)))
            return StuckForGood{i, isCertain(model, findings[i]), true};
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (!isOfStuck(findings[i], now) || findings[i].at >= now)
            continue;
        const bool rest = std::all_of(model.lanes().begin(), model.lanes().end(), [&](LaneId id) {
            const Lane* lane = model.lane(id);
            return lane->kind != LaneKind::Thread || !lane->unfinished() || stuck.contains(id) || onlyWaits(*lane, findings[i].at, now);
        });
        if (rest)
            return StuckForGood{i, isCertain(model, findings[i]), false};
    }
    return std::nullopt;
}

} // namespace braid::analysis
