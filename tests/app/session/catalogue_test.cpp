#include "app/session/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace braid::session {
namespace {

using parameter::Value;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const QByteArray description = R"({"scenarios": [
  {"id": "join", "family": "threads", "title": "Waiting for a thread", "source": "scenarios/threads/join.cpp",
   "expects": ["finished"], "parameters": [], "presets": [{"name": "tutorial", "values": {}}]},
  {"id": "deadlock", "family": "locks", "title": "Two locks", "source": "scenarios/locks/deadlock.cpp",
   "expects": ["deadlock"],
   "parameters": [
     {"name": "threads", "label": "Threads", "kind": "integer", "unit": "", "default": 10, "min": 2, "max": 50,
      "live": false, "live_index": -1},
     {"name": "sleep", "label": "Sleep", "kind": "time", "unit": "", "default": 1000000000, "min": 0,
      "max": 10000000000, "live": true, "live_index": 1},
     {"name": "fix", "label": "Fix", "kind": "choice", "unit": "", "default": "order", "choices": ["order", "scoped"],
      "live": false},
     {"name": "tail", "label": "Tail", "kind": "flag", "default": true}],
   "presets": [{"name": "tutorial", "values": {}},
               {"name": "quick", "values": {"sleep": 50000000, "tail": false}, "expects": ["finished"]}],
   "charts": [{"key": "cost", "label": "Cost of a fix", "unit": "ms"}, {"key": "bare"}]}]})";

TEST(Catalogue, ReadsWhatTheHostDescribes) {
    const auto catalogue = Catalogue::parse(description);
    ASSERT_TRUE(catalogue) << catalogue.error().sentence();
    EXPECT_EQ(catalogue.value().families(), (QStringList{"threads", "locks"}));
    EXPECT_EQ(catalogue.value().find("no-such"), nullptr);
    const Scenario* deadlock = catalogue.value().find("deadlock");
    ASSERT_NE(deadlock, nullptr);
    EXPECT_EQ(deadlock->source, "scenarios/locks/deadlock.cpp");
    EXPECT_THAT(deadlock->expects, ElementsAre("deadlock"));
    ASSERT_EQ(deadlock->parameters.size(), 4u);
    EXPECT_EQ(deadlock->parameter("threads")->defaultValue, Value(std::int64_t{10}));
    EXPECT_EQ(deadlock->parameter("threads")->maximum, 50);
    const Parameter* sleep = deadlock->parameter("sleep");
    EXPECT_EQ(sleep->kind, Parameter::Kind::Time);
    EXPECT_EQ(sleep->defaultValue, Value(std::int64_t{1'000'000'000}));
    EXPECT_TRUE(sleep->live());
    EXPECT_EQ(sleep->liveIndex, 1);
    EXPECT_THAT(deadlock->parameter("fix")->choices, ElementsAre("order", "scoped"));
    EXPECT_EQ(deadlock->parameter("tail")->defaultValue, Value(true));
    ASSERT_EQ(deadlock->charts.size(), 2u);
    EXPECT_EQ(deadlock->charts[0].key, "cost");
    EXPECT_EQ(deadlock->charts[0].label, "Cost of a fix");
    EXPECT_EQ(deadlock->charts[0].unit, "ms");
    EXPECT_EQ(deadlock->charts[1].label, "bare");
    EXPECT_TRUE(catalogue.value().find("join")->charts.empty());
    const Preset* quick = deadlock->preset("quick");
    ASSERT_NE(quick, nullptr);
    EXPECT_EQ(quick->values, (parameter::ValueMap{{"sleep", std::int64_t{50'000'000}}, {"tail", false}}));
    EXPECT_THAT(quick->expects, ElementsAre("finished"));
}

TEST(Catalogue, RefusesADescriptionItDoesNotUnderstand) {
    EXPECT_THAT(Catalogue::parse("Segmentation fault").error().sentence(), HasSubstr("no JSON"));
    EXPECT_THAT(Catalogue::parse("{}").error().sentence(), HasSubstr("no scenarios"));
    EXPECT_THAT(Catalogue::parse(R"({"scenarios": [{}]})").error().sentence(), HasSubstr("no id"));
    QByteArray unknownKind = description;
    unknownKind.replace("\"flag\"", "\"colour\"");
    EXPECT_THAT(Catalogue::parse(unknownKind).error().sentence(), HasSubstr("colour"));
    QByteArray unknownParameter = description;
    unknownParameter.replace("\"values\": {\"sleep\"", "\"values\": {\"sleeep\"");
    EXPECT_THAT(Catalogue::parse(unknownParameter).error().sentence(), HasSubstr("sleeep"));
}

TEST(Catalogue, SaysWhichHostIsMissing) {
    const auto catalogue = Catalogue::load("/no/such/braid-host");
    ASSERT_FALSE(catalogue);
    EXPECT_THAT(catalogue.error().sentence(), HasSubstr("/no/such/braid-host"));
}

TEST(Catalogue, SaysWhatAHostThatFailsComplainsOf) {
    const auto catalogue = Catalogue::load("/bin/false");
    ASSERT_FALSE(catalogue);
    EXPECT_THAT(catalogue.error().sentence(), HasSubstr("ended with an error"));
}

} // namespace
} // namespace braid::session
