#include "engine/sync/barrier.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/mutex.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"
#include "engine/sync/shared_mutex.h"
#include "tests/verdict/cases.h"

#include <memory>

/// Programs that look like the hangs of the other files and are none.
namespace braid::tests::verdict {
namespace {

// fine: permits that go to and fro
void ping_pong_ok(const P&) {
    braid::semaphore ping(1, "ping"), pong(0, "pong");
    go({{"T1",
         [&] {
             for (int i = 0; i < 50; ++i) {
                 ping.acquire();
                 pong.release();
             }
         }},
        {"T2", [&] {
             for (int i = 0; i < 50; ++i) {
                 pong.acquire();
                 ping.release();
             }
         }}});
}

// fine: whoever waits, waits for a state and not for the notification
void notified_before_ok(const P& p) {
    braid::mutex m("m");
    braid::condition_variable c("c");
    bool ready = false;
    go({{"W",
         [&] {
             hold(p);
             Lock l(m);
             while (!ready)
                 c.wait(l);
         }},
        {"S", [&] {
             const Guard l(m);
             ready = true;
             c.notify_one();
         }}});
}

// fine: opposite orders, but a gate is held over both
void gate_ok(const P& p) {
    braid::mutex gate("gate"), a("a"), b("b");
    const auto both = [&](braid::mutex& first, braid::mutex& second) {
        return [&] {
            const Guard g(gate);
            const Guard one(first);
            hold(p);
            const Guard two(second);
        };
    };
    go({{"T1", both(a, b)}, {"T2", both(b, a)}});
}

// fine: std::lock's way, all or nothing
void try_and_back_off_ok(const P& p) {
    braid::mutex a("a"), b("b");
    const auto both = [&](braid::mutex& first, braid::mutex& second, std::chrono::nanoseconds pause) {
        return [&, pause] {
            for (;;) {
                first.lock();
                if (second.try_lock())
                    break;
                first.unlock();
                braid::this_thread::sleep_for(pause);
            }
            hold(p);
            second.unlock();
            first.unlock();
        };
    };
    go({{"T1", both(a, b, 1ms)}, {"T2", both(b, a, 3ms)}});
}

// fine: a barrier that is used again and again
void barrier_again_ok(const P&) {
    braid::barrier all(3, "all");
    const auto rounds = [&] {
        for (int i = 0; i < 20; ++i)
            all.arrive_and_wait();
    };
    go({{"T1", rounds}, {"T2", rounds}, {"T3", rounds}});
}

// fine: the workers wait for work all the while, and are told to stop in the end
void idle_workers_ok(const P& p) {
    braid::queue<int> jobs(0, "jobs");
    const auto work = [&] {
        while (jobs.get() != 0) {
        }
    };
    go({{"worker 1", work}, {"worker 2", work}, {"boss", [&] {
                                                     hold(p, 5);
                                                     jobs.put(1);
                                                     hold(p, 5);
                                                     jobs.put(0);
                                                     jobs.put(0);
                                                 }}});
}

// fine: a lock that one thread takes and another gives back is a semaphore
void handed_over_ok(const P& p) {
    braid::semaphore turn(1, "turn");
    go({{"T1", [&] { turn.acquire(); }}, {"T2", [&] {
                                              hold(p, 2);
                                              turn.release();
                                          }},
        {"T3", [&] {
             hold(p);
             turn.acquire();
             turn.release();
         }}});
}

// fine: a daemon may wait for ever
void daemon_waits_ok(const P& p) {
    const auto never = std::make_shared<braid::queue<int>>(0, "never"); // it lives as long as the daemon
    braid::thread daemon("daemon", [never] { (void)never->get(); }, {.daemon = true});
    daemon.start();
    hold(p, 3);
}

// fine: both read, and the writer comes when they have gone
void readers_and_a_writer_ok(const P& p) {
    braid::shared_mutex l("l", braid::prefer::writers);
    const auto read = [&] {
        for (int i = 0; i < 5; ++i) {
            l.lock_shared();
            hold(p);
            l.unlock_shared();
        }
    };
    go({{"R1", read}, {"R2", read}, {"W", [&] {
                                         hold(p);
                                         l.lock();
                                         l.unlock();
                                     }}});
}

} // namespace

std::vector<Case> harmlessVariants() {
    return {{"ping-pong-ok", ping_pong_ok},
            {"notified-before-ok", notified_before_ok},
            {"gate-ok", gate_ok},
            {"try-and-back-off-ok", try_and_back_off_ok},
            {"barrier-again-ok", barrier_again_ok},
            {"idle-workers-ok", idle_workers_ok},
            {"handed-over-ok", handed_over_ok},
            {"daemon-waits-ok", daemon_waits_ok},
            {"readers-and-a-writer-ok", readers_and_a_writer_ok}};
}

} // namespace braid::tests::verdict
