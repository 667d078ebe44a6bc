#include "engine/analysis/waiting/stuck.h"

#include "tests/engine/analysis/rounds.h"
#include "tests/seed.h"

#include <gmock/gmock.h>

#include <array>
#include <deque>
#include <random>
#include <set>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

std::vector<LaneId> stuckIn(const Model& model) {
    std::vector<LaneId> lanes;
    for (const LaneWait& wait : stuckLanes(model))
        lanes.push_back(wait.lane);
    return lanes;
}

// ---- Random states of small programs, and what may still become of them, looked for in every direction.

constexpr std::size_t Lanes = 4, Locks = 3;
/// What a lane waits for: a lock, or one of these.
enum Want : std::uint8_t {
    Nothing = 100,
    Permit,
    Item,
    Flag,
    Data,  ///< on a connection whose other end all of them have
    Limit, ///< the end of its time
    Wants
};

/// Lanes that do whatever a program could do at this point: take and release, put and get, set and wait.
struct World {
    std::array<std::uint8_t, Lanes> wants{Nothing, Nothing, Nothing, Nothing};
    std::array<std::int8_t, Locks> owner{-1, -1, -1};
    std::uint8_t permits = 0, items = 0, data = 0;
    bool flag = false;
    auto operator<=>(const World&) const = default;

    [[nodiscard]] bool served(std::size_t lane) const {
        switch (wants[lane]) {
        case Nothing:
            return true;
        case Permit:
            return permits > 0;
        case Item:
            return items > 0;
        case Flag:
            return flag;
        case Data:
            return data > 0;
        case Limit:
            return true;
        default:
            return owner[wants[lane]] < 0;
        }
    }
};

/// Every state that one step of one lane leads to.
std::vector<World> after(const World& world) {
    std::vector<World> next;
    for (std::size_t lane = 0; lane < Lanes; ++lane) {
        if (!world.served(lane))
            continue;
        if (world.wants[lane] != Nothing) { // it goes on
            World then = world;
            if (then.wants[lane] < Locks)
                then.owner[then.wants[lane]] = static_cast<std::int8_t>(lane);
            then.permits -= then.wants[lane] == Permit;
            then.items -= then.wants[lane] == Item;
            then.data -= then.wants[lane] == Data;
            then.wants[lane] = Nothing;
            next.push_back(then);
            continue;
        }
        for (std::size_t lock = 0; lock < Locks; ++lock)
            if (world.owner[lock] == static_cast<std::int8_t>(lane)) {
                World then = world;
                then.owner[lock] = -1;
                next.push_back(then);
            }
        World then = world;
        then.permits = then.items = then.data = 1;
        then.flag = true;
        next.push_back(then);
    }
    return next;
}

/// The lanes that go on in none of the states that can be reached.
std::set<std::size_t> stuckBySearch(const World& start) {
    std::set<World> seen{start};
    std::deque<World> todo{start};
    std::set<std::size_t> stuck;
    for (std::size_t lane = 0; lane < Lanes; ++lane)
        if (start.wants[lane] != Nothing)
            stuck.insert(lane);
    while (!todo.empty()) {
        const World world = todo.front();
        todo.pop_front();
        std::erase_if(stuck, [&world](std::size_t lane) { return world.served(lane); });
        for (const World& next : after(world))
            if (seen.insert(next).second)
                todo.push_back(next);
    }
    return stuck;
}

/// The same state as a trace.
struct Played {
    Story story;
    std::array<LaneId, Lanes> lanes;
    explicit Played(const World& world) {
        const LaneId process = story.process("p");
        for (std::size_t lane = 0; lane < Lanes; ++lane)
            lanes[lane] = story.thread("T" + std::to_string(lane), process);
        const std::array<ObjectId, 2> ends{ObjectId{900}, ObjectId{901}};
        for (std::uint32_t end = 0; end < 2; ++end) {
            story.add(Story::Kind::DefineObject, lanes[0], ends[end], 0, static_cast<std::uint32_t>(Story::Type::Descriptor), "end");
            story.add(Story::Kind::EndOf, lanes[0], ends[end], 1, end, {}, false);
        }
        constexpr std::uint32_t Receives = trace::IoUnlimited | static_cast<std::uint32_t>(trace::IoCall::Receive) << trace::IoCallShift;
        std::array<ObjectId, Locks> locks;
        for (std::size_t lock = 0; lock < Locks; ++lock) {
            locks[lock] = story.mutex("L" + std::to_string(lock));
            if (world.owner[lock] >= 0)
                story.take(lanes[static_cast<std::size_t>(world.owner[lock])], locks[lock]);
        }
        const ObjectId permits = story.object(Story::Type::Semaphore, "S", 0), queue = story.object(Story::Type::Queue, "Q"),
                       flag = story.object(Story::Type::Event, "E");
        for (std::size_t lane = 0; lane < Lanes; ++lane) {
            if (world.wants[lane] < Locks)
                story.wait(lanes[lane], locks[world.wants[lane]]);
            else if (world.wants[lane] == Permit)
                story.wait(lanes[lane], permits);
            else if (world.wants[lane] == Item)
                story.add(Story::Kind::GetWait, lanes[lane], queue, 0, 0, {}, false);
            else if (world.wants[lane] == Flag)
                story.await(lanes[lane], flag);
            else if (world.wants[lane] == Data)
                story.add(Story::Kind::IoBegin, lanes[lane], ends[0], 5, Receives, {}, false);
            else if (world.wants[lane] == Limit)
                story.await(lanes[lane], flag, 5_ms);
        }
    }
};

TEST(Stuck, InRandomStatesIsWhoGoesOnInNoStateThatCanBeReached) {
    const tests::Seed seed(7);
    std::mt19937_64 random(seed);
    std::size_t stuckAtAll = 0, freeAtAll = 0, stuckAmongSome = 0;
    for (int round = 0; round < 2000; ++round) {
        World world;
        for (auto& owner : world.owner)
            owner = static_cast<std::int8_t>(static_cast<int>(random() % (Lanes + 1)) - 1);
        for (auto& wants : world.wants) {
            const auto what = static_cast<std::uint8_t>(random() % (Locks + Wants - Nothing));
            wants = what < Locks ? what : static_cast<std::uint8_t>(Nothing + (what - Locks));
        }
        Played played(world);
        std::set<LaneId> expected;
        for (const std::size_t lane : stuckBySearch(world))
            expected.insert(played.lanes[lane]);
        const std::vector<LaneId> found = stuckIn(played.story.model);
        ASSERT_EQ(std::set<LaneId>(found.begin(), found.end()), expected) << "round " << round;
        // Of some of the lanes: none who is not stuck, and all of a set that needs nothing else.
        std::vector<LaneId> some;
        for (const LaneId lane : played.lanes)
            if (random() % 2 == 0)
                some.push_back(lane);
        for (const LaneWait& wait : stuckAmong(played.story.model, some)) {
            ASSERT_TRUE(expected.contains(wait.lane)) << "round " << round;
            stuckAmongSome++;
        }
        stuckAtAll += expected.size();
        freeAtAll += expected.empty();
    }
    EXPECT_GT(stuckAtAll, 1000U);
    EXPECT_GT(freeAtAll, 300U);
    EXPECT_GT(stuckAmongSome, 100U);
}

TEST(Stuck, AmongSomeIsWhoNeedsNobodyElse) {
    Story story;
    const LaneId one = story.thread("one"), two = story.thread("two"), behind = story.thread("behind"), reader = story.thread("reader");
    const ObjectId a = story.mutex("a"), b = story.mutex("b");
    const ObjectId event = story.object(Story::Type::Event, "e");
    story.take(one, a);
    story.take(two, b);
    story.wait(one, b);
    story.wait(two, a);
    story.wait(behind, a);
    story.await(reader, event);
    const auto among = [&story](const std::vector<LaneId>& lanes) {
        std::vector<LaneId> found;
        for (const LaneWait& wait : stuckAmong(story.model, lanes))
            found.push_back(wait.lane);
        return found;
    };
    EXPECT_THAT(among({one, two, behind, reader}), ElementsAre(one, two, behind)) << "whom anybody may help is not";
    EXPECT_THAT(among({one, two}), ElementsAre(one, two));
    EXPECT_THAT(among({one, behind}), IsEmpty()) << "the one they wait for may do anything";
}

TEST(Stuck, IsNobodyWhomALaneMayHelpThatHasNotShownWhatItDoes) {
    Story story;
    const LaneId waits = story.thread("W"), other = story.thread("other");
    story.await(waits, story.object(Story::Type::Event, "flag"));
    story.after(10_ms).add(Story::Kind::SleepBegin, other, {}, 1'000'000'000);
    story.after(1000_ms).add(Story::Kind::SleepEnd, other);
    EXPECT_THAT(stuckIn(story.model), IsEmpty());
}

TEST(Stuck, IsWhomOnlyLanesCouldHelpThatGoTheirRoundsElsewhere) {
    Story story;
    const LaneId waits = story.thread("W"), other = story.thread("other");
    story.await(waits, story.object(Story::Type::Event, "flag"));
    goRounds(story, other, 3);
    EXPECT_THAT(stuckIn(story.model), IsEmpty()) << "it has not lasted long";
    goRounds(story, other, 5);
    EXPECT_THAT(stuckIn(story.model), ElementsAre(waits));
}

TEST(Stuck, IsNobodyWhomALaneCouldHelpThatEverTouchedTheObject) {
    Story story;
    const LaneId waits = story.thread("W"), other = story.thread("other");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    story.signal(other, flag);
    story.add(Story::Kind::Clear, other, flag);
    story.await(waits, flag);
    goRounds(story, other, 20);
    EXPECT_THAT(stuckIn(story.model), IsEmpty());
}

} // namespace
