#include "engine/sync/barrier.h"
#include "tests/engine/recorded_run.h"
#include "tests/engine/sync/threads.h"

#include <gmock/gmock.h>

#include <atomic>

namespace braid {
namespace {

using test::joinAll;
using test::RecordedRun;
using test::Seen;
using test::startAll;
using trace::EventKind;

TEST(Barrier, LetsNobodyOnBeforeAllHaveCome) {
    constexpr int Rounds = 20;
    constexpr int Lanes = 4;
    RecordedRun run;
    barrier meeting(Lanes, "B");
    std::atomic<int> come{0};
    joinAll(startAll(Lanes, [&] {
        for (int round = 1; round <= Rounds; ++round) {
            ++come;
            meeting.arrive_and_wait();
            EXPECT_GE(come, round * Lanes);
        }
    }));
    int begun = 0;
    int ended = 0;
    for (const Seen& event : run.finish()) {
        begun += event.kind == EventKind::WaitBegin;
        ended += event.kind == EventKind::WaitEnd;
        ASSERT_LE(ended, begun / Lanes * Lanes) << "in the log, too";
    }
    EXPECT_EQ(ended, Rounds * Lanes);
    EXPECT_EQ(run.reader().gaps(), 0u);
}

} // namespace
} // namespace braid
