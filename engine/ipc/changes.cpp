#include "engine/ipc/changes.h"

#include "engine/trace/control.h"

#include <limits>

namespace braid::ipc {

bool Changes::await(std::uint32_t seen, const schedule::Limit& limit) const {
    const auto deadline = limit ? schedule::deadlineAfter(*limit) : schedule::Clock::time_point::max();
    while (m_count.load() == seen) {
        if (!limit) {
            schedule::blockOutside([&] { trace::futexWait(m_count, seen); });
            continue;
        }
        const std::chrono::nanoseconds left = deadline - schedule::now();
        if (left.count() <= 0)
            return false;
        const std::timespec timeout = trace::timespecOf(left);
        schedule::blockOutside([&] { trace::futexWait(m_count, seen, &timeout); });
    }
    return true;
}

void Changes::tell(std::uint32_t most) {
    m_count.fetch_add(1);
    trace::futexWake(m_count, most);
}

void Changes::tellAll() { tell(std::numeric_limits<std::uint32_t>::max()); }

} // namespace braid::ipc
