// Events between processes: who waits goes on, a flag that is up for a moment only, a waiter or a setter that dies.

#include "engine/exec/processes/process.h"
#include "engine/ipc/process_event.h"
#include "tests/engine/modeled_run.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::ModeledRun;
using testing::ElementsAre;
using trace::EventKind;

TEST(ProcessEvent, LetsAllGoOnThatWaitInWhateverProcess) {
    constexpr int Processes = 3;
    ModeledRun run;
    process_event go("go");
    std::deque<process> children;
    for (int k = 0; k < Processes; ++k)
        children.emplace_back("child " + std::to_string(k), [&] { go.wait(); }).start();
    run.tellUntil([&] { return run.objectNamed("go") && run.objectNamed("go")->waiters.size() == Processes; });
    EXPECT_FALSE(go.is_set());
    go.set();
    for (process& child : children)
        EXPECT_EQ(child.join().code, 0);
    EXPECT_TRUE(go.is_set());
    EXPECT_TRUE(go.wait_for(0s)) << "it is still up";
    run.finishTelling();
    EXPECT_EQ(run.arrows(model::ArrowKind::Wake), std::size_t{Processes});
    EXPECT_EQ(run.reader().gaps(), 0U);
    EXPECT_TRUE(run.findings.all().empty());
}

TEST(ProcessEvent, LetsThoseGoWhoWaitedAlsoWhereItIsClearedAtOnce) {
    ModeledRun run;
    process_event go("go");
    process child("child", [&] { go.wait(); });
    child.start();
    run.tellUntil([&] { return run.objectNamed("go") && run.objectNamed("go")->waiters.size() == 1; });
    go.set();
    go.clear();
    EXPECT_EQ(child.join().code, 0);
    EXPECT_FALSE(go.is_set());
    EXPECT_FALSE(go.wait_for(1ms));
    run.finishTelling();
}

TEST(ProcessEvent, IsUsableWhenOneThatWaitedWasKilled) {
    ModeledRun run;
    process_event go("go");
    process child("child", [&] { go.wait(); });
    child.start();
    run.tellUntil([&] { return run.objectNamed("go") && run.objectNamed("go")->waiters.size() == 1; });
    child.kill();
    child.join();
    process second("second", [&] { go.wait(); });
    second.start();
    run.tellUntil([&] { return run.count(EventKind::WaitBegin) == 2; });
    go.set();
    EXPECT_EQ(second.join().code, 0);
    run.finishTelling();
    EXPECT_THAT(run.kindsOn(run.objectNamed("go")->id), ElementsAre(EventKind::WaitBegin, EventKind::WaitBegin, EventKind::Signal, EventKind::WaitEnd));
}

TEST(ProcessEvent, WorksWhereNothingIsRecorded) {
    process_event go;
    EXPECT_FALSE(go.wait_for(1ms));
    go.set();
    go.wait();
    go.clear();
    EXPECT_FALSE(go.is_set());
}

} // namespace
} // namespace braid
