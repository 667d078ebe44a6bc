// Barriers between processes: rounds, places, a party that does not come, breaking and resetting.

#include "engine/exec/processes/process.h"
#include "engine/ipc/process_barrier.h"
#include "tests/engine/modeled_run.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::ModeledRun;

TEST(ProcessBarrier, LetsNobodyIntoARoundBeforeAllHaveDoneTheLast) {
    constexpr int Parties = 3, Rounds = 50;
    ModeledRun run;
    process_barrier meet(Parties, "meet");
    shared_memory<std::atomic<int>> done(0);
    std::deque<process> children;
    for (int k = 0; k < Parties; ++k)
        children
            .emplace_back("child " + std::to_string(k),
                          [&] {
                              for (int round = 1; round <= Rounds; ++round) {
                                  ++*done;
                                  meet.arrive_and_wait();
                                  if (*done < round * Parties)
                                      this_process::end(1);
                                  meet.arrive_and_wait();
                              }
                          })
            .start();
    for (process& child : children)
        EXPECT_EQ(child.join().code, 0);
    run.finishTelling();
    run.expectLevels("meet", Parties);
    EXPECT_EQ(run.objectNamed("meet")->value, 0);
    EXPECT_EQ(run.reader().gaps(), 0U);
    EXPECT_TRUE(run.findings.all().empty());
}

TEST(ProcessBarrier, TellsEachWhichArrivalItWas) {
    process_barrier meet(3, "meet");
    shared_memory<std::atomic<int>[]> places(3);
    std::deque<process> children;
    for (int k = 0; k < 3; ++k)
        children.emplace_back("child", [&] { ++places[static_cast<std::size_t>(meet.arrive_and_wait())]; }).start();
    for (process& child : children)
        child.join();
    for (const auto& times : places)
        EXPECT_EQ(times, 1);
}

TEST(ProcessBarrier, IsBrokenByOneWhoseTimeIsOver) {
    ModeledRun run;
    process_barrier meet(3, "meet");
    process child("child", [&] {
        try {
            meet.arrive_and_wait();
        } catch (const broken_barrier&) {
            this_process::end(7);
        }
    });
    child.start();
    run.tellUntil([&] { return run.objectNamed("meet") && run.objectNamed("meet")->waiters.size() == 1; });
    EXPECT_EQ(meet.n_waiting(), 1);
    EXPECT_THROW(meet.arrive_and_wait_for(1ms), broken_barrier);
    EXPECT_EQ(child.join().code, 7);
    EXPECT_TRUE(meet.broken());
    EXPECT_THROW(meet.arrive_and_wait(), broken_barrier) << "until it is reset";
    meet.reset();
    EXPECT_FALSE(meet.broken());
    EXPECT_EQ(meet.n_waiting(), 0);
    run.finishTelling();
    EXPECT_EQ(run.objectNamed("meet")->value, 0) << "none of them counts";
    EXPECT_TRUE(run.objectNamed("meet")->waiters.empty());
}

TEST(ProcessBarrier, CanBeUsedAgainWhereAResetHasSentThoseAwayWhoHadCome) {
    ModeledRun run;
    process_barrier meet(2, "meet");
    process child("child", [&] {
        try {
            meet.arrive_and_wait();
        } catch (const broken_barrier&) {
            meet.arrive_and_wait();
        }
    });
    child.start();
    run.tellUntil([&] { return run.objectNamed("meet") && run.objectNamed("meet")->waiters.size() == 1; });
    meet.reset();
    EXPECT_EQ(meet.parties(), 2);
    meet.arrive_and_wait();
    EXPECT_EQ(child.join().code, 0);
    meet.abort();
    EXPECT_TRUE(meet.broken());
    run.finishTelling();
    EXPECT_TRUE(run.findings.all().empty());
}

TEST(ProcessBarrier, WorksWhereNothingIsRecorded) {
    process_barrier alone(1);
    EXPECT_EQ(alone.arrive_and_wait(), 0);
    EXPECT_EQ(alone.arrive_and_wait_for(1ms), 0);
}

} // namespace
} // namespace braid
