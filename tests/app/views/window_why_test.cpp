#include "app/views/base/words.h"
#include "app/views/timeline/timeline_view.h"
#include "app/views/why/critical_path_pane.h"
#include "app/views/why/why_pane.h"
#include "tests/app/views/window_fixture.h"

#include <QDockWidget>
#include <QLabel>
#include <QListWidget>

namespace braid::views {
namespace {

using State = session::Run::State;

constexpr qlonglong ms = 1'000'000;

class WindowWhyTest : public WindowTest {
protected:
    /// A place on the last bar of `lane` in this state: near its beginning, or near its end.
    QPointF barOf(LaneId lane, render::Role role, bool atEnd = false) {
        auto* timeline = find<TimelineView>("timeline");
        timeline->viewport()->grab();
        QPointF place;
        for (const render::Layer& layer : timeline->scene().layers)
            for (const render::Box& box : layer.boxes)
                // Words stand on plates of the same colour: the one that reaches furthest is the bar.
                if (box.tag.what == render::What::Bar && box.tag.lane == lane && box.ink == render::Ink(role) && box.rect.width() > 6 &&
                    (!atEnd || place.isNull() || box.rect.right() > place.x() + 3))
                    for (double x = 3; x < box.rect.width(); x += 3) // no mark in the way
                        if (const QPointF here(atEnd ? box.rect.right() - x : box.rect.left() + x, box.rect.center().y());
                            render::hit(timeline->scene(), here.toPoint()).what == render::What::Bar) {
                            place = here;
                            break;
                        }
        return place;
    }
    /// Whose bar is wide enough to be hit.
    static LaneId blockedLongest(const model::Model& model) {
        LaneId longest;
        model::Nanos since = model::Open;
        for (const LaneId id : model.lanes())
            if (const std::optional<model::Interval> now = model.lane(id)->at(model.endTime());
                now && now->state == model::State::Blocked && now->begin < since) {
                longest = id;
                since = now->begin;
            }
        return longest;
    }
    void click(QPointF place) {
        QTest::mouseClick(find<TimelineView>("timeline")->viewport(), Qt::LeftButton, {}, place.toPoint());
    }
    std::vector<QString> sentences() {
        std::vector<QString> all;
        auto* list = find<QListWidget>("whyChain");
        for (int row = 0; row < list->count(); ++row)
            all.push_back(list->item(row)->text());
        return all;
    }
};

TEST_F(WindowWhyTest, AnswersOnOneClickOnABarOfALiveDeadlock) {
    session::Run* run = liveDeadlock();
    ASSERT_NE(run, nullptr);
    ASSERT_TRUE(waitFor([&] { return run->standsStill(); }));
    trigger("fitAll");
    const model::Model& model = run->model();
    const auto& finding = run->findings().all().front();
    const LaneId asked = blockedLongest(model);
    QPointF place;
    ASSERT_TRUE(waitFor([&] { return !(place = barOf(asked, render::Role::Blocked, true)).isNull(); }));
    click(place);
    ASSERT_TRUE(window->session().view().get().question);
    EXPECT_FALSE(window->session().view().get().cursor) << "behind the break it is now";
    const auto* pane = find<WhyPane>("whyPane");
    EXPECT_EQ(pane->answer().cause, analysis::Cause::Cycle);
    EXPECT_EQ(pane->answer().links.front().lane, asked);
    const auto said = sentences();
    ASSERT_GE(said.size(), 3U);
    EXPECT_TRUE(said.front().contains("has waited for")) << qPrintable(said.front());
    EXPECT_TRUE(std::any_of(said.begin(), said.end(), [](const QString& s) { return s.contains("A cycle that cannot open"); }));
    EXPECT_FALSE(find<QDockWidget>("dock.why")->visibleRegion().isEmpty()) << "the answer is seen";
    EXPECT_EQ(std::set(pane->answer().cycle.begin(), pane->answer().cycle.end()), std::set(finding.lanes.begin(), finding.lanes.end()));

    // A line of it leads to its lane; the question stays.
    auto* list = find<QListWidget>("whyChain");
    list->setCurrentRow(1);
    emit list->itemActivated(list->item(1));
    EXPECT_EQ(window->session().view().get().selectedLane, pane->answer().links[1].lane);
    EXPECT_TRUE(window->session().view().get().question);
    EXPECT_EQ(sentences().size(), said.size());

    // Another moment of the same lane: the picture is let go.
    window->session().view().update([&](render::ViewState& state) {
        state.selectedLane = asked;
        state.cursor = 0;
    });
    EXPECT_FALSE(window->session().view().get().question);
    window->session().stop();
}

TEST_F(WindowWhyTest, AnswersAtTheMomentThatIsClickedAsAllPanesDo) {
    session::Run* run = liveDeadlock();
    ASSERT_NE(run, nullptr);
    ASSERT_TRUE(waitFor([&] { return run->standsStill(); }));
    trigger("fitAll");
    const QPointF place = barOf(blockedLongest(run->model()), render::Role::Blocked);
    ASSERT_FALSE(place.isNull());
    click(place);
    const render::ViewState& view = window->session().view().get();
    ASSERT_TRUE(view.question);
    ASSERT_TRUE(view.cursor);
    EXPECT_LT(*view.cursor, run->edge());
    EXPECT_EQ(view.question->at, *view.cursor);
    EXPECT_TRUE(find<QLabel>("whyHeading")->text().contains(momentText(*view.cursor))) << qPrintable(find<QLabel>("whyHeading")->text());
    window->session().stop();
}

TEST_F(WindowWhyTest, SaysAsOfWhenItAnswersWhereTheCursorStandsElsewhere) {
    session::Run* run = liveDeadlock();
    ASSERT_NE(run, nullptr);
    // The one that was there first: the last one's wait begins where the run stands.
    const auto since = [&](LaneId lane) { return run->model().lane(lane)->intervals().back().begin; };
    const auto& ring = run->findings().all().front().lanes;
    const LaneId stuck = *std::min_element(ring.begin(), ring.end(), [&](LaneId a, LaneId b) { return since(a) < since(b); });
    const model::Nanos early = since(stuck) + 1;
    window->session().view().update([&](render::ViewState& state) {
        state.followLive = false;
        state.selectedLane = stuck;
        state.cursor = early;
        state.question = render::Question{stuck, model::Open};
    });
    auto* asOf = find<QLabel>("whyAsOf");
    EXPECT_FALSE(asOf->isHidden());
    EXPECT_TRUE(asOf->text().startsWith("This stretch is still open: answered as of the latest event, ")) << qPrintable(asOf->text());
    EXPECT_TRUE(asOf->text().contains("The cursor stands at " + momentText(early))) << qPrintable(asOf->text());
    const QString heading = find<QLabel>("whyHeading")->text();
    // The ring may close within what is written of a moment.
    const bool same = momentText(early) == momentText(run->model().endTime());
    EXPECT_TRUE(same || !heading.contains(" " + momentText(early) + ":")) << qPrintable(heading);

    trigger("why");
    EXPECT_EQ(window->session().view().get().question->at, early) << "Y asks at the cursor";
    EXPECT_TRUE(asOf->isHidden());
    EXPECT_TRUE(find<QLabel>("whyHeading")->text().contains(momentText(early)));

    // At the live end both are the same moment.
    window->session().view().update([&](render::ViewState& state) {
        state.cursor.reset();
        state.question = render::Question{stuck, model::Open};
    });
    EXPECT_TRUE(asOf->isHidden());
    window->session().stop();
}

TEST_F(WindowWhyTest, SaysWhoReleasedALaneThatGoesOn) {
    choose("join");
    set("first", 30 * ms);
    set("second", 60 * ms);
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    trigger("fitAll");
    const model::Model& model = window->session().run()->model();
    LaneId first;
    for (const LaneId id : model.lanes())
        if (model.name(id) == "T1")
            first = id;
    const QPointF place = barOf(first, render::Role::Sleeping);
    ASSERT_FALSE(place.isNull());
    click(place);
    const auto* pane = find<WhyPane>("whyPane");
    EXPECT_EQ(pane->answer().cause, analysis::Cause::Sleep);
    ASSERT_NE(pane->waker().cause, model::NoEvent);
    EXPECT_EQ(model.name(pane->waker().lane), "main");
    auto* list = find<QListWidget>("whyChain");
    const model::EventIndex cause = pane->waker().cause;
    emit list->itemClicked(list->item(list->count() - 1));
    EXPECT_EQ(window->session().view().get().selectedEvent, cause);
    QTest::keyClick(find<TimelineView>("timeline"), Qt::Key_Escape);
    EXPECT_FALSE(window->session().view().get().question) << "nothing selected, nothing asked";
}

TEST_F(WindowWhyTest, ShowsTheCriticalPathOfTheRunAndOfAMarkedStretch) {
    choose("join");
    set("first", 30 * ms);
    set("second", 60 * ms);
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    trigger("criticalPath");
    const auto path = window->session().view().get().criticalPath;
    ASSERT_TRUE(path);
    EXPECT_EQ(path->shares.front().state, model::State::Sleeping);
    auto* pane = find<CriticalPathPane>("criticalPath");
    EXPECT_FALSE(find<QDockWidget>("dock.criticalPath")->isHidden());
    EXPECT_FALSE(pane->scene().layers.empty());
    EXPECT_TRUE(pane->accessibleDescription().contains("sleeping")) << qPrintable(pane->accessibleDescription());
    window->session().view().update([](render::ViewState& state) { state.measured = {10 * ms, 20 * ms}; });
    const auto stretch = window->session().view().get().criticalPath;
    ASSERT_TRUE(stretch);
    EXPECT_EQ(stretch->begin, 10 * ms);
    EXPECT_EQ(stretch->end, 20 * ms);
    trigger("criticalPath");
    EXPECT_FALSE(window->session().view().get().criticalPath);
}

TEST_F(WindowWhyTest, KeepsTheCriticalPathUpToDateWhileTheRunGrows) {
    choose("producer-consumer");
    set("items", 200);
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().run()->model().log().size() > 50; }));
    trigger("criticalPath");
    const auto path = window->session().view().get().criticalPath;
    ASSERT_TRUE(path);
    const model::Nanos before = path->end;
    EXPECT_TRUE(waitFor([&] {
        const auto& now = window->session().view().get().criticalPath;
        return now && now->end > before + 200 * ms;
    }));
    window->session().stop();
}

} // namespace
} // namespace braid::views
