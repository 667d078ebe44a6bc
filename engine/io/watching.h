#pragma once

#include "engine/io/socket.h"

#include <chrono>
#include <optional>

namespace braid {

/// What is watched for on a descriptor, and what it is ready for. A set of bits.
enum class io_events : std::uint32_t {
    none = 0,
    read = trace::ReadyToRead,   ///< there is something to read, to accept, or the end
    write = trace::ReadyToWrite, ///< there is room to send, or no receiver any more
};
[[nodiscard]] constexpr io_events operator|(io_events a, io_events b) {
    return static_cast<io_events>(static_cast<std::uint32_t>(a) | static_cast<std::uint32_t>(b));
}
[[nodiscard]] constexpr io_events operator&(io_events a, io_events b) {
    return static_cast<io_events>(static_cast<std::uint32_t>(a) & static_cast<std::uint32_t>(b));
}
[[nodiscard]] constexpr bool any(io_events events) { return events != io_events::none; }

/// A descriptor that became ready.
struct ready_fd {
    int fd = -1;
    io_events events = io_events::none;
};

/// How long to wait at most; without a value: as long as it takes.
using io_timeout = std::optional<std::chrono::nanoseconds>;

namespace io {

// The table of what a loop watches, as the trace tells it. Of one loop these are called by one thread at a time.

void recordWatch(TracedObject& loop, const descriptor& one, io_events events, CallSite site);
/// `told`: the descriptor as a part of the trace, where that tells of which connection it is an end.
void recordWatch(TracedObject& loop, int fd, ObjectId told, io_events events, const std::string& name, CallSite site);
void recordUnwatch(TracedObject& loop, int fd, CallSite site);
void recordReady(TracedObject& loop, int fd, io_events events, CallSite site);

/// What poll(2) or epoll found, in our bits, of those that are watched. A hang-up or an error is for each watcher, so
/// that the next call on the descriptor tells.
[[nodiscard]] io_events readyBits(bool in, bool out, bool broken, io_events watched);
/// In whole milliseconds for poll(2) and epoll_wait(2), rounded up so that no thread spins before the time; -1 = no limit.
[[nodiscard]] int millisecondsOf(io_timeout timeout);

} // namespace io
} // namespace braid
