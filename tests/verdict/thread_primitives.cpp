// Channels, and other primitives of threads that came later.

#include "engine/exec/output.h"
#include "engine/exec/threads/future.h"
#include "engine/exec/threads/jthread.h"
#include "engine/sync/barrier.h"
#include "engine/sync/channels/channel.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/guards.h"
#include "engine/sync/latch.h"
#include "engine/sync/mutex.h"
#include "engine/sync/semaphore.h"
#include "engine/sync/shared_mutex.h"
#include "engine/sync/upgrade_mutex.h"
#include "tests/verdict/cases.h"

#include <optional>

namespace braid::tests::verdict {
namespace {

// google/cadvisor#2549: the receiver has given up; whoever hands over waits for ever
void channel_nobody_receives(const P& p) {
    braid::channel<int> result(0, "result");
    braid::thread sender("sender", [&] {
        hold(p, 2);
        result.send(1);
    });
    sender.start();
    if (!result.receive_for(p.pause.value()))
        braid::print("timed out");
    sender.join();
}

// nobody ever sends
void channel_nobody_sends(const P&) {
    braid::channel<int> c(0, "c");
    go({{"receiver", [&] { (void)c.receive(); }}});
}

// golang: a channel without room, sent to and received from by the same one
void channel_to_itself(const P& p) {
    braid::channel<int> c(0, "c");
    go({{"other", [&] { hold(p); }}, {"lonely", [&] {
                                          c.send(1);
                                          (void)c.receive();
                                      }}});
}

// each sends first, and would receive the other's then
void channels_both_send(const P& p) {
    braid::channel<int> a(0, "a"), b(0, "b");
    go({{"T1",
         [&] {
             hold(p);
             a.send(1);
             (void)b.receive();
         }},
        {"T2", [&] {
             hold(p);
             b.send(1);
             (void)a.receive();
         }}});
}

// the sender holds m; the receiver needs m first (Concurrency bugs in Go: a channel under a lock)
void channel_under_lock(const P& p) {
    braid::channel<int> c(0, "c");
    braid::mutex m("m");
    go({{"sender",
         [&] {
             const braid::lock_guard guard(m);
             hold(p);
             c.send(1);
         }},
        {"receiver", [&] {
             hold(p, 2);
             const braid::lock_guard guard(m);
             (void)c.receive();
         }}});
}

// the range over a channel that nobody closes
void channel_never_closed(const P&) {
    braid::channel<int> jobs(2, "jobs");
    go({{"producer",
         [&] {
             for (int i = 0; i < 4; ++i)
                 jobs.send(i);
         }},
        {"worker", [&] {
             while (jobs.receive()) {
             }
         }}});
}

// all who could have come to one of its cases are gone
void select_all_gone(const P& p) {
    braid::channel<int> jobs(0, "jobs"), stop(0, "stop");
    go({{"chooser",
         [&] {
             for (int i = 0; i < 2; ++i) {
                 std::optional<int> job, word;
                 (void)braid::channel_select().receive(jobs, job).receive(stop, word).wait();
             }
         }},
        {"feeder", [&] {
             hold(p);
             jobs.send(1);
         }}});
}

// S waits for one of two channels; those who have sent there wait for m, which S holds
void select_under_lock(const P& p) {
    braid::channel<int> a(0, "a"), b(0, "b");
    braid::mutex m("m");
    const auto feed = [&](braid::channel<int>& into) {
        into.send(1);
        hold(p, 2);
        const braid::lock_guard guard(m);
        into.send(2);
    };
    go({{"S",
         [&] {
             (void)a.receive();
             (void)b.receive();
             const braid::lock_guard guard(m);
             hold(p, 3);
             std::optional<int> first, second;
             (void)braid::channel_select().receive(a, first).receive(b, second).wait();
         }},
        {"A", [&] { feed(a); }},
        {"B", [&] { feed(b); }}});
}

void partial_channel(const P& p) {
    braid::channel<int> c(0, "c");
    go({{"sender",
         [&] {
             hold(p);
             c.send(1);
         }},
        {"worker", [] {
             for (int i = 0; i < 150; ++i)
                 braid::this_thread::sleep_for(10ms);
         }}});
}

// fine: the receiver comes late
void channel_late_receiver_ok(const P& p) {
    braid::channel<int> c(0, "c");
    go({{"sender", [&] { c.send(1); }}, {"receiver", [&] {
                                             hold(p, 10);
                                             (void)c.receive();
                                         }}});
}

// fine: the second case comes late, from one who has never touched the first
void select_late_case_ok(const P& p) {
    braid::channel<int> jobs(0, "jobs"), stop(0, "stop");
    go({{"chooser",
         [&] {
             for (bool stopped = false; !stopped;) {
                 std::optional<int> job, word;
                 stopped = braid::channel_select().receive(jobs, job).receive(stop, word).wait() == 1u;
             }
         }},
        {"feeder",
         [&] {
             for (int i = 0; i < 3; ++i)
                 jobs.send(i);
         }},
        {"stopper", [&] {
             hold(p, 10);
             stop.close();
         }}});
}

// fine: a pipeline whose ends are closed
void channel_pipeline_ok(const P& p) {
    braid::channel<int> numbers(0, "numbers"), squares(1, "squares");
    go({{"source",
         [&] {
             for (int i = 0; i < 10; ++i)
                 numbers.send(i);
             numbers.close();
         }},
        {"square",
         [&] {
             while (const auto number = numbers.receive())
                 squares.send(*number * *number);
             squares.close();
         }},
        {"sink", [&] {
             hold(p);
             while (squares.receive()) {
             }
         }}});
}

// one of three leaves after the first round, and the others come again
void barrier_left_later(const P&) {
    braid::barrier meeting(3, "meeting");
    const auto meets = [&](int rounds) {
        for (int i = 0; i < rounds; ++i)
            meeting.arrive_and_wait();
    };
    go({{"W1", [&] { meets(2); }}, {"W2", [&] { meets(1); }}, {"W3", [&] { meets(2); }}});
}

// R waits for c with r held twice: it releases it once. S, who would notify, waits for r
void condition_any_recursive(const P& p) {
    braid::recursive_mutex r("r");
    braid::condition_variable_any c("c");
    go({{"R",
         [&] {
             const braid::lock_guard outer(r);
             braid::unique_lock inner(r);
             c.wait(inner);
         }},
        {"S", [&] {
             hold(p);
             const braid::lock_guard guard(r);
             c.notify_one();
         }}});
}

// a reader waits for a notification that came before
void condition_any_lost_notify(const P& p) {
    braid::shared_mutex m("m");
    braid::condition_variable_any c("c");
    go({{"W",
         [&] {
             hold(p);
             braid::shared_lock reading(m);
             c.wait(reading);
         }},
        {"S", [&] {
             const braid::lock_guard writing(m);
             c.notify_all();
         }}});
}

// the destructor of a jthread requests a stop, and joins; the thread waits for something else and never looks
void jthread_ignores_token(const P& p) {
    braid::semaphore s(0, "s");
    const braid::jthread worker("worker", [&] { s.acquire(); });
    hold(p);
}

// joined without a request: who waits with the token waits for ever
void stop_never_requested(const P&) {
    braid::mutex m("m");
    braid::condition_variable_any c("c");
    braid::stop_source stop("stop");
    go({{"W", [&] {
             braid::unique_lock guard(m);
             c.wait(guard, stop.get_token(), [] { return false; });
         }}});
}

// the promise is kept, but nobody gives its value
void promise_never_set(const P& p) {
    braid::promise<int> answer("answer");
    const braid::future<int> result = answer.get_future();
    braid::thread setter("setter", [&] { hold(p); });
    setter.start();
    (void)result.get();
}

// CppMicroServices/CppMicroServices#612: the destructor of the future waits with the lock held that the call needs
void async_in_lock(const P& p) {
    braid::mutex updates("updates");
    const braid::lock_guard guard(updates);
    const auto notification = braid::async([&] {
        hold(p);
        const braid::lock_guard again(updates);
    });
}

// T1 upgrades, and waits for T2 to read no longer; T2 reads, and wants to be the one who may upgrade
void upgrade_while_reading(const P& p) {
    braid::upgrade_mutex table("table");
    go({{"T1",
         [&] {
             braid::upgrade_lock mayWrite(table);
             hold(p);
             const braid::upgrade_to_unique_lock writing(mayWrite);
         }},
        {"T2", [&] {
             const braid::shared_lock reading(table);
             hold(p);
             const braid::upgrade_lock mayWrite(table);
         }}});
}

// each counts down after it has waited
void latch_waited_first(const P&) {
    braid::latch gate(2, "gate");
    const auto t = [&] {
        gate.wait();
        gate.count_down();
    };
    go({{"T1", t}, {"T2", t}});
}

// fine: who cannot come says so
void barrier_dropped_ok(const P& p) {
    braid::barrier meeting(3, "meeting");
    const auto meets = [&](bool fails) {
        for (int i = 0; i < 3; ++i) {
            hold(p);
            if (fails) {
                meeting.arrive_and_drop();
                return;
            }
            meeting.arrive_and_wait();
        }
    };
    go({{"W1", [&] { meets(false); }}, {"W2", [&] { meets(true); }}, {"W3", [&] { meets(false); }}});
}

// fine: who cannot come breaks it; and one whose time is over
void barrier_broken_ok(const P& p) {
    braid::barrier first(3, "first"), second(3, "second");
    const auto meets = [&](braid::barrier& at) {
        try {
            at.arrive_and_wait();
        } catch (const braid::broken_barrier&) {
        }
    };
    go({{"W1",
         [&] {
             meets(first);
             meets(second);
         }},
        {"W2",
         [&] {
             hold(p, 5);
             first.abort();
         }},
        {"W3", [&] {
             meets(first);
             try {
                 second.arrive_and_wait_for(p.pause.value());
             } catch (const braid::broken_barrier&) {
             }
         }}});
}

// fine: the stop is requested late, by one that has never touched the condition
void stop_late_ok(const P& p) {
    braid::mutex m("m");
    braid::condition_variable_any c("c");
    const braid::jthread worker("worker", [&](const braid::stop_token& token) {
        braid::unique_lock guard(m);
        c.wait(guard, token, [] { return false; });
    });
    for (int i = 0; i < 20; ++i)
        hold(p);
}

// fine: broken, deferred, or brought late
void futures_ok(const P& p) {
    std::optional<braid::promise<int>> broken("broken"), late("late");
    go({{"waits",
         [result = broken->get_future()] {
             try {
                 (void)result.get();
             } catch (const std::future_error&) {
             }
         }},
        {"waits too", [result = late->get_future()] { (void)result.get(); }},
        {"brings", [&] {
             hold(p);
             broken.reset();
             hold(p, 10);
             late->set_value(1);
         }}});
    auto later = braid::async(braid::launch::deferred, [] { return 1; });
    (void)later.get();
    auto now = braid::async([&] { hold(p); });
    now.get();
}

// fine: the rings have time limits, or are taken the right way
void timed_locks_ok(const P& p) {
    braid::shared_timed_mutex a("a");
    braid::recursive_timed_mutex b("b");
    braid::upgrade_mutex table("table");
    go({{"T1",
         [&] {
             const braid::lock_guard writing(a);
             hold(p);
             if (b.try_lock_for(p.pause.value() * 3))
                 b.unlock();
         }},
        {"T2",
         [&] {
             const braid::lock_guard guard(b);
             hold(p);
             const braid::shared_lock reading(a);
         }},
        {"U1",
         [&] {
             braid::upgrade_lock mayWrite(table);
             hold(p);
             const braid::upgrade_to_unique_lock writing(mayWrite);
         }},
        {"U2", [&] {
             const braid::shared_lock reading(table);
             hold(p, 2);
         }}});
}

} // namespace

std::vector<Case> threadPrimitives() {
    return {{"barrier-left-later", barrier_left_later},
            {"condition-any-recursive", condition_any_recursive},
            {"condition-any-lost-notify", condition_any_lost_notify},
            {"jthread-ignores-token", jthread_ignores_token},
            {"stop-never-requested", stop_never_requested},
            {"promise-never-set", promise_never_set},
            {"async-in-lock", async_in_lock},
            {"upgrade-while-reading", upgrade_while_reading},
            {"latch-waited-first", latch_waited_first},
            {"barrier-dropped-ok", barrier_dropped_ok},
            {"barrier-broken-ok", barrier_broken_ok},
            {"stop-late-ok", stop_late_ok},
            {"futures-ok", futures_ok},
            {"timed-locks-ok", timed_locks_ok},
            {"channel-nobody-receives", channel_nobody_receives},
            {"channel-nobody-sends", channel_nobody_sends},
            {"channel-to-itself", channel_to_itself},
            {"channels-both-send", channels_both_send},
            {"channel-under-lock", channel_under_lock},
            {"channel-never-closed", channel_never_closed},
            {"select-all-gone", select_all_gone},
            {"select-under-lock", select_under_lock},
            {"partial-channel", partial_channel},
            {"channel-late-receiver-ok", channel_late_receiver_ok},
            {"select-late-case-ok", select_late_case_ok},
            {"channel-pipeline-ok", channel_pipeline_ok}};
}

} // namespace braid::tests::verdict
