// Semaphores between processes: permits, order, the death of a holder.

#include "engine/exec/processes/process.h"
#include "engine/ipc/process_semaphore.h"
#include "engine/sync/occupancy.h"
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

TEST(ProcessSemaphore, LetsAsManyProcessesInAsItHasPermits) {
    constexpr int Processes = 5, Each = 100, Permits = 2;
    ModeledRun run;
    process_semaphore room(Permits, "room");
    shared_memory<occupancy> inside;
    std::deque<process> children;
    for (int k = 0; k < Processes; ++k)
        children
            .emplace_back("child " + std::to_string(k),
                          [&] {
                              for (int i = 0; i < Each; ++i) {
                                  room.acquire();
                                  inside->enter();
                                  inside->leave();
                                  room.release();
                              }
                          })
            .start();
    for (process& child : children)
        EXPECT_EQ(child.join().code, 0);
    EXPECT_LE(inside->most(), Permits);
    run.finishTelling();
    const model::Object* object = run.objectNamed("room");
    ASSERT_NE(object, nullptr);
    EXPECT_EQ(object->acquisitions, std::uint64_t{Processes * Each});
    EXPECT_EQ(object->value, Permits);
    EXPECT_TRUE(object->owners.empty());
    run.expectLevels("room", Permits);
    EXPECT_EQ(run.reader().gaps(), 0U);
    EXPECT_TRUE(run.findings.all().empty());
}

TEST(ProcessSemaphore, GivesUpWhereNoPermitComesInTime) {
    ModeledRun run;
    process_semaphore none(0, "none");
    EXPECT_FALSE(none.try_acquire());
    EXPECT_FALSE(none.try_acquire_for(1ms));
    process child("child", [&] { none.release(); });
    child.start();
    EXPECT_TRUE(none.try_acquire_for(20s));
    child.join();
    run.finishTelling();
    EXPECT_EQ(run.count(EventKind::AcquireFailed), 2U);
    EXPECT_EQ(run.count(EventKind::Acquired), 1U);
}

TEST(ProcessSemaphore, KeepsThePermitOfOneThatDied) {
    ModeledRun run;
    process_semaphore one(1, "one");
    process child("child", [&] {
        one.acquire();
        pause();
    });
    child.start();
    run.tellUntil([&] { return run.objectNamed("one") && !run.objectNamed("one")->owners.empty(); });
    child.kill();
    child.join();
    EXPECT_FALSE(one.try_acquire()) << "as Python's";
    one.release();
    EXPECT_TRUE(one.try_acquire());
    run.finishTelling();
}

TEST(ProcessBoundedSemaphore, TakesNoMorePermitsThanWereTaken) {
    ModeledRun run;
    process_bounded_semaphore one(1, "one");
    EXPECT_FALSE(one.release());
    one.acquire();
    process child("child", [&] { (void)one.release(); });
    child.start();
    child.join();
    EXPECT_FALSE(one.release()) << "the child has given it back";
    EXPECT_TRUE(one.try_acquire());
    EXPECT_FALSE(one.try_acquire());
    run.finishTelling();
    EXPECT_EQ(run.found(FindingKind::Misuse).size(), 2U);
}

TEST(ProcessSemaphore, WorksWhereNothingIsRecorded) {
    process_semaphore one(1);
    one.acquire();
    EXPECT_FALSE(one.try_acquire());
    one.release(2);
    EXPECT_TRUE(one.try_acquire());
    EXPECT_TRUE(one.try_acquire_for(1ms));
}

} // namespace
} // namespace braid
