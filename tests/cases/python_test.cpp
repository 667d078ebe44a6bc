#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

// Programs in Python, recorded as they are: what Braid says of them in Python's terms.

namespace {

using Json = nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

/// Interpreters to be tried: those of BRAID_TEST_PYTHONS, with colons between them, else the system's.
std::vector<std::string> interpreters() {
    std::vector<std::string> all;
    const char* given = std::getenv("BRAID_TEST_PYTHONS");
    std::istringstream words(given != nullptr ? given : "/usr/bin/python3");
    for (std::string word; std::getline(words, word, ':');)
        if (std::filesystem::exists(word))
            all.push_back(word);
    return all;
}

struct Recorded {
    int status = 0;
    std::string output; ///< what the program wrote
    Json report;

    [[nodiscard]] std::set<std::string> namesOfKind(const std::string& kind) const {
        std::set<std::string> names;
        for (const Json& object : report["objects"])
            if (object["kind"] == kind)
                names.insert(object["name"].get<std::string>());
        return names;
    }
    [[nodiscard]] std::vector<std::string> findings() const {
        std::vector<std::string> all;
        for (const Json& finding : report["findings"])
            all.push_back(finding["kind"].get<std::string>() + " " + finding.value("cause", "") + ": " + finding["message"].get<std::string>());
        return all;
    }
    [[nodiscard]] Json object(const std::string& name) const {
        for (const Json& object : report["objects"])
            if (object["name"] == name)
                return object;
        return {};
    }
    [[nodiscard]] std::set<std::string> lanes() const {
        std::set<std::string> names;
        for (const Json& lane : report["lanes"])
            names.insert(lane["name"].get<std::string>());
        return names;
    }
};

std::string readAll(const std::string& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A file of this test's own.
class Scratch {
public:
    explicit Scratch(const std::string& ending) {
        static int number = 0;
        m_path = testing::TempDir() + "/python-" + std::to_string(::getpid()) + "-" + std::to_string(++number) + ending;
    }
    ~Scratch() { std::filesystem::remove(m_path); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

/// Runs a line of the shell, which says where the report goes by $REPORT.
Recorded shell(const std::string& line) {
    const Scratch output(".out"), report(".json");
    const std::string all = "export QT_QPA_PLATFORM=offscreen REPORT='" + report.path() + "'; timeout 120 " + line + " </dev/null >'" + output.path() + "' 2>/dev/null";
    Recorded recorded;
    const int status = std::system(all.c_str()); // NOLINT: the words are ours
    recorded.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    recorded.output = readAll(output.path());
    recorded.report = Json::parse(readAll(report.path()), nullptr, false);
    return recorded;
}

Recorded record(const std::string& options, const std::string& python, const std::string& program, int timeout = 60) {
    return shell(std::string(BRAID_COMMAND) + " record --until-stuck --timeout " + std::to_string(timeout) + " --json=$REPORT " + options + " -- " + python + " " + program);
}

/// Each is a program and what is to be seen of it, with every interpreter.
class RecordedPython : public testing::TestWithParam<std::string> {
protected:
    Recorded run(const std::string& text, const std::string& options = {}, const std::string& pythonOptions = {}) {
        const Scratch file(".py");
        std::ofstream(file.path()) << text;
        m_file = std::filesystem::path(file.path()).filename().string();
        Recorded recorded = record(options, GetParam() + " " + pythonOptions, file.path());
        EXPECT_TRUE(recorded.report.is_object());
        return recorded;
    }
    [[nodiscard]] std::string at(int line) const { return m_file + ":" + std::to_string(line); }

private:
    std::string m_file;
};

constexpr const char* Crossed = R"(import threading
LockA = threading.Lock()
LockB = threading.Lock()
both = threading.Barrier(2)
def run(first, second):
    with first:
        both.wait()
        with second:
            pass
threading.Thread(target=run, args=(LockA, LockB), name='Anna').start()
threading.Thread(target=run, args=(LockB, LockA), name='Bert').start()
)";

TEST_P(RecordedPython, ADeadlockIsToldWithPythonsNamesAndLines) {
    const Recorded recorded = run(Crossed);
    EXPECT_EQ(recorded.report["outcome"], "deadlock");
    ASSERT_EQ(recorded.report["findings"].size(), 1u);
    EXPECT_THAT(recorded.findings(),
                ElementsAre(AllOf(HasSubstr("deadlock cycle"), HasSubstr("Anna waits for LockB (" + at(8) + "), held by Bert (" + at(6) + ")"),
                                  HasSubstr("Bert waits for LockA (" + at(8) + "), held by Anna (" + at(6) + ")"))));
    EXPECT_THAT(recorded.namesOfKind("mutex"), UnorderedElementsAre("LockA", "LockB"));
    EXPECT_THAT(recorded.namesOfKind("semaphore"), IsEmpty());
    EXPECT_THAT(recorded.lanes(), testing::IsSupersetOf({"MainThread", "Anna", "Bert"}));
}

TEST_P(RecordedPython, IsToldTheSameIsolatedFromSiteAndEnvironment) {
    const Recorded recorded = run(Crossed, "", "-I -S -E");
    EXPECT_THAT(recorded.findings(), ElementsAre(HasSubstr("Anna waits for LockB (" + at(8) + "), held by Bert")));
}

TEST_P(RecordedPython, WithoutTheHelperTheLocksAreWhatTheyAreMadeOf) {
    const Recorded recorded = run(Crossed, "--no-helper");
    EXPECT_EQ(recorded.report["outcome"], "deadlock");
    EXPECT_THAT(recorded.namesOfKind("semaphore"), Not(IsEmpty()));
    EXPECT_THAT(recorded.lanes(), Not(Contains("Anna")));
}

TEST_P(RecordedPython, ThePrimitivesOfThreadingAreThemselves) {
    const Recorded recorded = run(R"(import threading, time
sem = threading.Semaphore(2)
bounded = threading.BoundedSemaphore(1)
ready = threading.Event()
meet = threading.Barrier(3)
changed = threading.Condition()
again = threading.RLock()
class Bank:
    def __init__(self):
        self.lock = threading.Lock()
banks = [Bank(), Bank()]
items = []
def work():
    meet.wait()
    with sem, bounded, again, again, banks[1].lock:
        time.sleep(.02)
    ready.wait()
    with changed:
        while not items:
            changed.wait()
        items.pop()
threads = [threading.Thread(target=work) for i in range(3)]
for t in threads: t.start()
time.sleep(.2)
ready.set()
for t in threads:
    with changed:
        items.append(1)
        changed.notify()
for t in threads: t.join()
print('done')
)");
    EXPECT_EQ(recorded.report["outcome"], "finished");
    EXPECT_EQ(recorded.output, "done\n");
    EXPECT_THAT(recorded.findings(), IsEmpty());
    EXPECT_THAT(recorded.namesOfKind("semaphore"), ElementsAre("sem"));
    EXPECT_THAT(recorded.namesOfKind("bounded_semaphore"), ElementsAre("bounded"));
    EXPECT_THAT(recorded.namesOfKind("event"), ElementsAre("ready"));
    EXPECT_THAT(recorded.namesOfKind("barrier"), ElementsAre("meet"));
    EXPECT_THAT(recorded.namesOfKind("condition_variable"), ElementsAre("changed"));
    EXPECT_THAT(recorded.namesOfKind("mutex"), ElementsAre("banks[1].lock"));
    EXPECT_THAT(recorded.namesOfKind("recursive_mutex"), testing::IsSupersetOf({"again", "changed._lock"}));
    EXPECT_EQ(recorded.object("sem")["acquisitions"], 3);
    EXPECT_EQ(recorded.object("sem")["max_depth"], 2);
    EXPECT_EQ(recorded.object("ready")["contended"], 3);
}

TEST_P(RecordedPython, AQueueIsAQueueWithItsItems) {
    const Recorded recorded = run(R"(import queue, threading, time
q = queue.Queue(2)
stack = queue.LifoQueue()
urgent = queue.PriorityQueue()
simple = queue.SimpleQueue()
def use():
    for i in range(5):
        time.sleep(.01)
        q.get()
        q.task_done()
user = threading.Thread(target=use)
user.start()
for i in range(5): q.put(i)
q.join()
for each in stack, urgent, simple:
    each.put((2, 'b')); each.put((1, 'a')); print(each.get())
try:
    q.get_nowait()
except queue.Empty:
    print('empty')
)");
    EXPECT_EQ(recorded.output, "(1, 'a')\n(1, 'a')\n(2, 'b')\nempty\n");
    EXPECT_THAT(recorded.namesOfKind("queue"), UnorderedElementsAre("q", "simple"));
    EXPECT_THAT(recorded.namesOfKind("lifo_queue"), ElementsAre("stack"));
    EXPECT_THAT(recorded.namesOfKind("priority_queue"), ElementsAre("urgent"));
    EXPECT_EQ(recorded.object("q")["acquisitions"], 5);
    EXPECT_EQ(recorded.object("q")["max_depth"], 2);
    EXPECT_GT(recorded.object("q")["wait_ns"], 10'000'000);
    EXPECT_THAT(recorded.namesOfKind("mutex"), IsEmpty());
    EXPECT_THAT(recorded.namesOfKind("condition_variable"), IsEmpty());
}

TEST_P(RecordedPython, AQueueThatIsNeverWorkedOffHangs) {
    const Recorded recorded = run(R"(import queue, threading
q = queue.Queue()
def use():
    q.get(); q.task_done(); q.get()
q.put(1); q.put(2)
threading.Thread(target=use).start()
q.join()
)");
    EXPECT_THAT(recorded.findings(), ElementsAre(AllOf(HasSubstr("hang"), HasSubstr("MainThread"), HasSubstr("q"), HasSubstr(at(7)))));
}

TEST_P(RecordedPython, AnExceptionThatEndsAThreadIsAFinding) {
    const Recorded recorded = run(R"(import threading
def fail(): raise ValueError('oops')
t = threading.Thread(target=fail, name='Anna')
t.start()
t.join()
print('goes on')
)");
    EXPECT_EQ(recorded.output, "goes on\n");
    EXPECT_EQ(recorded.status, 0);
    EXPECT_THAT(recorded.findings(), ElementsAre(AllOf(HasSubstr("failed"), HasSubstr("Anna"), HasSubstr("ValueError: oops"))));
}

TEST_P(RecordedPython, ThreadsThatImportTheSameModuleWaitForEachOtherAndNotForThemselves) {
    const std::string folder = testing::TempDir() + "/python-modules-" + std::to_string(::getpid());
    std::filesystem::create_directories(folder);
    std::ofstream(folder + "/slow_to_import.py") << "import time\ntime.sleep(0.3)\n";
    const Recorded recorded = run("import sys, threading\nsys.path.insert(0, '" + folder + R"(')
def use(): import slow_to_import
all = [threading.Thread(target=use) for k in range(3)]
for t in all: t.start()
for t in all: t.join()
print('imported')
)");
    std::filesystem::remove_all(folder);
    EXPECT_EQ(recorded.output, "imported\n");
    EXPECT_THAT(recorded.findings(), IsEmpty());
}

TEST_P(RecordedPython, AnExceptionThatEndsTheProgramIsOneFinding) {
    const Recorded recorded = run("{}['key']\n");
    EXPECT_EQ(recorded.status, 1);
    EXPECT_THAT(recorded.findings(), ElementsAre(AllOf(HasSubstr("failed"), HasSubstr("KeyError"))));
}

TEST_P(RecordedPython, ThreadsThatComputeShareOneInterpreterLock) {
    const Recorded recorded = run(R"(import threading, time
def compute():
    end = time.thread_time() + .15
    while time.thread_time() < end: pass
threads = [threading.Thread(target=compute) for i in range(4)]
for t in threads: t.start()
for t in threads: t.join()
)");
    EXPECT_THAT(recorded.namesOfKind("interpreter_lock"), ElementsAre("GIL"));
    const Json gil = recorded.object("GIL");
    const auto held = gil["hold_ns"].get<std::int64_t>();
    EXPECT_GE(held, 4 * 150'000'000); // whoever computes has it
    EXPECT_LE(held, recorded.report["duration_ns"].get<std::int64_t>());
    EXPECT_GT(gil["contended"], 20); // at every switch interval of 5 ms
    EXPECT_THAT(recorded.namesOfKind("condition_variable"), IsEmpty());
}

TEST_P(RecordedPython, ThreadsOfAPoolDoItsTasks) {
    const Recorded recorded = run(R"(from concurrent.futures import ThreadPoolExecutor
import threading
pool = ThreadPoolExecutor(1)
def outer():
    return pool.submit(int).result()
print(pool.submit(str.upper, 'fine').result())
pool.submit(outer).result()
)");
    EXPECT_THAT(recorded.output, testing::StartsWith("FINE\n"));
    EXPECT_THAT(recorded.namesOfKind("pool"), ElementsAre("pool"));
    EXPECT_THAT(recorded.findings(), ElementsAre(HasSubstr("pool_waits_for_itself")));
}

TEST_P(RecordedPython, TasksOfAsyncioAreCoroutinesOfTheirThread) {
    const Recorded recorded = run(R"(import asyncio
async def child(n):
    await asyncio.sleep(.02 * n)
    return n
async def fail():
    raise ValueError('oops')
async def main():
    children = [asyncio.create_task(child(i), name='child %d' % i) for i in range(3)]
    print([await each for each in children])
    try:
        await asyncio.create_task(fail())
    except ValueError as error:
        print(error)
asyncio.run(main())
)");
    EXPECT_EQ(recorded.output, "[0, 1, 2]\noops\n");
    EXPECT_THAT(recorded.findings(), IsEmpty());
    EXPECT_THAT(recorded.lanes(), testing::IsSupersetOf({"MainThread", "child 0", "child 1", "child 2"}));
    for (const Json& lane : recorded.report["lanes"])
        if (lane["name"] == "child 2") {
            EXPECT_EQ(lane["kind"], "coroutine");
            EXPECT_GT(lane["states"].value("suspended", 0), 20'000'000);
        }
    EXPECT_GT(recorded.object("GIL")["hold_ns"], 0);
    EXPECT_LE(recorded.object("GIL")["hold_ns"], recorded.report["duration_ns"]);
}

TEST_P(RecordedPython, LocksMayBeMadeAsBefore) {
    const Recorded recorded = run(R"(import threading, _thread
class Maker:
    make = threading.Lock
lock = Maker().make()
assert type(lock) is _thread.LockType, type(lock)
assert lock.acquire(False) and not lock.acquire(False) and lock.locked()
lock.release()
assert not lock.acquire.__self__.locked()
with threading.Condition(lock) as held: assert lock.locked()
assert threading.RLock().__class__ is _thread.RLock
print(threading.Event.wait.__qualname__, threading.Semaphore.__enter__ is threading.Semaphore.acquire)
)");
    EXPECT_EQ(recorded.output, "Event.wait True\n");
    EXPECT_EQ(recorded.status, 0);
}

std::string nameOf(const testing::TestParamInfo<std::string>& each) {
    std::string name = each.param;
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}
INSTANTIATE_TEST_SUITE_P(With, RecordedPython, testing::ValuesIn(interpreters()), nameOf);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RecordedPython);

/// A program of TRUTH.tsv, and what is found.
struct Case {
    const char* program;
    const char* finding;
    const char* cause;
    const char* words; ///< that are part of the sentence
};
const Case Cases[] = {
    {"p01_fork_thread_lock", "hang", "inherited_at_fork", "its copy of l"},
    {"p02_pool_worker_killed", "hang", "owner_gone", "ForkPoolWorker-1"},
    {"p03_join_before_get", "deadlock", "cycle", "QueueFeederThread"},
    {"p06_queue_put_in_del", "deadlock", "self", "q.mutex"},
    {"p07_result_on_loop_thread", "deadlock", "pool_waits_for_itself", "Task-1 waits for result of sleep (p07_result_on_loop_thread.py:4)"},
    {"p11_notify_before_wait", "hang", "lost_notification", "condition c (p11_notify_before_wait.py:6)"},
    {"p17_gil_and_mutex", "deadlock", "cycle", "GIL"},
    {"p18_second_signal", "deadlock", "self", "p18_second_signal.py:5"},
};
class PythonCase : public testing::TestWithParam<Case> {};

TEST_P(PythonCase, IsToldWhyItHangsInPythonsWords) {
    if (interpreters().empty())
        GTEST_SKIP() << "there is no Python";
    const Case& each = GetParam();
    // The pool of one of them goes on starting workers.
    const int timeout = std::string(each.program) == "p02_pool_worker_killed" ? 10 : 60;
    const Recorded recorded = record("", interpreters().front(), std::string(BRAID_CASES) + "/" + each.program + ".py", timeout);
    EXPECT_THAT(recorded.findings(),
                Contains(AllOf(testing::StartsWith(std::string(each.finding) + " " + each.cause + ": "), HasSubstr(each.words))));
}
INSTANTIATE_TEST_SUITE_P(Of, PythonCase, testing::ValuesIn(Cases), [](const auto& each) { return std::string(each.param.program); });

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

TEST(PythonProgram, IsToldWhatHandingTheInterpreterLockOverCost) {
    if (interpreters().empty())
        GTEST_SKIP() << "there is no Python";
    const Scratch trace(".braid");
    record("--out " + trace.path(), interpreters().front(), std::string(BRAID_CASES) + "/p13_gil_convoy.py");
    EXPECT_THAT(shell(std::string(BRAID_COMMAND) + " report " + trace.path()).output,
                testing::ContainsRegex("GIL was handed over [0-9,]+ times to a thread that waited for it, each time after .* on average; .* waited the longest"));
}

TEST(PythonProgram, IsRefusedInOneSentenceWhereItCannotBeRepeated) {
    EXPECT_EQ(shell(std::string(BRAID_COMMAND) + " run deadlock --python --repeat 3").status, 2);
}

} // namespace
