// Waits for the other end of a connection.

#include "engine/analysis/findings/why.h"
#include "tests/engine/analysis/rounds.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

namespace {

/// A process whose threads talk to each other over a connection, "left" and "right".
struct Connection : Watched {
    LaneId process, main;
    ObjectId left, right;

    Connection() {
        process = Story::process("p");
        main = thread("main", process);
        left = descriptor("left");
        right = descriptor("right");
        connect(left, right, 7);
    }
    ObjectId descriptor(std::string_view name, LaneId by = {}) {
        const ObjectId id{m_next++};
        add(Kind::DefineObject, by ? by : main, id, 0, static_cast<std::uint32_t>(Type::Descriptor), name);
        return id;
    }
    void connect(ObjectId one, ObjectId other, std::uint64_t number) {
        add(Kind::EndOf, main, one, number, 0, {}, false);
        add(Kind::EndOf, main, other, number, 1, {}, false);
    }
    model::EventIndex waits(LaneId lane, ObjectId object, trace::IoCall call, std::uint32_t how = trace::IoUnlimited) {
        return add(Kind::IoBegin, lane, object, 5, trace::IoWaiting | how | bits(call), {}, false);
    }
    model::EventIndex moved(LaneId lane, ObjectId object, trace::IoCall call, std::int64_t count) {
        return add(Kind::IoEnd, lane, object, static_cast<std::uint64_t>(count), trace::IoCopying | bits(call), {}, false);
    }
    model::EventIndex receives(LaneId lane, ObjectId object) { return waits(lane, object, trace::IoCall::Receive); }
    model::EventIndex sends(LaneId lane, ObjectId object) { return waits(lane, object, trace::IoCall::Send); }
    model::EventIndex shut(LaneId lane, ObjectId object, bool down, std::uint32_t what = trace::ReadyToRead | trace::ReadyToWrite) {
        return add(Kind::EndShut, lane, object, down, what, {}, false);
    }
    void watch(LaneId lane, ObjectId selector, std::uint64_t fd, ObjectId object, std::uint32_t what) {
        add(Kind::WatchedIs, lane, selector, fd, object.value, {}, false);
        add(Kind::Watch, lane, selector, fd, what, "one");
    }
    static std::uint32_t bits(trace::IoCall call) { return static_cast<std::uint32_t>(call) << trace::IoCallShift; }

private:
    std::uint32_t m_next = 900;
};

} // namespace

TEST(Connections, WhoseEndsBothWaitForTheOtherOnesWordAreARing) {
    Connection story;
    const LaneId a = story.thread("A", story.process), b = story.thread("B", story.process);
    story.join(story.main, a);
    story.receives(a, story.left);
    EXPECT_FALSE(story.standstill()) << "B could send";
    story.receives(b, story.right);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Deadlock);
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::Cycle);
    EXPECT_EQ(story.message(0), "Deadlock: A waits for data on left, whose other end B has; B waits for data on right, whose other end A has");
    EXPECT_THAT(story.findings.all()[0].behind, ElementsAre(story.main));
}

TEST(Connections, ThatCarryWhatIsNotReadYetAreNoStandstill) {
    Connection story;
    const LaneId a = story.thread("A", story.process), b = story.thread("B", story.process);
    story.join(story.main, a);
    story.moved(b, story.right, trace::IoCall::Send, 10);
    story.receives(b, story.right);
    story.receives(a, story.left);
    EXPECT_FALSE(story.standstill()) << "A has 10 bytes to read";
    story.findings.findStuck(story.model);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.moved(a, story.left, trace::IoCall::Receive, 4);
    story.receives(a, story.left);
    EXPECT_FALSE(story.standstill()) << "and 6 more";
    story.moved(a, story.left, trace::IoCall::Receive, 6);
    story.receives(a, story.left);
    EXPECT_TRUE(story.standstill());
}

TEST(Connections, WhoseOtherEndIsClosedOrShutDownAreNoStandstill) {
    for (const bool down : {false, true}) {
        Connection story;
        const LaneId a = story.thread("A", story.process);
        story.receives(a, story.left);
        story.shut(story.main, story.right, down);
        story.join(story.main, a);
        EXPECT_FALSE(story.standstill()) << "it is told the end";
    }
    Connection own;
    const LaneId a = own.thread("A", own.process);
    own.receives(a, own.left);
    own.shut(own.main, own.left, true, trace::ReadyToRead);
    own.join(own.main, a);
    EXPECT_FALSE(own.standstill()) << "nothing more will come to it";
    Connection half;
    const LaneId b = half.thread("B", half.process);
    half.receives(b, half.left);
    half.shut(half.main, half.right, true, trace::ReadyToRead);
    half.join(half.main, b);
    EXPECT_TRUE(half.standstill()) << "main could still send, and joins";
}

TEST(Connections, AreTheOutsideWorldWhereTheOtherEndIsNotInTheRunOrTheWaitMayEndByItself) {
    Connection story;
    const LaneId a = story.thread("A", story.process);
    story.join(story.main, a);
    const ObjectId alone = story.descriptor("alone");
    story.add(Story::Kind::EndOf, story.main, alone, 8, 0, {}, false);
    story.receives(a, alone);
    EXPECT_FALSE(story.standstill()) << "another program has the other end";
    story.waits(a, story.left, trace::IoCall::Receive, 0);
    EXPECT_FALSE(story.standstill()) << "a wait that may have a limit";
    story.waits(a, story.left, trace::IoCall::Accept);
    EXPECT_FALSE(story.standstill()) << "any program may connect";
    story.receives(a, story.left);
    EXPECT_TRUE(story.standstill());
}

TEST(Connections, ThatNobodyHasAcceptedWaitAtTheDoorForThoseWhoHaveThat) {
    Connection story;
    const LaneId server = story.thread("server", story.process), client = story.thread("client", story.process);
    story.join(story.main, server);
    const ObjectId door = story.descriptor("door"), late = story.descriptor("late");
    story.add(Story::Kind::EndOf, story.main, door, 80, static_cast<std::uint32_t>(trace::EndFact::Listens), {}, false);
    story.moved(server, door, trace::IoCall::Accept, 5);
    story.add(Story::Kind::EndOf, client, late, 80U << 16 | 5000, static_cast<std::uint32_t>(trace::EndFact::Second), {}, false);
    story.receives(client, late);
    EXPECT_FALSE(story.standstill()) << "the server could accept it";
    story.receives(server, story.left);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.message(0), HasSubstr("client waits for data on late, whose other end server has"));
    story.shut(story.main, door, false);
    EXPECT_FALSE(story.standstill()) << "it is told that nobody will";
}

TEST(Connections, CountWhatTheSystemMovesOnItsOwn) {
    Connection story;
    const LaneId a = story.thread("A", story.process), b = story.thread("B", story.process);
    const ObjectId ring = story.object(Story::Type::Loop, "io_uring");
    story.join(story.main, a);
    const auto tell = [&](ObjectId end, trace::EndFact how, std::int64_t bytes) {
        story.add(Story::Kind::EndOf, b, end, static_cast<std::uint64_t>(bytes), static_cast<std::uint32_t>(how), {}, false);
    };
    tell(story.right, trace::EndFact::Put, 100); // handed over
    story.receives(b, story.right);
    story.watch(a, ring, 5, story.left, trace::ReadyToRead);
    story.waits(a, ring, trace::IoCall::Reap);
    EXPECT_FALSE(story.standstill()) << "100 bytes are on their way";
    tell(story.right, trace::EndFact::Put, -60); // complete: 40 were sent
    tell(story.left, trace::EndFact::Got, 40);
    EXPECT_TRUE(story.standstill());
}

TEST(Connections, AreThoseWhoSaidTheNumberLast) {
    Connection story;
    const LaneId a = story.thread("A", story.process);
    story.shut(story.main, story.left, false);
    story.shut(story.main, story.right, false);
    const ObjectId client = story.descriptor("client"), server = story.descriptor("server");
    story.connect(client, server, 7); // the same ports again
    story.join(story.main, a);
    story.receives(a, client);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "A waits for data on client, which nobody left can send; main waits for A to end, which is stuck");
}

TEST(Connections, WithoutRoomAreAFullPipeWhereNobodyIsKnownToRead) {
    Connection story;
    const LaneId a = story.thread("A", story.process);
    story.sends(a, story.left);
    story.join(story.main, a);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::FullPipe);
    EXPECT_STREQ(stuckCauseName(story.findings.all()[0].cause), "full_pipe");
    EXPECT_EQ(story.message(0), "A waits for room in left, which nobody left can make; main waits for A to end, which is stuck");
}

TEST(Connections, WithoutRoomOnBothSidesAreARing) {
    Connection story;
    const LaneId a = story.thread("A", story.process), b = story.thread("B", story.process);
    story.join(story.main, a);
    story.moved(a, story.left, trace::IoCall::Send, 1'000'000);
    story.moved(b, story.right, trace::IoCall::Send, 1'000'000);
    story.sends(a, story.left);
    story.sends(b, story.right);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::Cycle);
    EXPECT_EQ(story.message(0), "Deadlock: A waits for room in left, whose other end B has; B waits for room in right, whose other end A has");
}

TEST(Connections, FromWhichSomebodyHasJustTakenAreNotNamedWhileOthersMove) {
    Connection story;
    const LaneId a = story.thread("A", story.process), b = story.thread("B", story.process), other = story.thread("other", story.process);
    story.join(story.main, a);
    story.moved(b, story.right, trace::IoCall::Receive, 1);
    goRounds(story, other, 20);
    story.sends(a, story.left);
    story.moved(b, story.right, trace::IoCall::Receive, 1);
    story.receives(b, story.right);
    story.findings.findStuck(story.model);
    EXPECT_THAT(story.findings.all(), IsEmpty()) << "the system may be about to wake A";
    goRounds(story, other, 20);
    story.findings.findStuck(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Deadlock);
}

TEST(Connections, InASelectorAreWaitedForTogether) {
    Connection story;
    const LaneId a = story.thread("A", story.process), b = story.thread("B", story.process);
    const ObjectId one = story.descriptor("one"), other = story.descriptor("other");
    story.connect(one, other, 9);
    const ObjectId poll = story.object(Story::Type::Loop, "poll"), lock = story.mutex("m");
    story.watch(a, poll, 5, story.left, trace::ReadyToRead);
    story.watch(a, poll, 6, one, trace::ReadyToRead);
    story.take(a, lock);
    story.join(story.main, a);
    story.moved(b, other, trace::IoCall::Send, 3);
    story.waits(a, poll, trace::IoCall::Poll);
    story.wait(b, lock);
    EXPECT_FALSE(story.standstill()) << "3 bytes are there";
    story.moved(a, poll, trace::IoCall::Poll, 1);
    story.moved(a, one, trace::IoCall::Receive, 3);
    story.waits(a, poll, trace::IoCall::Poll);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "Deadlock: A waits for one of the descriptors of poll, whose other end B has; B waits for m, held by A");
    story.watch(a, poll, 7, story.descriptor("door"), trace::ReadyToRead);
    EXPECT_FALSE(story.standstill()) << "anybody may connect to that";
}

TEST(Connections, ThatAProcessInheritedAreItsAsWellUntilItClosesThem) {
    Connection story;
    const LaneId child = story.Story::process("child", story.process);
    story.start(story.main, child);
    const LaneId theirs = story.thread("main", child);
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    story.shut(story.main, story.right, false);
    story.await(theirs, flag);
    story.receives(story.main, story.left);
    EXPECT_TRUE(story.standstill()) << "the child has the other end as well";
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1)) << "who waits for the child's word stands behind it";
    EXPECT_EQ(story.findings.all()[0].lanes.front(), theirs);
    EXPECT_THAT(story.message(0), HasSubstr("; main waits for data on left, whose other end child/main has"));

    Connection closed;
    const LaneId other = closed.Story::process("child", closed.process);
    closed.start(closed.main, other);
    const LaneId thread = closed.thread("main", other);
    const ObjectId copy = closed.descriptor("right", thread);
    closed.add(Story::Kind::CopyOf, thread, copy, closed.right.value, 0, {}, false);
    closed.shut(closed.main, closed.right, false);
    closed.await(thread, closed.object(Story::Type::Event, "flag"));
    closed.receives(closed.main, closed.left);
    EXPECT_TRUE(closed.standstill());
    closed.shut(thread, copy, false);
    EXPECT_FALSE(closed.standstill()) << "nobody has it any more";
}

TEST(Connections, AreNotServedByWhoHasUsedTheOtherEndAndClosedIt) {
    Connection story;
    const LaneId child = story.Story::process("child", story.process);
    story.start(story.main, child);
    const LaneId theirs = story.thread("main", child);
    story.moved(story.main, story.right, trace::IoCall::Send, 3);
    story.moved(theirs, story.left, trace::IoCall::Receive, 3);
    story.shut(story.main, story.right, false); // the child has it from the fork
    story.receives(theirs, story.left);
    story.join(story.main, child);
    story.findings.nameHangs(story.model);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.findings.all()[0].cause, StuckCause::Self) << story.message(0);
    EXPECT_THAT(story.findings.all()[0].lanes, ElementsAre(theirs));
}

TEST(Connections, CountWhatACopyOfAnEndSends) {
    Connection story;
    const LaneId child = story.Story::process("child", story.process);
    story.start(story.main, child);
    const LaneId theirs = story.thread("main", child);
    const ObjectId copy = story.descriptor("right", theirs);
    story.add(Story::Kind::CopyOf, theirs, copy, story.right.value, 0, {}, false);
    story.moved(theirs, copy, trace::IoCall::Send, 4);
    story.await(theirs, story.object(Story::Type::Event, "flag"));
    story.receives(story.main, story.left);
    EXPECT_FALSE(story.standstill());
}

TEST(Connections, SayWhyTheirReaderIsStuck) {
    Connection story;
    const LaneId a = story.thread("A", story.process), b = story.thread("B", story.process);
    story.join(story.main, a);
    story.receives(a, story.left);
    story.receives(b, story.right);
    story.findings.nameHangs(story.model);
    const Why why = whyAt(story.model, story.findings, story.main, story.now());
    EXPECT_EQ(why.cause, Cause::Cycle);
    EXPECT_THAT(why.cycle, UnorderedElementsAre(a, b));
}
