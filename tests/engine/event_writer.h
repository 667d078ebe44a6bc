#pragma once

#include "engine/trace/recording/builder.h"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace braid::test {

/// Gives events to a trace::Builder, each a microsecond after the one before.
struct EventWriter {
    trace::Builder builder;
    LaneId lane; ///< of the events to come
    SiteId site; ///< of the events to come
    std::chrono::nanoseconds now{0};

    explicit EventWriter(trace::Builder::Streams streams = trace::Builder::Streams::One) : builder(streams) {}

    void add(trace::EventKind kind, ObjectId object, std::uint32_t sequence = 0, std::uint64_t a = 0, std::uint32_t b = 0,
             std::string_view text = {}, trace::Order order = trace::Order::Own) {
        trace::Event event;
        event.time = now += std::chrono::microseconds(1);
        event.lane = lane;
        event.kind = kind;
        event.object = object;
        event.sequence = sequence;
        event.site = site;
        event.a = a;
        event.b = b;
        event.text = text;
        builder.add(event, order);
    }
};

} // namespace braid::test
