// What is in queues, on lists of descriptors and what went through descriptors at moments of long runs: as many events are looked at as
// lie between two checkpoints, and what comes out is what a walk over all events gives.

#include "engine/model/query/queue_items.h"
#include "tests/engine/model/events.h"
#include "tests/seed.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cerrno>
#include <random>
#include <set>
#include <vector>

namespace braid::tests::checkpoints_test {
namespace {

using Kind = Story::Kind;
using Type = Story::Type;
using model::EventIndex;
using model::Nanos;

/// A lane that does things to one object, without end.
struct LongUse {
    explicit LongUse(Type type, std::uint64_t seed) : m_random(seed) {
        lane = story.thread("main", story.process("p"));
        object = story.object(type, "it");
    }
    EventIndex add(Kind kind, std::uint64_t a, std::uint32_t b = 0) {
        const EventIndex index = story.add(kind, lane, object, a, b);
        times.push_back(story.model.runTime(story.now()));
        return index;
    }
    [[nodiscard]] const model::Object& it() const { return *story.model.object(object); }
    [[nodiscard]] std::size_t below(std::size_t count) { return m_random() % count; }

    Story story;
    LaneId lane;
    ObjectId object;
    std::vector<Nanos> times;

private:
    std::mt19937_64 m_random;
};

TEST(Checkpoints, LetTheItemsOfALifoQueueBeFoundWithoutAWalkToTheLowestOne) {
    LongUse use(Type::LifoQueue, 1);
    for (std::uint64_t number = 1; number <= 20; ++number)
        use.add(Kind::Put, number);
    for (std::uint64_t number = 21; number < 20'000; ++number) {
        use.add(Kind::Put, number);
        use.add(Kind::Get, number);
    }
    for (const std::size_t event : {std::size_t{20'000}, use.times.size() - 1}) {
        const auto items = model::itemsAt(use.story.model, use.it(), use.times[event], model::Checkpoint::Apart + 20);
        ASSERT_TRUE(items.has_value());
        ASSERT_GE(items->size(), 20u);
        for (std::uint64_t number = 1; number <= 20; ++number)
            EXPECT_EQ((*items)[number - 1].number, number);
    }
}

TEST(Checkpoints, GiveTheItemsThatAWalkOverAllEventsGives) {
    for (const Type type : {Type::Queue, Type::LifoQueue, Type::PriorityQueue, Type::ProcessQueue, Type::Channel}) {
        const Seed seed(1);
        LongUse use(type, seed);
        std::vector<std::uint64_t> inside; // numbers, in the order of their Puts
        std::set<std::uint64_t> early;     // got before they were put, as those of a channel may be
        std::vector<std::vector<std::uint64_t>> after;
        std::uint64_t next = 0;
        while (after.size() < 9'000) {
            const std::size_t dice = use.below(100);
            if (type == Type::Channel && !early.empty() && dice < 30) {
                use.add(Kind::Put, *early.begin());
                early.erase(early.begin());
            } else if (type == Type::Channel && dice < 35) {
                early.insert(++next);
                use.add(Kind::Get, next);
            } else if (inside.empty() || (dice < 70 && inside.size() < 600)) {
                inside.push_back(++next);
                use.add(Kind::Put, next, static_cast<std::uint32_t>(use.below(5)));
            } else {
                const std::size_t which = type == Type::LifoQueue ? inside.size() - 1 : type == Type::PriorityQueue ? use.below(inside.size())
                                                                                                                    : 0;
                use.add(Kind::Get, inside[which]);
                inside.erase(inside.begin() + static_cast<std::ptrdiff_t>(which));
            }
            after.push_back(inside);
        }
        for (int i = 0; i < 300; ++i) {
            const std::size_t event = use.below(after.size());
            // As long as items are got early, the depth is less than what lies in the queue: how many are found is the depth's to say.
            const auto depth = static_cast<std::size_t>(std::max(use.it().levels().at(use.times[event])->depth, 0));
            std::vector<std::uint64_t> expected = after[event];
            expected.erase(expected.begin(), expected.end() - static_cast<std::ptrdiff_t>(std::min(depth, expected.size())));
            const auto items = model::itemsAt(use.story.model, use.it(), use.times[event]);
            ASSERT_TRUE(items.has_value());
            std::vector<std::uint64_t> found;
            for (const model::ItemStay& item : *items)
                found.push_back(item.number);
            ASSERT_EQ(found, expected) << "kind " << static_cast<int>(type) << ", event " << event;
        }
    }
}

TEST(Checkpoints, CountWhatIsNotWorkedOffSinceTheLastTaskDone) {
    LongUse use(Type::Queue, 1);
    use.add(Kind::Put, 1);
    use.add(Kind::TaskDone, 0);
    for (std::uint64_t number = 2; number < 9'000; ++number) {
        use.add(Kind::Put, number);
        use.add(Kind::Get, number);
    }
    EXPECT_EQ(model::unfinishedAt(use.story.model, use.it(), use.times[14'000], model::Checkpoint::Apart), 7'000);
}

TEST(Checkpoints, GiveTheBytesThatAWalkOverAllCallsGives) {
    const Seed seed(2);
    LongUse use(Type::Descriptor, seed);
    std::vector<model::Transfers> after;
    model::Transfers sum;
    for (int i = 0; i < 9'000; ++i) {
        const bool sends = use.below(2) == 0;
        const std::size_t dice = use.below(10);
        const auto result = static_cast<std::int64_t>(dice < 7 ? use.below(5'000) : 0) - (dice == 8 ? EAGAIN : dice == 9 ? EPIPE
                                                                                                                         : 0);
        const auto call = sends ? trace::IoCall::Send : trace::IoCall::Receive;
        use.add(Kind::IoEnd, static_cast<std::uint64_t>(result), static_cast<std::uint32_t>(call) << trace::IoCallShift);
        (sends ? sum.out : sum.in) += static_cast<std::uint64_t>(std::max<std::int64_t>(result, 0));
        sum.failed += result < 0 ? 1 : 0;
        sum.empty += result == -EAGAIN ? 1 : 0;
        after.push_back(sum);
    }
    for (int i = 0; i < 300; ++i) {
        const std::size_t event = use.below(after.size());
        const model::Transfers found = model::transfersAt(use.story.model, use.it(), use.times[event]);
        EXPECT_EQ(found.in, after[event].in);
        EXPECT_EQ(found.out, after[event].out);
        EXPECT_EQ(found.failed, after[event].failed);
        EXPECT_EQ(found.empty, after[event].empty);
    }
}

TEST(Checkpoints, GiveTheListOfDescriptorsThatAWalkOverAllEventsGives) {
    const Seed seed(3);
    LongUse use(Type::Loop, seed);
    struct Watched {
        EventIndex since, said;
        std::uint64_t ready;
    };
    std::map<std::uint32_t, Watched> now;
    std::vector<std::map<std::uint32_t, Watched>> after;
    for (int i = 0; i < 9'000; ++i) {
        const auto fd = static_cast<std::uint32_t>(use.below(12));
        const auto known = now.find(fd);
        const std::size_t dice = use.below(100);
        if (dice < 90) {
            use.add(Kind::FdReady, fd, trace::ReadyToRead);
            if (known != now.end())
                ++known->second.ready;
        } else if (dice < 96) {
            const EventIndex said = use.add(Kind::Watch, fd, trace::ReadyToRead);
            if (known != now.end())
                known->second.said = said;
            else
                now[fd] = {said, said, 0};
        } else {
            use.add(Kind::Unwatch, fd);
            now.erase(fd);
        }
        after.push_back(now);
    }
    for (int i = 0; i < 300; ++i) {
        const std::size_t event = use.below(after.size());
        const model::WatchList found = model::watchedAt(use.story.model, use.it(), use.times[event]);
        ASSERT_EQ(found.size(), after[event].size());
        for (const auto& [fd, watched] : found) {
            const Watched& expected = after[event].at(fd);
            EXPECT_EQ(watched.since, expected.since);
            EXPECT_EQ(watched.said, expected.said);
            EXPECT_EQ(watched.ready, expected.ready);
        }
        const auto stays = model::watchStays(use.story.model, use.it(), use.times[event], use.times[event] + 1, model::Checkpoint::Apart);
        ASSERT_TRUE(stays.has_value()) << "what is watched since long ago is known too";
        EXPECT_EQ(stays->size(), found.size());
    }
}

} // namespace
} // namespace braid::tests::checkpoints_test
