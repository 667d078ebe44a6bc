// The queues of tasks.

#include "engine/exec/coroutines/asyncio.h"
#include "tests/engine/modeled_run.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::ModeledRun;
using testing::ElementsAre;
using testing::IsEmpty;
using trace::EventKind;

TEST(AsyncioQueue, HandsItemsOverInOrderAndNeverHoldsTooMany) {
    ModeledRun run;
    std::vector<int> got;
    const auto main = [&]() -> task<> {
        asyncio::queue<int> items(2, "Q");
        const auto puts = [&]() -> task<> {
            for (int i = 0; i < 6; ++i)
                co_await items.put(i);
        };
        const auto gets = [&]() -> task<> {
            for (int i = 0; i < 6; ++i) {
                got.push_back(co_await items.get());
                items.task_done();
                EXPECT_LE(items.qsize(), items.maxsize());
            }
        };
        auto producer = asyncio::create_task(puts(), "producer");
        auto consumer = asyncio::create_task(gets(), "consumer");
        co_await producer;
        co_await items.join();
        co_await consumer;
        EXPECT_TRUE(items.empty());
    };
    asyncio::run(main());
    run.finishTelling();
    EXPECT_THAT(got, ElementsAre(0, 1, 2, 3, 4, 5));
    run.expectLevels("Q", 2);
    EXPECT_EQ(run.arrows(model::ArrowKind::Item), 6u);
    EXPECT_EQ(run.objectNamed("Q")->unfinished, 0);
    EXPECT_THAT(run.objectNamed("Q")->waiters, IsEmpty());
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(AsyncioQueue, ReturnsTheLastOrTheLowestFirstWhereItIsToldTo) {
    const auto main = []() -> task<> {
        asyncio::lifo_queue<int> stack;
        asyncio::priority_queue<int> heap;
        for (const int i : {2, 3, 1}) {
            co_await stack.put(i);
            heap.put_nowait(i);
        }
        for (const int i : {1, 3, 2})
            EXPECT_EQ(co_await stack.get(), i);
        for (const int i : {1, 2, 3})
            EXPECT_EQ(heap.get_nowait(), i);
    };
    asyncio::run(main());
}

TEST(AsyncioQueue, RefusesAtOnceWhereItIsNotToWait) {
    test::RecordedRun run;
    const auto main = []() -> task<> {
        asyncio::queue<int> items(1, "Q");
        EXPECT_THROW(items.get_nowait(), braid::empty);
        items.put_nowait(1);
        EXPECT_TRUE(items.full());
        EXPECT_THROW(items.put_nowait(2), braid::full);
        co_return;
    };
    asyncio::run(main());
    run.finish();
    EXPECT_EQ(run.find(EventKind::GetFailed)->b, static_cast<std::uint32_t>(trace::Failure::Empty));
    EXPECT_EQ(run.find(EventKind::PutFailed)->b, static_cast<std::uint32_t>(trace::Failure::Full));
}

TEST(AsyncioQueue, WhatACancelledGetterWasWokenForGoesToTheNextOne) {
    ModeledRun run;
    std::string order;
    const auto main = [&]() -> task<> {
        asyncio::queue<int> items(0, "Q");
        const auto gets = [&](char letter) -> task<> {
            (void)co_await items.get();
            order += letter;
        };
        auto first = asyncio::create_task(gets('1'), "first");
        auto second = asyncio::create_task(gets('2'), "second");
        co_await asyncio::sleep(0s);
        items.put_nowait(7);
        first.cancel();
        co_await second;
        EXPECT_TRUE(items.empty());
    };
    asyncio::run(main());
    run.finishTelling();
    EXPECT_EQ(order, "2");
    ASSERT_NE(run.find(EventKind::GetFailed), nullptr);
    EXPECT_EQ(run.find(EventKind::GetFailed)->b, static_cast<std::uint32_t>(trace::Failure::Cancelled));
    EXPECT_THAT(run.objectNamed("Q")->waiters, IsEmpty());
}

TEST(AsyncioQueue, AGetterThatFindsItsItemGoneWaitsOn) {
    ModeledRun run;
    const auto main = []() -> task<> {
        asyncio::queue<int> items(0, "Q");
        const auto gets = [&]() -> task<> { EXPECT_EQ(co_await items.get(), 2); };
        auto getter = asyncio::create_task(gets(), "getter");
        co_await asyncio::sleep(0s);
        items.put_nowait(1);
        EXPECT_EQ(items.get_nowait(), 1) << "the getter has not had its turn";
        co_await asyncio::sleep(0s);
        EXPECT_FALSE(getter.done());
        items.put_nowait(2);
        co_await getter;
    };
    asyncio::run(main());
    run.finishTelling();
    EXPECT_EQ(run.count(EventKind::GetWait), 1u) << "it is one wait";
    EXPECT_EQ(run.objectNamed("Q")->contended, 1u);
}

TEST(AsyncioQueue, TaskDoneTooOftenIsAFinding) {
    test::RecordedRun run;
    const auto main = []() -> task<> {
        asyncio::queue<int> items;
        co_await items.join(); // there is nothing to be done
        items.task_done();
    };
    asyncio::run(main());
    run.finish();
    EXPECT_EQ(run.count(EventKind::Fault), 1u);
}

TEST(AsyncioQueue, ATaskThatWaitsInTheQueueMayBeCancelledWhileItJoins) {
    ModeledRun run;
    const auto main = []() -> task<> {
        asyncio::queue<int> items(0, "Q");
        items.put_nowait(1);
        const auto joins = [&]() -> task<> { co_await items.join(); };
        auto joiner = asyncio::create_task(joins());
        co_await asyncio::sleep(0s);
        joiner.cancel();
        co_await asyncio::sleep(0s);
        EXPECT_TRUE(joiner.done());
    };
    asyncio::run(main());
    run.finishTelling();
    EXPECT_THAT(run.objectNamed("Q")->waiters, IsEmpty());
}

} // namespace
} // namespace braid
