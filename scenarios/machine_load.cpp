#include "scenarios/machine_load.h"

#include "engine/exec/output.h"
#include "engine/schedule/clock.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <sched.h>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace braid::scenarios {
namespace {

/// Below this nothing is said: the kernel's own work, and the window that shows the run.
constexpr double Remarkable = 0.1;
constexpr std::chrono::milliseconds ShortestTime{100};

std::chrono::nanoseconds processorTime(int who) {
    rusage usage{};
    if (getrusage(who, &usage) != 0)
        return {};
    const auto of = [](const timeval& time) { return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec); };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

} // namespace

MachineLoad::MachineLoad() {
    cpu_set_t mine;
    CPU_ZERO(&mine);
    if (sched_getaffinity(0, sizeof mine, &mine) == 0)
        for (int processor = 0; processor < CPU_SETSIZE; ++processor)
            if (CPU_ISSET(processor, &mine))
                m_processors.push_back(processor);
    m_begin = sample();
}

MachineLoad::Sample MachineLoad::sample() const {
    Sample now;
    now.time = braid::steady_clock::now();
    now.own = processorTime(RUSAGE_SELF) + processorTime(RUSAGE_CHILDREN);
    const long perSecond = sysconf(_SC_CLK_TCK);
    std::ifstream stat("/proc/stat");
    for (std::string line; perSecond > 0 && std::getline(stat, line);) {
        if (line.rfind("cpu", 0) != 0 || line.size() < 4 || line[3] < '0' || line[3] > '9')
            continue;
        std::istringstream words(line.substr(3));
        int processor = 0;
        // user nice system idle iowait irq softirq steal
        std::array<long long, 8> ticks{};
        words >> processor;
        for (long long& count : ticks)
            words >> count;
        if (std::find(m_processors.begin(), m_processors.end(), processor) == m_processors.end())
            continue;
        const long long busy = ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7];
        now.taken += std::chrono::nanoseconds(busy * (1'000'000'000 / perSecond));
    }
    return now;
}

double MachineLoad::others() const {
    const Sample now = sample();
    const std::chrono::nanoseconds elapsed = now.time - m_begin.time;
    if (m_processors.empty() || elapsed < ShortestTime)
        return 0;
    const std::chrono::duration<double> others = (now.taken - m_begin.taken) - (now.own - m_begin.own);
    const double whole = std::chrono::duration<double>(elapsed).count() * static_cast<double>(m_processors.size());
    return std::clamp(others.count() / whole, 0.0, 1.0);
}

void MachineLoad::report(std::string_view follows) const {
    const double share = std::round(others() * 100) / 100;
    braid::result("machine_busy", share);
    if (share > Remarkable)
        braid::print("other programs took " + std::to_string(std::lround(share * 100)) +
                     " % of the processors meanwhile: " + std::string(follows));
}

} // namespace braid::scenarios
