#include "engine/exec/coroutines/asyncio.h"
#include "engine/exec/coroutines/fiber.h"
#include "engine/exec/processes/process.h"
#include "engine/ipc/manager.h"
#include "engine/ipc/pipe.h"
#include "engine/ipc/process_mutex.h"
#include "engine/ipc/process_queue.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"
#include "tests/verdict/cases.h"

/// The same shapes between processes, and between coroutines of one thread.
namespace braid::tests::verdict {
namespace {

using ProcessGuard = braid::lock_guard<braid::process_mutex>;

/// Takes one, then the other.
template <class Mutex>
std::function<void()> both(Mutex& mine, Mutex& other, const P& p) {
    return [&mine, &other, p] {
        const braid::lock_guard<Mutex> first(mine);
        hold(p);
        const braid::lock_guard<Mutex> second(other);
    };
}

void startAndJoin(std::initializer_list<braid::process*> processes) {
    for (braid::process* each : processes)
        each->start();
    for (braid::process* each : processes)
        each->join();
}

void processes_abba(const P& p) {
    braid::process_mutex a("a"), b("b");
    braid::process first("P1", both(a, b, p)), second("P2", both(b, a, p));
    startAndJoin({&first, &second});
}

void processes_three(const P& p) {
    braid::process_mutex a("a"), b("b"), c("c");
    braid::process first("P1", both(a, b, p)), second("P2", both(b, c, p)), third("P3", both(c, a, p));
    startAndJoin({&first, &second, &third});
}

void manager_locks(const P& p) {
    braid::manager manager("Manager");
    auto a = manager.lock("a"), b = manager.lock("b");
    braid::process first("P1", both(a, b, p)), second("P2", both(b, a, p));
    startAndJoin({&first, &second});
}

// each waits for the other's first word
void processes_both_receive_from_pipes(const P&) {
    auto [mine, theirs] = braid::pipe("pipe");
    braid::process child("child", [&] {
        mine.close();
        (void)theirs.recv<int>();
        theirs.send(1);
    });
    child.start();
    theirs.close();
    (void)mine.recv<int>();
    mine.send(1);
    child.join();
}

// the parent has m and waits for the child's word; the child waits for m
void processes_lock_and_pipe(const P& p) {
    auto [in, out] = braid::pipe("pipe", false);
    braid::process_mutex m("m");
    braid::process child("child", [&] {
        in.close();
        hold(p);
        const ProcessGuard l(m);
        out.send(1);
    });
    const ProcessGuard l(m);
    child.start();
    out.close();
    (void)in.recv<int>();
    child.join();
}

// the parent waits for the child's end, the child for the parent's word
void processes_join_and_pipe(const P&) {
    auto [in, out] = braid::pipe("pipe", false);
    braid::process child("child", [&] {
        out.close();
        (void)in.recv<int>();
    });
    child.start();
    in.close();
    child.join();
    out.send(1);
}

void processes_join_and_lock(const P& p) {
    braid::process_mutex m("m");
    braid::process child("child", [&] {
        hold(p);
        const ProcessGuard l(m);
    });
    const ProcessGuard l(m);
    child.start();
    child.join();
}

// a ring between threads of two processes: the first threads have nothing to do with it
void second_threads_abba(const P& p) {
    braid::process_mutex a("a"), b("b");
    const auto inThread = [](std::function<void()> body) {
        return [body = std::move(body)] {
            braid::thread worker("worker", body);
            worker.start();
            worker.join();
        };
    };
    braid::process first("P1", inThread(both(a, b, p))), second("P2", inThread(both(b, a, p)));
    startAndJoin({&first, &second});
}

// the child has inherited the reading end of the pipe that it fills: nobody else has one any more
void own_reading_end(const P&) {
    auto [in, out] = braid::pipe("pipe", false);
    braid::process child("child", [&] {
        braid::process grandchild("grandchild", [&] {
            in.close();
            out.close();
        });
        grandchild.start();
        grandchild.join();
        out.send_bytes(std::string(1 << 20, 'x')); // its own reading end is open, and nobody reads
    });
    child.start();
    in.close();
    out.close();
    child.join();
}

// the queue between processes is full, and the parent waits for the child before it takes anything
void process_queue_full(const P&) {
    braid::process_queue<int> q(2, "q");
    braid::process child("child", [&] {
        for (int i = 0; i < 5; ++i)
            q.put(i);
    });
    child.start();
    child.join();
    for (int i = 0; i < 5; ++i)
        (void)q.get();
}

// one awaits the end of two, and two that of one
void coroutines_join(const P&) {
    const auto all = [&]() -> braid::task<> {
        std::deque<braid::task_handle<void>> tasks;
        const auto await = [](std::deque<braid::task_handle<void>>& which, std::size_t other) -> braid::task<> {
            co_await braid::asyncio::sleep(0ns);
            co_await which[other];
        };
        tasks.push_back(braid::asyncio::create_task(await(tasks, 1), "one"));
        tasks.push_back(braid::asyncio::create_task(await(tasks, 0), "two"));
        co_await tasks[0];
    };
    braid::asyncio::run(all());
}

// holder sleeps with m held; other blocks the thread on m, so that holder never gets its turn
void coroutines_mutex(const P& p) {
    braid::mutex m("m");
    const auto holder = [&]() -> braid::task<> {
        m.lock();
        co_await braid::asyncio::sleep(p.pause);
        m.unlock();
    };
    const auto other = [&]() -> braid::task<> {
        co_await braid::asyncio::sleep(0ns);
        const Guard l(m);
    };
    const auto all = [&]() -> braid::task<> {
        auto one = braid::asyncio::create_task(holder(), "holder");
        auto two = braid::asyncio::create_task(other(), "other");
        co_await one;
        co_await two;
    };
    braid::asyncio::run(all());
}

void fibers_mutex(const P&) {
    braid::mutex m("m");
    braid::fiber holder("holder", [&] {
        m.lock();
        braid::fiber::switch_to_thread();
        m.unlock();
    });
    braid::fiber other("other", [&] { const Guard l(m); });
    holder.switch_to();
    other.switch_to();
    holder.switch_to();
}

void fibers_abba(const P&) {
    braid::mutex a("a"), b("b");
    braid::fiber one("one", [&] {
        const Guard first(a);
        braid::fiber::switch_to_thread();
        const Guard second(b);
    });
    braid::fiber two("two", [&] {
        const Guard first(b);
        braid::fiber::switch_to_thread();
        const Guard second(a);
    });
    one.switch_to();
    two.switch_to();
    one.switch_to();
    two.switch_to();
}

// fine: the ring opens, since one of the two is killed
void processes_partner_killed(const P& p) {
    braid::process_mutex a("a"), b("b");
    braid::process first("P1", both(a, b, p)), second("P2", both(b, a, p));
    first.start();
    second.start();
    hold(p, 20);
    second.kill();
    first.join();
    second.join();
}

// fine: the lock of one that has ended is taken over
void process_exit_holding(const P& p) {
    braid::process_mutex m("m");
    braid::process first("P1", [&] { m.lock(); });
    braid::process second("P2", [&] {
        hold(p, 3);
        m.lock();
        m.unlock();
    });
    startAndJoin({&first, &second});
}

// fine: a question and an answer
void processes_talk_ok(const P& p) {
    auto [mine, theirs] = braid::pipe("pipe");
    braid::process child("child", [&] {
        mine.close();
        for (int i = 0; i < 5; ++i) {
            const int word = theirs.recv<int>();
            hold(p);
            theirs.send(word + 1);
        }
    });
    child.start();
    theirs.close();
    for (int i = 0; i < 5; ++i) {
        mine.send(i);
        (void)mine.recv<int>();
    }
    child.join();
}

// fine: the child puts, the parent takes, then joins
void process_queue_ok(const P& p) {
    braid::process_queue<int> q(2, "q");
    braid::process child("child", [&] {
        for (int i = 0; i < 10; ++i)
            q.put(i);
    });
    child.start();
    hold(p);
    for (int i = 0; i < 10; ++i)
        (void)q.get();
    child.join();
}

// fine: coroutines that wait for each other in turn
void coroutines_in_turn_ok(const P& p) {
    const auto all = [&]() -> braid::task<> {
        braid::asyncio::future<int> first("first"), second("second");
        const auto give = [](const P& how, braid::asyncio::future<int>& a, braid::asyncio::future<int>& b) -> braid::task<> {
            co_await braid::asyncio::sleep(how.pause);
            a.set_result(1);
            (void)co_await b.get();
        };
        const auto answer = [](braid::asyncio::future<int>& a, braid::asyncio::future<int>& b) -> braid::task<> {
            (void)co_await a.get();
            b.set_result(1);
        };
        auto one = braid::asyncio::create_task(give(p, first, second), "one");
        auto two = braid::asyncio::create_task(answer(first, second), "two");
        co_await one;
        co_await two;
    };
    braid::asyncio::run(all());
}

} // namespace

std::vector<Case> variantsOfProcesses() {
    return {{"processes-abba", processes_abba},
            {"processes-three", processes_three},
            {"manager-locks", manager_locks},
            {"processes-both-receive", processes_both_receive_from_pipes},
            {"processes-lock-and-pipe", processes_lock_and_pipe},
            {"processes-join-and-pipe", processes_join_and_pipe},
            {"processes-join-and-lock", processes_join_and_lock},
            {"second-threads-abba", second_threads_abba},
            {"own-reading-end", own_reading_end},
            {"process-queue-full", process_queue_full},
            {"coroutines-join", coroutines_join},
            {"coroutines-mutex", coroutines_mutex},
            {"fibers-mutex", fibers_mutex},
            {"fibers-abba", fibers_abba},
            {"processes-partner-killed", processes_partner_killed},
            {"process-exit-holding", process_exit_holding},
            {"processes-talk-ok", processes_talk_ok},
            {"process-queue-ok", process_queue_ok},
            {"coroutines-in-turn-ok", coroutines_in_turn_ok}};
}

} // namespace braid::tests::verdict
