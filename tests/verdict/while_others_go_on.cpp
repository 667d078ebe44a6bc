#include "engine/exec/coroutines/asyncio.h"
#include "engine/exec/processes/process.h"
#include "engine/ipc/process_mutex.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/event.h"
#include "engine/sync/mutex.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"
#include "tests/verdict/cases.h"

namespace braid::tests::verdict {
namespace {

/// Goes its rounds, without a touch of what the others wait for, long after they are stuck.
void worker() {
    for (int i = 0; i < 150; ++i)
        braid::this_thread::sleep_for(10ms);
}

void partial_abba(const P& p) {
    braid::mutex a("a"), b("b");
    go({{"T1",
         [&] {
             const braid::lock_guard first(a);
             hold(p);
             const braid::lock_guard second(b);
         }},
        {"T2",
         [&] {
             const braid::lock_guard first(b);
             hold(p);
             const braid::lock_guard second(a);
         }},
        {"worker", worker}});
}

void partial_semaphores(const P& p) {
    braid::semaphore a(1, "a"), b(1, "b");
    go({{"T1",
         [&] {
             a.acquire();
             hold(p);
             b.acquire();
         }},
        {"T2",
         [&] {
             b.acquire();
             hold(p);
             a.acquire();
         }},
        {"worker", worker}});
}

void partial_queues(const P& p) {
    braid::queue<int> q(0, "q"), r(0, "r");
    go({{"T1",
         [&] {
             hold(p);
             (void)q.get();
             r.put(1);
         }},
        {"T2",
         [&] {
             hold(p);
             (void)r.get();
             q.put(1);
         }},
        {"worker", worker}});
}

void partial_lost_notify(const P& p) {
    braid::mutex m("m");
    braid::condition_variable c("c");
    go({{"W",
         [&] {
             hold(p);
             Lock l(m);
             c.wait(l);
         }},
        {"S",
         [&] {
             const braid::lock_guard l(m);
             c.notify_one();
         }},
        {"worker", worker}});
}

void partial_exit_holding(const P& p) {
    braid::mutex m("m");
    go({{"T2",
         [&] {
             hold(p);
             const braid::lock_guard l(m);
         }},
        {"T1", [&] { m.lock(); }},
        {"worker", worker}});
}

void partial_mutex_and_semaphore(const P& p) {
    braid::mutex m("m");
    braid::semaphore s(0, "s");
    go({{"T1",
         [&] {
             const braid::lock_guard l(m);
             s.acquire();
         }},
        {"T2",
         [&] {
             hold(p);
             const braid::lock_guard l(m);
             s.release();
         }},
        {"worker", worker}});
}

void partial_join_and_lock(const P& p) {
    braid::process_mutex m("m");
    braid::thread other("worker", worker);
    braid::process child("child", [&] {
        hold(p);
        const braid::lock_guard l(m);
    });
    const braid::lock_guard l(m);
    child.start();
    other.start();
    child.join();
    other.join();
}

void partial_coroutines(const P&) {
    const auto ticker = []() -> braid::task<> {
        for (int i = 0; i < 150; ++i)
            co_await braid::asyncio::sleep(10ms);
    };
    const auto all = [&]() -> braid::task<> {
        braid::asyncio::future<int> one("one's"), two("two's");
        const auto wait = [](braid::asyncio::future<int>& mine, braid::asyncio::future<int>& other) -> braid::task<> {
            (void)co_await mine.get();
            other.set_result(1);
        };
        auto a = braid::asyncio::create_task(wait(one, two), "one");
        auto b = braid::asyncio::create_task(wait(two, one), "two");
        auto c = braid::asyncio::create_task(ticker(), "ticker");
        co_await a;
        co_await b;
        co_await c;
    };
    braid::asyncio::run(all());
}

// fine: the giver comes late
void late_giver(const P&) {
    braid::semaphore s(0, "s");
    go({{"W", [&] { s.acquire(); }}, {"G", [&] {
                                          braid::this_thread::sleep_for(800ms);
                                          s.release();
                                      }}});
}

// fine: the giver goes some rounds first
void giver_after_rounds(const P&) {
    braid::queue<int> q(0, "q");
    go({{"W", [&] { (void)q.get(); }}, {"G", [&] {
                                            for (int i = 0; i < 30; ++i)
                                                braid::this_thread::sleep_for(10ms);
                                            q.put(1);
                                        }}});
}

// fine: the giver waits for something else first, which a third one brings late
void giver_waits_first(const P&) {
    braid::event first("first"), second("second");
    go({{"W", [&] { second.wait(); }},
        {"G",
         [&] {
             first.wait();
             second.set();
         }},
        {"S", [&] {
             for (int i = 0; i < 20; ++i)
                 braid::this_thread::sleep_for(10ms);
             first.set();
         }}});
}

// fine: the ring has a time limit
void timed_ring(const P& p) {
    braid::timed_mutex a("a"), b("b");
    go({{"T1",
         [&] {
             a.lock();
             hold(p);
             if (b.try_lock_for(300ms))
                 b.unlock();
             a.unlock();
         }},
        {"T2", [&] {
             b.lock();
             hold(p);
             a.lock();
             a.unlock();
             b.unlock();
         }}});
}

} // namespace

std::vector<Case> whileOthersGoOn() {
    return {{"partial-abba", partial_abba},
            {"partial-semaphores", partial_semaphores},
            {"partial-queues", partial_queues},
            {"partial-lost-notify", partial_lost_notify},
            {"partial-exit-holding", partial_exit_holding},
            {"partial-mutex-and-semaphore", partial_mutex_and_semaphore},
            {"partial-join-and-lock", partial_join_and_lock},
            {"partial-coroutines", partial_coroutines},
            {"late-giver", late_giver},
            {"giver-after-rounds", giver_after_rounds},
            {"giver-waits-first", giver_waits_first},
            {"timed-ring", timed_ring}};
}

} // namespace braid::tests::verdict
