#include "app/render/panels/graph_content.h"

#include "app/render/scene/plain_text.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/translate.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace braid::render {

using analysis::CycleEdge;
using analysis::Finding;
using analysis::FindingKind;
using analysis::Giver;
using analysis::Need;
using analysis::StuckCause;
using analysis::Tie;
using analysis::Wait;
using analysis::WaitGraph;
using model::Lane;
using model::Model;
using model::Nanos;
using model::NoEvent;

namespace {

/// Those who wait for one thing in one way.
struct Group {
    ObjectId thing;     ///< none: they wait for the giver itself
    ObjectId waitedFor; ///< the same, or the lane whose end they wait for
    Need need = Need::Other;
    bool core = false;
    Nanos since = 0;
    std::vector<const Wait*> waits;
    std::vector<LaneId> idle; ///< lanes of the finding that do not wait
};

/// The thing is drawn as such; else what is waited for is a lane, and the edge leads straight to it.
bool isThing(const Model& model, const Wait& wait) { return wait.need != Need::Turn && model.object(wait.object); }

class BlockBuilder {
public:
    /// `counted`: the things of which those are counted already that are not in the graph.
    BlockBuilder(const Model& model, const WaitGraph& graph, Nanos time, const GraphLimits& limits, std::unordered_set<ObjectId>& counted, int place, const Finding* finding)
        : m_model(model), m_graph(graph), m_time(time), m_limits(limits), m_counted(counted), m_finding(finding) {
        block.finding = place;
    }

    void addCycle();
    void addKnot();
    /// One who is not named by the finding and waits for something of it.
    [[nodiscard]] bool concerns(const Wait& wait) const;
    void add(const Wait& wait, bool core);
    void addHold(const analysis::Hold& hold);
    /// Makes nodes and edges of what was added. How many things were left out.
    std::size_t finish();

    GraphBlock block;

private:
    std::size_t nodeOf(LaneId lane, bool core);
    std::size_t nodeOf(ObjectId object, bool core);
    std::size_t nobody();
    std::size_t more(std::size_t count, bool core);
    void edge(std::size_t from, std::size_t to, const Wait& wait);
    void gives(std::size_t thing, std::size_t to, ObjectId object, const Giver& giver);
    void addStrip(const Group& group);
    void addGivers(const Group& group, GraphStrip& strip, std::optional<std::size_t> thing);
    void point(GraphStrip& strip, const Wait& wait, std::size_t waiter);
    [[nodiscard]] bool nobodyLeft(const Group& group) const;

    const Model& m_model;
    const WaitGraph& m_graph;
    Nanos m_time;
    const GraphLimits& m_limits;
    std::unordered_set<ObjectId>& m_counted;
    const Finding* m_finding;
    std::map<std::tuple<bool, ObjectId, Need, LaneId>, Group> m_groups;
    std::unordered_map<ObjectId, Group*> m_groupOf[2]; ///< by thing: those behind, and those of the core
    std::unordered_map<LaneId, std::size_t> m_lanes;
    std::unordered_map<ObjectId, std::size_t> m_objects;
    std::set<std::tuple<std::size_t, std::size_t, bool>> m_edges; ///< from, to, gives
    std::optional<std::size_t> m_nobody;
};

std::size_t BlockBuilder::nodeOf(LaneId id, bool core) {
    const auto [known, isNew] = m_lanes.try_emplace(id, block.nodes.size());
    if (isNew) {
        const Lane* lane = m_model.lane(id);
        GraphNode node;
        node.lane = id;
        node.text = shownName(m_model, id);
        node.ended = !lane || (!lane->unfinished() && lane->ended <= m_time);
        if (node.ended)
            node.text = say(QT_TRANSLATE_NOOP("render", "%1 (ended)")).arg(node.text);
        block.nodes.push_back(std::move(node));
    }
    block.nodes[known->second].core |= core;
    return known->second;
}

std::size_t BlockBuilder::nodeOf(ObjectId id, bool core) {
    const auto [known, isNew] = m_objects.try_emplace(id, block.nodes.size());
    if (isNew) {
        GraphNode node;
        node.kind = GraphNode::Kind::Object;
        node.object = id;
        node.text = shownName(m_model, id);
        block.nodes.push_back(std::move(node));
    }
    block.nodes[known->second].core |= core;
    return known->second;
}

std::size_t BlockBuilder::nobody() {
    if (!m_nobody) {
        m_nobody = block.nodes.size();
        GraphNode node;
        node.kind = GraphNode::Kind::Nobody;
        node.text = say(QT_TRANSLATE_NOOP("render", "nobody left"));
        node.core = true;
        block.nodes.push_back(std::move(node));
    }
    return *m_nobody;
}

std::size_t BlockBuilder::more(std::size_t count, bool core) {
    GraphNode node;
    node.kind = GraphNode::Kind::More;
    node.text = say(QT_TRANSLATE_NOOP("render", "and %1 more")).arg(count);
    node.core = core;
    block.nodes.push_back(std::move(node));
    return block.nodes.size() - 1;
}

void BlockBuilder::edge(std::size_t from, std::size_t to, const Wait& wait) {
    if (!m_edges.emplace(from, to, false).second)
        return;
    GraphEdge edge;
    edge.from = from;
    edge.to = to;
    edge.core = block.nodes[from].core && block.nodes[to].core;
    edge.timed = wait.timed;
    edge.need = wait.need;
    edge.tag = {What::GraphWait, wait.lane, wait.object, NoEvent, -1, 1};
    block.edges.push_back(edge);
}

void BlockBuilder::gives(std::size_t thing, std::size_t to, ObjectId object, const Giver& giver) {
    if (!m_edges.emplace(thing, to, true).second)
        return;
    GraphEdge edge;
    edge.from = thing;
    edge.to = to;
    edge.gives = true;
    edge.tie = giver.tie;
    edge.nobody = !giver.lane;
    edge.core = block.nodes[thing].core && block.nodes[to].core;
    edge.tag = {What::GraphHold, giver.lane, object, giver.event, -1, 1};
    block.edges.push_back(edge);
}

/// A cycle in which nothing is waited for twice stands on a ring; else it is drawn as a knot.
void BlockBuilder::addCycle() {
    const std::vector<CycleEdge>& cycle = m_finding->cycle;
    std::set<ObjectId> things;
    for (const CycleEdge& each : cycle)
        if (each.need != Need::Turn && m_model.object(each.waitsFor) && !things.insert(each.waitsFor).second)
            return;
    const bool cut = cycle.size() > m_limits.ring;
    const std::size_t drawn = cut ? std::max<std::size_t>(m_limits.ring, 2) - 1 : cycle.size();
    std::vector<std::pair<std::size_t, std::optional<std::size_t>>> places; // of the lane and of the thing
    for (std::size_t i = 0; i < drawn; ++i) {
        const CycleEdge& each = cycle[i];
        const std::size_t lane = nodeOf(each.lane, true);
        block.ring.push_back(lane);
        std::optional<std::size_t> thing;
        if (each.need != Need::Turn && m_model.object(each.waitsFor)) {
            thing = nodeOf(each.waitsFor, true);
            block.ring.push_back(*thing);
        }
        places.emplace_back(lane, thing);
    }
    std::size_t rest = 0;
    if (cut) {
        rest = more(cycle.size() - drawn, true);
        block.ring.push_back(rest);
    }
    const auto nextOf = [&](std::size_t i) { return i + 1 < drawn ? places[i + 1].first : cut ? rest
                                                                                              : places[0].first; };
    for (std::size_t i = 0; i < drawn; ++i) {
        const CycleEdge& each = cycle[i];
        Wait wait;
        wait.lane = each.lane;
        wait.object = each.waitsFor;
        wait.need = each.need;
        edge(places[i].first, places[i].second.value_or(nextOf(i)), wait);
        if (places[i].second)
            gives(*places[i].second, nextOf(i), each.waitsFor, {each.heldBy, each.tie, NoEvent});
    }
    if (cut) {
        GraphEdge closing;
        closing.from = rest;
        closing.to = places[0].first;
        closing.gives = closing.core = true;
        closing.tie = cycle.back().tie;
        closing.tag = {What::GraphHold, cycle.back().heldBy, cycle.back().waitsFor, NoEvent, -1, 1};
        block.edges.push_back(closing);
    }
}

void BlockBuilder::addKnot() {
    addCycle();
    const std::unordered_set<LaneId> ring = [&] {
        std::unordered_set<LaneId> lanes;
        if (!block.ring.empty())
            for (const CycleEdge& each : m_finding->cycle)
                lanes.insert(each.lane);
        return lanes;
    }();
    for (const LaneId id : m_finding->lanes) {
        if (ring.contains(id))
            continue;
        if (const Wait* wait = m_graph.waitOf(id))
            add(*wait, true);
        else
            m_groups[{true, {}, Need::Other, {}}].idle.push_back(id);
    }
}

bool BlockBuilder::concerns(const Wait& wait) const {
    if (m_objects.contains(wait.object) || m_groupOf[0].contains(wait.object) || m_groupOf[1].contains(wait.object))
        return true;
    if (isThing(m_model, wait))
        return false;
    const auto known = [&](LaneId lane) {
        return m_lanes.contains(lane) || (m_finding && std::find(m_finding->lanes.begin(), m_finding->lanes.end(), lane) != m_finding->lanes.end());
    };
    const std::span<const Giver> givers = m_graph.giversOf(wait);
    return std::any_of(givers.begin(), givers.end(), [&](const Giver& giver) { return known(giver.lane); });
}

void BlockBuilder::add(const Wait& wait, bool core) {
    const bool thing = isThing(m_model, wait);
    // What one of very many needs that were not asked is what the others need.
    if (const auto same = m_groupOf[core].find(wait.object); !wait.asked && thing && same != m_groupOf[core].end()) {
        same->second->waits.push_back(&wait);
        return;
    }
    const std::span<const Giver> givers = m_graph.giversOf(wait);
    const LaneId straight = thing || givers.empty() ? LaneId{} : givers.front().lane;
    Group& group = m_groups[{!core, thing || wait.need == Need::End ? wait.object : ObjectId{}, wait.need, straight}];
    group.thing = thing ? wait.object : ObjectId{};
    group.waitedFor = wait.object;
    if (thing)
        m_groupOf[core].try_emplace(wait.object, &group);
    group.need = wait.need;
    group.core = core;
    group.since = group.waits.empty() ? wait.since : std::min(group.since, wait.since);
    group.waits.push_back(&wait);
}

void BlockBuilder::addHold(const analysis::Hold& hold) {
    const bool isNew = !m_objects.contains(hold.object), laneIsNew = !m_lanes.contains(hold.lane);
    const std::size_t thing = nodeOf(hold.object, false), lane = nodeOf(hold.lane, false);
    if (isNew)
        block.strips.push_back({{}, {thing}, {}, false});
    for (GraphStrip& strip : block.strips)
        if (laneIsNew && strip.things == std::vector<std::size_t>{thing})
            strip.givers.push_back(lane);
    const model::Object* object = m_model.object(hold.object);
    gives(thing, lane, hold.object, {hold.lane, object && object->semaphore() ? Tie::Taker : Tie::Owner, NoEvent});
}

bool BlockBuilder::nobodyLeft(const Group& group) const {
    return m_finding && m_finding->kind == FindingKind::Hang && group.core && !group.waits.empty() && !group.waits.front()->each &&
           m_finding->cause != StuckCause::OwnerGone && m_finding->cause != StuckCause::InheritedAtFork;
}

/// The edge of a lane that waits for another one itself: for its end, its turn, its own coroutine.
void BlockBuilder::point(GraphStrip& strip, const Wait& wait, std::size_t waiter) {
    const auto to = [&](LaneId lane) {
        const bool known = m_lanes.contains(lane);
        const std::size_t node = nodeOf(lane, false);
        if (!known)
            strip.givers.push_back(node);
        edge(waiter, node, wait);
    };
    std::size_t drawn = 0;
    for (const Giver& giver : m_graph.giversOf(wait))
        if (drawn++ < m_limits.waiters && m_model.lane(giver.lane))
            to(giver.lane);
    if (drawn == 0 && m_model.lane(laneOf(wait.object)))
        to(laneOf(wait.object));
}

void BlockBuilder::addGivers(const Group& group, GraphStrip& strip, std::optional<std::size_t> thing) {
    std::vector<Giver> givers;
    std::unordered_set<LaneId> seen;
    for (const Wait* wait : group.waits)
        for (const Giver& giver : m_graph.giversOf(*wait)) {
            // Who has only done something with it is worth a line where it is in the picture anyway.
            const bool worth = giver.tie != Tie::User || m_lanes.contains(giver.lane) || (m_finding && group.need == Need::Other);
            if (worth && m_model.lane(giver.lane) && seen.insert(giver.lane).second)
                givers.push_back(giver);
        }
    if (!thing)
        return;
    const model::Object* object = m_model.object(group.thing);
    const bool ownsIt = !object->semaphore();
    std::unordered_set<LaneId> held;
    for (const analysis::Hold& hold : m_graph.holdsOf(group.thing))
        if (held.insert(hold.lane).second && seen.insert(hold.lane).second)
            givers.push_back({hold.lane, ownsIt ? Tie::Owner : Tie::Taker, NoEvent});
    std::size_t fresh = 0, rest = 0;
    for (const Giver& giver : givers) {
        const bool known = m_lanes.contains(giver.lane);
        if (!known && fresh >= m_limits.waiters) {
            ++rest;
            continue;
        }
        const std::size_t node = nodeOf(giver.lane, false);
        if (!known) {
            ++fresh;
            strip.givers.push_back(node);
        }
        // Who has it at the moment, of which the relation may know better when it gives it.
        const bool holds = giver.tie == Tie::Gives && held.contains(giver.lane);
        gives(*thing, node, group.thing, holds ? Giver{giver.lane, ownsIt ? Tie::Owner : Tie::Taker, giver.event} : giver);
    }
    if (rest > 0)
        strip.givers.push_back(more(rest, strip.core));
    if (nobodyLeft(group)) {
        const bool isNew = !m_nobody;
        const std::size_t node = nobody();
        if (isNew)
            strip.givers.insert(strip.givers.begin(), node);
        gives(*thing, node, group.thing, {});
    }
}

void BlockBuilder::addStrip(const Group& group) {
    GraphStrip strip;
    strip.core = group.core;
    std::optional<std::size_t> thing;
    if (group.thing) {
        const bool known = m_objects.contains(group.thing);
        thing = nodeOf(group.thing, group.core);
        if (!known)
            strip.things.push_back(*thing);
    }
    std::size_t left = group.waitedFor && m_counted.insert(group.waitedFor).second ? m_graph.moreFor(group.waitedFor) : 0;
    for (const Wait* wait : group.waits) {
        const auto known = m_lanes.find(wait->lane);
        if (known == m_lanes.end()) { // see finish()
            ++left;
            continue;
        }
        strip.waiters.push_back(known->second);
        if (thing)
            edge(known->second, *thing, *wait);
        else
            point(strip, *wait, known->second);
        if (wait->turn && m_lanes.contains(wait->turn)) {
            Wait turn = *wait;
            turn.need = Need::Turn;
            edge(known->second, m_lanes.at(wait->turn), turn);
        }
    }
    for (const LaneId id : group.idle)
        strip.waiters.push_back(nodeOf(id, true));
    if (left > 0)
        strip.waiters.push_back(more(left, strip.core));
    addGivers(group, strip, thing);
    if (!thing && nobodyLeft(group) && !strip.waiters.empty()) {
        const bool isNew = !m_nobody;
        const std::size_t node = nobody();
        if (isNew)
            strip.givers.push_back(node);
        for (const Wait* wait : group.waits)
            if (const auto known = m_lanes.find(wait->lane); known != m_lanes.end())
                edge(known->second, node, *wait);
    }
    block.strips.push_back(std::move(strip));
}

std::size_t BlockBuilder::finish() {
    std::vector<const Group*> groups;
    for (const auto& [key, group] : m_groups)
        groups.push_back(&group);
    // Who stands behind comes after what the finding is about; what has waited longest is drawn first.
    std::size_t leftOut = 0;
    if (groups.size() > m_limits.strips) {
        std::stable_sort(groups.begin(), groups.end(), [](const Group* a, const Group* b) { return a->core != b->core ? a->core : a->since < b->since; });
        leftOut = groups.size() - m_limits.strips;
        groups.resize(m_limits.strips);
        std::stable_sort(groups.begin(), groups.end(), [](const Group* a, const Group* b) { return std::tuple(!a->core, a->thing) < std::tuple(!b->core, b->thing); });
    }
    // Everyone who waits has a node before edges lead to it; of crowds those who have waited longest.
    for (const Group* group : groups) {
        std::vector<const Wait*> waits = group->waits;
        if (waits.size() > m_limits.waiters) {
            std::stable_sort(waits.begin(), waits.end(), [](const Wait* a, const Wait* b) { return a->since < b->since; });
            waits.resize(m_limits.waiters);
        }
        for (const Wait* wait : waits)
            nodeOf(wait->lane, group->core);
    }
    for (const Group* group : groups)
        addStrip(*group);
    m_groups.clear();
    for (std::size_t i = 0; m_finding && i < m_finding->lanes.size(); ++i)
        if (const auto known = m_lanes.find(m_finding->lanes[i]); known != m_lanes.end())
            block.nodes[known->second].ring = static_cast<int>(i) + 1;
    return leftOut;
}

} // namespace

std::vector<LaneId> lanesAskedFirst(const analysis::Findings& findings, Nanos time) {
    std::vector<LaneId> lanes, behind;
    for (const Finding& finding : findings.all()) {
        if (!analysis::holdsAt(finding, time))
            continue;
        lanes.insert(lanes.end(), finding.lanes.begin(), finding.lanes.end());
        behind.insert(behind.end(), finding.behind.begin(), finding.behind.end());
    }
    lanes.insert(lanes.end(), behind.begin(), behind.end());
    return lanes;
}

GraphContent graphContent(const Model& model, const analysis::Findings& findings, const WaitGraph& graph, Nanos time, const GraphLimits& limits) {
    GraphContent content;
    std::deque<BlockBuilder> blocks;
    std::unordered_set<LaneId> told;
    std::unordered_set<ObjectId> counted;
    const std::vector<Finding>& all = findings.all();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!analysis::holdsAt(all[i], time))
            continue;
        told.insert(all[i].lanes.begin(), all[i].lanes.end());
        if (blocks.size() >= limits.blocks) {
            ++content.leftOut;
            continue;
        }
        blocks.emplace_back(model, graph, time, limits, counted, static_cast<int>(i), &all[i]);
        blocks.back().addKnot();
    }
    BlockBuilder rest(model, graph, time, limits, counted, -1, nullptr);
    // Who stands behind a finding, and who waits for what one is about, stands with that.
    std::unordered_map<LaneId, std::size_t> behind;
    for (std::size_t i = 0; i < blocks.size(); ++i)
        for (const LaneId lane : all[static_cast<std::size_t>(blocks[i].block.finding)].behind)
            behind.emplace(lane, i);
    for (const Wait& wait : graph.waits) {
        if (told.contains(wait.lane))
            continue;
        const auto known = behind.find(wait.lane);
        const auto block = std::find_if(blocks.begin(), blocks.end(), [&](const BlockBuilder& each) { return each.concerns(wait); });
        if (block != blocks.end())
            block->add(wait, false);
        else if (known != behind.end())
            blocks[known->second].add(wait, false);
        else if (wait.object || wait.need == Need::Turn)
            rest.add(wait, false);
    }
    for (BlockBuilder& block : blocks) {
        content.leftOut += block.finish();
        content.blocks.push_back(std::move(block.block));
    }
    content.leftOut += rest.finish();
    for (const WaitGraph::More& each : graph.more)
        content.leftOut += counted.contains(each.object) ? 0 : 1;
    std::unordered_set<ObjectId> drawn;
    for (const GraphBlock& block : content.blocks)
        for (const GraphNode& node : block.nodes)
            drawn.insert(node.object);
    for (const analysis::Hold& hold : graph.holds) {
        if (drawn.contains(hold.object) || told.contains(hold.lane))
            continue;
        if (rest.block.strips.size() >= limits.strips)
            ++content.leftOut;
        else
            rest.addHold(hold);
    }
    if (!rest.block.nodes.empty())
        content.blocks.push_back(std::move(rest.block));
    return content;
}

} // namespace braid::render
