#include "engine/exec/output.h"
#include "engine/io/poller.h"
#include "engine/ipc/pipe.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/mutex.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"
#include "engine/sync/shared.h"
#include "engine/sync/shared_mutex.h"
#include "tests/verdict/cases.h"

#include <array>

namespace braid::tests::verdict {
namespace {

// deadlock T1-b-T2-a
void dl01(const P& p) {
    braid::mutex a("a"), b("b");
    int n = 0;
    go({{"T1",
         [&] {
             a.lock();
             hold(p);
             b.lock();
             n++;
             b.unlock();
             a.unlock();
         }},
        {"T2", [&] {
             b.lock();
             hold(p);
             a.lock();
             n++;
             a.unlock();
             b.unlock();
         }}});
}

// deadlock of three
void dl02(const P& p) {
    braid::mutex a("a"), b("b"), c("c");
    int n = 0;
    const auto take = [&](braid::mutex& first, braid::mutex& second) {
        first.lock();
        hold(p);
        second.lock();
        n++;
        second.unlock();
        first.unlock();
    };
    go({{"T1", [&] { take(a, b); }}, {"T2", [&] { take(b, c); }}, {"T3", [&] { take(c, a); }}});
}

// deadlock of five
void dl03(const P& p) {
    constexpr int N = 5;
    std::deque<braid::mutex> f;
    for (int i = 0; i < N; ++i)
        f.emplace_back("fork " + std::to_string(i));
    std::deque<braid::thread> t;
    for (int i = 0; i < N; ++i)
        t.emplace_back("P" + std::to_string(i), [&, i] {
            for (int k = 0; k < 3; ++k) {
                f[static_cast<std::size_t>(i)].lock();
                hold(p);
                f[static_cast<std::size_t>((i + 1) % N)].lock();
                f[static_cast<std::size_t>((i + 1) % N)].unlock();
                f[static_cast<std::size_t>(i)].unlock();
            }
        });
    for (auto& thread : t)
        thread.start();
    for (auto& thread : t)
        thread.join();
}

// deadlock through two semaphores: T1 has a's permit and wants b's, T2 the other way round
void dl04(const P& p) {
    braid::semaphore a(1, "a"), b(1, "b");
    go({{"T1",
         [&] {
             a.acquire();
             hold(p);
             b.acquire();
             b.release();
             a.release();
         }},
        {"T2", [&] {
             b.acquire();
             hold(p);
             a.acquire();
             a.release();
             b.release();
         }}});
}

// the signal comes before the wait: W waits for ever
void dl05(const P& p) {
    braid::mutex m("m");
    braid::condition_variable c("c");
    go({{"W",
         [&] {
             hold(p);
             Lock l(m);
             c.wait(l);
         }},
        {"S", [&] {
             const braid::lock_guard l(m);
             c.notify_one();
         }}});
}

// W waits for c with o held; S, the only one to notify c, waits for o
void dl06(const P& p) {
    braid::mutex o("o"), i("i");
    braid::condition_variable c("c");
    bool ready = false;
    go({{"W",
         [&] {
             const braid::lock_guard outer(o);
             Lock l(i);
             while (!ready)
                 c.wait(l);
         }},
        {"S", [&] {
             hold(p);
             const braid::lock_guard outer(o);
             const braid::lock_guard l(i);
             ready = true;
             c.notify_one();
         }}});
}

// main holds m and waits for T's end; T waits for m
void dl07(const P& p) {
    braid::mutex m("m");
    int n = 0;
    braid::thread x("T", [&] {
        hold(p);
        m.lock();
        n++;
        m.unlock();
    });
    x.start();
    m.lock();
    x.join();
    m.unlock();
}

// each reader waits to be the writer while it (and the other) reads
void dl08(const P& p) {
    braid::shared_mutex l("l");
    int x = 0;
    const auto t = [&] {
        l.lock_shared();
        hold(p);
        const int v = x;
        if (v < 5) {
            l.lock();
            x = v + 1;
            l.unlock();
        }
        l.unlock_shared();
    };
    go({{"T1", t}, {"T2", t}});
}

// R reads and wants to read again behind W, who waits for R
void dl09(const P& p) {
    braid::shared_mutex l("l", braid::prefer::writers);
    int x = 0;
    go({{"R",
         [&] {
             l.lock_shared();
             hold(p, 2);
             l.lock_shared();
             (void)x;
             l.unlock_shared();
             l.unlock_shared();
         }},
        {"W", [&] {
             hold(p);
             l.lock();
             x++;
             l.unlock();
         }}});
}

// T1 has ended with m held
void dl15(const P& p) {
    braid::mutex m("m");
    go({{"T1", [&] { m.lock(); }}, {"T2", [&] {
                                        hold(p);
                                        m.lock();
                                        m.unlock();
                                    }}});
}

// main waits for what it holds
void dl16(const P&) {
    braid::mutex m("m");
    m.lock();
    m.lock();
}

// deadlock T1-b-T2-a, on the path that T2 takes because it saw the flag
void dl18(const P& p) {
    braid::mutex a("a"), b("b"), f("f");
    bool flag = false;
    int n = 0;
    go({{"T1",
         [&] {
             f.lock();
             flag = true;
             f.unlock();
             a.lock();
             hold(p, 2);
             b.lock();
             n++;
             b.unlock();
             a.unlock();
         }},
        {"T2", [&] {
             hold(p);
             f.lock();
             const bool k = flag;
             f.unlock();
             braid::mutex& first = k ? b : a;
             braid::mutex& second = k ? a : b;
             first.lock();
             hold(p, 2);
             second.lock();
             n++;
             second.unlock();
             first.unlock();
         }}});
}

} // namespace

std::vector<Case> lockRings() {
    return {{"dl01", dl01},
            {"dl02", dl02},
            {"dl03", dl03},
            {"dl04", dl04},
            {"dl05", dl05},
            {"dl06", dl06},
            {"dl07", dl07},
            {"dl08", dl08},
            {"dl09", dl09},
            {"dl15", dl15},
            {"dl16", dl16},
            {"dl18", dl18}};
}

} // namespace braid::tests::verdict
