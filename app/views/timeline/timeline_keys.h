#pragma once

#include "app/render/rows/view_state.h"
#include "app/render/scene/theme.h"
#include "app/session/run/run.h"

#include <Qt>

namespace braid::views {

/// Selects by keyboard what is shown on the timeline: Ctrl+Up and Ctrl+Down the lane or object above and below,
/// Ctrl+Left and Ctrl+Right the bar before and after in the selected lane, Enter the selected lane's bar at the cursor (at
/// the end of what is seen where there is none). False, and `state` as it was, for every other key.
bool selectByKey(const session::Run& run, render::ViewState& state, const render::Theme& theme, int key,
                 Qt::KeyboardModifiers modifiers);

} // namespace braid::views
