#include "app/render/panels/graph_nodes.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <numbers>
#include <optional>

namespace braid::render {

namespace {

constexpr std::size_t MostWaiters = 60; ///< of one object
constexpr std::size_t MostNodes = 80;   ///< more are neither read nor placed within a frame
constexpr std::size_t MostApart = 16;   ///< so many groups that have nothing to do with each other: more have no room for names
constexpr double Near = 1.15;           ///< nodes stand at least so far apart
constexpr double Beside = 0.5;          ///< and so far from edges that are not theirs, where there is room …
constexpr double Room = 9;              ///< … within so far

struct Node {
    bool isObject = false;
    std::uint32_t id = 0;
    friend auto operator<=>(const Node&, const Node&) = default;
};
Node nodeOf(LaneId lane) { return {false, lane.value}; }
Node nodeOf(ObjectId object) { return {true, object.value}; }

/// How far `point` is from the straight edge between `from` and `to`.
double distanceTo(QPointF from, QPointF to, QPointF point) {
    const QPointF way = to - from, off = point - from;
    const double square = QPointF::dotProduct(way, way);
    const double part = square > 0 ? std::clamp(QPointF::dotProduct(off, way) / square, 0.0, 1.0) : 0.0;
    const QPointF gap = off - part * way;
    return std::hypot(gap.x(), gap.y());
}

double lengthOf(QPointF p) { return std::hypot(p.x(), p.y()); }

class Placer {
public:
    explicit Placer(const DrawnGraph& graph) : m_graph(graph) {
        for (const DrawnGraph::WaitEdge& wait : graph.waits)
            connect(nodeOf(wait.lane), wait.object ? nodeOf(wait.object) : nodeOf(wait.target));
        for (const DrawnGraph::HoldEdge& hold : graph.holds)
            connect(nodeOf(hold.object), nodeOf(hold.lane));
    }

    void rings();
    void keep(const GraphPlacement& previous);
    void pileUp();

    std::map<Node, QPointF> placed;

private:
    void connect(Node a, Node b) {
        m_neighbours[a].insert(b);
        m_neighbours[b].insert(a);
    }
    [[nodiscard]] bool isFree(QPointF point) const {
        return std::none_of(placed.begin(), placed.end(),
                            [&](const auto& other) { return lengthOf(other.second - point) < Near; });
    }
    /// Whether `node`, at `point`, lies on no edge that is not its own, and none of its edges runs behind another node.
    [[nodiscard]] bool standsClear(Node node, QPointF point) const;
    [[nodiscard]] QPointF fanOut(Node anchor, Node node) const;
    [[nodiscard]] QPointF freshPlace() const;
    [[nodiscard]] bool wanted(Node node) const {
        return node.isObject ? m_graph.objects.contains(ObjectId{node.id}) : m_graph.lanes.contains(LaneId{node.id});
    }

    const DrawnGraph& m_graph;
    std::map<Node, std::set<Node>> m_neighbours;
    struct Circle {
        QPointF center;
        double radius = 0;
    };
    std::vector<Circle> m_rings;
    std::map<Node, Circle> m_ringOf;
};

void Placer::rings() {
    double left = 0;
    std::vector<Node> all;
    for (const analysis::Finding* finding : m_graph.rings) {
        std::vector<Node> nodes;
        for (const analysis::CycleEdge& edge : finding->cycle) {
            nodes.push_back(nodeOf(edge.lane));
            if (m_graph.objects.contains(edge.waitsFor))
                nodes.push_back(nodeOf(edge.waitsFor));
        }
        const double count = static_cast<double>(nodes.size());
        const double radius = std::max(1.7, count * 2.1 / (2 * std::numbers::pi));
        const QPointF center(left + radius, 0);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            // Clockwise from the upper left: two lanes and two locks form a diamond with both lanes at its sides.
            const double angle = std::numbers::pi + 2 * std::numbers::pi * static_cast<double>(i) / count;
            const QPointF out(std::cos(angle), std::sin(angle));
            placed[nodes[i]] = center + radius * out;
            all.push_back(nodes[i]);
        }
        for (Node node : nodes)
            m_ringOf[node] = {center, radius};
        m_rings.push_back({center, radius});
        left += 2 * radius + 8;
    }
    const double shift = all.empty() ? 0 : (left - 8) / 2;
    for (Node node : all)
        placed[node] -= QPointF(shift, 0);
    for (auto& [node, circle] : m_ringOf)
        circle.center -= QPointF(shift, 0);
    for (Circle& circle : m_rings)
        circle.center -= QPointF(shift, 0);
}

void Placer::keep(const GraphPlacement& previous) {
    // When a ring closes everything is placed anew around it: what stood well before would now cross it.
    const bool sameRings = std::all_of(placed.begin(), placed.end(), [&](const auto& entry) {
        const auto& [node, at] = entry;
        if (node.isObject) {
            const auto before = previous.objects.find(ObjectId{node.id});
            return before != previous.objects.end() && lengthOf(before->second - at) < 0.01;
        }
        const auto before = previous.lanes.find(LaneId{node.id});
        return before != previous.lanes.end() && lengthOf(before->second - at) < 0.01;
    });
    if (!sameRings)
        return;
    const auto take = [&](Node node, QPointF at) {
        if (wanted(node) && !placed.contains(node) && isFree(at))
            placed[node] = at;
    };
    for (const auto& [lane, at] : previous.lanes)
        take(nodeOf(lane), at);
    for (const auto& [object, at] : previous.objects)
        take(nodeOf(object), at);
}

bool Placer::standsClear(Node node, QPointF point) const {
    const auto its = m_neighbours.find(node);
    for (const auto& [other, at] : placed) {
        const auto neighbours = m_neighbours.find(other);
        if (neighbours == m_neighbours.end())
            continue;
        for (const Node end : neighbours->second)
            if (const auto there = placed.find(end); other < end && there != placed.end() && other != node && end != node &&
                                                     distanceTo(at, there->second, point) < Beside)
                return false;
        if (its == m_neighbours.end() || other == node)
            continue;
        for (const Node end : its->second)
            if (const auto there = placed.find(end);
                there != placed.end() && end != other && distanceTo(point, there->second, at) < Beside)
                return false;
    }
    return true;
}

// The nearest free place around `anchor` for `node`, first in the direction away from everything; where there is one, beside
// all edges.
QPointF Placer::fanOut(Node anchor, Node node) const {
    const QPointF at = placed.at(anchor);
    QPointF away(1, 0);
    double spread = std::numbers::pi;
    const auto ring = m_ringOf.find(anchor);
    if (ring != m_ringOf.end()) {
        away = (at - ring->second.center) / std::max(0.01, lengthOf(at - ring->second.center));
        spread = 2.0; // past the sides of the ring, but not behind it
    } else if (lengthOf(at) > 0.5) {
        away = at / lengthOf(at);
    }
    const double middle = std::atan2(away.y(), away.x());
    std::optional<QPointF> nearest;
    for (double radius = 1.9; radius < (nearest ? Room : 60); radius += Near * 0.85) {
        const double step = Near / radius;
        for (int i = 0; i * step <= spread; ++i) {
            for (double side : {1.0, -1.0}) {
                const double angle = middle + side * i * step;
                const QPointF candidate = at + radius * QPointF(std::cos(angle), std::sin(angle));
                const bool inARing = std::any_of(m_rings.begin(), m_rings.end(), [&](const Circle& circle) {
                    return lengthOf(candidate - circle.center) < circle.radius + 1;
                });
                if (inARing || !isFree(candidate))
                    continue;
                if (standsClear(node, candidate))
                    return candidate;
                if (!nearest)
                    nearest = candidate;
            }
        }
    }
    return nearest.value_or(at + QPointF(60, 0));
}

// A place for something that touches nothing placed yet: on a grid around the middle, with air around it.
QPointF Placer::freshPlace() const {
    const bool many = m_graph.lanes.size() + m_graph.objects.size() > MostNodes / 2;
    const double air = many ? 2.9 : 4;
    for (int ring = 0; ring < 40; ++ring) {
        for (int y = -ring; y <= ring; ++y) {
            for (int x = -ring; x <= ring; ++x) {
                if (std::max(std::abs(x), std::abs(y)) != ring)
                    continue;
                const QPointF candidate(x * 2.6, y * 2.6);
                const bool clear = std::none_of(placed.begin(), placed.end(), [&](const auto& other) {
                    return lengthOf(other.second - candidate) < air;
                });
                if (clear)
                    return candidate;
            }
        }
    }
    return {};
}

void Placer::pileUp() {
    std::set<Node> open;
    for (ObjectId object : m_graph.objects)
        open.insert(nodeOf(object));
    for (LaneId lane : m_graph.lanes)
        open.insert(nodeOf(lane));
    for (const auto& [node, at] : placed)
        open.erase(node);

    std::vector<Node> frontier;
    for (const auto& [node, at] : placed)
        frontier.push_back(node);
    while (!open.empty()) {
        for (std::size_t i = 0; i < frontier.size(); ++i) {
            for (Node next : m_neighbours[frontier[i]]) {
                if (open.erase(next) == 0)
                    continue;
                placed[next] = fanOut(frontier[i], next);
                frontier.push_back(next);
            }
        }
        if (open.empty())
            break;
        // Begin anew at the node with most neighbours; of equals the one that came first.
        const Node seed = *std::max_element(open.begin(), open.end(), [&](Node a, Node b) {
            return m_neighbours[a].size() < m_neighbours[b].size();
        });
        open.erase(seed);
        placed[seed] = freshPlace();
        frontier = {seed};
    }
}

} // namespace

DrawnGraph drawnGraph(const model::Model& model, const analysis::Findings& findings, const analysis::WaitGraph& graph,
                      model::Nanos time) {
    DrawnGraph drawn;
    const auto waitsFor = [&](LaneId lane, ObjectId object) {
        return std::any_of(graph.waits.begin(), graph.waits.end(),
                           [&](const analysis::Wait& w) { return w.lane == lane && w.object == object; });
    };
    std::map<std::pair<LaneId, ObjectId>, int> ringNumber;
    std::set<std::pair<ObjectId, LaneId>> ringHolds;
    for (const analysis::Finding& finding : findings.all()) {
        if (finding.kind != analysis::FindingKind::Deadlock || finding.at > time || finding.cycle.empty())
            continue;
        if (!std::all_of(finding.cycle.begin(), finding.cycle.end(),
                         [&](const analysis::CycleEdge& e) { return waitsFor(e.lane, e.waitsFor); }))
            continue;
        drawn.rings.push_back(&finding);
        int number = 0;
        for (const analysis::CycleEdge& edge : finding.cycle) {
            ringNumber[{edge.lane, edge.waitsFor}] = ++number;
            ringHolds.insert({edge.waitsFor, edge.heldBy});
            drawn.ringLanes.insert(edge.lane);
            if (model.object(edge.waitsFor))
                drawn.ringObjects.insert(edge.waitsFor);
        }
    }
    // What is part of a cycle is always drawn, of the rest who has waited longest.
    const auto numberOf = [&](const analysis::Wait& wait) {
        const auto ring = ringNumber.find({wait.lane, wait.object});
        return ring == ringNumber.end() ? 0 : ring->second;
    };
    std::vector<const analysis::Wait*> waits;
    for (const analysis::Wait& wait : graph.waits)
        waits.push_back(&wait);
    if (waits.size() > MostNodes / 2)
        std::stable_sort(waits.begin(), waits.end(), [&](const analysis::Wait* a, const analysis::Wait* b) {
            const bool inRingA = numberOf(*a) > 0, inRingB = numberOf(*b) > 0;
            return inRingA != inRingB ? inRingA : a->since < b->since;
        });
    std::size_t apart = 0;
    const auto full = [&](LaneId lane, ObjectId object) {
        const bool alone = !drawn.lanes.contains(lane) && !drawn.objects.contains(object);
        return drawn.lanes.size() + drawn.objects.size() + 2 > MostNodes || (alone && ++apart > MostApart);
    };
    std::map<ObjectId, std::size_t> crowd;
    for (const analysis::Wait* each : waits) {
        const analysis::Wait& wait = *each;
        const int number = numberOf(wait);
        if (number == 0 && ++crowd[wait.object] > MostWaiters) {
            ++drawn.more[wait.object];
            continue;
        }
        if (number == 0 && full(wait.lane, wait.object)) {
            ++drawn.leftOut;
            continue;
        }
        // An object that is a lane (and nothing else) is drawn as the lane.
        const bool joins = !model.object(wait.object) && model.lane(laneOf(wait.object));
        drawn.waits.push_back({wait.lane, joins ? ObjectId{} : wait.object, joins ? laneOf(wait.object) : LaneId{},
                               wait.since, number});
        drawn.lanes.insert(wait.lane);
        if (joins)
            drawn.lanes.insert(laneOf(wait.object));
        else
            drawn.objects.insert(wait.object);
    }
    for (const analysis::Hold& hold : graph.holds) {
        if (!model.object(hold.object) && model.lane(laneOf(hold.object)))
            continue;
        const bool known = drawn.objects.contains(hold.object) && drawn.lanes.contains(hold.lane);
        const bool inRing = ringHolds.contains({hold.object, hold.lane});
        if (!known && !inRing && full(hold.lane, hold.object)) {
            ++drawn.leftOut;
            continue;
        }
        drawn.holds.push_back({hold.object, hold.lane, inRing});
        drawn.objects.insert(hold.object);
        drawn.lanes.insert(hold.lane);
    }
    return drawn;
}

GraphPlacement placeGraph(const model::Model& model, const analysis::Findings& findings, const analysis::WaitGraph& graph,
                          model::Nanos time, const GraphPlacement& previous) {
    const DrawnGraph drawn = drawnGraph(model, findings, graph, time);
    Placer placer(drawn);
    placer.rings();
    placer.keep(previous);
    placer.pileUp();
    GraphPlacement result;
    for (const auto& [node, at] : placer.placed) {
        if (node.isObject)
            result.objects[ObjectId{node.id}] = at;
        else
            result.lanes[LaneId{node.id}] = at;
    }
    // Lanes that left keep their places while these are free.
    const auto isFree = [&](QPointF point) {
        return std::none_of(placer.placed.begin(), placer.placed.end(),
                            [&](const auto& other) { return lengthOf(other.second - point) < Near; });
    };
    for (const auto& [lane, at] : previous.lanes) {
        if (isFree(at))
            result.lanes.emplace(lane, at);
    }
    for (const auto& [object, at] : previous.objects) {
        if (isFree(at))
            result.objects.emplace(object, at);
    }
    return result;
}

} // namespace braid::render
