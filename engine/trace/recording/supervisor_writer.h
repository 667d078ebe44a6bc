#pragma once

#include "engine/trace/recording/recording.h"

#include <cstdint>
#include <string_view>

namespace braid::trace {

/// Appends single events to a trace from outside the run: what only its supervisor knows (a process died without saying
/// so, a parameter was moved), while the run is live and after it has ended. Saved traces then hold it too.
///
/// Not a Recording: it starts no thread, the calling thread need not record, and there may be any number in a process. All
/// of its events lie in one stream with one chunk, which the first event claims. Not thread-safe. The file must outlive it.
class SupervisorWriter {
public:
    /// The events happen on `lane`, which must be defined in the trace.
    SupervisorWriter(File& file, LaneId lane);

    /// Appends an event that happens now and has no number and no site (see EventKind for `object`, `a`, `b`, `text`). Text is
    /// cut as by appendText(). False where the trace is full: the event then counts as lost.
    bool append(EventKind kind, ObjectId object, std::uint64_t a, std::uint32_t b = 0, std::string_view text = {});

private:
    ThreadWriter m_writer{};
};

} // namespace braid::trace
