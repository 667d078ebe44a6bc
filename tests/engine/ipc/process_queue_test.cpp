#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/ipc/process_queue.h"
#include "tests/engine/modeled_run.h"

#include <csignal>
#include <gmock/gmock.h>
#include <set>
#include <unistd.h>

namespace braid {
namespace {

using analysis::FindingKind;
using test::ModeledRun;
using trace::EventKind;
using Item = std::tuple<int, std::string, bool>;

TEST(ProcessQueue, BringsAnItemFromChildToParent) {
    ModeledRun run;
    {
        process_queue<Item> q(0, "q");
        process child("child", [&] { q.put({12, "hello", true}); });
        child.start();
        EXPECT_EQ(q.get(), Item(12, "hello", true));
        EXPECT_EQ(child.join().code, 0);
        EXPECT_TRUE(q.empty());
    }
    run.finishTelling();
    const model::Object* q = run.objectNamed("q");
    ASSERT_NE(q, nullptr);
    EXPECT_EQ(q->kind, trace::ObjectKind::ProcessQueue);
    EXPECT_EQ(q->value, 0);
    EXPECT_EQ(run.objectNamed("pipe of q")->value, 0);
    const auto& events = run.follow();
    const auto put = std::find_if(events.begin(), events.end(), [q](const test::Seen& event) {
        return event.kind == EventKind::Put && event.object == q->id;
    });
    ASSERT_NE(put, events.end());
    EXPECT_EQ(put->b, 4U + 4 + 5 + 1) << "its size in bytes";
    EXPECT_EQ(put->words, "[12, hello, true]");
    ASSERT_NE(run.laneNamed("feeder of q"), nullptr);
    EXPECT_TRUE(run.laneNamed("feeder of q")->daemon);
    EXPECT_EQ(run.laneNamed("feeder of q")->end, model::End::Finished) << "a process ends only when its feeder has fed";
    EXPECT_TRUE(run.findings.all().empty());
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(ProcessQueue, MakesThePutterWaitAtItsLimit) {
    ModeledRun run;
    process_queue<int> q(2, "q");
    process child("child", [&] {
        for (int i = 0; i < 10; ++i)
            q.put(i);
    });
    child.start();
    run.tellUntil([&] {
        return std::any_of(run.model.log().begin(), run.model.log().end(), [&](const auto& entry) {
            return entry.kind == EventKind::PutWait && run.objectNamed("q") && entry.object == run.objectNamed("q")->id.value;
        });
    });
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(q.get(), i) << "in their order";
    child.join();
    q.put(1);
    q.put(2);
    EXPECT_TRUE(q.full());
    EXPECT_THROW(q.put(3, {.block = false}), full);
    EXPECT_THROW(q.put(3, {.timeout = std::chrono::milliseconds(1)}), full);
    EXPECT_EQ(q.get(), 1);
    EXPECT_EQ(q.get(), 2);
    EXPECT_THROW(q.get_nowait(), empty);
    EXPECT_THROW(q.get({.timeout = std::chrono::milliseconds(1)}), empty);
    run.tell();
    run.expectLevels("q", 2);
}

TEST(ProcessQueue, GivesEachItemToOneOfManyGetters) {
    constexpr int Putters = 3;
    constexpr int Each = 50;
    ModeledRun run;
    process_queue<int> q(5, "q");
    process_queue<int> back(0, "back");
    std::deque<process> all;
    for (int k = 0; k < Putters; ++k) {
        all.emplace_back("putter", [&, k] {
               for (int i = 0; i < Each; ++i)
                   q.put(k * Each + i);
           })
            .start();
        all.emplace_back("getter", [&] {
               for (int i = 0; i < Each; ++i)
                   back.put(q.get());
           })
            .start();
    }
    std::set<int> got;
    for (int i = 0; i < Putters * Each; ++i)
        EXPECT_TRUE(got.insert(back.get()).second) << "twice";
    EXPECT_EQ(got.size(), std::size_t{Putters * Each});
    for (process& one : all)
        EXPECT_EQ(one.join().code, 0);
    run.tell();
    run.expectLevels("q", 5);
}

TEST(ProcessQueue, WhoseOnlyPutterIsKilledWithItemsInItsBufferLeavesTheGetterStuckAndSaysSo) {
    ModeledRun run;
    process_queue<std::string> q(0, "q");
    process child("child", [&] {
        for (int i = 0; i < 4; ++i)
            q.put(std::string(100'000, 'x')); // more than the pipe holds
        pause();
    });
    child.start();
    run.tellUntil([&] { return run.objectNamed("q") && run.objectNamed("q")->value == 4; });
    child.send_signal(SIGKILL);
    child.join();
    run.tell();
    EXPECT_EQ(run.objectNamed("q")->orphaned, 4);
    EXPECT_THROW((void)q.get({.timeout = std::chrono::milliseconds(200)}), empty) << "the torn item is left out";
    process other("other", [&] { q.put("whole"); });
    other.start();
    EXPECT_EQ(q.get(), "whole");
    other.join();
    run.tell();
    EXPECT_EQ(run.found(FindingKind::Killed).size(), 1U);
}

} // namespace
} // namespace braid
