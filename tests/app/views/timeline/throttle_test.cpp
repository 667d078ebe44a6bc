#include "app/views/base/throttle.h"

#include <QTest>
#include <gtest/gtest.h>

namespace braid::views {
namespace {

void takeMilliseconds(qint64 count) {
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < count) {
    }
}

TEST(Throttle, KeepsWhatIsQuickNeverWaiting) {
    QObject owner;
    Throttle throttle(&owner, [] {});
    EXPECT_TRUE(throttle.mayNow()) << "nothing was made yet";
    for (int i = 0; i < 5; ++i)
        throttle.make([] {});
    EXPECT_TRUE(throttle.mayNow());
}

TEST(Throttle, KeepsWhatTakesLongWaitingAndSaysWhenItMayBeMade) {
    QObject owner;
    int said = 0;
    Throttle throttle(&owner, [&said] { ++said; });
    throttle.make([] { takeMilliseconds(100); });
    EXPECT_FALSE(throttle.mayNow());
    EXPECT_FALSE(throttle.mayNow());
    ASSERT_TRUE(QTest::qWaitFor([&said] { return said > 0; }, 60'000));
    EXPECT_EQ(said, 1);
    EXPECT_TRUE(throttle.mayNow());
    throttle.make([] {});
    EXPECT_TRUE(throttle.mayNow()) << "the last time counts";
}

} // namespace
} // namespace braid::views
