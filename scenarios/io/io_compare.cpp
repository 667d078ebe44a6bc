#include "engine/exec/output.h"
#include "engine/schedule/clock.h"
#include "scenarios/io/shared/run_model.h"
#include "scenarios/machine_load.h"

using namespace std::chrono_literals;

namespace braid::scenarios::io {
namespace {

struct Params {
    int clients = 50;
    int messages = 10;
    Time think = 20ms;
    Time pause = 5ms;
    Time limit = 50s; ///< for all models
    int size = 64;
    Rude rude = Rude::None;
    int seed = 1;
};

/// What the next of `left` models may take of the `remaining` time: all but what the others need, who serve their clients
/// at the same time; but where that is not enough for all, the same as each of them.
std::chrono::nanoseconds shareOf(std::chrono::nanoseconds remaining, int left, const Params& params) {
    constexpr int Margin = 2; // a client thinks half as long again at most
    const auto others = (left - 1) * Margin * params.messages * std::chrono::nanoseconds(params.think);
    return std::max(remaining - others, remaining / left);
}

using Measure = std::vector<std::pair<std::string, double>>;

void run(const Params& params) {
    const Time nothing = 0ms; // the asynchronous server has nothing else to do here, so it waits
    const std::vector<std::pair<std::string, Serve>> models{
        {"blocking", serveBlocking},
        {"nonblocking", [&](braid::socket& door, chat& chat) { serveNonblocking(door, chat, params.pause); }},
        {"select", serveWithSelect},
        {"poll", serveWithPoll},
        {"epoll", [](braid::socket& door, chat& chat) { serveWithEpoll(door, chat, Trigger::Level); }},
        {"async", [&](braid::socket& door, chat& chat) { serveAsync(door, chat, 64, Engine::Auto, nothing); }}};

    const MachineLoad machine;
    Measure bytes;
    Measure syscalls;
    Measure wakeups;
    Measure cpu_ms;
    Measure ms;
    int left = static_cast<int>(models.size());
    const auto end = braid::steady_clock::now() + std::chrono::nanoseconds(params.limit);
    for (const auto& [name, serve] : models) {
        const Figures figures = runModel(workloadOf(params), serve,
                                         {.name = name,
                                          .together = true,
                                          .descriptors_per_client = 3,
                                          .limit = shareOf(end - braid::steady_clock::now(), left--, params)});
        bytes.emplace_back(name, static_cast<double>(figures.calls.received));
        syscalls.emplace_back(name, static_cast<double>(figures.calls.total()));
        wakeups.emplace_back(name, static_cast<double>(figures.calls.wakeups));
        cpu_ms.emplace_back(name, figures.cpu_ms);
        ms.emplace_back(name, figures.ms);
        braid::result(name, Measure{{"bytes", bytes.back().second},
                                    {"syscalls", syscalls.back().second},
                                    {"wakeups", wakeups.back().second},
                                    {"cpu_ms", figures.cpu_ms},
                                    {"ms", figures.ms},
                                    {"messages", figures.lines}});
        if (figures.cut)
            braid::print(name + ": its time is over after " + std::to_string(figures.lines) + " of " +
                         std::to_string(params.clients * params.messages) + " messages");
        braid::print(name + ": " + std::to_string(static_cast<int>(figures.ms)) + " ms, " +
                     std::to_string(figures.calls.total()) + " system calls, " + std::to_string(figures.calls.wakeups) +
                     " wake-ups");
    }
    braid::result("bytes", bytes);
    braid::result("syscalls", syscalls);
    braid::result("wakeups", wakeups);
    braid::result("cpu_ms", cpu_ms);
    braid::result("ms", ms);
    machine.report("the times and the CPU times are too long");
}

} // namespace

Scenario io_compare() {
    return describeWorkload(describe("The I/O models side by side", run), 500)
        .time("pause", "Pause of the nonblocking server", &Params::pause, 0ms, 50ms)
        .time("limit", "Time for all models together", &Params::limit, 6s, 600s)
        .preset("quick", {.clients = 10, .messages = 3, .think = 10ms})
        .preset("few", {.clients = 2})
        .preset("many", {.clients = 300, .messages = 2})
        .chart("ms", "Time", "ms")
        .chart("syscalls", "System calls")
        .chart("wakeups", "Wake-ups")
        .chart("cpu_ms", "CPU time of the server", "ms")
        .chart("bytes", "Bytes received", "B")
        .expects({"finished"});
}

} // namespace braid::scenarios::io
