#include "app/render/rows/geometry.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "engine/model/query/processors.h"
#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <optional>

namespace braid::tests::processor_row_test {
namespace {

using namespace render;

/// Two threads that take turns on processor 3, 10 ms each.
struct Turns : ModeledStory {
    Turns() {
        const LaneId process = story.process("p");
        first = story.thread("first", process);
        second = story.thread("second", process);
        for (int i = 0; i < 5; ++i)
            for (const LaneId lane : {first, second})
                story.after(10_ms).add(Story::Kind::OffCpu, lane, {}, 10_ms, 3 + 1);
        wait(0);
    }
    [[nodiscard]] Scene scene() const {
        ViewState state;
        state.to = edge();
        return layoutTimeline(model(), findings, state, edge(), {1280, 600}, Theme::dark());
    }
    /// The bars of a lane in the row of the processor.
    [[nodiscard]] std::vector<Box> bars(LaneId lane) const {
        std::vector<Box> boxes;
        for (const Layer& layer : scene().layers)
            for (const Box& box : layer.boxes)
                if (box.tag.what == What::Bar && box.tag.lane == lane && box.ink.role == Role::Chip)
                    boxes.push_back(box);
        return boxes;
    }
    LaneId first, second;
};

TEST(Processors, HaveRowsWhereThreadsWaitedForThem) {
    const Turns told;
    const std::vector<Row> rows = objectRows(told.model(), {}, Theme::dark());
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].processor, 3u);
    ViewState state;
    state.showProcessors = false;
    EXPECT_TRUE(objectRows(told.model(), state, Theme::dark()).empty());
}

TEST(Processors, HaveNoRowsWhereThreadsHardlyWaitedUnlessAskedFor) {
    ModeledStory told;
    const LaneId lane = told.story.thread("lane", told.story.process("p"));
    told.story.after(500_ms).add(Story::Kind::OffCpu, lane, {}, 1_ms, 1);
    EXPECT_TRUE(objectRows(told.model(), {}, Theme::dark()).empty());
    ViewState state;
    state.showProcessors = true;
    EXPECT_EQ(objectRows(told.model(), state, Theme::dark()).size(), 1u);
}

TEST(Processors, ShowWhoRanOneAfterTheOther) {
    const Turns told;
    const std::vector<Box> first = told.bars(told.first), second = told.bars(told.second);
    ASSERT_GE(first.size(), 4u);
    ASSERT_GE(second.size(), 4u);
    for (const Box& one : first)
        for (const Box& other : second)
            EXPECT_FALSE(one.rect.intersects(other.rect)) << "one processor runs one thread";
    EXPECT_EQ(first.front().ink, chipOf(told.model(), told.first));
    std::vector<std::string> words;
    for (const Layer& layer : told.scene().layers)
        for (const Text& text : layer.texts)
            words.push_back(text.text.toStdString());
    EXPECT_THAT(words, testing::Contains("Processor 3"));
}

TEST(Processors, ShowTheSharesOfThreadsWhoseTurnsAreTooShortToBeSeen) {
    ModeledStory told;
    const LaneId process = told.story.process("p"), often = told.story.thread("often", process), seldom = told.story.thread("seldom", process);
    for (int i = 0; i < 2000; ++i)
        for (const LaneId lane : {often, seldom}) // each is off the processor for as long as the other one runs
            told.story.after(lane == often ? 10'000 : 30'000).add(Story::Kind::OffCpu, lane, {}, lane == often ? 10'000 : 30'000, 1);
    told.wait(0);
    ViewState state;
    state.to = told.edge();
    const QSizeF size(1280, 600);
    const TimelineGeometry geometry = timelineGeometry(told.model(), state, size, Theme::dark());
    const double middle = geometry.objects.center().x();
    double oftens = 0, seldoms = 0, narrowest = 1e9;
    for (const Layer& layer : layoutTimeline(told.model(), told.findings, state, told.edge(), size, Theme::dark()).layers)
        for (const Box& box : layer.boxes)
            if (box.ink.role == Role::Chip && box.tag.what == What::Bar && box.rect.left() <= middle && box.rect.right() > middle) {
                (box.tag.lane == often ? oftens : seldoms) += box.rect.height();
                narrowest = std::min(narrowest, box.rect.width());
            }
    ASSERT_GT(seldoms, 0);
    EXPECT_NEAR(oftens / (oftens + seldoms), 0.75, 0.08) << "three quarters of the time";
    EXPECT_GE(narrowest, 3) << "no bar code";
}

TEST(Processors, AreNotInventedWhereTheyWereNotRecorded) {
    ModeledStory told;
    const LaneId lane = told.story.thread("lane", told.story.process("p"));
    told.story.after(100_ms).add(Story::Kind::OffCpu, lane, {}, 40_ms, 1);
    told.story.after(100_ms).add(Story::Kind::Note, lane, {}, 0, 0, "later");
    told.wait(0);
    const model::Lane& known = *told.model().lane(lane);
    std::vector<std::optional<std::uint32_t>> processors;
    for (const model::Interval& interval : known.intervals())
        if (interval.state == model::State::Running)
            processors.push_back(model::processorOf(told.model(), known, interval));
    EXPECT_THAT(processors, testing::ElementsAre(std::nullopt, std::optional<std::uint32_t>(0)));
    ViewState state;
    state.to = told.edge();
    state.showProcessors = true;
    bool unknown = false;
    for (const Layer& layer : layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 600}, Theme::dark()).layers)
        for (const Box& box : layer.boxes)
            unknown |= box.tag.what == What::Bar && box.tag.lane == lane && box.form == Form::SparseHatch;
    EXPECT_TRUE(unknown);
}

} // namespace
} // namespace braid::tests::processor_row_test
