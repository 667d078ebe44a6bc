// The timeline by keyboard alone, where threads take turns on processors.

#include "app/render/scene/theme.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"
#include "app/views/timeline/timeline_keys.h"
#include "tests/app/views/window_fixture.h"

#include <algorithm>

namespace braid::views {
namespace {

class TimelineKeysTest : public WindowTest {
protected:
    /// The lane that was ready without a processor most often, of a run of threads on one.
    const model::Lane* runOnOneProcessor() {
        choose("context-switch");
        trigger("run");
        if (!waitForState(session::Run::State::Over))
            return nullptr;
        const model::Model& model = window->session().run()->model();
        const model::Lane* chosen = nullptr;
        std::size_t most = 0;
        for (const LaneId id : model.lanes()) {
            const model::Lane& lane = *model.lane(id);
            std::size_t ready = 0;
            for (const model::Interval& interval : lane.intervals())
                ready += interval.state == model::State::Ready ? 1 : 0;
            if (lane.kind == trace::LaneKind::Thread && ready > most) {
                most = ready;
                chosen = &lane;
            }
        }
        return chosen;
    }
    void press(render::ViewState& state, int key, Qt::KeyboardModifiers modifiers) {
        selectByKey(*window->session().run(), state, render::Theme::light(), key, modifiers);
    }
};

TEST_F(TimelineKeysTest, GoOverEveryBarAlsoWhereTwoOfThemHaveOneEvent) {
    const model::Lane* lane = runOnOneProcessor();
    ASSERT_TRUE(lane) << "nobody was ever ready";
    render::ViewState state = window->session().view().get();
    state.selectedLane = lane->id;
    state.cursor = lane->intervals().back().begin;
    press(state, Qt::Key_Return, Qt::NoModifier);
    const std::size_t bars = std::min<std::size_t>(lane->intervals().size(), 200);
    for (std::size_t i = 1; i < bars; ++i) {
        const model::Nanos before = *state.cursor;
        press(state, Qt::Key_Left, Qt::ControlModifier);
        ASSERT_LT(*state.cursor, before) << "bar " << i << " from the end";
        ASSERT_EQ(state.selectedLane, lane->id);
        render::ViewState shown = state;
        fitSelection(*window->session().run(), shown);
        const auto bar = lane->at(*state.cursor);
        ASSERT_TRUE(bar);
        EXPECT_LE(shown.from, std::max<model::Nanos>(bar->begin, 0));
        EXPECT_GE(shown.to, bar->end) << "bar " << i << " from the end is not in view as a whole";
    }
}

} // namespace
} // namespace braid::views
