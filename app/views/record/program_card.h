#pragma once

#include "app/session/catalogue.h"
#include "app/session/run/program_call.h"

#include <optional>

namespace braid::views {

/// What stands in the place of a scenario's card while a program is chosen: what will be run, and what can be done with it. `described`: what
/// it describes, where it is a scenario's source. HTML.
[[nodiscard]] QString programCard(const session::ProgramCall& call, const std::optional<session::Scenario>& described = {});

} // namespace braid::views
