#include "engine/model/query/queue_items.h"
#include "tests/engine/model/events.h"

#include <gmock/gmock.h>

namespace braid::tests::queue_items_test {
namespace {

using Kind = Story::Kind;
using Type = Story::Type;
using testing::ElementsAre;
using testing::Pair;

/// Three items are put, 10 ms apart, then got one by one, each after 10 ms, in the order `gets`.
struct Filled {
    explicit Filled(Type type, std::vector<std::uint32_t> priorities, std::vector<std::uint64_t> gets) {
        lane = story.thread("main", story.process("p"));
        queue = story.object(type, "q");
        for (std::size_t i = 0; i < priorities.size(); ++i) {
            story.after(10_ms).add(Kind::Put, lane, queue, i + 1, priorities[i]);
            times.push_back(story.model.runTime(story.now()));
        }
        for (const std::uint64_t number : gets) {
            story.after(10_ms).add(Kind::Get, lane, queue, number);
            times.push_back(story.model.runTime(story.now()));
        }
    }
    [[nodiscard]] std::vector<model::ItemStay> stays(model::Nanos from, model::Nanos to) const {
        return model::itemStays(story.model, *story.model.object(queue), from, to).value();
    }
    Story story;
    LaneId lane;
    ObjectId queue;
    std::vector<model::Nanos> times; ///< of puts and gets
};

TEST(QueueItems, OfAFifoQueueGoDownAsOthersAreTaken) {
    const Filled told(Type::Queue, {0, 0, 0}, {1, 2, 3});
    const auto stays = told.stays(0, told.story.model.runTime(told.story.now()) + 1);
    ASSERT_EQ(stays.size(), 3u);
    EXPECT_THAT(stays[0].places, ElementsAre(Pair(told.times[0], 0u)));
    EXPECT_THAT(stays[1].places, ElementsAre(Pair(told.times[1], 1u), Pair(told.times[3], 0u)));
    EXPECT_THAT(stays[2].places, ElementsAre(Pair(told.times[2], 2u), Pair(told.times[3], 1u), Pair(told.times[4], 0u)));
    EXPECT_EQ(stays[2].begin, told.times[2]);
    EXPECT_EQ(stays[2].end, told.times[5]);
}

TEST(QueueItems, OfALifoQueueStayWhereTheyAre) {
    const Filled told(Type::LifoQueue, {0, 0, 0}, {3, 2, 1});
    for (const model::ItemStay& stay : told.stays(0, told.story.model.runTime(told.story.now()) + 1))
        EXPECT_EQ(stay.places.size(), 1u) << stay.number;
}

TEST(QueueItems, OfHighPrioritySlipInBelowTheOthers) {
    const Filled told(Type::PriorityQueue, {5, 7, 1}, {3, 1, 2});
    const auto stays = told.stays(0, told.story.model.runTime(told.story.now()) + 1);
    ASSERT_EQ(stays.size(), 3u);
    EXPECT_THAT(stays[2].places, ElementsAre(Pair(told.times[2], 0u)));
    EXPECT_THAT(stays[0].places, ElementsAre(Pair(told.times[0], 0u), Pair(told.times[2], 1u), Pair(told.times[3], 0u)));
}

TEST(QueueItems, ThatWerePutBeforeTheRangeAreThereFromItsBeginning) {
    const Filled told(Type::Queue, {0, 0, 0}, {1});
    const auto stays = told.stays(told.times[3] + 1, told.story.model.runTime(told.story.now()) + 5);
    ASSERT_EQ(stays.size(), 2u);
    EXPECT_EQ(stays[0].number, 2u);
    EXPECT_EQ(stays[0].begin, told.times[1]);
    EXPECT_EQ(stays[0].end, model::Open);
    EXPECT_EQ(stays[0].got, model::NoEvent);
    EXPECT_THAT(stays[0].places, ElementsAre(Pair(told.times[3] + 1, 0u)));
}

TEST(QueueItems, AreNotLookedForBeyondTheLimit) {
    Filled told(Type::LifoQueue, {0}, {});
    for (std::uint64_t number = 2; number < 200; ++number) {
        told.story.add(Kind::Put, told.lane, told.queue, number);
        told.story.add(Kind::Get, told.lane, told.queue, number);
    }
    const model::Object& queue = *told.story.model.object(told.queue);
    EXPECT_FALSE(model::itemsAt(told.story.model, queue, told.story.model.runTime(told.story.now()), 100)) << "the oldest item lies too far back";
    EXPECT_EQ(model::itemsAt(told.story.model, queue, told.story.model.runTime(told.story.now())).value().size(), 1u);
}

TEST(QueueItems, OfAChannelMayBeGotBeforeTheyArePut) {
    Story story;
    const LaneId lane = story.thread("main", story.process("p"));
    const ObjectId channel = story.object(Type::Channel, "c");
    story.add(Kind::Get, lane, channel, 1);
    const model::Nanos got = story.model.runTime(story.now());
    story.after(3_ms).add(Kind::Put, lane, channel, 1);
    const auto stays = model::itemStays(story.model, *story.model.object(channel), 0, story.model.runTime(story.now()) + 1).value();
    ASSERT_EQ(stays.size(), 1u);
    EXPECT_EQ(stays[0].begin, got);
    EXPECT_EQ(stays[0].end, got);
}

TEST(QueueItems, ThatAreNotWorkedOffAreCounted) {
    Filled told(Type::Queue, {0, 0, 0}, {1});
    told.story.add(Kind::TaskDone, told.lane, told.queue, 2);
    const model::Object& queue = *told.story.model.object(told.queue);
    EXPECT_EQ(model::unfinishedAt(told.story.model, queue, told.times[1]), 2);
    EXPECT_EQ(model::unfinishedAt(told.story.model, queue, told.times[3]), 3) << "a get works nothing off";
    EXPECT_EQ(model::unfinishedAt(told.story.model, queue, told.story.model.runTime(told.story.now())), 2);
    EXPECT_EQ(model::unfinishedAt(told.story.model, queue, told.times[3], 2), std::nullopt);
}

TEST(WatchedDescriptors, StayUntilTheyAreWatchedForSomethingElseOrNoLonger) {
    Story story;
    const LaneId lane = story.thread("server", story.process("p"));
    const ObjectId ring = story.object(Type::Loop, "ring");
    story.add(Kind::Watch, lane, ring, 5, trace::ReadyToRead);
    const model::Nanos first = story.model.runTime(story.now());
    story.add(Kind::Watch, lane, ring, 8, trace::ReadyToRead);
    story.add(Kind::Watch, lane, ring, 8, trace::ReadyToRead); // says nothing new
    story.add(Kind::Watch, lane, ring, 8, trace::ReadyToWrite);
    const model::Nanos changed = story.model.runTime(story.now());
    story.add(Kind::Unwatch, lane, ring, 5);
    const model::Nanos ended = story.model.runTime(story.now());
    story.add(Kind::Watch, lane, ring, 9, trace::ReadyToRead);
    const auto stays = model::watchStays(story.model, *story.model.object(ring), 0, story.model.runTime(story.now()) + 1).value();
    ASSERT_EQ(stays.size(), 4u);
    EXPECT_EQ(stays[0].begin, first);
    EXPECT_EQ(stays[0].end, ended);
    EXPECT_EQ(stays[1].end, changed);
    EXPECT_EQ(stays[2].places.front().second, stays[1].places.front().second) << "it stays at its place";
    EXPECT_EQ(stays[3].places.front().second, stays[0].places.front().second) << "a free place is taken again";
    const auto later = model::watchStays(story.model, *story.model.object(ring), ended, story.model.runTime(story.now()) + 1).value();
    ASSERT_EQ(later.size(), 2u) << "8 is watched since before, 9 from here on";
    EXPECT_EQ(later[0].number, 8u);
}

} // namespace
} // namespace braid::tests::queue_items_test
