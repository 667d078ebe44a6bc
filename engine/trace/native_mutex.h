#pragma once

#include <mutex>
#include <thread>

/// Which mutex guards what, in words that clang checks: -Wthread-safety. Other compilers read over them. Source:
/// https://clang.llvm.org/docs/ThreadSafetyAnalysis.html, whose names these are.
#if defined(__clang__)
#define BRAID_THREAD_SAFETY(attribute) __attribute__((attribute))
#else
#define BRAID_THREAD_SAFETY(attribute)
#endif
/// Of a class: something that is held, and something that holds it from its construction on.
#define BRAID_CAPABILITY(word) BRAID_THREAD_SAFETY(capability(word))
#define BRAID_SCOPED_CAPABILITY BRAID_THREAD_SAFETY(scoped_lockable)
/// Of a member: read and written only while `mutex` is held.
#define BRAID_GUARDED_BY(mutex) BRAID_THREAD_SAFETY(guarded_by(mutex))
/// Of a function: called only while they are held, or while they are not.
#define BRAID_REQUIRES(...) BRAID_THREAD_SAFETY(requires_capability(__VA_ARGS__))
#define BRAID_EXCLUDES(...) BRAID_THREAD_SAFETY(locks_excluded(__VA_ARGS__))
/// Of a function: what it does with them.
#define BRAID_ACQUIRE(...) BRAID_THREAD_SAFETY(acquire_capability(__VA_ARGS__))
#define BRAID_TRY_ACQUIRE(...) BRAID_THREAD_SAFETY(try_acquire_capability(__VA_ARGS__))
#define BRAID_RELEASE(...) BRAID_THREAD_SAFETY(release_capability(__VA_ARGS__))
#define BRAID_ASSERTS_HELD(...) BRAID_THREAD_SAFETY(assert_capability(__VA_ARGS__))
/// Of a function whose locking the analysis cannot follow.
#define BRAID_UNCHECKED_LOCKING BRAID_THREAD_SAFETY(no_thread_safety_analysis)

namespace braid {

/// A std::mutex that the analysis knows. Braid's own data is guarded by it; what scenarios lock is braid::mutex.
///
/// It is held for some stores only, so that who finds it taken waits for a thread that has lost its processor. Then it offers its own
/// one and tries again: the system counts it as ready to run, which is what its lane shows. Blocked, it would look as if it ran,
/// behind something that is no part of the program. It blocks in the end, so that nothing is computed in vain for long.
class BRAID_CAPABILITY("mutex") NativeMutex : public std::mutex {
public:
    void lock() BRAID_ACQUIRE() {
        for (int i = 0; i < YieldsBeforeBlocking; ++i) {
            if (std::mutex::try_lock())
                return;
            std::this_thread::yield();
        }
        std::mutex::lock();
    }
    [[nodiscard]] bool try_lock() BRAID_TRY_ACQUIRE(true) { return std::mutex::try_lock(); }
    void unlock() BRAID_RELEASE() { std::mutex::unlock(); }
    /// Does nothing. At the beginning of a function that is called under the mutex where the analysis does not see that: what a
    /// condition waits for.
    void assertHeld() const BRAID_ASSERTS_HELD(this) {}

private:
    static constexpr int YieldsBeforeBlocking = 1000; ///< some 0.3 ms where nobody else wants the processor
};

/// Holds a NativeMutex to the end of its block.
class BRAID_SCOPED_CAPABILITY NativeLock {
public:
    explicit NativeLock(NativeMutex& mutex) BRAID_ACQUIRE(mutex) : m_mutex(mutex), m_lock((mutex.lock(), mutex), std::adopt_lock) {}
    ~NativeLock() BRAID_RELEASE() {}
    NativeLock(const NativeLock&) = delete;
    NativeLock& operator=(const NativeLock&) = delete;

    void lock() BRAID_ACQUIRE() {
        m_mutex.lock();
        m_lock = std::unique_lock<std::mutex>(m_mutex, std::adopt_lock);
    }
    void unlock() BRAID_RELEASE() { m_lock.unlock(); }
    /// For conditions, which give the mutex up and take it back.
    [[nodiscard]] std::unique_lock<std::mutex>& native() { return m_lock; }

private:
    NativeMutex& m_mutex;
    std::unique_lock<std::mutex> m_lock;
};

/// Gives a NativeMutex that the caller holds up until the end of the block.
class BRAID_SCOPED_CAPABILITY NativeUnlock {
public:
    explicit NativeUnlock(NativeMutex& mutex) BRAID_RELEASE(mutex) : m_mutex(mutex) { mutex.unlock(); }
    ~NativeUnlock() BRAID_RELEASE() { m_mutex.lock(); }
    NativeUnlock(const NativeUnlock&) = delete;
    NativeUnlock& operator=(const NativeUnlock&) = delete;

private:
    NativeMutex& m_mutex;
};

} // namespace braid
