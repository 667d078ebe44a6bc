// Waits for a shared variable to change, in the wait-for relation and in findings.
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace {

struct Flag : Watched {
    LaneId main = thread("main"), t = thread("T");
    ObjectId v = object(Type::Variable, "v", 0);

    const Finding& stuck() {
        findings.nameHangs(model);
        return findings.all().at(0);
    }
};

} // namespace

TEST(ChangeWaits, EndWithANotificationAfterTheChange) {
    Flag story;
    const EventIndex wait = story.awaitChange(story.t, story.v);
    story.join(story.main, story.t);
    EXPECT_EQ(describe(story.model, wait).english(), "T waits for v to change from 0");
    EXPECT_TRUE(story.standstill());

    Flag notified;
    notified.awaitChange(notified.t, notified.v);
    notified.write(notified.main, notified.v, 1);
    const EventIndex signal = notified.signal(notified.main, notified.v, 1);
    EXPECT_EQ(describe(notified.model, signal).english(), "main notifies one waiter of v");
    notified.join(notified.main, notified.t);
    EXPECT_FALSE(notified.standstill()) << "it is about to go on";
    const EventIndex passes = notified.wake(notified.t, notified.v);
    EXPECT_THAT(describe(notified.model, passes).english(), testing::EndsWith("woken by main"));
    ASSERT_THAT(notified.model.arrows(), SizeIs(1));
    EXPECT_EQ(notified.model.arrows()[0].from, signal);
}

TEST(ChangeWaits, AreAHangWhereNobodyLeftCanMakeTheChange) {
    Flag story;
    const SiteId waits = story.site("wait.cpp", 3);
    story.from(waits).awaitChange(story.t, story.v);
    story.join(story.main, story.t);
    const Finding& finding = story.stuck();
    EXPECT_EQ(finding.kind, FindingKind::Hang);
    EXPECT_EQ(finding.cause, StuckCause::NobodyLeft);
    EXPECT_THAT(finding.lanes, ElementsAre(story.t));
    EXPECT_EQ(story.message(0), "T waits for v (wait.cpp:3) to change from 0, which nobody left can do; main waits for T to end, which is stuck");
}

TEST(ChangeWaits, SayWhereItWasChangedWithoutANotification) {
    Flag story;
    const SiteId waits = story.site("wait.cpp", 3), writes = story.site("wait.cpp", 8);
    story.from(waits).awaitChange(story.t, story.v);
    const EventIndex write = story.from(writes).write(story.main, story.v, 1);
    story.join(story.main, story.t);
    const Finding& finding = story.stuck();
    EXPECT_EQ(finding.kind, FindingKind::Hang);
    EXPECT_EQ(finding.cause, StuckCause::NobodyLeft);
    EXPECT_EQ(story.message(0),
              "T waits for v (wait.cpp:3) to change from 0; it has changed, but nobody left can notify; main (wait.cpp:8) changed it to 1 "
              "without a notification; main waits for T to end, which is stuck");
    ASSERT_THAT(finding.waits, testing::Not(IsEmpty()));
    EXPECT_STREQ(needName(finding.waits[0].need), "change");
    EXPECT_EQ(finding.waits[0].waitSite, waits);
    EXPECT_EQ(finding.waits[0].heldBy, story.main);
    EXPECT_EQ(finding.waits[0].heldSite, story.model.siteOf(write));
}

TEST(ChangeWaits, SayThatTheNotificationCameBeforeTheChange) {
    Flag story;
    story.awaitChange(story.t, story.v);
    story.signal(story.main, story.v);
    story.write(story.main, story.v, 1);
    story.join(story.main, story.t);
    EXPECT_EQ(story.stuck().cause, StuckCause::LostNotification);
    EXPECT_THAT(story.message(0), HasSubstr("main notified before it had changed; then main changed it to 1"));
}

TEST(ChangeWaits, SayWhoGotTheOnlyNotification) {
    Flag story;
    const LaneId u = story.thread("U");
    story.awaitChange(u, story.v);
    story.awaitChange(story.t, story.v);
    story.write(story.main, story.v, 1);
    story.signal(story.main, story.v, 1);
    story.wake(u, story.v);
    story.end(u);
    story.join(story.main, story.t);
    ASSERT_TRUE(story.standstill());
    EXPECT_EQ(story.stuck().cause, StuckCause::WrongOneWoken);
    EXPECT_THAT(story.message(0), HasSubstr("the last notification, by main, woke U"));
}

TEST(ChangeWaits, StandInARingWithThoseWhoAloneHaveChangedIt) {
    Flag story;
    const ObjectId lock = story.mutex("m");
    story.write(story.main, story.v, 1);
    story.take(story.t, lock);
    story.awaitChange(story.t, story.v);
    story.wait(story.main, lock);
    const Finding& finding = story.stuck();
    EXPECT_EQ(finding.kind, FindingKind::Deadlock);
    EXPECT_THAT(story.message(0), HasSubstr("T waits for v to change, changed only by main so far"));
    EXPECT_THAT(story.message(0), HasSubstr("main waits for m, held by T"));
}

TEST(ChangeWaits, AreNoHangWhileOneIsLeftWhoMayMakeTheChange) {
    Flag story;
    story.awaitChange(story.t, story.v);
    story.add(Story::Kind::SleepBegin, story.main, {}, 5'000'000);
    story.after(200_ms).add(Story::Kind::SleepEnd, story.main);
    story.findings.findStuck(story.model);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    EXPECT_FALSE(story.standstill());
}
