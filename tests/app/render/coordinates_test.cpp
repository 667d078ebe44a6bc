#include "app/render/scene/coordinates.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace braid::tests::coordinates_test {
namespace {

using namespace render;
using testing::ElementsAre;

constexpr TimeAxis Second{0, 1'000'000'000, 200, 1000};

TEST(TimeAxis, MapsItsEndsToItsSides) {
    EXPECT_DOUBLE_EQ(timeToX(Second, 0), 200);
    EXPECT_DOUBLE_EQ(timeToX(Second, 1'000'000'000), 1200);
    EXPECT_DOUBLE_EQ(timeToX(Second, 250'000'000), 450);
}

TEST(TimeAxis, DoesNotClamp) {
    EXPECT_DOUBLE_EQ(timeToX(Second, -1'000'000'000), -800);
    EXPECT_EQ(xToTime(Second, 2200), 2'000'000'000);
    EXPECT_TRUE(std::isfinite(timeToX(Second, model::Open)));
    EXPECT_GT(timeToX(Second, model::Open), 1e6);
}

TEST(TimeAxis, ComesBackFromPixelsWithinHalfAPixel) {
    // Late in a long run, zoomed in to the nanosecond: no time is lost to rounding.
    const TimeAxis late{3'600'000'000'000'000, 3'600'000'000'000'500, 10, 1000};
    for (model::Nanos time = late.from; time <= late.to; time += 7)
        EXPECT_EQ(xToTime(late, 10 + static_cast<double>(time - late.from) * 2), time);
}

TEST(TimeAxis, TakesADegenerateRangeAsANanosecondAndNoWidthAsAPixel) {
    const TimeAxis empty{5, 5, 0, 0};
    EXPECT_EQ(empty.span(), 1);
    EXPECT_TRUE(std::isfinite(timeToX(empty, 100)));
    EXPECT_EQ(xToTime(empty, 0), 5);
}

TEST(Zoom, KeepsTheTimeUnderThePointer) {
    for (double x : {200.0, 321.0, 700.0, 1200.0}) {
        const TimeRange near = zoomAt(Second, x, 4);
        const TimeAxis after{near.from, near.to, Second.left, Second.width};
        EXPECT_NEAR(static_cast<double>(xToTime(after, x)), static_cast<double>(xToTime(Second, x)), 2);
        EXPECT_EQ(near.to - near.from, 250'000'000);
    }
}

TEST(Zoom, StopsAtTheLimits) {
    const TimeRange near = zoomAt(Second, 700, 1e12);
    EXPECT_EQ(near.to - near.from, MinSpan);
    const TimeRange far = zoomAt(Second, 700, 1e-12);
    EXPECT_EQ(far.to - far.from, MaxSpan);
}

TEST(Zoom, IgnoresNonsense) {
    for (double factor : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
        EXPECT_EQ(zoomAt(Second, 700, factor), (TimeRange{0, 1'000'000'000}));
}

TEST(Pan, MovesByPixelsAndKeepsTheSpan) {
    EXPECT_EQ(pan(Second, 100), (TimeRange{100'000'000, 1'100'000'000}));
    EXPECT_EQ(pan(Second, -100), (TimeRange{-100'000'000, 900'000'000}));
}

TEST(Fit, LeavesAMarginAndNeverLessThanTheShortestSpan) {
    EXPECT_EQ(fit(500, 1500, 0.1), (TimeRange{400, 1600}));
    EXPECT_EQ(fit(0, 1000, 0.1), (TimeRange{0, 1100})) << "nothing is before the run";
    EXPECT_EQ(fit(0, 0), (TimeRange{0, MinSpan}));
    const TimeRange point = fit(500, 500);
    EXPECT_EQ(point.to - point.from, MinSpan);
    EXPECT_LE(point.from, 500);
    EXPECT_GE(point.to, 500);
}

TEST(Follow, PutsTheEdgeAtItsShare) {
    const TimeRange range = follow({0, 1000}, 5000, 0.9);
    EXPECT_EQ(range, (TimeRange{4100, 5100}));
}

TEST(Ruler, StepsByOneTwoFive) {
    EXPECT_EQ(tickStep({0, 1'000'000'000, 0, 1000}, 100), 100'000'000);
    EXPECT_EQ(tickStep({0, 1'100'000'000, 0, 1000}, 100), 200'000'000);
    EXPECT_EQ(tickStep({0, 3'000'000'000, 0, 1000}, 100), 500'000'000);
    EXPECT_EQ(tickStep({0, 100, 0, 1000}, 100), 10);
    EXPECT_EQ(tickStep({0, 600'000'000'000, 0, 1000}, 100), 60'000'000'000);
    EXPECT_EQ(tickStep({0, 3'600'000'000'000, 0, 1000}, 100), 600'000'000'000);
}

TEST(Ruler, LabelsMajorTicksOnly) {
    std::vector<std::string> labels;
    for (const Tick& tick : ticks({0, 1'000'000'000, 0, 500}, 100)) {
        EXPECT_EQ(tick.major, !tick.label.isEmpty());
        if (tick.major)
            labels.push_back(tick.label.toStdString());
    }
    EXPECT_THAT(labels, ElementsAre("0", "200 ms", "400 ms", "600 ms", "800 ms", "1 s"));
}

TEST(Ruler, StaysInsideTheAxisAndCountsFromZeroEverywhere) {
    const TimeAxis axis{-333, 777, 0, 600};
    const model::Nanos step = tickStep(axis, 90);
    model::Nanos last = axis.from - 1;
    for (const Tick& tick : ticks(axis, 90)) {
        EXPECT_GT(tick.time, last);
        EXPECT_LE(tick.time, axis.to);
        EXPECT_EQ(tick.major, tick.time % step == 0);
        last = tick.time;
    }
}

TEST(Ruler, NeverMakesMoreTicksThanAnyoneReads) {
    EXPECT_LE(ticks({0, MaxSpan, 0, 1e6}, 1).size(), 2000u);
    EXPECT_FALSE(ticks({0, MaxSpan, 0, 1000}, 100).empty());
}

TEST(Moment, IsWrittenInTheUnitThatFits) {
    EXPECT_EQ(momentText(0, 1), "0");
    EXPECT_EQ(momentText(1'500'000'000, 100'000'000), "1.5 s");
    EXPECT_EQ(momentText(2'000'000'000, 100'000'000), "2 s");
    EXPECT_EQ(momentText(250'000'000, 50'000'000), "250 ms");
    EXPECT_EQ(momentText(1'234'500'000, 100'000), "1.2345 s") << "the unit is that of the moment, however close the view";
    EXPECT_EQ(momentText(1'037'361'234, 1), "1.037361234 s");
    EXPECT_EQ(momentText(750, 50), "750 ns");
    EXPECT_EQ(momentText(90'000'000'000, 30'000'000'000), "1 min 30 s");
    EXPECT_EQ(momentText(-250'000'000, 50'000'000), "−250 ms");
}

} // namespace
} // namespace braid::tests::coordinates_test
