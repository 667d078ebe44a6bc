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

using P = CaseParams;
using Lock [[maybe_unused]] = braid::unique_lock<braid::mutex>;

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

} // namespace

std::vector<Case> sharedValues() {
    return {{"lu01", lu01},
            {"lu02", lu02},
            {"lu03", lu03},
            {"lu04", lu04},
            {"lu05", lu05}};
}

} // namespace braid::tests::verdict
