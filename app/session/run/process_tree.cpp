#include "app/session/run/process_tree.h"

#include "engine/model/model.h"
#include "engine/trace/recording/helper_thread.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <unordered_set>

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

#if defined(__SANITIZE_THREAD__)
constexpr std::size_t OfTheSanitizer = 1; ///< threads in each process
#else
constexpr std::size_t OfTheSanitizer = 0;
#endif

/// Of Braid itself, or of the kernel (those that work for an io_uring).
bool isHelper(const fs::path& task) {
    std::ifstream in(task / "comm");
    std::string name;
    std::getline(in, name);
    return std::find(trace::HelperNames.begin(), trace::HelperNames.end(), name) != trace::HelperNames.end() || name.starts_with("iou-");
}

std::size_t unknownIn(long pid, const std::unordered_set<std::uint32_t>& known) {
    std::error_code error;
    std::size_t unknown = 0, ofChildren = 0;
    const fs::path tasks = "/proc/" + std::to_string(pid) + "/task";
    fs::directory_iterator it(tasks, error);
    if (error)
        return 0; // it has just ended
    for (const fs::directory_iterator end; it != end && !error; it.increment(error)) {
        const auto tid = static_cast<std::uint32_t>(std::stoul(it->path().filename()));
        if (!known.contains(tid)) {
            const char state = stateLetter(it->path() / "stat");
            const bool gone = state == 'Z' || state == 'X' || state == '?';
            unknown += gone || isHelper(it->path()) ? 0 : 1;
        }
        std::ifstream children(it->path() / "children");
        for (long child = 0; children >> child;)
            ofChildren += unknownIn(child, known);
    }
    return unknown - std::min(unknown, OfTheSanitizer) + ofChildren;
}

} // namespace

std::size_t unknownThreads(long pid, const model::Model& model) {
    std::unordered_set<std::uint32_t> known;
    for (const LaneId id : model.lanes())
        known.insert(model.lane(id)->osId);
    return unknownIn(pid, known);
}

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
