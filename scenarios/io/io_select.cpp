#include "engine/io/select.h"
#include "scenarios/io/shared/run_model.h"

using namespace std::chrono_literals;

namespace braid::scenarios::io {

/// One wait for all of them. The list of sockets goes into the kernel with every call, which looks at each one; a number of
/// 1024 or more has no place in it.
void serveWithSelect(braid::socket& door, chat& chat) {
    door.setblocking(false);
    braid::select select;
    while (!chat.over()) {
        const auto ready = select(chat.readers(door), chat.writers());
        for (braid::socket* obj : ready.readable) {
            if (obj == &door) {
                while (connection* client = chat.welcome(door.accept(chat.next_name())))
                    client->socket.setblocking(false);
            } else {
                chat.heard(*obj, obj->recv(chat.buffer()));
            }
        }
        for (braid::socket* obj : ready.writable)
            chat.has_room(*obj);
        chat.answer();
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
    report(runModel(workloadOf(params), serveWithSelect, {.room = params.room}));
}

} // namespace

Scenario io_select() {
    return describeGuests(describeWorkload(describe("I/O multiplexing with select: a chat server", run), 2000))
        .integer("room", "Clients in a chat room", &Params::room, 1, 50)
        .preset("quick", {.clients = 3, .messages = 3, .think = 20ms})
        .preset("crowd", {.clients = 500, .think = 100ms})
        .preset("beyond-the-limit", {.clients = 1100, .messages = 1, .think = 100ms}, {"misuse"})
        .preset("silent", {.clients = 20, .messages = 100, .think = 20ms, .room = 1, .silent = 900})
        .preset("chat", {.clients = 3, .messages = 20, .think = 1s, .talk = true})
        .preset("rude", {.messages = 3, .think = 30ms, .rude = Rude::All})
        .chart("calls", "System calls")
        .expects({"finished"});
}

} // namespace braid::scenarios::io
