#include "engine/exec/coroutines/asyncio.h"
#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/exec/work.h"
#include "engine/ipc/pipe.h"
#include "engine/schedule/clock.h"
#include "scenarios/machine_load.h"
#include "scenarios/scenario.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::processes {
namespace {

enum class Kind {
    All,
    Threads,
    Processes,
    Coroutines
};

struct Params {
    int count = 200;
    Kind kind = Kind::All;
};

double microseconds_since(braid::steady_clock::time_point begin) {
    return std::chrono::duration<double, std::micro>(braid::steady_clock::now() - begin).count();
}

/// "67.7", "0.099", "1519": what is left out is noise.
std::string three_digits(double number) {
    const int whole = number >= 1 ? static_cast<int>(std::log10(number)) : 0;
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", number >= 1 ? std::max(0, 2 - whole) : 3, number);
    return text;
}

/// Before anything is measured, so that a single one does not pay for what only the first one has to do.
constexpr int WarmUp = 10;

/// Starts `count` of them that do nothing, and waits for each: the cost of one in µs.
template <class Worker>
double cost_of_start(const char* name, int count) {
    Worker first(name + std::string(" to warm up"), [] {});
    first.start();
    first.join();
    const auto begin = braid::steady_clock::now();
    std::deque<Worker> workers;
    for (int k = 1; k <= count; ++k)
        workers.emplace_back(name + std::string(" ") + std::to_string(k), [] {}).start();
    for (auto& worker : workers)
        worker.join();
    return microseconds_since(begin) / count;
}

/// Two of them on one core send a message back and forth: the one that waits for it lets the other run. The cost of one
/// change in µs, with that of the message.
template <class Worker>
double cost_of_switch(const char* name, int rounds) {
    auto [here, there] = braid::pipe(name + std::string(" ping-pong"));
    Worker partner(name + std::string(" partner"), [&] {
        for (int i = 0; i < WarmUp + rounds; ++i)
            there.send(there.recv<int>());
    });
    partner.start();
    const auto go_round = [&here](int times) {
        for (int i = 0; i < times; ++i) {
            here.send(i);
            (void)here.recv<int>();
        }
    };
    go_round(WarmUp);
    const auto begin = braid::steady_clock::now();
    go_round(rounds);
    const double cost = microseconds_since(begin) / (2.0 * rounds);
    partner.join();
    return cost;
}

braid::task<> do_nothing() {
    co_return;
}

/// Two of these in one loop take turns: every turn is a switch.
braid::task<> take_turns(int turns) {
    for (int i = 0; i < turns; ++i)
        co_await braid::asyncio::sleep(0s);
}

double cost_of_coroutine_start(int count) {
    const auto begin = braid::steady_clock::now();
    braid::event_loop loop("event loop");
    for (int k = 1; k <= count; ++k)
        loop.create_task(do_nothing(), "Coroutine " + std::to_string(k));
    loop.run();
    return microseconds_since(begin) / count;
}

double cost_of_coroutine_switch(int rounds) {
    braid::event_loop loop("ping-pong loop");
    loop.run_until_complete(take_turns(WarmUp));
    loop.create_task(take_turns(rounds), "Coroutine here");
    loop.create_task(take_turns(rounds), "Coroutine there");
    const auto begin = braid::steady_clock::now();
    loop.run();
    return microseconds_since(begin) / (2.0 * rounds);
}

void run(const Params& params) {
    std::vector<std::pair<std::string, double>> start_us;
    std::vector<std::pair<std::string, double>> switch_us;
    const auto measured = [&](const char* kind, double start, double change) {
        start_us.emplace_back(kind, start);
        switch_us.emplace_back(kind, change);
        braid::print(std::string(kind) + ": " + three_digits(start) + " µs to start one, " + three_digits(change) +
                     " µs to switch");
    };
    const auto wanted = [&](Kind kind) { return params.kind == Kind::All || params.kind == kind; };

    braid::pin_to_one_core(); // so that a change of the running one is a switch
    const MachineLoad machine;
    if (wanted(Kind::Threads))
        measured("threads", cost_of_start<braid::thread>("Thread", params.count),
                 cost_of_switch<braid::thread>("Thread", params.count));
    if (wanted(Kind::Processes))
        measured("processes", cost_of_start<braid::process>("Process", params.count),
                 cost_of_switch<braid::process>("Process", params.count));
    if (wanted(Kind::Coroutines))
        measured("coroutines", cost_of_coroutine_start(params.count), cost_of_coroutine_switch(params.count));
    machine.report("the costs are too high");
    braid::pin_to_all_cores();
    braid::result("start_us", start_us);
    braid::result("switch_us", switch_us);
}

} // namespace

Scenario process_cost() {
    return describe("What threads, processes and coroutines cost", run)
        .integer("count", "How many of each", &Params::count, 1, 2000)
        .choice("kind", "Of which kind", &Params::kind,
                {{Kind::All, "all"}, {Kind::Threads, "threads"}, {Kind::Processes, "processes"}, {Kind::Coroutines, "coroutines"}})
        .preset("quick", {.count = 20})
        .preset("processes-only", {.count = 50, .kind = Kind::Processes})
        .chart("start_us", "Cost of a start", "µs", "threads")
        .chart("switch_us", "Cost of a switch", "µs", "threads")
        .expects({"finished"});
}

} // namespace braid::scenarios::processes
