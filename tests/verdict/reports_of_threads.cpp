#include "engine/exec/coroutines/asyncio.h"
#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread_pool.h"
#include "engine/ipc/pipe.h"
#include "engine/ipc/process_queue.h"
#include "engine/sync/barrier.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/event.h"
#include "engine/sync/mutex.h"
#include "engine/sync/once.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"
#include "engine/sync/shared.h"
#include "engine/sync/shared_mutex.h"
#include "tests/verdict/cases.h"

#include <stdexcept>

namespace braid::tests::verdict {
namespace {

// TileDB-Inc/TileDB#1757: a task of the pool waits for another one of the same pool. The outer task has the only worker,
// and the inner one, queued behind it, never runs.
void pool_nested(const P&) {
    braid::thread_pool pool(1, "tp");
    auto outer = pool.submit(
        [&pool] {
            auto inner = pool.submit([] {}, "inner");
            inner.get();
        },
        "outer");
    outer.get();
}

// bshoshany/thread-pool#95: the same with as many outer tasks as workers, each waiting for two inner ones
void pool_nested_all(const P& p) {
    braid::thread_pool pool(3, "tp");
    std::vector<braid::future<void>> outer;
    for (int i = 0; i < 3; ++i)
        outer.push_back(pool.submit(
            [&pool, &p] {
                hold(p);
                auto first = pool.submit([] {});
                auto second = pool.submit([] {});
                first.get();
                second.get();
            },
            "outer " + std::to_string(i + 1)));
    for (auto& one : outer)
        one.get();
}

/// What std::async returns: its destructor waits. (Braid has no async; its future does not wait.)
struct Async {
    braid::thread thread;
    explicit Async(std::function<void()> body) : thread("async", std::move(body)) { thread.start(); }
    ~Async() { thread.join(); }
};

// CppMicroServices/CppMicroServices#612: the update waits, in a destructor that nobody sees, for the listener that it
// notifies, and the listener wants to update too. main: updates -> async's end -> updates.
void future_destructor(const P& p) {
    braid::mutex updates("updates");
    const braid::lock_guard guard(updates);
    {
        Async notification([&] {
            hold(p);
            const braid::lock_guard again(updates);
        });
    }
}

// elf-audio/mzgl#101: stop() sets the flag and notifies without the mutex, just between the worker's look at the flag and
// its wait. The notification is lost; the worker waits for ever, and stop() for the worker.
void lost_notify(const P& p) {
    braid::mutex queue_mutex("queue_mutex");
    braid::condition_variable condition("condition");
    braid::shared<bool> stopped(false, "stopped");
    braid::thread worker("worker", [&] {
        Lock l(queue_mutex);
        while (!stopped.load()) {
            hold(p, 2);
            condition.wait(l);
        }
    });
    worker.start();
    hold(p);
    stopped.store(true);
    condition.notify_all();
    worker.join();
}

// softprops/waitout#2: the last one notifies one of three who all wait for the same thing. Two wait for ever although the
// count is 0.
void notify_one_of_many(const P& p) {
    braid::mutex m("m");
    braid::condition_variable cv("cv");
    int count = 1;
    const auto waiter = [&] {
        Lock l(m);
        while (count > 0)
            cv.wait(l);
    };
    go({{"W1", waiter}, {"W2", waiter}, {"W3", waiter}, {"done", [&] {
                                                             hold(p);
                                                             const braid::lock_guard l(m);
                                                             count = 0;
                                                             cv.notify_one();
                                                         }}});
}

// chroma-core/chroma#5283: worker and dispatcher, each with a bounded inbox, each blocks on putting into the other's.
void bounded_inboxes(const P& p) {
    braid::queue<int> dispatcher(1, "dispatcher's inbox"), worker(1, "worker's inbox");
    go({{"dispatcher",
         [&] {
             for (int i = 0; i < 3; ++i) {
                 hold(p);
                 worker.put(i); // a task
             }
             for (int i = 0; i < 3; ++i)
                 (void)dispatcher.get();
         }},
        {"worker", [&] {
             for (int i = 0; i < 3; ++i) {
                 dispatcher.put(i); // asks for a task
                 hold(p);
             }
             for (int i = 0; i < 3; ++i)
                 (void)worker.get();
         }}});
}

// ACINQ/lightning-kmp#484: the only one who takes from the inbox puts several into it while it is full.
void own_inbox(const P&) {
    braid::queue<int> input(2, "input");
    go({{"peer", [&] {
             input.put(0);
             for (;;) {
                 const int event = input.get();
                 if (event == 3)
                     return;
                 for (int i = 1; i <= 3; ++i)
                     input.put(i);
             }
         }}});
}

// osquery/osquery#4721: two readers upgrade, the lock prefers writers.
void upgrade(const P& p) {
    braid::shared_mutex table("table", braid::prefer::writers);
    const auto reader = [&] {
        table.lock_shared();
        hold(p);
        table.lock();
        table.unlock();
        table.unlock_shared();
    };
    go({{"R1", reader}, {"R2", reader}});
}

// buraksezer/consistent#23: reads, and calls something that reads again; between the two a writer came.
// R: read lock -> W (waits to write) -> R.
void recursive_read(const P& p) {
    braid::shared_mutex members("members", braid::prefer::writers);
    const auto partition_owner = [&] {
        const braid::shared_lock inner(members);
    };
    go({{"closest",
         [&] {
             const braid::shared_lock outer(members);
             hold(p, 2);
             partition_owner();
         }},
        {"add", [&] {
             hold(p);
             const braid::lock_guard writing(members);
         }}});
}

// AutoMQ/automq#2382: the permit is not given back where the task throws. After two failures the third one waits for ever;
// those who took the permits have ended.
void permit_leaked(const P& p) {
    braid::semaphore permits(2, "permits");
    const auto task = [&](bool fails) {
        try {
            permits.acquire();
            if (fails)
                throw std::runtime_error("failed");
            permits.release();
        } catch (const std::exception& error) {
            braid::print(error.what());
        }
    };
    go({{"task 1", [&] { task(true); }}, {"task 2", [&] { task(true); }}, {"task 3", [&] {
                                                                               hold(p);
                                                                               task(false);
                                                                           }}});
}

// rust-lang/rust#72311: the initialiser asks for what it initialises.
void once_recursive(const P&) {
    braid::once_flag init("init");
    braid::call_once(init, [&] { braid::call_once(init, [] {}); });
}

// pybind/pybind11#4877: T1 initialises and waits for the interpreter lock; T2 has it and waits for T1 to be through.
void once_and_gil(const P& p) {
    braid::once_flag imported("imported");
    braid::mutex gil("GIL");
    go({{"T1",
         [&] {
             gil.lock();
             braid::call_once(imported, [&] {
                 gil.unlock(); // an import lets others run
                 hold(p, 2);
                 gil.lock();
             });
             gil.unlock();
         }},
        {"T2", [&] {
             hold(p);
             gil.lock();
             braid::call_once(imported, [] {});
             gil.unlock();
         }}});
}

// h2oai/datatable#2521: one of three throws before the barrier, the others wait for it.
void barrier_left(const P&) {
    braid::barrier all_here(3, "all here");
    const auto work = [&](bool fails) {
        try {
            if (fails)
                throw std::runtime_error("interrupted");
            all_here.arrive_and_wait();
        } catch (const std::exception& error) {
            braid::print(error.what());
        }
    };
    go({{"W1", [&] { work(false); }}, {"W2", [&] { work(true); }}, {"W3", [&] { work(false); }}});
}

// valkey-io/valkey-search#1061: joins with the lock held that the worker needs to sign off.
// main: threads -> worker's end -> threads.
void shutdown_join(const P& p) {
    braid::mutex threads("threads");
    braid::event stop("stop");
    braid::thread worker("worker", [&] {
        stop.wait();
        hold(p);
        const braid::lock_guard signing_off(threads);
    });
    worker.start();
    const braid::lock_guard l(threads);
    stop.set();
    worker.join();
}

// dbt-labs/dbt-core#5602: the worker dies before task_done, and join waits for it.
void no_task_done(const P&) {
    braid::queue<int> jobs(0, "jobs");
    jobs.put(1);
    jobs.put(2);
    braid::thread worker("worker", [&] {
        try {
            for (;;) {
                const int job = jobs.get();
                if (job == 2)
                    throw std::runtime_error("no such attribute");
                jobs.task_done();
            }
        } catch (const std::exception& error) {
            braid::print(error.what());
        }
    });
    worker.start();
    jobs.join();
    worker.join();
}

// pocoproject/poco#5159: the centre calls observers with its lock held; an observer calls the centre with its own held.
// reactor: observer -> centre (read), shutdown: centre (write) -> observer.
void callback_under_lock(const P& p) {
    braid::shared_mutex centre("centre");
    braid::mutex observer("observer");
    go({{"reactor",
         [&] {
             const braid::lock_guard notifying(observer);
             hold(p);
             const braid::shared_lock asking(centre); // has it an observer?
         }},
        {"shutdown", [&] {
             const braid::lock_guard removing(centre);
             hold(p);
             const braid::lock_guard disabling(observer);
         }}});
}

// brettwooldridge/HikariCP#442: everybody has one connection of the pool and waits for a second one.
void pool_of_connections(const P& p) {
    braid::semaphore connections(3, "connections");
    const auto request = [&] {
        connections.acquire();
        hold(p);
        connections.acquire();
        connections.release(2);
    };
    go({{"request 1", request}, {"request 2", request}, {"request 3", request}});
}

// google/cadvisor#2549: the receiver has given up; whoever hands over waits for ever. (Braid has no rendezvous: two
// semaphores.) main goes on, and only the process's end waits for it.
void nobody_receives(const P& p) {
    braid::semaphore offered(0, "offered"), taken(0, "taken");
    auto* sender = new braid::thread("sender", [&offered, &taken, &p] {
        hold(p, 2);
        offered.release();
        taken.acquire();
    });
    sender->start();
    if (offered.try_acquire_for(p.pause))
        taken.release();
    braid::print("timed out");
    hold(p, 4);
    sender->join();
}

} // namespace

std::vector<Case> reportsOfThreads() {
    return {{"pool-nested", pool_nested},
            {"pool-nested-all", pool_nested_all},
            {"future-destructor", future_destructor},
            {"lost-notify", lost_notify},
            {"notify-one-of-many", notify_one_of_many},
            {"bounded-inboxes", bounded_inboxes},
            {"own-inbox", own_inbox},
            {"upgrade", upgrade},
            {"recursive-read", recursive_read},
            {"permit-leaked", permit_leaked},
            {"once-recursive", once_recursive},
            {"once-and-gil", once_and_gil},
            {"barrier-left", barrier_left},
            {"shutdown-join", shutdown_join},
            {"no-task-done", no_task_done},
            {"callback-under-lock", callback_under_lock},
            {"pool-of-connections", pool_of_connections},
            {"nobody-receives", nobody_receives}};
}

} // namespace braid::tests::verdict
