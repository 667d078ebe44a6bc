#pragma once

#include <cstddef>
#include <vector>

namespace braid::model {
class Model;
}

/// What the system says of the threads of a run. Without Qt, so that tests of scenarios can ask the same.
namespace braid::session {

/// A thread of process `pid`, or of one of those that it has started, is on a CPU or in the queue for one, or the process is
/// just ending. Reads /proc; where that does not tell a process's children (CONFIG_PROC_CHILDREN), only `pid` is looked at.
[[nodiscard]] bool treeMayMove(long pid);
/// Kills the process and its descendants.
void endTree(long pid);

/// How many threads of process `pid` and of those that it has started have no lane in `model`, so that Braid does not see what they
/// do; a process that has none counts as one. Not those of Braid itself, of the kernel, and of a sanitizer. Reads /proc, as above.
[[nodiscard]] std::size_t unknownThreads(long pid, const model::Model& model);

/// Processes of the run, but `pid`, whose parents have ended and that have come to this process instead. Ended ones are waited for, so that nothing
/// is left of them; those that live are returned.
[[nodiscard]] std::vector<long> adopted(long pid, const model::Model& model);

} // namespace braid::session
