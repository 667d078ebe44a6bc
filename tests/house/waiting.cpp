#include "tests/house/rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <sstream>

// Where lanes may wait and clocks may be read.
namespace braid::house {

namespace {

/// What a lane does lies there; engine/schedule itself waits and reads clocks, engine/trace is the recording.
bool isLanesCode(const std::string& path) {
    if (!path.ends_with(".h") && !path.ends_with(".cpp"))
        return false;
    const std::array<std::string_view, 5> places{"engine/sync/", "engine/exec/", "engine/ipc/", "engine/io/", "scenarios/"};
    return std::any_of(places.begin(), places.end(), [&path](std::string_view place) { return path.starts_with(place); }) &&
           !path.starts_with("scenarios/host");
}

std::size_t lineOf(std::string_view text, std::size_t place) {
    return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(place), '\n'));
}

/// One past the parenthesis that closes the one at `open`.
std::size_t endOfArguments(std::string_view code, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < code.size(); ++i) {
        if (code[i] == '(' || code[i] == '{')
            ++depth;
        if ((code[i] == ')' || code[i] == '}') && --depth == 0)
            return i + 1;
    }
    return code.size();
}

/// The calls of `name` (a word of its own) from `from` on: where the parenthesis stands.
std::optional<std::size_t> nextCall(std::string_view code, std::string_view name, std::size_t& from) {
    for (std::size_t found = code.find(name, from); found != std::string_view::npos; found = code.find(name, found + 1)) {
        const std::size_t open = found + name.size();
        from = found + 1;
        if ((found == 0 || !isWordCharacter(code[found - 1])) && open < code.size() && code[open] == '(')
            return open;
    }
    return std::nullopt;
}

/// Blanks out what is handed to the functions through which lanes wait.
void removeAllowedWaits(std::string& code) {
    for (const std::string_view name : {"blockUntil", "blockOutside"}) {
        std::size_t from = 0;
        while (const auto open = nextCall(code, name, from)) {
            const std::size_t end = endOfArguments(code, *open);
            std::replace_if(
                code.begin() + static_cast<std::ptrdiff_t>(*open), code.begin() + static_cast<std::ptrdiff_t>(end),
                [](char c) { return c != '\n'; }, ' ');
        }
    }
}

/// The first match of `pattern` in each line, by the line. Only lines with one of `hints` are looked into: a regular expression
/// takes its time.
void searchLines(const std::string& code, const std::regex& pattern, const std::vector<std::string_view>& hints,
                 std::map<std::size_t, std::string>& found) {
    std::istringstream stream(code);
    std::string line;
    for (std::size_t number = 1; std::getline(stream, line); ++number) {
        const bool worthIt = std::any_of(hints.begin(), hints.end(), [&line](std::string_view hint) { return line.find(hint) != std::string::npos; });
        std::smatch match;
        if (worthIt && std::regex_search(line, match, pattern))
            found.emplace(number, match.str());
    }
}

/// How many arguments there are, and the last one.
std::pair<std::size_t, std::string> argumentsOf(std::string_view code, std::size_t open) {
    const std::size_t end = endOfArguments(code, open) - 1;
    std::size_t count = 1;
    std::size_t last = open + 1;
    int depth = 0;
    for (std::size_t i = open + 1; i < end; ++i) {
        depth += code[i] == '(' || code[i] == '{' || code[i] == '[';
        depth -= code[i] == ')' || code[i] == '}' || code[i] == ']';
        if (code[i] == ',' && depth == 0) {
            ++count;
            last = i + 1;
        }
    }
    std::string argument(code.substr(last, end - last));
    argument.erase(0, argument.find_first_not_of(" \n"));
    return {count, argument};
}

/// Functions that block, however they are called. What a descriptor's own calls do (read, accept …) depends on the descriptor.
constexpr std::array<std::string_view, 28> Blocking{
    "sem_wait", "sem_timedwait", "sem_clockwait", "pthread_mutex_lock", "pthread_mutex_timedlock",
    "pthread_mutex_clocklock", "pthread_cond_wait", "pthread_cond_timedwait", "pthread_rwlock_rdlock", "pthread_rwlock_wrlock",
    "pthread_join", "pthread_barrier_wait", "ppoll", "epoll_wait", "epoll_pwait",
    "epoll_pwait2", "futexWait", "nanosleep", "clock_nanosleep", "usleep",
    "sched_yield", "sigwait", "aio_suspend", "io_uring_wait_cqe", "pselect",
    "sleep_until", "msgrcv", "flock"};

} // namespace

Violations lanesWaitInOnePlace(const Tree& tree) {
    static const std::regex onNative(R"(\bm_native\.(lock|wait|wait_until|wait_for|arrive_and_wait|try_lock_for|try_lock_until)\()");
    static const std::regex onCondition(R"((\.|->)(wait|wait_for|wait_until)\((\w+(\.|->))*(m_)?lock\b)");
    static const std::regex onThread(R"(\.join\(\))");
    static const std::regex ofStd(R"(\bstd::this_thread::(sleep_for|yield)\()");
    Violations violations;
    for (const auto& [path, text] : tree.files) {
        if (!isLanesCode(path))
            continue;
        std::string code = codeOnly(text);
        removeAllowedWaits(code);
        std::map<std::size_t, std::string> found; ///< by line
        for (const std::string_view name : Blocking) {
            std::size_t from = 0;
            while (const auto open = nextCall(code, name, from))
                found.emplace(lineOf(code, *open), name);
        }
        for (const std::string_view name : {"waitpid", "waitid"}) {
            std::size_t from = 0;
            while (const auto open = nextCall(code, name, from))
                if (code.substr(*open, endOfArguments(code, *open) - *open).find("WNOHANG") == std::string::npos)
                    found.emplace(lineOf(code, *open), name);
        }
        // Of the system: with these many arguments, and a limit that is not 0.
        for (const auto& [name, arguments] : {std::pair<std::string_view, std::size_t>{"poll", 3}, {"select", 5}}) {
            std::size_t from = 0;
            while (const auto open = nextCall(code, name, from))
                if (const auto [count, last] = argumentsOf(code, *open); count == arguments && last != "0")
                    found.emplace(lineOf(code, *open), name);
        }
        searchLines(code, ofStd, {"std::this_thread"}, found);
        if (path.starts_with("engine/")) { // in scenarios these are Braid's own
            searchLines(code, onNative, {"m_native."}, found);
            searchLines(code, onCondition, {"wait"}, found);
            searchLines(code, onThread, {"join()"}, found);
        }
        for (const auto& [line, what] : found)
            violations.push_back(path + ":" + std::to_string(line) + ": lanes wait through schedule::blockUntil or blockOutside: " + what);
    }
    return violations;
}

Violations clocksAreReadInOnePlace(const Tree& tree, const std::map<std::string, std::string>& excused) {
    static const std::regex clocks(R"(\bstd::chrono::(steady_clock|system_clock|high_resolution_clock)\b|\bstd::clock\(|\b(gettimeofday|monotonicNanos|__rdtsc|times|ftime)\(|\btime\((nullptr|NULL|0)\))");
    Violations violations;
    for (const auto& [path, text] : tree.files) {
        if (!isLanesCode(path) && !path.starts_with("engine/model/") && !path.starts_with("engine/analysis/"))
            continue;
        const std::string code = codeOnly(text);
        std::map<std::size_t, std::string> found; ///< by line
        searchLines(code, clocks, {"clock", "time", "Nanos", "rdtsc"}, found);
        std::size_t from = 0;
        while (const auto open = nextCall(code, "clock_gettime", from))
            // How long a processor was used is no time.
            if (code.substr(*open, endOfArguments(code, *open) - *open).find("_CPUTIME_ID") == std::string::npos)
                found.emplace(lineOf(code, *open), "clock_gettime");
        const bool mayRead = excused.count(path) != 0;
        if (mayRead && found.empty())
            violations.push_back(path + ": reads no clock and needs no excuse");
        for (const auto& [line, what] : found)
            if (!mayRead)
                violations.push_back(path + ":" + std::to_string(line) + ": the clock is schedule::Clock (braid::steady_clock): " + what);
    }
    return violations;
}

} // namespace braid::house
