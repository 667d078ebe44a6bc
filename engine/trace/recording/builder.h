#pragma once

#include "engine/trace/event.h"
#include "engine/trace/format.h"
#include "engine/trace/result.h"
#include "engine/trace/writer/writer.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace braid::trace {

/// Makes a trace file of events that are given with their times: for tests, for fuzzing and for what another tool has
/// recorded. Nothing is checked: what makes no sense is written as it is. Not thread-safe.
class Builder {
public:
    enum class Streams {
        /// Readers hand the events out as they were given: the caller has put them in order.
        One,
        /// Each lane writes its own, as threads do: readers put them in order by numbers and times. Takes at least one chunk
        /// (16 KiB) a lane.
        PerLane,
    };
    explicit Builder(Streams streams = Streams::One) : m_streams(streams) {}

    /// Adds an event. Its time counts from the beginning of the trace; for each stream it is not before that of the event
    /// before, or is taken as that. A text longer than LongestText is cut. `order` says how `event.sequence` is meant.
    Builder& add(const Event& event, Order order = Order::Own);

    // Definitions, at `time` and written by `by`. Each takes the next number of its sort.
    LaneId lane(LaneKind kind, LaneId parent, std::string_view name, std::chrono::nanoseconds time = {}, LaneId by = {},
                std::uint32_t osId = 0);
    ObjectId object(ObjectKind kind, std::int64_t initial, std::string_view name, std::chrono::nanoseconds time = {}, LaneId by = {});
    SiteId site(std::string_view file, std::uint32_t line, std::chrono::nanoseconds time = {}, LaneId by = {});
    /// A file with code whose lowest address lies at `base`; the number is for code().
    std::uint32_t module(std::string_view path, std::uint64_t base, std::chrono::nanoseconds time = {}, LaneId by = {});
    /// A site that is an address of code, `offset` from the module's lowest. `function` may be empty.
    SiteId code(std::uint32_t module, std::uint64_t offset, std::string_view function, std::chrono::nanoseconds time = {}, LaneId by = {});

    /// The file as it is so far. `end`: when the run ended; not before its last event, or is taken as that.
    [[nodiscard]] std::vector<std::byte> bytes(Outcome outcome, std::chrono::nanoseconds end = {}) const;
    /// Writes it to `path`, which is as it was where that fails.
    [[nodiscard]] Status write(const std::string& path, Outcome outcome, std::chrono::nanoseconds end = {}) const;

    /// What its clock says at the beginning of a trace: early, since a reader that follows a trace takes what lies in the future
    /// of its own clock, which starts with the machine, for not yet written.
    static constexpr std::uint64_t FirstTick = 1'000'000'000;

private:
    struct Chunk {
        std::uint32_t writer; ///< from 1
        std::uint32_t lane;   ///< of its first records
        std::uint64_t firstBase;
        std::uint64_t base; ///< now
        std::uint32_t switches = 0;
        std::vector<Slot> stored{};
    };
    struct Stream {
        std::uint32_t lane = 0;
        std::uint64_t last = FirstTick;
        std::size_t chunk = 0; ///< in m_chunks, + 1; 0 = none yet
    };
    Slot* room(std::size_t stream, std::uint32_t lane, std::uint64_t& ticks, std::uint32_t count);

    Streams m_streams;
    std::vector<Stream> m_all;
    std::unordered_map<std::uint32_t, std::size_t> m_ofLane;
    std::vector<Chunk> m_chunks;
    std::uint64_t m_latest = FirstTick;
    std::uint32_t m_ids = 0, m_sites = 0;
};

} // namespace braid::trace
