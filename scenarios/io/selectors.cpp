#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/io/selector.h"
#include "scenarios/io/shared/run_model.h"

using namespace std::chrono_literals;

namespace braid::scenarios::io {
namespace {

using Kind = braid::selector::kind;

struct Params {
    Kind kind = Kind::automatic;
    int clients = 5;
    int messages = 5;
    Time think = 500ms;
    Time work = 20ms;
    int size = 64;
    Rude rude = Rude::None;
    int seed = 1;
    bool talk = false;
};

/// With a person it is a chat, else an echo.
constexpr int ChatRoom = 8;

/// The echo server of the tutorial: each socket is registered with the function to call when it is ready, and the loop does
/// not know what they do.
class EchoServer {
public:
    EchoServer(braid::socket& door, chat& chat, Kind kind, Time work) : m_door(door), m_chat(chat), m_work(work), sel(kind) {}

    void run() {
        m_door.setblocking(false);
        sel.register_(m_door, io_events::read, "accept", accept);
        while (!m_chat.over()) {
            const auto events = sel.select();
            for (const auto& event : events)
                event(); // key.data(key.fileobj, mask)
            m_chat.sweep();
        }
    }
    [[nodiscard]] const char* mechanism() const { return sel.mechanism(); }

private:
    braid::selector::callback accept = [this](braid::socket& sock, io_events) {
        while (connection* client = m_chat.welcome(sock.accept(m_chat.next_name()))) {
            client->socket.setblocking(false);
            sel.register_(client->socket, io_events::read, "read", read);
        }
        if (!m_chat.open())
            sel.unregister(sock);
    };

    braid::selector::callback read = [this](braid::socket& conn, io_events) {
        m_chat.heard(conn, conn.recv(m_chat.buffer()));
        if (m_work)
            braid::this_thread::sleep_for(m_work); // the loop and all other clients wait meanwhile
        m_chat.answer();
        follow_changes();
    };

    braid::selector::callback write = [this](braid::socket& conn, io_events mask) {
        if (any(mask & io_events::write))
            m_chat.has_room(conn);
        if (any(mask & io_events::read))
            m_chat.heard(conn, conn.recv(m_chat.buffer()));
        m_chat.answer();
        follow_changes();
    };

    void follow_changes() {
        for (connection* client : m_chat.changed()) {
            if (client->gone)
                sel.unregister(client->socket);
            else if (client->wants_room)
                sel.modify(client->socket, client->interest(), "write", write);
            else
                sel.modify(client->socket, client->interest(), "read", read);
        }
    }

    braid::socket& m_door;
    chat& m_chat;
    Time m_work;
    braid::selector sel;
};

void run(const Params& params) {
    report(runModel(workloadOf(params), [&](braid::socket& door, chat& chat) {
        EchoServer server(door, chat, params.kind, params.work);
        braid::result("mechanism", server.mechanism());
        server.run();
    },
                    {.room = params.talk ? ChatRoom : 1}));
}

} // namespace

Scenario selectors() {
    return describeWorkload(describe("selectors: one face for select, poll and epoll", run), 500)
        .choice("kind", "Mechanism", &Params::kind,
                {{Kind::automatic, "auto"}, {Kind::epoll, "epoll"}, {Kind::poll, "poll"}, {Kind::select, "select"}})
        .time("work", "Work in each read", &Params::work, 0s, 1s)
        .flag("talk", "You chat, too", &Params::talk)
        .preset("quick", {.clients = 3, .messages = 3, .think = 20ms, .work = 2ms})
        .preset("chat", {.clients = 3, .messages = 20, .think = 1s, .work = 0s, .talk = true})
        .preset("select", {.kind = Kind::select, .think = 100ms, .work = 2ms})
        .preset("crowd", {.clients = 300, .think = 100ms, .work = 0s})
        .preset("rude", {.messages = 3, .think = 30ms, .work = 0s, .rude = Rude::All})
        .breakdown("calls", "System calls")
        .expects({"finished"});
}

} // namespace braid::scenarios::io
