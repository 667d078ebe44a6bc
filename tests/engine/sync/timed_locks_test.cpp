// Locks of more than one kind at once: recursive and timed, shared and timed, and one that is upgraded.

#include "engine/exec/threads/thread.h"
#include "engine/sync/shared_mutex.h"
#include "engine/sync/upgrade_mutex.h"
#include "tests/engine/modeled_run.h"

#include <gmock/gmock.h>

#include <atomic>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::ModeledRun;
using test::RecordedRun;
using testing::IsEmpty;
using trace::EventKind;

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

TEST(SharedTimedMutex, GivesUpInTimeAsReaderAndAsWriter) {
    ModeledRun run;
    shared_timed_mutex table("A");
    table.lock_shared();
    thread other("other", [&] {
        EXPECT_TRUE(table.try_lock_shared_for(1h));
        table.unlock_shared();
        EXPECT_FALSE(table.try_lock_for(2ms));
        EXPECT_FALSE(table.try_lock_for(0ms));
    });
    other.start();
    other.join();
    table.unlock_shared();
    EXPECT_TRUE(table.try_lock_for(1ms));
    thread reader("reader", [&] { EXPECT_FALSE(table.try_lock_shared_for(2ms)); });
    reader.start();
    reader.join();
    table.unlock();
    run.finishTelling();
    EXPECT_THAT(run.objectNamed("A")->owners, IsEmpty());
    EXPECT_THAT(run.objectNamed("A")->waiters, IsEmpty());
    EXPECT_THAT(run.findings.all(), IsEmpty());
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(UpgradeMutex, LetsReadersInBesideWhoMayUpgradeButNoWriter) {
    RecordedRun run;
    upgrade_mutex table("A");
    table.lock_upgrade();
    thread other("other", [&] {
        EXPECT_TRUE(table.try_lock_shared());
        table.unlock_shared();
        EXPECT_FALSE(table.try_lock_upgrade());
        EXPECT_FALSE(table.try_lock());
    });
    other.start();
    other.join();
    table.unlock_upgrade();
    EXPECT_TRUE(table.try_lock());
    thread reader("reader", [&] { EXPECT_FALSE(table.try_lock_shared()); });
    reader.start();
    reader.join();
    table.unlock();
    run.finish();
}

TEST(UpgradeMutex, WaitsForReadersBeforeItWrites) {
    ModeledRun run;
    upgrade_mutex table("A");
    std::atomic<bool> reads{true};
    table.lock_shared();
    thread writer("writer", [&] {
        upgrade_lock mayWrite(table);
        upgrade_to_unique_lock writing(mayWrite);
        EXPECT_FALSE(reads);
    });
    writer.start();
    run.awaitEvent(EventKind::AcquireWait);
    reads = false;
    table.unlock_shared();
    writer.join();
    table.lock();
    table.unlock_and_lock_shared();
    table.unlock_shared();
    run.finishTelling();
    for (const char* name : {"A", "upgrade of A"})
        EXPECT_THAT(run.objectNamed(name)->owners, IsEmpty()) << name;
    EXPECT_EQ(run.count(EventKind::Fault), 0u);
}

} // namespace
} // namespace braid
