#include "tests/hostile/crafted_trace.h"

#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace braid::hostile {

using trace::EventKind;
using trace::LaneKind;
using trace::ObjectKind;

CraftedTrace& CraftedTrace::add(Kind kind, std::uint32_t object, std::uint64_t a, std::uint32_t b, std::string_view text,
                                std::uint32_t sequence) {
    const bool value = a != 0 || b != 0 || !text.empty();
    const std::uint32_t slots = trace::slotsFor(value, text.size());
    m_now += 1000;
    if (m_chunks.empty() || m_chunks.back().words.size() + slots > trace::ChunkSlots || m_now - m_chunks.back().base > UINT32_MAX)
        m_chunks.push_back({m_lane, m_now, {}});
    Chunk& chunk = m_chunks.back();
    const std::size_t place = chunk.words.size();
    chunk.words.resize(place + slots);
    chunk.words[place].event = {static_cast<std::uint32_t>(m_now - chunk.base), object, sequence, 0,
                                static_cast<std::uint8_t>(kind),
                                static_cast<std::uint8_t>(std::min<std::uint32_t>(slots - 1, trace::LongExtra))};
    if (value)
        chunk.words[place + 1].value = {a, b, static_cast<std::uint32_t>(text.size())};
    if (!text.empty())
        std::memcpy(static_cast<void*>(&chunk.words[place + 2]), text.data(), text.size());
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
    std::vector<std::byte> bytes(trace::ChunksOffset + m_chunks.size() * trace::ChunkBytes);
    const auto put = [&bytes](std::size_t offset, auto value) { std::memcpy(bytes.data() + offset, &value, sizeof value); };
    const auto chunks = static_cast<std::uint32_t>(m_chunks.size());
    std::memcpy(bytes.data(), trace::Magic, sizeof trace::Magic);
    put(offsetof(trace::Header, version), trace::FormatVersion);
    put(offsetof(trace::Header, byteOrder), trace::ByteOrderMark);
    put(offsetof(trace::Header, chunksOffset), trace::ChunksOffset);
    put(offsetof(trace::Header, chunkBytes), trace::ChunkBytes);
    put(offsetof(trace::Header, clock), trace::ClockSource::Monotonic);
    put(offsetof(trace::Header, limitChunks), sparseTo != 0 ? UINT32_MAX / 2 : chunks);
    put(offsetof(trace::Header, startTicks), FirstTick);
    put(offsetof(trace::Header, nanosPerTick), 1.0);
    put(offsetof(trace::Header, startMonotonic), static_cast<std::int64_t>(FirstTick));
    put(offsetof(trace::Header, startWall), std::int64_t{1'700'000'000'000'000'000});
    put(offsetof(trace::Header, check), trace::checkOf(bytes.data()));
    put(offsetof(trace::Header, claimed), sparseTo != 0 ? UINT32_MAX / 2 : chunks);
    put(offsetof(trace::Header, writers), 1u);
    put(offsetof(trace::Header, reservedChunks), sparseTo != 0 ? std::uint32_t{0} : chunks);
    put(offsetof(trace::Header, outcome), static_cast<std::uint32_t>(outcome));
    put(offsetof(trace::Header, endTicks), m_now + 1000);
    for (std::size_t i = 0; i < m_chunks.size(); ++i) {
        const Chunk& chunk = m_chunks[i];
        const std::size_t at = trace::ChunksOffset + i * trace::ChunkBytes;
        put(at + offsetof(trace::ChunkHeader, ready), trace::ChunkReady);
        put(at + offsetof(trace::ChunkHeader, writer), 1u);
        put(at + offsetof(trace::ChunkHeader, lane), chunk.lane);
        put(at + offsetof(trace::ChunkHeader, baseTicks), chunk.base);
        put(at + offsetof(trace::ChunkHeader, committed), static_cast<std::uint32_t>(chunk.words.size()));
        std::memcpy(bytes.data() + at + sizeof(trace::ChunkHeader), chunk.words.data(), chunk.words.size() * sizeof(trace::Slot));
    }
    if (change)
        change(bytes.data());
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0)
        return false;
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t wrote = ::write(fd, bytes.data() + done, bytes.size() - done);
        if (wrote <= 0)
            break;
        done += static_cast<std::size_t>(wrote);
    }
    const bool longEnough = sparseTo == 0 || ftruncate(fd, static_cast<off_t>(sparseTo)) == 0;
    return close(fd) == 0 && done == bytes.size() && longEnough;
}

} // namespace braid::hostile
