#include "engine/exec/threads/thread.h"
#include "engine/sync/guards.h"
#include "engine/sync/shared_mutex.h"
#include "tests/engine/modeled_run.h"
#include "tests/engine/sync/threads.h"

#include <gmock/gmock.h>

#include <utility>
#include <vector>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::joinAll;
using test::ModeledRun;
using test::RecordedRun;
using test::Seen;
using test::startAll;
using test::Threads;
using testing::IsEmpty;
using trace::EventKind;
using trace::Mode;

TEST(SharedMutex, LetsManyReadButOneWriteInTheLog) {
    for (const prefer first : {prefer::readers, prefer::writers}) {
        RecordedRun run;
        shared_mutex lock("A", first);
        long long value = 0;
        Threads threads = startAll(2, [&] {
            for (int i = 0; i < 200; ++i) {
                const lock_guard guard(lock);
                ++value;
            }
        });
        for (auto& reader : startAll(3, [&] {
                 for (int i = 0; i < 200; ++i) {
                     const shared_lock guard(lock);
                     EXPECT_GE(value, 0);
                     this_thread::yield();
                 }
             }))
            threads.push_back(std::move(reader));
        joinAll(threads);
        EXPECT_EQ(value, 400);

        int readers = 0;
        int writers = 0;
        for (const Seen& event : run.finish()) {
            if (event.kind != EventKind::Acquired && event.kind != EventKind::Released)
                continue;
            (event.b == static_cast<std::uint32_t>(Mode::Shared) ? readers : writers) +=
                event.kind == EventKind::Acquired ? 1 : -1;
            ASSERT_GE(readers, 0);
            ASSERT_TRUE(writers == 0 || (writers == 1 && readers == 0));
        }
        EXPECT_EQ(run.reader().gaps(), 0u);
    }
}

TEST(SharedMutex, LetsAFurtherReaderInWhileAWriterWaitsWhereReadersGoFirst) {
    RecordedRun run;
    shared_mutex lock("A", prefer::readers);
    lock.lock_shared();
    thread writer("Writer", [&] { const lock_guard guard(lock); });
    writer.start();
    run.awaitEvent(EventKind::AcquireWait);
    thread reader("Reader", [&] { const shared_lock guard(lock); });
    reader.start();
    reader.join();
    EXPECT_EQ((run.follow(), run.count(EventKind::AcquireWait)), 1u) << "only the writer waited";
    lock.unlock_shared();
    writer.join();
    run.finish();
    EXPECT_EQ(run.count(EventKind::Acquired), 3u);
    EXPECT_EQ(run.count(EventKind::Released), 3u);
}

TEST(SharedMutex, MakesAFurtherReaderStandBehindAWaitingWriterWhereWritersGoFirst) {
    RecordedRun run;
    shared_mutex lock("A", prefer::writers);
    lock.lock_shared();
    thread writer("Writer", [&] { const lock_guard guard(lock); });
    writer.start();
    // From the moment the writer waits no new reader may read.
    run.followUntil([&](const auto&) {
        if (!lock.try_lock_shared())
            return true;
        lock.unlock_shared();
        return false;
    });
    thread reader("Reader", [&] { const shared_lock guard(lock); });
    reader.start();
    run.awaitEvent(EventKind::AcquireWait, 2);
    lock.unlock_shared();
    writer.join();
    reader.join();
    std::vector<std::uint32_t> modes;
    for (const Seen& event : run.finish())
        if (event.kind == EventKind::Acquired)
            modes.push_back(event.b);
    ASSERT_GE(modes.size(), 3u);
    EXPECT_EQ(modes[modes.size() - 2], static_cast<std::uint32_t>(Mode::Exclusive));
    EXPECT_EQ(modes.back(), static_cast<std::uint32_t>(Mode::Shared)) << "the reader came after the writer";
}

TEST(SharedMutex, RefusesToBeUnlockedByWhoDoesNotHoldIt) {
    RecordedRun run;
    shared_mutex lock("A");
    lock.unlock();
    lock.unlock_shared();
    lock.lock_shared();
    lock.unlock();
    thread other("T1", [&] { lock.unlock_shared(); });
    other.start();
    other.join();
    EXPECT_FALSE(lock.try_lock()) << "still read";
    EXPECT_TRUE(lock.try_lock_shared());
    lock.unlock_shared();
    lock.unlock_shared();
    EXPECT_TRUE(lock.try_lock());
    EXPECT_FALSE(lock.try_lock_shared());
    lock.unlock();
    run.finish();
    EXPECT_EQ(run.count(EventKind::Fault), 4u);
}

TEST(SharedMutex, WorksWithoutARecording) {
    shared_mutex lock;
    lock.lock_shared();
    EXPECT_TRUE(lock.try_lock_shared());
    EXPECT_FALSE(lock.try_lock());
    lock.unlock_shared();
    lock.unlock_shared();
    lock.lock();
    EXPECT_FALSE(lock.try_lock_shared());
    lock.unlock();
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

} // namespace
} // namespace braid
