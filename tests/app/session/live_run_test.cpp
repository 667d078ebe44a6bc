// Pause, step and slow motion of a program that knows nothing of Braid.

#include "tests/app/session/run_fixture.h"

#include "engine/model/query/processors.h"
#include "engine/record/launch/program.h"
#include "engine/trace/event_traits.h"
#include "engine/trace/recording/run_delay.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <sched.h>

using namespace braid;
using namespace std::chrono_literals;

namespace {

class ARecordedProgram : public session::test::RealRun {
protected:
    using Run = session::test::SessionRun;
    static std::unique_ptr<Run> record(Run::Options options = {}, const std::vector<std::string>& arguments = {}) {
        record::Program program{{BRAID_RECORDED_PROGRAM}, {}, {}};
        program.command.insert(program.command.end(), arguments.begin(), arguments.end());
        int status = 0;
        const auto inspection = record::inspect(program, status);
        if (!inspection)
            throw std::runtime_error(inspection.error().sentence());
        options.recorderPath = BRAID_RECORDER;
        auto run = Run::record(*inspection, program, options);
        if (!run)
            throw std::runtime_error(run.error().sentence());
        return std::move(run.value());
    }
    static std::size_t events(const Run& run, trace::EventKind kind, LaneId lane = {}) {
        std::size_t found = 0;
        for (const model::LogEntry& entry : run.model().log())
            found += entry.kind == kind && (!lane || entry.lane == lane.value) ? 1 : 0;
        return found;
    }
    /// What the program did. Braid itself may add the lines and the text of sources at any time.
    static std::size_t moves(const Run& run) {
        const auto& log = run.model().log();
        return static_cast<std::size_t>(std::count_if(log.begin(), log.end(), [](const model::LogEntry& entry) { return trace::traitsOf(entry.kind).isOccurrence; }));
    }
    static std::size_t operations(const Run& run, LaneId lane = {}) {
        return events(run, trace::EventKind::Acquired, lane) + events(run, trace::EventKind::Released, lane);
    }
    /// Both threads are held, or one waits for the lock that the other, which is held, has.
    static bool pullUntilPaused(Run& run) {
        return pullUntil(run, [&] { return run.model().frozen() == model::BreakKind::Paused && run.resting(); });
    }
    /// One that the pause holds before an operation with the lock. (Main may be held before it joins the others.)
    static LaneId held(const Run& run) {
        for (const LaneId id : run.model().lanes()) {
            const model::Lane& lane = *run.model().lane(id);
            if (!lane.unfinished() || lane.kind != trace::LaneKind::Thread || lane.intervals().empty() || operations(run, id) == 0)
                continue;
            const model::EventIndex event = lane.intervals().back().event;
            if (event < run.model().log().size() && run.model().log()[event].kind == trace::EventKind::HoldBegin)
                return id;
        }
        return {};
    }
};

} // namespace

TEST_F(ARecordedProgram, StandsInAPauseAndEndsAsItWouldWithout) {
    auto run = record();
    ASSERT_TRUE(pullUntil(*run, [&] { return operations(*run) > 40; }));
    run->pause();
    ASSERT_TRUE(pullUntilPaused(*run));
    const std::size_t before = moves(*run);
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(pullUntil(*run, [&] { return std::chrono::steady_clock::now() - begin > 200ms; }));
    EXPECT_EQ(moves(*run), before) << "nothing moves";
    EXPECT_FALSE(run->standsStill()) << "it is held, and not stuck";
    EXPECT_THAT(run->findings().all(), testing::IsEmpty());
    run->resume();
    ASSERT_TRUE(pullToEnd(*run));
    ASSERT_TRUE(run->programEnd());
    EXPECT_TRUE(run->programEnd()->byItself);
    EXPECT_EQ(run->programEnd()->status, 3);
    EXPECT_FALSE(run->model().breaks().empty());
    EXPECT_THAT(run->findings().all(), testing::IsEmpty());
    EXPECT_EQ(operations(*run), 2u * 2 * 2000);
}

TEST_F(ARecordedProgram, DoesOneOperationAStep) {
    auto run = record();
    ASSERT_TRUE(pullUntil(*run, [&] { return operations(*run) > 40; }));
    run->pause();
    ASSERT_TRUE(pullUntilPaused(*run));
    for (int i = 0; i < 20; ++i) {
        const LaneId lane = held(*run);
        ASSERT_TRUE(lane) << "step " << i;
        const std::size_t all = operations(*run), ends = events(*run, trace::EventKind::HoldEnd, lane);
        const std::size_t waits = events(*run, trace::EventKind::AcquireWait, lane);
        run->step(lane);
        ASSERT_TRUE(pullUntil(*run, [&] { return events(*run, trace::EventKind::HoldEnd, lane) > ends; }));
        ASSERT_TRUE(pullUntilPaused(*run));
        EXPECT_EQ(events(*run, trace::EventKind::HoldEnd, lane), ends + 1);
        const std::size_t done = operations(*run) - all;
        if (events(*run, trace::EventKind::AcquireWait, lane) > waits)
            EXPECT_EQ(done, 0u) << "it waits for the lock that the other one has";
        else // where it gives the lock back to one that waits, that one takes it
            EXPECT_TRUE(done == 1 || done == 2) << done;
    }
    run->resume();
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_EQ(run->programEnd()->status, 3);
}

TEST_F(ARecordedProgram, CanBeStartedPausedAndGoesSlowly) {
    Run::Options options;
    options.startPaused = true;
    auto run = record(options);
    ASSERT_TRUE(pullUntilPaused(*run));
    EXPECT_EQ(operations(*run), 0u);
    run->setOperationDelay(20ms);
    run->resume();
    ASSERT_TRUE(pullUntil(*run, [&] { return operations(*run) >= 20; }));
    // Each thread is delayed before each of its operations, and there are two threads.
    EXPECT_GE(run->edge(), model::Nanos{9 * 20'000'000});
    EXPECT_GT(events(*run, trace::EventKind::HoldBegin), 0u);
    run->setOperationDelay(0ms);
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_EQ(run->programEnd()->status, 3);
}

TEST_F(ARecordedProgram, SleepsForAsManyTimesAsLongAsIsAskedFor) {
    // Twenty sleeps of 10 ms, by nanosleep, usleep, clock_nanosleep and until a time.
    const auto asleep = [](const Run& run) {
        std::vector<model::Nanos> sleeps;
        for (model::EventIndex i = 0; i < run.model().log().size(); ++i)
            if (run.model().log()[i].kind == trace::EventKind::SleepBegin)
                sleeps.push_back(static_cast<model::Nanos>(run.model().event(i).a));
        return sleeps;
    };
    auto plain = record({}, {"sleep"});
    ASSERT_TRUE(pullToEnd(*plain));
    EXPECT_EQ(plain->programEnd()->status, 3);
    EXPECT_THAT(asleep(*plain), testing::AllOf(testing::SizeIs(20), testing::Each(testing::AllOf(testing::Gt(0), testing::Le(10'000'000)))));
    Run::Options options;
    options.sleepFactor = 8;
    auto slow = record(options, {"sleep"});
    ASSERT_TRUE(pullUntil(*slow, [&] { return asleep(*slow).size() >= 6; }));
    EXPECT_GE(slow->edge(), model::Nanos{5 * 70'000'000});
    slow->setSleepFactor(0.1); // from the next sleep on
    ASSERT_TRUE(pullToEnd(*slow));
    EXPECT_EQ(slow->programEnd()->status, 3) << "what is left of a sleep is told as the program counts";
    const std::vector<model::Nanos> sleeps = asleep(*slow);
    ASSERT_EQ(sleeps.size(), 20u);
    EXPECT_EQ(sleeps.front(), 80'000'000);
    EXPECT_LE(sleeps.back(), 1'000'000);
}

TEST_F(ARecordedProgram, TellsWhoIsReadyFromWhoRunsAndOnWhichProcessor) {
    if (!trace::delaysAreCounted())
        GTEST_SKIP() << "this system does not count how long threads are ready";
    cpu_set_t all;
    ASSERT_EQ(sched_getaffinity(0, sizeof all, &all), 0);
    std::uint32_t first = 0;
    while (!CPU_ISSET(first, &all))
        ++first;
    const auto run = record({}, {"compute"});
    ASSERT_TRUE(pullToEnd(*run));
    model::Nanos lived = 0, ran = 0, ready = 0;
    for (const LaneId id : run->model().lanes()) {
        const model::Lane& lane = *run->model().lane(id);
        if (lane.kind != trace::LaneKind::Thread || run->model().name(id) == "main")
            continue;
        for (const model::Interval& interval : lane.intervals()) {
            const model::Nanos length = std::min(interval.end, lane.ended) - interval.begin;
            lived += length;
            ran += interval.state == model::State::Running ? length : 0;
            ready += interval.state == model::State::Ready ? length : 0;
        }
    }
    // Three on one processor: each of them runs for a third of the time. What the last look did not see counts as running.
    EXPECT_GT(ready, lived / 3);
    EXPECT_LT(ran, lived * 2 / 3);
    EXPECT_THAT(run->model().processors(), testing::ElementsAre(first));
    EXPECT_TRUE(model::processorsMatter(run->model()));
}

TEST_F(ARecordedProgram, SaysWhatItsRecordingTook) {
    auto run = record();
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_GT(run->nanosPerEvent(), 0);
}
