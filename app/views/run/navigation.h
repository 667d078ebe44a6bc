#pragma once

#include "app/render/rows/view_state.h"
#include "app/render/scene/coordinates.h"
#include "app/session/run/run.h"

/// Where to look: functions that change a ViewState. What is selected is brought into view vertically by the view that shows
/// it, since only the widget knows its height.
namespace braid::views {

/// The whole run.
void fitAll(const session::Run& run, render::ViewState& state);
/// The part that tells the story of the run, see analysis::storyOf(); where that is all of it, the whole run, and false.
bool fitStory(const session::Run& run, render::ViewState& state);
/// The marked stretch of time, else the selected bar, object, lane or finding. Nothing selected: nothing happens.
void fitSelection(const session::Run& run, render::ViewState& state);
/// The moments that led to finding `index`, its lanes selected, the cursor where it happened. An index that does not exist changes nothing.
void goToFinding(const session::Run& run, render::ViewState& state, int index);
/// Puts the cursor on `event`, in view, and selects its lane and object.
void goToEvent(const session::Run& run, render::ViewState& state, model::EventIndex event);
/// Asks why `lane` does what it does where the cursor stands; without one, as of the last event, however late that comes.
void askWhy(const session::Run& run, render::ViewState& state, LaneId lane);
/// Puts the cursor at `time`; past the edge it is none: what is looked at is the present. A moment of the past does not
/// run away: following ends.
void placeCursor(const session::Run& run, render::ViewState& state, model::Nanos time);
/// Brings the cursor into view, in the middle where it was not.
void showCursor(render::ViewState& state);
/// Moves on with the live edge: shows the run from its beginning while it is young, then scrolls.
/// By pages: stands still until the edge comes near the right border, then turns a page at once (reduced motion).
enum class Following : std::uint8_t {
    Smooth,
    ByPages
};
void follow(render::ViewState& state, model::Nanos edge, Following how = Following::Smooth);
/// Keeps a part of [0, edge] in view, so that it is never empty.
void keepInReach(render::ViewState& state, model::Nanos edge);
/// `range` as it may be shown after `seen`: a view that grows does so up to twice the run, and one that is wider already does not.
[[nodiscard]] render::TimeRange notBeyond(render::TimeRange range, render::TimeRange seen, model::Nanos edge);
/// Selects what a lane or object means: its bars and arrows are highlighted.
void selectLane(render::ViewState& state, LaneId lane);
void selectObject(render::ViewState& state, ObjectId object);
void clearSelection(render::ViewState& state);

} // namespace braid::views
