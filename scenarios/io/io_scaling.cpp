#include "engine/exec/output.h"
#include "scenarios/io/shared/run_model.h"
#include "scenarios/machine_load.h"

#include <charconv>
#include <map>

using namespace std::chrono_literals;

namespace braid::scenarios::io {
namespace {

struct Params {
    int silent = 1200;
    int points = 4;
    int messages = 200;
    int size = 64;
};

/// What a message costs a server that one client talks to while `silent` others say nothing: its answer comes before the next
/// message, so each message is one wait.
Figures ask(const std::string& name, const Serve& serve, int silent, const Params& params) {
    Workload workload;
    workload.clients = 1;
    workload.messages = params.messages;
    workload.think = 0ms;
    workload.size = params.size;
    workload.silent = silent;
    return runModel(workload, serve, {.name = name + " " + std::to_string(silent), .together = true});
}

std::string digits(double number) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

void run(const Params& params) {
    const std::vector<std::pair<std::string, Serve>> models{
        {"select", serveWithSelect},
        {"poll", serveWithPoll},
        {"epoll", [](braid::socket& door, chat& chat) { serveWithEpoll(door, chat, Trigger::Level); }}};

    const MachineLoad machine;
    std::map<std::string, std::string> lines; // of each model: {"silent clients": µs a message, …}
    for (int point = 0; point <= params.points; ++point) {
        const int silent = params.silent * point / params.points;
        for (const auto& [name, serve] : models) {
            std::string& line = lines[name];
            if (line.ends_with('"')) // it gave up with fewer already
                continue;
            const Figures figures = ask(name, serve, silent, params);
            line += (line.empty() ? "\"" : ", \"") + std::to_string(silent) + "\": ";
            if (!figures.error.empty()) {
                line += braid::json_string(figures.error);
                continue;
            }
            line += digits(figures.line_us);
            braid::print(name + ", " + std::to_string(silent) + " silent clients: " + std::to_string(static_cast<int>(figures.line_us)) +
                         " µs a message");
        }
    }
    std::string all;
    for (const auto& [name, serve] : models)
        all += (all.empty() ? "{\"" : ", \"") + name + "\": {" + lines[name] + "}";
    braid::result_json("cost_us", all + "}");
    machine.report("the messages cost too much");
}

} // namespace

Scenario io_scaling() {
    return describe("What silent clients cost: select, poll and epoll", run)
        .integer("silent", "Silent clients at most", &Params::silent, 1, 3000)
        .integer("points", "Measured at so many numbers of them, and none", &Params::points, 1, 10)
        .integer("messages", "Messages of the one who talks", &Params::messages, 2, 2000)
        .integer("size", "Size of a message", &Params::size, 32, 32768, "B")
        .preset("quick", {.silent = 60, .points = 2, .messages = 20}, {"finished"})
        .preset("within-the-limit", {.silent = 900, .points = 3}, {"finished"})
        .preset("many", {.silent = 3000, .points = 3, .messages = 50})
        .lines("cost_us", "CPU time of the server for each message", "µs", "Silent clients")
        .expects({"finished", "misuse"});
}

} // namespace braid::scenarios::io
