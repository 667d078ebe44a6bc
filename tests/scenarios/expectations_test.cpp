#include "tests/scenarios/agreement.h"
#include "tests/scenarios/presets.h"
#include "tests/scenarios/shown_names.h"

#include <gmock/gmock.h>

namespace braid::tests {
namespace {

/// The tutorial's own values sleep for seconds where the test only wants to know how it ends. What they do to the
/// picture is looked at by eye; what they do to the result, by the tests of the single scenarios.
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
class Expectations : public ::testing::TestWithParam<PresetCase> {};

TEST_P(Expectations, AreMet) {
    const PresetCase& expected = GetParam();
    std::vector<std::string> words{expected.id, "--preset", expected.preset};
    if (expected.preset == "tutorial") {
        const auto times = shorter(expected.id);
        words.insert(words.end(), times.begin(), times.end());
    }
    if (expected.preset == "chat") // the clients think for a second before each word, so that a person can follow
        words.insert(words.end(), {"--set", "think=50ms"});
    const HostRun run = runHost(words);
    EXPECT_NE(run.outcome, "timeout") << run.story();
    EXPECT_NE(run.outcome, "crashed") << run.story();
    EXPECT_EQ(run.lost, 0U);
    EXPECT_EQ(run.damage, "");
    EXPECT_THAT(disagreements(run.model, run.findings), ::testing::IsEmpty()) << run.story();
    EXPECT_THAT(namesWithoutTranslation(run.model), ::testing::IsEmpty());
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

INSTANTIATE_TEST_SUITE_P(EveryPreset, Expectations, ::testing::ValuesIn(casesOfAllPresets()), nameOfCase);

} // namespace
} // namespace braid::tests
