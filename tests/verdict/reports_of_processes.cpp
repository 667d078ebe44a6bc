#include "engine/exec/coroutines/asyncio.h"
#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "engine/exec/processes/process_pool.h"
#include "engine/exec/threads/thread_pool.h"
#include "engine/ipc/pipe.h"
#include "engine/ipc/process_mutex.h"
#include "engine/ipc/process_queue.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/event.h"
#include "engine/sync/mutex.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"
#include "engine/sync/shared.h"
#include "engine/sync/shared_mutex.h"
#include "tests/verdict/cases.h"

#include <stdexcept>

namespace braid::tests::verdict {
namespace {

// sheredom/subprocess.h#82: the parent joins before it reads; the child writes more than the pipe holds.
// main -> child's end -> room in stdout, which only main makes.
void subprocess_stdout(const P&) {
    auto [out, child_out] = braid::pipe("stdout", false);
    braid::process child("dd", [&] {
        out.close();
        child_out.send_bytes(std::string(1 << 20, 'x'));
    });
    child.start();
    child_out.close();
    child.join();
    (void)out.recv_bytes();
}

// The parent has the lock that the worker needs for the task whose result the parent waits for.
void pool_and_lock(const P&) {
    braid::process_mutex m("m");
    braid::process_pool<int(int)> pool(1, [&](int n) {
        const braid::lock_guard l(m);
        return n;
    });
    const braid::lock_guard l(m);
    (void)pool.apply(1);
}

// zeek/package-manager#198: the parent reads all of stderr first; the child is stuck with stdout full.
// main -> bytes or the end of stderr, which only the child gives -> room in stdout, which only main makes.
void subprocess_two_pipes(const P&) {
    auto [out, child_out] = braid::pipe("stdout", false);
    auto [err, child_err] = braid::pipe("stderr", false);
    braid::process child("child", [&] {
        out.close();
        err.close();
        child_out.send_bytes(std::string(1 << 20, 'x'));
        child_out.close();
        child_err.close();
    });
    child.start();
    child_out.close();
    child_err.close();
    try {
        for (;;)
            (void)err.recv_bytes();
    } catch (const braid::end_of_file&) {
    }
    (void)out.recv_bytes();
    child.join();
}

// o3de/o3de#4833: forked while another thread has the lock: in the child it is held by nobody who lives there. The child waits
// for ever, and the parent for the child.
void fork_with_lock_held(const P& p) {
    braid::mutex log("log");
    braid::thread logger("logger", [&] {
        const braid::lock_guard l(log);
        hold(p, 3);
    });
    logger.start();
    hold(p);
    braid::process child("child", [&] {
        const braid::lock_guard l(log);
        braid::print("exec failed");
    });
    child.start();
    child.join();
    logger.join();
}

// empicano/aiomqtt#174: on the loop's own thread somebody blocks for what a coroutine of that loop would bring.
void loop_blocks_itself(const P& p) {
    braid::queue<int> results(0, "results");
    braid::event_loop loop("loop");
    const auto produce = [](braid::queue<int>& into, std::chrono::nanoseconds after) -> braid::task<> {
        co_await braid::asyncio::sleep(after);
        into.put(1);
    };
    const auto ask = [&](braid::queue<int>& from) -> braid::task<> {
        auto producer = braid::asyncio::create_task(produce(results, p.pause), "producer");
        co_await braid::asyncio::sleep(0ns);
        (void)from.get(); // blocks the thread: the producer never gets its turn
        co_await producer;
    };
    loop.run_until_complete(ask(results), "asker");
}

/// An asyncio.Lock made of what there is. (Braid has none: nothing knows who holds it.)
struct FutureLock {
    bool locked = false;
    std::deque<std::unique_ptr<braid::asyncio::future<int>>> waiters;
    braid::task<> acquire() {
        while (locked) {
            auto& mine = *waiters.emplace_back(std::make_unique<braid::asyncio::future<int>>("lock is free"));
            (void)co_await mine.get();
        }
        locked = true;
    }
    void release() {
        locked = false;
        if (!waiters.empty() && !waiters.front()->done())
            waiters.front()->set_result(0);
    }
};

// agronholm/anyio#398: the holder is cancelled between taking the lock and the block that would give it back.
void lock_of_cancelled(const P& p) {
    FutureLock lock;
    const auto work = [&]() -> braid::task<> {
        co_await lock.acquire();
        co_await braid::asyncio::sleep(p.pause.value() * 5);
        lock.release();
    };
    const auto all = [&]() -> braid::task<> {
        auto first = braid::asyncio::create_task(work(), "holder 1");
        auto second = braid::asyncio::create_task(work(), "holder 2");
        co_await braid::asyncio::sleep(p.pause);
        first.cancel();
        co_await second;
    };
    braid::asyncio::run(all());
}

// python/cpython#73983: joined before its queue was emptied. main -> child's end -> its feeder -> room in the pipe, which
// only main makes.
void queue_join_before_get(const P&) {
    braid::process_queue<std::string> results(0, "results");
    braid::process child("child", [&] { results.put(std::string(1 << 20, 'x')); });
    child.start();
    child.join();
    (void)results.get();
}

// Kludex/zuvloop#6: the child has inherited the writing end of its own stdin and never sees its end.
void own_writing_end(const P&) {
    auto [child_in, in] = braid::pipe("stdin", false);
    braid::process child("cat", [&] { // does not close `in`
        try {
            for (;;)
                (void)child_in.recv<std::string>();
        } catch (const braid::end_of_file&) {
        }
    });
    child.start();
    child_in.close();
    in.send(std::string("hello"));
    in.close();
    child.join();
}

// PrefectHQ/prefect#7897: the thread of loop A waits, without giving way, for thread B; B waits for A's loop to run what it
// handed in.
void two_loops(const P& p) {
    braid::event_loop a("loop A");
    braid::event ran("ran in A");
    const auto main_of_a = [&]() -> braid::task<> {
        braid::thread b("B", [&] {
            hold(p);
            a.call_soon_threadsafe([&] { ran.set(); }, "set the event");
            ran.wait();
        });
        b.start();
        b.join(); // blocks A's loop
        co_return;
    };
    a.run_until_complete(main_of_a(), "main of A");
}

} // namespace

std::vector<Case> reportsOfProcesses() {
    return {{"pool-and-lock", pool_and_lock},
            {"subprocess-stdout", subprocess_stdout},
            {"subprocess-two-pipes", subprocess_two_pipes},
            {"fork-with-lock-held", fork_with_lock_held},
            {"loop-blocks-itself", loop_blocks_itself},
            {"lock-of-cancelled", lock_of_cancelled},
            {"queue-join-before-get", queue_join_before_get},
            {"own-writing-end", own_writing_end},
            {"two-loops", two_loops}};
}

} // namespace braid::tests::verdict
