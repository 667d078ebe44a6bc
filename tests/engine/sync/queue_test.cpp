// Queues: what they do and what they say about it.

#include "engine/exec/threads/thread.h"
#include "engine/sync/queue.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

#include <atomic>
#include <numeric>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;
using trace::EventKind;
using trace::Failure;

std::vector<std::uint64_t> itemNumbers(const RecordedRun& run, const std::deque<Seen>& events, EventKind kind) {
    std::vector<std::uint64_t> numbers;
    for (const Seen& event : events)
        if (event.kind == kind && event.object == run.objectCalled("q"))
            numbers.push_back(event.a);
    return numbers;
}

TEST(Queue, GivesItsItemsInTheOrderOfTheirPuts) {
    queue<std::string> q;
    q.put("a");
    q.put("b");
    q.put("c");
    EXPECT_EQ(q.qsize(), 3);
    EXPECT_EQ(q.get(), "a");
    EXPECT_EQ(q.get(), "b");
    EXPECT_EQ(q.get(), "c");
    EXPECT_TRUE(q.empty());
    EXPECT_FALSE(q.full()) << "unbounded";
}

TEST(LifoQueue, GivesTheLastItemFirst) {
    RecordedRun run;
    lifo_queue<int> q(0, "q");
    for (const int item : {1, 2, 3})
        q.put(item);
    EXPECT_EQ(q.get(), 3);
    q.put(4);
    EXPECT_EQ(q.get(), 4);
    EXPECT_EQ(q.get(), 2);
    EXPECT_EQ(q.get(), 1);
    EXPECT_THAT(itemNumbers(run, run.finish(), EventKind::Get), ElementsAre(3, 4, 2, 1));
}

TEST(PriorityQueue, GivesTheLowestItemFirstAndSaysItsPriority) {
    RecordedRun run;
    priority_queue<std::pair<int, std::string>> q(0, "q");
    q.put({5, "100"});
    q.put({7, "200"});
    q.put({3, "hello"});
    q.put({4, "{name: alex}"});
    std::vector<int> order;
    while (!q.empty())
        order.push_back(q.get().first);
    EXPECT_THAT(order, ElementsAre(3, 4, 5, 7));
    std::vector<std::uint32_t> priorities;
    std::vector<std::string> labels;
    for (const Seen& event : run.finish())
        if (event.kind == EventKind::Get) {
            priorities.push_back(event.b);
            labels.push_back(event.words);
        }
    EXPECT_THAT(priorities, ElementsAre(3, 4, 5, 7));
    EXPECT_THAT(labels, ElementsAre("[3, hello]", "[4, {name: alex}]", "[5, 100]", "[7, 200]"));
}

TEST(PriorityQueue, LetsEqualItemsOutInTheOrderTheyCame) {
    struct Task {
        int priority;
        char name;
        bool operator<(const Task& other) const { return priority < other.priority; }
    };
    priority_queue<Task> q;
    for (const char name : {'a', 'b', 'c', 'd', 'e'})
        q.put({name == 'd' ? 1 : 2, name});
    std::string order;
    while (!q.empty())
        order += q.get().name;
    EXPECT_EQ(order, "dabce");
}

TEST(Queue, CallsItsItemsAsTheCallerSaysElseAsTheyAreWritten) {
    struct Opaque {};
    RecordedRun run;
    queue<Opaque> opaque(0, "opaque");
    opaque.put({});
    opaque.put({}, {.label = "page 7"});
    queue<double> reals(0, "reals");
    reals.put(3.14);
    queue<bool> flags(0, "flags");
    flags.put(true);
    std::vector<std::string> labels;
    for (const Seen& event : run.finish())
        if (event.kind == EventKind::Put)
            labels.push_back(event.words);
    EXPECT_THAT(labels, ElementsAre("", "page 7", "3.14", "true"));
}

TEST(Queue, RefusesAtOnceWhereItMayNotWait) {
    for (const bool recorded : {false, true}) {
        std::unique_ptr<RecordedRun> run;
        if (recorded)
            run = std::make_unique<RecordedRun>();
        queue<int> q(2, "q");
        EXPECT_THROW(q.get_nowait(), empty);
        EXPECT_THROW(q.get({.block = false}), empty);
        q.put_nowait(1);
        q.put(2, {.block = false});
        EXPECT_TRUE(q.full());
        EXPECT_THROW(q.put_nowait(3), full);
        EXPECT_EQ(q.qsize(), 2) << "the refused one is not in it";
        EXPECT_EQ(q.unfinished(), 2);
        EXPECT_EQ(q.get(), 1);
        if (!recorded)
            continue;
        run->finish();
        EXPECT_THAT(run->kindsOn(run->objectCalled("q")),
                    ElementsAre(EventKind::GetFailed, EventKind::GetFailed, EventKind::Put, EventKind::Put,
                                EventKind::PutFailed, EventKind::Get));
        EXPECT_EQ(run->find(EventKind::GetFailed)->b, static_cast<std::uint32_t>(Failure::Empty));
        EXPECT_EQ(run->find(EventKind::PutFailed)->b, static_cast<std::uint32_t>(Failure::Full));
    }
}

TEST(Queue, GivesUpWhenItsTimeIsOver) {
    RecordedRun run;
    queue<int> q(1, "q");
    EXPECT_THROW(q.get({.timeout = 2ms}), empty);
    EXPECT_THROW(q.get({.timeout = 0ms}), empty);
    q.put(1, {.timeout = 10s});
    EXPECT_THROW(q.put(2, {.timeout = 2ms}), full);
    EXPECT_EQ(q.get({.timeout = 10s}), 1);
    run.finish();
    EXPECT_THAT(run.kindsOn(run.objectCalled("q")),
                ElementsAre(EventKind::GetWait, EventKind::GetFailed, EventKind::GetFailed, EventKind::Put,
                            EventKind::PutWait, EventKind::PutFailed, EventKind::Get));
    EXPECT_EQ(run.find(EventKind::GetWait)->a, 2'000'000u);
    EXPECT_EQ(run.find(EventKind::GetFailed)->b, static_cast<std::uint32_t>(Failure::TimedOut));
    EXPECT_EQ(run.find(EventKind::PutFailed)->b, static_cast<std::uint32_t>(Failure::TimedOut));
}

TEST(Queue, LetsAPutterGoOnWhenThereIsRoom) {
    RecordedRun run;
    queue<int> q(1, "q");
    q.put(1);
    thread putter("T1", [&] { q.put(2); });
    putter.start();
    run.awaitEvent(EventKind::PutWait);
    EXPECT_EQ(run.count(EventKind::Put), 1u);
    EXPECT_EQ(q.get(), 1);
    putter.join();
    EXPECT_EQ(q.get(), 2);
    run.finish();
    EXPECT_THAT(run.kindsOn(run.objectCalled("q")),
                ElementsAre(EventKind::Put, EventKind::PutWait, EventKind::Get, EventKind::Put, EventKind::Get));
}

TEST(Queue, LetsAGetterGoOnWhenThereIsAnItem) {
    RecordedRun run;
    queue<int> q(0, "q");
    thread getter("T1", [&] { EXPECT_EQ(q.get(), 7); });
    getter.start();
    run.awaitEvent(EventKind::GetWait);
    q.put(7);
    getter.join();
    run.finish();
    EXPECT_THAT(run.kindsOn(run.objectCalled("q")), ElementsAre(EventKind::GetWait, EventKind::Put, EventKind::Get));
}

TEST(Queue, JoinsWhenThereWasATaskDoneForEachItem) {
    RecordedRun run;
    queue<int> q(0, "q");
    q.join(); // nothing put: nothing to wait for
    q.put(1);
    q.put(2);
    std::atomic<bool> joined{false};
    thread waiter("T1", [&] {
        q.join();
        joined = true;
    });
    waiter.start();
    run.awaitEvent(EventKind::DrainWait);
    q.get();
    q.task_done();
    q.get();
    EXPECT_FALSE(joined) << "one is taken and not done";
    q.task_done();
    waiter.join();
    run.finish();
    EXPECT_THAT(run.kindsOn(run.objectCalled("q")),
                ElementsAre(EventKind::DrainEnd, EventKind::Put, EventKind::Put, EventKind::DrainWait, EventKind::Get,
                            EventKind::TaskDone, EventKind::Get, EventKind::TaskDone, EventKind::DrainEnd));
    EXPECT_EQ(run.find(EventKind::TaskDone)->a, 1u) << "unfinished ones left";
}

TEST(Queue, RefusesATaskDoneTooMany) {
    RecordedRun run;
    queue<int> q(0, "q");
    q.put(1);
    q.task_done();
    q.task_done();
    EXPECT_EQ(q.unfinished(), 0);
    run.finish();
    EXPECT_EQ(run.count(EventKind::TaskDone), 1u);
    ASSERT_EQ(run.count(EventKind::Fault), 1u);
    EXPECT_EQ(run.find(EventKind::Fault)->b, static_cast<std::uint32_t>(trace::Misuse::ReleaseOverBound));
}

TEST(Queue, LosesAndDoublesNothingAndKeepsItsLimitInTheLogAmongManyThreads) {
    constexpr int Each = 400;
    RecordedRun run;
    queue<int> q(5, "q");
    std::atomic<long long> sum{0};
    std::vector<std::unique_ptr<thread>> threads;
    for (int t = 0; t < 3; ++t) {
        threads.push_back(std::make_unique<thread>([&, t] {
            for (int i = 0; i < Each; ++i)
                q.put(t * Each + i);
        }));
        threads.push_back(std::make_unique<thread>([&] {
            for (int i = 0; i < Each; ++i) {
                sum += q.get();
                q.task_done();
            }
        }));
    }
    for (const auto& thread : threads)
        thread->start();
    for (const auto& thread : threads)
        thread->join();
    q.join();
    EXPECT_EQ(sum, 3LL * Each * (3 * Each - 1) / 2);

    const auto& events = run.finish();
    EXPECT_EQ(run.reader().gaps(), 0u);
    int depth = 0;
    for (const Seen& event : events) {
        depth += event.kind == EventKind::Put ? 1 : event.kind == EventKind::Get ? -1
                                                                                 : 0;
        ASSERT_GE(depth, 0);
        ASSERT_LE(depth, 5);
    }
    std::vector<std::uint64_t> all(3 * Each);
    std::iota(all.begin(), all.end(), 1u);
    EXPECT_EQ(itemNumbers(run, events, EventKind::Put), all);
    EXPECT_EQ(itemNumbers(run, events, EventKind::Get), all) << "first in, first out";
}

TEST(Queue, NamesTheLineOfItsCaller) {
    RecordedRun run;
    queue<int> q(0, "q");
    q.put(1);
    const auto line = static_cast<std::uint64_t>(__LINE__ - 1);
    run.finish();
    const SiteId site = run.find(EventKind::Put)->site;
    const auto& events = run.follow();
    const auto defined = std::find_if(events.begin(), events.end(), [site](const Seen& event) {
        return event.kind == EventKind::DefineSite && event.object.value == site.value;
    });
    ASSERT_NE(defined, events.end());
    EXPECT_EQ(defined->a, line);
}

} // namespace
} // namespace braid
