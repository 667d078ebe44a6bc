#include "engine/exec/threads/thread.h"
#include "engine/exec/work.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using test::Seen;
using trace::EventKind;

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
