#include "engine/exec/threads/thread.h"
#include "engine/sync/event.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace braid {
namespace {

using test::RecordedRun;
using trace::EventKind;

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

} // namespace
} // namespace braid
