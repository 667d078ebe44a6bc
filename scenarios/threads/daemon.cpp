#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "scenarios/scenario.h"

using namespace std::chrono_literals;

namespace braid::scenarios::threads {
namespace {

struct Params {
    bool daemon = true;
    Time sleep = 2s;
    bool grandchild = false;
    Time head_start = 500ms;
};

void grandchild(const Params& params) {
    braid::print(braid::this_thread::daemon() ? "grandchild: a daemon too" : "grandchild: no daemon");
    braid::this_thread::sleep_for(params.sleep);
    braid::print("grandchild: end");
}

void child(const Params& params) {
    braid::print("ok");
    if (params.grandchild) {
        braid::thread t2("Grandchild", [&params] { grandchild(params); });
        t2.start(); // the flag is not given: it is what its parent is
    }
    braid::this_thread::sleep_for(params.sleep);
    braid::print("end");
}

void run(const Params& params) {
    braid::thread t1("Child", [&params] { child(params); }, {.daemon = params.daemon}); // before start(), as in Python
    t1.start();

    // Both run from here on. start() only waits until the thread exists: without this, main may be gone before "ok".
    braid::this_thread::sleep_for(params.head_start);
    braid::print("end again");
}

} // namespace

Scenario daemon() {
    return describe("A daemon dies with its process", run)
        .flag("daemon", "The child is a daemon", &Params::daemon)
        .time("sleep", "The child sleeps", &Params::sleep, 0s, 10s)
        .flag("grandchild", "The child has a child", &Params::grandchild)
        .time("head_start", "Head start of the thread", &Params::head_start, 0s, 1s)
        .preset("not-a-daemon", {.daemon = false, .sleep = 500ms, .head_start = 100ms})
        .preset("grandchild", {.sleep = 500ms, .grandchild = true, .head_start = 100ms})
        .expects({"finished"});
}

} // namespace braid::scenarios::threads
