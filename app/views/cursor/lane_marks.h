#pragma once

#include "app/views/text/lane_pills.h"

namespace braid::views {

class RunSession;

/// Where the lanes of the session's run are in `file`, as sites name it: at the cursor, or where there is none, at the end. By line.
[[nodiscard]] std::vector<LaneMark> laneMarks(RunSession& session, const QString& file, const Appearance& appearance);

} // namespace braid::views
