#include "app/render/panels/inspector.h"

#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

namespace braid::tests::inspector_test {
namespace {

using namespace render;
using testing::Contains;
using testing::IsSupersetOf;
using Kind = Story::Kind;
using Type = Story::Type;

Scene inspect(const ModeledStory& told, ObjectId object, double width = 320, const Theme& theme = Theme::light()) {
    return layoutInspector(told.model(), analysis::objectAt(told.model(), object, told.model().endTime()), width, theme);
}

std::vector<std::string> wordsOf(const Scene& scene) {
    std::vector<std::string> words;
    for (const Text& text : scene.layers.front().texts)
        words.push_back(text.text.toStdString());
    return words;
}

std::size_t count(const Scene& scene, Glyph glyph) {
    std::size_t found = 0;
    for (const Mark& mark : scene.layers.front().marks)
        found += mark.glyph == glyph;
    return found;
}

std::size_t count(const Scene& scene, Form form) {
    std::size_t found = 0;
    for (const Box& box : scene.layers.front().boxes)
        found += box.form == form;
    return found;
}

void staysInside(const Scene& scene) {
    for (const Box& box : scene.layers.front().boxes) {
        EXPECT_GE(box.rect.left(), 0);
        EXPECT_LE(box.rect.right(), scene.size.width() + 0.5);
        EXPECT_LE(box.rect.bottom(), scene.size.height() + 0.5);
    }
    for (const Text& text : scene.layers.front().texts) {
        EXPECT_LE(text.rect().right(), scene.size.width() + 0.5) << text.text.toStdString();
        EXPECT_LE(text.rect().bottom(), scene.size.height() + 0.5) << text.text.toStdString();
    }
}

TEST(Inspector, ShowsPermitsAsTokensAndTheQueueBehindThem) {
    ModeledStory told;
    Story& s = told.story;
    const ObjectId permits = s.object(Type::Semaphore, "permits", 5);
    std::vector<LaneId> lanes;
    for (int i = 1; i <= 7; ++i)
        lanes.push_back(s.thread("T" + std::to_string(i)));
    for (int i = 0; i < 3; ++i)
        s.take(lanes[static_cast<std::size_t>(i)], permits);
    s.wait(lanes[5], permits);
    const Scene scene = inspect(told, permits);
    EXPECT_EQ(count(scene, Glyph::Disc), 3u);
    EXPECT_EQ(count(scene, Glyph::Token), 2u);
    EXPECT_THAT(wordsOf(scene), IsSupersetOf({"permits", "2 of 5 free", "Held by 3", "T1", "Waiting, longest first: 1", "T6"}));
    staysInside(scene);
}

TEST(Inspector, ShowsAQueuesItemsInTheirSlotsAndTheFreeOnes) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId lane = s.thread("t");
    const ObjectId queue = s.object(Type::PriorityQueue, "q", 6);
    s.add(Kind::Put, lane, queue, 1, 7, "later");
    const auto urgent = s.add(Kind::Put, lane, queue, 2, 1, "urgent");
    const Scene scene = inspect(told, queue);
    EXPECT_THAT(wordsOf(scene), IsSupersetOf({"1 │ urgent", "7 │ later", "2 of 6"}));
    EXPECT_EQ(count(scene, Form::DashedOutline), 4u);
    for (const Text& text : scene.layers.front().texts) {
        if (text.text == "1 │ urgent") {
            EXPECT_EQ(hit(scene, text.rect().center()).event, urgent);
        }
    }
    staysInside(scene);
}

TEST(Inspector, ShowsARecursiveLockAsDeepAsItIs) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId lane = s.thread("deep");
    const ObjectId lock = s.object(Type::RecursiveMutex, "r");
    for (std::uint64_t depth = 1; depth <= 3; ++depth)
        s.take(lane, lock, depth);
    EXPECT_THAT(wordsOf(inspect(told, lock)), IsSupersetOf({"deep · 1", "deep · 2", "deep · 3"}));
}

TEST(Inspector, ShowsTheTableOfASelector) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId lane = s.thread("server");
    const ObjectId selector = s.object(Type::Loop, "selector");
    s.add(Kind::Watch, lane, selector, 5, trace::ReadyToRead, "accept");
    s.add(Kind::Watch, lane, selector, 11, trace::ReadyToRead | trace::ReadyToWrite, "read");
    s.add(Kind::FdReady, lane, selector, 11, trace::ReadyToRead);
    s.add(Kind::TaskBegin, lane, selector, 1, 0, "read", false);
    const Scene scene = inspect(told, selector);
    EXPECT_THAT(wordsOf(scene), IsSupersetOf({"watches 2", "5", "11", "accept", "read+write", "–", "At work: 1", "server"}));
    staysInside(scene);
}

TEST(Inspector, ShowsWhoHasComeToABarrierAndWhoIsMissing) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId a = s.thread("a"), b = s.thread("b");
    const ObjectId barrier = s.object(Type::Barrier, "meet", 3);
    const LaneId c = s.thread("c");
    for (const LaneId lane : {a, b, c})
        s.await(lane, barrier);
    for (const LaneId lane : {a, b, c})
        s.wake(lane, barrier);
    s.await(a, barrier);
    const Scene scene = inspect(told, barrier);
    EXPECT_THAT(wordsOf(scene), Contains("1 of 3 have come · they have met 1 times"));
    EXPECT_EQ(count(scene, Form::DashedOutline), 2u);
}

TEST(Inspector, OfEveryKindStaysInItsWidthAndSaysSomething) {
    for (int kind = static_cast<int>(Type::Mutex); kind <= static_cast<int>(Type::Server); ++kind) {
        ModeledStory told;
        Story& s = told.story;
        const ObjectId object = s.object(static_cast<Type>(kind), "an object with a rather long name", 70);
        for (int i = 0; i < 90; ++i) {
            const LaneId lane = s.thread("thread number " + std::to_string(i));
            s.add(Kind::Put, lane, object, static_cast<std::uint64_t>(i), 3, "an item with a rather long label");
            s.wait(lane, object);
            if (i % 2)
                s.take(lane, object);
        }
        for (const double width : {180.0, 320.0, 900.0}) {
            const Scene scene = inspect(told, object, width, Theme::dark(width > 500 ? 1.6 : 1));
            EXPECT_GT(scene.layers.front().texts.size(), 2u) << kind;
            staysInside(scene);
        }
    }
}

TEST(Inspector, OfNothingIsEmpty) {
    ModeledStory told;
    EXPECT_EQ(inspect(told, ObjectId{99}).size.height(), 0);
}

} // namespace
} // namespace braid::tests::inspector_test
