#include "app/render/panels/graph_cells.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace braid::render {

namespace {

/// A closed way over a grid: along the first row, to and fro over the others, and back up the first column. With an odd number of nodes
/// its last cells stay empty.
std::vector<QPointF> ringCells(std::size_t count, int across) {
    std::vector<QPointF> cells;
    if (count <= 2 || across < 2) {
        for (std::size_t i = 0; i < count; ++i)
            cells.emplace_back(across >= 2 ? static_cast<double>(i) : 0, across >= 2 ? 0 : static_cast<double>(i));
        return cells;
    }
    int rows = 2;
    const auto columnsFor = [count](int high) { return static_cast<int>((count + static_cast<std::size_t>(high) - 1) / static_cast<std::size_t>(high)); };
    while (columnsFor(rows) > across)
        rows += 2;
    const int columns = std::max(2, columnsFor(rows));
    for (int x = 0; x < columns; ++x)
        cells.emplace_back(x, 0);
    for (int y = 1; y < rows; ++y)
        for (int i = 1; i < columns; ++i)
            cells.emplace_back(y % 2 ? columns - i : i, y);
    for (int y = rows - 1; y > 0; --y)
        cells.emplace_back(0, y);
    cells.resize(count);
    return cells;
}

struct Shape {
    int wide = 1, giverRows = 0, waitersWide = 1, waiterRows = 0;
    [[nodiscard]] int rows(const GraphStrip& strip) const { return giverRows + (strip.things.empty() ? 0 : 1) + waiterRows; }
};

int rowsOf(std::size_t count, int wide) { return static_cast<int>((count + static_cast<std::size_t>(wide) - 1) / static_cast<std::size_t>(wide)); }

Shape shapeOf(const GraphStrip& strip, int across) {
    Shape shape;
    const auto wideFor = [across](std::size_t count) {
        if (count == 0)
            return 1;
        const int wide = count <= 3 ? static_cast<int>(count) : static_cast<int>(std::ceil(std::sqrt(static_cast<double>(count) * 1.5)));
        return std::clamp(wide, 1, std::max(across, 1));
    };
    const int giversWide = wideFor(strip.givers.size());
    shape.waitersWide = wideFor(strip.waiters.size());
    shape.wide = std::max(giversWide, shape.waitersWide);
    shape.giverRows = rowsOf(strip.givers.size(), giversWide);
    shape.waiterRows = rowsOf(strip.waiters.size(), shape.waitersWide);
    return shape;
}

class Layouter {
public:
    Layouter(const GraphBlock& block, int across) : m_block(block), m_across(across) { cells.at.resize(block.nodes.size()); }
    void run();
    BlockCells cells;

private:
    void addStrips(bool core);
    void addRows(const std::vector<std::size_t>& nodes, int wide, double left, double strip, double& row);
    [[nodiscard]] double targetOf(const GraphStrip& strip) const;

    const GraphBlock& m_block;
    int m_across;
    double m_bottom = 0;
};

/// The column of what a strip's waiters wait for, where that stands already.
double Layouter::targetOf(const GraphStrip& strip) const {
    if (!strip.things.empty() || !strip.givers.empty() || strip.waiters.empty())
        return 1e6;
    for (const GraphEdge& edge : m_block.edges)
        if (edge.from == strip.waiters.front() && !edge.gives)
            return cells.at[edge.to].x();
    return 1e6;
}

void Layouter::addRows(const std::vector<std::size_t>& nodes, int wide, double left, double strip, double& row) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::size_t column = i % static_cast<std::size_t>(wide);
        const std::size_t inRow = std::min(nodes.size() - (i - column), static_cast<std::size_t>(wide));
        if (i > 0 && column == 0)
            ++row;
        const double width = inRow == static_cast<std::size_t>(wide) || i < static_cast<std::size_t>(wide) ? static_cast<double>(inRow) : wide;
        cells.at[nodes[i]] = QPointF(left + (strip - width) / 2 + static_cast<double>(column), row);
    }
    row += nodes.empty() ? 0 : 1;
}

void Layouter::addStrips(bool core) {
    std::vector<const GraphStrip*> strips;
    for (const GraphStrip& strip : m_block.strips)
        if (strip.core == core && strip.size() > 0)
            strips.push_back(&strip);
    std::stable_sort(strips.begin(), strips.end(), [this](const GraphStrip* a, const GraphStrip* b) { return targetOf(*a) < targetOf(*b); });
    double left = 0, top = m_bottom, bottom = m_bottom;
    for (const GraphStrip* strip : strips) {
        const Shape shape = shapeOf(*strip, m_across);
        if (left > 0 && left + shape.wide > m_across) {
            left = 0;
            top = bottom;
        }
        double row = top;
        const int giversWide = strip->givers.empty() ? 1 : static_cast<int>(rowsOf(strip->givers.size(), std::max(shape.giverRows, 1)));
        addRows(strip->givers, std::max(giversWide, 1), left, shape.wide, row);
        addRows(strip->things, 1, left, shape.wide, row);
        addRows(strip->waiters, shape.waitersWide, left, shape.wide, row);
        left += shape.wide;
        bottom = std::max(bottom, row);
        cells.columns = std::max(cells.columns, left);
    }
    m_bottom = bottom;
}

void Layouter::run() {
    const std::vector<QPointF> ring = ringCells(m_block.ring.size(), m_across);
    for (std::size_t i = 0; i < ring.size(); ++i) {
        cells.at[m_block.ring[i]] = ring[i];
        cells.columns = std::max(cells.columns, ring[i].x() + 1);
        m_bottom = std::max(m_bottom, ring[i].y() + 1);
    }
    addStrips(true);
    cells.coreTo = m_bottom;
    addStrips(false);
    cells.rows = m_bottom;
}

} // namespace

BlockCells cellsOf(const GraphBlock& block, GraphFlow flow, int across) {
    Layouter layouter(block, across);
    layouter.run();
    BlockCells cells = std::move(layouter.cells);
    if (flow == GraphFlow::Up)
        return cells;
    double ringRows = 0; // whose first one stays the first
    for (const std::size_t node : block.ring)
        ringRows = std::max(ringRows, cells.at[node].y() + 1);
    for (std::size_t i = 0; i < cells.at.size(); ++i) {
        const QPointF at = cells.at[i];
        const bool ring = std::find(block.ring.begin(), block.ring.end(), i) != block.ring.end();
        cells.at[i] = QPointF(ring ? cells.rows - ringRows + at.y() : cells.rows - 1 - at.y(), at.x());
    }
    cells.coreFrom = cells.rows - cells.coreTo;
    cells.coreTo = cells.rows;
    std::swap(cells.columns, cells.rows);
    return cells;
}

} // namespace braid::render
