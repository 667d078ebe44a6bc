#include "engine/model/store/long_vector.h"
#include "tests/seed.h"

#include <algorithm>
#include <cstdint>
#include <gmock/gmock.h>
#include <random>
#include <vector>

namespace braid::model {
namespace {

using testing::ElementsAre;

struct Wide {
    std::uint64_t a = 7, b = 0;
    bool operator==(const Wide&) const = default;
};

TEST(LongVector, HoldsWhatAVectorHoldsHoweverItGrewAndShrank) {
    const tests::Seed seed(1);
    std::mt19937 random(seed);
    LongVector<Wide> mine;
    std::vector<Wide> reference;
    for (int i = 0; i < 100'000; ++i) {
        if (!reference.empty() && random() % 8 == 0) {
            mine.pop_back();
            reference.pop_back();
        } else {
            const Wide item{random(), static_cast<std::uint64_t>(i)};
            mine.push_back(item);
            reference.push_back(item);
        }
        ASSERT_EQ(mine.size(), reference.size());
        if (!reference.empty()) {
            ASSERT_EQ(mine.back(), reference.back());
        }
    }
    EXPECT_TRUE(std::equal(mine.begin(), mine.end(), reference.begin(), reference.end()));
    EXPECT_EQ(mine.front(), reference.front());
}

TEST(LongVector, TakesAnItemOfItsOwnWhileItGrows) {
    LongVector<Wide> items;
    items.push_back({3, 4});
    for (int i = 0; i < 10'000; ++i)
        items.push_back(items.front());
    EXPECT_EQ(items.back(), (Wide{3, 4}));
}

TEST(LongVector, CopiesAreTheirOwnAndMovesLeaveNothingBehind) {
    LongVector<int> first;
    for (const int i : {1, 2, 3})
        first.push_back(i);
    LongVector<int> copy = first;
    copy[0] = 9;
    EXPECT_THAT(std::vector<int>(first.begin(), first.end()), ElementsAre(1, 2, 3));
    EXPECT_THAT(std::vector<int>(copy.begin(), copy.end()), ElementsAre(9, 2, 3));
    const LongVector<int> moved = std::move(first);
    EXPECT_THAT(std::vector<int>(moved.begin(), moved.end()), ElementsAre(1, 2, 3));
    first = copy;
    EXPECT_EQ(first.size(), 3u);
    const LongVector<int> none;
    const LongVector<int> alsoNone = none;
    EXPECT_TRUE(alsoNone.empty());
    EXPECT_EQ(alsoNone.begin(), alsoNone.end());
}

TEST(LongVector, WastesASixteenthOfItsMemoryOnAverage) {
    LongVector<int> items;
    double waste = 0;
    constexpr int Count = 2'000'000;
    for (int i = 0; i < Count; ++i) {
        items.push_back(i);
        const std::size_t used = items.size() * sizeof(int);
        ASSERT_GE(items.memory(), used);
        waste += static_cast<double>(items.memory() - used) / static_cast<double>(items.memory());
    }
    EXPECT_LT(waste / Count, 0.07);
}

TEST(LongVector, StaysWhereItIsOnceItIsLong) {
    LongVector<int> items;
    while (items.size() < 100'000)
        items.push_back(1);
    const int* const place = items.data();
    while (items.size() < 10'000'000)
        items.push_back(2);
    EXPECT_EQ(items.data(), place);
    EXPECT_EQ(items.front(), 1);
    EXPECT_EQ(items.back(), 2);
}

} // namespace
} // namespace braid::model
