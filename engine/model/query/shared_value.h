#pragma once

#include "engine/model/store/log.h"
#include "engine/model/store/object.h"

#include <optional>

/// What the events of a shared variable tell of its value.
namespace braid::model {

/// The last event before `event` that tells the value of `variable`; where none does, one of kind None and of ValueType None with
/// the bits of its first value. Looks through 4096 events at most.
[[nodiscard]] trace::Event valueBefore(const Log& log, const Object& variable, EventIndex event);

/// What a variable was made with, and when it was written for the first time.
struct FirstValue {
    trace::Event value; ///< of kind None, with the bits and their ValueType
    Nanos until = Open; ///< Open: it was not written
};
/// The first value of `variable`; none where it is not in the trace, as of texts, or nobody ever read or wrote it. Looks through 4096
/// events at most.
[[nodiscard]] std::optional<FirstValue> firstValueOf(const Log& log, const Object& variable);

/// The value that the lane which began to wait with the event `wait` waits to see replaced.
[[nodiscard]] trace::Event valueAwaited(const Log& log, const Object& variable, EventIndex wait);

/// `variable` has another value before `event` than the one that the wait begun by `wait` is to see replaced.
[[nodiscard]] bool hasChanged(const Log& log, const Object& variable, EventIndex wait, EventIndex event);

} // namespace braid::model
