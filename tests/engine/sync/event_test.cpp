#include "engine/sync/event.h"
#include "tests/engine/recorded_run.h"
#include "tests/engine/sync/threads.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::joinAll;
using test::RecordedRun;
using test::startAll;
using test::Threads;
using testing::ElementsAre;
using trace::EventKind;

TEST(Event, LetsAllItsWaitersGoWithOneSet) {
    RecordedRun run;
    event flag("flag");
    const Threads threads = startAll(5, [&] { flag.wait(); });
    run.followUntil([&](const auto&) { return run.count(EventKind::WaitBegin) == 5; });
    EXPECT_EQ(run.count(EventKind::WaitEnd), 0u);
    flag.set();
    joinAll(threads);
    flag.wait(); // is up: goes on at once
    run.finish();
    EXPECT_EQ(run.count(EventKind::WaitBegin), 5u);
    EXPECT_EQ(run.count(EventKind::WaitEnd), 6u);
    EXPECT_EQ(run.count(EventKind::Signal), 1u);
}

TEST(Event, GivesUpWhenItsTimeIsOverAndBlocksAgainAfterClear) {
    RecordedRun run;
    event flag("flag");
    EXPECT_FALSE(flag.wait_for(2ms));
    flag.set();
    EXPECT_TRUE(flag.is_set());
    EXPECT_TRUE(flag.wait_for(10s));
    flag.clear();
    EXPECT_FALSE(flag.is_set());
    EXPECT_FALSE(flag.wait_for(2ms));
    run.finish();
    EXPECT_THAT(run.kindsOn(run.objectCalled("flag")),
                ElementsAre(EventKind::WaitBegin, EventKind::WaitEnd, EventKind::Signal, EventKind::WaitEnd, EventKind::Clear,
                            EventKind::WaitBegin, EventKind::WaitEnd));
    EXPECT_EQ(run.follow().back().b, 1u);
}

} // namespace
} // namespace braid
