#include "engine/exec/coroutines/asyncio.h"
#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/schedule/clock.h"
#include "scenarios/scenario.h"
#include "scenarios/seconds.h"

using namespace std::chrono_literals;

namespace asyncio = braid::asyncio;

namespace braid::scenarios::coroutines {
namespace {

struct Params {
    int tasks = 20;
    Time block = 2s;
    bool offload = false;
    Time tick = 200ms;
};

using Clock = braid::steady_clock;

/// Ticks until the culprit is done. How much later than wanted its latest tick came.
braid::task<std::chrono::nanoseconds> ticker(const bool& over, const Params& params) {
    std::chrono::nanoseconds latest = 0ns;
    while (!over) {
        const std::chrono::nanoseconds wanted = params.tick;
        const auto asked = Clock::now();
        co_await asyncio::sleep(wanted);
        latest = std::max<std::chrono::nanoseconds>(latest, Clock::now() - asked - wanted);
    }
    co_return latest;
}

/// A call that knows nothing of coroutines: a driver of a database, a file on a slow disk, time.sleep.
void blocking_call(const Params& params) {
    braid::this_thread::sleep_for(params.block);
}

braid::task<> culprit(bool& over, const Params& params) {
    co_await asyncio::sleep(2 * params.tick.value());
    if (params.offload)
        co_await asyncio::to_thread([&] { blocking_call(params); }, "worker");
    else
        blocking_call(params); // no other coroutine runs until it returns
    co_await asyncio::sleep(params.tick);
    over = true;
}

braid::task<> main_task(const Params& params) {
    bool over = false;
    const auto blocker = asyncio::create_task(culprit(over, params), "culprit");
    std::vector<braid::task_handle<std::chrono::nanoseconds>> tickers;
    for (int k = 1; k < params.tasks; ++k)
        tickers.push_back(asyncio::create_task(ticker(over, params), "ticker " + std::to_string(k)));
    co_await blocker.join();

    std::chrono::nanoseconds latest = 0ns;
    for (const std::chrono::nanoseconds one : co_await asyncio::gather(std::move(tickers)))
        latest = std::max(latest, one);
    const double ms = seconds(latest) * 1000;
    braid::result("frozen_ms", ms);
    braid::print("the latest tick came " + secondsText(latest) + " s late");
}

void run(const Params& params) {
    braid::event_loop loop("event loop");
    loop.run_until_complete(main_task(params), "main task");
}

} // namespace

Scenario coroutine_blocking() {
    return describe("A blocking call freezes the whole event loop", run)
        .integer("tasks", "Coroutines", &Params::tasks, 1, 200)
        .time("block", "The blocking call takes", &Params::block, 0s, 5s)
        .flag("offload", "Hand the call to a thread", &Params::offload)
        .time("tick", "The others tick every", &Params::tick, 1ms, 1s)
        .preset("quick", {.tasks = 10, .block = 200ms, .tick = 20ms})
        .preset("offload", {.block = 500ms, .offload = true, .tick = 50ms}, {"finished"})
        .preset("alone", {.tasks = 1, .block = 500ms, .tick = 50ms}, {"finished"})
        .expects({"finished", "loop_blocked"});
}

} // namespace braid::scenarios::coroutines
