#include "app/editor/drafts.h"

#include "app/editor/program_files.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace braid::editor {
namespace {

/// As a process leaves its drafts that is no more.
void orphan(const QString& folder) {
    for (const QString& name : QDir(folder).entryList({"*.draft"})) {
        const auto text = readProgram(folder + '/' + name);
        ASSERT_TRUE(text);
        ASSERT_TRUE(writeProgram(folder + '/' + name, "999999999\n" + text->section('\n', 1)));
    }
}

TEST(Drafts, AreFoundOnceTheProcessThatKeptThemIsGone) {
    const QTemporaryDir folder;
    const Drafts drafts(folder.filePath("drafts"));
    EXPECT_TRUE(drafts.left().empty());
    drafts.keep("/home/a/带 空格\n.py", "a = 1\n\nb = 2\n");
    EXPECT_TRUE(drafts.left().empty()) << "this process has it in its editor";
    orphan(folder.filePath("drafts"));
    const auto left = drafts.left();
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].path, "/home/a/带 空格\n.py");
    EXPECT_EQ(left[0].text, "a = 1\n\nb = 2\n");
    drafts.drop("/home/a/带 空格\n.py");
    EXPECT_TRUE(drafts.left().empty());
}

TEST(Drafts, OfAFolderThatCannotBeWrittenAreNone) {
    const Drafts drafts("/proc/none");
    drafts.keep("/a.py", "a");
    EXPECT_TRUE(drafts.left().empty());
}

TEST(Drafts, ADamagedOneIsNoDraft) {
    const QTemporaryDir folder;
    ASSERT_TRUE(writeProgram(folder.filePath("x.draft"), "nonsense"));
    ASSERT_TRUE(writeProgram(folder.filePath("y.draft"), "999999999\n/etc/passwd\ntext"));
    EXPECT_TRUE(Drafts(folder.path()).left().empty()) << "its name is not that of its path";
}

} // namespace
} // namespace braid::editor
