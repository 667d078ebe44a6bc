#include "engine/exec/threads/thread.h"
#include "engine/sync/semaphore.h"
#include "tests/engine/recorded_run.h"
#include "tests/engine/sync/threads.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::joinAll;
using test::RecordedRun;
using test::Seen;
using test::startAll;
using testing::ElementsAre;
using trace::EventKind;

TEST(Semaphore, NeverShowsMoreHoldersThanPermitsNorFewerThanNone) {
    RecordedRun run;
    semaphore permits(3, "S");
    joinAll(startAll(8, [&] {
        for (int i = 0; i < 300; ++i) {
            permits.acquire();
            this_thread::yield();
            permits.release();
        }
    }));
    int inside = 0;
    int most = 0;
    for (const Seen& event : run.finish()) {
        inside += event.kind == EventKind::Acquired ? 1 : event.kind == EventKind::Released ? -1
                                                                                            : 0;
        ASSERT_LE(inside, 3);
        ASSERT_GE(inside, 0);
        most = std::max(most, inside);
    }
    EXPECT_EQ(inside, 0);
    EXPECT_GE(most, 1);
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(Semaphore, GivesUpWhenItsTimeIsOver) {
    RecordedRun run;
    semaphore permits(0, "S");
    EXPECT_FALSE(permits.try_acquire());
    EXPECT_FALSE(permits.try_acquire_for(2ms));
    permits.release(2);
    EXPECT_TRUE(permits.try_acquire_for(10s));
    EXPECT_TRUE(permits.try_acquire());
    run.finish();
    EXPECT_THAT(run.kindsOn(run.objectCalled("S")),
                ElementsAre(EventKind::AcquireFailed, EventKind::AcquireWait, EventKind::AcquireFailed, EventKind::Released,
                            EventKind::Acquired, EventKind::Acquired));
}

TEST(Semaphore, MayBeReleasedByALaneThatNeverAcquired) {
    RecordedRun run;
    semaphore permits(0, "S");
    thread waiter("T1", [&] { permits.acquire(); });
    waiter.start();
    run.followUntil([&](const auto&) { return run.count(EventKind::AcquireWait) == 1; });
    permits.release();
    waiter.join();
    run.finish();
    EXPECT_EQ(run.count(EventKind::Fault), 0u);
}

TEST(BoundedSemaphore, RefusesAReleaseTooMany) {
    RecordedRun run;
    bounded_semaphore permits(1, "S");
    permits.acquire();
    EXPECT_TRUE(permits.release());
    EXPECT_FALSE(permits.release());
    permits.acquire();
    EXPECT_FALSE(permits.try_acquire()) << "the refused release gave no permit";
    run.finish();
    ASSERT_NE(run.find(EventKind::Fault), nullptr);
    EXPECT_EQ(run.find(EventKind::Fault)->b, static_cast<std::uint32_t>(trace::Misuse::ReleaseOverBound));
}

} // namespace
} // namespace braid
