#include "engine/record/shim/shared/shared_keys.h"

#include "engine/record/shim/memory.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/thread.h"

#include <semaphore.h>
#include <sys/mman.h>
#include <sys/shm.h>

namespace braid::record {
namespace {

BRAID_NEXT Next<int(void*, std::size_t)> n_munmap{"munmap"};
BRAID_NEXT Next<int(sem_t*)> n_sem_close{"sem_close"};
BRAID_NEXT Next<int(const void*)> n_shmdt{"shmdt"};

/// Written by any thread at any time: what does not fit together is not known.
struct Kept {
    std::atomic<std::uint64_t> key;
    std::atomic<std::uint64_t> check; ///< of address, key and epoch
};
constexpr std::uint32_t Places = 1024;
constinit Kept g_kept[Places]{};
/// Another one after each unmapping: at any address there may be something else then.
constinit std::atomic<std::uint64_t> g_epoch{1};

Kept& placeOf(const void* address) { return g_kept[(spread(reinterpret_cast<std::uint64_t>(address)) >> 40) % Places]; }

std::uint64_t checkOf(const void* address, std::uint64_t key) {
    return spread(spread(reinterpret_cast<std::uint64_t>(address)) ^ g_epoch.load(std::memory_order_acquire)) ^ key;
}

/// `next`: the real function, which is looked up where it was not.
template <class Function>
void unmaps(const Function& next) {
    if (!next.exists()) [[unlikely]]
        (void)enter();
    g_epoch.fetch_add(1, std::memory_order_acq_rel);
}

} // namespace

std::uint64_t knownSharedKey(const void* address) {
    const Kept& kept = placeOf(address);
    const std::uint64_t key = kept.key.load(std::memory_order_relaxed);
    return key != 0 && kept.check.load(std::memory_order_relaxed) == checkOf(address, key) ? key : 0;
}

void keepSharedKey(const void* address, std::uint64_t key) {
    Kept& kept = placeOf(address);
    kept.key.store(key, std::memory_order_relaxed);
    kept.check.store(checkOf(address, key), std::memory_order_relaxed);
}

BRAID_HOOK int munmap(void* address, std::size_t length) noexcept {
    unmaps(n_munmap);
    return n_munmap(address, length);
}
BRAID_HOOK int sem_close(sem_t* semaphore) noexcept {
    unmaps(n_sem_close);
    return n_sem_close(semaphore);
}
BRAID_HOOK int shmdt(const void* address) noexcept {
    unmaps(n_shmdt);
    return n_shmdt(address);
}

} // namespace braid::record
