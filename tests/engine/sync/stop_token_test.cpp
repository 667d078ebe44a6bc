#include "engine/exec/threads/thread.h"
#include "engine/sync/event.h"
#include "engine/sync/stop_token.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

namespace braid {
namespace {

using test::RecordedRun;
using trace::EventKind;

TEST(StopCallback, RunsInTheLaneThatRequestsTheStop) {
    stop_source stop;
    std::thread::id ran;
    const stop_callback callback(stop.get_token(), [&] { ran = std::this_thread::get_id(); });
    std::thread other([&] { stop.request_stop(); });
    const std::thread::id requester = other.get_id();
    other.join();
    EXPECT_EQ(ran, requester);
}

TEST(StopCallback, RunsAtOnceWhereAStopWasRequestedAndNotOnceItIsGone) {
    stop_source stop;
    int ran = 0;
    {
        const stop_callback gone(stop.get_token(), [&] { ran += 100; });
    }
    stop.request_stop();
    const stop_callback late(stop.get_token(), [&] { ++ran; });
    const stop_callback never(stop_token(), [&] { ran += 100; });
    EXPECT_EQ(ran, 1);
}

TEST(StopCallback, MayEndItselfWhileItRuns) {
    stop_source stop;
    std::optional<stop_callback> callback;
    bool ran = false;
    callback.emplace(stop.get_token(), [&] {
        callback.reset();
        ran = true;
    });
    stop.request_stop();
    EXPECT_TRUE(ran);
}

TEST(StopCallback, IsWaitedForByWhoDestroysIt) {
    RecordedRun run;
    stop_source stop("S");
    event begun("begun"), mayEnd("may end");
    std::atomic<bool> ended{false};
    std::optional<stop_callback> callback;
    callback.emplace(stop.get_token(), [&] {
        begun.set();
        mayEnd.wait();
        ended = true;
    });
    thread requester("requester", [&] { stop.request_stop(); });
    requester.start();
    begun.wait();
    thread destroyer("destroyer", [&] {
        callback.reset();
        EXPECT_TRUE(ended);
    });
    destroyer.start();
    run.followUntil([&](const auto& events) {
        return std::any_of(events.begin(), events.end(), [&](const auto& one) {
            return one.kind == EventKind::WaitBegin && one.object == run.objectCalled("S");
        });
    });
    mayEnd.set();
    destroyer.join();
    requester.join();
    run.finish();
}

} // namespace
} // namespace braid
