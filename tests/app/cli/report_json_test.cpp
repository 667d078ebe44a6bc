#include "app/cli/report_json.h"
#include "tests/app/cli/hand_made.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace braid::cli {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

class ReportJson : public ::testing::Test {
protected:
    const test::HandMade run = test::deadlockedRun();
    /// Through the text, as a reader of it sees it.
    const Json json = Json::parse(jsonText(reportJson({run.model, run.findings, "deadlock", 3, ""})));
};

std::vector<std::string> keysOf(const Json& object) {
    std::vector<std::string> keys;
    for (const auto& item : object.items())
        keys.push_back(item.key());
    return keys;
}

TEST_F(ReportJson, HasTheKeysOfTheContractInTheirOrder) {
    EXPECT_THAT(keysOf(json), ElementsAre("scenario", "parameters", "moved", "outcome", "result", "events", "lost",
                                          "duration_ns", "breaks", "lanes", "objects", "findings", "hints", "contention"));
    EXPECT_THAT(keysOf(json["contention"][0]), ElementsAre("object", "wait_site", "held_site", "waits", "wait_ns", "worst_ns", "worst_lane",
                                                           "taken_again", "taken_again_by"));
    EXPECT_THAT(keysOf(json["lanes"][0]), ElementsAre("id", "kind", "name", "parent", "states"));
    EXPECT_THAT(keysOf(json["objects"][0]), ElementsAre("id", "kind", "kind_name", "name", "acquisitions", "contended", "wait_ns",
                                                        "hold_ns", "max_depth"));
    EXPECT_THAT(keysOf(json["findings"][0]), ElementsAre("kind", "cause", "message", "at_ns", "count", "lanes", "objects", "behind", "cycle", "waits"));
}

TEST(ReportOfAProgram, SaysItsCommandAndHowItEnded) {
    using namespace std::string_literals;
    const auto reportOf = [](const std::string& end) {
        model::Model model;
        for (const std::string& info : {"command\0./a.out 'b c'"s, end}) {
            trace::Event event;
            event.kind = trace::EventKind::RunInfo;
            event.text = info;
            model.apply(event);
        }
        const analysis::Findings findings;
        return Json::parse(jsonText(reportJson({model, findings, "", 0, ""})));
    };
    const Json fine = reportOf("exitStatus\0"
                               "3"s);
    EXPECT_EQ(fine["command"], Json({"./a.out", "b c"}));
    EXPECT_EQ(fine["exit_status"], 3);
    EXPECT_EQ(fine["signal"], nullptr);
    const Json killed = reportOf("exitSignal\0"
                                 "11"s);
    EXPECT_EQ(killed["exit_status"], nullptr);
    EXPECT_EQ(killed["signal"], 11);
}

TEST_F(ReportJson, TellsTheRun) {
    EXPECT_EQ(json["scenario"], "deadlock");
    EXPECT_EQ(json["outcome"], "deadlock");
    EXPECT_EQ(json["lost"], 3);
    EXPECT_EQ(json["duration_ns"], 1000);
    EXPECT_EQ(json["events"], run.model.log().size());
    EXPECT_EQ(json["parameters"], Json::parse(R"({"threads": 2, "sleep": 200000000, "fix": "none"})"));
}

TEST_F(ReportJson, HoldsTheScenariosOwnResultsAndWhatItPrinted) {
    EXPECT_EQ(json["result"]["counter"], 7);
    ASSERT_EQ(json["result"]["prints"].size(), 1u);
    const Json& print = json["result"]["prints"][0];
    EXPECT_EQ(print["lane"], 2);
    EXPECT_EQ(print["at_ns"], 100);
    EXPECT_EQ(print["text"], "ready, \"steady\", \xef\xbf\xbd go"); // the byte that is no UTF-8 is replaced
}

TEST_F(ReportJson, SharesOutTheTimeOfEachLane) {
    ASSERT_EQ(json["lanes"].size(), 4u);
    const auto lane = std::find_if(json["lanes"].begin(), json["lanes"].end(), [](const Json& l) { return l["id"] == 3; });
    ASSERT_NE(lane, json["lanes"].end());
    EXPECT_EQ((*lane)["kind"], "thread");
    EXPECT_EQ((*lane)["name"], "T1");
    EXPECT_EQ((*lane)["parent"], 1);
    EXPECT_EQ((*lane)["states"]["ready"], 100);
    EXPECT_EQ((*lane)["states"]["running"], 100);
    EXPECT_EQ((*lane)["states"]["blocked"], 700);
    EXPECT_EQ(json["lanes"][0]["parent"], nullptr);
}

TEST_F(ReportJson, CountsWaitsAndHoldingsThatNeverEnd) {
    ASSERT_EQ(json["objects"].size(), 2u);
    const Json& a = json["objects"][0];
    EXPECT_EQ(a["name"], "A");
    EXPECT_EQ(a["kind"], "mutex");
    EXPECT_EQ(a["acquisitions"], 1);
    EXPECT_EQ(a["wait_ns"], 600); // T2 since 400
    EXPECT_EQ(a["hold_ns"], 800); // T1 since 200
}

TEST_F(ReportJson, SpellsTheCycleOut) {
    ASSERT_EQ(json["findings"].size(), 1u);
    const Json& finding = json["findings"][0];
    EXPECT_EQ(finding["kind"], "deadlock");
    EXPECT_EQ(finding["at_ns"], 400);
    EXPECT_FALSE(finding["message"].get<std::string>().empty());
    EXPECT_THAT(finding["lanes"], UnorderedElementsAre(3, 4));
    EXPECT_THAT(finding["objects"], UnorderedElementsAre(5, 6));
    ASSERT_EQ(finding["cycle"].size(), 2u);
    for (const Json& edge : finding["cycle"]) {
        const bool first = edge["lane"] == 3;
        EXPECT_EQ(edge["waits_for"], first ? 6 : 5);
        EXPECT_EQ(edge["held_by"], first ? 4 : 3);
        EXPECT_EQ(edge["wait_site"], (Json{{"file", "scenarios/locks/deadlock.cpp"}, {"line", 42}, {"function", nullptr}}));
    }
}

TEST(ReportJsonOfLostUpdates, HasTheirCountTheLastOneAndWhatTheyComeTo) {
    tests::Watched story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId num = story.object(tests::Story::Type::Variable, "num");
    for (std::int64_t n = 0; n < 3; ++n) {
        story.read(a, num, n);
        story.read(b, num, n);
        story.write(b, num, n + 1);
        story.write(a, num, n + 1);
    }
    const model::Nanos last = story.now();
    story.model.finish(story.now(), trace::Outcome::Finished);
    story.findings.nameHangs(story.model);
    const Json json = Json::parse(jsonText(reportJson({story.model, story.findings, "counter", 0, ""})));
    ASSERT_EQ(json["findings"].size(), 1u);
    const Json& finding = json["findings"][0];
    EXPECT_THAT(keysOf(finding), ElementsAre("kind", "cause", "message", "at_ns", "count", "last_at_ns", "lanes", "objects", "total", "cycle"));
    EXPECT_EQ(finding["kind"], "lost_update");
    EXPECT_EQ(finding["cause"], "overwritten");
    EXPECT_EQ(finding["count"], 3);
    EXPECT_EQ(finding["last_at_ns"], last);
    EXPECT_EQ(finding["total"], Json::parse(R"({"lost": 3, "last_value": 3, "expected_value": 6})"));
    EXPECT_THAT(finding["message"].get<std::string>(), ::testing::HasSubstr("; ended at 3, expected 6: 3 updates lost; "));
}

TEST(ReportJsonOfAPausedRun, CountsRunTimeOnlyAndListsTheBreaks) {
    const test::HandMade run = test::pausedRun();
    const Json json = reportJson({run.model, run.findings, "paused", 0, ""});
    EXPECT_EQ(json["duration_ns"], 2'000'000'000);
    EXPECT_EQ(json["breaks"], Json::parse(R"([{"at_ns": 1000000000, "duration_ns": 22000000000, "kind": "paused"}])"));
    EXPECT_EQ(json["lanes"][1]["states"], Json::parse(R"({"running": 2000000000})")) << "nobody was ready for 22 s";
    EXPECT_EQ(json["result"]["prints"][1]["at_ns"], 1'000'000'000);
}

TEST(ReportJsonOfADamagedFile, SaysThatItIsIncomplete) {
    const model::Model model;
    const analysis::Findings findings;
    EXPECT_FALSE(reportJson({model, findings, "", 0, ""}).contains("incomplete"));
    EXPECT_EQ(reportJson({model, findings, "", 0, "the trace is cut off", true})["incomplete"], true);
}

TEST(ReportJsonOfARecordedProgram, HasNoScenarioAndSaysWhatIsWrongWithTheFile) {
    const model::Model model;
    const analysis::Findings findings;
    const Json json = reportJson({model, findings, "", 0, "the file ends in the middle of chunk 3"});
    EXPECT_EQ(json["scenario"], nullptr);
    EXPECT_EQ(json["outcome"], "crashed"); // it was not written how it ended
    EXPECT_EQ(json["damage"], "the file ends in the middle of chunk 3");
    EXPECT_TRUE(json["result"]["prints"].is_array());
}

} // namespace
} // namespace braid::cli
