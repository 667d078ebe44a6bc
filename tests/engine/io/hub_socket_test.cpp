// Sockets that look as if they blocked, in the greenlets of a hub.

#include "engine/io/hub/hub_socket.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

#include <string>
#include <sys/resource.h>
#include <system_error>
#include <vector>

namespace braid {
namespace {

using test::RecordedRun;
using test::Seen;
using trace::EventKind;

TEST(HubSocket, TalksOverSocketsWithinOneThread) {
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

TEST(HubSocket, CarriesMoreThanOneBufferOfData) {
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

TEST(HubSocket, ReportsWhatTheNetworkRefuses) {
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

TEST(HubSocket, TellsWhoSentWhatToWhom) {
    RecordedRun run;
    {
        hub in("hub");
        hub_socket listener = hub_socket::listen("listener");
        const greenlet server = in.spawn("server", [&] { (void)listener.accept(in, "connection").receive(in); });
        const greenlet client = in.spawn("client", [&] { hub_socket::connect(in, listener.port(), "client's end").send_all(in, "hello"); });
        in.joinall({server, client});
        server.get();
        client.get();
    }
    run.finish();
    EXPECT_EQ(run.count(EventKind::EndOf), 3U) << "the listener and both ends";
    EXPECT_EQ(run.count(EventKind::EndShut), 3U);
    std::vector<std::string> received;
    for (const Seen& seen : run.follow())
        if (seen.kind == EventKind::IoEnd && seen.words == "hello")
            received.push_back(seen.words);
    EXPECT_EQ(received.size(), 1U) << "the first words of what came";
}

} // namespace
} // namespace braid
