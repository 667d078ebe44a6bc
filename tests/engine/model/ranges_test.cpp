#include "tests/engine/model/events.h"
#include "tests/engine/model/random_events.h"

#include "tests/seed.h"

#include <gmock/gmock.h>

// What lanes, objects and the model answer when they are asked by range and by moment. All ranges are half open.
namespace braid::tests::ranges_test {
namespace {

using namespace model;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = Story::Kind;

template <class Range>
std::vector<State> states(const Range& range) {
    std::vector<State> found;
    for (const Interval& interval : range)
        found.push_back(interval.state);
    return found;
}

template <class Range>
std::vector<EventIndex> acquired(const Range& range) {
    std::vector<EventIndex> found;
    for (const Holding& holding : range)
        found.push_back(holding.acquired);
    return found;
}

/// Runs from `began` on, sleeps from `slept` until `woke`, runs on.
struct Sleeper {
    Story story;
    LaneId id = story.after(10_ms).thread("T1");
    Nanos created = 10_ms, began = story.now();
    Nanos slept = at(story.after(5_ms).add(Kind::SleepBegin, id));
    Nanos woke = at(story.after(5_ms).add(Kind::SleepEnd, id));

    [[nodiscard]] Nanos at(EventIndex event) const { return story.model.log()[event].time; }
    [[nodiscard]] const Lane& lane() const { return *story.model.lane(id); }
};

TEST(Ranges, OfIntervalsHaveThoseThatOverlap) {
    const Sleeper run;
    const Lane& lane = run.lane();
    EXPECT_THAT(states(lane.intervals(run.slept, run.woke)), ElementsAre(State::Sleeping)) << "one ends where it begins, one begins where it ends";
    EXPECT_THAT(states(lane.intervals(run.slept - 1, run.woke + 1)), ElementsAre(State::Running, State::Sleeping, State::Running));
    EXPECT_THAT(states(lane.intervals(run.slept + 1, run.slept + 2)), ElementsAre(State::Sleeping));
    EXPECT_THAT(states(lane.intervals(0, Open)), ElementsAre(State::Created, State::Running, State::Sleeping, State::Running));
    EXPECT_THAT(lane.intervals(0, run.created), IsEmpty()) << "before the first";
    EXPECT_THAT(lane.intervals(run.slept, run.slept), IsEmpty());
    EXPECT_THAT(lane.intervals(run.woke, run.slept), IsEmpty());
}

TEST(Ranges, OfIntervalsKnowTheEndOfEach) {
    const Sleeper run;
    Nanos expected = run.created;
    for (const Interval& interval : run.lane().intervals()) {
        EXPECT_EQ(interval.begin, expected);
        expected = interval.end;
    }
    EXPECT_EQ(expected, Open) << "the last one lasts";
    EXPECT_THAT(states(run.lane().intervals(run.woke + 1000_ms, run.woke + 1001_ms)), ElementsAre(State::Running));
}

TEST(Ranges, OfAnEndedLaneStopAtItsEnd) {
    Sleeper run;
    run.story.end(run.id);
    const Nanos ended = run.story.now();
    EXPECT_EQ(run.lane().intervals().back().end, ended);
    EXPECT_THAT(states(run.lane().intervals(ended - 1, ended)), ElementsAre(State::Running));
    EXPECT_THAT(run.lane().intervals(ended, Open), IsEmpty());
    EXPECT_THAT(states(run.lane().intervals().upTo(ended + 1_ms).reversed()),
                ElementsAre(State::Running, State::Sleeping, State::Running, State::Created))
        << "what it did last is still asked for";
}

TEST(Ranges, OfALaneThatOnlyTheRunsEndCutOffGoOn) {
    Sleeper run;
    const Nanos end = run.story.now() + 5_ms;
    run.story.model.finish(end, trace::Outcome::Stopped);
    const Lane& lane = run.lane();
    ASSERT_TRUE(lane.cutOff);
    EXPECT_EQ(lane.intervals().back().end, Open);
    EXPECT_THAT(states(lane.intervals(end, end + 1)), ElementsAre(State::Running));
    EXPECT_EQ(lane.at(end)->state, State::Running) << "at that very moment";
    EXPECT_FALSE(lane.at(end + 1));
}

TEST(Ranges, OfALaneWithoutIntervalsAreEmpty) {
    Story story;
    const LaneId id = story.process("main");
    const Lane& lane = *story.model.lane(id);
    EXPECT_THAT(lane.intervals(), IsEmpty());
    EXPECT_THAT(lane.intervals(0, Open), IsEmpty());
    EXPECT_THAT(lane.intervals().upTo(Open), IsEmpty());
    EXPECT_FALSE(lane.at(story.now()));
    EXPECT_THAT(lane.tasksIn(0, Open), IsEmpty());
    EXPECT_THAT(lane.marks(), IsEmpty());
}

TEST(Moments, OfALaneLieInTheIntervalThatBeginsThere) {
    const Sleeper run;
    const Lane& lane = run.lane();
    EXPECT_FALSE(lane.at(run.created - 1));
    EXPECT_EQ(lane.at(run.created)->state, State::Created);
    EXPECT_EQ(lane.at(run.slept - 1)->state, State::Running);
    EXPECT_EQ(lane.at(run.slept)->state, State::Sleeping);
    EXPECT_EQ(lane.at(run.slept)->end, run.woke);
    EXPECT_EQ(lane.at(Open - 1)->state, State::Running);
}

TEST(Moments, HaveAnIntervalBeforeAndOneAfter) {
    const Sleeper run;
    const Lane& lane = run.lane();
    const Interval sleeping = *lane.at(run.slept);
    EXPECT_EQ(lane.before(sleeping)->begin, run.began);
    EXPECT_EQ(lane.after(sleeping)->begin, run.woke);
    EXPECT_FALSE(lane.before(*lane.at(run.created)));
    EXPECT_FALSE(lane.after(*lane.at(run.woke)));
}

TEST(Ranges, OfIntervalsEqualANaiveSearch) {
    Story story;
    const tests::Seed seed(7);
    RandomRun(story, seed, 4, 6, RandomRun::Order::Kept).run(4000);
    std::mt19937_64 random(seed);
    for (const LaneId id : story.model.lanes()) {
        const Lane& lane = *story.model.lane(id);
        for (int round = 0; round < 300; ++round) {
            const auto from = static_cast<Nanos>(pick(random, static_cast<std::uint64_t>(story.now())));
            const auto to = from + static_cast<Nanos>(pick(random, 20'000'000));
            std::vector<State> naive;
            for (const Interval& interval : lane.intervals())
                if (from < to && interval.begin < to && interval.end > from)
                    naive.push_back(interval.state);
            ASSERT_EQ(states(lane.intervals(from, to)), naive) << from << " … " << to;
        }
    }
}

TEST(Ranges, OfHoldingsEqualANaiveSearch) {
    Story story;
    const tests::Seed seed(8);
    RandomRun(story, seed, 6, 3, RandomRun::Order::Kept).run(8000);
    std::mt19937_64 random(seed);
    for (const ObjectId id : story.model.objects()) {
        const Object& object = *story.model.object(id);
        for (int round = 0; round < 300; ++round) {
            const auto from = static_cast<Nanos>(pick(random, static_cast<std::uint64_t>(story.now())));
            const auto to = from + static_cast<Nanos>(pick(random, 20'000'000));
            std::vector<EventIndex> overlap, begun;
            for (const Holding& holding : object.holdings()) {
                if (from >= to || holding.begin >= to)
                    continue;
                if (holding.begin >= from)
                    begun.push_back(holding.acquired);
                if (holding.begin >= from || holding.end > from)
                    overlap.push_back(holding.acquired);
            }
            ASSERT_EQ(acquired(object.holdingsIn(from, to)), overlap) << from << " … " << to;
            ASSERT_EQ(acquired(object.holdings().begunIn(from, to)), begun) << from << " … " << to;
        }
    }
}

TEST(Ranges, OfHoldingsAreHalfOpen) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("A");
    const EventIndex first = story.take(a, lock);
    const Nanos taken = story.now();
    story.give(a, lock);
    const Nanos given = story.now();
    const EventIndex second = story.after(0).take(b, lock);
    const Object& object = *story.model.object(lock);
    EXPECT_THAT(acquired(object.holdingsIn(taken, given)), ElementsAre(first)) << "the other one begins where it ends";
    EXPECT_THAT(acquired(object.holdingsIn(given, given + 1)), ElementsAre(second)) << "this one ends where it begins";
    EXPECT_THAT(acquired(object.holdingsIn(taken, Open)), ElementsAre(first, second));
    EXPECT_THAT(acquired(object.holdingsIn(given + 1000_ms, Open)), ElementsAre(second)) << "it is open";
    EXPECT_THAT(acquired(object.holdingsIn(0, taken)), IsEmpty());
    EXPECT_THAT(acquired(object.holdingsIn(given, given)), IsEmpty());
    EXPECT_THAT(acquired(object.heldAt(taken - 1)), IsEmpty());
    EXPECT_THAT(acquired(object.heldAt(taken)), ElementsAre(first));
    EXPECT_THAT(acquired(object.heldAt(given)), ElementsAre(second));
    EXPECT_EQ(object.heldAt(given).count(), 1u);
    EXPECT_EQ(object.heldAt(Open - 1).front().lane, b);
}

TEST(Ranges, OfHoldingsHaveThoseThatLastNoTimeWhereTheyAre) {
    Story story;
    const LaneId a = story.thread("T1");
    const ObjectId lock = story.mutex("A");
    const EventIndex first = story.take(a, lock);
    const Nanos taken = story.now();
    story.after(0).give(a, lock);
    const Object& object = *story.model.object(lock);
    EXPECT_THAT(acquired(object.holdingsIn(taken, taken + 1)), ElementsAre(first));
    EXPECT_THAT(acquired(object.holdingsIn(taken + 1, Open)), IsEmpty());
    EXPECT_THAT(acquired(object.heldAt(taken)), IsEmpty()) << "at no moment is it held";
}

TEST(Ranges, OfLevelsBeginWithTheOneInForce) {
    Levels levels;
    for (const Nanos time : {10, 20, 30})
        levels.append({time, static_cast<std::int32_t>(time), 0});
    const auto depths = [](const Levels::Range& range) {
        std::vector<std::int32_t> found;
        for (const Level& level : range)
            found.push_back(level.depth);
        return found;
    };
    EXPECT_THAT(depths(levels.in(15, 30)), ElementsAre(10, 20));
    EXPECT_THAT(depths(levels.in(20, 31)), ElementsAre(20, 30));
    EXPECT_THAT(depths(levels.in(0, 11)), ElementsAre(10)) << "before the first none is in force";
    EXPECT_THAT(depths(levels.in(0, 10)), IsEmpty());
    EXPECT_THAT(depths(levels.begunIn(15, 30)), ElementsAre(20));
    EXPECT_THAT(depths(levels.begunIn(10, 30)), ElementsAre(10, 20));
    EXPECT_FALSE(levels.at(9));
    EXPECT_EQ(levels.at(10)->depth, 10);
    EXPECT_EQ(levels.at(29)->depth, 20);
    EXPECT_EQ(levels.at(Open)->depth, 30);
    EXPECT_EQ(levels.endOf(levels.begin()), 20);
    EXPECT_EQ(levels.endOf(levels.end() - 1), Open);
}

TEST(Ranges, OfTasksReachBackToTheOutermostThatLasts) {
    Story story;
    const LaneId id = story.thread("T1");
    const auto task = [&](Nanos length) {
        const EventIndex begun = story.add(Kind::TaskBegin, id, {}, 1, 0, {}, false);
        if (length > 0)
            story.after(length).add(Kind::TaskEnd, id, {}, 1, 0, {}, false);
        return begun;
    };
    const EventIndex over = task(5_ms);
    const Nanos between = story.now();
    const EventIndex outer = task(0);
    const EventIndex inner = task(5_ms);
    const EventIndex last = task(0);
    const Lane& lane = *story.model.lane(id);
    const auto begunBy = [](const Tasks& tasks) {
        std::vector<EventIndex> found;
        for (const Task& each : tasks)
            found.push_back(each.event);
        return found;
    };
    EXPECT_THAT(begunBy(lane.tasksIn(story.now(), story.now() + 1)), ElementsAre(outer, inner, last)) << "the inner one may be over";
    EXPECT_THAT(begunBy(lane.tasksIn(between, story.now())), ElementsAre(outer, inner)) << "one ends at the begin, one begins at the end";
    EXPECT_THAT(begunBy(lane.tasksIn(0, between)), ElementsAre(over));
    EXPECT_THAT(begunBy(lane.tasksIn(between - 1, between)), ElementsAre(over));
    EXPECT_THAT(begunBy(lane.tasksIn(between, between)), IsEmpty());
    EXPECT_THAT(begunBy(lane.tasksIn(story.now() + 1000_ms, Open)), ElementsAre(outer, inner, last)) << "open ones last";
}

TEST(Ranges, OfEventsAreAskedForByTimeAndByPlaceInTheLog) {
    Story story;
    const LaneId a = story.thread("T1");
    const ObjectId counter = story.object(Story::Type::Variable, "counter");
    const EventIndex read = story.read(a, counter, 1);
    const Nanos readAt = story.now();
    const EventIndex written = story.write(a, counter, 2);
    const Nanos writtenAt = story.now();
    const Model& model = story.model;
    const Events events = model.object(counter)->events();
    EXPECT_THAT(model.eventsIn(events, readAt, writtenAt), ElementsAre(read));
    EXPECT_THAT(model.eventsIn(events, readAt, writtenAt + 1), ElementsAre(read, written));
    EXPECT_THAT(model.eventsIn(events, 0, readAt), IsEmpty());
    EXPECT_THAT(model.eventsIn(events, writtenAt, readAt), IsEmpty());
    EXPECT_THAT(model.eventsUpTo(events, readAt - 1), IsEmpty());
    EXPECT_THAT(model.eventsUpTo(events, readAt), ElementsAre(read));
    EXPECT_THAT(model.eventsUpTo(events, Open), ElementsAre(read, written));
    EXPECT_THAT(eventsBefore(events, written), ElementsAre(read));
    EXPECT_THAT(eventsBefore(events, NoEvent), ElementsAre(read, written));
    EXPECT_THAT(model.eventsIn(model.lane(a)->marks().all(), writtenAt, Open), ElementsAre(written)) << "marks are asked the same way";
    EXPECT_THAT(model.eventsUpTo(model.prints(), Open), IsEmpty());
}

TEST(Ranges, OfArrowsAreAskedForByTheTimeAndByThePlaceOfTheirEffects) {
    Story story;
    const LaneId a = story.thread("T1");
    const LaneId b = story.define("T2"), c = story.define("T3");
    story.start(a, b);
    const EventIndex first = story.begin(b);
    const Nanos firstAt = story.now();
    story.start(a, c);
    const EventIndex second = story.begin(c);
    const Nanos secondAt = story.now();
    const auto effects = [](const Arrows& arrows) {
        std::vector<EventIndex> found;
        for (const Arrow& arrow : arrows)
            found.push_back(arrow.to);
        return found;
    };
    const Model& model = story.model;
    EXPECT_THAT(effects(model.arrowsIn(firstAt, secondAt)), ElementsAre(first));
    EXPECT_THAT(effects(model.arrowsIn(firstAt, secondAt + 1)), ElementsAre(first, second));
    EXPECT_THAT(effects(model.arrowsIn(firstAt + 1, secondAt)), IsEmpty());
    EXPECT_THAT(effects(model.arrowsIn(secondAt, firstAt)), IsEmpty());
    EXPECT_THAT(effects(model.arrowsInto(first, second)), ElementsAre(first));
    EXPECT_THAT(effects(model.arrowsInto(first + 1, NoEvent)), ElementsAre(second));
    EXPECT_THAT(effects(model.arrowsInto(second, first)), IsEmpty());
}

TEST(Marks, AreFoundByTimeFromAnyOtherOn) {
    Story story;
    const LaneId a = story.thread("T1");
    std::vector<Nanos> times;
    for (int i = 0; i < 50; ++i) {
        story.add(Kind::Print, a);
        times.push_back(story.now());
    }
    const Log& log = story.model.log();
    const Marks& marks = story.model.lane(a)->marks();
    ASSERT_EQ(marks.size(), times.size());
    for (std::size_t from = 0; from < times.size(); from += 7)
        for (std::size_t to = from; to < times.size(); ++to) {
            const auto start = marks.begin() + static_cast<std::ptrdiff_t>(from);
            ASSERT_EQ(marks.next(log, start, times[to]) - marks.begin(), static_cast<std::ptrdiff_t>(to));
            ASSERT_EQ(marks.timeOf(log, marks.begin() + static_cast<std::ptrdiff_t>(to)), times[to]);
        }
    EXPECT_EQ(marks.next(log, marks.begin(), times.back() + 1), marks.end());
    EXPECT_EQ(marks.next(log, marks.end(), 0), marks.end());
}

} // namespace
} // namespace braid::tests::ranges_test
