#include "engine/model/text/sentence.h"

#include "engine/model/query/seek.h"
#include "engine/model/text/about_to.h"
#include "engine/model/text/names.h"
#include "engine/trace/operation_kind.h"
#include "tests/engine/model/events.h"

#include <gmock/gmock.h>
#include <set>

using namespace braid;
using namespace braid::model;
using namespace braid::tests;

namespace {

std::string says(const Story& story, EventIndex event) {
    return describe(story.model, event).english();
}

} // namespace

TEST(Sentences, FillTheirPlaces) {
    EXPECT_EQ(fill("%2 then %1 and %3", {"a", "%1"}), "%1 then a and %3");
    EXPECT_EQ(fill("100 %", {"a"}), "100 %");
    EXPECT_EQ(fill("%1 waits for condition %2, and %3", {"main", "condition #1 (a.c:3)", "thread #2"}), "main waits for condition #1 (a.c:3), and thread #2")
        << "the kind is said once";
    EXPECT_EQ(fill("waits for event %1", {"eventfd #2"}), "waits for eventfd #2");
    EXPECT_EQ(fill("waits at barrier %1", {"rendezvous"}), "waits at barrier rendezvous");
    EXPECT_EQ(fill("在屏障 %1 等待条件 %2", {"屏障 #1", "条件 #2"}), "在屏障 #1 等待条件 #2");
    EXPECT_EQ(fill("lock %1", {"lock #1"}), "lock lock #1") << "that is what is done with it";
    const Sentence nested{"Deadlock: %1", {}, {{"%1 waits", {"A"}, {}}, {"%1 waits", {"B"}, {}}}};
    EXPECT_EQ(nested.english(), "Deadlock: A waits; B waits");
    const Sentence followed{"%1 hangs", {"A"}, {{"%1 waits", {"B"}, {}}}};
    EXPECT_EQ(followed.english(), "A hangs; B waits");
    EXPECT_EQ(followed.in([](const char* p) { return std::string(p) == "%1 hangs" ? "%1 hängt" : "%1 wartet"; }),
              "A hängt; B wartet");
}

TEST(Sentences, ListEachPatternOnce) {
    std::set<std::string> seen;
    for (const char* pattern : sentencePatterns())
        EXPECT_TRUE(seen.insert(pattern).second) << pattern;
    EXPECT_GT(seen.size(), 150u);
}

TEST(Sentences, SayDurationsInTheFittingUnit) {
    EXPECT_EQ(durationText(0), "0 ns");
    EXPECT_EQ(durationText(64), "64 ns");
    EXPECT_EQ(durationText(999), "999 ns");
    EXPECT_EQ(durationText(1'000), "1 µs");
    EXPECT_EQ(durationText(1'234), "1.2 µs");
    EXPECT_EQ(durationText(830'400), "830 µs");
    EXPECT_EQ(durationText(999'600), "1 ms");
    EXPECT_EQ(durationText(412'345'678), "412 ms");
    EXPECT_EQ(durationText(2'100'000'000), "2.1 s");
    EXPECT_EQ(durationText(9'960'000'000), "10 s");
    EXPECT_EQ(durationText(600'000'000'000), "600 s");
    EXPECT_EQ(durationText(3'000'000'000'000), "50 min");
    EXPECT_EQ(durationText(-5'000'000), "-5 ms");
}

TEST(Sentences, TellOfLocks) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2"), c = story.thread("T3");
    const ObjectId lock = story.object(Story::Type::RecursiveMutex, "B");
    EXPECT_EQ(says(story, story.take(b, lock, 1)), "T2 takes B");
    const EventIndex wait = story.after(412_ms).wait(a, lock);
    EXPECT_EQ(says(story, wait), "T1 waits for B, held by T2 for 412 ms");
    EXPECT_EQ(says(story, story.wait(c, lock, 50_ms)), "T3 waits for B, held by T2 for 413 ms; at most 50 ms");
    EXPECT_EQ(says(story, story.take(b, lock, 2)), "T2 takes B again, depth 2");
    EXPECT_EQ(says(story, story.give(b, lock, 1)), "T2 releases B once, depth 1 left");
    const EventIndex gaveUp = story.after(46_ms).fail(c, lock, trace::Failure::TimedOut);
    EXPECT_EQ(says(story, gaveUp), "T3 gives up on B after 48 ms");
    EXPECT_EQ(says(story, story.fail(c, lock, trace::Failure::WouldBlock)),
              "T3 tries to take B and cannot: held by T2");
    EXPECT_EQ(says(story, story.give(b, lock)), "T2 releases B after 463 ms");
    const EventIndex taken = story.after(1200_ms).take(a, lock, 1);
    EXPECT_EQ(says(story, taken), "T1 takes B after 1.3 s");
    EXPECT_EQ(says(story, wait), "T1 waits for B, held by T2 for 412 ms") << "as of the moment of the event";
    EXPECT_EQ(says(story, story.wait(a, lock)), "T1 waits for B, which it holds itself");
}

TEST(Sentences, TellOfLanes) {
    Story story;
    const LaneId main = story.thread("main");
    const LaneId child = story.define("T1");
    EXPECT_EQ(says(story, story.start(main, child)), "main starts T1");
    EXPECT_EQ(says(story, story.begin(child)), "T1 begins");
    EXPECT_EQ(says(story, story.join(main, child)), "main waits for T1 to end");
    const EventIndex rename = story.add(Story::Kind::RenameLane, child, objectOf(child), 0, 0, "worker");
    EXPECT_EQ(says(story, rename), "T1 is called worker from here on");
    EXPECT_EQ(says(story, story.add(Story::Kind::SleepBegin, child, {}, 2'000'000'000)), "worker sleeps for 2 s");
    EXPECT_EQ(says(story, story.after(2000_ms).add(Story::Kind::SleepEnd, child)), "worker wakes up after 2 s");
    EXPECT_EQ(says(story, story.end(child)), "worker ends");
    EXPECT_EQ(says(story, story.joined(main, child)), "main sees that worker has ended, after 2 s");
    EXPECT_EQ(says(story, story.add(Story::Kind::Print, main, {}, 0, 0, "ending")), "main prints: ending");
    EXPECT_EQ(says(story, story.add(Story::Kind::IoEnd, main, {}, std::uint64_t(-11))),
              "main fails in its I/O with error 11");
    EXPECT_EQ(says(story, story.kill(main, main, 11)), "main crashes: SIGSEGV");
}

TEST(Sentences, TellWhatAWaitForIoIsFor) {
    Story story;
    const LaneId main = story.thread("main");
    const ObjectId socket = story.object(Story::Type::Descriptor, "socket"), loop = story.object(Story::Type::Loop, "poll (thread 1)");
    const auto begins = [&](ObjectId object, std::uint64_t fd, trace::IoCall call) {
        return story.add(Story::Kind::IoBegin, main, object, fd, trace::IoWaiting | static_cast<std::uint32_t>(call) << trace::IoCallShift, {}, false);
    };
    EXPECT_EQ(says(story, begins(socket, 0, trace::IoCall::Receive)), "main waits for data on descriptor 0");
    EXPECT_EQ(says(story, begins(loop, 5, trace::IoCall::Poll)), "main waits for one of the descriptors of poll (thread 1)");
    EXPECT_EQ(says(story, begins({}, 0, trace::IoCall::Poll)), "main waits for the outside world") << "nothing is known of what it is for";
}

TEST(Sentences, TellHowLongALaneWasHeld) {
    Story story;
    const LaneId lane = story.thread("T1");
    story.add(Story::Kind::HoldBegin, lane);
    EXPECT_EQ(says(story, story.after(4_ms).add(Story::Kind::HoldEnd, lane)), "T1 goes on after 4 ms");
}

TEST(Sentences, TellOfEventsVariablesAndQueues) {
    Story story;
    const LaneId main = story.thread("main"), a = story.thread("T4");
    const ObjectId flag = story.object(Story::Type::Event, "flag");
    const ObjectId num = story.object(Story::Type::Variable, "num");
    const ObjectId queue = story.object(Story::Type::Queue, "q", 20);
    EXPECT_EQ(says(story, story.await(a, flag)), "T4 waits for flag");
    EXPECT_EQ(says(story, story.signal(main, flag)), "main sets flag");
    EXPECT_EQ(says(story, story.wake(a, flag)), "T4 passes flag after 2 ms, woken by main");
    EXPECT_EQ(says(story, story.wake(a, flag)), "T4 passes flag");
    EXPECT_EQ(says(story, story.read(a, num, 100)), "T4 reads 100 from num");
    EXPECT_EQ(says(story, story.write(a, num, 99)), "T4 writes 99 to num");
    EXPECT_EQ(says(story, story.add(Story::Kind::Put, a, queue, 1, 0, "hello")), "T4 puts hello into q");
    EXPECT_EQ(says(story, story.add(Story::Kind::Get, main, queue, 1)), "main gets item 1 from q");
    EXPECT_EQ(says(story, story.add(Story::Kind::GetFailed, main, queue, 0,
                                    static_cast<std::uint32_t>(trace::Failure::Empty))),
              "main finds q empty");
    const auto fault = static_cast<std::uint32_t>(trace::Misuse::UnlockByNonOwner);
    EXPECT_EQ(says(story, story.add(Story::Kind::Fault, a, flag, 0, fault)), "T4 unlocks flag, which it does not hold");
}

TEST(Sentences, TellOfAnExchangeThatFailed) {
    Story story;
    const LaneId lane = story.thread("T1");
    const ObjectId num = story.object(Story::Type::Variable, "num");
    const EventIndex failed = story.add(Story::Kind::ExchangeFailed, lane, num, 0, 0, {}, false); // false: it takes no number
    EXPECT_EQ(says(story, failed), "T1 finds another value in num than it expected");
    EXPECT_THAT(story.model.lane(lane)->marks(), testing::SizeIs(1));
}

TEST(Sentences, TellFromWhichValueAVariableChangesInOneStep) {
    Story story;
    const LaneId lane = story.thread("T1");
    const ObjectId num = story.object(Story::Type::Variable, "num", 7), word = story.object(Story::Type::Variable, "word");
    EXPECT_EQ(says(story, story.modify(lane, num, 9)), "T1 changes num from 7 to 9 in one step") << "from its first value";
    EXPECT_EQ(says(story, story.modify(lane, num, 10)), "T1 changes num from 9 to 10 in one step");
    EXPECT_EQ(says(story, story.awaitChange(lane, num)), "T1 waits for num to change from 10");
    const auto exchange = [&](const char* text) { return story.add(Story::Kind::Modify, lane, word, 0, static_cast<std::uint32_t>(trace::ValueType::Text), text); };
    EXPECT_EQ(says(story, exchange("b")), "T1 changes word to \"b\" in one step") << "a first text is not in the trace";
    EXPECT_EQ(says(story, exchange("c")), "T1 changes word from \"b\" to \"c\" in one step");
}

TEST(Sentences, TellWhatAHeldLaneIsAboutToDo) {
    using trace::OperationKind;
    Story story;
    const LaneId one = story.thread("T1");
    const ObjectId lock = story.mutex("B");
    const auto bits = [](OperationKind kind) { return static_cast<std::uint32_t>(kind) << trace::HeldOperationShift; };
    const auto hold = [&](OperationKind kind, ObjectId object, std::uint64_t why = trace::HeldByPause) {
        const EventIndex held = story.add(Story::Kind::HoldBegin, one, object, why, bits(kind), {}, false);
        return std::pair(held, *story.model.lane(one)->at(story.now()));
    };
    const auto release = [&] { story.add(Story::Kind::HoldEnd, one); };
    const auto [held, interval] = hold(OperationKind::Lock, lock);
    EXPECT_EQ(says(story, held), "T1 is paused, about to lock B");
    EXPECT_EQ(sentenceAboutTo(story.model, story.model.event(held))->english(), "T1 is about to lock B");
    EXPECT_EQ(shortAboutTo(story.model, *story.model.lane(one), story.now())->english(), "about to lock B");
    const Lane& lane = *story.model.lane(one);
    EXPECT_EQ(describe(story.model, lane, lane.intervals().back(), story.now()).english(), "T1 is paused, about to lock B");
    release();
    EXPECT_FALSE(shortAboutTo(story.model, lane, story.now()));
    EXPECT_TRUE(story.model.object(lock)->users.empty()) << "it has not used the lock yet";
    EXPECT_EQ(nextOfObject(story.model, lock, {}, Direction::Forward), NoEvent) << "that it was about to is no event of the lock";
    EXPECT_EQ(says(story, hold(OperationKind::Print, {}, 0).first), "T1 is held by slow motion, about to print");
    release();
    EXPECT_EQ(says(story, hold(OperationKind::Lock, lock, trace::HeldForTurn).first), "T1 waits for its turn, about to lock B");
    EXPECT_EQ(describe(story.model, lane, lane.intervals().back(), story.now()).english(), "T1 has been waiting for its turn for 0 ns");
    release();
    EXPECT_EQ(describe(story.model, lane, lane.intervals()[lane.intervals().size() - 2], story.now()).english(), "T1 waited for its turn for 1 ms");
    EXPECT_EQ(says(story, hold(OperationKind::BeginTask, {}).first), "T1 is paused, about to begin a task");
    release();
    const auto fd = story.object(Story::Type::Descriptor, "door (fd 5)");
    EXPECT_EQ(says(story, hold(trace::systemCall(trace::IoCall::Accept), fd).first), "T1 is paused, about to call accept on door (fd 5)");
    release();
    EXPECT_EQ(says(story, hold(OperationKind::None, {}).first), "T1 is paused by the person") << "as in a trace of before";
    release();
    EXPECT_EQ(says(story, hold(static_cast<OperationKind>(99), lock).first), "T1 is paused by the person") << "of a later version";
}

TEST(Sentences, TellWhatALaneDoes) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T3");
    const ObjectId lock = story.mutex("A");
    story.take(a, lock);
    story.wait(b, lock);
    const Lane& lane = *story.model.lane(b);
    EXPECT_EQ(describe(story.model, lane, lane.intervals().back(), story.now() + 1200_ms).english(),
              "T3 has been blocked on A for 1.2 s, held by T1");
    story.give(a, lock);
    story.take(b, lock);
    EXPECT_EQ(describe(story.model, lane, lane.intervals()[2], story.now()).english(),
              "T3 was blocked on A for 2 ms, held by T1");
    story.join(a, b);
    const Lane& joiner = *story.model.lane(a);
    EXPECT_EQ(describe(story.model, joiner, joiner.intervals().back(), story.now() + 5_ms).english(),
              "T1 has been waiting for T3 to end for 5 ms");
}

TEST(Names, AreStableWordsForMachines) {
    EXPECT_STREQ(nameOf(State::IoWait), "io_wait");
    EXPECT_STREQ(nameOf(trace::ObjectKind::RecursiveMutex), "recursive_mutex");
    EXPECT_STREQ(nameOf(trace::Outcome::TimedOut), "timeout");
    EXPECT_STREQ(nameOf(trace::LaneKind::Process), "process");
    EXPECT_STREQ(nameOf(trace::EventKind::AcquireWait), "acquire_wait");
    EXPECT_STREQ(nameOf(static_cast<State>(99)), "unknown");
}
