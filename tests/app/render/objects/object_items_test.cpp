#include "app/render/rows/geometry.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace braid::tests::object_items_test {
namespace {

using namespace render;
using Kind = Story::Kind;
using Type = Story::Type;

/// A queue into which `count` items are put, 10 ms apart, and got again in the order `gets`.
struct Filled : ModeledStory {
    Filled(Type type, std::uint64_t count, const std::vector<std::uint64_t>& gets, std::uint64_t bound = 0) {
        putter = story.thread("putter", story.process("p"));
        getter = story.thread("getter", LaneId{1});
        queue = story.object(type, "q", bound);
        for (std::uint64_t number = 1; number <= count; ++number)
            puts[number] = story.after(10_ms).add(Kind::Put, putter, queue, number, static_cast<std::uint32_t>(10 - number), "item " + std::to_string(number));
        for (const std::uint64_t number : gets)
            story.after(10_ms).add(Kind::Get, getter, queue, number);
        wait(10_ms);
    }
    [[nodiscard]] Scene scene() const {
        ViewState state;
        state.to = edge();
        return layoutTimeline(model(), findings, state, edge(), {1280, 600}, Theme::dark());
    }
    /// The bars of an item, from left to right.
    [[nodiscard]] std::vector<QRectF> bars(std::uint64_t number) const {
        std::vector<QRectF> rects;
        for (const Layer& layer : scene().layers)
            for (const Box& box : layer.boxes)
                if (box.tag.what == What::ObjectMark && box.tag.event == puts.at(number) && box.form == Form::Solid)
                    rects.push_back(box.rect);
        std::sort(rects.begin(), rects.end(), [](const QRectF& a, const QRectF& b) { return a.left() < b.left(); });
        return rects;
    }
    LaneId putter, getter;
    ObjectId queue;
    std::map<std::uint64_t, model::EventIndex> puts;
};

std::vector<std::string> wordsOf(const Scene& scene) {
    std::vector<std::string> words;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            words.push_back(text.text.toStdString());
    return words;
}

TEST(ItemsOfAQueue, DescendLikeAStairWhereTheFirstLeavesFirst) {
    const Filled told(Type::Queue, 4, {1, 2, 3, 4});
    const auto bars = told.bars(4);
    ASSERT_EQ(bars.size(), 4u) << "it lies at four places one after the other";
    for (std::size_t i = 1; i < bars.size(); ++i) {
        EXPECT_GT(bars[i].top(), bars[i - 1].top());
        EXPECT_NEAR(bars[i].left(), bars[i - 1].right(), 1.5);
    }
    EXPECT_EQ(told.bars(1).size(), 1u);
    EXPECT_THAT(wordsOf(told.scene()), testing::IsSupersetOf({"item 1", "item 4"}));
}

TEST(ItemsOfAQueue, LieInEachOtherWhereTheLastLeavesFirst) {
    const Filled told(Type::LifoQueue, 4, {4, 3, 2, 1});
    for (std::uint64_t number = 2; number <= 4; ++number) {
        ASSERT_EQ(told.bars(number).size(), 1u);
        const QRectF inner = told.bars(number).front(), outer = told.bars(number - 1).front();
        EXPECT_LT(inner.top(), outer.top());
        EXPECT_GT(inner.left(), outer.left());
        EXPECT_LT(inner.right(), outer.right());
    }
}

TEST(ItemsOfAQueue, AreRaisedByTheMoreUrgentOnes) {
    const Filled told(Type::PriorityQueue, 3, {3, 2, 1}); // each is more urgent than the one before
    const auto first = told.bars(1);
    ASSERT_EQ(first.size(), 5u);
    EXPECT_LT(first[1].top(), first[0].top());
    EXPECT_LT(first[2].top(), first[1].top());
    EXPECT_GT(first[4].top(), first[3].top());
    EXPECT_EQ(told.bars(3).size(), 1u) << "it slips in below all others";
    EXPECT_THAT(wordsOf(told.scene()), testing::Contains("9 │ item 1")) << "its priority stands with it";
}

TEST(ItemsOfAQueue, AreInTheColourOfTheirPutter) {
    const Filled told(Type::Queue, 2, {1, 2});
    bool seen = false;
    for (const Layer& layer : told.scene().layers)
        for (const Box& box : layer.boxes)
            if (box.tag.what == What::ObjectMark && box.tag.event == told.puts.at(1)) {
                EXPECT_EQ(box.ink, chipOf(told.model(), told.putter));
                seen = true;
            }
    EXPECT_TRUE(seen);
}

TEST(ItemsOfAQueue, ThatWereThereForAMomentAreSeenWithTheirNames) {
    Filled told(Type::Queue, 1, {});
    told.story.after(1000).add(Kind::Get, told.getter, told.queue, 1);
    told.story.after(500_ms).add(Kind::Note, told.getter, {}, 0, 0, "later");
    told.wait(0);
    ASSERT_EQ(told.bars(1).size(), 1u);
    EXPECT_GE(told.bars(1).front().width(), 2);
    EXPECT_THAT(wordsOf(told.scene()), testing::Contains("item 1"));
}

TEST(ItemsOfAQueue, GiveWayToTheDepthWhereThereAreTooMany) {
    std::vector<std::uint64_t> gets(900);
    std::iota(gets.begin(), gets.end(), std::uint64_t{1});
    const Filled told(Type::Queue, 900, gets);
    EXPECT_TRUE(told.bars(1).empty());
    bool curve = false;
    for (const Layer& layer : told.scene().layers)
        for (const Profile& profile : layer.profiles)
            curve |= profile.tag.what == What::Level && profile.tag.object == told.queue;
    EXPECT_TRUE(curve);
}

TEST(ItemsOfAQueue, MakeItsRowAsHighAsItWasDeep) {
    const auto heightOf = [](std::uint64_t depth) {
        const Filled told(Type::Queue, depth, {});
        ViewState state;
        state.to = told.edge();
        const std::vector<Row> rows = objectRows(told.model(), state, Theme::dark());
        return rows.empty() ? 0.0 : rows.front().height;
    };
    EXPECT_GT(heightOf(8), heightOf(4) + 40);
    EXPECT_LT(heightOf(50), 260) << "packed when deeper";
    EXPECT_LT(heightOf(60), 60) << "a curve";
}

/// A run of a second of which `name` was held, or had something in it, for `brief` only.
struct Brief : ModeledStory {
    Brief(Type type, Kind begins, Kind ends, model::Nanos brief) {
        lane = story.thread("T1", story.process("p"));
        object = story.object(type, "x", type == Type::Pipe ? 65'536 : 0);
        const std::uint64_t amount = type == Type::Pipe ? 25 : 0;
        story.after(500_ms).add(begins, lane, object, amount);
        story.after(brief).add(ends, lane, object, amount);
        story.after(500_ms).add(Kind::Print, lane, {}, 0, 0, "x");
        wait(0);
    }
    [[nodiscard]] Scene scene() const {
        ViewState state;
        state.to = edge();
        state.allObjects = true;
        return layoutTimeline(model(), findings, state, edge(), {1280, 600}, Theme::dark());
    }
    LaneId lane;
    ObjectId object;
};

TEST(ALockHeldForAMoment, IsSeenInTheColourOfItsOwner) {
    const Brief told(Type::Mutex, Kind::Acquired, Kind::Released, 20'000);
    std::vector<QRectF> bars;
    for (const Layer& layer : told.scene().layers)
        for (const Box& box : layer.boxes)
            if (box.tag.what == What::Holding && box.tag.lane == told.lane)
                bars.push_back(box.rect);
    ASSERT_EQ(bars.size(), 1u);
    EXPECT_GE(bars.front().width(), 2);
    EXPECT_GT(bars.front().height(), 10);
}

TEST(APipeWithSomethingInItForAMoment, IsSeen) {
    const Brief told(Type::Pipe, Kind::Put, Kind::Get, 20'000);
    double highest = 0;
    for (const Layer& layer : told.scene().layers)
        for (const Profile& profile : layer.profiles)
            if (profile.tag.object == told.object)
                for (const QPointF& point : profile.points)
                    highest = std::max(highest, profile.baseline - point.y());
    EXPECT_GE(highest, 4);
}

TEST(UnfinishedTasks, AreAStairWithTheirNumber) {
    Filled told(Type::Queue, 3, {1, 2, 3});
    for (const std::uint64_t left : {2u, 1u, 0u})
        told.story.after(30_ms).add(Kind::TaskDone, told.getter, told.queue, left);
    told.wait(30_ms);
    EXPECT_THAT(wordsOf(told.scene()), testing::IsSupersetOf({"3 unfinished", "2 unfinished", "1 unfinished"}));
    const Profile* stair = nullptr;
    const Scene scene = told.scene();
    for (const Layer& layer : scene.layers)
        for (const Profile& profile : layer.profiles)
            if (profile.ink == Ink(Role::Unfinished))
                stair = &profile;
    ASSERT_NE(stair, nullptr);
    EXPECT_EQ(stair->points.back().y(), stair->baseline) << "nothing is left";
}

/// What a recursive lock's row says, from left to right.
std::vector<std::string> stepsOf(const ModeledStory& told, ObjectId lock) {
    ViewState state;
    state.to = told.edge();
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 600}, Theme::dark());
    std::vector<std::pair<double, std::string>> found;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            if (text.tag.what == What::Holding && text.tag.object == lock)
                found.emplace_back(text.position.x(), text.text.toStdString());
    std::sort(found.begin(), found.end());
    std::vector<std::string> words;
    for (const auto& [x, text] : found)
        words.push_back(text);
    return words;
}

TEST(RecursiveLocks, ShowEachStepOfTheirDepthHoweverQuicklyItFollows) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId lane = s.thread("T1", s.process("p"));
    const LaneId other = s.thread("T2", LaneId{1});
    const ObjectId lock = s.object(Type::RecursiveMutex, "lock");
    s.after(100_ms).take(lane, lock, 1);
    s.after(1000).take(lane, lock, 2);
    s.after(20_ms).wait(other, lock); // who waits makes no step
    s.after(80_ms).give(lane, lock, 1);
    s.after(1000).give(lane, lock, 0);
    s.after(1000).take(other, lock, 1);
    s.after(1000).give(other, lock, 0);
    told.wait(20_ms);
    EXPECT_THAT(stepsOf(told, lock), testing::ElementsAre("1", "T1 · 2", "1", "1"));
}

TEST(RecursiveLocks, AreNotHeldBeyondTheEndOfTheRun) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId lane = s.thread("T1", s.process("p"));
    const ObjectId lock = s.object(Type::RecursiveMutex, "lock");
    s.after(100_ms).take(lane, lock, 1);
    s.after(1000).take(lane, lock, 2);
    s.after(100_ms).give(lane, lock, 1);
    s.after(1000).give(lane, lock, 0);
    told.wait(0);
    EXPECT_THAT(stepsOf(told, lock), testing::ElementsAre("1", "T1 · 2", "1"));
    ViewState state;
    state.to = told.edge() * 2;
    const TimelineGeometry geometry = timelineGeometry(told.model(), state, {1280, 600}, Theme::dark());
    std::size_t steps = 0;
    for (const Layer& layer : layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 600}, Theme::dark()).layers)
        for (const Box& box : layer.boxes)
            if (box.tag.what == What::Holding && box.tag.object == lock) {
                ++steps;
                EXPECT_LE(box.rect.right(), timeToX(geometry.axis, told.edge()) + 1);
            }
    EXPECT_EQ(steps, 3u);
    ModeledStory brief; // another one takes it at the very end
    const LaneId first = brief.story.thread("T1", brief.story.process("p")), second = brief.story.thread("T2", LaneId{1});
    const ObjectId shared = brief.story.object(Type::RecursiveMutex, "lock");
    brief.story.after(100_ms).take(first, shared, 1);
    brief.story.after(1000).take(first, shared, 2);
    brief.story.after(100_ms).give(first, shared, 1);
    brief.story.after(1000).give(first, shared, 0);
    brief.story.after(1000).take(second, shared, 1);
    brief.story.after(1000).give(second, shared, 0);
    brief.wait(0);
    EXPECT_THAT(stepsOf(brief, shared), testing::ElementsAre("1", "T1 · 2", "1", "1"));
    ModeledStory many; // none of those before has room enough by itself
    const LaneId one = many.story.thread("T1", many.story.process("p")), two = many.story.thread("T2", LaneId{1});
    const ObjectId turns = many.story.object(Type::RecursiveMutex, "lock");
    many.story.after(900_ms);
    for (const LaneId each : {one, two}) {
        many.story.take(each, turns, 1);
        many.story.after(25_ms).give(each, turns, 0);
    }
    many.story.take(one, turns, 1);
    many.story.after(1000).take(one, turns, 2);
    many.story.after(1000).give(one, turns, 1);
    many.story.after(1000).give(one, turns, 0);
    many.wait(0);
    EXPECT_THAT(stepsOf(many, turns), testing::ElementsAre("1", "1", "1", "2", "1"));
}

TEST(SharedValues, TellReadsFromWritesAndTheirFirstValue) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId lane = s.thread("T1", s.process("p"));
    const ObjectId variable = s.object(Type::Variable, "num", 100);
    s.after(100_ms).read(lane, variable, 100);
    s.after(100_ms).write(lane, variable, 99);
    told.wait(100_ms);
    ViewState state;
    state.to = told.edge();
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 600}, Theme::dark());
    EXPECT_THAT(wordsOf(scene), testing::IsSupersetOf({"100 at first", "T1 reads 100", "T1 writes 99", "99"}));
}

/// A loop that watches descriptor 5 from the beginning; three calls of that kind, 100 ms apart, find it ready.
std::unique_ptr<ModeledStory> watchingRun(trace::IoCall call, ObjectId& loop) {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    const LaneId lane = s.thread("server", s.process("p"));
    loop = s.object(Type::Loop, "loop");
    s.add(Kind::Watch, lane, loop, 5, trace::ReadyToRead, "client 1");
    for (int i = 0; i < 3; ++i) {
        const std::uint32_t bits = trace::IoWaiting | static_cast<std::uint32_t>(call) << trace::IoCallShift;
        s.after(100_ms).add(Kind::IoBegin, lane, loop, 0, bits);
        s.after(50_ms).add(Kind::IoEnd, lane, loop, 1, bits);
        s.add(Kind::FdReady, lane, loop, 5, trace::ReadyToRead);
    }
    told->wait(100_ms);
    return told;
}

TEST(WatchedDescriptors, HaveTheirNamesClearOfWhatWasFoundReady) {
    for (const trace::IoCall call : {trace::IoCall::EpollWait, trace::IoCall::Select})
        for (const model::Nanos span : {500_ms, 2'000_ms, 4'000_ms}) { // the first is found ready behind the name, in it
            ObjectId loop;
            const auto told = watchingRun(call, loop);
            told->wait(span);
            ViewState state;
            state.to = told->edge();
            const Scene scene = layoutTimeline(told->model(), told->findings, state, told->edge(), {1280, 600}, Theme::dark());
            QRectF name;
            for (const Layer& layer : scene.layers)
                for (const Text& text : layer.texts)
                    if (text.text.startsWith("client 1") && text.tag.object == loop)
                        name = text.rect();
            ASSERT_FALSE(name.isEmpty());
            for (const Layer& layer : scene.layers)
                for (const Mark& mark : layer.marks)
                    if (mark.tag.object == loop && mark.glyph == Glyph::TriangleUp && mark.ink == Ink(Role::Background)) {
                        EXPECT_FALSE(name.intersects(QRectF(mark.center - QPointF(4, 4), QSizeF(8, 8))))
                            << name.left() << " to " << name.right() << ", " << mark.center.x();
                    }
        }
}

TEST(WatchedDescriptors, AreCutWhereSelectIsGivenTheWholeListAgainAndNotByEpoll) {
    const auto countOf = [](trace::IoCall call) {
        ObjectId loop;
        const auto told = watchingRun(call, loop);
        ViewState state;
        state.to = told->edge();
        const Scene scene = layoutTimeline(told->model(), told->findings, state, told->edge(), {1280, 600}, Theme::dark());
        std::pair<std::size_t, std::size_t> found; // cuts, ready marks
        for (const Layer& layer : scene.layers) {
            for (const Box& box : layer.boxes)
                found.first += box.ink == Ink(Role::Background) && box.rect.width() <= 2 && box.rect.height() > 4;
            for (const Mark& mark : layer.marks)
                found.second += mark.glyph == Glyph::TriangleUp && mark.ink == Ink(Role::Background) && mark.tag.object == loop;
        }
        return found;
    };
    EXPECT_EQ(countOf(trace::IoCall::Select), std::pair(std::size_t{3}, std::size_t{3}));
    EXPECT_EQ(countOf(trace::IoCall::Poll).first, 3u);
    EXPECT_EQ(countOf(trace::IoCall::EpollWait), std::pair(std::size_t{0}, std::size_t{3})) << "what it found ready is marked all the same";
}

TEST(WatchedDescriptors, AreOperationsUnderWayWhereTheyAreHandedOver) {
    const auto wordsWith = [](trace::IoCall call) {
        ObjectId loop;
        const auto told = watchingRun(call, loop);
        ViewState state;
        state.to = told->edge();
        return wordsOf(layoutTimeline(told->model(), told->findings, state, told->edge(), {1280, 600}, Theme::dark()));
    };
    EXPECT_THAT(wordsWith(trace::IoCall::Submit), testing::Contains("1 under way"));
    EXPECT_THAT(wordsWith(trace::IoCall::EpollWait), testing::Contains("watches 1"));
}

TEST(BytesInAPipe, AreSeenHoweverFewTheyAre) {
    const auto highest = [](std::uint32_t bytes) {
        ModeledStory told;
        Story& s = told.story;
        const LaneId lane = s.thread("T1", s.process("p"));
        const ObjectId pipe = s.object(Type::Pipe, "pipe", 65'536);
        s.after(10_ms).add(Kind::Put, lane, pipe, bytes, bytes);
        told.wait(100_ms);
        ViewState state;
        state.to = told.edge();
        const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 600}, Theme::dark());
        double height = 0;
        bool ceiling = false;
        for (const Layer& layer : scene.layers) {
            for (const Profile& profile : layer.profiles)
                for (const QPointF& point : profile.points)
                    height = std::max(height, profile.baseline - point.y());
            for (const Line& line : layer.lines)
                ceiling = ceiling || (line.dash == Dash::Dashed && line.ink == Ink(Role::TextDim) && line.points[0].y() == line.points[1].y());
        }
        return std::pair(height, ceiling);
    };
    EXPECT_GE(highest(25).first, 6);
    EXPECT_FALSE(highest(25).second) << "nothing says that so few bytes are near to what it holds";
    EXPECT_TRUE(highest(40'000).second);
    EXPECT_GT(highest(40'000).first, highest(25).first);
}

} // namespace
} // namespace braid::tests::object_items_test
