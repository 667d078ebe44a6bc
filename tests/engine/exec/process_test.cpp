// Child processes: lanes of their own in the same trace.

#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/mutex.h"
#include "engine/sync/shared.h"
#include "tests/engine/recorded_run.h"

#include <atomic>
#include <csignal>
#include <deque>
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

TEST(Process, ThatThrowsEndsWithOneAndTheTextStandsInTheTrace) {
    RecordedRun run;
    process child("child", [] { throw std::runtime_error("no"); });
    child.start();
    EXPECT_EQ(child.join().code, 1);
    run.finish();
    const auto& events = run.follow();
    const auto end = std::find_if(events.begin(), events.end(), [&](const Seen& event) {
        return event.kind == EventKind::LaneEnd && event.object == objectOf(child.id());
    });
    ASSERT_NE(end, events.end());
    EXPECT_EQ(end->a, 1U);
    EXPECT_EQ(end->words, "no");
}

TEST(Process, MayEndItselfWithAStatus) {
    RecordedRun run;
    process child("child", [] { this_process::end(3); });
    child.start();
    EXPECT_EQ(child.join().code, 3);
    process among("among threads", [] {
        thread other("other", [] { this_process::end(4); });
        other.start();
        other.join();
    });
    among.start();
    EXPECT_EQ(among.join().code, 4);
    run.finish();
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(Process, IsNotAliveAsAZombie) {
    RecordedRun run;
    process child("child", [] {});
    EXPECT_FALSE(child.is_alive());
    child.start();
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (child.is_alive() && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield();
    EXPECT_FALSE(child.is_alive());
    EXPECT_EQ(::kill(child.pid(), 0), 0) << "nobody has reaped it: it is still to be joined";
    EXPECT_EQ(child.join().code, 0);
    EXPECT_FALSE(child.is_alive());
}

TEST(Process, CanBeWaitedForForAWhile) {
    RecordedRun run;
    process child("child", [] { pause(); });
    child.start();
    EXPECT_FALSE(child.join_for(std::chrono::milliseconds(1)).has_value());
    EXPECT_TRUE(child.is_alive());
    child.terminate();
    const auto status = child.join_for(std::chrono::seconds(20));
    ASSERT_TRUE(status.has_value());
    EXPECT_EQ(status->signal, SIGTERM);
    run.finish();
    ASSERT_NE(run.find(EventKind::SendSignal), nullptr);
    EXPECT_EQ(run.find(EventKind::SendSignal)->object, objectOf(child.id()));
    EXPECT_EQ(run.find(EventKind::SendSignal)->a, static_cast<std::uint64_t>(SIGTERM));
    EXPECT_EQ(run.find(EventKind::LaneKilled)->b, static_cast<std::uint32_t>(trace::Death::Asked));
}

TEST(Process, CanBeJoinedBySeveralThreads) {
    RecordedRun run;
    process child("child", [] { this_thread::sleep_for(std::chrono::milliseconds(20)); });
    child.start();
    std::atomic<int> zeros{0};
    std::deque<thread> joiners;
    for (int i = 0; i < 4; ++i)
        joiners.emplace_back([&] { zeros += child.join().code == 0 ? 1 : 0; }).start();
    for (thread& joiner : joiners)
        joiner.join();
    EXPECT_EQ(zeros, 4);
    run.finish();
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(Process, ThatIsADaemonEndsWithItsParentWhichWaitsForTheOthers) {
    RecordedRun run;
    process parent("parent", [] {
        // Never destroyed: the end of the process looks after them.
        auto* daemon = new process("daemon", [] { pause(); }, {.daemon = true});
        auto* other = new process("other", [] {
            this_thread::sleep_for(std::chrono::milliseconds(20));
            print("done");
        });
        daemon->start();
        other->start();
    });
    parent.start();
    EXPECT_EQ(parent.join().code, 0);
    run.finish();
    ASSERT_NE(run.find(EventKind::Print), nullptr) << "it was waited for";
    ASSERT_NE(run.find(EventKind::LaneKilled), nullptr);
    EXPECT_EQ(run.find(EventKind::LaneKilled)->b, static_cast<std::uint32_t>(trace::Death::Asked));
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(Process, StartedByAThreadLivesOnWhenThatThreadHasEnded) {
    RecordedRun run;
    process child("child", [] {
        this_thread::sleep_for(std::chrono::milliseconds(50));
        print("still here");
    });
    thread starter("starter", [&] { child.start(); });
    starter.start();
    starter.join();
    EXPECT_EQ(child.join().signal, 0) << "the kernel ends a child with the thread that forked it";
    run.finish();
    EXPECT_NE(run.find(EventKind::Print), nullptr);
}

TEST(Process, StartsSoundlyWhileOtherThreadsUseEverythingTheChildWillNeed) {
    RecordedRun run;
    std::atomic<bool> over{false};
    std::deque<thread> busy;
    for (int k = 0; k < 3; ++k)
        busy.emplace_back([&] {
                while (!over) {
                    const std::string text(100, 'x'); // the allocator's lock
                    shared<int> fresh(0, text);       // introductions
                    fresh = 1;
                    thread short_lived([] {}); // the registry's
                    short_lived.start();
                    short_lived.join();
                }
            })
            .start();
    for (int i = 0; i < 100; ++i) {
        process child("child", [] {
            shared<int> own(0, "own");
            own = 1;
            print(std::string(1000, 'y'));
        });
        child.start();
        const auto status = child.join_for(std::chrono::seconds(20));
        if (!status) {
            child.kill();
            over = true;
        }
        ASSERT_TRUE(status.has_value()) << "it waits for a lock that nobody can release";
        EXPECT_EQ(status->code, 0);
    }
    over = true;
    for (thread& one : busy)
        one.join();
}

} // namespace
} // namespace braid
