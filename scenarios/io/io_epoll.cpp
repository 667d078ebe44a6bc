#include "engine/io/epoll.h"
#include "scenarios/io/shared/run_model.h"

using namespace std::chrono_literals;

namespace braid::scenarios::io {

/// The kernel keeps the list and hands out only those that are ready. Level-triggered it tells again until all is read;
/// edge-triggered it reports once, and a server that does not read until EAGAIN is not told again.
void serveWithEpoll(braid::socket& door, chat& chat, Trigger trigger) {
    const bool edge = trigger == Trigger::Edge;
    const auto how = edge ? braid::epoll::trigger::edge : braid::epoll::trigger::level;
    const auto interest = edge ? io_events::read | io_events::write : io_events::read; // edge: said once and for all
    door.setblocking(false);
    braid::epoll epoll;
    epoll.register_(door, io_events::read, how);
    while (!chat.over()) {
        for (const auto& [fd, events] : epoll.poll()) {
            if (fd == door.fileno()) {
                while (connection* client = chat.welcome(door.accept(chat.next_name()))) {
                    client->socket.setblocking(false);
                    epoll.register_(client->socket, interest, how);
                }
                if (!chat.open())
                    epoll.unregister(door);
                continue;
            }
            braid::socket& client = chat.socket_of(fd);
            if (any(events & io_events::read)) {
                io_result got;
                do {
                    got = client.recv(chat.buffer());
                    chat.heard(client, got);
                } while (edge && got.count() > 0); // until there is no more, or the next time never comes
            }
            if (any(events & io_events::write))
                chat.has_room(client);
        }
        chat.answer();
        for (connection* client : chat.changed()) {
            if (client->gone)
                epoll.unregister(client->socket);
            else if (!edge)
                epoll.modify(client->socket, client->interest(), how);
        }
        chat.sweep();
    }
}

namespace {

struct Params {
    int clients = 5;
    int messages = 5;
    Time think = 500ms;
    Trigger trigger = Trigger::Level;
    int room = 8;
    int size = 64;
    Rude rude = Rude::None;
    int seed = 1;
    int silent = 0;
    bool talk = false;
};

void run(const Params& params) {
    const auto serve = [&](braid::socket& door, chat& chat) { serveWithEpoll(door, chat, params.trigger); };
    report(runModel(workloadOf(params), serve, {.room = params.room}));
}

} // namespace

Scenario io_epoll() {
    return describeGuests(describeWorkload(describe("I/O multiplexing with epoll: a chat server", run), 2000))
        .choice("trigger", "Trigger", &Params::trigger, {{Trigger::Level, "level"}, {Trigger::Edge, "edge"}})
        .integer("room", "Clients in a chat room", &Params::room, 1, 50)
        .preset("quick", {.clients = 3, .messages = 3, .think = 20ms})
        .preset("edge", {.think = 100ms, .trigger = Trigger::Edge})
        .preset("crowd", {.clients = 500, .think = 100ms})
        .preset("silent", {.clients = 20, .messages = 100, .think = 20ms, .room = 1, .silent = 900})
        .preset("chat", {.clients = 3, .messages = 20, .think = 1s, .talk = true})
        .preset("rude", {.messages = 3, .think = 30ms, .rude = Rude::All})
        .chart("calls", "System calls")
        .expects({"finished"});
}

} // namespace braid::scenarios::io
