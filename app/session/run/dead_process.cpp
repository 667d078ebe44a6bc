#include "app/session/run/dead_process.h"

#include "engine/trace/process_stat.h"

namespace braid::session {

std::optional<DeadProcess> deadProcess(long pid, long group) {
    const std::optional<trace::ProcessStat> stat = trace::processStat(pid);
    if (!stat)
        return DeadProcess{};
    if (stat->state == '?')
        return std::nullopt;
    if (group != 0 && stat->group != group)
        return DeadProcess{};
    if (!stat->ended())
        return std::nullopt;
    return DeadProcess{stat->exitStatus};
}

} // namespace braid::session
