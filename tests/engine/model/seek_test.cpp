#include "engine/model/query/seek.h"

#include "tests/engine/model/random_events.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::model;
using namespace braid::tests;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

using Kind = Story::Kind;

/// Two threads that take one lock in turn, the second after waiting, at two lines of one file.
struct Handover {
    Story story;
    LaneId main, other;
    ObjectId lock;
    SiteId first, second, elsewhere;
    EventIndex started, begun, taken, blocked, given, got;

    Handover() {
        main = story.thread("main");
        first = story.site("scenarios/locks/x.cpp", 10);
        second = story.site("scenarios/locks/x.cpp", 20);
        elsewhere = story.site("engine/exec/threads/thread.h", 20);
        lock = story.mutex("A");
        other = story.define("T1");
        started = story.from(first).start(main, other);
        begun = story.from(elsewhere).begin(other);
        taken = story.from(first).take(main, lock);
        blocked = story.from(second).wait(other, lock);
        given = story.from(second).give(main, lock);
        got = story.from(second).take(other, lock);
    }
};

} // namespace

TEST(Seek, FindsThePlaceOfAMoment) {
    const Handover run;
    const Nanos then = run.story.model.log()[run.taken].time;
    EXPECT_EQ(placeAt(run.story.model, then).back, run.taken + 1);
    EXPECT_EQ(placeAt(run.story.model, then - 1).forward, run.taken);
    EXPECT_EQ(placeAt(run.story.model, -1).back, 0U);
    EXPECT_EQ(placeAt(run.story.model, Open).forward, run.story.model.log().size());
}

TEST(Seek, StepsOverAllEventsAndLeavesOutDefinitions) {
    const Handover run;
    EventIndex event = run.taken;
    EXPECT_EQ(nextEvent(run.story.model, placeOn(event), Direction::Forward), run.blocked);
    EXPECT_EQ(nextEvent(run.story.model, placeOn(run.got), Direction::Forward), NoEvent);
    // Between the start of T1 and main's beginning there are only names.
    const EventIndex before = nextEvent(run.story.model, placeOn(run.started), Direction::Back);
    EXPECT_EQ(run.story.model.log()[before].kind, Kind::LaneBegin);
    EXPECT_EQ(nextEvent(run.story.model, placeOn(before), Direction::Back), NoEvent);
}

TEST(Seek, FromBetweenTwoEventsGoesToEitherOfThem) {
    const Handover run;
    const Nanos between = run.story.model.log()[run.taken].time + 1;
    const Place place = placeAt(run.story.model, between);
    EXPECT_EQ(nextEvent(run.story.model, place, Direction::Back), run.taken);
    EXPECT_EQ(nextEvent(run.story.model, place, Direction::Forward), run.blocked);
}

TEST(Seek, OfALaneFindsWhatItDidAndWhatWasDoneToIt) {
    const Handover run;
    const Model& model = run.story.model;
    EXPECT_EQ(nextOfLane(model, run.other, placeOn(run.begun), Direction::Forward), run.blocked);
    EXPECT_EQ(nextOfLane(model, run.other, placeOn(run.blocked), Direction::Forward), run.got);
    EXPECT_EQ(nextOfLane(model, run.other, placeOn(run.begun), Direction::Back), run.started);
    EXPECT_EQ(nextOfLane(model, run.main, placeOn(run.given), Direction::Forward), NoEvent);
}

TEST(Seek, OfAnObjectFindsItsTakingAndGivingBackToo) {
    const Handover run;
    std::vector<EventIndex> steps;
    for (EventIndex at = nextOfObject(run.story.model, run.lock, placeAt(run.story.model, -1), Direction::Forward); at != NoEvent;
         at = nextOfObject(run.story.model, run.lock, placeOn(at), Direction::Forward))
        steps.push_back(at);
    EXPECT_THAT(steps, ElementsAre(run.taken, run.blocked, run.given, run.got));
}

TEST(Seek, GoesBackAlongTheSameEventsAsForward) {
    Story story;
    const Seed seed(5);
    RandomRun(story, seed, 6, 3, RandomRun::Order::Kept).run(2000);
    const LaneId lane = story.model.lanes()[3];
    std::vector<EventIndex> forward, back;
    for (EventIndex at = nextOfLane(story.model, lane, {}, Direction::Forward); at != NoEvent;
         at = nextOfLane(story.model, lane, placeOn(at), Direction::Forward))
        forward.push_back(at);
    for (EventIndex at = nextOfLane(story.model, lane, placeAt(story.model, Open), Direction::Back); at != NoEvent;
         at = nextOfLane(story.model, lane, placeOn(at), Direction::Back))
        back.push_back(at);
    std::reverse(back.begin(), back.end());
    EXPECT_GT(forward.size(), 100U);
    EXPECT_EQ(forward, back);
}

TEST(Seek, FollowsArrowsToTheCauseAndToTheEffect) {
    const Handover run;
    const Model& model = run.story.model;
    EXPECT_EQ(previousCause(model, run.got), run.given);
    EXPECT_EQ(nextEffect(model, run.given), run.got);
    EXPECT_EQ(previousCause(model, run.blocked), run.started) << "what brought the lane there";
    EXPECT_EQ(nextEffect(model, run.taken), run.got) << "main's next event that let another go on";
    EXPECT_EQ(previousCause(model, run.started), NoEvent);
    EXPECT_EQ(nextEffect(model, run.got), NoEvent);
    EXPECT_EQ(previousCause(model, NoEvent), NoEvent);
}

TEST(Seek, ListsTheEventsOfALineAndGoesOnWhereItStopped) {
    const Handover run;
    std::vector<EventIndex> found;
    const EventIndex seen = eventsOfLine(run.story.model, "scenarios/locks/x.cpp", 20, 0, found);
    EXPECT_THAT(found, ElementsAre(run.blocked, run.given, run.got));
    EXPECT_EQ(eventsOfLine(run.story.model, "scenarios/locks/x.cpp", 20, seen, found), seen);
    EXPECT_EQ(found.size(), 3U);
    found.clear();
    eventsOfLine(run.story.model, "scenarios/locks/x.cpp", 11, 0, found);
    eventsOfLine(run.story.model, "scenarios/locks/y.cpp", 20, 0, found);
    EXPECT_THAT(found, IsEmpty());
}

TEST(Seek, KnowsTheLineOfEachLaneInAFileAtAnyMoment) {
    const Handover run;
    const Model& model = run.story.model;
    const auto at = [&](EventIndex event) {
        std::vector<std::pair<LaneId, std::uint32_t>> lines;
        for (const LaneLine& place : linesAt(model, "scenarios/locks/x.cpp", model.log()[event].time))
            lines.emplace_back(place.lane, place.line);
        return lines;
    };
    EXPECT_THAT(at(run.started), ElementsAre(std::pair(run.main, 10U)));
    EXPECT_THAT(at(run.begun), ElementsAre(std::pair(run.main, 10U))) << "T1 is in another file";
    EXPECT_THAT(at(run.blocked), ElementsAre(std::pair(run.main, 10U), std::pair(run.other, 20U)));
    EXPECT_THAT(at(run.given), ElementsAre(std::pair(run.main, 20U), std::pair(run.other, 20U)));
    EXPECT_THAT(linesAt(model, "scenarios/locks/y.cpp", Open), IsEmpty());
}

TEST(Seek, KnowsTheLineOfACoroutineThatOnlyGivesItsTurnAway) {
    Story story;
    const LaneId main = story.thread("main");
    const SiteId made = story.site("x.cpp", 10), turn = story.site("x.cpp", 20);
    const ObjectId loop = story.object(trace::ObjectKind::Loop, "loop");
    const LaneId task = story.define("task 1", trace::LaneKind::Coroutine, main);
    story.from(made).add(Kind::LaneStart, main, objectOf(task), 0, loop.value);
    const auto lines = [&] {
        std::vector<std::pair<LaneId, std::uint32_t>> told;
        for (const LaneLine& place : linesAt(story.model, "x.cpp", story.now()))
            told.emplace_back(place.lane, place.line);
        return told;
    };
    // A turn: the loop's thread resumes it where it gave the last one away, the first time where it was made.
    const auto takesTurn = [&](SiteId from) {
        story.from(from).add(Kind::Resume, main, objectOf(task));
        story.from(SiteId{}).add(Kind::Resume, task, objectOf(main));
    };
    takesTurn(made);
    EXPECT_THAT(lines(), ElementsAre(std::pair(main, 10U))) << "where it stands by now it has not told";
    takesTurn(turn);
    EXPECT_THAT(lines(), ElementsAre(std::pair(main, 10U), std::pair(task, 20U)));
    // The same where all of it lies far back.
    for (int i = 0; i < 70'000; ++i)
        story.from(SiteId{}).add(Kind::Print, main, {}, 0, 0, "on");
    EXPECT_THAT(lines(), Contains(std::pair(task, 20U)));
}

TEST(Seek, KnowsWhereALaneWaitsThatHasBeenSilentForLong) {
    Handover run;
    const LaneId sleeper = run.story.thread("sleeper");
    const EventIndex asleep = run.story.from(run.first).add(Kind::SleepBegin, sleeper, {}, 1);
    for (int i = 0; i < 40'000; ++i) {
        run.story.from(run.second).give(run.other, run.lock);
        run.story.from(run.second).take(run.other, run.lock);
    }
    const auto lines = linesAt(run.story.model, "scenarios/locks/x.cpp", run.story.now());
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const LaneLine& line) { return line.lane == sleeper; });
    ASSERT_NE(found, lines.end());
    EXPECT_EQ(found->line, 10U);
    EXPECT_EQ(found->event, asleep);
}
