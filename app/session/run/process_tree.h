#pragma once

/// What the system says of the threads of a run. Without Qt, so that tests of scenarios can ask the same.
namespace braid::session {

/// A thread of process `pid`, or of one of those that it has started, is on a CPU or in the queue for one, or the process is
/// just ending. Reads /proc; where that does not tell a process's children (CONFIG_PROC_CHILDREN), only `pid` is looked at.
[[nodiscard]] bool treeMayMove(long pid);

} // namespace braid::session
