#pragma once

#include "app/render/rows/frame.h"
#include "app/render/rows/rows.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace braid::render {

/// Where the row of a lane lies, also out of sight: its own, else that of the nearest one above it in the tree that has
/// one. What it is asked for is looked up once.
class RowFinder {
public:
    RowFinder(const Frame& frame, const std::vector<Row>& rows, const std::vector<RowPlace>& places);
    /// Nothing where no row shows the lane.
    [[nodiscard]] std::optional<RowParts> partsOf(LaneId lane) const;

private:
    const model::Model& m_model;
    std::unordered_map<std::uint32_t, RowParts> m_parts;
};

} // namespace braid::render
