#include "engine/analysis/figures/snapshot.h"

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

std::vector<std::string> labels(const ObjectSnapshot& then) {
    std::vector<std::string> result;
    for (const ItemState& item : then.items)
        result.push_back(item.label.empty() ? std::to_string(item.number) : item.label);
    return result;
}

std::vector<LaneId> waiting(const ObjectSnapshot& then) {
    std::vector<LaneId> result;
    for (const WaiterState& waiter : then.waiters)
        result.push_back(waiter.lane);
    return result;
}

} // namespace

TEST(Snapshot, OfLocksAndSemaphoresEqualsAModelThatKnowsNoMore) {
    for (std::uint64_t number = 1; number <= 6; ++number) {
        const tests::Seed seed(number);
        Story story;
        RandomRun(story, seed, 6, 3, seed % 2 ? RandomRun::Order::Kept : RandomRun::Order::Any).run(1500);
        std::mt19937_64 random(seed * 77);
        std::vector<Nanos> moments;
        for (int i = 0; i < 200; ++i)
            moments.push_back(static_cast<Nanos>(pick(random, static_cast<std::uint64_t>(story.now()) + 2)));
        std::sort(moments.begin(), moments.end());
        Model before; // has seen only what happened up to the moment
        std::size_t next = 0;
        for (const Nanos moment : moments) {
            while (next < story.told.size() && story.told[next].time.count() <= moment)
                before.apply(story.told[next++]);
            for (const ObjectId id : before.objects()) {
                const Object& expected = *before.object(id);
                const ObjectSnapshot then = objectAt(story.model, id, moment);
                std::vector<LaneId> owners, expectedOwners, expectedWaiters;
                for (const OwnerState& owner : then.owners)
                    owners.push_back(owner.lane);
                for (const Holding& owner : expected.owners)
                    expectedOwners.push_back(owner.lane);
                for (const Waiter& waiter : expected.waiters)
                    expectedWaiters.push_back(waiter.lane);
                std::sort(owners.begin(), owners.end());
                std::sort(expectedOwners.begin(), expectedOwners.end());
                EXPECT_EQ(owners, expectedOwners) << "at " << moment;
                EXPECT_EQ(waiting(then), expectedWaiters) << "at " << moment;
                if (expected.semaphore()) {
                    EXPECT_EQ(then.freePermits, expected.value) << "at " << moment;
                }
            }
        }
    }
}

TEST(Snapshot, OfASemaphoreCountsPermitsThatWereReleasedTooOften) {
    Story story;
    const LaneId lane = story.thread("t");
    const ObjectId semaphore = story.object(Type::Semaphore, "s", 2);
    story.give(lane, semaphore, 3);
    const Nanos after = story.now();
    story.take(lane, semaphore);
    EXPECT_EQ(objectAt(story.model, semaphore, after - 1).freePermits, 2);
    EXPECT_EQ(objectAt(story.model, semaphore, after).freePermits, 5);
    EXPECT_EQ(objectAt(story.model, semaphore, story.now()).freePermits, 4);
}

TEST(Snapshot, OfQueuesHoldsTheItemsInTheOrderInWhichTheyWillLeave) {
    for (const auto& [type, order] : {std::pair{Type::Queue, std::vector<std::string>{"b", "c", "d"}},
                                      std::pair{Type::LifoQueue, std::vector<std::string>{"d", "c", "b"}},
                                      std::pair{Type::PriorityQueue, std::vector<std::string>{"d", "b", "c"}}}) {
        Story story;
        const LaneId lane = story.thread("t");
        const ObjectId queue = story.object(type, "q", 9);
        story.add(Kind::Put, lane, queue, 1, 4, "a");
        story.add(Kind::Put, lane, queue, 2, 5, "b");
        story.add(Kind::Put, lane, queue, 3, 6, "c");
        const Nanos three = story.now();
        story.add(Kind::Put, lane, queue, 4, 2, "d");
        story.add(Kind::Get, lane, queue, 1, 4, "a");
        story.add(Kind::TaskDone, lane, queue, 3);
        const ObjectSnapshot then = objectAt(story.model, queue, story.now());
        EXPECT_EQ(labels(then), order);
        EXPECT_EQ(then.unfinished, 3);
        EXPECT_TRUE(then.unfinishedCounts);
        EXPECT_THAT(objectAt(story.model, queue, three).items, SizeIs(3));
        EXPECT_EQ(objectAt(story.model, queue, three).unfinished, 3);
        EXPECT_THAT(objectAt(story.model, queue, 0).items, IsEmpty());
    }
}

TEST(Snapshot, TellsWhoWaitsForRoomAndWhoForAnItem) {
    Story story;
    const LaneId putter = story.thread("putter"), getter = story.thread("getter");
    const ObjectId full = story.object(Type::Queue, "full", 1), empty = story.object(Type::Queue, "empty");
    story.add(Kind::Put, putter, full, 1);
    story.add(Kind::PutWait, putter, full, 0, 0, {}, false);
    story.add(Kind::GetWait, getter, empty, 7'000'000, 0, {}, false);
    const ObjectSnapshot then = objectAt(story.model, full, story.now());
    ASSERT_THAT(then.waiters, SizeIs(1));
    EXPECT_EQ(then.waiters[0].what, WaitFor::Room);
    EXPECT_FALSE(then.waiters[0].timed);
    EXPECT_EQ(objectAt(story.model, empty, story.now()).waiters.at(0).what, WaitFor::Item);
    EXPECT_TRUE(objectAt(story.model, empty, story.now()).waiters.at(0).timed);
}

TEST(Snapshot, OfAPipeHoldsTheBytesNotYetGot) {
    Story story;
    const LaneId lane = story.thread("t");
    const ObjectId pipe = story.object(Type::Pipe, "p", 64);
    story.add(Kind::Put, lane, pipe, 10, 10, "hello");
    story.add(Kind::Put, lane, pipe, 16, 6);
    story.add(Kind::Get, lane, pipe, 12, 12);
    const ObjectSnapshot then = objectAt(story.model, pipe, story.now());
    ASSERT_THAT(then.items, SizeIs(1));
    EXPECT_EQ(then.items[0].priority, 4u);
    EXPECT_EQ(then.depth, 4);
}

TEST(Snapshot, OfABarrierNamesWhoIsMissing) {
    Story story;
    const LaneId a = story.thread("a"), b = story.thread("b"), c = story.thread("c");
    const ObjectId barrier = story.object(Type::Barrier, "meet", 3);
    for (const LaneId lane : {a, b, c})
        story.await(lane, barrier);
    for (const LaneId lane : {a, b, c})
        story.wake(lane, barrier);
    story.await(b, barrier);
    const ObjectSnapshot then = objectAt(story.model, barrier, story.now());
    EXPECT_EQ(then.generation, 1u);
    EXPECT_EQ(then.depth, 1);
    EXPECT_THAT(then.missing, ElementsAre(a, c));
    EXPECT_THAT(waiting(then), ElementsAre(b));
}

TEST(Snapshot, OfABarrierDoesNotCountARoundThatWasGivenUp) {
    Story story;
    const LaneId a = story.thread("a"), b = story.thread("b");
    const ObjectId barrier = story.object(Type::Barrier, "meet", 3);
    story.await(a, barrier);
    story.add(Story::Kind::Clear, b, barrier);
    story.wake(a, barrier);
    for (const LaneId lane : {a, b})
        story.await(lane, barrier);
    const ObjectSnapshot then = objectAt(story.model, barrier, story.now());
    EXPECT_EQ(then.generation, 0u) << "not all had come";
    EXPECT_EQ(then.depth, 2) << "of the new one";
}

TEST(Snapshot, OfASelectorIsTheTableOfWhatItWatches) {
    Story story;
    const LaneId lane = story.thread("server");
    const ObjectId selector = story.object(Type::Loop, "selector");
    story.add(Kind::Watch, lane, selector, 5, trace::ReadyToRead, "accept");
    story.add(Kind::Watch, lane, selector, 3, trace::ReadyToRead, "read");
    story.add(Kind::FdReady, lane, selector, 5, trace::ReadyToRead);
    const Nanos ready = story.now();
    story.add(Kind::TaskBegin, lane, selector, 1, 0, "accept", false);
    const Nanos busy = story.now();
    story.add(Kind::TaskEnd, lane, selector, 1, 0, {}, false);
    story.add(Kind::Unwatch, lane, selector, 5);
    const ObjectSnapshot then = objectAt(story.model, selector, busy);
    ASSERT_THAT(then.watched, SizeIs(2));
    EXPECT_EQ(then.watched[0].fd, 3u);
    EXPECT_EQ(then.watched[1].label, "accept");
    EXPECT_EQ(then.watched[1].ready, 1u);
    EXPECT_EQ(then.watched[1].lastReady, ready);
    ASSERT_THAT(then.tasks, SizeIs(1));
    EXPECT_EQ(then.tasks[0].label, "accept");
    EXPECT_THAT(objectAt(story.model, selector, story.now()).watched, SizeIs(1));
    EXPECT_THAT(objectAt(story.model, selector, story.now()).tasks, IsEmpty());
}

TEST(Snapshot, OfAVariableAndAnEventIsWhatWasSaidLast) {
    Story story;
    const LaneId lane = story.thread("t");
    const ObjectId variable = story.object(Type::Variable, "n"), flag = story.object(Type::Event, "go");
    const auto first = story.write(lane, variable, 41);
    const Nanos then = story.now();
    story.write(lane, variable, 42);
    const auto set = story.signal(lane, flag);
    EXPECT_EQ(objectAt(story.model, variable, then).lastWrite, first);
    EXPECT_EQ(objectAt(story.model, variable, 0).lastWrite, std::nullopt);
    EXPECT_EQ(objectAt(story.model, flag, story.now()).lastSignal, set);
    EXPECT_EQ(objectAt(story.model, flag, story.now()).depth, 1);
    EXPECT_EQ(objectAt(story.model, flag, then).lastSignal, NoEvent);
}

TEST(Snapshot, OfAnythingAtAllDoesNotFail) {
    for (std::uint64_t number = 1; number <= 30; ++number) {
        const tests::Seed seed(number);
        std::mt19937_64 random(seed);
        Model model;
        for (int i = 0; i < 1500; ++i)
            model.apply(anyEvent(random));
        for (int i = 0; i < 200; ++i)
            (void)objectAt(model, ObjectId{static_cast<std::uint32_t>(pick(random, 25))},
                           static_cast<Nanos>(pick(random, 2'000'000)));
    }
}

TEST(Snapshot, OfQueuesAtAnyMomentEqualsWhatWasPutAndNotGot) {
    for (const Type type : {Type::Queue, Type::LifoQueue, Type::ProcessQueue}) {
        const tests::Seed seed(41);
        std::mt19937_64 random(seed);
        Story story;
        const LaneId lane = story.thread("T1");
        const ObjectId queue = story.object(type, "q");
        std::vector<std::uint64_t> inside; // by number
        std::vector<std::pair<Nanos, std::vector<std::uint64_t>>> history;
        std::uint64_t number = 0;
        std::int64_t unfinished = 0;
        std::vector<std::int64_t> left;
        for (int i = 0; i < 400; ++i) {
            if (const auto choice = pick(random, 5); choice < 2 || inside.empty()) {
                story.add(Kind::Put, lane, queue, ++number);
                inside.push_back(number);
                ++unfinished;
            } else if (choice < 4) {
                const auto place = type == Type::LifoQueue ? inside.end() - 1 : inside.begin();
                story.add(Kind::Get, lane, queue, *place);
                inside.erase(place);
            } else if (unfinished > 0) {
                story.add(Kind::TaskDone, lane, queue, static_cast<std::uint64_t>(--unfinished));
            }
            history.emplace_back(story.now(), inside);
            left.push_back(unfinished);
        }
        for (std::size_t i = 0; i < history.size(); ++i) {
            const ObjectSnapshot then = objectAt(story.model, queue, history[i].first);
            std::vector<std::uint64_t> numbers;
            for (const ItemState& item : then.items)
                numbers.push_back(item.number);
            if (type == Type::LifoQueue)
                std::reverse(numbers.begin(), numbers.end());
            EXPECT_EQ(numbers, history[i].second) << i;
            EXPECT_EQ(then.unfinished, left[i]) << i;
        }
    }
}
