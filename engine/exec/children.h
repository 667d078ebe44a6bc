#pragma once

#include "engine/exec/processes/process.h"
#include "engine/trace/native_mutex.h"

#include <functional>
#include <memory>
#include <vector>

namespace braid {

/// A child as its parent knows it.
struct process::State {
    std::string name;
    std::function<void()> function;
    bool daemon = false;
    LaneId lane;

    mutable NativeMutex mutex;
    pid_t pid BRAID_GUARDED_BY(mutex) = 0;
    std::optional<exit_status> status BRAID_GUARDED_BY(mutex); ///< once reaped
    bool joined BRAID_GUARDED_BY(mutex) = false;
    bool asked BRAID_GUARDED_BY(mutex) = false; ///< the program itself told it to end (terminate, kill): no news when it does
};

namespace exec {

/// Takes the child's exit status if it has ended, and reports a child that was killed. Thread-safe.
bool reapIfEnded(process::State& child);
/// Waits until the child has ended and reaps it; nullopt where `limit` (nullptr = none) was over before.
std::optional<exit_status> awaitEnd(process::State& child, const std::chrono::nanoseconds* limit);

/// The children of this process that were started and not reaped. Lives as long as the process. Thread-safe.
class Children {
public:
    static Children& ofProcess();
    void add(std::shared_ptr<process::State> child);
    void remove(const process::State* child);
    [[nodiscard]] std::vector<std::shared_ptr<process::State>> living() const;
    /// What to do at the end of this process before its children are waited for, the last one first.
    void atEnd(std::function<void()> what);
    [[nodiscard]] std::vector<std::function<void()>> takeAtEnd();
    /// In a child straight after the fork: they are the parent's.
    void forget();

private:
    friend void holdExecLocks(bool hold);
    mutable NativeMutex m_mutex;
    std::vector<std::shared_ptr<process::State>> m_children BRAID_GUARDED_BY(m_mutex);
    std::vector<std::function<void()>> m_atEnd BRAID_GUARDED_BY(m_mutex);
};

/// Around a fork: no thread is in the middle of changing what the child needs whole.
void holdExecLocks(bool hold);

} // namespace exec
} // namespace braid
