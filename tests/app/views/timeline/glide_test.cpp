#include "app/views/timeline/glide.h"

#include <gtest/gtest.h>

namespace braid::views {
namespace {

constexpr double Frame = 0.016;

/// What so many frames come to.
Glide::Part after(Glide& glide, int frames) {
    Glide::Part all;
    for (int i = 0; i < frames; ++i) {
        const Glide::Part part = glide.step(Frame);
        all.factor *= part.factor;
        all.widths += part.widths;
    }
    return all;
}

TEST(AGlide, DoesNothingForAKeyThatIsLetGoAtOnce) {
    Glide glide;
    glide.hold(Glide::Way::In);
    EXPECT_EQ(after(glide, 3).factor, 1);
    glide.release(Glide::Way::In);
    EXPECT_FALSE(glide.going());
    EXPECT_EQ(after(glide, 50).factor, 1);
}

TEST(AGlide, IsEvenWhileAKeyIsHeldAndComesToRestSoftly) {
    Glide glide;
    glide.hold(Glide::Way::On);
    after(glide, 40);
    double before = glide.step(Frame).widths;
    EXPECT_GT(before, 0);
    for (int i = 0; i < 30; ++i) {
        const double now = glide.step(Frame).widths;
        EXPECT_NEAR(now, before, 0.1 * before) << "no frame stands out";
        before = now;
    }
    glide.release(Glide::Way::On);
    EXPECT_TRUE(glide.going());
    const double first = glide.step(Frame).widths;
    EXPECT_GT(first, 0);
    EXPECT_LT(first, before);
    EXPECT_LT(after(glide, 60).widths, 0.2) << "not far";
    EXPECT_FALSE(glide.going());
}

TEST(AGlide, ZoomsOutByWhatItZoomsInAndStandsStillWithBoth) {
    Glide in, out, both;
    in.hold(Glide::Way::In);
    out.hold(Glide::Way::Out);
    both.hold(Glide::Way::In);
    both.hold(Glide::Way::Out);
    EXPECT_NEAR(after(in, 60).factor * after(out, 60).factor, 1, 1e-9);
    EXPECT_EQ(after(both, 60).factor, 1);
    in.stop();
    EXPECT_FALSE(in.going());
}

TEST(AGlide, DoesNotJumpAfterAFrameThatWasLate) {
    Glide glide;
    glide.hold(Glide::Way::On);
    after(glide, 40);
    EXPECT_LT(glide.step(5).widths, 0.2);
}

} // namespace
} // namespace braid::views
