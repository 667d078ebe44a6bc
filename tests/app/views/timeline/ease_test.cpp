#include "app/views/timeline/ease.h"

#include <cmath>
#include <gtest/gtest.h>

namespace braid::views {
namespace {

using render::TimeAxis;
using render::TimeRange;

TimeAxis axisOf(TimeRange range) { return {range.from, range.to, 200, 1000}; }

TEST(Ease, LeavesTheMomentUnderThePointerWhereItIsAllTheWay) {
    const TimeRange from{1'000'000'000, 3'000'000'000};
    for (const double x : {200.0, 437.0, 1150.0}) {
        const TimeRange to = render::zoomAt(axisOf(from), x, 1.25);
        const model::Nanos under = render::xToTime(axisOf(from), x);
        for (double share = 0; share <= 1; share += 0.05) {
            const TimeRange now = between(from, to, share);
            EXPECT_NEAR(render::timeToX(axisOf(now), under), x, 0.01) << share;
            EXPECT_LE(now.to - now.from, from.to - from.from);
            EXPECT_GE(now.to - now.from, to.to - to.from);
        }
        EXPECT_EQ(between(from, to, 1), to);
        EXPECT_EQ(between(from, to, 0), from);
    }
}

TEST(Ease, MovesByEqualPartsWhereOnlyThePlaceIsAnother) {
    const TimeRange from{0, 1'000'000}, to{500'000, 1'500'000};
    EXPECT_EQ(between(from, to, 0.5), (TimeRange{250'000, 1'250'000}));
}

TEST(Ease, EndsByItselfWithinAHundredAndFiftyMilliseconds) {
    static_assert(EaseMs <= 150);
    Ease ease;
    const TimeRange meant{500, 1'500};
    EXPECT_EQ(ease.now(meant), meant) << "nothing is on its way at first";
    ease.start({0, 1'000});
    EXPECT_TRUE(ease.going());
    QElapsedTimer clock;
    clock.start();
    TimeRange last{0, 1'000};
    while (ease.going()) {
        const TimeRange now = ease.now(meant);
        EXPECT_GE(now.from, last.from);
        last = now;
        ASSERT_LT(clock.elapsed(), 10'000);
    }
    EXPECT_EQ(last, meant);
    ease.start({0, 1'000});
    ease.stop();
    EXPECT_EQ(ease.now(meant), meant);
}

} // namespace
} // namespace braid::views
