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

// one of two increments is lost
void lu01(const P& p) {
    braid::shared<int> n(0, "n");
    const auto t = [&] {
        const int v = n.load();
        hold(p);
        n.store(v + 1);
    };
    go({{"T1", t}, {"T2", t}});
    braid::result("n", n.load());
}

// the same with both halves locked, but not together
void lu02(const P& p) {
    braid::mutex m("m");
    braid::shared<int> n(0, "n");
    const auto t = [&] {
        m.lock();
        const int v = n.load();
        m.unlock();
        hold(p);
        m.lock();
        n.store(v + 1);
        m.unlock();
    };
    go({{"T1", t}, {"T2", t}});
    braid::result("n", n.load());
}

// checked and withdrawn under two lockings: overdraft
void lu03(const P& p) {
    braid::mutex m("m");
    braid::shared<int> bal(100, "bal");
    const auto t = [&] {
        m.lock();
        const bool ok = bal.load() >= 80;
        m.unlock();
        hold(p);
        if (ok) {
            m.lock();
            bal.store(bal.load() - 80);
            m.unlock();
        }
    };
    go({{"T1", t}, {"T2", t}});
    braid::result("bal", bal.load());
}

// one variable, two locks: an increment is lost
void lu04(const P& p) {
    braid::mutex a("a"), b("b");
    braid::shared<int> n(0, "n");
    go({{"T1",
         [&] {
             a.lock();
             const int v = n.load();
             hold(p);
             n.store(v + 1);
             a.unlock();
         }},
        {"T2", [&] {
             b.lock();
             const int v = n.load();
             hold(p);
             n.store(v + 1);
             b.unlock();
         }}});
    braid::result("n", n.load());
}

// y is written by both without order: a race, nothing is lost that was read
void lu05(const P& p) {
    braid::mutex m("m");
    braid::shared<int> x(0, "x"), y(0, "y");
    go({{"T1",
         [&] {
             y.store(1);
             m.lock();
             x.store(x.load() + 1);
             m.unlock();
         }},
        {"T2", [&] {
             hold(p);
             m.lock();
             x.store(x.load() + 1);
             m.unlock();
             y.store(2);
         }}});
    braid::result("y", y.load());
}

// both write true: the same word twice
void lu_same_word_ok(const P& p) {
    braid::shared<bool> done(false, "done");
    const auto t = [&] {
        if (!done.load()) {
            hold(p);
            done.store(true);
        }
    };
    go({{"T1", t}, {"T2", t}});
}

// T1 shows n, and resets it later on purpose: what it writes does not depend on what it read
void lu_reset_ok(const P& p) {
    braid::shared<int> n(5, "n");
    go({{"T1",
         [&] {
             braid::print("n is " + std::to_string(n.load()));
             hold(p, 2);
             n.store(0);
         }},
        {"T2", [&] {
             hold(p);
             n.store(n.load() + 1);
         }}});
}

// as lu03, with the check outside of the lock and a change in one step: it falls to -60 all the same
void lu_check_then_subtract(const P& p) {
    braid::shared<int> bal(100, "bal");
    const auto t = [&] {
        if (bal.load() >= 80) {
            hold(p);
            bal.fetch_sub(80);
        }
    };
    go({{"T1", t}, {"T2", t}});
    braid::result("bal", bal.load());
}

// checked again under the lock: only one of them gets the money
void lu_checked_again_ok(const P& p) {
    braid::mutex m("m");
    braid::shared<int> bal(100, "bal");
    const auto t = [&] {
        if (bal.load() < 80)
            return;
        hold(p);
        const braid::lock_guard l(m);
        if (bal.load() >= 80)
            bal.store(bal.load() - 80);
    };
    go({{"T1", t}, {"T2", t}});
    braid::result("bal", bal.load());
}

// one counts up, one counts down, ten times each: what the other one did meanwhile is gone
void lu_up_and_down(const P& p) {
    braid::shared<int> n(0, "n");
    const auto count = [&](int by) {
        for (int i = 0; i < 10; ++i) {
            const int v = n.load();
            hold(p);
            n.store(v + by);
        }
    };
    go({{"up", [&] { count(1); }}, {"down", [&] { count(-1); }}});
    braid::result("n", n.load());
}

// a line of text is appended to by both: one of the words is lost
void lu_text(const P& p) {
    braid::shared<std::string> line("log:", "line");
    const auto t = [&] {
        const std::string v = line.load();
        hold(p);
        line.store(v + " here");
    };
    go({{"T1", t}, {"T2", t}});
}

// one changes it in one step, the other one does not: the change is lost
void lu_plain_over_atomic(const P& p) {
    braid::shared<int> n(0, "n");
    go({{"T1",
         [&] {
             const int v = n.load();
             hold(p, 2);
             n.store(v + 1);
         }},
        {"T2", [&] {
             hold(p);
             n.fetch_add(1);
         }}});
    braid::result("n", n.load());
}

// it shows how far all are, and then counts one more under the lock: nothing depends on what it has shown
void lu_show_then_count_ok(const P& p) {
    braid::mutex m("m");
    braid::shared<int> done(0, "done");
    const auto t = [&] {
        for (int i = 0; i < 5; ++i) {
            braid::print(std::to_string(done.load()) + " done");
            hold(p);
            const braid::lock_guard l(m);
            done.store(done.load() + 1);
        }
    };
    go({{"T1", t}, {"T2", t}});
    braid::result("done", done.load());
}

// each has a variable of its own, and main looks at both
void lu_private_ok(const P& p) {
    braid::shared<int> a(0, "a"), b(0, "b");
    const auto count = [&](braid::shared<int>& own) {
        for (int i = 0; i < 5; ++i) {
            const int v = own.load();
            hold(p);
            own.store(v + 1);
        }
    };
    braid::thread one("T1", [&] { count(a); }), two("T2", [&] { count(b); });
    one.start();
    two.start();
    for (int i = 0; i < 3; ++i) {
        braid::print(std::to_string(a.load() + b.load()));
        hold(p);
    }
    one.join();
    two.join();
}

// they take turns by a number that each sets to the other one's: constants
void lu_turns_ok(const P&) {
    braid::shared<int> turn(1, "turn");
    const auto play = [&](int own, int other) {
        for (int i = 0; i < 20; ++i) {
            while (turn.load() != own)
                braid::this_thread::yield();
            turn.store(other);
        }
    };
    go({{"one", [&] { play(1, 2); }}, {"two", [&] { play(2, 1); }}});
}

} // namespace

std::vector<Case> sharedValues() {
    return {{"lu01", lu01},
            {"lu02", lu02},
            {"lu03", lu03},
            {"lu04", lu04},
            {"lu05", lu05},
            {"lu-same-word-ok", lu_same_word_ok},
            {"lu-reset-ok", lu_reset_ok},
            {"lu-check-then-subtract", lu_check_then_subtract},
            {"lu-checked-again-ok", lu_checked_again_ok},
            {"lu-up-and-down", lu_up_and_down},
            {"lu-text", lu_text},
            {"lu-plain-over-atomic", lu_plain_over_atomic},
            {"lu-show-then-count-ok", lu_show_then_count_ok},
            {"lu-private-ok", lu_private_ok},
            {"lu-turns-ok", lu_turns_ok}};
}

} // namespace braid::tests::verdict
