#pragma once

#include "app/render/rows/frame.h"
#include "engine/model/query/level_of_detail.h"

#include <algorithm>
#include <optional>
#include <vector>

/// What the parts of an object's row share. Not for use outside app/render.
namespace braid::render {

/// Stretches of an object's row narrower than this are merged.
constexpr double MinObjectBar = 3;

/// A stretch with one level, in pixels. Where levels change faster than pixels: one column with their means.
struct Stretch {
    double left = 0;
    double right = 0;
    model::Nanos begin = 0;
    double depth = 0;
    double waiters = 0;
    bool merged = false;
};

/// What became of one object in each pixel column, looked up once for all the parts of its row. Where dozens of things
/// happen in each pixel, columns are two pixels wide: neighbours then look alike, and half the work is done.
class ObjectColumns {
public:
    ObjectColumns(const Frame& frame, const model::Object& object);
    /// Dozens of things in each pixel: columns are two pixels wide and say the means over whole blocks of them.
    [[nodiscard]] bool dense() const { return m_step > 1; }
    /// The column after the one that begins at `column`.
    [[nodiscard]] int after(int column) const { return std::min(column + m_step, std::max(m_columns.count, column + 1)); }
    /// From `column`, 0 … count − 1, to the one after, at least a nanosecond long. Valid until the next call.
    [[nodiscard]] const model::ObjectShare& at(int column);

private:
    Columns m_columns;
    int m_step = 1;
    model::ObjectSweep m_sweep;
    std::vector<model::ObjectShare> m_shares;
    std::vector<char> m_known;
};

/// What one row is made with.
struct ObjectRow {
    const Frame& frame;
    const RowPlace& place;
    const model::Object& object;
    Layer& bars;
    Layer& front;
    QRectF band;       ///< owners, levels, values
    QRectF upper;      ///< waiters, marks
    QRectF items;      ///< of a queue: the part of the band in which its items lie
    QRectF unfinished; ///< the other part of it
    ObjectColumns columns;

    [[nodiscard]] double clampX(model::Nanos time) const {
        return std::clamp(frame.x(time), place.clip.left(), place.clip.right());
    }
    [[nodiscard]] model::Nanos from() const { return frame.geometry.axis.from; }
    /// The end of what is known and in view.
    [[nodiscard]] model::Nanos to() const {
        return std::min({from() + frame.geometry.axis.span(), frame.edge, object.recordedUntil});
    }
};

/// The levels in view, at least MinObjectBar wide each, else columns. Costs pixels · log(levels).
[[nodiscard]] std::vector<Stretch> stretches(ObjectRow& row);
/// Who held it at `time`; the last to take it where several do; none where it is free.
[[nodiscard]] std::optional<model::Holding> holdingAt(const model::Object& object, model::Nanos time);
/// Words inside a bar of the row, as far as they fit.
void addOwnerLabel(ObjectRow& row, const QRectF& rect, const QString& text, Ink ink, const Tag& tag);

// object_levels.cpp
void layoutWaiters(ObjectRow& row, const std::vector<Stretch>& levels);
void layoutDepth(ObjectRow& row, const std::vector<Stretch>& levels);
void layoutFlag(ObjectRow& row, const std::vector<Stretch>& levels);

// object_recursion.cpp
void layoutRecursion(ObjectRow& row, const std::vector<Stretch>& levels);
// object_values.cpp
void layoutValues(ObjectRow& row);

// object_items.cpp
/// The items of a queue as bars from put to get, on each other as they are to leave; false where they are too many to be told apart.
[[nodiscard]] bool layoutItems(ObjectRow& row);
/// How many items of a queue are not worked off, as a stair.
void layoutUnfinished(ObjectRow& row);

// object_events.cpp: what happened on a descriptor, what a loop or selector watches and found ready
void layoutEvents(ObjectRow& row);
[[nodiscard]] QString descriptorStatus(const Frame& frame, const model::Object& object);
/// "3 of 20 · 5 unfinished", bytes for a pipe; `level` is the one in force.
[[nodiscard]] QString queueStatus(const Frame& frame, const model::Object& object, const model::Level& level);

// object_owners.cpp
void layoutOwner(ObjectRow& row);
void layoutOwners(ObjectRow& row, int slotCount);
/// More holdings in view than can be told apart: then the number of permits taken says more than bars that overlap.
[[nodiscard]] bool crowded(const ObjectRow& row);

} // namespace braid::render
