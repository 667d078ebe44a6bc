#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/exec/work.h"
#include "engine/io/async_io.h"
#include "engine/io/stretch.h"
#include "scenarios/io/shared/run_model.h"

using namespace std::chrono_literals;

namespace braid::scenarios::io {
namespace {

constexpr std::uint64_t Door = 0; ///< the tag of what comes to the door; clients have their number
constexpr std::size_t BufferSize = 4096;

braid::async_io::kind kindOf(Engine engine) {
    return engine == Engine::Uring ? braid::async_io::kind::uring
           : engine == Engine::Aio ? braid::async_io::kind::aio
                                   : braid::async_io::kind::automatic;
}

/// What the server does when an operation is complete: the data is here already, or gone out already.
void complete(const braid::async_io::completion& done, braid::async_io& ring, braid::socket& door, chat& chat) {
    if (done.tag == Door) {
        const int fd = done.result.ok() ? static_cast<int>(done.result.count()) : -1;
        if (connection* client = chat.welcome(braid::socket::adopt(fd, chat.next_name(), done.result.error()))) {
            ring.recv(client->socket, BufferSize, static_cast<std::uint64_t>(client->number));
            client->receiving = true;
        }
        if (chat.open())
            ring.accept(door, Door); // the next one
        return;
    }
    connection* client = chat.numbered(done.tag);
    if (client == nullptr)
        return; // has gone meanwhile
    const braid::stretch handling(ring.traced(), 0,
                                  (done.call == trace::IoCall::Send ? "sent to " : "received from ") + client->socket.name());
    if (done.call == trace::IoCall::Send) {
        client->sending = false;
        chat.sent(*client, done.result);
    } else {
        client->receiving = false;
        chat.heard(*client, done.result, done.data);
        if (!client->said_all && !client->gone) {
            ring.recv(client->socket, BufferSize, done.tag);
            client->receiving = true;
        }
    }
}

} // namespace

/// Hands operations over, does something else, and takes what is complete: no wait, and no copying either.
void serveAsync(braid::socket& door, chat& chat, int depth, Engine engine, const Time& work) {
    braid::async_io ring(static_cast<unsigned>(depth), kindOf(engine));
    if (!ring.refusal().empty()) {
        braid::note(ring.refusal());
        braid::print(ring.refusal());
    }
    braid::result("mechanism", ring.mechanism());
    ring.accept(door, Door);
    while (!chat.over()) {
        ring.submit();
        if (work) {
            const braid::stretch other("something else");
            const auto before = braid::this_thread::cpu_time();
            braid::this_thread::work(work);
            chat.spent_elsewhere(braid::this_thread::cpu_time() - before);
        }
        for (const auto& done : work ? ring.reap() : ring.wait())
            complete(done, ring, door, chat);
        for (connection* client : chat.to_answer()) {
            if (client->sending)
                continue; // the rest goes when this is complete
            ring.send(client->socket, client->unsent, static_cast<std::uint64_t>(client->number));
            client->sending = true;
        }
        chat.sweep();
    }
}

namespace {

struct Params {
    int clients = 5;
    int messages = 5;
    Time think = 500ms;
    int depth = 64;
    Engine engine = Engine::Auto;
    Time work = 2ms;
    int size = 64;
    Rude rude = Rude::None;
    int seed = 1;
};

void run(const Params& params) {
    const auto serve = [&](braid::socket& door, chat& chat) {
        serveAsync(door, chat, params.depth, params.engine, params.work);
    };
    report(runModel(workloadOf(params), serve, {.descriptors_per_client = 3}));
}

} // namespace

Scenario io_async() {
    return describeWorkload(describe("Asynchronous I/O: hand it over and do something else", run), 2000)
        .integer("depth", "Operations handed over at once", &Params::depth, 1, 1024)
        .choice("engine", "Mechanism", &Params::engine,
                {{Engine::Auto, "auto"}, {Engine::Uring, "io_uring"}, {Engine::Aio, "aio"}})
        .time("work", "Something else meanwhile", &Params::work, 0ms, 50ms)
        .preset("quick", {.clients = 3, .messages = 3, .think = 20ms})
        .preset("aio", {.think = 100ms, .engine = Engine::Aio})
        .preset("crowd", {.clients = 500, .think = 100ms, .work = 0ms})
        .preset("rude", {.messages = 3, .think = 30ms, .rude = Rude::All})
        .chart("calls", "System calls")
        .expects({"finished"});
}

} // namespace braid::scenarios::io
