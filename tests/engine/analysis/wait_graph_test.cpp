#include "engine/analysis/waiting/wait_graph.h"

#include "tests/engine/model/random_events.h"
#include "tests/seed.h"

#include <gmock/gmock.h>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace {

using WaitSet = std::set<std::tuple<LaneId, ObjectId, Nanos>>;
using HoldSet = std::multiset<std::tuple<ObjectId, LaneId, Nanos>>;

/// The graph at `time` from the log, from the beginning and without the model.
std::pair<WaitSet, HoldSet> naiveGraph(const std::vector<trace::Event>& log, Nanos time) {
    std::map<LaneId, std::pair<ObjectId, Nanos>> waits;
    HoldSet holds;
    for (const trace::Event& event : log) {
        if (event.time.count() > time)
            break;
        if (event.kind == trace::EventKind::AcquireWait)
            waits[event.lane] = {event.object, event.time.count()};
        if (event.kind == trace::EventKind::Acquired) {
            waits.erase(event.lane);
            holds.emplace(event.object, event.lane, event.time.count());
        }
        if (event.kind == trace::EventKind::Released) // the oldest one of its own
            holds.erase(holds.lower_bound({event.object, event.lane, 0}));
    }
    WaitSet waitSet;
    for (const auto& [lane, wait] : waits)
        waitSet.emplace(lane, wait.first, wait.second);
    return {waitSet, holds};
}

} // namespace

TEST(WaitGraph, EqualsARecomputationFromTheLogAtAnyMoment) {
    for (std::uint64_t number = 1; number <= 6; ++number) {
        const tests::Seed seed(number);
        Story story;
        RandomRun(story, seed, 6, 3, seed % 2 ? RandomRun::Order::Kept : RandomRun::Order::Any).run(1500);
        std::mt19937_64 random(seed * 100);
        for (int i = 0; i < 200; ++i) {
            const Nanos time = i == 0 ? story.model.endTime()
                                      : static_cast<Nanos>(pick(random, static_cast<std::uint64_t>(story.now()) + 2));
            const WaitGraph graph = waitGraphAt(story.model, time);
            WaitSet waits;
            HoldSet holds;
            for (const Wait& wait : graph.waits)
                waits.emplace(wait.lane, wait.object, wait.since);
            for (const analysis::Hold& hold : graph.holds)
                holds.emplace(hold.object, hold.lane, hold.since);
            ASSERT_EQ(std::make_pair(waits, holds), naiveGraph(story.told, time)) << "at " << time;
        }
    }
}

/// "who waits for what: need; giver by tie" of each wait.
std::vector<std::string> edgesOf(const Model& model, const WaitGraph& graph) {
    std::vector<std::string> edges;
    for (const Wait& wait : graph.waits) {
        std::string edge = std::string(model.name(wait.lane)) + " waits for " + (wait.object ? std::string(model.name(wait.object)) : "-") + ": " +
                           needName(wait.need) + (wait.timed ? ", timed" : "") + (wait.each ? ", each" : "");
        for (const Giver& giver : graph.giversOf(wait))
            edge += "; " + std::string(model.name(giver.lane)) + (isProof(giver.tie) ? "" : " by use");
        edges.push_back(std::move(edge));
    }
    return edges;
}

TEST(WaitGraph, HasAnEdgeForEveryKindOfWaitingAndSaysHowItIsKnownWhoCouldEndIt) {
    Story story;
    const LaneId process = story.process("p");
    const LaneId giver = story.thread("giver", process);
    std::vector<LaneId> lanes;
    const auto lane = [&](const char* name) {
        lanes.push_back(story.thread(name, process));
        return lanes.back();
    };
    using Type = Story::Type;
    const ObjectId lock = story.mutex("lock"), permits = story.object(Type::Semaphore, "permits", 1), items = story.object(Type::Queue, "items", 1),
                   flag = story.object(Type::Event, "flag"), condition = story.object(Type::ConditionVariable, "condition"),
                   barrier = story.object(Type::Barrier, "barrier", 2), latch = story.object(Type::Latch, "latch", 2);
    story.take(giver, lock);
    story.take(giver, permits);
    story.signal(giver, flag, 0);
    story.signal(giver, condition, 1);
    story.signal(giver, latch, 1);
    story.add(Story::Kind::Put, giver, items, 1, 1);
    story.wait(lane("a"), lock);
    story.wait(lane("b"), permits, 5_ms);
    story.await(lane("c"), condition);
    story.await(lane("d"), barrier);
    story.await(lane("e"), latch);
    story.add(Story::Kind::PutWait, lane("f"), items, 0, 0, {}, false);
    story.join(lane("g"), giver);
    const std::vector<std::string> edges = edgesOf(story.model, waitGraphAt(story.model, story.now()));
    EXPECT_THAT(edges, ::testing::ElementsAre("a waits for lock: release, each; giver", "b waits for permits: permit, timed; giver",
                                              "c waits for condition: notification; giver by use", "d waits for barrier: arrival",
                                              "e waits for latch: count_down; giver by use", "f waits for items: room",
                                              "g waits for giver: end, each; giver"));
}

TEST(WaitGraph, KeepsSoManyCountsTheOthersAndLetsThoseWhoWaitForOneThingShareTheGivers) {
    Story story;
    const LaneId owner = story.thread("owner");
    const ObjectId lock = story.mutex("A");
    story.take(owner, lock);
    for (int i = 0; i < 3000; ++i)
        story.wait(story.thread("T" + std::to_string(i)), lock);
    const WaitGraph graph = waitGraphAt(story.model, story.now());
    ASSERT_THAT(graph.waits, SizeIs(MostAsked));
    EXPECT_EQ(graph.moreFor(lock), 3000 - MostAsked);
    EXPECT_THAT(graph.givers, SizeIs(1));
    for (const Wait& wait : graph.waits) {
        EXPECT_TRUE(wait.asked);
        EXPECT_EQ(graph.giversOf(wait).size(), 1u);
    }
    EXPECT_EQ(story.model.name(graph.waits.front().lane), "T0") << "who has waited longest";
    EXPECT_EQ(graph.waitOf(graph.waits[1000].lane), &graph.waits[1000]);
    EXPECT_EQ(graph.waitOf(owner), nullptr);
    const std::vector<LaneId> last{story.model.lanes().back()};
    EXPECT_NE(waitGraphAt(story.model, story.now(), last).waitOf(last[0]), nullptr) << "but those of a finding come first";
}

TEST(WaitGraph, SaysOfThePastWhoGaveItInFact) {
    Story story;
    const LaneId waiter = story.thread("W"), giver = story.thread("G");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    story.await(waiter, flag);
    const Nanos before = story.now();
    story.signal(giver, flag);
    story.wake(waiter, flag);
    const WaitGraph graph = waitGraphAt(story.model, before);
    ASSERT_THAT(graph.waits, SizeIs(1));
    ASSERT_THAT(graph.giversOf(graph.waits[0]), SizeIs(1));
    EXPECT_EQ(graph.givers[0].lane, giver);
    EXPECT_EQ(graph.givers[0].tie, Tie::Gives);
    EXPECT_THAT(waitGraphAt(story.model, story.now()).waits, IsEmpty());
}

TEST(WaitGraph, KeepsWhatWasLeftAtTheEndOfTheRun) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("A");
    const SiteId site = story.site("deadlock.cpp", 31);
    story.from(site).take(a, lock);
    story.from(site).wait(b, lock, 5_ms);
    story.model.finish(story.now() + 20_ms, trace::Outcome::Stopped);
    for (const Nanos time : {story.model.endTime(), story.model.endTime() + 1_ms, Open}) {
        const WaitGraph graph = waitGraphAt(story.model, time);
        ASSERT_THAT(graph.waits, SizeIs(1));
        EXPECT_TRUE(graph.waits[0].timed);
        EXPECT_EQ(graph.waits[0].site, site);
        ASSERT_THAT(graph.holds, SizeIs(1));
        EXPECT_EQ(graph.holds[0].site, site);
    }
    EXPECT_THAT(waitGraphAt(story.model, 0).holds, IsEmpty());
}
