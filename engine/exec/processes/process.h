#pragma once

#include "engine/trace/file.h"
#include "engine/trace/ids.h"
#include "engine/trace/recording/call_site.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>

namespace braid {

/// How a child process ended.
struct exit_status {
    int code = 0;   ///< what it returned, where it ended by itself
    int signal = 0; ///< the signal that killed it, else 0
};

/// How a process is made.
struct process_options {
    /// A daemon is ended (SIGTERM, then SIGKILL) when its parent ends; others are waited for.
    bool daemon = false;
};

/// An instrumented child process, with the life of Python's multiprocessing.Process: a real fork of the calling process,
/// with lanes of its own. The child runs the function with a copy of the parent's memory and ends; what it changes there
/// the parent does not see.
///
/// | state    | start()            | join()                       | is_alive() | terminate(), kill() |
/// |----------|--------------------|------------------------------|------------|---------------------|
/// | made     | runs               | finding, returns             | false      | no effect           |
/// | running  | finding, no effect | waits for the end            | true       | signal              |
/// | ended    | finding, no effect | returns; twice: finding      | false      | no effect           |
///
/// An exception that leaves the function ends the child with status 1, and its text stands in the trace. The child dies
/// with its parent, however that ends. start() is safe while other threads run; see exec/fork.h. Thread-safe.
class process {
public:
    using options = process_options;

    explicit process(std::string name, std::function<void()> function, options how = {}, CallSite site = {});
    /// Waits for a child that was started and not joined, unless it is a daemon.
    ~process();
    process(const process&) = delete;
    process& operator=(const process&) = delete;

    /// Throws std::system_error where the system gives no further process.
    void start(CallSite site = {});
    /// Waits for the end of the child. Requires start().
    exit_status join(CallSite site = {});
    /// Nothing when `limit` was over before the end.
    std::optional<exit_status> join_for(std::chrono::nanoseconds limit, CallSite site = {});
    /// False for one that has ended, also while it has not been joined (a zombie).
    [[nodiscard]] bool is_alive() const;
    /// Sends SIGTERM: it ends, unless it has arranged otherwise.
    void terminate(CallSite site = {});
    /// Sends SIGKILL: it ends.
    void kill(CallSite site = {});
    /// Sends any signal, as a process from outside would: its death by it is a finding.
    void send_signal(int signal, CallSite site = {});

    [[nodiscard]] pid_t pid() const;
    [[nodiscard]] LaneId id() const;
    [[nodiscard]] const std::string& name() const;
    [[nodiscard]] bool daemon() const;

    struct State;

private:
    void send(int signal, bool asked, CallSite site);
    std::optional<exit_status> joinWithin(const std::chrono::nanoseconds* limit, CallSite site);
    std::shared_ptr<State> m_state;
};

namespace this_process {

/// Ends this process at once with `status`, as if its function had returned (Python's sys.exit).
[[noreturn]] void end(int status);
/// What it is called: the scenario's id in the first one.
[[nodiscard]] std::string name();

} // namespace this_process

namespace exec {

/// Gives this process its lanes in the running recording: call once, first. Returns the main thread's lane.
LaneId beginProcess(std::string name, std::string mainThreadName = "main");
/// The end of a process: waits for the threads and children that are not daemons, ends the other children, writes the end
/// of its lanes (with `why`, where it failed) and leaves without running destructors, so that daemon threads die with it
/// as they are.
[[noreturn]] void endProcess(int status, const std::string& why = {});
/// Says of the children of this process that were killed that they were, as far as they have not been joined yet.
void reportDeadChildren();
/// `what` is done when this process ends, before its threads and children are waited for, the last one first. Not for
/// children forked later.
void atProcessEnd(std::function<void()> what);

} // namespace exec

} // namespace braid
