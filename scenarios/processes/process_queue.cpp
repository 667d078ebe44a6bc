#include "engine/ipc/process_queue.h"
#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "scenarios/scenario.h"

#include <deque>
#include <tuple>

using namespace std::chrono_literals;

namespace braid::scenarios::processes {
namespace {

struct Params {
    int items = 3;
    int size = 64;
    int processes = 1;
    Time pause = 1s;
};

/// [12, "hello", true]; the text is made as long as it takes for the packed item to have the size wanted.
using Item = std::tuple<int, std::string, bool>;

/// "hello", whole, and what lies packed beside it.
constexpr int LeastSize = 19;

Item item_of(int size) {
    std::string hello = "hello";
    const std::size_t others = exec::encoded(Item{12, "", true}).size();
    hello.resize(static_cast<std::size_t>(size) - others, '.');
    return {12, hello, true};
}

void foo(braid::process_queue<Item>& q, const Params& params) {
    for (int i = 0; i < params.items; ++i) {
        if (params.pause)
            braid::this_thread::sleep_for(params.pause);
        q.put(item_of(params.size), {.label = "[12, hello, true]"});
    }
}

void run(const Params& params) {
    braid::process_queue<Item> q(0, "q"); // made here, handed to the children
    std::deque<braid::process> processes;
    for (int k = 1; k <= params.processes; ++k)
        processes.emplace_back("Process-" + std::to_string(k), [&] { foo(q, params); }).start();

    long long bytes = 0;
    int got = 0;
    for (; got < params.items * params.processes; ++got) {
        const auto [number, text, truth] = q.get();
        bytes += static_cast<long long>(exec::encoded(Item{number, text, truth}).size());
        if (got == 0)
            braid::print("[" + std::to_string(number) + ", '" + text.substr(0, 5) + "', " + (truth ? "True" : "False") + "]");
    }
    for (auto& p : processes)
        p.join();
    braid::result("got", got);
    braid::result("bytes", bytes);
}

} // namespace

Scenario process_queue() {
    return describe("A queue from process to process", run)
        .integer("items", "Items of each child", &Params::items, 1, 100)
        .integer("size", "Packed size of an item", &Params::size, LeastSize, 1024 * 1024, "B")
        .integer("processes", "Child processes", &Params::processes, 1, 20)
        .time("pause", "Before each item", &Params::pause, 0s, 5s)
        .preset("quick", {.items = 5, .pause = 10ms})
        .preset("many", {.items = 20, .processes = 5, .pause = 0s})
        .preset("large", {.items = 4, .size = 1024 * 1024, .processes = 2, .pause = 0s})
        .expects({"finished"});
}

} // namespace braid::scenarios::processes
