// What the cards of threads, locks and processes promise to show, where it can be asked of the model. See promises_test.cpp.

#include "tests/scenarios/host_run.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <string>
#include <vector>

namespace braid::tests::more_promises_test {
namespace {

using model::ArrowKind;
using model::EventIndex;
using model::Nanos;
using model::State;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;
using trace::EventKind;

/// How long `lane` was in `state`.
Nanos timeIn(const model::Lane& lane, State state) {
    Nanos sum = 0;
    for (const model::Interval& interval : lane.intervals())
        if (interval.state == state && interval.end != model::Open)
            sum += interval.end - interval.begin;
    return sum;
}

/// The names of the lanes from whose events an arrow of that kind leads to `lane`, in log order.
std::vector<std::string> arrowsTo(const HostRun& run, ArrowKind kind, const std::string& lane) {
    std::vector<std::string> from;
    for (const model::Arrow& arrow : run.model.arrows())
        if (arrow.kind == kind && run.model.lane(run.model.event(arrow.to).lane)->name == lane)
            from.push_back(run.model.lane(run.model.event(arrow.from).lane)->name);
    return from;
}

/// When `lane` printed `words`; -1 where it did not.
Nanos printed(const HostRun& run, const std::string& lane, const std::string& words) {
    for (const EventIndex index : run.model.prints())
        if (const trace::Event event = run.model.event(index); event.text == words && run.model.lane(event.lane)->name == lane)
            return run.model.log()[index].time;
    return -1;
}

TEST(ThePromise, OfAThreadThatMainWaitsAtItsExitWhileTheOtherSleeps) {
    const HostRun run = runHost({"thread-create", "--preset", "quick"});
    const model::Lane *main = run.lane("main"), *thread = run.lane("T1");
    ASSERT_TRUE(main && thread);
    EXPECT_THAT(arrowsTo(run, ArrowKind::Start, "T1"), ElementsAre("main"));
    const Nanos ending = printed(run, "main", "ending"), slept = printed(run, "T1", "tread 1");
    ASSERT_GE(ending, 0);
    EXPECT_LT(printed(run, "T1", ">>>2"), ending);
    EXPECT_LT(ending, slept);
    const auto meanwhile = main->at((ending + slept) / 2);
    ASSERT_TRUE(meanwhile);
    EXPECT_EQ(meanwhile->state, State::Waiting);
    EXPECT_EQ(thread->at((ending + slept) / 2)->state, State::Sleeping);
}

TEST(ThePromise, OfASubclassThatItIsALaneAsAnyOther) {
    const HostRun run = runHost({"thread-subclass", "--preset", "quick"});
    EXPECT_THAT(arrowsTo(run, ArrowKind::Start, "MyThread"), ElementsAre("main"));
    EXPECT_LT(printed(run, "MyThread", "ok"), printed(run, "MyThread", "end"));
}

TEST(ThePromise, OfJoinThatTheSleepsLieBesideEachOtherAndMainWaitsForOneAfterTheOther) {
    const HostRun run = runHost({"join", "--set", "first=100ms", "--set", "second=250ms"});
    const model::Lane *one = run.lane("T1"), *two = run.lane("T2");
    ASSERT_TRUE(one && two);
    EXPECT_EQ(two->at(one->ended - 1)->state, State::Sleeping) << "not held up by the first join";
    EXPECT_THAT(arrowsTo(run, ArrowKind::Join, "main"), ElementsAre("T1", "T2"));
}

TEST(ThePromise, OfIntrospectionThatALaneHasItsNewNameFromThenOn) {
    const HostRun run = runHost({"thread-introspection", "--preset", "quick"});
    const model::Lane* lane = run.lane("Ready 1");
    ASSERT_NE(lane, nullptr);
    EXPECT_EQ(lane->nameAt(lane->created), "Worker 1");
    EXPECT_EQ(lane->nameAt(lane->ended), "Ready 1");
    EXPECT_GE(printed(run, "Ready 1", "Worker 1 is now Ready 1"), 0);
}

TEST(ThePromise, OfOneCoreThatThoseWhoDoNotRunAreReady) {
    const HostRun run = runHost({"context-switch", "--set", "threads=3", "--set", "work=60ms"});
    Nanos running = 0, ready = 0;
    for (const char* name : {"Computing 1", "Computing 2", "Computing 3"}) {
        ASSERT_NE(run.lane(name), nullptr);
        running += timeIn(*run.lane(name), State::Running);
        ready += timeIn(*run.lane(name), State::Ready);
    }
    EXPECT_GT(ready, running / 2) << "three share one core";
    // Also on a machine that is busy with something else, no two of them run at once.
    Nanos together = 0;
    for (const auto& [one, other] : {std::pair{"Computing 1", "Computing 2"}, std::pair{"Computing 1", "Computing 3"}, std::pair{"Computing 2", "Computing 3"}})
        for (const model::Interval& a : run.lane(one)->intervals())
            for (const model::Interval& b : run.lane(other)->intervals())
                if (a.state == State::Running && b.state == State::Running && a.end != model::Open && b.end != model::Open)
                    together += std::max<Nanos>(0, std::min(a.end, b.end) - std::max(a.begin, b.begin));
    EXPECT_LT(together, running / 4);
    EXPECT_LE(run.result("parallelism").get<double>(), 1.05);
    EXPECT_THAT(run.model.processors(), SizeIs(1)) << "a row for the one core";
}

TEST(ThePromise, OfTheGilThatAWaiterSetsAMarkAndOneHoldsItAtATime) {
    const HostRun run = runHost({"gil", "--preset", "gil-only", "--set", "work=60ms"});
    const model::Object* lock = run.object("GIL");
    ASSERT_NE(lock, nullptr);
    EXPECT_GT(lock->acquisitions, 4U) << "it changes hands";
    Nanos before = 0;
    for (const model::Holding& holding : lock->holdings()) {
        EXPECT_GE(holding.begin, before);
        before = holding.end;
    }
    std::size_t marks = 0;
    for (EventIndex i = 0; i < run.model.log().size(); ++i)
        marks += run.model.log()[i].kind == EventKind::Note && run.model.event(i).text == "drop request";
    EXPECT_GT(marks, 0U);
}

TEST(ThePromise, OfTheRaceThatEachReadAndWriteIsAMarkAndOneFindingTellsWhatWasLost) {
    const HostRun run = runHost({"counter-race", "--preset", "quick"});
    const model::Object* num = run.object("num");
    ASSERT_NE(num, nullptr);
    std::vector<analysis::Finding> lost;
    for (const analysis::Finding& finding : run.findings.all())
        if (finding.kind == analysis::FindingKind::LostUpdate)
            lost.push_back(finding);
    ASSERT_THAT(lost, SizeIs(1)) << run.story();
    EXPECT_THAT(lost[0].objects, ElementsAre(num->id));
    for (const LaneId id : lost[0].lanes)
        EXPECT_GE(run.model.lane(id)->marks().size(), 2U) << run.model.name(id);
}

TEST(ThePromise, OfTheMutexThatNobodyReadsAnOldNumberAndTheThreadsGoThroughOneByOne) {
    const HostRun run = runHost({"counter-mutex", "--preset", "quick"});
    const model::Object *num = run.object("num"), *lock = run.object("lock");
    ASSERT_TRUE(num && lock);
    ASSERT_GT(lock->acquisitions, 1U);
    Nanos before = 0;
    std::set<std::uint32_t> owners;
    for (const model::Holding& holding : lock->holdings()) {
        EXPECT_GE(holding.begin, before);
        before = holding.end;
        owners.insert(holding.lane.value);
    }
    EXPECT_EQ(owners.size(), lock->acquisitions) << "a step for each thread";
    std::vector<std::string> values;
    for (const EventIndex event : num->events())
        if (run.model.log()[event].kind == EventKind::Write)
            values.push_back(std::to_string(static_cast<std::int64_t>(run.model.event(event).a)));
    ASSERT_FALSE(values.empty());
    EXPECT_EQ(values.back(), "0");
    EXPECT_EQ(std::set<std::string>(values.begin(), values.end()).size(), values.size()) << "none is written twice";
}

TEST(ThePromise, OfTheDeadlockThatTwoHaveARingNumberAndTheOthersStandBehindThem) {
    const HostRun run = runHost({"deadlock", "--preset", "quick"});
    const auto& all = run.findings.all();
    const auto found = std::find_if(all.begin(), all.end(), [](const auto& finding) { return finding.kind == analysis::FindingKind::Deadlock; });
    ASSERT_NE(found, all.end()) << run.story();
    EXPECT_THAT(found->cycle, SizeIs(2));
    EXPECT_THAT(found->behind, Contains(run.lane("main")->id));
    std::set<std::string> locks;
    for (const auto& edge : found->cycle)
        locks.insert(std::string(run.model.name(edge.waitsFor)));
    EXPECT_THAT(locks, ElementsAre("A", "B"));
}

TEST(ThePromise, OfThePriorityQueueThatTheLowestNumberComesOutFirst) {
    const HostRun run = runHost({"queue-priority", "--set", "work=20ms"});
    std::vector<std::string> order;
    for (const model::Arrow& arrow : run.model.arrows())
        if (arrow.kind == ArrowKind::Item)
            order.push_back(std::string(run.model.event(arrow.to).text));
    EXPECT_THAT(order, ElementsAre("[3, hello]", "[4, {name: alex}]", "[5, 100]", "[7, 200]"));
}

TEST(ThePromise, OfAProcessThatItHasItsNumberAndIsReaped) {
    const HostRun run = runHost({"process-create", "--preset", "quick"});
    const model::Lane* child = run.lane("Process-1");
    ASSERT_NE(child, nullptr);
    EXPECT_GT(child->osId, 0U);
    EXPECT_NE(child->osId, run.model.lane(run.model.roots().front())->osId);
    EXPECT_GE(run.count(EventKind::JoinEnd), 1U);
    EXPECT_FALSE(arrowsTo(run, ArrowKind::Join, "main").empty());
}

TEST(ThePromise, OfTheProcessQueueThatAnItemGoesOverTheFeederToTheOtherProcess) {
    const HostRun run = runHost({"process-queue", "--preset", "quick"});
    EXPECT_THAT(arrowsTo(run, ArrowKind::Item, "feeder of q"), Contains("main")) << "out of the buffer";
    std::size_t between = 0;
    for (const model::Arrow& arrow : run.model.arrows()) {
        const model::Lane *from = run.model.lane(run.model.event(arrow.from).lane), *to = run.model.lane(run.model.event(arrow.to).lane);
        between += arrow.kind == ArrowKind::Item && from->parent != to->parent;
    }
    EXPECT_GE(between, 1U) << "from one process to another";
    for (const char* row : {"q", "buffer of q", "pipe of q"})
        EXPECT_NE(run.object(row), nullptr) << row;
}

TEST(ThePromise, OfGreenletsThatEachRequestAndEachAnswerIsAnArrow) {
    const HostRun run = runHost({"gevent", "--preset", "quick"});
    std::set<std::string> words;
    for (const model::Arrow& arrow : run.model.arrows())
        if (arrow.kind == ArrowKind::Item) {
            const trace::Event heard = run.model.event(arrow.to);
            words.insert(run.model.lane(heard.lane)->name.substr(0, 5) + ": " + std::string(heard.text));
            EXPECT_LE(run.model.log()[arrow.from].time, run.model.log()[arrow.to].time);
        }
    EXPECT_THAT(words, Contains("fetch: HTTP/1.1 200 OK"));
    EXPECT_THAT(words, Contains("answe: GET /1 HTTP/1.1"));
}

TEST(ThePromise, OfTheBlockingServerThatAClientWaitsWhileAnotherIsServed) {
    const HostRun run = runHost({"io-blocking", "--set", "clients=3", "--set", "messages=3", "--set", "think=40ms"});
    std::vector<Nanos> waits;
    for (const char* name : {"Client 1", "Client 2", "Client 3"}) {
        ASSERT_NE(run.lane(name), nullptr);
        Nanos longest = 0;
        for (const model::Interval& interval : run.lane(name)->intervals())
            if (interval.state == State::IoWait && interval.end != model::Open)
                longest = std::max(longest, interval.end - interval.begin);
        waits.push_back(longest);
    }
    std::sort(waits.begin(), waits.end());
    EXPECT_GT(waits[1], 40'000'000) << "for as long as another one talks";
    EXPECT_GT(waits[2], waits[1]) << "the staircase";
}

TEST(ThePromise, OfTheNonblockingServerThatItIsToldThereIsNothingYet) {
    const HostRun run = runHost({"io-nonblocking", "--preset", "quick"});
    const model::Lane* server = run.lane("Server");
    ASSERT_NE(server, nullptr);
    std::size_t nothing = 0;
    for (const EventIndex mark : server->marks().all())
        nothing += static_cast<std::int64_t>(run.model.event(mark).a) == -EAGAIN;
    EXPECT_GT(nothing, 5U);
    EXPECT_EQ(timeIn(*server, State::IoWait), 0) << "no call of it waits";
}

} // namespace
} // namespace braid::tests::more_promises_test
