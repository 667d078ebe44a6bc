#include "tests/bench/python_rows.h"

#include "engine/record/launch/program.h"
#include "engine/trace/file.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace {

using namespace braid;

struct Program {
    const char* name;
    const char* text;
    double aim; ///< recorded : plain
};
constexpr Program Programs[] = {
    {"starts and ends", "pass", 2.0},
    {"1 million times `with lock`",
     "import threading\nlock = threading.Lock()\ndef work():\n    for _ in range(1000000):\n        with lock: pass\nwork()", 1.5},
    {"5000 items to and fro between two queues",
     "import queue, threading\na, b = queue.Queue(), queue.Queue()\ndef back():\n    for _ in range(5000): b.put(a.get())\n"
     "t = threading.Thread(target=back); t.start()\nfor i in range(5000): a.put(i); b.get()\nt.join()",
     3.0},
    {"computes, 1 thread", "n = 0\nfor i in range(5000000): n += i * i % 7", 1.05},
    {"computes, 4 threads, long beside the start",
     "import threading\ndef work():\n    n = 0\n    for i in range(5000000): n += i * i % 7\n"
     "all = [threading.Thread(target=work) for _ in range(4)]\nfor t in all: t.start()\nfor t in all: t.join()",
     1.05},
    {"1 million generator steps of the program's own", "def numbers(n):\n    for i in range(n): yield i\nfor i in numbers(1000000): pass", 3.0},
};
constexpr int ProgramRounds = 5;

double secondsOf(const timeval& time) { return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec); }
double childrenSeconds() {
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    return secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
}

/// The processor time that a line of the shell takes, in seconds.
std::optional<double> processorTimeOf(const std::string& line) {
    const double before = childrenSeconds();
    const int status = std::system(line.c_str());
    return status == 0 ? std::optional(childrenSeconds() - before) : std::nullopt;
}

std::optional<double> processorTimeRecorded(const std::string& command) {
    auto file = trace::File::create({}, {.limit = std::uint64_t{1} << 30});
    auto shared = record::SharedFile::create();
    if (!file.ok() || !shared.ok())
        return std::nullopt;
    std::string variables;
    for (const auto& [name, value] : record::variablesFor(BRAID_RECORDER, {}, file.value()->fd(), shared.value()))
        variables += name + "=" + value + " ";
    const std::optional<double> seconds = processorTimeOf("exec env " + variables + command);
    return file.value()->header().lost.load() == 0 && file.value()->header().claimed.load() > 1 ? seconds : std::nullopt;
}

} // namespace

bool measurePython() {
    const std::string python = "/usr/bin/python3";
    if (std::system((python + " -c pass 2>/dev/null").c_str()) != 0) {
        std::printf("\nPython: left out, there is none\n");
        return true;
    }
    const bool viztracer = std::system("command -v viztracer >/dev/null 2>&1") == 0;
    std::printf("\n%-52s %10s %9s %9s\n", "processor time of a program in Python", "plain, ms", "Braid", "viztracer");
    bool fine = true;
    for (const Program& program : Programs) {
        std::array<double, 3> best{};
        best.fill(std::numeric_limits<double>::infinity());
        const std::string file = "/tmp/braid-bench-" + std::to_string(::getpid()) + ".py";
        std::FILE* out = std::fopen(file.c_str(), "w");
        if (out == nullptr || std::fputs(program.text, out) < 0 || std::fclose(out) != 0)
            return false;
        for (int round = 0; round < ProgramRounds; ++round) {
            const auto keep = [&best](std::size_t which, std::optional<double> seconds) {
                if (seconds)
                    best.at(which) = std::min(best.at(which), *seconds);
            };
            keep(0, processorTimeOf("exec " + python + " " + file));
            keep(1, processorTimeRecorded(python + " " + file));
            if (viztracer)
                keep(2, processorTimeOf("exec viztracer --quiet -o /dev/null " + file + " >/dev/null 2>&1"));
        }
        std::remove(file.c_str());
        const double ratio = best[1] / best[0];
        fine = fine && best[1] < std::numeric_limits<double>::infinity();
        std::printf("%-52s %10.1f %9.2f", program.name, 1000 * best[0], ratio);
        if (viztracer)
            std::printf(" %9.2f", best[2] / best[0]);
        else
            std::printf(" %9s", "not there");
        std::printf("%s\n", ratio > program.aim ? "  over its aim" : "");
    }
    return fine;
}
