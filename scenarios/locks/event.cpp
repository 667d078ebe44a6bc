#include "engine/sync/event.h"
#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "scenarios/scenario.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::locks {
namespace {

struct Params {
    int waiters = 5;
    Time delay = 3s;
    Time timeout = 0s;
    Time connect = 1s;
    bool set = true;
    bool clear = false;
};

void foo(braid::event& event, const Params& params) {
    braid::print("wait.......");
    if (!params.timeout)
        event.wait();
    else if (!event.wait_for(params.timeout))
        braid::note("timed out"); // and goes on all the same, as the tutorial's does
    braid::print("connect to redis server");
    braid::this_thread::sleep_for(params.connect);
}

/// A look at the flag, which never waits.
void ask(const braid::event& event) {
    braid::print(event.is_set() ? "is_set: True" : "is_set: False");
}

void run(const Params& params) {
    braid::event event("event");
    std::deque<braid::thread> threads;
    for (int i = 1; i <= params.waiters; ++i)
        threads.emplace_back("Thread-" + std::to_string(i), [&] { foo(event, params); }).start();

    braid::print("attempt to start redis sever)"); // as the tutorial spells it
    braid::this_thread::sleep_for(params.delay);
    ask(event);
    if (params.set) {
        event.set(); // one call, and all of them go on
        ask(event);
    }

    if (params.clear) {
        braid::this_thread::sleep_for(params.delay);
        event.clear(); // the flag is down: a thread that comes now waits again
        ask(event);
        threads.emplace_back("Latecomer", [&] { foo(event, params); }).start();
        braid::this_thread::sleep_for(params.delay);
        if (params.set)
            event.set();
    }
    for (auto& thread : threads)
        thread.join();
}

} // namespace

Scenario event() {
    return describe("One event wakes everybody who waits for it", run)
        .integer("waiters", "Threads that wait", &Params::waiters, 1, 200)
        .time("delay", "Until main sets it", &Params::delay, 0s, 10s)
        .time("timeout", "Timeout (0 = none)", &Params::timeout, 0s, 10s)
        .time("connect", "Connecting takes", &Params::connect, 0s, 5s)
        .flag("set", "Main sets it", &Params::set)
        .flag("clear", "Main clears it, and one comes late", &Params::clear)
        .preset("quick", {.delay = 500ms, .connect = 100ms})
        .preset("impatient", {.delay = 1s, .timeout = 400ms, .connect = 300ms})
        .preset("clear", {.delay = 500ms, .connect = 300ms, .clear = true})
        .preset("nobody-sets-it", {.delay = 500ms, .connect = 300ms, .set = false}, {"hang"})
        .expects({"finished"});
}

} // namespace braid::scenarios::locks
