#include "engine/sync/latch.h"
#include "tests/engine/recorded_run.h"
#include "tests/engine/sync/threads.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using test::joinAll;
using test::RecordedRun;
using test::startAll;
using test::Threads;
using trace::EventKind;
using trace::Misuse;

TEST(Latch, OpensAtZeroForGood) {
    RecordedRun run;
    latch gate(2, "L");
    const Threads threads = startAll(3, [&] { gate.wait(); });
    run.awaitEvent(EventKind::WaitBegin, 3);
    gate.count_down();
    EXPECT_FALSE(gate.try_wait());
    EXPECT_EQ((run.follow(), run.count(EventKind::WaitEnd)), 0u);
    gate.arrive_and_wait();
    joinAll(threads);
    EXPECT_TRUE(gate.try_wait());
    gate.wait();
    run.finish();
    EXPECT_EQ(run.count(EventKind::Signal), 2u);
    EXPECT_EQ(run.count(EventKind::WaitBegin), 3u);
    EXPECT_EQ(run.count(EventKind::WaitEnd), 5u);
}

TEST(Latch, RefusesACountBelowZero) {
    RecordedRun run;
    latch gate(1, "L");
    gate.count_down(2);
    EXPECT_FALSE(gate.try_wait());
    gate.count_down();
    gate.count_down();
    EXPECT_TRUE(gate.try_wait());
    run.finish();
    EXPECT_EQ(run.count(EventKind::Signal), 1u);
    EXPECT_EQ(run.count(EventKind::Fault), 2u);
    EXPECT_EQ(run.find(EventKind::Fault)->b, static_cast<std::uint32_t>(Misuse::ReleaseOverBound));
}

TEST(Latch, GivesUpWhenItsTimeIsOver) {
    RecordedRun run;
    latch gate(1, "L");
    EXPECT_FALSE(gate.wait_for(std::chrono::milliseconds(2)));
    EXPECT_FALSE(gate.wait_for(std::chrono::nanoseconds(0)));
    gate.count_down();
    EXPECT_TRUE(gate.wait_for(std::chrono::nanoseconds(0)));
    run.finish();
    EXPECT_EQ(run.find(EventKind::WaitEnd)->b, trace::WaitTimedOut);
    EXPECT_EQ(run.find(EventKind::WaitBegin)->a, 2'000'000u);
}

} // namespace
} // namespace braid
