// What Braid says of programs that share variables, those that lose something and those that do not.
#include "tests/scenarios/host_run.h"
#include "tests/seed.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <string>

namespace braid::tests {
namespace {

using analysis::Finding;
using analysis::FindingKind;
using analysis::UpdateLoss;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// What is true of a program that loses something: see the comment of its function.
struct Loses {
    const char* id;
    const char* variable;
    UpdateLoss loss;
};

std::ostream& operator<<(std::ostream& out, const Loses& loses) { return out << loses.id; }

std::string nameOf(std::string id) {
    std::replace(id.begin(), id.end(), '-', '_');
    return id;
}

HostRun runPaused(const std::string& id, const std::string& pause) {
    return runHost({"verdict", "--set", "case=" + id, "--set", "pause=" + pause}, {}, std::chrono::seconds(20));
}

/// A run in which the threads come in the order in which it goes wrong: where the machine let them come otherwise, the schedule is
/// held open for longer.
HostRun runUntilFound(const std::string& id) {
    HostRun run = runPaused(id, "40ms");
    for (const char* pause : {"300ms", "1500ms"}) {
        if (!run.findings.all().empty())
            break;
        run = runPaused(id, pause);
    }
    return run;
}

class LosesUpdate : public testing::TestWithParam<Loses> {};

TEST_P(LosesUpdate, IsOneFindingWithTheReadAndBothWrites) {
    const HostRun run = runUntilFound(GetParam().id);
    EXPECT_EQ(run.outcome, "finished");
    ASSERT_THAT(run.findings.all(), SizeIs(1)) << run.story();
    const Finding& finding = run.findings.all().front();
    EXPECT_EQ(finding.kind, FindingKind::LostUpdate);
    EXPECT_EQ(finding.loss, GetParam().loss) << run.story();
    EXPECT_THAT(finding.objects, testing::ElementsAre(run.object(GetParam().variable)->id));
    EXPECT_THAT(finding.lanes, SizeIs(2));
    ASSERT_GE(finding.events.size(), 3U);
    EXPECT_EQ(run.model.log()[finding.events.front()].kind, trace::EventKind::Read);
    for (const model::EventIndex event : finding.events)
        EXPECT_TRUE(trace::tellsValue(run.model.log()[event].kind));
}

INSTANTIATE_TEST_SUITE_P(EveryCase, LosesUpdate,
                         testing::Values(Loses{"lu01", "n", UpdateLoss::Overwritten}, Loses{"lu02", "n", UpdateLoss::Overwritten},
                                         Loses{"lu03", "bal", UpdateLoss::StaleCheck}, Loses{"lu04", "n", UpdateLoss::Overwritten},
                                         Loses{"lu-check-then-subtract", "bal", UpdateLoss::StaleCheck},
                                         Loses{"lu-up-and-down", "n", UpdateLoss::Overwritten}, Loses{"lu-text", "line", UpdateLoss::Overwritten},
                                         Loses{"lu-plain-over-atomic", "n", UpdateLoss::Overwritten}),
                         [](const auto& tested) { return nameOf(tested.param.id); });

TEST(LostUpdates, SayHowFarTheEndIsFromWhatWasExpected) {
    const HostRun run = runUntilFound("lu-up-and-down");
    ASSERT_THAT(run.findings.all(), SizeIs(1)) << run.story();
    const Finding& finding = run.findings.all().front();
    ASSERT_TRUE(finding.total && finding.total->values) << run.story();
    EXPECT_EQ(static_cast<std::int64_t>(finding.total->values->last), run.result("n").get<std::int64_t>());
    EXPECT_EQ(finding.total->values->expected, 0U) << "ten up and ten down";
    EXPECT_GE(finding.count, 1U);
    const std::uint64_t lost = finding.total->updates;
    if (run.result("n") != 0) {
        EXPECT_THAT(run.story(), HasSubstr("ended at " + run.result("n").dump() + ", expected 0: " + (lost == 1 ? "one update" : std::to_string(lost) + " updates") + " lost"));
    }
}

class LosesNothing : public testing::TestWithParam<const char*> {};

TEST_P(LosesNothing, IsSilentHoweverTheThreadsCome) {
    for (const char* pause : {"40ms", "10ms", "1ms", "0ms", "0ms"}) {
        const HostRun run = runPaused(GetParam(), pause);
        EXPECT_EQ(run.outcome, "finished") << run.story();
        EXPECT_THAT(run.findings.all(), IsEmpty()) << pause << "\n"
                                                   << run.story();
    }
}

INSTANTIATE_TEST_SUITE_P(EveryCase, LosesNothing,
                         testing::Values("lu05", "lu-same-word-ok", "lu-reset-ok", "lu-checked-again-ok", "lu-show-then-count-ok", "lu-private-ok",
                                         "lu-turns-ok", "ok01", "ok02", "ok03", "ok04", "ok05", "at-fetch-ok", "at-retry-ok", "at-spin-lock-ok",
                                         "at-wait-ok", "at-ping-pong-ok"),
                         [](const auto& tested) { return nameOf(tested.param); });

TEST(AtomicWaits, NobodyEndsAreSaidWithBothLines) {
    const HostRun run = runPaused("at-wait-nobody", "40ms");
    EXPECT_EQ(run.outcome, "hang") << run.story();
    ASSERT_THAT(run.findings.all(), SizeIs(1)) << run.story();
    EXPECT_THAT(run.story(), testing::ContainsRegex("T waits for v \\(atomics.cpp:[0-9]+\\) to change from 0; it has changed, but nobody left can notify; main "
                                                    "\\(atomics.cpp:[0-9]+\\) changed it to 1 without a notification; main waits for T "));
}

TEST(AtomicWaits, EndUnderEveryScheduleAsTheirTruthSays) {
    const tests::Seed first(1);
    for (std::uint64_t seed = first; seed < first + 5; ++seed) {
        const auto scheduled = [seed](const char* id) {
            return runHost({"verdict", "--schedule", "random:" + std::to_string(seed), "--set", std::string("case=") + id}, {}, std::chrono::seconds(100));
        };
        for (const char* id : {"at-ping-pong-ok", "at-wait-ok", "at-retry-ok", "at-spin-lock-ok"}) {
            const HostRun run = scheduled(id);
            EXPECT_EQ(run.outcome, "finished") << id << " with seed " << seed << "\n"
                                               << run.story();
            EXPECT_THAT(run.findings.all(), IsEmpty()) << id << " with seed " << seed << "\n"
                                                       << run.story();
        }
        const HostRun run = scheduled("at-wait-no-change");
        EXPECT_EQ(run.outcome, "hang") << "seed " << seed << "\n"
                                       << run.story();
    }
}

} // namespace
} // namespace braid::tests
