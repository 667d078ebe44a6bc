#pragma once

#include "engine/model/model.h"
#include "engine/trace/event.h"

/// The names of the JSON contract; they never change. The text form uses them too.
namespace braid::cli {

[[nodiscard]] const char* name(trace::LaneKind kind);   ///< "thread"
[[nodiscard]] const char* name(trace::ObjectKind kind); ///< "recursive_mutex"
[[nodiscard]] const char* name(model::State state);     ///< "io_wait"
/// "finished", "deadlock", "stopped", "crashed", "timeout". A trace whose supervisor never wrote an outcome (it was
/// killed) is "crashed".
[[nodiscard]] const char* name(trace::Outcome outcome);

} // namespace braid::cli
