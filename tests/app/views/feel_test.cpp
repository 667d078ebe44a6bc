#include "app/session/error_text.h"
#include "app/session/language.h"
#include "app/views/base/recent_files.h"
#include "app/views/catalogue/card_text.h"
#include "app/views/run/navigation.h"
#include "app/views/run/status_line.h"

#include <QAction>
#include <QDir>
#include <QMenu>
#include <QTemporaryDir>
#include <gmock/gmock.h>

namespace braid::views {
namespace {

constexpr model::Nanos OneSecond = 1'000'000'000;

TEST(EventRate, IsThatOfTheLastOneSecond) {
    EventRate rate;
    EXPECT_EQ(rate.perSecond(), 0);
    for (qint64 ms = 0; ms <= 1000; ms += 100)
        rate.add(ms, static_cast<std::uint64_t>(ms)); // 1000 a second
    EXPECT_NEAR(rate.perSecond(), 1000, 1);
    for (qint64 ms = 1100; ms <= 3000; ms += 100)
        rate.add(ms, 1000 + static_cast<std::uint64_t>(ms - 1000) * 50);
    EXPECT_NEAR(rate.perSecond(), 50'000, 1);
    rate.clear();
    EXPECT_EQ(rate.perSecond(), 0);
}

TEST(EventRate, IsNotGuessedFromAFewMilliseconds) {
    EventRate rate;
    rate.add(0, 0);
    rate.add(16, 5000);
    EXPECT_EQ(rate.perSecond(), 0);
}

TEST(FollowByPages, StandsStillUntilTheEdgeIsNearTheBorderAndThenTurnsAPage) {
    render::ViewState state;
    state.from = 20 * OneSecond;
    state.to = 30 * OneSecond;
    follow(state, 29 * OneSecond, Following::ByPages);
    EXPECT_EQ(state.from, 20 * OneSecond);
    follow(state, 29'900'000'000, Following::ByPages);
    EXPECT_EQ(state.to - state.from, 10 * OneSecond);
    EXPECT_NEAR(static_cast<double>(29'900'000'000 - state.from), 3e9, 1e6); // the edge is now at 30 %
    const model::Nanos from = state.from;
    for (model::Nanos edge = 30 * OneSecond; edge < 36 * OneSecond; edge += OneSecond / 60)
        follow(state, edge, Following::ByPages);
    EXPECT_EQ(state.from, from);
}

TEST(CardSummary, IsTheFirstSentenceOfTheFirstSection) {
    EXPECT_EQ(cardSummary("# Title\n\nIntro.\n\n## What it shows\n\nTwo *locks*, `A` and\n[B](b.md). Then more.\n\nEnd.\n"),
              "Two locks, A and B.");
    EXPECT_EQ(cardSummary("# 题\n\n## 看什么\n\n两把锁 A 和\nB。线程先拿 A。\n"), "两把锁 A 和 B。");
    EXPECT_EQ(cardSummary("# 题\n\n## 看什么\n\n线程在等\n消息。后来\n"), "线程在等消息。");
    EXPECT_EQ(cardSummary("## One\n\nNo end at all\n"), "No end at all");
    EXPECT_EQ(cardSummary(""), "");
}

TEST(ErrorText, SpeaksTheLanguageOfTheWindow) {
    session::Language language;
    const Error error{"cannot read", "/tmp/x.braid", "the trace was written by a newer Braid (format 9; this one reads up to 1)"};
    language.set(session::Language::Choice::English);
    EXPECT_EQ(session::errorText(error), "cannot read /tmp/x.braid: the trace was written by a newer Braid (format 9; this one reads up to 1)");
    language.set(session::Language::Choice::Chinese);
    EXPECT_EQ(session::errorText(error), "无法读取 /tmp/x.braid：跟踪文件由更新的 Braid 写成（格式 9；本程序最高可读 1）");
    EXPECT_EQ(session::errorText({"cannot open the trace", "/x", "No such file or directory"}), "无法打开跟踪文件 /x：没有那个文件或目录");
    EXPECT_EQ(session::spokenError("the trace is cut off: 3 of 5 blocks are whole"), "跟踪文件被截断：5 个块中有 3 个完整");
    EXPECT_EQ(session::spokenError("something nobody expected"), "something nobody expected");
}

TEST(RecentFiles, KeepTheLastOneFirstAndForgetTheOldest) {
    RecentFiles files;
    for (int i = 0; i < 12; ++i)
        files.add(QString("/runs/%1.braid").arg(i));
    EXPECT_EQ(files.paths().size(), RecentFiles::Most);
    EXPECT_EQ(files.paths().front(), "/runs/11.braid");
    files.add("/runs/5.braid");
    EXPECT_EQ(files.paths().front(), "/runs/5.braid");
    EXPECT_EQ(files.paths().count("/runs/5.braid"), 1);
    files.remove("/runs/5.braid");
    EXPECT_FALSE(files.paths().contains("/runs/5.braid"));
}

TEST(RecentFiles, SayInTheirMenuWhichAreMissing) {
    const QTemporaryDir folder;
    const QString there = folder.filePath("there.braid");
    QFile file(there);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    RecentFiles files;
    QMenu menu;
    QString opened;
    files.fill(menu, [&](const QString& path) { opened = path; });
    EXPECT_FALSE(menu.menuAction()->isEnabled());
    files.set({there, folder.filePath("gone.braid")});
    EXPECT_TRUE(menu.menuAction()->isEnabled());
    emit menu.aboutToShow();
    ASSERT_GE(menu.actions().size(), 2);
    EXPECT_EQ(menu.actions().at(0)->text(), "there.braid");
    EXPECT_TRUE(menu.actions().at(1)->text().contains("missing")) << qPrintable(menu.actions().at(1)->text());
    menu.actions().at(0)->trigger();
    EXPECT_EQ(opened, there);
}

} // namespace
} // namespace braid::views
