#include "app/render/timeline/repeated_words.h"
#include "app/render/timeline/timeline.h"

#include "tests/app/render/support/runs.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace braid::tests::repeated_words_test {
namespace {

using namespace render;

/// How often `lanes` threads that sleep at the same time say so, in a picture in which all have room.
std::size_t saidBy(int lanes, bool together) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p");
    for (int i = 0; i < lanes; ++i)
        told.lanes.push_back(s.thread("t" + std::to_string(i), process));
    for (const LaneId lane : told.lanes)
        s.after(together ? 0 : 30'000'000).add(Story::Kind::SleepBegin, lane, {}, 2'000'000'000);
    told.wait(1'000'000'000);
    ViewState state;
    state.to = told.edge();
    state.rowHeight = 28;
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), QSizeF(1280, 1600), Theme::light());
    std::size_t count = 0;
    for (const Layer& layer : scene.layers)
        count += static_cast<std::size_t>(std::count_if(layer.texts.begin(), layer.texts.end(), [](const Text& text) {
            return text.tag.what == What::Bar && text.text.startsWith("sleep");
        }));
    return count;
}

TEST(RepeatedWords, AreSaidByEachOfFewLanes) { EXPECT_EQ(saidBy(12, true), 12u); }

TEST(RepeatedWords, AreSaidByEveryEighthOfManyLanesThatDoTheSameAtTheSameTime) { EXPECT_EQ(saidBy(40, true), 5u); }

TEST(RepeatedWords, StayWhereTheyStandAtDifferentPlaces) { EXPECT_EQ(saidBy(20, false), 20u); }

} // namespace
} // namespace braid::tests::repeated_words_test
