#include "engine/record/attach/semlock.h"

#include "engine/record/attach/python.h"

#include <algorithm>

namespace braid::attach {
namespace {

/// SemLockObject of Modules/_multiprocessing/multiprocessing.h, from its handle on; the same since Python 3.2.
struct SemLock {
    Address semaphore;
    std::uint64_t lastThread; ///< as pthread_self() says it
    std::int32_t count, most, kind, padding;
    Address name;
};

bool plausible(const SemLock& lock) { return lock.most >= 1 && lock.count >= 0 && (lock.kind == 0 || lock.kind == 1) && (lock.kind == 0 || lock.count <= lock.most); }

/// The objects in `process` that stand for the semaphore at `semaphore`.
std::vector<SemLock> locksIn(const SeenProcess& process, Address semaphore) {
    constexpr std::uint64_t MostBytes = 1 << 28, BlockBytes = 1 << 20;
    std::vector<SemLock> found;
    std::vector<Address> words;
    std::uint64_t looked = 0;
    for (const Mapping& mapping : process.mappings) {
        const bool heap = mapping.path.empty() || mapping.path == "[heap]";
        if (!mapping.writable || mapping.shared || !heap)
            continue;
        for (Address at = mapping.begin; at < mapping.end && looked < MostBytes; at += BlockBytes, looked += BlockBytes) {
            words.resize(std::min(BlockBytes, mapping.end - at) / sizeof(Address));
            if (!process.memory.read(at, words.data(), words.size() * sizeof(Address)))
                continue;
            for (auto word = std::find(words.begin(), words.end(), semaphore); word != words.end(); word = std::find(word + 1, words.end(), semaphore)) {
                const auto lock = process.memory.at<SemLock>(at + static_cast<Address>(word - words.begin()) * sizeof(Address));
                if (lock && plausible(*lock))
                    found.push_back(*lock);
            }
        }
    }
    return found;
}

} // namespace

std::optional<Held> holdersOfSharedLock(const Snapshot& snapshot, const SeenProcess& process, const SeenThread& waiter) {
    const Mapping* where = process.mappingAt(waiter.wait.object);
    if (where == nullptr || !where->shared)
        return std::nullopt;
    const std::vector<SemLock> own = locksIn(process, waiter.wait.object);
    if (own.empty() || std::any_of(own.begin(), own.end(), [](const SemLock& lock) { return lock.most != 1; }))
        return std::nullopt;
    Held held;
    for (const auto& each : snapshot.processes) {
        const auto same = std::find_if(each->mappings.begin(), each->mappings.end(), [where](const Mapping& one) {
            return one.shared && one.inode == where->inode && one.device == where->device && one.offset == where->offset;
        });
        if (same == each->mappings.end())
            continue;
        for (const SemLock& lock : locksIn(*each, same->begin + (waiter.wait.object - where->begin)))
            if (lock.count > 0 && held.by.empty())
                held.by.push_back({pythonThread(*each, lock.lastThread).value_or(each->threads.front().thread.id), each->pid});
    }
    if (held.by.empty())
        held.by.push_back({Holder::Gone, process.pid});
    return held;
}

} // namespace braid::attach
