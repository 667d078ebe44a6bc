#include "app/views/base/words.h"
#include "app/views/palette/fuzzy.h"
#include "app/views/palette/palette_list.h"

#include <gmock/gmock.h>

namespace braid::views {
namespace {

using ::testing::ElementsAre;

std::vector<int> positionsOf(const char* pattern, const char* text) {
    const auto match = fuzzyMatch(QString(pattern), QString(text));
    return match ? match->positions : std::vector<int>{};
}
int scoreOf(const char* pattern, const char* text) {
    const auto match = fuzzyMatch(QString(pattern), QString(text));
    return match ? match->score : -1'000'000;
}

TEST(FuzzyMatch, FindsLettersInTheirOrderWhateverLiesBetween) {
    EXPECT_THAT(positionsOf("ddl", "Deadlock"), ElementsAre(0, 3, 4));
    EXPECT_FALSE(fuzzyMatch(QString("ldd"), QString("Deadlock")));
    EXPECT_FALSE(fuzzyMatch(QString("deadlocks"), QString("Deadlock")));
}

TEST(FuzzyMatch, DisregardsCaseAndTheSpacesThatWereTyped) {
    EXPECT_THAT(positionsOf("SHOW run", "show the whole run"), ElementsAre(0, 1, 2, 3, 15, 16, 17));
    EXPECT_TRUE(fuzzyMatch(QString("  "), QString("anything")));
}

TEST(Commands, AreNamedWithoutTheKeyThatAltTakesToThem) {
    EXPECT_EQ(withoutMnemonic("&File"), "File");
    EXPECT_EQ(withoutMnemonic("Zoom &in"), "Zoom in");
    EXPECT_EQ(withoutMnemonic(QString::fromUtf8("文件(&F)")), QString::fromUtf8("文件"));
    EXPECT_EQ(withoutMnemonic(QString::fromUtf8("打开(&O)…")), QString::fromUtf8("打开…"));
    EXPECT_EQ(withoutMnemonic("Sleep (s)"), "Sleep (s)");
}

TEST(FuzzyMatch, PrefersTheBeginningsOfWords) {
    EXPECT_THAT(positionsOf("zi", "Horizon: Zoom in"), ElementsAre(9, 14));
    EXPECT_GT(scoreOf("t1", "Thread-1"), scoreOf("t1", "about 21"));
    EXPECT_GT(scoreOf("rw", "Read write"), scoreOf("rw", "arrow"));
}

TEST(FuzzyMatch, PrefersLettersThatFollowEachOther) {
    EXPECT_THAT(positionsOf("lock", "l-o-c-k lock"), ElementsAre(8, 9, 10, 11));
    EXPECT_GT(scoreOf("lock", "deadlock"), scoreOf("lock", "lane or clock"));
}

TEST(FuzzyMatch, MatchesChineseLetterByLetter) {
    EXPECT_THAT(positionsOf("死锁", "演示死锁"), ElementsAre(2, 3));
}

TEST(PaletteList, PutsWordsBeforeScatteredLettersAndLeavesOutFarFetchedOnes) {
    PaletteList list;
    list.setEntries({{"Layout: investigate", "View", {}, {}}, {"unlocks the gate", "Go", {}, {}}, {"Locks A", "Mutex", {}, {}}, {"Lower control knobs", "View", {}, {}}, {"l-a-o-b-c-d-k-e-s", "Thread", {}, {}}});
    list.narrow("locks");
    ASSERT_EQ(list.rowCount(), 3);
    EXPECT_EQ(list.entry(0).text, "Locks A") << "a word that begins so";
    EXPECT_EQ(list.entry(1).text, "unlocks the gate") << "a word with it inside";
    EXPECT_EQ(list.entry(2).text, "Lower control knobs");
    list.narrow("laobcd");
    ASSERT_EQ(list.rowCount(), 1) << "better than nothing";
    EXPECT_EQ(list.entry(0).text, "l-a-o-b-c-d-k-e-s");
    list.narrow("gate unl");
    EXPECT_EQ(list.rowCount(), 0) << "letters are typed in their order";
}

TEST(PaletteList, ShowsTheBestFirstAndKeepsTheOrderOfEqualOnes) {
    PaletteList list;
    list.setEntries({{"Worker-1", "Thread", {}, {}}, {"Worker-2", "Thread", {}, {}}, {"Show the whole run", "Go", "Home", {}}});
    ASSERT_EQ(list.rowCount(), 3);
    EXPECT_EQ(list.entry(0).text, "Worker-1");
    list.narrow("w");
    ASSERT_EQ(list.rowCount(), 3);
    EXPECT_EQ(list.entry(0).text, "Worker-1");
    EXPECT_EQ(list.entry(1).text, "Worker-2");
    list.narrow("wr2");
    ASSERT_EQ(list.rowCount(), 1);
    EXPECT_EQ(list.entry(0).text, "Worker-2");
    list.narrow("whole");
    ASSERT_EQ(list.rowCount(), 1);
    EXPECT_EQ(list.data(list.index(0), Qt::AccessibleTextRole).toString(), "Show the whole run, Go, Home");
}

TEST(PaletteList, PutsWhatIsExactlyThatBeforeAllElse) {
    PaletteList list;
    list.setEntries({{"Five ways out of the deadlock", "Scenario", {}, {}, "deadlock-fixed"},
                     {"Deadlock: two locks in opposite order", "Scenario", {}, {}, "deadlock"},
                     {"deadlock", "Process", {}, {}}});
    list.narrow("deadlock");
    ASSERT_EQ(list.rowCount(), 3);
    EXPECT_EQ(list.entry(0).text, "Deadlock: two locks in opposite order") << "its id is what was typed";
    EXPECT_EQ(list.entry(1).text, "deadlock") << "as exact, and later in the list";
}

TEST(PaletteList, FindsCommandsByWhatOtherProgramsCallThem) {
    PaletteList list;
    list.setEntries({{"High contrast", "View", {}, {}, "accessibility"}, {"Run 100 times", "Run", {}, {}, "histogram repeat"}});
    list.narrow("hist");
    ASSERT_GT(list.rowCount(), 0);
    EXPECT_EQ(list.entry(0).text, "Run 100 times");
    EXPECT_TRUE(list.data(list.index(0), PaletteList::PositionsRole).value<std::vector<int>>().empty());
    list.narrow("togram");
    EXPECT_EQ(list.rowCount(), 0) << "other words match from their beginnings";
}

TEST(PaletteList, ShowsWhatCannotBeDoneNowAsSuch) {
    PaletteList list;
    list.setEntries({{"Pause", "Run", {}, {}, {}, false}, {"Pause the replay", "Go", {}, {}}, {"Paused runs", "Go", {}, {}}});
    list.narrow("paus");
    ASSERT_EQ(list.rowCount(), 3);
    EXPECT_FALSE(list.data(list.index(0), PaletteList::EnabledRole).toBool()) << "asked for by its name, it says that it cannot be done now";
}

TEST(PaletteList, SaysWhatACommandThatCannotBeGivenIsWaitingFor) {
    PaletteList list;
    list.setEntries({{"Pause", "Run", {}, {}, {}, false, "only while a run is on"}});
    list.narrow("pause");
    ASSERT_EQ(list.rowCount(), 1);
    EXPECT_TRUE(list.data(list.index(0), Qt::AccessibleTextRole).toString().contains("only while a run is on"));
}

TEST(PaletteList, FindsTheOneOfAHundredThousandThatIsMeantAsOneTypesAndTakesBack) {
    std::vector<Entry> entries{{"Theme: Dark", "View", {}, {}}};
    for (int i = 0; i < 100'000; ++i)
        entries.push_back({QStringLiteral("worker-%1").arg(i), "Thread", {}, {}});
    entries.push_back({"work", "Lock", {}, {}});
    PaletteList list;
    list.setEntries(entries);
    for (const char* typed : {"w", "wo", "wor", "work"})
        list.narrow(typed);
    EXPECT_EQ(list.entry(0).text, "work") << "exactly that, though it comes last";
    list.narrow("worker-99999");
    ASSERT_GT(list.rowCount(), 0);
    EXPECT_EQ(list.entry(0).text, "worker-99999");
    list.narrow("dark");
    ASSERT_GT(list.rowCount(), 0);
    EXPECT_EQ(list.entry(0).text, "Theme: Dark") << "what was left out before is found again";
}

TEST(FuzzyMatch, IsForeseenByTheCheapLook) {
    for (const char* pattern : {"lock", "locks", "lo ck", "dead", "s l", "zzz", "", "deadlock", "histogram"})
        for (const char* text : {"Deadlock", "Locks A", "unlocks the gate", "l-o-c-k", "Show the lanes", "clock of dead"}) {
            const auto whole = fuzzyMatch(QString(pattern), QString(text), QString("histogram repeat"));
            const auto look = Typed(QString(pattern)).closenessTo(QString(text), QString("histogram repeat"));
            EXPECT_EQ(whole.has_value(), look.has_value()) << pattern << " in " << text;
            if (whole && look && *pattern) {
                EXPECT_EQ(std::min(whole->closeness, Closeness::Scattered), *look) << pattern << " in " << text;
            }
        }
}

} // namespace
} // namespace braid::views
