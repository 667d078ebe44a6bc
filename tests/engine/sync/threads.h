#pragma once

#include "engine/exec/threads/thread.h"

#include <functional>
#include <memory>
#include <vector>

namespace braid::test {

using Threads = std::vector<std::unique_ptr<thread>>;

/// `count` threads that all do `what`, started.
inline Threads startAll(int count, const std::function<void()>& what) {
    Threads threads;
    for (int i = 0; i < count; ++i) {
        threads.push_back(std::make_unique<thread>(what));
        threads.back()->start();
    }
    return threads;
}

inline void joinAll(const Threads& threads) {
    for (const auto& thread : threads)
        thread->join();
}

} // namespace braid::test
