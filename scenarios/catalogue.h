#pragma once

#include "scenarios/scenario.h"

namespace braid::scenarios {

/// All scenarios in the tutorial's order: the lines of scenarios/CMakeLists.txt, from which CMake writes the function.
[[nodiscard]] std::vector<Scenario> catalogue();

/// What `braid-host --describe` prints: one JSON object {"scenarios": […]}. Times are whole numbers of ns.
[[nodiscard]] std::string descriptionJson(const std::vector<Scenario>& scenarios);

/// `value` as JSON.
[[nodiscard]] std::string valueJson(const Value& value);

} // namespace braid::scenarios
