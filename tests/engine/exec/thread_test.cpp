// Threads: their life, their registry, and what they say about it.

#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/exec/work.h"
#include "engine/sync/event.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;
using trace::EventKind;

TEST(Thread, TellsItsWholeLifeInOrder) {
    RecordedRun run;
    thread child("T1", [] { print("hello"); });
    EXPECT_FALSE(child.is_alive());
    child.start();
    child.join();
    EXPECT_FALSE(child.is_alive());
    run.finish();
    std::vector<EventKind> kinds = run.kindsOn(objectOf(child.id()));
    std::erase(kinds, EventKind::JoinBegin);   // only where main was there first
    std::erase(kinds, EventKind::OffCpuOther); // only where the machine is busy, and not told by it
    EXPECT_THAT(kinds, ElementsAre(EventKind::LaneStart, EventKind::LaneBegin, EventKind::LaneEnd, EventKind::JoinEnd));
    EXPECT_EQ(run.find(EventKind::Print)->lane, child.id());
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(Thread, MayBeAClassThatOverridesRun) {
    struct Greeter : thread {
        Greeter() : thread("greeter") {}
        void run() override { print("run"); }
    };
    RecordedRun run;
    std::make_shared<Greeter>()->start(); // keeps itself alive while it runs
    threads::join_all();
    run.finish();
    ASSERT_NE(run.find(EventKind::Print), nullptr);
    EXPECT_EQ(run.find(EventKind::Print)->words, "run");
    EXPECT_EQ(run.find(EventKind::Fault), nullptr);
}

TEST(Thread, JoinWithALimitGivesUp) {
    RecordedRun run;
    event go("go");
    thread child("T1", [&] { go.wait(); });
    child.start();
    EXPECT_FALSE(child.join_for(2ms));
    go.set();
    EXPECT_TRUE(child.join_for(1min));
    run.finish();
    std::vector<std::uint32_t> ends;
    for (const Seen& event : run.follow()) {
        if (event.kind == EventKind::JoinEnd)
            ends.push_back(event.b);
    }
    EXPECT_THAT(ends, ElementsAre(1, 0));
}

TEST(Thread, MisusedBecomesAFindingAndNothingWorse) {
    RecordedRun run;
    thread child("T1", [] {});
    child.join();
    child.start();
    child.start();
    child.join();
    child.join();
    thread* self = nullptr;
    thread self_joining("T2", [&self] { self->join(); });
    self = &self_joining;
    self_joining.start();
    self_joining.join();
    run.finish();
    std::vector<trace::Misuse> faults;
    for (const Seen& event : run.follow()) {
        if (event.kind == EventKind::Fault)
            faults.push_back(static_cast<trace::Misuse>(event.b));
    }
    EXPECT_THAT(faults, ElementsAre(trace::Misuse::JoinNotStarted, trace::Misuse::StartTwice, trace::Misuse::JoinTwice,
                                    trace::Misuse::JoinOfSelf));
}

TEST(Thread, InheritsBeingADaemonFromItsMaker) {
    RecordedRun run;
    bool inherited = false;
    bool overruled = true;
    thread daemon("D", [&] {
        thread child("child", [] {});
        thread other("other", [] {}, {.daemon = false});
        inherited = child.daemon();
        overruled = other.daemon();
    },
                  {.daemon = true});
    daemon.start();
    daemon.join();
    EXPECT_TRUE(daemon.daemon());
    EXPECT_TRUE(inherited);
    EXPECT_FALSE(overruled);
}

TEST(Registry, ListsTheLivingThreadsWithTheirNames) {
    RecordedRun run;
    EXPECT_EQ(threads::active_count(), 1u);
    event go("go");
    thread first("first", [&] { go.wait(); });
    thread second([&] {
        this_thread::set_name("renamed");
        go.wait();
    });
    first.start();
    second.start();
    run.followUntil([&](const auto&) { return run.count(EventKind::WaitBegin) == 2; });
    std::vector<std::string> names;
    std::vector<LaneId> lanes;
    for (const threads::info& thread : threads::enumerate()) {
        names.push_back(thread.name);
        lanes.push_back(thread.id);
    }
    EXPECT_THAT(lanes, testing::UnorderedElementsAre(this_thread::id(), first.id(), second.id()));
    EXPECT_TRUE(this_thread::id());
    EXPECT_THAT(names, testing::UnorderedElementsAre("main", "first", "renamed"));
    EXPECT_TRUE(first.is_alive());
    go.set();
    first.join();
    second.join();
    EXPECT_EQ(threads::active_count(), 1u);
    run.finish();
    EXPECT_EQ(run.find(EventKind::RenameLane)->words, "renamed");
}

TEST(Thread, MayBeRenamedByAnotherOneWhileItBegins) {
    // What it shows is for ThreadSanitizer: the name is read and written under its lock.
    for (int i = 0; i < 200; ++i) {
        thread one("T1", [] {});
        one.start();
        one.set_name("a name that is longer than what fits into a string");
        one.join();
        EXPECT_EQ(one.name(), "a name that is longer than what fits into a string");
    }
}

TEST(Thread, MayBeJoinedForAsLongAsALimitCanBe) {
    thread one("T1", [] {});
    one.start();
    EXPECT_TRUE(one.join_for(std::chrono::nanoseconds::max()));
}

TEST(Registry, JoinAllWaitsForAllButTheDaemons) {
    RecordedRun run;
    event never("never");
    event go("go");
    std::atomic<int> ended{0};
    auto daemon = std::make_unique<thread>(
        "D", [&] { never.wait(); }, thread::options{.daemon = true});
    daemon->start();
    thread one("T1", [&] {
        go.wait();
        ++ended;
    });
    one.start();
    go.set();
    threads::join_all();
    EXPECT_EQ(ended.load(), 1);
    EXPECT_TRUE(daemon->is_alive());
    never.set();
    daemon->join();
}

TEST(Work, UsesProcessorTimeAndSeesWhenItWasTakenAway) {
    RecordedRun run;
    ASSERT_TRUE(pin_to_one_core());
    // Two on one core: each must be ready for about as long as the other runs.
    const auto compute = [] { this_thread::work(60ms); };
    thread one("T1", compute);
    thread two("T2", compute);
    one.start();
    two.start();
    one.join();
    two.join();
    pin_to_all_cores();
    run.finish();
    std::chrono::nanoseconds off{0};
    for (const Seen& event : run.follow()) {
        if (event.kind == EventKind::OffCpu)
            off += std::chrono::nanoseconds(event.a);
    }
    EXPECT_GE(off, 30ms);
}

} // namespace
} // namespace braid
