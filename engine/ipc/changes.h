#pragma once

#include "engine/schedule/wait.h"

#include <atomic>
#include <cstdint>

namespace braid::ipc {

/// A count in memory that processes share, to wait for its next change. It keeps nothing of those who wait: one that is killed
/// meanwhile leaves nothing behind. What has changed is told elsewhere, by what a RobustLock guards. Does not record anything.
/// Thread-safe, between processes too.
class Changes {
public:
    [[nodiscard]] std::uint32_t count() const { return m_count.load(); }
    /// Waits while the count is `seen`; false where `limit` was over before. What is told between count() and this is not missed.
    bool await(std::uint32_t seen, const schedule::Limit& limit) const;
    /// One more. Wakes `most` of those that wait; those that asked for the count and do not wait yet come back as well.
    void tell(std::uint32_t most);
    void tellAll();

private:
    std::atomic<std::uint32_t> m_count{0};
};

} // namespace braid::ipc
