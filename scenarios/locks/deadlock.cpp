#include "engine/exec/output.h"
#include "engine/exec/thread.h"
#include "engine/sync/mutex.h"
#include "scenarios/scenario.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::locks {
namespace {

struct Params {
    int threads = 10;
    Time sleep = 1s;
    Time pause = 20ms;
};

struct Locks {
    braid::mutex a{"A"};
    braid::mutex b{"B"};
};

void got(const char* lock) {
    braid::print("I am " + braid::this_thread::name() + ", got " + lock);
}

void foo(Locks& locks, const Params& params) {
    locks.a.lock();
    got("A");
    locks.b.lock(); // A first, then B …
    got("B");
    locks.b.unlock();
    braid::this_thread::sleep_for(params.sleep);
    locks.a.unlock();
}

void bar(Locks& locks, const Params& params) {
    locks.b.lock();
    got("B");
    if (params.pause)
        braid::this_thread::sleep_for(params.pause); // time enough for another thread to take A
    // … and here B first, then A
    locks.a.lock();
    got("A");
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
        .time("pause", "Between B and A", &Params::pause, 0s, 1s)
        .preset("quick", {.sleep = 200ms})
        .preset("three-threads", {.threads = 3, .sleep = 500ms})
        .preset("no-pause", {.sleep = 200ms, .pause = 0s}, {"any"})
        .expects({"deadlock"});
}

} // namespace braid::scenarios::locks
