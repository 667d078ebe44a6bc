// Readers and writers of several processes: who goes together, who goes first, the death of either.

#include "engine/exec/processes/process.h"
#include "engine/ipc/process_shared_mutex.h"
#include "engine/sync/guards.h"
#include "tests/engine/modeled_run.h"

#include <csignal>
#include <gmock/gmock.h>
#include <unistd.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using analysis::FindingKind;
using test::ModeledRun;
using trace::EventKind;

class ProcessSharedMutex : public ::testing::TestWithParam<prefer> {};
INSTANTIATE_TEST_SUITE_P(WhoeverGoesFirst, ProcessSharedMutex, ::testing::Values(prefer::readers, prefer::writers));

TEST_P(ProcessSharedMutex, LetsEitherReadersOrOneWriterIn) {
    constexpr int Processes = 4, Each = 150;
    ModeledRun run;
    process_shared_mutex lock("L", GetParam());
    shared_memory<int[]> twins(2); // not atomic: the lock guards them
    std::deque<process> children;
    for (int k = 0; k < Processes; ++k)
        children
            .emplace_back("child " + std::to_string(k),
                          [&, k] {
                              for (int i = 0; i < Each; ++i) {
                                  if (i % 3 == k % 3) {
                                      const lock_guard guard(lock);
                                      ++twins[0];
                                      ++twins[1];
                                      continue;
                                  }
                                  const shared_lock<process_shared_mutex> guard(lock);
                                  if (twins[0] != twins[1])
                                      this_process::end(1);
                              }
                          })
            .start();
    for (process& child : children)
        EXPECT_EQ(child.join().code, 0);
    EXPECT_EQ(twins[0], Processes * Each / 3);
    run.finishTelling();
    const model::Object* object = run.objectNamed("L");
    ASSERT_NE(object, nullptr);
    EXPECT_EQ(object->acquisitions, std::uint64_t{Processes * Each});
    EXPECT_TRUE(object->owners.empty());
    EXPECT_TRUE(object->waiters.empty());
    EXPECT_EQ(run.reader().gaps(), 0U);
    EXPECT_TRUE(run.findings.all().empty());
}

TEST_P(ProcessSharedMutex, LetsSeveralReadAtOnce) {
    ModeledRun run;
    process_shared_mutex lock("L", GetParam());
    lock.lock_shared();
    process child("child", [&] {
        if (!lock.try_lock_shared())
            this_process::end(1);
        lock.unlock_shared();
        if (lock.try_lock() || lock.try_lock_for(1ms))
            this_process::end(2);
    });
    child.start();
    EXPECT_EQ(child.join().code, 0);
    lock.unlock_shared();
    EXPECT_TRUE(lock.try_lock());
    EXPECT_FALSE(lock.try_lock_shared_for(1ms));
    lock.unlock();
    run.finishTelling();
    EXPECT_EQ(run.count(EventKind::AcquireFailed), 3U);
}

TEST_P(ProcessSharedMutex, OfAReaderThatDiedIsFreeForAWriter) {
    ModeledRun run;
    process_shared_mutex lock("L", GetParam());
    process child("child", [&] {
        lock.lock_shared();
        pause();
    });
    child.start();
    run.tellUntil([&] { return run.objectNamed("L") && !run.objectNamed("L")->owners.empty(); });
    process writer("writer", [&] {
        lock.lock();
        if (lock.owner_died())
            this_process::end(1); // it has changed nothing
        lock.unlock();
    });
    writer.start();
    run.tellUntil([&] { return !run.objectNamed("L")->waiters.empty(); });
    child.kill();
    child.join();
    EXPECT_EQ(writer.join().code, 0);
    run.finishTelling();
    EXPECT_TRUE(run.found(FindingKind::OwnerDied).empty());
    EXPECT_TRUE(run.objectNamed("L")->owners.empty());
}

TEST_P(ProcessSharedMutex, TellsTheNextOneThatAWriterDied) {
    ModeledRun run;
    process_shared_mutex lock("L", GetParam());
    process child("child", [&] {
        lock.lock();
        pause();
    });
    child.start();
    run.tellUntil([&] { return run.objectNamed("L") && !run.objectNamed("L")->owners.empty(); });
    const LaneId owner = run.objectNamed("L")->owners.front().lane;
    child.send_signal(SIGKILL);
    lock.lock_shared();
    EXPECT_TRUE(lock.owner_died());
    lock.unlock_shared();
    lock.lock();
    EXPECT_FALSE(lock.owner_died()) << "the news is told once";
    lock.unlock();
    child.join();
    run.finishTelling();
    ASSERT_EQ(run.found(FindingKind::OwnerDied).size(), 1U);
    EXPECT_THAT(run.found(FindingKind::OwnerDied)[0].lanes, testing::Contains(owner));
}

TEST(ProcessSharedMutexOrder, AWaitingWriterGoesBeforeReadersThatComeLaterWhereWritersArePreferred) {
    for (const prefer first : {prefer::readers, prefer::writers}) {
        ModeledRun run;
        process_shared_mutex lock("L", first);
        lock.lock_shared();
        process writer("writer", [&] { const lock_guard guard(lock); });
        writer.start();
        run.tellUntil([&] { return run.objectNamed("L") && run.objectNamed("L")->waiters.size() == 1; });
        // The place of the waiting writer is taken right after its wait was told.
        int got = 1;
        for (int tries = 0; tries < 1000 && got == 1; ++tries) {
            process late("late", [&] {
                if (!lock.try_lock_shared())
                    return;
                lock.unlock_shared();
                this_process::end(1);
            });
            late.start();
            got = late.join().code;
            if (first == prefer::readers)
                break;
        }
        EXPECT_EQ(got, first == prefer::readers ? 1 : 0);
        lock.unlock_shared();
        EXPECT_EQ(writer.join().code, 0);
        run.finishTelling();
    }
}

TEST(ProcessSharedMutexOrder, AWriterThatDiedWaitingKeepsNobodyOut) {
    ModeledRun run;
    process_shared_mutex lock("L", prefer::writers);
    lock.lock_shared();
    process writer("writer", [&] { lock.lock(); });
    writer.start();
    run.tellUntil([&] { return run.objectNamed("L") && run.objectNamed("L")->waiters.size() == 1; });
    writer.kill();
    writer.join();
    process reader("reader", [&] {
        lock.lock_shared();
        lock.unlock_shared();
    });
    reader.start();
    EXPECT_EQ(reader.join().code, 0);
    lock.unlock_shared();
    run.finishTelling();
}

TEST(ProcessSharedMutexMisuse, UnlockingWhatOneDoesNotHoldIsAFinding) {
    ModeledRun run;
    process_shared_mutex lock("L");
    lock.unlock();
    lock.unlock_shared();
    lock.lock();
    process child("child", [&] { lock.unlock(); });
    child.start();
    child.join();
    lock.unlock_shared();
    EXPECT_FALSE(lock.try_lock());
    lock.unlock();
    run.finishTelling();
    EXPECT_EQ(run.found(FindingKind::Misuse).size(), 4U);
}

TEST(ProcessSharedMutexMisuse, WorksWhereNothingIsRecorded) {
    process_shared_mutex lock;
    lock.lock();
    EXPECT_FALSE(lock.try_lock_shared());
    lock.unlock();
    lock.lock_shared();
    EXPECT_TRUE(lock.try_lock_shared());
    EXPECT_FALSE(lock.try_lock_for(1ms));
    lock.unlock_shared();
    lock.unlock_shared();
    EXPECT_TRUE(lock.try_lock());
    lock.unlock();
}

} // namespace
} // namespace braid
