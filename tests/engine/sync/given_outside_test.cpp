// What is said of objects that somebody outside gives to: by word, and by threads that have no lane.

#include "engine/sync/given_outside.h"

#include "engine/schedule/controlled_run.h"
#include "engine/sync/barrier.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/event.h"
#include "engine/sync/latch.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using test::RecordedRun;
using testing::UnorderedElementsAre;
using trace::EventKind;

/// Of the objects that were said to be given to, in the order of the trace.
std::vector<ObjectId> givenOutside(const RecordedRun& run, const std::deque<test::Seen>& events) {
    std::vector<ObjectId> objects;
    for (const test::Seen& event : events)
        if (event.kind == EventKind::GivenOutside)
            objects.push_back(event.object);
    EXPECT_EQ(objects.size(), run.count(EventKind::GivenOutside));
    return objects;
}

TEST(GivenFromOutside, IsSaidOnceOfAnObject) {
    RecordedRun run;
    event answered("answered");
    semaphore permits(0, "permits");
    given_from_outside(answered);
    given_from_outside(answered);
    given_from_outside(permits);
    const auto& events = run.finish();
    EXPECT_THAT(givenOutside(run, events), UnorderedElementsAre(run.objectCalled("answered"), run.objectCalled("permits")));
}

TEST(GivenFromOutside, IsSaidByAThreadWithoutALaneThatGivesSomething) {
    RecordedRun run;
    event flag("flag");
    semaphore permits(0, "permits");
    condition_variable changed("changed");
    latch gate(2, "gate");
    queue<int> items(0, "items");
    barrier meet(1, "meet");
    std::thread([&] {
        flag.set();
        flag.set();
        permits.release();
        changed.notify_one();
        gate.count_down();
        items.put(1);
        meet.arrive_and_wait();
    }).join();
    const auto& events = run.finish();
    std::vector<ObjectId> named;
    for (const char* name : {"flag", "permits", "changed", "gate", "items", "meet"})
        named.push_back(run.objectCalled(name));
    EXPECT_THAT(givenOutside(run, events), testing::UnorderedElementsAreArray(named));
    for (const test::Seen& event : events)
        if (event.kind == EventKind::GivenOutside) {
            const auto lane = std::find_if(events.begin(), events.end(), [&event](const test::Seen& each) { return each.kind == EventKind::DefineLane && laneOf(each.object) == event.lane; });
            ASSERT_NE(lane, events.end());
            EXPECT_EQ(static_cast<trace::LaneKind>(lane->a & 0xFF), trace::LaneKind::Process) << "it has no lane of its own";
        }
}

TEST(GivenFromOutside, IsNotSaidOfWhatLanesGive) {
    RecordedRun run;
    event flag("flag");
    std::thread([&] { (void)flag.is_set(); }).join();
    flag.set();
    flag.wait();
    run.finish();
    EXPECT_EQ(run.count(EventKind::GivenOutside), 0u);
}

TEST(GivenFromOutside, IsSaidAnewInTheNextRecording) {
    event flag("flag");
    for (int i = 0; i < 2; ++i) {
        RecordedRun run;
        std::thread([&] { flag.set(); }).join();
        run.finish();
        EXPECT_EQ(run.count(EventKind::GivenOutside), 1u);
    }
    std::thread([&] { flag.set(); }).join(); // where nothing is recorded it is nothing
}

TEST(GivenFromOutside, IsRefusedUnderASchedule) {
    RecordedRun run;
    const schedule::ControlledRun controlled(schedule::roundRobin());
    event flag("flag");
    EXPECT_THROW(given_from_outside(flag), schedule::not_controllable);
}

} // namespace
} // namespace braid
