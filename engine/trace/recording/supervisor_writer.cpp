#include "engine/trace/recording/supervisor_writer.h"

namespace braid::trace {

SupervisorWriter::SupervisorWriter(File& file, LaneId lane) {
    // Chunks are shared by writers that readers follow; this one may append to a trace that readers know to be over.
    enterTrace(m_writer, file.mapping(), lane.value, 0, false);
}

bool SupervisorWriter::append(EventKind kind, ObjectId object, std::uint64_t a, std::uint32_t b, std::string_view text) {
    return appendText(m_writer, kind, object.value, 0, 0, Order::Own, a, b, text.data(), text.size()) != nullptr;
}

} // namespace braid::trace
