#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/event.h"
#include "scenarios/scenario.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::threads {
namespace {

struct Params {
    int threads = 5;
    Time sleep = 1500ms;
};

/// One row of the table: how many are alive, and who. In the picture the number will do: the lanes say who.
int sample() {
    const std::string count = std::to_string(braid::threads::active_count()) + " alive";
    std::string row = count + ":";
    for (const auto& alive : braid::threads::enumerate())
        row += " " + alive.name;
    braid::print(row, {.label = count});
    return static_cast<int>(braid::threads::active_count());
}

void ask(const braid::thread& worker) {
    braid::print(worker.name() + ": is_alive " + (worker.is_alive() ? "True" : "False"));
}

void work(int k, braid::event& go_home, const Params& params) {
    braid::this_thread::sleep_for(params.sleep / params.threads);
    const std::string before = braid::this_thread::name();
    braid::this_thread::set_name("Ready " + std::to_string(k));
    braid::print(before + " is now " + braid::this_thread::name());

    go_home.wait();
    braid::this_thread::sleep_for(params.sleep / params.threads * k); // one after the other
}

void run(const Params& params) {
    braid::event go_home("go home");
    std::deque<braid::thread> workers;

    braid::print("I am " + braid::this_thread::name());
    braid::result("active_before", sample());

    for (int k = 1; k <= params.threads; ++k) {
        auto& worker = workers.emplace_back("Worker " + std::to_string(k), [&, k] { work(k, go_home, params); });
        if (k == 1)
            ask(worker); // made, not started
        worker.start();
        sample();
        ask(worker);
        braid::this_thread::sleep_for(params.sleep / params.threads);
    }
    braid::result("active_all", sample());

    go_home.set();
    for (auto& worker : workers) {
        worker.join();
        sample();
        ask(worker);
    }

    int still_alive = 0;
    for (const auto& worker : workers)
        still_alive += worker.is_alive() ? 1 : 0;
    braid::result("still_alive", still_alive);
    braid::result("active_after", static_cast<int>(braid::threads::active_count()));
}

} // namespace

Scenario thread_introspection() {
    return describe("Who is there? Names, the current thread, the registry", run)
        .integer("threads", "Threads", &Params::threads, 1, 50)
        .time("sleep", "Total time", &Params::sleep, 0s, 5s)
        .preset("quick", {.threads = 3, .sleep = 100ms})
        .preset("crowd", {.threads = 50, .sleep = 1s})
        .expects({"finished"});
}

} // namespace braid::scenarios::threads
