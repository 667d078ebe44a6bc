#include "engine/sync/condition_variable.h"
#include "engine/sync/event.h"
#include "engine/sync/mutex.h"
#include "engine/sync/queue.h"
#include "engine/sync/shared.h"
#include "tests/verdict/verdicts.h"

#include <array>
#include <atomic>

// Lanes that do the same again and again: for ever and in vain, or with a reason.
namespace braid::tests::verdict {
namespace {

/// A clock that both threads come together by, from the moment `begin` on, which lies behind their starts.
struct Steps {
    std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now() + 50ms;

    /// Until the next of the moments that are `phase` behind a whole multiple of 75 ms.
    void sleepUntil(std::chrono::nanoseconds phase, CallSite site = {}) const {
        constexpr std::chrono::nanoseconds Round = 75ms;
        const auto since = std::chrono::steady_clock::now() - begin;
        braid::this_thread::sleep_for(since < 0ms ? phase - since : (phase + Round - since % Round) % Round, site);
    }
};

// Try, give way, try again, in step.
void livelock(const P&) {
    braid::mutex a("a"), b("b");
    const Steps steps;
    const auto both = [&steps](braid::mutex& first, braid::mutex& second) {
        for (;;) {
            steps.sleepUntil(0ms);
            first.lock();
            steps.sleepUntil(30ms);
            const bool got = second.try_lock();
            if (got)
                second.unlock();
            steps.sleepUntil(60ms);
            first.unlock();
            if (got)
                return;
        }
    };
    go({{"T1", [&] { both(a, b); }}, {"T2", [&] { both(b, a); }}});
}

// A ring whose waits have time limits, and who has waited in vain waits again.
void timed_again(const P& p) {
    braid::timed_mutex a("a"), b("b");
    const auto take = [&p](braid::timed_mutex& first, braid::timed_mutex& second) {
        first.lock();
        hold(p);
        while (!second.try_lock_for(10ms)) {
        }
    };
    go({{"T1", [&] { take(a, b); }}, {"T2", [&] { take(b, a); }}});
}

// dl06, but W looks every 20 ms: it waits for c with o held, and S, who would notify, waits for o.
void polling_hang(const P& p) {
    braid::mutex o("o"), m("m");
    braid::condition_variable c("c");
    bool ready = false;
    go({{"W",
         [&] {
             const braid::lock_guard outer(o);
             Lock l(m);
             while (!ready)
                 (void)c.wait_for(l, 20ms);
         }},
        {"S", [&] {
             hold(p);
             const braid::lock_guard outer(o);
             const braid::lock_guard l(m);
             ready = true;
             c.notify_one();
         }}});
}

// T1 has m and looks at a flag again and again; T2 needs m to set it.
void spinning_hang(const P& p) {
    braid::mutex m("m");
    braid::shared<bool> flag(false, "flag");
    go({{"T1",
         [&] {
             const braid::lock_guard l(m);
             while (!flag.load())
                 braid::this_thread::sleep_for(10ms);
         }},
        {"T2", [&] {
             hold(p);
             const braid::lock_guard l(m);
             flag.store(true);
         }}});
}

// The same, thousands of times a second.
void spinning_fast(const P& p) {
    braid::mutex m("m");
    braid::shared<bool> flag(false, "flag");
    go({{"T1",
         [&] {
             const braid::lock_guard l(m);
             while (!flag.load())
                 braid::this_thread::sleep_for(100us);
         }},
        {"T2", [&] {
             hold(p);
             const braid::lock_guard l(m);
             flag.store(true);
         }}});
}

// Each polls its own queue for what only the other would put.
void polling_queues(const P&) {
    braid::queue<int> q(0, "q"), r(0, "r");
    const auto serve = [](braid::queue<int>& in, braid::queue<int>& out) {
        for (;;) {
            try {
                out.put(in.get({.timeout = 15ms}));
            } catch (const braid::empty&) {
            }
        }
    };
    go({{"T1", [&] { serve(q, r); }}, {"T2", [&] { serve(r, q); }}});
}

// Each has what the other tries for, thousands of times a second.
void spinning_ring(const P& p) {
    braid::mutex a("a"), b("b");
    const auto take = [&p](braid::mutex& first, braid::mutex& second) {
        first.lock();
        hold(p);
        while (!second.try_lock())
            braid::this_thread::sleep_for(20us);
    };
    go({{"T1", [&] { take(a, b); }}, {"T2", [&] { take(b, a); }}});
}

// Each takes its own lock in every round, thousands of times a second.
void spinning_in_step(const P&) {
    braid::mutex a("a"), b("b"), both("both");
    const auto take = [](braid::mutex& own, braid::mutex& common) {
        for (bool got = false; !got;) {
            own.lock();
            got = common.try_lock();
            own.unlock();
            braid::this_thread::sleep_for(50us);
        }
    };
    both.lock();
    go({{"T1", [&] { take(a, both); }}, {"T2", [&] { take(b, both); }}});
}

// While a third one goes its rounds elsewhere.
void livelock_of_two(const P& p) {
    braid::timed_mutex a("a"), b("b");
    const auto take = [&p](braid::timed_mutex& first, braid::timed_mutex& second) {
        first.lock();
        hold(p);
        while (!second.try_lock_for(10ms)) {
        }
    };
    go({{"T1", [&] { take(a, b); }},
        {"T2", [&] { take(b, a); }},
        {"worker", [] {
             for (;;)
                 braid::this_thread::sleep_for(10ms);
         }}});
}

// polling-hang while a third one goes its rounds elsewhere.
void polling_of_three(const P& p) {
    braid::mutex o("o"), m("m");
    braid::condition_variable c("c");
    bool ready = false;
    go({{"W",
         [&] {
             const braid::lock_guard outer(o);
             Lock l(m);
             while (!ready)
                 (void)c.wait_for(l, 20ms);
         }},
        {"S",
         [&] {
             hold(p);
             const braid::lock_guard outer(o);
             const braid::lock_guard l(m);
             ready = true;
             c.notify_one();
         }},
        {"worker", [] {
             for (;;)
                 braid::this_thread::sleep_for(10ms);
         }}});
}

// Each tries to put into a full queue what the other would take only afterwards.
void putting_again(const P&) {
    braid::queue<int> q(1, "q"), r(1, "r");
    const auto serve = [](braid::queue<int>& in, braid::queue<int>& out) {
        out.put(1);
        for (bool room = false; !room;) {
            try {
                out.put(2, {.timeout = 15ms});
                room = true;
            } catch (const braid::full&) {
            }
        }
        (void)in.get();
    };
    go({{"T1", [&] { serve(q, r); }}, {"T2", [&] { serve(r, q); }}});
}

// Each waits for the end of the other, and again.
void joining_each_other(const P&) {
    std::deque<braid::thread> threads;
    std::atomic<bool> started{false};
    const auto join = [&](std::size_t other) {
        while (!started)
            braid::this_thread::sleep_for(1ms);
        while (!threads[other].join_for(20ms)) {
        }
    };
    threads.emplace_back("T1", [&] { join(1); });
    threads.emplace_back("T2", [&] { join(0); });
    for (auto& thread : threads)
        thread.start();
    started = true;
    for (;;)
        braid::this_thread::sleep_for(10ms);
}

// ---- Nothing is wrong with these.

// Who polls gets what it waits for in the end.
void polling_consumer(const P&) {
    braid::queue<int> q(0, "q");
    go({{"T1",
         [&] {
             for (bool got = false; !got;) {
                 try {
                     (void)q.get({.timeout = 20ms});
                     got = true;
                 } catch (const braid::empty&) {
                 }
             }
         }},
        {"T2", [&] {
             braid::this_thread::sleep_for(1800ms);
             q.put(1);
         }}});
}

// … also where the one who gives it does something else over and over before.
void polling_ticker(const P&) {
    braid::shared<bool> stop(false, "stop");
    go({{"T1",
         [&] {
             while (!stop.load())
                 braid::this_thread::sleep_for(10ms);
         }},
        {"T2", [&] {
             for (int i = 0; i < 180; ++i)
                 braid::this_thread::sleep_for(10ms);
             stop.store(true);
         }}});
}

// The one with the lock has long work to do.
void trying_worker(const P&) {
    braid::mutex m("m");
    go({{"T1",
         [&] {
             const braid::lock_guard l(m);
             braid::this_thread::sleep_for(1800ms);
         }},
        {"T2", [&] {
             braid::this_thread::sleep_for(20ms);
             while (!m.try_lock())
                 braid::this_thread::sleep_for(10ms);
             m.unlock();
         }}});
}

// Try, give way, try again, not in step.
void backing_off(const P& p) {
    braid::mutex a("a"), b("b");
    const auto both = [&p](braid::mutex& first, braid::mutex& second, std::chrono::nanoseconds pause) {
        first.lock();
        hold(p);
        while (!second.try_lock()) {
            first.unlock();
            braid::this_thread::sleep_for(pause);
            first.lock();
        }
        second.unlock();
        first.unlock();
    };
    go({{"T1", [&] { both(a, b, 7ms); }}, {"T2", [&] { both(b, a, 31ms); }}});
}

// Each of them often fails, and all get on.
void trying_philosophers(const P&) {
    constexpr std::size_t N = 4;
    std::deque<braid::mutex> forks;
    for (std::size_t i = 0; i < N; ++i)
        forks.emplace_back("fork " + std::to_string(i));
    std::deque<braid::thread> threads;
    for (std::size_t i = 0; i < N; ++i)
        threads.emplace_back("P" + std::to_string(i), [&forks, i] {
            braid::mutex &left = forks[i], &right = forks[(i + 1) % N];
            for (int meals = 0; meals < 60;) {
                left.lock();
                if (right.try_lock()) {
                    braid::this_thread::sleep_for(3ms);
                    right.unlock();
                    ++meals;
                }
                left.unlock();
                braid::this_thread::sleep_for(std::chrono::milliseconds(1 + i));
            }
        });
    for (auto& thread : threads)
        thread.start();
    for (auto& thread : threads)
        thread.join();
}

// It takes m in each round, and T2 gets it between two of them.
void looking_under_lock(const P&) {
    braid::mutex m("m");
    braid::shared<bool> ready(false, "ready");
    go({{"T1",
         [&] {
             for (bool seen = false; !seen;) {
                 {
                     const braid::lock_guard l(m);
                     seen = ready.load();
                 }
                 braid::this_thread::sleep_for(5ms);
             }
         }},
        {"T2", [&] {
             for (int i = 0; i < 120; ++i) {
                 braid::this_thread::sleep_for(12ms);
                 const braid::lock_guard l(m);
                 if (i == 119)
                     ready.store(true);
             }
         }}});
}

// One waits for the other with time limits, and that one computes.
void joining_again(const P&) {
    braid::event done("done");
    go({{"T1",
         [&] {
             while (!done.wait_for(20ms)) {
             }
         }},
        {"T2", [&] {
             const auto begin = std::chrono::steady_clock::now();
             while (std::chrono::steady_clock::now() - begin < 1800ms) {
             }
             done.set();
         }}});
}

} // namespace

std::vector<Case> repetition() {
    return {{"livelock", livelock},
            {"timed-again", timed_again},
            {"polling-hang", polling_hang},
            {"spinning-hang", spinning_hang},
            {"spinning-fast", spinning_fast},
            {"polling-queues", polling_queues},
            {"spinning-ring", spinning_ring},
            {"spinning-in-step", spinning_in_step},
            {"livelock-of-two", livelock_of_two},
            {"polling-of-three", polling_of_three},
            {"putting-again", putting_again},
            {"joining-each-other", joining_each_other},
            {"polling-consumer", polling_consumer},
            {"polling-ticker", polling_ticker},
            {"trying-worker", trying_worker},
            {"backing-off", backing_off},
            {"trying-philosophers", trying_philosophers},
            {"looking-under-lock", looking_under_lock},
            {"joining-again", joining_again}};
}

} // namespace braid::tests::verdict
