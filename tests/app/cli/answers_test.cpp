#include "app/cli/answers.h"
#include "tests/app/cli/hand_made.h"
#include "tests/engine/model/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace braid::cli {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class AnswersOfADeadlock : public ::testing::Test {
protected:
    const test::HandMade run = test::deadlockedRun();
    const Facts facts{run.model, run.findings, "deadlock", 0, ""};

    static Questions why(const std::string& lane) {
        Questions questions;
        questions.why = lane;
        return questions;
    }
    [[nodiscard]] Json json(const Questions& questions) const {
        const auto answers = answersTo(facts, questions);
        EXPECT_TRUE(answers) << answers.error().sentence();
        Json object = Json::object();
        addAnswers(object, facts, answers.value());
        return Json::parse(jsonText(object));
    }
    [[nodiscard]] std::string refusal(const Questions& questions) const {
        const auto answers = answersTo(facts, questions);
        return answers ? "taken" : answers.error().sentence();
    }
};

TEST(Answers, AreGivenOfAThreadThatIsNamedByItsProcessToo) {
    tests::Story story;
    const LaneId first = story.process("p"), main = story.thread("main", first), lonely = story.thread("lonely", story.process("P0", first));
    const LaneId one = story.thread("worker", story.process("P1", first)), two = story.thread("worker", story.process("P2", first));
    const ObjectId lock = story.mutex("m");
    story.take(main, lock);
    for (const LaneId lane : {lonely, one, two})
        story.wait(lane, lock);
    story.model.finish(story.now(), trace::Outcome::Stopped);
    const analysis::Findings findings;
    const Facts facts{story.model, findings, "", 0, ""};
    const auto laneOf = [&](const std::string& word) {
        Questions questions;
        questions.why = word;
        const auto answers = answersTo(facts, questions);
        return answers ? std::to_string(answers.value().why->lane.value) : answers.error().sentence();
    };
    EXPECT_EQ(laneOf("P1/worker"), std::to_string(one.value));
    EXPECT_EQ(laneOf("P2/worker"), std::to_string(two.value));
    EXPECT_EQ(laneOf("lonely"), std::to_string(lonely.value)) << "there is only one";
    EXPECT_THAT(laneOf("worker"), AllOf(HasSubstr("P1/worker"), HasSubstr("P2/worker")));
}

TEST_F(AnswersOfADeadlock, AreGivenOfALaneWithItsProcessInFront) {
    const std::string process(run.model.name(LaneId{1}));
    EXPECT_EQ(json(why(process + "/T1"))["why"]["lane"], 3);
    EXPECT_EQ(json(why("T1"))["why"], json(why(process + "/T1"))["why"]);
    EXPECT_THAT(refusal(why("another/T1")), HasSubstr("the run has no lane"));
}

TEST(AnswersAboutProcesses, TellThreadsOfOneNameApartByTheirProcess) {
    tests::Story story;
    analysis::Findings findings;
    const LaneId parent = story.process("server"), main = story.thread("main", parent);
    std::vector<LaneId> threads;
    for (const char* name : {"worker-1", "worker-2"})
        threads.push_back(story.thread("feeder", story.process(name, parent)));
    const Facts facts{story.model, findings, "stopped", 0, ""};
    const auto ask = [&](const char* name) {
        Questions questions;
        questions.why = name;
        return answersTo(facts, questions);
    };
    ASSERT_TRUE(ask("worker-2/feeder"));
    EXPECT_EQ(ask("worker-2/feeder").value().why->lane, threads[1]);
    EXPECT_EQ(ask("server/worker-1/feeder").value().why->lane, threads[0]);
    EXPECT_EQ(ask("server/main").value().why->lane, main);
    const auto refused = ask("feeder");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().sentence(), AllOf(HasSubstr("server/worker-1/feeder"), HasSubstr("server/worker-2/feeder")));
}

TEST_F(AnswersOfADeadlock, FollowTheChainIntoTheCycle) {
    const Json why = json(this->why("T1"))["why"];
    EXPECT_EQ(why["lane"], 3);
    EXPECT_EQ(why["at_ns"], 1000);
    EXPECT_EQ(why["cause"], "cycle");
    EXPECT_EQ(why["cycle"], Json::parse("[3, 4]"));
    ASSERT_EQ(why["chain"].size(), 2U);
    const Json& first = why["chain"][0];
    std::vector<std::string> keys;
    for (const auto& item : first.items())
        keys.push_back(item.key());
    EXPECT_THAT(keys, ElementsAre("lane", "since_ns", "waits_for", "held_by", "next", "sentence", "site"));
    EXPECT_EQ(first["lane"], 3);
    EXPECT_EQ(first["since_ns"], 300);
    EXPECT_EQ(first["waits_for"], 6);
    EXPECT_EQ(first["held_by"], 4);
    EXPECT_EQ(first["sentence"], "T1 has waited for B for 700 ns, held by T2 for 800 ns");
    EXPECT_EQ(first["site"], (Json{{"file", "scenarios/locks/deadlock.cpp"}, {"line", 42}, {"function", nullptr}}));
    EXPECT_EQ(why["woken_by"]["lane"], 2) << "main started it";
    EXPECT_EQ(why["woken_by"]["event"], "lane_start");
}

TEST_F(AnswersOfADeadlock, TakeALanesNumberAndAMoment) {
    Questions questions = why("3");
    questions.at = 350ns;
    const Json answer = json(questions)["why"];
    EXPECT_EQ(answer["lane"], 3);
    EXPECT_EQ(answer["cause"], "work") << "T2 still runs at that moment";
    EXPECT_EQ(answer["chain"].size(), 2U);
}

TEST_F(AnswersOfADeadlock, AreSentencesForPeople) {
    Questions questions = why("T2");
    questions.criticalPath = true;
    const auto answers = answersTo(facts, questions);
    ASSERT_TRUE(answers);
    const std::string text = answersText(facts, *answers, false);
    EXPECT_THAT(text, AllOf(HasSubstr("T2 at 1 µs: why?"), HasSubstr("held by T1 for"), HasSubstr("(deadlock.cpp:42)"),
                            HasSubstr("A cycle that cannot open: T2 → T1 → T2"), HasSubstr("Critical path")));
}

TEST_F(AnswersOfADeadlock, NameTheLanesThereAreWhereOneIsNot) {
    EXPECT_THAT(refusal(why("T9")), AllOf(HasSubstr("no lane \"T9\""), HasSubstr("main, T1, T2")));
    EXPECT_THAT(refusal(why("99")), HasSubstr("no lane \"99\""));
    Questions late = why("T1");
    late.at = 2s;
    EXPECT_THAT(refusal(late), AllOf(HasSubstr("--at"), HasSubstr("1 µs")));
}

TEST_F(AnswersOfADeadlock, HaveACriticalPathWhoseSharesMakeUpTheWhole) {
    Questions questions;
    questions.criticalPath = true;
    questions.from = 150ns;
    questions.to = 400ns;
    const Json path = json(questions)["critical_path"];
    EXPECT_EQ(path["from_ns"], 150);
    EXPECT_EQ(path["to_ns"], 400);
    ASSERT_FALSE(path["pieces"].empty());
    std::int64_t pieces = 0, shares = 0;
    for (const Json& piece : path["pieces"])
        pieces += piece["end_ns"].get<std::int64_t>() - piece["begin_ns"].get<std::int64_t>();
    for (const Json& share : path["shares"])
        shares += share["ns"].get<std::int64_t>();
    EXPECT_EQ(pieces, shares);
    EXPECT_GT(pieces, 0);
    EXPECT_LE(pieces, 250);
}

} // namespace
} // namespace braid::cli
