#include "app/render/rows/geometry.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

namespace braid::tests::lane_marks_test {
namespace {

using namespace render;
using Kind = Story::Kind;

/// The words of marks in a picture in which 1 s is about 1000 pixels wide.
std::map<std::string, QPointF> placesOf(const ModeledStory& told, double rowHeight) {
    ViewState state;
    state.to = 1'000_ms;
    state.rowHeight = rowHeight;
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 400}, Theme::dark());
    std::map<std::string, QPointF> places;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            if (text.tag.what == What::Mark)
                places[text.text.toStdString()] = text.position;
    return places;
}

/// Those of prints of one lane that follow each other `gap` later.
std::map<std::string, QPointF> placesOf(model::Nanos gap, const std::vector<std::string>& prints, double rowHeight) {
    ModeledStory told;
    const LaneId lane = told.story.thread("T1", told.story.process("p"));
    for (const std::string& text : prints)
        told.story.after(gap).add(Kind::Print, lane, {}, 0, 0, text);
    told.wait(500_ms);
    return placesOf(told, rowHeight);
}

TEST(WordsOfPrints, StandAboveTheTrackWhereTheNextOneWouldCutThem) {
    const std::vector<std::string> prints{"the first of three long sentences", "and the second one of them", "and the last one"};
    const auto places = placesOf(120_ms, prints, 72);
    ASSERT_TRUE(places.contains(prints[0])) << "whole";
    ASSERT_TRUE(places.contains(prints[2]));
    EXPECT_LT(places.at(prints[0]).y(), places.at(prints[2]).y());
}

TEST(WordsOfPrints, AreCutAtTheirBeginningWhereTheyTellOfSomebody) {
    const auto places = placesOf(110_ms, {"Worker 1: is_alive True", "Worker 2: is_alive False", "the end"}, 28);
    EXPECT_TRUE(places.contains("…is_alive True"));
    EXPECT_TRUE(places.contains("…is_alive False"));
}

TEST(AMark, OfTheFirstMomentInViewOrOfTheLastIsWhole) {
    ModeledStory told;
    const LaneId lane = told.story.thread("T1", told.story.process("p"));
    told.story.after(0).add(Kind::Print, lane, {}, 0, 0, "first");
    told.story.after(300_ms).add(Kind::Print, lane, {}, 0, 0, "last");
    ViewState state;
    state.from = told.model().log()[told.model().log().size() - 2].time;
    state.to = told.edge();
    constexpr QSizeF Size(1280, 400);
    const QRectF lanes = timelineGeometry(told.model(), state, Size, Theme::dark()).lanes;
    std::size_t whole = 0;
    for (const Layer& layer : layoutTimeline(told.model(), told.findings, state, told.edge(), Size, Theme::dark()).layers)
        for (const Mark& mark : layer.marks)
            if (mark.tag.what == What::Mark && mark.tag.lane == lane) {
                EXPECT_GE(mark.center.x() - mark.size / 2, lanes.left());
                EXPECT_LE(mark.center.x() + mark.size / 2, lanes.right());
                ++whole;
            }
    EXPECT_EQ(whole, 2U);
}

TEST(AMark, WithoutWordsIsClearOfThoseOfItsBar) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p"), lane = s.thread("T1", process), other = s.thread("T2", process);
    s.after(0).add(Kind::IoEnd, lane, s.object(Story::Type::Descriptor, "fd"), 0, 0);
    s.join(lane, other);
    told.wait(1'000_ms);
    ViewState state;
    state.to = told.edge();
    state.rowHeight = 32;
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 400}, Theme::dark());
    std::vector<QRectF> words, marks;
    for (const Layer& layer : scene.layers) {
        for (const Text& text : layer.texts)
            if (text.tag.what == What::Bar && text.tag.lane == lane)
                words.push_back(text.rect());
        for (const Mark& mark : layer.marks)
            if (mark.tag.what == What::Mark && mark.tag.lane == lane)
                marks.emplace_back(mark.center.x() - mark.size / 2, mark.center.y() - mark.size / 2, mark.size, mark.size);
    }
    ASSERT_FALSE(words.empty());
    ASSERT_FALSE(marks.empty());
    for (const QRectF& each : words)
        for (const QRectF& mark : marks)
            EXPECT_FALSE(each.intersects(mark)) << each.left() << " " << mark.left();
}

TEST(WordsOfPrints, AreCutAtTheirEndWhereTheColonIsInBrackets) {
    const auto places = placesOf(110_ms, {"[4, {name: alexander}]", "[5, {name: roxana}]", "the end"}, 28);
    for (const auto& [words, place] : places)
        EXPECT_NE(words.substr(0, std::string("…").size()), "…") << words;
    EXPECT_EQ(places.count("…alexander}]"), 0U);
    ASSERT_FALSE(places.empty());
    EXPECT_TRUE(std::any_of(places.begin(), places.end(), [](const auto& each) { return each.first.starts_with("[4, "); }));
}

TEST(WordsOfPrints, SayThatThereAreMoreEvenWhereTheyAreCut) {
    ModeledStory told;
    const LaneId lane = told.story.thread("T1", told.story.process("p"));
    told.story.after(100_ms).add(Kind::Print, lane, {}, 0, 0, "the first of two sentences at the same moment, which is long");
    told.story.add(Kind::Print, lane, {}, 0, 0, "and the second");
    told.story.after(150_ms).add(Kind::Print, lane, {}, 0, 0, "the end");
    told.wait(500_ms);
    const auto places = placesOf(told, 28);
    EXPECT_TRUE(std::any_of(places.begin(), places.end(), [](const auto& each) { return each.first.starts_with("the first") && each.first.ends_with("…  +1"); }));
}

TEST(WordsOfPrints, AreCutBesideTheOnesBeforeThemRatherThanBeyondTheEnd) {
    const std::string last = "the last one, of which there is a lot to say as well";
    const auto places = placesOf(440_ms, {"the first one, of which there is a lot to say", last}, 28);
    ASSERT_TRUE(places.contains("the first one, of which there is a lot to say"));
    ASSERT_EQ(places.size(), 2u);
    const auto& [words, place] = *std::find_if(places.begin(), places.end(), [](const auto& each) { return each.first.starts_with("the last one"); });
    EXPECT_TRUE(words.ends_with("…")) << words;
    EXPECT_LT(place.x(), places.at("the first one, of which there is a lot to say").x() + 440) << "left of its mark";
}

TEST(WordsOfPrints, StayInTheTrackWhereTheyHaveRoom) {
    const auto places = placesOf(200_ms, {"one", "two", "three"}, 72);
    ASSERT_EQ(places.size(), 3u);
    EXPECT_EQ(places.at("one").y(), places.at("three").y());
}

} // namespace
} // namespace braid::tests::lane_marks_test
