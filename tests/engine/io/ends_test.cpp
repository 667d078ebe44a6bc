// What the trace tells of connections: which end belongs to which, who closed it, what went through without a call.

#include "engine/io/ends.h"

#include "engine/io/async_io.h"
#include "engine/io/poller.h"
#include "tests/engine/io/connected.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::Connected;
using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;
using testing::IsEmpty;
using trace::EndFact;
using trace::EventKind;
using trace::IoCall;

/// The EndOf events of `descriptor` with one of these facts: (fact, a).
std::vector<std::pair<EndFact, std::int64_t>> facts(RecordedRun& run, ObjectId descriptor, EndFact least, EndFact most) {
    std::vector<std::pair<EndFact, std::int64_t>> all;
    for (const Seen& event : run.follow())
        if (event.kind == EventKind::EndOf && event.object == descriptor && event.b >= static_cast<std::uint32_t>(least) && event.b <= static_cast<std::uint32_t>(most))
            all.emplace_back(static_cast<EndFact>(event.b), static_cast<std::int64_t>(event.a));
    return all;
}

/// The IoBegin of the last wait in `call`: whether it lasts as long as it takes.
bool unlimited(RecordedRun& run, IoCall call) {
    bool last = false;
    for (const Seen& event : run.follow())
        if (event.kind == EventKind::IoBegin && event.b >> trace::IoCallShift == static_cast<std::uint32_t>(call) && (event.b & trace::IoPhaseMask) == trace::IoWaiting)
            last = (event.b & trace::IoUnlimited) != 0;
    return last;
}

TEST(Ends, OfAConnectionSayOneNumberAsItsFirstAndItsSecond) {
    RecordedRun run;
    Connected a, b;
    const auto first = facts(run, a.client.traced().id(), EndFact::First, EndFact::Second);
    const auto second = facts(run, a.server.traced().id(), EndFact::First, EndFact::Second);
    ASSERT_EQ(first.size(), 1U);
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(first[0].second, second[0].second);
    EXPECT_NE(first[0].first, second[0].first);
    const auto other = facts(run, b.client.traced().id(), EndFact::First, EndFact::Second);
    ASSERT_EQ(other.size(), 1U);
    EXPECT_NE(other[0].second, first[0].second);
    EXPECT_THAT(facts(run, a.door.traced().id(), EndFact::First, EndFact::Got), ElementsAre(std::pair(EndFact::Listens, std::int64_t{a.door.port()})));
}

TEST(Ends, OfAPairAreTheTwoOfIt) {
    RecordedRun run;
    auto [one, other] = socketpair("pair");
    EXPECT_EQ(one.name(), "pair 1");
    EXPECT_EQ(other.name(), "pair 2");
    EXPECT_TRUE(one.send("word").ok());
    EXPECT_EQ(test::received(other), "word");
    const auto first = facts(run, one.traced().id(), EndFact::First, EndFact::Got), second = facts(run, other.traced().id(), EndFact::First, EndFact::Got);
    ASSERT_EQ(first.size(), 1U);
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(first[0].second, second[0].second);
    EXPECT_NE(first[0].first, second[0].first);
}

TEST(Ends, SayWhoClosedThemAndWhatWasShutDown) {
    RecordedRun run;
    Connected pair;
    pair.client.shutdown(socket::side::writing);
    pair.client.close();
    std::vector<std::pair<std::uint64_t, std::uint32_t>> shut;
    for (const Seen& event : run.follow())
        if (event.kind == EventKind::EndShut)
            shut.emplace_back(event.a, event.b);
    EXPECT_THAT(shut, ElementsAre(std::pair(1U, trace::ReadyToWrite), std::pair(0U, trace::ReadyToRead | trace::ReadyToWrite)));
}

TEST(Ends, OfAnUnconnectedSocketAreNone) {
    RecordedRun run;
    socket alone("alone");
    EXPECT_FALSE(alone.is_told());
    EXPECT_FALSE(alone.connect(1).ok()) << "nobody listens at port 1";
    EXPECT_FALSE(alone.is_told());
    EXPECT_THAT(facts(run, alone.traced().id(), EndFact::First, EndFact::Got), IsEmpty());
}

TEST(Ends, AreNamedToWhoWatchesThem) {
    RecordedRun run;
    Connected pair;
    poller poll;
    poll.register_(pair.server, io_events::read);
    run.awaitEvent(EventKind::WatchedIs);
    const Seen* is = run.find(EventKind::WatchedIs);
    ASSERT_NE(is, nullptr);
    EXPECT_EQ(is->a, static_cast<std::uint64_t>(pair.server.fileno()));
    EXPECT_EQ(is->b, pair.server.traced().id().value);
    (void)pair.client.send("x");
    (void)poll.poll();
    EXPECT_TRUE(unlimited(run, IoCall::Poll));
    (void)poll.poll(1ms);
    EXPECT_FALSE(unlimited(run, IoCall::Poll)) << "it has a time limit";
    poll.modify(pair.server, io_events::read | io_events::write);
    (void)poll.poll();
    EXPECT_FALSE(unlimited(run, IoCall::Poll)) << "there is room, so that it does not wait";
    poll.unregister(pair.server);
}

TEST(Ends, SayThatThereIsNoRoomOnlyWhereThereIsNone) {
    RecordedRun run;
    Connected pair;
    EXPECT_TRUE(pair.client.send("x").ok());
    EXPECT_FALSE(unlimited(run, IoCall::Send));
    pair.client.setblocking(false);
    test::fillUp(pair.client);
    pair.client.setblocking(true);
    thread sender("sender", [&] { (void)pair.client.send("y"); });
    sender.start();
    run.followUntil([&](const auto&) { return unlimited(run, IoCall::Send); });
    pair.server.close(); // which wakes it
    sender.join();
}

TEST(Ends, CountWhatOperationsMove) {
    RecordedRun run;
    Connected pair;
    async_io ring;
    ring.send(pair.client, "hello", 1);
    EXPECT_THAT(facts(run, pair.client.traced().id(), EndFact::Put, EndFact::Got), IsEmpty()) << "prepared only";
    ring.submit();
    EXPECT_THAT(facts(run, pair.client.traced().id(), EndFact::Put, EndFact::Got), ElementsAre(std::pair(EndFact::Put, std::int64_t{5})));
    ring.recv(pair.server, 100, 2);
    ring.submit();
    while (ring.under_way() > 0)
        (void)ring.wait();
    EXPECT_THAT(facts(run, pair.client.traced().id(), EndFact::Put, EndFact::Got), ElementsAre(std::pair(EndFact::Put, std::int64_t{5})));
    EXPECT_THAT(facts(run, pair.server.traced().id(), EndFact::Put, EndFact::Got), ElementsAre(std::pair(EndFact::Got, std::int64_t{5})));
    int watched = 0;
    for (const Seen& event : run.follow())
        if (event.object == ring.traced().id())
            watched += event.kind == EventKind::Watch ? 1 : event.kind == EventKind::Unwatch ? -1
                                                                                             : 0;
    EXPECT_EQ(watched, 0) << "nothing is under way any more";
}

} // namespace
} // namespace braid
