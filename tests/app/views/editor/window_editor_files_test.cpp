#include "app/editor/program_files.h"
#include "tests/app/views/editor/window_editor_fixture.h"
#include "tests/full_disk.h"

#include <QFileDialog>
#include <QInputDialog>

#include <gmock/gmock.h>

namespace braid::views {
namespace {

TEST_F(WindowEditorTest, ChangesAreNotLostWithoutAQuestion) {
    const QString path = open("kept.py", "a = 1\n");
    code().append("b = 2\n");
    answer(QMessageBox::Cancel, [&] { EXPECT_FALSE(window->close()); });
    EXPECT_TRUE(window->isVisible());
    const QString other = open("other.py", "c = 3\n");
    EXPECT_EQ(pane().text(), "c = 3\n");
    EXPECT_EQ(onDisk(path), "a = 1\n");
    code().append("d = 4\n");
    answer(QMessageBox::Save, [&] { emit pane().closeRequested(other); });
    EXPECT_EQ(onDisk(other), "c = 3\nd = 4\n");
    EXPECT_EQ(pane().path(), path) << "the other one is there still";
    answer(QMessageBox::Discard, [&] { emit pane().closeRequested(path); });
    EXPECT_EQ(onDisk(path), "a = 1\n");
    EXPECT_TRUE(pane().paths().isEmpty());
    EXPECT_TRUE(window->programs().open(path));
    // And nothing of another program's is written over without one.
    code().append("e = 5\n");
    ASSERT_TRUE(editor::writeProgram(path, "from elsewhere\n"));
    answer(QMessageBox::Cancel, [&] { trigger("run"); });
    EXPECT_EQ(onDisk(path), "from elsewhere\n");
    EXPECT_EQ(window->session().run(), nullptr);
    answer(QMessageBox::Save, [&] { emit code().saveRequested(); });
    EXPECT_EQ(onDisk(path), "a = 1\ne = 5\n");
}

TEST_F(WindowEditorTest, AFullDiskTakesNothingAwayAndIsSaidInASentence) {
    const QString path = open("full.py", "a = 1\n");
    const QString text = "a = 1\n" + QString(4000, u'#') + "\n";
    code().rewrite(text);
    {
        const tests::FullDisk full(1024);
        emit code().saveRequested();
    }
    EXPECT_EQ(onDisk(path), "a = 1\n") << "what was there is there still";
    EXPECT_EQ(pane().text(), text);
    EXPECT_TRUE(pane().isModified());
    EXPECT_THAT(find<QLabel>("messageText")->text().toStdString(), testing::HasSubstr("could not be saved"));
    emit code().saveRequested();
    EXPECT_EQ(onDisk(path), text) << "as soon as there is room";
    EXPECT_FALSE(pane().isModified());
}

TEST_F(WindowEditorTest, SeveralProgramsAreOpenEachWithItsOwnTextAndHistory) {
    const QString first = open("first.py", "a = 1\n"), second = open("second.cpp", "int b; // 二\n");
    EXPECT_EQ(pane().paths(), (QStringList{first, second}));
    auto* tabs = find<QTabBar>("editorTabs");
    EXPECT_TRUE(tabs->isVisible());
    code().rewrite("int b; // 二\nint c;\n");
    EXPECT_EQ(tabs->tabText(1), "second.cpp*");
    QTest::keyClick(&code(), Qt::Key_PageUp, Qt::ControlModifier);
    EXPECT_EQ(pane().path(), first);
    EXPECT_EQ(pane().text(), "a = 1\n");
    EXPECT_FALSE(pane().isModified());
    EXPECT_TRUE(pane().isModified(second));
    EXPECT_EQ(window->setup().program()->command, first) << "Run runs what is in view";
    code().append("b = 2\n");
    tabs->setCurrentIndex(1);
    EXPECT_EQ(pane().text(), "int b; // 二\nint c;\n");
    code().undo();
    EXPECT_EQ(pane().text(), "int b; // 二\n");
    EXPECT_FALSE(pane().isModified());
    code().undo();
    EXPECT_EQ(pane().text(), "int b; // 二\n") << "the other one's changes are not taken back here";
    EXPECT_TRUE(pane().isModified(first));
    answer(QMessageBox::Cancel, [&] { EXPECT_FALSE(window->close()); });
    EXPECT_EQ(pane().path(), first) << "what is asked about is in view";
    answer(QMessageBox::Save, [&] { emit pane().closeRequested(first); });
    EXPECT_EQ(onDisk(first), "a = 1\nb = 2\n");
    EXPECT_FALSE(tabs->isVisible());
    QSettings settings(folder.filePath("settings.ini"), QSettings::IniFormat);
    open("first.py", onDisk(first));
    window->programs().remember(settings);
    EXPECT_EQ(settings.value("programs/open").toStringList(), (QStringList{second, first}));
    pane().close(first);
    pane().close(second);
    window->programs().restore(settings);
    EXPECT_EQ(pane().paths(), (QStringList{second, first}));
    EXPECT_EQ(pane().path(), first);
}

TEST_F(WindowEditorTest, ProgramsThatAreOnlyLookedAtShareATab) {
    const QString a = folder.filePath("Braid/a.py"), b = folder.filePath("Braid/b.py"), c = folder.filePath("Braid/c.py");
    for (const QString& path : {a, b, c})
        ASSERT_TRUE(editor::writeProgram(path, "n = 1\n"));
    const auto look = [&](const QString& path) { window->setup().chooseProgram(session::ProgramCall::ofSource(path)); };
    look(a);
    look(b);
    EXPECT_EQ(pane().paths(), QStringList{b});
    code().append("m = 2\n");
    look(c);
    EXPECT_EQ(pane().paths(), (QStringList{b, c})) << "what was written in stays";
    EXPECT_TRUE(pane().isModified(b));
}

TEST_F(WindowEditorTest, SaveAsWritesAnotherFileWhichIsTheOpenOneFromThenOn) {
    const QString path = open("first.py", "print('first')\n"), other = folder.filePath("Braid/other.py");
    code().append("# more\n");
    fill<QFileDialog>(
        [&](QFileDialog& dialog) {
            dialog.selectFile(folder.filePath("Braid/other")); // without an ending it gets that of the file
            QMetaObject::invokeMethod(&dialog, "accept");
        },
        [&] { trigger("saveProgramAs"); });
    EXPECT_EQ(pane().path(), other);
    EXPECT_EQ(onDisk(other), "print('first')\n# more\n");
    EXPECT_EQ(onDisk(path), "print('first')\n") << "the file that it was stays as it was saved last";
    EXPECT_FALSE(pane().isModified());
    EXPECT_EQ(pane().paths(), QStringList{other});
    code().append("# and more\n");
    QTest::keyClick(&code(), Qt::Key_S, Qt::ControlModifier);
    EXPECT_TRUE(onDisk(other).endsWith("# and more\n"));
    fill<QFileDialog>([](QFileDialog& dialog) { dialog.reject(); }, [&] { QTest::keyClick(&code(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier); });
    EXPECT_EQ(pane().path(), other) << "given up";
}

TEST_F(WindowEditorTest, CtrlGGoesToALineThatThereIs) {
    open("lines.py", QString("pass\n").repeated(10'000));
    code().setFocus();
    const auto line = [&] {
        int at = 0, column = 0;
        code().getCursorPosition(&at, &column);
        return at + 1;
    };
    const auto go = [&](const std::function<void(QInputDialog&)>& how) {
        fill<QInputDialog>(how, [&] { QTest::keyClick(&code(), Qt::Key_G, Qt::ControlModifier); });
    };
    go([](QInputDialog& dialog) { dialog.setIntValue(9'321); dialog.accept(); });
    EXPECT_EQ(line(), 9'321);
    EXPECT_TRUE(code().firstVisibleLine() < 9'321 && code().firstVisibleLine() > 9'000) << "it is seen";
    go([](QInputDialog& dialog) {
        EXPECT_EQ(dialog.intValue(), 9'321) << "it begins with where the cursor is";
        dialog.setIntValue(1'000'000);
        dialog.accept();
    });
    EXPECT_EQ(line(), 10'001) << "the last one";
    go([](QInputDialog& dialog) { dialog.setIntValue(5); dialog.reject(); });
    EXPECT_EQ(line(), 10'001) << "given up";
}

TEST_F(WindowEditorTest, WhatAnotherProgramDoesToTheFileIsSaidAndCanBeTaken) {
    const QString path = open("shared.py", "a = 1\n");
    auto* bar = find<QWidget>("editorOutside");
    ASSERT_TRUE(editor::writeProgram(path, "a = 2\n"));
    ASSERT_TRUE(waitFor([&] { return bar->isVisible(); }));
    EXPECT_EQ(pane().text(), "a = 1\n") << "nothing happens without a word";
    find<QPushButton>("editorReload")->click();
    EXPECT_EQ(pane().text(), "a = 2\n");
    EXPECT_FALSE(pane().isModified());
    EXPECT_FALSE(bar->isVisible());
    ASSERT_TRUE(QFile::remove(path));
    ASSERT_TRUE(waitFor([&] { return bar->isVisible(); }));
    EXPECT_TRUE(find<QLabel>("editorOutsideWords")->text().contains("removed"));
    EXPECT_FALSE(find<QPushButton>("editorReload")->isVisible());
    emit code().saveRequested();
    EXPECT_EQ(onDisk(path), "a = 2\n");
    EXPECT_FALSE(bar->isVisible());
}

TEST_F(WindowEditorTest, WhatWasTypedAndNotSavedIsThereAgainAfterACrash) {
    const QString path = open("draft.py", "a = 1\n");
    code().append("b = 2\n");
    const QDir drafts(folder.filePath("drafts"));
    ASSERT_TRUE(waitFor([&] { return !drafts.entryList({"*.draft"}).isEmpty(); }));
    const QString draft = drafts.filePath(drafts.entryList({"*.draft"}).front());
    const QString kept = onDisk(draft);
    answer(QMessageBox::Discard, [&] { emit pane().closeRequested(path); });
    EXPECT_FALSE(QFile::exists(draft)) << "what is given up is no draft";
    ASSERT_TRUE(editor::writeProgram(draft, "999999999\n" + kept.section('\n', 1))); // of a process that is no more
    QSettings settings(folder.filePath("settings.ini"), QSettings::IniFormat);
    window->programs().restore(settings);
    EXPECT_EQ(pane().path(), path);
    EXPECT_EQ(pane().text(), "a = 1\nb = 2\n");
    EXPECT_TRUE(pane().isModified());
    EXPECT_EQ(onDisk(path), "a = 1\n");
    EXPECT_TRUE(find<ElidedLabel>("statusSentence")->text().contains("draft.py"));
    emit code().saveRequested();
    EXPECT_FALSE(QFile::exists(draft));
}

TEST_F(WindowEditorTest, ProgramsOfTheFolderAreListedUnderYoursAfterARestart) {
    ASSERT_TRUE(editor::writeProgram(folder.filePath("Braid/found.py"), "n = 3  # 1..50\n"));
    QSettings settings(folder.filePath("settings.ini"), QSettings::IniFormat);
    window->programs().restore(settings);
    QTreeWidgetItem* found = nullptr;
    ASSERT_TRUE(waitFor([&] {
        const auto items = find<QTreeWidget>("catalogueTree")->findItems("found.py", Qt::MatchExactly | Qt::MatchRecursive);
        found = items.isEmpty() ? nullptr : items.front();
        return found != nullptr;
    }));
    EXPECT_EQ(found->parent()->text(0), "Yours");
    find<QTreeWidget>("catalogueTree")->setCurrentItem(found);
    ASSERT_NE(window->setup().program(), nullptr);
    EXPECT_EQ(window->setup().parameters().size(), 1u) << "its sliders are there before it runs";
    EXPECT_EQ(pane().path(), folder.filePath("Braid/found.py"));
}

} // namespace
} // namespace braid::views
