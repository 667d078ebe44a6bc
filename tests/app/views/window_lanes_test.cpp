#include "app/render/objects/object_interest.h"
#include "app/render/rows/geometry.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/row_heights.h"
#include "app/render/rows/rows.h"
#include "app/render/timeline/minimap.h"
#include "app/views/lanes/lane_menu.h"
#include "app/views/lanes/legend_view.h"
#include "app/views/lanes/minimap_view.h"
#include "app/views/timeline/timeline_view.h"
#include "tests/app/views/window_fixture.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <algorithm>

// The bar, the overview and the legend around the timeline, driven by hand on a real run.
namespace braid::views {
namespace {

using State = session::Run::State;
using render::What;

class WindowLanesTest : public WindowTest {
protected:
    void runDeadlock(int threads) {
        choose("deadlock");
        set("threads", threads);
        set("sleep", qlonglong{20'000'000});
        trigger("run");
        ASSERT_TRUE(waitFor([&] { return window->session().run() && !window->session().run()->findings().all().empty(); }));
        ASSERT_TRUE(waitFor([&] { return model().lanes().size() > static_cast<std::size_t>(threads); }));
        trigger("stop");
        ASSERT_TRUE(waitForState(State::Over));
        trigger("fitAll");
    }
    const model::Model& model() { return window->session().run()->model(); }
    const render::ViewState& view() { return window->session().view().get(); }
    LaneId laneNamed(const std::string& part) {
        for (LaneId id : model().lanes())
            if (model().name(id).find(part) != std::string_view::npos)
                return id;
        return {};
    }
    /// The middle of the header of a lane's own row.
    QPoint headerOf(LaneId lane) {
        auto* timeline = find<TimelineView>("timeline");
        const auto geometry = render::timelineGeometry(model(), view(), timeline->viewport()->size(), render::Theme::light());
        for (const render::Row& row : render::laneRowsIn(model(), view(), geometry))
            if (row.lane == lane && !row.members)
                return QPointF(geometry.header.left() + 60, geometry.lanes.top() + row.top + row.height / 2 -
                                                                (row.pinned ? 0 : view().scrollY))
                    .toPoint();
        return {};
    }
    QPoint legendEntry(model::State state) {
        auto* legend = find<LegendView>("legend");
        for (const render::Text& text : legend->scene().layers.front().texts)
            if (text.tag.what == What::LegendEntry && text.tag.count == static_cast<std::uint32_t>(state))
                return text.rect().center().toPoint();
        return {};
    }
    QAction* menuEntry(QMenu& menu, const char* name) {
        for (QAction* action : menu.findChildren<QAction*>(name))
            return action;
        return nullptr;
    }
};

TEST_F(WindowLanesTest, TheLegendCountsAndFiltersOnClick) {
    runDeadlock(6);
    auto* legend = find<LegendView>("legend");
    const QPoint blocked = legendEntry(model::State::Blocked);
    ASSERT_FALSE(blocked.isNull());
    const std::size_t all = render::laneRows(model(), view()).size();
    QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, blocked);
    EXPECT_EQ(view().states, std::set{model::State::Blocked});
    EXPECT_LT(render::laneRows(model(), view()).size(), all);
    EXPECT_TRUE(find<QLabel>("laneCount")->text().contains("of")) << qPrintable(find<QLabel>("laneCount")->text());
    EXPECT_TRUE(legend->accessibleDescription().contains("blocked 6")) << qPrintable(legend->accessibleDescription());
    QTest::mouseClick(legend->viewport(), Qt::LeftButton, Qt::ControlModifier, legendEntry(model::State::Waiting));
    EXPECT_EQ(view().states.size(), 2u);
    QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, legendEntry(model::State::Blocked));
    EXPECT_EQ(view().states.size(), 1u);
    QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, legendEntry(model::State::Blocked));
    EXPECT_TRUE(view().states.empty());
    EXPECT_EQ(render::laneRows(model(), view()).size(), all);
}

TEST_F(WindowLanesTest, LanesFillTheHeightUntilAHeightIsAskedForAndAgainAfterThat) {
    runDeadlock(2);
    auto* timeline = find<TimelineView>("timeline");
    timeline->viewport()->grab();
    const double filled = timeline->rowHeight();
    EXPECT_GT(filled, render::UsualRow) << "four lanes have room";
    EXPECT_FALSE(view().rowHeight);
    trigger("lower");
    EXPECT_EQ(view().rowHeight, filled - 4) << "from what one sees";
    trigger("taller");
    EXPECT_EQ(timeline->rowHeight(), filled);
    window->resize(window->width(), window->height() - 100);
    EXPECT_EQ(timeline->rowHeight(), filled) << "it stays as asked for";
    runDeadlock(3);
    EXPECT_EQ(view().rowHeight, filled) << "also in the next run";
    trigger("fitRows");
    EXPECT_FALSE(view().rowHeight);
}

TEST_F(WindowLanesTest, TheBarFiltersSortsAndBringsTheHiddenBack) {
    runDeadlock(6);
    auto* filter = find<QLineEdit>("laneFilter");
    filter->setFocus();
    QTest::keyClicks(filter, "main");
    EXPECT_EQ(view().filter, "main");
    EXPECT_TRUE(find<QToolButton>("laneClear")->isVisible());
    QTest::mouseClick(find<QToolButton>("laneClear"), Qt::LeftButton);
    EXPECT_TRUE(view().filter.empty());
    EXPECT_TRUE(filter->text().isEmpty());
    auto* order = find<QComboBox>("laneOrder");
    order->setCurrentIndex(2);
    emit order->activated(2);
    EXPECT_EQ(view().order, render::LaneOrder::Waiting);
    auto* object = find<QComboBox>("laneObject");
    ASSERT_GT(object->count(), 2);
    emit object->activated(1);
    EXPECT_EQ(view().onlyObject, model().objects()[0]);
    emit object->activated(0);
    EXPECT_FALSE(view().onlyObject);

    EXPECT_FALSE(find<QToolButton>("laneHidden")->isVisible());
    window->session().view().update([&](render::ViewState& state) { render::hideLane(state, model().lanes().back()); });
    EXPECT_EQ(find<QToolButton>("laneHidden")->text(), "1 hidden");
    QTest::mouseClick(find<QToolButton>("laneHidden"), Qt::LeftButton);
    EXPECT_TRUE(view().hidden.empty());
    EXPECT_FALSE(find<QToolButton>("laneHidden")->isVisible());
}

TEST_F(WindowLanesTest, TheMenuOfALanePinsHidesAndFoldsItsFamily) {
    runDeadlock(6);
    auto* timeline = find<TimelineView>("timeline");
    const LaneId lane = model().lanes()[2]; // the first thread: in view
    const QPoint header = headerOf(lane);
    QContextMenuEvent asked(QContextMenuEvent::Mouse, header, timeline->viewport()->mapToGlobal(header));
    QApplication::sendEvent(timeline->viewport(), &asked);
    auto* menu = timeline->findChild<QMenu*>("laneMenu");
    ASSERT_NE(menu, nullptr);
    ASSERT_NE(menuEntry(*menu, "lane.pin"), nullptr);
    menuEntry(*menu, "lane.pin")->trigger();
    EXPECT_TRUE(view().pinned.contains(lane));
    EXPECT_TRUE(render::laneRows(model(), view()).front().pinned);
    ASSERT_NE(menuEntry(*menu, "lane.foldFamily"), nullptr);
    menuEntry(*menu, "lane.foldFamily")->trigger();
    EXPECT_TRUE(render::isFamilyFolded(model(), view(), *model().lane(lane)));
    menuEntry(*menu, "lane.hide")->trigger();
    EXPECT_TRUE(view().hidden.contains(lane));
    menu->close();
    trigger("back");
    EXPECT_FALSE(view().hidden.contains(lane)) << "each is one step of navigation";
}

TEST_F(WindowLanesTest, DraggingANamePutsTheLaneElsewhere) {
    runDeadlock(4);
    auto* timeline = find<TimelineView>("timeline");
    const std::vector<LaneId> lanes = model().lanes();
    const LaneId last = lanes.back(), other = lanes[lanes.size() - 3];
    const QPoint from = headerOf(last), to = headerOf(other);
    ASSERT_FALSE(from.isNull());
    ASSERT_FALSE(to.isNull());
    QTest::mousePress(timeline->viewport(), Qt::LeftButton, {}, from);
    for (int step = 1; step <= 10; ++step)
        QTest::mouseMove(timeline->viewport(), from + (to - from) * step / 10);
    QTest::mouseRelease(timeline->viewport(), Qt::LeftButton, {}, to);
    EXPECT_LT(headerOf(last).y(), headerOf(other).y());
    EXPECT_FALSE(view().moved.empty());
    EXPECT_FALSE(view().selectedLane) << "a drag is no click";
}

TEST_F(WindowLanesTest, TheOverviewMovesTheWindowThatOneSees) {
    runDeadlock(4);
    auto* map = find<MinimapView>("minimap");
    const model::Nanos edge = window->session().run()->edge();
    window->session().view().update([&](render::ViewState& state) {
        state.from = edge / 4;
        state.to = edge / 2;
        state.followLive = false;
    });
    const auto geometry = [&] { return render::minimapGeometry(view(), edge, map->viewport()->size(), render::Theme::light()); };
    const QPoint middle = geometry().window.center().toPoint();
    const QPoint away(static_cast<int>(geometry().strip.width() / 5), 0);
    QTest::mousePress(map->viewport(), Qt::LeftButton, {}, middle);
    QTest::mouseMove(map->viewport(), middle + away / 2);
    QTest::mouseMove(map->viewport(), middle + away);
    QTest::mouseRelease(map->viewport(), Qt::LeftButton, {}, middle + away);
    EXPECT_NEAR(static_cast<double>(view().from), static_cast<double>(edge / 4 + edge / 5), static_cast<double>(edge) / 100);
    EXPECT_NEAR(static_cast<double>(view().to - view().from), static_cast<double>(edge) / 4, static_cast<double>(edge) / 1000);

    const QPoint side(static_cast<int>(geometry().window.right()), middle.y());
    const model::Nanos from = view().from;
    QTest::mousePress(map->viewport(), Qt::LeftButton, {}, side);
    QTest::mouseMove(map->viewport(), side + away / 4);
    QTest::mouseMove(map->viewport(), side + away / 2);
    QTest::mouseRelease(map->viewport(), Qt::LeftButton, {}, side + away / 2);
    EXPECT_EQ(view().from, from);
    EXPECT_GT(view().to - from, edge * 3 / 10);

    const QPoint first(static_cast<int>(geometry().strip.left()) + 5, middle.y());
    QTest::mouseClick(map->viewport(), Qt::LeftButton, {}, first);
    EXPECT_LT(view().from, edge / 100) << "a click goes there, and no further than the beginning";
}

TEST_F(WindowLanesTest, ManyThreadsOpenAsOneRowThatUnfolds) {
    ASSERT_TRUE(runManyThreads());
    std::vector<render::Row> rows = render::laneRows(model(), view());
    EXPECT_LT(rows.size(), 12u);
    const auto family = std::find_if(rows.begin(), rows.end(), [](const render::Row& row) { return row.members != nullptr; });
    ASSERT_NE(family, rows.end());
    EXPECT_TRUE(family->folded);
    // One that is selected from elsewhere gets a row of its own beside it.
    const LaneId chosen = family->members->back();
    window->session().view().update([&](render::ViewState& state) { state.selectedLane = chosen; });
    rows = render::laneRows(model(), view());
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const render::Row& row) { return row.lane == chosen && !row.members; }));
    // The triangle of the row shows them one by one.
    auto* timeline = find<TimelineView>("timeline");
    timeline->viewport()->grab();
    QPoint triangle;
    for (const render::Layer& layer : timeline->scene().layers)
        for (const render::Mark& mark : layer.marks)
            if (mark.tag.what == What::Fold && mark.tag.count > 1)
                triangle = mark.center.toPoint();
    ASSERT_FALSE(triangle.isNull());
    QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {}, triangle);
    EXPECT_GT(render::laneRows(model(), view()).size(), 200u);
}

TEST_F(WindowLanesTest, AClickInTheRowOfFoldedObjectsIsAClickOnItsMoment) {
    appearance.setMotion(Motion::Reduced); // else the axis is on its way to where it will be
    choose("coroutine-scale");
    set("coroutines", qlonglong{1});
    set("threads", qlonglong{20});
    set("switches", qlonglong{5});
    trigger("run");
    ASSERT_TRUE(waitForState(State::Over));
    trigger("fitAll");
    window->resize(1440, 1100);
    auto* timeline = find<TimelineView>("timeline");
    QCoreApplication::processEvents(); // the new size comes to all that is in the window
    timeline->viewport()->grab();
    const auto profile = [&]() -> const render::Profile* {
        for (const render::Layer& layer : timeline->scene().layers)
            for (const render::Profile& each : layer.profiles)
                if (each.tag.what == What::ObjectFamily)
                    return &each;
        return nullptr;
    };
    ASSERT_TRUE(waitFor([&] { return profile() != nullptr; })) << "twenty semaphores are one row";
    const model::Object& first = *model().object(profile()->tag.object);
    ASSERT_TRUE(render::objectFamilyOf(model(), view(), first)->folded);
    const auto geometry = render::timelineGeometry(model(), view(), timeline->viewport()->size(), render::Theme::light());
    // Where something is drawn, not in the middle of nothing.
    QPointF at;
    for (const QPointF& point : profile()->points) // not at the end, which is followed
        if (at.isNull() && point.y() < profile()->baseline - 2 && point.x() > geometry.lanes.left() + 100)
            at = {point.x() - 0.5, profile()->baseline - 1};
    ASSERT_FALSE(at.isNull());
    ASSERT_EQ(render::hit(timeline->scene(), at).what, What::ObjectFamily);
    QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {}, at.toPoint());
    EXPECT_TRUE(render::objectFamilyOf(model(), view(), first)->folded);
    ASSERT_TRUE(view().cursor);
    // By the axis as it was when the button went down, which ends a zoom that is under way.
    const auto axis = render::timelineGeometry(model(), view(), timeline->viewport()->size(), render::Theme::light()).axis;
    EXPECT_NEAR(render::timeToX(axis, *view().cursor), at.x(), 2);
    timeline->viewport()->grab(); // as it is drawn now
    ASSERT_TRUE(profile());
    const QPoint name(60, static_cast<int>(profile()->baseline) - 4);
    ASSERT_EQ(render::hit(timeline->scene(), name).what, What::ObjectFamily);
    QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {}, name);
    EXPECT_FALSE(render::objectFamilyOf(model(), view(), first)->folded) << "its name unfolds it";
}

} // namespace
} // namespace braid::views
