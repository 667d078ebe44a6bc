#pragma once

#include "app/render/rows/rows.h"

#include <vector>

/// How high the rows of the timeline are. Pure. All heights are logical pixels.
namespace braid::render {

constexpr double LowestRow = 6;
constexpr double UsualRow = 28;   ///< of rows that scroll
constexpr double ClosestRow = 24; ///< no lower by itself, and lower than UsualRow only where all fit then: from here on a lane has words
constexpr double TallestRow = 96;

/// The height of a lane's row at which `lanes` and `objects` fill `room`, a whole number from ClosestRow to TallestRow times
/// `typeScale`. Where they do not fit at ClosestRow, lanes that are few are a little higher all the same and objects scroll.
/// `objects` as high as objectRows() makes them without ViewState::rowHeight.
[[nodiscard]] double fittingRowHeight(const std::vector<Row>& lanes, const std::vector<Row>& objects, double room, double typeScale);
/// As high as makes a picture of free height readable: few lanes are high, many lie close together.
[[nodiscard]] double pictureRowHeight(const std::vector<Row>& lanes);

/// The factor by which rows of objects are higher beside lanes of `rowHeight` than beside those of UsualRow; ≥ 1.
[[nodiscard]] double objectGrowth(double rowHeight, double typeScale);
/// The same where the rows of `objects` have `room`: `least`, or more, up to MostGrowth, where lanes leave some of it.
[[nodiscard]] double fittingGrowth(const std::vector<Row>& objects, double room, double least);
constexpr double MostGrowth = 3;

/// Makes the rows of lanes `rowHeight` high, those of processes that only hold others `bracketHeight`, and puts them below
/// each other.
void setLaneHeights(std::vector<Row>& lanes, double rowHeight, double bracketHeight);
/// Makes the rows of objects `factor` times as high, rounded, and puts them below each other.
void growObjects(std::vector<Row>& objects, double factor);

} // namespace braid::render
