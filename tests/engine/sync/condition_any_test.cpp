// Conditions with any lock and with stop tokens, and stop_source itself.

#include "engine/exec/threads/jthread.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/event.h"
#include "engine/sync/shared_mutex.h"
#include "tests/engine/modeled_run.h"

#include <gmock/gmock.h>

#include <atomic>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::ModeledRun;
using test::RecordedRun;
using testing::ElementsAre;
using testing::IsEmpty;
using trace::EventKind;

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

TEST(StopCallback, RunsInTheLaneThatRequestsTheStop) {
    stop_source stop;
    std::thread::id ran;
    const stop_callback callback(stop.get_token(), [&] { ran = std::this_thread::get_id(); });
    std::thread other([&] { stop.request_stop(); });
    const std::thread::id requester = other.get_id();
    other.join();
    EXPECT_EQ(ran, requester);
}

TEST(StopCallback, RunsAtOnceWhereAStopWasRequestedAndNotOnceItIsGone) {
    stop_source stop;
    int ran = 0;
    {
        const stop_callback gone(stop.get_token(), [&] { ran += 100; });
    }
    stop.request_stop();
    const stop_callback late(stop.get_token(), [&] { ++ran; });
    const stop_callback never(stop_token(), [&] { ran += 100; });
    EXPECT_EQ(ran, 1);
}

TEST(StopCallback, MayEndItselfWhileItRuns) {
    stop_source stop;
    std::optional<stop_callback> callback;
    bool ran = false;
    callback.emplace(stop.get_token(), [&] {
        callback.reset();
        ran = true;
    });
    stop.request_stop();
    EXPECT_TRUE(ran);
}

TEST(StopCallback, IsWaitedForByWhoDestroysIt) {
    RecordedRun run;
    stop_source stop("S");
    event begun("begun"), mayEnd("may end");
    std::atomic<bool> ended{false};
    std::optional<stop_callback> callback;
    callback.emplace(stop.get_token(), [&] {
        begun.set();
        mayEnd.wait();
        ended = true;
    });
    thread requester("requester", [&] { stop.request_stop(); });
    requester.start();
    begun.wait();
    thread destroyer("destroyer", [&] {
        callback.reset();
        EXPECT_TRUE(ended);
    });
    destroyer.start();
    run.followUntil([&](const auto& events) {
        return std::any_of(events.begin(), events.end(), [&](const auto& one) {
            return one.kind == EventKind::WaitBegin && one.object == run.objectCalled("S");
        });
    });
    mayEnd.set();
    destroyer.join();
    requester.join();
    run.finish();
}

TEST(Jthread, StopsAndJoinsWhenItGoes) {
    RecordedRun run;
    std::atomic<bool> ended{false};
    {
        const jthread worker("worker", [&](const stop_token& token) {
            while (!token.stop_requested())
                this_thread::sleep_for(1ms);
            ended = true;
        });
        EXPECT_TRUE(worker.joinable());
    }
    EXPECT_TRUE(ended);
    {
        jthread first("first", [] {});
        const jthread second(std::move(first));
        EXPECT_FALSE(first.joinable());
    }
    run.finish();
    EXPECT_EQ(run.count(EventKind::LaneEnd), 2u);
}

} // namespace
} // namespace braid
