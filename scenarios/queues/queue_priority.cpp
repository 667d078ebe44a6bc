#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/queue.h"
#include "scenarios/scenario.h"

using namespace std::chrono_literals;

namespace braid::scenarios::queues {
namespace {

struct Params {
    int items = 4;
    Time work = 500ms;
};

/// The first is the priority: the lowest one leaves first.
using Item = std::pair<int, std::string>;

/// The tutorial's four, then more of all priorities.
Item item(int number) {
    static const Item four[] = {{5, "100"}, {7, "200"}, {3, "hello"}, {4, "{name: alex}"}};
    if (number <= 4)
        return four[number - 1];
    return {number * 37 % 50, "item " + std::to_string(number)};
}

void run(const Params& params) {
    braid::priority_queue<Item> q(0, "q");
    braid::thread in("Putter", [&] {
        for (int i = 1; i <= params.items; ++i) {
            q.put(item(i));
            braid::this_thread::sleep_for(params.work);
        }
    });
    in.start();
    in.join(); // all are in before the first one leaves

    std::vector<long long> order;
    std::vector<std::string> items;
    braid::thread out("Getter", [&] {
        for (int i = 1; i <= params.items; ++i) {
            const auto [priority, value] = q.get();
            order.push_back(priority);
            items.push_back(value);
            braid::print("[" + std::to_string(priority) + ", " + value + "]");
            braid::this_thread::sleep_for(params.work);
        }
    });
    out.start();
    out.join();
    braid::result("order", order);
    braid::result("items", items);
}

} // namespace

Scenario queue_priority() {
    return describe("The most urgent item first", run)
        .integer("items", "Items put", &Params::items, 1, 50)
        .time("work", "Work on each item", &Params::work, 0s, 5s)
        .preset("many", {.items = 50, .work = 5ms})
        .expects({"finished"});
}

} // namespace braid::scenarios::queues
