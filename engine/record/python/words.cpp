#include "engine/record/python/words.h"

#include "engine/record/python/calls.h"
#include "engine/record/shim/objects.h"

#include <cstring>

namespace braid::record {
namespace {

/// By their numbers; a process that was started anew has the same ones.
constexpr const char* Words[] = {
    nullptr,
    "threading.Lock",
    "threading.RLock",
    "threading.Condition",
    "threading.Event",
    "threading.Semaphore",
    "threading.BoundedSemaphore",
    "threading.Barrier",
    "queue.Queue",
    "queue.LifoQueue",
    "queue.PriorityQueue",
    "queue.SimpleQueue",
    "concurrent.futures.ThreadPoolExecutor",
    "concurrent.futures.Future",
    "multiprocessing.Lock",
    "multiprocessing.RLock",
    "multiprocessing.Condition",
    "multiprocessing.Event",
    "multiprocessing.Semaphore",
    "multiprocessing.BoundedSemaphore",
    "multiprocessing.Barrier",
    "multiprocessing.Queue",
    "multiprocessing.JoinableQueue",
    "multiprocessing.SimpleQueue",
    "multiprocessing.Pool",
    "multiprocessing.AsyncResult",
    "multiprocessing.Manager",
    "generator",
    "asyncio event loop",
    "gevent hub",
    "asyncio.Lock",
    "asyncio.Event",
    "asyncio.Condition",
    "asyncio.Semaphore",
    "asyncio.BoundedSemaphore",
    "asyncio.Queue",
    "asyncio.LifoQueue",
    "asyncio.PriorityQueue",
    "multiprocessing.ThreadPool",
    "asyncio.Future",
    "greenlet",
};
constexpr std::uint16_t Count = sizeof Words / sizeof Words[0];

} // namespace

const char* kindWordOf(const ObjectEntry& entry) { return entry.word < Count ? Words[entry.word] : nullptr; }

PyObject* calls::wordNumber(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const char* word = textOf(arguments, count, 0);
    std::uint16_t number = Count - 1;
    while (word != nullptr && number > 0 && std::strcmp(Words[number], word) != 0)
        --number;
    return g_python.fromNumber(word != nullptr ? number : 0);
}

} // namespace braid::record
