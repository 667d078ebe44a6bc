#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/ipc/pipe.h"
#include "scenarios/scenario.h"

using namespace std::chrono_literals;

namespace braid::scenarios::processes {
namespace {

struct Params {
    int rounds = 1;
    int size = 16;
    Time delay = 1s;
};

/// As long as "hi son": shorter ones would not say what they shall.
constexpr int LeastSize = 6;

/// `text`, filled up to `size` bytes.
std::string padded(std::string text, int size) {
    text.resize(static_cast<std::size_t>(size), '.');
    return text;
}

void foo(braid::connection sk, const Params& params) {
    for (int i = 0; i < params.rounds; ++i) {
        sk.send(padded("hello", params.size), "hello");
        braid::this_thread::sleep_for(2 * params.delay.value()); // what comes meanwhile waits in the pipe
        braid::print(sk.recv<std::string>().substr(0, 6));
    }
}

void run(const Params& params) {
    auto [sock, conn] = braid::pipe("pipe"); // both ends
    braid::process p("Process-1", [&] {
        conn.close(); // the parent's end
        foo(sock, params);
    });
    p.start();
    sock.close(); // the child's end
    for (int i = 0; i < params.rounds; ++i) {
        braid::this_thread::sleep_for(params.delay);
        braid::print(conn.recv<std::string>().substr(0, 5));
        conn.send(padded("hi son", params.size), "hi son");
    }
    p.join();
    braid::result("bytes", 2LL * params.rounds * params.size);
}

} // namespace

Scenario process_pipe() {
    return describe("A pipe with two ends", run)
        .integer("rounds", "Round trips", &Params::rounds, 1, 100)
        .integer("size", "Length of a message's text", &Params::size, LeastSize, 1024 * 1024, "B")
        .time("delay", "Before reading", &Params::delay, 0s, 5s)
        .preset("quick", {.delay = 20ms})
        .preset("full-pipe", {.rounds = 2, .size = 512 * 1024, .delay = 200ms})
        .preset("ping-pong", {.rounds = 50, .delay = 0ms})
        .expects({"finished"});
}

} // namespace braid::scenarios::processes
