// The lanes that stand at lines of a source: of many the first ones by name, the others counted.

#include "app/views/cursor/lane_marks.h"
#include "app/views/run/run_session.h"
#include "engine/model/query/seek.h"
#include "tests/app/views/window_fixture.h"

#include <map>

namespace braid::views {
namespace {

using LaneMarksTest = WindowTest;

TEST_F(LaneMarksTest, NameAFewOfManyLanesAtALineAndCountTheRest) {
    choose("coroutine-scale");
    set("coroutines", 300);
    set("threads", 0);
    set("switches", 3);
    trigger("run");
    ASSERT_TRUE(waitForState(session::Run::State::Over));
    RunSession& session = window->session();
    const model::Model& model = session.run()->model();
    const QString file = QStringLiteral("scenarios/coroutines/coroutine_scale.cpp");
    session.view().update([&](render::ViewState& state) { state.cursor = model.endTime() / 2; });
    std::map<int, std::size_t> expected, counted, named;
    for (const model::LaneLine& place : model::linesAt(model, file.toStdString(), model.endTime() / 2))
        ++expected[static_cast<int>(place.line)];
    for (const LaneMark& mark : laneMarks(session, file, appearance)) {
        ++named[mark.line];
        counted[mark.line] += 1 + mark.others;
    }
    EXPECT_EQ(counted, expected);
    ASSERT_FALSE(expected.empty());
    for (const auto& [line, count] : named)
        EXPECT_LE(count, 64u) << line;
    EXPECT_GT(std::max_element(expected.begin(), expected.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->second, 64u);
}

} // namespace
} // namespace braid::views
