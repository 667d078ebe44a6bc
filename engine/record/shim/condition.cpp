// Condition variables, pthread's and C11's, and what becomes of waits that are left by cancellation.
#include "engine/record/shim/interpreter.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/waiting.h"

#include <cerrno>
#include <threads.h>

namespace braid::record {

using trace::ObjectKind;

namespace {

// There are older ones of the same names with another layout.
constexpr const char* Version = "GLIBC_2.3.2";
BRAID_NEXT Next<int(pthread_cond_t*, pthread_mutex_t*)> n_wait{"pthread_cond_wait", Version};
BRAID_NEXT Next<int(pthread_cond_t*, pthread_mutex_t*, const timespec*)> n_timedwait{"pthread_cond_timedwait", Version};
BRAID_NEXT Next<int(pthread_cond_t*, pthread_mutex_t*, clockid_t, const timespec*)> n_clockwait{"pthread_cond_clockwait"};
BRAID_NEXT Next<int(pthread_cond_t*)> n_signal{"pthread_cond_signal", Version};
BRAID_NEXT Next<int(pthread_cond_t*)> n_broadcast{"pthread_cond_broadcast", Version};
BRAID_NEXT Next<int(pthread_cond_t*)> n_destroy{"pthread_cond_destroy", Version};
BRAID_NEXT Next<int(pthread_cond_t*, const pthread_condattr_t*)> n_init{"pthread_cond_init", Version};

constexpr unsigned ProcessShared = 1, MonotonicClock = 2; // of __wrefs

ObjectEntry* entryOf(const pthread_cond_t* condition, std::uint32_t site) {
    return objectAt(condition, ObjectKind::ConditionVariable, (condition->__data.__wrefs & ProcessShared) != 0, 0, site);
}

template <class Block>
[[gnu::always_inline]] inline int waitWith(pthread_cond_t* condition, pthread_mutex_t* mutex, std::uint64_t nanos, std::uint32_t site, const Block& block) {
    ObjectEntry* entry = entryOf(condition, site);
    ObjectEntry* lock = mutexEntry(mutex, site);
    if (entry == nullptr || lock == nullptr)
        return block();
    // Numbered before the mutex is given up, so that a notification under the mutex comes after it.
    say(EventKind::WaitBegin, entry->number(), entry->next(), site, Order::Own, nanos);
    gaveBack(*lock, mutex, site);
    beginOpenWait({OpenWait::Kind::Condition, entry->number(), mutex, site});
    const int result = block();
    endOpenWait();
    if (!enter())
        return result;
    say(EventKind::WaitEnd, entry->number(), entry->next(), site, Order::Own, 0, result == ETIMEDOUT ? trace::WaitTimedOut : trace::WaitWoken);
    if (result != EPERM)
        tookBack(mutex, site);
    return result;
}

int wait(pthread_cond_t* condition, pthread_mutex_t* mutex, std::uint32_t site) {
    return waitWith(condition, mutex, 0, site, [=] { return n_wait(condition, mutex); });
}

int timedWait(pthread_cond_t* condition, pthread_mutex_t* mutex, const timespec* until, std::uint32_t site) {
    const clockid_t clock = (condition->__data.__wrefs & MonotonicClock) != 0 ? CLOCK_MONOTONIC : CLOCK_REALTIME;
    return waitWith(condition, mutex, nanosUntil(clock, until), site, [=] { return n_timedwait(condition, mutex, until); });
}

void notify(pthread_cond_t* condition, std::uint64_t count, std::uint32_t site) {
    if (ObjectEntry* entry = entryOf(condition, site))
        say(EventKind::Signal, entry->number(), entry->next(), site, Order::Own, count);
}

constexpr std::uint64_t All = ~std::uint64_t{0};

/// The C library waits until all have left who wait for the condition: one who has not been notified has to be first.
template <class Destroy>
auto destroyWith(pthread_cond_t* condition, std::uint32_t site, const Destroy& destroy) {
    constexpr unsigned OneWaiter = 8; // of __wrefs
    ObjectEntry* entry = (__atomic_load_n(&condition->__data.__wrefs, __ATOMIC_RELAXED) & ~(OneWaiter - 1)) != 0 ? entryOf(condition, site) : nullptr;
    if (entry == nullptr)
        return destroy();
    say(EventKind::WaitBegin, entry->number(), entry->next(), site, Order::Own, 0);
    beginOpenWait({OpenWait::Kind::Signal, entry->number(), nullptr, site});
    const auto result = destroy();
    endOpenWait();
    if (enter())
        say(EventKind::WaitEnd, entry->number(), entry->next(), site, Order::Own, 0, trace::WaitInVain);
    return result;
}

} // namespace

void settleOpenWait() {
    const OpenWait wait = t_thread.open;
    if (wait.kind == OpenWait::Kind::None || wait.handlers < t_thread.handlers)
        return; // a signal handler came while the thread waits
    t_thread.open.kind = OpenWait::Kind::None;
    switch (wait.kind) {
    case OpenWait::Kind::Condition:
        say(EventKind::WaitEnd, wait.object, 0, wait.site, Order::Own, 0, trace::WaitInVain);
        tookBack(static_cast<const pthread_mutex_t*>(wait.lock), wait.site);
        break;
    case OpenWait::Kind::Lock:
        say(EventKind::AcquireFailed, wait.object, 0, wait.site, Order::Own, 0, static_cast<std::uint32_t>(trace::Failure::Cancelled));
        break;
    case OpenWait::Kind::Put:
    case OpenWait::Kind::Get:
        say(wait.kind == OpenWait::Kind::Put ? EventKind::PutFailed : EventKind::GetFailed, wait.object, 0, wait.site, Order::Own, 0,
            static_cast<std::uint32_t>(trace::Failure::Cancelled));
        break;
    case OpenWait::Kind::Join:
        say(EventKind::JoinEnd, wait.object, 0, wait.site, Order::Own, 0, 1);
        break;
    case OpenWait::Kind::Io:
        say(EventKind::IoEnd, wait.object, 0, wait.site, Order::Own, static_cast<std::uint64_t>(-EINTR), wait.detail);
        break;
    case OpenWait::Kind::Sleep:
        say(EventKind::SleepEnd, 0, 0, wait.site);
        break;
    case OpenWait::Kind::Signal:
    case OpenWait::Kind::None:
        say(EventKind::WaitEnd, wait.object, 0, wait.site, Order::Own, 0, trace::WaitInVain);
        break;
    }
}

BRAID_HOOK int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
    if (!enter())
        return n_wait(condition, mutex);
    if (isInterpreters(condition)) [[unlikely]] {
        interpreterWaits(condition, __builtin_return_address(0), __builtin_dwarf_cfa());
        return n_wait(condition, mutex);
    }
    return wait(condition, mutex, BRAID_HERE);
}
BRAID_HOOK int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex, const timespec* until) {
    if (!enter())
        return n_timedwait(condition, mutex, until);
    if (isInterpreters(condition)) [[unlikely]] {
        interpreterWaits(condition, __builtin_return_address(0), __builtin_dwarf_cfa());
        return n_timedwait(condition, mutex, until);
    }
    return timedWait(condition, mutex, until, BRAID_HERE);
}
BRAID_HOOK int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock, const timespec* until) {
    if (!enter())
        return n_clockwait(condition, mutex, clock, until);
    if (isInterpreters(condition)) [[unlikely]] {
        interpreterWaits(condition, __builtin_return_address(0), __builtin_dwarf_cfa());
        return n_clockwait(condition, mutex, clock, until);
    }
    return waitWith(condition, mutex, nanosUntil(clock, until), BRAID_HERE, [=] { return n_clockwait(condition, mutex, clock, until); });
}
BRAID_HOOK int pthread_cond_signal(pthread_cond_t* condition) {
    if (enter() && isInterpreters(condition)) [[unlikely]]
        interpreterSignals(condition, __builtin_return_address(0), __builtin_dwarf_cfa());
    else if (enter())
        notify(condition, 1, BRAID_HERE);
    return n_signal(condition);
}
BRAID_HOOK int pthread_cond_broadcast(pthread_cond_t* condition) {
    if (enter() && isInterpreters(condition)) [[unlikely]]
        interpreterSignals(condition, __builtin_return_address(0), __builtin_dwarf_cfa());
    else if (enter())
        notify(condition, All, BRAID_HERE);
    return n_broadcast(condition);
}
BRAID_HOOK int pthread_cond_init(pthread_cond_t* condition, const pthread_condattr_t* attributes) {
    if (enter())
        forgetObject(condition);
    return n_init(condition, attributes);
}
BRAID_HOOK int pthread_cond_destroy(pthread_cond_t* condition) {
    const auto destroy = [=] { return n_destroy(condition); };
    const int result = enter() && !isInterpreters(condition) ? destroyWith(condition, BRAID_HERE, destroy) : destroy();
    if (result == 0 && enter())
        forgetObject(condition);
    return result;
}

namespace {

BRAID_NEXT Next<int(cnd_t*, mtx_t*)> n_cnd_wait{"cnd_wait"};
BRAID_NEXT Next<int(cnd_t*, mtx_t*, const timespec*)> n_cnd_timedwait{"cnd_timedwait"};
BRAID_NEXT Next<int(cnd_t*)> n_cnd_signal{"cnd_signal"};
BRAID_NEXT Next<int(cnd_t*)> n_cnd_broadcast{"cnd_broadcast"};
BRAID_NEXT Next<void(cnd_t*)> n_cnd_destroy{"cnd_destroy"};

pthread_cond_t* nativeOf(cnd_t* condition) { return reinterpret_cast<pthread_cond_t*>(condition); }
pthread_mutex_t* nativeOf(mtx_t* mutex) { return reinterpret_cast<pthread_mutex_t*>(mutex); }

} // namespace

BRAID_HOOK int cnd_wait(cnd_t* condition, mtx_t* mutex) {
    return enter() ? (wait(nativeOf(condition), nativeOf(mutex), BRAID_HERE) == 0 ? thrd_success : thrd_error) : n_cnd_wait(condition, mutex);
}
BRAID_HOOK int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* until) {
    if (!enter())
        return n_cnd_timedwait(condition, mutex, until);
    const int result = timedWait(nativeOf(condition), nativeOf(mutex), until, BRAID_HERE);
    return result == 0 ? thrd_success : result == ETIMEDOUT ? thrd_timedout
                                                            : thrd_error;
}
BRAID_HOOK int cnd_signal(cnd_t* condition) {
    if (enter())
        notify(nativeOf(condition), 1, BRAID_HERE);
    return n_cnd_signal(condition);
}
BRAID_HOOK int cnd_broadcast(cnd_t* condition) {
    if (enter())
        notify(nativeOf(condition), All, BRAID_HERE);
    return n_cnd_broadcast(condition);
}
BRAID_HOOK void cnd_destroy(cnd_t* condition) {
    const auto destroy = [=] {
        n_cnd_destroy(condition);
        return 0;
    };
    static_cast<void>(enter() ? destroyWith(nativeOf(condition), BRAID_HERE, destroy) : destroy());
    if (enter())
        forgetObject(nativeOf(condition));
}

} // namespace braid::record
