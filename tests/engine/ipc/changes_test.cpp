// A count that processes wait for.

#include "engine/exec/processes/process.h"
#include "engine/ipc/changes.h"
#include "engine/ipc/shared_memory.h"

#include <gtest/gtest.h>

namespace braid::ipc {
namespace {

using namespace std::chrono_literals;

TEST(Changes, MissNothingThatIsToldBetweenAskingAndWaiting) {
    Changes changes;
    const std::uint32_t before = changes.count();
    changes.tellAll();
    EXPECT_TRUE(changes.await(before, {}));
    EXPECT_TRUE(changes.await(before, 0ns));
}

TEST(Changes, ComeInVainAfterTheLimit) {
    const Changes changes;
    EXPECT_FALSE(changes.await(changes.count(), 0ns));
    EXPECT_FALSE(changes.await(changes.count(), 1ms));
}

TEST(Changes, ReachOtherProcesses) {
    shared_memory<Changes> changes;
    process child("child", [&] { (void)changes->await(0, {}); });
    child.start();
    changes->tell(1);
    EXPECT_EQ(child.join().code, 0);
}

} // namespace
} // namespace braid::ipc
