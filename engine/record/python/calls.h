#pragma once

#include "engine/record/python/locks.h"
#include "engine/record/python/python.h"
#include "engine/trace/event.h"

#include <cstddef>
#include <cstdint>

/// The functions that the helper inside the interpreter calls. All run with the interpreter lock held.
namespace braid::record::calls {

using Arguments = PyObject* const*;
/// As Python calls a function with an array of arguments.
using Function = PyObject*(PyObject*, Arguments, std::ptrdiff_t);

inline PyObject* none() {
    g_python.incRef(g_python.none);
    return g_python.none;
}
inline PyObject* truth(bool value) { return g_python.fromNumber(value ? 1 : 0); }

/// 0 where there is none.
inline std::uint64_t numberOf(Arguments arguments, std::ptrdiff_t count, std::ptrdiff_t at) {
    return at < count && arguments[at] != g_python.none ? g_python.number(arguments[at]) : 0;
}
/// nullptr where there is none.
inline const char* textOf(Arguments arguments, std::ptrdiff_t count, std::ptrdiff_t at) {
    if (at >= count || arguments[at] == g_python.none)
        return nullptr;
    std::ptrdiff_t length = 0;
    const char* text = g_python.text(arguments[at], &length);
    if (text == nullptr)
        g_python.clearError();
    return text;
}

// coroutines.cpp
/// coroutine(name, loop): one that has been made, to run in the turns that the loop gives it, where that is not None; its lane.
Function coroutine;
/// current_lane(): that the thread runs.
Function currentLaneNumber;
/// name_lane(lane, name)
Function nameLane;
/// resume(lane, site): it runs in this thread from here on. The lane that it is resumed by.
Function resume;
/// suspend(lane, awaited, back, site): it stops, until the coroutine on the lane `awaited` ends, where that is not 0; the lane `back`
/// goes on, or the thread by itself where that is 0.
Function suspend;
/// leave(lane, words, back): it ends, with an exception where there are words.
Function leave;
/// never_asked(lane, site): of one that has ended with an exception, raised at `site`, which nobody has asked for.
Function neverAsked;
/// site(file, line, function): the number of that place.
Function site;

// processes.cpp
/// share(handle, kind, permits, name, new, word): a lock of multiprocessing, whose semaphore lies at `handle`; new = 0: it is known already, and
/// only called so.
Function share;
/// define_shared(object, fd, handle, kind, initial, name, word): an object that is told of as a whole by several processes: they know it by
/// the file `fd`, a larger number of its own, or by the semaphore at `handle` where that is not 0. Without a name it is known already, or not told of. Whether it is.
Function defineShared;
/// define_selector(object, fd, name): an event loop that waits in the selector `fd`; whether there is that.
Function defineSelector;
/// item_put(object): the number of the item that is about to be put. item_sent(object, number): it goes into the pipe now, behind those
/// that went before. item_got(object): the number of the one that has come out; 0 where it is not known.
Function itemPut;
Function itemSent;
Function itemGot;
/// ready(fd): it can be read without a wait.
Function ready;
/// name_descriptor(fd, name): what the pipe or socket is called, whichever process has it.
Function nameDescriptor;

// words.cpp
/// word_number(word): of what Python calls a kind of object; 0 where it has none.
Function wordNumber;

// recursion.cpp
/// tell_depth(which, acquire, enter, release, exit): the methods of the recursive lock of threading (0) or multiprocessing (1).
Function tellDepth;

// results.cpp
/// tell_results(set_result, set_exception, cancel): the methods of the type of asyncio's futures.
Function tellResults;
/// awaits_results(): a task of a loop of the calling thread waits for such a future.
Function awaitsResults;

// generators.cpp
/// tell_generators(label, watch, send, throw, close, monitored): functions of the helper, methods of a generator's type, and whether the
/// interpreter tells when one goes on and stops, which it does by calling the next three.
Function tellGenerators;
Function generatorEnters;
Function generatorYields;
Function generatorEnds;

// greenlets.cpp
/// tell_switches(switch, handed): the method of a greenlet's type, and the function of the helper that is called before each call of it, with
/// the greenlet and its arguments.
Function tellSwitches;

} // namespace braid::record::calls
