#pragma once

#include "engine/trace/writer/ticks.h"

#include <atomic>
#include <cstdint>

namespace bench {

/// The least an event can cost: a time stamp, 32 bytes into a thread-local ring, a release store.
struct alignas(64) HandWrittenRing {
    struct Event {
        std::uint64_t time, object, value, kind;
    };
    Event events[4096];
    std::atomic<std::uint32_t> committed{0};
    void append(std::uint64_t object, std::uint64_t kind) {
        const std::uint32_t at = committed.load(std::memory_order_relaxed);
        events[at & 4095u] = {braid::trace::ticks(braid::trace::ClockSource::TimeStampCounter), object, 0, kind};
        committed.store(at + 1, std::memory_order_release);
    }
};
inline thread_local HandWrittenRing t_ring;

} // namespace bench
