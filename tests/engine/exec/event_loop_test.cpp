// Tasks in an event loop: turns, timers, joins, cancelling, threads, descriptors; and what the trace says of it.

#include "engine/exec/coroutines/asyncio.h"
#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/event.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>
#include <map>
#include <sys/socket.h>
#include <unistd.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;
using testing::SizeIs;
using trace::EventKind;

task<int> answer() { co_return 42; }
task<int> doubled() { co_return 2 * co_await answer(); }
task<> failing() {
    co_await asyncio::sleep(0s);
    throw std::runtime_error("failed");
}

TEST(EventLoop, ATaskThatCancelsItselfDoesNotBeginItsNextAwait) {
    event_loop loop("loop");
    asyncio::future<int> never;
    const auto begin = std::chrono::steady_clock::now();
    for (int kind = 0; kind < 3; ++kind) {
        std::optional<task_handle<void>> itself;
        bool cancelled = false;
        const auto body = [&]() -> task<void> {
            itself->cancel();
            try {
                if (kind == 0)
                    co_await asyncio::sleep(1h);
                else if (kind == 1)
                    (void)co_await never.get();
                else
                    co_await asyncio::ready(-1, trace::ReadyToRead); // it would refuse this one
            } catch (const asyncio::cancelled_error&) {
                cancelled = true;
                throw;
            }
        };
        itself = loop.create_task(body(), "itself");
        loop.run();
        EXPECT_TRUE(cancelled) << kind;
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 30min);
}

TEST(EventLoop, TheTraceSaysWhoIsLetGoOnAndByWhom) {
    RecordedRun run;
    LaneId waiter, setter, joiner, offloads;
    {
        event_loop loop("loop");
        asyncio::event flag("flag");
        const auto waits = [&]() -> task<void> { co_await flag.wait(); };
        const auto sets = [&]() -> task<void> {
            flag.set();
            co_await asyncio::sleep(1ms);
        };
        const auto one = loop.create_task(waits(), "waiter");
        const auto joins = [&]() -> task<void> { co_await one.join(); };
        const auto hands = [&]() -> task<void> { co_await asyncio::to_thread([] {}, "worker"); };
        waiter = one.id();
        joiner = loop.create_task(joins(), "joiner").id();
        setter = loop.create_task(sets(), "setter").id();
        offloads = loop.create_task(hands(), "offloads").id();
        loop.run();
    }
    std::map<LaneId, LaneId> wokenBy;
    for (const Seen& event : run.finish())
        if (event.kind == EventKind::MadeReady)
            wokenBy.try_emplace(laneOf(event.object), event.lane);
    EXPECT_EQ(wokenBy[waiter], setter);
    EXPECT_EQ(wokenBy[joiner], waiter);
    ASSERT_TRUE(wokenBy.contains(offloads));
    EXPECT_NE(wokenBy[offloads], offloads) << "the worker's lane";
    EXPECT_FALSE(wokenBy.contains(setter)) << "its time was over, which is no event";
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(EventLoop, RunsATaskToItsResult) { EXPECT_EQ(asyncio::run(doubled()), 84); }

TEST(EventLoop, ThrowsWhatTheTaskThrew) { EXPECT_THROW(asyncio::run(failing()), std::runtime_error); }

TEST(EventLoop, HandsExceptionsOnThroughAwaits) {
    const auto catching = []() -> task<std::string> {
        try {
            co_await failing();
        } catch (const std::runtime_error& error) {
            co_return error.what();
        }
        co_return "nothing";
    };
    EXPECT_EQ(asyncio::run(catching()), "failed");
}

TEST(EventLoop, TasksTakeTurns) {
    std::string order;
    const auto writes = [&order](char letter) -> task<> {
        for (int i = 0; i < 3; ++i) {
            order += letter;
            co_await asyncio::sleep(0s);
        }
    };
    event_loop loop;
    const auto a = loop.create_task(writes('a'));
    const auto b = loop.create_task(writes('b'));
    loop.run();
    EXPECT_EQ(order, "ababab");
    EXPECT_TRUE(a.done() && b.done());
}

TEST(EventLoop, TimersFireInTheOrderOfTheirTimes) {
    std::string order;
    const auto sleeps = [&order](std::chrono::milliseconds time, char letter) -> task<> {
        co_await asyncio::sleep(time);
        order += letter;
    };
    event_loop loop;
    loop.create_task(sleeps(30ms, 'c'));
    loop.create_task(sleeps(10ms, 'a'));
    loop.create_task(sleeps(20ms, 'b'));
    const auto begin = std::chrono::steady_clock::now();
    loop.run();
    EXPECT_EQ(order, "abc");
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 30ms);
}

TEST(EventLoop, GatherGivesTheResultsInOrderWhoeverIsDoneFirst) {
    const auto slow = [](int number) -> task<int> {
        co_await asyncio::sleep(std::chrono::milliseconds(10 - 3 * number));
        co_return number;
    };
    const auto all = [&slow]() -> task<std::vector<int>> {
        std::vector<task_handle<int>> tasks;
        for (int i = 0; i < 3; ++i)
            tasks.push_back(asyncio::create_task(slow(i)));
        co_return co_await asyncio::gather(std::move(tasks));
    };
    EXPECT_THAT(asyncio::run(all()), ElementsAre(0, 1, 2));
}

TEST(EventLoop, GatherThrowsWhatOneOfThemThrew) {
    const auto all = []() -> task<> {
        std::vector<task_handle<void>> tasks{asyncio::create_task(failing())};
        co_await asyncio::gather(std::move(tasks));
    };
    EXPECT_THROW(asyncio::run(all()), std::runtime_error);
}

TEST(EventLoop, CancelThrowsIntoTheAwaitAndTheTaskMayCleanUp) {
    std::string story;
    const auto patient = [&story]() -> task<> {
        std::exception_ptr cancelled;
        try {
            co_await asyncio::sleep(1h);
        } catch (const asyncio::cancelled_error&) {
            story += "cancelled ";
            cancelled = std::current_exception();
        }
        co_await asyncio::sleep(1ms);
        story += "cleaned";
        std::rethrow_exception(cancelled);
    };
    const auto impatient = [&patient]() -> task<bool> {
        const auto one = asyncio::create_task(patient());
        co_await asyncio::sleep(0s);
        auto handle = one;
        handle.cancel();
        try {
            co_await one.join();
        } catch (const asyncio::cancelled_error&) {
            co_return true;
        }
        co_return false;
    };
    EXPECT_TRUE(asyncio::run(impatient()));
    EXPECT_EQ(story, "cancelled cleaned");
}

TEST(EventLoop, CancelBeforeTheFirstTurnNeverRunsTheTask) {
    bool ran = false;
    const auto body = [&ran]() -> task<> {
        ran = true;
        co_return;
    };
    event_loop loop;
    auto handle = loop.create_task(body());
    handle.cancel();
    loop.run();
    EXPECT_FALSE(ran);
    EXPECT_THROW(handle.result(), asyncio::cancelled_error);
}

TEST(EventLoop, DestroysWhatIsNotDone) {
    RecordedRun run;
    bool gone = false;
    struct Leaves {
        bool& flag;
        ~Leaves() { flag = true; }
    };
    const auto endless = [&gone]() -> task<> {
        const Leaves leaves{gone};
        co_await asyncio::sleep(1h);
    };
    const auto quick = []() -> task<> { co_await asyncio::sleep(0s); };
    {
        event_loop loop;
        loop.create_task(endless(), "endless");
        loop.run_until_complete(quick());
        EXPECT_FALSE(gone);
    }
    EXPECT_TRUE(gone);
    run.finish();
    EXPECT_EQ(run.count(EventKind::LaneEnd), 2U);
}

TEST(EventLoop, AwaitingOutsideOfALoopIsAnError) {
    const auto lost = []() -> task<> { co_await asyncio::sleep(1ms); };
    task<> body = lost();
    body.handle().resume();
    EXPECT_THROW(body.handle().promise().take(), std::logic_error);
}

TEST(EventLoop, ToThreadRunsInAnotherThreadWhileTheOthersGoOn) {
    event go;
    std::thread::id where;
    const auto offloads = [&]() -> task<int> {
        co_return co_await asyncio::to_thread([&] {
            go.wait();
            where = std::this_thread::get_id();
            return 7;
        });
    };
    const auto both = [&]() -> task<int> {
        const auto one = asyncio::create_task(offloads());
        co_await asyncio::sleep(1ms);
        go.set(); // the loop goes on, else the thread would wait for ever
        co_return co_await one.join();
    };
    EXPECT_EQ(asyncio::run(both()), 7);
    EXPECT_NE(where, std::this_thread::get_id());
}

TEST(EventLoop, ToThreadHandsOverTheException) {
    const auto offloads = []() -> task<> {
        co_await asyncio::to_thread([]() { throw std::runtime_error("in the thread"); });
    };
    EXPECT_THROW(asyncio::run(offloads()), std::runtime_error);
}

TEST(EventLoop, CancelledWhileItsThreadRunsWaitsForItOnlyAtTheEnd) {
    event go;
    bool ran = false;
    const auto offloads = [&]() -> task<> {
        co_await asyncio::to_thread([&] {
            go.wait();
            ran = true;
        });
    };
    {
        event_loop loop;
        auto handle = loop.create_task(offloads());
        const auto cancels = [&]() -> task<> {
            co_await asyncio::sleep(0s);
            handle.cancel();
        };
        loop.create_task(cancels());
        loop.run();
        EXPECT_THROW(handle.result(), asyncio::cancelled_error);
        go.set();
    }
    EXPECT_TRUE(ran);
}

TEST(EventLoop, WaitsForDescriptors) {
    int ends[2];
    ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
    const auto reads = [&]() -> task<char> {
        co_await asyncio::ready(ends[0], trace::ReadyToRead, "reader");
        char letter = 0;
        EXPECT_EQ(read(ends[0], &letter, 1), 1);
        co_return letter;
    };
    const auto writes = [&]() -> task<> {
        co_await asyncio::ready(ends[1], trace::ReadyToWrite, "writer");
        EXPECT_EQ(write(ends[1], "x", 1), 1);
    };
    event_loop loop;
    const auto reader = loop.create_task(reads());
    loop.create_task(writes());
    loop.run();
    EXPECT_EQ(reader.result(), 'x');
    close(ends[0]);
    close(ends[1]);
}

TEST(EventLoop, CallbacksAreTaskStretchesAndMayComeFromOtherThreads) {
    RecordedRun run;
    event_loop loop;
    asyncio::future<int> value("value");
    thread other("other", [&] { loop.call_soon_threadsafe([&] { value.set_result(5); }, "set the value"); });
    const auto waits = [&]() -> task<int> { co_return co_await value.get(); };
    other.start();
    EXPECT_EQ(loop.run_until_complete(waits()), 5);
    other.join();
    run.finish();
    ASSERT_NE(run.find(EventKind::TaskBegin), nullptr);
    EXPECT_EQ(run.find(EventKind::TaskBegin)->words, "set the value");
    EXPECT_EQ(run.count(EventKind::TaskEnd), 1U);
}

TEST(EventLoop, TellsWhoseTurnItIsAndWhatTheOthersWaitFor) {
    RecordedRun run;
    LaneId lane;
    {
        event_loop loop("loop");
        const auto body = []() -> task<> {
            print("first");
            co_await asyncio::sleep(2ms);
            print("second");
        };
        const auto handle = loop.create_task(body(), "T");
        lane = handle.id();
        loop.run();
        print("outside");
    }
    const auto& events = run.finish();
    ASSERT_TRUE(lane);
    for (const Seen& event : events) {
        if (event.words == "first" || event.words == "second") {
            EXPECT_EQ(event.lane, lane);
        }
        if (event.words == "outside") {
            EXPECT_NE(event.lane, lane);
        }
    }
    EXPECT_THAT(run.kindsOn(objectOf(lane)),
                ElementsAre(EventKind::LaneStart, EventKind::Resume, EventKind::Resume, EventKind::LaneEnd));
    EXPECT_EQ(run.find(EventKind::LaneStart)->b, run.objectCalled("loop").value);
    ASSERT_NE(run.find(EventKind::Suspend), nullptr);
    EXPECT_EQ(run.find(EventKind::Suspend)->a, 2'000'000U) << "the limit";
    ASSERT_NE(run.find(EventKind::IoBegin), nullptr) << "the loop waits in epoll_wait";
    EXPECT_EQ(run.find(EventKind::IoBegin)->object, run.objectCalled("loop"));
    EXPECT_EQ(run.reader().gaps(), 0U);
    EXPECT_EQ(run.reader().damage(), "");
}

TEST(EventLoop, WithNothingButOtherThreadsToWakeItWaitsForThem) {
    RecordedRun run;
    event_loop loop("loop");
    const auto offloads = []() -> task<> { co_await asyncio::to_thread([] {}, "worker"); };
    loop.run_until_complete(offloads());
    run.finish();
    EXPECT_EQ(run.count(EventKind::WaitBegin), run.count(EventKind::WaitEnd));
    EXPECT_EQ(run.count(EventKind::IoBegin), 0U);
    EXPECT_EQ(run.find(EventKind::Signal)->object, run.objectCalled("loop"));
}

TEST(EventLoop, APauseStopsItsTimersWhereTheyAre) {
    RecordedRun run;
    bool awake = false;
    thread loops("loops", [&awake] {
        asyncio::run([](bool& done) -> task<> {
            co_await asyncio::sleep(300ms);
            done = true;
        }(awake));
    });
    loops.start();
    run.awaitEvent(EventKind::IoBegin);
    run.control().pause();
    run.awaitEvent(EventKind::HoldBegin);
    EXPECT_EQ(run.find(EventKind::HoldBegin)->b, trace::HeldAsleep);
    // Longer than the timer: it must not fire.
    const auto held = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - held < 400ms)
        ASSERT_EQ((run.follow(), run.count(EventKind::IoEnd)), 0U);
    run.control().run();
    loops.join();
    run.finish();
    EXPECT_TRUE(awake);
    const auto waited = run.find(EventKind::IoEnd)->time - run.find(EventKind::IoBegin)->time;
    const auto paused = run.find(EventKind::HoldEnd)->time - run.find(EventKind::HoldBegin)->time;
    EXPECT_GE(waited - paused, 280ms) << "what was left of it was waited for afterwards";
}

TEST(EventLoop, HoldsAHundredThousandTasksWithoutLosingAnEvent) {
    RecordedRun run(1u << 30);
    constexpr int Many = 100'000;
    int turns = 0;
    {
        event_loop loop;
        const auto body = [](int& count) -> task<> {
            ++count;
            co_await asyncio::sleep(0s);
            ++count;
        };
        for (int i = 0; i < Many; ++i)
            loop.create_task(body(turns));
        loop.run();
    }
    EXPECT_EQ(turns, 2 * Many);
    run.finish();
    EXPECT_EQ(run.count(EventKind::LaneEnd), static_cast<std::size_t>(Many));
    EXPECT_EQ(run.reader().lost(), 0U);
    EXPECT_EQ(run.reader().gaps(), 0U);
}

} // namespace
} // namespace braid
