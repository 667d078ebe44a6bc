#include "tests/scenarios/host_run.h"

#include <gmock/gmock.h>

namespace braid::tests {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<const model::Lane*> coroutinesOf(const HostRun& run) {
    std::vector<const model::Lane*> lanes;
    for (const LaneId id : run.model.lanes())
        if (const model::Lane* lane = run.model.lane(id); lane->kind == trace::LaneKind::Coroutine)
            lanes.push_back(lane);
    return lanes;
}

std::size_t arrowsOf(const HostRun& run, model::ArrowKind kind) {
    const auto& arrows = run.model.arrows();
    return static_cast<std::size_t>(
        std::count_if(arrows.begin(), arrows.end(), [kind](const model::Arrow& arrow) { return arrow.kind == kind; }));
}

TEST(Generator, JumpsBetweenTwoCoroutinesOfOneThreadWithItsValuesOnTheArrows) {
    const HostRun run = runHost({"generator", "--set", "items=2", "--set", "work=1ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.prints(),
                ElementsAre("[PRODUCER] producing 1", "[CONSUMER] consuming 1", "[PRODUCER] the consumer answered: 200 OK",
                            "[PRODUCER] producing 2", "[CONSUMER] consuming 2", "[PRODUCER] the consumer answered: 200 OK",
                            "done, and no lock was needed"));
    const model::Lane* producer = run.lane("producer");
    const model::Lane* consumer = run.lane("consumer");
    ASSERT_TRUE(producer && consumer);
    EXPECT_EQ(producer->parent, consumer->parent);
    std::vector<std::string> sent;
    for (const model::Arrow& arrow : run.model.arrows())
        if (arrow.kind == model::ArrowKind::Item && run.model.event(arrow.from).lane == producer->id &&
            run.model.event(arrow.to).lane == consumer->id)
            sent.emplace_back(run.model.event(arrow.to).text);
    EXPECT_THAT(sent, ElementsAre("1", "2"));
    EXPECT_EQ(run.count(trace::EventKind::Acquired), 0U) << "no lock";
}

TEST(Greenlet, PrintsInTheOrderOfTheSwitches) {
    const HostRun run = runHost({"greenlet", "--set", "work=1ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    const auto prints = run.prints();
    EXPECT_THAT(prints, ElementsAre("ok1", "ok2", "ok3", "ok4"));
    EXPECT_GE(arrowsOf(run, model::ArrowKind::Resume), 4U);
    for (const model::Lane* lane : coroutinesOf(run))
        EXPECT_EQ(lane->end, model::End::Finished) << lane->name;
}

TEST(Gevent, TogetherTakesAsLongAsTheSlowest) {
    const HostRun run = runHost({"gevent", "--set", "tasks=3"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    const double together = run.result("together_ms"), slowest = run.result("slowest_ms");
    EXPECT_LE(together, 1.3 * slowest);
    EXPECT_GE(slowest, 800);
    EXPECT_GE(run.result("one_by_one_ms").get<double>(), 1400);
    const model::Lane* first = run.lane("fetch 1");
    const model::Lane* third = run.lane("fetch 3");
    ASSERT_TRUE(first && third);
    EXPECT_EQ(first->parent, third->parent) << "one thread, many lanes";
    EXPECT_LT(third->created, first->ended) << "at the same time";
}

TEST(Gevent, BearsAThousandFetchesInBothModes) {
    const HostRun run = runHost({"gevent", "--set", "tasks=1000", "--set", "latency=5ms"}, {}, std::chrono::seconds(60));
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_EQ(run.result("one_by_one_tasks"), 10) << "more would bore";
    const auto prints = run.prints();
    EXPECT_EQ(std::count_if(prints.begin(), prints.end(), [](const auto& line) { return line.rfind("get data ", 0) == 0; }),
              1010);
    EXPECT_EQ(run.lost, 0U);
}

TEST(CoroutineScale, CostsLittleAndLosesNothing) {
    const HostRun run = runHost({"coroutine-scale", "--set", "threads=20"}, {}, std::chrono::seconds(60));
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_EQ(coroutinesOf(run).size(), 100'000U);
    EXPECT_EQ(run.lost, 0U);
    EXPECT_GT(run.result("bytes_per_coroutine").get<double>(), 0);
    EXPECT_LT(run.result("bytes_per_coroutine").get<double>(), 1024);
    EXPECT_GT(run.result("ns_per_switch").get<double>(), 0);
    EXPECT_GT(run.result("reserved_bytes_per_thread").get<double>(), run.result("memory")["thread"].get<double>());
    const auto chart = run.result("switch");
    EXPECT_GT(chart["thread"].get<double>(), chart["coroutine"].get<double>());
}

TEST(CoroutineScale, SaysOfOneCoroutineThatItsMemoryCannotBeTold) {
    const HostRun run = runHost({"coroutine-scale", "--set", "coroutines=1", "--set", "threads=0"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_TRUE(run.result("bytes_per_coroutine").is_null()) << "not 0 bytes";
    EXPECT_THAT(run.prints(), testing::Contains(testing::AllOf(testing::HasSubstr("too few to tell"),
                                                               testing::HasSubstr("too few for a sound figure"))));
}

TEST(CoroutineBlocking, FreezesTheOthersAndNamesTheCulprit) {
    const HostRun run = runHost({"coroutine-blocking", "--set", "block=300ms", "--set", "tick=50ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), ElementsAre("loop_blocked")) << run.story();
    EXPECT_THAT(run.story(), testing::HasSubstr("culprit held up event loop"));
    EXPECT_THAT(run.story(), testing::HasSubstr("coroutine_blocking.cpp:"));
    EXPECT_GE(run.result("frozen_ms").get<double>(), 150);
}

TEST(CoroutineBlocking, HandedToAThreadFreezesNobody) {
    const HostRun run = runHost({"coroutine-blocking", "--set", "block=300ms", "--set", "tick=50ms", "--set", "offload=yes"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
    ASSERT_NE(run.lane("worker"), nullptr);
    EXPECT_EQ(run.lane("worker")->kind, trace::LaneKind::Thread);
}

} // namespace
} // namespace braid::tests
