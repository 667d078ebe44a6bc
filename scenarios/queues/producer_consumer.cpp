#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/schedule/clock.h"
#include "engine/sync/queue.h"
#include "scenarios/scenario.h"
#include "scenarios/seconds.h"

#include <deque>
#include <numeric>

using namespace std::chrono_literals;

namespace braid::scenarios::queues {
namespace {

enum class Variant {
    Blocking,
    Qsize
};

struct Params {
    int producers = 2;
    int consumers = 2;
    int capacity = 20;
    Time produce = 100ms;
    Time consume = 160ms;
    int items = 60; ///< 0 = until stopped
    Variant variant = Variant::Blocking;
    Time look_again = 10ms;
};

constexpr int Last = 0; ///< tells a consumer that nothing more will come

void producer(braid::queue<int>& q, int first, const Params& params, int& made) {
    for (int i = first; params.items == 0 || i <= params.items; i += params.producers) {
        braid::this_thread::sleep_for(params.produce);
        ++made;
        // The limit by hand: between the look and the put others may put too, so the queue can grow beyond it.
        while (params.variant == Variant::Qsize && q.qsize() >= params.capacity)
            braid::this_thread::sleep_for(params.look_again);
        q.put(i); // the blocking queue keeps the limit itself, and wakes the producer when there is room
    }
}

void consumer(braid::queue<int>& q, const Params& params, int& used) {
    while (q.get() != Last) {
        braid::this_thread::sleep_for(params.consume);
        ++used;
    }
}

void run(const Params& params) {
    braid::queue<int> q(params.variant == Variant::Blocking ? params.capacity : 0, "q");
    // Each thread counts for itself, so that counting needs no lock.
    std::vector<int> made(static_cast<std::size_t>(params.producers));
    std::vector<int> used(static_cast<std::size_t>(params.consumers));
    const auto begin = braid::steady_clock::now();
    const auto perSecond = [begin](int count) { return count / seconds(braid::steady_clock::now() - begin); };

    std::deque<braid::thread> producers;
    for (int& count : made) {
        const int first = static_cast<int>(producers.size()) + 1;
        producers.emplace_back("Producer-" + std::to_string(first), [&, first] { producer(q, first, params, count); })
            .start();
    }
    std::deque<braid::thread> consumers;
    for (int& count : used)
        consumers
            .emplace_back("Consumer-" + std::to_string(consumers.size() + 1), [&] { consumer(q, params, count); })
            .start();

    for (auto& thread : producers)
        thread.join();
    const int madeInAll = std::accumulate(made.begin(), made.end(), 0);
    braid::result("made", madeInAll);
    braid::result("made_per_s", perSecond(madeInAll));
    for (int i = 1; i <= params.consumers; ++i)
        q.put(Last, {.label = "the end"}); // one for each
    for (auto& thread : consumers)
        thread.join();
    const int usedInAll = std::accumulate(used.begin(), used.end(), 0);
    braid::result("used", usedInAll);
    braid::result("used_per_s", perSecond(usedInAll));
    braid::print("made " + std::to_string(madeInAll) + ", used " + std::to_string(usedInAll));
}

} // namespace

Scenario producer_consumer() {
    return describe("Producers and consumers with a queue between them", run)
        .integer("producers", "Producers", &Params::producers, 1, 50)
        .integer("consumers", "Consumers", &Params::consumers, 1, 50)
        .integer("capacity", "Room in the queue", &Params::capacity, 1, 200)
        .time("produce", "Making an item", &Params::produce, 0s, 1s)
        .time("consume", "Using an item", &Params::consume, 0s, 1s)
        .integer("items", "Items made in all (0 = until stopped)", &Params::items, 0, 1000)
        .choice("variant", "Who keeps the limit", &Params::variant,
                {{Variant::Blocking, "blocking"}, {Variant::Qsize, "qsize"}})
        .time("look_again", "With qsize: look again after", &Params::look_again, 1ms, 1s)
        .preset("quick", {.capacity = 8, .produce = 10ms, .consume = 20ms, .items = 40})
        .preset("producers-wait", {.capacity = 5, .produce = 5ms, .consume = 60ms, .items = 40})
        .preset("consumers-wait", {.produce = 60ms, .consume = 5ms, .items = 40})
        .preset(
            "qsize",
            {.producers = 6, .capacity = 4, .produce = 5ms, .consume = 40ms, .items = 40, .variant = Variant::Qsize})
        .expects({"finished"});
}

} // namespace braid::scenarios::queues
