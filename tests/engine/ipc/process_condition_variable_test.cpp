// Conditions between processes: notifications reach waiters, lost ones are lost, killed waiters take nothing along.

#include "engine/exec/processes/process.h"
#include "engine/ipc/process_condition_variable.h"
#include "tests/engine/modeled_run.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using analysis::FindingKind;
using test::ModeledRun;
using trace::EventKind;

/// A number under a mutex, and the condition that it has changed.
struct Box {
    process_mutex mutex{"mutex"};
    process_condition_variable changed{"changed"};
    shared_memory<int> value{0};

    void waitUntil(int wanted) {
        unique_lock<process_mutex> lock(mutex);
        changed.wait(lock, [&] { return *value >= wanted; });
    }
    [[nodiscard]] bool waits(ModeledRun& run, std::size_t count) {
        return run.objectNamed("changed") && run.objectNamed("changed")->waiters.size() == count && run.objectNamed("mutex")->owners.empty();
    }
};

TEST(ProcessConditionVariable, HandsNumbersFromProcessToProcess) {
    constexpr int Rounds = 200;
    ModeledRun run;
    Box box;
    const auto play = [&box](int first) {
        for (int i = first; i < 2 * Rounds; i += 2) {
            unique_lock<process_mutex> lock(box.mutex);
            box.changed.wait(lock, [&] { return *box.value == i; });
            ++*box.value;
            box.changed.notify_all();
        }
    };
    process one("one", [&] { play(0); }), two("two", [&] { play(1); });
    one.start();
    two.start();
    EXPECT_EQ(one.join().code, 0);
    EXPECT_EQ(two.join().code, 0);
    EXPECT_EQ(*box.value, 2 * Rounds);
    run.finishTelling();
    EXPECT_EQ(run.reader().gaps(), 0U);
    EXPECT_TRUE(run.findings.all().empty());
}

TEST(ProcessConditionVariable, WakesAsManyAsItIsTold) {
    ModeledRun run;
    Box box;
    std::deque<process> children;
    for (int i = 0; i < 3; ++i)
        children.emplace_back("child " + std::to_string(i), [&] {
                    unique_lock<process_mutex> lock(box.mutex);
                    box.changed.wait(lock);
                })
            .start();
    run.tellUntil([&] { return box.waits(run, 3); });
    box.changed.notify(2);
    run.tellUntil([&] { return run.count(EventKind::WaitEnd) >= 2; });
    box.changed.notify_one();
    for (process& child : children)
        EXPECT_EQ(child.join().code, 0);
    run.finishTelling();
    EXPECT_EQ(run.count(EventKind::WaitEnd), 3U);
}

TEST(ProcessConditionVariable, KeepsNoNotificationForLater) {
    ModeledRun run;
    Box box;
    box.changed.notify_all();
    unique_lock<process_mutex> lock(box.mutex);
    EXPECT_EQ(box.changed.wait_for(lock, 1ms), cv_status::timeout);
    EXPECT_TRUE(lock.owns_lock());
    EXPECT_FALSE(box.changed.wait_for(lock, 1ms, [] { return false; }));
    lock.unlock();
    run.finishTelling();
    EXPECT_TRUE(run.findings.all().empty());
}

TEST(ProcessConditionVariable, GivesTheNotificationToOneThatLivesWhereAnotherWasKilled) {
    ModeledRun run;
    Box box;
    process doomed("doomed", [&] { box.waitUntil(1); }), other("other", [&] { box.waitUntil(1); });
    doomed.start();
    run.tellUntil([&] { return box.waits(run, 1); });
    other.start();
    run.tellUntil([&] { return box.waits(run, 2); });
    doomed.kill();
    doomed.join();
    {
        lock_guard guard(box.mutex);
        *box.value = 1;
        box.changed.notify_one();
    }
    EXPECT_EQ(other.join().code, 0);
    run.finishTelling();
}

TEST(ProcessConditionVariable, WaitingWithoutTheMutexIsAFinding) {
    ModeledRun run;
    Box box;
    unique_lock<process_mutex> lock(box.mutex, std::defer_lock);
    box.changed.wait(lock);
    run.finishTelling();
    EXPECT_EQ(run.found(FindingKind::Misuse).size(), 1U);
}

TEST(ProcessConditionVariable, WorksWhereNothingIsRecorded) {
    Box box;
    unique_lock<process_mutex> lock(box.mutex);
    EXPECT_EQ(box.changed.wait_for(lock, 1ms), cv_status::timeout);
    box.changed.notify_all();
}

} // namespace
} // namespace braid
