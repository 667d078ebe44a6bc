#include "app/session/run/process_tree.h"

#include "engine/model/model.h"
#include "engine/trace/process_stat.h"
#include "engine/trace/recording/helper_thread.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <unordered_set>

namespace braid::session {
namespace {

namespace fs = std::filesystem;

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
        const std::optional<trace::ProcessStat> stat = trace::processStat((it->path() / "stat").string());
        if (!known.contains(tid) && stat && stat->state != '?' && !stat->ended() && !isHelper(it->path()))
            ++unknown;
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

std::vector<long> adopted(long pid, const model::Model& model) {
    std::vector<long> living;
    for (const LaneId id : model.lanes()) {
        const model::Lane& lane = *model.lane(id);
        const auto process = static_cast<long>(lane.osId);
        if (lane.kind != trace::LaneKind::Process || process == 0 || process == pid)
            continue;
        const std::optional<trace::ProcessStat> stat = trace::processStat(process);
        if (!stat || stat->parent != ::getpid())
            continue;
        if (!stat->ended())
            living.push_back(process);
        else
            ::waitpid(static_cast<pid_t>(process), nullptr, WNOHANG);
    }
    return living;
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

void endTree(long pid) {
    // Stopped first, so that it starts nothing while its children are looked for.
    ::kill(static_cast<pid_t>(pid), SIGSTOP);
    std::error_code error;
    fs::directory_iterator it("/proc/" + std::to_string(pid) + "/task", error);
    for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
        std::ifstream children(it->path() / "children");
        for (long child = 0; children >> child;)
            endTree(child);
    }
    ::kill(static_cast<pid_t>(pid), SIGKILL);
}

} // namespace braid::session
