#include "app/views/run/status_line.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace braid::views {
namespace {

TEST(EventRate, IsThatOfTheLastOneSecond) {
    EventRate rate;
    EXPECT_EQ(rate.perSecond(), 0);
    for (qint64 ms = 0; ms <= 1000; ms += 100)
        rate.add(ms, static_cast<std::uint64_t>(ms)); // 1000 a second
    EXPECT_NEAR(rate.perSecond(), 1000, 1);
    for (qint64 ms = 1100; ms <= 3000; ms += 100)
        rate.add(ms, 1000 + static_cast<std::uint64_t>(ms - 1000) * 50);
    EXPECT_NEAR(rate.perSecond(), 50'000, 1);
    rate.clear();
    EXPECT_EQ(rate.perSecond(), 0);
}

TEST(EventRate, IsNotGuessedFromAFewMilliseconds) {
    EventRate rate;
    rate.add(0, 0);
    rate.add(16, 5000);
    EXPECT_EQ(rate.perSecond(), 0);
}

} // namespace
} // namespace braid::views
