#include "engine/exec/threads/thread.h"
#include "engine/sync/condition_variable.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
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

} // namespace
} // namespace braid
