#include "app/render/rows/view_state.h"
#include "app/views/base/dock.h"
#include "app/views/base/find_bar.h"
#include "app/views/charts/charts_pane.h"
#include "app/views/run/number_slider.h"
#include "app/views/timeline/states_view.h"
#include "tests/app/views/window_fixture.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFrame>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

namespace braid::views {
namespace {

class WindowToolsTest : public WindowTest {
protected:
    void runShort() {
        choose("thread-create");
        set("sleep", 10 * Millisecond);
        trigger("run");
        ASSERT_TRUE(waitForState(session::Run::State::Over));
    }
    Dock* dock(const QString& name) { return find<Dock>("dock." + name); }
    bool focus(QWidget& widget) {
        QApplication::setActiveWindow(window.get()); // no window manager does it
        widget.setFocus();
        return waitFor([&] { return widget.hasFocus(); });
    }
};

TEST_F(WindowToolsTest, FindsWordsInThePaneThatHasTheFocus) {
    choose("deadlock");
    auto* source = find<QPlainTextEdit>("source");
    dock("source")->raise();
    ASSERT_TRUE(waitFor([&] { return source->isVisible() && !source->visibleRegion().isEmpty(); }));
    ASSERT_TRUE(focus(*source));
    trigger("search");
    auto* words = source->findChild<QLineEdit*>("findWords");
    ASSERT_NE(words, nullptr);
    EXPECT_TRUE(words->isVisible());
    QTest::keyClicks(words, "unlock");
    EXPECT_EQ(source->textCursor().selectedText(), "unlock");
    const int first = source->textCursor().position();
    QTest::keyClick(words, Qt::Key_Return);
    EXPECT_GT(source->textCursor().position(), first);
    QTest::keyClick(words, Qt::Key_Return, Qt::ShiftModifier);
    EXPECT_EQ(source->textCursor().position(), first);
    words->setText("not in this file");
    EXPECT_EQ(words->accessibleDescription(), "Not found");
    QTest::keyClick(words, Qt::Key_Escape);
    EXPECT_FALSE(words->isVisible());
    EXPECT_TRUE(source->hasFocus());
}

TEST_F(WindowToolsTest, SearchesScenariosWhereThePaneWithTheFocusHasNoText) {
    ASSERT_TRUE(focus(*find<QTreeWidget>("catalogueTree")));
    trigger("search");
    EXPECT_TRUE(waitFor([&] { return find<QLineEdit>("catalogueSearch")->hasFocus(); }));
}

TEST_F(WindowToolsTest, TearsAPaneOffItsTabsByADoubleClick) {
    QTabBar* tabs = nullptr;
    for (QTabBar* bar : window->findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly))
        for (int tab = 0; tab < bar->count(); ++tab)
            if (bar->isVisible() && bar->tabText(tab) == "Source")
                tabs = bar;
    ASSERT_NE(tabs, nullptr);
    int source = 0;
    while (tabs->tabText(source) != "Source")
        ++source;
    QTest::mouseDClick(tabs, Qt::LeftButton, {}, tabs->tabRect(source).center());
    ASSERT_TRUE(waitFor([&] { return dock("source")->isFloating(); }));
    EXPECT_TRUE(waitFor([&] { return dock("source")->titleBarWidget()->height() > 0; })) << "by which it can be moved and closed";
    EXPECT_EQ(tabs->contextMenuPolicy(), Qt::CustomContextMenu);
}

TEST_F(WindowToolsTest, TearsAPaneOffItsTabsByADragAwayFromThemAndOnlyThen) {
    QTabBar* tabs = nullptr;
    for (QTabBar* bar : window->findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly))
        for (int tab = 0; tab < bar->count(); ++tab)
            if (bar->isVisible() && bar->tabText(tab) == "Source")
                tabs = bar;
    ASSERT_NE(tabs, nullptr);
    int source = 0;
    while (tabs->tabText(source) != "Source")
        ++source;
    const QPoint begin = tabs->tabRect(source).center();
    const auto drag = [&](QPoint by) {
        QTest::mousePress(tabs, Qt::LeftButton, {}, begin);
        for (int step = 1; step <= 4; ++step) {
            const QPoint at = begin + by * step / 4;
            QMouseEvent move(QEvent::MouseMove, at, tabs->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(tabs, &move);
        }
        QTest::mouseRelease(tabs, Qt::LeftButton, {}, begin + by);
        QCoreApplication::processEvents();
    };
    drag({0, 10});
    EXPECT_FALSE(dock("source")->isFloating()) << "a hand is not steady";
    drag({0, 200});
    EXPECT_TRUE(waitFor([&] { return dock("source")->isFloating(); }));
}

TEST_F(WindowToolsTest, SaysSoWhereTheFiltersLeaveNoLane) {
    runShort();
    auto* none = find<QLabel>("noLanes");
    EXPECT_FALSE(none->isVisible());
    window->session().view().update([](render::ViewState& state) { state.filter = "no lane is called that"; });
    EXPECT_TRUE(none->isVisible());
    window->session().view().update([](render::ViewState& state) {
        state.filter.clear();
        state.states = {model::State::Blocked};
    });
    ASSERT_TRUE(none->isVisible());
    emit none->linkActivated("all");
    EXPECT_FALSE(none->isVisible());
    EXPECT_TRUE(window->session().view().get().states.empty());
}

TEST_F(WindowToolsTest, StopsRepeatingByTheStopButtonAndSaysHowFarItIs) {
    choose("thread-create");
    set("sleep", 300 * Millisecond);
    trigger("repeat");
    ASSERT_TRUE(window->repeat().busy());
    EXPECT_TRUE(find<QAction>("action.stop")->isEnabled());
    auto* state = find<QLabel>("runState");
    EXPECT_TRUE(waitFor([&] { return state->text().startsWith("run ") && state->text().contains(" of 100"); })) << qPrintable(state->text());
    EXPECT_TRUE(waitFor([&] { return state->text().contains(" s left"); })) << qPrintable(state->text());
    trigger("stop");
    EXPECT_FALSE(window->repeat().busy());
    EXPECT_FALSE(find<QAction>("action.stop")->isEnabled());
}

TEST_F(WindowToolsTest, LeavesTheHistogramWhenAnotherRunBegins) {
    auto* charts = window->findChild<ChartsPane*>();
    ASSERT_NE(charts, nullptr);
    charts->setPage(ChartsPane::Repeated);
    choose("thread-create");
    trigger("run");
    EXPECT_NE(charts->page(), ChartsPane::Repeated);
}

TEST_F(WindowToolsTest, SaysNothingOfRunsThatWereGivenUpBeforeTheFirstWasOver) {
    choose("thread-create");
    set("sleep", 5'000 * Millisecond);
    const auto says = [&](const QString& words) {
        const auto labels = window->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text() == words; });
    };
    trigger("repeat");
    ASSERT_TRUE(waitFor([&] { return says("The first run is under way…"); }));
    trigger("repeat");
    EXPECT_FALSE(window->repeat().busy());
    EXPECT_TRUE(waitFor([&] { return says("Run a scenario many times to see how often it comes to what."); }));
    EXPECT_FALSE(says("The first run is under way…"));
    EXPECT_EQ(window->repeat().tally()->runs().size(), 0U) << "and it is no outcome";
}

TEST_F(WindowToolsTest, KeepsTheCriticalPathWhenTheLanguageChanges) {
    runShort();
    trigger("criticalPath");
    ASSERT_TRUE(window->session().view().get().criticalPath);
    language.set(session::Language::Choice::Chinese);
    EXPECT_TRUE(window->session().view().get().criticalPath);
    EXPECT_TRUE(find<QAction>("action.criticalPath")->isChecked());
    language.set(session::Language::Choice::English);
    EXPECT_TRUE(window->session().view().get().criticalPath);
    trigger("deselect");
    EXPECT_FALSE(window->session().view().get().criticalPath) << "Escape lets go of it";
    EXPECT_FALSE(find<QAction>("action.criticalPath")->isChecked());
}

TEST_F(WindowToolsTest, ShowsTheStatesOfThreadsWithTheLanesInThem) {
    runShort();
    dock("states")->show();
    dock("states")->raise();
    auto* view = find<StatesView>("states");
    ASSERT_TRUE(waitFor([&] { return view->isVisible(); }));
    const auto has = [&](const QString& word) {
        for (const render::Layer& layer : view->scene().layers)
            for (const render::Text& text : layer.texts)
                if (text.text == word)
                    return true;
        return false;
    };
    EXPECT_TRUE(has("running"));
    EXPECT_TRUE(has("T1")) << "it is done";
}

TEST_F(WindowToolsTest, ShowsWhereAFileMayBeDropped) {
    auto* frame = find<QFrame>("dropFrame");
    EXPECT_FALSE(frame->isVisible());
    QMimeData file, text;
    file.setUrls({QUrl::fromLocalFile("/a.braid")});
    text.setText("words");
    QDragEnterEvent words(QPoint(10, 10), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &words);
    EXPECT_FALSE(frame->isVisible());
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &file, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &enter);
    EXPECT_TRUE(frame->isVisible());
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(window.get(), &leave);
    EXPECT_FALSE(frame->isVisible());
}

TEST_F(WindowToolsTest, GivesLogarithmicSlidersTicks) {
    choose("deadlock");
    EXPECT_GE(find<NumberSlider>("parameter.sleep.slider")->ticks().size(), 5U);
    EXPECT_TRUE(find<NumberSlider>("parameter.threads.slider")->ticks().empty());
}

TEST_F(WindowToolsTest, ADialogForFilesHasItsColumnsWholeAndTheWindowsIcons) {
    QTemporaryDir folder;
    QFile file(folder.filePath("a run of some length.braid"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("x");
    file.close();
    QFileDialog dialog(window.get(), "Open", folder.path());
    dialog.setOption(QFileDialog::DontUseNativeDialog);
    dialog.show();
    auto* files = dialog.findChild<QTreeView*>("treeView");
    ASSERT_TRUE(files);
    ASSERT_TRUE(waitFor([&] { return files->model()->rowCount(files->rootIndex()) == 1; }));
    EXPECT_TRUE(files->header()->isSectionHidden(2)) << "the end of the name says the kind";
    EXPECT_TRUE(waitFor([&] {
        for (const int column : {0, 1, 3})
            if (files->columnWidth(column) < files->sizeHintForIndex(files->model()->index(0, column, files->rootIndex())).width())
                return false;
        return true;
    }));
    EXPECT_EQ(dialog.findChild<QToolButton*>("toParentButton")->arrowType(), Qt::UpArrow);
}

} // namespace
} // namespace braid::views
