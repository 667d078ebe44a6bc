// Times at the ends of what a clock can tell.

#include "engine/trace/deadline.h"

#include <gtest/gtest.h>
#include <limits>

namespace braid::trace {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// A clock of a machine that runs for so many seconds.
template <int Seconds>
struct UpFor {
    using time_point = Clock::time_point;
    static time_point now() { return time_point(std::chrono::seconds(Seconds)); }
};

template <class Any>
void expectItsLastMoment() {
    constexpr auto Last = Any::time_point::max();
    EXPECT_EQ(deadlineAfter<Any>(std::chrono::nanoseconds::max()), Last);
    EXPECT_EQ(deadlineAfter<Any>(Last - Any::now()), Last) << "just as long as the clock goes on";
}

TEST(Deadline, IsTheClocksLastMomentForALimitThatReachesBeyondIt) {
    expectItsLastMoment<Clock>();
    expectItsLastMoment<std::chrono::system_clock>();
    expectItsLastMoment<UpFor<0>>();
    expectItsLastMoment<UpFor<60>>();
    expectItsLastMoment<UpFor<100'000'000>>();
}

TEST(Deadline, IsThatLongFromNow) {
    const auto before = Clock::now();
    const auto deadline = deadlineAfter(1h);
    EXPECT_GE(deadline, before + 1h);
    EXPECT_LE(deadline, Clock::now() + 1h);
    EXPECT_LT(deadlineAfter(-1h), before);
    EXPECT_LT(deadlineAfter(std::chrono::nanoseconds::min()), before);
    EXPECT_EQ(deadlineAfter<UpFor<60>>(1h), UpFor<3660>::now());
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
