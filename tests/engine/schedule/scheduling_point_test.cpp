// The scheduling point: pause, step, slow motion and stop.

#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"
#include "engine/trace/operation_kind.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using trace::EventKind;

/// A lane that locks and unlocks until it is told to end.
class Busy {
public:
    explicit Busy(std::string name) : m_lock(name + "'s lock"), m_thread(name, [this] {
                                          while (!m_end.load()) {
                                              m_lock.lock();
                                              m_lock.unlock();
                                              std::this_thread::sleep_for(std::chrono::microseconds(200)); // so that the trace stays short
                                          }
                                      }) {
        m_thread.start();
    }
    void end() {
        m_end = true;
        m_thread.join();
    }
    [[nodiscard]] LaneId lane() const { return m_thread.id(); }

private:
    std::atomic<bool> m_end{false};
    mutex m_lock;
    thread m_thread;
};

std::size_t operationsOf(LaneId lane, const std::deque<test::Seen>& events) {
    return static_cast<std::size_t>(std::count_if(events.begin(), events.end(), [lane](const test::Seen& event) {
        return event.lane == lane && (event.kind == EventKind::Acquired || event.kind == EventKind::Released);
    }));
}

TEST(SchedulingPoint, StopsThreadsAtTheirNextOperationAndLetsThemGoOn) {
    RecordedRun run;
    Busy one("T1");
    Busy two("T2");
    run.followUntil([&](const auto& events) { return operationsOf(one.lane(), events) > 10; });
    run.control().pause();
    run.followUntil([&](const auto&) { return run.count(EventKind::HoldBegin) == 2; });
    // What the sampler tells of the time before may come later.
    const auto moves = [&run] { return run.follow().size() - run.count(EventKind::OffCpuOther); };
    const std::size_t before = moves();
    for (int i = 0; i < 50; ++i)
        ASSERT_EQ(moves(), before) << "something moved while paused";
    run.control().run();
    run.followUntil([&](const auto& events) { return events.size() > before + 20; });
    one.end();
    two.end();
    run.finish();
    EXPECT_EQ(run.count(EventKind::HoldBegin), run.count(EventKind::HoldEnd));
}

TEST(SchedulingPoint, LetsTheChosenThreadDoExactlyOneOperationAStep) {
    RecordedRun run;
    Busy one("T1");
    Busy two("T2");
    run.followUntil([&](const auto& events) {
        return operationsOf(one.lane(), events) > 10 && operationsOf(two.lane(), events) > 10;
    });
    run.control().pause();
    run.followUntil([&](const auto&) { return run.count(EventKind::HoldBegin) == 2; });
    const std::size_t mine = operationsOf(one.lane(), run.follow());
    const std::size_t other = operationsOf(two.lane(), run.follow());
    for (std::size_t step = 1; step <= 5; ++step) {
        run.control().step(one.lane());
        run.followUntil([&](const auto&) { return run.count(EventKind::HoldBegin) == 2 + step; });
        EXPECT_EQ(operationsOf(one.lane(), run.follow()), mine + step);
    }
    EXPECT_EQ(operationsOf(two.lane(), run.follow()), other) << "the other lane was not chosen";
    run.control().step();
    run.followUntil([&](const auto&) { return run.count(EventKind::HoldBegin) == 8; });
    EXPECT_EQ(operationsOf(one.lane(), run.follow()) + operationsOf(two.lane(), run.follow()), mine + other + 6);
    run.control().run();
    one.end();
    two.end();
}

TEST(SchedulingPoint, SaysWhatALaneThatIsPausedIsAboutToDo) {
    RecordedRun run;
    mutex lock("B");
    thread one("T1", [&] { lock_guard guard(lock); });
    run.control().pause();
    std::thread person([&] { // main itself is held before it starts the thread, then T1 at its first step and at the lock
        for (int step = 1; step <= 2; ++step) {
            run.awaitEvent(EventKind::HoldBegin, static_cast<std::size_t>(step));
            run.control().step(step == 1 ? LaneId{} : one.id());
        }
        run.awaitEvent(EventKind::HoldBegin, 3);
        run.control().run();
    });
    one.start();
    person.join();
    one.join();
    run.finish();
    std::vector<std::pair<trace::OperationKind, ObjectId>> held;
    std::uint32_t lockLine = 0;
    for (const test::Seen& event : run.follow()) {
        if (event.kind == EventKind::HoldBegin && held.size() < 3)
            held.emplace_back(trace::heldOperation(event.b), event.object);
        if (event.kind == EventKind::HoldBegin && trace::heldOperation(event.b) == trace::OperationKind::Lock)
            lockLine = event.site.value;
        if (event.kind == EventKind::Acquired) {
            EXPECT_EQ(event.site.value, lockLine) << "the lock is taken where it was said";
        }
    }
    EXPECT_THAT(held, testing::ElementsAre(std::pair(trace::OperationKind::Start, objectOf(one.id())),
                                           std::pair(trace::OperationKind::Begin, objectOf(one.id())),
                                           std::pair(trace::OperationKind::Lock, run.objectCalled("B"))));
}

TEST(SchedulingPoint, TakesBackAStepThatItsThreadHasNotDoneWhenAnotherOneIsChosen) {
    RecordedRun run;
    Busy busy("T1");
    run.followUntil([&](const auto& events) { return operationsOf(busy.lane(), events) > 10; });
    run.control().pause();
    run.awaitEvent(EventKind::HoldBegin);
    const std::size_t before = operationsOf(busy.lane(), run.follow());
    run.control().step(run.recording().defineLane(trace::LaneKind::Thread, {}, "T2", false)); // which never does it
    run.control().step(busy.lane());
    run.awaitEvent(EventKind::HoldBegin, 2);
    for (int i = 0; i < 50; ++i)
        ASSERT_EQ(operationsOf(busy.lane(), run.follow()), before + 1) << "it did the other one's step too";
    run.control().run();
    busy.end();
}

TEST(ControlPage, HoldsTheThreadsExactlyWhenItSaysPauseWhoeverElseChangesItMeanwhile) {
    // Zero, as a fresh page of a trace.
    const auto page = std::make_unique<trace::ControlPage>();
    trace::Control control(*page);
    std::atomic<int> round{0};
    std::atomic<int> done{0};
    constexpr int Rounds = 20'000;
    std::thread other([&] {
        for (int i = 1; i <= Rounds; ++i) {
            while (round.load() < i)
                std::this_thread::yield();
            control.run();
            control.setOperationDelay(0ms);
            done.store(i);
        }
    });
    bool agreed = true;
    for (int i = 1; i <= Rounds; ++i) {
        round.store(i);
        control.pause();
        control.setOperationDelay(1ms);
        while (done.load() < i)
            std::this_thread::yield();
        const bool wanted = control.mode() == trace::ControlMode::Pause || page->operationDelayUs.load() != 0;
        agreed = agreed && wanted == schedule::attention(*page);
    }
    other.join();
    EXPECT_TRUE(agreed);
}

TEST(ControlPage, StopsForGood) {
    const auto page = std::make_unique<trace::ControlPage>();
    trace::Control control(*page);
    control.pause();
    control.stop();
    control.run();
    control.pause();
    control.step();
    EXPECT_EQ(control.mode(), trace::ControlMode::Stop);
}

TEST(SchedulingPoint, StretchesSleepsByTheFactorAlsoWhileTheyLast) {
    RecordedRun run;
    run.control().setSleepFactor(1000);
    thread sleeper("T1", [] { this_thread::sleep_for(1min); });
    sleeper.start();
    run.followUntil([&](const auto&) { return run.count(EventKind::SleepBegin) == 1; });
    // 1000 minutes are under way; at a hundredth of the time they are over in 0.6 s.
    run.control().setSleepFactor(0.01);
    run.followUntil([&](const auto&) { return run.count(EventKind::SleepEnd) == 1; });
    sleeper.join();
    run.finish();
    const auto slept = run.find(EventKind::SleepEnd)->time - run.find(EventKind::SleepBegin)->time;
    EXPECT_GE(slept, 590ms);
    EXPECT_EQ(run.find(EventKind::SleepBegin)->a, static_cast<std::uint64_t>(std::chrono::nanoseconds(1min).count()));
}

/// The holds of `kind` that are meant: of a pause, in a sleep or not.
std::size_t pauses(const std::deque<test::Seen>& events, std::uint32_t asleep) {
    return static_cast<std::size_t>(std::count_if(events.begin(), events.end(), [asleep](const test::Seen& event) {
        return event.kind == EventKind::HoldBegin && event.a == trace::HeldByPause && (event.b & trace::HeldAsleep) == asleep;
    }));
}

TEST(SchedulingPoint, APauseStopsASleepWhichGoesOnWhereItWas) {
    RecordedRun run;
    thread sleeper("T1", [] { this_thread::sleep_for(200ms); });
    sleeper.start();
    run.awaitEvent(EventKind::SleepBegin);
    run.control().pause();
    run.followUntil([&](const auto& events) { return pauses(events, trace::HeldAsleep) == 1; });
    // Longer than the sleep: it must not be over.
    const auto held = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - held < 300ms)
        ASSERT_EQ((run.follow(), run.count(EventKind::SleepEnd)), 0U);
    run.control().run();
    run.awaitEvent(EventKind::SleepEnd);
    sleeper.join();
    run.finish();
    EXPECT_EQ(run.count(EventKind::HoldEnd), 1U);
    const auto asleep = run.find(EventKind::SleepEnd)->time - run.find(EventKind::SleepBegin)->time;
    const auto paused = run.find(EventKind::HoldEnd)->time - run.find(EventKind::HoldBegin)->time;
    EXPECT_GE(asleep - paused, 195ms) << "what was left of it was slept afterwards";
}

TEST(SchedulingPoint, AStepLetsASleeperSleepOutAndHoldsItThen) {
    RecordedRun run;
    thread sleeper("T1", [] {
        this_thread::sleep_for(50ms);
        print("awake");
    });
    thread other("T2", [] { this_thread::sleep_for(50ms); });
    sleeper.start();
    other.start();
    run.awaitEvent(EventKind::SleepBegin, 2);
    run.control().pause();
    run.followUntil([&](const auto& events) { return pauses(events, trace::HeldAsleep) == 2; });
    run.control().step(sleeper.id());
    run.followUntil([&](const auto& events) { return pauses(events, 0) >= 1; });
    EXPECT_EQ(run.count(EventKind::SleepEnd), 1U) << "the other one was not given a step";
    EXPECT_EQ(run.find(EventKind::SleepEnd)->lane, sleeper.id());
    EXPECT_EQ(run.count(EventKind::Print), 0U);
    run.control().run();
    sleeper.join();
    other.join();
    run.finish();
    EXPECT_EQ(run.count(EventKind::Print), 1U);
    EXPECT_EQ(run.count(EventKind::SleepEnd), 2U);
}

TEST(SchedulingPoint, AStepForAnyoneIsNotTakenByASleeper) {
    RecordedRun run;
    thread sleeper("T1", [] { this_thread::sleep_for(1min); });
    Busy busy("T2");
    sleeper.start();
    run.followUntil([&](const auto& events) { return run.count(EventKind::SleepBegin) == 1 && operationsOf(busy.lane(), events) > 10; });
    run.control().pause();
    run.followUntil([&](const auto& events) { return pauses(events, 0) == 1 && pauses(events, trace::HeldAsleep) == 1; });
    const std::size_t before = operationsOf(busy.lane(), run.follow());
    run.control().step();
    run.followUntil([&](const auto& events) { return pauses(events, 0) == 2; });
    EXPECT_EQ(operationsOf(busy.lane(), run.follow()), before + 1);
    EXPECT_EQ(run.count(EventKind::HoldEnd), 1U) << "the sleeper was let go as well";
    run.control().setSleepFactor(0.01); // so that its minute is over in 0.6 s
    run.control().run();
    sleeper.join();
    busy.end();
}

TEST(SchedulingPoint, APauseInSlowMotionSaysSo) {
    RecordedRun run;
    thread slow("T1", [&run] {
        run.control().setOperationDelay(10s); // here, so that only this thread is held
        print("one");
    });
    slow.start();
    run.awaitEvent(EventKind::HoldBegin);
    run.control().pause();
    run.followUntil([&](const auto& events) { return pauses(events, 0) >= 1; });
    run.control().setOperationDelay(0ms);
    run.control().run();
    slow.join();
    run.finish();
    ASSERT_EQ(run.find(EventKind::HoldBegin)->a, 0U);
    EXPECT_GE(run.count(EventKind::HoldBegin), 2U);
    EXPECT_GE(run.count(EventKind::HoldEnd), 1U);
}

TEST(SchedulingPoint, WaitsAfterEachOperationInSlowMotion) {
    RecordedRun run;
    run.control().setOperationDelay(20ms);
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 5; ++i)
        print("line");
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 100ms);
    run.control().setOperationDelay(0ms);
    run.finish();
    EXPECT_EQ(run.count(EventKind::HoldBegin), 5u);
}

TEST(SchedulingPoint, EndsTheProcessWhenStopped) {
    auto created = trace::File::create({});
    ASSERT_TRUE(created.ok());
    trace::File& file = **created;
    int ready[2];
    ASSERT_EQ(pipe(ready), 0);
    const pid_t child = fork();
    if (child == 0) {
        trace::Recording recording(file);
        exec::beginProcess("stopped");
        [[maybe_unused]] const ssize_t written = write(ready[1], "x", 1);
        for (;;)
            this_thread::sleep_for(1h);
    }
    char byte = 0;
    ASSERT_EQ(read(ready[0], &byte, 1), 1);
    trace::Control(file.control()).stop();
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status));
    close(ready[0]);
    close(ready[1]);
}

} // namespace
} // namespace braid
