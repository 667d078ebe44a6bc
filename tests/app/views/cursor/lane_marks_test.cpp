// The lanes that stand at lines of a source: of many the first ones by name, the others counted.

#include "app/render/scene/shown_name.h"
#include "app/views/cursor/lane_marks.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"
#include "engine/model/query/seek.h"
#include "tests/app/views/window_fixture.h"

#include <algorithm>
#include <map>

namespace braid::views {
namespace {

constexpr std::size_t Coroutines = 300;

class LaneMarksTest : public WindowTest {
protected:
    /// Coroutines that do nothing but give their turns away, at a moment at which none of them has ended; where that is.
    std::string runToTheLastTurn() {
        choose("coroutine-scale");
        set("coroutines", static_cast<qlonglong>(Coroutines));
        set("threads", 0);
        set("switches", 3);
        trigger("run");
        if (!waitForState(session::Run::State::Over))
            return {};
        const model::Model& model = window->session().run()->model();
        for (const LaneId id : model.lanes())
            if (const model::Lane& lane = *model.lane(id); lane.kind == trace::LaneKind::Coroutine)
                m_before = std::min(m_before, lane.ended - 1);
        window->session().view().update([&](render::ViewState& state) { state.cursor = m_before; });
        return window->setup().scenario()->source;
    }
    model::Nanos m_before = model::Open;
};

TEST_F(LaneMarksTest, StandAtTheLineWhereCoroutinesGiveTheirTurnsAway) {
    const std::string file = runToTheLastTurn();
    ASSERT_FALSE(file.empty());
    const model::Model& model = window->session().run()->model();
    std::size_t there = 0;
    for (const model::LaneLine& place : model::linesAt(model, file, m_before))
        there += model.lane(place.lane)->kind == trace::LaneKind::Coroutine ? 1 : 0;
    EXPECT_EQ(there, Coroutines);
}

TEST_F(LaneMarksTest, NameSixtyFourOfManyLanesAtALineAndCountTheRest) {
    const std::string file = runToTheLastTurn();
    ASSERT_FALSE(file.empty());
    RunSession& session = window->session();
    std::map<int, std::size_t> expected, counted, named;
    for (const model::LaneLine& place : model::linesAt(session.run()->model(), file, m_before))
        ++expected[static_cast<int>(place.line)];
    for (const LaneMark& mark : laneMarks(session, QString::fromStdString(file), appearance)) {
        ++named[mark.line];
        counted[mark.line] += 1 + mark.others;
    }
    EXPECT_EQ(counted, expected);
    std::size_t most = 0;
    for (const auto& [line, count] : named)
        most = std::max(most, count);
    EXPECT_EQ(most, 64u);
}

TEST_F(LaneMarksTest, SayNamesInThePersonsLanguage) {
    language.set(session::Language::Choice::Chinese);
    ASSERT_FALSE(runToTheLastTurn().empty());
    const QString main = render::shownName(window->session().run()->model(), "main");
    ASSERT_NE(main, "main");
    std::vector<QString> names;
    for (const LaneMark& mark : laneMarks(window->session(), QString::fromStdString(window->setup().scenario()->source), appearance))
        names.push_back(mark.name);
    EXPECT_NE(std::find(names.begin(), names.end(), main), names.end());
    EXPECT_EQ(std::find(names.begin(), names.end(), "main"), names.end());
}

} // namespace
} // namespace braid::views
