#pragma once

#include "engine/trace/ids.h"
#include "engine/trace/recording/call_site.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace braid {

/// How a thread is made.
struct thread_options {
    /// A daemon does not keep its process alive. Unset: as the thread that makes it.
    std::optional<bool> daemon{};
};

/// An instrumented thread, with the life of Python's threading.Thread: made, started, ended, joined. A real std::thread
/// inside.
///
/// | state    | start()            | join()                       | is_alive() |
/// |----------|--------------------|------------------------------|------------|
/// | made     | runs               | finding, returns             | false      |
/// | running  | finding, no effect | waits for the end            | true       |
/// | ended    | finding, no effect | returns; twice: finding      | false      |
///
/// A thread joining itself is a finding and returns. One thread object may be used by several threads.
/// Destroying a thread that still runs leaves it running (the process waits for it at its end unless it is a daemon).
/// A class that overrides run() must outlive it: make it with std::make_shared, then a running thread keeps itself alive
/// (as Python's does), or join before the end of its scope; else it is a finding, and the destructor waits.
class thread : public std::enable_shared_from_this<thread> {
public:
    using options = thread_options;

    /// Runs `function`. Without a name it is called "Thread-1", "Thread-2", … within its process.
    explicit thread(std::string name, std::function<void()> function, options how = {}, CallSite site = {});
    explicit thread(std::function<void()> function, options how = {}, CallSite site = {});
    virtual ~thread();
    thread(thread&&) noexcept;
    thread& operator=(thread&&) = delete;

    /// Throws std::system_error where the system gives no further thread.
    void start(CallSite site = {});
    void join(CallSite site = {});
    /// False when `limit` was over before the end.
    bool join_for(std::chrono::nanoseconds limit, CallSite site = {});

    [[nodiscard]] bool is_alive() const;
    [[nodiscard]] std::string name() const;
    void set_name(std::string name);
    [[nodiscard]] bool daemon() const;
    /// The lane; none where nothing was recorded when the thread was made.
    [[nodiscard]] LaneId id() const;

    struct State;

protected:
    /// For classes that override run().
    explicit thread(std::string name = {}, options how = {}, CallSite site = {});
    /// What the thread does. The default calls the function it was made with.
    virtual void run();

private:
    bool joinWithin(const std::chrono::nanoseconds* limit, CallSite site);
    std::shared_ptr<State> m_state;
};

namespace this_thread {

void sleep_for(std::chrono::nanoseconds duration, CallSite site = {});
void yield(CallSite site = {});
[[nodiscard]] std::string name();
void set_name(std::string name);
[[nodiscard]] LaneId id();
[[nodiscard]] bool daemon();

} // namespace this_thread

/// The threads of this process that are alive now (Python's threading.enumerate and friends). Thread-safe.
namespace threads {

struct info {
    std::string name;
    LaneId id;
    bool daemon = false;
    bool main = false;
};
/// The main thread first, then in order of their start.
[[nodiscard]] std::vector<info> enumerate();
[[nodiscard]] std::size_t active_count();
[[nodiscard]] info current();
/// Waits until every thread that is not a daemon has ended, as a process does before it ends; recorded as joins of the
/// calling (main) thread.
void join_all(CallSite site = {});

} // namespace threads

} // namespace braid
