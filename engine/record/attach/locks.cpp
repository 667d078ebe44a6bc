#include "engine/record/attach/locks.h"

#include <algorithm>
#include <array>

namespace braid::attach {

std::optional<MutexFacts> mutexAt(const ProcessMemory& memory, Address address) {
    struct Layout { // __pthread_mutex_s
        std::uint32_t lock, count;
        std::int32_t owner;
        std::uint32_t users, kind;
    };
    constexpr std::uint32_t Recursive = 1, KindMask = 3, Robust = 16, InheritsPriority = 32, ThreadMask = 0x3fffffff;
    const auto words = memory.at<Layout>(address);
    if (!words)
        return std::nullopt;
    MutexFacts facts;
    facts.recursive = (words->kind & KindMask) == Recursive;
    facts.robust = (words->kind & Robust) != 0;
    facts.depth = words->count;
    const bool threadInLock = (words->kind & (Robust | InheritsPriority)) != 0;
    facts.owner = threadInLock ? static_cast<int>(words->lock & ThreadMask) : words->lock != 0 ? words->owner
                                                                                               : 0;
    if (facts.owner == 0 && words->lock != 0)
        facts.owner = words->owner;
    return facts;
}

std::optional<ReadWriteFacts> readWriteAt(const ProcessMemory& memory, Address address) {
    struct Layout { // __pthread_rwlock_arch_t of x86-64
        std::uint32_t readers, writers, phase, writersFutex, pad3, pad4;
        std::int32_t writer, shared;
        std::uint64_t pad1, pad2;
        std::uint32_t flags;
    };
    constexpr unsigned ReaderShift = 3, WritePhase = 1;
    const auto words = memory.at<Layout>(address);
    if (!words)
        return std::nullopt;
    ReadWriteFacts facts;
    facts.readers = words->readers >> ReaderShift;
    facts.prefersWriters = words->flags != 0;
    if ((words->readers & WritePhase) != 0)
        facts.writer = words->writer;
    return facts;
}

std::optional<BarrierFacts> barrierAt(const ProcessMemory& memory, Address address) {
    struct Layout { // struct pthread_barrier
        std::uint32_t in, round, count;
    };
    const auto words = memory.at<Layout>(address);
    return words ? std::optional(BarrierFacts{words->count, words->in - words->round}) : std::nullopt;
}

std::optional<unsigned> permitsAt(const ProcessMemory& memory, Address address) { return memory.at<std::uint32_t>(address); }

int ownerOf(const SeenProcess& process, const Wait& wait) {
    if (wait.kind == WaitKind::Mutex) {
        const auto facts = mutexAt(process.memory, wait.object);
        return facts ? facts->owner : 0;
    }
    const auto facts = readWriteAt(process.memory, wait.object);
    return facts ? facts->writer : 0;
}

FileLockFacts fileLockOf(const SeenProcess& process, const Wait& wait) {
    FileLockFacts facts;
    const std::vector<FileLock> locks = fileLocks();
    const bool whole = wait.through == "flock";
    const auto waiter = std::find_if(locks.begin(), locks.end(), [&](const FileLock& each) {
        return each.waits && each.pid == process.pid && (each.kind == "FLOCK") == whole;
    });
    if (waiter == locks.end())
        return facts;
    facts.file = waiter->kind + " " + waiter->file;
    for (const FileLock& each : locks)
        if (!each.waits && each.number == waiter->number && each.pid > 0) {
            facts.holders.push_back(each.pid);
            facts.shared = !each.writes;
        }
    return facts;
}

} // namespace braid::attach
