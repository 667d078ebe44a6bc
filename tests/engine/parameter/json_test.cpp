#include "engine/parameter/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace braid::parameter {
namespace {

using ::testing::HasSubstr;
using Kind = ParameterSpec::Kind;

/// One scenario with a parameter of each kind and everything else there is.
ScenarioSpec everything() {
    ScenarioSpec scenario;
    scenario.id = "sample";
    scenario.family = "locks";
    scenario.title = "A sample";
    scenario.source = "scenarios/locks/sample.cpp";
    scenario.expects = {"finished", "lost_update"};
    scenario.charts = {{"cost", "Cost", "ms", "Clients", "poll", true}};
    scenario.about = "Shows all there is.";
    scenario.tutorial = true;
    const auto add = [&](const char* name, Kind kind, Value value) -> ParameterSpec& {
        ParameterSpec& parameter = scenario.parameters.emplace_back();
        parameter.name = name;
        parameter.label = std::string("The ") + name;
        parameter.kind = kind;
        parameter.defaultValue = std::move(value);
        return parameter;
    };
    ParameterSpec& count = add("count", Kind::Integer, std::int64_t{3});
    count.unit = "B";
    count.minimum = 1;
    count.maximum = 50;
    ParameterSpec& share = add("share", Kind::Real, 0.25);
    share.minimum = 0.125;
    share.maximum = 1;
    ParameterSpec& sleep = add("sleep", Kind::Time, std::int64_t{2'000'000'000});
    sleep.maximum = 1e10;
    sleep.liveIndex = 2;
    sleep.only = "way";
    sleep.onlyFor = {"left"};
    add("way", Kind::Choice, "right").choices = {"left", "right"};
    add("really", Kind::Flag, true);
    scenario.presets = {{"tutorial", {}, {}}, {"quick", {{"count", std::int64_t{2}}, {"really", false}}, {"any"}}};
    return scenario;
}

TEST(ADescription, IsReadBackAsItWasWritten) {
    const std::vector<ScenarioSpec> scenarios{everything(), ScenarioSpec{"bare", "", "Bare", "", {}, {}, {}, {}, "", false}};
    const auto read = readDescription(descriptionJson(scenarios));
    ASSERT_TRUE(read) << read.error().sentence();
    EXPECT_EQ(*read, scenarios);
}

TEST(ADescription, ThatIsStrangeIsRefused) {
    const auto sentence = [](std::string_view text) { return readDescription(text).error().sentence(); };
    EXPECT_THAT(sentence("Segmentation fault"), HasSubstr("no JSON"));
    EXPECT_THAT(sentence("[]"), HasSubstr("no scenarios"));
    EXPECT_THAT(sentence(R"({"scenarios": [3]})"), HasSubstr("no id"));
    const auto with = [&](const char* parameters, const char* presets) {
        return sentence(std::string(R"({"scenarios": [{"id": "x", "parameters": [)") + parameters + "], \"presets\": [" + presets + "]}]}");
    };
    EXPECT_THAT(with("{}", ""), HasSubstr("no name"));
    EXPECT_THAT(with(R"({"name": "a", "kind": "colour"})", ""), HasSubstr("colour"));
    EXPECT_THAT(with(R"({"name": "a", "kind": "flag", "default": 1})", ""), HasSubstr("no default"));
    EXPECT_THAT(with("", R"({"name": "quick", "values": {"sleeep": 1}})"), HasSubstr("sleeep"));
    EXPECT_THAT(with(R"({"name": "a", "kind": "flag", "default": true})", R"({"name": "quick", "values": {"a": "b"}})"),
                HasSubstr("cannot be"));
}

TEST(AValueOfATrace, IsReadWhereItIsOfTheParametersKind) {
    const ScenarioSpec scenario = everything();
    for (const auto& [name, value] : scenario.valuesOf(scenario.presets.back()))
        EXPECT_EQ(valueFromJson(*scenario.parameter(name), valueJson(value)), value) << name;
    for (const char* json : {"", "true", "\"3\"", "2.5", "null", "[3]", "{\"a\":3}", "3 4", "18446744073709551615"})
        EXPECT_EQ(valueFromJson(*scenario.parameter("count"), json), std::nullopt) << json;
}

TEST(AValueOfATrace, IsShownWithItsUnitWhereItsParameterIsKnown) {
    const ScenarioSpec scenario = everything();
    EXPECT_EQ(shownJson(scenario.parameter("sleep"), "50000000"), "50 ms");
    EXPECT_EQ(shownJson(scenario.parameter("count"), "7"), "7 B");
    EXPECT_EQ(shownJson(scenario.parameter("way"), "\"left\""), "left");
    EXPECT_EQ(shownJson(nullptr, "50000000"), "50000000");
    EXPECT_EQ(shownJson(nullptr, "\"left\""), "left");
    EXPECT_EQ(shownJson(scenario.parameter("sleep"), "\"soon\""), "soon");
    EXPECT_EQ(shownJson(scenario.parameter("sleep"), "{\"a\":1}"), "{\"a\":1}");
    const std::string deep(100'000, '[');
    EXPECT_EQ(shownJson(nullptr, deep), deep);
}

} // namespace
} // namespace braid::parameter
