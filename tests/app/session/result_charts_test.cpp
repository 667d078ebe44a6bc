#include "app/session/result_charts.h"

#include <gmock/gmock.h>

#include <cmath>

namespace braid::session {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(ResultCharts, ShowTheResultsTheScenarioNamesInItsOrder) {
    Scenario scenario;
    scenario.charts = {{"speedup", "Speed-up", "×", {}, "gil", false}, {"ms", "Time", "ms", {}, {}, false}};
    const auto sheet = chartsOf({{"ms", R"({"a":1,"b":2})"}, {"speedup", R"({"gil":0.9,"free":1.8,"processes":1.7})"}, {"other", R"({"a":1,"b":2})"}}, &scenario);
    ASSERT_THAT(sheet.charts, SizeIs(2));
    EXPECT_TRUE(sheet.story);
    EXPECT_EQ(sheet.charts[0].title, "Speed-up");
    EXPECT_EQ(sheet.charts[0].unit, "×");
    EXPECT_EQ(sheet.charts[0].categories, (QStringList{"gil", "free", "processes"}));
    EXPECT_EQ(sheet.charts[0].reference, 0u);
    ASSERT_THAT(sheet.charts[0].series, SizeIs(1));
    EXPECT_THAT(sheet.charts[0].series[0].values, ElementsAre(0.9, 1.8, 1.7));
    EXPECT_EQ(sheet.charts[1].title, "Time");
    EXPECT_FALSE(sheet.charts[1].reference);
}

TEST(ResultCharts, TellAStoryOnlyWhereSomethingIsCompared) {
    Scenario breakdown;
    breakdown.charts = {{"calls", "System calls", {}, {}, {}, true}};
    const model::Model::Pairs calls{{"calls", R"({"recv":3,"send":4})"}};
    EXPECT_THAT(chartsOf(calls, &breakdown, Charted::Story).charts, IsEmpty());
    EXPECT_THAT(chartsOf(calls, &breakdown, Charted::All).charts, SizeIs(1));
    EXPECT_FALSE(chartsOf(calls, &breakdown).story);
    // A scenario that describes no chart has none to tell; of a run without scenario anything may be one.
    const Scenario none;
    EXPECT_THAT(chartsOf(calls, &none, Charted::Story).charts, IsEmpty());
    EXPECT_THAT(chartsOf(calls, nullptr, Charted::Story).charts, SizeIs(1));
    // One value compares nothing.
    breakdown.charts = {{"speedup", "Speed-up", "×", {}, {}, false}};
    EXPECT_THAT(chartsOf({{"speedup", R"({"gil":0.9})"}}, &breakdown).charts, IsEmpty());
}

TEST(ResultCharts, ShowEveryObjectOfNumbersOfAnUnknownScenario) {
    const auto sheet = chartsOf({{"counter", "99"}, {"times", R"({"a":1,"b":2})"}, {"mixed", R"({"a":1,"b":"x"})"}, {"empty", "{}"}, {"broken", "{"}}, nullptr);
    ASSERT_THAT(sheet.charts, SizeIs(1));
    EXPECT_EQ(sheet.charts[0].title, "times");
}

TEST(ResultCharts, GroupWhatIsOfOneScale) {
    const auto sheet = chartsOf({{"r", R"({"one":{"a":1,"b":2},"two":{"b":4,"c":5}})"}}, nullptr);
    ASSERT_THAT(sheet.charts, SizeIs(1));
    EXPECT_EQ(sheet.charts[0].categories, (QStringList{"one", "two"}));
    ASSERT_THAT(sheet.charts[0].series, SizeIs(3));
    EXPECT_EQ(sheet.charts[0].series[1].name, "b");
    EXPECT_THAT(sheet.charts[0].series[1].values, ElementsAre(2, 4));
    EXPECT_TRUE(std::isnan(sheet.charts[0].series[0].values[1]));
}

TEST(ResultCharts, GiveEachOrderOfMagnitudeAChartOfItsOwn) {
    const auto sheet = chartsOf({{"io", R"({"epoll":{"ms":210,"syscalls":32000},"poll":{"ms":250,"syscalls":900}})"}}, nullptr);
    ASSERT_THAT(sheet.charts, SizeIs(2));
    EXPECT_EQ(sheet.charts[0].title, "io · ms");
    EXPECT_EQ(sheet.charts[1].title, "io · syscalls");
    EXPECT_EQ(sheet.charts[1].categories, (QStringList{"epoll", "poll"}));
    EXPECT_THAT(sheet.charts[1].series[0].values, ElementsAre(32000, 900));
}

TEST(ResultCharts, DrawLinesOverNumbersAndSayWhyOneEnds) {
    Scenario scenario;
    scenario.charts = {{"cost", "Cost", "µs", "Silent clients", {}, false}};
    const auto sheet = chartsOf({{"cost", R"({"select":{"100":181,"900":"no room"},"epoll":{"900":49,"100":86,"1500":50}})"}}, &scenario);
    ASSERT_THAT(sheet.charts, SizeIs(1));
    const render::ChartContent& chart = sheet.charts[0];
    EXPECT_TRUE(chart.lines());
    EXPECT_THAT(chart.positions, ElementsAre(100, 900, 1500));
    EXPECT_EQ(chart.across, "Silent clients");
    ASSERT_THAT(chart.series, SizeIs(2));
    EXPECT_EQ(chart.series[0].values[0], 181);
    EXPECT_TRUE(std::isnan(chart.series[0].values[1]));
    EXPECT_EQ(chart.series[0].end, "no room");
    EXPECT_THAT(chart.series[1].values, ElementsAre(86, 49, 50));
    EXPECT_TRUE(chart.series[1].end.isEmpty());
}

TEST(ResultCharts, SayThatOthersTookTheProcessors) {
    const model::Model::Pairs busy{{"speedup", R"({"gil":0.6,"free":1.1})"}, {"machine_busy", "0.47"}};
    EXPECT_TRUE(chartsOf(busy, nullptr).note.contains("47 %")) << qPrintable(chartsOf(busy, nullptr).note);
    EXPECT_TRUE(chartsOf({{"speedup", R"({"gil":0.6,"free":1.1})"}, {"machine_busy", "0.03"}}, nullptr).note.isEmpty());
}

TEST(ResultCharts, NameWhatIsComparedNotAChoiceOfTheSameWord) {
    EXPECT_EQ(resultName("blocking"), "blocking"); // a choice of another scenario reads "The queue (a full one blocks)"
    EXPECT_EQ(resultName("together"), "together") << "as \"one by one\" beside it";
    EXPECT_EQ(resultName("no such word"), "no such word");
}

TEST(ResultCharts, BearAnythingAFileMayHold) {
    std::string deep;
    for (int i = 0; i < 5000; ++i)
        deep += "{\"1\":";
    for (const std::string& text : {deep, std::string("[1,2]"), std::string(R"({"a":{"1":"x"}})"), std::string(R"({"a":{"nan":1}})"), std::string(R"({"a":{}})"), std::string(R"({"a":{"1":1e999,"2":2}})")})
        (void)chartsOf({{"r", text}, {"machine_busy", text}}, nullptr);
}

} // namespace
} // namespace braid::session
