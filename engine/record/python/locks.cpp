#include "engine/record/python/locks.h"

#include "engine/record/python/words.h"
#include "engine/record/shim/io/descriptors.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/thread.h"
#include "engine/record/shim/waiting.h"
#include "engine/trace/writer/system_call.h"

#include <atomic>
#include <cerrno>
#include <dlfcn.h>

namespace braid::record {

using trace::Failure;
using trace::Mode;
using trace::ObjectKind;

[[gnu::tls_model("initial-exec")]] constinit thread_local PythonOperation t_operation{};
[[gnu::tls_model("initial-exec")]] constinit thread_local std::uint32_t t_declared = 0;
[[gnu::tls_model("initial-exec")]] constinit thread_local PythonJoin t_join{};

namespace {

/// Where a lock object has its semaphore.
constexpr std::size_t SemaphoreAt = 16;

constexpr const char* InsidePython = "lock inside Python";

/// A lock that was tried in vain. Whoever waits for a lock of Python tries first, with the interpreter lock, and waits then without it.
struct Tried {
    ObjectEntry* entry;
    const void* semaphore;
    std::uint32_t site;
};
[[gnu::tls_model("initial-exec")]] constinit thread_local Tried t_tried{};

PythonLock kindOf(const ObjectEntry& entry) { return static_cast<PythonLock>(entry.detail); }
bool isTold(const ObjectEntry& entry) {
    return kindOf(entry) == PythonLock::Plain || kindOf(entry) == PythonLock::Recursive || kindOf(entry) == PythonLock::Permit;
}

ObjectEntry* introduced(ObjectEntry& entry, const void* semaphore, std::uint32_t site) {
    const ObjectKind kind = kindOf(entry) == PythonLock::Recursive ? ObjectKind::RecursiveMutex : kindOf(entry) == PythonLock::Permit ? ObjectKind::Semaphore
                                                                                                                                      : ObjectKind::Mutex;
    const std::uint32_t generation = entry.generation.load(std::memory_order_acquire);
    if (generation == g_generation.load(std::memory_order_relaxed) && entry.kind == kind) [[likely]]
        return &entry;
    if (!isShared(entry))
        return objectAt(semaphore, kind, false, 0, site);
    const ObjectEntry* own = knownAt(semaphore);
    const char* name = own != nullptr ? nameOf(*own) : nullptr;
    return objectOf(sharedKeyOf(semaphore), kind, kind == ObjectKind::Semaphore ? 1 : 0, site, name != nullptr ? name : InsidePython, semaphore);
}

/// The try before has come to nothing, unless this is the wait that follows it.
void settleTry(const ObjectEntry* waits) {
    if (t_tried.entry == nullptr)
        return;
    if (t_tried.entry != waits)
        if (ObjectEntry* lock = introduced(*t_tried.entry, t_tried.semaphore, t_tried.site))
            say(EventKind::AcquireFailed, lock->number(), lock->last(), t_tried.site, Order::After, 0, static_cast<std::uint32_t>(Failure::WouldBlock));
    t_tried = {};
}

/// The thread that ends when `entry` is given back; nullptr where it has ended.
ThreadRecord* threadOf(const ObjectEntry& entry) {
    ThreadRecord* record = recordOf(entry.about);
    return record != nullptr && record->lane.load() == entry.owner.load(std::memory_order_relaxed) ? record : nullptr;
}

/// It gives its lock back a moment before it ends; that it has ended is to be said by itself.
void awaitEnd(const ThreadRecord& record) {
    constexpr int MostYields = 200;
    for (int tried = 0; record.ended.load(std::memory_order_acquire) == 0 && tried < MostYields; ++tried)
        trace::systemCall(__NR_sched_yield);
}

/// The code at `address` is the interpreter's. It makes all its locks at one place.
bool isInPython(const void* address) {
    static constinit std::atomic<const void*> known{nullptr};
    if (known.load(std::memory_order_relaxed) == address)
        return true;
    dl_find_object found{};
    if (_dl_find_object(const_cast<void*>(address), &found) != 0 || found.dlfo_map_start != g_python.program)
        return false;
    known.store(address, std::memory_order_relaxed);
    return true;
}

} // namespace

ObjectEntry* pythonLockAt(const void* semaphore) {
    ObjectEntry* entry = g_python.program != nullptr ? knownAt(semaphore) : nullptr;
    if (entry == nullptr || entry->detail == 0)
        return nullptr;
    if (kindOf(*entry) != PythonLock::Shared) [[likely]]
        return entry;
    const std::uint64_t key = sharedKeyOf(semaphore);
    entry = key != 0 ? sharedEntry(key) : nullptr;
    return entry != nullptr && entry->detail != 0 ? entry : nullptr;
}

void madeSemaphore(const void* semaphore, unsigned permits, const void* caller) {
    if (g_python.program == nullptr || !isInPython(caller))
        return;
    if (ObjectEntry* entry = entryAt(semaphore)) {
        entry->owner.store(0, std::memory_order_relaxed);
        entry->about = permits;
        entry->detail = static_cast<std::uint32_t>(PythonLock::Interpreters);
    }
}

bool waitsWithin(const ObjectEntry& entry) { return t_declared != 0 || (kindOf(entry) == PythonLock::Waiter); }

void revealPythonLock(ObjectEntry& entry, const void* semaphore, const void* caller) {
    const std::uint32_t owner = entry.owner.load(std::memory_order_relaxed);
    // Of one that is gone nobody gives it back.
    const bool permit = isShared(entry) && !isProcessGone(owner);
    entry.detail = static_cast<std::uint32_t>(permit ? PythonLock::Permit : PythonLock::Plain);
    if (entry.name == 0 && !isShared(entry))
        nameObject(entry, InsidePython);
    ObjectEntry* lock = introduced(entry, semaphore, placeOf(caller));
    if (lock == nullptr || owner == 0)
        return;
    lock->owner.store(owner, std::memory_order_relaxed);
    if (owner == currentLane()) {
        say(EventKind::Acquired, lock->number(), lock->nextUnderProtection(), 0);
        return;
    }
    sayAcquiredBy(*lock, owner);
}

void sayAcquiredBy(ObjectEntry& entry, std::uint32_t owner) {
    trace::ThreadWriter other{};
    if (!trace::enterTrace(other, mapping(), owner, g_generation.load(std::memory_order_relaxed)))
        return;
    trace::append(other, EventKind::Acquired, entry.number(), entry.nextUnderProtection(), 0, Order::Own);
    trace::leaveTrace(other);
}

void tookPlainLock(ObjectEntry& lock, const void* caller) {
    if (t_tried.entry != nullptr) [[unlikely]]
        settleTry(&lock);
    const std::uint32_t site = placeOf(caller);
    lock.owner.store(currentLane(), std::memory_order_relaxed);
    say(EventKind::Acquired, lock.number(), lock.nextUnderProtection(), site);
}

void givesPlainLock(ObjectEntry& lock, const void* caller) {
    if (t_tried.entry != nullptr) [[unlikely]]
        settleTry(nullptr);
    const std::uint32_t site = placeOf(caller);
    const bool own = lock.owner.load(std::memory_order_relaxed) == currentLane();
    lock.owner.store(0, std::memory_order_relaxed);
    if (own) [[likely]]
        say(EventKind::Released, lock.number(), lock.nextUnderProtection(), site);
    else
        say(EventKind::Released, lock.number(), lock.nextUnderProtection(), site, Order::Own, 0, static_cast<std::uint32_t>(Mode::OfHolder));
}

void tookPythonLock(ObjectEntry& entry, const void* semaphore, const void* caller) {
    settleTry(&entry);
    if (!isTold(entry)) {
        if (kindOf(entry) != PythonLock::ThreadEnd)
            entry.owner.store(currentLane(), std::memory_order_relaxed);
        return;
    }
    const std::uint32_t site = placeOf(caller);
    if (ObjectEntry* lock = introduced(entry, semaphore, site)) {
        lock->owner.store(currentLane(), std::memory_order_relaxed);
        say(EventKind::Acquired, lock->number(), lock->nextUnderProtection(), site);
    }
}

void triedPythonLock(ObjectEntry& entry, const void* semaphore, const void* caller) {
    settleTry(nullptr);
    if (kindOf(entry) == PythonLock::Waiter)
        t_operation.blocks = t_operation.object != nullptr;
    if (isTold(entry) && t_declared == 0)
        t_tried = {&entry, semaphore, placeOf(caller)};
}

void givesPythonLock(ObjectEntry& entry, const void* semaphore, const void* caller) {
    settleTry(nullptr);
    if (!isTold(entry)) {
        if (kindOf(entry) != PythonLock::ThreadEnd)
            entry.owner.store(0, std::memory_order_relaxed);
        return;
    }
    const std::uint32_t site = placeOf(caller);
    ObjectEntry* lock = introduced(entry, semaphore, site);
    if (lock == nullptr)
        return;
    const bool own = lock->owner.load(std::memory_order_relaxed) == currentLane();
    lock->owner.store(0, std::memory_order_relaxed);
    const std::uint32_t number = lock->nextUnderProtection();
    if (kindOf(entry) == PythonLock::Permit)
        say(EventKind::Released, lock->number(), number, site, Order::Own, 1);
    else if (own)
        say(EventKind::Released, lock->number(), number, site);
    else
        say(EventKind::Released, lock->number(), number, site, Order::Own, 0, static_cast<std::uint32_t>(Mode::OfHolder));
}

void sayWait(PythonOperation& operation) {
    ObjectEntry* whole = wholeAt(operation.object);
    if (whole == nullptr || operation.told)
        return;
    operation.told = true;
    noteWait(whole->number(), operation.site);
    const auto kind = static_cast<EventKind>(operation.event);
    if (operation.numbered)
        say(kind, whole->number(), whole->next(), operation.site, Order::Own, operation.nanos);
    else
        say(kind, whole->number(), whole->last(), operation.site, Order::After, operation.nanos);
}

void tellWaitAtRelease() {
    if (t_operation.blocks && !t_operation.told)
        sayWait(t_operation);
    if (t_join.thread != nullptr && !t_join.told && t_join.thread->ended.load(std::memory_order_acquire) == 0) {
        t_join.told = true;
        say(EventKind::JoinBegin, t_join.thread->lane.load(), t_join.thread->sequence.load(), t_join.site, Order::After, t_join.nanos);
    }
}

void waitsForPythonLock(ObjectEntry& entry, const void* semaphore, std::uint64_t nanos, const void* caller) {
    settleTry(&entry);
    switch (kindOf(entry)) {
    case PythonLock::Plain:
    case PythonLock::Recursive:
    case PythonLock::Permit: {
        const std::uint32_t site = placeOf(caller);
        if (ObjectEntry* lock = introduced(entry, semaphore, site)) {
            noteWait(lock->number(), site);
            say(EventKind::AcquireWait, lock->number(), lock->last(), site, Order::After, nanos);
        }
        return;
    }
    case PythonLock::Waiter:
        if (t_operation.object != nullptr)
            sayWait(t_operation);
        return;
    case PythonLock::ThreadEnd:
        if (const ThreadRecord* record = threadOf(entry); record != nullptr && record->ended.load(std::memory_order_acquire) == 0)
            say(EventKind::JoinBegin, entry.owner.load(std::memory_order_relaxed), record->sequence.load(), placeOf(caller), Order::After, nanos);
        return;
    default:
        return;
    }
}

void waitedForPythonLock(ObjectEntry& entry, const void* semaphore, int result, int error, const void* caller) {
    noteWaitIsOver();
    switch (kindOf(entry)) {
    case PythonLock::Plain:
    case PythonLock::Recursive:
    case PythonLock::Permit:
        if (result != 0) {
            const std::uint32_t site = placeOf(caller);
            if (ObjectEntry* lock = introduced(entry, semaphore, site))
                say(EventKind::AcquireFailed, lock->number(), lock->last(), site, Order::After, 0,
                    static_cast<std::uint32_t>(error == ETIMEDOUT ? Failure::TimedOut : Failure::Cancelled));
            return;
        }
        tookPythonLock(entry, semaphore, caller);
        return;
    case PythonLock::Waiter:
        if (t_operation.end != 0 && t_operation.told && !t_operation.ended && error != EINTR) {
            if (ObjectEntry* whole = wholeAt(t_operation.object))
                say(static_cast<EventKind>(t_operation.end), whole->number(), whole->next(), t_operation.site, Order::Own, 0,
                    result == 0 ? trace::WaitWoken : trace::WaitTimedOut);
            t_operation.ended = true;
        }
        return;
    case PythonLock::ThreadEnd: {
        const std::uint32_t lane = entry.owner.load(std::memory_order_relaxed);
        ThreadRecord* record = threadOf(entry);
        if (result == 0 && record != nullptr)
            awaitEnd(*record);
        say(EventKind::JoinEnd, lane, result == 0 && record != nullptr ? record->sequence.fetch_add(1) + 1 : 0, placeOf(caller), Order::Own, 0,
            result == 0 ? 0 : 1);
        return;
    }
    default:
        if (result == 0)
            tookPythonLock(entry, semaphore, caller);
    }
}

ObjectEntry* wholeAt(const void* object) {
    ObjectEntry* entry = object != nullptr ? knownAt(object) : nullptr;
    if (entry != nullptr && kindOf(*entry) == PythonLock::SharedWhole)
        return knownObject(entry->about);
    if (entry != nullptr && kindOf(*entry) == PythonLock::Selector)
        return selectorEntry(static_cast<int>(entry->about), 0);
    if (entry == nullptr || kindOf(*entry) != PythonLock::Whole)
        return nullptr;
    return objectAt(object, entry->kind, false, entry->about, 0);
}

bool isWhole(const ObjectEntry& entry) {
    const PythonLock kind = kindOf(entry);
    return kind == PythonLock::Whole || kind == PythonLock::SharedWhole || kind == PythonLock::Selector;
}

ObjectEntry* semaphoreOf(PyObject* lock) {
    return pythonLockAt(*reinterpret_cast<const void* const*>(reinterpret_cast<const char*>(lock) + SemaphoreAt));
}

bool adoptPythonLock(PyObject* lock, PythonLock kind) {
    ObjectEntry* entry = semaphoreOf(lock);
    if (entry == nullptr || kindOf(*entry) != PythonLock::Interpreters)
        return false; // not as it is expected to be
    if (kind == PythonLock::ThreadEnd) {
        entry->about = static_cast<std::uint64_t>(pthread_self());
        entry->owner.store(currentLane(), std::memory_order_relaxed);
        entry->detail = static_cast<std::uint32_t>(kind);
        return true;
    }
    const std::uint32_t by = innermostCode();
    if (by == 0 || (by & code::Library) != 0)
        kind = (by & code::Waiter) != 0 ? PythonLock::Waiter : (by & code::Import) != 0 ? PythonLock::Untold
                                                                                        : PythonLock::Library;
    entry->detail = static_cast<std::uint32_t>(kind);
    const bool told = kind == PythonLock::Plain || kind == PythonLock::Recursive;
    if (told)
        entry->word = static_cast<std::uint16_t>(kind == PythonLock::Plain ? PythonWord::Lock : PythonWord::RLock);
    return told;
}

} // namespace braid::record
