// Locks and queues of tasks and of greenlets, which give the thread away where they wait.

#include "engine/exec/coroutines/asyncio.h"
#include "engine/exec/coroutines/gevent.h"
#include "engine/sync/mutex.h"
#include "tests/verdict/cases.h"

#include <optional>

namespace braid::tests::verdict {
namespace {

using braid::task;
namespace asyncio = braid::asyncio;
namespace gevent = braid::gevent;

/// Runs `body` and what it creates in a loop.
template <class Body>
void runLoop(Body body) {
    asyncio::run(body());
}

task<> pause(const P& p, int parts = 1) { co_await asyncio::sleep(p.pause.value() * parts); }

task<> takeBoth(asyncio::lock& first, asyncio::lock& second, const P& p) {
    co_await first.acquire();
    co_await pause(p);
    co_await second.acquire();
    second.release();
    first.release();
}

// deadlock of two tasks through two locks
void asyncio_abba(const P& p) {
    asyncio::lock a("a"), b("b");
    runLoop([&]() -> task<> {
        auto one = asyncio::create_task(takeBoth(a, b, p), "one");
        auto two = asyncio::create_task(takeBoth(b, a, p), "two");
        co_await one;
        co_await two;
    });
}

// asyncio's lock is not recursive
void asyncio_relock(const P&) {
    asyncio::lock a("a");
    runLoop([&]() -> task<> {
        co_await a.acquire();
        co_await a.acquire();
    });
}

// agronholm/anyio#398: holder 1 is cancelled with the lock; holder 2 waits for it
void asyncio_lock_of_cancelled(const P& p) {
    asyncio::lock lock("lock");
    runLoop([&]() -> task<> {
        const auto hold = [&]() -> task<> {
            co_await lock.acquire();
            co_await asyncio::sleep(1h);
            lock.release();
        };
        auto first = asyncio::create_task(hold(), "holder 1");
        co_await pause(p);
        auto second = asyncio::create_task(hold(), "holder 2");
        co_await pause(p);
        first.cancel();
        co_await second;
    });
}

// nobody ever puts what the consumer waits for
void asyncio_queue_never_put(const P& p) {
    asyncio::queue<int> q(0, "q");
    runLoop([&]() -> task<> {
        const auto consume = [&]() -> task<> { (void)co_await q.get(); };
        const auto produce = [&]() -> task<> { co_await pause(p); };
        auto consumer = asyncio::create_task(consume(), "consumer");
        auto producer = asyncio::create_task(produce(), "producer");
        co_await producer;
        co_await consumer;
    });
}

// both queues are full, and each task would take from the other's
void asyncio_queues_full(const P& p) {
    asyncio::queue<int> a(1, "a"), b(1, "b");
    runLoop([&]() -> task<> {
        const auto feed = [&](asyncio::queue<int>& mine, asyncio::queue<int>& other) -> task<> {
            co_await mine.put(1);
            co_await pause(p);
            co_await mine.put(2);
            (void)co_await other.get();
        };
        auto one = asyncio::create_task(feed(a, b), "one");
        auto two = asyncio::create_task(feed(b, a), "two");
        co_await one;
        co_await two;
    });
}

// dbt-labs/dbt-core#5602 with tasks: the worker fails before task_done
void asyncio_no_task_done(const P&) {
    asyncio::queue<int> jobs(0, "jobs");
    runLoop([&]() -> task<> {
        const auto work = [&]() -> task<> { (void)co_await jobs.get(); };
        auto worker = asyncio::create_task(work(), "worker");
        co_await jobs.put(1);
        co_await jobs.join();
        co_await worker;
    });
}

// the notification comes before the wait
void asyncio_lost_notify(const P& p) {
    asyncio::lock lock("lock");
    asyncio::condition changed(lock, "changed");
    runLoop([&]() -> task<> {
        const auto waits = [&]() -> task<> {
            co_await pause(p);
            co_await lock.acquire();
            co_await changed.wait();
            lock.release();
        };
        auto waiter = asyncio::create_task(waits(), "waiter");
        co_await lock.acquire();
        changed.notify();
        lock.release();
        co_await waiter;
    });
}

// each has one permit and wants a second one
void asyncio_permits(const P& p) {
    asyncio::semaphore permits(2, "permits");
    runLoop([&]() -> task<> {
        const auto takesTwo = [&]() -> task<> {
            co_await permits.acquire();
            co_await pause(p);
            co_await permits.acquire();
            permits.release();
            permits.release();
        };
        auto one = asyncio::create_task(takesTwo(), "one");
        auto two = asyncio::create_task(takesTwo(), "two");
        co_await one;
        co_await two;
    });
}

// one has m, a lock of threads, and waits for the lock of tasks; two has that and blocks the thread on m
void asyncio_and_mutex(const P& p) {
    asyncio::lock l("l");
    braid::mutex m("m");
    runLoop([&]() -> task<> {
        const auto one = [&]() -> task<> {
            m.lock();
            co_await pause(p);
            co_await l.acquire();
            m.unlock();
        };
        const auto two = [&]() -> task<> {
            co_await l.acquire();
            co_await pause(p, 2);
            m.lock();
            l.release();
        };
        auto first = asyncio::create_task(one(), "one");
        auto second = asyncio::create_task(two(), "two");
        co_await first;
        co_await second;
    });
}

task<> ticker() {
    for (int i = 0; i < 150; ++i)
        co_await asyncio::sleep(10ms);
}

void partial_asyncio_abba(const P& p) {
    asyncio::lock a("a"), b("b");
    runLoop([&]() -> task<> {
        auto one = asyncio::create_task(takeBoth(a, b, p), "one");
        auto two = asyncio::create_task(takeBoth(b, a, p), "two");
        auto other = asyncio::create_task(ticker(), "ticker");
        co_await one;
        co_await other;
    });
}

void partial_asyncio_lock_of_cancelled(const P& p) {
    std::optional<asyncio::lock> lock;
    runLoop([&]() -> task<> {
        const auto make = [&]() -> task<> { // who made it might release it
            lock.emplace("lock");
            co_return;
        };
        const auto hold = [&]() -> task<> {
            co_await lock->acquire();
            co_await asyncio::sleep(1h);
        };
        co_await asyncio::create_task(make(), "maker");
        auto first = asyncio::create_task(hold(), "holder 1");
        auto second = asyncio::create_task(hold(), "holder 2");
        auto other = asyncio::create_task(ticker(), "ticker");
        co_await pause(p);
        first.cancel();
        co_await second;
    });
}

// fine: who is cancelled releases what it holds, and who is cancelled while it waits gives up its place
void asyncio_cancelled_ok(const P& p) {
    asyncio::lock lock("lock");
    runLoop([&]() -> task<> {
        const auto hold = [&]() -> task<> {
            co_await lock.acquire();
            try {
                co_await pause(p, 20);
            } catch (...) {
                lock.release();
                throw;
            }
            lock.release();
        };
        auto first = asyncio::create_task(hold(), "first");
        auto second = asyncio::create_task(hold(), "second");
        auto third = asyncio::create_task(hold(), "third");
        co_await pause(p);
        second.cancel();
        first.cancel();
        co_await pause(p);
        third.cancel();
        co_await pause(p);
    });
}

// fine: the holder has ended, and another task releases the lock for it, late
void asyncio_released_by_other_ok(const P& p) {
    asyncio::lock lock("lock");
    runLoop([&]() -> task<> {
        const auto take = [&]() -> task<> { co_await lock.acquire(); };
        const auto releaseLater = [&]() -> task<> {
            co_await pause(p, 10);
            lock.release();
        };
        auto holder = asyncio::create_task(take(), "holder");
        auto waiter = asyncio::create_task(take(), "waiter");
        auto releaser = asyncio::create_task(releaseLater(), "releaser");
        co_await holder;
        co_await waiter;
        co_await releaser;
    });
}

// fine: the locks are taken in one order, by many, with a holder that sleeps
void asyncio_in_order_ok(const P& p) {
    asyncio::lock a("a"), b("b");
    asyncio::semaphore few(2, "few");
    asyncio::queue<int> q(1, "q");
    runLoop([&]() -> task<> {
        const auto body = [&]() -> task<> {
            co_await few.acquire();
            co_await takeBoth(a, b, p);
            few.release();
            co_await q.put(1);
        };
        std::vector<task_handle<void>> tasks;
        for (int i = 0; i < 4; ++i)
            tasks.push_back(asyncio::create_task(body()));
        for (int i = 0; i < 4; ++i) {
            (void)co_await q.get();
            q.task_done();
        }
        co_await q.join();
        co_await asyncio::gather(std::move(tasks));
    });
}

/// Two greenlets that take two locks in a different order, and one that does `other`.
void takeCrosswise(const P& p, const std::function<void(braid::hub&)>& other) {
    braid::hub in("hub");
    gevent::rlock a(in, "a"), b(in, "b");
    const auto take = [&](gevent::rlock& first, gevent::rlock& second) {
        first.acquire();
        in.sleep(p.pause.value());
        second.acquire();
    };
    in.spawn("one", [&] { take(a, b); });
    in.spawn("two", [&] { take(b, a); });
    in.spawn("other", [&] { other(in); });
    in.join();
}

// deadlock of two greenlets through two locks
void fibers_abba_locks(const P& p) {
    takeCrosswise(p, [](braid::hub&) {});
}

// nobody ever puts what the consumer waits for
void fibers_queue_never_put(const P& p) {
    braid::hub in("hub");
    gevent::queue<int> q(in, 0, "q");
    in.spawn("consumer", [&] { (void)q.get(); });
    in.spawn("producer", [&] { in.sleep(p.pause.value()); });
    in.join();
}

// the greenlet that has the semaphore is killed; the next one waits for it
void fibers_semaphore_of_killed(const P& p) {
    braid::hub in("hub");
    gevent::semaphore s(in, 1, "s");
    auto first = in.spawn("first", [&] {
        s.acquire();
        in.sleep(1h);
    });
    in.spawn("second", [&] {
        in.sleep(p.pause.value());
        s.acquire();
    });
    in.spawn("killer", [&] {
        in.sleep(p.pause.value() * 2);
        first.kill();
    });
    in.join();
}

// nobody sets the result that one of them waits for
void fibers_result_never_set(const P& p) {
    braid::hub in("hub");
    gevent::async_result<int> answer(in, "answer");
    in.spawn("waits", [&] { (void)answer.get(); });
    in.spawn("other", [&] { in.sleep(p.pause.value()); });
    in.join();
}

void partial_fibers_abba(const P& p) {
    takeCrosswise(p, [](braid::hub& in) {
        for (int i = 0; i < 150; ++i)
            in.sleep(10ms);
    });
}

// fine: the ring has a time limit, the lock is taken again by its owner, and who is killed while it waits gives up its place
void fibers_ok(const P& p) {
    braid::hub in("hub");
    gevent::rlock a(in, "a");
    gevent::semaphore b(in, 1, "b");
    gevent::queue<int> q(in, 1, "q");
    in.spawn("one", [&] {
        a.acquire();
        a.acquire();
        in.sleep(p.pause.value());
        if (b.try_acquire_for(p.pause.value() * 3))
            b.release();
        a.release();
        a.release();
        q.put(1);
        q.put(2);
    });
    in.spawn("two", [&] {
        b.acquire();
        in.sleep(p.pause.value());
        a.acquire();
        a.release();
        b.release();
        (void)q.get();
        in.sleep(p.pause.value());
        (void)q.get();
    });
    auto killed = in.spawn("killed", [&] { b.acquire(); });
    in.spawn("killer", [&] {
        in.sleep(p.pause.value());
        killed.kill();
    });
    in.join();
}

} // namespace

std::vector<Case> cooperativePrimitives() {
    return {{"fibers-abba-locks", fibers_abba_locks},
            {"fibers-queue-never-put", fibers_queue_never_put},
            {"fibers-semaphore-of-killed", fibers_semaphore_of_killed},
            {"fibers-result-never-set", fibers_result_never_set},
            {"partial-fibers-abba", partial_fibers_abba},
            {"fibers-ok", fibers_ok},
            {"asyncio-abba", asyncio_abba},
            {"asyncio-relock", asyncio_relock},
            {"asyncio-lock-of-cancelled", asyncio_lock_of_cancelled},
            {"asyncio-queue-never-put", asyncio_queue_never_put},
            {"asyncio-queues-full", asyncio_queues_full},
            {"asyncio-no-task-done", asyncio_no_task_done},
            {"asyncio-lost-notify", asyncio_lost_notify},
            {"asyncio-permits", asyncio_permits},
            {"asyncio-and-mutex", asyncio_and_mutex},
            {"partial-asyncio-abba", partial_asyncio_abba},
            {"partial-asyncio-lock-of-cancelled", partial_asyncio_lock_of_cancelled},
            {"asyncio-cancelled-ok", asyncio_cancelled_ok},
            {"asyncio-released-by-other-ok", asyncio_released_by_other_ok},
            {"asyncio-in-order-ok", asyncio_in_order_ok}};
}

} // namespace braid::tests::verdict
