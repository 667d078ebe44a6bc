#include "app/views/catalogue/card_text.h"

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

} // namespace
} // namespace braid::views
