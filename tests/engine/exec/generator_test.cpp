// Generators: control and values going to and fro, on lanes of their own.

#include "engine/exec/coroutines/generator.h"
#include "engine/exec/output.h"
#include "engine/sync/mutex.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;
using trace::EventKind;

generator<int> countTo(int last) {
    for (int i = 1; i <= last; ++i)
        co_yield i;
}

generator<int, int> doubler() {
    int answer = 0;
    for (;;) {
        const int sent = co_yield answer;
        answer = 2 * sent;
    }
}

/// Sets a flag when it is destroyed.
struct Leaves {
    bool& gone;
    ~Leaves() { gone = true; }
};

LaneId laneCalled(const std::deque<Seen>& events, const std::string& name) {
    for (const Seen& event : events)
        if (event.kind == EventKind::DefineLane && event.words == name)
            return laneOf(event.object);
    return {};
}

TEST(Generator, YieldsItsValuesOneByOneAndThenStops) {
    generator<int> numbers = countTo(2);
    EXPECT_EQ(numbers.next(), 1);
    EXPECT_EQ(numbers.next(), 2);
    EXPECT_FALSE(numbers.done()) << "it has not returned yet";
    EXPECT_THROW(numbers.next(), stop_iteration);
    EXPECT_TRUE(numbers.done());
    EXPECT_THROW(numbers.next(), stop_iteration);
}

TEST(Generator, CanBeIteratedOver) {
    std::vector<int> seen;
    for (const int number : countTo(3))
        seen.push_back(number);
    EXPECT_THAT(seen, ElementsAre(1, 2, 3));
}

TEST(Generator, ReceivesWhatIsSent) {
    generator<int, int> twice = doubler();
    EXPECT_THROW(twice.send(1), std::logic_error) << "it has not begun";
    EXPECT_EQ(twice.next(), 0);
    EXPECT_EQ(twice.send(21), 42);
    EXPECT_EQ(twice.send(4), 8);
}

TEST(Generator, ThrowsOutOfNextWhatItThrew) {
    const auto failing = []() -> generator<int> {
        co_yield 1;
        throw std::runtime_error("no more");
    };
    RecordedRun run;
    generator numbers(failing(), "numbers");
    EXPECT_EQ(numbers.next(), 1);
    EXPECT_THROW(numbers.next(), std::runtime_error);
    EXPECT_THROW(numbers.next(), stop_iteration);
    run.finish();
    ASSERT_NE(run.find(EventKind::LaneEnd), nullptr);
    EXPECT_EQ(run.find(EventKind::LaneEnd)->a, 1U) << "failed";
}

TEST(Generator, TellsWhoResumedItAndWhatWentOver) {
    RecordedRun run;
    {
        generator twice(doubler(), "twice");
        twice.next();
        twice.send(21);
    }
    const auto& events = run.finish();
    const LaneId lane = laneCalled(events, "twice");
    ASSERT_TRUE(lane);
    // Each step: which lane wrote what.
    std::vector<std::pair<bool, EventKind>> steps; // by the generator?
    std::vector<std::string> values;
    for (const Seen& event : events) {
        if (event.kind == EventKind::Put || event.kind == EventKind::Get || event.kind == EventKind::Resume ||
            event.kind == EventKind::Suspend || event.kind == EventKind::LaneEnd) {
            if (event.kind == EventKind::LaneEnd && event.object != objectOf(lane))
                continue;
            steps.emplace_back(event.lane == lane, event.kind);
            if (event.kind == EventKind::Get)
                values.push_back(event.words);
        }
    }
    const bool its = true, mine = false;
    EXPECT_THAT(steps, ElementsAre(std::pair(mine, EventKind::Resume), // next
                                   std::pair(its, EventKind::Put), std::pair(its, EventKind::Suspend),
                                   std::pair(its, EventKind::Resume), std::pair(mine, EventKind::Get), // 0
                                   std::pair(mine, EventKind::Put), std::pair(mine, EventKind::Resume),
                                   std::pair(its, EventKind::Get), // 21
                                   std::pair(its, EventKind::Put), std::pair(its, EventKind::Suspend),
                                   std::pair(its, EventKind::Resume), std::pair(mine, EventKind::Get), // 42
                                   std::pair(mine, EventKind::Resume),                                 // closed
                                   std::pair(its, EventKind::LaneEnd), std::pair(its, EventKind::Resume)));
    EXPECT_THAT(values, ElementsAre("0", "21", "42"));
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(Generator, DoesWhatItDoesOnItsOwnLaneAndGivesTheThreadItsLaneBack) {
    RecordedRun run;
    mutex lock("A");
    const auto printing = [&lock]() -> generator<int> {
        lock.lock();
        print("inside");
        lock.unlock();
        co_yield 1;
    };
    generator printer(printing(), "printer");
    printer.next();
    print("outside");
    const auto& events = run.finish();
    const LaneId lane = laneCalled(events, "printer");
    for (const Seen& event : events) {
        if (event.kind == EventKind::Acquired || event.kind == EventKind::Released || event.words == "inside") {
            EXPECT_EQ(event.lane, lane);
        }
        if (event.words == "outside") {
            EXPECT_NE(event.lane, lane);
        }
    }
}

TEST(Generator, DestroyedWhileSuspendedUnwindsOnItsOwnLane) {
    RecordedRun run;
    bool gone = false;
    const auto holding = [&gone]() -> generator<int> {
        const Leaves leaves{gone};
        struct Says {
            ~Says() { print("unwound"); }
        } says;
        co_yield 1;
        co_yield 2;
    };
    {
        generator numbers(holding(), "numbers");
        numbers.next();
        EXPECT_FALSE(gone);
    }
    EXPECT_TRUE(gone);
    print("after");
    const auto& events = run.finish();
    const LaneId lane = laneCalled(events, "numbers");
    ASSERT_NE(run.find(EventKind::Print), nullptr);
    EXPECT_EQ(run.find(EventKind::Print)->lane, lane);
    EXPECT_NE(events.back().lane, lane);
}

TEST(Generator, YieldIsRecordedWithItsLine) {
    RecordedRun run;
    generator numbers(countTo(1), "numbers");
    numbers.next();
    run.finish();
    const Seen* put = run.find(EventKind::Put);
    ASSERT_NE(put, nullptr);
    ASSERT_TRUE(put->site);
    for (const Seen& event : run.follow())
        if (event.kind == EventKind::DefineSite && event.object.value == put->site.value) {
            EXPECT_EQ(event.a, 20U) << "the line of co_yield in countTo";
        }
}

TEST(Generator, BegunBeforeTheRecordingIntroducesItselfInIt) {
    generator numbers(countTo(3), "numbers");
    EXPECT_EQ(numbers.next(), 1);
    RecordedRun run;
    EXPECT_EQ(numbers.next(), 2);
    run.finish();
    EXPECT_EQ(numbers.next(), 3) << "and goes on when nothing records any more";
    ASSERT_TRUE(laneCalled(run.follow(), "numbers"));
    EXPECT_EQ(run.reader().damage(), "");
}

} // namespace
} // namespace braid
