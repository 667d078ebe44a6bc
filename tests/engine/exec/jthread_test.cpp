#include "engine/exec/threads/jthread.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

#include <atomic>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using trace::EventKind;

TEST(Jthread, StopsAndJoinsWhenItGoes) {
    RecordedRun run;
    std::atomic<bool> ended{false};
    {
        const jthread worker("worker", [&](const stop_token& token) {
            while (!token.stop_requested())
                this_thread::sleep_for(1ms);
            ended = true;
        });
        EXPECT_TRUE(worker.joinable());
    }
    EXPECT_TRUE(ended);
    {
        jthread first("first", [] {});
        const jthread second(std::move(first));
        EXPECT_FALSE(first.joinable());
    }
    run.finish();
    EXPECT_EQ(run.count(EventKind::LaneEnd), 2u);
}

} // namespace
} // namespace braid
