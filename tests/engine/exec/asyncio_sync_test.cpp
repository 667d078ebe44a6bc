// The locks of tasks: Python's order of waiting, what becomes of a cancelled one, and what the trace says of it.

#include "engine/exec/coroutines/asyncio.h"
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

/// Runs `body` in a loop.
template <class Body>
void runTask(Body body) {
    asyncio::run(body());
}

TEST(AsyncioLock, IsGivenInTheOrderInWhichItWasAskedFor) {
    std::string order;
    runTask([&]() -> task<> {
        asyncio::lock lock("A");
        const auto takes = [&](char letter) -> task<> {
            co_await lock.acquire();
            order += letter;
            co_await asyncio::sleep(0s);
            EXPECT_TRUE(lock.locked());
            lock.release();
        };
        std::vector<task_handle<void>> tasks;
        for (const char letter : {'a', 'b', 'c'})
            tasks.push_back(asyncio::create_task(takes(letter)));
        co_await asyncio::gather(std::move(tasks));
        EXPECT_FALSE(lock.locked());
    });
    EXPECT_EQ(order, "abc");
}

TEST(AsyncioLock, NobodyGetsInBetweenAReleaseAndTheTurnOfTheNextOne) {
    std::string order;
    runTask([&]() -> task<> {
        asyncio::lock lock("A");
        co_await lock.acquire();
        const auto takes = [&]() -> task<> {
            co_await lock.acquire();
            order += "waiter ";
            lock.release();
        };
        auto waiter = asyncio::create_task(takes());
        co_await asyncio::sleep(0s);
        lock.release();
        co_await lock.acquire(); // the waiter had no turn yet
        order += "main";
        lock.release();
        co_await waiter;
    });
    EXPECT_EQ(order, "waiter main");
}

TEST(AsyncioLock, OfACancelledWaiterGoesToTheNextOne) {
    for (const bool grantedBefore : {false, true}) {
        std::string order;
        runTask([&]() -> task<> {
            asyncio::lock lock("A");
            co_await lock.acquire();
            const auto takes = [&](char letter) -> task<> {
                co_await lock.acquire();
                order += letter;
                lock.release();
            };
            auto first = asyncio::create_task(takes('1'));
            auto second = asyncio::create_task(takes('2'));
            co_await asyncio::sleep(0s);
            if (grantedBefore)
                lock.release();
            first.cancel();
            if (!grantedBefore)
                lock.release();
            co_await second;
            EXPECT_TRUE(first.done());
            EXPECT_FALSE(lock.locked());
        });
        EXPECT_EQ(order, "2") << grantedBefore;
    }
}

TEST(AsyncioLock, MayBeReleasedByAnotherTask) {
    ModeledRun run;
    runTask([&]() -> task<> {
        asyncio::lock lock("A");
        const auto takes = [&]() -> task<> { co_await lock.acquire(); };
        auto holder = asyncio::create_task(takes(), "holder");
        co_await holder;
        lock.release();
        EXPECT_FALSE(lock.locked());
        lock.release();
    });
    run.finishTelling();
    EXPECT_EQ(run.count(EventKind::Released), 1u);
    EXPECT_THAT(run.objectNamed("A")->owners, IsEmpty());
    ASSERT_NE(run.find(EventKind::Fault), nullptr) << "the second one";
    EXPECT_EQ(run.find(EventKind::Fault)->b, static_cast<std::uint32_t>(trace::Misuse::UnlockOfFree));
}

TEST(AsyncioLock, ShowsWhoHoldsItAndWhoIsSuspendedForIt) {
    ModeledRun run;
    runTask([&]() -> task<> {
        asyncio::lock lock("A");
        const auto holds = [&]() -> task<> {
            co_await lock.acquire();
            co_await asyncio::sleep(2ms);
            lock.release();
        };
        auto first = asyncio::create_task(holds(), "first");
        auto second = asyncio::create_task(holds(), "second");
        co_await first;
        co_await second;
    });
    run.finishTelling();
    const model::Object& lock = *run.objectNamed("A");
    ASSERT_EQ(lock.holdings().size(), 2u);
    EXPECT_EQ(lock.contended, 1u);
    EXPECT_GE(lock.waitNs, 1'000'000);
    EXPECT_EQ(run.arrows(model::ArrowKind::HandOver), 1u);
    const model::Lane& second = *run.laneNamed("second");
    std::size_t suspended = 0;
    for (const model::Interval& interval : second.intervals()) {
        EXPECT_NE(interval.state, model::State::Blocked) << "it leaves the thread to others";
        suspended += interval.state == model::State::Suspended && interval.object == lock.id;
    }
    EXPECT_GE(suspended, 1u);
    EXPECT_EQ(run.reader().gaps(), 0u);
    EXPECT_THAT(run.findings.all(), IsEmpty());
}

TEST(AsyncioLock, MayGoBeforeThoseWhoStillWait) {
    RecordedRun run;
    auto lock = std::make_unique<asyncio::lock>("A");
    {
        event_loop loop;
        const auto takes = [&]() -> task<> { co_await lock->acquire(); };
        const auto main = [&]() -> task<> {
            co_await lock->acquire();
            co_await asyncio::sleep(0s);
        };
        loop.create_task(main(), "holder");
        loop.create_task(takes(), "waiter");
        loop.run_until_complete([]() -> task<> { co_await asyncio::sleep(1ms); }());
        lock.reset();
    }
    run.finish();
    EXPECT_EQ(run.count(EventKind::AcquireWait), 1u);
}

TEST(AsyncioLock, TasksThatTakeTwoInADifferentOrderAreADeadlock) {
    ModeledRun run;
    {
        event_loop loop;
        asyncio::lock a("A"), b("B");
        const auto takes = [](asyncio::lock& first, asyncio::lock& second) -> task<> {
            co_await first.acquire();
            co_await asyncio::sleep(1ms);
            co_await second.acquire();
        };
        loop.create_task(takes(a, b), "one");
        loop.create_task(takes(b, a), "two");
        const auto waits = [&]() -> task<> {
            while (run.count(EventKind::AcquireWait) < 2) {
                co_await asyncio::sleep(1ms);
                run.tell();
            }
        };
        loop.run_until_complete(waits(), "watcher");
        const auto found = run.found(analysis::FindingKind::Deadlock);
        ASSERT_EQ(found.size(), 1u);
        EXPECT_THAT(found[0].lanes, ElementsAre(run.laneNamed("one")->id, run.laneNamed("two")->id));
        EXPECT_THAT(found[0].objects, ElementsAre(run.objectNamed("B")->id, run.objectNamed("A")->id));
    }
    run.finishTelling();
}

TEST(AsyncioSemaphore, HandsItsPermitsOutInOrder) {
    ModeledRun run;
    int inside = 0, most = 0;
    std::string order;
    runTask([&]() -> task<> {
        asyncio::semaphore permits(2, "S");
        const auto takes = [&](char letter) -> task<> {
            co_await permits.acquire();
            order += letter;
            most = std::max(most, ++inside);
            co_await asyncio::sleep(1ms);
            --inside;
            permits.release();
        };
        std::vector<task_handle<void>> tasks;
        for (const char letter : {'a', 'b', 'c', 'd', 'e'})
            tasks.push_back(asyncio::create_task(takes(letter)));
        co_await asyncio::gather(std::move(tasks));
        EXPECT_FALSE(permits.locked());
    });
    run.finishTelling();
    EXPECT_EQ(order, "abcde");
    EXPECT_EQ(most, 2);
    EXPECT_EQ(run.objectNamed("S")->maxDepth, 2);
    EXPECT_EQ(run.objectNamed("S")->value, 2);
}

TEST(AsyncioSemaphore, BoundedRefusesAReleaseTooMany) {
    RecordedRun run;
    runTask([&]() -> task<> {
        asyncio::bounded_semaphore permits(1, "S");
        co_await permits.acquire();
        permits.release();
        permits.release();
        co_await permits.acquire();
        EXPECT_TRUE(permits.locked());
    });
    run.finish();
    EXPECT_EQ(run.count(EventKind::Fault), 1u);
    EXPECT_EQ(run.count(EventKind::Released), 1u);
    EXPECT_THROW(asyncio::semaphore(-1), std::invalid_argument);
}

TEST(AsyncioSemaphore, APermitGivenToOneThatIsCancelledGoesOn) {
    runTask([]() -> task<> {
        asyncio::semaphore permits(0, "S");
        const auto takes = [&]() -> task<> { co_await permits.acquire(); };
        auto first = asyncio::create_task(takes());
        auto second = asyncio::create_task(takes());
        co_await asyncio::sleep(0s);
        permits.release();
        first.cancel();
        co_await second;
        EXPECT_TRUE(permits.locked());
    });
}

TEST(AsyncioEvent, LetsAllGoOnWhoWaitedWhenItWasSetAlsoIfItIsClearedAtOnce) {
    ModeledRun run;
    int passed = 0;
    runTask([&]() -> task<> {
        asyncio::event flag("F");
        const auto waits = [&]() -> task<> {
            co_await flag.wait();
            ++passed;
        };
        auto one = asyncio::create_task(waits());
        auto two = asyncio::create_task(waits());
        co_await asyncio::sleep(0s);
        flag.set();
        EXPECT_TRUE(flag.is_set());
        flag.clear();
        co_await one;
        co_await two;
        EXPECT_FALSE(flag.is_set());
    });
    run.finishTelling();
    EXPECT_EQ(passed, 2);
    EXPECT_EQ(run.arrows(model::ArrowKind::Wake), 2u);
    EXPECT_EQ(run.objectNamed("F")->value, 0);
}

TEST(AsyncioEvent, ACancelledWaiterGivesUp) {
    ModeledRun run;
    runTask([&]() -> task<> {
        asyncio::event flag("F");
        const auto waits = [&]() -> task<> { co_await flag.wait(); };
        auto one = asyncio::create_task(waits(), "one");
        co_await asyncio::sleep(0s);
        one.cancel();
        co_await asyncio::sleep(0s);
        EXPECT_TRUE(one.done());
        EXPECT_THROW(one.result(), asyncio::cancelled_error);
    });
    run.finishTelling();
    ASSERT_NE(run.find(EventKind::WaitEnd), nullptr);
    EXPECT_EQ(run.find(EventKind::WaitEnd)->b, trace::WaitInVain);
    EXPECT_THAT(run.objectNamed("F")->waiters, IsEmpty());
}

TEST(AsyncioCondition, WakesAsManyAsItIsAskedToAndGivesThemTheLock) {
    ModeledRun run;
    int woken = 0;
    runTask([&]() -> task<> {
        asyncio::lock lock("A");
        asyncio::condition changed(lock, "C");
        const auto waits = [&]() -> task<> {
            co_await lock.acquire();
            co_await changed.wait();
            EXPECT_TRUE(lock.locked());
            ++woken;
            lock.release();
        };
        std::vector<task_handle<void>> tasks;
        for (int i = 0; i < 3; ++i)
            tasks.push_back(asyncio::create_task(waits()));
        co_await asyncio::sleep(0s);
        for (const int expected : {2, 3}) {
            co_await lock.acquire();
            changed.notify(2);
            lock.release();
            co_await asyncio::sleep(1ms);
            EXPECT_EQ(woken, expected);
        }
        EXPECT_THROW(changed.notify(), std::runtime_error) << "nobody holds the lock";
        EXPECT_THROW(co_await changed.wait(), std::runtime_error);
    });
    run.finishTelling();
    EXPECT_EQ(run.arrows(model::ArrowKind::Wake), 3u);
    EXPECT_THAT(run.objectNamed("C")->waiters, IsEmpty());
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(AsyncioCondition, ACancelledWaiterTakesTheLockBackAndLeavesTheNotificationToAnother) {
    std::string order;
    runTask([&]() -> task<> {
        asyncio::lock lock("A");
        asyncio::condition changed(lock, "C");
        const auto waits = [&](char letter) -> task<> {
            co_await lock.acquire();
            bool cancelled = false;
            try {
                co_await changed.wait();
            } catch (const asyncio::cancelled_error&) {
                cancelled = true;
            }
            EXPECT_TRUE(lock.locked());
            order += letter;
            lock.release();
            if (cancelled)
                throw asyncio::cancelled_error();
        };
        auto first = asyncio::create_task(waits('1'));
        auto second = asyncio::create_task(waits('2'));
        co_await asyncio::sleep(0s);
        co_await lock.acquire();
        changed.notify();
        lock.release();
        first.cancel();
        co_await second;
    });
    EXPECT_EQ(order, "12");
}

TEST(AsyncioCondition, WaitForLooksAtItsPredicateEachTime) {
    runTask([]() -> task<> {
        asyncio::lock lock;
        asyncio::condition changed(lock);
        int count = 0;
        const auto waits = [&]() -> task<> {
            co_await lock.acquire();
            co_await changed.wait_for([&] { return count == 2; });
            lock.release();
        };
        auto waiter = asyncio::create_task(waits());
        for (int i = 0; i < 2; ++i) {
            co_await asyncio::sleep(0s);
            EXPECT_FALSE(waiter.done());
            co_await lock.acquire();
            ++count;
            changed.notify_all();
            lock.release();
        }
        co_await waiter;
    });
}

} // namespace
} // namespace braid
