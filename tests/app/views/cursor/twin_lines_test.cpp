#include "app/views/cursor/twin_lines.h"

#include <gmock/gmock.h>

namespace braid::views {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

const QString Cpp = "void foo() {\n    a.lock();\n    b.lock();\n    a.lock();\n}\n";
const QString Python = "def foo():\n    A.acquire()\n    B.acquire()\n";

TEST(TwinLines, PairsTheLinesThatContainTheWords) {
    const TwinLines twins = twinLines("# of all\n[bar]\na | b\n\n[foo]\nb.lock | B.acquire\n2: a.lock | A.acquire\n1: a.lock | A.acquire\n[more]\nx | y\n", "foo", Cpp, Python);
    EXPECT_THAT(twins.pairs, ElementsAre(Pair(3, 3), Pair(4, 2), Pair(2, 2)));
    EXPECT_THAT(twins.unknown, IsEmpty());
    EXPECT_THAT(twins.pythonOf(4), ElementsAre(2));
    EXPECT_THAT(twins.cppOf(2), ElementsAre(4, 2));
    EXPECT_THAT(twins.pythonOf(1), IsEmpty());
}

TEST(TwinLines, SayWhichLinesOfTheTableAreNoneOfTheTexts) {
    const TwinLines twins = twinLines("[foo]\na.lock | A.acquire\n3: a.lock | A.acquire\nb.lock | C\nb.lock\n", "foo", Cpp, Python);
    EXPECT_THAT(twins.pairs, IsEmpty());
    EXPECT_THAT(twins.unknown, ElementsAre("a.lock | A.acquire", "3: a.lock | A.acquire", "b.lock | C", "b.lock"));
    EXPECT_THAT(twinLines("", "foo", Cpp, Python).pairs, IsEmpty());
}

TEST(TwinLines, ACopyAndItsOriginalHaveTheLinesInCommonThatWereNotChanged) {
    using Pairs = std::vector<std::pair<int, int>>;
    EXPECT_EQ(sameLines("a\nb\nc", "a\nb\nc").pairs, (Pairs{{1, 1}, {2, 2}, {3, 3}}));
    EXPECT_EQ(sameLines("a\nnew\nb\nchanged\nd\ne", "a\nb\nc\nd\ngone\ne").pairs, (Pairs{{1, 1}, {3, 2}, {5, 4}, {6, 6}}));
    EXPECT_EQ(sameLines("x", "y").pairs, Pairs{});
    EXPECT_EQ(sameLines("a\na\na", "a\na").pairs.size(), 2u) << "no line is a twin twice";
    QString many;
    for (int i = 0; i < 5000; ++i)
        many += QString::number(i) + '\n';
    EXPECT_EQ(sameLines("first\n" + many, "other\n" + many).pairs.size(), 5001u);
}

} // namespace
} // namespace braid::views
