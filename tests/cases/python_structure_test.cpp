#include "tests/cases/recorded_python.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

// What Python has beside threads: generators, greenlets, processes with what they share.

namespace {

using namespace braid::tests;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

/// Each is a program and what is to be seen of it, with every interpreter.
class PythonStructure : public testing::TestWithParam<std::string> {
protected:
    static Recorded run(const std::string& text) {
        const Scratch file(".py");
        std::ofstream(file.path()) << text;
        Recorded recorded = record("", GetParam(), file.path());
        EXPECT_TRUE(recorded.report.is_object());
        return recorded;
    }
    static bool imports(const std::string& module) { return shell(GetParam() + " -c 'import " + module + "'").status == 0; }
    static Json lane(const Recorded& recorded, const std::string& name) {
        for (const Json& each : recorded.report["lanes"])
            if (each["name"] == name)
                return each;
        return Json::object();
    }
};

TEST_P(PythonStructure, GeneratorsOfTheProgramAreCoroutinesWithTheirValues) {
    const Recorded recorded = run(R"(def consumer():
    answer = None
    while True:
        number = yield answer
        answer = 'got %d' % number
def producer(eater):
    next(eater)
    for number in range(3):
        yield eater.send(number)
    eater.close()
for answer in producer(consumer()):
    print(answer)
def fail():
    yield 1
    raise ValueError('oops')
try:
    list(fail())
except ValueError as error:
    print(error)
)");
    EXPECT_EQ(recorded.output, "got 0\ngot 1\ngot 2\noops\n");
    EXPECT_EQ(recorded.report["outcome"], "finished");
    EXPECT_THAT(recorded.lanes(), IsSupersetOf({"producer", "consumer", "fail"}));
    for (const char* each : {"producer", "consumer"}) {
        EXPECT_EQ(lane(recorded, each)["kind"], "coroutine");
        EXPECT_GT(lane(recorded, each)["states"].value("suspended", 0), 0);
        EXPECT_GT(lane(recorded, each)["states"].value("running", 0), 0);
    }
    EXPECT_EQ(recorded.object("producer values")["acquisitions"], 3);
    EXPECT_EQ(recorded.object("consumer values")["acquisitions"], 6); // each number that it is sent, and each answer
    EXPECT_EQ(recorded.object("consumer values")["kind_name"], "generator");
}

TEST_P(PythonStructure, OfVeryManyGeneratorsTheFirstOnesAreTold) {
    const Recorded recorded = run(R"(def few():
    for number in range(200):
        yield number
print(sum(number for each in range(1000) for number in few()))
)");
    EXPECT_EQ(recorded.output, "19900000\n");
    const auto told = std::count_if(recorded.report["lanes"].begin(), recorded.report["lanes"].end(),
                                    [](const Json& each) { return each["kind"] == "coroutine"; });
    EXPECT_GE(told, 1);
    EXPECT_LE(told, 100);
}

TEST_P(PythonStructure, AGeneratorThatIsUsedByAnotherThreadRunsThere) {
    const Recorded recorded = run(R"(import threading
def numbers():
    yield 1
    yield 2
made = numbers()
print(next(made))
thread = threading.Thread(target=lambda: print(next(made)), name='Anna')
thread.start()
thread.join()
made.close()
print('closed')
)");
    EXPECT_EQ(recorded.output, "1\n2\nclosed\n");
    EXPECT_EQ(recorded.object("numbers values")["acquisitions"], 2);
    EXPECT_THAT(recorded.findings(), IsEmpty());
}

TEST_P(PythonStructure, GreenletsAreCoroutinesThatSwitchToEachOther) {
    if (!imports("greenlet"))
        GTEST_SKIP() << "there is no greenlet for it";
    const Recorded recorded = run(R"(from greenlet import greenlet, getcurrent
def ping(value):
    print(value)
    print(second.switch(2))
    return 'end'
def pong(value):
    print(value)
    first.switch(3)
first = greenlet(ping)
second = greenlet(pong)
print(first.switch(1), first.dead, second.dead)
def outer():
    inner = greenlet(lambda: getcurrent().parent.switch())
    inner.switch()
greenlet(outer).switch()
)");
    EXPECT_EQ(recorded.output, "1\n2\n3\nend True False\n");
    EXPECT_THAT(recorded.lanes(), IsSupersetOf({"MainThread", "first", "second", "outer #1", "inner"}));
    EXPECT_EQ(lane(recorded, "first")["kind"], "coroutine");
    EXPECT_GT(lane(recorded, "first")["states"].value("suspended", 0), 0);
    EXPECT_EQ(recorded.object("second values")["acquisitions"], 1) << "what switch() has handed over";
    EXPECT_EQ(recorded.object("second values")["kind_name"], "greenlet");
    EXPECT_EQ(recorded.object("first values")["acquisitions"], 2);
    EXPECT_EQ(recorded.object("inner values"), Json()) << "switch() without a value hands nothing over";
    EXPECT_THAT(recorded.findings(), IsEmpty());
}

TEST_P(PythonStructure, AProgramsOwnTraceOfGreenletsStillRuns) {
    if (!imports("greenlet"))
        GTEST_SKIP() << "there is no greenlet for it";
    const Recorded recorded = run(R"(import greenlet
seen = []
print(greenlet.settrace(lambda event, pair: seen.append(event)), greenlet.gettrace() is not None)
greenlet.greenlet(lambda: None).switch()
greenlet.settrace(None)
greenlet.greenlet(lambda: None).switch()
print(seen, greenlet.gettrace())
)");
    EXPECT_EQ(recorded.output, "None True\n['switch', 'switch'] None\n");
}

TEST_P(PythonStructure, GreenletsOfGeventGetTheirTurnsFromItsHub) {
    if (!imports("gevent"))
        GTEST_SKIP() << "there is no gevent for it";
    const Recorded recorded = run(R"(import gevent
def fetch(seconds):
    gevent.sleep(seconds)
    return seconds
both = [gevent.spawn(fetch, .02), gevent.spawn(fetch, .04)]
gevent.joinall(both)
print([each.value for each in both])
)");
    EXPECT_EQ(recorded.output, "[0.02, 0.04]\n");
    EXPECT_THAT(recorded.lanes(), IsSupersetOf({"hub", "fetch #1", "fetch #2"}));
    EXPECT_GE(lane(recorded, "fetch #2")["states"].value("suspended", 0), 40'000'000);
    EXPECT_EQ(lane(recorded, "hub")["kind"], "coroutine");
    EXPECT_EQ(recorded.object("hub")["kind_name"], "gevent hub");
}

TEST_P(PythonStructure, TasksWaitForTheLocksAndQueuesOfAsyncio) {
    const Recorded recorded = run(R"(import asyncio
async def produce(q):
    for number in range(3):
        await q.put(number)
async def consume(q, lock):
    for number in range(3):
        await q.get()
        async with lock:
            await asyncio.sleep(.01)
        q.task_done()
async def main():
    q = asyncio.Queue(1)
    lock = asyncio.Lock()
    both = [asyncio.create_task(produce(q), name='producer'), asyncio.create_task(consume(q, lock), name='consumer')]
    for each in both:
        await each
    await q.join()
    print('done')
asyncio.run(main())
)");
    EXPECT_EQ(recorded.output, "done\n");
    EXPECT_THAT(recorded.findings(), IsEmpty());
    EXPECT_EQ(recorded.object("q")["acquisitions"], 3);
    EXPECT_EQ(recorded.object("q")["kind_name"], "asyncio.Queue");
    EXPECT_EQ(recorded.object("lock")["acquisitions"], 3);
}

TEST_P(PythonStructure, WhoGathersTasksWaitsForThem) {
    const auto gathered = [](const char* text) {
        return run(std::string("import asyncio\nasync def transfer(first, second):\n    async with first:\n        await asyncio.sleep(.01)\n"
                               "        async with second:\n            pass\nasync def main():\n    a = asyncio.Lock()\n    b = asyncio.Lock()\n") +
                   text + "\nasyncio.run(main())\n");
    };
    for (const char* text : {"    await asyncio.gather(transfer(a, b), transfer(b, a))", "    await asyncio.wait([asyncio.create_task(transfer(*each)) for each in ((a, b), (b, a))])"}) {
        const Recorded recorded = gathered(text);
        EXPECT_EQ(recorded.report["outcome"], "deadlock");
        EXPECT_THAT(recorded.findings(), ElementsAre(AllOf(HasSubstr("deadlock cycle"), HasSubstr("waits for b ("), HasSubstr("waits for a ("), Not(HasSubstr("its turn")))));
    }
}

TEST_P(PythonStructure, OfALoopWhoseTasksAreStuckTheTasksSayWhy) {
    const Recorded recorded = run(R"(import asyncio
async def take(lock):
    await lock.acquire()
async def main():
    lock = asyncio.Lock()
    await asyncio.create_task(take(lock), name='first')
    await asyncio.create_task(take(lock), name='second')
asyncio.run(main())
)");
    EXPECT_THAT(recorded.findings(), ElementsAre(AllOf(HasSubstr("hang owner_gone"), HasSubstr("second waits for lock"), HasSubstr(".py:3)"), HasSubstr("held by first"))));
}

TEST_P(PythonStructure, ADeadlockOfTwoProcessesIsToldWithTheirNamesAndLines) {
    const Recorded recorded = run(R"(import multiprocessing
def run(first, second, both):
    with first:
        both.wait()
        with second:
            pass
if __name__ == '__main__':
    fork = multiprocessing.get_context('fork')
    lock_a = fork.Lock()
    lock_b = fork.Lock()
    both = fork.Barrier(2)
    children = [fork.Process(target=run, args=(lock_a, lock_b, both), name='Anna'),
                fork.Process(target=run, args=(lock_b, lock_a, both), name='Bert')]
    for each in children: each.start()
    for each in children: each.join()
)");
    EXPECT_EQ(recorded.report["outcome"], "deadlock");
    EXPECT_THAT(recorded.findings(), ElementsAre(AllOf(HasSubstr("deadlock cycle"), HasSubstr("Anna"), HasSubstr("Bert"), HasSubstr("lock_a"), HasSubstr("lock_b"),
                                                       HasSubstr(".py:5)"), HasSubstr(".py:3)"))));
    EXPECT_THAT(recorded.namesOfKind("mutex"), IsSupersetOf({"lock_a", "lock_b"}));
    EXPECT_EQ(recorded.object("lock_a")["kind_name"], "multiprocessing.Lock");
    EXPECT_THAT(recorded.namesOfKind("barrier"), ElementsAre("both"));
    for (const std::string& each : recorded.namesOfKind("semaphore")) // told of where the machine is so busy that somebody waits for it for long
        EXPECT_EQ(each, "both's lock");
}

/// What processes of a context share is the same object to all of them.
constexpr const char* Sharing = R"(import multiprocessing, sys
def work(q, answers, lock, ready, total, room, again, changed):
    ready.wait()
    while True:
        item = q.get()
        if item is None:
            break
        with lock, room, again, again:
            with total.get_lock():
                total.value += 1
        answers.put(item)
    with changed:
        changed.notify()
if __name__ == '__main__':
    made = multiprocessing.get_context('METHOD')
    q = made.Queue(2)
    answers = made.SimpleQueue()
    lock = made.Lock()
    ready = made.Event()
    total = made.Value('i', 0)
    room = made.Semaphore(3)
    again = made.RLock()
    changed = made.Condition()
    work_left = made.JoinableQueue()
    child = made.Process(target=work, args=(q, answers, lock, ready, total, room, again, changed), name='Worker')
    child.start()
    ready.set()
    for number in range(6):
        q.put(number)
    print(sorted(answers.get() for number in range(6)))
    with changed:
        q.put(None)
        changed.wait()
    child.join()
    work_left.put('last')
    work_left.get()
    work_left.task_done()
    work_left.join()
    print(total.value)
)";

class PythonSharing : public PythonStructure {
protected:
    static void check(const std::string& method) {
        std::string text = Sharing;
        text.replace(text.find("METHOD"), 6, method);
        const Recorded recorded = run(text);
        EXPECT_EQ(recorded.output, "[0, 1, 2, 3, 4, 5]\n6\n");
        EXPECT_EQ(recorded.report["outcome"], "finished");
        EXPECT_THAT(recorded.findings(), IsEmpty());
        EXPECT_THAT(recorded.lanes(), Contains("Worker"));
        EXPECT_THAT(recorded.namesOfKind("process_queue"), testing::UnorderedElementsAre("q", "answers", "work_left"));
        EXPECT_EQ(recorded.object("q")["acquisitions"], 7);
        EXPECT_LE(recorded.object("q")["max_depth"], 2);
        EXPECT_EQ(recorded.object("answers")["acquisitions"], 6);
        EXPECT_EQ(recorded.object("lock")["acquisitions"], 6);
        EXPECT_EQ(recorded.object("room")["acquisitions"], 6);
        EXPECT_EQ(recorded.object("again")["kind"], "recursive_mutex");
        EXPECT_EQ(recorded.object("again")["acquisitions"], 12);
        EXPECT_EQ(recorded.object("again")["max_depth"], 2);
        EXPECT_GE(recorded.object("total.get_lock()")["acquisitions"], 6);
        EXPECT_THAT(recorded.namesOfKind("event"), Contains("ready"));
        EXPECT_THAT(recorded.namesOfKind("condition_variable"), Contains("changed"));
        EXPECT_EQ(recorded.object("work_left")["kind_name"], "multiprocessing.JoinableQueue");
        EXPECT_EQ(recorded.object("room")["kind_name"], "multiprocessing.Semaphore");
    }
};
TEST_P(PythonSharing, WhatForkedProcessesShareIsOneObject) { check("fork"); }
TEST_P(PythonSharing, WhatSpawnedProcessesShareIsOneObject) { check("spawn"); }

TEST_P(PythonStructure, AProcessWaitsForAQueueThatNobodyPutsInto) {
    const Recorded recorded = run(R"(import multiprocessing
if __name__ == '__main__':
    q = multiprocessing.get_context('fork').Queue()
    q.get()
)");
    EXPECT_THAT(recorded.findings(), ElementsAre(AllOf(HasSubstr("hang"), HasSubstr("MainThread"), HasSubstr(" q"), HasSubstr(".py:4"))));
}

TEST_P(PythonStructure, WorkersOfAPoolDoItsTasks) {
    const Recorded recorded = run(R"(import multiprocessing
def double(number):
    return 2 * number
if __name__ == '__main__':
    with multiprocessing.get_context('fork').Pool(2) as pool:
        print(pool.map(double, [1, 2, 3]), pool.apply(double, (4,)))
)");
    EXPECT_EQ(recorded.output, "[2, 4, 6] 8\n");
    EXPECT_THAT(recorded.namesOfKind("pool"), ElementsAre("pool"));
    EXPECT_EQ(recorded.object("pool")["kind_name"], "multiprocessing.Pool");
    EXPECT_THAT(recorded.lanes(), IsSupersetOf({"ForkPoolWorker-1", "ForkPoolWorker-2"}));
    EXPECT_THAT(recorded.findings(), IsEmpty());
}

TEST_P(PythonStructure, CallsOfAManagersObjectsAreMessagesToItsProcess) {
    const Recorded recorded = run(R"(import multiprocessing
def add(shared):
    shared.append(1)
if __name__ == '__main__':
    fork = multiprocessing.get_context('fork')
    with fork.Manager() as manager:
        shared = manager.list()
        child = fork.Process(target=add, args=(shared,), name='Anna')
        child.start()
        child.join()
        print(len(shared))
)");
    EXPECT_EQ(recorded.output, "1\n");
    EXPECT_THAT(recorded.namesOfKind("server"), ElementsAre("manager"));
    EXPECT_EQ(recorded.object("calls of Anna")["acquisitions"], 1);
    EXPECT_EQ(recorded.object("replies of Anna")["acquisitions"], 1);
    EXPECT_THAT(recorded.lanes(), Contains(HasSubstr("SyncManager")));
}

TEST_P(PythonStructure, HowDeepARecursiveLockIsTakenIsTold) {
    const Recorded recorded = run(R"(import threading
lock = threading.RLock()
def down(depth):
    with lock:
        return depth if depth == 3 else down(depth + 1)
print(down(1), lock.acquire(blocking=False), lock.release())
)");
    EXPECT_EQ(recorded.output, "3 True None\n");
    EXPECT_EQ(recorded.object("lock")["max_depth"], 3);
    EXPECT_EQ(recorded.object("lock")["acquisitions"], 4);
    EXPECT_EQ(recorded.object("lock")["kind_name"], "threading.RLock");
}

TEST_P(PythonStructure, ObjectsHaveTheirKindsOfPythonAndThePlaceInTheInterpreterBehindTheirs) {
    const Recorded recorded = run(R"(import threading, queue
lock = threading.Lock()
ready = threading.Event()
q = queue.LifoQueue()
ready.set()
def again():
    with lock:
        lock.acquire()
again()
)");
    EXPECT_EQ(recorded.object("lock")["kind"], "mutex");
    EXPECT_EQ(recorded.object("lock")["kind_name"], "threading.Lock");
    EXPECT_EQ(recorded.object("ready")["kind_name"], "threading.Event");
    EXPECT_EQ(recorded.object("q")["kind_name"], "queue.LifoQueue");
    ASSERT_EQ(recorded.report["findings"].size(), 1u);
    ASSERT_EQ(recorded.report["findings"][0]["cycle"].size(), 1u);
    const Json& site = recorded.report["findings"][0]["cycle"][0]["wait_site"];
    EXPECT_EQ(site["line"], 8);
    EXPECT_FALSE(site.value("native_site", "").empty()) << site;
}

TEST_P(PythonStructure, ObjectsThatAreMadeInOneLineHaveTheirOwnNames) {
    const Recorded recorded = run(R"(import threading, queue
def main():
    bank, shop, card = threading.Lock(), threading.RLock(), threading.Lock()
    jobs, answers = queue.Queue(), queue.Queue()
    with bank, shop, card:
        jobs.put(1)
        answers.put(jobs.get())
main()
A, B = threading.Lock(), threading.Lock()
with A, B:
    pass
)");
    EXPECT_THAT(recorded.namesOfKind("mutex"), testing::UnorderedElementsAre("A", "B", "bank", "card"));
    EXPECT_THAT(recorded.namesOfKind("recursive_mutex"), Contains("shop"));
    EXPECT_THAT(recorded.namesOfKind("queue"), testing::UnorderedElementsAre("answers", "jobs"));
}

TEST_P(PythonStructure, TheInterpreterLockIsHandedOverAtTheSwitchInterval) {
    const auto handedOver = [](const char* interval) {
        const Recorded recorded = run(std::string("import sys, threading, time\nsys.setswitchinterval(") + interval + R"()
def compute():
    end = time.thread_time() + .1
    while time.thread_time() < end: pass
threads = [threading.Thread(target=compute) for number in range(4)]
for each in threads: each.start()
for each in threads: each.join()
)");
        const Json lock = recorded.object("GIL");
        EXPECT_GE(lock["hold_ns"].get<std::int64_t>(), 4 * 100'000'000); // whoever computes has it
        EXPECT_LE(lock["hold_ns"], recorded.report["duration_ns"]);
        return lock["contended"].get<int>();
    };
    const int often = handedOver(".001"), seldom = handedOver(".05");
    EXPECT_GT(often, 2 * seldom);
}

std::string interpreterName(const testing::TestParamInfo<std::string>& each) {
    std::string name = each.param;
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}
INSTANTIATE_TEST_SUITE_P(With, PythonStructure, testing::ValuesIn(interpreters()), interpreterName);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PythonStructure);
INSTANTIATE_TEST_SUITE_P(With, PythonSharing, testing::ValuesIn(interpreters()), interpreterName);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PythonSharing);

} // namespace
