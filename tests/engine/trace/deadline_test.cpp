// Times at the ends of what a clock can tell.

#include "engine/trace/deadline.h"

#include <gtest/gtest.h>
#include <limits>

namespace braid::trace {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

TEST(Deadline, IsTheClocksLastMomentForALimitThatReachesBeyondIt) {
    EXPECT_EQ(deadlineAfter(std::chrono::nanoseconds::max()), Clock::time_point::max());
    EXPECT_EQ(deadlineAfter(Clock::time_point::max() - Clock::now() + 1h), Clock::time_point::max());
    EXPECT_EQ(deadlineAfter<std::chrono::system_clock>(std::chrono::nanoseconds::max()),
              std::chrono::system_clock::time_point::max());
}

TEST(Deadline, IsThatLongFromNow) {
    const auto before = Clock::now();
    const auto deadline = deadlineAfter(1h);
    EXPECT_GE(deadline, before + 1h);
    EXPECT_LE(deadline, Clock::now() + 1h);
    EXPECT_LT(deadlineAfter(-1h), before);
    EXPECT_LT(deadlineAfter(std::chrono::nanoseconds::min()), before);
}

TEST(Deadline, TellsANumberOfNanosecondsThatIsTooLargeAsTheLongestThereIs) {
    EXPECT_EQ(nanosOf(1.5e9), 1500ms);
    EXPECT_EQ(nanosOf(9.2e18 * 1000), std::chrono::nanoseconds::max());
    EXPECT_EQ(nanosOf(9223372036854775808.0), std::chrono::nanoseconds::max());
    EXPECT_EQ(nanosOf(std::numeric_limits<double>::infinity()), std::chrono::nanoseconds::max());
    EXPECT_EQ(nanosOf(-1), 0ns);
    EXPECT_EQ(nanosOf(std::numeric_limits<double>::quiet_NaN()), 0ns);
}

TEST(Deadline, IsSecondsAndTheirRestForTheCLibrary) {
    const std::timespec time = timespecOf(2s + 5ns);
    EXPECT_EQ(time.tv_sec, 2);
    EXPECT_EQ(time.tv_nsec, 5);
}

} // namespace
} // namespace braid::trace
