#pragma once

#include "engine/exec/processes/encoding.h"
#include "engine/exec/processes/process.h"
#include "engine/exec/threads/completion.h"

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace braid {

/// The task threw in its worker; its text.
struct task_failed : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// The task's worker was killed in mid-task, or the pool was terminated: it may have been done in part.
struct task_lost : std::runtime_error {
    using std::runtime_error::runtime_error;
};

namespace exec {

/// What became of one task.
struct TaskState {
    /// `pool`: as a part of the trace; none where nobody records. `label`: what the task is given, in words.
    TaskState(ObjectId pool, std::uint64_t taskNumber, const std::string& label)
        : number(taskNumber), name("task " + (label.empty() ? std::to_string(taskNumber) : label)),
          completion("result of " + name, {pool, taskNumber}) {}

    enum class End {
        Done,
        Failed,
        Lost
    };
    const std::uint64_t number;
    const std::string name; ///< as its lane and its queue call it: "task 0" is the one that is given 0
    Completion completion;  ///< what follows is final once it is done
    End end = End::Done;
    Bytes value; ///< or what went wrong, in words
};

/// What process_pool<R(A)> does with bytes; see there.
class ProcessPoolBase {
public:
    ProcessPoolBase(int workers, std::string name, std::function<Bytes(std::string_view)> function, CallSite site);
    ~ProcessPoolBase();
    ProcessPoolBase(const ProcessPoolBase&) = delete;
    ProcessPoolBase& operator=(const ProcessPoolBase&) = delete;

    std::shared_ptr<TaskState> add(Bytes argument, std::string label, CallSite site);
    void close(CallSite site);
    void terminate(CallSite site);
    void join(CallSite site);
    bool killBusyWorker(CallSite site);

    struct Counts {
        int done = 0;
        int failed = 0;
        int lost = 0;
        int restarted = 0;
    };
    [[nodiscard]] Counts counts() const;

private:
    struct Internals;
    std::unique_ptr<Internals> m;
};

} // namespace exec

/// A task's result in a process pool (Python's AsyncResult). Copies are the same one. Thread-safe.
template <class R>
class async_result {
public:
    [[nodiscard]] bool ready() const { return m_state->completion.done(); }
    /// False where `limit` was over before.
    bool wait(std::chrono::nanoseconds limit, CallSite site = {}) const { return m_state->completion.wait(limit, site); }
    /// Waits for it. Throws task_failed and task_lost.
    R get(CallSite site = {}) const {
        m_state->completion.wait({}, site);
        if (m_state->end == exec::TaskState::End::Failed)
            throw task_failed(m_state->value);
        if (m_state->end == exec::TaskState::End::Lost)
            throw task_lost(m_state->value);
        return exec::decoded<R>(m_state->value);
    }
    /// From 1, in the order of their coming.
    [[nodiscard]] std::uint64_t number() const { return m_state->number; }

private:
    template <class>
    friend class process_pool;
    explicit async_result(std::shared_ptr<exec::TaskState> state) : m_state(std::move(state)) {}
    std::shared_ptr<exec::TaskState> m_state;
};

template <class>
class process_pool;

/// Processes that work off tasks (Python's multiprocessing.Pool), instrumented: R(A) is the function, known before the workers are
/// forked; a task is an argument for it. Each task is a stretch on its worker's lane; what waits is the depth of the
/// queue "tasks of <name>". A thread of this process (the handler, a daemon) hands tasks out one by one, takes results
/// in and looks after the workers: one that dies is replaced, and the task it was at is reported as lost.
///
/// | state      | apply…, map             | close()      | terminate()                       | join()                  |
/// |------------|-------------------------|--------------|-----------------------------------|-------------------------|
/// | open       | queued                  | closed       | tasks are lost, workers are ended | throws std::logic_error |
/// | closed     | throws std::logic_error | no effect    | as above                          | waits for all tasks     |
/// | terminated | throws std::logic_error | no effect    | no effect                         | waits for the workers   |
///
/// Every task ends as done, failed (it threw) or lost; none is forgotten. Destroying an open pool terminates it.
/// A and R: see encoding.h. Thread-safe, in the process that made it.
template <class R, class A>
class process_pool<R(A)> {
public:
    /// Requires workers ≥ 1. Throws std::system_error where the system gives no further process.
    process_pool(int workers, std::function<R(A)> function, std::string name = "Pool", CallSite site = {})
        : m_base(
              workers, std::move(name),
              [function = std::move(function)](std::string_view argument) {
                  return exec::encoded(function(exec::decoded<std::decay_t<A>>(argument)));
              },
              site) {}

    /// Runs it on a worker and waits for the result. Throws task_failed and task_lost.
    R apply(const std::decay_t<A>& argument, std::string label = {}, CallSite site = {}) {
        return apply_async(argument, std::move(label), site).get(site);
    }
    async_result<R> apply_async(const std::decay_t<A>& argument, std::string label = {}, CallSite site = {}) {
        if (label.empty())
            label = exec::labelOf(argument);
        return async_result<R>(m_base.add(exec::encoded(argument), std::move(label), site));
    }
    /// One task for each argument; waits for all, then throws for the first that was lost or failed.
    std::vector<R> map(const std::vector<std::decay_t<A>>& arguments, CallSite site = {}) {
        std::vector<async_result<R>> running;
        for (const auto& argument : arguments)
            running.push_back(apply_async(argument, {}, site));
        for (const auto& result : running)
            result.m_state->completion.wait({}, site);
        std::vector<R> results;
        for (const auto& result : running)
            results.push_back(result.get(site));
        return results;
    }

    /// No more tasks.
    void close(CallSite site = {}) { m_base.close(site); }
    /// Ends the workers at once.
    void terminate(CallSite site = {}) { m_base.terminate(site); }
    /// Waits for the workers' end.
    void join(CallSite site = {}) { m_base.join(site); }

    /// Kills (SIGKILL, as from outside) a worker that is in mid-task; waits for one to be. False where
    /// the pool is closed and all tasks are over.
    bool kill_busy_worker(CallSite site = {}) { return m_base.killBusyWorker(site); }

    [[nodiscard]] int done() const { return m_base.counts().done; }
    [[nodiscard]] int failed() const { return m_base.counts().failed; }
    [[nodiscard]] int lost() const { return m_base.counts().lost; }
    /// Workers that were put in the place of dead ones.
    [[nodiscard]] int restarted() const { return m_base.counts().restarted; }

private:
    exec::ProcessPoolBase m_base;
};

} // namespace braid
