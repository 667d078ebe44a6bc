// What the helper inside the interpreter (helper/) calls, and how it gets there.
#include "engine/record/python/calls.h"
#include "engine/record/python/frames.h"
#include "engine/record/python/locks.h"
#include "engine/record/python/python.h"
#include "engine/record/python/words.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/thread.h"

#include <cstdlib>
#include <cstring>

// The texts of the helper lie in the library.
#define BRAID_HELPER_PART(name)                           \
    __asm__(".section .rodata\n"                          \
            ".global braid_helper_" #name "\n"            \
            ".hidden braid_helper_" #name "\n"            \
            "braid_helper_" #name ":\n"                   \
            ".incbin \"" BRAID_HELPER "/" #name ".py\"\n" \
            ".byte 0\n"                                   \
            ".previous\n");                               \
    extern "C" const char braid_helper_##name[];
BRAID_HELPER_PART(names)
BRAID_HELPER_PART(threads)
BRAID_HELPER_PART(queues)
BRAID_HELPER_PART(futures)
BRAID_HELPER_PART(generators)
BRAID_HELPER_PART(greenlets)
BRAID_HELPER_PART(loops)
BRAID_HELPER_PART(processes)
BRAID_HELPER_PART(messages)
BRAID_HELPER_PART(begin)

namespace braid::record {

using trace::ObjectKind;

constinit bool g_helperIsDue = false;

namespace {

using namespace calls;

/// As Python lays it out, with a function that is called with an array of arguments.
struct Definition {
    const char* name;
    Function* function;
    int flags;
    const char* words;
};
constexpr int CalledWithArray = 0x80;

constinit PyObject* g_allocate = nullptr; ///< _thread.allocate_lock
constinit PyObject* g_created = nullptr;  ///< the helper's: gives a new lock its name
constinit PyObject* g_globals = nullptr;  ///< the helper's names

struct Part {
    const char* name;
    const char* text;
};
const Part Parts[] = {
    {"names", braid_helper_names},
    {"threads", braid_helper_threads},
    {"queues", braid_helper_queues},
    {"futures", braid_helper_futures},
    {"generators", braid_helper_generators},
    {"greenlets", braid_helper_greenlets},
    {"loops", braid_helper_loops},
    {"processes", braid_helper_processes},
    {"messages", braid_helper_messages},
    {"begin", braid_helper_begin},
};
/// Runs a part of the helper. False, and an error of Python is set, where that fails.
bool runPart(const char* name) {
    constexpr int File = 257; // Py_file_input
    for (const Part& part : Parts) {
        if (std::strcmp(part.name, name) != 0)
            continue;
        PyObject* code = g_python.compile(part.text, "<braid>", File, nullptr, -1);
        PyObject* result = code != nullptr ? g_python.evaluate(code, g_globals, g_globals) : nullptr;
        for (PyObject* each : {result, code})
            if (each != nullptr)
                g_python.decRef(each);
        return result != nullptr;
    }
    return false;
}

constexpr std::uint64_t Own = 0, Next = 1, After = 2; ///< how an event of an object is numbered

// define(object, kind, initial, name, word): an object that is told of as a whole.
PyObject* define(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    if (count < 4 || !enter())
        return none();
    forgetObject(arguments[0]);
    ObjectEntry* entry = entryAt(arguments[0]);
    if (entry == nullptr)
        return none();
    nameObject(*entry, textOf(arguments, count, 3));
    entry->detail = static_cast<std::uint32_t>(PythonLock::Whole);
    entry->about = numberOf(arguments, count, 2);
    entry->word = static_cast<std::uint16_t>(numberOf(arguments, count, 4));
    static_cast<void>(objectAt(arguments[0], static_cast<ObjectKind>(numberOf(arguments, count, 1)), false, entry->about, pythonSite()));
    return none();
}

// forget(object): what lies there is none of those.
PyObject* forget(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    if (count > 0 && wholeAt(arguments[0]) != nullptr)
        forgetObject(arguments[0]);
    return none();
}

// held_by(object, ident): the thread has it, and nobody has said so.
PyObject* heldBy(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const ThreadRecord* record = recordOf(static_cast<pthread_t>(numberOf(arguments, count, 1)));
    ObjectEntry* entry = count > 1 ? wholeAt(arguments[0]) : nullptr;
    if (record != nullptr && entry != nullptr && enter())
        sayAcquiredBy(*entry, record->lane.load());
    return none();
}

// forget_at(address): the same of what is gone.
PyObject* forgetAt(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    forgetObject(reinterpret_cast<const void*>(numberOf(arguments, count, 0)));
    return none();
}

// known(object): it is one of those.
PyObject* known(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const ObjectEntry* entry = count > 0 ? knownAt(arguments[0]) : nullptr;
    return truth(entry != nullptr && isWhole(*entry));
}

// rename(object, name), also of a lock.
PyObject* rename(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const char* name = textOf(arguments, count, 1);
    if (name == nullptr || !enter())
        return none();
    ObjectEntry* entry = wholeAt(arguments[0]);
    if (entry == nullptr)
        entry = semaphoreOf(arguments[0]);
    if (entry != nullptr)
        nameObject(*entry, name);
    return none();
}

// say(object, event, numbering, a, b, text, site); site 0: where the thread is
PyObject* sayEvent(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    if (count < 3 || !enter())
        return none();
    ObjectEntry* entry = wholeAt(arguments[0]);
    if (entry == nullptr)
        return none();
    const auto kind = static_cast<EventKind>(numberOf(arguments, count, 1));
    const std::uint64_t numbering = numberOf(arguments, count, 2), a = numberOf(arguments, count, 3);
    const auto b = static_cast<std::uint32_t>(numberOf(arguments, count, 4));
    const std::uint32_t sequence = numbering == Next ? entry->next() : numbering == After ? entry->last()
                                                                                          : 0;
    const Order order = numbering == After ? Order::After : Order::Own;
    const auto given = static_cast<std::uint32_t>(numberOf(arguments, count, 6));
    const std::uint32_t site = given != 0 ? given : pythonSite();
    if (const char* text = textOf(arguments, count, 5))
        trace::appendText(t_writer, kind, entry->number(), sequence, site, order, a, b, text, std::strlen(text));
    else
        say(kind, entry->number(), sequence, site, order, a, b);
    if (g_signalIsDue.load(std::memory_order_relaxed) && (kind == EventKind::WaitBegin || kind == EventKind::GetWait || kind == EventKind::PutWait))
        say(EventKind::GivenOutside, entry->number(), 0, site, Order::Own, 1);
    return none();
}

// waits(object, event, numbered, ns, end): an operation begins that may wait. At most one at a time: one within another is part of that.
PyObject* waits(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    if (count < 5 || t_operation.object != nullptr || !enter() || wholeAt(arguments[0]) == nullptr)
        return truth(false);
    t_operation = {arguments[0], static_cast<std::uint8_t>(numberOf(arguments, count, 1)), static_cast<std::uint8_t>(numberOf(arguments, count, 4)), false, false, false,
                   numberOf(arguments, count, 2) == Next, numberOf(arguments, count, 3), pythonSite()};
    return truth(true);
}

// waiting(now): it waits from here on, or as soon as the thread gives the interpreter lock back, whatever it does that with.
PyObject* waiting(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    if (t_operation.object == nullptr || !enter())
        return none();
    if (numberOf(arguments, count, 0) != 0) {
        sayWait(t_operation);
    } else {
        t_operation.blocks = true;
        ++t_declared;
    }
    return none();
}

// done(): the operation is over. Whether it has waited and that has not been told to be over.
PyObject* done(PyObject*, Arguments, std::ptrdiff_t) {
    const bool open = waitsForWhole();
    t_operation = {};
    t_declared = 0;
    return truth(open);
}

// lane(name, ident): what the thread is called; ident 0: the calling one.
PyObject* lane(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const char* name = textOf(arguments, count, 0);
    if (name == nullptr || !enter())
        return none();
    const std::uint64_t ident = numberOf(arguments, count, 1);
    const ThreadRecord* record = ident != 0 ? recordOf(static_cast<pthread_t>(ident)) : nullptr;
    if (ident == 0 || record != nullptr)
        sayText(EventKind::RenameLane, record != nullptr ? record->lane.load() : t_writer.home, 0, 0, name);
    return none();
}

// process(name): what this process is called.
PyObject* process(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    if (const char* name = textOf(arguments, count, 0); name != nullptr && enter())
        sayText(EventKind::RenameLane, g_processLane.load(), 0, 0, name);
    return none();
}

// makes_daemon(whether): the next thread that this one makes is a daemon.
PyObject* makesDaemon(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    t_makesDaemon = numberOf(arguments, count, 0) != 0;
    return none();
}

// failed(words, site): the thread is about to end with an exception, which was raised there.
PyObject* failed(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    if (const char* words = textOf(arguments, count, 0)) {
        TextBuilder(t_failure, sizeof t_failure).add(words);
        t_failureSite = static_cast<std::uint32_t>(numberOf(arguments, count, 1));
    }
    return none();
}

// join(ident, ns), joined(in time): of a thread whose end is no semaphore.
PyObject* join(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const ThreadRecord* record = recordOf(static_cast<pthread_t>(numberOf(arguments, count, 0)));
    if (record == nullptr || record->ended.load() != 0 || !enter())
        return truth(false);
    t_join = {record, numberOf(arguments, count, 1), pythonSite(), false};
    ++t_declared;
    return truth(true);
}
PyObject* joined(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const PythonJoin join = t_join;
    t_join = {};
    t_declared = 0;
    if (join.told && enter())
        say(EventKind::JoinEnd, join.thread->lane.load(), 0, join.site, Order::Own, 0, numberOf(arguments, count, 0) != 0 ? 0 : 1);
    return none();
}

// allocate_lock(): threading.Lock
PyObject* allocateLock(PyObject*, Arguments, std::ptrdiff_t) {
    PyObject* lock = g_python.callObject(g_allocate, nullptr);
    if (lock != nullptr && g_created != nullptr && enter() && adoptPythonLock(lock, PythonLock::Plain)) {
        PyObject* result = g_python.callWith(g_created, lock, static_cast<void*>(nullptr));
        if (result != nullptr)
            g_python.decRef(result);
        else
            g_python.clearError();
    }
    return lock;
}

// adopt(lock, kind): it is a lock of that kind; true where the program has made it.
PyObject* adopt(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    return truth(count > 1 && enter() && adoptPythonLock(arguments[0], static_cast<PythonLock>(numberOf(arguments, count, 1))));
}

// mark(lock, kind): the same, whoever has made it.
PyObject* mark(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    ObjectEntry* entry = count > 1 ? semaphoreOf(arguments[0]) : nullptr;
    if (entry != nullptr && entry->detail != 0)
        entry->detail = static_cast<std::uint32_t>(numberOf(arguments, count, 1));
    if (entry != nullptr && entry->detail == static_cast<std::uint32_t>(PythonLock::Recursive))
        entry->word = static_cast<std::uint16_t>(PythonWord::RLock);
    return none();
}

// signal_may_come(): from outside, to a handler that may give what is waited for.
PyObject* signalMayCome(PyObject*, Arguments, std::ptrdiff_t) {
    awaitSignals();
    return none();
}

// start(allocate, created, version, library): what the locks are made with, and where frames lie.
PyObject* start(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const char* version = textOf(arguments, count, 2);
    const char* library = textOf(arguments, count, 3);
    if (version == nullptr || library == nullptr || !learnFrames(version, library)) {
        const bool free = version != nullptr && std::strstr(version, "free-threading") != nullptr;
        if (enter()) // a mark of the recording, so that whoever looks at it knows what is missing
            sayText(EventKind::Note, 0, 0, 0,
                    free ? "this Python has no interpreter lock; its objects are told of as the locks that they consist of"
                         : "this version of Python is recorded without the helper: its objects are told of as the locks that they consist of");
        return truth(false);
    }
    for (const std::ptrdiff_t each : {0, 1})
        g_python.incRef(arguments[each]);
    g_allocate = arguments[0];
    g_created = arguments[1];
    return truth(true);
}

// called_by_library(): whether the standard library has called the helper.
PyObject* calledByLibrary(PyObject*, Arguments, std::ptrdiff_t) {
    const std::uint32_t by = innermostCode();
    return truth(by == 0 || (by & code::Library) != 0);
}

// part(name): has a further part of the helper run.
PyObject* part(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const char* name = textOf(arguments, count, 0);
    return name == nullptr || runPart(name) ? none() : nullptr;
}

// number_in(object): of the object in the trace, to name it in another event.
PyObject* numberIn(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const ObjectEntry* entry = count > 0 ? wholeAt(arguments[0]) : nullptr;
    return g_python.fromNumber(entry != nullptr ? entry->number() : 0);
}

constinit Definition g_definitions[] = {
    {"define", define, CalledWithArray, nullptr},
    {"forget", forget, CalledWithArray, nullptr},
    {"held_by", heldBy, CalledWithArray, nullptr},
    {"forget_at", forgetAt, CalledWithArray, nullptr},
    {"known", known, CalledWithArray, nullptr},
    {"rename", rename, CalledWithArray, nullptr},
    {"say", sayEvent, CalledWithArray, nullptr},
    {"waits", waits, CalledWithArray, nullptr},
    {"waiting", waiting, CalledWithArray, nullptr},
    {"done", done, CalledWithArray, nullptr},
    {"lane", lane, CalledWithArray, nullptr},
    {"process", process, CalledWithArray, nullptr},
    {"failed", failed, CalledWithArray, nullptr},
    {"makes_daemon", makesDaemon, CalledWithArray, nullptr},
    {"join", join, CalledWithArray, nullptr},
    {"joined", joined, CalledWithArray, nullptr},
    {"allocate_lock", allocateLock, CalledWithArray, "allocate_lock() -> lock object"},
    {"adopt", adopt, CalledWithArray, nullptr},
    {"mark", mark, CalledWithArray, nullptr},
    {"signal_may_come", signalMayCome, CalledWithArray, nullptr},
    {"start", start, CalledWithArray, nullptr},
    {"called_by_library", calledByLibrary, CalledWithArray, nullptr},
    {"part", part, CalledWithArray, nullptr},
    {"coroutine", coroutine, CalledWithArray, nullptr},
    {"current_lane", currentLaneNumber, CalledWithArray, nullptr},
    {"name_lane", nameLane, CalledWithArray, nullptr},
    {"resume", resume, CalledWithArray, nullptr},
    {"suspend", suspend, CalledWithArray, nullptr},
    {"leave", leave, CalledWithArray, nullptr},
    {"never_asked", neverAsked, CalledWithArray, nullptr},
    {"number_in", numberIn, CalledWithArray, nullptr},
    {"site", site, CalledWithArray, nullptr},
    {"word_number", wordNumber, CalledWithArray, nullptr},
    {"tell_depth", tellDepth, CalledWithArray, nullptr},
    {"tell_results", tellResults, CalledWithArray, nullptr},
    {"awaits_results", awaitsResults, CalledWithArray, nullptr},
    {"tell_generators", tellGenerators, CalledWithArray, nullptr},
    {"tell_switches", tellSwitches, CalledWithArray, nullptr},
    {"generator_enters", generatorEnters, CalledWithArray, nullptr},
    {"generator_yields", generatorYields, CalledWithArray, nullptr},
    {"generator_ends", generatorEnds, CalledWithArray, nullptr},
    {"share", share, CalledWithArray, nullptr},
    {"define_selector", defineSelector, CalledWithArray, nullptr},
    {"define_shared", defineShared, CalledWithArray, nullptr},
    {"item_put", itemPut, CalledWithArray, nullptr},
    {"item_sent", itemSent, CalledWithArray, nullptr},
    {"item_got", itemGot, CalledWithArray, nullptr},
    {"ready", ready, CalledWithArray, nullptr},
    {"name_descriptor", nameDescriptor, CalledWithArray, nullptr},
};

struct Constant {
    const char* name;
    std::uint64_t value;
};
template <class Enumerated>
constexpr std::uint64_t valueOf(Enumerated value) {
    return static_cast<std::uint64_t>(value);
}
constexpr Constant Constants[] = {
    {"OWN", Own},
    {"NEXT", Next},
    {"AFTER", After},
    {"RLOCK", valueOf(PythonLock::Recursive)},
    {"THREAD_END", valueOf(PythonLock::ThreadEnd)},
    {"LIBRARY_LOCK", valueOf(PythonLock::Library)},
    {"WAITER", valueOf(PythonLock::Waiter)},
    {"UNTOLD", valueOf(PythonLock::Untold)},
    {"LOCK", valueOf(PythonLock::Plain)},
    {"SEMAPHORE", valueOf(PythonLock::None)},
    {"Mutex", valueOf(ObjectKind::Mutex)},
    {"Semaphore", valueOf(ObjectKind::Semaphore)},
    {"BoundedSemaphore", valueOf(ObjectKind::BoundedSemaphore)},
    {"Event", valueOf(ObjectKind::Event)},
    {"Condition", valueOf(ObjectKind::ConditionVariable)},
    {"Barrier", valueOf(ObjectKind::Barrier)},
    {"Queue", valueOf(ObjectKind::Queue)},
    {"LifoQueue", valueOf(ObjectKind::LifoQueue)},
    {"PriorityQueue", valueOf(ObjectKind::PriorityQueue)},
    {"ProcessQueue", valueOf(ObjectKind::ProcessQueue)},
    {"Server", valueOf(ObjectKind::Server)},
    {"Pool", valueOf(ObjectKind::Pool)},
    {"Loop", valueOf(ObjectKind::Loop)},
    {"ACQUIRE_WAIT", valueOf(EventKind::AcquireWait)},
    {"ACQUIRED", valueOf(EventKind::Acquired)},
    {"ACQUIRE_FAILED", valueOf(EventKind::AcquireFailed)},
    {"RELEASED", valueOf(EventKind::Released)},
    {"WAIT_BEGIN", valueOf(EventKind::WaitBegin)},
    {"WAIT_END", valueOf(EventKind::WaitEnd)},
    {"SIGNAL", valueOf(EventKind::Signal)},
    {"CLEAR", valueOf(EventKind::Clear)},
    {"BARRIER_BROKEN", valueOf(EventKind::BarrierBroken)},
    {"PUT_WAIT", valueOf(EventKind::PutWait)},
    {"PUT", valueOf(EventKind::Put)},
    {"PUT_FAILED", valueOf(EventKind::PutFailed)},
    {"GET_WAIT", valueOf(EventKind::GetWait)},
    {"GET", valueOf(EventKind::Get)},
    {"GET_FAILED", valueOf(EventKind::GetFailed)},
    {"TASK_DONE", valueOf(EventKind::TaskDone)},
    {"DRAIN_WAIT", valueOf(EventKind::DrainWait)},
    {"DRAIN_END", valueOf(EventKind::DrainEnd)},
    {"TASK_BEGIN", valueOf(EventKind::TaskBegin)},
    {"TASK_END", valueOf(EventKind::TaskEnd)},
    {"RESULT_OF", valueOf(EventKind::ResultOf)},
    {"FAULT", valueOf(EventKind::Fault)},
    {"WOULD_BLOCK", valueOf(trace::Failure::WouldBlock)},
    {"TIMED_OUT", valueOf(trace::Failure::TimedOut)},
    {"CANCELLED", valueOf(trace::Failure::Cancelled)},
    {"OF_HOLDER", valueOf(trace::Mode::OfHolder)},
    {"ANY_LANE_RELEASES", trace::AnyLaneReleases},
    {"FULL", valueOf(trace::Failure::Full)},
    {"EMPTY", valueOf(trace::Failure::Empty)},
    {"WAIT_WOKEN", trace::WaitWoken},
    {"WAIT_TIMED_OUT", trace::WaitTimedOut},
    {"WAIT_IN_VAIN", trace::WaitInVain},
    {"WAIT_NOTIFIED_IN_VAIN", trace::WaitNotifiedInVain},
    {"RELEASE_OVER_BOUND", valueOf(trace::Misuse::ReleaseOverBound)},
};

bool put(PyObject* into, const char* name, PyObject* value) {
    const bool fine = value != nullptr && g_python.setItem(into, name, value) == 0;
    if (value != nullptr)
        g_python.decRef(value);
    return fine;
}

/// Runs in the main thread of the interpreter, between two of its instructions.
int install(void*) {
    g_globals = g_python.newDictionary();
    bool fine = g_globals != nullptr && g_python.setItem(g_globals, "__builtins__", g_python.builtins()) == 0;
    for (Definition& each : g_definitions)
        fine = fine && put(g_globals, each.name, g_python.newFunction(&each, nullptr, nullptr));
    for (const Constant& each : Constants)
        fine = fine && put(g_globals, each.name, g_python.fromNumber(each.value));
    if (!fine || !runPart("begin"))
        g_python.clearError();
    if (!g_readsFrames)
        g_python.program = nullptr; // the program goes on, and is told of with less
    return 0;
}

} // namespace

bool preparePython() {
    const char* wish = std::getenv("BRAID_PYTHON_HELPER");
    g_helperIsDue = (wish == nullptr || std::strcmp(wish, "no") != 0) && makeFrameTables() && findPython();
    return g_helperIsDue;
}

void considerHelper() {
    if (g_python.isInitialized() == 0)
        return;
    g_helperIsDue = false;
    t_thread.inside = 1; // it has a lock of its own
    const int result = g_python.addPendingCall(install, nullptr);
    t_thread.inside = 0;
    g_helperIsDue = result != 0;
}

} // namespace braid::record
