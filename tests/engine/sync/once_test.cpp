#include "engine/sync/once.h"
#include "tests/engine/recorded_run.h"
#include "tests/engine/sync/threads.h"

#include <gmock/gmock.h>

#include <atomic>
#include <memory>
#include <stdexcept>

namespace braid {
namespace {

using test::joinAll;
using test::RecordedRun;
using test::startAll;
using trace::EventKind;

TEST(CallOnce, CallsOnceAndMakesTheOthersWaitForTheEnd) {
    RecordedRun run;
    once_flag flag("once");
    std::atomic<int> calls{0};
    std::atomic<bool> done{false};
    joinAll(startAll(4, [&] {
        call_once(flag, [&] {
            // Stays inside until all the others are seen to wait.
            run.awaitEvent(EventKind::AcquireWait, 3);
            ++calls;
            done = true;
        });
        EXPECT_TRUE(done);
    }));
    EXPECT_EQ(calls, 1);
    call_once(flag, [&] { ++calls; });
    EXPECT_EQ(calls, 1);
    run.finish();
    EXPECT_EQ(run.count(EventKind::Acquired), 4u);
    EXPECT_EQ(run.count(EventKind::Released), 4u);
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(CallOnce, LetsTheNextOneCallWhereTheFirstThrew) {
    for (const bool recorded : {false, true}) {
        std::unique_ptr<RecordedRun> run;
        if (recorded)
            run = std::make_unique<RecordedRun>();
        once_flag flag("once");
        int calls = 0;
        EXPECT_THROW(call_once(flag, [] { throw std::runtime_error("no"); }), std::runtime_error);
        call_once(flag, [&] { ++calls; });
        call_once(flag, [&] { ++calls; });
        EXPECT_EQ(calls, 1);
    }
}

} // namespace
} // namespace braid
