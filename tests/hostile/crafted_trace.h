#pragma once

#include "engine/trace/recording/builder.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Trace files as an attacker writes them: well formed, and of a kind that no run gives.
namespace braid::hostile {

/// A trace in the making: one writer, a microsecond from one event to the next.
class CraftedTrace {
public:
    using Kind = trace::EventKind;

    /// Appends an event of the lane that writes now.
    CraftedTrace& add(Kind kind, std::uint32_t object = 0, std::uint64_t a = 0, std::uint32_t b = 0, std::string_view text = {},
                      std::uint32_t sequence = 0);
    /// From here on `lane` writes. (A Resume says so, as for coroutines, and costs one slot.)
    CraftedTrace& as(std::uint32_t lane);
    CraftedTrace& lane(std::uint32_t id, trace::LaneKind kind, std::uint32_t parent, std::string_view name);
    CraftedTrace& object(std::uint32_t id, trace::ObjectKind kind, std::uint64_t initial, std::string_view name);
    /// The lanes every run begins with: process 1 and its thread 2, which writes.
    CraftedTrace& begin();

    /// The whole file. `change` may spoil its header before it is checked off, `sparseTo` lengthens it by a hole.
    bool write(const std::string& path, trace::Outcome outcome = trace::Outcome::Stopped, std::uint64_t sparseTo = 0,
               const std::function<void(std::byte*)>& change = {}) const;

private:
    trace::Builder m_builder;
    std::uint32_t m_lane = 2;
    std::chrono::nanoseconds m_now{0};
};

/// One of the files.
struct Crafted {
    const char* name;
    bool (*write)(const std::string& path, std::size_t count);
    std::size_t count; ///< how many of what it is about, for a file of the size that is tried
};
/// All of them.
[[nodiscard]] const std::vector<Crafted>& allCrafted();

} // namespace braid::hostile
