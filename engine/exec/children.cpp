#include "engine/exec/children.h"

#include "engine/exec/registry.h"
#include "engine/schedule/wait.h"
#include "engine/trace/recording/recording.h"
#include "engine/trace/signal_text.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace braid::exec {
namespace {

using trace::EventKind;
using trace::Order;

void reportDeath(const process::State& child, int signal) BRAID_REQUIRES(child.mutex) {
    if (!trace::recording() || !child.lane)
        return;
    // The child could not say its own end, and it may not have come as far as its beginning: no number of its own.
    const auto how = child.asked ? trace::Death::Asked : trace::Death::Unexpected;
    trace::appendText(EventKind::LaneKilled, objectOf(child.lane), 0, SiteId{}, Order::Own,
                      static_cast<std::uint64_t>(signal), static_cast<std::uint32_t>(how),
                      "killed by " + trace::signalText(signal));
}

bool reap(process::State& child, int options) BRAID_REQUIRES(child.mutex) {
    if (child.status)
        return true;
    if (child.pid == 0)
        return false;
    int status = 0;
    pid_t got = 0;
    const auto wait = [pid = child.pid, &status, options] { return schedule::blockOutside([&] { return waitpid(pid, &status, options); }); };
    while ((got = wait()) < 0 && errno == EINTR) {
    }
    if (got == 0)
        return false;
    if (got < 0) // another wait took it: it is gone, and how is not known
        child.status = exit_status{};
    else
        child.status = WIFSIGNALED(status) ? exit_status{0, WTERMSIG(status)} : exit_status{WEXITSTATUS(status), 0};
    if (child.status->signal != 0)
        reportDeath(child, child.status->signal);
    Children::ofProcess().remove(&child);
    return true;
}

} // namespace

bool reapIfEnded(process::State& child) {
    const NativeLock lock(child.mutex);
    return reap(child, WNOHANG);
}

std::optional<exit_status> awaitEnd(process::State& child, const std::chrono::nanoseconds* limit) {
    using schedule::Clock;
    const auto deadline = limit == nullptr ? Clock::time_point::max() : schedule::deadlineAfter(*limit);
    int fd = -1;
    {
        const NativeLock lock(child.mutex);
        if (reap(child, WNOHANG))
            return child.status;
        // Under the mutex no other thread reaps it, so the number is still this child's.
        fd = static_cast<int>(syscall(SYS_pidfd_open, child.pid, 0));
        if (fd < 0 && limit == nullptr) { // no descriptor left: others who ask have to wait as long as this one
            reap(child, 0);
            return child.status;
        }
    }
    for (bool over = false; !over;) {
        int milliseconds = fd < 0 ? 1 : -1; // without a descriptor: look again and again
        if (limit != nullptr) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
            over = left <= 0;
            milliseconds = fd < 0 ? 1 : static_cast<int>(std::clamp<std::int64_t>(left, 0, 1'000'000));
        }
        pollfd ended{fd, POLLIN, 0};
        if (!over)
            schedule::blockOutside([&] { poll(&ended, fd < 0 ? 0 : 1, milliseconds); });
        if (reapIfEnded(child)) {
            if (fd >= 0)
                close(fd);
            const NativeLock lock(child.mutex);
            return child.status;
        }
    }
    if (fd >= 0)
        close(fd);
    return std::nullopt;
}

Children& Children::ofProcess() {
    static auto* children = new Children; // never destroyed: daemon threads may outlive static objects
    return *children;
}

void Children::add(std::shared_ptr<process::State> child) {
    const NativeLock lock(m_mutex);
    m_children.push_back(std::move(child));
}

void Children::remove(const process::State* child) {
    const NativeLock lock(m_mutex);
    std::erase_if(m_children, [child](const auto& entry) { return entry.get() == child; });
}

std::vector<std::shared_ptr<process::State>> Children::living() const {
    const NativeLock lock(m_mutex);
    return m_children;
}

void Children::atEnd(std::function<void()> what) {
    const NativeLock lock(m_mutex);
    m_atEnd.push_back(std::move(what));
}

std::vector<std::function<void()>> Children::takeAtEnd() {
    const NativeLock lock(m_mutex);
    std::vector<std::function<void()>> all = std::exchange(m_atEnd, {});
    std::reverse(all.begin(), all.end());
    return all;
}

void Children::forget() {
    const NativeLock lock(m_mutex);
    // Not destroyed: what they hold is the parent's, and ending it here would touch things of other threads.
    new std::vector(std::exchange(m_children, {}));
    new std::vector(std::exchange(m_atEnd, {}));
}

BRAID_UNCHECKED_LOCKING void holdExecLocks(bool hold) {
    NativeMutex& children = Children::ofProcess().m_mutex;
    if (hold) {
        Registry::ofProcess().hold(true);
        children.lock();
    } else {
        children.unlock();
        Registry::ofProcess().hold(false);
    }
}

} // namespace braid::exec
