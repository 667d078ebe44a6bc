#include "app/render/paint/paint.h"
#include "app/render/panels/legend.h"
#include "app/render/rows/geometry.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/state_form.h"
#include "app/render/timeline/minimap.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/runs.h"

#include <QImage>
#include <QPainter>

#include <gmock/gmock.h>

namespace braid::tests::state_form_test {
namespace {

using namespace render;
using model::State;

constexpr QSizeF Size(900, 300);

/// A process with a thread main and one whose life is thousands of short stretches in one state, all alike.
struct Short : ModeledStory {
    explicit Short(State state) {
        Story& s = story;
        const LaneId process = s.process("p");
        const LaneId main = s.thread("main", process);
        lane = s.define("T", trace::LaneKind::Thread, process);
        const ObjectId lock = s.mutex("L"), flag = s.object(Story::Type::Event, "E"), socket = s.object(Story::Type::Descriptor, "s");
        s.take(main, lock);
        s.start(main, lane);
        s.begin(lane);
        for (int i = 0; i < 4000; ++i) {
            if (state == State::Sleeping) {
                s.after(1'000).add(Story::Kind::SleepBegin, lane, {}, 99'000);
                s.after(99'000).add(Story::Kind::SleepEnd, lane);
            } else if (state == State::Blocked) {
                s.after(1'000).wait(lane, lock, 99'000);
                s.after(99'000).fail(lane, lock, trace::Failure::TimedOut);
            } else if (state == State::Waiting) {
                s.after(1'000).await(lane, flag, 99'000);
                s.after(99'000).wake(lane, flag, true);
            } else {
                s.after(1'000).add(Story::Kind::IoBegin, lane, socket, 7, 0);
                s.after(99'000).add(Story::Kind::IoEnd, lane, socket, 64);
            }
        }
        wait(0);
    }
    LaneId lane;
};

/// A loop with many coroutines that are suspended nearly all the time.
struct Suspended : ModeledStory {
    Suspended() {
        Story& s = story;
        const LaneId process = s.process("p");
        loop = s.thread("main", process);
        for (int i = 0; i < 40; ++i) {
            const LaneId task = s.after(1'000).define("task " + std::to_string(i), trace::LaneKind::Coroutine, loop);
            s.after(1'000).add(Story::Kind::Resume, loop, objectOf(task));
            s.after(1'000).add(Story::Kind::Suspend, loop, {});
        }
        s.after(100_ms).add(Story::Kind::SleepEnd, loop);
        wait(0);
    }
    LaneId loop;
};

/// A recorded pool of two workers: one is idle for thousands of short stretches, the other one for a long one.
struct IdlePool : ModeledStory {
    IdlePool() {
        Story& s = story;
        const LaneId process = s.process("p");
        lane = s.thread("one", process);
        const LaneId other = s.thread("two", process);
        const ObjectId lock = s.mutex("lock"), more = s.object(Story::Type::ConditionVariable, "more");
        const SiteId here = s.site("pool.c", 12);
        s.add(Story::Kind::ObjectAt, lane, more, 0x1000, 1, {}, false);
        const auto sleepOn = [&](LaneId worker) {
            s.take(worker, lock);
            s.after(0).from(here).await(worker, more);
            s.after(0).give(worker, lock);
        };
        sleepOn(other);
        sleepOn(lane);
        for (int i = 0; i < 4000; ++i) {
            s.after(99'000).wake(lane, more);
            s.after(0).take(lane, lock);
            s.after(0).give(lane, lock); // works
            s.after(1'000);
            sleepOn(lane);
        }
        wait(0);
    }
    LaneId lane;
};

QImage painted(const Scene& scene, const Theme& theme) {
    QImage image(scene.size.toSize(), QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    paint(painter, scene, theme);
    return image;
}

/// The pixels of column `x` between `top` and `bottom` on which something is drawn, from the bottom up.
std::vector<QColor> pile(const QImage& image, int x, double top, double bottom) {
    std::vector<QColor> result;
    for (int y = static_cast<int>(bottom) - 1; y >= static_cast<int>(top); --y)
        if (const QColor color = image.pixelColor(x, y); color != QColor(Qt::magenta))
            result.push_back(color);
    return result;
}

/// The colours that pixels of `state` may have: its own, and its paler tones.
bool isOf(State state, const QColor& color, const Theme& theme) {
    const std::vector<double> shares = state == State::Idle ? std::vector{1.0, 0.3, 0.2} : std::vector{1.0, 0.66, 0.6, 0.45};
    for (const double share : shares)
        if (color.rgb() == theme.tint(roleOf(state), share).rgb())
            return true;
    return false;
}

/// The layer of the first strip that is wide and about `lane`, or nullptr.
const Layer* layerOf(const Scene& scene, LaneId lane) {
    for (const Layer& layer : scene.layers)
        for (const Strip& strip : layer.strips)
            if (strip.tag.lane == lane && strip.rect.width() > 300)
                return &layer;
    return nullptr;
}

/// Every column of the strip looks like a bar of `state`.
void expectForm(const Layer& layer, LaneId lane, State state, const Theme& theme) {
    const auto wide = std::find_if(layer.strips.begin(), layer.strips.end(),
                                   [&](const Strip& s) { return s.tag.lane == lane && s.rect.width() > 300; });
    ASSERT_NE(wide, layer.strips.end());
    const Strip& strip = *wide;
    Scene alone;
    alone.size = Size;
    alone.layers.resize(1);
    alone.layers[0].disjoint = layer.disjoint;
    alone.layers[0].strips = {strip};
    alone.layers[0].columns = layer.columns;
    const QImage image = painted(alone, theme);
    const double high = formHeight(state, strip.rect.height());
    const double rounding = std::max(1.1, strip.rect.height() * 0.04); // shares are 255ths, some of other states
    for (int x = static_cast<int>(strip.rect.left()) + 20; x < strip.rect.right() - 20; x += 7) {
        const std::vector<QColor> colors = pile(image, x, strip.rect.top(), strip.rect.bottom());
        ASSERT_NEAR(static_cast<double>(colors.size()), high, rounding) << "column " << x;
        const auto own = std::count_if(colors.begin(), colors.end(), [&](const QColor& c) { return isOf(state, c, theme); });
        EXPECT_GE(static_cast<double>(own), high - rounding) << "column " << x;
    }
}

class FormsOfManyShortStretches : public testing::TestWithParam<State> {};

TEST_P(FormsOfManyShortStretches, AreThoseOfALongOne) {
    const Short told(GetParam());
    for (const Theme& theme : {Theme::dark(), Theme::light()}) {
        ViewState state;
        state.to = told.edge();
        const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), Size, theme);
        const Layer* layer = layerOf(scene, told.lane);
        ASSERT_NE(layer, nullptr);
        expectForm(*layer, told.lane, GetParam(), theme);
    }
}

INSTANTIATE_TEST_SUITE_P(States, FormsOfManyShortStretches,
                         testing::Values(State::Sleeping, State::Blocked, State::Waiting, State::IoWait));

TEST(Forms, OfCoroutinesInOneRowAndInTheWholeRunAreThoseOfSuspended) {
    const Suspended told;
    const Theme theme = Theme::dark();
    ViewState state;
    state.to = told.edge();
    state.folded.insert(told.loop);
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), Size, theme);
    const Layer* row = layerOf(scene, told.loop);
    ASSERT_NE(row, nullptr);
    expectForm(*row, told.loop, State::Suspended, theme);

    constexpr QSizeF Low(900, 48);
    Overview overview;
    overview.update(told.model());
    const MinimapGeometry geometry = minimapGeometry(state, told.edge(), Low, theme);
    const Scene whole = layoutMinimap(told.model(), overview.between(told.model(), minimapEdges(geometry), told.edge()), told.findings, state,
                                      told.edge(), Low, theme);
    expectForm(whole.layers[0], {}, State::Suspended, theme);
}

TEST(Forms, OfWorkersAtTheQueueOfTheirPoolAreEmptyEverywhere) {
    const IdlePool told;
    for (const Theme& theme : {Theme::dark(), Theme::light()}) {
        ViewState state;
        state.to = told.edge();
        const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), Size, theme);
        const Layer* row = layerOf(scene, told.lane);
        ASSERT_NE(row, nullptr);
        expectForm(*row, told.lane, State::Idle, theme);
        bool bar = false;
        for (const Layer& layer : scene.layers)
            for (const Box& box : layer.boxes)
                bar |= box.tag.what == What::Bar && box.rect.width() > 300 && box.form == Form::Outline;
        EXPECT_TRUE(bar) << "the other one";

        constexpr QSizeF Low(900, 48);
        Overview overview;
        overview.update(told.model());
        const MinimapGeometry geometry = minimapGeometry(state, told.edge(), Low, theme);
        const Scene whole = layoutMinimap(told.model(), overview.between(told.model(), minimapEdges(geometry), told.edge()), told.findings, state,
                                          told.edge(), Low, theme);
        expectForm(whole.layers[0], {}, State::Idle, theme);
        EXPECT_TRUE(overview.states().contains(State::Idle));
        EXPECT_FALSE(overview.states().contains(State::Waiting)) << "also what was seen before it was known";
        EXPECT_TRUE(legendOf(told.model(), told.findings, state).states.contains(State::Idle));
        EXPECT_FALSE(legendOf(told.model(), told.findings, state).states.contains(State::Waiting));
        EXPECT_EQ(statesAt(told.model(), told.edge() / 2)[static_cast<std::size_t>(State::Idle)], 2u);
    }
}

TEST(Forms, OfWhoIsPausedWhileAnotherOneComputesAreEmptyAndNotThoseOfReady) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p"), held = s.thread("held", process), computes = s.thread("computes", process);
    s.after(1_ms).add(Story::Kind::HoldBegin, held, {}, trace::HeldByPause);
    s.after(500_ms).add(Story::Kind::Print, computes, {}, 0, 0, "still there");
    ViewState state;
    state.to = told.edge();
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), Size, Theme::light());
    bool empty = false;
    for (const Layer& layer : scene.layers)
        for (const Box& box : layer.boxes)
            if (box.tag.what == What::Bar && box.tag.lane == held && box.rect.width() > 300) {
                EXPECT_EQ(box.form, Form::Outline);
                EXPECT_EQ(box.ink, Ink(Role::Ready));
                empty = true;
            }
    EXPECT_TRUE(empty);
    bool sign = false; // before its word, beside its name
    for (const Layer& layer : scene.layers)
        for (const Box& box : layer.boxes)
            if (box.tag.what == What::LaneHeader && box.tag.lane == held && box.ink == Ink(Role::Ready)) {
                EXPECT_EQ(box.form, Form::Outline);
                sign = true;
            }
    EXPECT_TRUE(sign);
    const auto inLegend = legendOf(told.model(), told.findings, state).states;
    EXPECT_TRUE(inLegend.contains(State::Paused));
    EXPECT_FALSE(inLegend.contains(State::Ready));
    EXPECT_EQ(statesAt(told.model(), told.edge() - 1_ms)[static_cast<std::size_t>(State::Paused)], 1u);
}

TEST(Forms, OfAnOverviewAreAnewWhereItTurnsOutThatWorkersWereIdle) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p"), one = s.thread("one", process), two = s.thread("two", process);
    const ObjectId more = s.object(Story::Type::ConditionVariable, "more");
    const SiteId here = s.site("pool.c", 12);
    s.add(Story::Kind::ObjectAt, one, more, 0x1000, 1, {}, false);
    Overview overview;
    s.from(here).await(two, more);
    for (int i = 0; i < 3; ++i) {
        s.from(here).await(one, more);
        s.after(10_ms).wake(one, more);
        s.add(Story::Kind::Print, one, {}, 0, 0, "works");
        s.after(1_ms);
        overview.update(told.model());
        EXPECT_EQ(overview.states().contains(State::Waiting), i < 2) << i;
        EXPECT_EQ(overview.states().contains(State::Idle), i == 2) << i;
    }
    const model::StateTimes times = overview.between(told.model(), {0, s.now()}, s.now()).front();
    EXPECT_EQ(times[static_cast<std::size_t>(State::Waiting)], 0);
    EXPECT_GE(times[static_cast<std::size_t>(State::Idle)], 50_ms);
}

TEST(Forms, OfARowHalfInViewAreNotSqueezed) {
    const Short told(State::Sleeping);
    const Theme theme = Theme::dark();
    ViewState state;
    state.to = told.edge();
    state.showObjects = false;
    state.scrollY = 1e9; // as far as it goes
    const QSizeF low(900, 30 + 36);
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), low, theme);
    state.scrollY = 28 * 2 - 9;
    const Scene half = layoutTimeline(told.model(), told.findings, state, told.edge(), low, theme);
    const auto heightOf = [&](const Scene& of) {
        const QImage image = painted(of, theme);
        int high = 0;
        for (int y = 30; y < image.height(); ++y)
            high += image.pixelColor(600, y) == theme.color(Role::Sleeping);
        return high;
    };
    EXPECT_GE(heightOf(scene), 7);
    EXPECT_EQ(heightOf(half), heightOf(scene)) << "its lower part is in view as a whole";
}

TEST(Forms, OfAHaloBeginWhenTheCycleCloses) {
    const auto told = deadlockRun(4);
    ViewState state;
    state.to = told->edge();
    const Theme theme = Theme::dark();
    const Scene scene = layoutTimeline(told->model(), told->findings, state, told->edge(), {1600, 500}, theme);
    const analysis::Finding* finding = told->findings.deadlockOf(told->lanes[1]);
    ASSERT_NE(finding, nullptr);
    const model::Lane& second = *told->model().lane(told->lanes[1]);
    ASSERT_LT(second.intervals().back().begin, finding->at) << "it waits before the cycle closes";
    const double closing = timeToX(timelineGeometry(told->model(), state, {1600, 500}, theme).axis, finding->at);
    int halos = 0;
    for (const Layer& layer : scene.layers) {
        for (const Box& box : layer.boxes) {
            halos += box.ink == Ink(Role::Halo);
            if (box.ink == Ink(Role::Halo)) {
                EXPECT_GE(box.rect.left(), closing - 4);
            }
        }
        for (const Text& text : layer.texts)
            if (text.ink == Ink(Role::Deadlock) && text.text.size() == 1) {
                EXPECT_GE(text.position.x(), closing) << "the ring's number too";
            }
    }
    EXPECT_EQ(halos, 2);
}

} // namespace
} // namespace braid::tests::state_form_test
