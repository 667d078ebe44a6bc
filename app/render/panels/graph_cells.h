#pragma once

#include "app/render/panels/graph_content.h"

#include <QPointF>
#include <vector>

/// Where the nodes of the wait-for graph stand: on a grid of cells, one node a cell, so that none covers another. Not for use outside app/render.
namespace braid::render {

/// Which way the edges of what is not on a ring run.
enum class GraphFlow : std::uint8_t {
    Up,   ///< from those who wait up to what they wait for
    Right ///< from the left to the right
};

/// One block in cells from its own upper left corner: a cycle runs round and round its cells, each next to the one before; below
/// it (or left of it) stand those who wait, row by row.
struct BlockCells {
    std::vector<QPointF> at; ///< of each node of the block: its column and row
    double columns = 0, rows = 0;
    double coreFrom = 0, coreTo = 0; ///< columns (Right) or rows (Up) of what the finding is about
};

/// `across`: so many columns (Up) or rows (Right) where it can. The same arguments give the same places.
[[nodiscard]] BlockCells cellsOf(const GraphBlock& block, GraphFlow flow, int across);

} // namespace braid::render
