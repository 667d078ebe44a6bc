#include "app/views/run/value_scale.h"

#include <gtest/gtest.h>

namespace braid::views {
namespace {

TEST(ValueScale, IsLinearForAFewAndLogarithmicAcrossDecades) {
    EXPECT_FALSE(ValueScale(1, 50, true).logarithmic());
    EXPECT_FALSE(ValueScale(0, 3, true).logarithmic());
    EXPECT_TRUE(ValueScale(1, 500, true).logarithmic());
    EXPECT_TRUE(ValueScale(0, 10e9, true).logarithmic());
}

TEST(ValueScale, ReachesBothEndsExactly) {
    for (const ValueScale& scale : {ValueScale(1, 500, true), ValueScale(0, 10e9, true), ValueScale(2, 50, true)}) {
        EXPECT_EQ(scale.position(scale.value(0)), 0);
        EXPECT_EQ(scale.position(scale.value(ValueScale::Steps)), ValueScale::Steps);
    }
    EXPECT_EQ(ValueScale(0, 10e9, true).value(0), 0);
    EXPECT_EQ(ValueScale(0, 10e9, true).value(ValueScale::Steps), 10e9);
}

TEST(ValueScale, HasATickAtEachPowerOfTenWhereItIsLogarithmic) {
    EXPECT_TRUE(ValueScale(1, 50, true).decades().empty());
    const ValueScale scale(1, 1000, true);
    ASSERT_EQ(scale.decades().size(), 4U);
    EXPECT_EQ(scale.decades().front(), 0);
    EXPECT_EQ(scale.decades()[1], scale.position(10));
    EXPECT_EQ(scale.decades().back(), ValueScale::Steps);
    const ValueScale times(0, 10e9, false); // from 100 us to 10 s
    EXPECT_EQ(times.decades().size(), 6U);
}

TEST(ValueScale, KeepsTheLeftEndForZeroAlone) {
    const ValueScale scale(0, 1e9, true);
    EXPECT_EQ(scale.position(0), 0);
    EXPECT_GT(scale.position(1), 0);
}

TEST(ValueScale, NeverGoesBackwards) {
    for (const ValueScale& scale : {ValueScale(1, 500, true), ValueScale(0, 10e9, true), ValueScale(0.1, 100, false)}) {
        for (int position = 1; position <= ValueScale::Steps; ++position)
            ASSERT_GE(scale.value(position), scale.value(position - 1)) << position;
    }
}

TEST(ValueScale, PutsValuesOutsideTheRangeAtItsEnds) {
    const ValueScale scale(2, 50, true);
    EXPECT_EQ(scale.position(-5), 0);
    EXPECT_EQ(scale.position(1000), ValueScale::Steps);
}

TEST(ValueScale, OfOneValueStandsAtZero) { EXPECT_EQ(ValueScale(7, 7, true).position(7), 0); }

TEST(Rounded, KeepsSignificantDigits) {
    EXPECT_DOUBLE_EQ(rounded(12345, 2), 12000);
    EXPECT_DOUBLE_EQ(rounded(0.0987, 1), 0.1);
    EXPECT_EQ(rounded(0, 3), 0);
}

} // namespace
} // namespace braid::views
