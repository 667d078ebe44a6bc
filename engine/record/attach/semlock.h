#pragma once

#include "engine/record/attach/holders.h"

#include <optional>

namespace braid::attach {

/// Who has a lock of Python's multiprocessing: a sem_t in shared memory, with an object in each process that says how often that
/// process has it. Nothing where what `waiter` waits for is no such lock, or lets several in. One that nobody who is left has was
/// taken by somebody who has ended.
[[nodiscard]] std::optional<Held> holdersOfSharedLock(const Snapshot& snapshot, const SeenProcess& process, const SeenThread& waiter);

} // namespace braid::attach
