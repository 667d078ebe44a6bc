#include "app/render/rows/geometry.h"
#include "app/views/base/dock.h"
#include "app/views/run/run_bar.h"
#include "app/views/timeline/timeline_view.h"
#include "app/views/window/layouts.h"
#include "app/views/window/preferences.h"
#include "tests/app/views/window_fixture.h"

#include <QLabel>
#include <QLayout>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolBar>
#include <QToolButton>

namespace braid::views {
namespace {

class WindowCompactTest : public WindowTest {
protected:
    WindowCompactTest() : settings(folder.filePath("settings.ini"), QSettings::IniFormat) {}

    void size(int width, int height) {
        window->resize(width, height);
        settle();
    }
    static void settle() {
        for (int turn = 0; turn < 6; ++turn)
            QCoreApplication::processEvents();
    }
    void restart() {
        remember(settings, *window, appearance, language);
        window = std::make_unique<MainWindow>(appearance, language, QString(BRAID_HOST));
        restoreWindow(settings, *window);
        window->show();
        settle();
    }
    Dock* dock(const char* name) { return find<Dock>(QString("dock.") + name); }
    /// Their names, sorted, with a space between.
    std::string open() {
        QStringList names;
        for (const Dock* dock : window->findChildren<Dock*>())
            if (!dock->isHidden())
                names << dock->objectName().mid(5);
        names.sort();
        return names.join(' ').toStdString();
    }
    QToolBar* rail() { return find<QToolBar>("paneRail"); }
    void press(const char* name) {
        qobject_cast<QToolButton*>(rail()->widgetForAction(dock(name)->openAction()))->click();
        settle();
    }
    /// Lanes of threads that are wholly in sight.
    int lanesInSight() {
        const auto* timeline = window->findChild<TimelineView*>();
        const session::Run& run = *window->session().run();
        const render::ViewState& state = window->session().view().get();
        const render::Theme theme = appearance.theme();
        const QSizeF room = const_cast<TimelineView*>(timeline)->viewport()->size();
        const auto geometry = render::timelineGeometry(run.model(), state, room, theme);
        int count = 0;
        for (const render::Row& row : render::laneRows(run.model(), state)) {
            const model::Lane* lane = run.model().lane(row.lane);
            if (lane && lane->kind == trace::LaneKind::Thread && row.top - state.scrollY >= geometry.stuck &&
                row.top + row.height - state.scrollY <= geometry.lanes.height())
                ++count;
        }
        return count;
    }

    const QTemporaryDir folder;
    QSettings settings;
};

class WindowCompactAtSizeTest : public WindowCompactTest, public ::testing::WithParamInterface<std::pair<QSize, bool>> {};

TEST_P(WindowCompactAtSizeTest, ShowsEightLanesOfTheDeadlockAndNoToolbarLabelCut) {
    const auto [size, chinese] = GetParam();
    language.set(chinese ? session::Language::Choice::Chinese : session::Language::Choice::English);
    this->size(size.width(), size.height());
    choose("deadlock");
    set("sleep", 50 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().run() && !window->session().run()->findings().all().empty(); }));
    settle();
    ASSERT_TRUE(waitFor([&] { return lanesInSight() >= 8; })) << lanesInSight();
    // What was read makes room for the graph, and nothing stands in tabs.
    EXPECT_EQ(open(), "graph");
    auto* bar = find<RunBar>("runBar");
    EXPECT_LE(bar->layout()->minimumSize().width(), bar->width());
    for (const QLabel* label : bar->findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        EXPECT_GE(label->width(), label->sizeHint().width()) << qPrintable(label->text());
    }
    language.set(session::Language::Choice::English);
    trigger("stop");
    EXPECT_TRUE(waitForState(session::Run::State::Over));
}

INSTANTIATE_TEST_SUITE_P(Sizes, WindowCompactAtSizeTest,
                         ::testing::Values(std::pair{QSize(1024, 676), false}, std::pair{QSize(1024, 676), true},
                                           std::pair{QSize(1280, 776), false}, std::pair{QSize(1280, 776), true}),
                         [](const auto& look) {
                             return std::to_string(look.param.first.width()) + (look.param.second ? "InChinese" : "InEnglish");
                         });

TEST_F(WindowCompactTest, BelowThirteenHundredPixelsARailOpensOnePaneAtATime) {
    EXPECT_FALSE(rail()->isVisible());
    size(1299, 800);
    EXPECT_TRUE(rail()->isVisible());
    EXPECT_EQ(open(), "card");
    press("parameters");
    EXPECT_EQ(open(), "parameters");
    press("console");
    EXPECT_EQ(open(), "console parameters");
    press("findings");
    EXPECT_EQ(open(), "findings parameters");
    EXPECT_GE(dock("findings")->widget()->height(), 80);
    press("findings");
    press("parameters");
    EXPECT_EQ(open(), "");
    for (const Dock* each : window->findChildren<Dock*>()) {
        const QAction* action = each->openAction();
        EXPECT_FALSE(action->icon().isNull()) << qPrintable(action->text());
        EXPECT_TRUE(action->toolTip().startsWith(action->text())) << qPrintable(action->toolTip());
    }
}

TEST_F(WindowCompactTest, EachWidthKeepsWhatWasMadeOfItThroughResizingAndRestarts) {
    dock("parameters")->close();
    dock("source")->close();
    settle();
    const std::string roomy = open();
    size(1100, 720);
    press("source");
    EXPECT_EQ(open(), "source");
    size(1440, 900);
    EXPECT_EQ(open(), roomy);
    EXPECT_FALSE(rail()->isVisible());
    size(1100, 720);
    for (int start = 2; start <= 4; ++start) {
        restart();
        EXPECT_EQ(open(), "source") << "start " << start;
        EXPECT_TRUE(rail()->isVisible());
    }
    trigger("layoutInvestigate");
    settle();
    press("events");
    trigger("layoutWatch");
    settle();
    EXPECT_EQ(open(), "source");
    trigger("layoutReset");
    settle();
    EXPECT_EQ(open(), "card");
    restart();
    EXPECT_EQ(open(), "card");
    EXPECT_GE(dock("card")->width(), 200);
}

} // namespace
} // namespace braid::views
