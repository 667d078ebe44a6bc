// Semaphores, events, condition variables and shared variables.

#include "engine/exec/threads/thread.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/event.h"
#include "engine/sync/semaphore.h"
#include "engine/sync/shared.h"
#include "tests/engine/recorded_run.h"
#include "tests/engine/sync/threads.h"

#include <algorithm>
#include <bit>
#include <gmock/gmock.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::joinAll;
using test::RecordedRun;
using test::Seen;
using test::startAll;
using test::Threads;
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

TEST(Event, LetsAllItsWaitersGoWithOneSet) {
    RecordedRun run;
    event flag("flag");
    const Threads threads = startAll(5, [&] { flag.wait(); });
    run.followUntil([&](const auto&) { return run.count(EventKind::WaitBegin) == 5; });
    EXPECT_EQ(run.count(EventKind::WaitEnd), 0u);
    flag.set();
    joinAll(threads);
    flag.wait(); // is up: goes on at once
    run.finish();
    EXPECT_EQ(run.count(EventKind::WaitBegin), 5u);
    EXPECT_EQ(run.count(EventKind::WaitEnd), 6u);
    EXPECT_EQ(run.count(EventKind::Signal), 1u);
}

TEST(Event, GivesUpWhenItsTimeIsOverAndBlocksAgainAfterClear) {
    RecordedRun run;
    event flag("flag");
    EXPECT_FALSE(flag.wait_for(2ms));
    flag.set();
    EXPECT_TRUE(flag.is_set());
    EXPECT_TRUE(flag.wait_for(10s));
    flag.clear();
    EXPECT_FALSE(flag.is_set());
    EXPECT_FALSE(flag.wait_for(2ms));
    run.finish();
    EXPECT_THAT(run.kindsOn(run.objectCalled("flag")),
                ElementsAre(EventKind::WaitBegin, EventKind::WaitEnd, EventKind::Signal, EventKind::WaitEnd, EventKind::Clear,
                            EventKind::WaitBegin, EventKind::WaitEnd));
    EXPECT_EQ(run.follow().back().b, 1u);
}

TEST(ConditionVariable, GivesTheLockUpWhileItWaitsAndTakesItBack) {
    RecordedRun run;
    mutex lock("A");
    condition_variable changed("changed");
    bool ready = false;
    thread waiter("T1", [&] {
        unique_lock guard(lock);
        changed.wait(guard, [&] { return ready; });
        EXPECT_TRUE(lock.held_by_me());
    });
    waiter.start();
    run.followUntil([&](const auto&) { return run.count(EventKind::WaitBegin) == 1; });
    {
        const lock_guard guard(lock);
        ready = true;
        changed.notify_one();
    }
    waiter.join();
    run.finish();
    EXPECT_GE(run.count(EventKind::WaitEnd), 1u);
    EXPECT_EQ(run.count(EventKind::Acquired), run.count(EventKind::Released));
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(ConditionVariable, GivesUpWhenItsTimeIsOver) {
    RecordedRun run;
    mutex lock("A");
    condition_variable changed("changed");
    unique_lock guard(lock);
    EXPECT_FALSE(changed.wait_for(guard, 3ms, [] { return false; }));
    guard.unlock();
    const auto& events = run.finish();
    const auto last = std::find_if(events.rbegin(), events.rend(), [](const auto& event) { return event.kind == EventKind::WaitEnd; });
    ASSERT_NE(last, events.rend());
    EXPECT_EQ(last->b, 1u) << "it may have woken for nothing before";
}

TEST(ConditionVariable, WaitedForWithoutItsLockIsAFinding) {
    RecordedRun run;
    mutex lock("A");
    condition_variable changed("changed");
    unique_lock guard(lock, std::defer_lock);
    changed.wait(guard);
    run.finish();
    ASSERT_NE(run.find(EventKind::Fault), nullptr);
    EXPECT_EQ(run.find(EventKind::Fault)->b, static_cast<std::uint32_t>(trace::Misuse::WaitWithoutLock));
}

TEST(Shared, RecordsEveryReadAndWriteWithItsValue) {
    RecordedRun run;
    shared<int> number(100, "num");
    const int read = number.load();
    number.store(read - 1);
    number = -7;
    EXPECT_EQ(static_cast<int>(number), -7);
    shared<double> real(0.5, "real");
    EXPECT_EQ(real.load(), 0.5);
    shared<std::string> word("a", "word");
    word = std::string("hello");
    run.finish();
    std::vector<std::int64_t> values;
    for (const Seen& event : run.follow()) {
        if ((event.kind == EventKind::Read || event.kind == EventKind::Write) && event.object == run.objectCalled("num"))
            values.push_back(static_cast<std::int64_t>(event.a));
        if (event.object == run.objectCalled("real") && event.kind == EventKind::Read) {
            EXPECT_EQ(std::bit_cast<double>(event.a), 0.5);
        }
        if (event.object == run.objectCalled("word") && event.kind == EventKind::Write) {
            EXPECT_EQ(event.words, "hello");
        }
    }
    EXPECT_THAT(values, ElementsAre(100, 99, -7, -7));
}

TEST(Shared, LogsRacingReadsAndWritesInTheirTrueOrder) {
    RecordedRun run;
    shared<int> number(0, "num");
    joinAll(startAll(4, [&] {
        for (int i = 0; i < 500; ++i)
            number = number + 1;
    }));
    const int last = number.load();
    run.finish();
    // Each read shows the value of the write before it in the log: the log is the truth.
    std::int64_t value = 0;
    for (const Seen& event : run.follow()) {
        if (event.object != run.objectCalled("num"))
            continue;
        if (event.kind == EventKind::Read) {
            ASSERT_EQ(static_cast<std::int64_t>(event.a), value);
        }
        if (event.kind == EventKind::Write)
            value = static_cast<std::int64_t>(event.a);
    }
    EXPECT_EQ(value, last);
}

} // namespace
} // namespace braid
