#include "app/views/editor/code_editor.h"

#include "app/views/base/appearance.h"

#include <Qsci/qscilexer.h>

#include <QApplication>
#include <QLineEdit>
#include <QTest>
#include <QWheelEvent>
#include <gtest/gtest.h>

namespace braid::views {
namespace {

class CodeEditorTest : public ::testing::Test {
protected:
    Appearance appearance{*qApp};
    CodeEditor code{appearance};
};

TEST_F(CodeEditorTest, WhatIsLoadedIsNotModifiedAndWhatIsTypedCanBeUndone) {
    code.load("a = 1\n");
    EXPECT_FALSE(code.isModified());
    EXPECT_FALSE(code.isUndoAvailable());
    QTest::keyClicks(&code, "b");
    EXPECT_EQ(code.text(), "ba = 1\n");
    EXPECT_TRUE(code.isModified());
    code.undo();
    EXPECT_EQ(code.text(), "a = 1\n");
    EXPECT_FALSE(code.isModified());
}

TEST_F(CodeEditorTest, KeysOfTheWindowThatAreLettersAreTypedHere) {
    code.load("");
    for (const Qt::Key key : {Qt::Key_T, Qt::Key_Space, Qt::Key_G, Qt::Key_Question}) {
        QKeyEvent event(QEvent::ShortcutOverride, key, Qt::NoModifier, QString(QChar(static_cast<char16_t>(key))));
        event.ignore();
        QApplication::sendEvent(&code, &event);
        EXPECT_TRUE(event.isAccepted()) << key;
    }
    for (const Qt::Key key : {Qt::Key_R, Qt::Key_F, Qt::Key_P}) {
        QKeyEvent event(QEvent::ShortcutOverride, key, Qt::ControlModifier);
        event.ignore();
        QApplication::sendEvent(&code, &event);
        EXPECT_FALSE(event.isAccepted()) << "Ctrl and " << key << " mean the same in the whole window";
    }
}

TEST_F(CodeEditorTest, CtrlSAsksToSave) {
    int saves = 0;
    QObject::connect(&code, &CodeEditor::saveRequested, &code, [&] { ++saves; });
    QTest::keyClick(&code, Qt::Key_S, Qt::ControlModifier);
    EXPECT_EQ(saves, 1);
    EXPECT_EQ(code.text(), "");
}

TEST_F(CodeEditorTest, CtrlSlashMakesCommentsOfTheSelectedLinesAndLinesOfComments) {
    const QString text = "def f():\n    a = '二😀'\n\n        b = 2\nc = 3\n";
    code.load(text);
    code.setSelection(1, 2, 3, 5);
    QTest::keyClick(&code, Qt::Key_Slash, Qt::ControlModifier);
    EXPECT_EQ(code.text(), "def f():\n    # a = '二😀'\n\n    #     b = 2\nc = 3\n");
    QTest::keyClick(&code, Qt::Key_Slash, Qt::ControlModifier);
    EXPECT_EQ(code.text(), text);
    code.setLanguage(editor::Language::Cpp);
    code.setCursorPosition(4, 1);
    QTest::keyClick(&code, Qt::Key_Slash, Qt::ControlModifier);
    EXPECT_TRUE(code.text().endsWith("\n// c = 3\n"));
    code.undo();
    EXPECT_EQ(code.text(), text);
    code.load("");
    QTest::keyClick(&code, Qt::Key_Slash, Qt::ControlModifier);
    EXPECT_EQ(code.text(), "");
}

TEST_F(CodeEditorTest, TheTabulatorIndentsUntilCtrlMMakesItMoveOn) {
    QWidget window;
    auto* inside = new CodeEditor(appearance, &window);
    auto* next = new QLineEdit(&window);
    window.show();
    window.activateWindow();
    inside->setFocus();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(inside, Qt::Key_Tab);
    EXPECT_EQ(inside->text(), "    ");
    QTest::keyClick(inside, Qt::Key_M, Qt::ControlModifier);
    EXPECT_TRUE(inside->tabMoves());
    QTest::keyClick(inside, Qt::Key_Tab);
    EXPECT_EQ(inside->text(), "    ");
    EXPECT_EQ(QApplication::focusWidget(), next);
    inside->setFocus();
    QTest::keyClick(inside, Qt::Key_M, Qt::ControlModifier);
    QTest::keyClick(inside, Qt::Key_Tab);
    EXPECT_EQ(inside->text(), "        ");
}

TEST_F(CodeEditorTest, AfterALongLineTheNewOneIsSeenFromItsBeginning) {
    code.resize(300, 200);
    code.load("");
    QTest::keyClicks(&code, QString(200, 'x'));
    EXPECT_GT(code.SendScintilla(QsciScintilla::SCI_GETXOFFSET), 0);
    QTest::keyClick(&code, Qt::Key_Return);
    EXPECT_EQ(code.SendScintilla(QsciScintilla::SCI_GETXOFFSET), 0);
}

TEST_F(CodeEditorTest, ANewLineKeepsTheIndentation) {
    code.load("if a:\n    b = 1");
    code.setCursorPosition(1, 9);
    QTest::keyClick(&code, Qt::Key_Return);
    QTest::keyClicks(&code, "c");
    EXPECT_EQ(code.text(), "if a:\n    b = 1\n    c");
}

TEST_F(CodeEditorTest, AnotherTextIsWrittenInTheSameWay) {
    code.load("a = 1\n");
    const QsciDocument first = code.document();
    code.show(QsciDocument());
    code.load("if a:");
    code.setCursorPosition(0, 5);
    QTest::keyClick(&code, Qt::Key_Return);
    QTest::keyClick(&code, Qt::Key_Tab);
    QKeyEvent letter(QEvent::KeyPress, 0, Qt::NoModifier, QStringLiteral("二")); // which QTest has no key for
    QApplication::sendEvent(&code, &letter);
    QTest::keyClick(&code, Qt::Key_Return);
    QTest::keyClick(&code, Qt::Key_Backspace);
    QTest::keyClicks(&code, "c");
    EXPECT_EQ(code.text(), "if a:\n    二\nc");
    code.show(first);
    EXPECT_EQ(code.text(), "a = 1\n");
    EXPECT_FALSE(code.isModified());
    EXPECT_FALSE(code.isUndoAvailable());
}

TEST_F(CodeEditorTest, CtrlAndTheWheelZoom) {
    code.load("a = 1\n");
    const auto zoom = [&] { return code.SendScintilla(QsciScintilla::SCI_GETZOOM); };
    const long before = zoom();
    const int margin = code.marginWidth(0);
    QWheelEvent event(QPointF(5, 5), QPointF(5, 5), {}, {0, 120}, Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(code.viewport(), &event);
    EXPECT_EQ(zoom(), before + 1);
    EXPECT_GE(code.marginWidth(0), margin);
}

TEST_F(CodeEditorTest, FindsForwardBackwardAndRound) {
    code.load("lock\nLock\nblock\n");
    const auto line = [&] {
        int at = 0, column = 0;
        code.getCursorPosition(&at, &column);
        return at;
    };
    ASSERT_TRUE(code.findText("lock", false, false));
    EXPECT_EQ(line(), 0);
    ASSERT_TRUE(code.findText("lock", false, true));
    EXPECT_EQ(line(), 1);
    ASSERT_TRUE(code.findText("lock", false, true));
    EXPECT_EQ(line(), 2);
    ASSERT_TRUE(code.findText("lock", false, true));
    EXPECT_EQ(line(), 0);
    ASSERT_TRUE(code.findText("lock", true, true));
    EXPECT_EQ(line(), 2);
    EXPECT_FALSE(code.findText("nothing", false, true));
}

TEST_F(CodeEditorTest, ReplacesOneOrAllAndThatIsOneStepToUndo) {
    code.load("a a\na\n");
    ASSERT_TRUE(code.findText("a", false, false));
    EXPECT_TRUE(code.replaceText("a", "锁"));
    EXPECT_EQ(code.text(), "锁 a\na\n");
    EXPECT_EQ(code.replaceAll("a", "b"), 2);
    EXPECT_EQ(code.text(), "锁 b\nb\n");
    code.undo();
    EXPECT_EQ(code.text(), "锁 a\na\n");
}

TEST_F(CodeEditorTest, ItsColoursAreTheThemes) {
    for (const Scheme scheme : {Scheme::Dark, Scheme::Light}) {
        appearance.setScheme(scheme);
        for (const editor::Language language : {editor::Language::Cpp, editor::Language::Python}) {
            code.setLanguage(language);
            EXPECT_EQ(code.lexer()->paper(0), appearance.color("surface"));
            EXPECT_EQ(code.lexer()->color(5), appearance.color("codeKeyword")) << "5 is a keyword in both";
        }
    }
}

TEST_F(CodeEditorTest, GoesToALineAndColumnAsCompilersCountThem) {
    code.load("one\n锁 two\n");
    int line = 0, column = 0;
    code.goTo(2, 5); // bytes: the character before has three
    code.getCursorPosition(&line, &column);
    EXPECT_EQ(line, 1);
    EXPECT_EQ(column, 2);
    code.goTo(99, 1);
    code.goTo(-1, 0);
    code.getCursorPosition(&line, &column);
    EXPECT_EQ(line, 0);
}

} // namespace
} // namespace braid::views
