#include "app/render/rows/geometry.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

namespace braid::tests::flags_test {
namespace {

using namespace render;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr QSizeF Size(1000, 500);

struct Picture {
    explicit Picture(const std::function<void(ViewState&)>& change, double typeScale = 1)
        : told(deadlockRun(4)), theme(Theme::light(typeScale)) {
        const TimeRange range = fit(0, told->edge(), 0.02);
        state.from = range.from;
        state.to = range.to;
        change(state);
        scene = layoutTimeline(told->model(), told->findings, state, told->edge(), Size, theme);
        geometry = timelineGeometry(told->model(), state, Size, theme);
    }
    [[nodiscard]] std::vector<std::string> words(What what) const {
        std::vector<std::string> result;
        for (const Layer& layer : scene.layers)
            for (const Text& text : layer.texts)
                if (text.tag.what == what)
                    result.push_back(text.text.toStdString());
        return result;
    }
    [[nodiscard]] std::vector<double> flags() const {
        std::vector<double> result;
        for (const Layer& layer : scene.layers)
            for (const Mark& mark : layer.marks)
                if (mark.tag.what == What::Bookmark)
                    result.push_back(mark.center.x());
        return result;
    }
    std::unique_ptr<ModeledStory> told;
    Theme theme;
    ViewState state;
    Scene scene;
    TimelineGeometry geometry;
};

} // namespace

TEST(MovedParameters, StandOnTheRulerAmongTheBookmarksAndAreTheirEvents) {
    ModeledStory told;
    const LaneId main = told.story.thread("main");
    told.story.after(500_ms).add(Story::Kind::ParameterMoved, main, {}, 0, 0, std::string_view("produce\000880000000", 17));
    told.story.after(500_ms).end(main);
    ViewState state;
    state.to = 1000_ms;
    state.bookmarks = {{250_ms, "before"}, {750_ms, "after"}};
    const Theme theme = Theme::light(1);
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.model().endTime(), Size, theme);
    std::vector<std::string> words;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            if (text.tag.what == What::Bookmark || (text.tag.what == What::Mark && !text.tag.lane))
                words.push_back(text.text.toStdString());
    EXPECT_THAT(words, ElementsAre("before", "produce = 880 ms", "after"));
    const TimelineGeometry geometry = timelineGeometry(told.model(), state, Size, theme);
    const Tag tag = hit(scene, QPointF(timeToX(geometry.axis, told.model().moved().front().at), geometry.ruler.top() + 8));
    EXPECT_EQ(tag.what, What::Mark);
    EXPECT_EQ(tag.event, told.model().moved().front().event);
}

TEST(Bookmarks, StandOnTheRulerWithTheirNotes) {
    Picture picture([](ViewState& state) {
        const model::Nanos span = state.to - state.from;
        state.bookmarks = {{state.from + span / 4, "first"}, {state.from + span / 2, ""}, {state.to + span, "out of view"}};
    });
    EXPECT_THAT(picture.words(What::Bookmark), ElementsAre("first"));
    ASSERT_EQ(picture.flags().size(), 2U);
    const QPointF flag(picture.flags().front(), picture.geometry.ruler.top() + 8);
    const Tag tag = hit(picture.scene, flag);
    EXPECT_EQ(tag.what, What::Bookmark);
    EXPECT_EQ(tag.finding, 0);
}

TEST(Bookmarks, NearEachOtherNeverCoverEachOthersWords) {
    const Picture picture([](ViewState& state) {
        const model::Nanos span = state.to - state.from;
        for (int i = 0; i < 40; ++i)
            state.bookmarks.push_back({state.from + span / 3 + i * span / 300, "a note that needs room " + std::to_string(i)});
    });
    std::vector<QRectF> places;
    for (const Layer& layer : picture.scene.layers)
        for (const Text& text : layer.texts)
            if (text.tag.what == What::Bookmark)
                places.push_back(text.rect());
    ASSERT_FALSE(places.empty());
    for (std::size_t i = 0; i + 1 < places.size(); ++i)
        EXPECT_LE(places[i].right(), places[i + 1].left());
    const std::vector<double> flags = picture.flags();
    EXPECT_LT(flags.size(), 40U);
    for (std::size_t i = 0; i + 1 < flags.size(); ++i)
        EXPECT_GE(flags[i + 1] - flags[i], 8);
}

TEST(Cursor, HasAPlateToTakeHoldOfThatStaysInsideTheRuler) {
    for (const double share : {0.0, 0.5, 1.0}) {
        const Picture picture([share](ViewState& state) {
            state.cursor = state.from + static_cast<model::Nanos>(share * static_cast<double>(state.to - state.from));
        });
        ASSERT_THAT(picture.words(What::CursorHandle), testing::SizeIs(1));
        QRectF plate;
        for (const Layer& layer : picture.scene.layers)
            for (const Box& box : layer.boxes)
                if (box.tag.what == What::CursorHandle)
                    plate = box.rect;
        EXPECT_TRUE(picture.geometry.ruler.adjusted(-0.5, 0, 0.5, 0).contains(plate));
        EXPECT_EQ(hit(picture.scene, plate.center()).what, What::CursorHandle);
    }
    const Picture none([](ViewState&) {});
    EXPECT_THAT(none.words(What::CursorHandle), IsEmpty());
}

TEST(Cursor, CoversNoNumberOfTheRulerAndNoNoteOfABookmark) {
    for (int step = 0; step <= 40; ++step) {
        const Picture picture([step](ViewState& state) {
            const model::Nanos span = state.to - state.from;
            state.cursor = state.from + span * step / 40;
            state.bookmarks = {{state.from + span / 3, "the first of both"}, {state.from + span * 19 / 20, "near the end"}};
        });
        QRectF plate;
        for (const Layer& layer : picture.scene.layers)
            for (const Box& box : layer.boxes)
                if (box.tag.what == What::CursorHandle)
                    plate = box.rect;
        ASSERT_FALSE(plate.isEmpty());
        for (const Layer& layer : picture.scene.layers)
            for (const Text& text : layer.texts)
                if (text.tag.what != What::CursorHandle && text.rect().bottom() <= picture.geometry.ruler.bottom()) {
                    EXPECT_FALSE(text.rect().intersects(plate)) << step << ' ' << text.text.toStdString();
                }
        std::vector<QRectF> notes, numbers;
        for (const Layer& layer : picture.scene.layers)
            for (const Text& text : layer.texts)
                if (text.rect().bottom() <= picture.geometry.ruler.bottom())
                    (text.tag.what == What::Bookmark ? notes : numbers).push_back(text.rect());
        for (const QRectF& note : notes)
            for (const QRectF& number : numbers)
                EXPECT_FALSE(note.intersects(number)) << step;
        EXPECT_EQ(picture.flags().size(), 2U) << step;
        for (const double flag : picture.flags())
            EXPECT_TRUE(flag < plate.left() || flag > plate.right()) << step;
        EXPECT_EQ(picture.words(What::Bookmark).size(), 2U) << step;
    }
}

} // namespace braid::tests::flags_test
