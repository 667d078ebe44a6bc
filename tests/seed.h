#pragma once

#include <cstdint>
#include <gtest/gtest.h>
#include <string>

namespace braid::tests {

/// The seed of a test's random numbers: always the same one, so that a failure comes again, or with --gtest_random_seed=N
/// (N from 1) another one. A failure while it lives says which.
class Seed {
public:
    explicit Seed(std::uint64_t always, const char* file = __builtin_FILE(), int line = __builtin_LINE())
        : m_value(always + Stride * static_cast<std::uint64_t>(GTEST_FLAG_GET(random_seed))),
          m_trace(file, line,
                  "random numbers of seed " + std::to_string(m_value) + " (--gtest_random_seed=" +
                      std::to_string(GTEST_FLAG_GET(random_seed)) + ")") {}

    operator std::uint64_t() const { return m_value; }

private:
    /// Tests take seeds that follow each other.
    static constexpr std::uint64_t Stride = 1'000'003;

    std::uint64_t m_value;
    testing::ScopedTrace m_trace;
};

} // namespace braid::tests
