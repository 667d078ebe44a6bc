#pragma once

#include <atomic>

namespace braid {

/// Counts how many are inside something, and the most that ever were: for checking what a semaphore promises. Not
/// recorded, so that counting does not change what is watched. Thread-safe.
class occupancy {
public:
    void enter() {
        const int now = ++m_now;
        int most = m_most;
        while (most < now && !m_most.compare_exchange_weak(most, now)) {
        }
    }
    void leave() { --m_now; }
    [[nodiscard]] int most() const { return m_most; }

private:
    std::atomic<int> m_now{0};
    std::atomic<int> m_most{0};
};

} // namespace braid
