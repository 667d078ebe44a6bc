// Locks between processes: order, ownership, the death of an owner, deadlock.

#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/ipc/process_mutex.h"
#include "engine/sync/guards.h"
#include "tests/engine/modeled_run.h"

#include <csignal>
#include <gmock/gmock.h>
#include <unistd.h>

namespace braid {
namespace {

using analysis::FindingKind;
using test::ModeledRun;
using testing::ElementsAre;
using testing::UnorderedElementsAre;
using trace::EventKind;

TEST(ProcessMutex, LetsOneProcessInAtATime) {
    constexpr int Processes = 4;
    constexpr int Each = 200;
    ModeledRun run;
    process_mutex lock("L");
    shared_memory<int> total(0); // not atomic: the lock guards it
    std::deque<process> children;
    for (int k = 0; k < Processes; ++k)
        children
            .emplace_back("child " + std::to_string(k),
                          [&] {
                              for (int i = 0; i < Each; ++i) {
                                  const lock_guard guard(lock);
                                  ++*total;
                              }
                          })
            .start();
    for (process& child : children)
        EXPECT_EQ(child.join().code, 0);
    EXPECT_EQ(*total, Processes * Each);
    run.finishTelling();
    const model::Object* object = run.objectNamed("L");
    ASSERT_NE(object, nullptr);
    EXPECT_EQ(object->acquisitions, std::uint64_t{Processes * Each});
    EXPECT_TRUE(object->owners.empty());
    for (std::size_t i = 1; i < object->holdings().size(); ++i)
        EXPECT_GE(object->holdings()[i].begin, object->holdings()[i - 1].end) << "two held it at once";
    EXPECT_EQ(run.reader().gaps(), 0U);
    EXPECT_TRUE(run.findings.all().empty());
}

TEST(ProcessMutex, TellsTheNextOwnerThatTheLastOneDied) {
    ModeledRun run;
    process_mutex lock("L");
    process child("child", [&] {
        lock.lock();
        pause();
    });
    child.start();
    run.tellUntil([&] { return run.objectNamed("L") != nullptr && !run.objectNamed("L")->owners.empty(); });
    const LaneId owner = run.objectNamed("L")->owners.front().lane;
    EXPECT_FALSE(lock.try_lock());
    child.send_signal(SIGKILL);
    lock.lock();
    EXPECT_TRUE(lock.owner_died());
    child.join();
    run.tell();
    ASSERT_EQ(run.objectNamed("L")->owners.size(), 1U);
    EXPECT_EQ(run.objectNamed("L")->owners.front().lane, this_thread::id()) << "it is the next one's now";
    lock.unlock();
    lock.lock();
    EXPECT_FALSE(lock.owner_died()) << "the news is told once";
    lock.unlock();
    run.finishTelling();
    const auto died = run.found(FindingKind::OwnerDied);
    ASSERT_EQ(died.size(), 1U);
    EXPECT_STREQ(analysis::findingName(died[0].kind), "owner_died");
    EXPECT_THAT(died[0].objects, ElementsAre(run.objectNamed("L")->id));
    EXPECT_THAT(died[0].lanes, testing::Contains(owner));
    EXPECT_EQ(run.found(FindingKind::Killed).size(), 1U) << "the death itself is told too";
    EXPECT_TRUE(run.objectNamed("L")->owners.empty());
}

TEST(ProcessMutex, UnlockedByOneWhoDoesNotHoldItIsAFinding) {
    ModeledRun run;
    process_mutex lock("L");
    lock.unlock();
    lock.lock();
    process child("child", [&] { lock.unlock(); });
    child.start();
    child.join();
    EXPECT_FALSE(lock.try_lock_for(std::chrono::milliseconds(1))) << "it is not recursive";
    lock.unlock();
    run.finishTelling();
    EXPECT_EQ(run.found(FindingKind::Misuse).size(), 2U);
    EXPECT_TRUE(run.objectNamed("L")->owners.empty());
}

TEST(ProcessMutex, OfTwoTakenCrosswiseByTwoProcessesIsADeadlockOfLanesOfBoth) {
    ModeledRun run;
    process_mutex a("A");
    process_mutex b("B");
    shared_memory<std::atomic<int>> have(0);
    const auto cross = [&](process_mutex& first, process_mutex& second) {
        first.lock();
        for (++*have; *have < 2;)
            std::this_thread::yield(); // both have one
        second.lock();
    };
    process one("one", [&] { cross(a, b); }, {.daemon = true});
    process two("two", [&] { cross(b, a); }, {.daemon = true});
    one.start();
    two.start();
    run.tellUntil([&] { return !run.found(FindingKind::Deadlock).empty(); });
    one.kill();
    two.kill();
    one.join();
    two.join();
    run.finishTelling();
    const auto deadlocks = run.found(FindingKind::Deadlock);
    ASSERT_EQ(deadlocks.size(), 1U);
    ASSERT_EQ(deadlocks[0].cycle.size(), 2U);
    std::vector<LaneId> processes;
    for (const analysis::CycleEdge& edge : deadlocks[0].cycle)
        processes.push_back(run.model.lane(edge.lane)->parent);
    EXPECT_THAT(processes, UnorderedElementsAre(one.id(), two.id())) << "a lane of each process";
    EXPECT_THAT(deadlocks[0].objects, UnorderedElementsAre(run.objectNamed("A")->id, run.objectNamed("B")->id));
    EXPECT_TRUE(run.found(FindingKind::Killed).empty()) << "that they were ended was asked for";
}

TEST(ProcessMutex, WorksWhereNothingIsRecorded) {
    process_mutex lock;
    lock.lock();
    EXPECT_FALSE(lock.try_lock());
    lock.unlock();
    EXPECT_TRUE(lock.try_lock());
    lock.unlock();
}

} // namespace
} // namespace braid
