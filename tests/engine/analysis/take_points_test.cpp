#include "engine/analysis/waiting/take_points.h"

#include "engine/analysis/findings/why.h"
#include "engine/model/query/statistics.h"
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
        queues.update(model);
        return queues.isIdle(model, model.lane(lane)->intervals().back());
    }
    TakePoints queues;
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
    (void)pool.idle(pool.one);
    const model::Lane& lane = *pool.model.lane(pool.one);
    const IdleTimes times = timesOf(pool.model, pool.queues, lane, now);
    const model::StateTimes whole = model::stateTimes(lane, now);
    const auto waiting = static_cast<std::size_t>(model::State::Waiting);
    EXPECT_GT(times.idle, 100_ms);
    EXPECT_EQ(times.states[waiting] + times.idle, whole[waiting]);
    EXPECT_EQ(times.states[static_cast<std::size_t>(model::State::Running)], whole[static_cast<std::size_t>(model::State::Running)]);
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
