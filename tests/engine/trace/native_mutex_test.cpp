#include "engine/trace/native_mutex.h"

#include "engine/trace/writer/ticks.h"

#include <gtest/gtest.h>

#include <atomic>
#include <sys/resource.h>
#include <thread>

namespace braid::trace {
namespace {

/// How often this thread has gone to sleep. A processor that it gives away while it is ready does not count (getrusage(2)).
long timesAsleep() {
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    return usage.ru_nvcsw;
}

TEST(NativeMutex, LeavesWhoFindsItTakenForAMomentReady) {
    constexpr int Tries = 200;
    constexpr std::uint64_t Moment = 20'000; // ns
    int ready = 0;
    for (int i = 0; i < Tries; ++i) {
        NativeMutex mutex;
        std::atomic<bool> comes = false;
        mutex.lock();
        std::thread other([&] {
            const long before = timesAsleep();
            comes = true;
            mutex.lock();
            ready += timesAsleep() == before ? 1 : 0;
            mutex.unlock();
        });
        while (!comes)
            std::this_thread::yield();
        for (const std::uint64_t since = monotonicNanos(); monotonicNanos() - since < Moment;) {
        }
        mutex.unlock();
        other.join();
    }
    // Where the machine is busy, the one that has it may lose its processor for long.
    EXPECT_GT(ready, Tries / 2);
}

TEST(NativeMutex, IsHadByOneAtATime) {
    constexpr int Rounds = 2000;
    NativeMutex mutex;
    int count = 0;
    const auto add = [&] {
        for (int i = 0; i < Rounds; ++i) {
            NativeLock lock(mutex);
            ++count;
            lock.unlock();
            lock.lock();
            ++count;
        }
    };
    std::thread first(add), second(add), third(add);
    first.join();
    second.join();
    third.join();
    EXPECT_EQ(count, 3 * 2 * Rounds);
}

} // namespace
} // namespace braid::trace
