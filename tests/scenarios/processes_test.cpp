#include "tests/scenarios/host_run.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace braid::tests {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::size_t arrows(const HostRun& run, model::ArrowKind kind) {
    return static_cast<std::size_t>(std::count_if(run.model.arrows().begin(), run.model.arrows().end(),
                                                  [kind](const model::Arrow& arrow) { return arrow.kind == kind; }));
}

std::size_t tasks(const HostRun& run, bool failed) {
    std::size_t count = 0;
    for (const LaneId id : run.model.lanes())
        for (const model::Task& task : run.model.lane(id)->tasks())
            count += task.failed == failed ? 1 : 0;
    return count;
}

bool waited(const HostRun& run, trace::EventKind kind, const std::string& object) {
    const model::Object* what = run.object(object);
    return what != nullptr && std::any_of(run.model.log().begin(), run.model.log().end(), [&](const auto& entry) {
               return entry.kind == kind && entry.object == what->id.value;
           });
}

TEST(ProcessCreate, ForksAndReapsEachChild) {
    const HostRun run = runHost({"process-create", "--set", "sleep=100ms", "--set", "processes=3"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
    EXPECT_THAT(run.prints(), UnorderedElementsAre("ok", "ok", "ok", "ending"));
    EXPECT_EQ(arrows(run, model::ArrowKind::Start), 3U);
    EXPECT_EQ(arrows(run, model::ArrowKind::Join), 3U);
    for (const char* name : {"Process-1", "Process-2", "Process-3"}) {
        ASSERT_NE(run.lane(name), nullptr);
        EXPECT_NE(run.lane(name)->osId, 0U) << "its pid";
        EXPECT_EQ(run.lane(name)->end, model::End::Finished);
    }
}

TEST(ProcessCost, IsGreatestForProcessesAndLeastForCoroutines) {
    const HostRun run = runHost({"process-cost", "--set", "count=30"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    for (const char* key : {"start_us", "switch_us"}) {
        const auto cost = run.result(key);
        ASSERT_TRUE(cost.is_object());
        EXPECT_GT(cost["threads"].get<double>(), cost["coroutines"].get<double>()) << key;
        EXPECT_GT(cost["processes"].get<double>(), cost["coroutines"].get<double>()) << key;
    }
    EXPECT_GT(run.result("start_us")["processes"].get<double>(), run.result("start_us")["threads"].get<double>());
}

TEST(ProcessCost, OfASingleSwitchIsNotThatOfTheFirstOne) {
    // One switch is one measurement, which another program may hit: the least of a few is taken.
    double thread = 1e9, coroutine = 1e9;
    for (int attempt = 0; attempt < 5 && coroutine >= thread; ++attempt) {
        const HostRun run = runHost({"process-cost", "--set", "count=1"});
        EXPECT_EQ(run.outcome, "finished") << run.story();
        thread = std::min(thread, run.result("switch_us")["threads"].get<double>());
        coroutine = std::min(coroutine, run.result("switch_us")["coroutines"].get<double>());
    }
    EXPECT_LT(coroutine, thread);
}

TEST(ProcessQueue, BringsEveryItemOver) {
    const HostRun run = runHost({"process-queue", "--set", "items=10", "--set", "size=200000", "--set", "processes=3", "--set", "pause=0s"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
    EXPECT_EQ(run.result("got"), 30);
    EXPECT_EQ(run.result("bytes"), 30 * 200000);
    EXPECT_THAT(run.prints(), ElementsAre("[12, 'hello', True]"));
    EXPECT_EQ(run.object("q")->acquisitions, 30U);
    EXPECT_TRUE(waited(run, trace::EventKind::PutWait, "pipe of q")) << "an item is larger than the pipe";
    EXPECT_EQ(run.object("pipe of q")->value, 0);
}

TEST(ProcessPipe, BlocksTheReaderOfAnEmptyAndTheWriterOfAFullOne) {
    const HostRun small = runHost({"process-pipe", "--set", "delay=50ms"});
    EXPECT_EQ(small.outcome, "finished") << small.story();
    EXPECT_THAT(small.prints(), ElementsAre("hello", "hi son"));
    const HostRun large = runHost({"process-pipe", "--set", "delay=50ms", "--set", "size=300000"});
    EXPECT_EQ(large.outcome, "finished") << large.story();
    EXPECT_TRUE(waited(large, trace::EventKind::PutWait, "pipe ←"));
    EXPECT_LE(large.object("pipe ←")->maxDepth, large.object("pipe ←")->initial);
    const HostRun eager = runHost({"process-pipe", "--set", "delay=0ms", "--set", "rounds=20"});
    EXPECT_TRUE(waited(eager, trace::EventKind::GetWait, "pipe →") || waited(eager, trace::EventKind::GetWait, "pipe ←"));
    EXPECT_EQ(arrows(eager, model::ArrowKind::Item), 40U);
}

TEST(ProcessPipe, CarriesTextsOfExactlyTheLengthWanted) {
    for (const char* size : {"6", "16"}) {
        const HostRun run = runHost({"process-pipe", "--set", "delay=0ms", "--set", std::string("size=") + size});
        EXPECT_EQ(run.result("bytes"), 2 * std::stoi(size));
        EXPECT_THAT(run.prints(), ElementsAre("hello", "hi son")) << "whole, however short";
    }
}

TEST(ProcessQueue, PacksItemsOfExactlyTheSizeWanted) {
    const HostRun run = runHost({"process-queue", "--set", "size=19", "--set", "items=5", "--set", "pause=0s"});
    EXPECT_EQ(run.result("bytes"), 5 * 19);
}

TEST(ManagerList, HoldsEverythingThatWasAppended) {
    const HostRun run = runHost({"manager-list", "--set", "stagger=20ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
    EXPECT_THAT(run.result("list").get<std::vector<int>>(), UnorderedElementsAre(11, 22, 33, 0, 1, 4, 9, 16));
    EXPECT_EQ(tasks(run, false), 8U) << "create, five times append, all, shutdown";
}

TEST(ManagerDict, HoldsAKeyForEachChild) {
    const HostRun run = runHost({"manager-list", "--preset", "dict"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
    EXPECT_THAT(run.prints(), ElementsAre("{0: 0, 1: 1, 2: 4, 3: 9, 4: 16}"));
    EXPECT_EQ(run.result("dict"), nlohmann::json({{"0", 0}, {"1", 1}, {"2", 4}, {"3", 9}, {"4", 16}}));
}

TEST(ManagerDict, LosesUpdatesOfOneKeyThatAllReadModifyAndWrite) {
    const HostRun run =
        runHost({"manager-list", "--set", "type=dict", "--set", "mode=read-modify-write", "--set", "pause=200ms", "--set", "stagger=20ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), Contains("lost_update")) << run.story();
    EXPECT_LT(run.result("dict")["sum"].get<int>(), 0 + 1 + 4 + 9 + 16);
    EXPECT_THAT(run.story(), HasSubstr("Lost update on Mdict"));
}

TEST(ManagerList, LosesUpdatesWhereChildrenReadModifyAndWrite) {
    const HostRun run = runHost({"manager-list", "--set", "mode=read-modify-write", "--set", "pause=200ms", "--set", "stagger=20ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), Contains("lost_update")) << run.story();
    EXPECT_LT(run.result("list").size(), 8U);
    EXPECT_THAT(run.story(), HasSubstr("Lost update on Mlist"));
}

class PoolMethod : public ::testing::TestWithParam<const char*> {};

TEST_P(PoolMethod, AccountsForEveryTaskAlsoOfKilledWorkers) {
    const std::string method = std::string("method=") + GetParam();
    const HostRun run = runHost({"process-pool", "--set", method, "--set", "hold=50ms", "--set", "tasks=10", "--set", "kill=2"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_EQ(run.result("done").get<int>() + run.result("lost").get<int>(), 10) << run.story();
    EXPECT_GE(run.result("restarted").get<int>(), run.result("lost").get<int>());
    EXPECT_GE(run.result("lost").get<int>(), 1);
    EXPECT_THAT(run.findingKinds(), ElementsAre("killed")) << run.story();
    EXPECT_EQ(tasks(run, true), run.result("lost").get<std::size_t>());
    EXPECT_EQ(run.object("tasks of Pool")->value, 0);
}

INSTANTIATE_TEST_SUITE_P(Each, PoolMethod, ::testing::Values("apply_async", "apply", "map"),
                         [](const auto& tested) { return std::string(tested.param); });

TEST(ProcessPool, LosesWhatIsUnderWayWhenItIsTerminated) {
    const HostRun run = runHost({"process-pool", "--preset", "terminate"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << "the workers were ended on purpose: " << run.story();
    EXPECT_GE(run.result("done").get<int>(), 1);
    EXPECT_GE(run.result("lost").get<int>(), 1);
    EXPECT_EQ(run.result("done").get<int>() + run.result("lost").get<int>(), 12) << run.story();
    EXPECT_THAT(run.prints(), Contains("the pool was terminated")) << "the last one who asks is told";
    EXPECT_EQ(run.prints().back(), "ending");
}

TEST(ProcessPool, ShowsTheBacklogThatWaitsForWorkers) {
    const HostRun run = runHost({"process-pool", "--set", "hold=10ms", "--set", "tasks=30", "--set", "workers=2"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_EQ(run.result("done"), 30);
    EXPECT_GT(run.object("tasks of Pool")->maxDepth, 20);
    EXPECT_EQ(tasks(run, false), 30U);
}

} // namespace
} // namespace braid::tests
