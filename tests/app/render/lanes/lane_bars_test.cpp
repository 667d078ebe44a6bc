#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/runs.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace braid::tests::lane_bars_test {
namespace {

using namespace render;

TEST(LaneBars, ShowStatesThatTakeTurnsAsSteadySharesAndWhatIsRareWhereItWas) {
    // 2 ms asleep and 2 ms awake in turn, each less than a pixel; then a second asleep with one short turn in it.
    ModeledStory told;
    Story& s = told.story;
    const LaneId lane = s.thread("T1", s.process("p"));
    for (int turn = 0; turn < 250; ++turn) {
        s.after(2_ms).add(Story::Kind::SleepBegin, lane, {}, 2'000'000);
        s.after(2_ms).add(Story::Kind::SleepEnd, lane);
    }
    for (int turn = 0; turn < 2; ++turn) {
        s.add(Story::Kind::SleepBegin, lane, {}, 500'000'000);
        s.after(500_ms).add(Story::Kind::SleepEnd, lane);
    }
    told.wait(0);
    ViewState state;
    state.to = told.edge();
    std::size_t turns = 0, steady = 0, widest = 0;
    for (const Layer& layer : layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 400}, Theme::dark()).layers)
        for (const Strip& strip : layer.strips) {
            widest = std::max<std::size_t>(widest, strip.columnWidth);
            for (std::uint32_t i = 1; strip.count > 10 && i + 1 < strip.count; ++i, ++turns) {
                const int asleep = layer.columns[strip.first + i].share[static_cast<std::size_t>(model::State::Sleeping)];
                steady += asleep > 80 && asleep < 175;
            }
            if (strip.count <= 10) {
                EXPECT_LE(strip.rect.width(), 3) << "the one short turn is as narrow as it was";
            }
        }
    ASSERT_GT(turns, 20U);
    EXPECT_GT(widest, 1U);
    EXPECT_GT(steady, turns * 9 / 10) << "half of the time each";
}

TEST(LaneBars, LeaveOutWhatStandsInBracketsBeforeTheyCutAName) {
    const auto labelOf = [](model::Nanos waited) {
        ModeledStory told;
        Story& s = told.story;
        const LaneId lane = s.thread("Server", s.process("p"));
        const ObjectId socket = s.object(Story::Type::Descriptor, "client 1 (fd 6)");
        const model::EventIndex begin = s.add(Story::Kind::IoBegin, lane, socket);
        s.after(waited).add(Story::Kind::IoEnd, lane, socket);
        s.after(1'000_ms - waited).add(Story::Kind::Print, lane, {}, 0, 0, "x");
        told.wait(0);
        ViewState state;
        state.to = told.edge();
        for (const Layer& layer : layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 400}, Theme::dark()).layers)
            for (const Text& text : layer.texts)
                if (text.tag.event == begin)
                    return text.text.toStdString();
        return std::string();
    };
    EXPECT_EQ(labelOf(500_ms), "client 1 (fd 6) · 500 ms");
    EXPECT_EQ(labelOf(70_ms), "client 1");
    EXPECT_EQ(labelOf(30_ms), "c1");
}

} // namespace
} // namespace braid::tests::lane_bars_test
