#include "engine/exec/threads/thread.h"
#include "scenarios/io/shared/run_model.h"

using namespace std::chrono_literals;

namespace braid::scenarios::io {

/// Asks every client, again and again, whether there is something: mostly there is not (EAGAIN). Between two rounds it can do
/// something else, and what arrives meanwhile has to wait.
void serveNonblocking(braid::socket& door, chat& chat, const Time& pause) {
    door.setblocking(false);
    while (!chat.over()) {
        if (chat.open())
            while (connection* client = chat.welcome(door.accept(chat.next_name())))
                client->socket.setblocking(false);
        for (braid::socket* client : chat.writers())
            chat.has_room(*client); // perhaps: the next send will tell
        for (braid::socket* client : chat.all_clients()) {
            const io_result got = client->recv(chat.buffer()); // data, or EAGAIN at once
            chat.heard(*client, got);
        }
        chat.answer();
        chat.sweep();
        braid::this_thread::sleep_for(pause);
    }
}

namespace {

struct Params {
    int clients = 5;
    int messages = 5;
    Time think = 500ms;
    Time pause = 5ms;
    int size = 64;
    Rude rude = Rude::None;
    int seed = 1;
};

void run(const Params& params) {
    report(runModel(workloadOf(params),
                    [&](braid::socket& door, chat& chat) { serveNonblocking(door, chat, params.pause); }));
}

} // namespace

Scenario io_nonblocking() {
    return describeWorkload(describe("Nonblocking I/O: ask again and again", run), 100)
        .time("pause", "Pause between two rounds", &Params::pause, 0ms, 50ms)
        .preset("quick", {.clients = 3, .messages = 3, .think = 20ms})
        .preset("no-pause", {.messages = 3, .think = 20ms, .pause = 0ms})
        .preset("long-pause", {.think = 100ms, .pause = 50ms})
        .preset("rude", {.messages = 3, .think = 30ms, .rude = Rude::All})
        .chart("calls", "System calls")
        .expects({"finished"});
}

} // namespace braid::scenarios::io
