#include "engine/analysis/figures/snapshot.h"
#include "engine/sync/barrier.h"
#include "tests/engine/modeled_run.h"
#include "tests/engine/sync/threads.h"

#include <gmock/gmock.h>

#include <atomic>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::joinAll;
using test::ModeledRun;
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

TEST(Barrier, ExpectsNobodyAgainWhoHasDropped) {
    ModeledRun run;
    barrier meeting(3, "B");
    std::atomic<int> met{0};
    const auto meets = [&](int rounds, bool drops) {
        for (int i = 0; i < rounds; ++i) {
            meeting.arrive_and_wait();
            ++met;
        }
        if (drops)
            meeting.arrive_and_drop();
    };
    thread a("A", [&] { meets(3, false); }), b("B's", [&] { meets(3, false); }), c("C", [&] { meets(1, true); });
    for (thread* each : {&a, &b, &c})
        each->start();
    for (thread* each : {&a, &b, &c})
        each->join();
    EXPECT_EQ(met, 7);
    EXPECT_EQ(meeting.parties(), 2);
    run.finishTelling();
    const model::Object& object = *run.objectNamed("B");
    EXPECT_EQ(object.expected, 2);
    EXPECT_EQ(object.value, 0);
    EXPECT_EQ(analysis::objectAt(run.model, object.id, run.model.endTime()).generation, 3u);
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(Barrier, ThrowsInAllWhoWaitWhenItIsAborted) {
    ModeledRun run;
    barrier meeting(3, "B");
    const test::Threads waiting = startAll(2, [&] { EXPECT_THROW(meeting.arrive_and_wait(), broken_barrier); });
    run.awaitEvent(EventKind::WaitBegin, 2);
    meeting.abort();
    joinAll(waiting);
    EXPECT_TRUE(meeting.broken());
    EXPECT_THROW(meeting.arrive_and_wait(), broken_barrier) << "until it is reset";
    meeting.reset();
    EXPECT_FALSE(meeting.broken());
    EXPECT_EQ(meeting.n_waiting(), 0);
    joinAll(startAll(3, [&] { meeting.arrive_and_wait(); }));
    run.finishTelling();
    EXPECT_EQ(run.arrows(model::ArrowKind::Wake), 5u) << "two from the abort, three from who came last";
    const auto inVain = std::count_if(run.follow().begin(), run.follow().end(), [](const Seen& event) {
        return event.kind == EventKind::WaitEnd && event.b == trace::WaitInVain;
    });
    EXPECT_EQ(inVain, 3);
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(Barrier, IsBrokenByOneWhoseTimeIsOver) {
    RecordedRun run;
    barrier meeting(3, "B");
    const test::Threads patient = startAll(1, [&] { EXPECT_THROW(meeting.arrive_and_wait(), broken_barrier); });
    run.awaitEvent(EventKind::WaitBegin);
    EXPECT_THROW(meeting.arrive_and_wait_for(2ms), broken_barrier);
    joinAll(patient);
    run.finish();
    EXPECT_EQ(run.count(EventKind::BarrierBroken), 1u);
}

TEST(Barrier, ThrowsInThoseWhoWaitWhenItIsReset) {
    RecordedRun run;
    barrier meeting(2, "B");
    const test::Threads waiting = startAll(1, [&] { EXPECT_THROW(meeting.arrive_and_wait(), broken_barrier); });
    run.awaitEvent(EventKind::WaitBegin);
    meeting.reset();
    joinAll(waiting);
    EXPECT_FALSE(meeting.broken());
    joinAll(startAll(2, [&] { meeting.arrive_and_wait(); }));
    run.finish();
}

TEST(Barrier, CallsItsCompletionOnceARoundBeforeAnyGoesOn) {
    int rounds = 0;
    barrier meeting(3, "B", [&] { ++rounds; });
    joinAll(startAll(3, [&] {
        for (int i = 1; i <= 10; ++i) {
            meeting.arrive_and_wait();
            EXPECT_EQ(rounds, i);
            meeting.arrive_and_wait(); // so that nobody is a round ahead
            ++i;
        }
    }));
    EXPECT_EQ(rounds, 10);
}

TEST(Barrier, IsBrokenByACompletionThatThrows) {
    barrier meeting(2, "B", [] { throw std::domain_error("wrong"); });
    std::atomic<int> wrong{0}, broken{0};
    joinAll(startAll(2, [&] {
        try {
            meeting.arrive_and_wait();
        } catch (const std::domain_error&) {
            ++wrong;
        } catch (const broken_barrier&) {
            ++broken;
        }
    }));
    EXPECT_EQ(wrong, 1);
    EXPECT_EQ(broken, 1);
}

} // namespace
} // namespace braid
