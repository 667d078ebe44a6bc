#include "app/session/run/process_tree.h"

#include <filesystem>
#include <fstream>
#include <string>

namespace braid::session {
namespace {

namespace fs = std::filesystem;

/// The state letter of a thread in /proc/…/stat: it follows the name, which may itself hold any character, in brackets.
char stateLetter(const fs::path& statFile) {
    std::ifstream in(statFile);
    std::string line;
    std::getline(in, line);
    const auto bracket = line.rfind(')');
    return bracket == std::string::npos || bracket + 2 >= line.size() ? '?' : line[bracket + 2];
}

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
        const char state = stateLetter(it->path() / "stat");
        const bool waits = state == 'S' || state == 'Z' || state == 'X' || state == 'I';
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
