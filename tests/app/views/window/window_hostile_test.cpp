#include "app/render/scene/scene.h"
#include "app/views/base/plain_labels.h"
#include "app/views/base/words.h"
#include "app/views/text/findings_pane.h"
#include "app/views/timeline/timeline_view.h"
#include "tests/app/views/window_fixture.h"
#include "tests/engine/hostile_trace.h"

#include <QAbstractItemView>
#include <QDockWidget>
#include <QFile>
#include <QGraphicsScene>
#include <QGraphicsTextItem>
#include <QGraphicsView>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTextDocument>

/// Whatever a file says, the window shows it letter by letter: nothing of it is read as markup, and no picture that it
/// names is opened. And what a damaged file does not tell is not made up.
namespace braid::views {
namespace {

const QString Forged = "<h1>FORGED</h1><font color=green>All is well</font><img src=\"/nonexistent/picture.png\"><!--";

/// Whether `document` holds a picture, or the words of Forged without its marks.
bool interprets(const QTextDocument& document) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        for (auto it = block.begin(); !it.atEnd(); ++it)
            if (it.fragment().charFormat().isImageFormat())
                return true;
    const QString text = document.toPlainText();
    return text.contains("FORGED") && !text.contains("<h1>FORGED");
}

/// As a tool tip, a label or a chart that guesses would read it.
bool interpreted(const QString& text) {
    if (!Qt::mightBeRichText(text))
        return false;
    QTextDocument document;
    document.setHtml(text);
    return interprets(document);
}

class HostileWindowTest : public WindowTest {
protected:
    void open(const QString& path) {
        window->openFile(path);
        ASSERT_TRUE(waitForState(session::Run::State::Over));
        for (QDockWidget* dock : window->findChildren<QDockWidget*>()) {
            dock->show();
            dock->raise();
            QCoreApplication::processEvents();
        }
    }

    /// Looks at all that the window shows now. How many places had words of the file.
    int expectPlain() {
        int found = 0;
        const auto look = [&](const QString& text, const QObject& of, const char* what) {
            found += text.contains("FORGED") ? 1 : 0;
            EXPECT_FALSE(interpreted(text)) << what << " of " << qPrintable(of.objectName()) << ": " << qPrintable(text);
        };
        for (QWidget* widget : window->findChildren<QWidget*>()) {
            look(widget->toolTip(), *widget, "tool tip");
            look(widget->statusTip(), *widget, "status tip");
            look(widget->whatsThis(), *widget, "explanation");
            if (auto* label = qobject_cast<QLabel*>(widget)) {
                label->ensurePolished();
                found += label->text().contains("FORGED") ? 1 : 0;
                EXPECT_NE(label->textFormat(), Qt::AutoText) << qPrintable(label->objectName()) << qPrintable(label->text());
                if (label->textFormat() != Qt::PlainText) {
                    EXPECT_FALSE(interpreted(label->text())) << qPrintable(label->objectName());
                }
            }
            if (const auto* view = qobject_cast<QAbstractItemView*>(widget); view && view->model())
                for (int row = 0; row < view->model()->rowCount(); ++row)
                    for (int column = 0; column < view->model()->columnCount(); ++column) {
                        const QModelIndex index = view->model()->index(row, column);
                        look(index.data(Qt::ToolTipRole).toString(), *view, "tool tip of a row");
                        found += index.data().toString().contains("FORGED") ? 1 : 0;
                    }
            if (const auto* view = qobject_cast<QGraphicsView*>(widget); view && view->scene())
                for (QGraphicsItem* item : view->scene()->items())
                    if (const auto* text = dynamic_cast<QGraphicsTextItem*>(item)) {
                        found += text->toPlainText().contains("FORGED") ? 1 : 0;
                        EXPECT_FALSE(interprets(*text->document())) << qPrintable(text->toPlainText());
                    }
        }
        for (const QAction* action : window->findChildren<QAction*>())
            look(action->toolTip(), *action, "tool tip of an action");
        for (const QTextDocument* document : window->findChildren<QTextDocument*>())
            EXPECT_FALSE(interprets(*document)) << qPrintable(document->toPlainText());
        return found;
    }

    const QTemporaryDir folder;
};

TEST_F(HostileWindowTest, ShowsNamesOfAFileLetterByLetter) {
    const QString path = folder.filePath("hostile.braid");
    test::writeHostileTrace(path.toStdString(), Forged.toStdString());
    open(path);
    EXPECT_GT(expectPlain(), 20) << "the file's words stand in many places";
    EXPECT_TRUE(window->windowTitle().contains("<h1>FORGED"));
    // At a moment, with a lane and an event selected: the panes of the inspection have their say.
    const session::Run& run = *window->session().run();
    window->session().view().update([&](render::ViewState& state) {
        state.cursor = run.edge() / 2;
        state.selectedLane = run.model().lanes().back();
        state.selectedEvent = static_cast<model::EventIndex>(run.model().log().size() - 1);
        state.selectedObject = run.model().objects().front();
    });
    trigger("why");
    QCoreApplication::processEvents();
    EXPECT_GT(expectPlain(), 20);
}

TEST_F(HostileWindowTest, ShowsNoControlCharacterOfAFile) {
    for (const std::string& text : test::hostileTexts()) {
        const QString path = folder.filePath("hostile.braid");
        test::writeHostileTrace(path.toStdString(), text);
        open(path);
        for (const QLabel* label : window->findChildren<QLabel*>())
            for (const QString& line : label->text().split('\n'))
                EXPECT_EQ(line, render::plain(line)) << qPrintable(label->objectName());
        for (const QAbstractItemView* view : window->findChildren<QAbstractItemView*>())
            for (int row = 0; view->model() && row < view->model()->rowCount(); ++row)
                for (int column = 0; column < view->model()->columnCount(); ++column)
                    for (const QString& line : view->model()->index(row, column).data().toString().split('\n'))
                        EXPECT_EQ(line, render::plain(line)) << qPrintable(view->objectName());
        EXPECT_EQ(window->windowTitle(), render::plain(window->windowTitle()));
    }
}

TEST_F(HostileWindowTest, ShowsTheFilesOfAnAttackerAsTheyAre) {
    for (const char* name : {"html_forge.braid", "svg_script_title.braid"}) {
        window->openFile(QStringLiteral(BRAID_HOSTILE "/") + name);
        ASSERT_TRUE(waitForState(session::Run::State::Over));
        for (QDockWidget* dock : window->findChildren<QDockWidget*>())
            dock->show();
        QCoreApplication::processEvents();
        expectPlain();
    }
}

TEST_F(HostileWindowTest, MakesMessageBoxesPlainToo) {
    QMessageBox box(QMessageBox::Warning, "Title", Forged, QMessageBox::Ok, window.get());
    box.show();
    for (const QLabel* label : box.findChildren<QLabel*>())
        if (label->text() == Forged) {
            EXPECT_EQ(label->textFormat(), Qt::PlainText);
        }
}

TEST_F(HostileWindowTest, MarksNoKeyInAMenuByAnAmpersandOfAName) {
    EXPECT_EQ(withAmpersands("R&D"), "R&&D");
    EXPECT_EQ(plainTip("a <b>\nc"), "<div style='white-space:pre-wrap'>a &lt;b&gt;\nc</div>");
    EXPECT_TRUE(plainTip({}).isEmpty());
}

class CutWindowTest : public HostileWindowTest {
protected:
    /// A run that finished well, in a file that ends early.
    QString cutFile() {
        choose("semaphore"); // with a block of each thread
        set("threads", 4);
        set("hold", 300 * Millisecond); // so that all threads are there at once, each with blocks of its own
        trigger("run");
        EXPECT_TRUE(waitForState(session::Run::State::Over));
        const QString path = folder.filePath("cut.braid");
        window->session().save(path);
        constexpr qint64 Block = 16384;
        EXPECT_TRUE(QFile::resize(path, QFileInfo(path).size() - 4 * Block + 100));
        return path;
    }
};

TEST_F(CutWindowTest, SaysThatAPartIsMissingAndShowsItAsUnknown) {
    open(cutFile());
    const QString message = find<QLabel>("findingsMessage")->text();
    EXPECT_TRUE(message.contains("missing")) << qPrintable(message);
    EXPECT_FALSE(message.contains("Nothing went wrong"));
    const QString bar = find<QLabel>("messageText")->text();
    EXPECT_TRUE(bar.startsWith("A part of this trace cannot be read. The trace is cut off")) << qPrintable(bar);
    EXPECT_TRUE(bar.endsWith('.')) << qPrintable(bar);
    // Hatched to the end of the run, and named. All lanes are in view.
    window->resize(1600, 1000);
    QCoreApplication::processEvents();
    window->session().view().update([](render::ViewState& state) { state.showObjects = false; });
    find<TimelineView>("timeline")->viewport()->grab();
    bool hatched = false, named = false;
    for (const render::Layer& layer : find<TimelineView>("timeline")->scene().layers) {
        for (const render::Box& box : layer.boxes)
            hatched = hatched || (box.form == render::Form::SparseHatch && box.rect.width() > 100);
        for (const render::Text& text : layer.texts)
            named = named || text.text == "not recorded";
    }
    EXPECT_TRUE(hatched);
    EXPECT_TRUE(named);
}

TEST_F(CutWindowTest, IsStillSavedWhenItsFileIsGoneAndNotWhenItHasLostAPart) {
    const QString path = cutFile(), target = folder.filePath("saved.braid");
    open(path);
    ASSERT_TRUE(QFile::resize(path, 100));
    window->session().save(target);
    EXPECT_TRUE(find<QLabel>("messageText")->text().contains("cut.braid: that file has become shorter"))
        << qPrintable(find<QLabel>("messageText")->text());
    EXPECT_FALSE(QFile::exists(target));
    const QString other = cutFile();
    open(other);
    ASSERT_TRUE(QFile::remove(other));
    window->session().save(target);
    EXPECT_TRUE(QFile::exists(target));
    EXPECT_TRUE(find<QLabel>("statusSentence")->text().startsWith("Saved as "));
}

TEST_F(WindowTest, NamesTheFileOfARunInItsTitleAndSaysWhereThereIsNone) {
    const QTemporaryDir folder;
    choose("thread-create");
    set("sleep", 20 * Millisecond);
    trigger("run");
    EXPECT_TRUE(window->windowTitle().contains("(live)")) << qPrintable(window->windowTitle());
    ASSERT_TRUE(waitForState(session::Run::State::Over));
    EXPECT_TRUE(window->windowTitle().contains("(not saved)")) << qPrintable(window->windowTitle());
    window->session().save(folder.filePath("kept.braid"));
    EXPECT_TRUE(window->windowTitle().startsWith("kept.braid — ")) << qPrintable(window->windowTitle());
    trigger("run");
    EXPECT_FALSE(window->windowTitle().contains("kept.braid"));
}

TEST(Sentences, BeginWithACapitalAndEndWithAStop) {
    EXPECT_EQ(asSentence("the trace is cut off"), "The trace is cut off.");
    EXPECT_EQ(asSentence("Saved."), "Saved.");
    EXPECT_EQ(asSentence("为什么？"), "为什么？");
    EXPECT_EQ(asSentence("跟踪文件被截断"), "跟踪文件被截断。");
    EXPECT_EQ(asSentence(""), "");
    EXPECT_EQ(joinedSentences("The run could not be saved.", "cannot write the trace to /x: Permission denied"),
              "The run could not be saved. Cannot write the trace to /x: Permission denied.");
    EXPECT_EQ(joinedSentences("运行记录无法保存。", "权限不足"), "运行记录无法保存。权限不足。");
    EXPECT_EQ(joinedSentences("One.", ""), "One.");
}

} // namespace
} // namespace braid::views
