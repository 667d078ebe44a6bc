#include "engine/analysis/findings/stuck_survey.h"

#include "engine/analysis/findings/stuck_text.h"
#include "engine/analysis/waiting/stuck.h"

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>
#include <unordered_set>

namespace braid::analysis {

using model::EventIndex;
using model::Lane;
using model::Model;
using model::NoEvent;
using model::Object;
using trace::LaneKind;

void StuckSurvey::collect(std::vector<LaneWait> stuck) {
    m_nodes.reserve(stuck.size());
    for (LaneWait& wait : stuck) {
        m_nodeOf.emplace(wait.lane, m_nodes.size());
        StuckNode node;
        node.wait = std::move(wait);
        m_nodes.push_back(std::move(node));
    }
    m_lanes = m_nodes.size();
    stuck = {};
    for (std::size_t i = 0; i < m_lanes; ++i)
        connect(i);
    infer();
}

std::vector<Giver> StuckSurvey::giversOf(const StuckNode& node) const {
    if (!node.inferred.givers.empty())
        return node.inferred.givers;
    if (node.through != None)
        return m_thingGivers[node.through - m_lanes];
    LaneWait wait = node.wait; // kept for all of them they would take more room than the rest
    m_relation.fill(wait);
    return std::move(wait.givers);
}

namespace {

/// Who waits for the next item of a queue is done with those it took before, whatever it said of them.
bool hasGoneOn(const LaneWait& taker, const LaneWait& drain) {
    return drain.need == Need::TasksDone && taker.need == Need::Item && taker.object == drain.object;
}

} // namespace

void StuckSurvey::standBehind(std::size_t node, const std::vector<Giver>& givers) {
    // Those who have only done something else with it may give it, but nothing says so. A loop that is the only one who could wake itself
    // waits for whoever else was to wake it, and nobody is left.
    const Object* object = m_model.object(m_nodes[node].wait.object);
    const bool wakesItself = m_nodes[node].wait.need == Need::Readiness && object && object->kind == trace::ObjectKind::Loop && object->address != 0;
    for (const Giver& giver : givers) {
        if (wakesItself && giver.lane == m_nodes[node].wait.lane)
            continue;
        if (giver.tie == Tie::ParentsOwner || (giver.tie == Tie::User && m_nodes[node].wait.need != Need::Other))
            continue;
        const auto other = m_nodeOf.find(giver.lane);
        if (other != m_nodeOf.end() && !hasGoneOn(m_nodes[other->second].wait, m_nodes[node].wait))
            m_nodes[node].behind.push_back(other->second);
    }
}

void StuckSurvey::connect(std::size_t place) {
    LaneWait wait = m_nodes[place].wait;
    if (const auto turn = m_nodeOf.find(wait.turn); wait.turn && turn != m_nodeOf.end())
        m_nodes[place].behind.push_back(turn->second);
    const std::optional<std::uint64_t> group = m_relation.groupOf(wait);
    if (!group) {
        m_relation.fill(wait);
        m_nodes[place].any = wait.several;
        standBehind(place, wait.givers);
        return;
    }
    const auto [thing, isNew] = m_things.try_emplace(*group, m_nodes.size());
    const bool notified = wait.need == Need::Notification;
    if (isNew) {
        m_relation.fill(wait);
        StuckNode node;
        node.thing = true;
        node.any = !wait.each;
        m_thingGivers.push_back(std::move(wait.givers));
        node.wait = m_nodes[place].wait;
        m_nodes.push_back(std::move(node));
        standBehind(thing->second, m_thingGivers.back());
    }
    // Who gave it before the lane waited, or to another one, who had no use for it, has done so for good.
    constexpr std::size_t MostAsked = 16;
    const Object* object = m_model.object(m_nodes[place].wait.object);
    if (const std::size_t asked = m_nodes[thing->second].waiters++; object && (asked == 0 || (notified && asked < MostAsked)) && doneForGood(m_model, *object, m_nodes[place].wait))
        m_nodes[thing->second].behind.clear();
    m_nodes[place].through = thing->second;
    m_nodes[place].behind.push_back(thing->second);
}

/// Tarjan's algorithm, without calling itself.
void StuckSurvey::findComponents() {
    struct Visit {
        std::size_t node, next;
    };
    std::vector<std::size_t> order(m_nodes.size(), None), low(m_nodes.size(), None), stack;
    std::vector<bool> onStack(m_nodes.size(), false);
    std::size_t count = 0, components = 0;
    for (std::size_t start = 0; start < m_nodes.size(); ++start) {
        if (order[start] != None)
            continue;
        std::vector<Visit> visits{{start, 0}};
        while (!visits.empty()) {
            const std::size_t node = visits.back().node;
            if (visits.back().next == 0 && order[node] == None) {
                order[node] = low[node] = count++;
                stack.push_back(node);
                onStack[node] = true;
            }
            if (visits.back().next < m_nodes[node].behind.size()) {
                const std::size_t other = m_nodes[node].behind[visits.back().next++];
                if (order[other] == None)
                    visits.push_back({other, 0});
                else if (onStack[other])
                    low[node] = std::min(low[node], order[other]);
                continue;
            }
            visits.pop_back();
            if (!visits.empty())
                low[visits.back().node] = std::min(low[visits.back().node], low[node]);
            if (low[node] != order[node])
                continue;
            for (std::size_t member = None; member != node;) {
                member = stack.back();
                stack.pop_back();
                onStack[member] = false;
                m_nodes[member].component = components;
            }
            ++components;
        }
    }
}

void StuckSurvey::findCores() {
    std::vector<std::size_t> order(m_nodes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) { return m_nodes[a].component < m_nodes[b].component; });
    for (auto member = order.begin(); member != order.end();) {
        const std::size_t component = m_nodes[*member].component;
        StuckCore core;
        bool outOfAny = false;
        for (; member != order.end() && m_nodes[*member].component == component; ++member) {
            const StuckNode& node = m_nodes[*member];
            if (!node.thing)
                core.lanes.push_back(*member);
            for (const std::size_t other : node.behind) {
                const bool out = m_nodes[other].component != component;
                core.cyclic = core.cyclic || !out;
                outOfAny = outOfAny || (out && node.any);
            }
        }
        if (core.cyclic && !outOfAny)
            m_cores.push_back(std::move(core));
    }
}

/// A thread whose event loop waits for descriptors, and whose tasks are stuck: they say why.
bool StuckSurvey::givesTurnsToStuck(const StuckNode& thread) const {
    const model::Object* loop = thread.wait.need == Need::Readiness ? m_model.object(thread.wait.object) : nullptr;
    return loop && loop->kind == trace::ObjectKind::Loop && std::any_of(m_nodes.begin(), m_nodes.begin() + static_cast<std::ptrdiff_t>(m_lanes), [&](const StuckNode& each) {
               const model::Lane* lane = m_model.lane(each.wait.lane);
               return lane && lane->loop == loop->id && lane->parent == thread.wait.lane;
           });
}

/// Lanes that stand behind nobody: those who wait for one thing in one way are one root.
void StuckSurvey::addRoots() {
    std::map<std::pair<ObjectId, Need>, StuckCore> roots;
    for (std::size_t i = 0; i < m_lanes; ++i) {
        const StuckNode& node = m_nodes[i];
        const bool alone = node.behind.empty() || (node.behind.size() == 1 && node.through == node.behind.front() && m_nodes[node.through].behind.empty());
        if (!alone || node.wait.need == Need::Coroutine || givesTurnsToStuck(node))
            continue;
        roots[{node.wait.object, node.wait.need}].lanes.push_back(i);
    }
    for (auto& [key, root] : roots)
        m_cores.push_back(std::move(root));
}

void StuckSurvey::markWanted(bool daemonsToo) {
    std::vector<std::size_t> todo;
    for (std::size_t i = 0; i < m_lanes; ++i)
        if (!m_model.lane(m_nodes[i].wait.lane)->daemon)
            todo.push_back(i);
    if (todo.empty() && daemonsToo)
        for (std::size_t i = 0; i < m_lanes; ++i)
            todo.push_back(i);
    for (const std::size_t i : todo)
        m_nodes[i].wanted = true;
    while (!todo.empty()) {
        const std::size_t i = todo.back();
        todo.pop_back();
        for (const std::size_t other : m_nodes[i].behind) {
            if (std::exchange(m_nodes[other].wanted, true))
                continue;
            todo.push_back(other);
        }
    }
}

/// The shortest way from `start` back to itself within its component, without its end: lanes and things.
std::vector<std::size_t> StuckSurvey::ringThrough(std::size_t start) const {
    std::vector<std::size_t> from(m_nodes.size(), None);
    std::deque<std::size_t> next{start};
    while (!next.empty()) {
        const std::size_t node = next.front();
        next.pop_front();
        for (const std::size_t other : m_nodes[node].behind) {
            if (m_nodes[other].component != m_nodes[start].component)
                continue;
            if (other == start) {
                std::vector<std::size_t> ring;
                for (std::size_t at = node; at != start; at = from[at])
                    ring.push_back(at);
                ring.push_back(start);
                std::reverse(ring.begin(), ring.end());
                return ring;
            }
            if (from[other] == None) {
                from[other] = node;
                next.push_back(other);
            }
        }
    }
    return {start};
}

/// All of them wait for one condition, which they notify each other, or for one variable to change: nobody is left.
bool StuckSurvey::onOneCondition(const StuckCore& core) const {
    const std::size_t thing = m_nodes[core.lanes.front()].through;
    return thing != None && (m_nodes[thing].wait.need == Need::Notification || m_nodes[thing].wait.need == Need::Change) && core.lanes.size() > 1 &&
           std::all_of(core.lanes.begin(), core.lanes.end(), [this, thing](std::size_t i) { return m_nodes[i].through == thing; });
}

/// Each lane waits for the next one of them, and the last one for the first.
bool StuckSurvey::inOrder(const StuckCore& core) const {
    constexpr std::size_t MostInOrder = 64;
    if (core.lanes.size() > MostInOrder)
        return false;
    for (std::size_t i = 0; i < core.lanes.size(); ++i) {
        const LaneId next = m_nodes[core.lanes[(i + 1) % core.lanes.size()]].wait.lane;
        const std::vector<Giver> givers = giversOf(m_nodes[core.lanes[i]]);
        if (std::none_of(givers.begin(), givers.end(), [next](const Giver& giver) { return giver.lane == next; }))
            return false;
    }
    return true;
}

CycleEdge StuckSurvey::edgeBetween(std::size_t from, std::size_t to) const {
    const LaneId other = m_nodes[to].wait.lane;
    for (const Giver& giver : giversOf(m_nodes[from]))
        if (giver.lane == other)
            return edgeOf(m_model, m_nodes[from].wait, giver);
    LaneWait wait = m_nodes[from].wait; // it needs its turn as well
    wait.need = Need::Turn;
    return edgeOf(m_model, wait, {other, Tie::Thread, m_nodes[to].wait.event});
}

/// It became true with the last of the waits in it, or with the end of the last one who could have helped.
void StuckSurvey::setTime(Finding& finding, const StuckCore& core) const {
    EventIndex last = 0;
    const auto take = [&](EventIndex event) {
        if (event < m_model.log().size())
            last = std::max(last, event);
    };
    const auto takeOf = [&](LaneId id) {
        const Lane* lane = m_model.lane(id);
        const auto node = m_nodeOf.find(id);
        if (lane && node != m_nodeOf.end())
            take(m_nodes[node->second].wait.event);
        else if (lane && !lane->unfinished())
            take(lane->endEvent);
    };
    std::unordered_set<std::size_t> things; // each is looked at once
    for (const std::size_t i : core.lanes) {
        const StuckNode& node = m_nodes[i];
        take(node.wait.event);
        if (node.through != None && !things.insert(node.through).second)
            continue;
        for (const Giver& giver : giversOf(node))
            takeOf(giver.lane);
        if (const Object* object = node.wait.each ? nullptr : m_model.object(node.wait.object)) {
            for (const LaneId user : object->users)
                takeOf(user);
            takeOf(object->creator);
        }
    }
    finding.event = last;
    finding.at = last < m_model.log().size() ? m_model.log()[last].time : m_model.endTime();
}

/// The waits of those in `core` that are not `told` yet.
void StuckSurvey::addWaits(Finding& finding, const StuckCore& core, const std::vector<std::size_t>& told) const {
    if (told.size() == core.lanes.size())
        return;
    const std::unordered_set<std::size_t> known(told.begin(), told.end());
    std::unordered_set<ObjectId> objects(finding.objects.begin(), finding.objects.end());
    for (const std::size_t i : core.lanes) {
        if (known.contains(i))
            continue;
        const StuckNode& node = m_nodes[i];
        finding.lanes.push_back(node.wait.lane);
        finding.events.push_back(node.wait.event);
        if (finding.waits.size() < MostWaits) {
            const std::vector<Giver> givers = giversOf(node);
            finding.waits.push_back(edgeOf(m_model, node.wait, givers.empty() ? Giver{} : givers.front()));
        }
        if (node.wait.object && objects.insert(node.wait.object).second)
            finding.objects.push_back(node.wait.object);
    }
}

StuckFinding StuckSurvey::ringFinding(const StuckCore& core) const {
    if (std::all_of(core.lanes.begin(), core.lanes.end(), [this](std::size_t i) { return m_known.contains(m_nodes[i].wait.lane); })) {
        StuckFinding known;
        std::tie(known.finding.kind, known.finding.cause) = std::pair(FindingKind::Deadlock, StuckCause::Cycle);
        for (const std::size_t i : core.lanes)
            known.finding.lanes.push_back(m_nodes[i].wait.lane);
        return known;
    }
    const std::vector<std::size_t> ring = inOrder(core) ? core.lanes : ringThrough(core.lanes.front());
    std::vector<std::size_t> told;
    std::vector<CycleEdge> cycle;
    std::vector<bool> only;
    for (const std::size_t node : ring)
        if (!m_nodes[node].thing)
            told.push_back(node);
    cycle.reserve(told.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
        cycle.push_back(edgeBetween(told[i], told[(i + 1) % told.size()]));
        only.push_back(giversOf(m_nodes[told[i]]).size() == 1);
    }
    StuckFinding result{deadlockFinding(m_model, std::move(cycle), only, NoEvent), {}};
    addWaits(result.finding, core, told);
    setTime(result.finding, core);
    return result;
}

StuckFinding StuckSurvey::rootFinding(const StuckCore& core) const {
    std::vector<LaneWait> waits;
    for (const std::size_t i : core.lanes)
        waits.push_back(m_nodes[i].wait);
    // They have the same ones, and the sentence tells of those of the earliest wait.
    const auto first = std::min_element(waits.begin(), waits.end(), [](const LaneWait& a, const LaneWait& b) { return a.event < b.event; });
    first->givers = giversOf(m_nodes[core.lanes[static_cast<std::size_t>(first - waits.begin())]]);
    StuckFinding result;
    result.finding = hangFinding(m_model, waits);
    addWaits(result.finding, core, {});
    setTime(result.finding, core);
    return result;
}

std::vector<StuckFinding> StuckSurvey::findings(std::vector<LaneWait> stuck, bool daemonsToo) {
    collect(std::move(stuck));
    findComponents();
    findCores();
    addRoots();
    markWanted(daemonsToo);
    std::vector<StuckFinding> findings;
    for (const StuckCore& core : m_cores) {
        if (std::none_of(core.lanes.begin(), core.lanes.end(), [this](std::size_t i) { return m_nodes[i].wanted; }))
            continue;
        findings.push_back(!core.cyclic || onOneCondition(core) ? rootFinding(core) : isPool(core) ? poolFinding(core)
                                                                                                   : ringFinding(core));
    }
    addBehind(findings);
    for (StuckFinding& found : findings) {
        sayUnknownThreads(m_model, found.finding);
        for (const LaneId lane : found.finding.lanes)
            found.waits.emplace_back(lane, m_nodes[m_nodeOf.at(lane)].wait.event);
        std::sort(found.waits.begin(), found.waits.end());
    }
    std::stable_sort(findings.begin(), findings.end(), [](const StuckFinding& a, const StuckFinding& b) { return a.finding.event < b.finding.event; });
    return findings;
}

namespace {

/// A coroutine whose thread has ended is not waited for any more: it was left where it stood.
bool isAbandoned(const Model& model, const Lane& lane) {
    const Lane* thread = lane.kind == LaneKind::Coroutine ? model.lane(lane.parent) : nullptr;
    return thread && thread->kind == LaneKind::Thread && !thread->unfinished();
}

/// While others move: lanes that wait for work, and coroutines that nobody is going to resume, with nobody behind them.
void leaveOutIdle(const Model& model, std::vector<StuckFinding>& findings) {
    const auto isLeft = [&](LaneId id) {
        const Lane& lane = *model.lane(id);
        return lane.intervals().back().idle || isAbandoned(model, lane);
    };
    std::erase_if(findings, [&](const StuckFinding& found) {
        const Finding& finding = found.finding;
        return finding.kind == FindingKind::Hang && finding.behind.empty() && std::all_of(finding.lanes.begin(), finding.lanes.end(), isLeft);
    });
}

} // namespace

std::vector<StuckFinding> findingsOfStuck(const Model& model, const Deadlocks& known, bool daemonsToo) {
    std::vector<StuckFinding> findings = StuckSurvey(model, known).findings(stuckLanes(model), daemonsToo);
    if (!daemonsToo)
        leaveOutIdle(model, findings);
    return findings;
}

std::vector<StuckFinding> findingsAmong(const Model& model, const Deadlocks& known, const std::vector<LaneId>& lanes) {
    std::vector<StuckFinding> findings = StuckSurvey(model, known).findings(stuckAmong(model, lanes), false);
    leaveOutIdle(model, findings);
    return findings;
}

} // namespace braid::analysis
