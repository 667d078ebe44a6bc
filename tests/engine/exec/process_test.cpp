// Child processes: lanes of their own in the same trace.

#include "engine/exec/output.h"
#include "engine/exec/process.h"
#include "engine/exec/thread.h"
#include "engine/sync/mutex.h"
#include "engine/sync/shared.h"
#include "tests/engine/recorded_run.h"

#include <csignal>
#include <gmock/gmock.h>
#include <unistd.h>

namespace braid {
namespace {

using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;
using trace::EventKind;

TEST(Process, WritesIntoTheSameTraceOnLanesOfItsOwn) {
    RecordedRun run;
    shared<int> number(1, "num");
    number = 2;
    process child("child", [&] {
        print("from the child");
        number = 3;
    });
    child.start();
    const exit_status status = child.join();
    EXPECT_EQ(status.code, 0);
    EXPECT_EQ(status.signal, 0);
    EXPECT_EQ(number.load(), 2) << "the child changed its own copy";
    run.finish();
    std::vector<EventKind> kinds = run.kindsOn(objectOf(child.id()));
    EXPECT_EQ(std::erase(kinds, EventKind::JoinBegin), 1u); // anywhere after the start
    EXPECT_THAT(kinds, ElementsAre(EventKind::LaneStart, EventKind::LaneBegin, EventKind::LaneEnd, EventKind::JoinEnd));
    const Seen* print = run.find(EventKind::Print);
    ASSERT_NE(print, nullptr);
    EXPECT_NE(print->lane, child.id()) << "printed by the child's main thread";
    std::vector<ObjectId> variables;
    for (const Seen& event : run.follow()) {
        if (event.kind == EventKind::DefineObject && event.words == "num")
            variables.push_back(event.object);
    }
    EXPECT_EQ(variables.size(), 2u) << "the copy is an object of its own";
    EXPECT_EQ(run.reader().gaps(), 0u);
    EXPECT_EQ(run.reader().damage(), "");
}

TEST(Process, ThatIsKilledIsReportedByItsParent) {
    RecordedRun run;
    process child("child", [] { pause(); });
    child.start();
    kill(child.pid(), SIGKILL);
    EXPECT_EQ(child.join().signal, SIGKILL);
    run.finish();
    ASSERT_NE(run.find(EventKind::LaneKilled), nullptr);
    EXPECT_EQ(run.find(EventKind::LaneKilled)->a, static_cast<std::uint64_t>(SIGKILL));
    EXPECT_EQ(run.find(EventKind::LaneKilled)->object, objectOf(child.id()));
}

TEST(Process, ThatThrowsEndsWithOne) {
    RecordedRun run;
    process child("child", [] { throw std::runtime_error("no"); });
    child.start();
    EXPECT_EQ(child.join().code, 1);
}

} // namespace
} // namespace braid
