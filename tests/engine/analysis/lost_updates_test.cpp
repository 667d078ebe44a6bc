#include "engine/analysis/findings/lost_updates.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

#include <bit>
#include <cstdint>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using trace::ValueType;

namespace {

/// Two threads and a variable.
struct Shared : Watched {
    LaneId a = thread("T1"), b = thread("T2");
    ObjectId num = object(Type::Variable, "num");

    EventIndex say(Kind kind, LaneId lane, std::string_view text) {
        return add(kind, lane, num, 0, static_cast<std::uint32_t>(ValueType::Text), text);
    }
    EventIndex tell(Kind kind, LaneId lane, bool value) { return add(kind, lane, num, value, static_cast<std::uint32_t>(ValueType::Boolean)); }
    EventIndex tell(Kind kind, LaneId lane, double value) {
        return add(kind, lane, num, std::bit_cast<std::uint64_t>(value), static_cast<std::uint32_t>(ValueType::Floating));
    }
    EventIndex tell(Kind kind, LaneId lane, std::uint32_t value) { return add(kind, lane, num, value, static_cast<std::uint32_t>(ValueType::Unsigned)); }
    /// `lane` reads `from` and writes `to`, with what `between` does in between.
    template <class Between>
    EventIndex update(LaneId lane, std::int64_t from, std::int64_t to, const Between& between) {
        read(lane, num, from);
        between();
        return write(lane, num, to);
    }
    EventIndex update(LaneId lane, std::int64_t from, std::int64_t to) {
        return update(lane, from, to, [] {});
    }
    /// The run is over.
    void over() {
        model.finish(now(), trace::Outcome::Finished);
        findings.nameHangs(model);
    }
    [[nodiscard]] const Finding& only() const { return findings.all().at(0); }
};

} // namespace

TEST(LostUpdate, NamesBothLanesTheValueBothReadAndWhatVanished) {
    Watched story;
    const LaneId a = story.thread("T3"), b = story.thread("T7");
    const ObjectId num = story.object(Story::Type::Variable, "num");
    const EventIndex readA = story.read(a, num, 100), readB = story.read(b, num, 100);
    const EventIndex writeA = story.write(a, num, 99);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    const EventIndex writeB = story.write(b, num, 99);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    const Finding& finding = story.findings.all()[0];
    EXPECT_EQ(finding.kind, FindingKind::LostUpdate);
    EXPECT_EQ(finding.loss, UpdateLoss::Overwritten);
    EXPECT_THAT(finding.lanes, ElementsAre(b, a));
    EXPECT_THAT(finding.objects, ElementsAre(num));
    EXPECT_THAT(finding.events, ElementsAre(readB, readA, writeA, writeB));
    EXPECT_EQ(finding.event, writeB);
    EXPECT_EQ(story.message(0), "Lost update on num: T7 and T3 both read 100; T3's 99 was overwritten by T7's 99");
}

TEST(LostUpdate, NamesTheValueEachReadWhereTheyDiffer) {
    Shared story;
    const LaneId c = story.thread("T3");
    story.update(c, 100, 99, [&] {
        story.update(story.a, 100, 99);
        story.update(story.b, 99, 98);
    });
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "Lost update on num: T3 read 100, T2 read 99; T2's 98 was overwritten by T3's 99");
}

TEST(LostUpdate, IsNoneForProperTurnsAndBlindWrites) {
    Shared story;
    for (int i = 0; i < 5; ++i) {
        story.update(story.a, 2 * i, 2 * i + 1);
        story.update(story.b, 2 * i + 1, 2 * i + 2);
    }
    story.write(story.a, story.num, 7);
    story.write(story.b, story.num, 8);
    story.write(story.a, story.num, 9);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.update(story.b, 9, 11, [&] { story.write(story.a, story.num, 10); });
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0),
              "Lost update on num: T2 read 9; T1's 10, written meanwhile, was overwritten by T2's 11");
}

TEST(LostUpdate, IsNoneWhereOneLaneAloneReadsAndWrites) {
    Shared story;
    for (int i = 0; i < 5; ++i)
        story.update(story.a, i, i + 1, [&] { story.read(story.b, story.num, i); });
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(LostUpdate, IsNoneWhereTheValueIsTheOneAgainThatWasRead) {
    Shared story;
    story.update(story.a, 5, 6, [&] {
        story.update(story.b, 5, 6);
        story.update(story.b, 6, 5);
    });
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(LostUpdate, IsNoneWhereBothWriteTheSameWord) {
    for (const bool flag : {true, false}) {
        Shared story;
        story.tell(Story::Kind::Read, story.a, !flag);
        story.tell(Story::Kind::Read, story.b, !flag);
        story.tell(Story::Kind::Write, story.b, flag);
        story.tell(Story::Kind::Write, story.a, flag);
        EXPECT_THAT(story.findings.all(), IsEmpty());
    }
    Shared story;
    story.say(Story::Kind::Read, story.a, "waiting");
    story.say(Story::Kind::Read, story.b, "waiting");
    story.say(Story::Kind::Write, story.b, "done");
    story.say(Story::Kind::Write, story.a, "done");
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(LostUpdate, OfTheSameNumberOrOfTextThatGrewIsOneAllTheSame) {
    Shared numbers;
    numbers.update(numbers.a, 3, 7, [&] { numbers.update(numbers.b, 3, 7); });
    EXPECT_THAT(numbers.findings.all(), SizeIs(1)) << "each added 4";
    Shared lists;
    lists.say(Story::Kind::Read, lists.a, "[11, 22]");
    lists.say(Story::Kind::Read, lists.b, "[11, 22]");
    lists.say(Story::Kind::Write, lists.b, "[11, 22, 33]");
    lists.say(Story::Kind::Write, lists.a, "[11, 22, 33]");
    EXPECT_THAT(lists.findings.all(), SizeIs(1)) << "each appended 33";
    Shared counts; // as a manager's value tells it
    counts.say(Story::Kind::Read, counts.a, "0");
    counts.say(Story::Kind::Read, counts.b, "0");
    counts.say(Story::Kind::Write, counts.b, "1");
    counts.say(Story::Kind::Write, counts.a, "1");
    EXPECT_THAT(counts.findings.all(), SizeIs(1));
}

TEST(LostUpdate, IsNoneWhereTheVariableIsResetOnPurpose) {
    Shared story;
    story.update(story.a, 5, 0, [&] { story.update(story.b, 5, 6); });
    EXPECT_THAT(story.findings.all(), IsEmpty());
    Shared first; // to its first value
    first.update(first.b, 40, 43);
    first.update(first.a, 43, 40, [&] { first.update(first.b, 43, 45); });
    EXPECT_THAT(first.findings.all(), IsEmpty());
}

TEST(LostUpdate, ToZeroIsOneWhereItIsAStepLikeOthers) {
    Shared one;
    one.update(one.a, 1, 0, [&] { one.update(one.b, 1, 2); });
    EXPECT_THAT(one.findings.all(), SizeIs(1)) << "one up, one down";
    Shared later; // at first nothing says so
    later.update(later.a, 5, 0, [&] { later.update(later.b, 5, 6); });
    EXPECT_THAT(later.findings.all(), IsEmpty());
    later.update(later.b, 0, 5);
    EXPECT_THAT(later.findings.all(), IsEmpty());
    later.update(later.b, 5, 10);
    later.update(later.b, 10, 15);
    ASSERT_THAT(later.findings.all(), SizeIs(1)) << "others go by 5, too";
    EXPECT_EQ(later.message(0), "Lost update on num: T1 and T2 both read 5; T2's 6 was overwritten by T1's 0");
}

TEST(LostUpdate, ToZeroIsOneWhereALockWasHeldFromTheReadToTheWrite) {
    Shared story;
    const ObjectId lock = story.mutex("a");
    story.take(story.a, lock);
    story.update(story.a, 5, 0, [&] { story.update(story.b, 5, 6); });
    EXPECT_THAT(story.findings.all(), SizeIs(1)) << "both belong together, but the other one did not take that lock";
}

TEST(LostUpdate, IsOfThePartOfADictionaryThatWasReadAndWritten) {
    Shared story;
    const auto tell = [&](Story::Kind kind, LaneId lane, std::uint64_t part, std::string_view text) {
        return story.add(kind, lane, story.num, part, static_cast<std::uint32_t>(ValueType::Text), text);
    };
    // Each its own key.
    tell(Story::Kind::Read, story.a, 1, "[a, 0]");
    tell(Story::Kind::Read, story.b, 3, "[b, 0]");
    tell(Story::Kind::Write, story.b, 3, "[b, 1]");
    tell(Story::Kind::Write, story.a, 1, "[a, 1]");
    EXPECT_THAT(story.findings.all(), IsEmpty());
    // Both the same one.
    tell(Story::Kind::Read, story.a, 1, "[a, 1]");
    tell(Story::Kind::Read, story.b, 1, "[a, 1]");
    tell(Story::Kind::Write, story.b, 1, "[a, 2]");
    tell(Story::Kind::Write, story.a, 1, "[a, 2]");
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.only().count, 1u);
    // All of it, with a part of it written meanwhile; and a part, with all of it written meanwhile.
    tell(Story::Kind::Read, story.a, 0, "[[a, 2], [b, 1]]");
    tell(Story::Kind::Write, story.b, 3, "[b, 9]");
    tell(Story::Kind::Write, story.a, 0, "[[a, 3], [b, 1]]");
    EXPECT_EQ(story.only().count, 2u);
    tell(Story::Kind::Read, story.a, 1, "[a, 3]");
    tell(Story::Kind::Write, story.b, 0, "[]");
    tell(Story::Kind::Write, story.a, 1, "[a, 4]");
    EXPECT_EQ(story.only().count, 3u);
    // A part, worked out from a reading of all of it.
    tell(Story::Kind::Read, story.a, 0, "[[a, 4]]");
    tell(Story::Kind::Write, story.b, 1, "[a, 7]");
    tell(Story::Kind::Write, story.a, 1, "[a, 5]");
    EXPECT_EQ(story.only().count, 4u);
    EXPECT_THAT(story.findings.all(), SizeIs(1));
    story.over();
    EXPECT_FALSE(story.only().total->values);
}

TEST(LostUpdate, IsTakenBackWhereTheLineTurnsOutToWriteAConstant) {
    Shared story;
    const SiteId line = story.site("turn.cpp", 7);
    story.read(story.a, story.num, 1);
    story.update(story.b, 1, 3);
    story.from(line).write(story.a, story.num, 2);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    story.read(story.a, story.num, 4);
    story.from(line).write(story.a, story.num, 2);
    EXPECT_THAT(story.findings.all(), IsEmpty()) << "it wrote 2 after 1 and after 4";
    const std::uint64_t found = story.findings.found();
    story.read(story.a, story.num, 2);
    story.from(line).write(story.a, story.num, 3);
    EXPECT_THAT(story.findings.all(), SizeIs(1)) << "it was none after all";
    EXPECT_GT(story.findings.found(), found);
}

TEST(LostUpdate, IsNoneForChangesInOneStepAndForRetries) {
    Shared story;
    story.read(story.a, story.num, 0);
    story.modify(story.b, story.num, 1); // fetch_add
    story.read(story.a, story.num, 1);   // a compare-exchange that finds another value
    story.add(Story::Kind::ExchangeFailed, story.a, story.num, 0, 0, {}, false);
    story.modify(story.a, story.num, 2); // and one that does not
    story.read(story.b, story.num, 2);
    story.modify(story.a, story.num, 3);
    story.modify(story.b, story.num, 4); // whatever it had read
    EXPECT_THAT(story.findings.all(), IsEmpty());
}

TEST(LostUpdate, IsOneWhereAPlainWriteGoesOverAChangeInOneStep) {
    Shared story;
    story.update(story.a, 5, 6, [&] { story.modify(story.b, story.num, 6); });
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.message(0), "Lost update on num: T1 read 5; T2's 6, written meanwhile, was overwritten by T1's 6");
}

TEST(StaleCheck, IsFoundWhereTheValueFallsBelowZeroAfterAReadingThatForbadeIt) {
    Shared story;
    const EventIndex checkA = story.read(story.a, story.num, 100);
    story.read(story.b, story.num, 100);
    const EventIndex between = story.update(story.b, 100, 20);
    EXPECT_THAT(story.findings.all(), IsEmpty());
    story.update(story.a, 20, -60);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.only().loss, UpdateLoss::StaleCheck);
    EXPECT_EQ(story.only().kind, FindingKind::LostUpdate);
    EXPECT_THAT(story.only().lanes, ElementsAre(story.a, story.b));
    EXPECT_THAT(story.only().events, testing::IsSupersetOf({checkA, between, story.only().event}));
    EXPECT_EQ(story.message(0), "Stale check of num: T1 saw 100 and went ahead; by then T2 had made it 20, and it became -60");
    story.over();
    EXPECT_FALSE(story.only().total) << "nothing was overwritten";
}

TEST(StaleCheck, IsFoundBeforeAChangeInOneStepAndOfEveryKindOfNumber) {
    Shared story;
    story.read(story.a, story.num, 100);
    story.modify(story.b, story.num, 20);
    story.modify(story.a, story.num, -60);
    EXPECT_THAT(story.findings.all(), SizeIs(1));
    Shared floating;
    floating.tell(Story::Kind::Read, floating.a, 100.0);
    floating.tell(Story::Kind::Read, floating.b, 100.0);
    floating.tell(Story::Kind::Write, floating.b, 20.5);
    floating.tell(Story::Kind::Read, floating.a, 20.5);
    floating.tell(Story::Kind::Write, floating.a, -59.5);
    EXPECT_THAT(floating.findings.all(), SizeIs(1));
    Shared without; // of an unsigned type, below 0 is far above
    without.tell(Story::Kind::Read, without.a, std::uint32_t{100});
    without.tell(Story::Kind::Read, without.b, std::uint32_t{100});
    without.tell(Story::Kind::Write, without.b, std::uint32_t{20});
    without.tell(Story::Kind::Read, without.a, std::uint32_t{20});
    without.tell(Story::Kind::Write, without.a, std::uint32_t{20} - std::uint32_t{80});
    EXPECT_THAT(without.findings.all(), SizeIs(1));
}

TEST(StaleCheck, IsNoneWhereNothingSaysThatItWasACheck) {
    Shared stays; // shows it, and later adds to it properly
    stays.read(stays.a, stays.num, 5);
    stays.update(stays.b, 5, 6);
    stays.update(stays.a, 6, 7);
    EXPECT_THAT(stays.findings.all(), IsEmpty());
    Shared shown;
    shown.read(shown.a, shown.num, 1);
    shown.add(Story::Kind::Print, shown.a, {}, 0, 0, "there are 1 left");
    shown.update(shown.b, 1, 0);
    shown.update(shown.a, 0, -1);
    EXPECT_THAT(shown.findings.all(), IsEmpty());
    Shared below; // it goes below 0 anyway
    below.read(below.a, below.num, 100);
    below.update(below.b, 100, 20);
    below.update(below.b, 20, -60);
    below.read(below.a, below.num, -60);
    below.update(below.b, -60, 30);
    below.update(below.a, 30, -10);
    EXPECT_THAT(below.findings.all(), IsEmpty());
    Shared own; // its own write lies between
    own.read(own.a, own.num, 100);
    own.update(own.a, 100, 20);
    own.update(own.a, 20, -60);
    EXPECT_THAT(own.findings.all(), IsEmpty());
}

TEST(LostUpdate, NinetyNineOfAHundredThreadsAreOneFinding) {
    Shared story;
    std::vector<LaneId> lanes;
    for (int i = 0; i < 100; ++i)
        lanes.push_back(story.thread("W" + std::to_string(i)));
    for (const LaneId lane : lanes)
        story.read(lane, story.num, 100);
    for (const LaneId lane : lanes)
        story.write(lane, story.num, 99);
    EXPECT_EQ(story.findings.found(), 99u);
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.only().count, 99u);
    EXPECT_THAT(story.only().lanes, SizeIs(LostUpdates::MostLanes));
    EXPECT_LT(story.only().at, story.only().lastAt);
    EXPECT_EQ(story.only().lastAt, story.now());
    EXPECT_EQ(story.only().lastEvent, story.model.log().size() - 1);
    EXPECT_EQ(story.only().events.back(), story.only().lastEvent);
    EXPECT_THAT(story.message(0), testing::StartsWith("Lost update on num: W1 and W0 both read 100; W0's 99 was overwritten by W1's 99; 98 more of this kind up to "));
    EXPECT_THAT(story.message(0), testing::EndsWith("the last of them: Lost update on num: W99 and W98 both read 100; W98's 99 was overwritten by W99's 99"));
    story.over();
    EXPECT_THAT(story.message(0), HasSubstr("W1's 99; ended at 99, expected 0: 99 updates lost; 98 more"));
    ASSERT_TRUE(story.only().total && story.only().total->values);
    EXPECT_EQ(story.only().total->updates, 99u);
    EXPECT_EQ(story.only().total->values->last, 99u);
    EXPECT_EQ(story.only().total->values->expected, 0u);
}

TEST(LostUpdate, OfVariablesOfWhichThereAreVeryManyTheRestIsCounted) {
    Shared story;
    for (int i = 0; i < 1200; ++i) {
        story.num = story.object(Story::Type::Variable, "v" + std::to_string(i));
        story.update(story.a, 5, 6, [&] { story.update(story.b, 5, 6); });
    }
    EXPECT_THAT(story.findings.all(), SizeIs(1000));
    EXPECT_EQ(story.findings.all().back().count, 201u);
    story.update(story.a, 6, 7, [&] { story.update(story.b, 6, 7); }); // of the last one, once more
    EXPECT_EQ(story.findings.all().back().count, 202u);
    story.num = ObjectId{story.num.value - 200}; // that of the last finding of its own
    story.update(story.a, 6, 7, [&] { story.update(story.b, 6, 7); });
    EXPECT_EQ(story.findings.all().back().count, 203u);
    story.over();
    EXPECT_EQ(story.findings.all().back().count, 203u);
    EXPECT_THAT(story.message(0), HasSubstr("ended at 6, expected 7: one update lost"));
}

TEST(LostUpdate, TotalsSayWhatTheValueIsAndWhatItWouldBe) {
    Shared story;
    // Three take one from 100; two of them read the same.
    const LaneId c = story.thread("T3");
    story.update(story.b, 100, 99, [&] { story.update(story.a, 100, 99); });
    story.update(c, 99, 98);
    story.findings.nameHangs(story.model);
    EXPECT_THAT(story.message(0), testing::EndsWith("; so far at 98, expected 97: one update lost"));
    EXPECT_EQ(story.only().total, (LostTotal{1, LostTotal::Values{ValueType::Signed, 98, 97}}));
    // What is written without a reading begins anew.
    story.write(story.a, story.num, 5);
    story.update(story.b, 5, 6);
    story.over();
    EXPECT_EQ(story.only().total, (LostTotal{1, LostTotal::Values{ValueType::Signed, 6, 6}}));
    EXPECT_THAT(story.message(0), testing::Not(HasSubstr("expected")));
}

TEST(LostUpdate, TotalsCountEveryUpdateThatTheValueDoesNotRestOn) {
    Shared story;
    const LaneId c = story.thread("T3");
    // One stale write takes two others with it.
    story.update(c, 10, 11, [&] {
        story.update(story.a, 10, 11);
        story.update(story.b, 11, 12);
    });
    // Up and down; a change in one step is made to what there is.
    story.update(story.a, 11, 12, [&] { story.update(story.b, 11, 10); });
    story.modify(story.b, story.num, 15);
    story.over();
    EXPECT_EQ(story.only().count, 2u);
    EXPECT_EQ(story.only().total, (LostTotal{3, LostTotal::Values{ValueType::Signed, 15, 16}}));
}

TEST(LostUpdate, TotalsTakeAResetOnPurposeForANewBeginning) {
    Shared story;
    story.update(story.b, 20, 23, [&] { story.update(story.a, 20, 23); });
    const SiteId reset = story.site("reset.cpp", 3);
    for (const std::int64_t before : {23, 7}) {
        story.read(story.a, story.num, before);
        story.from(reset).write(story.a, story.num, 0);
        story.update(story.b, 0, 7);
    }
    story.over();
    EXPECT_EQ(story.only().total, (LostTotal{1, LostTotal::Values{ValueType::Signed, 7, 7}}));
}

TEST(LostUpdate, TotalsAreNumbersOnly) {
    Shared story;
    story.say(Story::Kind::Read, story.a, "[1]");
    story.say(Story::Kind::Read, story.b, "[1]");
    story.say(Story::Kind::Write, story.b, "[1, 2]");
    story.say(Story::Kind::Write, story.a, "[1, 3]");
    story.over();
    EXPECT_EQ(story.only().total, (LostTotal{1, std::nullopt}));
    Shared floating;
    floating.tell(Story::Kind::Read, floating.a, 1.0);
    floating.tell(Story::Kind::Read, floating.b, 1.0);
    floating.tell(Story::Kind::Write, floating.b, 1.5);
    floating.tell(Story::Kind::Write, floating.a, 1.25);
    floating.over();
    EXPECT_THAT(floating.message(0), testing::EndsWith("; ended at 1.25, expected 1.75: one update lost"));
}

TEST(LostUpdate, OfManyLinesEachHasItsFirstAndItsLast) {
    Shared story;
    const SiteId up = story.site("count.cpp", 5), down = story.site("count.cpp", 9);
    std::int64_t value = 50;
    for (int i = 0; i < 300; ++i) { // a hundred times more lines than are told apart would do no harm
        story.read(story.a, story.num, value);
        story.read(story.b, story.num, value);
        story.from(i % 2 ? up : down).write(story.b, story.num, value + (i % 2 ? 1 : -1));
        story.from(i % 2 ? down : up).write(story.a, story.num, value + (i % 2 ? -1 : 1));
        value += i % 2 ? -1 : 1;
    }
    ASSERT_THAT(story.findings.all(), SizeIs(1));
    EXPECT_EQ(story.only().count, 300u);
    EXPECT_THAT(story.only().lanes, UnorderedElementsAre(story.a, story.b));
    EXPECT_EQ(story.only().lastAt, story.now());
}
