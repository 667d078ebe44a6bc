#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "engine/exec/threads/interpreter_lock.h"
#include "engine/exec/threads/thread.h"
#include "engine/exec/work.h"
#include "engine/schedule/clock.h"
#include "scenarios/machine_load.h"
#include "scenarios/scenario.h"
#include "scenarios/seconds.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::threads {
namespace {

enum class Mode {
    All,
    Gil,
    Free,
    Processes
};

struct Params {
    int threads = 4;
    Time interval = 5ms;
    Mode mode = Mode::All;
    Time work = 300ms;
};

/// What runs between two looks at the interpreter lock.
constexpr auto Instruction = 100us;

/// Computes, but only while it holds the one lock of the interpreter.
void compute_with(braid::interpreter_lock& gil, const Params& params) {
    gil.take(params.interval);
    braid::this_thread::work(params.work, Instruction, [&] { gil.checkpoint(params.interval); });
    gil.drop();
}

void with_gil(const Params& params) {
    braid::interpreter_lock gil;
    std::deque<braid::thread> threads;
    for (int k = 1; k <= params.threads; ++k)
        threads.emplace_back("GIL " + std::to_string(k), [&] { compute_with(gil, params); }).start();
    for (auto& thread : threads)
        thread.join();
    braid::print("the GIL was handed over " + std::to_string(gil.handovers()) + " times");
}

void without_gil(const Params& params) {
    std::deque<braid::thread> threads;
    for (int k = 1; k <= params.threads; ++k)
        threads.emplace_back("Free " + std::to_string(k), [&] { braid::this_thread::work(params.work); }).start();
    for (auto& thread : threads)
        thread.join();
}

/// Python's way out: every process has an interpreter, and so a lock, of its own.
void with_processes(const Params& params) {
    std::deque<braid::process> processes;
    for (int k = 1; k <= params.threads; ++k)
        processes.emplace_back("Process " + std::to_string(k), [&] { braid::this_thread::work(params.work); }).start();
    for (auto& process : processes)
        process.join();
}

/// How many times faster than one after the other.
double speedup(void (*way)(const Params&), const Params& params) {
    const auto begin = braid::steady_clock::now();
    way(params);
    const auto elapsed = braid::steady_clock::now() - begin;
    return seconds(params.work) * params.threads / seconds(elapsed);
}

void run(const Params& params) {
    const MachineLoad machine;
    std::string speedups;
    const auto measure = [&](const char* name, Mode mode, void (*way)(const Params&)) {
        if (params.mode != Mode::All && params.mode != mode)
            return;
        const std::string factor = secondsText(std::chrono::duration<double>(speedup(way, params)));
        braid::print(std::string(name) + ": " + factor + " times as fast as one after the other");
        speedups += (speedups.empty() ? "\"" : ", \"") + std::string(name) + "\": " + factor;
    };
    measure("gil", Mode::Gil, with_gil);
    measure("free", Mode::Free, without_gil);
    measure("processes", Mode::Processes, with_processes);
    braid::result_json("speedup", "{" + speedups + "}");
    machine.report("the speed-ups are too small");
}

} // namespace

Scenario gil() {
    return describe("One lock for the whole interpreter: the GIL", run)
        .integer("threads", "Threads", &Params::threads, 1, 32)
        .time("interval", "Switch interval", &Params::interval, 100us, 100ms)
        .choice("mode", "Mode", &Params::mode,
                {{Mode::All, "all"}, {Mode::Gil, "gil"}, {Mode::Free, "free"}, {Mode::Processes, "processes"}})
        .time("work", "Computing time of each thread", &Params::work, 1ms, 5s)
        .preset("quick", {.threads = 2, .work = 50ms})
        .preset("gil-only", {.mode = Mode::Gil, .work = 100ms})
        .chart("speedup", "Speed-up", "×")
        .expects({"finished"});
}

} // namespace braid::scenarios::threads
