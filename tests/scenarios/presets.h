#pragma once

#include "tests/scenarios/host_run.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace braid::tests {

/// One preset of one scenario and what it says of itself.
struct PresetCase {
    std::string id;
    std::string family;
    std::string preset;
    std::vector<std::string> expects; ///< outcome and findings, or {"any"}
};
void PrintTo(const PresetCase& tested, std::ostream* out);

/// All that braid-host describes, in its order.
[[nodiscard]] std::vector<PresetCase> casesOfAllPresets();
/// As a test's name may be.
[[nodiscard]] std::string nameOfCase(const testing::TestParamInfo<PresetCase>& tested);

[[nodiscard]] bool contains(const std::vector<std::string>& words, const std::string& word);

} // namespace braid::tests
