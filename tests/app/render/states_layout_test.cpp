#include "app/render/panels/states_layout.h"

#include "tests/engine/model/events.h"

#include <gmock/gmock.h>

#include <numeric>

namespace braid::tests::states_layout_test {
namespace {

using namespace render;
using model::State;
using testing::ElementsAre;
using testing::IsEmpty;

std::size_t count(const StatesNow& states, State state) { return states.counts[static_cast<std::size_t>(state)]; }
const std::vector<LaneId>& lanes(const StatesNow& states, State state) { return states.lanes[static_cast<std::size_t>(state)]; }

/// Main sleeps, T1 has lock A, T2 waits for it, T3 is made but not started, T4 has ended.
struct FiveThreads : Story {
    LaneId process_ = process("program");
    LaneId main = thread("main", process_), t1 = thread("T1", process_), t2 = thread("T2", process_), t4 = thread("T4", process_);
    LaneId t3 = define("T3", trace::LaneKind::Thread, process_);
    ObjectId a = mutex("A");
    model::Nanos before = 0;

    FiveThreads() {
        end(t4);
        take(t1, a);
        before = model.runTime(now());
        wait(t2, a);
        add(Kind::SleepBegin, main, {}, 1'000'000'000);
    }
};

std::vector<std::string> textsIn(const Scene& scene, const QRectF& box) {
    std::vector<std::string> texts;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            if (box.contains(text.rect().center()))
                texts.push_back(text.text.toStdString());
    return texts;
}

QRectF boxOf(const Scene& scene, State state) {
    for (const Layer& layer : scene.layers)
        for (const Box& box : layer.boxes)
            if (box.tag.what == What::LegendEntry && box.tag.count == static_cast<std::uint32_t>(state))
                return box.rect;
    ADD_FAILURE() << "no box for the state " << static_cast<int>(state);
    return {};
}

TEST(States, CountEachThreadInTheStateItIsIn) {
    const FiveThreads story;
    const StatesNow states = statesAt(story.model, story.now(), {});
    EXPECT_THAT(lanes(states, State::Running), ElementsAre(story.t1));
    EXPECT_THAT(lanes(states, State::Blocked), ElementsAre(story.t2));
    EXPECT_THAT(lanes(states, State::Sleeping), ElementsAre(story.main));
    EXPECT_THAT(lanes(states, State::Created), ElementsAre(story.t3));
    EXPECT_THAT(lanes(states, State::Done), ElementsAre(story.t4));
    EXPECT_EQ(std::accumulate(states.counts.begin(), states.counts.end(), std::size_t{0}), 5U) << "the process has no state";
    EXPECT_FALSE(states.coroutines);
}

TEST(States, AreThoseOfTheMomentThatIsLookedAt) {
    const FiveThreads story;
    const StatesNow states = statesAt(story.model, story.before, story.t2);
    EXPECT_EQ(count(states, State::Running), 3U);
    EXPECT_THAT(lanes(states, State::Blocked), IsEmpty());
    EXPECT_EQ(states.now, State::Running);
    EXPECT_EQ(count(statesAt(story.model, -1, {}), State::Running), 0U) << "before anything was there";
}

TEST(States, TellTheLastStepOfTheLaneThatIsFollowed) {
    const FiveThreads story;
    const StatesNow states = statesAt(story.model, story.now(), story.t2);
    EXPECT_EQ(states.before, State::Running);
    EXPECT_EQ(states.now, State::Blocked);
    const Scene scene = layoutStates(story.model, states, {700, 300}, Theme::light());
    int taken = 0;
    for (const Layer& layer : scene.layers)
        for (const Line& line : layer.lines)
            taken += line.ink == Ink(Role::Selection);
    EXPECT_EQ(taken, 1) << "from running to the waits";
}

class StatesDiagramTest : public testing::TestWithParam<QSizeF> {};

TEST_P(StatesDiagramTest, NamesTheLanesInTheBoxesOfTheirStatesWhateverItsSize) {
    const FiveThreads story;
    const Scene scene = layoutStates(story.model, statesAt(story.model, story.now(), {}), GetParam(), Theme::dark());
    EXPECT_THAT(textsIn(scene, boxOf(scene, State::Running)), testing::IsSupersetOf({"running", "1", "T1"}));
    EXPECT_THAT(textsIn(scene, boxOf(scene, State::Blocked)), testing::IsSupersetOf({"blocked", "1", "T2"}));
    EXPECT_THAT(textsIn(scene, boxOf(scene, State::Done)), testing::IsSupersetOf({"done", "1", "T4"}));
    for (const Layer& layer : scene.layers) {
        for (const Text& text : layer.texts)
            EXPECT_TRUE(QRectF(QPointF(0, 0), scene.size).contains(text.rect())) << text.text.toStdString();
        for (const Box& box : layer.boxes)
            EXPECT_TRUE(QRectF(QPointF(0, 0), scene.size).contains(box.rect));
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, StatesDiagramTest, testing::Values(QSizeF(360, 320), QSizeF(440, 400), QSizeF(700, 300), QSizeF(1200, 500)));

TEST(States, CountWhatHasNoRoomInItsBox) {
    Story story;
    const LaneId process = story.process("program");
    for (int i = 0; i < 200; ++i)
        story.thread("T" + std::to_string(i), process);
    const StatesNow states = statesAt(story.model, story.now(), {});
    EXPECT_EQ(count(states, State::Running), 200U);
    const Scene scene = layoutStates(story.model, states, {500, 400}, Theme::light());
    std::size_t named = 0, more = 0;
    for (const std::string& text : textsIn(scene, boxOf(scene, State::Running))) {
        named += text.starts_with("T");
        if (text.starts_with("and "))
            more = std::stoul(text.substr(4));
    }
    EXPECT_GT(named, 0U);
    EXPECT_EQ(named + more, 200U);
}

TEST(States, ShowSuspendedOnlyWhereThereAreCoroutines) {
    const FiveThreads story;
    const auto suspendedBoxes = [](const Scene& scene) {
        int boxes = 0;
        for (const Layer& layer : scene.layers)
            for (const Box& box : layer.boxes)
                boxes += box.tag.what == What::LegendEntry && box.tag.count == static_cast<std::uint32_t>(State::Suspended);
        return boxes;
    };
    EXPECT_EQ(suspendedBoxes(layoutStates(story.model, statesAt(story.model, story.now(), {}), {700, 300}, Theme::light())), 0);
    Story coroutines;
    const LaneId thread = coroutines.thread("main", coroutines.process("program"));
    coroutines.define("C1", trace::LaneKind::Coroutine, thread);
    EXPECT_GT(suspendedBoxes(layoutStates(coroutines.model, statesAt(coroutines.model, coroutines.now(), {}), {700, 300}, Theme::light())), 0);
}

} // namespace
} // namespace braid::tests::states_layout_test
