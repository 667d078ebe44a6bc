#include "engine/analysis/waiting/wait_graph.h"

#include "tests/engine/model/random_events.h"
#include "tests/seed.h"

#include <gmock/gmock.h>
#include <map>
#include <set>
#include <tuple>

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

TEST(WaitGraph, ShowsAJoinedLaneAsHeldByItself) {
    Story story;
    const LaneId main = story.thread("main"), a = story.thread("T1");
    story.join(main, a);
    const WaitGraph graph = waitGraphAt(story.model, story.now());
    ASSERT_THAT(graph.waits, SizeIs(1));
    EXPECT_EQ(graph.waits[0].object, objectOf(a));
    ASSERT_THAT(graph.holds, SizeIs(1));
    EXPECT_EQ(graph.holds[0].object, objectOf(a));
    EXPECT_EQ(graph.holds[0].lane, a);
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
