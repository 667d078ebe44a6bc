#pragma once

#include "engine/trace/event.h"

#include <cstdint>
#include <string>
#include <vector>

namespace braid::model {

/// Nanoseconds since the trace began. Plain integer in the stored values, which are kept by the million.
using Nanos = std::int64_t;
/// "Not yet": the end of something still open.
constexpr Nanos Open = INT64_MAX;

/// Index into Model::log().
using EventIndex = std::uint32_t;
constexpr EventIndex NoEvent = UINT32_MAX;

/// An event kept in log order, compactly; Model::event() gives it back in full.
struct LogEntry {
    Nanos time = 0;
    std::uint32_t lane = 0;
    std::uint32_t object = 0;
    std::uint32_t extra = 0; ///< the sequence number, or an index into the side table where `packed` says so
    std::uint16_t site = 0;
    trace::EventKind kind = trace::EventKind::None;
    std::uint8_t packed = 0; ///< small values of a and b, or 255: they are in the side table
};
static_assert(sizeof(LogEntry) <= 24);

/// The events of a run, append-only. Most of them carry no value or a small one and take no more than their LogEntry.
/// Not thread-safe.
class Log {
public:
    /// Keeps a copy of `event` as of `time`. NoEvent when four thousand million of them are reached.
    EventIndex append(const trace::Event& event, Nanos time);
    [[nodiscard]] const std::vector<LogEntry>& entries() const { return m_entries; }
    /// The full event, the default one for an `index` out of range. Its text is valid as long as the log.
    [[nodiscard]] trace::Event event(EventIndex index) const;
    /// Bytes reserved for all of it.
    [[nodiscard]] std::size_t memory() const;

private:
    struct Extra {
        std::uint64_t a;
        std::uint32_t b;
        std::uint32_t sequence;
    };
    struct Text {
        EventIndex event;
        std::uint32_t block;
        std::uint32_t offset;
        std::uint32_t length;
    };
    void keepText(EventIndex index, std::string_view text);

    std::vector<LogEntry> m_entries;
    std::vector<Extra> m_extras;
    std::vector<Text> m_texts;                   ///< by event
    std::vector<std::vector<char>> m_textBlocks; ///< never reallocated, so that views into them stay valid
};

} // namespace braid::model
