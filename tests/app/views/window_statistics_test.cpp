#include "app/render/rows/geometry.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/shown_name.h"
#include "app/session/words.h"
#include "app/views/compare/compare_page.h"
#include "app/views/compare/compared_picture.h"
#include "app/views/compare/compared_runs.h"
#include "app/views/run/setup.h"
#include "app/views/statistics/event_table.h"
#include "app/views/statistics/events_pane.h"
#include "app/views/statistics/figures_view.h"
#include "app/views/statistics/statistics_pane.h"
#include "app/views/timeline/timeline_view.h"
#include "tests/app/views/window_fixture.h"

#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

namespace braid::views {
namespace {

using State = session::Run::State;

class WindowStatisticsTest : public WindowTest {
protected:
    StatisticsPane& pane() { return *window->findChild<StatisticsPane*>(); }
    EventsPane& events() { return *window->findChild<EventsPane*>(); }
    FiguresView& lanes() { return *find<FiguresView>("laneFigures"); }
    FiguresView& objects() { return *find<FiguresView>("objectFigures"); }
    ComparePage& compare() { return *window->findChild<ComparePage*>(); }
    const render::ViewState& view() { return window->session().view().get(); }
    const model::Model& model() { return window->session().run()->model(); }

    void show(const char* dock) {
        find<QDockWidget>(dock)->show();
        find<QDockWidget>(dock)->raise();
    }
    void runSemaphore(qlonglong holdMs) {
        choose("semaphore");
        set("hold", holdMs * Millisecond);
        trigger("run");
        ASSERT_TRUE(waitForState(State::Over));
    }
    void showStatistics(StatisticsPane::Page page) {
        show("dock.statistics");
        pane().setPage(page);
        ASSERT_TRUE(waitFor([&] { return pane().feed().upToDate(); }));
    }
    static int column(FiguresView& table, const QString& title) {
        for (std::size_t i = 0; i < table.figures().columns().size(); ++i)
            if (table.figures().columns()[i].title == title)
                return static_cast<int>(i);
        ADD_FAILURE() << qPrintable(title);
        return 0;
    }
    static void click(QTableView& table, int row, int column) {
        const QModelIndex cell = table.model()->index(row, column);
        table.scrollTo(cell);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(cell).center());
    }
};

TEST_F(WindowStatisticsTest, SayWhatTheyAreForBeforeThereIsARun) {
    show("dock.statistics");
    EXPECT_TRUE(find<QLabel>("statisticsMessage")->isVisible());
    EXPECT_FALSE(find<QToolButton>("statisticsSave")->isEnabled());
    show("dock.events");
    EXPECT_TRUE(find<QLabel>("eventsMessage")->isVisible());
}

TEST_F(WindowStatisticsTest, HaveARowForEachLaneAndObjectAndSayOfWhat) {
    runSemaphore(20);
    showStatistics(StatisticsPane::Lanes);
    EXPECT_EQ(lanes().model()->rowCount(), static_cast<int>(model().lanes().size()));
    showStatistics(StatisticsPane::Objects);
    EXPECT_EQ(objects().model()->rowCount(), static_cast<int>(model().objects().size()));
    EXPECT_TRUE(find<QLabel>("statisticsCaption")->text().startsWith("Whole run: "));
    EXPECT_TRUE(find<QLabel>("statisticsCaption")->text().contains(QString::number(model().log().size())));
}

TEST_F(WindowStatisticsTest, SelectWhatIsClickedAndGoToTheWorst) {
    runSemaphore(20);
    showStatistics(StatisticsPane::Lanes);
    click(lanes(), 2, 0);
    EXPECT_EQ(view().selectedLane, model().lanes()[2]);
    showStatistics(StatisticsPane::Objects);
    const auto& semaphore = pane().feed().latest()->objects.front();
    ASSERT_GT(semaphore.waits.count, 0u) << "ten threads, five permits";
    click(objects(), 0, column(objects(), "Longest wait"));
    EXPECT_EQ(view().selectedEvent, semaphore.waits.worstEvent);
    EXPECT_EQ(view().selectedLane, semaphore.waits.worstLane);
    const model::Nanos begin = model().log()[semaphore.waits.worstEvent].time;
    EXPECT_LE(view().from, begin);
    EXPECT_GE(view().to, begin + semaphore.waits.worst);
    trigger("back");
    EXPECT_EQ(view().selectedEvent, model::NoEvent);
}

TEST_F(WindowStatisticsTest, MarkTheRowOfWhatIsSelectedElsewhere) {
    runSemaphore(5);
    showStatistics(StatisticsPane::Lanes);
    window->session().view().update([&](render::ViewState& state) { state.selectedLane = model().lanes()[3]; });
    EXPECT_EQ(lanes().currentIndex().row(), 3);
    window->session().view().update([&](render::ViewState& state) { state.selectedLane = {}; });
    EXPECT_FALSE(lanes().currentIndex().isValid());
}

TEST_F(WindowStatisticsTest, KeepToTheMarkedStretchUntilTheWholeRunIsAskedFor) {
    runSemaphore(20);
    showStatistics(StatisticsPane::Lanes);
    const std::size_t all = pane().feed().latest()->events;
    const model::Nanos edge = window->session().run()->edge();
    window->session().view().update([&](render::ViewState& state) { state.measured = {edge / 4, edge / 2}; });
    ASSERT_TRUE(waitFor([&] { return pane().feed().upToDate() && !pane().feed().latest()->whole; }));
    EXPECT_EQ(pane().feed().latest()->from, edge / 4);
    EXPECT_LT(pane().feed().latest()->events, all);
    EXPECT_TRUE(find<QLabel>("statisticsCaption")->text().startsWith("Marked stretch from "));
    ASSERT_TRUE(find<QToolButton>("statisticsWhole")->isVisible());
    find<QToolButton>("statisticsWhole")->click();
    ASSERT_TRUE(waitFor([&] { return pane().feed().upToDate() && pane().feed().latest()->whole; }));
    EXPECT_EQ(pane().feed().latest()->events, all);
    EXPECT_FALSE(find<QToolButton>("statisticsWhole")->isVisible());
}

TEST_F(WindowStatisticsTest, AreSavedAsCsvAndSayWhereTheyCannot) {
    runSemaphore(5);
    showStatistics(StatisticsPane::Lanes);
    const QTemporaryDir folder;
    const QString path = folder.filePath("lanes.csv");
    EXPECT_EQ(pane().writeCsv(path), "");
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    EXPECT_TRUE(text.startsWith("id,kind,name,"));
    EXPECT_EQ(text.count("\r\n"), static_cast<qsizetype>(model().lanes().size()) + 1);
    EXPECT_TRUE(pane().writeCsv(folder.filePath("none/lanes.csv")).contains("could not be saved"));
}

TEST_F(WindowStatisticsTest, ListEveryEventAndGoWhereOneIsClicked) {
    runSemaphore(5);
    show("dock.events");
    ASSERT_TRUE(waitFor([&] { return events().events().rowCount() == static_cast<int>(model().log().size()); }));
    auto* table = find<QTableView>("events");
    const int row = table->model()->rowCount() / 2;
    click(*table, row, EventTable::Sentence);
    EXPECT_EQ(view().selectedEvent, static_cast<model::EventIndex>(row));
    EXPECT_EQ(view().cursor, model().log()[static_cast<std::size_t>(row)].time);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    EXPECT_EQ(view().selectedEvent, static_cast<model::EventIndex>(row + 1));
}

TEST_F(WindowStatisticsTest, FollowTheCursorInTheTableOfEvents) {
    runSemaphore(5);
    show("dock.events");
    ASSERT_TRUE(waitFor([&] { return events().events().rowCount() > 0 && !events().busy(); }));
    const model::Nanos moment = model().log()[model().log().size() / 2].time;
    window->session().view().update([&](render::ViewState& state) { state.cursor = moment; });
    const auto row = static_cast<std::size_t>(find<QTableView>("events")->currentIndex().row());
    ASSERT_LT(row + 1, model().log().size());
    EXPECT_LE(model().log()[row].time, moment);
    EXPECT_GT(model().log()[row + 1].time, moment);
}

TEST_F(WindowStatisticsTest, FilterEventsByLaneKindAndText) {
    runSemaphore(5);
    show("dock.events");
    ASSERT_TRUE(waitFor([&] { return events().events().rowCount() == static_cast<int>(model().log().size()); }));
    const LaneId lane = model().lanes()[3];
    auto* lanesBox = find<QComboBox>("eventsLane");
    lanesBox->setCurrentIndex(lanesBox->findData(lane.value));
    emit lanesBox->activated(lanesBox->currentIndex());
    ASSERT_TRUE(waitFor([&] { return !events().busy() && events().events().seen() == model().log().size(); }));
    const int ofLane = events().events().rowCount();
    EXPECT_GT(ofLane, 0);
    EXPECT_LT(ofLane, static_cast<int>(model().log().size()));
    find<QLineEdit>("eventsText")->setText("takes");
    ASSERT_TRUE(waitFor([&] { return !events().busy() && events().events().seen() == model().log().size(); }));
    EXPECT_LT(events().events().rowCount(), ofLane);
    ASSERT_GT(events().events().rowCount(), 0);
    EXPECT_EQ(model().log()[events().events().eventAt(0)].lane, lane.value);
    find<QLineEdit>("eventsText")->setText("no such thing");
    ASSERT_TRUE(waitFor([&] { return find<QLabel>("eventsMessage")->isVisible(); }));
    find<QToolButton>("eventsAll")->click();
    ASSERT_TRUE(waitFor([&] { return events().events().rowCount() == static_cast<int>(model().log().size()); }));
}

TEST_F(WindowStatisticsTest, FindEventsByTheNameOfTheProgramInEveryLanguage) {
    language.set(session::Language::Choice::Chinese);
    runSemaphore(5);
    show("dock.events");
    const QString shown = render::shownName(model(), "main");
    ASSERT_NE(shown, "main");
    for (const QString& name : {shown, QStringLiteral("main")}) {
        find<QLineEdit>("eventsText")->setText(name);
        ASSERT_TRUE(waitFor([&] { return !events().busy() && events().events().seen() == model().log().size(); }));
        EXPECT_GT(events().events().rowCount(), 0) << qPrintable(name);
    }
    find<QLineEdit>("eventsText")->setText("no such thing");
    EXPECT_TRUE(waitFor([&] { return find<QLabel>("eventsMessage")->isVisible(); }));
}

TEST_F(WindowStatisticsTest, LeaveDefinitionsOutOfTheEventsWhereAsked) {
    runSemaphore(5);
    show("dock.events");
    ASSERT_TRUE(waitFor([&] { return events().events().rowCount() == static_cast<int>(model().log().size()); }));
    const auto defines = [](trace::EventKind kind) {
        return kind == trace::EventKind::DefineLane || kind == trace::EventKind::DefineObject || kind == trace::EventKind::DefineSite ||
               kind == trace::EventKind::RunInfo || kind == trace::EventKind::Parameter || kind == trace::EventKind::RunResult;
    };
    const auto& log = model().log();
    const auto definitions = std::count_if(log.begin(), log.end(), [&](const auto& entry) { return defines(entry.kind); });
    ASSERT_GT(definitions, 0);
    auto* kinds = find<QComboBox>("eventsKind");
    kinds->setCurrentIndex(kinds->findText("All but definitions"));
    emit kinds->activated(kinds->currentIndex());
    ASSERT_TRUE(waitFor([&] { return !events().busy() && events().events().seen() == log.size(); }));
    EXPECT_EQ(events().events().rowCount(), static_cast<int>(log.size()) - static_cast<int>(definitions));
    for (int row = 0; row < events().events().rowCount(); ++row)
        EXPECT_FALSE(defines(log[events().events().eventAt(row)].kind));
}

TEST_F(WindowStatisticsTest, NameWhatChangedSinceTheRunBefore) {
    runSemaphore(10);
    showStatistics(StatisticsPane::Compare);
    EXPECT_FALSE(compare().ready());
    runSemaphore(60);
    // The figures of the run that is over come in a moment after it.
    const auto waitsLonger = [&] {
        for (const analysis::Difference& difference : compare().differences())
            if (difference.what == "wait_ns" && difference.second > difference.first)
                return true;
        return false;
    };
    ASSERT_TRUE(waitFor(waitsLonger)) << "five of ten wait six times as long for a permit";
    EXPECT_EQ(compare().differences().front().subject, analysis::Subject::Parameter);
    EXPECT_EQ(compare().differences().front().name, "hold");
    EXPECT_EQ(compare().differences().front().sentence.english(), "Parameter hold was 10 ms, then 60 ms");
    EXPECT_EQ(find<FiguresView>("differences")->model()->rowCount(), static_cast<int>(compare().differences().size()));
    const auto named = [this](const QString& words) {
        for (const QLabel* label : compare().findChildren<QLabel*>())
            if (label->text().contains(words))
                return true;
        return false;
    };
    EXPECT_TRUE(named("A semaphore lets a fixed number in at a time"));
    language.set(session::Language::Choice::Chinese);
    EXPECT_TRUE(waitFor([&] { return named("第一次") && !named("A semaphore"); })) << "its name is said in the present language";
}

TEST_F(WindowStatisticsTest, CompareWithARunInAFile) {
    runSemaphore(10);
    const QTemporaryDir folder;
    window->session().save(folder.filePath("before.braid"));
    runSemaphore(60);
    showStatistics(StatisticsPane::Compare);
    EXPECT_NE(compare().open({folder.filePath("missing.braid")}), "");
    EXPECT_EQ(compare().open({folder.filePath("before.braid")}), "");
    ASSERT_TRUE(waitFor([&] { return find<QLabel>("compareWith")->text().contains("before.braid · "); }));
    ASSERT_FALSE(compare().differences().empty());
    EXPECT_EQ(compare().differences().front().sentence.english(), "Parameter hold was 10 ms, then 60 ms");
    EXPECT_TRUE(find<QWidget>("compareLast")->isVisible()) << "the run before can be had again";
    const auto* picture = window->findChild<ComparedPicture*>();
    ASSERT_NE(picture, nullptr);
    EXPECT_FALSE(picture->scene().layers.empty());
    const QString saved = folder.filePath("both.png");
    EXPECT_EQ(picture->save(saved, {{2, {QStringLiteral("a difference")}}}), "");
    EXPECT_FALSE(QImage(saved).isNull());
}

TEST_F(WindowStatisticsTest, CompareStacksAllEarlierRunsOnOneAxis) {
    runSemaphore(10);
    showStatistics(StatisticsPane::Compare);
    for (const qlonglong hold : {30, 50, 70})
        runSemaphore(hold);
    ComparedRuns& runs = compare().runs();
    ASSERT_TRUE(waitFor([&] { return runs.all().size() == 3 && !compare().differences().empty(); }));
    EXPECT_EQ(runs.shown().size(), 1U) << "the run before, where nothing is chosen";
    const auto* picture = window->findChild<ComparedPicture*>();
    const double two = picture->scene().size.height();
    runs.showEarlier();
    ASSERT_EQ(runs.shown().size(), 3U);
    EXPECT_GT(picture->scene().size.height(), 1.4 * two) << "four runs instead of two";
    // Each of the others is compared with the first.
    std::vector<std::string> holds;
    for (const analysis::Difference& difference : compare().differences())
        if (difference.name == "hold")
            holds.push_back(difference.sentence.english());
    EXPECT_EQ(holds, (std::vector<std::string>{"Parameter hold was 10 ms, then 30 ms", "Parameter hold was 10 ms, then 50 ms",
                                               "Parameter hold was 10 ms, then 70 ms"}));
    EXPECT_EQ(find<QLabel>("compareWith")->text(), "4 runs on one time axis; the last one is the present run");
    // A run that comes is one more; one that is taken out is one less; the last one stays.
    runSemaphore(90);
    ASSERT_TRUE(waitFor([&] { return runs.shown().size() == 4; }));
    runs.show(0, false);
    EXPECT_EQ(runs.shown().size(), 3U);
    for (std::size_t i = 0; i < runs.all().size(); ++i)
        runs.show(i, false);
    EXPECT_EQ(runs.shown().size(), 1U);
    find<QPushButton>("compareLast")->click();
    ASSERT_EQ(runs.shown().size(), 1U);
    EXPECT_EQ(runs.shown().front(), &runs.all().back());
}

TEST_F(WindowStatisticsTest, CompareRunsOnceWithEachValue) {
    runSemaphore(10);
    choose("deadlock-fixed");
    set("threads", qlonglong{2});
    set("sleep", 5 * Millisecond);
    showStatistics(StatisticsPane::Compare);
    const std::vector<std::string> ways = window->setup().scenario()->parameters.front().choices;
    ASSERT_EQ(window->setup().scenario()->parameters.front().name, "fix");
    compare().runEach("fix");
    ASSERT_TRUE(waitFor([&] { return compare().runs().shown().size() == ways.size() - 1 && window->session().run()->state() == State::Over; }));
    std::vector<std::string> seen;
    for (const ComparedRuns::Other* other : compare().runs().shown()) {
        EXPECT_EQ(other->scenario, "deadlock-fixed") << "the run before them is not compared";
        for (const auto& [name, value] : other->facts.parameters)
            if (name == "fix")
                seen.push_back(value);
    }
    ASSERT_EQ(seen.size(), ways.size() - 1);
    for (std::size_t i = 0; i < seen.size(); ++i)
        EXPECT_NE(seen[i].find(ways[i]), std::string::npos) << seen[i];
    EXPECT_EQ(std::get<std::string>(window->setup().values().at("fix")), ways.back());
}

TEST_F(WindowStatisticsTest, CompareSaysWhereTheRunsAreOfDifferentScenarios) {
    runSemaphore(10);
    showStatistics(StatisticsPane::Compare);
    runSemaphore(20);
    ASSERT_TRUE(waitFor([&] { return compare().ready() && !find<QLabel>("compareWith")->text().isEmpty(); }));
    EXPECT_FALSE(find<QLabel>("compareApart")->isVisible());
    choose("counter-mutex");
    set("tail", qlonglong{0});
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    ASSERT_TRUE(waitFor([&] { return find<QLabel>("compareApart")->isVisible(); }));
    EXPECT_EQ(find<QLabel>("compareApart")->text(),
              "The two runs are of different scenarios: “A semaphore lets a fixed number in at a time” and “" +
                  session::runTitle(*window->session().run()) + "”.");
    // Also of a file, and in the present language.
    const QTemporaryDir folder;
    const QString path = folder.filePath("mutex.braid");
    window->session().save(path);
    runSemaphore(10);
    ASSERT_EQ(compare().open({path}), "");
    ASSERT_TRUE(waitFor([&] { return find<QLabel>("compareApart")->text().endsWith("and “A semaphore lets a fixed number in at a time”."); }));
    language.set(session::Language::Choice::Chinese);
    EXPECT_TRUE(waitFor([&] { return find<QLabel>("compareApart")->text().startsWith("两次运行的场景不同"); }));
}

TEST_F(WindowStatisticsTest, TheMarkedStretchIsDraggedByItsEnds) {
    runSemaphore(20);
    trigger("fitAll");
    auto& timeline = *window->findChild<TimelineView*>();
    const model::Nanos edge = window->session().run()->edge();
    window->session().view().update([&](render::ViewState& state) { state.measured = {edge / 4, edge / 2}; });
    const render::TimelineGeometry parts =
        render::timelineGeometry(model(), view(), timeline.viewport()->size(), render::Theme::light());
    const auto at = [&](model::Nanos time) {
        return QPoint(static_cast<int>(std::lround(render::timeToX(parts.axis, time))), static_cast<int>(parts.ruler.center().y()));
    };
    QTest::mousePress(timeline.viewport(), Qt::LeftButton, {}, at(edge / 2) + QPoint(2, 0));
    QTest::mouseMove(timeline.viewport(), at(edge * 5 / 8));
    QTest::mouseMove(timeline.viewport(), at(edge * 3 / 4));
    QTest::mouseRelease(timeline.viewport(), Qt::LeftButton, {}, at(edge * 3 / 4));
    ASSERT_TRUE(view().measured);
    EXPECT_EQ(view().measured->first, edge / 4) << "the other end stays exactly";
    EXPECT_NEAR(static_cast<double>(view().measured->second), static_cast<double>(edge * 3 / 4), parts.axis.nanosPerPixel() * 1.5);
}

} // namespace
} // namespace braid::views
