#include "tests/engine/model/events.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace {

std::vector<State> statesOf(const Lane& lane) {
    std::vector<State> states;
    for (const Interval& interval : lane.intervals())
        states.push_back(interval.state);
    return states;
}

} // namespace

TEST(Lanes, FormATreeOfProcessesThreadsAndCoroutines) {
    Story story;
    const LaneId process = story.process("python");
    const LaneId main = story.define("main", trace::LaneKind::Thread, process);
    const LaneId fiber = story.define("fiber", trace::LaneKind::Coroutine, main);
    EXPECT_THAT(story.model.roots(), ElementsAre(process));
    EXPECT_THAT(story.model.lane(process)->children, ElementsAre(main));
    EXPECT_THAT(story.model.lane(main)->children, ElementsAre(fiber));
    EXPECT_EQ(story.model.lane(fiber)->parent, main);
    EXPECT_THAT(story.model.lanes(), ElementsAre(process, main, fiber));
    EXPECT_THAT(story.model.lane(process)->intervals(), IsEmpty());
}

TEST(Lanes, AreCreatedReadyRunningAndDone) {
    Story story;
    const LaneId main = story.thread("main");
    const LaneId child = story.define("T1");
    const EventIndex start = story.start(main, child);
    const EventIndex begin = story.begin(child);
    story.end(child);
    const Lane& lane = *story.model.lane(child);
    EXPECT_THAT(statesOf(lane), ElementsAre(State::Created, State::Ready, State::Running));
    EXPECT_EQ(lane.starter, main);
    EXPECT_EQ(lane.osId, 4000 + child.value);
    EXPECT_EQ(lane.end, End::Finished);
    EXPECT_EQ(lane.ended, story.now());
    EXPECT_EQ(lane.intervals().back().end, story.now());
    EXPECT_FALSE(lane.at(story.now()));
    EXPECT_FALSE(lane.at(lane.created - 1));
    EXPECT_EQ(lane.at(story.now() - 1)->state, State::Running);
    ASSERT_THAT(story.model.arrows(), SizeIs(1));
    EXPECT_EQ(story.model.arrows()[0].from, start);
    EXPECT_EQ(story.model.arrows()[0].to, begin);
    EXPECT_EQ(story.model.arrows()[0].kind, ArrowKind::Start);
}

TEST(Lanes, SleepWaitForIoAndCopy) {
    Story story;
    const LaneId lane = story.thread("T1");
    story.add(Story::Kind::SleepBegin, lane, {}, 2'000'000);
    story.add(Story::Kind::SleepEnd, lane);
    story.add(Story::Kind::IoBegin, lane, {}, 7, 0);
    story.add(Story::Kind::IoBegin, lane, {}, 7, 1);
    story.add(Story::Kind::IoEnd, lane, {}, 12);
    EXPECT_THAT(statesOf(*story.model.lane(lane)),
                ElementsAre(State::Created, State::Running, State::Sleeping, State::Running, State::IoWait,
                            State::IoCopy, State::Running));
    EXPECT_TRUE(story.model.lane(lane)->intervals()[2].timed);
}

TEST(Lanes, HeldAtTheSchedulingPointAreReadyAndGoOnAsTheyWere) {
    Story story;
    const LaneId lane = story.thread("T1");
    story.add(Story::Kind::HoldBegin, lane);
    EXPECT_EQ(story.model.lane(lane)->intervals().back().state, State::Ready);
    story.add(Story::Kind::HoldEnd, lane);
    EXPECT_EQ(story.model.lane(lane)->intervals().back().state, State::Running);
    story.add(Story::Kind::SleepBegin, lane, {}, 2'000'000);
    story.add(Story::Kind::HoldBegin, lane);
    story.add(Story::Kind::HoldEnd, lane);
    EXPECT_EQ(story.model.lane(lane)->intervals().back().state, State::Sleeping);
}

TEST(Lanes, OffCpuCutsAReadyStretchOutOfTheRunningOne) {
    Story story;
    const LaneId id = story.thread("T1");
    const Nanos began = story.now();
    story.after(10_ms).add(Story::Kind::OffCpu, id, {}, 4_ms);
    const Lane& lane = *story.model.lane(id);
    EXPECT_THAT(statesOf(lane), ElementsAre(State::Created, State::Running, State::Ready, State::Running));
    EXPECT_EQ(lane.intervals()[2].begin, began + 6_ms);
    EXPECT_EQ(lane.intervals()[3].begin, began + 10_ms);
}

TEST(Lanes, OffCpuLongerThanTheRunningStretchTakesAllOfIt) {
    Story story;
    const LaneId id = story.thread("T1");
    const Nanos began = story.now();
    story.after(10_ms).add(Story::Kind::OffCpu, id, {}, UINT64_MAX);
    const Lane& lane = *story.model.lane(id);
    EXPECT_THAT(statesOf(lane), ElementsAre(State::Created, State::Ready, State::Running));
    EXPECT_EQ(lane.intervals()[1].begin, began);
}

TEST(Lanes, JoinIsAWaitThatTheEndOfTheOtherReleases) {
    Story story;
    const LaneId main = story.thread("main");
    const LaneId child = story.thread("T1");
    story.join(main, child);
    EXPECT_EQ(story.model.lane(main)->intervals().back().state, State::Waiting);
    EXPECT_EQ(story.model.lane(main)->intervals().back().object, objectOf(child));
    const EventIndex end = story.end(child);
    const EventIndex joined = story.joined(main, child);
    EXPECT_EQ(story.model.lane(main)->intervals().back().state, State::Running);
    EXPECT_EQ(story.model.arrows().back().from, end);
    EXPECT_EQ(story.model.arrows().back().to, joined);
    EXPECT_EQ(story.model.arrows().back().kind, ArrowKind::Join);
}

TEST(Lanes, JoinThatTimesOutIsMarkedAndHasNoArrow) {
    Story story;
    const LaneId main = story.thread("main");
    const LaneId child = story.thread("T1");
    story.join(main, child, 5_ms);
    EXPECT_TRUE(story.model.lane(main)->intervals().back().timed);
    const EventIndex gaveUp = story.joined(main, child, true);
    EXPECT_THAT(story.model.arrows(), IsEmpty());
    EXPECT_THAT(story.model.lane(main)->marks(), ElementsAre(gaveUp));
}

TEST(Lanes, KeepTheirFormerNames) {
    Story story;
    const LaneId id = story.thread("Thread-1");
    story.add(Story::Kind::RenameLane, id, objectOf(id), 0, 0, "worker");
    const Lane& lane = *story.model.lane(id);
    EXPECT_EQ(lane.name, "worker");
    EXPECT_EQ(story.model.name(objectOf(id)), "worker");
    EXPECT_EQ(lane.nameAt(story.now() - 1), "Thread-1");
    EXPECT_EQ(lane.nameAt(story.now()), "worker");
}

TEST(Lanes, DaemonIsKilledWithItsProcess) {
    Story story;
    const LaneId process = story.process("python");
    const LaneId main = story.thread("main", process);
    const LaneId daemon = story.thread("D", process, true);
    const ObjectId queue = story.object(Story::Type::Queue, "q", 0);
    story.add(Story::Kind::GetWait, daemon, queue);
    story.end(main);
    story.end(process);
    EXPECT_TRUE(story.model.lane(daemon)->daemon);
    EXPECT_EQ(story.model.lane(main)->end, End::Finished);
    EXPECT_EQ(story.model.lane(daemon)->end, End::KilledWithProcess);
    EXPECT_EQ(story.model.lane(daemon)->ended, story.model.runTime(story.now()));
    EXPECT_THAT(story.model.object(queue)->waiters, IsEmpty());
}

TEST(Lanes, ChildProcessOutlivesItsParent) {
    Story story;
    const LaneId parent = story.process("parent");
    const LaneId child = story.process("child", parent);
    const LaneId main = story.thread("main", child);
    story.end(parent);
    EXPECT_EQ(story.model.lane(child)->end, End::Alive);
    EXPECT_EQ(story.model.lane(main)->end, End::Alive);
}

TEST(Lanes, AreKilledBySomebodysSignalAndCrashByTheirOwn) {
    Story story;
    const LaneId main = story.thread("main");
    const auto endOf = [&](std::uint64_t signal, trace::Death how, std::string_view text = {}) {
        const LaneId lane = story.thread("T");
        story.add(Story::Kind::LaneKilled, main, objectOf(lane), signal, static_cast<std::uint32_t>(how), text);
        return story.model.lane(lane);
    };
    EXPECT_EQ(endOf(9, trace::Death::Unexpected)->end, End::Killed);
    EXPECT_EQ(endOf(15, trace::Death::Unexpected)->end, End::Killed);
    EXPECT_EQ(endOf(11, trace::Death::Unexpected)->end, End::Crashed);
    EXPECT_EQ(endOf(6, trace::Death::Unexpected)->end, End::Crashed);
    EXPECT_EQ(endOf(11, trace::Death::Asked)->end, End::Killed);
    EXPECT_EQ(endOf(0, trace::Death::Unexpected, "ended with status 3")->end, End::Failed);
    EXPECT_EQ(endOf(11, trace::Death::Unexpected, "killed by SIGSEGV (Segmentation fault)")->endCause(), "SIGSEGV (Segmentation fault)");
}

TEST(Lanes, KilledAndFailedSayWhy) {
    Story story;
    const LaneId main = story.thread("main");
    const LaneId a = story.thread("A"), b = story.thread("B");
    story.kill(main, a, 9);
    story.end(b, 3);
    EXPECT_EQ(story.model.lane(a)->end, End::Killed);
    EXPECT_EQ(story.model.lane(a)->endMessage, "killed by SIGKILL");
    EXPECT_EQ(story.model.lane(b)->end, End::Failed);
    EXPECT_EQ(story.model.lane(b)->endMessage, "exit status 3");
}

TEST(Lanes, FinishCutsOffWhoeverIsStillAlive) {
    Story story;
    const LaneId process = story.process("python");
    const LaneId stuck = story.thread("T1", process);
    const LaneId gone = story.thread("T2", process);
    const LaneId unused = story.define("T3", trace::LaneKind::Thread, process);
    const ObjectId event = story.object(Story::Type::Event, "flag");
    story.await(stuck, event, 1'000_ms);
    story.end(gone);
    story.model.finish(100_ms, trace::Outcome::Stopped);
    const Nanos end = story.model.runTime(100_ms);
    EXPECT_EQ(story.model.endTime(), end);
    EXPECT_TRUE(story.model.finished());
    EXPECT_EQ(story.model.outcome(), trace::Outcome::Stopped);
    const Lane& lane = *story.model.lane(stuck);
    EXPECT_EQ(lane.end, End::KilledWithProcess);
    EXPECT_EQ(lane.ended, end);
    EXPECT_TRUE(lane.cutOff);
    EXPECT_EQ(lane.at(end)->state, State::Waiting);
    EXPECT_FALSE(lane.at(end + 1_ms));
    EXPECT_FALSE(story.model.lane(gone)->cutOff);
    EXPECT_EQ(story.model.lane(unused)->end, End::Finished);
    EXPECT_EQ(story.model.lane(process)->end, End::Killed);
}

TEST(Lanes, CoroutinesTakeTurnsOnTheirThread) {
    Story story;
    const LaneId thread = story.thread("main");
    const LaneId a = story.define("A", trace::LaneKind::Coroutine, thread);
    const LaneId b = story.define("B", trace::LaneKind::Coroutine, thread);
    const EventIndex resume = story.add(Story::Kind::Resume, thread, objectOf(a));
    EXPECT_EQ(story.model.lane(a)->intervals().back().state, State::Running);
    const EventIndex print = story.add(Story::Kind::Print, a, {}, 0, 0, "ok1");
    EXPECT_EQ(story.model.arrows().back().from, resume);
    EXPECT_EQ(story.model.arrows().back().to, print);
    EXPECT_EQ(story.model.arrows().back().kind, ArrowKind::Resume);
    story.add(Story::Kind::Resume, a, objectOf(b));
    EXPECT_EQ(story.model.lane(a)->intervals().back().state, State::Suspended);
    EXPECT_EQ(story.model.lane(b)->intervals().back().state, State::Running);
    story.add(Story::Kind::Suspend, b);
    EXPECT_EQ(story.model.lane(b)->intervals().back().state, State::Suspended);
    story.add(Story::Kind::Resume, b, objectOf(thread));
    EXPECT_EQ(story.model.lane(thread)->intervals().back().state, State::Running);
}

TEST(Lanes, CoroutineThatBlocksBlocksItsThread) {
    Story story;
    const LaneId thread = story.thread("main");
    const LaneId a = story.define("A", trace::LaneKind::Coroutine, thread);
    story.add(Story::Kind::Resume, thread, objectOf(a));
    story.add(Story::Kind::SleepBegin, a, {}, 5'000'000);
    EXPECT_EQ(story.model.lane(thread)->intervals().back().state, State::Sleeping);
    story.add(Story::Kind::SleepEnd, a);
    EXPECT_EQ(story.model.lane(thread)->intervals().back().state, State::Running);
}
