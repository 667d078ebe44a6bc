#include "tests/cases/recorded_python.h"

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

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

using namespace braid::tests;

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

TEST_P(RecordedPython, AnExceptionThatEndsTheProgramIsOneFindingWithItsPlace) {
    const Recorded recorded = run("def read():\n    return sum(row for row in rows())\ndef rows():\n    yield 1\n    yield {}['key']\nread()\n");
    EXPECT_EQ(recorded.status, 1);
    EXPECT_THAT(recorded.findings(), ElementsAre(AllOf(HasSubstr("failed"), HasSubstr("(" + at(5) + ") failed: KeyError: 'key'"))));
}

TEST_P(RecordedPython, AnExceptionThatEndsAProcessIsAFindingWithItsPlace) {
    const Recorded recorded = run(R"(import multiprocessing
def work():
    raise RuntimeError('bad input')
if __name__ == '__main__':
    child = multiprocessing.get_context('fork').Process(target=work, name='importer')
    child.start()
    child.join()
    print(child.exitcode)
)");
    EXPECT_EQ(recorded.output, "1\n");
    EXPECT_THAT(recorded.findings(), ElementsAre(HasSubstr("importer (" + at(3) + ") failed: RuntimeError: bad input")));
}

TEST_P(RecordedPython, TheExceptionOfATaskIsAFindingWhereNobodyAsksForIt) {
    const std::string text = R"(import asyncio
async def fetch():
    raise ConnectionError('refused')
async def main():
    task = asyncio.create_task(fetch(), name='fetcher')
    await asyncio.sleep(.02)
    ASKS
    print('goes on')
asyncio.run(main())
)";
    const auto with = [&](const char* asks) {
        std::string own = text;
        own.replace(own.find("ASKS"), 4, asks);
        return run(own);
    };
    const std::vector<std::string> findings = with("pass").findings();
    EXPECT_THAT(findings, ElementsAre(AllOf(HasSubstr("failed"),
                                            HasSubstr("fetcher (" + at(3) + ") failed, and nobody has asked for its result: ConnectionError: refused"))));
    EXPECT_THAT(with("task.exception()").findings(), IsEmpty());
}

TEST_P(RecordedPython, AThreadThatCallsExitHasNotFailed) {
    EXPECT_THAT(run("import sys, threading\nthread = threading.Thread(target=sys.exit, args=(3,))\nthread.start()\nthread.join()\n").findings(), IsEmpty());
}

TEST_P(RecordedPython, AProgramThatIsStartedHasThePipesThatItsParentStillHas) {
    const Recorded recorded = run(R"(import subprocess, sys
child = subprocess.Popen([sys.executable, '-c', 'import os; os.write(1, b"x" * 200000)'], stdout=subprocess.PIPE)
child.wait()
print(len(child.stdout.read()))
)");
    EXPECT_EQ(recorded.report["outcome"], "deadlock");
    EXPECT_THAT(recorded.findings(), ElementsAre(AllOf(HasSubstr("deadlock cycle"), HasSubstr("MainThread waits for python"),
                                                       HasSubstr("waits for room in pipe"), HasSubstr("whose other end MainThread has"))));
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
    {"p07_result_on_loop_thread", "hang", "pool_waits_for_itself", "Task-1 waits for result of sleep (p07_result_on_loop_thread.py:4)"},
    {"p08_future_set_from_other_thread", "hang", "nobody_left", "Task-1"},
    {"p11_notify_before_wait", "hang", "lost_notification", "condition c (p11_notify_before_wait.py:6)"},
    {"p12_asyncio_notify_and_cancel", "hang", "lost_notification", "Task-3 waits for condition c (p12_asyncio_notify_and_cancel.py:6)"},
    {"p17_gil_and_mutex", "deadlock", "cycle", "GIL"},
    {"p18_second_signal", "deadlock", "self", "p18_second_signal.py:5"},
};
class PythonCase : public testing::TestWithParam<Case> {};

TEST_P(PythonCase, IsToldWhyItHangsInPythonsWords) {
    if (interpreters().empty())
        GTEST_SKIP() << "there is no Python";
    const Case& each = GetParam();
    if (std::string(each.program) == "p12_asyncio_notify_and_cancel" && shell(interpreters().front() + " -c 'import sys; sys.exit(sys.version_info < (3, 13))'").status == 0)
        GTEST_SKIP() << "who is cancelled passes the notification on from 3.13 on";
    // The pool of one of them goes on starting workers.
    const int timeout = std::string(each.program) == "p02_pool_worker_killed" ? 10 : 60;
    const Recorded recorded = record("", interpreters().front(), std::string(BRAID_CASES) + "/" + each.program + ".py", timeout);
    EXPECT_THAT(recorded.findings(),
                Contains(AllOf(testing::StartsWith(std::string(each.finding) + " " + each.cause + ": "), HasSubstr(each.words))));
}
INSTANTIATE_TEST_SUITE_P(Of, PythonCase, testing::ValuesIn(Cases), [](const auto& each) { return std::string(each.param.program); });

TEST(PythonProgram, IsToldWhatHandingTheInterpreterLockOverCost) {
    if (interpreters().empty())
        GTEST_SKIP() << "there is no Python";
    const Scratch trace(".braid");
    record("--out " + trace.path(), interpreters().front(), std::string(BRAID_CASES) + "/p13_gil_convoy.py");
    EXPECT_THAT(shell(std::string(BRAID_COMMAND) + " report " + trace.path()).output,
                testing::ContainsRegex("GIL was handed over [0-9,]+ times to a thread that waited for it, each time after .* on average; .* waited the longest"));
}

} // namespace
