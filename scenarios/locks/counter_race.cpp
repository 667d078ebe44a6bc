#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/shared.h"
#include "scenarios/scenario.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::locks {
namespace {

struct Params {
    int threads = 100;
    Time gap = 1ms;
    Time tail = 2s;
};

void sub(braid::shared<int>& num, const Params& params) {
    const int temp = num.load();
    if (params.gap)
        braid::this_thread::sleep_for(params.gap); // long enough for the others to read the same number
    num = temp - 1;
    if (params.tail)
        braid::this_thread::sleep_for(params.tail);
}

void run(const Params& params) {
    braid::shared<int> num(params.threads, "num");

    std::deque<braid::thread> l;
    for (int i = 1; i <= params.threads; ++i)
        l.emplace_back("Thread-" + std::to_string(i), [&] { sub(num, params); }).start();
    for (auto& t : l)
        t.join();

    braid::print(std::to_string(num.load()));
    braid::result("counter", num.load());
}

} // namespace

Scenario counter_race() {
    return describe("Lost updates: a countdown without a lock", run)
        .integer("threads", "Threads", &Params::threads, 1, 500)
        .time("gap", "Between reading and writing", &Params::gap, 0s, 1s)
        .time("tail", "Sleep afterwards", &Params::tail, 0s, 5s)
        .preset("no-gap", {.gap = 0s, .tail = 0s}, {"any"})
        .preset("gap-100us", {.gap = 100us, .tail = 0s})
        .preset("gap-100ms", {.gap = 100ms, .tail = 0s})
        .preset("quick", {.threads = 10, .gap = 20ms, .tail = 0s})
        .expects({"finished", "lost_update"});
}

} // namespace braid::scenarios::locks
