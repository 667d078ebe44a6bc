#include "engine/trace/recording/builder.h"

#include "engine/trace/save.h"

#include <algorithm>
#include <cstring>

namespace braid::trace {

/// Where the next record of `lane` goes, which takes `count` slots. `ticks` is lifted where the stream is further.
Slot* Builder::room(std::size_t index, std::uint32_t lane, std::uint64_t& ticks, std::uint32_t count) {
    constexpr std::uint32_t SwitchSlots = 2;
    Stream& stream = m_all[index];
    ticks = stream.last = std::max(ticks, stream.last);
    Chunk* chunk = stream.chunk != 0 ? &m_chunks[stream.chunk - 1] : nullptr;
    const bool switches = chunk != nullptr && (stream.lane != lane || ticks - chunk->base > UINT32_MAX);
    if (chunk == nullptr || chunk->stored.size() + count + (switches ? SwitchSlots : 0) > ChunkSlots) {
        m_chunks.push_back({static_cast<std::uint32_t>(index + 1), lane, ticks, ticks});
        stream.chunk = m_chunks.size();
        chunk = &m_chunks.back();
    } else if (switches) {
        chunk->base = ticks;
        ++chunk->switches;
        Slot change{}, value{};
        change.event = EventSlot{0, lane, 0, 0, SwitchKind, 1};
        value.value = ValueSlot{ticks, 0, 0};
        chunk->stored.insert(chunk->stored.end(), {change, value});
    }
    stream.lane = lane;
    const std::size_t place = chunk->stored.size();
    chunk->stored.resize(place + count);
    return chunk->stored.data() + place;
}

Builder& Builder::add(const Event& event, Order order) {
    const std::uint32_t lane = event.lane.value;
    const auto [entry, fresh] = m_ofLane.try_emplace(m_streams == Streams::PerLane ? lane : 0, m_all.size());
    if (fresh)
        m_all.emplace_back();
    const std::string_view text = event.text.substr(0, LongestText);
    const bool value = event.a != 0 || event.b != 0 || !text.empty();
    const std::uint32_t count = slotsFor(value, text.size());
    std::uint64_t ticks = FirstTick + static_cast<std::uint64_t>(std::max<std::int64_t>(event.time.count(), 0));
    Slot* slot = room(entry->second, lane, ticks, count);
    const std::uint64_t base = m_chunks[m_all[entry->second].chunk - 1].base;
    slot[0].event = eventSlot(static_cast<std::uint32_t>(ticks - base), event.kind, event.object.value, event.sequence,
                              event.site.value, order, std::min<std::uint32_t>(count - 1, LongExtra));
    if (value)
        slot[1].value = ValueSlot{event.a, event.b, static_cast<std::uint32_t>(text.size())};
    if (!text.empty())
        std::memcpy(static_cast<void*>(&slot[2]), text.data(), text.size());
    if (event.kind == EventKind::Resume && event.object)
        m_all[entry->second].lane = event.object.value; // as readers do
    m_latest = std::max(m_latest, ticks);
    return *this;
}

LaneId Builder::lane(LaneKind kind, LaneId parent, std::string_view name, std::chrono::nanoseconds time, LaneId by, std::uint32_t osId) {
    const LaneId id{++m_ids};
    Event event;
    event.kind = EventKind::DefineLane;
    event.time = time;
    event.lane = by ? by : id;
    event.object = objectOf(id);
    event.a = static_cast<std::uint64_t>(kind) | std::uint64_t{osId} << 32;
    event.b = parent.value;
    event.text = name;
    add(event);
    return id;
}

ObjectId Builder::object(ObjectKind kind, std::int64_t initial, std::string_view name, std::chrono::nanoseconds time, LaneId by) {
    const ObjectId id{++m_ids};
    Event event;
    event.kind = EventKind::DefineObject;
    event.time = time;
    event.lane = by;
    event.object = id;
    event.a = static_cast<std::uint64_t>(initial);
    event.b = static_cast<std::uint32_t>(kind);
    event.text = name;
    add(event);
    return id;
}

SiteId Builder::site(std::string_view file, std::uint32_t line, std::chrono::nanoseconds time, LaneId by) {
    const SiteId id{++m_sites};
    Event event;
    event.kind = EventKind::DefineSite;
    event.time = time;
    event.lane = by;
    event.object = ObjectId{id.value};
    event.a = line;
    event.text = file;
    add(event);
    return id;
}

std::uint32_t Builder::module(std::string_view path, std::uint64_t base, std::chrono::nanoseconds time, LaneId by) {
    Event event;
    event.kind = EventKind::DefineModule;
    event.time = time;
    event.lane = by;
    event.object = ObjectId{++m_ids};
    event.a = base;
    event.text = path;
    add(event);
    return event.object.value;
}

SiteId Builder::code(std::uint32_t module, std::uint64_t offset, std::string_view function, std::chrono::nanoseconds time, LaneId by) {
    const SiteId id{++m_sites};
    Event event;
    event.kind = EventKind::DefineCode;
    event.time = time;
    event.lane = by;
    event.object = ObjectId{id.value};
    event.a = offset;
    event.b = module;
    event.text = function;
    add(event);
    return id;
}

std::vector<std::byte> Builder::bytes(Outcome outcome, std::chrono::nanoseconds end) const {
    std::vector<std::byte> bytes(bytesFor(m_chunks.size()));
    const auto put = [&bytes](std::size_t offset, auto value) { std::memcpy(bytes.data() + offset, &value, sizeof value); };
    const auto chunks = static_cast<std::uint32_t>(m_chunks.size());
    std::memcpy(bytes.data(), Magic, sizeof Magic);
    put(offsetof(Header, version), FormatVersion);
    put(offsetof(Header, byteOrder), ByteOrderMark);
    put(offsetof(Header, chunksOffset), ChunksOffset);
    put(offsetof(Header, chunkBytes), ChunkBytes);
    put(offsetof(Header, clock), ClockSource::Monotonic);
    put(offsetof(Header, limitChunks), std::max(chunks, 1u));
    put(offsetof(Header, startTicks), FirstTick);
    put(offsetof(Header, nanosPerTick), 1.0);
    put(offsetof(Header, startMonotonic), static_cast<std::int64_t>(FirstTick));
    put(offsetof(Header, startWall), std::int64_t{1'700'000'000'000'000'000});
    put(offsetof(Header, check), checkOf(bytes.data()));
    put(offsetof(Header, claimed), chunks);
    put(offsetof(Header, writers), static_cast<std::uint32_t>(m_all.size()));
    put(offsetof(Header, ids), m_ids);
    put(offsetof(Header, sites), m_sites);
    put(offsetof(Header, reservedChunks), chunks);
    put(offsetof(Header, outcome), static_cast<std::uint32_t>(outcome));
    if (outcome != Outcome::Unknown)
        put(offsetof(Header, endTicks), std::max(FirstTick + static_cast<std::uint64_t>(std::max<std::int64_t>(end.count(), 0)), m_latest));
    for (std::size_t i = 0; i < m_chunks.size(); ++i) {
        const Chunk& chunk = m_chunks[i];
        const std::size_t at = bytesFor(i);
        put(at + offsetof(ChunkHeader, ready), ChunkReady);
        put(at + offsetof(ChunkHeader, writer), chunk.writer);
        put(at + offsetof(ChunkHeader, lane), chunk.lane);
        put(at + offsetof(ChunkHeader, baseTicks), chunk.firstBase);
        put(at + offsetof(ChunkHeader, committed), static_cast<std::uint32_t>(chunk.stored.size()));
        put(at + offsetof(ChunkHeader, handedOver), chunk.switches);
        std::memcpy(bytes.data() + at + sizeof(ChunkHeader), chunk.stored.data(), chunk.stored.size() * sizeof(Slot));
    }
    return bytes;
}

Status Builder::write(const std::string& path, Outcome outcome, std::chrono::nanoseconds end) const {
    return writeTrace(bytes(outcome, end), path);
}

} // namespace braid::trace
