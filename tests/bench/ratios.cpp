#include "tests/bench/ratios.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <map>

namespace bench {
namespace {

/// Keeps the best time per item of each benchmark besides printing as usual.
class Collector : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.error_occurred) {
                failed = true;
                continue;
            }
            const auto rate = run.counters.find("items_per_second");
            if (run.run_type != Run::RT_Iteration || rate == run.counters.end() || !(rate->second > 0))
                continue;
            // The rate of all threads together: the time of one item on one thread is what is compared.
            const double nanos = 1e9 * static_cast<double>(run.threads) / rate->second;
            const auto [entry, fresh] = best.try_emplace(run.run_name.str(), nanos);
            if (!fresh)
                entry->second = std::min(entry->second, nanos);
        }
        ConsoleReporter::ReportRuns(runs);
    }

    std::map<std::string, double> best;
    bool failed = false;
};

} // namespace

int runAndCompare(int argc, char** argv, const std::vector<Ratio>& ratios, const std::vector<Budget>& budgets) {
    std::vector<char*> arguments(argv, argv + argc);
    std::string repetitions = "--benchmark_repetitions=3";
    arguments.insert(arguments.begin() + 1, repetitions.data());
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());
    Collector collector;
    benchmark::RunSpecifiedBenchmarks(&collector);
    benchmark::Shutdown();

    std::printf("\n%-72s %9s %9s %7s %7s\n", "ratio (best of 3)", "ns", "ref. ns", "ratio", "limit");
    for (const Ratio& ratio : ratios) {
        const auto measured = collector.best.find(ratio.measured);
        const auto reference = collector.best.find(ratio.reference);
        if (measured == collector.best.end() || reference == collector.best.end())
            continue; // filtered out
        const double value = measured->second / reference->second;
        std::printf("%-72s %9.1f %9.1f %7.2f %7.2f%s\n", ratio.what.c_str(), measured->second, reference->second, value,
                    ratio.limit, value <= ratio.limit ? "" : "  MISSED");
    }
    if (!budgets.empty())
        std::printf("\n%-72s %9s %9s\n", "budget (best of 3)", "ms", "limit ms");
    for (const Budget& budget : budgets) {
        const auto measured = collector.best.find(budget.measured);
        if (measured == collector.best.end())
            continue; // filtered out
        const double value = measured->second / 1e6;
        std::printf("%-72s %9.2f %9.2f%s\n", budget.what.c_str(), value, budget.limitMs,
                    value <= budget.limitMs ? "" : "  MISSED");
    }
    return collector.failed ? 1 : 0;
}

} // namespace bench
