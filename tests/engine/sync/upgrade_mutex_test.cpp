#include "engine/exec/threads/thread.h"
#include "engine/sync/upgrade_mutex.h"
#include "tests/engine/modeled_run.h"

#include <gmock/gmock.h>

#include <atomic>

namespace braid {
namespace {

using test::ModeledRun;
using test::RecordedRun;
using testing::IsEmpty;
using trace::EventKind;

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
