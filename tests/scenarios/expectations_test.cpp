#include "tests/scenarios/host_run.h"

#include <gmock/gmock.h>

namespace braid::tests {
namespace {

/// One preset of one scenario and what it says of itself.
struct Case {
    std::string id;
    std::string preset;
    std::vector<std::string> expects;
};

void PrintTo(const Case& expected, std::ostream* out) {
    *out << expected.id << " " << expected.preset;
}

std::vector<Case> casesOfAllPresets() {
    std::vector<Case> cases;
    for (const auto& scenario : description()["scenarios"])
        for (const auto& preset : scenario["presets"])
            cases.push_back(
                {scenario["id"], preset["name"],
                 (preset.contains("expects") ? preset : scenario)["expects"].get<std::vector<std::string>>()});
    return cases;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// The tutorial's own values sleep for seconds where the test only wants to know how it ends. What they do to the
/// picture is looked at by people; what they do to the result, by the tests of the single scenarios.
std::vector<std::string> shorter(const std::string& id) {
    const auto scenario = describedScenario(id);
    std::vector<std::string> words;
    if (id == "coroutine-blocking") // what it shows is that something takes long
        return words;
    for (const auto& parameter : scenario["parameters"])
        if (parameter["kind"] == "time" && parameter["default"] >= 300'000'000 && parameter["min"] <= 60'000'000)
            words.insert(words.end(), {"--set", parameter["name"].get<std::string>() + "=60ms"});
    return words;
}

/// Every preset of every scenario ends in what the scenario says it does.
class Expectations : public ::testing::TestWithParam<Case> {};

TEST_P(Expectations, AreMet) {
    const Case& expected = GetParam();
    std::vector<std::string> words{expected.id, "--preset", expected.preset};
    if (expected.preset == "tutorial") {
        const auto times = shorter(expected.id);
        words.insert(words.end(), times.begin(), times.end());
    }
    const HostRun run = runHost(words);
    EXPECT_NE(run.outcome, "timeout") << run.story();
    EXPECT_NE(run.outcome, "crashed") << run.story();
    EXPECT_EQ(run.lost, 0U);
    EXPECT_EQ(run.damage, "");
    if (contains(expected.expects, "any"))
        return; // depends on luck, and says so

    const auto kinds = run.findingKinds();
    for (const std::string& word : expected.expects)
        EXPECT_TRUE(word == run.outcome || contains(kinds, word)) << "expected " << word << '\n'
                                                                  << run.story();
    for (const std::string& kind : kinds)
        EXPECT_TRUE(contains(expected.expects, kind) || (kind == "hang" && run.outcome == "deadlock"))
            << "did not expect " << kind << '\n'
            << run.story();
}

INSTANTIATE_TEST_SUITE_P(EveryPreset, Expectations, ::testing::ValuesIn(casesOfAllPresets()), [](const auto& tested) {
    std::string name = tested.param.id + "_" + tested.param.preset;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
});

} // namespace
} // namespace braid::tests
