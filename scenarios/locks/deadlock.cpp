#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/mutex.h"
#include "scenarios/scenario.h"
#include "scenarios/seconds.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::locks {
namespace {

struct Params {
    int threads = 10;
    Time sleep = 1s;
    Time pause = 50ms;
};

struct Locks {
    braid::mutex a{"A"};
    braid::mutex b{"B"};
};

/// In the picture the lock will do: the lane says who.
void got(const std::string& lock, const std::string& dashes) {
    braid::print("i am " + braid::this_thread::name() + " GET LOCK" + lock + dashes + ctime(), {.label = "LOCK" + lock});
}

/// Between the first lock and the second, so that another thread has time to take its own first lock. Python's
/// interpreter lock has the same effect: a thread that is woken waits for it and does not take two locks at once.
void pause(const Params& params) {
    if (params.pause)
        braid::this_thread::sleep_for(params.pause);
}

void foo(Locks& locks, const Params& params) {
    locks.a.lock();
    got("A", "------");
    pause(params);
    locks.b.lock(); // A first, then B …
    got("B", "-----");
    locks.b.unlock();
    braid::this_thread::sleep_for(params.sleep);
    locks.a.unlock();
}

void bar(Locks& locks, const Params& params) {
    locks.b.lock();
    got("B", "------");
    pause(params);
    locks.a.lock(); // … and here B first, then A
    got("A", "-----");
    locks.a.unlock();
    locks.b.unlock();
}

void run(const Params& params) {
    Locks locks;
    std::deque<braid::thread> threads;
    for (int i = 1; i <= params.threads; ++i) {
        auto& thread = threads.emplace_back("Thread-" + std::to_string(i), [&] {
            foo(locks, params);
            bar(locks, params);
        });
        thread.start();
    }
    for (auto& thread : threads)
        thread.join();
}

} // namespace

Scenario deadlock() {
    return describe("Deadlock: two locks in opposite order", run)
        .integer("threads", "Threads", &Params::threads, 2, 50)
        .time("sleep", "Holding A", &Params::sleep, 0s, 10s)
        .time("pause", "Between the two locks", &Params::pause, 0s, 1s)
        .preset("quick", {.sleep = 200ms})
        .preset("three-threads", {.threads = 3, .sleep = 500ms})
        .preset("no-pause", {.sleep = 200ms, .pause = 0s}, {"any"})
        .expects({"deadlock"});
}

} // namespace braid::scenarios::locks
