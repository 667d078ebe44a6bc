#include "app/render/paint/in_parallel.h"

#include <atomic>
#include <gmock/gmock.h>
#include <latch>
#include <set>
#include <thread>
#include <vector>

namespace braid::tests::in_parallel_test {
namespace {

using namespace render;

TEST(InParallel, DoesEachPieceOnceAndComesBackWhenAllAreDone) {
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{1000}}) {
        std::vector<int> times(count); // without atomics: what is written is there afterwards
        inParallel(count, [&](std::size_t i) { times[i] += 1; });
        EXPECT_THAT(times, testing::Each(1));
    }
}

TEST(InParallel, WorksOnAsManyThreadsAsItSays) {
    std::latch all(static_cast<std::ptrdiff_t>(parallelism()));
    std::mutex mutex;
    std::set<std::thread::id> threads;
    inParallel(parallelism(), [&](std::size_t) {
        all.arrive_and_wait(); // no thread gets past it until each has a piece
        const std::lock_guard lock(mutex);
        threads.insert(std::this_thread::get_id());
    });
    EXPECT_EQ(threads.size(), parallelism());
    EXPECT_TRUE(threads.contains(std::this_thread::get_id()));
}

TEST(InParallel, CanBeAskedBySeveralThreadsAtATime) {
    std::atomic<int> pieces = 0;
    {
        std::vector<std::jthread> callers;
        for (int caller = 0; caller < 6; ++caller)
            callers.emplace_back([&] {
                for (int round = 0; round < 200; ++round)
                    inParallel(5, [&](std::size_t) { ++pieces; });
            });
    }
    EXPECT_EQ(pieces, 6 * 200 * 5);
}

} // namespace
} // namespace braid::tests::in_parallel_test
