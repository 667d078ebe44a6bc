#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace braid::test {

/// The threads of this process that the system knows by that name. One that has been joined may be there for a moment still.
inline std::size_t threadsCalled(const std::string& name) {
    std::size_t count = 0;
    std::error_code gone;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task", gone)) {
        std::string its;
        std::getline(std::ifstream(task.path() / "comm"), its);
        count += its == name;
    }
    return count;
}

/// Waits until there are `count` of them; false after 20 s.
inline bool comeToThreads(const std::string& name, std::size_t count) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (threadsCalled(name) != count) {
        if (std::chrono::steady_clock::now() > limit)
            return false;
        std::this_thread::yield();
    }
    return true;
}

} // namespace braid::test
