#include "engine/trace/recording/event_cost.h"

#include "engine/trace/recording/recording.h"

#include <gtest/gtest.h>

namespace braid {
namespace {

TEST(EventCost, IsMeasuredAndLeavesNothingBehind) {
    for (int i = 0; i < 3; ++i) { // a process has one recording at a time: the one before is gone
        const double cost = trace::measureEventCost().count();
        EXPECT_GT(cost, 0.5);
        EXPECT_LT(cost, 100'000);
    }
    EXPECT_EQ(trace::Recording::current(), nullptr);
    EXPECT_FALSE(trace::recording());
}

} // namespace
} // namespace braid
