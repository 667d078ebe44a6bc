#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/queue.h"
#include "scenarios/scenario.h"

using namespace std::chrono_literals;

namespace braid::scenarios::queues {
namespace {

struct Params {
    int items = 8;
    Time work = 300ms;
};

/// Puts 1, 2, 3 … in, then lets another thread take them all out; in which order they came.
template <class Queue>
std::vector<long long> through(Queue& q, const Params& params) {
    braid::thread in("into " + q.name(), [&] {
        for (int i = 1; i <= params.items; ++i) {
            q.put(i);
            braid::this_thread::sleep_for(params.work);
        }
    });
    in.start();
    in.join(); // all are in before the first one leaves: else the order would be a matter of speed

    std::vector<long long> order;
    braid::thread out("out of " + q.name(), [&] {
        for (int i = 1; i <= params.items; ++i) {
            order.push_back(q.get());
            const std::string number = std::to_string(order.back());
            braid::print(q.name() + ": " + number, {.label = number});
            braid::this_thread::sleep_for(params.work);
        }
    });
    out.start();
    out.join();
    return order;
}

void run(const Params& params) {
    braid::queue<int> line(0, "FIFO");
    braid::lifo_queue<int> stack(0, "LIFO");
    braid::result("fifo_order", through(line, params));
    braid::result("order", through(stack, params));
}

} // namespace

Scenario queue_lifo() {
    return describe("Last in, first out", run)
        .integer("items", "Items put", &Params::items, 1, 50)
        .time("work", "Work on each item", &Params::work, 0s, 5s)
        .preset("many", {.items = 50, .work = 5ms})
        .expects({"finished"});
}

} // namespace braid::scenarios::queues
