#pragma once

#include "app/render/rows/view_state.h"
#include "engine/model/model.h"

#include <memory>
#include <optional>
#include <vector>

/// The rows of the timeline: which lanes and objects are shown, in which order, folded or not. Pure.
namespace braid::render {

class Theme;

/// A row: a lane, all coroutines of a lane together, a family of lanes, or an object (then `lane` is none).
struct Row {
    LaneId lane;
    ObjectId object;
    double top = 0; ///< from the top of its area's content, unscrolled
    double height = 0;
    int depth = 0;         ///< in the tree of lanes
    bool foldable = false; ///< has children
    bool folded = false;   ///< … that are not shown; the row shows the density of all that is below it
    bool crowd = false;    ///< stands for all coroutines of `lane`, which has a row of its own above
    bool pinned = false;   ///< stays at the top
    bool bracket = false;  ///< of a process that does nothing itself: a line from its birth to its end
    /// The process that another one started and whose only thread `lane` is: it has no row of its own, this one has its name.
    LaneId process;
    /// Stands for these lanes of one family, of which `lane` is the first; nullptr = does not. Unless it is folded, they
    /// follow with rows of their own.
    std::shared_ptr<const std::vector<LaneId>> members;
    /// The same for objects of one kind and similar names; `object` is the first. Unless it is folded, this is the row of
    /// the first one, and the others follow.
    std::shared_ptr<const std::vector<ObjectId>> objects;
    std::optional<std::uint32_t> processor; ///< shows who runs on it; then there is neither a lane nor an object
    std::size_t more = 0;                   ///< stands for so many objects that are not shown; then there is neither a lane nor an object

    /// It is the own row of that lane, or of that process together with its only thread.
    [[nodiscard]] bool isOf(LaneId id) const { return !members && !crowd && (id == lane || (process && id == process)); }
};

/// More lanes of one family than this are one row, unless the user asked for something else.
constexpr std::size_t ManyLanes = 128;

/// The lanes of `model` that `state` shows, with their places at ViewState::rowHeight, else UsualRow (a picture's own are
/// those of timelineRows(), see geometry.h): the pinned ones, then the tree, siblings in the order asked
/// for. Hidden lanes hide their children too; a filter keeps the parents of what it keeps (folding does not apply to them
/// then). More coroutines of one thread than model::Lane::CrowdSize are one row, unless ViewState::unfolded says otherwise;
/// so are more than ManyLanes of a family, unless ViewState::families or ::unfolded does. A process that another one started and its
/// only thread share a row. lane_rows.h knows more of them.
/// O(lanes · log events).
[[nodiscard]] std::vector<Row> laneRows(const model::Model& model, const ViewState& state);
/// More objects than this of one kind whose names differ by a number are one row, unless ViewState::objectFamilies says otherwise.
constexpr std::size_t ManyObjects = 6;
/// The processors and objects `state` shows: the former first, the latter in order of creation, sockets last; then a row that counts those which are not shown, unless there are
/// none. The selected one always has a row of its own. As high as they are beside lanes of ViewState::rowHeight, else of
/// UsualRow. O(objects).
[[nodiscard]] std::vector<Row> objectRows(const model::Model& model, const ViewState& state, const Theme& theme);
/// Folds what is unfolded and the other way round: the children of `lane`, or the row of its many coroutines.
void toggleFold(ViewState& state, const model::Lane& lane);
/// Sum of the heights.
[[nodiscard]] double contentHeight(const std::vector<Row>& rows);
/// How many owners of the object are drawn above each other; its row is as high as they need.
[[nodiscard]] int ownerSlots(const model::Object& object);

} // namespace braid::render
