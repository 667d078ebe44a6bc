#include "engine/braid.h"
#include "tests/verdict/cases.h"

namespace braid::tests::verdict {
namespace {

using ProcessLock = braid::unique_lock<braid::process_mutex>;

/// Starts all as processes, then joins them.
void goAsProcesses(std::initializer_list<std::pair<const char*, std::function<void()>>> bodies) {
    std::deque<braid::process> processes;
    for (const auto& [name, body] : bodies)
        processes.emplace_back(name, body);
    for (auto& process : processes)
        process.start();
    for (auto& process : processes)
        process.join();
}

void take(braid::process_semaphore& first, braid::process_semaphore& second, const P& p) {
    first.acquire();
    hold(p);
    second.acquire();
    second.release();
    first.release();
}

// one has a and waits for b; two has b and waits for a
void process_semaphores(const P& p) {
    braid::process_semaphore a(1, "a"), b(1, "b");
    goAsProcesses({{"one", [&] { take(a, b, p); }}, {"two", [&] { take(b, a, p); }}});
}

// fine: both in the same order
void process_semaphores_ok(const P& p) {
    braid::process_semaphore a(1, "a"), b(1, "b");
    goAsProcesses({{"one", [&] { take(a, b, p); }}, {"two", [&] { take(a, b, p); }}});
}

// the one who has the permit ends with it; the other one waits for ever
void process_permit_leaked(const P& p) {
    braid::process_semaphore permits(1, "permits");
    goAsProcesses({{"taker", [&] { permits.acquire(); }},
                   {"waiter", [&] {
                        hold(p, 2);
                        permits.acquire();
                    }}});
}

// who changes the value does not say so: W waits for ever
void process_condition(const P& p) {
    braid::process_mutex m("m");
    braid::process_condition_variable c("c");
    braid::shared_memory<int> value(0);
    goAsProcesses({{"W",
                    [&] {
                        ProcessLock l(m);
                        while (*value == 0)
                            c.wait(l);
                    }},
                   {"S", [&] {
                        hold(p);
                        const ProcessLock l(m);
                        *value = 1;
                    }}});
}

// fine: it does
void process_condition_ok(const P& p) {
    braid::process_mutex m("m");
    braid::process_condition_variable c("c");
    braid::shared_memory<int> value(0);
    goAsProcesses({{"W",
                    [&] {
                        ProcessLock l(m);
                        while (*value == 0)
                            c.wait(l);
                    }},
                   {"S", [&] {
                        hold(p);
                        const ProcessLock l(m);
                        *value = 1;
                        c.notify_one();
                    }}});
}

// three are to meet and the third one has ended: two wait for ever
void process_barrier_missing(const P& p) {
    braid::process_barrier b(3, "b");
    goAsProcesses({{"one", [&] { b.arrive_and_wait(); }},
                   {"two", [&] { b.arrive_and_wait(); }},
                   {"three", [&] { hold(p); }}});
}

// fine: the third one comes late
void process_barrier_ok(const P& p) {
    braid::process_barrier b(3, "b");
    goAsProcesses({{"one", [&] { b.arrive_and_wait(); }},
                   {"two", [&] { b.arrive_and_wait(); }},
                   {"three", [&] {
                        hold(p);
                        b.arrive_and_wait();
                    }}});
}

// fine: one does not wait for ever, and who finds the barrier broken goes away
void process_barrier_broken_ok(const P& p) {
    braid::process_barrier b(3, "b");
    const auto meet = [&](bool limited) {
        try {
            limited ? b.arrive_and_wait_for(p.pause) : b.arrive_and_wait();
        } catch (const braid::broken_barrier&) {
        }
    };
    goAsProcesses({{"one", [&] { meet(false); }}, {"two", [&] { meet(true); }}});
}

// each waits for the other's event, which it sets only afterwards
void process_events(const P&) {
    braid::process_event a("a"), b("b");
    goAsProcesses({{"one",
                    [&] {
                        b.wait();
                        a.set();
                    }},
                   {"two", [&] {
                        a.wait();
                        b.set();
                    }}});
}

// fine: an event that is set late, for all
void process_event_ok(const P& p) {
    braid::process_event e("e");
    goAsProcesses({{"one", [&] { e.wait(); }},
                   {"two", [&] { e.wait(); }},
                   {"three", [&] {
                        hold(p, 3);
                        e.set();
                    }}});
}

void readThenWrite(braid::process_shared_mutex& reads, braid::process_shared_mutex& writes, const P& p) {
    const braid::shared_lock<braid::process_shared_mutex> reading(reads);
    hold(p);
    const braid::lock_guard writing(writes);
}

// one reads a and waits to write b; two reads b and waits to write a
void process_rwlocks(const P& p) {
    braid::process_shared_mutex a("a"), b("b");
    goAsProcesses({{"one", [&] { readThenWrite(a, b, p); }}, {"two", [&] { readThenWrite(b, a, p); }}});
}

// R reads, W waits to write and goes first, R reads once more
void process_rwlock_read_twice(const P& p) {
    braid::process_shared_mutex l("l", braid::prefer::writers);
    goAsProcesses({{"R",
                    [&] {
                        const braid::shared_lock<braid::process_shared_mutex> once(l);
                        hold(p, 2);
                        const braid::shared_lock<braid::process_shared_mutex> again(l);
                    }},
                   {"W", [&] {
                        hold(p);
                        const braid::lock_guard writing(l);
                    }}});
}

// fine: the same where readers go first
void process_rwlock_read_twice_ok(const P& p) {
    braid::process_shared_mutex l("l");
    goAsProcesses({{"R",
                    [&] {
                        const braid::shared_lock<braid::process_shared_mutex> once(l);
                        hold(p, 2);
                        const braid::shared_lock<braid::process_shared_mutex> again(l);
                    }},
                   {"W", [&] {
                        hold(p);
                        const braid::lock_guard writing(l);
                    }}});
}

// a reader who wants to write waits for itself
void process_rwlock_upgrade(const P& p) {
    braid::process_shared_mutex table("table");
    const auto upgrade = [&] {
        table.lock_shared();
        hold(p);
        table.lock();
    };
    goAsProcesses({{"R1", upgrade}, {"R2", upgrade}});
}

} // namespace

std::vector<Case> betweenProcesses() {
    return {{"process-semaphores", process_semaphores},
            {"process-permit-leaked", process_permit_leaked},
            {"process-condition", process_condition},
            {"process-barrier-missing", process_barrier_missing},
            {"process-events", process_events},
            {"process-rwlocks", process_rwlocks},
            {"process-rwlock-read-twice", process_rwlock_read_twice},
            {"process-rwlock-upgrade", process_rwlock_upgrade},
            {"process-semaphores-ok", process_semaphores_ok},
            {"process-condition-ok", process_condition_ok},
            {"process-barrier-ok", process_barrier_ok},
            {"process-barrier-broken-ok", process_barrier_broken_ok},
            {"process-event-ok", process_event_ok},
            {"process-rwlock-read-twice-ok", process_rwlock_read_twice_ok}};
}

} // namespace braid::tests::verdict
