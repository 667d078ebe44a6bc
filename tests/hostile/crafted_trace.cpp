#include "tests/hostile/crafted_trace.h"

#include "engine/trace/save.h"

#include <cstring>
#include <unistd.h>

namespace braid::hostile {

using trace::EventKind;
using trace::LaneKind;
using trace::ObjectKind;

CraftedTrace& CraftedTrace::add(Kind kind, std::uint32_t object, std::uint64_t a, std::uint32_t b, std::string_view text,
                                std::uint32_t sequence) {
    m_now += std::chrono::microseconds(1);
    trace::Event event;
    event.time = m_now;
    event.lane = LaneId{m_lane};
    event.kind = kind;
    event.object = ObjectId{object};
    event.sequence = sequence;
    event.a = a;
    event.b = b;
    event.text = text;
    m_builder.add(event);
    return *this;
}

CraftedTrace& CraftedTrace::as(std::uint32_t lane) {
    add(Kind::Resume, lane);
    m_lane = lane;
    return *this;
}

CraftedTrace& CraftedTrace::lane(std::uint32_t id, LaneKind kind, std::uint32_t parent, std::string_view name) {
    return add(Kind::DefineLane, id, static_cast<std::uint64_t>(kind), parent, name);
}

CraftedTrace& CraftedTrace::object(std::uint32_t id, ObjectKind kind, std::uint64_t initial, std::string_view name) {
    return add(Kind::DefineObject, id, initial, static_cast<std::uint32_t>(kind), name);
}

CraftedTrace& CraftedTrace::begin() {
    lane(1, LaneKind::Process, 0, "p");
    lane(2, LaneKind::Thread, 1, "main");
    return add(Kind::LaneBegin, 2, 7, 0, {}, 1);
}

bool CraftedTrace::write(const std::string& path, trace::Outcome outcome, std::uint64_t sparseTo,
                         const std::function<void(std::byte*)>& change) const {
    std::vector<std::byte> bytes = m_builder.bytes(outcome, m_now + std::chrono::microseconds(1));
    const auto put = [&bytes](std::size_t offset, auto value) { std::memcpy(bytes.data() + offset, &value, sizeof value); };
    if (sparseTo != 0) {
        put(offsetof(trace::Header, limitChunks), UINT32_MAX / 2);
        put(offsetof(trace::Header, claimed), UINT32_MAX / 2);
        put(offsetof(trace::Header, reservedChunks), std::uint32_t{0});
        put(offsetof(trace::Header, check), trace::checkOf(bytes.data()));
    }
    if (change)
        change(bytes.data());
    return trace::writeTrace(bytes, path).ok() && (sparseTo == 0 || truncate(path.c_str(), static_cast<off_t>(sparseTo)) == 0);
}

} // namespace braid::hostile
