#include "engine/analysis/figures/comparison.h"
#include "tests/engine/model/random_events.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace braid::tests {
namespace {

using analysis::Difference;
using analysis::RunFacts;
using analysis::Subject;
using model::Nanos;

/// Two threads and a lock: the second one waits for `held` while the first one holds it; `threads` is a parameter.
RunFacts contendedRun(Nanos held, const char* threads, trace::Outcome outcome = trace::Outcome::Finished) {
    Story run;
    analysis::Findings findings;
    run.add(Story::Kind::Parameter, {}, {}, 0, 0, std::string("threads\0", 8) + threads);
    const LaneId t1 = run.thread("T1"), t2 = run.thread("T2");
    const ObjectId a = run.mutex("A");
    run.take(t1, a);
    run.wait(t2, a);
    run.after(held).give(t1, a);
    run.after(0).take(t2, a);
    run.after(10_ms).give(t2, a);
    run.end(t1);
    run.end(t2);
    run.model.finish(run.now(), outcome);
    return analysis::factsOf(run.model, findings, analysis::statistics(run.model, run.now()));
}

std::vector<std::string> sentences(const std::vector<Difference>& all) {
    std::vector<std::string> texts;
    for (const Difference& difference : all)
        texts.push_back(difference.sentence.english());
    return texts;
}
bool has(const std::vector<std::string>& all, const std::string& sentence) {
    return std::find(all.begin(), all.end(), sentence) != all.end();
}

TEST(Comparison, OfARunWithItselfFindsNothing) {
    const RunFacts run = contendedRun(100_ms, "2");
    EXPECT_TRUE(analysis::compare(run, run).empty());
}

TEST(Comparison, NamesTheParameterAndWhatItChanged) {
    const auto all = analysis::compare(contendedRun(210_ms, "2"), contendedRun(30_ms, "3"));
    const auto said = sentences(all);
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(said.front(), "Parameter threads was 2, then 3");
    EXPECT_TRUE(has(said, "A: waited 210 ms in all, then 30 ms: 7 times less"));
    EXPECT_TRUE(has(said, "A: held for 221 ms in all, then 41 ms: 5.4 times less"));
    EXPECT_TRUE(has(said, "Threads: 46 % of their time blocked on locks, then 32 %")) << ::testing::PrintToString(said);
    const auto wait = std::find_if(all.begin(), all.end(), [](const Difference& d) { return d.what == "wait_ns"; });
    ASSERT_NE(wait, all.end());
    EXPECT_EQ(wait->subject, Subject::Object);
    EXPECT_EQ(wait->name, "A");
    EXPECT_EQ(wait->first, 210e6);
    EXPECT_EQ(wait->second, 30e6);
}

TEST(Comparison, IsTheSameTheOtherWayRoundWithMoreForLess) {
    const auto said = sentences(analysis::compare(contendedRun(30_ms, "2"), contendedRun(210_ms, "2")));
    EXPECT_TRUE(has(said, "A: waited 30 ms in all, then 210 ms: 7 times as much"));
    EXPECT_TRUE(std::any_of(said.begin(), said.end(), [](const auto& s) { return s.ends_with("times as long"); }));
}

TEST(Comparison, TellsMeasuredResultsInAsManyDigitsAsTellThemApart) {
    RunFacts first, second;
    first.results = {{"cost", "2042.6643599999998"}, {"count", "12345678"}, {"near", "1.00001"}, {"far", "51234.56789"}, {"words", "\"1.23456\""}};
    second.results = {{"cost", "145.82928"}, {"count", "12345679"}, {"near", "1.00002"}, {"far", "0.000123456"}, {"words", "\"1.23457\""}};
    EXPECT_EQ(sentences(analysis::compare(first, second)),
              (std::vector<std::string>{"Result cost was 2043, then 145.8", "Result count was 12345678, then 12345679",
                                        "Result near was 1.00001, then 1.00002", "Result far was 51235, then 0.0001235",
                                        "Result words was \"1.23456\", then \"1.23457\""}));
}

TEST(Comparison, TellsTheOutcomeInBothRuns) {
    const auto said = sentences(analysis::compare(contendedRun(30_ms, "2"), contendedRun(30_ms, "2", trace::Outcome::Deadlock)));
    ASSERT_EQ(said.size(), 1u);
    EXPECT_EQ(said.front(), "Outcome: the first run finished; the second run ended in a deadlock");
    const auto hung = sentences(analysis::compare(contendedRun(30_ms, "2", trace::Outcome::Hang), contendedRun(30_ms, "2")));
    ASSERT_EQ(hung.size(), 1u);
    EXPECT_EQ(hung.front(), "Outcome: the first run hung; the second run finished");
}

TEST(Comparison, TellsOfAFindingThatIsGone) {
    RunFacts first = contendedRun(30_ms, "2");
    const RunFacts second = first;
    analysis::Finding finding;
    finding.kind = analysis::FindingKind::Misuse;
    finding.message = {"%1 joins itself", {"T1"}};
    first.findings = {finding, finding};
    const auto all = analysis::compare(first, second);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all.front().sentence.english(), "Only in the first run (2 in all): T1 joins itself");
    EXPECT_EQ(analysis::compare(second, first).front().sentence.english(), "Only in the second run (2 in all): T1 joins itself");
}

TEST(Comparison, TellsOfWhatOnlyOneRunHas) {
    RunFacts first = contendedRun(30_ms, "2");
    RunFacts second = first;
    second.objects.push_back({"B", trace::ObjectKind::Mutex, 1, 0, 0, 0, 0, 0, true, false});
    second.results.emplace_back("counter", "5");
    first.results.emplace_back("total", "1.5");
    const auto said = sentences(analysis::compare(first, second));
    EXPECT_EQ(said, (std::vector<std::string>{"Only the first run has result total: 1.5", "Only the second run has result counter: 5",
                                              "Only the second run has B"}));
}

TEST(Comparison, KeepsObjectsOfOneNameApartByTheirOrder) {
    RunFacts first = contendedRun(30_ms, "2");
    first.objects.push_back(first.objects.front());
    RunFacts second = first;
    second.objects.back().waited = 300_ms;
    const auto all = analysis::compare(first, second);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all.front().first, 30e6);
    EXPECT_EQ(all.front().second, 300e6);
}

TEST(Comparison, LeavesOutTheNoiseOfAnyTwoRuns) {
    RunFacts first = contendedRun(100_ms, "2");
    RunFacts second = first;
    second.objects.front().waited += 5_ms; // a twentieth
    second.duration += 1_ms;
    EXPECT_TRUE(analysis::compare(first, second).empty());
    second.objects.front().waited += 20_ms;
    EXPECT_EQ(analysis::compare(first, second).size(), 1u);
}

} // namespace
} // namespace braid::tests
