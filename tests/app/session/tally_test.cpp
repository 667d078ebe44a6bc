#include "app/session/tally.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace braid::session {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TalliedValue number(double value, bool whole) {
    return {QString::number(value), value, whole};
}

TalliedRun runWith(const QString& key, TalliedValue value) {
    TalliedRun run;
    run.outcome = "finished";
    run.results.emplace_back(key, std::move(value));
    return run;
}

/// A model with these results, over after `duration`.
TalliedRun talliedWith(const std::vector<std::string>& results, model::Nanos duration = 0,
                       trace::Outcome outcome = trace::Outcome::Finished) {
    model::Model model;
    for (std::string text : results) {
        text[text.find('=')] = '\0';
        trace::Event event;
        event.kind = trace::EventKind::RunResult;
        event.text = text;
        model.apply(event);
    }
    model.finish(duration, outcome);
    return talliedRun(model, analysis::Findings());
}

TEST(TalliedRuns, HoldEachScalarAndTheNumbersOfObjectsOneByOne) {
    const TalliedRun run = talliedWith({"counter=99", "elapsed_s=2.5", "ok=true", "name=\"x\"", "order=[3,1,2]",
                                        R"(speedup={"gil":1,"free":1.9})"},
                                       1'500'000, trace::Outcome::Deadlock);
    EXPECT_EQ(run.outcome, "deadlock");
    EXPECT_EQ(run.duration, 1'500'000);
    ASSERT_NE(run.result("counter"), nullptr);
    EXPECT_EQ(run.result("counter")->text, "99");
    EXPECT_TRUE(run.result("counter")->whole);
    EXPECT_EQ(run.result("elapsed_s")->number, 2.5);
    EXPECT_FALSE(run.result("elapsed_s")->whole);
    EXPECT_EQ(run.result("ok")->text, "yes");
    EXPECT_EQ(run.result("name")->text, "x");
    EXPECT_EQ(run.result("order")->text, "[3,1,2]");
    EXPECT_EQ(run.result("speedup"), nullptr);
    EXPECT_EQ(run.result("speedup.gil")->number, 1);
    EXPECT_EQ(run.result("speedup.free")->number, 1.9);
}

TEST(TalliedRuns, WithoutAnOutcomeHaveCrashed) {
    EXPECT_EQ(talliedWith({}, 0, trace::Outcome::Unknown).outcome, "crashed");
}

TEST(Tally, CountsWholeNumbersInAscendingOrderHoweverDifferentTheyAre) {
    Tally tally;
    for (const int value : {100, 9, 97, 9})
        tally.add(runWith("counter", number(value, true)));
    const Distribution distribution = tally.result("counter");
    EXPECT_THAT(distribution.counts, ElementsAre(Pair("9", 2), Pair("97", 1), Pair("100", 1)));
    EXPECT_FALSE(distribution.measured);
    ASSERT_TRUE(distribution.spread);
    EXPECT_EQ(distribution.spread->median, 9);
    EXPECT_EQ(distribution.spread->max, 100);
}

TEST(Tally, SumsUpMeasuredValuesThatAreNearlyAllDifferent) {
    Tally different, alike;
    for (int i = 0; i < 10; ++i) {
        different.add(runWith("s", number(1 + i / 100.0, false)));
        alike.add(runWith("s", number(i % 2 == 0 ? 0.5 : 1, i % 2 != 0)));
    }
    EXPECT_TRUE(different.result("s").measured);
    EXPECT_FALSE(alike.result("s").measured);
    EXPECT_THAT(alike.result("s").counts, ElementsAre(Pair("0.5", 5), Pair("1", 5)));
}

TEST(Tally, CountsTextsByFrequencyAndRunsOnlyWhereTheyHaveTheResult) {
    Tally tally;
    for (const char* order : {"[1,2]", "[2,1]", "[2,1]"})
        tally.add(runWith("order", {order, {}, false}));
    tally.add(runWith("other", number(1, true)));
    EXPECT_THAT(tally.result("order").counts, ElementsAre(Pair("[2,1]", 2), Pair("[1,2]", 1)));
    EXPECT_FALSE(tally.result("order").spread);
    EXPECT_THAT(tally.resultKeys(), ElementsAre("order", "other"));
}

TEST(Tally, CountsRunsNotFindings) {
    Tally tally;
    for (const QStringList& kinds : {QStringList{"lost_update", "crashed"}, QStringList{"lost_update"}, QStringList{}}) {
        TalliedRun run;
        run.outcome = kinds.isEmpty() ? "deadlock" : "finished";
        run.findings = kinds;
        tally.add(run);
    }
    EXPECT_THAT(tally.outcomes(), ElementsAre(Pair("finished", 2), Pair("deadlock", 1)));
    EXPECT_THAT(tally.findings(), ElementsAre(Pair("lost_update", 2), Pair("crashed", 1)));
}

TEST(Spreads, AreOfValuesThatOccurred) {
    std::vector<double> values;
    for (int i = 200; i > 0; --i)
        values.push_back(i);
    const Spread spread = spreadOf(values);
    EXPECT_EQ(spread.min, 1);
    EXPECT_EQ(spread.median, 100);
    EXPECT_EQ(spread.p99, 198);
    EXPECT_EQ(spread.max, 200);
    EXPECT_EQ(spreadOf({7}).p99, 7);
}

} // namespace
} // namespace braid::session
