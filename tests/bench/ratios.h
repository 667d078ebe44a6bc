#pragma once

#include <string>
#include <vector>

namespace bench {

/// Two benchmarks of one run compared by their time per item. `limit` is what the project wants to stay under.
struct Ratio {
    std::string what;
    std::string measured;
    std::string reference;
    double limit;
};

/// The time of one item of a benchmark, in milliseconds, against what the project wants to stay under.
struct Budget {
    std::string what;
    std::string measured;
    double limitMs;
};

/// Runs the registered benchmarks (three times each, the best counts: other load only ever adds) and prints the
/// ratios and the budgets. 0 when all benchmarks ran; a missed limit is printed and does not fail, because machines are
/// shared.
int runAndCompare(int argc, char** argv, const std::vector<Ratio>& ratios, const std::vector<Budget>& budgets = {});

} // namespace bench
