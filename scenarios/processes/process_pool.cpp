#include "engine/exec/processes/process_pool.h"
#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "scenarios/scenario.h"

#include <numeric>
#include <optional>

using namespace std::chrono_literals;

namespace braid::scenarios::processes {
namespace {

enum class Method {
    ApplyAsync,
    Apply,
    Map
};
enum class End {
    Close,
    Terminate
};

struct Params {
    int workers = 5;
    int tasks = 8;
    Time hold = 2s;
    Method method = Method::ApplyAsync;
    int kill = 0;
    End end = End::Close;
};

using Pool = braid::process_pool<int(int)>;

void shoot(Pool& pool, int how_many) {
    for (int k = 0; k < how_many; ++k)
        pool.kill_busy_worker(); // as kill -9 from a terminal does
}

/// What became of one task, as the lane that gets its result sees it.
void report(const braid::async_result<int>& result) {
    try {
        (void)result.get();
    } catch (const braid::task_lost& lost) {
        braid::print(lost.what());
    }
}

void run(const Params& params) {
    const auto foo = [&params](int n) {
        braid::print(std::to_string(n));
        braid::this_thread::sleep_for(params.hold);
        return n;
    };
    Pool pool(params.workers, foo, "Pool");
    std::vector<int> numbers(static_cast<std::size_t>(params.tasks));
    std::iota(numbers.begin(), numbers.end(), 0);

    std::optional<braid::thread> killer;
    if (params.kill > 0)
        killer.emplace("Killer", [&] { shoot(pool, params.kill); }).start();
    switch (params.method) {
    case Method::ApplyAsync: {
        std::vector<braid::async_result<int>> results;
        for (const int n : numbers)
            results.push_back(pool.apply_async(n)); // does not wait
        if (params.end == End::Terminate) {
            report(results.front());
            pool.terminate(); // after the first result: what runs is broken off, what waits is never begun
            report(results.back());
            break;
        }
        for (const auto& result : results)
            report(result);
        break;
    }
    case Method::Apply:
        for (const int n : numbers) {
            try {
                pool.apply(n); // waits for each
            } catch (const braid::task_lost& lost) {
                braid::print(lost.what());
            }
        }
        break;
    case Method::Map:
        try {
            pool.map(numbers); // waits for all
        } catch (const braid::task_lost& lost) {
            braid::print(lost.what());
        }
    }
    if (params.end == End::Close)
        pool.close(); // no more tasks; it does not wait
    else
        pool.terminate();
    pool.join(); // this waits, and only after close or terminate
    if (killer)
        killer->join();
    braid::print("ending");
    braid::result("done", pool.done());
    braid::result("lost", pool.lost());
    braid::result("restarted", pool.restarted());
}

} // namespace

Scenario process_pool() {
    return describe("A pool of processes", run)
        .integer("workers", "Workers", &Params::workers, 1, 50)
        .integer("tasks", "Tasks", &Params::tasks, 1, 500)
        .time("hold", "Each task takes", &Params::hold, 0s, 10s)
        .choice("method", "Tasks are given by", &Params::method,
                {{Method::ApplyAsync, "apply_async"}, {Method::Apply, "apply"}, {Method::Map, "map"}})
        .integer("kill", "Workers killed in mid-task", &Params::kill, 0, 5)
        .choice("end", "Main ends it by", &Params::end, {{End::Close, "close"}, {End::Terminate, "terminate"}})
        .preset("quick", {.workers = 3, .tasks = 9, .hold = 100ms})
        .preset("backlog", {.tasks = 40, .hold = 50ms})
        .preset("one-by-one", {.hold = 100ms, .method = Method::Apply})
        .preset("map", {.tasks = 20, .hold = 100ms, .method = Method::Map})
        .preset("killed", {.tasks = 12, .hold = 200ms, .kill = 2}, {"finished", "killed"})
        .preset("terminate", {.tasks = 12, .hold = 200ms, .end = End::Terminate})
        .expects({"finished"});
}

} // namespace braid::scenarios::processes
