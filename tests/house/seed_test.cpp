// The seeds of the tests' random numbers.

#include "tests/seed.h"

#include <gtest/gtest-spi.h>

namespace braid::tests {
namespace {

TEST(TheSeed, IsSaidByAFailure) {
    EXPECT_NONFATAL_FAILURE(
        {
            const Seed seed(3);
            ADD_FAILURE() << "it is wrong";
        },
        "random numbers of seed ");
}

TEST(TheSeed, IsTheSameEachTimeAndAnotherOneOnlyWhereThatIsAsked) {
    const std::uint64_t asked = GTEST_FLAG_GET(random_seed);
    const Seed first(3), second(3), other(4);
    EXPECT_EQ(std::uint64_t(first), std::uint64_t(second));
    EXPECT_EQ(std::uint64_t(other), std::uint64_t(first) + 1);
    EXPECT_EQ(std::uint64_t(first) == 3, asked == 0);
}

} // namespace
} // namespace braid::tests
