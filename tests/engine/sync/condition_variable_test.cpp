#include "engine/exec/threads/jthread.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/shared_mutex.h"
#include "tests/engine/modeled_run.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::ModeledRun;
using test::RecordedRun;
using testing::IsEmpty;
using trace::EventKind;

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

TEST(ConditionVariableAny, WaitsWithASharedLockThatItGivesUpMeanwhile) {
    RecordedRun run;
    shared_mutex table("A");
    condition_variable_any changed("C");
    bool ready = false;
    thread waiter("waiter", [&] {
        shared_lock reading(table);
        changed.wait(reading, [&] { return ready; });
        EXPECT_TRUE(reading.owns_lock());
    });
    waiter.start();
    run.awaitEvent(EventKind::WaitBegin);
    {
        const lock_guard writing(table);
        ready = true;
    }
    changed.notify_all();
    waiter.join();
    run.finish();
    EXPECT_EQ(run.count(EventKind::Acquired), run.count(EventKind::Released));
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(ConditionVariableAny, ReleasesARecursiveLockOnceOnly) {
    RecordedRun run;
    recursive_mutex lock("A");
    condition_variable_any changed("C");
    lock.lock();
    lock.lock();
    EXPECT_EQ(changed.wait_for(lock, 2ms), cv_status::timeout);
    EXPECT_EQ(lock.depth(), 2);
    lock.unlock();
    lock.unlock();
    run.finish();
    EXPECT_EQ(run.find(EventKind::Released)->a, 1u) << "it stays held";
}

TEST(ConditionVariableAny, WaitedForWithoutItsLockIsAFinding) {
    RecordedRun run;
    timed_mutex lock("A");
    condition_variable_any changed("C");
    unique_lock guard(lock, std::defer_lock);
    changed.wait(guard);
    run.finish();
    EXPECT_EQ(run.find(EventKind::Fault)->b, static_cast<std::uint32_t>(trace::Misuse::WaitWithoutLock));
}

TEST(ConditionVariableAny, EndsItsWaitWhenAStopIsRequested) {
    ModeledRun run;
    mutex lock("A");
    condition_variable_any changed("C");
    {
        jthread waiter("waiter", [&](const stop_token& token) {
            unique_lock guard(lock);
            EXPECT_FALSE(changed.wait(guard, token, [] { return false; }));
            EXPECT_TRUE(lock.held_by_me());
            EXPECT_TRUE(token.stop_requested());
        });
        run.awaitEvent(EventKind::AlsoWaits);
    }
    run.finishTelling();
    const model::Object& stop = *run.objectNamed("stop of waiter");
    EXPECT_EQ(stop.value, 1);
    EXPECT_THAT(stop.waiters, IsEmpty());
    EXPECT_EQ(stop.maxDepth, 1);
    EXPECT_THAT(run.objectNamed("C")->waiters, IsEmpty());
    EXPECT_EQ(run.count(EventKind::Signal), 1u) << "nobody notified";
    EXPECT_EQ(run.arrows(model::ArrowKind::Wake), 1u) << "from the request to the end of the wait";
}

TEST(ConditionVariableAny, DoesNotWaitWhereAStopIsRequestedAlready) {
    RecordedRun run;
    stop_source stop("S");
    EXPECT_TRUE(stop.request_stop());
    EXPECT_FALSE(stop.request_stop());
    mutex lock;
    condition_variable_any changed;
    unique_lock guard(lock);
    EXPECT_FALSE(changed.wait(guard, stop.get_token(), [] { return false; }));
    EXPECT_TRUE(changed.wait(guard, stop.get_token(), [] { return true; }));
    guard.unlock();
    run.finish();
    EXPECT_EQ(run.count(EventKind::WaitBegin), 0u);
    EXPECT_EQ(run.count(EventKind::Signal), 1u);
}

TEST(ConditionVariableAny, WithATokenStillGivesUpInTime) {
    RecordedRun run;
    const stop_source stop;
    mutex lock;
    condition_variable_any changed;
    unique_lock guard(lock);
    EXPECT_FALSE(changed.wait_for(guard, stop.get_token(), 2ms, [] { return false; }));
    guard.unlock();
    run.finish();
    EXPECT_GE(run.count(EventKind::WaitBegin), 1u);
}

} // namespace
} // namespace braid
