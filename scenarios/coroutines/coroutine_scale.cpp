#include "engine/exec/coroutines/asyncio.h"
#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/exec/usage.h"
#include "engine/sync/semaphore.h"
#include "scenarios/machine_load.h"
#include "scenarios/scenario.h"
#include "scenarios/seconds.h"

#include <deque>
#include <optional>
#include <system_error>

using namespace std::chrono_literals;

namespace asyncio = braid::asyncio;

namespace braid::scenarios::coroutines {
namespace {

struct Params {
    int coroutines = 100'000;
    int switches = 10;
    int threads = 1000;
};

/// What one of them costs.
struct Cost {
    int count = 0;
    /// Memory for each one that is really there; nothing where there are too few of them to tell. Of a coroutine: its part of
    /// the heap. Of a thread: the pages of its stack that were touched, without what the kernel keeps for it.
    std::optional<double> bytes;
    std::optional<double> kernel_bytes; ///< of a thread: its stack in the kernel, where that can be told
    double ns_per_switch = 0;           ///< processor time from one to the next
};

/// Fewer of them find room in what the allocator has at hand, or in pages that are there.
constexpr int Tellable = 100;
/// The kernel counts the stacks of the whole machine: of fewer threads, what others start meanwhile would spoil the figure.
constexpr int KernelTellable = 500;

/// Gives its turn away again and again.
braid::task<> give_way(int switches) {
    for (int i = 0; i < switches; ++i)
        co_await asyncio::sleep(0s);
}

Cost coroutines(const Params& params) {
    braid::event_loop loop("event loop");
    const std::size_t before = braid::exec::heapInUse();
    for (int i = 0; i < params.coroutines; ++i)
        loop.create_task(give_way(params.switches));
    Cost cost{params.coroutines, {}, {}, 0};
    if (params.coroutines >= Tellable)
        cost.bytes = static_cast<double>(braid::exec::heapInUse() - before) / params.coroutines;
    const auto begin = braid::exec::processorTime();
    loop.run();
    // The last turn of each one, in which it ends, is a switch too.
    cost.ns_per_switch = seconds(braid::exec::processorTime() - begin) * 1e9 / params.coroutines / (params.switches + 1);
    return cost;
}

/// A token goes round; the thread that has it wakes the next one and waits for the token to come back.
Cost threads(const Params& params) {
    std::deque<braid::semaphore> tokens;
    std::deque<braid::thread> threads;
    std::size_t count = 0;
    const std::size_t before = braid::exec::residentMemory(), kernelBefore = braid::exec::kernelStacks();
    for (int k = 0; k < params.threads; ++k) {
        braid::semaphore& own = tokens.emplace_back(0, "token " + std::to_string(k + 1));
        const std::size_t self = threads.size();
        threads.emplace_back("thread " + std::to_string(k + 1), [&, self] {
            for (int i = 0; i < params.switches; ++i) {
                own.acquire(); // the others may still be made: only the one with the token looks at them all
                tokens[(self + 1) % count].release();
            }
        });
        try {
            threads.back().start();
        } catch (const std::system_error& error) {
            braid::print("the system bears no more than " + std::to_string(self) + " threads: " + error.what());
            threads.pop_back();
            break;
        }
    }
    count = threads.size();
    if (count == 0)
        return {};
    Cost cost{static_cast<int>(count), {}, {}, 0};
    const std::size_t after = braid::exec::residentMemory();
    if (const std::size_t kernelAfter = braid::exec::kernelStacks(); static_cast<int>(count) >= KernelTellable && kernelAfter > kernelBefore)
        cost.kernel_bytes = static_cast<double>(kernelAfter - kernelBefore) / static_cast<double>(count);
    if (after > before)
        cost.bytes = static_cast<double>(after - before) / static_cast<double>(count);
    const auto begin = braid::exec::processorTime();
    tokens.front().release();
    for (auto& thread : threads)
        thread.join();
    cost.ns_per_switch = seconds(braid::exec::processorTime() - begin) * 1e9 / static_cast<double>(count) / params.switches;
    return cost;
}

/// Below so many switches the first ones, which find nothing in the caches, are most of the figure.
constexpr int SoundSwitches = 1000;

void tell(const char* of, const Cost& cost, int switches) {
    const std::string bytes = cost.bytes ? std::to_string(static_cast<long>(*cost.bytes)) + " bytes each"
                                         : std::string("too few to tell their memory");
    braid::print(std::to_string(cost.count) + " " + of + ": " + bytes + ", " +
                 std::to_string(static_cast<long>(cost.ns_per_switch)) + " ns a switch" +
                 (cost.count * switches < SoundSwitches ? " (too few for a sound figure)" : ""));
}

void run(const Params& params) {
    const MachineLoad machine;
    const Cost coroutine = coroutines(params);
    tell("coroutines", coroutine, params.switches);
    if (coroutine.bytes)
        braid::result("bytes_per_coroutine", *coroutine.bytes);
    braid::result("ns_per_switch", coroutine.ns_per_switch);
    std::vector<std::pair<std::string, double>> bytes;
    if (coroutine.bytes)
        bytes.emplace_back("coroutine", *coroutine.bytes);
    std::vector<std::pair<std::string, double>> times{{"coroutine", coroutine.ns_per_switch}};
    if (params.threads > 0) {
        const Cost thread = threads(params);
        tell("threads", thread, params.switches);
        if (thread.bytes)
            bytes.emplace_back("thread", *thread.bytes);
        times.emplace_back("thread", thread.ns_per_switch);
        braid::result("threads", thread.count);
        // What a thread takes beside: of the kernel's memory, and of the addresses of its process.
        if (thread.kernel_bytes)
            braid::result("kernel_stack_bytes_per_thread", *thread.kernel_bytes);
        braid::result("reserved_bytes_per_thread", static_cast<long long>(braid::exec::stackReserve()));
    }
    braid::result("memory", bytes);
    braid::result("switch", times);
    machine.report("the switches cost too much");
}

} // namespace

Scenario coroutine_scale() {
    return describe("Very many coroutines, and as many threads as the machine can take", run)
        .integer("coroutines", "Coroutines", &Params::coroutines, 1, 1'000'000)
        .integer("switches", "Switches of each one", &Params::switches, 1, 1000)
        .integer("threads", "Threads beside them", &Params::threads, 0, 5000)
        .preset("quick", {.coroutines = 1000, .switches = 10, .threads = 50})
        .preset("coroutines-only", {.threads = 0})
        .chart("switch", "CPU time of a switch", "ns", "coroutine")
        .chart("memory", "Memory of each one that is there", "B", "coroutine")
        .expects({"finished"});
}

} // namespace braid::scenarios::coroutines
