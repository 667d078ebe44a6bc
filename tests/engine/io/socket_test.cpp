// Sockets: what they do, what is recorded of it and what is counted.

#include "engine/exec/threads/thread.h"
#include "engine/io/poller.h"
#include "tests/engine/io/connected.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

namespace braid {

namespace {

using test::Connected;
using test::RecordedRun;
using test::Seen;
using test::story;
using testing::ElementsAre;
using testing::HasSubstr;
using trace::EventKind;
using trace::IoCall;

TEST(Socket, LetsTheKernelChooseThePort) {
    socket first("first");
    socket second("second");
    first.bind();
    second.bind();
    EXPECT_GT(first.port(), 0);
    EXPECT_NE(first.port(), second.port());
}

TEST(Socket, CarriesBytesBothWays) {
    Connected pair;
    EXPECT_EQ(pair.client.send("hello").count(), 5u);
    EXPECT_EQ(test::received(pair.server), "hello");
    EXPECT_TRUE(pair.server.sendall("hi son").ok());
    EXPECT_EQ(test::received(pair.client), "hi son");
}

TEST(Socket, ReceivesAMessageInAsManyPartsAsItIsAskedFor) {
    Connected pair;
    EXPECT_TRUE(pair.client.sendall("abcdef").ok());
    EXPECT_EQ(test::received(pair.server, 4), "abcd");
    EXPECT_EQ(test::received(pair.server, 4), "ef");
}

TEST(Socket, SaysEndWhenTheOtherSideHasSaidAll) {
    Connected pair;
    EXPECT_TRUE(pair.client.sendall("bye").ok());
    pair.client.shutdown(socket::side::writing);
    EXPECT_EQ(test::received(pair.server), "bye");
    std::array<char, 8> buffer{};
    EXPECT_TRUE(pair.server.recv(buffer).end());
    EXPECT_TRUE(pair.server.sendall("and you?").ok()) << "the other direction is still open";
    EXPECT_EQ(test::received(pair.client), "and you?");
}

TEST(Socket, GivesAResetBackAsAResultAndRaisesNoSignal) {
    Connected pair;
    test::closeWithReset(pair.client);
    std::array<char, 8> buffer{};
    const io_result got = pair.server.recv(buffer);
    EXPECT_EQ(got.error(), ECONNRESET);
    EXPECT_EQ(got.count(), 0u);
    EXPECT_THAT(got.message(), HasSubstr("reset"));
    EXPECT_EQ(pair.server.send("anyone?").error(), EPIPE);
}

TEST(Socket, ThatIsClosedRefusesEverything) {
    Connected pair;
    pair.client.close();
    std::array<char, 8> buffer{};
    EXPECT_EQ(pair.client.recv(buffer).error(), EBADF);
    EXPECT_EQ(pair.client.send("x").error(), EBADF);
    EXPECT_EQ(pair.client.accept().error(), EBADF);
    EXPECT_EQ(pair.client.connect(1).error(), EBADF);
    EXPECT_FALSE(pair.client.is_open());
    pair.client.close(); // again: nothing
}

TEST(Socket, ThatNobodyListensAtIsRefused) {
    socket door("door");
    door.bind();
    socket client("client");
    EXPECT_EQ(client.connect(door.port()).error(), ECONNREFUSED) << "bound, but does not listen";
}

TEST(Socket, NonblockingComesBackAtOnceWithEagain) {
    Connected pair;
    pair.server.setblocking(false);
    pair.door.setblocking(false);
    std::array<char, 8> buffer{};
    EXPECT_TRUE(pair.server.recv(buffer).would_block());
    EXPECT_EQ(pair.door.accept().error(), EAGAIN);
    EXPECT_GT(test::fillUp(pair.server), 0u);
    EXPECT_TRUE(pair.server.send("no room").would_block());
}

TEST(Socket, SendsPartOfWhatThereIsNoRoomFor) {
    Connected pair;
    pair.server.setblocking(false);
    const std::string much(64u << 20, 'x');
    const io_result sent = pair.server.send(much);
    EXPECT_GT(sent.count(), 0u);
    EXPECT_LT(sent.count(), much.size());
}

TEST(Socket, BlockingSendsAllWhileTheOtherSideReads) {
    Connected pair;
    const std::string much(8u << 20, 'x');
    std::size_t arrived = 0;
    thread reader("reader", [&] {
        for (std::string got; arrived < much.size() && !(got = test::received(pair.client, 1u << 20)).empty();)
            arrived += got.size();
    });
    reader.start();
    EXPECT_TRUE(pair.server.sendall(much).ok());
    reader.join();
    EXPECT_EQ(arrived, much.size());
}

TEST(Socket, ShutDownByAnotherThreadLetsAcceptGo) {
    RecordedRun run;
    socket door("door");
    door.bind();
    door.listen();
    int error = 0;
    thread server("server", [&] { error = door.accept().error(); });
    server.start();
    run.followUntil([&](const auto&) { return story(run, IoCall::Accept).size() == 1; }); // it waits
    door.shutdown();
    server.join();
    EXPECT_EQ(error, EINVAL);
}

TEST(RecordedSocket, ShowsABlockingReceiveAsOneCallOfTwoPhases) {
    RecordedRun run;
    {
        Connected pair;
        const io_counts before = this_thread::io_so_far();
        EXPECT_TRUE(pair.client.sendall("hello").ok());
        EXPECT_EQ(test::received(pair.server), "hello");
        const io_counts calls = this_thread::io_so_far() - before;
        EXPECT_EQ(calls.of(IoCall::Receive), 1u);
        EXPECT_EQ(calls.of(IoCall::Send), 1u);
        EXPECT_EQ(calls.total(), 2u);
        EXPECT_EQ(calls.received, 5u);
        EXPECT_EQ(calls.sent, 5u);
    }
    run.finish();
    EXPECT_THAT(story(run, IoCall::Receive), ElementsAre("waits", "copies", "ends 5"));
    EXPECT_THAT(story(run, IoCall::Accept), ElementsAre("waits", testing::StartsWith("ends ")));
}

TEST(RecordedSocket, ShowsEagainAsAnEndWithoutABeginning) {
    RecordedRun run;
    {
        Connected pair;
        pair.server.setblocking(false);
        std::array<char, 8> buffer{};
        EXPECT_TRUE(pair.server.recv(buffer).would_block());
        EXPECT_TRUE(pair.client.sendall("abc").ok());
        // On the loopback what is sent is there when send comes back.
        EXPECT_EQ(pair.server.recv(buffer).count(), 3u);
    }
    run.finish();
    EXPECT_THAT(story(run, IoCall::Receive), ElementsAre("ends -11", "copies", "ends 3"));
}

TEST(RecordedSocket, TellsAfterwardsSinceWhenANonblockingCallCopied) {
    RecordedRun run;
    {
        Connected pair;
        pair.server.setblocking(false);
        for (int i = 0; i < 20'000; ++i) // over the edges of many chunks
            EXPECT_GT(pair.server.send("x").count(), 0u);
    }
    run.finish();
    std::chrono::nanoseconds last{0};
    std::size_t copies = 0;
    for (const Seen& event : run.follow()) {
        EXPECT_GE(event.time, last);
        last = event.time;
        copies += event.kind == EventKind::IoBegin && event.b >> trace::IoCallShift == static_cast<std::uint32_t>(IoCall::Send);
    }
    EXPECT_EQ(copies, 20'000u);
    EXPECT_EQ(run.reader().damage(), "");
}

TEST(RecordedSocket, IsCalledByItsNameAndItsDescriptor) {
    RecordedRun run;
    std::string name;
    {
        socket one("client 3");
        name = "client 3 (fd " + std::to_string(one.fileno()) + ")";
    }
    run.finish();
    EXPECT_TRUE(run.objectCalled(name));
}

TEST(RecordedSocket, NamesTheLineOfTheCaller) {
    RecordedRun run;
    std::uint32_t line = 0;
    {
        Connected pair;
        EXPECT_TRUE(pair.client.sendall("x").ok());
        std::array<char, 8> buffer{};
        line = __LINE__ + 1;
        EXPECT_EQ(pair.server.recv(buffer).count(), 1u);
    }
    run.finish();
    for (const Seen& event : run.follow())
        if (event.kind == EventKind::IoEnd && event.b >> trace::IoCallShift == static_cast<std::uint32_t>(IoCall::Receive)) {
            const auto site = std::find_if(run.follow().begin(), run.follow().end(), [&](const Seen& definition) {
                return definition.kind == EventKind::DefineSite && definition.object.value == event.site.value;
            });
            ASSERT_NE(site, run.follow().end());
            EXPECT_EQ(site->a, line);
        }
}

TEST(IoCounts, CountAWakeUpWhereTheThreadSlept) {
    Connected pair;
    poller poll;
    poll.register_(pair.server, io_events::read);
    const io_counts before = this_thread::io_so_far();
    EXPECT_TRUE(poll.poll(std::chrono::milliseconds(5)).empty()) << "nobody sends, so it sleeps out its time";
    EXPECT_GE((this_thread::io_so_far() - before).wakeups, 1u);
}

TEST(Descriptors, AreAllowedUpToTheHardLimitAndRefusedBeyondWithASentence) {
    rlimit limit{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
    if (limit.rlim_max == RLIM_INFINITY)
        GTEST_SKIP() << "there is no hard limit here";
    std::string refusal;
    EXPECT_FALSE(allow_descriptors(limit.rlim_max + 1, refusal));
    EXPECT_THAT(refusal, HasSubstr(std::to_string(limit.rlim_max + 1)));
    EXPECT_TRUE(allow_descriptors(limit.rlim_max, refusal));
    rlimit now{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &now), 0);
    EXPECT_EQ(now.rlim_cur, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace
} // namespace braid
