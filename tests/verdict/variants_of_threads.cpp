#include "engine/exec/threads/thread_pool.h"
#include "engine/sync/barrier.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/event.h"
#include "engine/sync/latch.h"
#include "engine/sync/mutex.h"
#include "engine/sync/once.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"
#include "engine/sync/shared_mutex.h"
#include "tests/verdict/cases.h"

/// Variants of the textbook shapes: longer, of mixed kinds, or one step beside one that hangs.
namespace braid::tests::verdict {
namespace {

// T1 has m and waits for s, which T2 gives after an item of q, which T3 puts after the end of T4, which waits for an item of p,
// which T5 puts once it has m.
void mixed_ring(const P& p) {
    braid::mutex m("m");
    braid::semaphore s(0, "s");
    braid::queue<int> q(0, "q"), r(0, "p");
    braid::thread t4("T4", [&] { (void)r.get(); });
    braid::thread t1("T1", [&] {
        const Guard l(m);
        s.acquire();
    });
    braid::thread t2("T2", [&] {
        (void)q.get();
        s.release();
    });
    braid::thread t3("T3", [&] {
        t4.join();
        q.put(1);
    });
    braid::thread t5("T5", [&] {
        hold(p);
        const Guard l(m);
        r.put(1);
    });
    for (braid::thread* each : {&t1, &t2, &t4, &t3, &t5})
        each->start();
    for (braid::thread* each : {&t1, &t2, &t3, &t5})
        each->join();
}

// sasha-s/go-deadlock#4: T1 reads a and wants to read b behind W1; T2 reads b and wants to read a behind W2.
void rw_two_writers_wait(const P& p) {
    braid::shared_mutex a("a", braid::prefer::writers), b("b", braid::prefer::writers);
    const auto read = [&](braid::shared_mutex& mine, braid::shared_mutex& other) {
        mine.lock_shared();
        hold(p, 4);
        other.lock_shared();
        other.unlock_shared();
        mine.unlock_shared();
    };
    const auto write = [&](braid::shared_mutex& which) {
        hold(p, 2);
        which.lock();
        which.unlock();
    };
    go({{"T1", [&] { read(a, b); }}, {"T2", [&] { read(b, a); }}, {"W1", [&] { write(b); }}, {"W2", [&] { write(a); }}});
}

// set and cleared again before W waits
void event_cleared(const P& p) {
    braid::event e("e");
    go({{"W",
         [&] {
             hold(p);
             e.wait();
         }},
        {"S", [&] {
             e.set();
             e.clear();
         }}});
}

void six_locks(const P& p) {
    std::deque<braid::mutex> locks;
    for (const char* name : {"a", "b", "c", "d", "e", "f"})
        locks.emplace_back(name);
    const auto body = [&](std::size_t i) {
        return [&, i] {
            const Guard first(locks[i]);
            hold(p);
            const Guard second(locks[(i + 1) % locks.size()]);
        };
    };
    go({{"T1", body(0)}, {"T2", body(1)}, {"T3", body(2)}, {"T4", body(3)}, {"T5", body(4)}, {"T6", body(5)}});
}

void three_semaphores(const P& p) {
    braid::semaphore a(1, "a"), b(1, "b"), c(1, "c");
    const auto take = [&](braid::semaphore& mine, braid::semaphore& next) {
        return [&] {
            mine.acquire();
            hold(p);
            next.acquire();
            next.release();
            mine.release();
        };
    };
    go({{"T1", take(a, b)}, {"T2", take(b, c)}, {"T3", take(c, a)}});
}

// one permit, taken twice by the same thread
void semaphore_twice(const P&) {
    braid::semaphore s(1, "s");
    go({{"T", [&] {
             s.acquire();
             s.acquire();
             s.release();
             s.release();
         }}});
}

// each sets the other's event after its own was set
void crossed_events(const P&) {
    braid::event a("a"), b("b");
    go({{"T1",
         [&] {
             a.wait();
             b.set();
         }},
        {"T2", [&] {
             b.wait();
             a.set();
         }}});
}

// the count is one too high
void latch_miscounted(const P&) {
    braid::latch done(3, "done");
    go({{"T1", [&] { done.count_down(); }}, {"T2", [&] { done.count_down(); }}, {"W", [&] { done.wait(); }}});
}

// the third party waits for a lock that the second one has at the barrier
void barrier_behind_lock(const P& p) {
    braid::barrier all(3, "all");
    braid::mutex m("m");
    go({{"T1", [&] { all.arrive_and_wait(); }},
        {"T2",
         [&] {
             const Guard l(m);
             all.arrive_and_wait();
         }},
        {"T3", [&] {
             hold(p);
             {
                 const Guard l(m);
             }
             all.arrive_and_wait();
         }}});
}

// T1 and T2 wait for each other's end
void crossed_joins(const P& p) {
    std::deque<braid::thread> threads;
    threads.emplace_back("T1", [&] {
        hold(p);
        threads[1].join();
    });
    threads.emplace_back("T2", [&] {
        hold(p);
        threads[0].join();
    });
    for (braid::thread& thread : threads)
        thread.start();
    braid::event never("never");
    never.wait(); // the run's own thread may not join what is joined already
}

// the joiner of the queue has the lock that the worker needs before it says task_done
void drain_behind_lock(const P& p) {
    braid::queue<int> jobs(0, "jobs");
    braid::mutex m("m");
    go({{"worker",
         [&] {
             (void)jobs.get();
             hold(p);
             const Guard l(m);
             jobs.task_done();
         }},
        {"boss", [&] {
             const Guard l(m);
             jobs.put(1);
             jobs.join();
         }}});
}

// the queue is full; who would get from it waits for the lock that the putter has
void full_behind_lock(const P& p) {
    braid::queue<int> q(1, "q");
    braid::mutex m("m");
    go({{"producer",
         [&] {
             const Guard l(m);
             q.put(1);
             q.put(2);
         }},
        {"consumer", [&] {
             hold(p);
             const Guard l(m);
             (void)q.get();
             (void)q.get();
         }}});
}

// once, whose first caller waits for a lock that the second caller has
void once_behind_lock(const P& p) {
    braid::once_flag once("once");
    braid::mutex m("m");
    go({{"T1",
         [&] {
             braid::call_once(once, [&] {
                 hold(p);
                 const Guard l(m);
             });
         }},
        {"T2", [&] {
             const Guard l(m);
             hold(p);
             braid::call_once(once, [] {});
         }}});
}

// recursive locks, crossed on the second level
void recursive_crossed(const P& p) {
    braid::recursive_mutex a("a"), b("b");
    const auto both = [&](braid::recursive_mutex& mine, braid::recursive_mutex& other) {
        return [&] {
            mine.lock();
            mine.lock();
            hold(p);
            other.lock();
            other.unlock();
            mine.unlock();
            mine.unlock();
        };
    };
    go({{"T1", both(a, b)}, {"T2", both(b, a)}});
}

// a reader has a and waits to write b; who reads b waits to write a
void writers_crossed(const P& p) {
    braid::shared_mutex a("a"), b("b");
    const auto both = [&](braid::shared_mutex& mine, braid::shared_mutex& other) {
        return [&] {
            mine.lock_shared();
            hold(p);
            other.lock();
            other.unlock();
            mine.unlock_shared();
        };
    };
    go({{"T1", both(a, b)}, {"T2", both(b, a)}});
}

// the notifier must have the lock that stays locked while somebody waits for a condition of another lock
void notifier_needs_outer(const P& p) {
    braid::mutex outer("outer"), inner("inner");
    braid::condition_variable filled("filled");
    bool full = false;
    go({{"getter",
         [&] {
             const Guard l(outer);
             Lock i(inner);
             while (!full)
                 filled.wait(i);
         }},
        {"putter 1",
         [&] {
             hold(p);
             const Guard l(outer);
             full = true;
             filled.notify_one();
         }},
        {"putter 2", [&] {
             hold(p);
             const Guard l(outer);
             full = true;
             filled.notify_one();
         }}});
}

// who waits for the pool's task has the lock that the task needs
void pool_behind_lock(const P& p) {
    braid::mutex m("m");
    braid::thread_pool pool(1, "tp");
    const Guard l(m);
    auto result = pool.submit([&] {
        hold(p);
        const Guard inner(m);
        return 1;
    },
                              "task");
    (void)result.get();
}

// a ring with a tail of two: only the ring is the deadlock, the others stand behind it
void ring_with_tail(const P& p) {
    braid::mutex a("a"), b("b"), c("c");
    go({{"T1",
         [&] {
             const Guard first(a);
             hold(p);
             const Guard second(b);
         }},
        {"T2",
         [&] {
             const Guard first(b);
             hold(p);
             const Guard second(a);
         }},
        {"tail 1",
         [&] {
             hold(p, 2);
             const Guard first(c);
             const Guard second(a);
         }},
        {"tail 2", [&] {
             hold(p, 3);
             const Guard first(c);
         }}});
}

// two rings that have nothing to do with each other
void two_rings(const P& p) {
    braid::mutex a("a"), b("b"), c("c"), d("d");
    const auto both = [&](braid::mutex& mine, braid::mutex& other) {
        return [&] {
            const Guard first(mine);
            hold(p);
            const Guard second(other);
        };
    };
    go({{"T1", both(a, b)}, {"T2", both(b, a)}, {"T3", both(c, d)}, {"T4", both(d, c)}});
}

// the stop word is lost: one was put for two workers
void stop_word_missing(const P&) {
    braid::queue<int> jobs(0, "jobs");
    const auto work = [&] {
        while (jobs.get() != 0) {
        }
    };
    go({{"worker 1", work}, {"worker 2", work}, {"boss", [&] {
                                                     jobs.put(1);
                                                     jobs.put(0);
                                                 }}});
}

// the exception path forgets to release the permit that the next one needs
void permit_lost_on_the_way(const P& p) {
    braid::semaphore s(1, "s");
    go({{"T1",
         [&] {
             try {
                 s.acquire();
                 throw 1;
             } catch (int) { // s.release() stands after the throw
             }
         }},
        {"T2", [&] {
             hold(p);
             s.acquire();
             s.release();
         }}});
}

} // namespace

std::vector<Case> variantsOfThreads() {
    return {{"mixed-ring", mixed_ring},
            {"rw-two-writers-wait", rw_two_writers_wait},
            {"event-cleared", event_cleared},
            {"six-locks", six_locks},
            {"three-semaphores", three_semaphores},
            {"semaphore-twice", semaphore_twice},
            {"crossed-events", crossed_events},
            {"latch-miscounted", latch_miscounted},
            {"barrier-behind-lock", barrier_behind_lock},
            {"crossed-joins", crossed_joins},
            {"drain-behind-lock", drain_behind_lock},
            {"full-behind-lock", full_behind_lock},
            {"once-behind-lock", once_behind_lock},
            {"recursive-crossed", recursive_crossed},
            {"writers-crossed", writers_crossed},
            {"notifier-needs-outer", notifier_needs_outer},
            {"pool-behind-lock", pool_behind_lock},
            {"ring-with-tail", ring_with_tail},
            {"two-rings", two_rings},
            {"stop-word-missing", stop_word_missing},
            {"permit-lost-on-the-way", permit_lost_on_the_way}};
}

} // namespace braid::tests::verdict
