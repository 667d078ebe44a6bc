#include "engine/io/poller.h"
#include "scenarios/io/shared/run_model.h"

using namespace std::chrono_literals;

namespace braid::scenarios::io {

/// As select, but the list is kept by the process, is changed where something changes, and has no limit.
void serveWithPoll(braid::socket& door, chat& chat) {
    door.setblocking(false);
    braid::poller poll;
    poll.register_(door, io_events::read);
    while (!chat.over()) {
        for (const auto& [fd, events] : poll.poll()) {
            if (fd == door.fileno()) {
                while (connection* client = chat.welcome(door.accept(chat.next_name()))) {
                    client->socket.setblocking(false);
                    poll.register_(client->socket, io_events::read);
                }
                if (!chat.open())
                    poll.unregister(door);
                continue;
            }
            braid::socket& client = chat.socket_of(fd);
            if (any(events & io_events::read))
                chat.heard(client, client.recv(chat.buffer()));
            if (any(events & io_events::write))
                chat.has_room(client);
        }
        chat.answer();
        for (connection* client : chat.changed()) {
            if (client->gone)
                poll.unregister(client->socket);
            else
                poll.modify(client->socket, client->interest());
        }
        chat.sweep();
    }
}

namespace {

struct Params {
    int clients = 5;
    int messages = 5;
    Time think = 500ms;
    int room = 8;
    int size = 64;
    Rude rude = Rude::None;
    int seed = 1;
    int silent = 0;
    bool talk = false;
};

void run(const Params& params) {
    report(runModel(workloadOf(params), serveWithPoll, {.room = params.room}));
}

} // namespace

Scenario io_poll() {
    return describeGuests(describeWorkload(describe("I/O multiplexing with poll: a chat server", run), 2000))
        .integer("room", "Clients in a chat room", &Params::room, 1, 50)
        .preset("quick", {.clients = 3, .messages = 3, .think = 20ms})
        .preset("crowd", {.clients = 500, .think = 100ms})
        .preset("silent", {.clients = 20, .messages = 100, .think = 20ms, .room = 1, .silent = 900})
        .preset("chat", {.clients = 3, .messages = 20, .think = 1s, .talk = true})
        .preset("rude", {.messages = 3, .think = 30ms, .rude = Rude::All})
        .chart("calls", "System calls")
        .expects({"finished"});
}

} // namespace braid::scenarios::io
