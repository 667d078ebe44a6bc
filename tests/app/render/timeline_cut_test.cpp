#include "app/render/panels/legend.h"
#include "app/render/rows/geometry.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>

/// The picture of a run whose trace was cut: what it does not tell looks unknown.
namespace braid::tests::timeline_cut_test {
namespace {

using namespace render;
using testing::Contains;
using testing::Not;

class CutPicture : public testing::Test {
protected:
    CutPicture() {
        cutAt = told->model().endTime();
        told->story.model.finish(2 * cutAt, trace::Outcome::Stopped, false);
        told->wait(0);
        ViewState state;
        state.to = told->edge();
        state.rowHeight = 40;
        geometry = timelineGeometry(told->model(), state, Size, Theme::dark());
        scene = layoutTimeline(told->model(), told->findings, state, told->edge(), Size, Theme::dark());
        for (const Layer& layer : scene.layers) {
            boxes.insert(boxes.end(), layer.boxes.begin(), layer.boxes.end());
            for (const Text& text : layer.texts)
                words.push_back(text.text.toStdString());
        }
    }

    const QSizeF Size{1280, 800};
    const std::unique_ptr<ModeledStory> told = deadlockRun(4);
    model::Nanos cutAt = 0;
    TimelineGeometry geometry;
    Scene scene;
    std::vector<Box> boxes;
    std::vector<std::string> words;
};

TEST_F(CutPicture, HatchesEachLaneFromItsLastEventToTheEnd) {
    for (const LaneId lane : told->lanes) {
        const auto unknown = std::find_if(boxes.begin(), boxes.end(), [&](const Box& box) {
            return box.tag.what == What::Bar && box.tag.lane == lane && box.form == Form::SparseHatch;
        });
        ASSERT_NE(unknown, boxes.end()) << told->model().name(lane);
        EXPECT_GT(unknown->rect.width(), geometry.lanes.width() * 0.4);
        EXPECT_NEAR(unknown->rect.right(), timeToX(geometry.axis, told->edge()), 2);
    }
    EXPECT_THAT(words, Contains("not recorded"));
}

TEST_F(CutPicture, DrawsNothingElseBehindTheCut) {
    const double cut = timeToX(geometry.axis, cutAt);
    // Words may stand there, and the bracket of the process, whose end is known.
    const auto ofAState = [](Role role) {
        return role == Role::Running || role == Role::Blocked || role == Role::Waiting || role == Role::Sleeping || role == Role::Ready;
    };
    for (const Box& box : boxes) {
        if (box.tag.what == What::Bar && ofAState(box.ink.role) && box.rect.width() > 3) {
            EXPECT_LE(box.rect.right(), cut + 2) << told->model().name(box.tag.lane);
        } else if (box.tag.what == What::Holding) {
            EXPECT_LE(box.rect.right(), cut + 2) << "how long it was held is not known";
        }
    }
    EXPECT_THAT(words, Not(Contains("killed")));
    EXPECT_THAT(words, Not(Contains("ended with its process")));
}

TEST_F(CutPicture, ExplainsTheHatchInItsLegend) {
    ViewState state;
    state.to = told->edge();
    const LegendContent content = legendOf(told->model(), told->findings, state);
    EXPECT_TRUE(content.states.contains(model::State::NotRecorded));
    const Scene legend = layoutLegend(content, 900, Theme::light());
    std::vector<std::string> entries;
    for (const Text& text : legend.layers.front().texts)
        entries.push_back(text.text.toStdString());
    EXPECT_THAT(entries, Contains("not recorded"));
}

TEST(ALaneWhoseEndWasCut, HasNoneInThePicture) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p");
    const LaneId main = s.thread("main", process), worker = s.thread("worker", process);
    s.after(50'000'000).end(main);
    s.end(process);
    s.model.finish(2 * told.model().endTime(), trace::Outcome::Finished, false);
    ASSERT_EQ(told.model().lane(worker)->end, model::End::NotRecorded);
    told.wait(0);
    EXPECT_EQ(laneStateAt(told.model(), *told.model().lane(worker), told.edge()), model::State::NotRecorded);
    ViewState state;
    state.to = told.edge();
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 800}, Theme::dark());
    for (const Layer& layer : scene.layers) {
        for (const Mark& mark : layer.marks)
            EXPECT_NE(mark.glyph, Glyph::Cross) << "whether it failed is not known";
        for (const Text& text : layer.texts)
            EXPECT_NE(text.text, "ended");
    }
    EXPECT_FALSE(legendOf(told.model(), told.findings, state).states.contains(model::State::Failed));
}

} // namespace
} // namespace braid::tests::timeline_cut_test
