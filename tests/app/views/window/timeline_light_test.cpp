#include "app/render/rows/geometry.h"
#include "app/views/base/find_bar.h"
#include "app/views/run/navigation.h"
#include "app/views/timeline/area_pane.h"
#include "app/views/timeline/ease.h"
#include "app/views/timeline/timeline_view.h"
#include "tests/app/views/window_fixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QWheelEvent>

// What stands out in the timeline while one points, searches, marks; and how it goes away again.
namespace braid::views {
namespace {

using State = session::Run::State;
using render::What;

class WindowLightTest : public WindowTest {
protected:
    /// A deadlock of five threads that was stopped, all of it in view.
    void runDeadlock() {
        choose("deadlock");
        set("threads", 5);
        set("sleep", 30 * Millisecond);
        trigger("run");
        ASSERT_TRUE(waitFor([&] { return window->session().run() && !window->session().run()->findings().all().empty(); }));
        trigger("stop");
        ASSERT_TRUE(waitForState(State::Over));
        trigger("fitAll");
        timeline().setFocus();
    }
    TimelineView& timeline() { return *find<TimelineView>("timeline"); }
    const render::ViewState& view() { return window->session().view().get(); }
    const model::Model& model() { return window->session().run()->model(); }
    render::TimelineGeometry geometry() {
        return render::timelineGeometry(model(), view(), timeline().viewport()->size(), appearance.theme());
    }
    FindBar* search() { return timeline().findChild<FindBar*>(QString(), Qt::FindDirectChildrenOnly); }
    void wheel(QPointF at, int notches) {
        QWheelEvent event(at, timeline().viewport()->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(timeline().viewport(), &event);
    }
};

TEST_F(WindowLightTest, WheelNotchesAddUpAndArriveWhereTheyWouldAtOnce) {
    runDeadlock();
    appearance.setMotion(Motion::Full);
    const QPointF at = QPointF(geometry().lanes.center().x(), geometry().lanes.top() + 40);
    const model::Nanos under = render::xToTime(geometry().axis, at.x());
    const model::Nanos span = view().to - view().from;
    wheel(at, 1);
    wheel(at, 1);
    wheel(at, 1);
    EXPECT_NEAR(static_cast<double>(view().to - view().from), static_cast<double>(span) / (1.25 * 1.25 * 1.25), 8);
    EXPECT_NEAR(render::timeToX(geometry().axis, under), at.x(), 0.1);
    bool eased = false; // a slow machine may be done with one before it is looked at
    for (int notch = 0; notch < 100 && !eased; ++notch) {
        wheel(at, notch % 2 == 0 ? 1 : -1);
        eased = timeline().easing();
    }
    EXPECT_TRUE(eased);
    EXPECT_TRUE(waitFor([&] { return !timeline().easing(); }));
    appearance.setMotion(Motion::Reduced);
    wheel(at, -1);
    EXPECT_FALSE(timeline().easing());
}

TEST_F(WindowLightTest, AKeyThatIsHeldMovesOnUntilItIsLetGo) {
    runDeadlock();
    appearance.setMotion(Motion::Full);
    const model::Nanos span = view().to - view().from;
    QTest::keyPress(&timeline(), Qt::Key_W);
    EXPECT_TRUE(waitFor([&] { return view().to - view().from < span / 4; })) << "farther than one press goes, without any repetition";
    QTest::keyRelease(&timeline(), Qt::Key_W);
    EXPECT_TRUE(waitFor([&] { return !timeline().gliding(); }));
    QTest::keyPress(&timeline(), Qt::Key_D);
    EXPECT_TRUE(timeline().gliding());
    find<QLineEdit>("laneFilter")->setFocus();
    EXPECT_FALSE(timeline().gliding()) << "who types elsewhere holds no key here";
    timeline().setFocus();
    appearance.setMotion(Motion::Reduced);
    QTest::keyPress(&timeline(), Qt::Key_D);
    EXPECT_FALSE(timeline().gliding());
    QTest::keyRelease(&timeline(), Qt::Key_D);
}

TEST_F(WindowLightTest, TheSearchLightsWhatFitsSaysHowManyAndGoesFromOneToTheNext) {
    runDeadlock();
    EXPECT_TRUE(timeline().light().layers.empty());
    trigger("search");
    ASSERT_TRUE(search()->isVisible());
    auto* words = search()->findChild<QLineEdit*>("findWords");
    QTest::keyClicks(words, "thread-2");
    EXPECT_FALSE(timeline().light().layers.empty());
    const QString count = search()->findChild<QLabel*>("findCount")->text();
    EXPECT_TRUE(count.contains("found") && count.at(0).isDigit()) << qPrintable(count);
    EXPECT_FALSE(view().selectedLane) << "while one types nothing moves";
    QTest::keyClick(words, Qt::Key_Return);
    EXPECT_EQ(model().name(view().selectedLane), "Thread-2");
    EXPECT_TRUE(search()->findChild<QLabel*>("findCount")->text().startsWith("1 of "));
    words->setText("no such thing");
    EXPECT_TRUE(timeline().light().layers.empty());
    EXPECT_EQ(words->accessibleDescription(), "Not found");
    words->setText("A");
    EXPECT_FALSE(timeline().light().layers.empty());
    QTest::keyClick(words, Qt::Key_Escape);
    EXPECT_FALSE(search()->isVisible());
    EXPECT_TRUE(timeline().light().layers.empty());
    EXPECT_TRUE(view().selectedLane) << "that is another layer";
}

TEST_F(WindowLightTest, TheSearchFindsWhatStandsInBarsAndWhyGivesWayToIt) {
    runDeadlock();
    const LaneId lane = model().lanes().back();
    trigger("search");
    window->session().view().update([&](render::ViewState& state) { state.question = render::Question{lane, model::Open}; });
    auto* words = search()->findChild<QLineEdit*>("findWords");
    QTest::keyClicks(words, "waits for");
    EXPECT_FALSE(search()->findChild<QLabel*>("findCount")->text().startsWith("0 ")) << "main waits for a thread";
    for (const render::Layer& layer : timeline().currentScene().layers)
        for (const render::Box& box : layer.boxes)
            EXPECT_NE(box.ink, render::Ink(render::Role::Dim)) << "only the search dims";
    QTest::keyClick(words, Qt::Key_Return);
    EXPECT_EQ(model().name(view().selectedLane), "main");
    EXPECT_NE(view().selectedEvent, model::NoEvent);
    EXPECT_TRUE(view().question) << "it is there again when the search is over";
}

TEST_F(WindowLightTest, APointerThatRestsOnABarLightsItsCauseAndEffect) {
    runDeadlock();
    // The first thread was started by main: of its first bar there is a cause. Where the run took long that bar is seen only near by.
    QPoint first;
    for (model::Nanos to = window->session().run()->edge(); first.isNull() && to > 1000; to /= 4) {
        window->session().view().update([&](render::ViewState& state) { state.from = 0, state.to = to; });
        for (const render::Layer& layer : timeline().currentScene().layers)
            for (const render::Box& box : layer.boxes)
                if (box.tag.what == What::Bar && first.isNull() && box.rect.width() >= 6 &&
                    !render::causeAndEffect(model(), box.tag.lane, box.tag.event, window->session().run()->edge()).arrows.empty() &&
                    render::hit(timeline().scene(), box.rect.center().toPoint()).event == box.tag.event)
                    first = box.rect.center().toPoint();
    }
    ASSERT_FALSE(first.isNull());
    QTest::mouseMove(timeline().viewport(), first + QPoint(3, 0)); // a pointer that stood there already would not move
    QTest::mouseMove(timeline().viewport(), first);
    EXPECT_TRUE(timeline().light().layers.empty()) << "not at once";
    EXPECT_TRUE(waitFor([&] { return !timeline().light().layers.empty(); }));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(timeline().viewport(), &leave);
    EXPECT_TRUE(timeline().light().layers.empty());
}

TEST_F(WindowLightTest, DraggingWithShiftTellsWhatTheAreaComesToAtOnce) {
    runDeadlock();
    const auto* pane = find<AreaPane>("areaPane");
    EXPECT_FALSE(pane->isVisible());
    const QRectF lanes = geometry().lanes;
    const QPoint from(static_cast<int>(lanes.left()) + 60, static_cast<int>(lanes.top()) + 34);
    QWidget* canvas = timeline().viewport();
    QTest::mousePress(canvas, Qt::LeftButton, Qt::ShiftModifier, from);
    const auto drag = [&](QPoint to) {
        QMouseEvent move(QEvent::MouseMove, to, canvas->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
        QCoreApplication::sendEvent(canvas, &move);
    };
    drag(from + QPoint(60, 20));
    drag(from + QPoint(160, 30));
    EXPECT_TRUE(view().measured);
    EXPECT_TRUE(pane->isVisible());
    EXPECT_TRUE(waitFor([&] { return !pane->scene().layers.empty(); })) << "while the button is down";
    QTest::mouseRelease(canvas, Qt::LeftButton, Qt::ShiftModifier, from + QPoint(160, 30));
    const auto words = [&] {
        QStringList all;
        for (const render::Layer& layer : pane->scene().layers)
            for (const render::Text& text : layer.texts)
                all << text.text;
        return all;
    };
    EXPECT_TRUE(words().contains("longest wait")) << qPrintable(words().join(", "));
    EXPECT_FALSE(words().contains("Thread-5")) << "the area does not touch its row";
    EXPECT_TRUE(timeline().rect().contains(pane->geometry()));
    trigger("deselect");
    EXPECT_FALSE(pane->isVisible());
    EXPECT_FALSE(view().measured);
}

TEST_F(WindowLightTest, EscapeTakesOneLayerAfterAnother) {
    runDeadlock();
    window->session().view().update([&](render::ViewState& state) {
        selectLane(state, model().lanes().back());
        state.cursor = 1'000'000;
        state.filter = "Thread";
        askWhy(*window->session().run(), state, model().lanes().back());
        state.measured = std::pair<model::Nanos, model::Nanos>{0, 2'000'000};
        state.followLive = false;
    });
    trigger("criticalPath");
    window->session().view().update([&](render::ViewState& state) { askWhy(*window->session().run(), state, model().lanes().back()); });
    trigger("search");
    const auto layers = [&] {
        return std::vector<bool>{search()->isVisible(), view().measured.has_value(), view().question.has_value(), view().criticalPath != nullptr,
                                 static_cast<bool>(view().selectedLane), !view().filter.empty(), view().cursor.has_value()};
    };
    std::vector<bool> wanted(7, true);
    EXPECT_EQ(layers(), wanted);
    timeline().setFocus();
    for (std::size_t gone = 0; gone < wanted.size(); ++gone) {
        trigger("deselect");
        wanted[gone] = false;
        EXPECT_EQ(layers(), wanted) << gone;
    }
    trigger("deselect");
    EXPECT_EQ(layers(), wanted);
}

} // namespace
} // namespace braid::views
