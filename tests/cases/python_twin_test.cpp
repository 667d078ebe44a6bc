#include "tests/cases/recorded_python.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

// The scenarios' programs in Python.

namespace {

using namespace braid::tests;

/// A scenario with values for its parameters: its program in Python comes to the same as the one of Braid's own.
struct Twin {
    const char* name;
    const char* words;
};
const Twin Twins[] = {
    {"thread_create", "thread-create --preset quick"},
    {"thread_subclass", "thread-subclass --preset quick"},
    {"join", "join --preset quick"},
    {"daemon", "daemon --preset not-a-daemon"},
    {"thread_introspection", "thread-introspection --preset quick"},
    {"context_switch", "context-switch --set work=20ms"},
    {"memory_sharing", "memory-sharing --preset quick"},
    {"gil", "gil --preset gil-only"},
    {"counter_mutex", "counter-mutex --preset quick"},
    {"deadlock", "deadlock --preset quick"},
    {"deadlock_fixed", "deadlock-fixed --preset quick"},
    {"deadlock_fixed_order", "deadlock-fixed --preset order"},
    {"deadlock_fixed_backoff", "deadlock-fixed --preset backoff --set threads=3"},
    {"deadlock_fixed_timeout", "deadlock-fixed --preset timeout --set threads=3"},
    {"rlock", "rlock --preset quick"},
    {"rlock_plain", "rlock --preset plain"},
    {"semaphore", "semaphore --preset quick"},
    {"semaphore_bounded", "semaphore --preset bounded"},
    {"event", "event --preset quick"},
    {"event_nobody_sets_it", "event --preset nobody-sets-it"},
    {"queue_bounded", "queue-bounded --preset quick"},
    {"queue_join", "queue-join --preset quick"},
    {"queue_join_forgotten", "queue-join --preset forgotten"},
    {"queue_lifo", "queue-lifo --set work=5ms"},
    {"queue_priority", "queue-priority --set work=5ms"},
    {"producer_consumer", "producer-consumer --preset quick"},
    {"process_create", "process-create --preset quick"},
    {"process_queue", "process-queue --preset quick"},
    {"process_pipe", "process-pipe --preset quick"},
    {"manager_list", "manager-list --preset quick"},
    {"process_pool", "process-pool --preset quick"},
    {"process_pool_terminate", "process-pool --preset terminate"},
    {"process_cost", "process-cost --preset quick"},
    {"generator", "generator --preset quick"},
    {"greenlet", "greenlet --preset quick"},
    {"gevent", "gevent --preset quick"},
    {"coroutine_scale", "coroutine-scale --preset quick"},
    {"coroutine_blocking_offload", "coroutine-blocking --preset offload"},
    {"io_blocking", "io-blocking --preset quick"},
    {"io_blocking_rude", "io-blocking --preset rude"},
    {"io_nonblocking", "io-nonblocking --preset quick"},
    {"io_select", "io-select --preset quick"},
    {"io_poll", "io-poll --preset quick"},
    {"io_epoll", "io-epoll --preset quick"},
    {"io_epoll_edge", "io-epoll --preset edge --set think=20ms"},
    {"io_async", "io-async --preset quick"},
    {"io_compare", "io-compare --preset quick"},
    {"io_scaling", "io-scaling --preset quick"},
    {"selectors", "selectors --preset quick"},
};
class PythonTwin : public testing::TestWithParam<Twin> {};

TEST_P(PythonTwin, ComesToTheSameAsTheScenario) {
    if (interpreters().empty())
        GTEST_SKIP() << "there is no Python";
    const std::string command = std::string(BRAID_COMMAND) + " run " + GetParam().words + " --json >$REPORT";
    const Recorded own = shell("sh -c '" + command + "'"), python = shell("sh -c '" + command + " --python'");
    ASSERT_TRUE(own.report.is_object() && python.report.is_object());
    EXPECT_EQ(own.report["outcome"], python.report["outcome"]);
    const auto kinds = [](const Recorded& recorded) {
        std::set<std::string> all;
        for (const Json& finding : recorded.report["findings"])
            all.insert(finding["kind"].get<std::string>());
        return all;
    };
    EXPECT_EQ(kinds(own), kinds(python)) << testing::PrintToString(python.findings());
}
INSTANTIATE_TEST_SUITE_P(Of, PythonTwin, testing::ValuesIn(Twins), [](const auto& each) { return std::string(each.param.name); });

TEST(PythonProgram, PrintsWhatTheTutorialSays) {
    if (interpreters().empty())
        GTEST_SKIP() << "there is no Python";
    const auto printed = [](const std::string& words) { return shell("sh -c '" + std::string(BRAID_COMMAND) + " run " + words + " --python'").output; };
    EXPECT_EQ(printed("counter-mutex --preset quick"), "0\n");
    EXPECT_EQ(printed("queue-priority --set work=5ms"), "[3, 'hello']\n[4, {'name': 'alex'}]\n[5, 100]\n[7, 200]\n");
    EXPECT_EQ(printed("semaphore --set hold=20ms --set threads=3"), "ok\nok\nok\n");
    EXPECT_EQ(printed("thread-create --preset quick"), ">>>>>>>>>>>>>>>2\nending\ntread 1\n");
}

TEST(PythonProgram, IsRunManyTimesAndSaysWhatItIs) {
    if (interpreters().empty())
        GTEST_SKIP() << "there is no Python";
    const Recorded many = shell("sh -c '" + std::string(BRAID_COMMAND) + " run counter-mutex --set threads=3 --set tail=0 --python --repeat 3 --json >$REPORT'");
    EXPECT_EQ(many.report["repeat"]["outcomes"]["finished"], 3) << many.report.dump();
    EXPECT_EQ(many.report["scenario"], "counter-mutex");
    EXPECT_EQ(many.report["parameters"]["threads"], 3);
    EXPECT_EQ(many.report["parameters"]["gap"], 1'000'000) << "what was not given is as the scenario has it";
}

TEST(PythonProgram, IsRefusedInOneSentenceWithWhatItCannotDo) {
    EXPECT_EQ(shell(std::string(BRAID_COMMAND) + " run deadlock --python --schedule random").status, 2);
    EXPECT_EQ(shell(std::string(BRAID_COMMAND) + " run deadlock --interpreter python3").status, 2);
    EXPECT_EQ(shell(std::string(BRAID_COMMAND) + " run deadlock --python --interpreter /nowhere/python3").status, 1);
}

} // namespace
