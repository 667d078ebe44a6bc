#pragma once

#include "engine/record/attach/snapshot.h"

#include <optional>
#include <string>
#include <vector>

/// What glibc and the kernel keep about locks. The layouts are those of glibc 2.25 and later.
namespace braid::attach {

/// A pthread_mutex_t.
struct MutexFacts {
    int owner = 0; ///< thread id; 0 = free, or not told
    bool recursive = false, robust = false;
    unsigned depth = 0; ///< of a recursive one
};
[[nodiscard]] std::optional<MutexFacts> mutexAt(const ProcessMemory& memory, Address address);

/// A pthread_rwlock_t.
struct ReadWriteFacts {
    int writer = 0;       ///< thread id; 0 = no writer has it
    unsigned readers = 0; ///< who have it for reading, or wait for that in line
    bool prefersWriters = false;
};
[[nodiscard]] std::optional<ReadWriteFacts> readWriteAt(const ProcessMemory& memory, Address address);

/// A pthread_barrier_t.
struct BarrierFacts {
    unsigned expected = 0, arrived = 0;
};
[[nodiscard]] std::optional<BarrierFacts> barrierAt(const ProcessMemory& memory, Address address);

/// The permits of a sem_t.
[[nodiscard]] std::optional<unsigned> permitsAt(const ProcessMemory& memory, Address address);

/// The thread that has the lock of `wait`; 0 = none, or not told.
[[nodiscard]] int ownerOf(const SeenProcess& process, const Wait& wait);

/// The file lock for which `process` waits with `wait`: who has it, and of which file ("fe:01:1234"). Empty where the kernel does not tell.
struct FileLockFacts {
    std::vector<int> holders; ///< processes
    std::string file;
    bool shared = false; ///< they only read
};
[[nodiscard]] FileLockFacts fileLockOf(const SeenProcess& process, const Wait& wait);

// Semaphores and message queues of System V belong to no process. They are asked for in the IPC namespace of the process; where that or
// reading them is not permitted, nothing is known of them.

struct SemaphoreFacts {
    int value = 0;
    int last = 0;       ///< the process of the last semop() on it that went through; 0 = there was none, or somebody set it since
    bool named = false; ///< it has a key, by which any program may find it
};
/// Of the semaphore at which a thread of `process` stands with `wait`.
[[nodiscard]] std::optional<SemaphoreFacts> semaphoreOf(const SeenProcess& process, const Wait& wait);
/// The message queue of `wait` has a key, by which any program may find it, or nothing is known of it.
[[nodiscard]] bool mayBeKnownToOthers(const SeenProcess& process, const Wait& wait);

/// Of the operations that `wait`, a SystemVSemaphore as from waitOf(), is to do at once, which one cannot be done: from then on `wait` tells
/// that one.
void findBlockedOperation(const SeenProcess& process, Wait& wait);

/// "semaphore 1 of set 32768", "message queue 5": as of a recorded program.
[[nodiscard]] std::string systemVName(const Wait& wait);

} // namespace braid::attach
