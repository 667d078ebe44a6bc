#include "app/session/run/process_tree.h"

#include "engine/trace/process_stat.h"

#include <filesystem>
#include <fstream>
#include <string>

namespace braid::session {
namespace {

namespace fs = std::filesystem;

} // namespace

bool treeMayMove(long pid) {
    std::error_code error;
    const fs::path tasks = "/proc/" + std::to_string(pid) + "/task";
    fs::directory_iterator it(tasks, error);
    if (error)
        return true; // ending right now: not standing still
    for (const fs::directory_iterator end; it != end; it.increment(error)) {
        if (error)
            return true;
        const std::optional<trace::ProcessStat> stat = trace::processStat((it->path() / "stat").string());
        const bool waits = stat && (stat->state == 'S' || stat->state == 'I' || stat->ended());
        if (!waits)
            return true;
        // Without CONFIG_PROC_CHILDREN there is no such file; then only the host itself is looked at.
        std::ifstream children(it->path() / "children");
        for (long child = 0; children >> child;)
            if (treeMayMove(child))
                return true;
    }
    return false;
}

} // namespace braid::session
