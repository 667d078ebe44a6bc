#pragma once

#include "engine/exec/threads/thread.h"
#include "engine/sync/fork_safe.h"
#include "engine/trace/native_mutex.h"
#include "engine/trace/recording/traced_object.h"

#include <functional>
#include <thread>

namespace braid {

/// What a running thread and its handle share.
struct thread::State {
    enum class Phase {
        Made,
        Running,
        Ended
    };

    mutable sync::ForkSafeMutex mutex;
    sync::ForkSafeCondition<std::condition_variable> ended;
    Phase phase BRAID_GUARDED_BY(mutex) = Phase::Made;
    bool joined BRAID_GUARDED_BY(mutex) = false;
    std::string name BRAID_GUARDED_BY(mutex);

    bool daemon = false;
    bool overridden = false; ///< run() is the derived class's: the object must outlive the thread
    std::function<void()> function;
    LaneId lane;
    std::atomic<std::uint32_t> sequence{0}; ///< numbers the events on the lane as an object
};

namespace exec {

/// The living threads of this process. Thread-safe; lives as long as the process.
class Registry {
public:
    static Registry& ofProcess();

    void add(std::shared_ptr<thread::State> state);
    void remove(const thread::State* state);
    [[nodiscard]] std::vector<std::shared_ptr<thread::State>> living() const;
    [[nodiscard]] std::string nextName();
    /// After fork: only the calling thread exists.
    void forget();
    /// Around a fork: no thread changes the list meanwhile.
    void hold(bool hold);

private:
    mutable NativeMutex m_mutex;
    std::vector<std::shared_ptr<thread::State>> m_threads BRAID_GUARDED_BY(m_mutex);
    unsigned m_named BRAID_GUARDED_BY(m_mutex) = 0;
};

/// The state of the calling thread; nullptr in the main thread and in threads that are not braid::thread.
[[nodiscard]] thread::State* currentThread();

/// In a child straight after the fork: no other threads, no children yet, and the calling thread is its main one.
void enterChild();
/// The lanes of this process, so that its threads lie below it, and of its main thread.
void setProcessLane(LaneId lane, LaneId mainThread, std::string mainThreadName, std::string processName);
[[nodiscard]] std::string processName();
[[nodiscard]] LaneId processLane();
[[nodiscard]] LaneId mainThreadLane();
[[nodiscard]] std::string mainThreadName();
void setMainThreadName(std::string name);

} // namespace exec
} // namespace braid
