#include "app/render/panels/graph_layout.h"

#include "app/render/panels/graph_forms.h"
#include "app/render/panels/graph_plan.h"
#include "app/render/panels/graph_routes.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/translate.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace braid::render {

namespace {

/// A form that occurs, for the legend.
struct Entry {
    EdgeForm form;
    bool core = false;
};

class Drawing {
public:
    Drawing(const analysis::Findings& findings, const GraphPlan& plan, const QRectF& area, const Theme& theme, GraphSelection selection, Scene& scene)
        : m_findings(findings), m_plan(plan), m_area(area), m_scale(theme.typeScale()), m_measure(theme), m_selection(selection), m_ground(scene.layers[0]),
          m_nodes(scene.layers[1]), m_words(scene.layers[2]), m_places(area) {}

    void run();
    void legend(const QRectF& place);

private:
    /// Those of a strip who wait, or who could give.
    struct Crowd {
        std::size_t strip = 0;
        bool givers = false;
        friend auto operator<=>(const Crowd&, const Crowd&) = default;
    };
    /// Several edges that are drawn as one, from or to the frame round a crowd.
    struct Bundle {
        const GraphEdge* edge = nullptr;
        std::optional<Crowd> from, to;
        std::size_t count = 0;
    };

    void drawFrame(std::size_t block);
    void takeBorder(const QRectF& rect);
    void drawNode(const GraphNode& node, const QRectF& rect);
    void drawEdges(std::size_t block);
    [[nodiscard]] std::vector<Bundle> bundled(const GraphBlock& block) const;
    [[nodiscard]] const std::vector<std::size_t>& crowdOf(const GraphBlock& block, Crowd crowd) const;
    [[nodiscard]] std::size_t drawnIn(const GraphBlock& block, Crowd crowd) const;
    [[nodiscard]] QRectF crowdRect(std::size_t block, Crowd crowd) const;
    void drawCrowd(std::size_t block, Crowd crowd);
    void drawEdge(std::size_t block, const Bundle& bundle, double aside);
    void note(const EdgeForm& form, bool core);
    [[nodiscard]] bool chosen(const GraphNode& node) const {
        return (m_selection.lane && node.lane == m_selection.lane) || (m_selection.object && node.object == m_selection.object);
    }

    const analysis::Findings& m_findings;
    const GraphPlan& m_plan;
    QRectF m_area;
    double m_scale;
    TypeMeasure m_measure;
    GraphSelection m_selection;
    Layer &m_ground, &m_nodes, &m_words;
    WordPlaces m_places;
    std::vector<QRectF> m_ways; ///< stretches of edges that run round others
    std::vector<Entry> m_entries;
    bool m_timed = false;
};

void Drawing::note(const EdgeForm& form, bool core) {
    const auto known = std::find_if(m_entries.begin(), m_entries.end(), [&form](const Entry& each) {
        return each.form.dash == form.dash && each.form.cap == form.cap && each.form.meaning == form.meaning;
    });
    if (known == m_entries.end())
        m_entries.push_back({form, core});
    else
        known->core |= core;
}

/// No words lie on a frame.
void Drawing::takeBorder(const QRectF& rect) {
    for (const double x : {rect.left(), rect.right()})
        m_places.take(QRectF(x - 1, rect.top(), 2, rect.height()));
    for (const double y : {rect.top(), rect.bottom()})
        m_places.take(QRectF(rect.left(), y - 1, rect.width(), 2));
}

void Drawing::drawFrame(std::size_t place) {
    const PlacedBlock& placed = m_plan.blocks[place];
    if (placed.frame.isEmpty())
        return;
    takeBorder(placed.frame);
    const auto finding = static_cast<std::size_t>(m_plan.content.blocks[place].finding);
    const Tag tag{What::FindingMarker, {}, {}, model::NoEvent, static_cast<std::int32_t>(finding), 1};
    m_ground.boxes.push_back({placed.frame, Role::Panel, Form::Solid, false, 7, 1.2F, Role::Finding, tag});
    if (addText(m_words, m_measure, knotTitle(m_findings.all()[finding], finding), placed.title, Type::SmallBold, Role::Finding, Align::Left, tag))
        m_places.take(m_words.texts.back().rect());
}

void Drawing::drawCrowd(std::size_t place, Crowd crowd) {
    const QRectF rect = crowdRect(place, crowd);
    takeBorder(rect);
    m_ground.boxes.push_back({rect, m_plan.content.blocks[place].strips[crowd.strip].core && !crowd.givers ? Role::Deadlock : Role::TextDim, Form::Outline, false, 6, 1, Role::Transparent, {}});
}

void Drawing::drawNode(const GraphNode& node, const QRectF& rect) {
    using Kind = GraphNode::Kind;
    const bool lane = node.kind == Kind::Lane;
    const Tag tag{lane ? What::GraphLane : node.kind == Kind::Object ? What::GraphObject
                                                                     : What::Nothing,
                  node.lane, node.object, model::NoEvent, -1, 1};
    const float radius = lane ? static_cast<float>(rect.height() / 2) : 3;
    const bool vague = node.ended || node.kind == Kind::Nobody || node.kind == Kind::More;
    const bool filled = lane && node.core && !vague;
    const Ink ink = node.core ? Ink(Role::Deadlock) : Ink(Role::TextDim);
    Box box{rect, filled ? Ink(Role::Deadlock) : Ink(Role::Background), Form::Solid, false, radius, node.core ? 1.8F : 1.0F, ink, tag};
    if (chosen(node)) {
        box.border = Role::Selection;
        box.lineWidth = 3;
    }
    if (vague)
        box.border = Role::Transparent;
    m_nodes.boxes.push_back(box);
    if (vague)
        m_nodes.boxes.push_back({rect, chosen(node) ? Ink(Role::Selection) : ink, Form::DashedOutline, false, radius, node.kind == Kind::Nobody ? 2.0F : 1.0F, Role::Transparent, tag});
    QRectF words = rect.adjusted(7 * m_scale, 0, -7 * m_scale, 0);
    if (node.ring > 0) {
        const double side = rect.height() - 6 * m_scale;
        const QRectF badge(rect.left() + 4 * m_scale, rect.center().y() - side / 2, std::max(side, m_measure.width(QString::number(node.ring), Type::SmallBold) + 6), side);
        m_nodes.boxes.push_back({badge, Role::Background, Form::Round, false, 0, 1, Role::Transparent, tag});
        addText(m_words, m_measure, QString::number(node.ring), badge, Type::SmallBold, filled ? Role::Text : Role::Deadlock, Align::Center, tag);
        words.setLeft(badge.right() + 3 * m_scale);
    }
    const Type type = m_plan.typeOf(node);
    QString text = shortName(m_measure, node.text, type, words.width());
    if (text.isEmpty())
        text = m_measure.elided(node.text, type, words.width());
    const Ink letters = filled ? Ink(Role::Deadlock) : node.kind == Kind::Nobody || node.core ? Ink(Role::Text)
                                                                                              : Ink(vague ? Role::TextDim : Role::Text);
    addText(m_words, m_measure, text, words, type, letters, Align::Center, tag, filled);
    m_places.take(rect);
}

const std::vector<std::size_t>& Drawing::crowdOf(const GraphBlock& block, Crowd crowd) const {
    const GraphStrip& strip = block.strips[crowd.strip];
    return crowd.givers ? strip.givers : strip.waiters;
}

QRectF Drawing::crowdRect(std::size_t place, Crowd crowd) const {
    QRectF all;
    for (const std::size_t node : crowdOf(m_plan.content.blocks[place], crowd))
        all |= m_plan.blocks[place].nodes[node];
    return all.adjusted(-4, -4, 4, 4);
}

std::vector<Drawing::Bundle> Drawing::bundled(const GraphBlock& block) const {
    std::map<std::size_t, Crowd> crowds; // of nodes among several that wait for one thing, or that could give it
    for (std::size_t i = 0; i < block.strips.size(); ++i)
        for (const Crowd crowd : {Crowd{i, false}, Crowd{i, true}})
            if (const std::vector<std::size_t>& nodes = crowdOf(block, crowd); nodes.size() > (crowd.givers ? 2u : 1u))
                for (const std::size_t node : nodes)
                    crowds.emplace(node, crowd);
    const auto in = [&crowds](std::size_t node) {
        const auto found = crowds.find(node);
        return found == crowds.end() ? std::optional<Crowd>() : found->second;
    };
    std::map<std::tuple<Crowd, std::size_t, analysis::Need>, std::size_t> waits;
    std::map<std::tuple<std::size_t, Crowd, analysis::Tie>, std::size_t> givings;
    std::vector<Bundle> bundles;
    const auto join = [&bundles](auto& known, const auto& key, Bundle bundle) {
        const auto [at, isNew] = known.try_emplace(key, bundles.size());
        if (isNew)
            bundles.push_back(bundle);
        ++bundles[at->second].count;
    };
    for (const GraphEdge& edge : block.edges) {
        const std::optional<Crowd> from = in(edge.from), to = in(edge.to);
        if (!edge.gives && from && to != from)
            join(waits, std::tuple(*from, edge.to, edge.need), {&edge, from, {}, 0});
        else if (edge.gives && to)
            join(givings, std::tuple(edge.from, *to, edge.tie), {&edge, {}, to, 0});
        else
            bundles.push_back({&edge, {}, {}, 1});
    }
    // Where only some of a crowd could give it, that is said of each of them.
    std::vector<Bundle> result;
    for (const Bundle& bundle : bundles) {
        if (!bundle.to || bundle.count == drawnIn(block, *bundle.to)) {
            result.push_back(bundle);
            continue;
        }
        for (const GraphEdge& edge : block.edges)
            if (edge.gives && edge.from == bundle.edge->from && edge.tie == bundle.edge->tie && in(edge.to) == bundle.to)
                result.push_back({&edge, {}, {}, 1});
    }
    return result;
}

/// Without the node that stands for those that are not drawn.
std::size_t Drawing::drawnIn(const GraphBlock& block, Crowd crowd) const {
    const std::vector<std::size_t>& nodes = crowdOf(block, crowd);
    return static_cast<std::size_t>(std::count_if(nodes.begin(), nodes.end(), [&block](std::size_t node) { return block.nodes[node].kind != GraphNode::Kind::More; }));
}

void Drawing::drawEdge(std::size_t place, const Bundle& bundle, double aside) {
    const GraphBlock& block = m_plan.content.blocks[place];
    const PlacedBlock& placed = m_plan.blocks[place];
    const GraphEdge& edge = *bundle.edge;
    const QRectF from = bundle.from ? crowdRect(place, *bundle.from) : placed.nodes[edge.from];
    const QRectF to = bundle.to ? crowdRect(place, *bundle.to) : placed.nodes[edge.to];
    std::vector<QRectF> others;
    for (std::size_t i = 0; i < placed.nodes.size(); ++i)
        if (i != edge.from && i != edge.to && !from.contains(placed.nodes[i].center()) && !to.contains(placed.nodes[i].center()))
            others.push_back(placed.nodes[i]);

    const EdgeForm form = edge.nobody ? formOfNobody() : edge.gives ? formOf(edge.tie)
                                                                    : formOf(edge.need);
    note(form, edge.core);
    Line line;
    std::vector<QPointF> route;
    if (edge.from == edge.to) { // it waits for itself
        const double out = 22 * m_scale;
        route = {{from.right(), from.center().y() - 4}, {from.right() + out, from.top() - 8}, {from.right() + out, from.bottom() + 8}, {from.right(), from.center().y() + 4}};
        line.curved = true;
    } else {
        route = routeBetween(from, to, aside, others, m_ways, m_area);
        if (route.size() == 4)
            m_ways.push_back(QRectF(route[1], route[2]).normalized().adjusted(-2, -2, 2, 2));
    }
    std::copy(route.begin(), route.end(), line.points.begin());
    line.pointCount = static_cast<std::uint8_t>(route.size());
    const bool selected = chosen(block.nodes[edge.from]) || chosen(block.nodes[edge.to]);
    line.ink = edge.core ? Role::Deadlock : Role::TextDim;
    line.width = edge.core ? 2.0F : selected ? 2.0F
                                             : 1.1F;
    line.dash = form.dash;
    line.cap = form.cap;
    line.tag = edge.tag;
    line.tag.count = static_cast<std::uint32_t>(bundle.count);
    m_ground.lines.push_back(line);

    const double clock = edge.timed ? 11 * m_scale : 0, height = m_measure.height(Type::Small);
    m_timed |= edge.timed;
    if (form.label.isEmpty() && !edge.timed)
        return;
    const double width = m_measure.width(form.label, Type::Small) + 2;
    const std::optional<QRectF> word = m_places.beside(route, QSizeF(width + clock, height), aside);
    if (!word)
        return;
    m_words.boxes.push_back({*word, block.finding >= 0 && placed.frame.contains(*word) ? Ink(Role::Panel) : Ink(Role::Background), Form::Solid, false, 2, 1, Role::Transparent, line.tag});
    if (edge.timed)
        m_words.marks.push_back({QPointF(word->left() + clock / 2, word->center().y()), static_cast<float>(9 * m_scale), Glyph::Hourglass, Role::MarkTimeOut, line.tag});
    addText(m_words, m_measure, form.label, word->adjusted(clock, 0, 0, 0), Type::Small, edge.core ? Role::Text : Role::TextDim, Align::Left, line.tag);
}

void Drawing::drawEdges(std::size_t place) {
    const GraphBlock& block = m_plan.content.blocks[place];
    const std::vector<Bundle> bundles = bundled(block);
    for (const Bundle& bundle : bundles)
        if (bundle.to && bundle.to->givers)
            drawCrowd(place, *bundle.to);
    std::set<std::pair<std::size_t, std::size_t>> ways;
    const auto endOf = [&block](const std::optional<Crowd>& crowd, std::size_t node) {
        return crowd ? block.nodes.size() + 2 * crowd->strip + (crowd->givers ? 1 : 0) : node;
    };
    for (const Bundle& bundle : bundles)
        ways.emplace(endOf(bundle.from, bundle.edge->from), endOf(bundle.to, bundle.edge->to));
    // What the finding is about has the first choice of places for words.
    for (const bool core : {true, false})
        for (const Bundle& bundle : bundles) {
            if (bundle.edge->core != core)
                continue;
            const std::size_t from = endOf(bundle.from, bundle.edge->from), to = endOf(bundle.to, bundle.edge->to);
            const double aside = !ways.contains({to, from}) ? 0 : from < to ? 7
                                                                            : -7;
            drawEdge(place, bundle, aside);
        }
}

void Drawing::run() {
    for (std::size_t i = 0; i < m_plan.blocks.size(); ++i) {
        drawFrame(i);
        const GraphBlock& block = m_plan.content.blocks[i];
        for (std::size_t strip = 0; strip < block.strips.size(); ++strip)
            if (block.strips[strip].waiters.size() > 1)
                drawCrowd(i, {strip, false});
        for (std::size_t node = 0; node < block.nodes.size(); ++node)
            drawNode(block.nodes[node], m_plan.blocks[i].nodes[node]);
    }
    for (std::size_t i = 0; i < m_plan.blocks.size(); ++i)
        drawEdges(i);
}

void Drawing::legend(const QRectF& place) {
    std::stable_sort(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) { return a.core > b.core; });
    const double row = m_measure.height(Type::Small) + 3, sample = 26 * m_scale;
    double x = place.left(), y = place.top();
    const auto next = [&](double width) {
        if (x > place.left() && x + width > place.right()) {
            x = place.left();
            y += row;
        }
        return y + row <= place.bottom() + 0.5 && x + width <= place.right();
    };
    for (const Entry& entry : m_entries) {
        const double width = m_measure.width(entry.form.meaning, Type::Small);
        if (!next(sample + 6 + width))
            continue;
        Line line;
        line.points[0] = QPointF(x, y + row / 2);
        line.points[1] = QPointF(x + sample, y + row / 2);
        line.ink = Role::TextDim;
        line.width = 1.5F;
        line.dash = entry.form.dash;
        line.cap = entry.form.cap;
        m_words.lines.push_back(line);
        addText(m_words, m_measure, entry.form.meaning, QRectF(x + sample + 6, y, width + 1, row), Type::Small, Role::TextDim);
        x += sample + 6 + width + 14;
    }
    const QString limit = say(QT_TRANSLATE_NOOP("render", "ends by itself at its time limit"));
    if (m_timed && next(16 * m_scale + m_measure.width(limit, Type::Small))) {
        m_words.marks.push_back({QPointF(x + 5 * m_scale, y + row / 2), static_cast<float>(9 * m_scale), Glyph::Hourglass, Role::MarkTimeOut, {}});
        addText(m_words, m_measure, limit, QRectF(x + 14 * m_scale, y, m_measure.width(limit, Type::Small) + 1, row), Type::Small, Role::TextDim);
    }
}

} // namespace

Scene layoutGraph(const model::Model& model, const analysis::Findings& findings, const analysis::WaitGraph& graph, model::Nanos time, QSizeF size,
                  const Theme& theme, GraphSelection selection) {
    const TypeMeasure measure(theme);
    const double scale = theme.typeScale(), line = measure.height(Type::Small) + 3;
    Scene scene;
    scene.size = size;
    scene.layers.resize(3); // ground and edges, nodes, words
    scene.layers[0].boxes.push_back({QRectF(QPointF(0, 0), size), Role::Background, Form::Solid, false, 0, 1, Role::Transparent, {}});
    // The legend has two lines where one would not hold it.
    const double legend = size.width() < 620 * scale ? 2 * line : line;
    const QRectF whole(QPointF(0, 0), size), below(8, size.height() - legend - 3, size.width() - 16, legend);
    QRectF area = whole.adjusted(4, 4, -4, -legend - 6);
    GraphPlan plan = planGraph(model, findings, graph, time, area, theme);
    if (plan.content.leftOut > 0) { // once more, with a line for what is not drawn
        area.setBottom(area.bottom() - line);
        plan = planGraph(model, findings, graph, time, area, theme);
    }
    if (plan.blocks.empty()) {
        addText(scene.layers[0], measure, say(QT_TRANSLATE_NOOP("render", "Nobody holds or waits for anything now.")), whole.adjusted(8, 0, -8, 0), Type::Normal, Role::TextDim,
                Align::Center);
        return scene;
    }
    if (plan.content.leftOut > 0)
        addText(scene.layers[2], measure, say(QT_TRANSLATE_NOOP("render", "Not drawn for lack of room: %1 more things that are held or waited for")).arg(plan.content.leftOut),
                QRectF(below.left(), area.bottom(), below.width(), line), Type::Small, Role::TextDim);
    Drawing drawing(findings, plan, area, theme, selection, scene);
    drawing.run();
    drawing.legend(below);
    return scene;
}

Scene layoutGraphAt(const model::Model& model, const analysis::Findings& findings, model::Nanos time, QSizeF size, const Theme& theme, GraphSelection selection) {
    return layoutGraph(model, findings, analysis::waitGraphAt(model, time, lanesAskedFirst(findings, time)), time, size, theme, selection);
}

} // namespace braid::render
