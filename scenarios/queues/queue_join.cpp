#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/queue.h"
#include "scenarios/scenario.h"

using namespace std::chrono_literals;

namespace braid::scenarios::queues {
namespace {

struct Params {
    int items = 3;
    Time work = 1s;
    int forgotten = 0;
};

/// What join waits for to be 0.
void count(const braid::queue<int>& q) {
    braid::note("unfinished " + std::to_string(q.unfinished()));
}

void foo(braid::queue<int>& q, const Params& params) {
    for (int i = 1; i <= params.items; ++i)
        q.put(111 * i); // each put makes one more that is unfinished
    count(q);
    q.join(); // waits here until none is
    braid::print("ok");
}

void bar(braid::queue<int>& q, const Params& params) {
    for (int i = 1; i <= params.items; ++i) {
        const int item = q.get();
        braid::this_thread::sleep_for(params.work);
        braid::print(std::to_string(item));
        const bool forget = i > params.items - params.forgotten; // a bug: then foo waits for ever
        if (!forget)
            q.task_done(); // each of these makes one less
        count(q);
    }
}

void run(const Params& params) {
    braid::queue<int> q(0, "q");
    braid::thread t1("t1", [&] { foo(q, params); });
    braid::thread t2("t2", [&] { bar(q, params); });
    t1.start();
    t2.start(); // which one starts first does not matter: get waits for put, join for task_done
    t1.join();
    t2.join();
}

} // namespace

Scenario queue_join() {
    return describe("Wait until everything is worked off: join and task_done", run)
        .integer("items", "Items put", &Params::items, 1, 50)
        .time("work", "Work on each item", &Params::work, 0s, 5s)
        .integer("forgotten", "task_done calls left out", &Params::forgotten, 0, 3)
        .preset("quick", {.items = 8, .work = 40ms})
        .preset("forgotten", {.work = 50ms, .forgotten = 1}, {"hang"})
        .expects({"finished"});
}

} // namespace braid::scenarios::queues
