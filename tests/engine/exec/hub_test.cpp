// The hub: fibers that wait give their thread to others.

#include "engine/exec/coroutines/fiber.h"
#include "engine/exec/coroutines/hub_socket.h"
#include "engine/exec/output.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using test::Seen;
using trace::EventKind;

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
        struct Unwound {
            bool& flag;
            ~Unwound() { flag = true; }
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
            struct Unwound {
                bool& flag;
                ~Unwound() { flag = true; }
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
            struct Unwound {
                bool& flag;
                ~Unwound() { flag = true; }
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
