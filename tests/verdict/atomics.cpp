// What programs do with atomic variables: changes in one step, spinning, waiting for a change.
#include "engine/exec/output.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"
#include "engine/sync/shared.h"
#include "tests/verdict/cases.h"

namespace braid::tests::verdict {
namespace {

// counts in one step
void at_fetch_ok(const P& p) {
    braid::shared<int> n(0, "n");
    const auto t = [&] {
        for (int i = 0; i < 10; ++i) {
            n.fetch_add(1);
            if (i % 5 == 0)
                hold(p);
            ++n;
            n -= 1;
        }
    };
    go({{"T1", t}, {"T2", t}, {"T3", t}});
    braid::result("n", n.load());
}

// tries again until no other one came in between
void at_retry_ok(const P& p) {
    braid::shared<int> n(0, "n");
    const auto t = [&] {
        int now = n.load();
        hold(p);
        while (!n.compare_exchange_weak(now, now + 1)) {
        }
    };
    go({{"T1", t}, {"T2", t}, {"T3", t}});
    braid::result("n", n.load());
}

// a lock that is spun on: what it guards is counted properly
void at_spin_lock_ok(const P& p) {
    braid::shared<bool> locked(false, "locked");
    braid::shared<int> n(0, "n");
    const auto t = [&] {
        for (int i = 0; i < 3; ++i) {
            while (locked.exchange(true))
                braid::this_thread::yield();
            const int v = n.load();
            if (i == 0)
                hold(p);
            n.store(v + 1);
            locked.store(false);
        }
    };
    go({{"T1", t}, {"T2", t}});
    braid::result("n", n.load());
}

// waits for the change, which comes and is notified
void at_wait_ok(const P& p) {
    braid::shared<int> ready(0, "ready");
    go({{"W",
         [&] {
             ready.wait(0);
             braid::result("ready", ready.load());
         }},
        {"S", [&] {
             hold(p);
             ready.store(1);
             ready.notify_one();
         }}});
}

// they wait for each other's turn by turns
void at_ping_pong_ok(const P&) {
    braid::shared<int> ball(0, "ball");
    const auto play = [&](int own) {
        for (int i = 0; i < 20; ++i) {
            for (int now = ball.load(); now % 2 != own; now = ball.load())
                ball.wait(now);
            ball.fetch_add(1);
            ball.notify_all();
        }
    };
    go({{"ping", [&] { play(0); }}, {"pong", [&] { play(1); }}});
    braid::result("ball", ball.load());
}

// stored, never notified: T waits for ever, main for T
void at_wait_nobody(const P& p) {
    braid::shared<int> v(0, "v");
    braid::thread t("T", [&] { v.wait(0); });
    t.start();
    hold(p);
    v = 1;
    t.join();
}

// nobody ever changes it
void at_wait_no_change(const P& p) {
    braid::shared<bool> stop(false, "stop");
    go({{"W", [&] { stop.wait(false); }}, {"S", [&] { hold(p); }}});
}

// notified first, changed then: the notification comes too early
void at_notify_first(const P& p) {
    braid::shared<int> v(0, "v");
    go({{"W", [&] { v.wait(0); }}, {"S", [&] {
                                        hold(p);
                                        v.notify_all();
                                        v.store(1);
                                    }}});
}

// two wait, one is notified: the other one waits for ever
void at_notify_one_of_two(const P& p) {
    braid::shared<int> v(0, "v");
    go({{"W1", [&] { v.wait(0); }}, {"W2", [&] { v.wait(0); }}, {"S", [&] {
                                                                     hold(p);
                                                                     v.store(1);
                                                                     v.notify_one();
                                                                 }}});
}

// W waits for the change with the lock held that S needs before it makes it
void at_wait_under_lock(const P& p) {
    braid::mutex m("m");
    braid::shared<int> v(0, "v");
    go({{"W",
         [&] {
             const braid::lock_guard l(m);
             v.wait(0);
         }},
        {"S", [&] {
             hold(p);
             const braid::lock_guard l(m);
             v.store(1);
             v.notify_one();
         }}});
}

} // namespace

std::vector<Case> atomics() {
    return {{"at-fetch-ok", at_fetch_ok},
            {"at-retry-ok", at_retry_ok},
            {"at-spin-lock-ok", at_spin_lock_ok},
            {"at-wait-ok", at_wait_ok},
            {"at-ping-pong-ok", at_ping_pong_ok},
            {"at-wait-nobody", at_wait_nobody},
            {"at-wait-no-change", at_wait_no_change},
            {"at-notify-first", at_notify_first},
            {"at-notify-one-of-two", at_notify_one_of_two},
            {"at-wait-under-lock", at_wait_under_lock}};
}

} // namespace braid::tests::verdict
