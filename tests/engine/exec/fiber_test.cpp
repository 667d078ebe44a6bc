// Fibers: switches of stacks, by name or by a hub, on lanes of their own.

#include "engine/exec/coroutines/fiber.h"
#include "engine/exec/coroutines/hub_socket.h"
#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/mutex.h"
#include "tests/engine/recorded_run.h"

#include <array>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;
using trace::EventKind;

TEST(Fiber, SwitchesWhereItStands) {
    std::string order;
    fiber* second = nullptr;
    fiber* first = nullptr;
    fiber a("a", [&] {
        order += "1";
        second->switch_to();
        order += "3";
        second->switch_to();
    });
    fiber b("b", [&] {
        order += "2";
        first->switch_to();
        order += "4";
    });
    first = &a;
    second = &b;
    EXPECT_EQ(fiber::current(), nullptr);
    a.switch_to();
    EXPECT_EQ(order, "1234");
    EXPECT_FALSE(a.done());
    EXPECT_TRUE(b.done()) << "its end went to its parent, the thread";
    a.switch_to();
    EXPECT_TRUE(a.done());
}

TEST(Fiber, SwitchesFromDeepWithinCalls) {
    std::function<int(int)> deep = [&deep](int n) {
        std::array<char, 64> room{};
        room.fill(static_cast<char>(n));
        if (n == 0)
            fiber::switch_to_thread();
        return n == 0 ? 0 : deep(n - 1) + room[0] - static_cast<char>(n) + 1;
    };
    int result = 0;
    fiber one("one", [&] { result = deep(50); });
    one.switch_to();
    EXPECT_EQ(result, 0);
    one.switch_to();
    EXPECT_EQ(result, 50);
}

TEST(Fiber, ThrowsIntoItsParent) {
    std::string story;
    fiber outer("outer", [&] {
        fiber inner("inner", [] { throw std::runtime_error("inner"); });
        try {
            inner.switch_to();
        } catch (const std::runtime_error& error) {
            story = error.what();
        }
    });
    outer.switch_to();
    EXPECT_EQ(story, "inner");
    fiber alone("alone", [] { throw std::runtime_error("alone"); });
    EXPECT_THROW(alone.switch_to(), std::runtime_error);
}

TEST(Fiber, MaySwitchWithinAHandler) {
    std::string seen;
    const auto body = [&seen](const char* what) {
        return [&seen, what] {
            try {
                throw std::runtime_error(what);
            } catch (...) {
                fiber::switch_to_thread();
                try {
                    throw;
                } catch (const std::runtime_error& error) {
                    seen += error.what();
                }
            }
        };
    };
    fiber a("a", body("a"));
    fiber b("b", body("b"));
    a.switch_to();
    b.switch_to();
    a.switch_to();
    b.switch_to();
    EXPECT_EQ(seen, "ab") << "each one rethrows its own";
}

TEST(Fiber, DestroyedWhileSuspendedIsUnwoundOnItsOwnLane) {
    RecordedRun run;
    LaneId lane;
    bool reached = false;
    {
        fiber one("one", [&] {
            struct Says {
                ~Says() { print("unwound"); }
            } says;
            fiber::switch_to_thread();
            reached = true;
        });
        lane = one.id();
        one.switch_to();
    }
    EXPECT_FALSE(reached);
    print("after");
    run.finish();
    for (const Seen& event : run.follow()) {
        if (event.words == "unwound") {
            EXPECT_EQ(event.lane, lane);
        }
        if (event.words == "after") {
            EXPECT_NE(event.lane, lane);
        }
    }
    EXPECT_EQ(run.count(EventKind::Print), 2U);
    EXPECT_EQ(run.count(EventKind::LaneEnd), 1U);
}

TEST(Fiber, NeverBegunOnlyEndsItsLane) {
    RecordedRun run;
    {
        const fiber one("one", [] { print("never"); });
    }
    run.finish();
    EXPECT_EQ(run.count(EventKind::Print), 0U);
    EXPECT_EQ(run.count(EventKind::LaneEnd), 1U);
}

/// The compiler takes the thread's number for a constant within a function.
__attribute__((noinline)) pid_t whoRuns() { return gettid(); }

/// Recorded operations of a fiber that moves between threads lie in functions of their own.
__attribute__((noinline)) void lockAndPrint(mutex& lock, const char* line) {
    lock.lock();
    print(line);
    lock.unlock();
}

TEST(Fiber, MayGoOnInAnotherThreadAndStaysOnItsLane) {
    RecordedRun run;
    mutex lock("A");
    pid_t first = 0, second = 0;
    fiber one("one", [&] {
        first = whoRuns();
        lockAndPrint(lock, "in main");
        fiber::switch_to_thread();
        second = whoRuns();
        lockAndPrint(lock, "in the other");
    });
    one.switch_to();
    LaneId otherLane;
    thread other("other", [&] {
        otherLane = this_thread::id();
        one.switch_to();
        print("after it");
    });
    other.start();
    other.join();
    EXPECT_TRUE(one.done());
    EXPECT_NE(first, second);
    run.finish();
    std::vector<LaneId> resumers;
    for (const Seen& event : run.follow()) {
        if (event.words == "in main" || event.words == "in the other" || event.kind == EventKind::Acquired) {
            EXPECT_EQ(event.lane, one.id()) << event.words;
        }
        if (event.words == "after it") {
            EXPECT_EQ(event.lane, otherLane);
        }
        if (event.kind == EventKind::Resume && event.object == objectOf(one.id()))
            resumers.push_back(event.lane);
    }
    ASSERT_EQ(resumers.size(), 2U);
    EXPECT_EQ(resumers[1], otherLane) << "a lane says which thread resumed it";
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(Fiber, ManyFitAtOnceAndTheirStacksAreUsedAgain) {
    for (int round = 0; round < 2; ++round) {
        std::vector<std::unique_ptr<fiber>> many;
        int sum = 0;
        for (int i = 0; i < 2000; ++i)
            many.push_back(std::make_unique<fiber>("f", [&sum] {
                fiber::switch_to_thread();
                ++sum;
            }));
        for (const auto& one : many)
            one->switch_to();
        for (const auto& one : many)
            one->switch_to();
        EXPECT_EQ(sum, 2000);
    }
}

TEST(Hub, SwitchesToAnotherWhileOneSleeps) {
    hub in("hub");
    std::string order;
    in.spawn("slow", [&] {
        order += 'a';
        in.sleep(20ms);
        order += 'd';
    });
    in.spawn("quick", [&] {
        order += 'b';
        in.sleep(5ms);
        order += 'c';
    });
    in.join();
    EXPECT_EQ(order, "abcd");
    EXPECT_EQ(in.living(), 0U);
}

TEST(Hub, TalksOverSocketsWithinOneThread) {
    RecordedRun run;
    {
        hub in("hub");
        hub_socket listener = hub_socket::listen("listener");
        std::string heard;
        const greenlet server = in.spawn("server", [&] {
            hub_socket connection = listener.accept(in, "connection");
            connection.send_all(in, connection.receive(in) + " yourself");
        });
        const greenlet client = in.spawn("client", [&] {
            hub_socket connection = hub_socket::connect(in, listener.port(), "client's end");
            connection.send_all(in, "hello");
            for (std::string more = connection.receive(in); !more.empty(); more = connection.receive(in))
                heard += more;
        });
        in.joinall({server, client});
        server.get();
        client.get();
        EXPECT_EQ(heard, "hello yourself");
    }
    run.finish();
    EXPECT_GE(run.count(EventKind::FdReady), 1U);
    const Seen* watch = run.find(EventKind::Watch);
    ASSERT_NE(watch, nullptr);
    EXPECT_EQ(watch->words, "listener");
    EXPECT_EQ(watch->object, run.objectCalled("hub"));
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(Hub, CarriesMoreThanOneBufferOfData) {
    hub in("hub");
    hub_socket listener = hub_socket::listen("listener");
    constexpr std::size_t Bytes = 8u << 20;
    std::size_t received = 0;
    in.spawn("server", [&] {
        hub_socket connection = listener.accept(in, "connection");
        for (std::string more = connection.receive(in); !more.empty(); more = connection.receive(in))
            received += more.size();
    });
    in.spawn("client", [&] {
        hub_socket connection = hub_socket::connect(in, listener.port(), "client's end");
        connection.send_all(in, std::string(Bytes, 'x'));
    });
    in.join();
    EXPECT_EQ(received, Bytes);
}

TEST(Hub, ReportsWhatTheNetworkRefuses) {
    hub in("hub");
    std::uint16_t port = 0;
    {
        const hub_socket gone = hub_socket::listen("gone");
        port = gone.port();
    }
    const greenlet client = in.spawn("client", [&] { (void)hub_socket::connect(in, port, "nobody"); });
    in.join();
    EXPECT_THROW(client.get(), std::system_error);
}

TEST(Hub, KillUnwindsAGreenletThatWaits) {
    hub in("hub");
    bool unwound = false;
    greenlet patient = in.spawn("patient", [&] {
        struct Leaves {
            bool& flag;
            ~Leaves() { flag = true; }
        } leaves{unwound};
        in.sleep(1h);
    });
    in.spawn("killer", [&] {
        in.sleep(1ms);
        patient.kill();
    });
    in.join();
    EXPECT_TRUE(unwound);
    EXPECT_NO_THROW(patient.get());
}

TEST(Hub, AGreenletThatKillsItselfDoesNotBeginItsNextWait) {
    for (const bool descriptor : {false, true}) {
        hub in("hub");
        bool cameBack = false;
        bool unwound = false;
        std::optional<greenlet> itself;
        int never[2];
        ASSERT_EQ(pipe(never), 0);
        itself = in.spawn("itself", [&] {
            struct Leaves {
                bool& flag;
                ~Leaves() { flag = true; }
            } leaves{unwound};
            itself->kill();
            descriptor ? in.wait(never[0], trace::ReadyToRead) : in.sleep(1h);
            cameBack = true;
        });
        in.join();
        EXPECT_TRUE(unwound);
        EXPECT_FALSE(cameBack);
        EXPECT_TRUE(itself->done());
        EXPECT_NO_THROW(itself->get());
        close(never[0]);
        close(never[1]);
    }
}

TEST(Fiber, ThatIsKilledWhileItRunsDoesNotGoAway) {
    bool wentAway = true;
    fiber* self = nullptr;
    fiber one("one", [&] {
        self->kill();
        try {
            fiber::switch_to_thread();
        } catch (const fiber_exit&) {
            wentAway = false;
            throw;
        }
    });
    self = &one;
    one.switch_to();
    EXPECT_FALSE(wentAway);
    EXPECT_TRUE(one.done());
}

TEST(Hub, JoinsWithinAGreenlet) {
    hub in("hub");
    std::string order;
    in.spawn("outer", [&] {
        const greenlet inner = in.spawn("inner", [&] {
            in.sleep(1ms);
            order += "inner ";
        });
        in.joinall({inner});
        order += "outer";
    });
    in.join();
    EXPECT_EQ(order, "inner outer");
}

TEST(Hub, EndsThoseThatAreLeftWhereTheyStand) {
    bool unwound = false;
    {
        hub in("hub");
        in.spawn("left", [&] {
            struct Leaves {
                bool& flag;
                ~Leaves() { flag = true; }
            } leaves{unwound};
            in.sleep(1h);
        });
        const greenlet quick = in.spawn("quick", [] {});
        in.spawn("never begun", [] {});
        in.joinall({quick});
    }
    EXPECT_TRUE(unwound);
}

TEST(Hub, WaitsOnlyInItsGreenlets) {
    hub in("hub");
    EXPECT_THROW(in.sleep(1ms), std::logic_error);
}

TEST(AllowDescriptors, SaysWhatToDoWhereTheHardLimitForbids) {
    rlimit limit{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
    EXPECT_TRUE(allow_descriptors(16).ok());
    if (limit.rlim_max == RLIM_INFINITY)
        GTEST_SKIP() << "there is no hard limit here";
    const Status refused = allow_descriptors(limit.rlim_max + 1);
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().sentence(), testing::HasSubstr("ulimit"));
}

} // namespace
} // namespace braid
