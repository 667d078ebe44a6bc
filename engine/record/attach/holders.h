#pragma once

#include "engine/record/attach/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace braid::attach {

/// One who has what is waited for.
struct Holder {
    static constexpr int Gone = -1; ///< instead of an id: one of a process that is not there any more

    int thread = 0;         ///< its id; 0 = one that is not known, which has ended
    int process = 0;        ///< its process, as far as that is known
    bool reading = false;   ///< it shares it
    bool seemingly = false; ///< taken from the code it is in, not from a word of memory
};

struct Held {
    std::vector<Holder> by;
    bool unknown = false; ///< somebody has it, and who is not known
    bool outside = false; ///< it is somebody who could not be looked at, or may be
    bool atFork = false;  ///< it is the copy in a forked process of what `by` had in its parent
};

/// Who has what `waiter` waits for: nobody for what has no owner.
[[nodiscard]] Held holdersOf(const Snapshot& snapshot, const SeenProcess& process, const SeenThread& waiter);

/// `process` was made by a fork of `parent` and has started no other program since: what lies at `address` is its own copy.
[[nodiscard]] bool copiedFrom(const SeenProcess& parent, const SeenProcess& process, Address address);
/// The thread of `parent` that made `process` by a fork: it goes on there on the same stack; 0 where that is not known.
[[nodiscard]] int forkerOf(const SeenProcess& parent, const SeenProcess& process);

/// The thread is in a task: what it runs gives its result to a future.
[[nodiscard]] bool runsTask(const SeenProcess& process, const SeenThread& thread);
/// Of the other threads of the process the one from whose stack the shared state of the future at `word` is reached on the shortest
/// way; 0 where none is, or several are.
[[nodiscard]] int giverOfFuture(const SeenProcess& process, const SeenThread& waiter, Address word);

} // namespace braid::attach
