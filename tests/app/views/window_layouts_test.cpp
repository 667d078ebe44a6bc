#include "app/views/base/dock.h"
#include "app/views/run/number_box.h"
#include "app/views/window/layouts.h"
#include "app/views/window/preferences.h"
#include "tests/app/views/window_fixture.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>

namespace braid::views {
namespace {

/// What a person sees of the panes: which are open, how they stand in tabs, and which of those are empty.
struct Arrangement {
    QStringList open;   ///< docks that are not closed, sorted
    QStringList tabs;   ///< of each tab bar its texts, sorted; the bars sorted
    QStringList faults; ///< tabs that stand twice, tabs without a pane, panes without room
    friend bool operator==(const Arrangement&, const Arrangement&) = default;
};

std::ostream& operator<<(std::ostream& out, const Arrangement& arrangement) {
    return out << "open: " << qPrintable(arrangement.open.join(", ")) << "\ntabs: " << qPrintable(arrangement.tabs.join(" / "))
               << "\nfaults: " << qPrintable(arrangement.faults.join(", "));
}

Arrangement arrangementOf(const MainWindow& window) {
    // Tab bars without use are kept by Qt, and dropped or filled by its next turns.
    for (int turn = 0; turn < 5; ++turn)
        QCoreApplication::processEvents();
    Arrangement result;
    QStringList titles, all;
    for (const Dock* dock : window.findChildren<Dock*>()) {
        if (dock->isHidden())
            continue;
        titles << dock->windowTitle();
        result.open << dock->objectName();
        if (!dock->visibleRegion().isEmpty() && (dock->width() < 100 || dock->widget()->height() < 40))
            result.faults << "no room for " + dock->windowTitle();
    }
    for (const QTabBar* bar : window.findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (!bar->isVisible() || bar->count() == 0) // Qt keeps some without a use
            continue;
        QStringList texts;
        for (int tab = 0; tab < bar->count(); ++tab)
            texts << bar->tabText(tab);
        all << texts;
        texts.sort();
        result.tabs << texts.join(" ");
    }
    for (const QString& text : all) {
        if (all.count(text) > 1)
            result.faults << text + " stands twice";
        if (!titles.contains(text))
            result.faults << "no pane behind " + text;
    }
    result.faults.removeDuplicates();
    result.open.sort();
    result.tabs.sort();
    return result;
}

class WindowLayoutsTest : public WindowTest {
protected:
    static constexpr Layout All[] = {Layout::Watch, Layout::Investigate, Layout::Present};

    WindowLayoutsTest() : settings(folder.filePath("settings.ini"), QSettings::IniFormat) {}

    /// Closes the window as the program's end does, and starts it again.
    void restart() {
        remember(settings, *window, appearance, language);
        window.reset();
        start();
    }
    void start() {
        window = std::make_unique<MainWindow>(appearance, language, QString(BRAID_HOST));
        restoreWindow(settings, *window);
        window->show();
        [[maybe_unused]] const bool exposed = QTest::qWaitForWindowExposed(window.get());
    }
    /// A short run, so that all panes have something to show.
    void runShort() {
        choose("thread-create");
        set("sleep", 10 * Millisecond);
        trigger("run");
        ASSERT_TRUE(waitForState(session::Run::State::Over));
    }
    Arrangement at(Layout layout) {
        window->layouts().use(layout);
        return arrangementOf(*window);
    }
    void reset() { trigger("layoutReset"); }

    const QTemporaryDir folder;
    QSettings settings;
};

class WindowLayoutsAtSizeTest : public WindowLayoutsTest, public ::testing::WithParamInterface<QSize> {};

TEST_P(WindowLayoutsAtSizeTest, AreOnTheTenthStartWhatTheyWereOnTheFirst) {
    window->resize(GetParam());
    window->layouts().reset();
    runShort();
    std::array<Arrangement, LayoutCount> first;
    for (const Layout layout : All) {
        first[static_cast<std::size_t>(layout)] = at(layout);
        EXPECT_TRUE(first[static_cast<std::size_t>(layout)].faults.isEmpty()) << first[static_cast<std::size_t>(layout)];
        EXPECT_FALSE(first[static_cast<std::size_t>(layout)].open.isEmpty());
    }
    window->layouts().use(Layout::Watch);
    for (int start = 2; start <= 11; ++start) {
        restart();
        ASSERT_EQ(window->size(), GetParam());
        runShort();
        // On even starts everything is put back as it was at first, on odd ones looked at as it was kept.
        for (const Layout layout : All) {
            const Arrangement& wanted = first[static_cast<std::size_t>(layout)];
            EXPECT_EQ(at(layout), wanted) << "start " << start << ", layout " << static_cast<int>(layout);
            if (start % 2 == 0) {
                reset();
                EXPECT_EQ(arrangementOf(*window), wanted) << "reset on start " << start << ", layout " << static_cast<int>(layout);
            }
        }
        window->layouts().use(All[start % LayoutCount]);
    }
}

INSTANTIATE_TEST_SUITE_P(FourSizes, WindowLayoutsAtSizeTest,
                         ::testing::Values(QSize(1024, 700), QSize(1280, 800), QSize(1920, 1080), QSize(2560, 1440)),
                         [](const auto& size) { return std::to_string(size.param.width()) + "x" + std::to_string(size.param.height()); });

TEST_F(WindowLayoutsTest, GiveALayoutNeverSeenBeforeTheSecondStartAllItsPanes) {
    const Arrangement wanted = [this] {
        runShort();
        return at(Layout::Investigate);
    }();
    window->layouts().use(Layout::Watch);
    reset();
    settings.clear();
    start(); // a first day on which only the watching layout was seen
    window->resize(1440, 900);
    restart();
    runShort();
    EXPECT_EQ(at(Layout::Investigate), wanted);
    reset();
    EXPECT_EQ(arrangementOf(*window), wanted);
}

TEST_F(WindowLayoutsTest, StandOnTheFirstDayAsTheMaximizedWindowHasRoomFor) {
    window->resize(1920, 1080);
    reset();
    runShort();
    const Arrangement wanted = at(Layout::Watch);
    window = std::make_unique<MainWindow>(appearance, language, QString(BRAID_HOST));
    window->resize(1440, 900); // before it is seen
    window->layouts().restore(settings, 1920);
    window->resize(1920, 1080);
    window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    runShort();
    EXPECT_EQ(arrangementOf(*window), wanted);
}

TEST_F(WindowLayoutsTest, ArePutRightWhereAWreckWasSaved) {
    runShort();
    const Arrangement wanted = at(Layout::Watch);
    remember(settings, *window, appearance, language);
    for (const char* name : {"watch", "investigate", "present"}) // cut in the middle: what a full disk may leave
        settings.setValue(QString("layout/") + name, settings.value(QString("layout/") + name).toByteArray().left(90));
    window.reset();
    start();
    window->resize(1440, 900);
    runShort();
    reset();
    EXPECT_EQ(at(Layout::Watch), wanted);
}

TEST_F(WindowTest, LeavesTheBoxesOfParametersWholeAndInReachInASmallWindow) {
    window->resize(1024, 700);
    for (const char* scenario : {"deadlock", "queue-bounded", "io-epoll"}) {
        choose(scenario);
        for (const bool running : {false, true}) {
            if (running)
                trigger("run"); // the labels have more to say then
            for (int turn = 0; turn < 5; ++turn)
                QCoreApplication::processEvents();
            const auto* scroll = find<QScrollArea>("parameterArea");
            const QWidget* area = scroll->viewport();
            const auto boxes = area->findChildren<NumberBox*>();
            EXPECT_FALSE(boxes.isEmpty());
            for (const NumberBox* box : boxes) {
                const QRect place(box->mapTo(area, QPoint()), box->size());
                EXPECT_GE(place.left(), 0) << scenario << ' ' << qPrintable(box->objectName());
                EXPECT_LE(place.right(), area->width() + scroll->horizontalScrollBar()->maximum()) << scenario << ' ' << qPrintable(box->objectName());
                EXPECT_LE(box->fontMetrics().horizontalAdvance(box->text()) + 30, box->width()) << qPrintable(box->text());
            }
        }
        trigger("stop");
        EXPECT_TRUE(waitForState(session::Run::State::Over));
    }
}

} // namespace
} // namespace braid::views
