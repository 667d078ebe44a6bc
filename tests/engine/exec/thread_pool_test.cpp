#include "engine/exec/threads/thread_pool.h"
#include "tests/engine/modeled_run.h"

#include <gmock/gmock.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace braid {
namespace {

using test::ModeledRun;

TEST(ThreadPool, WorksOffTasksAndHandsOutTheirResults) {
    ModeledRun run;
    {
        thread_pool pool(2, "P");
        std::vector<future<int>> results;
        for (int i = 0; i < 10; ++i)
            results.push_back(pool.submit([i] { return i * i; }));
        for (int i = 0; i < 10; ++i)
            EXPECT_EQ(results[static_cast<std::size_t>(i)].get(), i * i);
        const auto bad = pool.submit([]() -> int { throw std::runtime_error("no"); }, "bad");
        EXPECT_THROW(bad.get(), std::runtime_error);
        std::atomic<bool> ran{false};
        pool.submit([&] { ran = true; }).get();
        EXPECT_TRUE(ran);
        pool.shutdown();
        EXPECT_THROW(pool.submit([] {}), std::logic_error);
    }
    run.finishTelling();
    EXPECT_EQ(run.tasksOn("P-", false), 11U);
    EXPECT_EQ(run.tasksOn("P-", true), 1U);
    EXPECT_EQ(run.objectNamed("tasks of P")->value, 0);
    EXPECT_TRUE(run.findings.all().empty());
}

} // namespace
} // namespace braid
