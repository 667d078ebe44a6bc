#pragma once

#include "engine/io/socket.h"
#include "scenarios/scenario.h"

#include <random>

/// The one workload of all I/O models: real clients over the loopback, in a process of their own, that send lines to one
/// server after random times of thinking and wait for the answer to each.
namespace braid::scenarios::io {

/// What the first clients do wrong; the others are polite.
enum class Rude {
    None,
    Disconnects, ///< the first one goes in the middle of a message
    NeverReads,  ///< the first one sends all it has and reads nothing
    ByteByByte,  ///< the first one sends its messages one byte at a time
    All          ///< the first, second and third do one of these each
};

struct Workload {
    int clients = 5;
    int messages = 5;                            ///< of each client
    Time think = std::chrono::milliseconds(100); ///< on average, before each message
    int size = 64;                               ///< bytes of a message, its line end included
    Rude rude = Rude::None;
    int seed = 1;      ///< the same times of thinking each time
    int silent = 0;    ///< further clients that connect, say nothing and leave when the others have
    bool talk = false; ///< a further client says what the person types, until the standard input ends
};

/// The workload out of the parameters of a scenario.
template <class Params>
[[nodiscard]] Workload workloadOf(const Params& params) {
    Workload workload{params.clients, params.messages, params.think, params.size, params.rude, params.seed};
    if constexpr (requires { params.silent; })
        workload.silent = params.silent;
    if constexpr (requires { params.talk; })
        workload.talk = params.talk;
    return workload;
}

/// Describes the parameters that all scenarios of this family share.
template <class Params>
Description<Params> describeWorkload(Description<Params> description, int mostClients) {
    using namespace std::chrono_literals;
    return description.integer("clients", "Clients", &Params::clients, 1, mostClients)
        .integer("messages", "Messages of each", &Params::messages, 1, 100)
        .time("think", "Thinking before each message", &Params::think, 0s, 1s)
        .integer("size", "Size of a message", &Params::size, 32, 32768, "B")
        .choice("rude", "Misbehaving clients", &Params::rude,
                {{Rude::None, "none"},
                 {Rude::Disconnects, "disconnects"},
                 {Rude::NeverReads, "never-reads"},
                 {Rude::ByteByByte, "byte-by-byte"},
                 {Rude::All, "all"}})
        .integer("seed", "Seed of the random times", &Params::seed, 0, 1'000'000);
}

/// Describes who else is there in the scenarios with chat rooms.
template <class Params>
Description<Params> describeGuests(Description<Params> description) {
    return description.integer("silent", "Silent clients besides", &Params::silent, 0, 2000)
        .flag("talk", "You chat, too", &Params::talk);
}

/// How long one client thinks, time after time: half to one and a half of what is asked for, by a random number of its own.
class Thinking {
public:
    Thinking(const Workload& workload, int client);
    [[nodiscard]] std::chrono::nanoseconds next();

private:
    Time m_average;
    std::mt19937 m_random;
};

/// "3 message 2      81237123\n": client, words as far as there is room, when it was sent (ns of the monotonic clock), `size` bytes
/// in all.
[[nodiscard]] std::string messageText(int client, int number, int size);
/// The same with `words` that were typed, as long as they are.
[[nodiscard]] std::string messageText(int client, std::string_view words);
/// The words of a line that messageText() made.
[[nodiscard]] std::string wordsOf(std::string_view line);

/// Takes the whole lines, with their ends, off the front of `unread`.
[[nodiscard]] std::vector<std::string> takeLines(std::string& unread);

/// What the clients' process does, start to end: connects them one after the other, so that the server meets them in this
/// order, and lets each one talk. Up to 32 clients have a thread each; more are looked after by one thread together, but
/// for the rude ones.
void runClients(braid::socket& door, int port, const Workload& workload, bool together);

} // namespace braid::scenarios::io
