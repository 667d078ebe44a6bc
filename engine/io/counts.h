#pragma once

#include "engine/trace/event.h"

#include <array>
#include <cstdint>

namespace braid {

/// What a thread has asked of the kernel through the classes of this folder. Value type.
struct io_counts {
    static constexpr std::size_t Kinds = static_cast<std::size_t>(trace::IoCall::Reap) + 1;

    std::array<std::uint64_t, Kinds> calls{}; ///< system calls, by trace::IoCall
    std::uint64_t received = 0;               ///< bytes
    std::uint64_t sent = 0;                   ///< bytes
    std::uint64_t wakeups = 0;                ///< times the thread slept in the kernel, for whatever reason, and was woken

    [[nodiscard]] std::uint64_t of(trace::IoCall call) const { return calls[static_cast<std::size_t>(call)]; }
    [[nodiscard]] std::uint64_t total() const;
    /// From `before` to `after`.
    friend io_counts operator-(const io_counts& after, const io_counts& before);
};

/// "recv", "epoll_wait" …: headings of tables.
[[nodiscard]] const char* name_of(trace::IoCall call);

namespace this_thread {

/// So far, also while nothing is recorded. A blocking call counts once, though it is made in two steps to show its two
/// phases.
[[nodiscard]] io_counts io_so_far();

} // namespace this_thread

namespace io {

/// The calling thread's counts, for the classes of this folder to add to.
[[nodiscard]] io_counts& counts();

} // namespace io
} // namespace braid
