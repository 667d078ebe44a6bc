#include "engine/analysis/figures/contention.h"

#include "engine/analysis/figures/statistics.h"
#include "tests/engine/model/events.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::tests;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace {

struct Contended : Story {
    LaneId one = thread("one"), two = thread("two");
    ObjectId lock = mutex("lock");
    SiteId first = site("pool.cc", 10), second = site("pool.cc", 20), third = site("log.cc", 5);
};

} // namespace

TEST(ContentionTable, NamesTheLineThatWaitsAndTheLineBehindWhichItDoes) {
    Contended story;
    for (int i = 0; i < 3; ++i) {
        story.from(story.first).take(story.one, story.lock);
        story.from(story.second).wait(story.two, story.lock);
        story.after(10_ms).give(story.one, story.lock);
        story.from(story.second).take(story.two, story.lock);
        story.give(story.two, story.lock);
    }
    const auto places = contention(story.model, story.model.endTime());
    ASSERT_THAT(places, SizeIs(1));
    EXPECT_EQ(places[0].object, story.lock);
    EXPECT_EQ(places[0].waitSite, story.second);
    EXPECT_EQ(places[0].heldSite, story.first);
    EXPECT_EQ(places[0].waits, 3u);
    EXPECT_EQ(places[0].total, 3 * 11_ms);
    EXPECT_EQ(places[0].worst, 11_ms);
    EXPECT_EQ(places[0].worstLane, story.two);
    EXPECT_EQ(places[0].takenAgain, 0u);
}

TEST(ContentionTable, CountsHowOftenTheLockIsTakenAgainWhileAnotherOneAsks) {
    Contended story;
    story.from(story.first).take(story.one, story.lock);
    story.from(story.second).wait(story.two, story.lock);
    for (int i = 0; i < 5; ++i) {
        story.give(story.one, story.lock);
        story.from(story.third).take(story.one, story.lock);
    }
    story.give(story.one, story.lock);
    story.from(story.second).take(story.two, story.lock);
    story.give(story.two, story.lock);
    story.take(story.two, story.lock); // nobody asks any more
    const auto places = contention(story.model, story.model.endTime());
    ASSERT_THAT(places, SizeIs(1));
    EXPECT_EQ(places[0].takenAgain, 5u);
    EXPECT_EQ(places[0].takenAgainBy, story.one);
    EXPECT_EQ(places[0].heldSite, story.first) << "as it was when the wait began";
}

TEST(ContentionTable, HasTheLongestFirstAndOpenWaitsUpToNow) {
    Contended story;
    const ObjectId other = story.mutex("other");
    const LaneId three = story.thread("three");
    story.from(story.first).take(story.one, story.lock);
    story.from(story.third).take(story.one, other);
    story.from(story.second).wait(story.two, story.lock);
    story.after(5_ms).give(story.one, story.lock);
    story.from(story.second).take(story.two, story.lock);
    story.from(story.second).wait(three, other);
    const auto places = contention(story.model, story.model.endTime() + 100_ms);
    ASSERT_THAT(places, SizeIs(2));
    EXPECT_EQ(places[0].object, other);
    EXPECT_EQ(places[0].total, 100_ms);
    EXPECT_EQ(places[1].object, story.lock);
}

TEST(ContentionTable, CountsOfAStretchThePartThatLiesInIt) {
    Contended story;
    story.take(story.one, story.lock);
    story.wait(story.two, story.lock);
    const model::Nanos begin = story.model.endTime();
    story.after(100_ms).give(story.one, story.lock);
    story.take(story.two, story.lock);
    const model::Nanos end = story.model.endTime();
    const auto places = statistics(story.model, end, std::pair(begin + 20_ms, begin + 50_ms)).contention;
    ASSERT_THAT(places, SizeIs(1));
    EXPECT_EQ(places[0].total, 30_ms);
    EXPECT_THAT(statistics(story.model, end, std::pair(0_ms, begin)).contention, IsEmpty());
}

TEST(ContentionTable, IsEmptyWhereNobodyWaits) {
    Contended story;
    story.take(story.one, story.lock);
    story.give(story.one, story.lock);
    story.take(story.two, story.lock);
    EXPECT_THAT(contention(story.model, story.model.endTime()), IsEmpty());
}
