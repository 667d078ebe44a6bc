#include "engine/analysis/findings/stuck_survey.h"

#include "engine/analysis/findings/stuck_text.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <deque>
#include <numeric>
#include <unordered_set>

// Who stands behind whom, beside the rings and roots themselves.
namespace braid::analysis {

using model::Model;

namespace {

/// Somebody gives it, and nobody owns it meanwhile.
bool isGiven(Need need) {
    return need == Need::Notification || need == Need::Permit || need == Need::Set || need == Need::Arrival || need == Need::CountDown ||
           need == Need::Item || need == Need::Change;
}

} // namespace

void StuckSurvey::infer() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < m_lanes; ++i)
        if (const LaneWait& wait = m_nodes[i].wait; isGiven(wait.need) && !wait.several && giversOf(m_nodes[i]).empty())
            open.push_back(i);
    if (open.empty())
        return;
    std::vector<LaneWait> stuck;
    for (std::size_t i = 0; i < m_lanes; ++i)
        stuck.push_back(m_nodes[i].wait);
    for (const std::size_t i : open) {
        StuckNode& node = m_nodes[i];
        node.inferred = inferGivers(m_model, node.wait, stuck, [this](LaneId lane) { return m_nodeOf.contains(lane); });
        standBehind(i, node.inferred.givers);
    }
}

/// All of them wait for what is to be done by those who take from a queue, which are they themselves.
bool StuckSurvey::isPool(const StuckCore& core) const {
    return std::all_of(core.lanes.begin(), core.lanes.end(), [this](std::size_t i) { return static_cast<bool>(m_nodes[i].inferred.queue); });
}

StuckFinding StuckSurvey::poolFinding(const StuckCore& core) const {
    const StuckNode& first = m_nodes[core.lanes.front()];
    std::string names;
    for (const Giver& giver : first.inferred.givers)
        names += (names.empty() ? "" : ", ") + model::named(m_model, giver.lane);
    StuckFinding result;
    result.finding = hangFinding(m_model, {first.wait});
    result.finding.cause = StuckCause::PoolWaitsForItself;
    result.finding.message.parts.push_back({model::patterns::QueuedBehindTakers, {model::named(m_model, first.inferred.queue), names}, {}});
    addWaits(result.finding, core, {});
    setTime(result.finding, core);
    return result;
}

/// Of those right behind: who joins, and who stands before a lock or a permit, in the same breath.
void StuckSurvey::sayWhoIsBehind(Finding& finding, const std::vector<std::size_t>& behind) const {
    constexpr std::size_t MostTold = 3;
    const std::unordered_set<LaneId> core(finding.lanes.begin(), finding.lanes.end());
    std::size_t told = 0;
    for (const std::size_t i : behind) {
        if (finding.waits.size() >= MostWaits)
            return;
        const StuckNode& node = m_nodes[i];
        // A daemon that waits for work is nothing to tell of.
        if (node.wait.need == Need::Coroutine || m_model.lane(node.wait.lane)->daemon)
            continue;
        const std::vector<Giver> givers = giversOf(node);
        const auto giver = std::find_if(givers.begin(), givers.end(), [&core](const Giver& each) { return core.contains(each.lane); });
        if (giver == givers.end() || giver->tie == Tie::User)
            continue;
        const CycleEdge edge = edgeOf(m_model, node.wait, *giver);
        finding.waits.push_back(edge);
        // It blocks the thread on which those are to run who could help.
        if (edge.need == Need::Turn && finding.cause == StuckCause::NobodyLeft)
            finding.cause = StuckCause::PoolWaitsForItself;
        if (finding.kind == FindingKind::Hang && finding.cycle.empty() && told++ < MostTold)
            finding.message.parts.push_back(node.wait.need == Need::End ? joinOfStuck(m_model, edge) : edgeSentence(m_model, edge));
    }
}

void StuckSurvey::addBehind(std::vector<StuckFinding>& findings) const {
    // Who stands right behind node i: next[starts[i]] … next[starts[i + 1] - 1].
    std::vector<std::size_t> starts(m_nodes.size() + 1, 0), next;
    for (const StuckNode& node : m_nodes)
        for (const std::size_t other : node.behind)
            ++starts[other + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    next.resize(starts.back());
    std::vector<std::size_t> filled(starts.begin(), starts.end() - 1);
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        for (const std::size_t other : m_nodes[i].behind)
            next[filled[other]++] = i;
    std::vector<bool> seen(m_nodes.size(), false);
    for (StuckFinding& found : findings)
        for (const LaneId lane : found.finding.lanes)
            seen[m_nodeOf.at(lane)] = true;
    for (StuckFinding& found : findings) {
        std::vector<std::size_t> behind;
        std::deque<std::size_t> todo;
        for (const LaneId lane : found.finding.lanes) {
            todo.push_back(m_nodeOf.at(lane));
            if (const std::size_t thing = m_nodes[todo.back()].through; thing != None && !seen[thing]) {
                seen[thing] = true;
                todo.push_back(thing);
            }
        }
        while (!todo.empty()) {
            const std::size_t node = todo.front();
            todo.pop_front();
            for (std::size_t k = starts[node]; k < starts[node + 1]; ++k) {
                const std::size_t other = next[k];
                if (seen[other])
                    continue;
                seen[other] = true;
                todo.push_back(other);
                if (!m_nodes[other].thing)
                    behind.push_back(other);
            }
        }
        sayWhoIsBehind(found.finding, behind);
        for (const std::size_t i : behind)
            if (found.finding.behind.size() < Finding::MostBehind)
                found.finding.behind.push_back(m_nodes[i].wait.lane);
    }
}

} // namespace braid::analysis
