#pragma once

#include "scenarios/scenario.h"

namespace braid::scenarios {

/// All scenarios, those of the tutorial in its order: the lines of scenarios/CMakeLists.txt, from which CMake writes the function.
[[nodiscard]] std::vector<Scenario> catalogue();

} // namespace braid::scenarios
