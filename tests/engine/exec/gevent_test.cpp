// The locks and queues of greenlets: who waits gives the thread away, who is killed gives up its place.

#include "engine/exec/coroutines/gevent.h"
#include "tests/engine/modeled_run.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::ModeledRun;
using test::RecordedRun;
using testing::ElementsAre;
using testing::IsEmpty;
using trace::EventKind;

TEST(GeventSemaphore, IsGivenInTheOrderInWhichItWasAskedFor) {
    ModeledRun run;
    std::string order;
    {
        hub in("hub");
        gevent::semaphore lock(in, 1, "S");
        for (const char letter : {'a', 'b', 'c'})
            in.spawn(std::string(1, letter), [&, letter] {
                lock.acquire();
                order += letter;
                in.sleep(1ms);
                EXPECT_TRUE(lock.locked());
                lock.release();
            });
        in.join();
        EXPECT_FALSE(lock.locked());
    }
    run.finishTelling();
    EXPECT_EQ(order, "abc");
    EXPECT_EQ(run.objectNamed("S")->contended, 2u);
    for (const model::Interval& interval : run.laneNamed("b")->intervals())
        EXPECT_NE(interval.state, model::State::Blocked) << "it leaves the thread to others";
    EXPECT_THAT(run.findings.all(), IsEmpty());
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(GeventSemaphore, GivesUpInTimeAndTriesWithoutWaiting) {
    RecordedRun run;
    hub in("hub");
    gevent::bounded_semaphore lock(in, 1, "S");
    in.spawn("holds", [&] {
        lock.acquire();
        in.sleep(20ms);
        lock.release();
        lock.release(); // too many
    });
    in.spawn("tries", [&] {
        EXPECT_FALSE(lock.try_acquire());
        EXPECT_FALSE(lock.try_acquire_for(1ms));
        EXPECT_TRUE(lock.try_acquire_for(1h));
        lock.release();
    });
    in.join();
    lock.acquire();
    EXPECT_THROW(lock.acquire(), std::logic_error) << "no greenlet runs";
    run.finish();
    EXPECT_EQ(run.count(EventKind::AcquireFailed), 2u);
    EXPECT_EQ(run.count(EventKind::Fault), 1u);
}

TEST(GeventSemaphore, OfOneThatIsKilledGoesToTheNextOne) {
    for (const bool grantedBefore : {false, true}) {
        std::string order;
        hub in("hub");
        gevent::semaphore lock(in, 0, "S");
        greenlet first = in.spawn("first", [&] {
            lock.acquire();
            order += '1';
        });
        const greenlet second = in.spawn("second", [&] {
            lock.acquire();
            order += '2';
        });
        in.spawn("kills", [&, first]() mutable {
            if (grantedBefore)
                lock.release();
            first.kill();
            if (!grantedBefore)
                lock.release();
        });
        in.joinall({first, second});
        EXPECT_EQ(order, "2") << grantedBefore;
    }
}

TEST(GeventRLock, IsTakenAgainByItsOwnerOnly) {
    ModeledRun run;
    {
        hub in("hub");
        gevent::rlock lock(in, "R");
        in.spawn("owner", [&] {
            lock.acquire();
            lock.acquire();
            EXPECT_EQ(lock.depth(), 2);
            in.sleep(2ms);
            lock.release();
            EXPECT_EQ(lock.depth(), 1);
            lock.release();
        });
        in.spawn("other", [&] {
            EXPECT_EQ(lock.depth(), 0);
            EXPECT_FALSE(lock.try_acquire());
            lock.release(); // not its own
            lock.acquire();
            EXPECT_EQ(lock.depth(), 1);
            lock.release();
        });
        in.join();
    }
    run.finishTelling();
    EXPECT_EQ(run.objectNamed("R")->maxDepth, 2);
    EXPECT_THAT(run.objectNamed("R")->owners, IsEmpty());
    ASSERT_EQ(run.count(EventKind::Fault), 1u);
    EXPECT_EQ(run.find(EventKind::Fault)->b, static_cast<std::uint32_t>(trace::Misuse::UnlockByNonOwner));
}

TEST(GeventEvent, LetsAllGoOnWhoWait) {
    ModeledRun run;
    int passed = 0;
    {
        hub in("hub");
        gevent::event flag(in, "F");
        for (int i = 0; i < 2; ++i)
            in.spawn("waits", [&] {
                EXPECT_FALSE(flag.wait_for(1ms));
                flag.wait();
                ++passed;
            });
        in.spawn("sets", [&] {
            in.sleep(20ms);
            flag.set();
            flag.clear();
            EXPECT_FALSE(flag.wait_for(0ms));
        });
        in.join();
    }
    run.finishTelling();
    EXPECT_EQ(passed, 2);
    EXPECT_EQ(run.arrows(model::ArrowKind::Wake), 2u);
    EXPECT_THAT(run.objectNamed("F")->waiters, IsEmpty());
}

TEST(GeventAsyncResult, BringsAValueOrAnException) {
    hub in("hub");
    gevent::async_result<int> answer(in, "answer"), wrong(in);
    in.spawn("waits", [&] {
        EXPECT_EQ(answer.get(), 42);
        EXPECT_THROW(wrong.get(), std::domain_error);
        EXPECT_TRUE(answer.ready());
    });
    in.spawn("brings", [&] {
        answer.set(42);
        in.sleep(1ms);
        wrong.set_exception(std::make_exception_ptr(std::domain_error("wrong")));
    });
    in.join();
}

TEST(GeventQueue, HandsItemsOverInOrderAndNeverHoldsTooMany) {
    ModeledRun run;
    std::vector<int> got;
    {
        hub in("hub");
        gevent::queue<int> items(in, 2, "Q");
        in.spawn("producer", [&] {
            for (int i = 0; i < 6; ++i)
                items.put(i);
            items.join();
            EXPECT_EQ(got.size(), 6u);
        });
        in.spawn("consumer", [&] {
            for (int i = 0; i < 6; ++i) {
                got.push_back(items.get());
                items.task_done();
            }
            EXPECT_THROW(items.get({.timeout = 1ms}), braid::empty);
            EXPECT_THROW(items.get_nowait(), braid::empty);
            items.put_nowait(1);
            items.put(2, {.label = "two"});
            EXPECT_THROW(items.put(3, {.timeout = 1ms}), braid::full);
        });
        in.join();
    }
    run.finishTelling();
    EXPECT_THAT(got, ElementsAre(0, 1, 2, 3, 4, 5));
    run.expectLevels("Q", 2);
    EXPECT_EQ(run.arrows(model::ArrowKind::Item), 6u);
    EXPECT_THAT(run.objectNamed("Q")->waiters, IsEmpty());
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(GeventQueue, ReturnsTheLastOrTheLowestFirstWhereItIsToldTo) {
    hub in("hub");
    gevent::lifo_queue<int> stack(in);
    gevent::priority_queue<int> heap(in);
    in.spawn("all", [&] {
        for (const int i : {2, 3, 1}) {
            stack.put(i);
            heap.put(i);
        }
        for (const int i : {1, 3, 2})
            EXPECT_EQ(stack.get(), i);
        for (const int i : {1, 2, 3})
            EXPECT_EQ(heap.get(), i);
    });
    in.join();
}

TEST(GeventQueue, AHubEndsThoseWhoStillWaitAlsoWhereTheQueueIsGone) {
    RecordedRun run;
    {
        hub in("hub");
        gevent::queue<int> items(in, 1, "Q");
        gevent::semaphore lock(in, 0, "S");
        in.spawn("getter", [&] { (void)items.get(); });
        in.spawn("waiter", [&] { lock.acquire(); });
        const greenlet last = in.spawn("last", [&] { in.sleep(1ms); });
        in.joinall({last});
    }
    run.finish();
    EXPECT_EQ(run.count(EventKind::LaneEnd), 3u);
}

} // namespace
} // namespace braid
