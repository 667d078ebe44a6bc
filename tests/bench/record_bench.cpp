// What the preloaded library adds to an uncontended lock and unlock, side by side with other tools that look at every one of them. All
// rows in turn, several times, on one machine: the best of each counts.
#include "engine/record/launch/program.h"
#include "engine/trace/file.h"
#include "tests/bench/python_rows.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace braid;

constexpr int Rounds = 3;
constexpr const char* Lttng = "/usr/lib/x86_64-linux-gnu/liblttng-ust-pthread-wrapper.so.1";

struct Row {
    std::string name, missing{}; ///< `missing`: what it needs that is not there
    std::string before{};        ///< of the command: variables, a tool
    std::string program = BRAID_RECORD_LOOP;
    std::string after{};
    long pairs = 20'000;
    bool recorded = false;
};

bool inPath(const std::string& program) { return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0; }

/// What a command prints, as a number.
std::optional<double> measured(const std::string& command) {
    FILE* out = ::popen(command.c_str(), "r");
    double nanos = 0;
    const bool read = out != nullptr && std::fscanf(out, "%lf", &nanos) == 1;
    const int status = out != nullptr ? ::pclose(out) : 1;
    return read && status == 0 ? std::optional(nanos) : std::nullopt;
}

std::optional<double> run(const Row& row, int threads) {
    constexpr int RoundsInside = 20;
    const std::string arguments = " " + std::to_string(threads) + " " + std::to_string(row.pairs) + " " + std::to_string(RoundsInside) + " " + row.after;
    if (!row.recorded)
        return measured(row.before + " " + row.program + arguments + " 2>/dev/null");
    // The library alone: nobody reads the trace meanwhile.
    auto file = trace::File::create({}, {.limit = std::uint64_t{1} << 30});
    auto shared = record::SharedFile::create();
    if (!file.ok() || !shared.ok())
        return std::nullopt;
    std::string command;
    for (const auto& [name, value] : record::variablesFor(BRAID_RECORDER, {}, file.value()->fd(), shared.value()))
        command += name + "=" + value + " ";
    const std::optional<double> nanos = measured(command + row.program + arguments);
    const trace::Header& header = file.value()->header();
    const bool kept = header.lost.load() == 0 && header.claimed.load() > static_cast<std::uint32_t>(threads);
    return kept ? nanos : std::nullopt; // not recorded is not measured
}

/// A session of its own that keeps the newest events in memory.
class LttngSession {
public:
    LttngSession() {
        m_home = std::filesystem::temp_directory_path() / ("braid-lttng-" + std::to_string(::getpid()));
        std::filesystem::create_directories(m_home);
        m_started = std::system((variables() + "sh -c 'lttng-sessiond --daemonize && lttng create braid --snapshot && "
                                               "lttng enable-event --userspace \"lttng_ust_pthread:*\" && lttng start' >/dev/null 2>&1")
                                    .c_str()) == 0;
    }
    ~LttngSession() {
        (void)!std::system((variables() + "sh -c 'lttng destroy braid; kill $(cat \"$LTTNG_HOME/.lttng/lttng-sessiond.pid\" "
                                          "/var/run/lttng/lttng-sessiond.pid)' >/dev/null 2>&1")
                               .c_str());
        std::filesystem::remove_all(m_home);
    }
    LttngSession(const LttngSession&) = delete;
    LttngSession& operator=(const LttngSession&) = delete;
    [[nodiscard]] bool started() const { return m_started; }
    [[nodiscard]] std::string variables() const { return "LTTNG_HOME=" + m_home.string() + " HOME=" + m_home.string() + " "; }

private:
    std::filesystem::path m_home;
    bool m_started = false;
};

} // namespace

int main() {
    std::optional<LttngSession> lttng;
    if (inPath("lttng-sessiond") && std::filesystem::exists(Lttng))
        lttng.emplace();
    std::vector<Row> rows{
        {.name = "plain"},
        {.name = "floor: 2 events written by hand", .after = "floor"},
        {.name = "Braid's library", .recorded = true},
        {.name = "LTTng's pthread wrapper", .before = (lttng ? lttng->variables() : "") + "LTTNG_UST_REGISTER_TIMEOUT=-1 LD_PRELOAD=" + Lttng},
        {.name = "ThreadSanitizer", .program = BRAID_RECORD_LOOP_TSAN},
        {.name = "helgrind", .before = "valgrind --tool=helgrind -q", .pairs = 1000},
        {.name = "mutrace", .before = "mutrace"},
    };
    if (!lttng || !lttng->started())
        rows[3].missing = "lttng-tools, liblttng-ust1";
    if (std::string(BRAID_RECORD_LOOP_TSAN).empty())
        rows[4].missing = "libtsan";
    if (!inPath("valgrind"))
        rows[5].missing = "valgrind";
    if (!inPath("mutrace"))
        rows[6].missing = "mutrace, which Debian 12 has not";

    std::map<std::string, double> best[2];
    for (int round = 0; round < Rounds; ++round)
        for (const Row& row : rows)
            for (const int threads : {1, 2})
                if (row.missing.empty())
                    if (const auto nanos = run(row, threads)) {
                        const auto [known, fresh] = best[threads - 1].try_emplace(row.name, *nanos);
                        if (!fresh)
                            known->second = std::min(known->second, *nanos);
                    }

    const std::string floor = rows[1].name;
    std::printf("%-36s %12s %8s %12s %8s\n", "an uncontended lock and unlock", "1 thread, ns", ": floor", "2 threads", ": floor");
    bool failed = false;
    for (const Row& row : rows) {
        if (!row.missing.empty()) {
            std::printf("%-36s left out: needs %s\n", row.name.c_str(), row.missing.c_str());
            continue;
        }
        if (!best[0].contains(row.name) || !best[1].contains(row.name)) {
            std::printf("%-36s did not run\n", row.name.c_str());
            failed = failed || row.recorded;
            continue;
        }
        constexpr double Limit = 2.0;
        const double ratios[2] = {best[0][row.name] / best[0][floor], best[1][row.name] / best[1][floor]};
        const bool missed = row.recorded && std::max(ratios[0], ratios[1]) > Limit;
        std::printf("%-36s %12.1f %8.2f %12.1f %8.2f%s\n", row.name.c_str(), best[0][row.name], ratios[0], best[1][row.name], ratios[1],
                    missed ? "  MISSED (limit 2.00)" : "");
    }
    return measurePython() && !failed ? 0 : 1;
}
