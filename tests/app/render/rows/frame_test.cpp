#include "app/render/rows/frame.h"
#include "app/render/rows/row_heights.h"
#include "app/render/timeline/timeline.h"

#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace braid::tests::frame_test {
namespace {

using namespace render;
using testing::Contains;
using testing::StartsWith;

TEST(LaneParts, OfAUsualRowLieOverEachOtherAndOfAHighOneBelowEachOther) {
    const RowParts usual = laneParts({0, 100, 500, UsualRow}, 1);
    EXPECT_EQ(usual.rect, usual.whole);
    EXPECT_EQ(usual.bars, usual.whole);
    const RowParts high = laneParts({0, 100, 500, TallestRow}, 1);
    EXPECT_GE(high.rect.top() - high.whole.top(), 20) << "arrows have room";
    EXPECT_GE(high.bars.top() - high.rect.top(), 15) << "as a line of words";
    EXPECT_GE(high.bars.height(), TallestRow / 2);
    EXPECT_EQ(high.bars.bottom(), high.whole.bottom());
}

TEST(LaneParts, GrowWithoutJumps) {
    RowParts before = laneParts({0, 0, 500, UsualRow}, 1);
    for (double height = UsualRow + 1; height <= TallestRow; ++height) {
        const RowParts now = laneParts({0, 0, 500, height}, 1);
        EXPECT_NEAR(now.rect.top(), before.rect.top(), 1);
        EXPECT_NEAR(now.bars.top(), before.bars.top(), 2);
        before = now;
    }
}

/// A putter and a getter below it; items of names that say in which order they are taken.
class HighRows : public testing::Test {
protected:
    HighRows() {
        Story& s = told.story;
        putter = s.thread("putter");
        getter = s.thread("getter");
        const ObjectId queue = s.object(Story::Type::Queue, "q", 5);
        const std::vector<std::uint64_t> put{7, 5, 3, 4}, got{3, 4, 5, 7};
        for (const std::uint64_t item : put)
            s.after(50'000'000).add(Story::Kind::Put, putter, queue, item, 0, "item " + std::to_string(item));
        for (const std::uint64_t item : got) {
            s.after(50'000'000).add(Story::Kind::Get, getter, queue, item, 0, "item " + std::to_string(item));
            s.after(0).add(Story::Kind::Print, getter, {}, 0, 0, "got " + std::to_string(item) + " out of the queue, at long last");
            s.after(0).add(Story::Kind::SleepBegin, getter, {}, 50'000'000);
        }
        told.wait(50'000'000);
        state.to = told.edge() * 5 / 4; // the last words have room
        state.families[told.model().lane(putter)->family] = false;
        scene = layoutTimeline(told.model(), told.findings, state, told.edge(), QSizeF(1280, 400), Theme::light());
    }
    [[nodiscard]] std::vector<Text> texts() const {
        std::vector<Text> all;
        for (const Layer& layer : scene.layers)
            all.insert(all.end(), layer.texts.begin(), layer.texts.end());
        return all;
    }

    ModeledStory told;
    LaneId putter, getter;
    ViewState state;
    Scene scene;
};

TEST_F(HighRows, ArrowsCrossTheGutterBetweenTheirBars) {
    std::size_t seen = 0;
    for (const Layer& layer : scene.layers)
        for (const Line& line : layer.lines)
            if (line.tag.what == What::Arrow) {
                ++seen;
                EXPECT_GE(std::abs(line.points[line.pointCount - 1U].y() - line.points[0].y()), 30);
            }
    EXPECT_EQ(seen, 4u);
}

TEST_F(HighRows, ItemsAreNamedAtTheHeadsOfTheirArrowsInTheOrderOfTheirArrival) {
    std::vector<Text> items;
    for (const Text& text : texts())
        if (text.tag.what == What::Arrow)
            items.push_back(text);
    std::sort(items.begin(), items.end(), [](const Text& a, const Text& b) { return a.position.x() < b.position.x(); });
    std::vector<std::string> words;
    for (const Text& item : items)
        words.push_back(item.text.toStdString());
    EXPECT_THAT(words, testing::ElementsAre("item 3", "item 4", "item 5", "item 7"));
    for (const Text& item : items)
        for (const Layer& layer : scene.layers)
            for (const Line& line : layer.lines)
                if (line.tag.what == What::Arrow && line.tag.event == item.tag.event) {
                    const QPointF head = line.points[line.pointCount - 1U];
                    EXPECT_LE(std::min(std::abs(item.rect().left() - head.x()), std::abs(item.rect().right() - head.x())), 12) << item.text.toStdString();
                    EXPECT_LE(std::abs(item.rect().bottom() - head.y()), 24) << "above what the marks say";
                }
}

TEST_F(HighRows, NoWordsLieOverOthers) {
    const std::vector<Text> all = texts();
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = i + 1; j < all.size(); ++j)
            EXPECT_FALSE(all[i].rect().adjusted(1, 2, -1, -2).intersects(all[j].rect().adjusted(1, 2, -1, -2)))
                << all[i].text.toStdString() << " and " << all[j].text.toStdString();
}

TEST_F(HighRows, MarksStandAboveTheBarsAndAStemLeadsToTheirMoment) {
    std::vector<std::string> words;
    for (const Text& text : texts())
        words.push_back(text.text.toStdString());
    for (const char* print : {"got 3", "got 4", "got 5", "got 7"})
        EXPECT_THAT(words, Contains(StartsWith(print)));
    EXPECT_THAT(words, Contains("sleep 50 ms"));
    std::size_t stems = 0;
    for (const Layer& layer : scene.layers)
        stems += static_cast<std::size_t>(std::count_if(layer.boxes.begin(), layer.boxes.end(), [](const Box& box) {
            return box.tag.what == What::Mark && box.rect.width() == 1 && box.rect.height() > 20;
        }));
    EXPECT_EQ(stems, 4u);
}

TEST_F(HighRows, TheLastWordsStandInTheGutterWhereThereIsNoRoomBesideTheirMark) {
    state.to = told.edge();
    scene = layoutTimeline(told.model(), told.findings, state, told.edge(), QSizeF(700, 400), Theme::light());
    std::vector<std::string> words;
    for (const Text& text : texts())
        words.push_back(text.text.toStdString());
    EXPECT_THAT(words, Contains("got 7 out of the queue, at long last")) << "whole, though the marks are near each other";
}

TEST_F(HighRows, WhereNotAllItemsHaveRoomTheLastOneIsNamed) {
    Story& s = told.story;
    const ObjectId queue = s.object(Story::Type::Queue, "r", 50);
    for (std::uint64_t item = 100; item < 130; ++item)
        s.after(1'000'000).add(Story::Kind::Put, putter, queue, item);
    for (std::uint64_t item = 100; item < 130; ++item)
        s.after(5'000'000).add(Story::Kind::Get, getter, queue, item);
    told.wait(50'000'000);
    state.to = told.edge();
    scene = layoutTimeline(told.model(), told.findings, state, told.edge(), QSizeF(1280, 400), Theme::light());
    std::vector<std::string> words;
    for (const Text& text : texts())
        if (text.tag.what == What::Arrow)
            words.push_back(text.text.toStdString());
    EXPECT_LT(words.size(), 30u);
    EXPECT_THAT(words, Contains("#129"));
}

} // namespace
} // namespace braid::tests::frame_test
