#include "app/views/base/recent_files.h"

#include <QAction>
#include <QMenu>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace braid::views {
namespace {

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
