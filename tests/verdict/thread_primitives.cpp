// Channels, and other primitives of threads that came later.

#include "engine/exec/output.h"
#include "engine/sync/channels/channel.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"
#include "tests/verdict/cases.h"

#include <optional>

namespace braid::tests::verdict {
namespace {

using P = CaseParams;

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

} // namespace

std::vector<Case> threadPrimitives() {
    return {{"channel-nobody-receives", channel_nobody_receives},
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
