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

// fine: only one thread ever takes both
void fp01(const P& p) {
    braid::mutex l1("l1"), l2("l2");
    int g = 0;
    go({{"T",
         [&] {
             l1.lock();
             l2.lock();
             l1.unlock();
             hold(p);
             l1.lock();
             g++;
             l1.unlock();
             l2.unlock();
         }},
        {"O", [&] {
             l1.lock();
             g++;
             l1.unlock();
             l2.lock();
             l2.unlock();
         }}});
}

// fine: a common gate
void fp02(const P& p) {
    braid::mutex g("g"), a("a"), b("b");
    int n = 0;
    go({{"T1",
         [&] {
             const braid::lock_guard gate(g);
             const braid::lock_guard first(a);
             hold(p);
             const braid::lock_guard second(b);
             n++;
         }},
        {"T2", [&] {
             const braid::lock_guard gate(g);
             const braid::lock_guard first(b);
             hold(p);
             const braid::lock_guard second(a);
             n++;
         }}});
}

// fine: hand over hand
void fp03(const P& p) {
    braid::mutex a("a"), b("b"), c("c");
    int n = 0;
    go({{"T1",
         [&] {
             for (int i = 0; i < 3; ++i) {
                 a.lock();
                 b.lock();
                 a.unlock();
                 hold(p);
                 c.lock();
                 n++;
                 c.unlock();
                 b.unlock();
             }
         }},
        {"T2", [&] {
             for (int i = 0; i < 3; ++i) {
                 c.lock();
                 hold(p);
                 a.lock();
                 n++;
                 a.unlock();
                 c.unlock();
             }
         }}});
}

// fine: o.m before list.m only while nobody else knows o
void fp04(const P& p) {
    struct O {
        braid::mutex m{"o.m"};
        int v = 0;
    };
    braid::mutex list("list.m");
    O* head = nullptr;
    go({{"creator",
         [&] {
             O* o = new O;
             o->m.lock();
             hold(p);
             list.lock();
             head = o;
             list.unlock();
             hold(p);
             o->v = 1;
             o->m.unlock();
         }},
        {"walker", [&] {
             hold(p);
             list.lock();
             if (head != nullptr) {
                 head->m.lock();
                 head->v++;
                 head->m.unlock();
             }
             list.unlock();
         }}});
}

// fine: readers are preferred
void fp05(const P& p) {
    braid::shared_mutex m0("m0"), m1("m1");
    int x = 0;
    go({{"T1",
         [&] {
             m0.lock_shared();
             hold(p);
             m1.lock_shared();
             m1.unlock_shared();
             m0.unlock_shared();
         }},
        {"T2", [&] {
             m1.lock_shared();
             hold(p, 2);
             m0.lock();
             x++;
             m0.unlock();
             m1.unlock_shared();
         }}});
}

// fine: the two s.m are different locks that stood at one address
[[gnu::noinline]] void one(braid::mutex& m1) {
    braid::mutex s("s.m");
    m1.lock();
    s.lock();
    s.unlock();
    m1.unlock();
}
[[gnu::noinline]] void two(braid::mutex& m1, const P& p) {
    braid::mutex s("s.m");
    s.lock();
    hold(p);
    m1.lock();
    m1.unlock();
    s.unlock();
}
void fp06(const P& p) {
    braid::mutex m1("m1");
    const auto t = [&] {
        one(m1);
        two(m1, p);
    };
    go({{"T1", t}, {"T2", t}});
}

// fine: the second one is only tried
void fp07(const P& p) {
    braid::mutex a("a"), b("b");
    int n = 0;
    const auto both = [&](braid::mutex& x, braid::mutex& y, bool first) {
        for (;; first = false) {
            x.lock();
            if (first)
                hold(p);
            if (y.try_lock())
                return;
            x.unlock();
            braid::this_thread::sleep_for(10us);
        }
    };
    go({{"T1",
         [&] {
             both(a, b, true);
             n++;
             b.unlock();
             a.unlock();
         }},
        {"T2", [&] {
             both(b, a, true);
             n++;
             a.unlock();
             b.unlock();
         }}});
}

// fine: one after the other
void fp08(const P& p) {
    braid::mutex a("a"), b("b");
    int n = 0;
    const auto take = [&](braid::mutex& first, braid::mutex& second) {
        first.lock();
        hold(p);
        second.lock();
        n++;
        second.unlock();
        first.unlock();
    };
    braid::thread t1("T1", [&] { take(a, b); });
    t1.start();
    t1.join();
    braid::thread t2("T2", [&] { take(b, a); });
    t2.start();
    t2.join();
}

// fine: readers only
void fp09(const P& p) {
    braid::shared_mutex a("a"), b("b");
    const auto read = [&](braid::shared_mutex& first, braid::shared_mutex& second) {
        first.lock_shared();
        hold(p);
        second.lock_shared();
        second.unlock_shared();
        first.unlock_shared();
    };
    go({{"T1", [&] { read(a, b); }}, {"T2", [&] { read(b, a); }}});
}

// fine: T2 begins when T1 is through
void fp10(const P& p) {
    braid::mutex a("a"), b("b");
    braid::semaphore s(0, "s");
    int n = 0;
    go({{"T1",
         [&] {
             a.lock();
             hold(p);
             b.lock();
             n++;
             b.unlock();
             a.unlock();
             s.release();
         }},
        {"T2", [&] {
             s.acquire();
             b.lock();
             hold(p);
             a.lock();
             n++;
             a.unlock();
             b.unlock();
         }}});
}

// fine: a is recursive
void fp11(const P& p) {
    braid::recursive_mutex a("a");
    braid::mutex b("b");
    int n = 0;
    const auto t = [&] {
        a.lock();
        b.lock();
        hold(p);
        a.lock();
        n++;
        a.unlock();
        b.unlock();
        a.unlock();
    };
    go({{"T1", t}, {"T2", t}});
}

void ok01(const P& p) {
    braid::mutex m("m");
    braid::shared<int> n(0, "n");
    const auto t = [&] {
        m.lock();
        const int v = n.load();
        hold(p);
        n.store(v + 1);
        m.unlock();
    };
    go({{"T1", t}, {"T2", t}});
    braid::result("n", n.load());
}

void ok02(const P& p) {
    braid::mutex m("m");
    braid::condition_variable c("c");
    bool r = false;
    go({{"W",
         [&] {
             hold(p);
             Lock l(m);
             while (!r)
                 c.wait(l);
         }},
        {"S", [&] {
             const braid::lock_guard l(m);
             r = true;
             c.notify_one();
         }}});
}

void ok03(const P& p) {
    constexpr int N = 5;
    std::deque<braid::mutex> f;
    for (int i = 0; i < N; ++i)
        f.emplace_back("fork " + std::to_string(i));
    std::deque<braid::thread> t;
    for (int i = 0; i < N; ++i)
        t.emplace_back("P" + std::to_string(i), [&, i] {
            auto a = static_cast<std::size_t>(i);
            auto b = static_cast<std::size_t>((i + 1) % N);
            if (a > b)
                std::swap(a, b);
            for (int k = 0; k < 3; ++k) {
                f[a].lock();
                hold(p);
                f[b].lock();
                f[b].unlock();
                f[a].unlock();
            }
        });
    for (auto& thread : t)
        thread.start();
    for (auto& thread : t)
        thread.join();
}

void ok04(const P& p) {
    braid::semaphore s(0, "s");
    braid::shared<int> d(0, "d");
    go({{"A",
         [&] {
             hold(p);
             d.store(42);
             s.release();
         }},
        {"B", [&] {
             s.acquire();
             braid::result("d", d.load());
         }}});
}

void ok05(const P& p) {
    auto [in, out] = braid::pipe("p", false);
    braid::shared<int> d(0, "d");
    go({{"A",
         [&] {
             hold(p);
             d.store(42);
             out.send(1);
         }},
        {"B", [&] {
             (void)in.recv<int>();
             braid::result("d", d.load());
         }}});
}

} // namespace

std::vector<Case> harmless() {
    return {{"fp01", fp01},
            {"fp02", fp02},
            {"fp03", fp03},
            {"fp04", fp04},
            {"fp05", fp05},
            {"fp06", fp06},
            {"fp07", fp07},
            {"fp08", fp08},
            {"fp09", fp09},
            {"fp10", fp10},
            {"fp11", fp11},
            {"ok01", ok01},
            {"ok02", ok02},
            {"ok03", ok03},
            {"ok04", ok04},
            {"ok05", ok05}};
}

} // namespace braid::tests::verdict
