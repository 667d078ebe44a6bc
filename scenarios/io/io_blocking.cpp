#include "scenarios/io/shared/run_model.h"

using namespace std::chrono_literals;

namespace braid::scenarios::io {

/// One client at a time: while the server waits in recv for this one, it can neither read from the others nor accept them.
void serveBlocking(braid::socket& door, chat& chat) {
    while (connection* client = chat.welcome(door.accept(chat.next_name()))) { // waits for a client
        while (!client->gone) {
            const io_result got = client->socket.recv(chat.buffer()); // waits for data, then copies it
            chat.heard(client->socket, got);
            chat.answer();
        }
        chat.sweep();
    }
}

namespace {

struct Params {
    int clients = 5;
    int messages = 5;
    Time think = 200ms;
    int size = 64;
    Rude rude = Rude::None;
    int seed = 1;
};

void run(const Params& params) {
    report(runModel(workloadOf(params), serveBlocking));
}

} // namespace

Scenario io_blocking() {
    return describeWorkload(describe("Blocking I/O: one client at a time", run), 100)
        .preset("quick", {.clients = 3, .messages = 3, .think = 20ms})
        .preset("one-client", {.clients = 1, .think = 100ms})
        .preset("rude", {.messages = 3, .think = 30ms, .rude = Rude::All})
        .chart("calls", "System calls")
        .expects({"finished"});
}

} // namespace braid::scenarios::io
