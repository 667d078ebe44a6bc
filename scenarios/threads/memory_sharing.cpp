#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"
#include "engine/sync/shared.h"
#include "scenarios/scenario.h"

#include <deque>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

namespace braid::scenarios::threads {
namespace {

struct Params {
    int workers = 4;
    int loops = 1000;
    Time pause = 1ms;
};

void add(braid::shared<int>& total, braid::mutex& lock, const Params& params) {
    for (int i = 0; i < params.loops; ++i) {
        {
            braid::lock_guard guard(lock);
            total = total.load() + 1;
        }
        if (params.pause)
            braid::this_thread::sleep_for(params.pause);
    }
}

/// Threads share the data of their process: all add to the same variable.
int with_threads(const Params& params) {
    braid::shared<int> total(0, "total");
    braid::mutex lock("lock");
    std::deque<braid::thread> workers;
    for (int k = 1; k <= params.workers; ++k)
        workers.emplace_back("Thread " + std::to_string(k), [&] { add(total, lock, params); }).start();
    for (auto& worker : workers)
        worker.join();
    return total.load();
}

/// The memory of a child process is a copy, and so what was one variable in the parent is another one here.
void add_in_child(const std::string& name, int inherited, const Params& params) {
    braid::shared<int> copy(inherited, "total of " + name);
    braid::mutex lock("lock of " + name);
    add(copy, lock, params);
    braid::print(name + " counted to " + std::to_string(copy.load()));
}

/// Each adds to its own copy, and the parent's stays what it was.
int with_processes(const Params& params) {
    braid::shared<int> total(0, "total of the parent");
    const int inherited = total.load();
    std::deque<braid::process> workers;
    for (int k = 1; k <= params.workers; ++k) {
        const std::string name = "Process " + std::to_string(k);
        workers.emplace_back(name, [=, &params] { add_in_child(name, inherited, params); }).start();
    }
    for (auto& worker : workers)
        worker.join();
    return total.load();
}

void run(const Params& params) {
    const int threads_total = with_threads(params);
    braid::print("threads: " + std::to_string(threads_total));
    const int process_total = with_processes(params);
    braid::print("processes: the parent still has " + std::to_string(process_total));

    braid::result("threads_total", threads_total);
    braid::result("process_total", process_total);
    braid::result("read_by_main", std::vector<std::pair<std::string, double>>{{"threads", threads_total}, {"processes", process_total}});
}

} // namespace

Scenario memory_sharing() {
    return describe("Threads share memory, processes do not", run)
        .integer("workers", "Threads, then processes", &Params::workers, 1, 32)
        .integer("loops", "Increments per worker", &Params::loops, 1, 10000)
        .time("pause", "Between two increments", &Params::pause, 0s, 100ms)
        .chart("read_by_main", "What main reads in the end")
        .preset("quick", {.workers = 2, .loops = 10})
        .preset("no-pause", {.pause = 0s})
        .expects({"finished"});
}

} // namespace braid::scenarios::threads
