#include "engine/exec/output.h"
#include "engine/ipc/pipe.h"
#include "engine/sync/barrier.h"
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

struct Bounded {
    explicit Bounded(const std::string& name) : m(name + ".m"), nf(name + ".nf"), ne(name + ".ne") {}
    braid::mutex m;
    braid::condition_variable nf, ne;
    int n = 0;
    void push() {
        Lock l(m);
        while (n == 2)
            nf.wait(l);
        n++;
        ne.notify_one();
    }
    void pop() {
        Lock l(m);
        while (n == 0)
            ne.wait(l);
        n--;
        nf.notify_one();
    }
};

// A waits for room in q0, which only B makes; B for room in q1, which only A makes
void dl10(const P&) {
    Bounded q0("q0"), q1("q1");
    go({{"A",
         [&] {
             for (int i = 0; i < 3; ++i)
                 q0.push();
             for (int i = 0; i < 3; ++i)
                 q1.pop();
         }},
        {"B", [&] {
             for (int i = 0; i < 3; ++i)
                 q1.push();
             for (int i = 0; i < 3; ++i)
                 q0.pop();
         }}});
}

// the same with Braid's own queue
void dl10q(const P&) {
    braid::queue<int> q0(2, "q0"), q1(2, "q1");
    go({{"A",
         [&] {
             for (int i = 0; i < 3; ++i)
                 q0.put(i);
             for (int i = 0; i < 3; ++i)
                 (void)q1.get();
         }},
        {"B", [&] {
             for (int i = 0; i < 3; ++i)
                 q1.put(i);
             for (int i = 0; i < 3; ++i)
                 (void)q0.get();
         }}});
}

// A waits for room in p, which only B makes; B for room in q, which only A makes
void dl11(const P&) {
    auto [pr, pw] = braid::pipe("p", false);
    auto [qr, qw] = braid::pipe("q", false);
    const std::string mebibyte(1 << 20, 'x');
    go({{"A",
         [&] {
             pw.send_bytes(mebibyte);
             (void)qr.recv_bytes();
         }},
        {"B", [&] {
             qw.send_bytes(mebibyte);
             (void)pr.recv_bytes();
         }}});
}

// R holds m and waits for bytes that only W sends; W waits for m
void dl12(const P& p) {
    auto [in, out] = braid::pipe("p", false);
    braid::mutex m("m");
    go({{"R",
         [&] {
             m.lock();
             (void)in.recv<int>();
             m.unlock();
         }},
        {"W", [&] {
             hold(p);
             m.lock();
             out.send(1);
             m.unlock();
         }}});
}

// two of three come
void dl14(const P&) {
    braid::barrier b(3, "b");
    go({{"T1", [&] { b.arrive_and_wait(); }}, {"T2", [&] { b.arrive_and_wait(); }}});
}

// T1 holds m and waits for a permit that only T2 gives; T2 waits for m
void dl17(const P& p) {
    braid::mutex m("m");
    braid::semaphore s(0, "s");
    go({{"T1",
         [&] {
             m.lock();
             s.acquire();
             m.unlock();
         }},
        {"T2", [&] {
             hold(p);
             m.lock();
             m.unlock();
             s.release();
         }}});
}

// w2 was woken for w1's sake, and w1 for w2's: w2 waits for ever although b is set
void dl19(const P& p) {
    braid::mutex m("m");
    braid::condition_variable c("c");
    bool a = false, b = false;
    go({{"w1",
         [&] {
             hold(p); // so that w2 is the first one to be woken
             Lock l(m);
             while (!a)
                 c.wait(l);
         }},
        {"w2",
         [&] {
             Lock l(m);
             while (!b)
                 c.wait(l);
         }},
        {"s", [&] {
             hold(p, 2);
             {
                 const braid::lock_guard l(m);
                 a = true;
                 c.notify_one();
             }
             hold(p);
             const braid::lock_guard l(m);
             b = true;
             c.notify_one();
         }}});
}

// all four wait on one condition
void dl20(const P& p) {
    braid::mutex m("m");
    braid::condition_variable c("c");
    int n = 0;
    const auto producer = [&] {
        hold(p); // both consumers wait by then
        for (int i = 0; i < 3; ++i) {
            Lock l(m);
            while (n == 1)
                c.wait(l);
            n++;
            c.notify_one();
        }
    };
    const auto consumer = [&] {
        for (int i = 0; i < 3; ++i) {
            Lock l(m);
            while (n == 0)
                c.wait(l);
            n--;
            c.notify_one();
        }
    };
    go({{"P1", producer}, {"C1", consumer}, {"P2", producer}, {"C2", consumer}});
}

} // namespace

std::vector<Case> otherWaits() {
    return {{"dl10", dl10},
            {"dl10q", dl10q},
            {"dl11", dl11},
            {"dl12", dl12},
            {"dl14", dl14},
            {"dl17", dl17},
            {"dl19", dl19},
            {"dl20", dl20}};
}

} // namespace braid::tests::verdict
