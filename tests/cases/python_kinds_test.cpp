#include "tests/cases/recorded_python.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

// Small programs, each of which goes wrong in one way, or goes right where it could look as if it went wrong.

namespace {

using namespace braid::tests;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

struct Kind {
    const char* name;
    const char* text;
    std::vector<std::string> said; ///< parts of the only finding, in it in this order; none: there is no finding
    const char* output = "";       ///< of one without a finding
};

void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

const Kind Kinds[] = {
    {"AFutureOfAsyncioThatNobodySets", R"(import asyncio
async def waiter(reply):
    print(await reply)
async def main():
    reply = asyncio.get_running_loop().create_future()
    await asyncio.create_task(waiter(reply), name='waiter')
asyncio.run(main())
)",
     {"hang nobody_left", "waiter waits for event reply", ":3)", "which nobody left can set", "Task-1 waits for waiter"}},
    {"AFutureThatNobodySets", R"(import concurrent.futures, threading
answer = concurrent.futures.Future()
def ask():
    print(answer.result())
asker = threading.Thread(target=ask, name='asker')
asker.start()
asker.join()
)",
     {"hang nobody_left", "asker waits for event answer", ":4)", "which nobody left can set"}},
    {"ATaskOfTheLoopsExecutorNeedsALockOfTheLoopsThread", R"(import asyncio, threading
lock = threading.Lock()
def blocking():
    with lock:
        return 1
async def main():
    with lock:
        await asyncio.get_running_loop().run_in_executor(None, blocking)
asyncio.run(main())
)",
     {"deadlock cycle", "Task-1 waits for result of blocking", ":8)", "waits for lock", ":4)", "held by Task-1", ":7)"}},
    {"OneOfThoseThatAreGatheredIsCancelledBeforeItGives", R"(import asyncio
async def produce(ready):
    await asyncio.sleep(0.2)
    ready.set()
async def consume(ready):
    await ready.wait()
async def main():
    ready = asyncio.Event()
    producer = asyncio.create_task(produce(ready), name='producer')
    consumer = asyncio.create_task(consume(ready), name='consumer')
    await asyncio.sleep(0.01)
    producer.cancel()
    await asyncio.gather(producer, consumer, return_exceptions=True)
asyncio.run(main())
)",
     {"hang nobody_left", "consumer waits for event ready", ":6)", "which nobody left can set", "Task-1 waits for consumer"}},
    {"APoolIsForkedByWhoHoldsALock", R"(import multiprocessing, threading
table = threading.Lock()
def job(number):
    with table:
        return number
if __name__ == '__main__':
    with table:
        pool = multiprocessing.get_context('fork').Pool(1)
        print(pool.map(job, [1, 2]))
)",
     {"deadlock inherited_at_fork", "waits for its copy of table", ":4)", "which it has held since it was forked", ":7)"}},
    {"AModuleWaitsForAThreadThatImportsIt", R"(import os, sys, tempfile
folder = tempfile.TemporaryDirectory()
with open(os.path.join(folder.name, 'slow.py'), 'w') as file:
    file.write('import threading\ndef use():\n    import slow\nuser = threading.Thread(target=use, name="user")\nuser.start()\nuser.join()\n')
sys.path.insert(0, folder.name)
import slow
)",
     {"deadlock cycle", "MainThread waits for user", "user waits for import of slow", "slow.py:3)", "held by MainThread"}},
    {"AHandlerThatATimerCallsSetsAnEvent", R"(import signal, threading
rung = threading.Event()
signal.signal(signal.SIGALRM, lambda *_: rung.set())
signal.setitimer(signal.ITIMER_REAL, 0.7)
rung.wait()
print('rung')
)",
     {},
     "rung\n"},
    // The system sends it, for a call that nobody sees.
    {"AHandlerIsCalledFromOutside", R"(import ctypes, platform, signal, threading
stop = threading.Event()
signal.signal(signal.SIGALRM, lambda *_: stop.set())
ctypes.CDLL(None).syscall(37, 1) if platform.machine() == 'x86_64' else signal.alarm(1)
stop.wait()
print('stopped')
)",
     {},
     "stopped\n"},
    {"AHandlerOfALoopIsCalledFromOutside", R"(import asyncio, ctypes, platform, signal
async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGALRM, stop.set)
    ctypes.CDLL(None).syscall(37, 1) if platform.machine() == 'x86_64' else signal.alarm(1)
    await stop.wait()
    print('stopped')
asyncio.run(main())
)",
     {},
     "stopped\n"},
    {"ATimerIsSetAfterAThreadHasBegunToWait", R"(import signal, threading, time
rung = threading.Event()
waiter = threading.Thread(target=rung.wait, name='waiter')
waiter.start()
time.sleep(0.1)
signal.signal(signal.SIGALRM, lambda *_: rung.set())
signal.setitimer(signal.ITIMER_REAL, 0.7)
waiter.join()
print('rung')
)",
     {},
     "rung\n"},
    {"AFutureOfAsyncioIsSetLater", R"(import asyncio
async def main():
    loop = asyncio.get_running_loop()
    later = loop.create_future()
    loop.call_later(0.5, later.set_result, 'later')
    print(await later)
    print(await loop.run_in_executor(None, sum, [1, 2]))
asyncio.run(main())
)",
     {},
     "later\n3\n"},
    {"AProcessWaitsForAManagersEvent", R"(import multiprocessing, time
def work(go, counted):
    go.wait()
    with counted:
        print('goes')
if __name__ == '__main__':
    with multiprocessing.Manager() as manager:
        go, counted = manager.Event(), manager.Lock()
        worker = multiprocessing.Process(target=work, args=(go, counted))
        worker.start()
        time.sleep(0.4)
        go.set()
        worker.join()
)",
     {},
     "goes\n"},
    {"AParentThatReadsWhatAChildSaysWhoWaitsForTheParent", R"(import os, subprocess, sys
to_read, to_write = os.pipe()
child = subprocess.Popen([sys.executable, '-c', 'import os; os.read(%d, 1)' % to_read], stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=(to_read,))
child.communicate()
os.write(to_write, b'x')
)",
     {"deadlock cycle", "MainThread waits for one of the descriptors of poll", ":4)", "waits for data on pipe for reading", "whose other end MainThread has"}},
    {"AThreadPoolThatWaitsForItself", R"(from multiprocessing.pool import ThreadPool
pool = ThreadPool(1)
def inner():
    return 1
def outer():
    return pool.apply(inner)
print(pool.apply(outer))
)",
     {"hang pool_waits_for_itself", "waits for result of job 2", ":6)", "which is queued until it is free itself"}},
    {"AChildsOutputAndErrorsThatComeLate", R"(import subprocess
child = subprocess.Popen(['sh', '-c', 'sleep 1; echo out; sleep 1; echo err >&2'], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
print(child.communicate())
)",
     {},
     "(b'out\\n', b'err\\n')\n"},
};

/// Each with every interpreter.
class PythonKind : public testing::TestWithParam<std::tuple<std::string, Kind>> {};

TEST_P(PythonKind, IsToldInPythonsWordsOrNotAtAll) {
    const auto& [python, kind] = GetParam();
    const Scratch file(".py");
    std::ofstream(file.path()) << kind.text;
    const Recorded recorded = record("", python, file.path());
    ASSERT_TRUE(recorded.report.is_object());
    const std::vector<std::string> findings = recorded.findings();
    if (kind.said.empty()) {
        EXPECT_THAT(findings, IsEmpty());
        EXPECT_EQ(recorded.output, kind.output);
        return;
    }
    ASSERT_EQ(findings.size(), 1u) << testing::PrintToString(findings);
    std::size_t at = 0;
    for (const std::string& part : kind.said) {
        const std::size_t found = findings.front().find(part, at);
        ASSERT_NE(found, std::string::npos) << "no “" << part << "” behind " << at << " in: " << findings.front();
        at = found + part.size();
    }
}

INSTANTIATE_TEST_SUITE_P(All, PythonKind, testing::Combine(testing::ValuesIn(interpreters()), testing::ValuesIn(Kinds)),
                         [](const auto& each) { return std::string(std::get<1>(each.param).name) + (each.index < std::size(Kinds) ? "" : std::to_string(each.index / std::size(Kinds))); });

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PythonKind);

/// A crash says where, whoever handles it before.
class PythonCrash : public testing::TestWithParam<std::string> {
protected:
    static void check(const std::string& before) {
        const Scratch file(".py");
        std::ofstream(file.path()) << before << "import ctypes\n"
                                   << "def poke():\n    ctypes.string_at(0)\n"
                                   << "poke()\n";
        const Recorded recorded = record("", GetParam(), file.path());
        ASSERT_TRUE(recorded.report.is_object());
        EXPECT_EQ(recorded.report["outcome"], "crashed");
        EXPECT_EQ(recorded.report["signal"], 11);
        EXPECT_THAT(recorded.findings(), ElementsAre(AllOf(StartsWith("crashed"), HasSubstr(".py:3)"), HasSubstr("SIGSEGV (Segmentation fault)"))));
    }
};

TEST_P(PythonCrash, SaysItsPlace) { check(""); }
TEST_P(PythonCrash, SaysItsPlaceBehindAHandlerOfThePrograms) { check("import faulthandler; faulthandler.enable(); "); }

INSTANTIATE_TEST_SUITE_P(All, PythonCrash, testing::ValuesIn(interpreters()));
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PythonCrash);

} // namespace
