#include "engine/exec/processes/process_pool.h"
#include "tests/engine/modeled_run.h"

#include <gmock/gmock.h>

#include <csignal>
#include <poll.h>
#include <stdexcept>
#include <unistd.h>
#include <vector>

namespace braid {
namespace {

using analysis::FindingKind;
using test::ModeledRun;
using testing::ElementsAre;
using testing::HasSubstr;
using Pool = process_pool<int(int)>;

TEST(ProcessPool, WorksOffTasksInItsWorkers) {
    ModeledRun run;
    {
        const pid_t here = getpid();
        int gate[2]; // what is asked for after the first one is not worked off before all of it is there
        ASSERT_EQ(pipe(gate), 0);
        const auto square = [here, gate](int n) {
            pollfd open{gate[0], POLLIN, 0};
            if (n != 3)
                poll(&open, 1, 30'000);
            return getpid() == here ? -1 : n * n;
        };
        Pool pool(3, square, "P");
        EXPECT_EQ(pool.apply(3), 9);
        std::vector<async_result<int>> results;
        for (int i = 0; i < 20; ++i)
            results.push_back(pool.apply_async(i));
        ASSERT_EQ(write(gate[1], "!", 1), 1);
        EXPECT_THAT(pool.map({1, 2, 3}), ElementsAre(1, 4, 9));
        for (int i = 0; i < 20; ++i)
            EXPECT_EQ(results[static_cast<std::size_t>(i)].get(), i * i);
        EXPECT_THROW(pool.join(), std::logic_error) << "close it first";
        pool.close();
        EXPECT_THROW(pool.apply(1), std::logic_error);
        pool.join();
        EXPECT_EQ(pool.done(), 24);
        EXPECT_EQ(pool.lost() + pool.failed() + pool.restarted(), 0);
        close(gate[0]);
        close(gate[1]);
    }
    run.finishTelling();
    EXPECT_EQ(run.tasksOn("P-worker-", false), 24U);
    EXPECT_EQ(run.objectNamed("tasks of P")->value, 0);
    EXPECT_GT(run.objectNamed("tasks of P")->maxDepth, 5) << "the backlog shows";
    EXPECT_EQ(run.objectNamed("results of P")->value, 0);
    EXPECT_TRUE(run.findings.all().empty());
    EXPECT_EQ(run.reader().gaps(), 0U);
    for (const char* worker : {"P-worker-1", "P-worker-2", "P-worker-3"}) {
        ASSERT_NE(run.laneNamed(worker), nullptr);
        EXPECT_EQ(run.laneNamed(worker)->end, model::End::Finished) << worker;
    }
}

TEST(ProcessPool, TellsWhatATaskThrew) {
    ModeledRun run;
    Pool pool(
        1, [](int n) -> int { return n == 2 ? throw std::runtime_error("two") : n; }, "P");
    EXPECT_EQ(pool.apply(1), 1);
    try {
        pool.apply(2);
        ADD_FAILURE() << "nothing was thrown";
    } catch (const task_failed& error) {
        EXPECT_STREQ(error.what(), "two");
    }
    EXPECT_EQ(pool.apply(3), 3) << "the worker lives on";
    EXPECT_EQ(pool.failed(), 1);
}

TEST(ProcessPool, ReplacesAKilledWorkerAndReportsItsTask) {
    ModeledRun run;
    {
        Pool pool(
            2,
            [](int n) {
                if (n == 0)
                    pause();
                return n;
            },
            "P");
        const auto stuck = pool.apply_async(0);
        EXPECT_TRUE(pool.kill_busy_worker());
        try {
            stuck.get();
            ADD_FAILURE() << "nothing was thrown";
        } catch (const task_lost& error) {
            EXPECT_THAT(error.what(), HasSubstr("task 0 is lost: P-worker-1 was killed by SIGKILL"));
        }
        EXPECT_EQ(pool.map({1, 2, 3, 4, 5, 6}).size(), 6U) << "all the places are taken again";
        pool.close();
        pool.join();
        EXPECT_EQ(pool.done(), 6);
        EXPECT_EQ(pool.lost(), 1);
        EXPECT_EQ(pool.restarted(), 1);
    }
    run.finishTelling();
    const auto killed = run.found(FindingKind::Killed);
    ASSERT_EQ(killed.size(), 1U);
    EXPECT_THAT(killed[0].lanes, ElementsAre(run.laneNamed("P-worker-1")->id));
    EXPECT_EQ(run.tasksOn("P-worker-1", true), 1U);
    ASSERT_NE(run.laneNamed("P-worker-3"), nullptr);
    EXPECT_EQ(run.objectNamed("tasks of P")->value, 0);
}

TEST(ProcessPool, ReplacesAWorkerThatIsKilledWhileItWaits) {
    ModeledRun run;
    Pool pool(
        1, [](int) { return getpid(); }, "P");
    const pid_t first = pool.apply(0);
    kill(first, SIGKILL);
    // Whether the next task still goes to the dead one is luck; but it is never forgotten.
    int second = 0;
    try {
        second = pool.apply(1);
    } catch (const task_lost&) {
        second = pool.apply(2);
    }
    EXPECT_NE(second, first);
    EXPECT_EQ(pool.restarted(), 1);
    EXPECT_EQ(pool.done() + pool.lost(), pool.lost() == 0 ? 2 : 3);
}

TEST(ProcessPool, LosesNoTaskSilentlyWhenItIsTerminated) {
    ModeledRun run;
    Pool pool(
        2, [](int) { return pause(); }, "P");
    std::vector<async_result<int>> results;
    for (int i = 0; i < 10; ++i)
        results.push_back(pool.apply_async(i));
    pool.terminate();
    pool.join();
    for (const auto& result : results)
        EXPECT_THROW(result.get(), task_lost);
    EXPECT_EQ(pool.lost(), 10);
    run.tell();
    EXPECT_TRUE(run.findings.all().empty()) << "that the workers were ended was asked for";
    EXPECT_EQ(run.objectNamed("tasks of P")->value, 0);
}

TEST(ProcessPool, WorksWhereNothingIsRecorded) {
    Pool pool(2, [](int n) { return n + 1; });
    EXPECT_THAT(pool.map({1, 2, 3}), ElementsAre(2, 3, 4));
}

} // namespace
} // namespace braid
