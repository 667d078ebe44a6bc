#include "tests/scenarios/agreement.h"

#include "engine/analysis/findings/why.h"
#include "engine/analysis/waiting/wait_graph.h"
#include "engine/model/text/sentence.h"

#include <algorithm>
#include <set>

namespace braid::tests {
namespace {

using analysis::Cause;
using analysis::CycleEdge;
using analysis::Finding;
using analysis::FindingKind;
using analysis::Giver;
using analysis::Need;
using analysis::Wait;
using analysis::Why;

class Agreement {
public:
    Agreement(const model::Model& model, const analysis::Findings& findings, model::Nanos at)
        : m_model(model), m_findings(findings), m_at(at), m_graph(analysis::waitGraphAt(model, at)) {}
    std::vector<std::string> differences();

private:
    void compareLane(const Finding& finding, LaneId lane);
    void compareLinks(const Why& why);
    void compareCycle(const Finding& finding, LaneId lane, const Why& why);
    void compareOthers(const std::set<LaneId>& told);
    [[nodiscard]] bool gives(const Wait& wait, LaneId lane) const {
        const auto givers = m_graph.giversOf(wait);
        return wait.turn == lane || std::any_of(givers.begin(), givers.end(), [lane](const Giver& giver) { return giver.lane == lane; });
    }
    [[nodiscard]] std::string name(LaneId lane) const { return std::string(m_model.name(lane)); }
    [[nodiscard]] std::string name(ObjectId object) const { return object ? std::string(m_model.name(object)) : "nothing"; }
    [[nodiscard]] std::string names(const std::set<LaneId>& lanes) const {
        std::string list;
        for (const LaneId lane : lanes)
            list += (list.empty() ? "" : ", ") + name(lane);
        return "{" + list + "}";
    }
    void say(const std::string& text) { m_said.push_back("at " + model::durationText(m_at) + ": " + text); }

    const model::Model& m_model;
    const analysis::Findings& m_findings;
    model::Nanos m_at;
    analysis::WaitGraph m_graph;
    std::vector<std::string> m_said;
};

std::set<LaneId> cycleOf(const Finding& finding) {
    std::set<LaneId> lanes;
    for (const CycleEdge& edge : finding.cycle)
        lanes.insert(edge.lane);
    return lanes;
}

void Agreement::compareLane(const Finding& finding, LaneId lane) {
    const Wait* wait = m_graph.waitOf(lane);
    if (!wait) {
        say("the graph has no wait of " + name(lane));
        return;
    }
    for (const std::vector<CycleEdge>* edges : {&finding.cycle, &finding.waits})
        for (const CycleEdge& edge : *edges) {
            if (edge.lane != lane)
                continue;
            const bool turn = edge.need == Need::Turn && wait->need != Need::Turn;
            if (!turn && (edge.waitsFor != wait->object || edge.need != wait->need))
                say(name(lane) + " waits for " + name(edge.waitsFor) + " (" + needName(edge.need) + ") as the finding says, for " + name(wait->object) + " (" +
                    needName(wait->need) + ") in the graph");
            if (edge.heldBy ? !gives(*wait, edge.heldBy) : wait->giverCount > 0)
                say(name(edge.heldBy) + " could give " + name(edge.waitsFor) + " to " + name(lane) + " as the finding says, but not in the graph");
        }
    const Why why = analysis::whyAt(m_model, m_findings, lane, m_at);
    compareLinks(why);
    compareCycle(finding, lane, why);
}

/// Each step of the chain is an edge of the graph.
void Agreement::compareLinks(const Why& why) {
    for (const analysis::WhyLink& link : why.links) {
        const Wait* wait = m_graph.waitOf(link.lane);
        if (!wait) {
            if (link.object)
                say("why: " + name(link.lane) + " waits for " + name(link.object) + ", which the graph does not know");
            continue;
        }
        if (link.object != wait->object)
            say("why: " + name(link.lane) + " waits for " + name(link.object) + ", in the graph for " + name(wait->object));
        if (link.next && !gives(*wait, link.next))
            say("why: " + name(link.next) + " could give " + name(link.object) + " to " + name(link.lane) + ", but not in the graph");
    }
}

void Agreement::compareCycle(const Finding& finding, LaneId lane, const Why& why) {
    const std::set<LaneId> cycle = cycleOf(finding), asked(why.cycle.begin(), why.cycle.end());
    if (finding.kind == FindingKind::Deadlock) {
        if (why.cause != Cause::Cycle || asked != cycle)
            say("why " + name(lane) + ": " + causeName(why.cause) + " " + names(asked) + ", while the finding has the cycle " + names(cycle));
        return;
    }
    const bool fits = why.cause == Cause::NoneLeft || why.cause == Cause::Ended;
    if (finding.kind == FindingKind::Hang && (!fits || !asked.empty()))
        say("why " + name(lane) + ": " + causeName(why.cause) + " " + names(asked) + ", while the finding says: " + finding.message.english());
}

/// Whoever stands behind a finding comes to it, and who is in none comes to nothing of the kind.
void Agreement::compareOthers(const std::set<LaneId>& told) {
    std::set<LaneId> behind;
    for (const Finding& finding : m_findings.all())
        if (holdsAt(finding, m_at))
            behind.insert(finding.behind.begin(), finding.behind.end());
    for (const LaneId lane : m_model.lanes()) {
        if (told.contains(lane) || !m_model.lane(lane)->unfinished() || m_model.lane(lane)->kind == trace::LaneKind::Process)
            continue;
        const Why why = analysis::whyAt(m_model, m_findings, lane, m_at);
        compareLinks(why);
        const bool reaches = std::any_of(why.links.begin(), why.links.end(), [&](const analysis::WhyLink& link) { return told.contains(link.lane); });
        if (behind.contains(lane) && !reaches)
            say("why " + name(lane) + " does not come to the finding that it stands behind: " + causeName(why.cause) + ": " + why.verdict.english());
        if ((why.cause == Cause::Cycle || why.cause == Cause::NoneLeft) && !reaches)
            say("why " + name(lane) + ": " + causeName(why.cause) + ", of which there is no finding: " + why.verdict.english());
    }
}

std::vector<std::string> Agreement::differences() {
    std::set<LaneId> told;
    for (const Finding& finding : m_findings.all())
        if (holdsAt(finding, m_at))
            for (const LaneId lane : finding.lanes)
                if (told.insert(lane).second)
                    compareLane(finding, lane);
    if (m_at >= m_model.endTime()) // before that they may still have come to it
        compareOthers(told);
    return std::move(m_said);
}

} // namespace

std::vector<std::string> disagreements(const model::Model& model, const analysis::Findings& findings) {
    std::set<model::Nanos> moments{model.endTime()};
    for (const Finding& finding : findings.all())
        moments.insert(finding.at);
    std::vector<std::string> all;
    for (const model::Nanos at : moments) {
        const std::vector<std::string> some = Agreement(model, findings, at).differences();
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

} // namespace braid::tests
