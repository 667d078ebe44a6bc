#include "engine/trace/reading/reader_stream.h"

#include "engine/trace/reading/reader_header.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace braid::trace {

bool FileBytes::readAt(void* to, std::size_t size, std::uint64_t offset) const {
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = pread(m_fd, static_cast<char*>(to) + done, size - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        done += static_cast<std::size_t>(got);
    }
    return true;
}

std::uint64_t FileBytes::size() const {
    struct stat info {};
    return fstat(m_fd, &info) == 0 && info.st_size > 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
}

std::uint64_t FileBytes::dataFrom(std::uint64_t offset) const {
    const off_t data = lseek(m_fd, static_cast<off_t>(offset), SEEK_DATA);
    if (data >= 0)
        return static_cast<std::uint64_t>(data);
    return errno == ENXIO ? size() : offset;
}

bool Stream::next(const FileBytes& bytes, bool over, const HeaderCopy& header) {
    while (m_chunk < m_chunks.size()) {
        if (!m_entered) {
            m_entered = true;
            m_base = m_chunks[m_chunk].baseTicks;
            lane = m_chunks[m_chunk].lane;
            m_position = m_committed = 0;
            m_shared = false;
            m_slots.clear();
        }
        if (m_position < m_committed) {
            if (decode(header))
                return true;
            continue;
        }
        if (!m_exhausted && loadMore(bytes))
            continue;
        if (std::exchange(m_chunkDamaged, false))
            m_gap = lane;
        // A writer goes on to its next chunk only when it is done with this one, so what was read last is all.
        if (m_chunk + 1 == m_chunks.size()) {
            m_exhausted = over;
            if (over)
                m_slots = {};
            return false;
        }
        ++m_chunk;
        m_entered = false;
        m_exhausted = false;
    }
    return false;
}

bool Stream::loadMore(const FileBytes& bytes) {
    const std::uint64_t at = chunkOffset(m_chunks[m_chunk].index);
    std::uint32_t counts[2]{}; // committed, handedOver
    static_assert(offsetof(ChunkHeader, handedOver) == offsetof(ChunkHeader, committed) + sizeof counts[0]);
    if (!bytes.readAt(counts, sizeof counts, at + offsetof(ChunkHeader, committed)))
        return false;
    std::uint32_t committed = counts[0];
    m_shared = m_shared || counts[1] != 0;
    if (committed > ChunkSlots) {
        damageFound();
        committed = ChunkSlots;
    }
    if (committed <= m_committed)
        return false;
    m_slots.resize(committed);
    if (!bytes.readAt(static_cast<void*>(m_slots.data() + m_committed), (committed - m_committed) * sizeof(Slot),
                      at + sizeof(ChunkHeader) + m_committed * sizeof(Slot))) {
        damageFound();
        return false;
    }
    m_committed = committed;
    return true;
}

void Stream::damageFound() {
    m_damaged = m_chunkDamaged = true;
    m_damagedForOthers = m_damagedForOthers || m_shared;
}

void Stream::leaveOutRest() {
    damageFound();
    m_position = m_committed;
}

/// Decodes the record at m_position. False where it was internal or damaged.
bool Stream::decode(const HeaderCopy& header) {
    Record record;
    record.slot = m_slots[m_position].event;
    constexpr Slot Unwritten{};
    if (std::memcmp(&m_slots[m_position], &Unwritten, sizeof(Slot)) == 0) { // `committed` says more than there is
        leaveOutRest();
        return false;
    }
    const std::uint32_t left = m_committed - m_position - 1;
    std::uint32_t extra = record.slot.extra & ExtraMask;
    if (extra != 0) {
        if (left == 0) {
            leaveOutRest();
            return false;
        }
        const ValueSlot value = m_slots[m_position + 1].value;
        const std::uint32_t textSlots = static_cast<std::uint32_t>((std::uint64_t{value.textLength} + 15) / 16);
        if (extra == LongExtra)
            extra = textSlots < left ? 1 + textSlots : left + 1;
        if (extra > left || textSlots + 1 != extra) {
            leaveOutRest();
            return false;
        }
        record.a = value.a;
        record.b = value.b;
        record.textLength = value.textLength;
        record.text = value.textLength != 0 ? m_slots[m_position + 2].text : nullptr;
    }
    record.slots = 1 + extra;
    m_position += record.slots;
    if (record.slot.kind == RebaseKind || record.slot.kind == SwitchKind) {
        if (!header.inTime(record.a)) {
            leaveOutRest();
            return false;
        }
        m_base = record.a;
        if (record.slot.kind == SwitchKind) {
            lane = record.slot.object;
            m_newPid = record.b;
        }
        return false;
    }
    record.ticks = m_base + record.slot.time;
    m_head = record;
    return true;
}

} // namespace braid::trace
