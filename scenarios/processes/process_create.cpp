#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "scenarios/scenario.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::processes {
namespace {

struct Params {
    Time sleep = 2s;
    int processes = 1;
};

void foo(const Params& params) {
    braid::print("ok");
    braid::this_thread::sleep_for(params.sleep);
}

void run(const Params& params) {
    std::deque<braid::process> processes;
    for (int k = 1; k <= params.processes; ++k)
        processes.emplace_back("Process-" + std::to_string(k), [&] { foo(params); }).start();
    braid::print("ending");
    for (auto& p : processes) // Python does it by itself at the program's end
        p.join();
}

} // namespace

Scenario process_create() {
    return describe("Start a child process", run)
        .time("sleep", "Sleep of the child", &Params::sleep, 0s, 10s)
        .integer("processes", "Child processes", &Params::processes, 1, 50)
        .preset("quick", {.sleep = 200ms})
        .preset("ten", {.sleep = 200ms, .processes = 10})
        .expects({"finished"});
}

} // namespace braid::scenarios::processes
