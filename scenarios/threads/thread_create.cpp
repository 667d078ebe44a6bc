#include "engine/braid.h"
#include "scenarios/scenario.h"

using namespace std::chrono_literals;

namespace braid::scenarios::threads {
namespace {

struct Params {
    Time sleep = 3s;
    Time head_start = 20ms;
};

void foo(int n, const Params& params) {
    braid::print(">>>>>>>>>>>>>>>" + std::to_string(n), {.label = ">>>" + std::to_string(n)});
    braid::this_thread::sleep_for(params.sleep);
    braid::print("tread 1"); // as the tutorial spells it
}

void run(const Params& params) {
    braid::thread t1("T1", [&params] { foo(2, params); });
    t1.start();

    // Both run at once from here on; start() only waits until the thread exists. Without this, either may print first.
    braid::this_thread::sleep_for(params.head_start);
    braid::print("ending");
}

} // namespace

Scenario thread_create() {
    return describe("Start a thread", run)
        .time("sleep", "The thread sleeps", &Params::sleep, 0s, 10s)
        .time("head_start", "Head start of the thread", &Params::head_start, 0s, 1s)
        .preset("quick", {.sleep = 300ms})
        .preset("no-head-start", {.sleep = 300ms, .head_start = 0s})
        .expects({"finished"});
}

} // namespace braid::scenarios::threads
