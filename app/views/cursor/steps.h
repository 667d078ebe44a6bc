#pragma once

#include "app/render/rows/view_state.h"
#include "app/session/run/run.h"
#include "engine/model/query/seek.h"

/// Moving the cursor from event to event: functions that change a ViewState. Where there is nothing further in that
/// direction they change nothing and return false.
namespace braid::views {

/// Where one stands: on the selected event while the cursor is on it, else after the last event up to the cursor, else at
/// the end of the run.
[[nodiscard]] model::Place placeOf(const session::Run& run, const render::ViewState& state);

/// What is gone along.
enum class Track {
    Run,
    Lane,   ///< the selected lane, else that of the event one is at
    Object, ///< the selected object, else that of the event one is at
};
/// To the next event on `track`.
bool step(const session::Run& run, render::ViewState& state, Track track, model::Direction direction);
/// From the event one is at back to its cause, or forward to its effect, along the arrows.
bool stepAlongArrow(const session::Run& run, render::ViewState& state, model::Direction direction);
/// To the next of `events` (by their place in the log) from where one stands, from the last on to the first. False where
/// there are none.
bool stepThrough(const session::Run& run, render::ViewState& state, const std::vector<model::EventIndex>& events,
                 model::Direction direction);
/// To the next finding: from the one that is shown, else from where one stands. One that stands for many lost writes is gone through write by
/// write first.
bool stepToFinding(const session::Run& run, render::ViewState& state, model::Direction direction);
/// To the next bookmark.
bool stepToBookmark(render::ViewState& state, model::Direction direction);

} // namespace braid::views
