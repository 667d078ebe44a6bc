#pragma once

#include "app/render/rows/lane_rows.h"
#include "app/render/rows/view_state.h"

class QMenu;

/// What can be done with the rows of lanes: the entries of their menus, and the changes behind them.
namespace braid::views {

class RunSession;
class TimelineView;

/// Pin, hide, move, fold the family, only lanes that use the same object …, each one step of navigation. Unknown lanes add
/// nothing.
void fillLaneMenu(QMenu& menu, RunSession& session, LaneId lane);
/// The same for the row of a family, `first` is one of its lanes.
void fillFamilyMenu(QMenu& menu, RunSession& session, LaneId first);
/// Shows these menus where the timeline is asked for one on the name of a lane or a family.
void attachLaneMenus(TimelineView& timeline, RunSession& session);

/// Only lanes in `state`, or, where these are the only ones, all again; `add`: in this state too, or no longer.
void toggleState(render::ViewState& state, model::State chosen, bool add);
/// All lanes again that filters left out.
void clearFilters(render::ViewState& state);

} // namespace braid::views
