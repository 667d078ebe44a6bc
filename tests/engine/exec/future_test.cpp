// Promises, asynchronous calls, packaged tasks.

#include "engine/exec/threads/future.h"
#include "engine/sync/event.h"
#include "tests/engine/modeled_run.h"

#include <gmock/gmock.h>

#include <atomic>
#include <memory>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::ModeledRun;
using test::RecordedRun;
using trace::EventKind;

TEST(Promise, BringsItsFutureWhatItIsGiven) {
    ModeledRun run;
    promise<int> answer("answer");
    future<int> result = answer.get_future();
    EXPECT_FALSE(result.ready());
    EXPECT_FALSE(result.wait_for(1ms));
    thread brings("brings", [&] { answer.set_value(42); });
    thread waits("waits", [copy = result] { EXPECT_EQ(copy.get(), 42); });
    waits.start();
    run.awaitEvent(EventKind::WaitBegin, 2);
    brings.start();
    EXPECT_EQ(result.get(), 42);
    brings.join();
    waits.join();
    EXPECT_EQ(result.get(), 42) << "as often as one likes";
    run.finishTelling();
    EXPECT_EQ(run.objectNamed("answer")->value, 1);
    EXPECT_GE(run.arrows(model::ArrowKind::Wake), 1u);
}

TEST(Promise, IsKeptOnceOnly) {
    promise<void> done;
    const future<void> result = done.get_future();
    EXPECT_THROW((void)done.get_future(), std::future_error);
    done.set_value();
    result.get();
    EXPECT_THROW(done.set_value(), std::future_error);
    EXPECT_THROW(done.set_exception(std::make_exception_ptr(1)), std::future_error);
    EXPECT_FALSE(future<int>().valid());
}

TEST(Promise, HandsAnExceptionOver) {
    promise<int> answer;
    const future<int> result = answer.get_future();
    answer.set_exception(std::make_exception_ptr(std::domain_error("wrong")));
    EXPECT_THROW(result.get(), std::domain_error);
}

TEST(Promise, DestroyedWithoutAResultIsBroken) {
    RecordedRun run;
    auto answer = std::make_unique<promise<int>>("answer");
    const future<int> result = answer->get_future();
    thread waits("waits", [&] {
        try {
            (void)result.get();
            ADD_FAILURE() << "there is no result";
        } catch (const std::future_error& error) {
            EXPECT_EQ(error.code(), std::future_errc::broken_promise);
        }
    });
    waits.start();
    run.awaitEvent(EventKind::WaitBegin);
    answer.reset();
    waits.join();
    run.finish();
    EXPECT_EQ(run.count(EventKind::Signal), 1u);
    promise<int> from;
    const promise<int> to(std::move(from));
}

TEST(Promise, BringsWhatCannotBeCopied) {
    promise<std::unique_ptr<int>> brings;
    const future<std::unique_ptr<int>> result = brings.get_future();
    brings.set_value(std::make_unique<int>(7));
    EXPECT_EQ(*result.get(), 7);
}

TEST(Async, RunsInAThreadOfItsOwnAndWaitsForItsEnd) {
    ModeledRun run;
    {
        async_future<int> sum = async([] { return 1 + 2; }, "adder");
        EXPECT_EQ(sum.get(), 3);
        EXPECT_EQ(sum.get(), 3);
    }
    std::atomic<bool> ended{false};
    event go("go");
    {
        const auto left = async([&] {
            go.wait();
            ended = true;
        },
                                "left");
        go.set();
    }
    EXPECT_TRUE(ended) << "its destructor waits";
    run.finishTelling();
    EXPECT_NE(run.laneNamed("adder"), nullptr);
    EXPECT_EQ(run.count(EventKind::JoinEnd), 2u);
    EXPECT_EQ(run.count(EventKind::Fault), 0u);
}

TEST(Async, ThrowsWhatTheFunctionThrewAndWaitsNoLongerThanItIsTold) {
    event go("go");
    auto fails = async([&] {
        go.wait();
        throw std::domain_error("wrong");
    });
    EXPECT_FALSE(fails.wait_for(1ms));
    go.set();
    EXPECT_THROW(fails.get(), std::domain_error);
    EXPECT_TRUE(fails.wait_for(1ms));
}

TEST(Async, DeferredIsCalledWhereItsResultIsAskedFor) {
    int called = 0;
    {
        auto later = async(launch::deferred, [&] { return ++called; });
        EXPECT_FALSE(later.wait_for(1ms));
        EXPECT_EQ(called, 0);
        EXPECT_EQ(later.get(), 1);
        EXPECT_EQ(later.get(), 1);
        const auto never = async(launch::deferred, [&] { ++called; });
    }
    EXPECT_EQ(called, 1);
}

TEST(PackagedTask, BringsTheResultOfItsCall) {
    packaged_task<int(int, int)> adds([](int a, int b) { return a + b; }, "sum");
    const future<int> sum = adds.get_future();
    adds(1, 2);
    EXPECT_EQ(sum.get(), 3);
    EXPECT_THROW(adds(1, 2), std::future_error);
    auto never = std::make_unique<packaged_task<void()>>([] {});
    const future<void> nothing = never->get_future();
    never.reset();
    EXPECT_THROW(nothing.get(), std::future_error);
    packaged_task<void()> fails([] { throw std::domain_error("wrong"); });
    const future<void> failed = fails.get_future();
    fails();
    EXPECT_THROW(failed.get(), std::domain_error);
}

} // namespace
} // namespace braid
