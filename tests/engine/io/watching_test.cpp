// select, poll and epoll: what they find, and the table of what they watch.

#include "engine/exec/threads/thread.h"
#include "engine/io/epoll.h"
#include "engine/io/poller.h"
#include "engine/io/select.h"
#include "tests/engine/io/connected.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::Connected;
using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using trace::EventKind;
using trace::IoCall;

constexpr auto AtOnce = 0ms;

/// "fd:events" of each; 1 = read, 2 = write.
std::vector<std::string> words(const std::vector<ready_fd>& ready) {
    std::vector<std::string> all;
    for (const ready_fd& one : ready)
        all.push_back(std::to_string(one.fd) + ":" + std::to_string(static_cast<std::uint32_t>(one.events)));
    return all;
}
std::string word(const socket& one, const char* events) { return std::to_string(one.fileno()) + ":" + events; }

TEST(Select, FindsThoseThatCanBeReadAndThoseThatHaveRoom) {
    Connected a;
    Connected b;
    select select;
    EXPECT_THAT(select({&a.server, &b.server}, {}, AtOnce).readable, IsEmpty());
    EXPECT_TRUE(b.client.sendall("x").ok());
    const auto ready = select({&a.server, &b.server, &a.door}, {&a.server});
    EXPECT_THAT(ready.readable, ElementsAre(&b.server));
    EXPECT_THAT(ready.writable, ElementsAre(&a.server));
}

TEST(Select, SaysWhyItCannotWatchADescriptorBeyondItsLimit) {
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
    std::string refusal;
    if (!allow_descriptors(1100, refusal))
        GTEST_SKIP() << refusal;
    Connected pair;
    const int high = fcntl(pair.server.fileno(), F_DUPFD_CLOEXEC, FD_SETSIZE);
    ASSERT_GE(high, FD_SETSIZE);
    socket beyond = socket::adopt(high, "beyond");
    select select;
    try {
        (void)select({&beyond}, {}, AtOnce);
        FAIL() << "it would have written behind its set";
    } catch (const std::out_of_range& error) {
        EXPECT_THAT(error.what(), HasSubstr(std::to_string(high)));
        EXPECT_THAT(error.what(), HasSubstr("1024"));
    }
    EXPECT_THROW((void)select({}, {&beyond}, AtOnce), std::out_of_range);
    poller poll;
    poll.register_(beyond, io_events::write);
    EXPECT_THAT(words(poll.poll(AtOnce)), ElementsAre(word(beyond, "2"))) << "poll has no such limit";
}

TEST(Select, KeepsATableOfWhatIsInItsLists) {
    RecordedRun run;
    int a = 0;
    int b = 0;
    {
        Connected first;
        Connected second;
        a = first.server.fileno();
        b = second.server.fileno();
        select select("loop");
        (void)select({&first.server}, {}, AtOnce);
        (void)select({&first.server}, {}, AtOnce);                 // nothing new
        (void)select({&first.server, &second.server}, {}, AtOnce); // one more
        (void)select({&second.server}, {&second.server}, AtOnce);  // one less; the other one for both
    }
    run.finish();
    std::vector<std::string> table;
    for (const Seen& event : run.follow())
        if (event.object == run.objectCalled("loop") && (event.kind == EventKind::Watch || event.kind == EventKind::Unwatch))
            table.push_back((event.kind == EventKind::Watch ? "+" : "-") + std::to_string(event.a) + ":" + std::to_string(event.b));
    EXPECT_THAT(table, ElementsAre("+" + std::to_string(a) + ":1", "+" + std::to_string(b) + ":1",
                                   "-" + std::to_string(a) + ":0", "+" + std::to_string(b) + ":3"));
}

/// What poll and epoll have in common.
template <class Loop>
class Watching : public testing::Test {};
using Loops = testing::Types<poller, epoll>;
struct LoopNames {
    template <class Loop>
    static std::string GetName(int) {
        return std::is_same_v<Loop, epoll> ? "Epoll" : "Poll";
    }
};
TYPED_TEST_SUITE(Watching, Loops, LoopNames);

TYPED_TEST(Watching, TellsEachTimeWhileThereIsSomethingToRead) {
    Connected pair;
    TypeParam loop;
    loop.register_(pair.server, io_events::read);
    EXPECT_THAT(loop.poll(AtOnce), IsEmpty());
    EXPECT_TRUE(pair.client.sendall("ab").ok());
    EXPECT_THAT(words(loop.poll()), ElementsAre(word(pair.server, "1")));
    EXPECT_EQ(test::received(pair.server, 1), "a");
    EXPECT_THAT(words(loop.poll()), ElementsAre(word(pair.server, "1"))) << "there is still the b";
    EXPECT_EQ(test::received(pair.server, 1), "b");
    EXPECT_THAT(loop.poll(AtOnce), IsEmpty());
}

TYPED_TEST(Watching, FollowsChangesAndForgets) {
    Connected a;
    Connected b;
    TypeParam loop;
    loop.register_(a.server, io_events::read);
    loop.register_(b.server, io_events::read);
    EXPECT_EQ(loop.size(), 2u);
    loop.modify(a.server, io_events::read | io_events::write);
    EXPECT_THAT(words(loop.poll()), ElementsAre(word(a.server, "2")));
    loop.unregister(a.server);
    loop.unregister(a.server); // again: nothing
    EXPECT_EQ(loop.size(), 1u);
    EXPECT_TRUE(b.client.sendall("x").ok());
    EXPECT_THAT(words(loop.poll()), ElementsAre(word(b.server, "1")));
}

TYPED_TEST(Watching, CountsAnEndAndAResetAsSomethingToRead) {
    Connected ended;
    Connected broken;
    TypeParam loop;
    ended.client.close();
    test::closeWithReset(broken.client);
    loop.register_(ended.server, io_events::read);
    EXPECT_THAT(words(loop.poll()), ElementsAre(word(ended.server, "1")));
    loop.unregister(ended.server);
    loop.register_(broken.server, io_events::read | io_events::write);
    EXPECT_THAT(words(loop.poll()), ElementsAre(word(broken.server, "3")));
}

TYPED_TEST(Watching, RecordsWaitTableAndWhatBecameReady) {
    RecordedRun run;
    int fd = 0;
    {
        Connected pair;
        fd = pair.server.fileno();
        TypeParam loop("loop");
        loop.register_(pair.server, io_events::read);
        EXPECT_TRUE(pair.client.sendall("x").ok());
        EXPECT_EQ(loop.poll().size(), 1u);
        loop.unregister(pair.server);
    }
    run.finish();
    const ObjectId loop = run.objectCalled("loop");
    ASSERT_TRUE(loop);
    std::vector<EventKind> kinds;
    for (const Seen& event : run.follow()) {
        if (event.object != loop || event.kind < EventKind::LaneStart) // definitions
            continue;
        kinds.push_back(event.kind);
        if (event.kind == EventKind::Watch || event.kind == EventKind::Unwatch || event.kind == EventKind::FdReady) {
            EXPECT_EQ(event.a, static_cast<std::uint64_t>(fd));
        }
        if (event.kind == EventKind::Watch) {
            EXPECT_EQ(event.words, "server's end");
        }
    }
    std::erase(kinds, EventKind::IoEnd); // of epoll_ctl too
    EXPECT_THAT(kinds, ElementsAre(EventKind::Watch, EventKind::IoBegin, EventKind::FdReady, EventKind::Unwatch));
}

TYPED_TEST(Watching, WaitsUntilAnotherThreadSends) {
    RecordedRun run;
    Connected pair;
    TypeParam loop("loop");
    loop.register_(pair.server, io_events::read);
    thread sender("sender", [&] { EXPECT_TRUE(pair.client.sendall("x").ok()); });
    sender.start();
    EXPECT_THAT(words(loop.poll()), ElementsAre(word(pair.server, "1")));
    sender.join();
}

TEST(EdgeTriggered, TellsOncePerArrivalHoweverMuchIsLeft) {
    Connected pair;
    epoll loop;
    pair.server.setblocking(false);
    loop.register_(pair.server, io_events::read, epoll::trigger::edge);
    EXPECT_TRUE(pair.client.sendall("ab").ok());
    EXPECT_THAT(words(loop.poll()), ElementsAre(word(pair.server, "1")));
    EXPECT_EQ(test::received(pair.server, 1), "a");
    EXPECT_THAT(loop.poll(AtOnce), IsEmpty()) << "the b is left, but it is old news";
    EXPECT_TRUE(pair.client.sendall("c").ok());
    EXPECT_THAT(words(loop.poll()), ElementsAre(word(pair.server, "1")));
    std::string drained;
    for (std::string got; !(got = test::received(pair.server, 1)).empty();)
        drained += got;
    EXPECT_EQ(drained, "bc");
    std::array<char, 1> buffer{};
    EXPECT_TRUE(pair.server.recv(buffer).would_block()) << "drained until EAGAIN";
}

TEST(EdgeTriggered, TellsOfRoomOnceItIsThereAgain) {
    Connected pair;
    epoll loop;
    pair.server.setblocking(false);
    loop.register_(pair.server, io_events::write, epoll::trigger::edge);
    EXPECT_EQ(loop.poll().size(), 1u) << "at first there is room";
    const std::size_t sent = test::fillUp(pair.server);
    EXPECT_THAT(loop.poll(AtOnce), IsEmpty());
    for (std::size_t got = 0; got < sent;)
        got += test::received(pair.client, 1u << 20).size();
    EXPECT_THAT(words(loop.poll()), ElementsAre(word(pair.server, "2")));
}

TEST(Epoll, RefusesWhatTheKernelRefuses) {
    Connected pair;
    epoll loop;
    loop.register_(pair.server, io_events::read);
    EXPECT_THROW(loop.register_(pair.server, io_events::read), std::system_error);
    EXPECT_THROW(loop.modify(pair.client, io_events::read), std::system_error);
}

} // namespace
} // namespace braid
