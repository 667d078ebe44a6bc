#include "app/render/panels/graph_layout.h"

#include "app/render/panels/graph_nodes.h"
#include "app/render/rows/geometry.h"
#include "app/render/scene/labels.h"

#include <QCoreApplication>
#include <QMarginsF>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace braid::render {

namespace {

constexpr double Unit = 80; ///< pixels of one unit of placement at natural size
constexpr double Circle = 62.0 / Unit;
constexpr double BoxWidth = 78.0 / Unit;
constexpr double BoxHeight = 42.0 / Unit;
constexpr QMarginsF Halo(4, 4, 4, 4); ///< pixels, around the nodes of a cycle

/// From units to pixels.
struct View {
    double scale = Unit;
    QPointF center; ///< of the picture
    QPointF middle; ///< of the nodes, in units

    [[nodiscard]] QPointF at(QPointF unit) const { return center + scale * (unit - middle); }
    [[nodiscard]] QRectF circle(QPointF unit) const {
        const double d = scale * Circle;
        const QPointF c = at(unit);
        return {c.x() - d / 2, c.y() - d / 2, d, d};
    }
    [[nodiscard]] QRectF box(QPointF unit) const {
        const double w = scale * BoxWidth, h = scale * BoxHeight;
        const QPointF c = at(unit);
        return {c.x() - w / 2, c.y() - h / 2, w, h};
    }
};

// Where the line from the middle of `rect` to `other` leaves it.
QPointF borderOf(const QRectF& rect, bool round, QPointF other, double air) {
    const QPointF center = rect.center();
    const QPointF way = other - center;
    const double length = std::hypot(way.x(), way.y());
    if (length < 0.01)
        return center;
    double reach = rect.width() / 2;
    if (!round) {
        const double alongX = std::abs(way.x()) > 0.01 ? rect.width() / 2 / (std::abs(way.x()) / length) : 1e9;
        const double alongY = std::abs(way.y()) > 0.01 ? rect.height() / 2 / (std::abs(way.y()) / length) : 1e9;
        reach = std::min(alongX, alongY);
    }
    return center + way * std::min((reach + air) / length, 0.5);
}

View viewOf(const DrawnGraph& drawn, const GraphPlacement& placement, QRectF area, double typeScale) {
    QRectF bounds;
    const auto include = [&](QPointF p) { bounds |= QRectF(p.x() - 0.7, p.y() - 0.6, 1.4, 1.2); };
    for (const auto& [lane, at] : placement.lanes) {
        if (drawn.lanes.contains(lane))
            include(at);
    }
    for (const auto& [object, at] : placement.objects) {
        if (drawn.objects.contains(object))
            include(at);
    }
    View view;
    view.center = area.center();
    view.middle = bounds.center();
    view.scale = Unit * typeScale;
    if (bounds.width() > 0 && bounds.height() > 0)
        view.scale = std::max(1.0, std::min({view.scale, area.width() / bounds.width(), area.height() / bounds.height()}));
    return view;
}

void addLegend(Layer& layer, const TypeMeasure& measure, QSizeF size, double scale) {
    struct Entry {
        bool dashed;
        QString text;
    };
    const Entry entries[] = {{true, QCoreApplication::translate("render", "waits for")},
                             {false, QCoreApplication::translate("render", "is held by")}};
    double x = 10;
    const double y = size.height() - 12 * scale;
    for (const Entry& entry : entries) {
        const double width = measure.width(entry.text, Type::Small);
        if (x + 34 + width > size.width())
            return;
        Line line;
        line.points[0] = QPointF(x, y);
        line.points[1] = QPointF(x + 26, y);
        line.ink = Role::TextDim;
        line.width = 1.5F;
        line.dashed = entry.dashed;
        line.cap = Cap::Arrow;
        layer.lines.push_back(line);
        addText(layer, measure, entry.text, QRectF(x + 32, y - 8 * scale, width + 1, 16 * scale), Type::Small, Role::TextDim);
        x += 32 + width + 18;
    }
}

/// Finds places for names beside nodes too small for them: clear of the nodes and of each other.
class NamePlaces {
public:
    NamePlaces(QRectF area, double air) : m_area(area), m_air(air) {}
    void take(const QRectF& rect) { m_taken.push_back(rect); }

    /// Below, above, right or left of `node`; nothing where all are taken.
    [[nodiscard]] std::optional<QRectF> beside(const QRectF& node, QSizeF size) {
        const QPointF c = node.center();
        const double x = c.x() - size.width() / 2, y = c.y() - size.height() / 2;
        for (const QPointF corner : {QPointF(x, node.bottom() + m_air), QPointF(x, node.top() - m_air - size.height()),
                                     QPointF(node.right() + m_air, y), QPointF(node.left() - m_air - size.width(), y)}) {
            const QRectF place(corner, size);
            const auto meets = [&place](const QRectF& other) { return other.intersects(place); };
            if (m_area.contains(place) && std::none_of(m_taken.begin(), m_taken.end(), meets)) {
                take(place);
                return place;
            }
        }
        return std::nullopt;
    }

private:
    QRectF m_area;
    double m_air;
    std::vector<QRectF> m_taken;
};

} // namespace

Scene layoutGraph(const model::Model& model, const analysis::Findings& findings, const analysis::WaitGraph& graph,
                  const GraphPlacement& placement, model::Nanos time, QSizeF size, const Theme& theme,
                  GraphSelection selection) {
    const TypeMeasure measure(theme);
    Scene scene;
    scene.size = size;
    scene.layers.resize(3); // ground and edges, nodes, numbers
    Layer& edges = scene.layers[0];
    Layer& nodes = scene.layers[1];
    Layer& numbers = scene.layers[2];
    edges.boxes.push_back({QRectF(QPointF(0, 0), size), Role::Background, Form::Solid, false, 0, 1, Role::Transparent, {}});

    const DrawnGraph drawn = drawnGraph(model, findings, graph, time);
    const double scale = theme.typeScale();
    if (drawn.lanes.empty() && drawn.objects.empty()) {
        addText(edges, measure, QCoreApplication::translate("render", "Nobody holds or waits for anything now."),
                QRectF(8, 0, size.width() - 16, size.height()), Type::Normal, Role::TextDim, Align::Center);
        return scene;
    }
    QRectF area = QRectF(QPointF(0, 0), size).adjusted(10, 10, -10, -26 * scale);
    if (drawn.leftOut > 0) {
        const QRectF line(10, 6, size.width() - 20, measure.height(Type::Small));
        addText(numbers, measure,
                QCoreApplication::translate("render", "%1 more edges are not drawn: cycles come first, then who has waited longest")
                    .arg(drawn.leftOut),
                line, Type::Small, Role::TextDim);
        area.setTop(line.bottom() + 4);
    }
    const View view = viewOf(drawn, placement, area, scale);
    // Below this, words in a node are no longer read.
    const bool worded = view.scale >= 22;
    const auto laneAt = [&](LaneId lane) {
        const auto found = placement.lanes.find(lane);
        return found == placement.lanes.end() ? QPointF() : found->second;
    };
    const auto objectAt = [&](ObjectId object) {
        const auto found = placement.objects.find(object);
        return found == placement.objects.end() ? QPointF() : found->second;
    };
    const auto chosen = [&](LaneId lane, ObjectId object) {
        return (selection.lane && selection.lane == lane) || (selection.object && selection.object == object);
    };

    for (const DrawnGraph::HoldEdge& hold : drawn.holds) {
        const QRectF from = view.box(objectAt(hold.object));
        const QRectF to = view.circle(laneAt(hold.lane));
        Line line;
        line.points[0] = borderOf(from, false, to.center(), 1);
        line.points[1] = borderOf(to, true, from.center(), 3);
        line.ink = hold.inRing ? Role::Deadlock : Role::Text;
        line.width = hold.inRing || chosen(hold.lane, hold.object) ? 2.5F : 1.5F;
        line.cap = Cap::Arrow;
        line.tag = {What::GraphHold, hold.lane, hold.object, model::NoEvent, -1, 1};
        edges.lines.push_back(line);
    }
    for (const DrawnGraph::WaitEdge& wait : drawn.waits) {
        const QRectF from = view.circle(laneAt(wait.lane));
        const QRectF to = wait.object ? view.box(objectAt(wait.object)) : view.circle(laneAt(wait.target));
        Line line;
        line.points[0] = borderOf(from, true, to.center(), 1);
        line.points[1] = borderOf(to, !wait.object, from.center(), 3);
        line.ink = wait.ring ? Role::Deadlock : Role::TextDim;
        line.width = wait.ring || chosen(wait.lane, wait.object) ? 2.5F : 1.2F;
        line.opacity = wait.ring || chosen(wait.lane, wait.object) || drawn.waits.size() < 16 ? 1.0F : 0.55F;
        line.dashed = true;
        line.cap = Cap::Arrow;
        line.tag = {What::GraphWait, wait.lane, wait.object ? wait.object : objectOf(wait.target), model::NoEvent, -1, 1};
        edges.lines.push_back(line);
        if (wait.ring == 0)
            continue;
        const QPointF middle = (line.points[0] + line.points[1]) / 2;
        const double side = std::clamp(view.scale * 0.3, 14.0, 20.0 * scale);
        const QRectF badge(middle.x() - side / 2, middle.y() - side / 2, side, side);
        numbers.boxes.push_back({badge, Role::Deadlock, Form::Ellipse, false, 0, 1.5F, Role::Background, line.tag});
        addText(numbers, measure, QString::number(wait.ring), badge, Type::SmallBold, Role::Deadlock, Align::Center,
                line.tag, true);
    }

    // A name stands in its node where it fits, else beside it.
    struct Outside {
        QString text;
        QRectF node;
        Tag tag;
        bool inRing;
    };
    std::vector<Outside> outside;
    NamePlaces names(area, Halo.bottom());
    const auto name = [&](const QString& text, const QRectF& node, double room, Type type, Ink ink, const Tag& tag, bool on, bool inRing) {
        names.take(node);
        const QString fitting = worded ? shortName(measure, text, type, room) : QString();
        if (fitting.isEmpty())
            outside.push_back({text, node, tag, inRing});
        else
            addText(nodes, measure, fitting, node, type, ink, Align::Center, tag, on);
    };
    for (ObjectId object : drawn.objects) {
        const QRectF rect = view.box(objectAt(object));
        const bool inRing = drawn.ringObjects.contains(object);
        const Tag tag{What::GraphObject, {}, object, model::NoEvent, -1, 1};
        if (inRing)
            nodes.boxes.push_back({rect.marginsAdded(Halo), Role::Halo, Form::Solid, false, 8, 1, Role::Transparent, tag});
        nodes.boxes.push_back({rect, inRing ? Role::Deadlock : Role::Panel, Form::Solid, false, 5,
                               selection.object == object ? 3.0F : 1.5F,
                               selection.object == object ? Role::Selection : inRing ? Role::Deadlock
                                                                                     : Role::TextDim,
                               tag});
        name(textOf(model.name(object)), rect, rect.width() - 8, Type::SmallBold, inRing ? Role::Deadlock : Role::Text, tag, inRing, inRing);
        const auto more = drawn.more.find(object);
        if (more != drawn.more.end())
            addText(numbers, measure, QCoreApplication::translate("render", "and %1 more wait").arg(more->second),
                    QRectF(rect.center().x() - 70, rect.bottom() + 2, 140, 15 * scale), Type::Small, Role::Text,
                    Align::Center, tag);
    }
    for (LaneId lane : drawn.lanes) {
        const QRectF rect = view.circle(laneAt(lane));
        const bool inRing = drawn.ringLanes.contains(lane);
        const Tag tag{What::GraphLane, lane, {}, model::NoEvent, -1, 1};
        if (inRing)
            nodes.boxes.push_back({rect.marginsAdded(Halo), Role::Halo, Form::Ellipse, false, 0, 1, Role::Transparent, tag});
        const Ink ink = inRing ? Ink(Role::Deadlock) : chipOf(model, lane);
        nodes.boxes.push_back({rect, ink, Form::Ellipse, false, 0, selection.lane == lane ? 3.0F : 1.5F,
                               selection.lane == lane ? Role::Selection : Role::Background, tag});
        name(textOf(model.name(lane)), rect, rect.width() - 4, Type::Small, ink, tag, true, inRing);
    }
    // Those of the cycle first: they are what the picture is about.
    std::stable_partition(outside.begin(), outside.end(), [](const Outside& each) { return each.inRing; });
    constexpr std::size_t Many = 20;
    const double longest = (drawn.lanes.size() > Many ? 40 : 100) * scale; // of many, "T12" for "Thread-12"
    for (const Outside& each : outside) {
        const QString text = shortName(measure, each.text, Type::Small, longest);
        const QSizeF room(measure.width(text, Type::Small) + 4, measure.height(Type::Small));
        const std::optional<QRectF> place = text.isEmpty() ? std::nullopt : names.beside(each.node, room);
        if (!place)
            continue;
        numbers.boxes.push_back({*place, Role::Background, Form::Solid, false, 2, 1, Role::Transparent, each.tag});
        addText(numbers, measure, text, *place, Type::Small, each.inRing ? Role::Text : Role::TextDim, Align::Center, each.tag);
    }
    addLegend(numbers, measure, size, scale);
    return scene;
}

} // namespace braid::render
