#include "app/render/rows/geometry.h"
#include "app/render/rows/view_state.h"
#include "app/session/bookmarks.h"
#include "app/views/base/hover_text.h"
#include "app/views/base/words.h"
#include "app/views/cursor/source_view.h"
#include "app/views/text/source_pane.h"
#include "app/views/timeline/timeline_view.h"
#include "app/views/window/layouts.h"
#include "engine/model/query/seek.h"
#include "engine/model/text/sentence.h"
#include "engine/trace/event_traits.h"
#include "tests/app/views/window_fixture.h"

#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTextBlock>
#include <algorithm>
#include <sys/stat.h>

namespace braid::views {
namespace {

using namespace std::chrono_literals;
using State = session::Run::State;
using model::NoEvent;

class CursorTest : public WindowTest {
protected:
    /// Three seconds of nothing are not needed: two threads that print, sleep and are joined.
    void runJoin() {
        choose("join");
        set("first", ns(20ms));
        set("second", ns(40ms));
        trigger("run");
        ASSERT_TRUE(waitForState(State::Over));
        trigger("fitAll");
    }
    [[nodiscard]] const render::ViewState& state() const { return window->session().view().get(); }
    [[nodiscard]] const session::Run& run() const { return *window->session().run(); }
    [[nodiscard]] const model::Model& model() const { return run().model(); }
    void change(const std::function<void(render::ViewState&)>& how) { window->session().view().update(how); }
    TimelineView& timeline() { return *find<TimelineView>("timeline"); }
    [[nodiscard]] render::TimelineGeometry geometry() {
        return render::timelineGeometry(model(), state(), timeline().viewport()->size(), render::Theme::light());
    }
    [[nodiscard]] int xOf(model::Nanos time) { return static_cast<int>(render::timeToX(geometry().axis, time)); }
    /// Where `wanted` is drawn, or a null point.
    QPointF placeOf(render::What wanted) {
        timeline().viewport()->grab();
        for (const render::Layer& layer : timeline().scene().layers) {
            for (const render::Mark& mark : layer.marks)
                if (mark.tag.what == wanted)
                    return mark.center;
            for (const render::Box& box : layer.boxes)
                if (box.tag.what == wanted)
                    return box.rect.center();
        }
        return {};
    }
    /// An event of the lane that printed last, with a place in the scenario's own file.
    [[nodiscard]] model::EventIndex lastPrint() const { return model().prints().back(); }
};

TEST_F(CursorTest, StandsWhereTheTimelineIsClickedAndLeavesWithEscape) {
    runJoin();
    EXPECT_FALSE(state().cursor);
    const QPoint ruler(xOf(run().edge() / 2), 20);
    QTest::mouseClick(timeline().viewport(), Qt::LeftButton, {}, ruler);
    ASSERT_TRUE(state().cursor);
    EXPECT_NEAR(static_cast<double>(*state().cursor), static_cast<double>(run().edge() / 2), 2 * geometry().axis.nanosPerPixel());
    EXPECT_FALSE(placeOf(render::What::CursorHandle).isNull());
    QTest::keyClick(&timeline(), Qt::Key_Escape);
    EXPECT_FALSE(state().cursor);
    QTest::mouseClick(timeline().viewport(), Qt::LeftButton, {}, QPoint(xOf(run().edge()) + 12, 20));
    EXPECT_FALSE(state().cursor) << "beyond the end there is only the end";
}

TEST_F(CursorTest, LeavesWithEscapeWhereverTheFocusIsButAFilterIsEmptiedFirst) {
    runJoin();
    window->layouts().use(Layout::Investigate);
    auto* dock = find<QDockWidget>("dock.events");
    dock->show();
    dock->raise();
    auto* words = find<QLineEdit>("eventsText");
    ASSERT_TRUE(waitFor([&] { return words->isVisible(); }));
    change([this](render::ViewState& view) { view.cursor = run().edge() / 4; });
    words->setFocus();
    words->setText("main");
    QTest::keyClick(words, Qt::Key_Escape);
    EXPECT_EQ(words->text(), "");
    EXPECT_TRUE(state().cursor);
    QTest::keyClick(words, Qt::Key_Escape);
    EXPECT_TRUE(timeline().hasFocus());
    EXPECT_TRUE(state().cursor);

    auto* table = find<QTableView>("events");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Escape);
    EXPECT_FALSE(state().cursor);
}

TEST_F(CursorTest, IsDraggedByItsPlate) {
    runJoin();
    change([this](render::ViewState& view) { view.cursor = run().edge() / 4; });
    const QPoint handle = placeOf(render::What::CursorHandle).toPoint();
    const QPoint target(xOf(run().edge() / 2), handle.y());
    QTest::mousePress(timeline().viewport(), Qt::LeftButton, {}, handle);
    QTest::mouseMove(timeline().viewport(), (handle + target) / 2);
    QTest::mouseMove(timeline().viewport(), target);
    QTest::mouseRelease(timeline().viewport(), Qt::LeftButton, {}, target);
    EXPECT_NEAR(static_cast<double>(*state().cursor), static_cast<double>(run().edge() / 2), 2 * geometry().axis.nanosPerPixel());
    EXPECT_FALSE(state().measured) << "dragging elsewhere on the ruler measures";
    const QPoint elsewhere(xOf(run().edge() / 8), handle.y());
    QTest::mousePress(timeline().viewport(), Qt::LeftButton, {}, elsewhere);
    QTest::mouseMove(timeline().viewport(), elsewhere + QPoint(30, 0));
    QTest::mouseMove(timeline().viewport(), elsewhere + QPoint(60, 0));
    QTest::mouseRelease(timeline().viewport(), Qt::LeftButton, {}, elsewhere + QPoint(60, 0));
    EXPECT_TRUE(state().measured);
}

TEST_F(CursorTest, GoesOverEveryEventForwardAndBack) {
    runJoin();
    change([](render::ViewState& view) { view.cursor = 0; });
    timeline().setFocus();
    std::vector<model::EventIndex> forward, back;
    for (model::EventIndex last = NoEvent;; last = state().selectedEvent) {
        QTest::keyClick(&timeline(), Qt::Key_Greater);
        if (state().selectedEvent == last)
            break;
        forward.push_back(state().selectedEvent);
        EXPECT_EQ(state().cursor, model().log()[state().selectedEvent].time);
    }
    for (model::EventIndex last = state().selectedEvent;; last = state().selectedEvent) {
        back.push_back(last);
        trigger("previousEvent");
        if (state().selectedEvent == last)
            break;
    }
    std::reverse(back.begin(), back.end());
    std::size_t happened = 0;
    for (const model::LogEntry& entry : model().log())
        happened += trace::isOccurrence(entry.kind) && entry.time > 0;
    EXPECT_GE(forward.size(), happened);
    EXPECT_GE(back.size(), forward.size());
    EXPECT_TRUE(std::equal(forward.rbegin(), forward.rend(), back.rbegin()));
    trigger("back");
    EXPECT_EQ(state().selectedEvent, NoEvent) << "a row of steps is one place in the history";
}

TEST_F(CursorTest, GoesAlongTheSelectedLaneAndObject) {
    runJoin();
    const LaneId lane{model().log()[lastPrint()].lane};
    change([&](render::ViewState& view) {
        view.cursor = 0;
        view.selectedLane = lane;
    });
    timeline().setFocus();
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(&timeline(), Qt::Key_Period);
        const model::LogEntry& entry = model().log()[state().selectedEvent];
        EXPECT_TRUE(entry.lane == lane.value || entry.object == lane.value);
        EXPECT_EQ(state().selectedLane, lane);
    }
    const model::EventIndex third = state().selectedEvent;
    QTest::keyClick(&timeline(), Qt::Key_Period);
    QTest::keyClick(&timeline(), Qt::Key_Comma);
    EXPECT_EQ(state().selectedEvent, third);
    // The lane is an object too: it is started and joined.
    change([&](render::ViewState& view) { view.selectedObject = objectOf(lane); });
    QTest::keyClick(&timeline(), Qt::Key_Period, Qt::AltModifier);
    EXPECT_EQ(model().log()[state().selectedEvent].object, lane.value);
}

TEST_F(CursorTest, GoesFromTheEffectToItsCauseAndAgainToTheEffect) {
    runJoin();
    ASSERT_FALSE(model().arrows().empty());
    const model::Arrow arrow = model().arrows().back();
    change([&](render::ViewState& view) {
        view.selectedEvent = arrow.to;
        view.cursor = model().log()[arrow.to].time;
    });
    timeline().setFocus();
    QTest::keyClick(&timeline(), Qt::Key_BracketLeft);
    EXPECT_EQ(state().selectedEvent, arrow.from);
    EXPECT_EQ(state().cursor, model().log()[arrow.from].time);
    QTest::keyClick(&timeline(), Qt::Key_BracketRight);
    EXPECT_EQ(state().selectedEvent, nextEffect(model(), arrow.from));
}

TEST_F(CursorTest, DimsWhatIsPrintedLater) {
    runJoin();
    const QAbstractItemModel& prints = *find<QTableView>("console")->model();
    ASSERT_GT(prints.rowCount(), 2);
    const auto dimmed = [&](int row) { return prints.index(row, 2).data(Qt::ForegroundRole).isValid(); };
    EXPECT_FALSE(dimmed(prints.rowCount() - 1));
    change([this](render::ViewState& view) { view.cursor = model().log()[model().prints()[1]].time; });
    EXPECT_FALSE(dimmed(1));
    EXPECT_TRUE(dimmed(2));
    change([](render::ViewState& view) { view.cursor.reset(); });
    EXPECT_FALSE(dimmed(2));
}

TEST_F(CursorTest, IsTheMomentThatHoverTextsSpeakOf) {
    runJoin();
    const model::Lane* first = nullptr;
    for (const LaneId id : model().lanes())
        if (model().name(id) == "T1")
            first = model().lane(id);
    ASSERT_NE(first, nullptr);
    const auto said = [&](std::optional<model::Nanos> cursor) {
        return hoverText(run(), cursor, {render::What::LaneHeader, first->id, {}, NoEvent, -1, 1});
    };
    EXPECT_EQ(said(std::nullopt), "T1 ended at " + momentText(first->ended));
    EXPECT_TRUE(said(first->created - 1).startsWith("T1 begins at ")) << qPrintable(said(first->created - 1));
    const auto sleep = std::find_if(first->intervals().begin(), first->intervals().end(),
                                    [](const model::Interval& each) { return each.state == model::State::Sleeping; });
    ASSERT_NE(sleep, first->intervals().end());
    EXPECT_TRUE(said(sleep->begin + 1).contains("slept")) << qPrintable(said(sleep->begin + 1));
}

TEST_F(CursorTest, IsTheMomentWhoseValueOfAVariableIsSaid) {
    choose("counter-race");
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    const model::Object* counter = nullptr;
    for (const ObjectId id : model().objects())
        if (model().object(id)->kind == trace::ObjectKind::Variable)
            counter = model().object(id);
    ASSERT_NE(counter, nullptr);
    ASSERT_GT(counter->events().size(), 4U);
    const auto said = [&](model::Nanos cursor) {
        return hoverText(run(), cursor, {render::What::ObjectHeader, {}, counter->id, NoEvent, -1, 1});
    };
    const model::EventIndex last = counter->events().back();
    const QString name = QString::fromStdString(counter->name);
    EXPECT_TRUE(said(0).endsWith("not read or written yet")) << qPrintable(said(0));
    const QString end = said(run().edge());
    EXPECT_TRUE(end.contains(name + " = " + QString::fromStdString(model::valueText(model().event(last))) + ", read and written "))
        << qPrintable(end);
    EXPECT_TRUE(end.contains(QString::number(counter->events().size()) + " times")) << qPrintable(end);
    EXPECT_FALSE(end.contains("taken"));
}

TEST_F(CursorTest, SaysInItsBarWhatHappenedThere) {
    runJoin();
    change([this](render::ViewState& view) { view.cursor = model().log()[lastPrint()].time; });
    trigger("previousEvent");
    trigger("nextEvent");
    EXPECT_TRUE(find<QLabel>("cursorSentence")->toolTip().contains(">Event ")) << qPrintable(find<QLabel>("cursorSentence")->toolTip());
    EXPECT_TRUE(find<QLabel>("cursorTime")->text().contains(" / "));
}

TEST_F(CursorTest, StopsFollowingALiveRunAndFollowsItAgainAtTheEnd) {
    choose("deadlock");
    set("threads", 3);
    set("sleep", ns(200ms)); // until then time goes on
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().run()->edge() > ns(60ms); }));
    EXPECT_TRUE(state().followLive);
    QTest::mouseClick(timeline().viewport(), Qt::LeftButton, {}, QPoint(xOf(ns(40ms)), 20));
    EXPECT_TRUE(state().cursor);
    EXPECT_FALSE(state().followLive);
    trigger("follow");
    EXPECT_FALSE(state().cursor);
    EXPECT_TRUE(state().followLive);
    trigger("stop");
}

TEST_F(CursorTest, ReplaysToTheEnd) {
    runJoin();
    auto* speed = find<QComboBox>("replaySpeed");
    speed->setCurrentIndex(speed->findData(10.0));
    emit speed->activated(speed->currentIndex());
    trigger("replay");
    EXPECT_EQ(find<QAction>("action.replay")->text(), "Pause the replay");
    EXPECT_LT(*state().cursor, run().edge());
    EXPECT_TRUE(waitFor([this] { return state().cursor == run().edge(); }));
    EXPECT_EQ(find<QAction>("action.replay")->text(), "Replay from the cursor");
}

TEST_F(CursorTest, KeepsBookmarksWithTheFile) {
    runJoin();
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.braid");
    const auto note = [this](const QString& text) {
        trigger("bookmark");
        find<QLineEdit>("bookmarkNote")->setText(text);
        find<QDialog>("bookmarkEditor")->accept();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    };
    const model::Nanos middle = run().edge() / 2;
    change([&](render::ViewState& view) { view.cursor = middle; });
    note("halfway");
    EXPECT_FALSE(QFileInfo::exists(session::bookmarkPath(path)));
    window->session().save(path);
    EXPECT_TRUE(QFileInfo::exists(session::bookmarkPath(path)));
    change([&](render::ViewState& view) { view.cursor = middle / 2; });
    note("a quarter");
    window->openFile(path);
    ASSERT_TRUE(waitForState(State::Over));
    const std::vector<render::Bookmark> expected{{middle / 2, "a quarter"}, {middle, "halfway"}};
    EXPECT_EQ(state().bookmarks, expected);
    trigger("fitAll");
    EXPECT_FALSE(placeOf(render::What::Bookmark).isNull());
    change([](render::ViewState& view) { view.cursor = 0; });
    // The editor of notes was the active window, and reading the file may take more than a frame.
    window->activateWindow();
    ASSERT_TRUE(waitFor([&] { return window->isActiveWindow() && timeline().isVisible(); }));
    timeline().setFocus();
    QTest::keyClick(&timeline(), Qt::Key_N);
    EXPECT_EQ(state().cursor, middle / 2);
    QTest::keyClick(&timeline(), Qt::Key_N);
    EXPECT_EQ(state().cursor, middle);
    QTest::keyClick(&timeline(), Qt::Key_N, Qt::ShiftModifier);
    EXPECT_EQ(state().cursor, middle / 2);
    QTest::keyClick(&timeline(), Qt::Key_N, Qt::ShiftModifier);
    EXPECT_EQ(state().cursor, middle / 2);
    EXPECT_EQ(find<QLabel>("statusSentence")->text(), "No bookmark before this moment.");
    change([&](render::ViewState& view) { view.cursor = middle; });
    QTest::keyClick(&timeline(), Qt::Key_N);
    EXPECT_EQ(state().cursor, middle);
    EXPECT_EQ(find<QLabel>("statusSentence")->text(), "No bookmark after this moment.");
    change([&](render::ViewState& view) { view.cursor = middle / 2; });
    emit find<QMenu>("menu.bookmarks")->aboutToShow();
    EXPECT_EQ(find<QMenu>("menu.bookmarks")->actions().size(), 3 + 1 + 2);
    // The one that stands at the cursor is the one that is edited.
    trigger("bookmark");
    EXPECT_EQ(find<QLineEdit>("bookmarkNote")->text(), "a quarter");
    find<QPushButton>("bookmarkRemove")->click();
    EXPECT_EQ(state().bookmarks.size(), 1U);
    EXPECT_EQ(session::loadBookmarks(path).value().size(), 1U);
    // Another run has nothing to do with them.
    choose("join");
    trigger("run");
    EXPECT_TRUE(state().bookmarks.empty());
    EXPECT_EQ(session::loadBookmarks(path).value().size(), 1U);
    trigger("stop");
}

TEST_F(CursorTest, SaysThatThereIsNoFurtherFinding) {
    choose("counter-race");
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    const std::size_t count = run().findings().all().size();
    ASSERT_GT(count, 0U);
    auto* said = find<QLabel>("statusSentence");
    trigger("nextFinding");
    EXPECT_EQ(state().finding, 0U);
    // A finding that stands for many lost writes is gone through write by write.
    const std::vector<model::EventIndex>& lost = run().findings().all().front().lost;
    ASSERT_GT(lost.size(), 2U);
    const model::EventIndex first = state().selectedEvent;
    trigger("nextFinding");
    EXPECT_GT(state().selectedEvent, first);
    EXPECT_TRUE(std::binary_search(lost.begin(), lost.end(), state().selectedEvent));
    EXPECT_EQ(state().finding, 0U);
    for (std::size_t i = 0; i < lost.size() + count; ++i)
        trigger("nextFinding");
    EXPECT_EQ(state().finding, count - 1);
    EXPECT_EQ(said->text(), "No finding after this one.");
    change([&](render::ViewState& view) {
        view.finding.reset();
        view.cursor = 0;
    });
    trigger("previousFinding");
    EXPECT_FALSE(state().finding);
    EXPECT_EQ(said->text(), "No finding before this one.");
    runJoin();
    trigger("nextFinding");
    EXPECT_EQ(said->text(), "This run has no findings.");
    trigger("nextBookmark");
    EXPECT_EQ(said->text(), "There is no bookmark yet: B sets one.");
}

TEST_F(CursorTest, ShowsTheLineOfTheEventAndTheEventsOfTheLine) {
    runJoin();
    find<QWidget>("dock.source")->raise();
    auto* pane = find<SourcePane>("source");
    auto* console = find<QTableView>("console");
    emit console->clicked(console->model()->index(1, 2));
    const model::LogEntry& entry = model().log()[state().selectedEvent];
    const model::Site* site = model().site(SiteId{entry.site});
    ASSERT_NE(site, nullptr);
    EXPECT_EQ(pane->path().toStdString(), site->file);
    EXPECT_EQ(pane->textCursor().blockNumber() + 1, static_cast<int>(site->line));

    std::vector<model::EventIndex> events;
    eventsOfLine(model(), site->file, site->line, 0, events);
    ASSERT_FALSE(events.empty());
    change([](render::ViewState& view) { // from the beginning
        view.cursor = 0;
        view.selectedEvent = NoEvent;
    });
    QTest::keyClick(pane, Qt::Key_Return);
    EXPECT_EQ(state().selectedEvent, events.front());
    EXPECT_EQ(find<QTableView>("lineEvents")->model()->rowCount(), static_cast<int>(events.size()));
    EXPECT_EQ(find<QLabel>("lineEventsCount")->text(), QString("Line %1: event 1 of %2").arg(site->line).arg(events.size()));
    QTest::keyClick(pane, Qt::Key_Return, Qt::ShiftModifier);
    EXPECT_EQ(state().selectedEvent, events.back()) << "round about";
}

TEST_F(CursorTest, OpensASourceWhereItBeginsToSaySomething) {
    auto* pane = find<SourcePane>("source");
    find<QDockWidget>("dock.source")->raise();
    choose("producer-consumer");
    ASSERT_TRUE(waitFor([&] { return pane->path().endsWith("producer_consumer.cpp") && pane->isVisible(); }));
    EXPECT_TRUE(waitFor([&] {
        const QString top = pane->cursorForPosition(QPoint(2, 2)).block().text();
        return !top.isEmpty() && !top.startsWith("#include") && !top.startsWith("using") && !top.startsWith("namespace");
    })) << qPrintable(pane->cursorForPosition(QPoint(2, 2)).block().text());
}

TEST_F(CursorTest, FollowsTheRunIntoItsOwnSource) {
    runJoin();
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.braid");
    window->session().save(path);
    window->openFile(path);
    ASSERT_TRUE(waitForState(State::Over));
    choose("deadlock");
    auto* view = find<SourceView>("sourceView");
    EXPECT_TRUE(view->path().contains("deadlock")) << "nothing of the run is looked at yet";
    change([this](render::ViewState& state) { state.cursor = run().edge() / 2; });
    EXPECT_TRUE(view->path().contains("join")) << qPrintable(view->path());
    change([](render::ViewState& state) { state.cursor.reset(); });
    EXPECT_TRUE(view->path().contains("deadlock"));
}

TEST_F(CursorTest, SaysWhereASourceIsNotAvailable) {
    SourcePane* pane = find<SourcePane>("source");
    EXPECT_FALSE(pane->files().has("/nonexistent/x.cpp"));
    EXPECT_FALSE(pane->files().has("scenarios/none.cpp"));
    pane->showFile("/nonexistent/x.cpp");
    EXPECT_TRUE(pane->toPlainText().contains("/nonexistent/x.cpp"));
    QTemporaryDir folder;
    QFile file(folder.filePath("own.c"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("int main(void) {}\n");
    file.close();
    EXPECT_FALSE(pane->files().has(file.fileName())) << "nobody has asked for it";
    EXPECT_TRUE(pane->files().needsLeave(file.fileName()));
    pane->showFile(file.fileName());
    EXPECT_FALSE(pane->toPlainText().startsWith("int main"));
    pane->allow(folder.path());
    EXPECT_TRUE(pane->files().has(file.fileName()));
    EXPECT_TRUE(pane->toPlainText().startsWith("int main"));
}

TEST_F(CursorTest, ReadsSourcesOnlyBelowWhatThePersonAllowedAndOnlyRegularFiles) {
    QTemporaryDir folder, elsewhere;
    const auto make = [](const QString& path, qint64 size) {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("int x;\n");
        file.resize(size);
    };
    make(elsewhere.filePath("secret"), 7);
    make(folder.filePath("large.c"), qint64{9} << 20);
    make(folder.filePath("small.c"), 7);
    ASSERT_TRUE(QFile::link(elsewhere.filePath("secret"), folder.filePath("link.c")));
    ASSERT_EQ(::mkfifo(qPrintable(folder.filePath("pipe.c")), 0600), 0);
    SourceFiles files;
    files.allow(folder.path());
    EXPECT_TRUE(files.has(folder.filePath("small.c")));
    EXPECT_FALSE(files.has(folder.filePath("large.c")));
    EXPECT_FALSE(files.has(folder.filePath("pipe.c"))) << "it would wait for a writer";
    EXPECT_FALSE(files.has(folder.filePath("link.c"))) << "it leads elsewhere";
    EXPECT_FALSE(files.has(folder.path() + "/../" + QFileInfo(elsewhere.path()).fileName() + "/secret"));
    EXPECT_FALSE(files.has(folder.path() + "x"));
    EXPECT_FALSE(files.has(folder.path()));
    EXPECT_FALSE(files.has("/dev/zero"));
    files.allow("/dev");
    EXPECT_FALSE(files.has("/dev/zero"));
    EXPECT_FALSE(files.read("/dev/zero").has_value());
}

} // namespace
} // namespace braid::views
