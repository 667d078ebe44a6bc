#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/exec/usage.h"
#include "engine/exec/work.h"
#include "engine/schedule/clock.h"
#include "scenarios/machine_load.h"
#include "scenarios/scenario.h"
#include "scenarios/seconds.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::threads {
namespace {

enum class Cores {
    One,
    All
};
enum class Mode {
    Cpu,
    Io,
    Mixed
};

struct Params {
    int threads = 4;
    Cores cores = Cores::One;
    Mode mode = Mode::Cpu;
    Time work = 200ms;
};

constexpr int Slices = 10;

/// Uses the processor all the time: it is running, or ready and waiting for the core.
void compute(const Params& params) {
    for (int i = 0; i < Slices; ++i)
        braid::this_thread::work(params.work / Slices);
}

/// Hardly ever uses it: while this one is blocked, the core is free for the others.
void wait_for_io(const Params& params) {
    for (int i = 0; i < Slices; ++i) {
        braid::this_thread::sleep_for(params.work / Slices);
        braid::this_thread::work(params.work / Slices / 10);
    }
}

bool computes(int k, Mode mode) {
    return mode == Mode::Cpu || (mode == Mode::Mixed && k % 2 == 1);
}

void run(const Params& params) {
    if (params.cores == Cores::One)
        braid::pin_to_one_core(); // the threads that main starts inherit it
    else
        braid::pin_to_all_cores();

    const MachineLoad machine;
    const auto begin = braid::steady_clock::now();
    const auto cpu_begin = braid::exec::processorTime();
    std::deque<braid::thread> threads;
    for (int k = 1; k <= params.threads; ++k) {
        const bool busy = computes(k, params.mode);
        threads.emplace_back((busy ? "Computing " : "I/O ") + std::to_string(k),
                             [&params, busy] { busy ? compute(params) : wait_for_io(params); });
    }
    for (auto& thread : threads)
        thread.start();
    for (auto& thread : threads)
        thread.join();

    const double elapsed = seconds(braid::steady_clock::now() - begin);
    const double used = seconds(braid::exec::processorTime() - cpu_begin);
    braid::print("used " + secondsText(std::chrono::duration<double>(used)) + " s of CPU time in " +
                 secondsText(std::chrono::duration<double>(elapsed)) + " s");
    braid::result("elapsed_s", elapsed);
    braid::result("parallelism", used / elapsed);
    machine.report("the threads were ready for them too, and the parallelism is too small");
}

} // namespace

Scenario context_switch() {
    return describe("Concurrent or parallel? Threads on one core and on all", run)
        .integer("threads", "Threads", &Params::threads, 1, 64)
        .choice("cores", "Cores", &Params::cores, {{Cores::One, "one"}, {Cores::All, "all"}})
        .choice("mode", "Threads do", &Params::mode, {{Mode::Cpu, "cpu"}, {Mode::Io, "io"}, {Mode::Mixed, "mixed"}})
        .time("work", "Work of each thread", &Params::work, 1ms, 5s)
        .preset("parallel", {.cores = Cores::All})
        .preset("io", {.mode = Mode::Io})
        .preset("mixed", {.mode = Mode::Mixed})
        .expects({"finished"});
}

} // namespace braid::scenarios::threads
