#include "app/views/catalogue/card_text.h"

#include <QFile>

#include <gtest/gtest.h>

namespace braid::views {
namespace {

TEST(CardSummary, IsTheFirstSentenceOfTheFirstSection) {
    EXPECT_EQ(cardSummary("# Title\n\nIntro.\n\n## What it shows\n\nTwo *locks*, `A` and\n[B](b.md). Then more.\n\nEnd.\n"),
              "Two locks, A and B.");
    EXPECT_EQ(cardSummary("# 题\n\n## 看什么\n\n两把锁 A 和\nB。线程先拿 A。\n"), "两把锁 A 和 B。");
    EXPECT_EQ(cardSummary("# 题\n\n## 看什么\n\n线程在等\n消息。后来\n"), "线程在等消息。");
    EXPECT_EQ(cardSummary("## One\n\nNo end at all\n"), "No end at all");
    EXPECT_EQ(cardSummary(""), "");
}

TEST(CardText, HasTheProgramsFromTheirFiles) {
    const QString card = cardText("event", "en");
    QFile file(BRAID_SOURCES "/../scenarios/python/event.py");
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(card.contains("```python\n" + QString::fromUtf8(file.readAll()).trimmed() + "\n```\n")) << qPrintable(card);
    EXPECT_FALSE(card.contains("](../../../scenarios"));
    const QString part = cardText("io-select", "zh_CN");
    EXPECT_TRUE(part.contains("```python\ndef serve(door, guests):\n")) << qPrintable(part);
    EXPECT_FALSE(part.contains("import select"));
    EXPECT_TRUE(part.contains("guests.sweep()\n```\n"));
    EXPECT_EQ(withPrograms("see [scenarios/python/event.py](../x) there\n"), "see [scenarios/python/event.py](../x) there\n") << "a line of its own";
    EXPECT_EQ(withPrograms("[scenarios/python/none.py](x)\n"), "[scenarios/python/none.py](x)\n");
}

TEST(CardText, TakesWholeFunctionsOfAProgram) {
    const QString program = "import x\n\n\ndef a():\n    one\n\n    def inner():\n        two\n\n\nclass B:\n    def c(self):\n        pass\n\n\nlast\n";
    EXPECT_EQ(partOf(program, {}), program);
    EXPECT_EQ(partOf(program, {"a"}), "def a():\n    one\n\n    def inner():\n        two");
    EXPECT_EQ(partOf(program, {"B", "inner"}), "class B:\n    def c(self):\n        pass\n\n\ndef inner():\n        two");
    EXPECT_EQ(partOf(program, {"none"}), "");
}

} // namespace
} // namespace braid::views
