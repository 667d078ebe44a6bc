#include "engine/exec/threads/thread.h"
#include "engine/ipc/manager.h"
#include "engine/ipc/shared_memory.h"
#include "engine/sync/guards.h"
#include "tests/engine/modeled_run.h"

#include <atomic>
#include <csignal>
#include <gmock/gmock.h>

namespace braid {
namespace {

using analysis::FindingKind;
using test::ModeledRun;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using trace::EventKind;

TEST(Manager, OwnsAListThatChildrenAppendTo) {
    ModeledRun run;
    {
        manager owner("M");
        auto list = owner.list<int>({11, 22, 33}, "L");
        std::deque<process> children;
        for (int i = 0; i < 5; ++i)
            children.emplace_back("child " + std::to_string(i), [=]() mutable { list.append(i * i); }).start();
        for (process& child : children)
            EXPECT_EQ(child.join().code, 0);
        EXPECT_THAT(list.all(), UnorderedElementsAre(11, 22, 33, 0, 1, 4, 9, 16));
        list.set(0, 12);
        EXPECT_EQ(list.get(0), 12);
        EXPECT_EQ(list.size(), 8U);
        EXPECT_THROW((void)list.get(8), remote_error);
    }
    run.finishTelling();
    EXPECT_THAT(run.findings.all(), IsEmpty());
    EXPECT_EQ(run.laneNamed("M")->end, model::End::Finished) << "it was told to shut down, not killed";
    ASSERT_NE(run.laneNamed("for child 3"), nullptr);
    ASSERT_EQ(run.laneNamed("for child 3")->tasks().size(), 1U);
    EXPECT_EQ(run.model.event(run.laneNamed("for child 3")->tasks()[0].event).text, "append(9)");
    std::vector<std::string> values;
    for (const model::EventIndex event : run.objectNamed("L")->events())
        values.emplace_back(run.model.event(event).text);
    ASSERT_FALSE(values.empty());
    EXPECT_EQ(values.front(), "[11, 22, 33]") << "what it was made with";
    for (const char* way : {"child 3 → M", "M → child 3"}) {
        ASSERT_NE(run.objectNamed(way), nullptr) << way;
        EXPECT_EQ(run.objectNamed(way)->acquisitions, 1U);
        EXPECT_EQ(run.objectNamed(way)->value, 0);
    }
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(Manager, LosesAnUpdateOfAListThatIsReadAndWrittenBackByTwo) {
    ModeledRun run;
    manager owner("M");
    auto list = owner.list<int>({1}, "L");
    shared_memory<std::atomic<int>> read(0);
    std::deque<process> children;
    for (int i = 0; i < 2; ++i)
        children
            .emplace_back("child " + std::to_string(i),
                          [&, i] {
                              std::vector<int> copy = list.all();
                              for (++*read; *read < 2;)
                                  std::this_thread::yield(); // both have read
                              copy.push_back(i);
                              list.assign(copy);
                          })
            .start();
    for (process& child : children)
        child.join();
    EXPECT_EQ(list.all().size(), 2U);
    owner.shutdown();
    run.finishTelling();
    ASSERT_EQ(run.found(FindingKind::LostUpdate).size(), 1U);
    EXPECT_THAT(run.found(FindingKind::LostUpdate)[0].objects, ElementsAre(run.objectNamed("L")->id));
}

TEST(Manager, AppendsInOneStepAndKnowsWhichKeyIsWhose) {
    ModeledRun run;
    manager owner("M");
    auto list = owner.list<int>({1}, "L");
    auto dict = owner.dict<std::string, int>("D");
    dict.set("parent", 0);
    dict.set("child", 0);
    (void)list.all(); // for show
    const int before = dict.get("parent");
    process child("child", [=]() mutable {
        list.append(2);
        dict.set("child", dict.get("child") + 1);
    });
    child.start();
    EXPECT_EQ(child.join().code, 0);
    list.append(3);
    dict.set("parent", before + 1);
    EXPECT_THAT(list.all(), ElementsAre(1, 2, 3));
    owner.shutdown();
    run.finishTelling();
    EXPECT_EQ(run.found(FindingKind::LostUpdate).size(), 0U);
}

TEST(Manager, OwnsDictionariesAndValues) {
    ModeledRun run;
    manager owner("M");
    auto dict = owner.dict<std::string, int>("D");
    auto value = owner.value<std::string>("old", "V");
    process child("child", [=]() mutable {
        dict.set("a", 1);
        dict.set("b", 2);
        dict.erase("a");
        value.set(value.get() + " and new");
    });
    child.start();
    EXPECT_EQ(child.join().code, 0);
    EXPECT_THAT(dict.all(), ElementsAre(std::pair(std::string("b"), 2)));
    EXPECT_EQ(dict.get("b"), 2);
    EXPECT_THROW((void)dict.get("a"), remote_error);
    EXPECT_EQ(value.get(), "old and new");
}

TEST(Manager, OwnsALockThatOneProcessHoldsAtATime) {
    ModeledRun run;
    {
        manager owner("M");
        auto lock = owner.lock("K");
        shared_memory<int> total(0);
        std::deque<process> children;
        for (int k = 0; k < 3; ++k)
            children
                .emplace_back("child",
                              [&] {
                                  for (int i = 0; i < 20; ++i) {
                                      const lock_guard guard(lock);
                                      ++*total;
                                  }
                              })
                .start();
        for (process& child : children)
            EXPECT_EQ(child.join().code, 0);
        EXPECT_EQ(*total, 60);
        EXPECT_THROW(lock.unlock(), remote_error) << "nobody holds it";
    }
    run.finishTelling();
    const model::Object* lock = run.objectNamed("K");
    EXPECT_EQ(lock->acquisitions, 60U);
    EXPECT_TRUE(lock->owners.empty());
    for (std::size_t i = 1; i < lock->holdings().size(); ++i)
        EXPECT_GE(lock->holdings()[i].begin, lock->holdings()[i - 1].end);
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(Manager, GivesALockOnWhoseOwnerDiedAndSaysSo) {
    ModeledRun run;
    manager owner("M");
    auto lock = owner.lock("K");
    process child("child", [=]() mutable {
        lock.lock();
        this_thread::sleep_for(std::chrono::hours(1));
    });
    child.start();
    run.tellUntil([&] { return run.objectNamed("K") && !run.objectNamed("K")->owners.empty(); });
    child.send_signal(SIGKILL);
    lock.lock();
    lock.unlock();
    child.join();
    run.tell();
    EXPECT_EQ(run.found(FindingKind::OwnerDied).size(), 1U);
}

TEST(Manager, ThatIsKilledMakesCallsThrow) {
    ModeledRun run;
    manager owner("M");
    auto list = owner.list<int>({1}, "L");
    kill(owner.pid(), SIGKILL);
    process child("child", [=]() mutable { list.append(2); });
    child.start();
    EXPECT_EQ(child.join().code, 1) << "an exception nobody caught";
    EXPECT_THROW((void)list.all(), manager_gone);
    run.tell();
    ASSERT_EQ(run.found(FindingKind::Failed).size(), 1U);
    EXPECT_EQ(run.found(FindingKind::Failed)[0].message.english(), "child failed: the manager's process is gone");
}

TEST(Manager, DoesNotKeepARunFromBeingSeenToStandStill) {
    ModeledRun run;
    manager owner("M");
    auto lock = owner.lock("K");
    process one("one", [=]() mutable { lock.lock(); lock.lock(); }, {.daemon = true});
    one.start();
    std::atomic<bool> over{false};
    // The test's own thread looks on, so another one stands for the main thread that waits.
    run.tellUntil([&] {
        const model::Object* key = run.objectNamed("K");
        return key != nullptr && !key->waiters.empty();
    });
    EXPECT_EQ(run.found(FindingKind::Deadlock).size(), 1U) << "it waits for a lock that it holds itself";
    one.kill();
    one.join();
    over = true;
}

} // namespace
} // namespace braid
