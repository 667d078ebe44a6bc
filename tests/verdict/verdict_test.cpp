#include "tests/scenarios/agreement.h"
#include "tests/scenarios/host_run.h"

#include "engine/analysis/waiting/retries.h"
#include "engine/model/text/names.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace braid::tests {
namespace {

using analysis::Finding;
using analysis::FindingKind;
using analysis::StuckCause;

/// What is true of a program that stands still, derived by reasoning: see the comment of its function.
struct Truth {
    const char* id;
    FindingKind kind;
    StuckCause cause;
    const char* lanes;   ///< that are in the ring or hang, or wait for one that is, by comma
    const char* objects; ///< that these wait for, by comma
};

std::ostream& operator<<(std::ostream& out, const Truth& truth) { return out << truth.id; }

constexpr auto Ring = FindingKind::Deadlock;
constexpr auto Hang = FindingKind::Hang;

const Truth Truths[] = {
    {"dl01", Ring, StuckCause::Cycle, "T1,T2", "a,b"},
    {"dl02", Ring, StuckCause::Cycle, "T1,T2,T3", "a,b,c"},
    {"dl03", Ring, StuckCause::Cycle, "P0,P1,P2,P3,P4", "fork 0,fork 1,fork 2,fork 3,fork 4"},
    {"dl04", Ring, StuckCause::Cycle, "T1,T2", "a,b"},
    {"dl05", Hang, StuckCause::LostNotification, "W,main", "c"},
    {"dl06", Hang, StuckCause::NobodyLeft, "W,S,main", "c,o"},
    {"dl07", Ring, StuckCause::Cycle, "main,T", "m"},
    {"dl08", Ring, StuckCause::Self, "T1,T2", "l"},
    {"dl09", Ring, StuckCause::Cycle, "R,W", "l"},
    {"dl10", Hang, StuckCause::NobodyLeft, "A,B", "q0.nf,q1.nf"},
    {"dl10q", Hang, StuckCause::NobodyLeft, "A,B", "q0,q1"},
    {"dl11", Hang, StuckCause::FullPipe, "A,B", "p,q"},
    {"dl12", Hang, StuckCause::NobodyLeft, "R,W", "p,m"},
    {"dl13", Hang, StuckCause::NobodyLeft, "R,W", "poll,m"},
    {"dl14", Hang, StuckCause::NobodyLeft, "T1,T2", "b"},
    {"dl15", Hang, StuckCause::OwnerGone, "T2", "m"},
    {"dl16", Ring, StuckCause::Self, "main", "m"},
    {"dl17", Hang, StuckCause::NobodyLeft, "T1,T2", "s,m"},
    {"dl18", Ring, StuckCause::Cycle, "T1,T2", "a,b"},
    {"dl19", Hang, StuckCause::WrongOneWoken, "w2,main", "c"},
    {"pool-nested", Hang, StuckCause::PoolWaitsForItself, "main,tp-1", "result of inner"},
    {"pool-nested-all", Hang, StuckCause::PoolWaitsForItself, "tp-1,tp-2,tp-3,main", ""},
    {"future-destructor", Ring, StuckCause::Cycle, "main,async", "updates"},
    {"lost-notify", Hang, StuckCause::LostNotification, "worker,main", "condition"},
    {"notify-one-of-many", Hang, StuckCause::WrongOneWoken, "main", "cv"},
    {"bounded-inboxes", Hang, StuckCause::NobodyLeft, "dispatcher,worker", "dispatcher's inbox,worker's inbox"},
    {"own-inbox", Ring, StuckCause::Self, "peer", "input"},
    {"upgrade", Ring, StuckCause::Self, "R1,R2", "table"},
    {"recursive-read", Ring, StuckCause::Cycle, "closest,add", "members"},
    {"permit-leaked", Hang, StuckCause::OwnerGone, "task 3,main", "permits"},
    {"once-recursive", Ring, StuckCause::Self, "main", "init"},
    {"once-and-gil", Ring, StuckCause::Cycle, "T1,T2", "imported,GIL"},
    {"barrier-left", Hang, StuckCause::NobodyLeft, "W1,W3", "all here"},
    {"shutdown-join", Ring, StuckCause::Cycle, "main,worker", "threads"},
    {"no-task-done", Hang, StuckCause::NobodyLeft, "main", "jobs"},
    {"callback-under-lock", Ring, StuckCause::Cycle, "reactor,shutdown", "centre,observer"},
    {"pool-of-connections", Ring, StuckCause::Cycle, "request 1,request 2,request 3", "connections"},
    {"nobody-receives", Hang, StuckCause::NobodyLeft, "sender,main", "taken"},
    {"pool-and-lock", Ring, StuckCause::Cycle, "main,Pool-worker-1", "m,result of task 1"},
    {"subprocess-stdout", Ring, StuckCause::Cycle, "main,dd", "stdout"},
    {"subprocess-two-pipes", Ring, StuckCause::Cycle, "main,child", "stdout,stderr"},
    {"fork-with-lock-held", Hang, StuckCause::InheritedAtFork, "main,child", "log"},
    {"loop-blocks-itself", Hang, StuckCause::PoolWaitsForItself, "asker,producer", "results"},
    {"lock-of-cancelled", Hang, StuckCause::NobodyLeft, "holder 2,main", "lock is free"},
    {"queue-join-before-get", Ring, StuckCause::Cycle, "main,child,feeder of results", "pipe of results"},
    {"own-writing-end", Ring, StuckCause::Self, "cat,main", "stdin"},
    {"process-semaphores", Ring, StuckCause::Cycle, "one,two", "a,b"},
    {"process-permit-leaked", Hang, StuckCause::OwnerGone, "waiter,main", "permits"},
    {"process-condition", Hang, StuckCause::NobodyLeft, "W", "c"},
    {"process-barrier-missing", Hang, StuckCause::NobodyLeft, "one,two", "b"},
    {"process-events", Hang, StuckCause::NobodyLeft, "one,two", "a,b"},
    {"process-rwlocks", Ring, StuckCause::Cycle, "one,two", "a,b"},
    {"process-rwlock-read-twice", Ring, StuckCause::Cycle, "R,W", "l"},
    {"process-rwlock-upgrade", Ring, StuckCause::Self, "R1,R2", "table"},
    {"hidden-giver-gone", Hang, StuckCause::NobodyLeft, "W,main", "s"},
    {"hidden-bystander", Ring, StuckCause::Cycle, "T1,T2", "a,b"},
    {"outside-is-no-excuse", Ring, StuckCause::Cycle, "T1,T2", "a,b"},
    {"sockets-both-receive", Ring, StuckCause::Cycle, "T1,T2", ""},
    {"sockets-both-send", Ring, StuckCause::Cycle, "T1,T2", ""},
    {"full-socket", Hang, StuckCause::FullPipe, "T1,main", ""},
    {"full-pipe", Hang, StuckCause::FullPipe, "T1,main", "p"},
    {"processes-sockets", Ring, StuckCause::Cycle, "main,child", ""},
    {"inherited-end", Ring, StuckCause::Cycle, "main,child", "m"},
    {"select-of-two", Ring, StuckCause::Cycle, "T1,T2,T3", "select"},
    {"epoll-of-two", Ring, StuckCause::Cycle, "T1,T2", "epoll"},
    {"busy-server", Ring, StuckCause::Cycle, "main,server", ""},
    {"half-a-request", Ring, StuckCause::Cycle, "client,server", ""},
    {"async-both-receive", Ring, StuckCause::Cycle, "T1,T2", ""},
    {"both-ends-mine", Ring, StuckCause::Self, "main", ""},
    {"at-wait-nobody", Hang, StuckCause::NobodyLeft, "T,main", "v"},
    {"at-wait-no-change", Hang, StuckCause::NobodyLeft, "W,main", "stop"},
    {"at-notify-first", Hang, StuckCause::LostNotification, "W,main", "v"},
    {"at-notify-one-of-two", Hang, StuckCause::WrongOneWoken, "main", "v"},
    {"at-wait-under-lock", Hang, StuckCause::NobodyLeft, "W,S,main", "v,m"},
    {"pipe-polled", Hang, StuckCause::NobodyLeft, "R,W", "poll,m"},
    {"pipes-both-read", Hang, StuckCause::NobodyLeft, "T1,T2", ""},
    {"pipes-both-write", Hang, StuckCause::FullPipe, "T1,T2", ""},
    {"processes-raw-pipes", Ring, StuckCause::Cycle, "main,child", ""},
    {"two-loops", Hang, StuckCause::NobodyLeft, "main of A,B", "ran in A"},
    {"mixed-ring", Hang, StuckCause::NobodyLeft, "T1,T2,T3,T4,T5,main", "s,q,p,m"},
    {"rw-two-writers-wait", Ring, StuckCause::Cycle, "T1,T2,W1,W2", "a,b"},
    {"event-cleared", Hang, StuckCause::LostNotification, "W,main", "e"},
    {"six-locks", Ring, StuckCause::Cycle, "T1,T2,T3,T4,T5,T6", "a,b,c,d,e,f"},
    {"three-semaphores", Ring, StuckCause::Cycle, "T1,T2,T3", "a,b,c"},
    {"semaphore-twice", Ring, StuckCause::Self, "T,main", "s"},
    {"crossed-events", Hang, StuckCause::NobodyLeft, "T1,T2,main", "a,b"},
    {"latch-miscounted", Hang, StuckCause::NobodyLeft, "W,main", "done"},
    {"barrier-behind-lock", Hang, StuckCause::NobodyLeft, "T1,T2,T3,main", "all,m"},
    {"crossed-joins", Ring, StuckCause::Cycle, "T1,T2", ""},
    {"drain-behind-lock", Hang, StuckCause::NobodyLeft, "worker,boss,main", "jobs,m"},
    {"full-behind-lock", Hang, StuckCause::NobodyLeft, "producer,consumer,main", "q,m"},
    {"once-behind-lock", Ring, StuckCause::Cycle, "T1,T2", "once,m"},
    {"recursive-crossed", Ring, StuckCause::Cycle, "T1,T2", "a,b"},
    {"writers-crossed", Ring, StuckCause::Cycle, "T1,T2", "a,b"},
    {"notifier-needs-outer", Hang, StuckCause::NobodyLeft, "getter,putter 1,putter 2,main", "filled,outer"},
    {"pool-behind-lock", Ring, StuckCause::Cycle, "main,tp-1", "result of task,m"},
    {"ring-with-tail", Ring, StuckCause::Cycle, "T1,T2,tail 1,tail 2,main", "a,b"},
    {"two-rings", Ring, StuckCause::Cycle, "T1,T2,T3,T4", "a,b,c,d"},
    {"stop-word-missing", Hang, StuckCause::NobodyLeft, "main", "jobs"},
    {"permit-lost-on-the-way", Hang, StuckCause::OwnerGone, "T2,main", "s"},
    {"processes-abba", Ring, StuckCause::Cycle, "P1,P2", "a,b"},
    {"processes-three", Ring, StuckCause::Cycle, "P1,P2,P3", "a,b,c"},
    {"manager-locks", Ring, StuckCause::Cycle, "P1,P2", "a,b"},
    {"processes-both-receive", Ring, StuckCause::Cycle, "main,child", ""},
    {"processes-lock-and-pipe", Ring, StuckCause::Cycle, "main,child", "pipe,m"},
    {"processes-join-and-pipe", Ring, StuckCause::Cycle, "main,child", "pipe"},
    {"processes-join-and-lock", Ring, StuckCause::Cycle, "main,child", "m"},
    {"second-threads-abba", Ring, StuckCause::Cycle, "P1,P2,worker", "a,b"},
    {"own-reading-end", Ring, StuckCause::Self, "child,main", "pipe"},
    {"process-queue-full", Hang, StuckCause::NobodyLeft, "child,main", "q"},
    {"coroutines-join", Ring, StuckCause::Cycle, "one,two", ""},
    {"coroutines-mutex", Ring, StuckCause::Cycle, "holder,other", "m"},
    {"fibers-mutex", Ring, StuckCause::Cycle, "holder,other", "m"},
    {"fibers-abba", Ring, StuckCause::Cycle, "one,two", "b"},
};

/// Of the primitives that have files of their own here.
const Truth PrimitiveTruths[] = {
    {"asyncio-abba", Ring, StuckCause::Cycle, "one,two,main task", "a,b"},
    {"asyncio-relock", Ring, StuckCause::Self, "main task", "a"},
    {"asyncio-lock-of-cancelled", Hang, StuckCause::OwnerGone, "holder 2,main task", "lock"},
    {"asyncio-queue-never-put", Hang, StuckCause::NobodyLeft, "consumer,main task", "q"},
    {"asyncio-queues-full", Hang, StuckCause::NobodyLeft, "one,two", "a,b"},
    {"asyncio-no-task-done", Hang, StuckCause::NobodyLeft, "main task", "jobs"},
    {"asyncio-lost-notify", Hang, StuckCause::LostNotification, "waiter,main task", "changed"},
    {"asyncio-permits", Ring, StuckCause::Cycle, "one,two", "permits"},
    {"asyncio-and-mutex", Ring, StuckCause::Cycle, "one,two", "l,m"},
    {"fibers-abba-locks", Ring, StuckCause::Cycle, "one,two", "a,b"},
    {"fibers-queue-never-put", Hang, StuckCause::NobodyLeft, "consumer", "q"},
    {"fibers-semaphore-of-killed", Hang, StuckCause::OwnerGone, "second", "s"},
    {"fibers-result-never-set", Hang, StuckCause::NobodyLeft, "waits", "answer"},
    {"channel-nobody-receives", Hang, StuckCause::NobodyLeft, "sender,main", "result"},
    {"channel-nobody-sends", Hang, StuckCause::NobodyLeft, "receiver,main", "c"},
    {"channel-to-itself", Hang, StuckCause::NobodyLeft, "lonely,main", "c"},
    {"channels-both-send", Hang, StuckCause::NobodyLeft, "T1,T2", "a,b"},
    {"channel-under-lock", Hang, StuckCause::NobodyLeft, "sender,receiver", "c,m"},
    {"channel-never-closed", Hang, StuckCause::NobodyLeft, "worker,main", "jobs"},
    {"select-all-gone", Hang, StuckCause::NobodyLeft, "chooser,main", "jobs,stop"},
    {"select-under-lock", Ring, StuckCause::Cycle, "S,A,B", "m"},
    {"barrier-left-later", Hang, StuckCause::NobodyLeft, "W1,W3,main", "meeting"},
    {"condition-any-recursive", Hang, StuckCause::NobodyLeft, "R,S,main", "c,r"},
    {"condition-any-lost-notify", Hang, StuckCause::LostNotification, "W,main", "c"},
    {"jthread-ignores-token", Hang, StuckCause::NobodyLeft, "worker,main", "s"},
    {"stop-never-requested", Hang, StuckCause::NobodyLeft, "W,main", "c,stop"},
    {"promise-never-set", Hang, StuckCause::NobodyLeft, "main", "answer"},
    {"async-in-lock", Ring, StuckCause::Cycle, "main,async", "updates"},
    {"upgrade-while-reading", Ring, StuckCause::Cycle, "T1,T2", "table,upgrade of table"},
    {"latch-waited-first", Hang, StuckCause::NobodyLeft, "T1,T2,main", "gate"},
};

std::set<std::string> namesIn(const char* list) {
    std::set<std::string> names;
    std::istringstream in(list);
    for (std::string name; std::getline(in, name, ',');)
        names.insert(name);
    return names;
}

/// A thread by its own name and by that of its process.
void addNames(const model::Model& model, LaneId id, std::set<std::string>& names) {
    const model::Lane* lane = model.lane(id);
    if (!lane)
        return;
    names.insert(lane->name);
    if (const model::Lane* process = model.lane(lane->parent))
        names.insert(process->name);
}

HostRun runCase(const std::string& id, const char* pause = "40ms") {
    return runHost({"verdict", "--set", "case=" + id, "--set", std::string("pause=") + pause}, {}, std::chrono::seconds(20));
}

/// A run in which the threads come in the order that makes them stuck: where the machine let them come otherwise, the schedule is held
/// open for longer.
HostRun runUntilStuck(const std::string& id) {
    HostRun run = runCase(id);
    for (const char* pause : {"300ms", "1500ms"}) {
        if (run.outcome != "finished" || !run.findings.all().empty())
            break;
        run = runCase(id, pause);
    }
    return run;
}

/// The findings, the graph and "why" read one relation: of no lane they say different things.
void expectAgreement(const HostRun& run) {
    EXPECT_THAT(disagreements(run.model, run.findings), ::testing::IsEmpty()) << run.story();
}

class Verdict : public ::testing::TestWithParam<Truth> {};

TEST_P(Verdict, NamesWhoIsStuckOnWhatAndWhy) {
    const Truth& truth = GetParam();
    const HostRun run = runUntilStuck(truth.id);
    const Finding* said = nullptr;
    std::set<std::string> lanes, objects;
    for (const Finding& finding : run.findings.all()) {
        if (finding.kind == FindingKind::Deadlock || finding.kind == FindingKind::Hang)
            said = said ? said : &finding;
        for (const LaneId lane : finding.lanes)
            addNames(run.model, lane, lanes);
        for (const LaneId lane : finding.behind)
            addNames(run.model, lane, lanes);
        for (const ObjectId object : finding.objects)
            objects.insert(std::string(run.model.name(object)));
        for (const analysis::CycleEdge& edge : finding.waits)
            objects.insert(std::string(run.model.name(edge.waitsFor)));
    }
    ASSERT_NE(said, nullptr) << run.outcome << "\n"
                             << run.story();
    EXPECT_STREQ(analysis::findingName(said->kind), analysis::findingName(truth.kind)) << run.story();
    EXPECT_STREQ(analysis::stuckCauseName(said->cause), analysis::stuckCauseName(truth.cause)) << run.story();
    EXPECT_EQ(run.outcome, truth.kind == Ring ? "deadlock" : "hang") << run.story();
    EXPECT_THAT(lanes, ::testing::IsSupersetOf(namesIn(truth.lanes))) << run.story();
    EXPECT_THAT(objects, ::testing::IsSupersetOf(namesIn(truth.objects))) << run.story();
    expectAgreement(run);
    for (const Finding& finding : run.findings.all())
        for (const std::vector<analysis::CycleEdge>* edges : {&finding.cycle, &finding.waits})
            for (const analysis::CycleEdge& edge : *edges) {
                const bool ofTheEngine = edge.need == analysis::Need::End || run.model.lane(edge.lane)->name.starts_with("feeder");
                EXPECT_TRUE(ofTheEngine || run.model.site(edge.waitSite) != nullptr) << run.model.name(edge.lane) << " has no line\n"
                                                                                     << run.story();
            }
}

std::string nameOfCase(const std::string& id) {
    std::string name = id;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(EveryCase, Verdict, ::testing::ValuesIn(Truths), [](const auto& tested) { return nameOfCase(tested.param.id); });

INSTANTIATE_TEST_SUITE_P(OfPrimitives, Verdict, ::testing::ValuesIn(PrimitiveTruths), [](const auto& tested) { return nameOfCase(tested.param.id); });

/// The same while another thread goes its rounds: named at the event that makes it true, long before the run is over.
class Partial : public ::testing::TestWithParam<Truth> {};

TEST_P(Partial, IsNamedWhileTheRestGoesOn) {
    const Truth& truth = GetParam();
    model::Nanos foundAt = -1, madeTrueAt = -1;
    const HostRun run = runHost(
        {"verdict", "--set", std::string("case=") + truth.id, "--set", "pause=150ms"}, [&](const HostRun& now, trace::ControlPage&) {
        if (foundAt < 0 && !now.findings.all().empty()) {
            foundAt = now.model.endTime();
            madeTrueAt = now.findings.all().front().at;
        } }, std::chrono::seconds(8));
    ASSERT_GE(foundAt, 0) << run.outcome << "\n"
                          << run.story();
    EXPECT_LT(foundAt, run.model.endTime() / 2) << "of the " << run.model.endTime() << " ns that the others take\n"
                                                << run.story();
    std::set<std::string> lanes, objects;
    for (const Finding& finding : run.findings.all()) {
        for (const std::vector<LaneId>* some : {&finding.lanes, &finding.behind})
            for (const LaneId lane : *some)
                addNames(run.model, lane, lanes);
        for (const ObjectId object : finding.objects)
            objects.insert(std::string(run.model.name(object)));
        for (const analysis::CycleEdge& edge : finding.waits)
            objects.insert(std::string(run.model.name(edge.waitsFor)));
    }
    ASSERT_FALSE(run.findings.all().empty());
    expectAgreement(run);
    EXPECT_LE(madeTrueAt, foundAt);
    EXPECT_STREQ(analysis::stuckCauseName(run.findings.all().front().cause), analysis::stuckCauseName(truth.cause)) << run.story();
    EXPECT_THAT(lanes, ::testing::IsSupersetOf(namesIn(truth.lanes))) << run.story();
    EXPECT_THAT(objects, ::testing::IsSupersetOf(namesIn(truth.objects))) << run.story();
}

const Truth PartialTruths[] = {
    {"partial-abba", Ring, StuckCause::Cycle, "T1,T2", "a,b"},
    {"partial-semaphores", Ring, StuckCause::Cycle, "T1,T2", "a,b"},
    {"partial-queues", Hang, StuckCause::NobodyLeft, "T1,T2", "q,r"},
    {"partial-lost-notify", Hang, StuckCause::LostNotification, "W", "c"},
    {"partial-exit-holding", Hang, StuckCause::OwnerGone, "T2", "m"},
    {"partial-mutex-and-semaphore", Hang, StuckCause::NobodyLeft, "T1,T2", "s,m"},
    {"partial-join-and-lock", Ring, StuckCause::Cycle, "main,child", "m"},
    {"partial-coroutines", Hang, StuckCause::NobodyLeft, "one,two", "one's,two's"},
};

INSTANTIATE_TEST_SUITE_P(EveryCase, Partial, ::testing::ValuesIn(PartialTruths), [](const auto& tested) { return nameOfCase(tested.param.id); });

TEST(VerdictOfProcesses, ARingThatAKillOpensIsClosedAgain) {
    const HostRun run = runCase("processes-partner-killed");
    EXPECT_EQ(run.outcome, "finished") << run.story();
    const auto ring = std::find_if(run.findings.all().begin(), run.findings.all().end(), [](const Finding& each) { return each.kind == Ring; });
    ASSERT_NE(ring, run.findings.all().end()) << run.story();
    EXPECT_GE(ring->openedAt, ring->at) << run.story();
}

TEST(VerdictOfProcesses, ALockThatAnotherProcessTakesOverIsNoHang) {
    const HostRun run = runCase("process-exit-holding");
    EXPECT_EQ(run.outcome, "finished") << run.story();
    ASSERT_EQ(run.findings.all().size(), 1u) << run.story();
    EXPECT_EQ(run.findings.all().front().kind, FindingKind::OwnerDied) << run.story();
}
/// Who only repeats what fails: named while it does so, with how often, and the run goes on.
class Repetition : public ::testing::TestWithParam<Truth> {};

TEST_P(Repetition, IsNamedWithWhoRepeatsWhatHowOften) {
    const Truth& truth = GetParam();
    const HostRun run = runHost({"verdict", "--set", std::string("case=") + truth.id}, {}, std::chrono::seconds(4));
    EXPECT_EQ(run.outcome, "timeout") << run.story();
    EXPECT_THAT(run.findingKinds(), ::testing::ElementsAre("livelock")) << run.story();
    std::set<std::string> lanes, objects;
    for (const Finding& finding : run.findings.all()) {
        EXPECT_LT(finding.openedAt, 0) << run.story();
        EXPECT_STREQ(analysis::stuckCauseName(finding.cause), analysis::stuckCauseName(truth.cause)) << run.story();
        for (const std::vector<LaneId>* some : {&finding.lanes, &finding.behind})
            for (const LaneId lane : *some)
                addNames(run.model, lane, lanes);
        for (const ObjectId object : finding.objects)
            objects.insert(std::string(run.model.name(object)));
        for (const analysis::CycleEdge& edge : finding.waits)
            EXPECT_NE(run.model.site(edge.waitSite), nullptr) << run.story();
        EXPECT_EQ(finding.times.size(), finding.waits.size());
        EXPECT_GE(*std::max_element(finding.times.begin(), finding.times.end()), analysis::Retries::Fewest) << run.story();
    }
    EXPECT_THAT(lanes, ::testing::IsSupersetOf(namesIn(truth.lanes))) << run.story();
    EXPECT_THAT(objects, ::testing::IsSupersetOf(namesIn(truth.objects))) << run.story();
}

const Truth RepetitionTruths[] = {
    {"livelock", FindingKind::Livelock, StuckCause::Cycle, "T1,T2", "a,b"},
    {"timed-again", FindingKind::Livelock, StuckCause::Cycle, "T1,T2", "a,b"},
    {"polling-hang", FindingKind::Livelock, StuckCause::NobodyLeft, "W,S,main", "c,o"},
    {"spinning-hang", FindingKind::Livelock, StuckCause::NobodyLeft, "T1,T2,main", "flag,m"},
    {"spinning-fast", FindingKind::Livelock, StuckCause::NobodyLeft, "T1,T2,main", "flag,m"},
    {"polling-queues", FindingKind::Livelock, StuckCause::NobodyLeft, "T1,T2", "q,r"},
    {"spinning-ring", FindingKind::Livelock, StuckCause::Cycle, "T1,T2", "a,b"},
    {"spinning-in-step", FindingKind::Livelock, StuckCause::Cycle, "T1,T2,main", "both"},
    {"livelock-of-two", FindingKind::Livelock, StuckCause::Cycle, "T1,T2", "a,b"},
    {"polling-of-three", FindingKind::Livelock, StuckCause::NobodyLeft, "W,S", "c,o"},
    {"putting-again", FindingKind::Livelock, StuckCause::NobodyLeft, "T1,T2", "q,r"},
    {"joining-each-other", FindingKind::Livelock, StuckCause::Cycle, "T1,T2", "T1,T2"},
};

INSTANTIATE_TEST_SUITE_P(EveryCase, Repetition, ::testing::ValuesIn(RepetitionTruths), [](const auto& tested) { return nameOfCase(tested.param.id); });
const Truth PartialPrimitiveTruths[] = {
    {"partial-asyncio-abba", Ring, StuckCause::Cycle, "one,two", "a,b"},
    {"partial-asyncio-lock-of-cancelled", Hang, StuckCause::OwnerGone, "holder 2", "lock"},
    {"partial-fibers-abba", Ring, StuckCause::Cycle, "one,two", "a,b"},
    {"partial-channel", Hang, StuckCause::NobodyLeft, "sender", "c"},
};

INSTANTIATE_TEST_SUITE_P(OfPrimitives, Partial, ::testing::ValuesIn(PartialPrimitiveTruths), [](const auto& tested) { return nameOfCase(tested.param.id); });

class Harmless : public ::testing::TestWithParam<const char*> {};

TEST_P(Harmless, IsSilentAboutWhatIsNoHang) {
    const HostRun run = runCase(GetParam());
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findings.all(), ::testing::IsEmpty()) << run.story();
    expectAgreement(run);
}

INSTANTIATE_TEST_SUITE_P(EveryCase, Harmless,
                         ::testing::Values("fp01", "fp02", "fp03", "fp04", "fp05", "fp06", "fp07", "fp08", "fp09", "fp10", "fp11", "ok01",
                                           "ok02", "ok03", "ok04", "ok05", "late-giver", "giver-after-rounds", "giver-waits-first", "timed-ring", "ping-pong-ok", "notified-before-ok",
                                           "gate-ok", "try-and-back-off-ok", "barrier-again-ok", "idle-workers-ok", "handed-over-ok", "daemon-waits-ok",
                                           "readers-and-a-writer-ok", "processes-talk-ok", "process-queue-ok", "coroutines-in-turn-ok",
                                           "process-semaphores-ok", "process-condition-ok", "process-barrier-ok", "process-barrier-broken-ok",
                                           "process-event-ok", "process-rwlock-read-twice-ok",
                                           "hidden-giver-ok", "hidden-giver-said-ok", "hidden-items-ok", "hidden-signal-said-ok", "hidden-in-child-ok", "pipe-late-ok", "pipe-slow-ok", "fifo-ok",
                                           "sockets-ping-pong", "sockets-late", "sockets-unread", "sockets-closed", "sockets-shut-down",
                                           "sockets-of-ended", "sockets-slow-reader", "sockets-accepts", "sockets-poll-at-most",
                                           "sockets-inherited", "sockets-async", "sockets-one-by-one",
                                           "polling-consumer", "polling-ticker", "trying-worker", "backing-off",
                                           "trying-philosophers", "looking-under-lock", "joining-again"),
                         [](const auto& tested) { return nameOfCase(tested.param); });

INSTANTIATE_TEST_SUITE_P(OfPrimitives, Harmless,
                         ::testing::Values("asyncio-cancelled-ok", "asyncio-released-by-other-ok", "asyncio-in-order-ok",
                                           "channel-late-receiver-ok", "select-late-case-ok", "channel-pipeline-ok", "barrier-dropped-ok", "barrier-broken-ok", "stop-late-ok",
                                           "futures-ok", "timed-locks-ok", "fibers-ok"),
                         [](const auto& tested) { return nameOfCase(tested.param); });

} // namespace
} // namespace braid::tests
