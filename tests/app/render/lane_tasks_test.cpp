#include "app/render/rows/geometry.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"

#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cerrno>

// Tasks, crowds of coroutines, what goes over an arrow, what happens on descriptors.
namespace braid::tests::lane_tasks_test {
namespace {

using namespace render;
using testing::Contains;
using testing::IsSupersetOf;
using testing::Not;
using Kind = Story::Kind;
using Type = Story::Type;

ViewState whole(const ModeledStory& told) {
    ViewState state;
    state.from = 0;
    state.to = told.edge();
    state.allObjects = true;
    return state;
}

Scene layout(const ModeledStory& told, const ViewState& state) {
    return layoutTimeline(told.model(), told.findings, state, told.edge(), QSizeF(1280, 800), Theme::light());
}

std::vector<std::string> wordsOf(const Scene& scene) {
    std::vector<std::string> words;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            words.push_back(text.text.toStdString());
    return words;
}

std::size_t taskBoxes(const Scene& scene) {
    std::size_t count = 0;
    for (const Layer& layer : scene.layers)
        for (const Box& box : layer.boxes)
            count += box.ink == Ink(Role::Task) || (box.ink == Ink(Role::MarkFault) && box.tag.what == What::Mark);
    return count;
}

TEST(Tasks, StandAsLabelledBracketsOverTheirLane) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId worker = s.thread("worker");
    const ObjectId pool = s.object(Type::Pool, "pool");
    const auto begun = s.add(Kind::TaskBegin, worker, pool, 1, 0, "resize photo", false);
    s.after(100_ms).add(Kind::TaskEnd, worker, pool, 1, 0, {}, false);
    s.add(Kind::TaskBegin, worker, pool, 2, 0, {}, false);
    s.after(100_ms).add(Kind::TaskEnd, worker, pool, 2, 1, {}, false);
    told.wait(10_ms);
    ViewState state = whole(told);
    state.rowHeight = 28;
    const Scene scene = layout(told, state);
    EXPECT_THAT(wordsOf(scene), IsSupersetOf({"resize photo", "2"}));
    const TimelineGeometry geometry = timelineGeometry(told.model(), state, QSizeF(1280, 800), Theme::light());
    const Tag hitTag = hit(scene, {timeToX(geometry.axis, 50_ms), geometry.lanes.top() + 2});
    EXPECT_EQ(hitTag.event, begun);
}

TEST(Tasks, HaveTheirNamesBesideThemWhereTheyAreNarrowAndTheNextOneIsFar) {
    const auto namesAt = [](model::Nanos apart) {
        ModeledStory told;
        Story& s = told.story;
        const LaneId server = s.thread("server");
        for (const char* name : {"read(client 1)", "read(client 2)", "read(client 3)"}) {
            s.after(apart).add(Kind::TaskBegin, server, {}, 1, 0, name, false);
            s.after(10_ms).add(Kind::TaskEnd, server, {}, 1, 0, {}, false);
        }
        told.wait(200_ms);
        ViewState state = whole(told);
        state.to = 1'000_ms;
        state.rowHeight = 48;
        return wordsOf(layout(told, state));
    };
    EXPECT_THAT(namesAt(150_ms), IsSupersetOf({"read(client 1)", "read(client 2)", "read(client 3)"}));
    EXPECT_THAT(namesAt(40_ms), Not(Contains("read(client 1)")));
    EXPECT_THAT(namesAt(40_ms), Contains("read(client 3)")) << "nothing comes after it";
}

TEST(Tasks, ShorterThanAFewPixelsBecomeOneThinLineEach) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId worker = s.thread("worker");
    for (int i = 0; i < 20'000; ++i) {
        s.add(Kind::TaskBegin, worker, {}, 1, 0, {}, false);
        s.add(Kind::TaskEnd, worker, {}, 1, 0, {}, false);
    }
    told.wait(1_ms);
    EXPECT_LT(taskBoxes(layout(told, whole(told))), 600u);
    ViewState near = whole(told);
    near.to = 20_ms;
    EXPECT_GT(taskBoxes(layout(told, near)), 8u);
}

/// `count` coroutines of one loop; one of them runs most of the time.
std::unique_ptr<ModeledStory> loopRun(int count) {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    const LaneId loop = s.thread("loop", s.process("p"));
    for (int i = 0; i < count; ++i)
        told->lanes.push_back(s.after(0).define("c" + std::to_string(i), trace::LaneKind::Coroutine, loop));
    for (const LaneId lane : told->lanes) {
        s.add(Kind::Resume, loop, objectOf(lane));
        s.add(Kind::Suspend, lane);
    }
    told->wait(10_ms);
    told->lanes.insert(told->lanes.begin(), loop);
    return told;
}

TEST(Crowds, OfCoroutinesAreOneRowThatUnfolds) {
    const auto told = loopRun(500);
    ViewState state = whole(*told);
    std::vector<Row> rows = laneRows(told->model(), state);
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_FALSE(rows[1].foldable);
    EXPECT_TRUE(rows[2].crowd);
    const model::Lane& loop = *told->model().lane(told->lanes[0]);
    toggleFold(state, loop);
    EXPECT_EQ(laneRows(told->model(), state).size(), 502u);
    toggleFold(state, loop);
    EXPECT_EQ(laneRows(told->model(), state).size(), 3u);
}

TEST(Crowds, ShowTheSharesOfTheirStatesAndTheirNumber) {
    const auto told = loopRun(500);
    for (const bool near : {false, true}) {
        ViewState state = whole(*told);
        if (near) // further in than the crowd tells apart
            state.from = state.to - 3'000'000;
        const Scene scene = layout(*told, state);
        EXPECT_THAT(wordsOf(scene), Contains("500 coroutines"));
        const TimelineGeometry geometry = timelineGeometry(told->model(), state, QSizeF(1280, 800), Theme::light());
        const QPointF place(geometry.lanes.right() - 200, geometry.lanes.top() + geometry.bracketHeight + 1.5 * geometry.rowHeight);
        EXPECT_EQ(hit(scene, place).what, What::Crowd);
        const Column* column = columnAt(scene, place);
        ASSERT_NE(column, nullptr);
        const auto share = [&](model::State which) { return column->share[static_cast<std::size_t>(which)]; };
        EXPECT_GT(share(model::State::Suspended), 200) << near;
        EXPECT_LT(share(model::State::Running), 3) << near;
    }
}

TEST(Crowds, BringTheRowOfAHiddenCoroutineIntoView) {
    const auto told = loopRun(500);
    ViewState state = whole(*told);
    TimelineGeometry geometry = timelineGeometry(told->model(), state, QSizeF(1280, 90), Theme::light());
    EXPECT_EQ(scrollToLane(told->model(), state, geometry, told->lanes[7]), geometry.maxScrollY());
}

TEST(Arrows, SayWhatGoesOverThem) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId from = s.thread("from"), to = s.thread("to");
    const ObjectId queue = s.object(Type::Queue, "q", 5);
    const ObjectId pipe = s.object(Type::Pipe, "pipe", 4096);
    s.add(Kind::Put, from, queue, 1, 0, "photo 1");
    s.after(60_ms).add(Kind::Get, to, queue, 1, 0, "photo 1");
    s.after(60_ms).add(Kind::Put, from, pipe, 300, 300);
    s.after(60_ms).add(Kind::Get, to, pipe, 300, 300);
    told.wait(60_ms);
    const auto words = wordsOf(layout(told, whole(told)));
    EXPECT_THAT(words, IsSupersetOf({"photo 1", "300 bytes"}));
}

TEST(ObjectRows, SayHowMuchOfAQueueIsNotWorkedOff) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId lane = s.thread("t");
    const ObjectId queue = s.object(Type::Queue, "q", 5);
    for (std::uint64_t i = 1; i <= 3; ++i)
        s.add(Kind::Put, lane, queue, i);
    s.add(Kind::Get, lane, queue, 1);
    told.wait(5_ms);
    EXPECT_THAT(wordsOf(layout(told, whole(told))), Contains("2 of 5"));
    s.add(Kind::TaskDone, lane, queue, 2);
    told.wait(5_ms);
    EXPECT_THAT(wordsOf(layout(told, whole(told))), Contains("2 of 5 · 2 unfinished"));
    ViewState earlier = whole(told);
    earlier.cursor = told.model().log()[5].time; // after the third put
    EXPECT_THAT(wordsOf(layout(told, earlier)), Contains("3 of 5 · 3 unfinished"));
}

TEST(ObjectRows, PutSocketsLastAndSumUpTheirBytes) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId lane = s.thread("server");
    const ObjectId socket = s.object(Type::Descriptor, "client 1 (fd 7)");
    const ObjectId selector = s.object(Type::Loop, "selector");
    const auto io = [&](trace::IoCall call, std::int64_t result) {
        s.add(Kind::IoEnd, lane, socket, static_cast<std::uint64_t>(result), static_cast<std::uint32_t>(call) << 8, {}, false);
    };
    io(trace::IoCall::Receive, -EAGAIN);
    io(trace::IoCall::Receive, 100);
    io(trace::IoCall::Send, 2048);
    s.add(Kind::Watch, lane, selector, 7, trace::ReadyToRead, "read");
    const auto ready = s.add(Kind::FdReady, lane, selector, 7, trace::ReadyToRead);
    told.wait(1_ms);
    const auto rows = objectRows(told.model(), whole(told), Theme::light());
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].object, selector);
    EXPECT_EQ(rows[1].top, rows[0].height);
    const Scene scene = layout(told, whole(told));
    EXPECT_THAT(wordsOf(scene), IsSupersetOf({"100 B in · 2 KiB out · 1 EAGAIN", "watches 1"}));
    std::vector<Mark> marks;
    for (const Layer& layer : scene.layers)
        for (const Mark& mark : layer.marks)
            if (mark.tag.event == ready && mark.tag.what == What::ObjectMark)
                marks.push_back(mark);
    ASSERT_EQ(marks.size(), 2u) << "above the bars and in the one of its descriptor";
    EXPECT_EQ(marks[0].glyph, Glyph::TriangleUp);
    EXPECT_EQ(marks[1].glyph, Glyph::TriangleUp);
}

TEST(Words, LieOverTheOutlineOfASelectedBar) {
    const auto told = deadlockRun(4);
    ViewState state = whole(*told);
    for (const LaneId id : told->model().lanes())
        for (const model::Interval& interval : told->model().lane(id)->intervals())
            if (interval.state == model::State::Blocked)
                state.selectedEvent = interval.event;
    const Scene scene = layout(*told, state);
    std::size_t outline = SIZE_MAX, words = 0;
    for (std::size_t i = 0; i < scene.layers.size(); ++i) {
        for (const Box& box : scene.layers[i].boxes)
            if (box.form == Form::Outline && box.ink == Ink(Role::Selection))
                outline = i;
        for (const Box& box : scene.layers[i].boxes)
            if (box.tag.what == What::Mark && box.ink == Ink(Role::Panel))
                words = i;
    }
    ASSERT_NE(outline, SIZE_MAX);
    ASSERT_GT(words, 0U) << "a print has its plate";
    EXPECT_LT(outline, words);
}

TEST(Words, StandInAStripedBarOnAPlateOfItsOneColour) {
    const auto told = deadlockRun(4);
    const Scene scene = layout(*told, whole(*told));
    std::vector<QRectF> plates;
    std::size_t words = 0;
    for (const Layer& layer : scene.layers) {
        for (const Box& box : layer.boxes)
            if (box.ink == Ink(Role::Blocked) && box.form == Form::Solid)
                plates.push_back(box.rect);
        for (const Text& text : layer.texts) {
            if (!text.on || text.ink != Ink(Role::Blocked))
                continue;
            ++words;
            const QRectF rect = text.rect();
            EXPECT_TRUE(std::any_of(plates.begin(), plates.end(), [&](const QRectF& plate) {
                return plate.contains(rect.center()) && plate.left() < rect.left() + 1 && plate.right() > rect.right() - 1;
            })) << text.text.toStdString();
        }
    }
    EXPECT_GT(words, 2U);
}

} // namespace
} // namespace braid::tests::lane_tasks_test
