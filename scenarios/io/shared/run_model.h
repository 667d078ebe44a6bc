#pragma once

#include "engine/io/counts.h"
#include "scenarios/io/shared/chat.h"
#include "scenarios/io/shared/workload.h"

#include <functional>
#include <optional>

namespace braid::scenarios::io {

/// What one model cost.
struct Figures {
    io_counts calls;
    double cpu_ms = 0;  ///< of the server's thread, for serving
    double else_ms = 0; ///< CPU time of the server's thread for something else
    double ms = 0;      ///< from the start of the server to its end
    double late_ms = 0; ///< from sending a message to its being read by the server, on average
    double line_us = 0; ///< CPU time of the server's thread from one message to the next, the median
    int lines = 0;      ///< messages understood
    int dropped = 0;    ///< messages not passed on, because the receiver did not read
    int broken = 0;     ///< connections that ended with an error or within a message
    bool cut = false;   ///< its time was over before the clients had said all
    std::string error;  ///< why the server had to give up; empty = it did not
};

/// How a model serves: accepts clients at the door and goes on until chat.over().
using Serve = std::function<void(braid::socket& door, chat& chat)>;

struct ModelOptions {
    std::string name{};                              ///< of the model, where several run one after the other
    int room = 1;                                    ///< how many clients hear each other; see chat
    bool together = false;                           ///< the clients share one thread however few they are
    int descriptors_per_client = 1;                  ///< in the server's process
    std::optional<std::chrono::nanoseconds> limit{}; ///< after which the clients are ended, whatever they still had to say
};

/// Puts the workload to a server: the clients in a process of their own, the server in a thread, main waiting for the
/// clients to end; then it shuts the door, and the server ends when it has served who is still there. So the run ends too
/// when the clients' process is killed.
[[nodiscard]] Figures runModel(const Workload& workload, const Serve& serve, const ModelOptions& options = {});

/// The results of a scenario that runs one model: bytes, syscalls, wakeups, cpu_ms, ms and what is beside them.
void report(const Figures& figures);

// The servers, one a model: each is the heart of the scenario of its name.

enum class Trigger {
    Level,
    Edge
};
/// What asynchronous I/O is made of.
enum class Engine {
    Auto,
    Uring,
    Aio
};

void serveBlocking(braid::socket& door, chat& chat);
void serveNonblocking(braid::socket& door, chat& chat, const Time& pause);
void serveWithSelect(braid::socket& door, chat& chat);
void serveWithPoll(braid::socket& door, chat& chat);
void serveWithEpoll(braid::socket& door, chat& chat, Trigger trigger);
/// `work`: what is done meanwhile, again and again; zero: waits for completions.
void serveAsync(braid::socket& door, chat& chat, int depth, Engine engine, const Time& work);

} // namespace braid::scenarios::io
