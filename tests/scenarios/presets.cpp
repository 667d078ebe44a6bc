#include "tests/scenarios/presets.h"

#include <algorithm>
#include <cctype>

namespace braid::tests {

void PrintTo(const PresetCase& tested, std::ostream* out) { *out << tested.id << " " << tested.preset; }

std::vector<PresetCase> casesOfAllPresets() {
    std::vector<PresetCase> cases;
    for (const auto& scenario : description()["scenarios"])
        for (const auto& preset : scenario["presets"])
            cases.push_back({scenario["id"], scenario["family"], preset["name"],
                             (preset.contains("expects") ? preset : scenario)["expects"].get<std::vector<std::string>>()});
    return cases;
}

std::string nameOfCase(const testing::TestParamInfo<PresetCase>& tested) {
    std::string name = tested.param.id + "_" + tested.param.preset;
    const auto isOther = [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); };
    std::replace_if(name.begin(), name.end(), isOther, '_');
    return name;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace braid::tests
