#include "scenarios/catalogue.h"
#include "scenarios/scenario.h"
#include "scenarios/seconds.h"

#include <gmock/gmock.h>

#include <set>

namespace braid::scenarios {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

enum class Way { Left, Right };
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

Parameter parameter(const char* name) {
    const Scenario scenario = sample();
    return scenario.parameters[scenario.indexOf(name)];
}

Value parsed(const char* name, std::string_view text) {
    auto value = parameter(name).parse(text);
    EXPECT_TRUE(value.ok()) << name << '=' << text;
    return value.ok() ? *value : Value();
}

std::string refusal(const char* name, std::string_view text) {
    const auto value = parameter(name).parse(text);
    EXPECT_FALSE(value.ok()) << name << '=' << text;
    return value.ok() ? std::string() : value.error().sentence();
}

TEST(ScenarioDescription, TakesDefaultsFromTheParamsThemselves) {
    EXPECT_THAT(sample().defaults(),
                ElementsAre(Value(std::int64_t{3}), Value(0.5), Value(std::int64_t{2'000'000'000}),
                            Value(std::string("right")), Value(true), Value(std::int64_t{10'000'000})));
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
    const auto ready = sample().prepare(
        {std::int64_t{7}, 0.25, std::int64_t{5'000'000}, std::string("left"), false, std::int64_t{0}}, nullptr);
    ready();
    EXPECT_EQ(seen.count, 7);
    EXPECT_EQ(seen.share, 0.25);
    EXPECT_EQ(seen.sleep.value(), 5ms);
    EXPECT_EQ(seen.way, Way::Left);
    EXPECT_FALSE(seen.really);
    EXPECT_FALSE(seen.pause);
}

TEST(ScenarioDescription, FollowsALiveCellOnlyWhileItIsSet) {
    trace::ControlPage page{};
    sample().prepare(sample().defaults(), &page)();
    EXPECT_EQ(seen.sleep.value(), 2s);

    page.live[2].store(40'000'000); // sleep is parameter number 2
    EXPECT_EQ(seen.sleep.value(), 2s);
    page.liveSet.store(1U << 2);
    EXPECT_EQ(seen.sleep.value(), 40ms);
    EXPECT_EQ(std::chrono::nanoseconds(seen.sleep), 40ms);
    EXPECT_EQ(seen.pause.value(), 10ms) << "another parameter's cell";
}

TEST(ScenarioValues, ReadTimesInMillisecondsOrWithAUnit) {
    EXPECT_EQ(parsed("sleep", "250"), Value(std::int64_t{250'000'000}));
    EXPECT_EQ(parsed("sleep", "250ms"), Value(std::int64_t{250'000'000}));
    EXPECT_EQ(parsed("sleep", "1.5s"), Value(std::int64_t{1'500'000'000}));
    EXPECT_EQ(parsed("sleep", "2 s"), Value(std::int64_t{2'000'000'000}));
    EXPECT_EQ(parsed("sleep", "100us"), Value(std::int64_t{100'000}));
    EXPECT_EQ(parsed("sleep", "100µs"), Value(std::int64_t{100'000}));
    EXPECT_EQ(parsed("sleep", "1234567ns"), Value(std::int64_t{1'234'567}));
    EXPECT_EQ(parsed("sleep", "0.1min"), Value(std::int64_t{6'000'000'000}));
    EXPECT_EQ(parsed("sleep", "10s"), Value(std::int64_t{10'000'000'000})) << "the end of the range belongs to it";
}

TEST(ScenarioValues, ReadNumbersChoicesAndFlags) {
    EXPECT_EQ(parsed("count", "50"), Value(std::int64_t{50}));
    EXPECT_EQ(parsed("share", "0.125"), Value(0.125));
    EXPECT_EQ(parsed("way", "left"), Value(std::string("left")));
    for (const char* yes : {"yes", "true", "on", "1"})
        EXPECT_EQ(parsed("really", yes), Value(true));
    for (const char* no : {"no", "false", "off", "0"})
        EXPECT_EQ(parsed("really", no), Value(false));
}

TEST(ScenarioValues, RefuseWithOneSentenceThatSaysWhatIsAllowed) {
    EXPECT_EQ(refusal("count", "0"), "count must be a whole number from 1 to 50, not \"0\"");
    EXPECT_EQ(refusal("count", "51"), "count must be a whole number from 1 to 50, not \"51\"");
    EXPECT_EQ(refusal("sleep", "11s"), "sleep must be a time from 0 ms to 10 s, not \"11s\"");
    EXPECT_EQ(refusal("way", "up"), "way must be left or right, not \"up\"");
    EXPECT_EQ(refusal("really", "perhaps"), "really must be yes or no, not \"perhaps\"");
    EXPECT_EQ(refusal("share", "1.01"), "share must be a number from 0 to 1, not \"1.01\"");
}

TEST(ScenarioValues, RefuseWhatIsNoNumber) {
    for (const char* text : {"", "ten", "1.5", "3x", "1e400", "nan", "inf", "0x10", "--3", "1,5"})
        refusal("count", text);
    for (const char* text : {"", "s", "ms", "5parsecs", "-1ms", "1s2", "nan", "1e300s"})
        refusal("sleep", text);
}

TEST(ScenarioValues, SayThemselvesSoThatTheyCanBeReadBack) {
    for (const char* text : {"0 ms", "250 ms", "1.5 s", "100 us", "7 ns", "10 s"}) {
        const Parameter sleep = parameter("sleep");
        EXPECT_EQ(sleep.text(parsed("sleep", text)), text);
    }
    EXPECT_EQ(parameter("really").text(Value(true)), "yes");
    EXPECT_EQ(parameter("count").text(Value(std::int64_t{12})), "12");
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
        for (const Parameter& parameter : scenario.parameters) {
            SCOPED_TRACE(parameter.name);
            EXPECT_TRUE(names.insert(parameter.name).second) << "twice";
            EXPECT_FALSE(parameter.label.empty());
            EXPECT_EQ(parameter.parse(parameter.text(parameter.defaultValue)).ok(), true)
                << "its own default is refused";
        }
        EXPECT_EQ(scenario.presets.front().name, "tutorial");
        for (const Preset& preset : scenario.presets)
            for (const auto& [name, value] : preset.values) {
                const Parameter& parameter = scenario.parameters[scenario.indexOf(name)];
                EXPECT_TRUE(parameter.parse(parameter.text(value)).ok()) << preset.name << ' ' << name;
            }
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
