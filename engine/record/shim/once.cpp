// What is done once: pthread_once, C11's call_once, and the initialisation of function-local statics.
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/waiting.h"
#include "engine/trace/writer/system_call.h"

#include <linux/futex.h>
#include <threads.h>

namespace braid::record {

using trace::ObjectKind;

namespace {

BRAID_NEXT Next<int(pthread_once_t*, void (*)())> n_once{"pthread_once"};
BRAID_NEXT Next<void(once_flag*, void (*)())> n_call_once{"call_once"};

constexpr int InProgress = 1, Done = 2; // of glibc's pthread_once_t

/// What is to be done, and for which flag: for the function below, which gets no argument.
struct Doing {
    void (*what)();
    ObjectEntry* entry;
    std::uint32_t site;
    bool did;
};
[[gnu::tls_model("initial-exec")]] constinit thread_local Doing t_doing{};

void doIt() {
    const Doing doing = t_doing;
    t_doing.did = true;
    if (enter())
        say(EventKind::Acquired, doing.entry->number(), doing.entry->nextUnderProtection(), doing.site);
    doing.what(); // it may throw: then the next one who does it is seen to hold it
    if (enter())
        say(EventKind::Released, doing.entry->number(), doing.entry->nextUnderProtection(), doing.site);
}

template <class Call>
void onceWith(const int* flag, void (*what)(), std::uint32_t site, const Call& call) {
    ObjectEntry* entry = objectAt(flag, ObjectKind::Once, false, 0, site);
    if (entry == nullptr) {
        call(what);
        return;
    }
    const bool waits = (__atomic_load_n(flag, __ATOMIC_RELAXED) & 3) == InProgress;
    if (waits)
        say(EventKind::AcquireWait, entry->number(), entry->last(), site, Order::After, 0);
    const Doing before = t_doing; // they nest
    t_doing = {what, entry, site, false};
    call(doIt);
    const bool did = t_doing.did;
    t_doing = before;
    if (waits && !did && enter())
        say(EventKind::AcquireFailed, entry->number(), entry->last(), site, Order::After, 0, static_cast<std::uint32_t>(trace::Failure::WouldBlock));
}

} // namespace

BRAID_HOOK int pthread_once(pthread_once_t* flag, void (*what)()) {
    if (__atomic_load_n(flag, __ATOMIC_ACQUIRE) == Done || !enter())
        return n_once(flag, what);
    int result = 0;
    onceWith(flag, what, BRAID_HERE, [&](void (*call)()) { result = n_once(flag, call); });
    return result;
}
BRAID_HOOK int __pthread_once(pthread_once_t* flag, void (*what)()) {
    if (__atomic_load_n(flag, __ATOMIC_ACQUIRE) == Done || !enter())
        return n_once(flag, what);
    int result = 0;
    onceWith(flag, what, BRAID_HERE, [&](void (*call)()) { result = n_once(flag, call); });
    return result;
}
BRAID_HOOK void call_once(once_flag* flag, void (*what)()) {
    const int* word = reinterpret_cast<const int*>(flag);
    if (__atomic_load_n(word, __ATOMIC_ACQUIRE) == Done || !enter())
        n_call_once(flag, what);
    else
        onceWith(word, what, BRAID_HERE, [&](void (*call)()) { n_call_once(flag, call); });
}

namespace {

using Guard = std::uint64_t;
BRAID_NEXT Next<int(Guard*)> n_guard_acquire{"__cxa_guard_acquire"};
BRAID_NEXT Next<void(Guard*)> n_guard_release{"__cxa_guard_release"};
BRAID_NEXT Next<void(Guard*)> n_guard_abort{"__cxa_guard_abort"};

// As libstdc++ uses the first word of a guard, for the case that its own functions are out of reach.
constexpr int GuardDone = 1, GuardPending = 1 << 8, GuardWaiting = 1 << 16;

void guardWake(Guard* guard, int state) {
    int* word = reinterpret_cast<int*>(guard);
    if ((__atomic_exchange_n(word, state, __ATOMIC_ACQ_REL) & GuardWaiting) != 0)
        trace::systemCall(__NR_futex, reinterpret_cast<long>(word), FUTEX_WAKE_PRIVATE, INT32_MAX);
}

int guardAcquire(Guard* guard) {
    int* word = reinterpret_cast<int*>(guard);
    for (;;) {
        int state = 0;
        if (__atomic_compare_exchange_n(word, &state, GuardPending, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
            return 1;
        if (state == GuardDone)
            return 0;
        const int waiting = state | GuardWaiting;
        if (state == waiting || __atomic_compare_exchange_n(word, &state, waiting, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
            trace::systemCall(__NR_futex, reinterpret_cast<long>(word), FUTEX_WAIT_PRIVATE, waiting);
    }
}

bool isDone(const Guard* guard) { return (__atomic_load_n(reinterpret_cast<const unsigned char*>(guard), __ATOMIC_ACQUIRE)) != 0; }

void guardGiveBack(Guard* guard, std::uint32_t site) {
    if (ObjectEntry* entry = objectAt(guard, ObjectKind::Once, false, 0, site)) {
        entry->owner.store(0, std::memory_order_relaxed);
        say(EventKind::Released, entry->number(), entry->nextUnderProtection(), site);
    }
}

} // namespace

BRAID_HOOK int __cxa_guard_acquire(Guard* guard) {
    const auto acquire = [guard] { return n_guard_acquire.exists() ? n_guard_acquire(guard) : guardAcquire(guard); };
    if (isDone(guard))
        return 0;
    if (!enter())
        return acquire();
    const std::uint32_t site = BRAID_HERE;
    ObjectEntry* entry = objectAt(guard, ObjectKind::Once, false, 0, site);
    if (entry == nullptr)
        return acquire();
    const bool waits = (__atomic_load_n(reinterpret_cast<const int*>(guard), __ATOMIC_RELAXED) & GuardPending) != 0;
    if (waits)
        say(EventKind::AcquireWait, entry->number(), entry->last(), site, Order::After, 0);
    t_thread.inside = 1; // it waits with a futex of its own, which is the same thing
    const int mine = acquire();
    t_thread.inside = 0;
    if (!enter())
        return mine;
    if (mine != 0) {
        entry->owner.store(currentLane(), std::memory_order_relaxed);
        say(EventKind::Acquired, entry->number(), entry->nextUnderProtection(), site);
    } else if (waits) {
        say(EventKind::AcquireFailed, entry->number(), entry->last(), site, Order::After, 0, static_cast<std::uint32_t>(trace::Failure::WouldBlock));
    }
    return mine;
}
BRAID_HOOK void __cxa_guard_release(Guard* guard) {
    if (enter())
        guardGiveBack(guard, BRAID_HERE);
    n_guard_release.exists() ? n_guard_release(guard) : guardWake(guard, GuardDone);
}
BRAID_HOOK void __cxa_guard_abort(Guard* guard) {
    if (enter())
        guardGiveBack(guard, BRAID_HERE);
    n_guard_abort.exists() ? n_guard_abort(guard) : guardWake(guard, 0);
}

} // namespace braid::record
