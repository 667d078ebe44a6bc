// What the cards promise to show, where it can be asked of the model: a picture shows what the model has.

#include "tests/scenarios/host_run.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace braid::tests {
namespace {

using model::ArrowKind;
using model::EventIndex;
using model::Nanos;
using model::State;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::SizeIs;
using trace::EventKind;

std::vector<const model::Lane*> lanesOf(const HostRun& run, const std::string& stem) {
    std::vector<const model::Lane*> found;
    for (const LaneId id : run.model.lanes())
        if (const model::Lane* lane = run.model.lane(id); lane->name.starts_with(stem))
            found.push_back(lane);
    return found;
}

/// The events of a kind on an object, in log order.
std::vector<EventIndex> eventsOf(const HostRun& run, EventKind kind, ObjectId object = {}) {
    std::vector<EventIndex> found;
    for (EventIndex i = 0; i < run.model.log().size(); ++i)
        if (run.model.log()[i].kind == kind && (!object || run.model.log()[i].object == object.value))
            found.push_back(i);
    return found;
}

std::int32_t deepest(const model::Object& object) {
    std::int32_t depth = 0;
    for (const model::Level& level : object.levels())
        depth = std::max(depth, level.depth);
    return depth;
}

/// From a lane whose name begins so to one whose name begins so.
std::vector<model::Arrow> arrowsBetween(const HostRun& run, ArrowKind kind, const std::string& from, const std::string& to) {
    std::vector<model::Arrow> found;
    for (const model::Arrow& arrow : run.model.arrows())
        if (arrow.kind == kind && run.model.lane(run.model.event(arrow.from).lane)->name.starts_with(from) &&
            run.model.lane(run.model.event(arrow.to).lane)->name.starts_with(to))
            found.push_back(arrow);
    return found;
}

Nanos timeOf(const HostRun& run, EventIndex event) { return run.model.log()[event].time; }

TEST(ThePromise, OfEveryPictureThatItBeginsWithTheProgram) {
    for (const char* id : {"thread-create", "process-queue", "manager-list"}) {
        const HostRun run = runHost({id, "--preset", "quick"});
        for (const EventIndex said : eventsOf(run, EventKind::RunInfo))
            EXPECT_EQ(timeOf(run, said), 0) << id;
        EXPECT_GT(run.model.traceTime(0), 0) << "the host took its time before";
    }
}

TEST(ThePromise, OfTheSemaphoreThatFiveAreInsideAtATimeInWaves) {
    const HostRun run = runHost({"semaphore", "--preset", "quick"});
    const model::Object* semaphore = run.object("semaphore");
    ASSERT_NE(semaphore, nullptr);
    std::vector<EventIndex> in = eventsOf(run, EventKind::Acquired, semaphore->id);
    ASSERT_THAT(in, SizeIs(10));
    const auto inside = [&](EventIndex event) {
        const auto held = semaphore->heldAt(timeOf(run, event));
        return std::distance(held.begin(), held.end());
    };
    for (const EventIndex event : in)
        EXPECT_LE(inside(event), 5);
    EXPECT_EQ(inside(in[4]), 5) << "the first wave is full";
    EXPECT_GE(timeOf(run, in[5]) - timeOf(run, in[0]), 300'000'000) << "the second one begins when the first one leaves";
}

TEST(ThePromise, OfTheBoundedQueueThatTheFirstPutBeyondItsSizeBlocks) {
    const HostRun run = runHost({"queue-bounded", "--set", "produce=0ms", "--set", "consume=1ms", "--set", "start_after=300ms"});
    const model::Object* q = run.object("q");
    ASSERT_NE(q, nullptr);
    const std::vector<EventIndex> waits = eventsOf(run, EventKind::PutWait, q->id), puts = eventsOf(run, EventKind::Put, q->id);
    ASSERT_FALSE(waits.empty());
    EXPECT_EQ(std::count_if(puts.begin(), puts.end(), [&](EventIndex put) { return put < waits.front(); }), 20) << "the 21st waits";
    EXPECT_EQ(deepest(*q), 20);
}

TEST(ThePromise, OfTheEventThatAllWaitUntilOneCallWakesThemAll) {
    const HostRun run = runHost({"event", "--preset", "quick"});
    const model::Object* event = run.object("event");
    ASSERT_NE(event, nullptr);
    const std::vector<EventIndex> sets = eventsOf(run, EventKind::Signal, event->id);
    ASSERT_THAT(sets, SizeIs(1));
    const std::vector<const model::Lane*> waiters = lanesOf(run, "Thread-");
    ASSERT_THAT(waiters, SizeIs(5));
    for (const model::Lane* lane : waiters)
        EXPECT_EQ(lane->at(timeOf(run, sets.front()) - 100'000'000)->state, State::Waiting) << lane->name;
    EXPECT_THAT(arrowsBetween(run, ArrowKind::Wake, "main", "Thread-"), SizeIs(5));
}

TEST(ThePromise, OfTheRecursiveLockThatItsDepthClimbsAndDescends) {
    const HostRun run = runHost({"rlock", "--preset", "quick"});
    const std::vector<EventIndex> taken = eventsOf(run, EventKind::Acquired), given = eventsOf(run, EventKind::Released);
    std::vector<std::uint64_t> climb, descent;
    const std::uint32_t lane = run.model.log()[taken.front()].lane;
    for (const EventIndex event : taken)
        if (run.model.log()[event].lane == lane)
            climb.push_back(run.model.event(event).a);
    for (const EventIndex event : given)
        if (run.model.log()[event].lane == lane)
            descent.push_back(run.model.event(event).a);
    ASSERT_THAT(climb, Each(Ge(1U)));
    EXPECT_TRUE(std::is_sorted(climb.begin(), climb.begin() + 3));
    EXPECT_EQ(climb[2], 3U);
    EXPECT_THAT(std::vector(descent.begin(), descent.begin() + 3), ElementsAre(2U, 1U, 0U));
}

TEST(ThePromise, OfProducersAndConsumersThatTheQueueStaysWithinItsRoomAndTheFasterSideWaits) {
    const HostRun run = runHost({"producer-consumer", "--preset", "quick"});
    const model::Object* q = run.object("q");
    ASSERT_NE(q, nullptr);
    EXPECT_EQ(deepest(*q), 8);
    std::set<std::string> waiting;
    for (const EventIndex wait : eventsOf(run, EventKind::PutWait, q->id))
        waiting.insert(std::string(run.model.name(run.model.event(wait).lane)).substr(0, 8));
    waiting.erase("main"); // which puts the end in
    EXPECT_THAT(waiting, ElementsAre("Producer"));
}

TEST(ThePromise, OfProducersAndConsumersThatTheyGoOnUntilStoppedWhereThatIsAskedFor) {
    const HostRun run = runHost({"producer-consumer", "--preset", "quick", "--set", "items=0"},
                                [](const HostRun& seen, trace::ControlPage& page) {
                                    if (seen.count(EventKind::Get) > 100)
                                        trace::Control(page).stop();
                                });
    EXPECT_GT(run.count(EventKind::Get), 100U) << "more than the 40 of the preset";
}

TEST(ThePromise, OfTheStackThatTheLastOneInIsTheFirstOneOut) {
    const HostRun run = runHost({"queue-lifo", "--preset", "many", "--set", "items=6"});
    for (const auto& [name, reversed] : {std::pair("FIFO", false), std::pair("LIFO", true)}) {
        std::vector<std::uint64_t> put, got;
        for (const EventIndex event : eventsOf(run, EventKind::Put, run.object(name)->id))
            put.push_back(run.model.event(event).a);
        for (const EventIndex event : eventsOf(run, EventKind::Get, run.object(name)->id))
            got.push_back(run.model.event(event).a);
        if (reversed)
            std::reverse(got.begin(), got.end());
        EXPECT_EQ(put, got) << name;
    }
}

TEST(ThePromise, OfTheQueuesJoinThatItLastsUntilTheLastOneIsDone) {
    const HostRun run = runHost({"queue-join", "--preset", "quick"});
    const std::vector<EventIndex> done = eventsOf(run, EventKind::TaskDone), joined = eventsOf(run, EventKind::DrainEnd);
    ASSERT_THAT(done, SizeIs(8));
    ASSERT_THAT(joined, SizeIs(1));
    EXPECT_LT(done.back(), joined.front());
    for (std::size_t i = 0; i < done.size(); ++i)
        EXPECT_EQ(run.model.event(done[i]).a, done.size() - 1 - i) << "one less each time";
}

TEST(ThePromise, OfThePipeThatAMessageLiesInItUntilItIsRead) {
    const HostRun run = runHost({"process-pipe", "--set", "delay=100ms"});
    for (const char* name : {"pipe →", "pipe ←"}) {
        const model::Object* pipe = run.object(name);
        ASSERT_NE(pipe, nullptr);
        Nanos filled = 0;
        for (auto level = pipe->levels().begin(); level != pipe->levels().end(); ++level)
            if ((*level).depth > 0)
                filled += std::min(pipe->levels().endOf(level), run.model.endTime()) - (*level).time;
        EXPECT_GT(filled, 40'000'000) << name;
    }
}

TEST(ThePromise, OfTheManagerThatEachCallIsARequestAndAReply) {
    const HostRun run = runHost({"manager-list", "--preset", "quick"});
    for (int child = 1; child <= 3; ++child) {
        const std::string name = "Process-" + std::to_string(child);
        std::size_t requests = 0, replies = 0;
        for (const model::Arrow& arrow : run.model.arrows()) {
            if (arrow.kind != ArrowKind::Item)
                continue;
            requests += run.model.name(run.model.event(arrow.from).object) == name + " → Manager";
            replies += run.model.name(run.model.event(arrow.from).object) == "Manager → " + name;
        }
        EXPECT_EQ(requests, 1U) << name;
        EXPECT_EQ(replies, 1U) << name;
    }
}

TEST(ThePromise, OfThePoolThatEachWorkerHasOneTaskAtATime) {
    const HostRun run = runHost({"process-pool", "--preset", "quick"});
    std::map<std::uint32_t, int> open;
    std::size_t begun = 0;
    for (EventIndex i = 0; i < run.model.log().size(); ++i) {
        const auto& entry = run.model.log()[i];
        if (entry.kind == EventKind::TaskBegin) {
            ++begun;
            EXPECT_EQ(++open[entry.lane], 1);
        } else if (entry.kind == EventKind::TaskEnd) {
            --open[entry.lane];
        }
    }
    EXPECT_EQ(begun, 9U);
    EXPECT_LE(open.size(), 3U);
}

TEST(ThePromise, OfGeneratorsThatTheyTakeTurnsAndThatEachArrowCarriesAValue) {
    const HostRun run = runHost({"generator", "--preset", "quick"});
    const model::Lane* producer = run.lane("producer");
    const model::Lane* consumer = run.lane("consumer");
    ASSERT_TRUE(producer && consumer);
    for (const model::Interval& interval : producer->intervals())
        if (interval.state == State::Sleeping) {
            const auto other = consumer->at(interval.begin);
            EXPECT_TRUE(!other || other->state == State::Suspended) << "one of the two runs, at " << interval.begin;
        }
    for (const model::Arrow& arrow : run.model.arrows())
        if (arrow.kind == ArrowKind::Item) {
            EXPECT_FALSE(run.model.event(arrow.to).text.empty());
        }
}

TEST(ThePromise, OfGreenletsThatOneToWhichNobodyHasSwitchedOnlyExists) {
    const HostRun run = runHost({"greenlet", "--preset", "quick"});
    const model::Lane* second = run.lane("gr2 bar");
    ASSERT_NE(second, nullptr);
    ASSERT_GE(second->intervals().size(), 2U);
    EXPECT_EQ(second->intervals()[0].state, State::Created);
    EXPECT_EQ(second->intervals()[1].state, State::Running);
    const std::vector<EventIndex> prints = eventsOf(run, EventKind::Print);
    EXPECT_GE(second->intervals()[1].begin, timeOf(run, prints.front())) << "the first one has had its turn by then";
}

TEST(ThePromise, OfTheBlockingCallThatAllOthersAreReadyAndItsCulpritStandsBesideThem) {
    const HostRun run = runHost({"coroutine-blocking", "--preset", "quick"});
    const model::Lane* culprit = run.lane("culprit");
    ASSERT_NE(culprit, nullptr);
    const std::vector<const model::Lane*> tickers = lanesOf(run, "ticker ");
    ASSERT_THAT(tickers, SizeIs(9));
    Nanos blockedUntil = 0;
    for (const model::Interval& interval : culprit->intervals())
        if (interval.state == State::Sleeping)
            blockedUntil = interval.end;
    for (const model::Lane* ticker : tickers) {
        const auto late = ticker->at(blockedUntil - 1);
        ASSERT_TRUE(late);
        EXPECT_EQ(late->state, State::Ready) << ticker->name;
        EXPECT_EQ(ticker->before(*late)->state, State::Suspended) << "until its time had come";
        EXPECT_GT(late->end - late->begin, 100'000'000) << "most of the 200 ms";
    }
    const auto& lanes = run.model.lanes();
    const auto place = [&](const model::Lane* lane) { return std::find(lanes.begin(), lanes.end(), lane->id) - lanes.begin(); };
    EXPECT_EQ(place(tickers.front()) - place(culprit), 1);
}

TEST(ThePromise, OfTheCallHandedToAThreadThatNobodyIsReadyForLong) {
    const HostRun run = runHost({"coroutine-blocking", "--preset", "quick", "--set", "offload=yes"});
    const model::Lane* worker = run.lane("worker");
    ASSERT_NE(worker, nullptr);
    // However busy the machine is: while the thread sleeps, each of the others has had turns.
    for (const model::Lane* ticker : lanesOf(run, "ticker ")) {
        std::size_t turns = 0;
        for (const model::Interval& interval : ticker->intervals(worker->created, worker->ended))
            turns += interval.state == State::Running;
        EXPECT_GE(turns, 2U) << ticker->name;
    }
}

class ChatServer : public ::testing::TestWithParam<const char*> {};

TEST_P(ChatServer, PromisesThatEachMessageIsAnArrowToTheServerAndFromThereToItsRoom) {
    const HostRun run = runHost({GetParam(), "--preset", "quick"});
    std::map<std::string, std::size_t> told;
    for (const model::Arrow& arrow : arrowsBetween(run, ArrowKind::Item, "Client ", "Server")) {
        const trace::Event heard = run.model.event(arrow.to);
        ++told[std::string(heard.text)];
        EXPECT_LE(timeOf(run, arrow.from), timeOf(run, arrow.to));
    }
    for (int client = 1; client <= 3; ++client)
        for (int message = 1; message <= 3; ++message)
            EXPECT_EQ(told[std::to_string(client) + " message " + std::to_string(message)], 1U) << client << ' ' << message;
    std::set<std::uint32_t> reached;
    for (const model::Arrow& arrow : arrowsBetween(run, ArrowKind::Item, "Server", "Client "))
        reached.insert(run.model.log()[arrow.to].lane);
    EXPECT_EQ(reached.size(), 3U);
}

INSTANTIATE_TEST_SUITE_P(OfEachModel, ChatServer, ::testing::Values("io-blocking", "io-nonblocking", "io-select", "io-poll", "io-epoll", "selectors"),
                         [](const auto& tested) {
                             std::string name = tested.param;
                             std::erase(name, '-');
                             return name;
                         });

TEST(ThePromise, OfAsynchronousIoThatItsMessagesAreArrowsToo) {
    const HostRun run = runHost({"io-async", "--preset", "quick"});
    EXPECT_GE(arrowsBetween(run, ArrowKind::Item, "Client ", "Server").size(), 9U);
    EXPECT_GE(arrowsBetween(run, ArrowKind::Item, "Server", "Client ").size(), 9U);
}

TEST(ThePromise, OfSelectorsThatEachCallbackIsABarThatCanBeSeen) {
    const HostRun run = runHost({"selectors", "--preset", "quick", "--set", "work=10ms"});
    const model::Lane* server = run.lane("Server");
    ASSERT_NE(server, nullptr);
    std::size_t wide = 0;
    for (const model::Task& task : server->tasks())
        wide += run.model.event(task.event).text.starts_with("read") && task.end - task.begin >= 10'000'000;
    EXPECT_GE(wide, 9U);
}

TEST(ThePromise, OfTheDaemonThatItIsCutOffInItsSleep) {
    const HostRun run = runHost({"daemon", "--set", "head_start=50ms"});
    const model::Lane* child = run.lane("Child");
    ASSERT_NE(child, nullptr);
    EXPECT_EQ(child->end, model::End::KilledWithProcess);
    EXPECT_EQ(child->intervals().back().state, State::Sleeping);
}

TEST(ThePromise, OfSharedMemoryThatThreadsAddUpAndProcessesDoNot) {
    const HostRun run = runHost({"memory-sharing", "--preset", "quick"});
    EXPECT_EQ(run.result("threads_total"), 20);
    EXPECT_EQ(run.result("process_total"), 0);
    const model::Object* parents = run.object("total of the parent");
    ASSERT_NE(parents, nullptr);
    EXPECT_TRUE(eventsOf(run, EventKind::Write, parents->id).empty()) << "no other process writes to it";
}

} // namespace
} // namespace braid::tests
