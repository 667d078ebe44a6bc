#include "app/render/rows/row_heights.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

/// Objects grow by this share of what lanes grow by: their bars say less.
constexpr double GrowthOfObjects = 0.4;
/// Lanes whose objects do not all fit are no higher than this, and take no more than half of the room.
constexpr double ModestRow = 44;
/// Of a picture whose height is free: the lanes of a few, and of very many.
constexpr double FewLanes = 520, ManyLanesHeight = 1800;
constexpr double TallestInPicture = 72, LowestInPicture = 10;

/// A row that needs no more than a line, and the others.
struct Counts {
    double plain = 0, growing = 0;
};
Counts countsOf(const std::vector<Row>& lanes) {
    const auto plain = std::count_if(lanes.begin(), lanes.end(), [](const Row& row) { return row.bracket; });
    return {static_cast<double>(plain), static_cast<double>(static_cast<std::ptrdiff_t>(lanes.size()) - plain)};
}

void stack(std::vector<Row>& rows) {
    double top = 0;
    for (Row& row : rows) {
        row.top = top;
        top += row.height;
    }
}

} // namespace

double objectGrowth(double rowHeight, double typeScale) {
    return 1 + std::max(0.0, rowHeight / (UsualRow * typeScale) - 1) * GrowthOfObjects;
}

double fittingGrowth(const std::vector<Row>& objects, double room, double least) {
    if (objects.empty())
        return least;
    const double filling = (room - static_cast<double>(objects.size()) / 2) / contentHeight(objects);
    return std::clamp(filling, least, std::max(least, MostGrowth));
}

double fittingRowHeight(const std::vector<Row>& lanes, const std::vector<Row>& objects, double room, double typeScale) {
    const double usual = std::round(UsualRow * typeScale), tallest = std::floor(TallestRow * typeScale);
    const Counts counts = countsOf(lanes);
    if (counts.growing == 0)
        return usual;
    const double fixed = counts.plain * usual;
    const double base = contentHeight(objects);
    // Rounding may make each object's row half a pixel higher.
    const double spare = room - fixed - base * (1 - GrowthOfObjects) - static_cast<double>(objects.size()) / 2;
    const double height = spare / (counts.growing + base * GrowthOfObjects / usual);
    if (height >= usual)
        return std::min(std::floor(height), tallest);
    // A little closer is better than the last of them out of sight.
    const double close = std::floor((room - base - static_cast<double>(objects.size()) / 2) / (counts.plain + counts.growing));
    if (close < usual && close >= std::round(ClosestRow * typeScale))
        return close;
    return std::clamp(std::floor((room / 2 - fixed) / counts.growing), usual, std::round(ModestRow * typeScale));
}

double pictureRowHeight(const std::vector<Row>& lanes) {
    const Counts counts = countsOf(lanes);
    const double each = std::floor((FewLanes - counts.plain * UsualRow) / std::max(1.0, counts.growing));
    if (each >= UsualRow)
        return std::min(each, TallestInPicture);
    const double close = std::floor(ManyLanesHeight / std::max(1.0, counts.plain + counts.growing));
    return std::clamp(close, LowestInPicture, UsualRow);
}

void setLaneHeights(std::vector<Row>& lanes, double rowHeight, double bracketHeight) {
    for (Row& row : lanes)
        row.height = row.bracket ? bracketHeight : rowHeight;
    stack(lanes);
}

void growObjects(std::vector<Row>& objects, double factor) {
    for (Row& row : objects)
        if (row.more == 0) // a line of words
            row.height = std::round(row.height * factor);
    stack(objects);
}

} // namespace braid::render
