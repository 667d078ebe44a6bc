#pragma once

#include "app/render/coordinates.h"
#include "app/render/scene.h"
#include "app/render/view_state.h"
#include "engine/analysis/findings.h"
#include "engine/model/model.h"

#include <algorithm>
#include <memory>
#include <vector>

/// The timeline as a pure function: model and view state in, Scene out.
///
///     ┌ header ┬ ruler: ticks, findings ──────────┐
///     │ main   │ ▇▇▇▇▁▁▁▁▇▇▇                       │  lanes (scrolled by ViewState::scrollY)
///     │  T1    │   ▇▇▇┃┃┃A┃┃┃┃┃┃┃                  │
///     ├ LOCKS  ┼──────────────────────────────────┤  heading
///     │ A      │   ▇▇▇T1▇▇▇▇▇▇                     │  objects (scrolled by ViewState::objectScrollY)
///     └────────┴──────────────────────────────────┘
///
/// The objects follow the lanes directly where everything fits; else they keep to the lower part of the picture (at most
/// 40 % of it) and scroll by themselves.
namespace braid::render {

/// A row: a lane, all coroutines of a lane together, a family of lanes, or an object (then `lane` is none).
struct Row {
    LaneId lane;
    ObjectId object;
    double top = 0; ///< from the top of its area's content, unscrolled
    double height = 0;
    int depth = 0;        ///< in the tree of lanes
    bool foldable = false; ///< has children
    bool folded = false;   ///< … that are not shown; the row shows the density of all that is below it
    bool crowd = false;    ///< stands for all coroutines of `lane`, which has a row of its own above
    bool pinned = false;   ///< stays at the top
    /// Stands for these lanes of one family, of which `lane` is the first; nullptr = does not. Unless it is folded, they
    /// follow with rows of their own.
    std::shared_ptr<const std::vector<LaneId>> members;
    /// The same for objects of one kind and similar names; `object` is the first. Unless it is folded, this is the row of
    /// the first one, and the others follow.
    std::shared_ptr<const std::vector<ObjectId>> objects;
};

/// More lanes of one family than this are one row, unless somebody asked for something else.
constexpr std::size_t ManyLanes = 128;

/// The lanes of `model` that `state` shows, with their places: the pinned ones, then the tree, siblings in the order asked
/// for. Hidden lanes hide their children too; a filter keeps the parents of what it keeps (folding does not apply to them
/// then). More coroutines of one thread than model::Lane::CrowdSize are one row, unless ViewState::unfolded says otherwise;
/// so are more than ManyLanes of a family, unless ViewState::families or ::unfolded does. lane_rows.h knows more of them.
/// O(lanes · log events).
[[nodiscard]] std::vector<Row> laneRows(const model::Model& model, const ViewState& state);
/// More objects than this of one kind whose names differ by a number are one row, unless ViewState::spread says otherwise.
constexpr std::size_t ManyObjects = 12;
/// The objects `state` shows, in order of creation, sockets last. Objects on which nothing has happened yet are shown too; the
/// selected one always has a row of its own.
[[nodiscard]] std::vector<Row> objectRows(const model::Model& model, const ViewState& state, const Theme& theme);
/// Folds what is unfolded and the other way round: the children of `lane`, or the row of its many coroutines.
void toggleFold(ViewState& state, const model::Lane& lane);
/// Sum of the heights.
[[nodiscard]] double contentHeight(const std::vector<Row>& rows);

/// The width of the names' column in a picture of `size`.
[[nodiscard]] double headerWidth(QSizeF size, const Theme& theme);

/// Where the parts of the timeline lie in a picture of a given size.
struct TimelineGeometry {
    QRectF ruler;       ///< above the lanes, right of the corner
    QRectF header;      ///< the lanes' names
    QRectF lanes;       ///< the bars
    QRectF heading;     ///< between lanes and objects, whole width; empty without objects
    QRectF objectHeader;
    QRectF objects;
    double laneContent = 0;   ///< heights of all rows; > lanes.height() = scrolls
    double objectContent = 0;
    double stuck = 0;         ///< height of the pinned rows at the top of `lanes`, which do not scroll; at most half of it
    TimeAxis axis;            ///< of lanes, ruler and objects

    /// The furthest that makes sense; ≥ 0.
    [[nodiscard]] double maxScrollY() const { return std::max(0.0, laneContent - lanes.height()); }
    [[nodiscard]] double maxObjectScrollY() const { return std::max(0.0, objectContent - objects.height()); }
};
/// The geometry for `size`. Cheap: O(rows). `size` may be empty; then so are the parts.
[[nodiscard]] TimelineGeometry timelineGeometry(const model::Model& model, const ViewState& state, QSizeF size,
                                                const Theme& theme);
/// The same from rows that are there already.
[[nodiscard]] TimelineGeometry geometryOf(const std::vector<Row>& laneRows, const std::vector<Row>& objectRows,
                                          const ViewState& state, QSizeF size, const Theme& theme);
/// The height at which nothing needs to scroll.
[[nodiscard]] double fullHeight(const model::Model& model, const ViewState& state, const Theme& theme);
/// The row of lanes at `y` of the picture (scroll included), or nullptr.
[[nodiscard]] const Row* rowAt(const std::vector<Row>& rows, const ViewState& state, const TimelineGeometry& geometry,
                               double y);
/// The lane whose row is at `y` of the picture (scroll included), or none.
[[nodiscard]] LaneId laneAt(const model::Model& model, const ViewState& state, const TimelineGeometry& geometry, double y);
/// The scrollY that brings `lane` into view with the least movement; state.scrollY where it is there already or unknown.
[[nodiscard]] double scrollToLane(const model::Model& model, const ViewState& state, const TimelineGeometry& geometry,
                                  LaneId lane);

/// The whole timeline. Pure. Open intervals grow to `edge` (the live edge; at least model.endTime() is taken).
/// Scrolling beyond the content is clamped. Cost: visible rows × pixel columns × log(events), not the number of events.
/// `again`: a scene that is not needed any more, whose memory is used. Rows, objects and arrows are laid out at the same time,
/// on this thread and others (in_parallel.h): `model` must stay as it is meanwhile. Any thread.
/// Layers, from the back: ground, rows, bars, arrows and marks, object rows, overlay (cursor, findings), panels.
[[nodiscard]] Scene layoutTimeline(const model::Model& model, const analysis::Findings& findings, const ViewState& state,
                                   model::Nanos edge, QSizeF size, const Theme& theme, Scene again = {});

/// The state's word, translated: "blocked".
[[nodiscard]] QString stateName(model::State state);
/// How a lane ended, in one word: "killed", "crashed", "failed"; "ended" for all others.
[[nodiscard]] QString endName(model::End end);
/// The kind's word, translated: "thread".
[[nodiscard]] QString laneKindName(trace::LaneKind kind);
/// The kind's word, translated: "lock", "semaphore".
[[nodiscard]] QString objectKindName(trace::ObjectKind kind);

} // namespace braid::render
