#pragma once

#include "app/session/run/program_call.h"

namespace braid::views {

/// What stands in the place of a scenario's card while a program is chosen: what will be run, and what can be done with it. HTML.
[[nodiscard]] QString programCard(const session::ProgramCall& call);

} // namespace braid::views
