#include "engine/trace/supervisor_writer.h"

#include "engine/trace/chunk_writer.h"

namespace braid::trace {

SupervisorWriter::SupervisorWriter(File& file, LaneId lane) : m_file(&file) {
    m_writer.lane = lane.value;
    m_writer.home = lane.value;
    m_writer.writer = file.header().writers.fetch_add(1, std::memory_order_relaxed) + 1;
    m_writer.clock = file.header().clock;
}

bool SupervisorWriter::append(EventKind kind, ObjectId object, std::uint64_t a, std::uint32_t b, std::string_view text) {
    std::string cut;
    text = fitted(text, cut);
    std::uint64_t now = ticks(m_writer.clock);
    if (!hasRoom(m_writer, slotsWith(text), now)) {
        if (!makeRoomIn(*m_file, m_writer, slotsWith(text)))
            return false;
        now = ticks(m_writer.clock);
    }
    store(m_writer, EventSlot{0, object.value, 0, 0, static_cast<std::uint8_t>(kind), 0}, now, a, b, text);
    return true;
}

} // namespace braid::trace
