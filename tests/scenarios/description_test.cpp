#include "scenarios/catalogue.h"
#include "scenarios/scenario.h"
#include "scenarios/seconds.h"

#include <gmock/gmock.h>

#include <set>

namespace braid::scenarios {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

enum class Way {
    Left,
    Right
};
struct Params {
    int count = 3;
    double share = 0.5;
    Time sleep = 2s;
    Way way = Way::Right;
    bool really = true;
    Time pause = 10ms;
};

Params seen;
void run(const Params& params) {
    seen = params;
}

Scenario sample() {
    return describe("A sample", run)
        .integer("count", "How many", &Params::count, 1, 50)
        .real("share", "What part", &Params::share, 0, 1)
        .time("sleep", "Sleeps", &Params::sleep, 0s, 10s)
        .choice("way", "Where", &Params::way, {{Way::Left, "left"}, {Way::Right, "right"}})
        .flag("really", "Really", &Params::really)
        .time("pause", "Pauses", &Params::pause, 0s, 1s)
        .preset("quick", {.count = 2, .way = Way::Left})
        .expects({"finished"});
}

ValueMap defaults() {
    return sample().valuesOf({});
}

TEST(ScenarioDescription, TakesDefaultsFromTheParamsThemselves) {
    EXPECT_EQ(defaults(), (ValueMap{{"count", std::int64_t{3}},
                                    {"share", 0.5},
                                    {"sleep", std::int64_t{2'000'000'000}},
                                    {"way", "right"},
                                    {"really", true},
                                    {"pause", std::int64_t{10'000'000}}}));
}

TEST(ScenarioDescription, BeginsItsPresetsWithTheTutorialsWhichIsTheDefaults) {
    const Scenario scenario = sample();
    ASSERT_EQ(scenario.presets.size(), 2U);
    EXPECT_EQ(scenario.presets[0].name, "tutorial");
    EXPECT_TRUE(scenario.presets[0].values.empty());
}

TEST(ScenarioDescription, KeepsOfAPresetOnlyWhatDiffersFromTheDefaults) {
    EXPECT_THAT(sample().preset("quick")->values,
                ElementsAre(std::pair("count", Value(std::int64_t{2})), std::pair("way", Value(std::string("left")))));
    EXPECT_EQ(sample().preset("slow"), nullptr);
}

TEST(ScenarioDescription, RunsWithTheValuesItIsGiven) {
    sample().prepare({{"count", std::int64_t{7}},
                      {"share", 0.25},
                      {"sleep", std::int64_t{5'000'000}},
                      {"way", "left"},
                      {"really", false},
                      {"pause", std::int64_t{0}}},
                     nullptr)();
    EXPECT_EQ(seen.count, 7);
    EXPECT_EQ(seen.share, 0.25);
    EXPECT_EQ(seen.sleep.value(), 5ms);
    EXPECT_EQ(seen.way, Way::Left);
    EXPECT_FALSE(seen.really);
    EXPECT_FALSE(seen.pause);
}

TEST(ScenarioDescription, FollowsALiveCellOnlyWhileItIsSet) {
    trace::ControlPage page{};
    sample().prepare(defaults(), &page)();
    EXPECT_EQ(seen.sleep.value(), 2s);

    page.live[2].store(40'000'000); // sleep is parameter number 2
    EXPECT_EQ(seen.sleep.value(), 2s);
    page.liveSet.store(1U << 2);
    EXPECT_EQ(seen.sleep.value(), 40ms);
    EXPECT_EQ(std::chrono::nanoseconds(seen.sleep), 40ms);
    EXPECT_EQ(seen.pause.value(), 10ms) << "another parameter's cell";
}

TEST(ScenarioDescription, RunsWithTheDefaultsOfWhatItIsNotGiven) {
    sample().prepare({{"count", std::int64_t{8}}}, nullptr)();
    EXPECT_EQ(seen.count, 8);
    EXPECT_EQ(seen.sleep.value(), 2s);
    EXPECT_EQ(seen.way, Way::Right);
}

TEST(ScenarioCatalogue, KeepsEveryRuleOfDescriptions) {
    std::set<std::string> ids;
    for (const Scenario& scenario : catalogue()) {
        SCOPED_TRACE(scenario.id);
        EXPECT_TRUE(ids.insert(scenario.id).second) << "twice";
        EXPECT_FALSE(scenario.title.empty());
        EXPECT_FALSE(scenario.expects.empty());
        EXPECT_LE(scenario.parameters.size(), 64U) << "as many live cells there are";
        std::set<std::string> names;
        for (const ParameterSpec& parameter : scenario.parameters) {
            SCOPED_TRACE(parameter.name);
            EXPECT_TRUE(names.insert(parameter.name).second) << "twice";
            EXPECT_FALSE(parameter.label.empty());
            EXPECT_TRUE(parameter::check(parameter, parameter.defaultValue)) << "its own default is refused";
        }
        EXPECT_EQ(scenario.presets.front().name, "tutorial");
        for (const parameter::Preset& preset : scenario.presets)
            for (const auto& [name, value] : preset.values)
                EXPECT_TRUE(parameter::check(*scenario.parameter(name), value)) << preset.name << ' ' << name;
    }
}

TEST(SecondsText, IsWhatPythonWouldPrintToTheMillisecond) {
    EXPECT_EQ(secondsText(2s), "2");
    EXPECT_EQ(secondsText(5001ms), "5.001");
    EXPECT_EQ(secondsText(50ms), "0.05");
    EXPECT_EQ(secondsText(1234567us), "1.235");
}

} // namespace
} // namespace braid::scenarios
