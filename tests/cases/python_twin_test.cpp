#include "tests/cases/recorded_python.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

// The scenarios' programs in Python.

namespace {

using namespace braid::tests;

/// A scenario with values for its parameters: its program in Python comes to the same as the one of Braid's own.
struct Twin {
    const char* name;
    const char* words;
    bool sameResults = true; ///< what they print does not depend on luck or on the speed of the machine
};
const Twin Twins[] = {
    {"thread_create", "thread-create --preset quick"},
    {"thread_subclass", "thread-subclass --preset quick"},
    {"join", "join --preset quick"},
    {"daemon", "daemon --preset not-a-daemon"},
    {"thread_introspection", "thread-introspection --preset quick"},
    {"context_switch", "context-switch --set work=20ms", false},
    {"memory_sharing", "memory-sharing --preset quick"},
    {"gil", "gil --preset gil-only", false},
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
    {"process_pool_terminate", "process-pool --preset terminate", false},
    {"process_cost", "process-cost --preset quick", false},
    {"generator", "generator --preset quick"},
    {"greenlet", "greenlet --preset quick"},
    {"gevent", "gevent --preset quick"},
    {"coroutine_scale", "coroutine-scale --preset quick", false},
    {"coroutine_blocking_offload", "coroutine-blocking --preset offload"},
    {"io_blocking", "io-blocking --preset quick"},
    {"io_blocking_rude", "io-blocking --preset rude", false},
    {"io_nonblocking", "io-nonblocking --preset quick"},
    {"io_select", "io-select --preset quick"},
    {"io_poll", "io-poll --preset quick"},
    {"io_epoll", "io-epoll --preset quick"},
    {"io_epoll_edge", "io-epoll --preset edge --set think=20ms"},
    {"io_async", "io-async --preset quick"},
    {"io_compare", "io-compare --preset quick", false},
    {"io_scaling", "io-scaling --preset quick", false},
    {"selectors", "selectors --preset quick"},
};
/// What a program has printed, in no order: without times, in Python's words, and without what Braid's program notes at the lane of a thread
/// instead of printing it.
std::multiset<std::string> results(const std::string& output) {
    static const std::vector<std::pair<std::regex, std::string>> rules{
        {std::regex(" \\w{3} \\w{3} +\\d+ [0-9:]{8} \\d{4}|-+(\\w{3} \\w{3} +\\d+ [0-9:]{8} \\d{4})"), ""},
        {std::regex("Thread-\\d+"), "Thread"},
        {std::regex("\\bmain\\b"), "MainThread"},
        {std::regex("\\byes\\b"), "True"},
        {std::regex("\\bno\\b"), "False"},
        {std::regex("(messages), \\d+ bytes, .*"), "$1"},
        {std::regex("came \\S+ s late"), "came late"},
        {std::regex("\\d+\\.\\d+(e-\\d+)?"), "0.0"},
        {std::regex("get data \\d+"), "get data"},
        {std::regex("(\\d+ alive): .*"), "$1"}, // what they are called then is a matter of speed
        {std::regex("'"), ""},
        {std::regex("^(back in MainThread;|mechanism:|Full|Empty|Semaphore released|one by one:|together:|timed out|0.0$).*"), ""}};
    std::multiset<std::string> all;
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);) {
        for (const auto& [pattern, words] : rules)
            line = std::regex_replace(line, pattern, words);
        if (!line.empty())
            all.insert(line);
    }
    return all;
}

/// Which of the lines are missing in `printed`, and what else is there; empty where they are the same. Python's print writes the end of a line
/// apart from the line: of threads that print at once two lines may stand on one.
std::string difference(std::multiset<std::string> expected, std::multiset<std::string> printed) {
    std::string together;
    for (const std::string& line : printed) {
        if (const auto same = expected.find(line); same != expected.end())
            expected.erase(same);
        else
            together += line;
    }
    std::vector<std::string> missing(expected.begin(), expected.end());
    std::stable_sort(missing.begin(), missing.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    std::string told;
    for (const std::string& line : missing) {
        if (const std::size_t at = together.find(line); at != std::string::npos)
            together.replace(at, line.size(), "\1"); // what stood before it and behind it does not become one
        else
            told += "missing: " + line + '\n';
    }
    std::erase(together, '\1');
    return together.empty() ? told : told + "more: " + together;
}

/// Each with every interpreter.
class PythonTwin : public testing::TestWithParam<Twin> {
protected:
    static std::string command() { return std::string(BRAID_COMMAND) + " run " + GetParam().words + " --json 2>&1 >$REPORT"; }
    static void compare(const Recorded& own, const Recorded& python);
};

TEST_P(PythonTwin, ComesToTheSameAsTheScenario) {
    if (interpreters().empty())
        GTEST_SKIP() << "there is no Python";
    const Recorded own = shell("sh -c '" + command() + "'");
    for (const std::string& interpreter : interpreters()) {
        SCOPED_TRACE(interpreter);
        const Recorded python = shell("sh -c '" + command() + " --python --interpreter " + interpreter + "'");
        // Debian's packages are the system's Python's.
        if (interpreter == "/usr/bin/python3" || python.output.find("needs the package") == std::string::npos)
            compare(own, python);
    }
}

void PythonTwin::compare(const Recorded& own, const Recorded& python) {
    ASSERT_TRUE(own.report.is_object() && python.report.is_object());
    EXPECT_EQ(own.report["outcome"], python.report["outcome"]);
    const auto kinds = [](const Recorded& recorded) {
        std::set<std::string> all;
        for (const Json& finding : recorded.report["findings"])
            all.insert(finding["kind"].get<std::string>());
        return all;
    };
    EXPECT_EQ(kinds(own), kinds(python)) << testing::PrintToString(python.findings());
    if (!GetParam().sameResults)
        return;
    std::string printed;
    for (const Json& line : own.report["result"]["prints"])
        printed += line["text"].get<std::string>() + "\n";
    EXPECT_EQ(difference(results(printed), results(python.output)), "") << printed << "--- and in Python\n"
                                                                        << python.output;
    std::vector<const char*> keys{"counter", "list", "order", "fifo_order", "made", "used", "threads_total", "process_total", "active_before", "active_all", "active_after"};
    if (own.report["result"].contains("messages")) // of the servers
        keys.insert(keys.end(), {"messages", "bytes"});
    for (const char* key : keys)
        if (own.report["result"].contains(key)) {
            EXPECT_EQ(own.report["result"][key], python.report["result"].value(key, Json())) << key;
        }
}
INSTANTIATE_TEST_SUITE_P(Of, PythonTwin, testing::ValuesIn(Twins), [](const auto& each) { return std::string(each.param.name); });

TEST(PythonPrints, OfThreadsThatPrintAtOnceAreTheSameLines) {
    EXPECT_EQ(difference({"wait", "wait", "begin"}, {"waitbegin", "wait"}), "");
    EXPECT_EQ(difference({"wait", "wait"}, {"wait"}), "missing: wait\n");
    EXPECT_EQ(difference({"wait"}, {"wait", "end"}), "more: end");
}

TEST(PythonProgram, PrintsWhatTheTutorialSays) {
    if (interpreters().empty())
        GTEST_SKIP() << "there is no Python";
    const auto printed = [](const std::string& words) { return shell("sh -c '" + std::string(BRAID_COMMAND) + " run " + words + " --python'").output; };
    EXPECT_EQ(printed("counter-mutex --preset quick"), "0\n");
    EXPECT_EQ(printed("queue-priority --set work=5ms"), "[3, 'hello']\n[4, {'name': 'alex'}]\n[5, 100]\n[7, 200]\n");
    EXPECT_EQ(difference({"ok", "ok", "ok"}, results(printed("semaphore --set hold=20ms --set threads=3"))), "");
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

TEST(PythonProgram, ShowsItsOutputAloneOrSaysWhyItStandsAsTheOneOfBraidsOwnDoes) {
    if (interpreters().empty())
        GTEST_SKIP() << "there is no Python";
    const std::string run = std::string(BRAID_COMMAND) + " run ";
    EXPECT_EQ(shell("sh -c '" + run + "queue-priority --set work=5ms --python --output 2>&1'").output, "[3, 'hello']\n[4, {'name': 'alex'}]\n[5, 100]\n[7, 200]\n");
    const Recorded why = shell("sh -c '" + run + "deadlock --preset quick --python --why MainThread 2>&1'");
    EXPECT_THAT(why.output, testing::HasSubstr("MainThread at "));
    const Recorded report = shell("sh -c '" + run + "deadlock --preset quick --python --why MainThread --json >$REPORT'");
    EXPECT_TRUE(report.report["why"]["lane"].is_number());
    EXPECT_EQ(shell(run + "deadlock --preset quick --python --why Nobody").status, 2);
}

TEST(PythonProgram, SleepsLongerInSlowMotionInItsTasksToo) {
    if (interpreters().empty())
        GTEST_SKIP() << "there is no Python";
    const Scratch page(".page"), file(".py");
    std::vector<std::uint32_t> words(1024, 0);
    constexpr std::size_t SleepPermille = 3; // of trace::ControlPage
    words[SleepPermille] = 8000;
    std::ofstream(page.path(), std::ios::binary).write(reinterpret_cast<const char*>(words.data()), static_cast<std::streamsize>(words.size() * sizeof words[0]));
    std::ofstream(file.path()) << "import asyncio, time\nbegin = time.monotonic()\nasync def nap():\n    await asyncio.sleep(.05)\nasyncio.run(nap())\n"
                                  "print(time.monotonic() - begin >= .4)\n";
    const std::string start = std::filesystem::path(BRAID_COMMAND).parent_path().string() + "/python/start.py";
    EXPECT_EQ(shell("env BRAID_PARAMETERS='" + page.path() + " 0' " + interpreters().front() + " " + start + " " + file.path()).output, "True\n");
}

TEST(PythonProgram, IsRefusedInOneSentenceWithWhatItCannotDo) {
    EXPECT_EQ(shell(std::string(BRAID_COMMAND) + " run deadlock --python --schedule random").status, 2);
    EXPECT_EQ(shell(std::string(BRAID_COMMAND) + " run deadlock --interpreter python3").status, 2);
    EXPECT_EQ(shell(std::string(BRAID_COMMAND) + " run deadlock --python --interpreter /nowhere/python3").status, 1);
}

} // namespace
