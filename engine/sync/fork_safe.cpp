#include "engine/sync/fork_safe.h"

#include "engine/schedule/wait.h"

#include <chrono>
#include <thread>

namespace braid::sync {

/// All parts of the process, in a list.
struct ForkSafeParts {
    NativeMutex mutex; ///< nothing else is waited for while it is held
    ForkSafe* first BRAID_GUARDED_BY(mutex) = nullptr;

    static ForkSafeParts& ofProcess() {
        static auto* parts = new ForkSafeParts; // never destroyed: static primitives may be destroyed later
        return *parts;
    }

    void add(ForkSafe& part) {
        const NativeLock lock(mutex);
        part.m_next = first;
        if (first != nullptr)
            first->m_previous = &part;
        first = &part;
    }

    void remove(ForkSafe& part) {
        const NativeLock lock(mutex);
        (part.m_previous != nullptr ? part.m_previous->m_next : first) = part.m_next;
        if (part.m_next != nullptr)
            part.m_next->m_previous = part.m_previous;
    }

    bool holdAll() BRAID_UNCHECKED_LOCKING {
        mutex.lock();
        for (ForkSafe* part = first; part != nullptr; part = part->m_next) {
            if (!holdSoon(*part)) {
                releaseUpTo(part, false);
                return false;
            }
        }
        return true;
    }

    /// Releases those before `end`, and the list.
    void releaseUpTo(const ForkSafe* end, bool inChild) BRAID_UNCHECKED_LOCKING {
        for (ForkSafe* part = first; part != end; part = part->m_next)
            part->release(inChild);
        mutex.unlock();
    }

private:
    static bool holdSoon(ForkSafe& part) {
        using schedule::Clock;
        constexpr auto Patience = std::chrono::milliseconds(1);
        if (part.tryHold())
            return true;
        for (const auto deadline = Clock::now() + Patience; Clock::now() < deadline;) {
            schedule::blockOutside([] { std::this_thread::yield(); });
            if (part.tryHold())
                return true;
        }
        return false;
    }
};

void ForkSafe::join() { ForkSafeParts::ofProcess().add(*this); }
void ForkSafe::leave() { ForkSafeParts::ofProcess().remove(*this); }

bool holdForFork() { return ForkSafeParts::ofProcess().holdAll(); }
void releaseAfterFork(bool inChild) { ForkSafeParts::ofProcess().releaseUpTo(nullptr, inChild); }

} // namespace braid::sync
