#pragma once

#include "engine/model/store/log.h"
#include "engine/model/store/object.h"

/// What the events of a shared variable tell of its value.
namespace braid::model {

/// The last event before `event` that tells the value of `variable`; where none does, one of kind None and of ValueType None with
/// the bits of its first value. Looks through 4096 events at most.
[[nodiscard]] trace::Event valueBefore(const Log& log, const Object& variable, EventIndex event);

/// The value that the lane which began to wait with the event `wait` waits to see replaced.
[[nodiscard]] trace::Event valueAwaited(const Log& log, const Object& variable, EventIndex wait);

/// `variable` has another value before `event` than the one that the wait begun by `wait` is to see replaced.
[[nodiscard]] bool hasChanged(const Log& log, const Object& variable, EventIndex wait, EventIndex event);

} // namespace braid::model
