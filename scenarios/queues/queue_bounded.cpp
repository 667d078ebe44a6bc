#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/queue.h"
#include "scenarios/scenario.h"

using namespace std::chrono_literals;

namespace braid::scenarios::queues {
namespace {

struct Params {
    int maxsize = 20;
    int puts = 30;
    Time produce = 50ms;
    Time consume = 100ms;
    Time start_after = 1s;
    bool block = true;
};

std::string yesOrNo(bool answer) {
    return answer ? "yes" : "no";
}

void show(const braid::queue<int>& q) {
    braid::print("qsize " + std::to_string(q.qsize()) + ", empty " + yesOrNo(q.empty()) + ", full " +
                 yesOrNo(q.full()));
}

/// Two attempts that do not wait. False where neither found room.
bool put_at_once(braid::queue<int>& q, int i) {
    try {
        q.put(i, {.block = false});
        return true;
    } catch (const braid::full&) {
        braid::note("Full");
    }
    try {
        q.put_nowait(i); // the same in one word
        return true;
    } catch (const braid::full&) {
        braid::note("Full");
    }
    return false;
}

void producer(braid::queue<int>& q, const Params& params) {
    for (int i = 1; i <= params.puts; ++i) {
        if (!params.block && put_at_once(q, i)) {
            braid::this_thread::sleep_for(params.produce);
            continue;
        }
        q.put(i); // with 20 in it the 21st put blocks here, until a get
        braid::this_thread::sleep_for(params.produce);
    }
}

void consumer(braid::queue<int>& q, const Params& params) {
    braid::this_thread::sleep_for(params.start_after);
    show(q);
    for (int i = 1; i <= params.puts; ++i) {
        q.get(); // with nothing in it this one blocks
        braid::this_thread::sleep_for(params.consume);
    }
    show(q);
    try {
        q.get({.block = false});
    } catch (const braid::empty&) {
        braid::note("Empty");
    }
    try {
        q.get_nowait(); // the same in one word
    } catch (const braid::empty&) {
        braid::note("Empty");
    }
    braid::print("nothing left");
}

void run(const Params& params) {
    braid::queue<int> q(params.maxsize, "q");
    braid::thread t1("Producer", [&] { producer(q, params); });
    braid::thread t2("Consumer", [&] { consumer(q, params); });
    t1.start();
    t2.start();
    t1.join();
    t2.join();
}

} // namespace

Scenario queue_bounded() {
    return describe("A full queue makes the putter wait", run)
        .integer("maxsize", "Room in the queue", &Params::maxsize, 1, 200)
        .integer("puts", "Items put", &Params::puts, 1, 200)
        .time("produce", "Making an item", &Params::produce, 0s, 1s)
        .time("consume", "Using an item", &Params::consume, 0s, 1s)
        .time("start_after", "The consumer comes after", &Params::start_after, 0s, 10s)
        .flag("block", "A put waits at once", &Params::block)
        .preset("quick", {.maxsize = 5, .puts = 12, .produce = 20ms, .consume = 40ms, .start_after = 200ms})
        .preset("full", {.maxsize = 5, .puts = 8, .produce = 20ms, .consume = 100ms, .start_after = 200ms, .block = false})
        .preset("consumers-wait", {.puts = 12, .produce = 100ms, .consume = 20ms, .start_after = 0s})
        .preset("one-place", {.maxsize = 1, .puts = 10, .produce = 20ms, .consume = 50ms, .start_after = 200ms})
        .expects({"finished"});
}

} // namespace braid::scenarios::queues
