#pragma once

#include "engine/trace/call_site.h"
#include "engine/trace/file.h"
#include "engine/trace/ids.h"

#include <functional>
#include <optional>
#include <string>
#include <sys/types.h>

namespace braid {

/// How a child process ended.
struct exit_status {
    int code = 0;   ///< what it returned, where it ended by itself
    int signal = 0; ///< the signal that killed it, else 0
};

/// A child process that is seen, with the life of Python's multiprocessing.Process: a real fork of the calling process,
/// with lanes of its own. The child runs the function with a copy of the parent's memory and ends; what it changes there
/// the parent does not see.
///
/// start() may be called only while no other thread of the process runs: a fork copies locks that such a thread
/// may hold, and nobody would release them in the child. Not thread-safe.
class process {
public:
    explicit process(std::string name, std::function<void()> function, CallSite site = {});
    /// Waits for a child that was started and not joined.
    ~process();
    process(const process&) = delete;
    process& operator=(const process&) = delete;

    /// Throws std::system_error where the system gives no further process.
    void start(CallSite site = {});
    /// Waits for the end of the child. Requires start().
    exit_status join(CallSite site = {});
    [[nodiscard]] bool is_alive() const;
    [[nodiscard]] pid_t pid() const { return m_pid; }
    [[nodiscard]] LaneId id() const { return m_lane; }
    [[nodiscard]] const std::string& name() const { return m_name; }

private:
    std::string m_name;
    std::function<void()> m_function;
    LaneId m_lane;
    pid_t m_pid = 0;
    std::uint32_t m_sequence = 0; ///< of the events this side writes on the child's lane
    std::optional<exit_status> m_status;
};

namespace exec {

/// Gives this process its lanes in the running recording: call once, first. Returns the main thread's lane.
LaneId beginProcess(std::string name, std::string mainThreadName = "main");
/// The end of a process: waits for the threads that are not daemons, writes the end of its lanes and leaves without
/// running destructors, so that daemon threads die with it as they are.
[[noreturn]] void endProcess(int status);

} // namespace exec

} // namespace braid
