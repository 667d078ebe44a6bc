#include "engine/exec/processes/process.h"
#include "engine/ipc/shared_memory.h"
#include "engine/trace/recording/shared_traced_object.h"
#include "tests/engine/recorded_run.h"

#include <atomic>

namespace braid {
namespace {

using test::RecordedRun;
using trace::EventKind;

TEST(SharedMemory, IsTheSameInParentAndChild) {
    shared_memory<int> number(1);
    shared_memory<std::atomic<int>[]> many(3);
    process child("child", [&] {
        *number = 42;
        many[2] += 7;
    });
    child.start();
    child.join();
    EXPECT_EQ(*number, 42);
    EXPECT_EQ(many[0], 0);
    EXPECT_EQ(many[2], 7);
    EXPECT_EQ(many.size(), 3U);
}

TEST(SharedTracedObject, IsOneObjectWithOneOrderInAllProcesses) {
    constexpr int Processes = 4;
    constexpr int Each = 500;
    RecordedRun run;
    trace::SharedTracedObject object(trace::ObjectKind::Variable, "shared");
    std::deque<process> children;
    for (int k = 0; k < Processes; ++k)
        children
            .emplace_back("child",
                          [&] {
                              for (int i = 0; i < Each; ++i)
                                  trace::append(EventKind::Write, object.id(), object.next(), SiteId{});
                          })
            .start();
    for (process& child : children)
        child.join();
    run.finish();
    std::uint32_t last = 0;
    std::size_t defined = 0;
    for (const test::Seen& event : run.follow()) {
        defined += event.kind == EventKind::DefineObject && event.words == "shared" ? 1 : 0;
        if (event.kind == EventKind::Write) {
            EXPECT_EQ(event.sequence, ++last) << "in the order of their numbers, without gaps";
        }
    }
    EXPECT_EQ(defined, 1U);
    EXPECT_EQ(last, std::uint32_t{Processes * Each});
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(SharedTracedObject, OfAnEarlierRecordingIntroducesItselfAnew) {
    trace::SharedTracedObject object(trace::ObjectKind::Variable, "old");
    for (int i = 0; i < 2; ++i) {
        RecordedRun run;
        trace::append(EventKind::Write, object.id(), object.next(), SiteId{});
        run.finish();
        EXPECT_TRUE(run.objectCalled("old"));
        ASSERT_NE(run.find(EventKind::Write), nullptr);
        EXPECT_EQ(run.find(EventKind::Write)->sequence, 1U);
    }
}

} // namespace
} // namespace braid
