#include "app/render/panels/graph_plan.h"

#include "app/render/panels/graph_forms.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <optional>
#include <tuple>
#include <vector>

namespace braid::render {

namespace {

/// Pixels: those of the measure, and others times the theme's scale of type.
struct Sizes {
    double scale = 1;
    double nodeHeight = 0;
    double label = 0;                     ///< height of words on edges
    double title = 0;                     ///< height
    double side = 0, top = 0, bottom = 0; ///< room round the nodes of a block, its title not counted
    double between = 0;                   ///< of blocks
    double mostWidth = 0, leastWidth = 0; ///< of a node: of long names, and of those that have to be cut
};

Sizes sizesOf(const GraphPlan& plan, const TypeMeasure& measure, double scale) {
    Sizes sizes;
    sizes.scale = scale;
    sizes.nodeHeight = measure.height(plan.large ? Type::Normal : Type::Small) + 8 * scale;
    sizes.label = measure.height(Type::Small);
    sizes.title = measure.height(Type::SmallBold) + 6 * scale;
    sizes.side = 14 * scale;
    sizes.top = 4 * scale;
    sizes.bottom = 9 * scale;
    sizes.between = 8 * scale;
    sizes.mostWidth = 170 * scale;
    sizes.leastWidth = 72 * scale;
    return sizes;
}

double widthOf(const GraphNode& node, const GraphPlan& plan, const TypeMeasure& measure, const Sizes& sizes) {
    const double width = measure.width(node.text, plan.typeOf(node)) + (node.ring > 0 ? 36 : 18) * sizes.scale;
    return std::clamp(width, 34 * sizes.scale, sizes.mostWidth);
}

/// The columns or rows of one block: how wide each is, and how far it wants to be and has to be from the one before; the last gap is
/// behind the last one.
struct Tracks {
    std::vector<double> size, gap, leastGap;

    explicit Tracks(double count) : size(static_cast<std::size_t>(std::ceil(count)), 0), gap(size.size() + 1, 0), leastGap(gap.size(), 0) {}
    [[nodiscard]] double natural() const { return std::accumulate(size.begin(), size.end(), 0.0) + std::accumulate(gap.begin(), gap.end(), 0.0); }
    [[nodiscard]] double least(double leastSize) const {
        double sum = std::accumulate(leastGap.begin(), leastGap.end(), 0.0);
        for (const double each : size)
            sum += std::min(each, leastSize);
        return sum;
    }
    void want(std::size_t boundary, double wanted, double needed) {
        gap[boundary] = std::max({gap[boundary], wanted, needed});
        leastGap[boundary] = std::max(leastGap[boundary], needed);
    }
    void fit(double room);
    /// The middle of `place`, which may lie between two of them.
    [[nodiscard]] double middle(double place) const;
};

/// Gives up gaps first, then cuts the widest.
void Tracks::fit(double room) {
    const double sizes = std::accumulate(size.begin(), size.end(), 0.0), wanted = std::accumulate(gap.begin(), gap.end(), 0.0),
                 needed = std::accumulate(leastGap.begin(), leastGap.end(), 0.0);
    if (room >= sizes + wanted) {
        const double more = wanted > 0 ? std::min((room - sizes) / wanted, 1.3) : 1;
        for (double& each : gap)
            each *= more;
        return;
    }
    const double part = wanted > needed ? std::clamp((room - sizes - needed) / (wanted - needed), 0.0, 1.0) : 0;
    for (std::size_t i = 0; i < gap.size(); ++i)
        gap[i] = leastGap[i] + part * (gap[i] - leastGap[i]);
    double low = 0, high = 1e5;
    for (int step = 0; step < 40 && room < sizes + needed; ++step) {
        const double most = (low + high) / 2;
        double sum = needed;
        for (const double each : size)
            sum += std::min(each, most);
        (sum > room ? high : low) = most;
    }
    if (room < sizes + needed)
        for (double& each : size)
            each = std::min(each, low);
}

double Tracks::middle(double place) const {
    const auto at = [this](std::size_t track) {
        double sum = 0;
        for (std::size_t i = 0; i < track; ++i)
            sum += gap[i] + size[i];
        return sum + gap[track] + size[track] / 2;
    };
    const auto low = static_cast<std::size_t>(std::floor(place)), high = std::min(static_cast<std::size_t>(std::ceil(place)), size.size() - 1);
    return at(low) + (at(high) - at(low)) * (place - std::floor(place));
}

struct Fitted {
    BlockCells cells;
    Tracks columns, rows;
    bool pairs = false; ///< edges to and fro beside each other in a row of what the finding is about: words above and below it
};

/// The waiters of one strip that share an edge to `edge`'s end: only the nearest of them needs room for it.
bool isNearest(const GraphBlock& block, const BlockCells& cells, const GraphEdge& edge) {
    const auto distance = [&](std::size_t node) {
        const QPointF way = cells.at[node] - cells.at[edge.to];
        return std::abs(way.x()) + std::abs(way.y());
    };
    for (const GraphStrip& strip : block.strips)
        if (std::find(strip.waiters.begin(), strip.waiters.end(), edge.from) != strip.waiters.end())
            return std::none_of(strip.waiters.begin(), strip.waiters.end(), [&](std::size_t other) { return distance(other) < distance(edge.from); });
    return true;
}

Fitted fitted(const GraphPlan& plan, const GraphBlock& block, GraphFlow flow, int across, double title, const TypeMeasure& measure, const Sizes& sizes) {
    Fitted result{cellsOf(block, flow, across), Tracks(0), Tracks(0), false};
    const BlockCells& cells = result.cells;
    Tracks columns(std::max(cells.columns, 1.0)), rows(std::max(cells.rows, 1.0));
    for (std::size_t i = 0; i < block.nodes.size(); ++i) {
        const double width = widthOf(block.nodes[i], plan, measure, sizes);
        for (const double column : {std::floor(cells.at[i].x()), std::ceil(cells.at[i].x())})
            if (auto& size = columns.size[std::min(static_cast<std::size_t>(column), columns.size.size() - 1)]; size < width)
                size = width;
    }
    std::fill(rows.size.begin(), rows.size.end(), sizes.nodeHeight);
    for (std::size_t i = 1; i < columns.size.size(); ++i)
        columns.want(i, 14 * sizes.scale, 9 * sizes.scale);
    for (std::size_t i = 1; i < rows.size.size(); ++i)
        rows.want(i, 9 * sizes.scale, 6 * sizes.scale);
    for (const GraphEdge& edge : block.edges) {
        if (!edge.gives && !isNearest(block, cells, edge))
            continue;
        const QPointF from = cells.at[edge.from], to = cells.at[edge.to];
        const QString words = edge.nobody ? QString() : edge.gives ? formOf(edge.tie).label
                                                                   : formOf(edge.need).label;
        const double width = measure.width(words, Type::Small) + (edge.timed ? 12 : 0) * sizes.scale;
        const bool level = std::abs(from.y() - to.y()) < 0.6, upright = std::abs(from.x() - to.x()) < 0.6;
        const auto [left, right] = std::minmax({from.x(), to.x()});
        const auto [top, bottom] = std::minmax({from.y(), to.y()});
        for (std::size_t k = 1; k < columns.size.size(); ++k)
            if (level && left < static_cast<double>(k) && right > static_cast<double>(k) - 1)
                columns.want(k, right - left < 1.6 ? width + 20 * sizes.scale : 22 * sizes.scale, 20 * sizes.scale);
        for (std::size_t k = 1; k < rows.size.size(); ++k)
            if (!level && top < static_cast<double>(k) && bottom > static_cast<double>(k) - 1)
                rows.want(k, sizes.label + 12 * sizes.scale, 15 * sizes.scale);
        // Words stand to the right of an upright edge.
        const auto column = std::min(static_cast<std::size_t>(std::ceil(right)), columns.size.size() - 1);
        const bool both = std::any_of(block.edges.begin(), block.edges.end(), [&edge](const GraphEdge& other) { return other.from == edge.to && other.to == edge.from; });
        if (level && both) {
            result.pairs = result.pairs || edge.core;
            for (const double row : {top, bottom + 1})
                rows.want(static_cast<std::size_t>(std::lround(row)), sizes.label + 2 * sizes.scale, sizes.label);
        }
        if (upright)
            columns.want(column + 1, std::max(width + 10 * sizes.scale - columns.size[column] / 2, 0.0), 0);
    }
    // The frame ends between what the finding is about and who stands behind.
    if (block.finding >= 0 && flow == GraphFlow::Up && cells.coreTo > 0 && cells.coreTo < cells.rows)
        rows.want(static_cast<std::size_t>(cells.coreTo), sizes.label + (result.pairs ? sizes.label : 0) + 22 * sizes.scale, 20 * sizes.scale + (result.pairs ? sizes.label : 0));
    if (block.finding >= 0 && flow == GraphFlow::Right && cells.coreFrom > 0)
        columns.want(static_cast<std::size_t>(cells.coreFrom), 50 * sizes.scale, 34 * sizes.scale);
    if (flow == GraphFlow::Right) { // the title stands over the last columns only
        double width = 2 * sizes.side + columns.gap.back();
        for (auto k = static_cast<std::size_t>(cells.coreFrom); k < columns.size.size(); ++k)
            width += columns.size[k] + (k > static_cast<std::size_t>(cells.coreFrom) ? columns.gap[k] : 0);
        columns.gap.back() += std::max(title - width, 0.0);
    }
    result.columns = std::move(columns);
    result.rows = std::move(rows);
    return result;
}

/// Blocks beside each other, in pixels.
struct Shelf {
    std::size_t first = 0, end = 0;
    double width = 0, leastWidth = 0, height = 0, leastHeight = 0;
    double given = 0; ///< height
};

struct Arrangement {
    GraphFlow flow = GraphFlow::Up;
    std::vector<Fitted> blocks;
    std::vector<double> width, leastWidth; ///< of each block with its frame
    std::vector<Shelf> shelves;
    double room = 0; ///< how many times as much as it wants it has
    bool fits = false;
    bool round = true;
};

Arrangement arrange(const GraphPlan& plan, GraphFlow flow, int across, const TypeMeasure& measure, const Sizes& sizes, const std::vector<double>& titles,
                    const QRectF& area) {
    Arrangement result;
    result.flow = flow;
    const GraphContent& content = plan.content;
    Shelf shelf;
    for (std::size_t i = 0; i < content.blocks.size(); ++i) {
        result.blocks.push_back(fitted(plan, content.blocks[i], flow, across, titles[i], measure, sizes));
        const Fitted& block = result.blocks.back();
        const double title = content.blocks[i].finding >= 0 ? sizes.title : 0;
        const double width = std::max(block.columns.natural() + 2 * sizes.side, titles[i]), least = block.columns.least(sizes.leastWidth) + 2 * sizes.side;
        const double frame = title + sizes.top + sizes.bottom;
        result.width.push_back(width);
        result.leastWidth.push_back(least);
        if (shelf.end > shelf.first && shelf.width + sizes.between + width > area.width()) {
            result.shelves.push_back(shelf);
            shelf = {i, i, 0, 0, 0, 0, 0};
        }
        const double air = shelf.end > shelf.first ? sizes.between : 0;
        shelf.end = i + 1;
        shelf.width += air + width;
        shelf.leastWidth += air + least;
        shelf.height = std::max(shelf.height, block.rows.natural() + frame);
        shelf.leastHeight = std::max(shelf.leastHeight, block.rows.least(1e9) + frame);
    }
    result.shelves.push_back(shelf);
    double height = 0, least = 0;
    result.room = 1e9;
    result.fits = true;
    for (const Shelf& each : result.shelves) {
        height += each.height + sizes.between;
        least += each.leastHeight + sizes.between;
        result.room = std::min(result.room, area.width() / std::max(each.width, 1.0));
        result.fits = result.fits && each.leastWidth <= area.width();
    }
    height -= sizes.between;
    least -= sizes.between;
    result.room = std::min(result.room, area.height() / std::max(height, 1.0));
    result.fits = result.fits && least <= area.height();
    // Every shelf gets what it needs, and of the rest as it wants.
    const double part = height > least ? std::clamp((area.height() - least) / (height - least), 0.0, 1.0) : 0;
    for (Shelf& each : result.shelves)
        each.given = area.height() >= height ? each.height * std::min(area.height() / height, 1.3) : each.leastHeight + part * (each.height - each.leastHeight);
    return result;
}

/// What fits comes before what does not, and of that which has all the room it wants before what has to be cut.
std::tuple<bool, bool, bool, double> rankOf(const Arrangement& arrangement, double better) {
    return {arrangement.fits, arrangement.room >= 1, arrangement.round, arrangement.room * better};
}

Arrangement best(const GraphPlan& plan, const TypeMeasure& measure, const Sizes& sizes, const std::vector<double>& titles, const QRectF& area) {
    std::size_t nodes = 0;
    for (const GraphBlock& block : plan.content.blocks)
        nodes = std::max(nodes, block.nodes.size());
    const int most = std::clamp(static_cast<int>(nodes), 1, 12);
    std::optional<Arrangement> found;
    const bool wide = area.width() > area.height();
    for (const GraphFlow flow : {wide ? GraphFlow::Right : GraphFlow::Up, wide ? GraphFlow::Up : GraphFlow::Right})
        for (int across = 1; across <= most; ++across) {
            Arrangement next = arrange(plan, flow, across, measure, sizes, titles, area);
            // A cycle goes round where it can.
            next.round = across > 1 || std::all_of(plan.content.blocks.begin(), plan.content.blocks.end(), [](const GraphBlock& block) { return block.ring.size() < 3; });
            if (!found || rankOf(next, 1) > rankOf(*found, 1.05))
                found = std::move(next);
        }
    return *std::move(found);
}

/// Less and less of it.
constexpr GraphLimits Ladder[] = {{64, 60, 24, 8}, {32, 30, 20, 8}, {24, 16, 14, 6}, {16, 10, 10, 6}, {10, 7, 8, 4}, {7, 5, 6, 3}, {5, 4, 4, 2}, {4, 3, 3, 2}, {3, 2, 2, 1}, {2, 1, 1, 1}};

/// Places the nodes of `block` into `room`.
PlacedBlock place(const GraphPlan& plan, const GraphBlock& block, Fitted& fit, GraphFlow flow, const Sizes& sizes, double title, const QRectF& room, const TypeMeasure& measure) {
    PlacedBlock placed;
    const double head = block.finding >= 0 ? sizes.title : 0;
    fit.columns.fit(room.width() - 2 * sizes.side);
    fit.rows.fit(room.height() - head - sizes.top - sizes.bottom);
    const QPointF origin(room.left() + (room.width() - fit.columns.natural()) / 2, room.top() + head + sizes.top);
    QRectF core;
    for (std::size_t i = 0; i < block.nodes.size(); ++i) {
        const QPointF cell = fit.cells.at[i];
        const QPointF middle = origin + QPointF(fit.columns.middle(cell.x()), fit.rows.middle(cell.y()));
        const auto column = static_cast<std::size_t>(cell.x());
        const double width = std::min(widthOf(block.nodes[i], plan, measure, sizes), std::min(fit.columns.size[column], fit.columns.size[std::min(column + 1, fit.columns.size.size() - 1)] * (cell.x() > std::floor(cell.x()) ? 1 : 1e3)));
        placed.nodes.emplace_back(middle.x() - width / 2, middle.y() - sizes.nodeHeight / 2, width, sizes.nodeHeight);
        const double along = flow == GraphFlow::Up ? cell.y() : cell.x();
        if (along >= fit.cells.coreFrom && along < fit.cells.coreTo)
            core |= placed.nodes.back();
    }
    if (block.finding < 0 || core.isEmpty())
        return placed;
    const double words = fit.pairs ? sizes.label : 0;
    core.adjust(-sizes.side, -sizes.top - sizes.title - words, sizes.side, sizes.bottom + words);
    // A title that is wider than what it is about.
    if (const double wanted = std::min(title, room.width()) - core.width(); wanted > 0) {
        const double left = std::max(flow == GraphFlow::Up ? core.left() - wanted / 2 : core.left(), room.left());
        core = QRectF(QPointF(left, core.top()), QPointF(std::min(left + core.width() + wanted, room.right()), core.bottom()));
    }
    placed.frame = core;
    placed.title = QRectF(core.left() + 8 * sizes.scale, core.top(), core.width() - 14 * sizes.scale, sizes.title + 2);
    return placed;
}

} // namespace

GraphPlan planGraph(const model::Model& model, const analysis::Findings& findings, const analysis::WaitGraph& graph, model::Nanos time,
                    const QRectF& area, const Theme& theme) {
    const TypeMeasure measure(theme);
    GraphPlan plan;
    Sizes sizes;
    Arrangement chosen;
    std::vector<double> titles;
    for (const GraphLimits& limits : Ladder) {
        plan.content = graphContent(model, findings, graph, time, limits);
        if (plan.content.blocks.empty())
            return plan;
        titles.clear();
        for (const GraphBlock& block : plan.content.blocks) {
            const auto finding = static_cast<std::size_t>(block.finding);
            titles.push_back(block.finding < 0 ? 0 : measure.width(knotTitle(findings.all()[finding], finding), Type::SmallBold) + 18 * theme.typeScale());
        }
        for (const bool large : {true, false}) {
            plan.large = large;
            sizes = sizesOf(plan, measure, theme.typeScale());
            chosen = best(plan, measure, sizes, titles, area);
            if (chosen.fits && chosen.room >= 1)
                break;
        }
        if (chosen.fits)
            break;
    }
    // In the middle of the picture.
    double height = -sizes.between;
    for (const Shelf& shelf : chosen.shelves)
        height += shelf.given + sizes.between;
    double y = area.top() + std::max(0.0, (area.height() - height) / 2);
    for (const Shelf& shelf : chosen.shelves) {
        const double air = static_cast<double>(shelf.end - shelf.first - 1) * sizes.between;
        const double more = std::min((area.width() - air) / std::max(shelf.width - air, 1.0), 1.3);
        const double part = shelf.width > shelf.leastWidth ? std::clamp((area.width() - shelf.leastWidth) / (shelf.width - shelf.leastWidth), 0.0, 1.0) : 0;
        const auto given = [&](std::size_t i) { return more >= 1 ? chosen.width[i] * more : chosen.leastWidth[i] + part * (chosen.width[i] - chosen.leastWidth[i]); };
        double width = air;
        for (std::size_t i = shelf.first; i < shelf.end; ++i)
            width += given(i);
        double x = area.left() + std::max(0.0, (area.width() - width) / 2);
        for (std::size_t i = shelf.first; i < shelf.end; ++i) {
            plan.blocks.push_back(place(plan, plan.content.blocks[i], chosen.blocks[i], chosen.flow, sizes, titles[i], QRectF(x, y, given(i), shelf.given), measure));
            x += given(i) + sizes.between;
        }
        y += shelf.given + sizes.between;
    }
    return plan;
}

} // namespace braid::render
