#include "engine/record/shim/interpreter.h"

#include "engine/record/python/locks.h"
#include "engine/record/shim/objects.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/thread.h"

#include <atomic>
#include <dlfcn.h>
#include <elf.h>
#include <link.h>

namespace braid::record {

constinit InterpreterState g_interpreter{0, 0};

namespace {

/// The mutex of the lock proper: the first one that is locked. The one for switching lies behind it, and the lock's condition before it.
constinit std::atomic<const void*> g_mutex{nullptr};

ObjectEntry* lockEntry(std::uint32_t site) {
    const void* mutex = g_mutex.load(std::memory_order_relaxed);
    return mutex != nullptr ? objectAt(mutex, trace::ObjectKind::InterpreterLock, false, 0, site) : nullptr;
}

} // namespace

void findInterpreter() {
    void* state = dlsym(RTLD_DEFAULT, "_PyRuntime");
    if (state == nullptr)
        return;
    Dl_info info{};
    void* symbol = nullptr;
    if (dladdr1(state, &info, &symbol, RTLD_DL_SYMENT) == 0 || symbol == nullptr)
        return;
    const auto begin = reinterpret_cast<std::uint64_t>(state);
    g_interpreter = {begin, begin + static_cast<const ElfW(Sym)*>(symbol)->st_size};
}

void interpreterLocks(const void* mutex) {
    const void* none = nullptr;
    g_mutex.compare_exchange_strong(none, mutex);
}

void interpreterUnlocks(const void* caller, const void* frame) {
    holdBefore(caller);
    if (!t_interpreting.tookIt)
        return;
    t_interpreting = {true, false, false};
    const std::uint32_t site = placeOf(caller, frame);
    if (ObjectEntry* entry = lockEntry(site)) {
        entry->owner.store(currentLane(), std::memory_order_relaxed);
        say(EventKind::Acquired, entry->number(), entry->nextUnderProtection(), site);
    }
}

void interpreterWaits(const void* condition, const void* caller, const void* frame) {
    holdBefore(caller);
    if (condition > g_mutex.load(std::memory_order_relaxed) || t_interpreting.asks || waitsForWhole())
        return;
    t_interpreting.asks = true;
    const std::uint32_t site = placeOf(caller, frame);
    // It looks again every few milliseconds, for as long as it takes.
    if (ObjectEntry* entry = lockEntry(site))
        say(EventKind::AcquireWait, entry->number(), entry->last(), site, Order::After, 0);
}

void interpreterSignals(const void* condition, const void* caller, const void* frame) {
    holdBefore(caller);
    if (condition > g_mutex.load(std::memory_order_relaxed)) {
        t_interpreting.tookIt = true;
        return;
    }
    const std::uint32_t site = t_interpreting.has ? placeOf(caller, frame) : 0;
    ObjectEntry* entry = t_interpreting.has ? lockEntry(site) : nullptr;
    if (entry == nullptr)
        return;
    // A coroutine may have got it for its thread, or the thread for the coroutine.
    if (entry->owner.exchange(0, std::memory_order_relaxed) == currentLane())
        say(EventKind::Released, entry->number(), entry->nextUnderProtection(), site);
    else
        say(EventKind::Released, entry->number(), entry->nextUnderProtection(), site, Order::Own, 0, static_cast<std::uint32_t>(trace::Mode::OfHolder));
    t_interpreting.has = false;
    tellWaitAtRelease();
}

} // namespace braid::record
