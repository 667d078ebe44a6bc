#pragma once

#include "engine/record/shim/thread.h"
#include "engine/trace/control.h"

/// The person's pause, steps and slow motion, as scenarios have them in engine/schedule: read from the control page of the trace.
namespace braid::record {

/// By the process `pid`, 0 for none, the recording is steered; where it is gone, nobody can end a pause, and none holds.
void setSupervisor(long pid);

/// Holds the thread as the control page says, before an operation at `site`.
void holdHere(std::uint32_t site);

/// What each hook passes once, before the operation that it stands for and outside of all that the recorder itself keeps: one load
/// while the program goes freely. The thread must record, and be between two events. Returns `site`.
[[gnu::always_inline]] inline std::uint32_t operationAt(std::uint32_t site) {
    if (t_writer.control->command.load(std::memory_order_relaxed) != 0) [[unlikely]]
        holdHere(site);
    return site;
}

} // namespace braid::record
