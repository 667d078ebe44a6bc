// Generators of the program's own files, as coroutines of their thread. Up to 3.11 the functions that resume one are replaced in the type
// itself, from 3.12 on, where loops go around them, the interpreter is asked to tell (sys.monitoring).
#include "engine/record/python/calls.h"
#include "engine/record/python/frames.h"
#include "engine/record/python/methods.h"
#include "engine/record/python/words.h"
#include "engine/record/shim/objects.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/thread.h"

#include <cstring>
#include <dlfcn.h>

namespace braid::record {
namespace {

using trace::ObjectKind;

constexpr std::uint32_t Started = 1; ///< the number of the first event of a lane
/// So many times generators are resumed until nothing more is told of them: some programs do nothing else.
constexpr std::uint32_t MostResumed = 50'000;
constexpr std::uint64_t MostOfFunction = 100; ///< so many generators of one function are told of
constinit std::uint32_t g_resumed = 0;
constinit bool g_monitors = false; ///< the interpreter tells

/// What a type of Python has, as it is laid out from 3.8 to 3.13.
struct Slots {
    PyObject* (*next)(PyObject*);
    int (*send)(PyObject*, PyObject*, PyObject**);
    void (*finalize)(PyObject*);
};
constexpr std::size_t AsyncAt = 80, SendAt = 24, NextAt = 224, FinalizeAt = 392;
constinit Slots g_slots{};
constinit Method g_send{}, g_throw{}, g_close{};

constinit PyObject* g_label = nullptr; ///< the helper's: what a value is called
constinit PyObject* g_watch = nullptr; ///< the helper's: has the interpreter tell of a code object

/// What a generator that is told of is known by: its lane is ObjectEntry::about, and the lane that runs it ObjectEntry::owner, 0 where
/// it stands still.
ObjectEntry* toldAt(const PyObject* generator) {
    ObjectEntry* entry = knownAt(generator);
    return entry != nullptr && entry->kind == ObjectKind::Queue && entry->about != 0 && entry->detail == static_cast<std::uint32_t>(PythonLock::Generator) ? entry
                                                                                                                                                           : nullptr;
}

/// Of the values that go into the generator and come out of it.
void sayValue(EventKind kind, const PyObject* generator, PyObject* value, std::uint32_t site) {
    ObjectEntry* entry = objectAt(generator, ObjectKind::Queue, false, 0, site);
    if (entry == nullptr)
        return;
    PyObject* label = g_label != nullptr ? g_python.callWith(g_label, value, static_cast<void*>(nullptr)) : nullptr;
    std::ptrdiff_t length = 0;
    const char* text = label != nullptr ? g_python.text(label, &length) : nullptr;
    if (text == nullptr) {
        g_python.clearError();
        text = "?";
    }
    const std::uint64_t item = (entry->last() + 2) / 2; // each is put and got
    trace::appendText(t_writer, kind, entry->number(), entry->nextUnderProtection(), site, Order::Own, item, 0, text, std::strlen(text));
    if (label != nullptr)
        g_python.decRef(label);
}

/// It is one of the program's own files, and not finished.
bool isOwn(PyObject* generator) {
    PyObject* code = codeOfGenerator(generator);
    return code != nullptr && isProgramFunction(code);
}

using Occurred = PyObject*();
constinit Occurred* g_occurred = nullptr;                           ///< PyErr_Occurred
constinit PyObject **g_stopIteration = nullptr, **g_exit = nullptr; ///< exceptions by which a generator ends as it should

bool hasFailed() {
    const PyObject* error = g_occurred != nullptr ? g_occurred() : nullptr;
    return error != nullptr && (g_stopIteration == nullptr || error != *g_stopIteration) && (g_exit == nullptr || error != *g_exit);
}

template <class T>
void find(T& into, const char* name) {
    void* found = dlsym(RTLD_DEFAULT, name);
    std::memcpy(&into, &found, sizeof into);
}

ObjectEntry* introduced(PyObject* generator, std::uint32_t site) {
    ObjectEntry* entry = entryAt(generator);
    if (entry == nullptr)
        return nullptr;
    if (entry->detail == static_cast<std::uint32_t>(PythonLock::Generator) && entry->about != 0)
        return entry;
    ObjectEntry* function = entryAt(codeOfGenerator(generator));
    if (function == nullptr || function->about == MostOfFunction)
        return nullptr;
    char name[128];
    copyFunctionName(codeOfGenerator(generator), name, 64);
    if (std::strstr(name, "<genexpr>") != nullptr) { // a generator expression: nobody knows it by a name, and it is used where it stands
        function->about = MostOfFunction;
        return nullptr;
    }
    forgetObject(generator);
    if (++function->about > 1)
        TextBuilder(name + std::strlen(name), sizeof name - std::strlen(name)).add(" #").add(function->about);
    const std::uint32_t lane = newId();
    sayText(EventKind::DefineLane, lane, static_cast<std::uint64_t>(trace::LaneKind::Coroutine), t_writer.home, name);
    say(EventKind::LaneStart, lane, Started, site);
    TextBuilder(name + std::strlen(name), sizeof name - std::strlen(name)).add(" values");
    entry->kind = ObjectKind::Queue;
    entry->about = lane;
    entry->word = static_cast<std::uint16_t>(PythonWord::Generator);
    entry->owner.store(0, std::memory_order_relaxed);
    entry->detail = static_cast<std::uint32_t>(PythonLock::Generator);
    nameObject(*entry, name);
    return entry;
}

/// Nothing more is told of what generators do from here on. Of those that go on just then it is told that they stop.
bool isOver() { return g_resumed > MostResumed; }

bool hasLimit() {
    if (g_resumed < MostResumed) {
        ++g_resumed;
        return false;
    }
    if (g_resumed == MostResumed) {
        ++g_resumed;
        sayText(EventKind::Note, 0, 0, 0, "generators are not told of from here on");
    }
    return true;
}

/// It goes on now, with `sent`, where that is not null.
void enters(PyObject* generator, PyObject* sent, std::uint32_t site) {
    if (!enter() || hasLimit())
        return;
    ObjectEntry* entry = introduced(generator, site);
    if (entry == nullptr || entry->owner.load(std::memory_order_relaxed) != 0)
        return;
    const bool gets = sent != nullptr && sent != g_python.none;
    if (gets)
        sayValue(EventKind::Put, generator, sent, site);
    const auto lane = static_cast<std::uint32_t>(entry->about);
    entry->owner.store(t_writer.lane, std::memory_order_relaxed);
    say(EventKind::Resume, lane, Started, site, Order::After);
    t_writer.lane = lane;
    if (gets)
        sayValue(EventKind::Get, generator, sent, 0);
}

/// It has stopped, with `value`, or is over where that is null.
void leaves(PyObject* generator, PyObject* value, bool failed, std::uint32_t site) {
    ObjectEntry* entry = toldAt(generator);
    const std::uint32_t back = entry != nullptr ? entry->owner.load(std::memory_order_relaxed) : 0;
    if (back == 0)
        return;
    entry->owner.store(0, std::memory_order_relaxed);
    const auto lane = static_cast<std::uint32_t>(entry->about);
    if (t_writer.lane != lane || !enter())
        return;
    const bool gives = value != nullptr && value != g_python.none;
    if (gives)
        sayValue(EventKind::Put, generator, value, site);
    if (value != nullptr)
        say(EventKind::Suspend, 0, 0, site);
    else if (failed)
        say(EventKind::LaneEnd, lane, Started + 1, 0, Order::Own, 1);
    else
        say(EventKind::LaneEnd, lane, Started + 1, 0);
    say(EventKind::Resume, back, 0, 0);
    t_writer.lane = back;
    if (gives)
        sayValue(EventKind::Get, generator, value, 0);
    if (value == nullptr) {
        forgetObject(generator);
        entry->about = 0;
    }
}

/// It is over, and has not run for that.
void endsStanding(PyObject* generator) {
    ObjectEntry* entry = toldAt(generator);
    if (entry == nullptr || entry->owner.load(std::memory_order_relaxed) != 0 || !enter())
        return;
    entry->owner.store(t_writer.lane, std::memory_order_relaxed);
    say(EventKind::Resume, static_cast<std::uint32_t>(entry->about), Started, 0, Order::After);
    t_writer.lane = static_cast<std::uint32_t>(entry->about);
    leaves(generator, nullptr, false, 0);
}

/// The interpreter tells from here on of all generators of this function.
void watch(PyObject* code) {
    ObjectEntry* entry = entryAt(code);
    if (entry == nullptr || entry->owner.exchange(1, std::memory_order_relaxed) != 0)
        return;
    if (PyObject* result = g_python.callWith(g_watch, code, static_cast<void*>(nullptr)))
        g_python.decRef(result);
    else
        g_python.clearError();
}

[[gnu::tls_model("initial-exec")]] constinit thread_local PyObject* t_sent = nullptr; ///< to one that the interpreter tells of

/// Calls `real`, which resumes the generator and comes back with what it has yielded, or with null.
template <class Real>
PyObject* resumed(PyObject* generator, PyObject* sent, const Real& real) {
    if (t_thread.inside != 0 || isOver() || !isOwn(generator))
        return real();
    if (g_monitors) {
        watch(codeOfGenerator(generator));
        return real();
    }
    enters(generator, sent, pythonSite());
    PyObject* value = real();
    leaves(generator, value, value == nullptr && hasFailed(), value != nullptr ? siteOfGenerator(generator) : 0);
    return value;
}

PyObject* nextHook(PyObject* generator) {
    return resumed(generator, nullptr, [=] { return g_slots.next(generator); });
}
int sendSlotHook(PyObject* generator, PyObject* value, PyObject** result) {
    constexpr int Failed = -1, Yielded = 1;
    if (t_thread.inside != 0 || isOver() || !isOwn(generator))
        return g_slots.send(generator, value, result);
    if (g_monitors) {
        t_sent = value;
        watch(codeOfGenerator(generator));
        const int how = g_slots.send(generator, value, result);
        t_sent = nullptr;
        return how;
    }
    enters(generator, value, pythonSite());
    const int how = g_slots.send(generator, value, result);
    leaves(generator, how == Yielded ? *result : nullptr, how == Failed && hasFailed(), how == Yielded ? siteOfGenerator(generator) : 0);
    return how;
}
PyObject* sendHook(PyObject* generator, PyObject* value, PyObject* a, PyObject* b, PyObject* c) {
    t_sent = value;
    PyObject* result = resumed(generator, value, [=] { return g_send.real(generator, value, a, b, c); });
    t_sent = nullptr;
    return result;
}
PyObject* throwHook(PyObject* generator, PyObject* a, PyObject* b, PyObject* c, PyObject* d) {
    return resumed(generator, nullptr, [=] { return g_throw.real(generator, a, b, c, d); });
}
PyObject* closeHook(PyObject* generator, PyObject* a, PyObject* b, PyObject* c, PyObject* d) {
    if (toldAt(generator) == nullptr)
        return g_close.real(generator, a, b, c, d);
    if (g_monitors) {
        PyObject* result = g_close.real(generator, a, b, c, d);
        endsStanding(generator);
        return result;
    }
    enters(generator, nullptr, pythonSite());
    PyObject* result = g_close.real(generator, a, b, c, d);
    leaves(generator, nullptr, result == nullptr, 0);
    return result;
}
void finalizeHook(PyObject* generator) {
    const bool told = toldAt(generator) != nullptr;
    if (told && !g_monitors)
        enters(generator, nullptr, 0);
    g_slots.finalize(generator);
    if (told && !g_monitors)
        leaves(generator, nullptr, false, 0);
    if (told)
        endsStanding(generator);
}

template <class T>
void exchange(char* type, std::size_t at, T replacement, T& original) {
    std::memcpy(&original, type + at, sizeof original);
    if (original != nullptr)
        std::memcpy(type + at, &replacement, sizeof replacement);
}

} // namespace

namespace calls {

PyObject* tellGenerators(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    auto* type = static_cast<char*>(dlsym(RTLD_DEFAULT, "PyGen_Type"));
    if (count < 6 || type == nullptr || !g_readsFrames || g_label != nullptr)
        return truth(false);
    for (const std::ptrdiff_t each : {0, 1})
        g_python.incRef(arguments[each]);
    g_label = arguments[0];
    g_watch = arguments[1];
    g_monitors = numberOf(arguments, count, 5) != 0;
    find(g_occurred, "PyErr_Occurred");
    find(g_stopIteration, "PyExc_StopIteration");
    find(g_exit, "PyExc_GeneratorExit");
    exchange(type, NextAt, &nextHook, g_slots.next);
    exchange(type, FinalizeAt, &finalizeHook, g_slots.finalize);
    char* async = nullptr;
    std::memcpy(&async, type + AsyncAt, sizeof async);
    if (async != nullptr && hasSendSlot())
        exchange(async, SendAt, &sendSlotHook, g_slots.send);
    replaceMethod(arguments[2], &sendHook, g_send);
    replaceMethod(arguments[3], &throwHook, g_throw);
    replaceMethod(arguments[4], &closeHook, g_close);
    return truth(true);
}

namespace {

/// Of the one whose frame is the innermost; null where that is another one's.
PyObject* runningGenerator() {
    PyObject* generator = innermostGenerator();
    return generator != nullptr && isProgramFunction(codeOfGenerator(generator)) ? generator : nullptr;
}

} // namespace

PyObject* generatorEnters(PyObject*, Arguments, std::ptrdiff_t) {
    if (PyObject* generator = isOver() ? nullptr : runningGenerator())
        enters(generator, t_sent, pythonSite());
    t_sent = nullptr;
    return none();
}
PyObject* generatorYields(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    PyObject* generator = count > 2 ? runningGenerator() : nullptr;
    if (generator != nullptr)
        leaves(generator, arguments[2], false, siteOfGenerator(generator));
    return none();
}
PyObject* generatorEnds(PyObject*, Arguments, std::ptrdiff_t) {
    if (PyObject* generator = innermostGenerator(); generator != nullptr && toldAt(generator) != nullptr)
        leaves(generator, nullptr, false, 0);
    return none();
}

} // namespace calls
} // namespace braid::record
