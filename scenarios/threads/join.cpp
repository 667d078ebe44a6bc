#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/schedule/clock.h"
#include "scenarios/scenario.h"
#include "scenarios/seconds.h"

using namespace std::chrono_literals;

namespace braid::scenarios::threads {
namespace {

struct Params {
    Time first = 2s;
    Time second = 5s;
};

void foo(std::chrono::nanoseconds n) {
    braid::print(">>>>>>>>>>>>>>>" + secondsText(n), {.label = ">>>" + secondsText(n)});
    braid::this_thread::sleep_for(n);
    braid::print("tread 1"); // as the tutorial spells it
}

void bar(std::chrono::nanoseconds n) {
    braid::print(">>>>>>>>>>>>>>>>" + secondsText(n), {.label = ">>>" + secondsText(n)});
    braid::this_thread::sleep_for(n);
    braid::print("thread 2");
}

void run(const Params& params) {
    const auto begin = braid::steady_clock::now();

    braid::thread t1("T1", [&params] { foo(params.first); });
    t1.start();
    braid::thread t2("T2", [&params] { bar(params.second); });
    t2.start();

    t1.join(); // holds up main only; T2 runs on
    t2.join();

    const auto elapsed = braid::steady_clock::now() - begin;
    braid::print(floatText(elapsed), {.label = floatText(elapsed).substr(0, 5)});
    braid::print("ending");
    braid::result("elapsed_s", seconds(elapsed));
}

} // namespace

Scenario join() {
    return describe("Wait for threads with join", run)
        .time("first", "Thread 1 sleeps", &Params::first, 0s, 20s)
        .time("second", "Thread 2 sleeps", &Params::second, 0s, 20s)
        .preset("quick", {.first = 200ms, .second = 500ms})
        .preset("second-is-faster", {.first = 500ms, .second = 200ms})
        .expects({"finished"});
}

} // namespace braid::scenarios::threads
