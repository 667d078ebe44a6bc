// Mutexes: what they do and what is recorded of it.

#include "engine/exec/threads/thread.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;
using trace::EventKind;

/// Waits until a lane is seen to block on something.
void awaitBlocked(RecordedRun& run, std::size_t howMany = 1) {
    run.followUntil([&run, howMany](const auto&) { return run.count(EventKind::AcquireWait) >= howMany; });
}

template <class Lock>
class AnyLock : public testing::Test {};
using Locks = testing::Types<mutex, timed_mutex, recursive_mutex, recursive_timed_mutex>;
class LockNames {
public:
    template <class T>
    static std::string GetName(int index) {
        constexpr const char* Names[] = {"mutex", "timed_mutex", "recursive_mutex", "recursive_timed_mutex"};
        return Names[index];
    }
};
TYPED_TEST_SUITE(AnyLock, Locks, LockNames);

TYPED_TEST(AnyLock, ExcludesOthersWithAndWithoutARecording) {
    for (const bool recorded : {false, true}) {
        std::unique_ptr<RecordedRun> run;
        if (recorded)
            run = std::make_unique<RecordedRun>();
        TypeParam lock("A");
        long long counter = 0;
        std::vector<std::unique_ptr<thread>> threads;
        for (int t = 0; t < 4; ++t) {
            threads.push_back(std::make_unique<thread>([&] {
                for (int i = 0; i < 2000; ++i) {
                    const lock_guard guard(lock);
                    ++counter;
                }
            }));
            threads.back()->start();
        }
        for (const auto& thread : threads)
            thread->join();
        EXPECT_EQ(counter, 8000);
    }
}

TYPED_TEST(AnyLock, AlternatesBetweenTakenAndReleasedInTheLog) {
    RecordedRun run;
    TypeParam lock("A");
    std::vector<std::unique_ptr<thread>> threads;
    for (int t = 0; t < 4; ++t) {
        threads.push_back(std::make_unique<thread>([&] {
            for (int i = 0; i < 500; ++i) {
                const lock_guard guard(lock);
            }
        }));
        threads.back()->start();
    }
    for (const auto& thread : threads)
        thread->join();
    run.finish();
    LaneId owner;
    int taken = 0;
    for (const Seen& event : run.follow()) {
        if (event.object != run.objectCalled("A"))
            continue;
        if (event.kind == EventKind::Acquired) {
            ASSERT_EQ(owner, LaneId{}) << "taken while held";
            owner = event.lane;
            ++taken;
        } else if (event.kind == EventKind::Released) {
            ASSERT_EQ(owner, event.lane) << "released by another lane";
            owner = {};
        }
    }
    EXPECT_EQ(taken, 2000);
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TYPED_TEST(AnyLock, SaysThatItBlocksBeforeItBlocks) {
    RecordedRun run;
    TypeParam lock("A");
    lock.lock();
    thread other("T1", [&] {
        lock.lock();
        lock.unlock();
    });
    other.start();
    awaitBlocked(run);
    EXPECT_EQ(run.count(EventKind::Acquired), 1u);
    lock.unlock();
    other.join();
    run.finish();
    EXPECT_THAT(run.kindsOn(run.objectCalled("A")), ElementsAre(EventKind::Acquired, EventKind::AcquireWait, EventKind::Released,
                                                                EventKind::Acquired, EventKind::Released));
}

TYPED_TEST(AnyLock, RefusesToBeReleasedByAnotherThanItsOwner) {
    RecordedRun run;
    TypeParam lock("A");
    lock.lock();
    thread other("T1", [&] { lock.unlock(); });
    other.start();
    other.join();
    bool free = true;
    thread third("T2", [&] { free = lock.try_lock(); });
    third.start();
    third.join();
    EXPECT_FALSE(free) << "the lock stays with its owner";
    lock.unlock();
    lock.unlock();
    run.finish();
    std::vector<std::uint32_t> faults;
    for (const Seen& event : run.follow()) {
        if (event.kind == EventKind::Fault)
            faults.push_back(event.b);
    }
    EXPECT_THAT(faults, ElementsAre(static_cast<std::uint32_t>(trace::Misuse::UnlockByNonOwner),
                                    static_cast<std::uint32_t>(trace::Misuse::UnlockOfFree)));
}

TYPED_TEST(AnyLock, WorksWithTheGuardsOfStd) {
    RecordedRun run;
    TypeParam first("A");
    TypeParam second("B");
    { const std::lock_guard guard(first); }
    { const std::scoped_lock guard(first, second); }
    run.finish();
    EXPECT_EQ(run.count(EventKind::Acquired), 3u);
    EXPECT_EQ(run.count(EventKind::Released), 3u);
}

TEST(RecursiveMutex, CountsItsDepthAndStaysHeldUntilItIsZero) {
    RecordedRun run;
    recursive_mutex lock("R");
    lock.lock();
    lock.lock();
    EXPECT_EQ(lock.depth(), 2);
    lock.unlock();
    EXPECT_EQ(lock.depth(), 1);
    bool taken = true;
    thread other("T1", [&] { taken = lock.try_lock(); });
    other.start();
    other.join();
    EXPECT_FALSE(taken);
    lock.unlock();
    EXPECT_EQ(lock.depth(), 0);
    run.finish();
    std::vector<std::uint64_t> depths;
    for (const Seen& event : run.follow()) {
        if (event.kind == EventKind::Acquired || event.kind == EventKind::Released)
            depths.push_back(event.a);
    }
    EXPECT_THAT(depths, ElementsAre(1, 2, 1, 0));
}

TEST(TimedMutex, GivesUpWhenItsTimeIsOver) {
    RecordedRun run;
    timed_mutex lock("A");
    lock.lock();
    bool taken = true;
    thread other("T1", [&] { taken = lock.try_lock_for(5ms); });
    other.start();
    other.join();
    EXPECT_FALSE(taken);
    lock.unlock();
    run.finish();
    ASSERT_NE(run.find(EventKind::AcquireWait), nullptr);
    EXPECT_EQ(run.find(EventKind::AcquireWait)->a, 5'000'000u);
    ASSERT_NE(run.find(EventKind::AcquireFailed), nullptr);
    EXPECT_EQ(run.find(EventKind::AcquireFailed)->b, static_cast<std::uint32_t>(trace::Failure::TimedOut));
}

TEST(Mutex, OlderThanTheRecordingIntroducesItselfAtFirstUse) {
    mutex lock("old");
    lock.lock();
    lock.unlock();
    for (int i = 0; i < 2; ++i) { // a second recording knows nothing of the first
        RecordedRun run;
        lock.lock();
        lock.unlock();
        run.finish();
        EXPECT_THAT(run.kindsOn(run.objectCalled("old")), ElementsAre(EventKind::Acquired, EventKind::Released));
        EXPECT_EQ(run.reader().gaps(), 0u);
    }
}

TEST(Mutex, DestroyedWhileHeldIsAFinding) {
    RecordedRun run;
    {
        mutex lock("A");
        lock.lock();
    }
    run.finish();
    ASSERT_NE(run.find(EventKind::Fault), nullptr);
    EXPECT_EQ(run.find(EventKind::Fault)->b, static_cast<std::uint32_t>(trace::Misuse::DestroyedWhileHeld));
}

TEST(RecursiveTimedMutex, IsTakenAgainAndGivesUpInTime) {
    RecordedRun run;
    recursive_timed_mutex lock("A");
    EXPECT_TRUE(lock.try_lock_for(1ms));
    EXPECT_TRUE(lock.try_lock_for(1ms));
    EXPECT_EQ(lock.depth(), 2);
    thread other("other", [&] {
        EXPECT_FALSE(lock.try_lock());
        EXPECT_FALSE(lock.try_lock_for(2ms));
    });
    other.start();
    other.join();
    lock.unlock();
    lock.unlock();
    run.finish();
    EXPECT_EQ(run.count(EventKind::AcquireFailed), 2u);
}

} // namespace
} // namespace braid
