#include "engine/analysis/findings/why.h"
#include "engine/model/query/statistics.h"
#include "engine/model/store/crowd.h"
#include "tests/engine/analysis/rounds.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::tests;

namespace {

/// Two workers that wait for work with one condition.
struct Pool : Watched {
    LaneId one = thread("one"), two = thread("two");
    ObjectId lock = mutex("lock"), more = object(Type::ConditionVariable, "more");
    SiteId here = site("pool.c", 12);

    Pool() { add(Kind::ObjectAt, one, more, 0x1000, 1, {}, false); } // of a recorded program
    void sleepOn(LaneId lane) {
        from(here).await(lane, more);
        give(lane, lock);
    }
    void wakeUp(LaneId lane) {
        wake(lane, more);
        take(lane, lock);
    }
    void work(LaneId lane) {
        give(lane, lock);
        after(5_ms).take(lane, lock);
    }
    void start() {
        for (const LaneId lane : {one, two}) {
            take(lane, lock);
            sleepOn(lane);
        }
    }
    [[nodiscard]] bool idle(LaneId lane) {
        return model.lane(lane)->intervals().back().idle;
    }
};

} // namespace

TEST(Workers, AreIdleWhereTheyWaitAgainAndAgainBetweenPiecesOfWork) {
    Pool pool;
    pool.start();
    EXPECT_FALSE(pool.idle(pool.one)) << "nothing is known yet";
    for (int i = 0; i < 2; ++i) {
        pool.wakeUp(pool.one);
        pool.work(pool.one);
        pool.sleepOn(pool.one);
    }
    EXPECT_TRUE(pool.idle(pool.one));
    EXPECT_TRUE(pool.idle(pool.two)) << "it waits where its sibling takes work";
    pool.wakeUp(pool.one);
    EXPECT_FALSE(pool.idle(pool.one)) << "it works";
}

TEST(Workers, AreNotIdleWhereTheyOnlyLookAgain) {
    Pool pool;
    pool.start();
    for (int i = 0; i < 10; ++i)
        for (const LaneId lane : {pool.one, pool.two}) {
            pool.wakeUp(lane);
            pool.sleepOn(lane);
        }
    EXPECT_FALSE(pool.idle(pool.one));
}

TEST(Workers, AreSeveral) {
    Pool pool;
    pool.take(pool.one, pool.lock);
    pool.sleepOn(pool.one);
    for (int i = 0; i < 5; ++i) {
        pool.wakeUp(pool.one);
        pool.work(pool.one);
        pool.sleepOn(pool.one);
    }
    EXPECT_FALSE(pool.idle(pool.one)) << "one thread that waits for an answer does the same";
}

TEST(Workers, HaveTheTimeInWhichTheyAreIdleToldByItself) {
    Pool pool;
    pool.start();
    for (int i = 0; i < 2; ++i) {
        pool.wakeUp(pool.one);
        pool.work(pool.one);
        pool.sleepOn(pool.one);
    }
    const model::Nanos now = pool.model.endTime() + 100_ms;
    for (const LaneId id : {pool.one, pool.two}) {
        const model::Lane& lane = *pool.model.lane(id);
        model::StateTimes expected{};
        for (const model::Interval& interval : lane.intervals()) {
            EXPECT_EQ(interval.idle, interval.state == model::State::Waiting) << "also the waits before it was known";
            expected[static_cast<std::size_t>(interval.shown())] += std::min(interval.end, now) - interval.begin;
        }
        EXPECT_EQ(model::stateTimes(lane, now), expected);
        EXPECT_GT(expected[static_cast<std::size_t>(model::State::Idle)], 100_ms);
        EXPECT_EQ(expected[static_cast<std::size_t>(model::State::Waiting)], 0);
    }
    EXPECT_GT(pool.model.idleMarked(), 0u);
}

TEST(Workers, AreIdleInWhatIsAddedUpOfThemTogether) {
    Pool pool;
    std::vector<LaneId> crew;
    for (std::size_t i = 0; i <= model::Lane::CrowdSize; ++i)
        crew.push_back(pool.thread("worker-" + std::to_string(i)));
    for (const LaneId lane : crew) {
        pool.take(lane, pool.lock);
        pool.sleepOn(lane);
    }
    const model::Nanos before = pool.model.endTime();
    for (int i = 0; i < 100; ++i) { // more than there are in a block of sums
        pool.wakeUp(crew[0]);
        pool.work(crew[0]);
        pool.sleepOn(crew[0]);
    }
    const model::Nanos now = pool.model.endTime() + 10_ms;
    const model::Family& family = pool.model.families()[pool.model.lane(crew[0])->family];
    ASSERT_NE(family.crowd, nullptr);
    model::StateTimes expected{};
    for (const LaneId lane : crew) {
        const model::StateTimes times = model::stateTimes(*pool.model.lane(lane), now);
        const model::StateTimes early = model::stateTimes(*pool.model.lane(lane), before);
        for (std::size_t s = 0; s < model::StateCount; ++s)
            expected[s] += times[s] - early[s];
    }
    EXPECT_EQ(family.crowd->between({before, now}).front(), expected);
    EXPECT_GT(expected[static_cast<std::size_t>(model::State::Idle)], 0);
    EXPECT_EQ(expected[static_cast<std::size_t>(model::State::Waiting)], 0);
}

TEST(Workers, ThatAreIdleAreNotToldAsStuckWhileOthersMoveAndAreWhereOneWaitsForThem) {
    const auto story = [](bool joined) {
        Pool pool;
        pool.start();
        const LaneId giver = pool.thread("giver"), ticker = pool.thread("ticker"), main = pool.thread("main");
        for (int i = 0; i < 2; ++i) {
            pool.signal(giver, pool.more, 1);
            pool.wakeUp(pool.one);
            pool.work(pool.one);
            pool.sleepOn(pool.one);
        }
        pool.end(giver);
        if (joined)
            pool.join(main, pool.one);
        else
            pool.end(main);
        goRounds(pool, ticker, 60);
        pool.findings.findStuck(pool.model);
        return pool.findings.all().size();
    };
    EXPECT_EQ(story(false), 0u);
    EXPECT_EQ(story(true), 1u);
}

TEST(Workers, ThatAreIdleAreSaidToBe) {
    Pool pool;
    pool.start();
    for (int i = 0; i < 2; ++i) {
        pool.wakeUp(pool.one);
        pool.work(pool.one);
        pool.sleepOn(pool.one);
    }
    const Why why = whyAt(pool.model, pool.findings, pool.one, pool.model.endTime() + 1'000_ms);
    EXPECT_EQ(why.cause, Cause::Idle);
    EXPECT_STREQ(causeName(why.cause), "idle");
    EXPECT_EQ(why.verdict.english(), "one waits for its next piece of work: nobody blocks it");
    ASSERT_EQ(why.links.size(), 1u);
    EXPECT_EQ(why.links[0].sentence.english(), "one has been idle at its queue for 1 s (more)");
}

TEST(Workers, ThatWaitForTheNextItemSayNoMoreThatTheOnesBeforeAreDone) {
    Watched story;
    const LaneId main = story.thread("main"), worker = story.thread("worker");
    const ObjectId jobs = story.object(Story::Type::Queue, "jobs", 9);
    for (std::uint64_t item = 1; item <= 2; ++item)
        story.add(Story::Kind::Put, main, jobs, item);
    story.add(Story::Kind::Get, worker, jobs, 1);
    story.add(Story::Kind::TaskDone, worker, jobs, 1);
    story.add(Story::Kind::Get, worker, jobs, 2); // forgets that one
    story.add(Story::Kind::GetWait, worker, jobs);
    story.add(Story::Kind::DrainWait, main, jobs);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), testing::SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Hang);
    EXPECT_THAT(story.message(0), testing::StartsWith("main waits for 1 task_done of jobs that nobody can call"));
}
