#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/exec/work.h"
#include "engine/model/model.h"
#include "engine/trace/recording/run_delay.h"
#include "tests/engine/modeled_run.h"

#include <algorithm>
#include <atomic>
#include <dirent.h>
#include <gtest/gtest.h>
#include <memory>
#include <string_view>
#include <vector>

using namespace std::chrono_literals;

namespace braid {
namespace {

using model::Lane;
using model::Nanos;
using model::State;
using test::ModeledRun;

/// Uses `cpu` of this thread's processor time without a word to the trace, as a program's own loop does.
void spin(std::chrono::nanoseconds cpu) {
    const auto end = this_thread::cpu_time() + cpu;
    while (this_thread::cpu_time() < end) {
    }
}

Nanos timeIn(State state, const Lane& lane, Nanos from, Nanos to) {
    Nanos sum = 0;
    for (const model::Interval& interval : lane.intervals(from, to))
        if (interval.state == state)
            sum += std::min(interval.end, to) - std::max(interval.begin, from);
    return sum;
}

std::vector<const Lane*> lanesNamed(const model::Model& model, std::string_view begin) {
    std::vector<const Lane*> found;
    for (const LaneId id : model.lanes())
        if (const Lane* lane = model.lane(id); lane->kind == trace::LaneKind::Thread && lane->name.starts_with(begin))
            found.push_back(lane);
    return found;
}

int openDescriptors() {
    int count = 0;
    DIR* directory = opendir("/proc/self/fd");
    while (readdir(directory) != nullptr)
        ++count;
    closedir(directory);
    return count;
}

/// Skips where the kernel does not count what threads wait for processors.
class Ready : public ::testing::Test {
protected:
    void SetUp() override {
        if (!trace::delaysAreCounted())
            GTEST_SKIP() << "no schedstat here";
    }
};

TEST_F(Ready, NoMoreThreadsRunThanThereAreProcessorsWhenTheyComputeWithoutAnEvent) {
    constexpr int Spinners = 20;
    ModeledRun run;
    ASSERT_TRUE(pin_to_one_core()); // the machine's other processors may be idle or not
    std::vector<std::unique_ptr<thread>> spinners;
    for (int k = 1; k <= Spinners; ++k) {
        spinners.push_back(std::make_unique<thread>("S" + std::to_string(k), [] { spin(60ms); }));
        spinners.back()->start();
    }
    for (auto& spinner : spinners)
        spinner->join();
    pin_to_all_cores();
    run.finishTelling();

    const auto lanes = lanesNamed(run.model, "S");
    ASSERT_EQ(lanes.size(), std::size_t{Spinners});
    Nanos from = INT64_MAX, to = 0;
    for (const Lane* lane : lanes) {
        from = std::min(from, lane->created);
        to = std::max(to, lane->ended);
    }
    // As the legend counts: how many are drawn as running at many moments.
    constexpr int Moments = 2000;
    double running = 0, ready = 0;
    for (int k = 0; k < Moments; ++k) {
        const Nanos at = from + (to - from) * k / Moments;
        for (const Lane* lane : lanes) {
            const std::optional<model::Interval> now = lane->at(at);
            running += now && now->state == State::Running;
            ready += now && now->state == State::Ready;
        }
    }
    // One processor, and what is lost where a look comes too late: a third at the most.
    EXPECT_LE(running / Moments, 1.33);
    EXPECT_GE(ready / Moments, 5);
}

TEST_F(Ready, AThreadThatBlocksOftenUnderLoadIsReadyAndItsWaitsStay) {
    ModeledRun run;
    ASSERT_TRUE(pin_to_one_core());
    std::vector<std::unique_ptr<thread>> all;
    std::atomic<bool> over{false};
    for (int k = 1; k <= 4; ++k)
        all.push_back(std::make_unique<thread>("Load " + std::to_string(k), [&over] {
            while (!over)
                spin(1ms);
        }));
    thread sleeper("Sleeper", [] {
        for (int k = 0; k < 40; ++k) {
            this_thread::sleep_for(1ms);
            spin(2ms);
        }
    });
    for (auto& load : all)
        load->start();
    sleeper.start();
    sleeper.join();
    over = true;
    for (auto& load : all)
        load->join();
    pin_to_all_cores();
    run.finishTelling();

    const auto lanes = lanesNamed(run.model, "Sleeper");
    ASSERT_EQ(lanes.size(), 1U);
    const Lane& lane = *lanes.front();
    // 80 ms of processor time with four others in the way.
    const Nanos ready = timeIn(State::Ready, lane, 0, lane.ended);
    const Nanos running = timeIn(State::Running, lane, 0, lane.ended);
    EXPECT_GE(ready, running) << "it had to wait for each of its turns";
    EXPECT_EQ(std::count_if(lane.intervals().begin(), lane.intervals().end(),
                            [](const model::Interval& interval) { return interval.state == State::Sleeping; }),
              40);
}

TEST_F(Ready, ThreadsOfForkedChildrenToo) {
    ModeledRun run;
    ASSERT_TRUE(pin_to_one_core());
    std::vector<std::unique_ptr<process>> children;
    for (int k = 1; k <= 3; ++k) {
        children.push_back(std::make_unique<process>("Child " + std::to_string(k), [] { spin(80ms); }));
        children.back()->start();
    }
    for (auto& child : children)
        child->join();
    pin_to_all_cores();
    run.finishTelling();

    Nanos ready = 0;
    for (const LaneId id : run.model.lanes()) {
        const Lane& lane = *run.model.lane(id);
        const Lane* parent = run.model.lane(lane.parent);
        if (lane.kind == trace::LaneKind::Thread && parent != nullptr && parent->name.starts_with("Child"))
            ready += timeIn(State::Ready, lane, 0, lane.ended);
    }
    EXPECT_GE(ready, 40'000'000) << "three with 80 ms each on one processor";
}

TEST_F(Ready, LeavesNoDescriptorAndTakesNone) {
    int during = 0;
    const int before = openDescriptors();
    int base = 0;
    {
        ModeledRun run;
        base = openDescriptors();
        for (int k = 0; k < 200; ++k) {
            thread one("T", [] { spin(100us); });
            one.start();
            one.join();
        }
        during = openDescriptors();
        run.finishTelling();
    }
    EXPECT_EQ(during, base);
    EXPECT_EQ(openDescriptors(), before);
}

} // namespace
} // namespace braid
