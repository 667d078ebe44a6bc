#include "tests/scenarios/host_run.h"

#include <gmock/gmock.h>

using namespace std::chrono_literals;

namespace braid::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::size_t itemArrows(const HostRun& run) {
    return static_cast<std::size_t>(
        std::count_if(run.model.arrows().begin(), run.model.arrows().end(),
                      [](const model::Arrow& arrow) { return arrow.kind == model::ArrowKind::Item; }));
}

bool waitedFor(const HostRun& run, const std::string& lane, const std::string& object) {
    const model::Lane* waiter = run.lane(lane);
    const model::Object* what = run.object(object);
    return waiter != nullptr && what != nullptr &&
           std::any_of(waiter->intervals().begin(), waiter->intervals().end(), [what](const model::Interval& interval) {
               return interval.state == model::State::Waiting && interval.object == what->id;
           });
}

TEST(QueueBounded, MakesThePutterWaitAtTheLimitAndTheGetterFindItEmptyAtTheEnd) {
    // The consumer comes only when the queue has been full for long.
    const HostRun run =
        runHost({"queue-bounded", "--set", "produce=0ms", "--set", "consume=2ms", "--set", "start_after=300ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
    const model::Object* q = run.object("q");
    ASSERT_NE(q, nullptr);
    EXPECT_EQ(q->maxDepth, 20);
    EXPECT_EQ(q->initial, 20);
    EXPECT_EQ(q->value, 0);
    EXPECT_TRUE(waitedFor(run, "Producer", "q"));
    EXPECT_GE(run.count(trace::EventKind::PutWait), 1U);
    EXPECT_EQ(run.count(trace::EventKind::GetFailed), 2U);
    EXPECT_EQ(run.count(trace::EventKind::Note), 2U);
    EXPECT_EQ(itemArrows(run), 30U);
    EXPECT_THAT(run.prints(),
                ElementsAre("qsize 20, empty no, full yes", "qsize 0, empty yes, full no", "nothing left"));
}

TEST(QueueBounded, SaysFullToAPutThatDoesNotWait) {
    const HostRun run = runHost({"queue-bounded", "--set", "block=no", "--set", "maxsize=3", "--set", "puts=6", "--set",
                                 "produce=0ms", "--set", "consume=2ms", "--set", "start_after=300ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
    // The fourth finds it full twice, by put(block=False) and by put_nowait, before it waits.
    EXPECT_GE(run.count(trace::EventKind::PutFailed), 2U);
    EXPECT_EQ(run.count(trace::EventKind::Note), run.count(trace::EventKind::PutFailed) + 2) << "Full, and at the end Empty";
    EXPECT_EQ(itemArrows(run), 6U) << "none is lost";
}

TEST(QueueBounded, MakesTheGetterWaitWhereItIsTheFasterOne) {
    const HostRun run = runHost({"queue-bounded", "--set", "puts=5", "--set", "produce=20ms", "--set", "consume=0ms",
                                 "--set", "start_after=0ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_TRUE(waitedFor(run, "Consumer", "q"));
    EXPECT_FALSE(waitedFor(run, "Producer", "q"));
}

TEST(QueueJoin, GoesOnWhenEverythingIsDone) {
    const HostRun run = runHost({"queue-join", "--set", "work=20ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.prints(), ElementsAre("111", "222", "333", "ok")) << "as the tutorial's";
    EXPECT_EQ(run.count(trace::EventKind::Note), 4U) << "3, 2, 1, 0 unfinished";
    const model::Object* q = run.object("q");
    ASSERT_NE(q, nullptr);
    EXPECT_EQ(q->unfinished, 0);
    EXPECT_TRUE(waitedFor(run, "t1", "q"));
}

TEST(QueueJoin, WaitsForTaskDoneThatNobodyCanCallWhereOneIsForgotten) {
    const HostRun run = runHost({"queue-join", "--set", "work=10ms", "--set", "forgotten=2"});
    EXPECT_EQ(run.outcome, "hang") << run.story();
    EXPECT_THAT(run.findingKinds(), ElementsAre("hang")) << run.story();
    EXPECT_NE(run.story().find("t1 waits for 2 task_done of q"), std::string::npos) << run.story();
    EXPECT_EQ(run.object("q")->unfinished, 2);
}

TEST(QueueLifo, TurnsTheOrderRound) {
    const HostRun run = runHost({"queue-lifo", "--set", "work=1ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_EQ(run.result("order"), nlohmann::json({8, 7, 6, 5, 4, 3, 2, 1}));
    EXPECT_EQ(run.result("fifo_order"), nlohmann::json({1, 2, 3, 4, 5, 6, 7, 8}));
    ASSERT_NE(run.object("LIFO"), nullptr);
    EXPECT_EQ(run.object("LIFO")->kind, trace::ObjectKind::LifoQueue);
    EXPECT_EQ(run.object("LIFO")->maxDepth, 8);
    EXPECT_EQ(itemArrows(run), 16U);
}

TEST(QueuePriority, LetsTheLowestOutFirst) {
    const HostRun run = runHost({"queue-priority", "--set", "work=1ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_EQ(run.result("order"), nlohmann::json({3, 4, 5, 7}));
    EXPECT_THAT(run.prints(), ElementsAre("[3, hello]", "[4, {name: alex}]", "[5, 100]", "[7, 200]"));
    EXPECT_EQ(itemArrows(run), 4U);
}

TEST(QueuePriority, SortsFiftyOfThem) {
    const HostRun run = runHost({"queue-priority", "--set", "work=0ms", "--set", "items=50"});
    const auto order = run.result("order").get<std::vector<int>>();
    EXPECT_EQ(order.size(), 50U);
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

class ProducerConsumer : public ::testing::TestWithParam<const char*> {};

TEST_P(ProducerConsumer, UsesAllThatWasMade) {
    const HostRun run = runHost({"producer-consumer", "--set", std::string("variant=") + GetParam(), "--set",
                                 "produce=1ms", "--set", "consume=3ms", "--set", "producers=3", "--set", "capacity=4"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
    EXPECT_EQ(run.result("made"), 60);
    EXPECT_EQ(run.result("used"), 60);
    const model::Object* q = run.object("q");
    ASSERT_NE(q, nullptr);
    EXPECT_EQ(q->value, 0);
    EXPECT_EQ(itemArrows(run), 62U) << "with the two that say it is over";
    if (std::string(GetParam()) == "blocking")
        EXPECT_LE(q->maxDepth, 4);
    else
        EXPECT_EQ(run.count(trace::EventKind::PutWait), 0U);
}

INSTANTIATE_TEST_SUITE_P(EachVariant, ProducerConsumer, ::testing::Values("blocking", "qsize"),
                         [](const auto& tested) { return std::string(tested.param); });

TEST(ProducerConsumerVariant, ThatLooksBeforeItPutsMayGoBeyondTheLimit) {
    // Whether two look before either puts is luck at full speed; in slow motion the put is late enough for all to look.
    const auto slowMotion = [](const HostRun&, trace::ControlPage& page) {
        if (page.operationDelayUs.load() == 0)
            trace::Control(page).setOperationDelay(100ms);
    };
    const HostRun run = runHost({"producer-consumer", "--set", "variant=qsize", "--set", "producers=5", "--set", "produce=200ms",
                                 "--set", "consume=1ms", "--set", "capacity=1", "--set", "items=5", "--set", "consumers=1"},
                                slowMotion);
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_EQ(run.result("used"), 5);
    EXPECT_GT(run.object("q")->maxDepth, 1) << "is there a lock around looking and putting?";
}

TEST(ProducerConsumerSpeeds, DecideWhichSideWaits) {
    const HostRun producersWait = runHost({"producer-consumer", "--set", "produce=0ms", "--set", "consume=10ms",
                                           "--set", "items=30", "--set", "capacity=3"});
    EXPECT_TRUE(waitedFor(producersWait, "Producer-1", "q"));
    EXPECT_EQ(producersWait.object("q")->maxDepth, 3);
    const HostRun consumersWait = runHost({"producer-consumer", "--set", "produce=10ms", "--set", "consume=0ms",
                                           "--set", "items=30", "--set", "capacity=30"});
    EXPECT_FALSE(waitedFor(consumersWait, "Producer-1", "q"));
    EXPECT_TRUE(waitedFor(consumersWait, "Consumer-1", "q"));
}

} // namespace
} // namespace braid::tests
