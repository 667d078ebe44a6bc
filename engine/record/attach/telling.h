#pragma once

#include "engine/record/attach/snapshot.h"
#include "engine/trace/recording/builder.h"

#include <string>
#include <vector>

namespace braid::attach {

/// One line of a thread's stack.
struct StackLine {
    std::string function; ///< may be empty
    std::string file;     ///< of the source; empty where only the module is known
    std::uint32_t line = 0;
    std::string module;
    std::uint64_t offset = 0; ///< in the module
    bool interrupted = false; ///< a signal came here, and the lines above it are those of its handler
};

/// A thread as it stood.
struct ToldThread {
    LaneId lane;
    int process = 0, thread = 0;
    std::vector<StackLine> stack; ///< the innermost first; of a Python program its own functions
};

/// A moment as a trace: who there is, who has what, who waits for what. Each event stands 1 µs after the one before; their order is
/// not that in which they happened, which nobody knows.
struct Told {
    trace::Builder trace;
    std::vector<ToldThread> threads;
};
[[nodiscard]] Told tell(const Snapshot& snapshot);

} // namespace braid::attach
