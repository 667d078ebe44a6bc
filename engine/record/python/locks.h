#pragma once

#include "engine/record/python/python.h"
#include "engine/record/shim/objects.h"
#include "engine/record/shim/thread.h"

#include <cstdint>

/// Python's locks, which up to 3.13 are semaphores that the interpreter makes for itself.
namespace braid::record {

/// What a semaphore of the interpreter is to the program. Kept in ObjectEntry::detail; 0: it is none of its.
enum class PythonLock : std::uint32_t {
    None = 0,
    Interpreters, ///< its own
    Library,      ///< of the standard library: part of something that is told as a whole
    Waiter,       ///< made by who waits at a condition, to be woken by
    Untold,       ///< who waits for one may have taken it itself, as of importlib, which is woken up by them: nothing is told of them
    ThreadEnd,    ///< held by a thread for as long as it lives
    Plain,        ///< threading.Lock
    Recursive,    ///< threading.RLock
    Permit,       ///< that of a part of multiprocessing, which one process takes and another may give back
    Whole,        ///< no semaphore, but an object that the helper tells of
    Shared,       ///< of multiprocessing: what it is stands where all processes see it
    Generator,    ///< no lock, but what goes into a generator and comes out of it
    Selector,     ///< the event loop that waits in the selector with the descriptor `about`: one object
    SharedWhole,  ///< such an object that several processes know, by the number `about`
};

/// Of a semaphore that the interpreter has made; nullptr where it is none.
[[nodiscard]] ObjectEntry* pythonLockAt(const void* semaphore);
/// `semaphore` has just been made, with so many permits, by a call from `caller`.
void madeSemaphore(const void* semaphore, unsigned permits, const void* caller);

/// Whether it is part of something else or of the interpreter, so that nothing is told of it unless somebody waits for long.
[[nodiscard]] inline bool isQuiet(const ObjectEntry& entry) {
    return entry.detail == static_cast<std::uint32_t>(PythonLock::Interpreters) || entry.detail == static_cast<std::uint32_t>(PythonLock::Library);
}
/// Nothing is told of it, however long somebody waits.
[[nodiscard]] inline bool isUntold(const ObjectEntry& entry) { return entry.detail == static_cast<std::uint32_t>(PythonLock::Untold); }
/// For how long (ns) nothing is told of one that somebody waits for. Less of a lock than of one that begins without a permit, which the
/// interpreter makes for a single wait, as for the beginning of a thread.
[[nodiscard]] inline std::uint64_t quietFor(const ObjectEntry& entry) { return entry.about == 0 ? 500'000'000 : 5'000'000; }
/// The thread waits within an operation that is told as a whole.
[[nodiscard]] bool waitsWithin(const ObjectEntry& entry);
/// Says that another thread, whose lane is `owner`, has the object.
void sayAcquiredBy(ObjectEntry& entry, std::uint32_t owner);
/// From here on it is told of, beginning with who has it.
void revealPythonLock(ObjectEntry& entry, const void* semaphore, const void* caller);

/// Of a lock that the program itself has made for this process alone, and that has been introduced: what most calls are for. nullptr where
/// it is none, or has to be looked for.
[[nodiscard, gnu::always_inline]] inline ObjectEntry* plainLockAt(const void* semaphore) {
    const auto key = reinterpret_cast<std::uint64_t>(semaphore);
    ObjectEntry& first = g_objects[placeOf(key, Objects)];
    const bool fits = (first.detail == static_cast<std::uint32_t>(PythonLock::Plain) && first.kind == trace::ObjectKind::Mutex) ||
                      (first.detail == static_cast<std::uint32_t>(PythonLock::Recursive) && first.kind == trace::ObjectKind::RecursiveMutex);
    return fits && first.key.load(std::memory_order_acquire) == key &&
                   first.generation.load(std::memory_order_acquire) == g_generation.load(std::memory_order_relaxed)
               ? &first
               : nullptr;
}
/// tookPythonLock() and givesPythonLock() of such a lock.
void tookPlainLock(ObjectEntry& lock, const void* caller);
void givesPlainLock(ObjectEntry& lock, const void* caller);

void tookPythonLock(ObjectEntry& entry, const void* semaphore, const void* caller);
void triedPythonLock(ObjectEntry& entry, const void* semaphore, const void* caller);
void givesPythonLock(ObjectEntry& entry, const void* semaphore, const void* caller);
/// Says what it means that the thread waits for it, as long as it takes or for `nanos`; and how that ended.
void waitsForPythonLock(ObjectEntry& entry, const void* semaphore, std::uint64_t nanos, const void* caller);
void waitedForPythonLock(ObjectEntry& entry, const void* semaphore, int result, int error, const void* caller);

/// An operation that the helper tells of, which may wait.
struct PythonOperation {
    const void* object; ///< null: there is none
    std::uint8_t event; ///< that it begins to wait
    std::uint8_t end;   ///< told when a waiter is woken; 0 = the helper tells it
    bool blocks;        ///< it begins to wait as soon as the thread gives the interpreter lock back
    bool told;          ///< it waits
    bool ended;         ///< that it does so no longer has been told
    bool numbered;
    std::uint64_t nanos;
    std::uint32_t site;
};
extern thread_local PythonOperation t_operation;
/// An object that the helper tells of, with the number it has in this process; nullptr where it is not known.
[[nodiscard]] ObjectEntry* wholeAt(const void* object);
/// It is such an object, or another one that the helper tells of.
[[nodiscard]] bool isWhole(const ObjectEntry& entry);
void sayWait(PythonOperation& operation);
/// The wait for the end of a thread, where that is no semaphore.
struct PythonJoin {
    const ThreadRecord* thread; ///< null: there is none
    std::uint64_t nanos;
    std::uint32_t site;
    bool told;
};
extern thread_local PythonJoin t_join;
/// The thread gives the interpreter lock back: what it is about to wait for is told now, when others cannot have gone on yet.
void tellWaitAtRelease();
/// It waits for something that has been told of, so that getting the interpreter lock back is a part of that.
[[nodiscard]] inline bool waitsForWhole() { return t_operation.told && !t_operation.ended; }
/// The thread is in a wait that has been told of as a whole.
extern thread_local std::uint32_t t_declared;

/// Of the new lock: makes its semaphore what it is. True where the program has made it itself.
bool adoptPythonLock(PyObject* lock, PythonLock kind);
/// Of a lock object; nullptr where it has none that is known.
[[nodiscard]] ObjectEntry* semaphoreOf(PyObject* lock);

} // namespace braid::record
