#include "engine/analysis/hints/hints.h"

#include "engine/trace/acquired.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace {

/// A recorded program with three threads.
struct Recorded : Watched {
    LaneId program = process("program"), main = thread("main", program), one = thread("one", program), two = thread("two", program);
    /// In the program's own data, where module 1 lies; else in memory that was allotted.
    ObjectId lock(std::string_view name, std::uint64_t address, bool allotted = false, LaneId by = {}, Type type = Type::Mutex) {
        const ObjectId id{++m_last};
        add(Kind::DefineObject, by, id, 0, static_cast<std::uint32_t>(type), name);
        add(Kind::ObjectAt, by, id, address, allotted ? 0 : 1, {}, false);
        return id;
    }
    void nest(LaneId lane, ObjectId outer, ObjectId inner) {
        take(lane, outer);
        take(lane, inner);
        give(lane, inner);
        give(lane, outer);
    }
    [[nodiscard]] std::vector<Hint> hints() const { return hintsOf(model, findings); }

private:
    std::uint32_t m_last = 1000;

public:
    ObjectId a = lock("a", 0x1000), b = lock("b", 0x1040);
};

} // namespace

TEST(Hints, TellOfTwoThreadsThatTakeTwoLocksInOppositeOrders) {
    Recorded story;
    const SiteId first = story.site("a.c", 1), second = story.site("a.c", 2), third = story.site("b.c", 3), fourth = story.site("b.c", 4);
    story.from(first).take(story.one, story.a);
    story.from(second).take(story.one, story.b);
    story.give(story.one, story.b);
    story.give(story.one, story.a);
    story.from(third).take(story.two, story.b);
    story.from(fourth).take(story.two, story.a);
    story.give(story.two, story.a);
    story.give(story.two, story.b);
    const auto hints = story.hints();
    ASSERT_THAT(hints, SizeIs(1));
    EXPECT_STREQ(hintName(hints[0].kind), "lock_order_inversion");
    EXPECT_EQ(hints[0].message.english(), "one (a.c:2) takes b while it holds a (a.c:1), and two (b.c:4) takes a while it holds b (b.c:3): where both do so at "
                                          "once, both wait for ever");
    EXPECT_THAT(hints[0].places, ElementsAre(HintPlace{story.one, story.a, first}, HintPlace{story.one, story.b, second},
                                             HintPlace{story.two, story.b, third}, HintPlace{story.two, story.a, fourth}));
    EXPECT_THAT(story.findings.all(), IsEmpty()) << "a hint is no finding";
}

TEST(Hints, SayEachPairOnce) {
    Recorded story;
    for (int i = 0; i < 20; ++i) {
        story.nest(story.one, story.a, story.b);
        story.nest(story.two, story.b, story.a);
    }
    EXPECT_THAT(story.hints(), SizeIs(1));
}

TEST(Hints, AreNoneWhereOneOfBothGivesUpInTime) {
    Recorded story;
    story.nest(story.one, story.a, story.b);
    story.take(story.two, story.b);
    story.wait(story.two, story.a, 5_ms);
    story.add(Story::Kind::Acquired, story.two, story.a, 0, trace::TriedMode);
    story.give(story.two, story.a);
    story.give(story.two, story.b);
    EXPECT_THAT(story.hints(), IsEmpty());
}

TEST(Hints, AreNoneWhereOneThreadDoesBoth) {
    Recorded story;
    story.nest(story.one, story.a, story.b);
    story.nest(story.one, story.b, story.a);
    story.nest(story.two, story.a, story.b);
    EXPECT_THAT(story.hints(), SizeIs(1)) << "the other one does the first of the two as well";
    Recorded alone;
    alone.nest(alone.one, alone.a, alone.b);
    alone.nest(alone.one, alone.b, alone.a);
    alone.take(alone.two, alone.a);
    alone.give(alone.two, alone.a);
    EXPECT_THAT(alone.hints(), IsEmpty());
}

TEST(Hints, AreNoneWhereACommonLockIsHeldAroundBoth) {
    Recorded story;
    const ObjectId gate = story.lock("gate", 0x1080);
    for (const auto& [lane, outer, inner] : {std::tuple(story.one, story.a, story.b), std::tuple(story.two, story.b, story.a)}) {
        story.take(lane, gate);
        story.nest(lane, outer, inner);
        story.give(lane, gate);
    }
    EXPECT_THAT(story.hints(), IsEmpty());
}

TEST(Hints, AreNoneWhereTheOneComesAfterTheOther) {
    Recorded started;
    started.nest(started.one, started.a, started.b);
    const LaneId late = started.define("late", trace::LaneKind::Thread, started.program);
    started.start(started.one, late);
    started.begin(late);
    started.nest(late, started.b, started.a);
    EXPECT_THAT(started.hints(), IsEmpty());

    Recorded joined;
    joined.nest(joined.one, joined.a, joined.b);
    joined.end(joined.one);
    joined.join(joined.two, joined.one);
    joined.joined(joined.two, joined.one);
    joined.nest(joined.two, joined.b, joined.a);
    EXPECT_THAT(joined.hints(), IsEmpty());

    Recorded posted;
    const ObjectId permits = posted.lock("permits", 0x2000, false, {}, Story::Type::Semaphore);
    posted.nest(posted.one, posted.a, posted.b);
    posted.give(posted.one, permits, 1);
    posted.take(posted.two, permits);
    posted.nest(posted.two, posted.b, posted.a);
    EXPECT_THAT(posted.hints(), IsEmpty());
}

TEST(Hints, AreNoneWhereTheInnerLockIsOnlyTried) {
    Recorded story;
    story.nest(story.one, story.a, story.b);
    story.take(story.two, story.b);
    story.add(Story::Kind::Acquired, story.two, story.a, 0, 3); // as std::scoped_lock does
    story.give(story.two, story.a);
    story.give(story.two, story.b);
    EXPECT_THAT(story.hints(), IsEmpty());
}

TEST(Hints, AreNoneOfALockThatNobodyElseKnowsYet) {
    Recorded story;
    const ObjectId fresh = story.lock("fresh", 0x7f0000, true, story.one);
    story.nest(story.one, fresh, story.a);
    story.nest(story.two, story.a, fresh);
    EXPECT_THAT(story.hints(), IsEmpty());
    story.nest(story.one, fresh, story.a);
    EXPECT_THAT(story.hints(), SizeIs(1)) << "now the other one may know it";
}

TEST(Hints, AreNoneOfReadersThatDoNotExcludeEachOther) {
    Recorded story;
    const ObjectId m0 = story.lock("m0", 0x3000, false, {}, Story::Type::SharedMutex), m1 = story.lock("m1", 0x3040, false, {}, Story::Type::SharedMutex);
    story.take(story.one, m0, 0, true);
    story.take(story.one, m1, 0, true);
    story.give(story.one, m1, 0, true);
    story.give(story.one, m0, 0, true);
    story.take(story.two, m1, 0, true);
    story.take(story.two, m0);
    story.give(story.two, m0);
    story.give(story.two, m1, 0, true);
    EXPECT_THAT(story.hints(), IsEmpty());
}

TEST(Hints, AreLeftOutWhereAFindingTellsOfTheSameLocks) {
    Recorded story;
    story.take(story.one, story.a);
    story.take(story.two, story.b);
    story.wait(story.one, story.b);
    story.wait(story.two, story.a);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_THAT(story.hints(), IsEmpty());
}

TEST(Hints, TellOfAForkWhileAnotherThreadHoldsALock) {
    Recorded story;
    const ObjectId log = story.lock("log", 0x4000);
    const SiteId held = story.site("log.c", 7), here = story.site("main.c", 9);
    story.from(held).take(story.one, log);
    const LaneId child = story.process("child", story.program);
    story.from(here).start(story.main, child);
    story.give(story.one, log);
    const auto hints = story.hints();
    ASSERT_THAT(hints, SizeIs(1));
    EXPECT_STREQ(hintName(hints[0].kind), "fork_with_lock_held");
    EXPECT_EQ(hints[0].message.english(), "main (main.c:9) forks child while 2 other threads exist, and log is held by one (log.c:7); in the child nobody gives "
                                          "that back");
    EXPECT_THAT(hints[0].places, ElementsAre(HintPlace{story.one, log, held}));
}

TEST(Hints, AreNoneOfAForkWhoseLocksAreFreeOrTheForkersOwnOrWhoseChildBecomesAnotherProgram) {
    Recorded free;
    free.nest(free.one, free.a, free.b);
    free.start(free.main, free.process("child", free.program));
    EXPECT_THAT(free.hints(), IsEmpty());

    Recorded own;
    own.take(own.main, own.a);
    own.start(own.main, own.process("child", own.program));
    EXPECT_THAT(own.hints(), IsEmpty());

    Recorded other;
    other.take(other.one, other.a);
    const LaneId child = other.process("child", other.program);
    other.start(other.main, child);
    other.add(Story::Kind::RenameLane, child, objectOf(child), 0, 0, "ls");
    EXPECT_THAT(other.hints(), IsEmpty());
}
