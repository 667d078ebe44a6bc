#include "app/session/verdict.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

namespace braid::tests {
namespace {

using session::Tone;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// A counted-down variable of two threads, and the scenario it is a run of.
struct Told : Watched {
    LaneId a = thread("T1"), b = thread("T2");
    ObjectId num = object(Type::Variable, "num", 2);
    session::Scenario scenario;

    Told() {
        scenario.id = "race";
        scenario.expects = {"finished", "lost_update"};
        scenario.presets = {{"tutorial", {}, {}}, {"careful", {}, {"finished"}}};
    }
    void lose() {
        read(a, num, 2);
        read(b, num, 2);
        write(a, num, 1);
        write(b, num, 1);
    }
    void over(trace::Outcome outcome = trace::Outcome::Finished) {
        model.finish(now() + 5000_ms, outcome);
        findings.nameHangs(model);
    }
    [[nodiscard]] session::Verdict verdict(const session::Scenario* of) const {
        return session::verdictOf(model, findings, false, of).value_or(session::Verdict{});
    }
};

TEST(Verdict, IsQuietWhereARunEndsAsExpected) {
    Told run;
    run.scenario.expects = {"finished"};
    run.over();
    const session::Verdict verdict = run.verdict(&run.scenario);
    EXPECT_EQ(verdict.tone, Tone::Quiet);
    EXPECT_THAT(verdict.headline.toStdString(), StartsWith("Finished in 5 s"));
    EXPECT_EQ(verdict.expected, "as expected");
}

TEST(Verdict, SaysNothingOfARunThatGoesOnAndIsFine) {
    const Told run;
    EXPECT_FALSE(session::verdictOf(run.model, run.findings, false, &run.scenario));
}

TEST(Verdict, TellsOfLostUpdatesWhatWasExpectedAndThatTheScenarioIsToShowThem) {
    Told run;
    run.lose();
    run.over();
    const session::Verdict verdict = run.verdict(&run.scenario);
    EXPECT_EQ(verdict.tone, Tone::Alarm);
    EXPECT_EQ(verdict.finding, 0U);
    EXPECT_THAT(verdict.line().toStdString(), StartsWith("Lost update: num ended at 1, expected 0: one update lost, at "));
    EXPECT_EQ(verdict.expected, "this scenario is meant to show it");
}

TEST(Verdict, NoticesThatWhatWasExpectedDidNotCome) {
    Told run;
    run.over();
    const session::Verdict verdict = run.verdict(&run.scenario);
    EXPECT_EQ(verdict.tone, Tone::Notice);
    EXPECT_EQ(verdict.expected, "expected: lost update");
}

TEST(Verdict, ExpectsNoLostUpdateOfAProgramInPythonWhoseVariablesAreNotRecorded) {
    Told run;
    using namespace std::string_view_literals;
    run.add(Watched::Kind::RunInfo, run.a, {}, 0, 0, "python\0003.11.2"sv);
    run.over();
    EXPECT_EQ(run.verdict(&run.scenario).expected, "");
}

TEST(Verdict, KnowsNoExpectationOfOtherValuesThanThoseOfAPreset) {
    const auto expects = [](std::string_view recorded) {
        Told run;
        parameter::ParameterSpec threads;
        threads.name = "threads";
        threads.minimum = 1;
        threads.maximum = 100;
        threads.defaultValue = std::int64_t{10};
        run.scenario.parameters = {threads};
        run.add(Watched::Kind::Parameter, run.a, {}, 0, 0, recorded);
        return session::expectationOf(run.model, run.scenario);
    };
    using namespace std::string_view_literals;
    EXPECT_THAT(expects("threads\00010"sv), ::testing::Optional(ElementsAre("finished", "lost_update")));
    EXPECT_EQ(expects("threads\00011"sv), std::nullopt);
}

TEST(Verdict, SaysThatARunWasStoppedOrHadNoMoreTime) {
    Told stopped, late;
    stopped.over(trace::Outcome::Stopped);
    late.over(trace::Outcome::TimedOut);
    EXPECT_THAT(stopped.verdict(&stopped.scenario).line().toStdString(), StartsWith("Stopped after 5 s"));
    EXPECT_EQ(stopped.verdict(&stopped.scenario).expected, "");
    EXPECT_THAT(late.verdict(nullptr).line().toStdString(), HasSubstr("time was over"));
    EXPECT_EQ(late.verdict(nullptr).tone, Tone::Notice);
}

TEST(Verdict, CountsWhatIsFoundBesides) {
    Told run;
    run.lose();
    const ObjectId first = run.mutex("A"), second = run.mutex("B");
    run.take(run.a, first);
    run.take(run.b, second);
    run.wait(run.a, second);
    run.wait(run.b, first);
    const session::Verdict verdict = run.verdict(nullptr);
    EXPECT_EQ(verdict.headline, "Deadlock");
    EXPECT_EQ(verdict.further, 1U);
}

TEST(ThePartShown, IsNamedByItsEndsAndTheWhole) {
    EXPECT_EQ(session::partText(500'000, 30'000'000, 2'100'000'000), "500 µs – 30 ms of 2.1 s");
}

} // namespace
} // namespace braid::tests
