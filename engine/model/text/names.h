#pragma once

#include "engine/model/store/lane.h"
#include "engine/model/store/run_time.h"
#include "engine/trace/event.h"

/// Words for machines (JSON keys and values, CSV): lower case, stable, never translated. "unknown" for numbers that are
/// none of theirs.
namespace braid::model {

[[nodiscard]] const char* nameOf(State state);            ///< "running", "io_wait" …
[[nodiscard]] const char* nameOf(trace::LaneKind kind);   ///< "process", "thread", "coroutine"
[[nodiscard]] const char* nameOf(trace::ObjectKind kind); ///< "recursive_mutex" …
[[nodiscard]] const char* nameOf(trace::Outcome outcome); ///< "finished", "timeout" …
[[nodiscard]] const char* nameOf(trace::EventKind kind);  ///< "acquire_wait" …

[[nodiscard]] const char* nameOf(BreakKind kind); ///< "paused", "standstill"

} // namespace braid::model
