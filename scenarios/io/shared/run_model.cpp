#include "scenarios/io/shared/run_model.h"

#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/exec/work.h"
#include "engine/schedule/clock.h"
#include "engine/trace/signal_text.h"

#include <exception>

namespace braid::scenarios::io {
namespace {

/// Of each of the server's connections, in bytes; small, so that a client that does not read is noticed before the kernel
/// has kept megabytes for it.
constexpr int SendBuffer = 32 * 1024;

double milliseconds(std::chrono::nanoseconds time) { return std::chrono::duration<double, std::milli>(time).count(); }

/// Serves, and takes down what it costs. An error of the server ends it, but not the run.
void measure(braid::socket& door, const Serve& serve, int room, Figures& figures) {
    chat chat(room);
    const io_counts callsBefore = braid::this_thread::io_so_far();
    const auto cpuBefore = braid::this_thread::cpu_time();
    const auto begin = braid::steady_clock::now();
    try {
        serve(door, chat);
    } catch (const std::exception& error) {
        figures.error = error.what();
        braid::note(error.what());
        braid::print("the server gives up after " + std::to_string(chat.lines()) + " messages: " + error.what());
        door.shutdown(); // so that no client waits for it for ever
    }
    figures.ms = milliseconds(braid::steady_clock::now() - begin);
    figures.else_ms = milliseconds(chat.elsewhere());
    figures.cpu_ms = milliseconds(braid::this_thread::cpu_time() - cpuBefore) - figures.else_ms;
    figures.calls = braid::this_thread::io_so_far() - callsBefore;
    figures.late_ms = milliseconds(chat.lateness());
    figures.line_us = std::chrono::duration<double, std::micro>(chat.cpu_of_line()).count();
    figures.lines = chat.lines();
    figures.dropped = chat.dropped();
    figures.broken = chat.broken();
}

} // namespace

Figures runModel(const Workload& workload, const Serve& serve, const ModelOptions& options) {
    Figures figures;
    const auto needed = static_cast<std::size_t>((workload.clients + workload.silent) * options.descriptors_per_client) + 128;
    if (!braid::allow_descriptors(needed, figures.error)) {
        braid::print(figures.error);
        return figures;
    }
    const std::string suffix = options.name.empty() ? "" : " (" + options.name + ")";
    braid::socket door("door" + suffix);
    door.set_buffers(0, SendBuffer);
    door.bind(); // the kernel chooses a port that is free
    door.listen();
    const int port = door.port();

    braid::process clients("Clients" + suffix, [&] { runClients(door, port, workload, options.together); });
    clients.start(); // first, for a process with one thread only may be forked
    braid::thread server("Server" + suffix, [&] { measure(door, serve, options.room, figures); });
    server.start();

    auto end = options.limit ? clients.join_for(*options.limit) : std::optional(clients.join());
    if (!end) {
        figures.cut = true;
        clients.kill();
        clients.join();
    } else if (end->signal != 0) {
        braid::print("the clients were killed: " + trace::signalText(end->signal));
    }
    door.shutdown();
    server.join();
    return figures;
}

void report(const Figures& figures) {
    braid::result("bytes", static_cast<long long>(figures.calls.received));
    braid::result("syscalls", static_cast<long long>(figures.calls.total()));
    braid::result("wakeups", static_cast<long long>(figures.calls.wakeups));
    braid::result("cpu_ms", figures.cpu_ms);
    if (figures.else_ms > 0)
        braid::result("something_else_cpu_ms", figures.else_ms);
    braid::result("ms", figures.ms);
    braid::result("late_ms", figures.late_ms);
    braid::result("messages", figures.lines);
    braid::result("bytes_sent", static_cast<long long>(figures.calls.sent));
    braid::result("dropped", figures.dropped);
    braid::result("broken", figures.broken);
    if (figures.lines > 0)
        braid::result("cpu_us_per_message", 1000 * figures.cpu_ms / figures.lines);
    std::vector<std::pair<std::string, double>> calls;
    for (std::size_t i = 0; i < io_counts::Kinds; ++i)
        if (figures.calls.calls[i] > 0)
            calls.emplace_back(name_of(static_cast<trace::IoCall>(i)), static_cast<double>(figures.calls.calls[i]));
    braid::result("calls", calls);
    if (!figures.error.empty())
        braid::result("error", figures.error);
    braid::print(std::to_string(figures.lines) + " messages, " + std::to_string(figures.calls.received) + " bytes, " +
                 std::to_string(figures.calls.total()) + " system calls, " + std::to_string(figures.calls.wakeups) +
                 " wake-ups");
}

} // namespace braid::scenarios::io
