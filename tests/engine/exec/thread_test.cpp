// Threads: their life, and what is recorded of it.

#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/exec/work.h"
#include "engine/sync/event.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

#include <memory>
#include <vector>

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

} // namespace
} // namespace braid
