#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"
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

void sub(braid::shared<int>& num, braid::mutex& lock, const Params& params) {
    {
        braid::lock_guard guard(lock); // acquires here and releases at the closing brace, whatever happens in between
        const int temp = num.load();
        if (params.gap)
            braid::this_thread::sleep_for(params.gap);
        num = temp - 1;
    }
    if (params.tail)
        braid::this_thread::sleep_for(params.tail);
}

void run(const Params& params) {
    braid::shared<int> num(params.threads, "num");
    braid::mutex lock("lock");

    std::deque<braid::thread> l;
    for (int i = 1; i <= params.threads; ++i)
        l.emplace_back("Thread-" + std::to_string(i), [&] { sub(num, lock, params); }).start();
    for (auto& t : l)
        t.join();

    braid::print(std::to_string(num.load()));
    braid::result("counter", num.load());
}

} // namespace

Scenario counter_mutex() {
    return describe("The same countdown with a mutex", run)
        .integer("threads", "Threads", &Params::threads, 1, 500)
        .time("gap", "Between reading and writing", &Params::gap, 0s, 1s)
        .time("tail", "Sleep afterwards", &Params::tail, 0s, 5s)
        .preset("quick", {.threads = 10, .gap = 20ms, .tail = 0s})
        .preset("no-gap", {.gap = 0s, .tail = 0s})
        .expects({"finished"});
}

} // namespace braid::scenarios::locks
