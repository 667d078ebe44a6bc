// Runs whose threads take turns as a schedule decides.

#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "engine/exec/threads/future.h"
#include "engine/exec/threads/interpreter_lock.h"
#include "engine/exec/threads/jthread.h"
#include "engine/exec/threads/thread.h"
#include "engine/exec/threads/thread_pool.h"
#include "engine/exec/usage.h"
#include "engine/exec/work.h"
#include "engine/io/socket.h"
#include "engine/schedule/controlled_run.h"
#include "engine/sync/barrier.h"
#include "engine/sync/channels/channel.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/event.h"
#include "engine/sync/latch.h"
#include "engine/sync/once.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"
#include "engine/sync/shared.h"
#include "engine/sync/shared_mutex.h"
#include "engine/sync/upgrade_mutex.h"
#include "tests/engine/recorded_run.h"
#include "tests/seed.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using trace::EventKind;

using Step = std::tuple<std::uint32_t, EventKind, std::uint32_t>;

/// What a program does under `scheduler`, event by event: lane, kind and object.
std::vector<Step> stepsOf(std::unique_ptr<schedule::Scheduler> scheduler, const std::function<void()>& program) {
    RecordedRun run;
    {
        const schedule::ControlledRun controlled(std::move(scheduler));
        program();
    }
    run.finish();
    std::vector<Step> steps;
    for (const test::Seen& event : run.follow())
        if (event.kind != EventKind::OffCpu && event.kind != EventKind::OffCpuOther) // the machine's, not the program's
            steps.emplace_back(event.lane.value, event.kind, event.object.value);
    return steps;
}

/// Some of everything that threads wait for.
void mixedProgram() {
    mutex lock("lock");
    timed_mutex timed("timed");
    recursive_mutex recursive("recursive");
    shared_mutex readers("readers");
    condition_variable changed("changed");
    semaphore permits(1, "permits");
    event flag("flag");
    barrier meeting(3, "meeting");
    latch gate(2, "gate");
    once_flag once("once");
    queue<int> items(1, "items");
    shared<int> value(0, "value"), phase(0, "phase");
    bool ready = false;
    std::deque<thread> threads;
    for (int k = 1; k <= 3; ++k) {
        threads.emplace_back("T" + std::to_string(k), [&, k] {
            call_once(once, [] { print("once"); });
            {
                unique_lock<mutex> guard(lock);
                value = value.load() + 1;
                if (k == 1) {
                    ready = true;
                    changed.notify_all();
                } else {
                    changed.wait(guard, [&] { return ready; });
                }
            }
            permits.acquire();
            this_thread::sleep_for(10ms);
            permits.release();
            if (timed.try_lock_for(1ms)) {
                this_thread::sleep_for(5ms);
                timed.unlock();
            }
            {
                const shared_lock guard(readers);
                this_thread::yield();
            }
            readers.lock();
            readers.unlock();
            recursive.lock();
            recursive.lock();
            recursive.unlock();
            recursive.unlock();
            meeting.arrive_and_wait();
            if (k < 3)
                gate.count_down();
            gate.wait();
            if (k == 3)
                flag.set();
            (void)flag.wait_for(1h);
            if (k == 1)
                for (int i = 0; i < 4; ++i)
                    items.put(i);
            else
                for (int i = 0; i < 2; ++i)
                    (void)items.get();
            if (k == 1) {
                phase.fetch_add(1);
                phase.notify_all();
            } else {
                phase.wait(0);
            }
            this_thread::work(3ms);
        });
    }
    for (thread& one : threads)
        one.start();
    for (thread& one : threads)
        one.join();
    EXPECT_EQ(value.load(), 3);
}

/// The same of what came later.
void laterProgram() {
    channel<int> numbers(0, "numbers"), squares(1, "squares");
    channel<int> stop(0, "stop");
    shared_timed_mutex table("table");
    recursive_timed_mutex recursive("recursive");
    upgrade_mutex upgraded("upgraded");
    condition_variable_any changed("changed");
    mutex lock("lock");
    barrier meeting(3, "meeting");
    latch gate(1, "gate");
    promise<int> brings("result");
    const future<int> result = brings.get_future();
    int sum = 0, written = 0;
    {
        const jthread waits("waits", [&](const stop_token& token) {
            unique_lock guard(lock);
            EXPECT_FALSE(changed.wait(guard, token, [] { return false; }));
        });
        auto source = async([&] {
            for (int i = 1; i <= 4; ++i)
                numbers.send(i);
            numbers.close();
            meeting.arrive_and_wait();
            meeting.arrive_and_drop();
        },
                            "source");
        auto square = async([&] {
            while (const std::optional<int> number = numbers.receive())
                EXPECT_TRUE(squares.send_for(*number * *number, 1h));
            stop.close();
            meeting.arrive_and_wait();
            meeting.arrive_and_wait();
            brings.set_value(7);
        },
                            "square");
        auto sink = async([&] {
            for (bool stopped = false; !stopped;) {
                std::optional<int> one, word;
                if (channel_select().receive(squares, one).receive(stop, word).wait({.timeout = 1h}) == 0u)
                    sum += *one;
                else
                    stopped = true;
            }
            while (const std::optional<int> one = squares.try_receive())
                sum += *one;
            meeting.arrive_and_wait();
            meeting.arrive_and_wait_for(1h);
            gate.count_down();
        },
                          "sink");
        const auto writes = [&] {
            EXPECT_TRUE(gate.wait_for(1h));
            EXPECT_TRUE(table.try_lock_for(1h));
            this_thread::sleep_for(1ms);
            ++written;
            table.unlock();
            EXPECT_TRUE(recursive.try_lock_for(1h));
            EXPECT_TRUE(recursive.try_lock_for(1h));
            recursive.unlock();
            recursive.unlock();
            {
                const shared_lock reading(upgraded);
                this_thread::yield();
            }
            upgrade_lock mayWrite(upgraded);
            const upgrade_to_unique_lock writing(mayWrite);
            ++written;
        };
        auto one = async(writes, "one"), two = async(writes, "two");
        EXPECT_EQ(result.get(), 7);
        one.get();
        two.get();
    }
    EXPECT_EQ(sum, 1 + 4 + 9 + 16);
    EXPECT_EQ(written, 4);
}

TEST(ControlledRun, DrivesChannelsFuturesAndStopsToTheirEnd) {
    EXPECT_GT(stepsOf(schedule::roundRobin(), laterProgram).size(), 100U);
    for (std::uint64_t number = 1; number <= 20; ++number) {
        const tests::Seed seed(number);
        EXPECT_GT(stepsOf(schedule::randomChoice(seed), laterProgram).size(), 100U);
    }
    EXPECT_EQ(stepsOf(schedule::randomChoice(7), laterProgram), stepsOf(schedule::randomChoice(7), laterProgram));
}

TEST(ControlledRun, DrivesEverythingThreadsWaitForToItsEnd) {
    EXPECT_GT(stepsOf(schedule::roundRobin(), mixedProgram).size(), 100U);
    for (std::uint64_t number = 1; number <= 20; ++number) {
        const tests::Seed seed(number);
        EXPECT_GT(stepsOf(schedule::randomChoice(seed), mixedProgram).size(), 100U);
    }
}

TEST(ControlledRun, IsTheSameEventForEventWithTheSameSchedule) {
    EXPECT_EQ(stepsOf(schedule::roundRobin(), mixedProgram), stepsOf(schedule::roundRobin(), mixedProgram));
    const auto seven = stepsOf(schedule::randomChoice(7), mixedProgram);
    EXPECT_EQ(seven, stepsOf(schedule::randomChoice(7), mixedProgram));
    EXPECT_NE(seven, stepsOf(schedule::randomChoice(8), mixedProgram));
}

TEST(ControlledRun, RoundRobinGivesEachOneOperationInTurn) {
    std::vector<int> order;
    stepsOf(schedule::roundRobin(), [&] {
        barrier together(3);
        std::deque<thread> threads;
        for (int k = 1; k <= 3; ++k)
            threads.emplace_back("T" + std::to_string(k), [&order, &together, k] {
                together.arrive_and_wait();
                for (int i = 0; i < 2; ++i) {
                    print("line");
                    order.push_back(k);
                }
            });
        for (thread& one : threads)
            one.start();
        for (thread& one : threads)
            one.join();
    });
    // Each prints its first line before any prints its second one.
    ASSERT_EQ(order.size(), 6U);
    std::sort(order.begin(), order.begin() + 3);
    std::sort(order.begin() + 3, order.end());
    EXPECT_EQ(order, (std::vector{1, 2, 3, 1, 2, 3}));
}

TEST(ControlledRun, TimePassesOnlyAsItsLanesUseIt) {
    const auto begin = std::chrono::steady_clock::now();
    stepsOf(schedule::roundRobin(), [] {
        const auto from = steady_clock::now();
        thread sleeper("T1", [] { this_thread::sleep_for(1h); });
        sleeper.start();
        EXPECT_FALSE(sleeper.join_for(30min));
        EXPECT_GE(steady_clock::now() - from, 30min);
        EXPECT_LT(steady_clock::now() - from, 31min);
        sleeper.join();
        EXPECT_GE(steady_clock::now() - from, 60min);
        this_thread::work(2h);
        EXPECT_GE(steady_clock::now() - from, 180min);
        EXPECT_LT(steady_clock::now() - from, 181min);
        EXPECT_EQ(exec::processorTime(), 2h);
    });
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 10min) << "it waited for real";
}

TEST(ControlledRun, OneLaneRunsAtATimeAndTheOthersAreHeldForTheirTurn) {
    RecordedRun run;
    std::atomic<int> inside{0};
    int most = 0;
    {
        const schedule::ControlledRun controlled(schedule::randomChoice(3));
        std::deque<thread> threads;
        for (int k = 1; k <= 3; ++k)
            threads.emplace_back("T" + std::to_string(k), [&] {
                for (int i = 0; i < 20; ++i) {
                    most = std::max(most, ++inside); // between two scheduling points no other thread runs
                    --inside;
                    print("line");
                }
            });
        for (thread& one : threads)
            one.start();
        for (thread& one : threads)
            one.join();
    }
    run.finish();
    EXPECT_EQ(most, 1);
    EXPECT_GT(run.count(EventKind::HoldBegin), 10U);
    EXPECT_EQ(run.count(EventKind::HoldBegin), run.count(EventKind::HoldEnd));
    EXPECT_EQ(run.find(EventKind::HoldBegin)->a, trace::HeldForTurn);
}

TEST(ControlledRun, AnInterpreterLockIsHandedOverWhenItsIntervalIsOver) {
    stepsOf(schedule::roundRobin(), [] {
        interpreter_lock gil;
        std::deque<thread> threads;
        for (int k = 1; k <= 2; ++k)
            threads.emplace_back("T" + std::to_string(k), [&] {
                gil.take(5ms);
                this_thread::work(30ms, 100us, [&] { gil.checkpoint(5ms); });
                gil.drop();
            });
        for (thread& one : threads)
            one.start();
        for (thread& one : threads)
            one.join();
        EXPECT_GE(gil.handovers(), 5);
        EXPECT_LE(gil.handovers(), 13);
    });
}

TEST(ControlledRun, APoolWorksOffItsTasks) {
    stepsOf(schedule::randomChoice(5), [] {
        thread_pool pool(2);
        std::vector<future<int>> results;
        for (int i = 0; i < 6; ++i)
            results.push_back(pool.submit([i] { return i; }));
        int sum = 0;
        for (const auto& result : results)
            sum += result.get();
        EXPECT_EQ(sum, 15);
    });
}

TEST(ControlledRun, RefusesWhatAScheduleCannotDecideOver) {
    RecordedRun run;
    const schedule::ControlledRun controlled(schedule::roundRobin());
    process child("child", [] {});
    EXPECT_THROW(child.start(), schedule::not_controllable);
    try {
        socket one("door");
        FAIL() << "it was not refused";
    } catch (const schedule::not_controllable& refusal) {
        EXPECT_STREQ(refusal.what(), "a schedule decides over threads only, and this opens a socket");
    }
}

TEST(Schedulers, AreCalledByTheirNames) {
    EXPECT_EQ(schedule::schedulerCalled("round-robin").value()->name(), "round-robin");
    EXPECT_EQ(schedule::schedulerCalled("random:42").value()->name(), "random:42");
    EXPECT_TRUE(schedule::schedulerCalled("random").value()->name().starts_with("random:"));
    for (const char* wrong : {"", "fair", "random:", "random:x", "random:1x", "random:-1", "random:99999999999999999999", "randomly"})
        EXPECT_FALSE(schedule::schedulerCalled(wrong).ok()) << wrong;
    EXPECT_EQ(schedule::schedulerCalled("fair").error().sentence(),
              "there is no schedule \"fair\"; there are round-robin, random and random:SEED");
}

} // namespace
} // namespace braid
