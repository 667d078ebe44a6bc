// What came of a run, where it opens, how it is stepped through and presented.

#include "app/render/rows/rows.h"
#include "app/views/base/elided_label.h"
#include "app/views/run/narration.h"
#include "app/views/window/banner.h"
#include "app/views/window/presenter.h"
#include "tests/app/views/window_fixture.h"

#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QToolButton>

#include <algorithm>

namespace braid::views {
namespace {

using namespace std::chrono_literals;
using session::Run;

class WindowStoryTest : public WindowTest {
protected:
    /// Updates are lost in some milliseconds; a sleep of half a second follows.
    void loseUpdates() {
        choose("counter-race");
        set("threads", std::int64_t{10});
        set("gap", ns(5ms));
        set("tail", ns(500ms));
        trigger("run");
        ASSERT_TRUE(waitForState(Run::State::Over));
    }
    void runThreads() {
        choose("thread-create");
        set("sleep", ns(1ms));
        trigger("run");
        ASSERT_TRUE(waitForState(Run::State::Over));
    }
};

TEST_F(WindowStoryTest, OpensARunThatIsOverOnItsStoryAndSaysHowToSeeAllOfIt) {
    loseUpdates();
    const auto& story = window->session().story();
    ASSERT_TRUE(story);
    const render::ViewState& view = window->session().view().get();
    EXPECT_EQ(view.from, story->from);
    EXPECT_LT(view.to - view.from, window->session().run()->edge() / 2);
    auto* whole = find<QToolButton>("bannerWhole");
    EXPECT_TRUE(whole->isVisible());
    EXPECT_TRUE(whole->text().contains("whole run")) << qPrintable(whole->text());
    whole->click();
    EXPECT_GE(view.to, window->session().run()->edge());
    EXPECT_FALSE(whole->isVisible());
}

TEST_F(WindowStoryTest, SaysInTheBannerWhatWasExpectedAndHowManyUpdatesWereLost) {
    loseUpdates();
    const auto* banner = find<Banner>("banner");
    EXPECT_TRUE(banner->isVisible());
    EXPECT_EQ(find<QLabel>("bannerHeadline")->text(), "Lost update");
    const QString sentence = find<ElidedLabel>("bannerSentence")->text();
    EXPECT_TRUE(sentence.startsWith("num ended at ")) << qPrintable(sentence);
    EXPECT_TRUE(sentence.contains("expected 0")) << qPrintable(sentence);
}

TEST_F(WindowStoryTest, KeepsRowsForThoseItIsAboutAndOneForAllThatAreLikeThem) {
    choose("counter-race");
    set("threads", std::int64_t{60});
    set("gap", ns(5ms));
    set("tail", ns(500ms));
    trigger("run");
    ASSERT_TRUE(waitForState(Run::State::Over));
    ASSERT_TRUE(window->session().story());
    const session::Run& run = *window->session().run();
    const render::ViewState& view = window->session().view().get();
    const std::vector<render::Row> rows = render::laneRows(run.model(), view);
    EXPECT_LT(rows.size(), 15U);
    for (const model::EventIndex event : run.findings().all().front().events)
        EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const render::Row& row) {
            return row.lane == LaneId{run.model().log()[event].lane} && !row.members;
        }));
}

TEST_F(WindowStoryTest, IsQuietWhereAllWentWell) {
    runThreads();
    const auto* banner = find<Banner>("banner");
    EXPECT_TRUE(banner->isVisible());
    EXPECT_EQ(banner->property("tone"), "quiet");
    EXPECT_EQ(banner->finding(), -1);
    EXPECT_LT(banner->height(), 2.2 * banner->fontMetrics().lineSpacing());
    EXPECT_TRUE(find<QLabel>("bannerHeadline")->text().startsWith("Finished in ")) << qPrintable(find<QLabel>("bannerHeadline")->text());
}

TEST_F(WindowStoryTest, StartsPausedWhereThatIsChosen) {
    choose("thread-create");
    find<QAction>("action.startPaused")->setChecked(true);
    trigger("run");
    EXPECT_EQ(window->session().run()->state(), Run::State::Paused);
    EXPECT_TRUE(find<Narration>("narration")->said().startsWith("Paused"));
    window->session().stop();
}

TEST_F(WindowStoryTest, ShowsTheFirstStepsInMuchOfItsWidth) {
    choose("thread-create");
    find<QAction>("action.startPaused")->setChecked(true);
    trigger("run");
    EXPECT_LE(window->session().view().get().to, 1'000'000) << "what is stepped first takes microseconds";
    window->session().stop();
}

TEST_F(WindowStoryTest, TellsEachStepThroughARunThatIsOverAndBringsTheSourceToItsLine) {
    runThreads();
    auto* source = find<QDockWidget>("dock.source");
    find<QDockWidget>("dock.card")->raise();
    trigger("step");
    const auto* narration = find<Narration>("narration");
    EXPECT_TRUE(narration->isVisible());
    const QString first = narration->said();
    EXPECT_FALSE(first.isEmpty());
    const render::ViewState& view = window->session().view().get();
    ASSERT_TRUE(view.stepped);
    EXPECT_EQ(view.stepped->event, view.selectedEvent);
    EXPECT_TRUE(waitFor([&] { return !source->visibleRegion().isEmpty(); }));
    trigger("step");
    EXPECT_NE(narration->said(), first);
    trigger("deselect");
    EXPECT_FALSE(view.stepped) << "what is not selected any more is no step";
}

TEST_F(WindowStoryTest, SaysHowALaneIsSteppedWhereNoneIsSelected) {
    runThreads();
    trigger("deselect");
    trigger("stepLane");
    EXPECT_TRUE(find<Narration>("narration")->said().startsWith("Select a lane first")) << qPrintable(find<Narration>("narration")->said());
}

TEST_F(WindowStoryTest, PresentsTitlePictureAndControlsAndTheRestWhenAsked) {
    runThreads();
    trigger("presenter");
    ASSERT_TRUE(window->presenter().on());
    EXPECT_GE(find<QToolButton>("bannerClose")->iconSize().width(), 20) << "signs grow with the words";
    EXPECT_TRUE(find<QLabel>("presenterTitle")->isVisible());
    EXPECT_FALSE(find<QLabel>("presenterTitle")->text().isEmpty());
    EXPECT_TRUE(find<QToolButton>("presentRun")->isVisible());
    EXPECT_FALSE(window->menuBar()->isVisible());
    for (const QDockWidget* dock : window->findChildren<QDockWidget*>())
        EXPECT_FALSE(dock->isVisible()) << qPrintable(dock->windowTitle());
    find<QToolButton>("presentMore")->click();
    EXPECT_TRUE(window->menuBar()->isVisible());
    const double pace = window->setup().pace().sleepFactor;
    window->presenter().set(false);
    EXPECT_FALSE(find<QLabel>("presenterTitle")->isVisible());
    EXPECT_TRUE(window->menuBar()->isVisible());
    EXPECT_EQ(window->setup().pace().sleepFactor, pace);
    EXPECT_TRUE(find<QDockWidget>("dock.catalogue")->isVisible());
}

TEST_F(WindowStoryTest, PresentsSleepsThatTakeLongerOrShorter) {
    choose("thread-create");
    trigger("presenter");
    find<QToolButton>("presentSlower")->click();
    EXPECT_EQ(window->setup().pace().sleepFactor, 2);
    find<QToolButton>("presentFaster")->click();
    EXPECT_EQ(window->setup().pace().sleepFactor, 1);
    window->presenter().set(false);
}

} // namespace
} // namespace braid::views
