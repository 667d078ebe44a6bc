#pragma once

#include "engine/model/model.h"

#include <vector>

/// The depth of queues, pipes and semaphores over time as the corners of a line. Pure.
namespace braid::views {

/// A corner of the line.
struct LevelPoint {
    model::Nanos time = 0;
    double depth = 0;
    friend bool operator==(const LevelPoint&, const LevelPoint&) = default;
};

/// Objects whose depth over time is worth a chart.
[[nodiscard]] bool hasDepth(const model::Object& object);
/// Its depth counts bytes.
[[nodiscard]] bool countsBytes(const model::Object& object);

/// The stepped line of `object` in [from, to], as far as it existed and up to `edge`. The stretch is cut into `columns`
/// (pixels): with up to one change in a column the line is exact; with more it is upright there, from the least to the
/// greatest depth of the column, and leaves it at the depth in which the column ends. So no peak is lost, and the line ends
/// where the object does. At most 4 points a column and 2 more, however many changes there are; costs columns · log(changes)
/// and a 32nd of the changes.
[[nodiscard]] std::vector<LevelPoint> levelSteps(const model::Object& object, model::Nanos from, model::Nanos to,
                                                 model::Nanos edge, int columns);

} // namespace braid::views
