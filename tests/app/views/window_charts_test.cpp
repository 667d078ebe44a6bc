#include "app/render/rows/geometry.h"
#include "app/views/charts/charts_pane.h"
#include "app/views/charts/histogram_chart.h"
#include "app/views/charts/level_chart.h"
#include "app/views/charts/level_steps.h"
#include "app/views/charts/result_chart.h"
#include "app/views/charts/results_view.h"
#include "app/views/timeline/timeline_view.h"
#include "tests/app/views/window_fixture.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QCategoryAxis>
#include <QChartView>
#include <QComboBox>
#include <QDockWidget>
#include <QFileInfo>
#include <QImage>
#include <QLabel>
#include <QLineSeries>
#include <QTabBar>
#include <QTemporaryDir>
#include <QToolButton>
#include <QValueAxis>
#include <gmock/gmock.h>

#include <cmath>
#include <set>

namespace braid::views {
namespace {

using SessionRun = session::Run; // ::testing::Test has a private member of the plain name
using State = session::Run::State;

class WindowChartsTest : public WindowTest {
protected:
    ChartsPane& pane() { return *find<ChartsPane>(QString()); }
    LevelChart& depth() { return *pane().depth(); }
    const render::ViewState& view() { return window->session().view().get(); }

    void show(ChartsPane::Page page) {
        auto* dock = find<QDockWidget>("dock.charts");
        dock->show();
        dock->raise();
        pane().setPage(page);
        QTest::qWait(120); // the layout of the charts
    }
    void runQueue() {
        choose("producer-consumer");
        set("produce", 2 * Millisecond);
        set("consume", 4 * Millisecond);
        trigger("run");
        ASSERT_TRUE(waitForState(State::Over));
        show(ChartsPane::Depth);
        depth().settle();
        ASSERT_TRUE(depth().filled());
    }
    static QLineSeries& line(LevelChart& chart, int index = 0) {
        return *qobject_cast<QLineSeries*>(chart.chartView().chart()->series().at(index));
    }
    static QBarSeries& bars(HistogramChart& page) {
        return *qobject_cast<QBarSeries*>(page.chartView().chart()->series().front());
    }
    QWidget* canvas() { return depth().chartView().viewport(); }
    QPoint at(model::Nanos time) {
        return {static_cast<int>(std::lround(render::timeToX(depth().axis(), time))), canvas()->height() / 2};
    }
};

TEST_F(WindowChartsTest, AreClosedAtFirstAndSayWhatTheyAreFor) {
    EXPECT_TRUE(find<QDockWidget>("dock.charts")->isHidden());
    for (const auto page : {ChartsPane::Depth, ChartsPane::Results, ChartsPane::Repeated}) {
        show(page);
        EXPECT_FALSE(depth().filled());
        EXPECT_FALSE(find<QToolButton>("chartExport")->isEnabled());
        bool said = false;
        for (const QLabel* label : pane().findChildren<QLabel*>())
            said |= label->isVisible() && label->text().size() > 20;
        EXPECT_TRUE(said) << page;
    }
}

TEST_F(WindowChartsTest, DrawTheDepthOfTheModel) {
    runQueue();
    const SessionRun& run = *window->session().run();
    ASSERT_EQ(depth().drawn().size(), 1u);
    const model::Object& queue = *run.model().object(depth().drawn().front());
    const render::TimeAxis axis = depth().axis();
    const auto expected = levelSteps(queue, axis.from, axis.to, run.edge(), static_cast<int>(axis.width));
    const QList<QPointF> drawn = line(depth()).points();
    ASSERT_EQ(static_cast<std::size_t>(drawn.size()), expected.size());
    ASSERT_GT(drawn.size(), 10);
    double highest = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR(drawn[static_cast<qsizetype>(i)].x() * LevelChart::TimeUnit, static_cast<double>(expected[i].time), 1);
        EXPECT_EQ(drawn[static_cast<qsizetype>(i)].y(), expected[i].depth);
        highest = std::max(highest, expected[i].depth);
    }
    EXPECT_GT(highest, 0);
    EXPECT_EQ(line(depth()).name(), QString::fromStdString(queue.name));
}

TEST_F(WindowChartsTest, WriteTheMomentsOfTheRuler) {
    runQueue();
    auto* axis = qobject_cast<QCategoryAxis*>(depth().chartView().chart()->axes(Qt::Horizontal).front());
    ASSERT_NE(axis, nullptr);
    QStringList ruler;
    for (const render::Tick& tick : render::ticks(depth().axis(), 90))
        if (tick.major)
            ruler << tick.label;
    ASSERT_GT(ruler.size(), 2);
    EXPECT_EQ(axis->categoriesLabels(), ruler);
    for (const render::Tick& tick : render::ticks(depth().axis(), 90)) {
        if (tick.major) {
            EXPECT_NEAR(axis->endValue(tick.label) * LevelChart::TimeUnit, static_cast<double>(tick.time), 1);
        }
    }
}

TEST_F(WindowChartsTest, DrawNothingWhereNoQueueHasHadAnythingInIt) {
    choose("thread-create");
    set("sleep", 10 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    show(ChartsPane::Depth);
    depth().settle();
    EXPECT_FALSE(depth().filled());
    EXPECT_TRUE(depth().drawn().empty());
}

TEST_F(WindowChartsTest, ShowTheStretchOfTimeThatTheTimelineShows) {
    runQueue();
    const model::Nanos edge = window->session().run()->edge();
    window->session().view().update([&](render::ViewState& state) {
        state.from = edge / 4;
        state.to = edge / 2;
    });
    depth().settle();
    const auto* axis = qobject_cast<QValueAxis*>(depth().chartView().chart()->axes(Qt::Horizontal).front());
    EXPECT_NEAR(axis->min() * LevelChart::TimeUnit, static_cast<double>(edge / 4), 1);
    EXPECT_NEAR(axis->max() * LevelChart::TimeUnit, static_cast<double>(edge / 2), 1);
}

TEST_F(WindowChartsTest, ShowInTheTimelineTheStretchThatIsDragged) {
    runQueue();
    const render::ViewState before = view();
    const render::TimeAxis axis = depth().axis();
    const QPoint left = at(before.from + (before.to - before.from) / 4);
    const QPoint right = at(before.from + (before.to - before.from) / 2);
    QTest::mousePress(canvas(), Qt::LeftButton, {}, left);
    QTest::mouseMove(canvas(), (left + right) / 2);
    QTest::mouseMove(canvas(), right);
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, right);
    EXPECT_NEAR(static_cast<double>(view().from), static_cast<double>(render::xToTime(axis, left.x())), 1);
    EXPECT_NEAR(static_cast<double>(view().to), static_cast<double>(render::xToTime(axis, right.x())), 1);
    EXPECT_FALSE(view().followLive);
    trigger("back");
    EXPECT_EQ(view().from, before.from);
    EXPECT_EQ(view().to, before.to);
}

TEST_F(WindowChartsTest, ShareTheMomentUnderInspection) {
    runQueue();
    const QPoint place = at(window->session().run()->edge() / 2);
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, place);
    ASSERT_TRUE(view().cursor);
    EXPECT_EQ(*view().cursor, render::xToTime(depth().axis(), place.x()));
    QTest::mouseClick(canvas(), Qt::RightButton, {}, place);
    EXPECT_FALSE(view().cursor);
}

TEST_F(WindowChartsTest, HaveEachMomentBelowTheSameMomentOfTheTimeline) {
    runQueue();
    depth().settle();
    const auto* lanes = find<TimelineView>("timeline")->viewport();
    const render::TimeAxis above = render::timelineGeometry(window->session().run()->model(), view(), lanes->size(), appearance.theme()).axis;
    ASSERT_TRUE(waitFor([&] {
        depth().settle();
        return std::abs(canvas()->mapToGlobal(QPointF(depth().axis().left, 0)).x() - lanes->mapToGlobal(QPointF(above.left, 0)).x()) < 2;
    })) << depth().axis().left;
    EXPECT_NEAR(depth().axis().width, above.width, 2);
}

TEST_F(WindowChartsTest, MarkWhereTimeStoodStill) {
    choose("producer-consumer");
    set("produce", 20 * Millisecond);
    set("consume", 20 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().run() && window->session().run()->edge() > 20 * Millisecond; }));
    trigger("pause");
    // Less than model::ShortestBreak is no break.
    ASSERT_TRUE(waitFor([&] { return window->session().run()->standingFor() > std::chrono::nanoseconds(5 * model::ShortestBreak); }));
    trigger("pause");
    ASSERT_TRUE(waitForState(State::Over));
    show(ChartsPane::Depth);
    trigger("fitAll");
    depth().settle();
    const auto& breaks = window->session().run()->model().breaks();
    ASSERT_FALSE(breaks.empty());
    const std::vector<double> drawn = depth().breaks();
    ASSERT_FALSE(drawn.empty());
    EXPECT_NEAR(drawn.front(), render::timeToX(depth().axis(), breaks.front().at), 8);
    // Also where it begins at the very edge of what is shown.
    window->session().view().update([&](render::ViewState& state) { state.from = breaks.front().at; });
    depth().settle();
    ASSERT_FALSE(depth().breaks().empty());
    EXPECT_NEAR(depth().breaks().front(), depth().axis().left, 8);
}

TEST_F(WindowChartsTest, DrawResultsAsBarsAndTranslateThem) {
    choose("gil");
    set("work", 10 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    show(ChartsPane::Depth);
    pane().results()->settle();
    ASSERT_TRUE(pane().results()->filled());
    show(ChartsPane::Results);
    ASSERT_EQ(pane().results()->sheet().charts.size(), 1u);
    const render::ChartContent& chart = pane().results()->sheet().charts.front();
    EXPECT_EQ(chart.categories.size(), 3);
    EXPECT_EQ(chart.title, "Speed-up");
    EXPECT_TRUE(find<ResultsView>("results")->accessibleDescription().startsWith("Speed-up: "));
    EXPECT_FALSE(find<ResultsView>("results")->scene().layers.empty());
    language.set(session::Language::Choice::Chinese);
    QTest::qWait(0);
    pane().results()->settle();
    EXPECT_EQ(pane().results()->sheet().charts.front().title, QString::fromUtf8("加速比"));
    EXPECT_EQ(find<QTabBar>("chartTabs")->tabText(ChartsPane::Results), QString::fromUtf8("结果"));
    language.set(session::Language::Choice::English);
}

TEST_F(WindowChartsTest, ComeToTheFrontWhereTheyAreWhatTheRunIsFor) {
    auto* dock = find<QDockWidget>("dock.charts");
    choose("thread-create");
    set("sleep", 1 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    find<QDockWidget>("dock.console")->raise();
    ASSERT_TRUE(waitFor([&] { return dock->visibleRegion().isEmpty(); }));
    choose("gil");
    set("work", 5 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    EXPECT_TRUE(waitFor([&] { return !dock->visibleRegion().isEmpty(); }));
    EXPECT_EQ(pane().page(), ChartsPane::Results);
    // Closed by the person, they stay closed.
    dock->close();
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    pane().results()->settle();
    EXPECT_TRUE(dock->isHidden());
}

TEST_F(WindowChartsTest, StandBelowInACompactWindowWhileTheyAreTheStory) {
    window->resize(1024, 700);
    auto *charts = find<QDockWidget>("dock.charts"), *console = find<QDockWidget>("dock.console");
    ASSERT_TRUE(waitFor([&] { return find<QDockWidget>("dock.catalogue")->isHidden() && charts->isHidden() && console->isHidden(); }));
    const auto runGil = [&] {
        choose("gil");
        set("work", 5 * Millisecond);
        trigger("run");
        ASSERT_TRUE(waitForState(State::Over));
    };
    console->show();
    runGil();
    EXPECT_TRUE(waitFor([&] { return !charts->isHidden() && console->isHidden(); }));
    choose("thread-create");
    set("sleep", 1 * Millisecond);
    trigger("run");
    EXPECT_TRUE(charts->isHidden()) << "its charts are no story";
    EXPECT_FALSE(console->isHidden());
    ASSERT_TRUE(waitForState(State::Over));
    console->hide();
    runGil();
    EXPECT_TRUE(waitFor([&] { return !charts->isHidden(); }));
    charts->close();
    runGil();
    runGil();
    pane().results()->settle();
    EXPECT_TRUE(charts->isHidden()) << "closed by the person, they stay closed";
}

TEST_F(WindowChartsTest, TakeTheHeightThatTheirBarsNeedInACompactWindow) {
    window->resize(1024, 700);
    auto* charts = find<QDockWidget>("dock.charts");
    ASSERT_TRUE(waitFor([&] { return find<QDockWidget>("dock.catalogue")->isHidden() && charts->isHidden(); }));
    choose("gil");
    set("work", 5 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    const auto* bars = find<ResultsView>("results");
    const auto needed = [&] { return static_cast<int>(render::heightOfCharts(pane().results()->sheet(), bars->width(), appearance.theme())); };
    // A little more where another page of the pane can do with no less.
    EXPECT_TRUE(waitFor([&] { return bars->isVisible() && bars->height() >= needed() && bars->height() <= needed() + 40; })) << bars->height() << " for " << needed();
    EXPECT_LT(charts->height(), window->height() * 2 / 5) << "three bars";
    EXPECT_GT(find<TimelineView>("timeline")->height(), 200);
}

TEST_F(WindowChartsTest, StandBelowThePictureInThePresenterModeWhereTheyAreTheStory) {
    auto* charts = find<QDockWidget>("dock.charts");
    choose("gil");
    set("work", 5 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    const auto* bars = find<ResultsView>("results");
    for (int again = 0; again < 2; ++again) {
        trigger("presenter");
        EXPECT_TRUE(waitFor([&] { return !charts->isHidden() && bars->isVisible() && bars->height() > 60; }));
        EXPECT_FALSE(find<QTabBar>("chartTabs")->isVisible()) << "a hall chooses nothing";
        EXPECT_TRUE(find<TimelineView>("timeline")->isVisible());
        trigger("run"); // the next one has not come to anything yet
        EXPECT_TRUE(charts->isHidden());
        ASSERT_TRUE(waitForState(State::Over));
        EXPECT_TRUE(waitFor([&] { return !charts->isHidden(); }));
        trigger("presenter");
        EXPECT_TRUE(waitFor([&] { return find<QTabBar>("chartTabs")->isVisible(); }));
    }
    choose("thread-create");
    set("sleep", 1 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    trigger("presenter");
    EXPECT_TRUE(charts->isHidden()) << "its charts are no story";
    trigger("presenter");
}

TEST_F(WindowChartsTest, ExportTheResultsAsThePicturesDrawThem) {
    choose("gil");
    set("work", 5 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    pane().results()->settle();
    const QTemporaryDir folder;
    const QString path = folder.filePath("results.svg");
    ASSERT_TRUE(pane().results()->write(path, "results"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    EXPECT_TRUE(svg.contains(">Speed-up<"));
    EXPECT_FALSE(pane().results()->write(folder.filePath("no/results.svg"), "results"));
}

TEST_F(WindowChartsTest, CountRepeatedRunsAndShowOneOfABar) {
    choose("counter-race");
    set("threads", qlonglong{10});
    set("gap", qlonglong{100'000});
    set("tail", qlonglong{0});
    window->repeat().setCount(12);
    trigger("repeat");
    EXPECT_TRUE(window->repeat().busy());
    EXPECT_TRUE(find<QDockWidget>("dock.charts")->isVisible());
    EXPECT_EQ(pane().page(), ChartsPane::Repeated);
    ASSERT_TRUE(waitFor([&] { return !window->repeat().busy(); }, 60));
    pane().histogram()->settle();
    EXPECT_EQ(find<QComboBox>("histogramQuantity")->currentText(), "counter");
    const auto& drawn = pane().histogram()->bars();
    const QBarSet& set = *bars(*pane().histogram()).barSets().front();
    ASSERT_EQ(static_cast<std::size_t>(set.count()), drawn.size());
    double counted = 0;
    for (int i = 0; i < set.count(); ++i) {
        EXPECT_EQ(set.at(i), static_cast<double>(drawn[static_cast<std::size_t>(i)].runs.size()));
        counted += set.at(i);
    }
    EXPECT_EQ(counted, 12);
    // Its first run was kept, so that its bar can be opened.
    for (std::size_t i = 0; i < drawn.size(); ++i)
        if (std::find(drawn[i].runs.begin(), drawn[i].runs.end(), 0u) != drawn[i].runs.end())
            pane().histogram()->showExample(static_cast<int>(i));
    const SessionRun* run = window->session().run();
    ASSERT_NE(run, nullptr);
    EXPECT_EQ(run->state(), State::Over);
    EXPECT_FALSE(run->model().log().empty());
    const session::TalliedRun told = session::talliedRun(run->model(), run->findings());
    EXPECT_EQ(told.result("counter")->text, window->repeat().tally()->runs()[0].result("counter")->text);
    EXPECT_TRUE(window->session().story() || view().to >= run->edge()) << "it opens on its story, else as a whole";
}

TEST_F(WindowChartsTest, GiveTheRoomTheyTookBackWhenAnotherPaneComesUp) {
    window->resize(1440, 900);
    window->arrangePanes();
    choose("thread-create");
    set("sleep", 1 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    auto* console = find<QDockWidget>("dock.console");
    auto* charts = find<QDockWidget>("dock.charts");
    console->raise();
    ASSERT_TRUE(waitFor([&] { return !console->visibleRegion().isEmpty(); }));
    const int before = console->height();
    window->repeat().setCount(2);
    trigger("repeat");
    ASSERT_TRUE(waitFor([&] { return charts->height() > before + 40; }));
    ASSERT_TRUE(waitFor([&] { return !window->repeat().busy(); }, 60));
    console->raise();
    EXPECT_TRUE(waitFor([&] { return console->height() == before; })) << before << " " << console->height();
}

TEST_F(WindowChartsTest, StopRepeatingWhenAskedAndWhenARunBegins) {
    choose("thread-create");
    set("sleep", qlonglong{0});
    window->repeat().setCount(1000);
    trigger("repeat");
    ASSERT_TRUE(waitFor([&] { return window->repeat().tally()->runs().size() >= 2; }));
    trigger("repeat");
    EXPECT_FALSE(window->repeat().busy());
    EXPECT_GE(window->repeat().tally()->runs().size(), 2u);
    trigger("repeat");
    EXPECT_TRUE(window->repeat().busy());
    trigger("run");
    EXPECT_FALSE(window->repeat().busy());
    ASSERT_TRUE(waitForState(State::Over));
}

TEST_F(WindowChartsTest, AreExportedInThreeFormats) {
    runQueue();
    const QTemporaryDir folder;
    for (const auto& [ending, start] : {std::pair{".png", "\x89PNG"}, std::pair{".svg", "<?xml"}, std::pair{".pdf", "%PDF"}}) {
        const QString path = folder.filePath(QStringLiteral("chart") + ending);
        const Status written = depth().write(path, "chart");
        ASSERT_TRUE(written) << written.error().sentence();
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_TRUE(file.readAll().startsWith(start)) << ending;
    }
    const QString device = folder.filePath("device.png");
    ASSERT_TRUE(QFile::link("/dev/null", device));
    EXPECT_TRUE(depth().write(device, "chart"));
    EXPECT_TRUE(QFileInfo(device).isSymLink());
    EXPECT_FALSE(QFileInfo("/dev/null").isFile());
    EXPECT_FALSE(depth().write(folder.filePath("chart.gif"), "chart"));
    EXPECT_FALSE(depth().write(folder.filePath("no/chart.png"), "chart"));
}

TEST_F(WindowChartsTest, AreExportedWithTheWordsOfTheirAxesTheThemeAndTheCursor) {
    runQueue();
    const QTemporaryDir folder;
    const QString path = folder.filePath("chart.svg");
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        appearance.setScheme(scheme);
        window->session().view().update([&](render::ViewState& state) { state.cursor = window->session().run()->edge() / 3; });
        depth().settle();
        ASSERT_TRUE(depth().write(path, "chart"));
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QString svg = QString::fromUtf8(file.readAll());
        int words = 0;
        for (QAbstractAxis* axis : depth().chartView().chart()->axes(Qt::Horizontal))
            for (const QString& label : static_cast<QCategoryAxis*>(axis)->categoriesLabels()) {
                EXPECT_TRUE(svg.contains('>' + label + '<')) << qPrintable(label);
                ++words;
            }
        EXPECT_GE(words, 2);
        EXPECT_TRUE(svg.contains('>' + depth().chartView().chart()->series().front()->name() + '<'));
        EXPECT_TRUE(svg.contains("fill=\"" + appearance.color("surface").name())) << "the ground";
        EXPECT_TRUE(svg.contains("stroke=\"" + appearance.color("accent").name())) << "the cursor";
        EXPECT_TRUE(svg.contains("fill=\"" + appearance.color("muted").name())) << "the words of the axes";
    }
}

TEST_F(WindowChartsTest, AreExportedAsTheyStandOnTheScreen) {
    runQueue();
    find<QDockWidget>("dock.charts")->show();
    find<QDockWidget>("dock.charts")->raise();
    QCoreApplication::processEvents();
    const QTemporaryDir folder;
    const QString path = folder.filePath("chart.png");
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        appearance.setScheme(scheme);
        window->session().view().update([&](render::ViewState& state) { state.cursor = window->session().run()->edge() / 3; });
        depth().settle();
        const QImage screen = depth().chartView().grab().toImage().convertToFormat(QImage::Format_RGB32);
        ASSERT_TRUE(depth().write(path, "chart"));
        const QImage written(path);
        ASSERT_EQ(written.size(), screen.size() * 2);
        const QImage shrunk = written.scaled(screen.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
        double difference = 0;
        std::set<QRgb> colors;
        for (int y = 0; y < screen.height(); ++y)
            for (int x = 0; x < screen.width(); ++x) {
                const QRgb one = screen.pixel(x, y), other = shrunk.pixel(x, y);
                difference += std::abs(qRed(one) - qRed(other)) + std::abs(qGreen(one) - qGreen(other)) + std::abs(qBlue(one) - qBlue(other));
                colors.insert(one);
            }
        difference /= 3.0 * screen.width() * screen.height();
        EXPECT_LT(difference, 3) << "letters and edges are finer, nothing else differs";
        EXPECT_GT(colors.size(), 8u) << "there is something to see";
    }
}

} // namespace
} // namespace braid::views
