#include "engine/exec/coroutines/generator.h"
#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "scenarios/scenario.h"

using namespace std::chrono_literals;

namespace braid::scenarios::coroutines {
namespace {

struct Params {
    int items = 5; ///< 0 = until stopped
    Time work = 300ms;
};

/// Is sent numbers and yields its answers to them. Between two of them it stands still, with all it knows.
braid::generator<std::string, int> consumer(const Params& params) {
    std::string answer = "ready";
    for (;;) {
        const int n = co_yield answer;
        const std::string doing = "consuming " + std::to_string(n);
        braid::print("[CONSUMER] " + doing, {.label = doing});
        braid::this_thread::sleep_for(params.work);
        answer = "200 OK";
    }
}

/// Makes numbers, hands each one over and yields what it was answered.
braid::generator<std::string> producer(braid::generator<std::string, int>& consumer, const Params& params) {
    consumer.next(); // runs it to its first yield, where it can be sent something
    for (int n = 1; params.items == 0 || n <= params.items; ++n) {
        const std::string doing = "producing " + std::to_string(n);
        braid::print("[PRODUCER] " + doing, {.label = doing});
        braid::this_thread::sleep_for(params.work);
        co_yield consumer.send(n);
    }
    consumer.close();
}

void run(const Params& params) {
    braid::generator numbers_eater(consumer(params), "consumer");
    braid::generator numbers_maker(producer(numbers_eater, params), "producer");
    for (const std::string& answer : numbers_maker) {
        const std::string what = "answered: " + answer;
        braid::print("[PRODUCER] the consumer " + what, {.label = what});
    }
    braid::print("done, and no lock was needed");
}

} // namespace

Scenario generator() {
    return describe("Producer and consumer by yield and send", run)
        .integer("items", "Items (0 = until stopped)", &Params::items, 0, 50)
        .time("work", "Work on each item, on either side", &Params::work, 0s, 2s)
        .preset("quick", {.items = 5, .work = 10ms})
        .preset("many", {.items = 50, .work = 5ms})
        .expects({"finished"});
}

} // namespace braid::scenarios::coroutines
