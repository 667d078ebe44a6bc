#include "app/render/rows/geometry.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/rows.h"
#include "app/render/timeline/timeline.h"

#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <optional>
#include <tuple>

// Which lanes have rows, in what order, and what stands for many of them.
namespace braid::tests::lane_rows_test {
namespace {

using namespace render;
using model::State;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr QSizeF Size(1280, 800);

std::vector<std::string> namesOf(const ModeledStory& told, const ViewState& state) {
    std::vector<std::string> names;
    for (const Row& row : laneRows(told.model(), state))
        names.emplace_back(row.members ? told.model().families()[told.model().lane(row.lane)->family].pattern + " x" +
                                             std::to_string(row.members->size())
                                       : std::string(told.model().name(row.lane)));
    return names;
}

/// main and `count` workers; worker i sleeps, the third is blocked on A, the fourth waits for an event. objects = {A, ready}
std::unique_ptr<ModeledStory> workers(int count) {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    const LaneId process = s.process("p");
    const LaneId main = s.thread("main", process);
    told->objects = {s.mutex("A"), s.object(Story::Type::Event, "ready")};
    s.take(main, told->objects[0]);
    for (int i = 1; i <= count; ++i)
        told->lanes.push_back(s.after(0).define("worker-" + std::to_string(i), trace::LaneKind::Thread, process));
    // They begin the other way round.
    for (auto lane = told->lanes.rbegin(); lane != told->lanes.rend(); ++lane)
        s.begin(*lane);
    s.wait(told->lanes[2], told->objects[0]);
    s.after(50_ms).await(told->lanes[3], told->objects[1]);
    for (std::size_t i = 4; i < told->lanes.size(); ++i)
        s.after(0).add(Story::Kind::SleepBegin, told->lanes[i], {}, 1'000'000'000);
    told->wait(100_ms);
    s.after(100_ms).add(Story::Kind::Note, main, {}, 0, 0, "later");
    return told;
}

/// What tells two rows apart.
std::vector<std::tuple<std::uint32_t, int, bool, bool, std::vector<LaneId>, double>> contentsOf(const std::vector<Row>& rows) {
    std::vector<std::tuple<std::uint32_t, int, bool, bool, std::vector<LaneId>, double>> all;
    for (const Row& row : rows)
        all.emplace_back(row.lane.value, row.depth, row.foldable, row.folded, row.members ? *row.members : std::vector<LaneId>{}, row.top);
    return all;
}

// Of families as large as that not every lane is looked at: there must be no other difference.
TEST(LaneRows, OfManyAreTheSameWhereEachLaneIsLookedAt) {
    auto run = workers(300);
    Story& s = run->story;
    const LaneId process = run->model().roots().front();
    for (int i = 1; i <= 3; ++i)
        run->lanes.push_back(s.after(0).define("late-" + std::to_string(i), trace::LaneKind::Thread, process));
    s.add(Story::Kind::RenameLane, run->lanes[5], objectOf(run->lanes[5]), 0, 0, "late-0");
    s.add(Story::Kind::RenameLane, run->lanes[5], objectOf(run->lanes[5]), 0, 0, "worker-900");
    for (const bool apart : {false, true})
        for (const std::optional<bool> fold : {std::optional<bool>(), std::optional(true), std::optional(false)}) {
            ViewState state;
            if (apart)
                state.apart = {run->lanes[0], run->lanes[77]};
            if (fold)
                state.families[run->model().lane(run->lanes.back())->family] = *fold;
            ViewState slowly = state;
            slowly.moved = {LaneId{123456}}; // which there is not
            EXPECT_EQ(contentsOf(laneRows(run->model(), state)), contentsOf(laneRows(run->model(), slowly))) << apart << fold.value_or(false);
            EXPECT_LT(laneRows(run->model(), state).size(), 20u);
        }
}

TEST(LaneRows, FoldAFamilyIntoOneRowAndUnfoldItAgain) {
    const auto told = workers(6);
    ViewState state;
    EXPECT_EQ(laneRows(told->model(), state).size(), 8u);
    const model::Lane& lane = *told->model().lane(told->lanes[2]);
    foldFamily(state, lane, true);
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "main", "worker-* x6"));
    const Row row = laneRows(told->model(), state).back();
    EXPECT_TRUE(row.folded);
    EXPECT_EQ(row.lane, told->lanes[0]) << "the first stands for all, whichever was asked";
    foldFamily(state, lane, false);
    const std::vector<Row> rows = laneRows(told->model(), state);
    ASSERT_EQ(rows.size(), 9u) << "a row that folds them again stays above them";
    EXPECT_FALSE(rows[2].folded);
    EXPECT_EQ(rows[3].depth, rows[2].depth + 1);
}

TEST(LaneRows, ShowTheFewThatAFilterLeavesOfAFoldedFamilyOneByOne) {
    const auto told = workers(200);
    ViewState state;
    foldFamily(state, *told->model().lane(told->lanes[2]), true);
    state.filter = "worker-19";
    std::vector<std::string> names = namesOf(*told, state);
    ASSERT_EQ(names.size(), 13u) << "the process, the family, worker-19 and worker-190 to worker-199";
    EXPECT_EQ(names[2], "worker-19");
    state.filter = "worker";
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "worker-* x200"));
}

TEST(LaneRows, FoldVeryManyOfOneFamilyByThemselves) {
    const auto told = workers(1000);
    ViewState state;
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "main", "worker-* x1000"));
    EXPECT_EQ(laneTally(told->model(), state).kept, 1002u);
    showApart(told->model(), state, told->lanes[4]);
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "main", "worker-* x999", "worker-5"));
    foldFamily(state, *told->model().lane(told->lanes[0]), false);
    EXPECT_EQ(laneRows(told->model(), state).size(), 1003u);
}

TEST(LaneRows, SayInAFamilysHeaderWhatMostOfItDo) {
    const auto told = workers(1000);
    ViewState state;
    state.to = told->edge();
    const Scene scene = layoutTimeline(told->model(), told->findings, state, told->edge(), Size, Theme::light());
    std::vector<std::string> words;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            words.push_back(text.text.toStdString());
    EXPECT_THAT(words, Contains(HasSubstr("worker-* × 1")));
    EXPECT_THAT(words, Contains("996 sleeping"));
}

TEST(LaneRows, KeepThePinnedAtTheTopWhateverTheFiltersSay) {
    const auto told = workers(100);
    ViewState state;
    pinLane(state, told->lanes[49], true);
    std::vector<Row> rows = laneRows(told->model(), state);
    ASSERT_EQ(rows.size(), 102u);
    EXPECT_EQ(rows[0].lane, told->lanes[49]);
    EXPECT_TRUE(rows[0].pinned);
    state.filter = "main";
    EXPECT_THAT(namesOf(*told, state), ElementsAre("worker-50", "p", "main"));

    state.filter.clear();
    state.scrollY = 600;
    const TimelineGeometry geometry = timelineGeometry(told->model(), state, Size, Theme::light());
    EXPECT_EQ(geometry.stuck, geometry.rowHeight);
    EXPECT_EQ(laneAt(told->model(), state, geometry, geometry.lanes.top() + 2), told->lanes[49]);
    EXPECT_NE(laneAt(told->model(), state, geometry, geometry.lanes.top() + geometry.stuck + 2), told->lanes[49]);
    const Scene scene = layoutTimeline(told->model(), told->findings, state, told->edge(), Size, Theme::light());
    EXPECT_EQ(hit(scene, {100, geometry.lanes.top() + 14}).lane, told->lanes[49]);
    state.scrollY = scrollToLane(told->model(), state, geometry, told->lanes[0]);
    EXPECT_EQ(laneAt(told->model(), state, geometry, geometry.lanes.top() + geometry.stuck + 2), told->lanes[0])
        << "the row is not left behind the pinned ones";
}

TEST(LaneRows, HideAndCountWhatIsHidden) {
    const auto told = workers(6);
    ViewState state;
    pinLane(state, told->lanes[1], true);
    hideLane(state, told->lanes[1]);
    EXPECT_TRUE(state.pinned.empty());
    EXPECT_THAT(namesOf(*told, state), Not(Contains("worker-2")));
    EXPECT_EQ(laneTally(told->model(), state).hidden, 1u);
    EXPECT_EQ(laneTally(told->model(), state).kept, 7u);
    state.hidden = {told->model().roots().front()};
    EXPECT_EQ(laneTally(told->model(), state).hidden, 8u) << "with all below it";
}

TEST(LaneRows, FilterByTheStateAtTheMomentUnderInspection) {
    const auto told = workers(6);
    ViewState state;
    state.states = {State::Blocked};
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "worker-3"));
    state.states = {State::Blocked, State::Waiting};
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "worker-3", "worker-4"));
    const model::Interval& waits = told->model().lane(told->lanes[3])->intervals().back();
    ASSERT_EQ(waits.state, State::Waiting);
    state.cursor = waits.begin - 1;
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "worker-3")) << "worker-4 did not wait yet";
    EXPECT_EQ(statesAt(told->model(), waits.begin)[static_cast<std::size_t>(State::Waiting)], 1u);
}

TEST(LaneRows, FilterByTheObjectTheyEverUsed) {
    const auto told = workers(6);
    ViewState state;
    state.onlyObject = told->objects[0];
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "main", "worker-3"));
    state.onlyObject = told->objects[1];
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "worker-4"));
    state.states = {State::Blocked};
    EXPECT_THAT(namesOf(*told, state), IsEmpty());
}

TEST(LaneRows, ComeInTheOrderAskedFor) {
    const auto told = workers(12);
    ViewState state;
    state.order = LaneOrder::Start;
    EXPECT_EQ(namesOf(*told, state)[2], "worker-12");
    EXPECT_EQ(namesOf(*told, state).back(), "worker-1");
    state.order = LaneOrder::Waiting;
    EXPECT_EQ(namesOf(*told, state)[1], "worker-3");
    EXPECT_EQ(namesOf(*told, state)[2], "worker-4");
    state.order = LaneOrder::Name;
    EXPECT_EQ(namesOf(*told, state)[3], "worker-2") << "numbers count as numbers";
    EXPECT_EQ(namesOf(*told, state).back(), "worker-12");
}

TEST(LaneRows, StayWhereTheyAreDragged) {
    const auto told = workers(4);
    ViewState state;
    moveLane(told->model(), state, told->lanes[3], told->lanes[1]);
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "main", "worker-1", "worker-4", "worker-2", "worker-3"));
    moveLane(told->model(), state, told->lanes[0], told->lanes[2]);
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "main", "worker-4", "worker-2", "worker-3", "worker-1"));
    moveLaneToTop(told->model(), state, told->lanes[1]);
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "worker-2", "main", "worker-4", "worker-3", "worker-1"));
    const ViewState before = state;
    moveLane(told->model(), state, told->model().roots().front(), told->lanes[2]);
    EXPECT_EQ(state, before) << "a process is not dragged among its own threads";
}

/// A process with its first thread, and two that it started with one each. lanes = {the children, their threads}
std::unique_ptr<ModeledStory> childProcesses() {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    const LaneId process = s.process("p");
    s.thread("main", process);
    told->lanes = {s.process("Process-1", process), s.process("Process-2", process)};
    for (const LaneId child : {told->lanes[0], told->lanes[1]})
        told->lanes.push_back(s.after(10_ms).thread("main", child));
    told->wait(100_ms);
    return told;
}

std::vector<std::string> headersOf(const ModeledStory& told, const ViewState& state) {
    std::vector<std::string> words;
    for (const Layer& layer : layoutTimeline(told.model(), told.findings, state, told.edge(), Size, Theme::light()).layers)
        for (const Text& text : layer.texts)
            if (text.tag.what == What::LaneHeader)
                words.push_back(text.text.toStdString());
    return words;
}

TEST(LaneRows, OfAChildProcessAndItsOnlyThreadAreOneWithTheNameOfTheProcess) {
    const auto told = childProcesses();
    ViewState state;
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "main", "Process-1/main", "Process-2/main"));
    const Row row = laneRows(told->model(), state)[2];
    EXPECT_TRUE(row.isOf(told->lanes[0]));
    EXPECT_TRUE(row.isOf(told->lanes[2]));
    EXPECT_FALSE(row.isOf(told->lanes[1]));
    EXPECT_FALSE(row.bracket);
    const std::vector<std::string> words = headersOf(*told, state);
    EXPECT_THAT(words, Contains("Process-1"));
    EXPECT_EQ(std::count(words.begin(), words.end(), "main"), 1) << "of the first process, which has a row of its own";
    moveLane(told->model(), state, told->lanes[3], told->lanes[2]);
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "main", "Process-2/main", "Process-1/main"));
    hideLane(state, told->lanes[2]);
    EXPECT_THAT(namesOf(*told, state), ElementsAre("p", "main", "Process-2/main"));
    pinLane(state, told->lanes[3], true);
    EXPECT_THAT(namesOf(*told, state), ElementsAre("Process-2/main", "p", "main"));
}

TEST(LaneRows, OfProcessesHaveTheWholeNameWhereTheWordsOfTheStateWouldCutIt) {
    std::size_t withWords = 0, whole = 0;
    for (std::size_t letters = 1; letters < 60; ++letters) {
        const std::string name = std::string(letters, 'n') + "-7";
        ModeledStory told;
        const LaneId process = told.story.process("p");
        told.story.thread("main", process);
        told.story.thread("main", told.story.process(name, process));
        told.wait(100_ms);
        ViewState state;
        state.rowHeight = 20;
        const std::vector<std::string> words = headersOf(told, state);
        if (std::count(words.begin(), words.end(), name) == 0) {
            EXPECT_THAT(words, Contains(testing::AllOf(HasSubstr("…"), testing::EndsWith("-7")))) << "names that differ at their ends only stay different";
            continue;
        }
        whole = letters;
        if (std::count(words.begin(), words.end(), "running") == 2) // main and the child
            withWords = letters;
    }
    EXPECT_GT(withWords, 2u);
    EXPECT_GT(whole, withWords + 3);
    EXPECT_LT(whole, 59u) << "there is a name too long for the header";
}

TEST(LaneRows, OfAChildProcessWithSeveralThreadsAreOneEach) {
    const auto told = childProcesses();
    told->story.thread("feeder", told->lanes[0]);
    EXPECT_THAT(namesOf(*told, {}), ElementsAre("p", "main", "Process-1", "Process-1/main", "Process-1/feeder", "Process-2/main"));
    told->story.define("task", trace::LaneKind::Coroutine, told->lanes[3]);
    EXPECT_THAT(namesOf(*told, {}), ElementsAre("p", "main", "Process-1", "Process-1/main", "Process-1/feeder", "Process-2", "Process-2/main", "Process-2/task"));
}

TEST(LaneRows, OfAKilledProcessAndItsThreadSayThatItWasKilled) {
    const auto told = childProcesses();
    told->story.after(10_ms).kill(told->model().lane(told->model().roots().front())->children.front(), told->lanes[1]);
    told->wait(50_ms);
    EXPECT_THAT(headersOf(*told, {}), Contains("killed"));
}

TEST(LaneRows, OfAChildProcessAreWhereArrowsToItEnd) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p"), main = s.thread("main", process);
    const LaneId child = s.define("Process-1", trace::LaneKind::Process, process), thread = s.define("main", trace::LaneKind::Thread, child);
    s.after(10_ms).start(main, child);
    s.after(10_ms).begin(child);
    s.begin(thread);
    told.wait(100_ms);
    ViewState state;
    state.to = told.edge();
    std::size_t arrows = 0;
    for (const Layer& layer : layoutTimeline(told.model(), told.findings, state, told.edge(), Size, Theme::light()).layers)
        for (const Line& line : layer.lines)
            arrows += line.tag.what == What::Arrow;
    EXPECT_EQ(arrows, 1u);
}

/// The share of `state` in the middle of the row of the first family.
double shareInFamily(const ModeledStory& told, const ViewState& view, State state) {
    const Scene scene = layoutTimeline(told.model(), told.findings, view, told.edge(), Size, Theme::light());
    const TimelineGeometry geometry = timelineGeometry(told.model(), view, Size, Theme::light());
    for (const Row& row : laneRowsIn(told.model(), view, geometry))
        if (row.members) {
            const QPointF place(geometry.lanes.left() + geometry.lanes.width() / 2, geometry.lanes.top() + row.top + row.height / 2);
            const Column* column = columnAt(scene, place);
            return column ? column->share[static_cast<std::size_t>(state)] / 255.0 : -1;
        }
    return -2;
}

TEST(FamilyRows, ShowTheSharesOfTheirStatesNearAndFar) {
    const auto told = workers(1000);
    for (const bool near : {false, true}) {
        ViewState state;
        const model::Nanos begun = told->model().lane(told->lanes.back())->intervals().back().begin;
        state.from = near ? begun + 1'000'000 : begun;
        state.to = near ? begun + 1'010'000 : begun + 90'000'000;
        EXPECT_NEAR(shareInFamily(*told, state, State::Sleeping), 0.996, 0.01) << near;
        showApart(told->model(), state, told->lanes[5]);
        EXPECT_NEAR(shareInFamily(*told, state, State::Sleeping), 0.996, 0.01) << near << ": without the one beside it";
    }
}

TEST(FamilyRows, ShowEachSeveralStateOfShortStretchesAndNeverOneAlone) {
    // 200 lanes that run and sleep in turn, half of the time each, far below a pixel.
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p");
    for (int i = 0; i < 200; ++i) {
        told.lanes.push_back(s.after(0).define("t" + std::to_string(i), trace::LaneKind::Thread, process));
        s.after(0).begin(told.lanes.back());
    }
    for (int turn = 0; turn < 100; ++turn) {
        for (std::size_t i = 0; i < told.lanes.size(); ++i)
            s.after(i == 0 ? 10'000 : 0).add(turn % 2 ? Story::Kind::SleepEnd : Story::Kind::SleepBegin, told.lanes[i], {}, 10'000);
    }
    told.wait(0);
    ViewState state;
    state.from = 0;
    state.to = told.edge() * 100; // some turns in each pixel
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), Size, Theme::light());
    const TimelineGeometry geometry = timelineGeometry(told.model(), state, Size, Theme::light());
    const QPointF place(timeToX(geometry.axis, told.edge() * 3 / 4), geometry.lanes.top() + geometry.bracketHeight + 0.5 * geometry.rowHeight);
    const Column* column = columnAt(scene, place);
    ASSERT_NE(column, nullptr);
    EXPECT_NEAR(column->share[static_cast<std::size_t>(State::Running)], 127, 24) << "as near as the bins are fine";
    EXPECT_NEAR(column->share[static_cast<std::size_t>(State::Sleeping)], 127, 24);
}

} // namespace
} // namespace braid::tests::lane_rows_test
