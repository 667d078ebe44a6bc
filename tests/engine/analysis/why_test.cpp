#include "engine/analysis/findings/why.h"

#include "tests/engine/model/random_events.h"
#include "tests/seed.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace {

using Kind = Story::Kind;
using Type = Story::Type;

struct WhyStuck : ::testing::Test {
    Story story;
    Findings findings;
    WhyStuck() {
        story.afterEach = [this](const Model& model) { findings.update(model); };
    }
    [[nodiscard]] Why why(LaneId lane) const { return whyAt(story.model, findings, lane, story.now()); }
    static std::vector<LaneId> lanes(const Why& why) {
        std::vector<LaneId> result;
        for (const WhyLink& link : why.links)
            result.push_back(link.lane);
        return result;
    }
};

TEST_F(WhyStuck, EndsWithThoseWhomBraidDoesNotSee) {
    const LaneId host = story.process("host"), a = story.thread("T1", host);
    const ObjectId flag = story.object(Type::Event, "flag");
    story.await(a, flag);
    EXPECT_NE(why(a).cause, Cause::Outside);
    story.add(Kind::GivenOutside, host, objectOf(host), 1, 0, {}, false);
    const Why answer = why(a);
    EXPECT_EQ(answer.cause, Cause::Outside);
    EXPECT_STREQ(causeName(answer.cause), "outside");
    EXPECT_EQ(answer.verdict.english(), "Somebody whom Braid does not see may give to flag");
}

TEST_F(WhyStuck, FollowsTheHoldersOfLocksIntoTheCycle) {
    const LaneId a = story.thread("T1"), b = story.thread("T2"), c = story.thread("T3");
    const ObjectId left = story.mutex("A"), right = story.mutex("B");
    story.take(a, left);
    story.take(b, right);
    story.wait(c, left);
    story.wait(a, right);
    story.wait(b, left);
    const Why answer = why(c);
    EXPECT_EQ(answer.cause, Cause::Cycle);
    EXPECT_THAT(lanes(answer), ElementsAre(c, a, b));
    EXPECT_THAT(answer.cycle, ElementsAre(a, b));
    EXPECT_EQ(answer.links[0].sentence.english(), "T3 has waited for A for 2 ms, held by T1 for 4 ms");
    EXPECT_EQ(answer.verdict.english(), "A cycle that cannot open: T1 → T2 → T1");
}

TEST_F(WhyStuck, EndsInTheSleepOfTheHolder) {
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("A");
    story.take(a, lock);
    story.add(Kind::SleepBegin, a, {}, 1'000'000'000);
    story.wait(b, lock);
    const Why answer = why(b);
    EXPECT_EQ(answer.cause, Cause::Sleep);
    EXPECT_THAT(lanes(answer), ElementsAre(b, a));
    EXPECT_EQ(answer.verdict.english(), "T1 sleeps");
}

TEST_F(WhyStuck, KnowsWhoGivesItLater) {
    const LaneId main = story.thread("main"), waiter = story.thread("waiter");
    const ObjectId flag = story.object(Type::Event, "go");
    story.await(waiter, flag);
    story.add(Kind::SleepBegin, main, {}, 3'000'000);
    const Nanos then = story.now();
    story.after(3_ms).add(Kind::SleepEnd, main);
    story.signal(main, flag);
    story.wake(waiter, flag);
    const Why answer = whyAt(story.model, findings, waiter, then);
    EXPECT_EQ(answer.cause, Cause::Sleep);
    EXPECT_THAT(lanes(answer), ElementsAre(waiter, main));
    EXPECT_EQ(answer.links[0].sentence.english(), "waiter has waited for go for 1 ms, which main gives 4 ms later");
}

TEST_F(WhyStuck, SaysThatNobodyCanSetAnEvent) {
    const LaneId main = story.thread("main"), waiter = story.thread("waiter");
    const ObjectId flag = story.object(Type::Event, "go");
    story.await(waiter, flag);
    story.join(main, waiter);
    story.model.finish(story.now(), trace::Outcome::Deadlock);
    findings.nameHangs(story.model);
    const Why answer = why(main);
    EXPECT_EQ(answer.cause, Cause::NoneLeft);
    EXPECT_THAT(lanes(answer), ElementsAre(main, waiter));
    EXPECT_THAT(answer.verdict.english(), testing::StartsWith("waiter waits for event go, which nobody left can set"));
}

TEST_F(WhyStuck, SaysHowManyTaskDoneAreMissing) {
    const LaneId main = story.thread("main");
    const ObjectId queue = story.object(Type::Queue, "q");
    story.add(Kind::Put, main, queue, 1);
    story.add(Kind::DrainWait, main, queue, 0, 0, {}, false);
    story.model.finish(story.now(), trace::Outcome::Deadlock);
    findings.nameHangs(story.model);
    EXPECT_EQ(why(main).cause, Cause::NoneLeft);
    EXPECT_THAT(why(main).verdict.english(), testing::HasSubstr("waits for 1 task_done of q that nobody can call"));
}

TEST_F(WhyStuck, FindsWhoMakesRoomInAFullQueue) {
    const LaneId putter = story.thread("putter"), getter = story.thread("getter");
    const ObjectId queue = story.object(Type::Queue, "q", 1);
    story.add(Kind::Put, putter, queue, 1);
    story.add(Kind::PutWait, putter, queue, 0, 0, {}, false);
    story.add(Kind::SleepBegin, getter, {}, 1'000'000);
    const Nanos then = story.now();
    story.add(Kind::SleepEnd, getter);
    story.add(Kind::Get, getter, queue, 1);
    story.add(Kind::Put, putter, queue, 2);
    const Why answer = whyAt(story.model, findings, putter, then);
    EXPECT_THAT(lanes(answer), ElementsAre(putter, getter));
    EXPECT_EQ(answer.cause, Cause::Sleep);
}

TEST_F(WhyStuck, TakesThePermitThatIsReleasedFirst) {
    const LaneId a = story.thread("T1"), b = story.thread("T2"), c = story.thread("T3");
    const ObjectId permits = story.object(Type::Semaphore, "s", 2);
    story.take(a, permits);
    story.take(b, permits);
    story.wait(c, permits);
    const Nanos then = story.now();
    story.give(b, permits);
    story.take(c, permits);
    story.give(a, permits);
    EXPECT_THAT(lanes(whyAt(story.model, findings, c, then)), ElementsAre(c, b));
}

TEST_F(WhyStuck, SaysOfAWokenLaneWhoReleasedItAndWhere) {
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("A");
    const SiteId here = story.site("scenarios/x.cpp", 42);
    story.take(a, lock);
    story.wait(b, lock);
    const auto released = story.from(here).give(a, lock);
    const auto taken = story.take(b, lock);
    story.add(Kind::SleepBegin, b, {}, 1'000);
    const Waker waker = wakerAt(story.model, b, story.now());
    EXPECT_EQ(waker.lane, a);
    EXPECT_EQ(waker.cause, released);
    EXPECT_EQ(waker.effect, taken);
    EXPECT_EQ(waker.sentence.english(), "T2 could go on at x.cpp:42: T1 releases A after 2 ms");
    EXPECT_FALSE(wakerAt(story.model, a, story.now()).lane);
}

TEST_F(WhyStuck, OfALaneThatIsNotThereSaysSo) {
    const LaneId a = story.thread("T1");
    story.end(a);
    EXPECT_EQ(why(a).cause, Cause::None);
    EXPECT_THAT(why(a).links, IsEmpty());
    EXPECT_EQ(why(LaneId{77}).cause, Cause::None);
}

TEST_F(WhyStuck, AlwaysComesToAnEnd) {
    for (std::uint64_t number = 1; number <= 30; ++number) {
        const tests::Seed seed(number);
        std::mt19937_64 random(seed);
        Model model;
        Findings none;
        for (int i = 0; i < 1500; ++i)
            model.apply(anyEvent(random));
        for (int i = 0; i < 200; ++i) {
            const LaneId lane{static_cast<std::uint32_t>(pick(random, 25))};
            const auto time = static_cast<Nanos>(pick(random, 2'000'000));
            EXPECT_LE(whyAt(model, none, lane, time).links.size(), 30u);
            (void)wakerAt(model, lane, time);
        }
    }
}

} // namespace
