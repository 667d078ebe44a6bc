#pragma once

#include <optional>

namespace braid::session {

/// How a process ended that has not been waited for yet, or nothing of which is left.
struct DeadProcess {
    std::optional<int> status; ///< as from waitpid; nothing where that is not known any more
};

/// Whether the process `pid` of the process group `group` has ended, as the system says now. Nothing while it lives, and
/// for one whose number has gone to another group's process it has ended. `group` 0: it may be in any, since it changes it itself.
[[nodiscard]] std::optional<DeadProcess> deadProcess(long pid, long group);

} // namespace braid::session
