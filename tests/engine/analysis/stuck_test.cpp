#include "engine/analysis/stuck.h"

#include "tests/engine/analysis/watched.h"

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
using ::testing::SizeIs;

namespace {

std::vector<LaneId> stuckIn(const Model& model) {
    std::vector<LaneId> lanes;
    for (const LaneWait& wait : stuckLanes(model))
        lanes.push_back(wait.lane);
    return lanes;
}

/// `lane` sleeps, again and again at one place.
void goRounds(Story& story, LaneId lane, int times) {
    const SiteId here = story.site("rounds.cpp", 7);
    for (int i = 0; i < times; ++i) {
        story.from(here).add(Story::Kind::SleepBegin, lane, {}, 10'000'000);
        story.after(10_ms).add(Story::Kind::SleepEnd, lane);
    }
}

// ---- Random states of small programs, and what may still become of them, looked for in every direction.

constexpr std::size_t Lanes = 4, Locks = 3;
/// What a lane waits for: a lock, or one of these.
enum Want : std::uint8_t {
    Nothing = 100,
    Permit,
    Item,
    Flag
};

/// Lanes that do whatever a program could do at this point: take and release, put and get, set and wait.
struct World {
    std::array<std::uint8_t, Lanes> wants{Nothing, Nothing, Nothing, Nothing};
    std::array<std::int8_t, Locks> owner{-1, -1, -1};
    std::uint8_t permits = 0, items = 0;
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
        then.permits = then.items = 1;
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
        for (std::size_t lane = 0; lane < Lanes; ++lane)
            lanes[lane] = story.thread("T" + std::to_string(lane));
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
        }
    }
};

TEST(Stuck, InRandomStatesIsWhoGoesOnInNoStateThatCanBeReached) {
    std::mt19937_64 random(7);
    std::size_t stuckAtAll = 0, freeAtAll = 0;
    for (int round = 0; round < 2000; ++round) {
        World world;
        for (auto& owner : world.owner)
            owner = static_cast<std::int8_t>(static_cast<int>(random() % (Lanes + 1)) - 1);
        for (auto& wants : world.wants) {
            const auto what = static_cast<std::uint8_t>(random() % (Locks + 4));
            wants = what < Locks ? what : static_cast<std::uint8_t>(Nothing + (what - Locks));
        }
        Played played(world);
        std::set<LaneId> expected;
        for (const std::size_t lane : stuckBySearch(world))
            expected.insert(played.lanes[lane]);
        const std::vector<LaneId> found = stuckIn(played.story.model);
        ASSERT_EQ(std::set<LaneId>(found.begin(), found.end()), expected) << "round " << round;
        stuckAtAll += expected.size();
        freeAtAll += expected.empty();
    }
    EXPECT_GT(stuckAtAll, 1000U);
    EXPECT_GT(freeAtAll, 300U);
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

TEST(FindingsOfStuck, AreTakenBackWhereTheOneWhoWentItsRoundsHelpsAfterAll) {
    Watched story;
    const LaneId waits = story.thread("W"), other = story.thread("other");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    story.await(waits, flag);
    goRounds(story, other, 20);
    story.findings.findStuck(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "W waits for event flag, which nobody left can set");
    story.signal(other, flag);
    story.wake(waits, flag);
    story.findings.findStuck(story.model);
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(FindingsOfStuck, SayThatAKillOpenedTheRing) {
    Watched story;
    const LaneId host = story.process("host"), p = story.process("P1", host), q = story.process("P2", host);
    const LaneId main = story.thread("main", host), a = story.thread("main", p), b = story.thread("main", q);
    const ObjectId x = story.mutex("x"), y = story.mutex("y");
    story.take(a, x);
    story.take(b, y);
    story.wait(a, y);
    story.wait(b, x);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    story.after(30_ms).add(Story::Kind::LaneKilled, main, objectOf(q), 9, static_cast<std::uint32_t>(trace::Death::Asked));
    story.take(a, y);
    story.findings.findStuck(story.model);
    ASSERT_GE(story.findings.all().size(), 1U);
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Deadlock);
    EXPECT_GE(story.findings.all()[0].openedAt, story.findings.all()[0].at);
    EXPECT_THAT(story.message(0), testing::HasSubstr("when P2: main was killed"));
    EXPECT_EQ(story.findings.standstillOutcome(), trace::Outcome::Hang) << "nothing is closed any more";
}

TEST(FindingsOfStuck, HaveTheTimeOfTheEventThatMadeThemTrue) {
    Watched story;
    const LaneId owner = story.thread("T1"), waits = story.thread("T2"), other = story.thread("other");
    const ObjectId lock = story.mutex("A");
    story.take(owner, lock);
    story.wait(waits, lock);
    story.end(owner);
    const Nanos then = story.now();
    goRounds(story, other, 20);
    story.findings.findStuck(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].at, then);
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::OwnerGone);
}

TEST(FindingsOfStuck, NameAReaderBehindAWriterThatWaitsForIt) {
    Watched story;
    const LaneId reader = story.thread("R"), writer = story.thread("W");
    const ObjectId lock = story.object(Story::Type::SharedMutex, "l", 1);
    story.take(reader, lock, 0, true);
    story.wait(writer, lock);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.wait(reader, lock, 0, true);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "Deadlock: R waits to read l behind W, which waits to write; W waits for l, held by R");
}

TEST(FindingsOfStuck, FollowAPoolsResultToTheWorkersThatWaitForIt) {
    Watched story;
    const LaneId main = story.thread("main"), worker = story.thread("tp-1");
    const ObjectId pool = story.object(Story::Type::Pool, "tp", 1);
    const ObjectId outer = story.object(Story::Type::Event, "result of outer"), inner = story.object(Story::Type::Event, "result of inner");
    story.add(Story::Kind::ResultOf, main, outer, 1, pool.value);
    story.add(Story::Kind::TaskBegin, worker, pool, 1, 0, "outer");
    story.await(main, outer);
    story.add(Story::Kind::ResultOf, worker, inner, 2, pool.value);
    story.await(worker, inner);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::PoolWaitsForItself);
    EXPECT_EQ(story.message(0), "Deadlock: tp-1 waits for result of inner, which is queued until it is free itself");
    EXPECT_THAT(story.findings.all()[0].behind, ElementsAre(main));
}

TEST(FindingsOfStuck, KnowWhoHasTheOtherEndOfAPipe) {
    Watched story;
    const LaneId parent = story.process("parent"), main = story.thread("main", parent);
    const ObjectId pipe{900};
    story.add(Story::Kind::DefineObject, main, pipe, 4096, static_cast<std::uint32_t>(Story::Type::Pipe), "stdin");
    const LaneId child = story.process("cat", parent);
    story.start(main, child);
    const LaneId reads = story.thread("main", child);
    story.add(Story::Kind::EndClosed, main, pipe, 0, trace::PipeReading, {}, false);
    story.add(Story::Kind::Put, main, pipe, 5, 5, "hello");
    story.add(Story::Kind::Get, reads, pipe, 5, 5, "hello");
    story.add(Story::Kind::GetWait, reads, pipe, 0, 0, {}, false);
    story.join(main, child);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.message(0), testing::HasSubstr("cat: main waits for an item of stdin, whose writing end parent: main has"));

    Watched closed;
    const LaneId parent2 = closed.process("parent"), main2 = closed.thread("main", parent2);
    closed.add(Story::Kind::DefineObject, main2, pipe, 4096, static_cast<std::uint32_t>(Story::Type::Pipe), "stdin");
    const LaneId child2 = closed.process("cat", parent2);
    closed.start(main2, child2);
    const LaneId reads2 = closed.thread("main", child2);
    closed.add(Story::Kind::EndClosed, main2, pipe, 0, trace::PipeWriting, {}, false);
    closed.add(Story::Kind::GetWait, reads2, pipe, 0, 0, {}, false);
    closed.join(main2, child2);
    closed.findings.nameHangs(closed.model);
    ASSERT_THAT(closed.findings.all(), SizeIs(1));
    EXPECT_EQ(closed.findings.all()[0].cause, StuckCause::Self);
}

TEST(FindingsOfStuck, TellACopyOfALockFromTheOneThatTheParentHas) {
    Watched story;
    const LaneId parent = story.process("parent"), main = story.thread("main", parent), logger = story.thread("logger", parent);
    const ObjectId lock = story.mutex("log");
    story.take(logger, lock);
    const LaneId child = story.process("child", parent);
    story.start(main, child);
    const LaneId inChild = story.thread("main", child);
    story.give(logger, lock);
    const ObjectId copy{901};
    story.add(Story::Kind::DefineObject, inChild, copy, 0, static_cast<std::uint32_t>(Story::Type::Mutex), "log");
    story.add(Story::Kind::CopyOf, inChild, copy, lock.value);
    story.wait(inChild, copy);
    story.join(main, child);
    story.end(logger);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::InheritedAtFork);
    EXPECT_THAT(story.message(0), testing::StartsWith("child: main waits for its copy of log, which logger held when the process was forked"));
}

} // namespace
