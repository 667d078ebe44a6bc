#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "engine/io/hub/hub_socket.h"
#include "engine/schedule/clock.h"
#include "scenarios/scenario.h"
#include "scenarios/seconds.h"

#include <array>
#include <deque>
#include <stdexcept>

using namespace std::chrono_literals;

namespace braid::scenarios::coroutines {
namespace {

enum class Mode {
    Both,
    Together,
    OneByOne
};

struct Params {
    int tasks = 3;
    Time latency = 200ms;
    Mode mode = Mode::Both;
};

using Clock = braid::steady_clock;

constexpr auto Slowest = 800ms;
/// One after the other, a thousand fetches would take a quarter of an hour; so many show it.
constexpr int MostOneByOne = 10;

/// Three servers: each one takes twice as long to answer as the one before, up to 800 ms.
constexpr std::array<int, 3> Factors{1, 2, 4};

struct Server {
    braid::hub_socket listener;
    std::chrono::nanoseconds latency;
    int requests = 0; ///< how many will come
};

std::size_t server_of(int task) {
    return std::min<std::size_t>(static_cast<std::size_t>(task), Factors.size() - 1);
}

/// Answers one request, as slowly as its server is.
void answer(braid::hub& hub, braid::hub_socket connection, std::chrono::nanoseconds latency) {
    std::string request;
    while (request.find("\r\n\r\n") == std::string::npos) {
        const std::string more = connection.receive(hub);
        if (more.empty())
            return; // went away without asking
        request += more;
    }
    hub.sleep(latency);
    const std::string body(100 + request.size(), '.');
    connection.send_all(hub, "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
                                 "\r\nConnection: close\r\n\r\n" + body);
}

/// The servers' process: one hub for all of them.
void serve(std::deque<Server>& servers) {
    braid::hub hub("server hub");
    for (Server& server : servers)
        hub.spawn("server " + secondsText(server.latency) + " s", [&hub, &server] {
            for (int i = 1; i <= server.requests; ++i) {
                const std::string number = std::to_string(i) + " of " + secondsText(server.latency) + " s";
                auto connection = std::make_shared<braid::hub_socket>(server.listener.accept(hub, "request " + number));
                hub.spawn("answer " + number,
                          [&hub, &server, connection] { answer(hub, std::move(*connection), server.latency); });
            }
        });
    hub.join();
}

/// What requests.get does: the whole answer, or an exception.
std::chrono::nanoseconds fetch(braid::hub& hub, const Server& server, int task) {
    const auto begin = Clock::now();
    const std::string name = "server " + secondsText(server.latency) + " s";
    auto connection = braid::hub_socket::connect(hub, server.listener.port(), name);
    connection.send_all(hub, "GET /" + std::to_string(task + 1) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    std::string response;
    for (std::string more = connection.receive(hub); !more.empty(); more = connection.receive(hub))
        response += more;
    const std::size_t body = response.find("\r\n\r\n");
    if (response.rfind("HTTP/1.1 200 ", 0) != 0 || body == std::string::npos)
        throw std::runtime_error("the server did not answer as HTTP servers do");
    braid::print("get data " + std::to_string(response.size() - body - 4));
    return Clock::now() - begin;
}

double ms(std::chrono::nanoseconds time) { return seconds(time) * 1000; }

/// The longest of them is what it takes as long as.
double together(braid::hub& hub, const std::deque<Server>& servers, const Params& params) {
    std::chrono::nanoseconds slowest = 0ns;
    const auto begin = Clock::now();
    std::vector<braid::greenlet> jobs;
    for (int task = 0; task < params.tasks; ++task)
        jobs.push_back(hub.spawn("fetch " + std::to_string(task + 1), [&, task] {
            slowest = std::max(slowest, fetch(hub, servers[server_of(task)], task));
        }));
    hub.joinall(jobs);
    const auto elapsed = Clock::now() - begin;
    for (const braid::greenlet& job : jobs)
        job.get();
    braid::result("together_ms", ms(elapsed));
    braid::result("slowest_ms", ms(slowest));
    braid::note("together: " + secondsText(elapsed) + " s, the slowest one alone " + secondsText(slowest) + " s");
    braid::print(floatText(elapsed), {.label = floatText(elapsed).substr(0, 5)});
    return ms(elapsed);
}

/// The same with no other to switch to: the sum.
double one_by_one(braid::hub& hub, const std::deque<Server>& servers, int tasks, const Params& params) {
    const auto begin = Clock::now();
    const auto job = hub.spawn("one by one", [&] {
        for (int task = 0; task < tasks; ++task)
            (void)fetch(hub, servers[server_of(task)], task);
    });
    hub.joinall({job});
    job.get();
    const auto elapsed = Clock::now() - begin;
    braid::result("one_by_one_ms", ms(elapsed));
    braid::result("one_by_one_tasks", tasks);
    braid::note("one by one: " + secondsText(elapsed) + " s" +
                (tasks < params.tasks ? " for the first " + std::to_string(tasks) + " of " + std::to_string(params.tasks) : ""));
    braid::print(floatText(elapsed), {.label = floatText(elapsed).substr(0, 5)});
    return ms(elapsed);
}

void run(const Params& params) {
    const int alone = params.mode == Mode::Together ? 0 : std::min(params.tasks, MostOneByOne);
    const int at_once = params.mode == Mode::OneByOne ? 0 : params.tasks;
    // Each task holds one end of a connection, in either process; the rest is what a process has open anyway.
    if (const auto allowed = braid::allow_descriptors(static_cast<std::size_t>(params.tasks) + 64); !allowed)
        throw std::runtime_error(allowed.error().sentence());

    std::deque<Server> servers;
    for (const int factor : Factors) {
        const std::chrono::nanoseconds first = params.latency;
        const auto latency = std::min(first * factor, std::max<std::chrono::nanoseconds>(first, Slowest));
        servers.push_back({braid::hub_socket::listen("listener " + secondsText(latency) + " s"), latency});
    }
    for (int task = 0; task < at_once; ++task)
        ++servers[server_of(task)].requests;
    for (int task = 0; task < alone; ++task)
        ++servers[server_of(task)].requests;

    braid::process process("HTTP servers", [&servers] { serve(servers); });
    process.start();
    braid::hub hub("hub");
    std::vector<std::pair<std::string, double>> times;
    if (alone > 0)
        times.emplace_back("one by one", one_by_one(hub, servers, alone, params));
    if (at_once > 0)
        times.emplace_back("together", together(hub, servers, params));
    braid::result("fetch_ms", times);
    process.join();
}

} // namespace

Scenario gevent() {
    return describe("Fetching many pages: switching on I/O by itself", run)
        .integer("tasks", "Fetches", &Params::tasks, 1, 1000)
        .time("latency", "The first server answers after (the others: twice that, up to 800 ms)", &Params::latency, 0s, 2s)
        .choice("mode", "Mode", &Params::mode,
                {{Mode::Both, "both"}, {Mode::Together, "together"}, {Mode::OneByOne, "one-by-one"}})
        .preset("quick", {.latency = 20ms})
        .preset("hundred", {.tasks = 100, .latency = 100ms, .mode = Mode::Together})
        .preset("thousand", {.tasks = 1000, .mode = Mode::Together})
        .chart("fetch_ms", "Time for all fetches", "ms", "together")
        .expects({"finished"});
}

} // namespace braid::scenarios::coroutines
