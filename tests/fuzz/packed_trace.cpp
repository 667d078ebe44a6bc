#include "tests/fuzz/packed_trace.h"

#include "engine/trace/format.h"
#include "engine/trace/recording/builder.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace braid::fuzz {

namespace {

constexpr std::size_t MostChunks = 256;
constexpr std::size_t Hole = std::size_t{64} << 30;

std::span<const std::uint8_t> withoutZeroTail(std::span<const std::uint8_t> bytes) {
    while (!bytes.empty() && bytes.back() == 0)
        bytes = bytes.first(bytes.size() - 1);
    return bytes;
}

/// The whole file of a Built input.
std::vector<std::uint8_t> build(std::span<const std::uint8_t> input) {
    constexpr std::uint8_t Lanes = 15, Text = 15, After = 128;
    const auto streams = input.size() % 2 == 0 ? trace::Builder::Streams::One : trace::Builder::Streams::PerLane;
    trace::Builder builder(streams);
    std::chrono::nanoseconds now{0};
    while (input.size() >= EventBytes) {
        const auto head = input.first(EventBytes);
        input = input.subspan(EventBytes);
        const auto text = input.first(std::min<std::size_t>(head[7] & Text, input.size()));
        input = input.subspan(text.size());
        trace::Event event;
        event.time = now += std::chrono::microseconds(head[6]);
        event.kind = static_cast<trace::EventKind>(head[0]);
        event.lane = LaneId{static_cast<std::uint32_t>(head[1] & Lanes)};
        event.object = ObjectId{static_cast<std::uint32_t>(head[1] >> 4)};
        event.sequence = head[2] & (After - 1u);
        event.b = head[3];
        event.a = head[4] + 256u * head[5];
        event.text = std::string_view(reinterpret_cast<const char*>(text.data()), text.size());
        builder.add(event, (head[2] & After) != 0 ? trace::Order::After : trace::Order::Own);
    }
    const std::vector<std::byte> bytes = builder.bytes(trace::Outcome::Finished);
    std::vector<std::uint8_t> file(bytes.size());
    std::memcpy(file.data(), bytes.data(), bytes.size());
    return file;
}

} // namespace

MemoryFile::MemoryFile() : m_fd(memfd_create("braid-fuzz", MFD_CLOEXEC)) {
    if (m_fd < 0)
        std::abort();
}

MemoryFile::~MemoryFile() {
    close(m_fd);
}

void MemoryFile::write(std::size_t offset, std::span<const std::uint8_t> bytes) {
    if (pwrite(m_fd, bytes.data(), bytes.size(), static_cast<off_t>(offset)) != static_cast<ssize_t>(bytes.size()))
        std::abort();
}

void MemoryFile::resize(std::size_t size) {
    if (ftruncate(m_fd, static_cast<off_t>(size)) != 0)
        std::abort();
}

Layout unpack(std::span<const std::uint8_t> input) {
    Layout layout;
    if (input.size() < 2)
        return layout;
    const bool raw = (input[0] & Raw) != 0;
    const bool sparse = (input[0] & Sparse) != 0;
    const bool built = (input[0] & Built) != 0;
    input = input.subspan(2);
    if (built && !raw) {
        layout.built = build(input);
        layout.pieces.push_back({0, layout.built});
        layout.size = layout.built.size();
        return layout;
    }
    if (raw) {
        layout.pieces.push_back({0, input});
        layout.size = input.size();
        return layout;
    }
    const std::size_t header = std::min(input.size(), sizeof(trace::Header));
    layout.pieces.push_back({0, input.first(header)});
    layout.size = header;
    input = input.subspan(header);
    for (std::size_t chunk = 0; chunk < MostChunks && input.size() > 2; ++chunk) {
        const std::size_t said = input[0] + std::size_t{256} * input[1];
        input = input.subspan(2);
        const std::size_t length = std::min({said, input.size(), std::size_t{trace::ChunkBytes}});
        const std::size_t offset = trace::ChunksOffset + chunk * trace::ChunkBytes;
        layout.pieces.push_back({offset, input.first(length)});
        layout.size = offset + trace::ChunkBytes;
        input = input.subspan(length);
    }
    layout.size += sparse ? Hole : 0;
    return layout;
}

std::size_t Layout::written() const {
    return pieces.empty() ? 0 : std::min(size, pieces.back().offset + std::max<std::size_t>(pieces.back().bytes.size(), trace::ChunkBytes));
}

std::vector<std::uint8_t> pack(std::span<const std::uint8_t> file, std::uint8_t flags) {
    std::vector<std::uint8_t> packed{flags, 255};
    const auto append = [&packed](std::span<const std::uint8_t> bytes) {
        packed.insert(packed.end(), bytes.begin(), bytes.end());
    };
    if ((flags & Raw) != 0) {
        append(file);
        return packed;
    }
    append(file.first(std::min(file.size(), sizeof(trace::Header))));
    for (std::size_t offset = trace::ChunksOffset; offset < file.size(); offset += trace::ChunkBytes) {
        const auto chunk = withoutZeroTail(file.subspan(offset, std::min<std::size_t>(trace::ChunkBytes, file.size() - offset)));
        if (chunk.empty() && withoutZeroTail(file.subspan(offset)).empty())
            break; // reserved and never used
        packed.push_back(static_cast<std::uint8_t>(chunk.size() & 255u));
        packed.push_back(static_cast<std::uint8_t>(chunk.size() >> 8));
        append(chunk);
    }
    return packed;
}

} // namespace braid::fuzz
