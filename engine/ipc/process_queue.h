#pragma once

#include "engine/ipc/message_channel.h"
#include "engine/sync/queue_base.h"

#include <atomic>
#include <memory>
#include <semaphore.h>
#include <string>

namespace braid {

namespace ipc {

/// What process_queue<T> does with bytes; see there.
class ProcessQueueBase {
public:
    ProcessQueueBase(const ProcessQueueBase&) = delete;
    ProcessQueueBase& operator=(const ProcessQueueBase&) = delete;

    /// How many items are in it: in the buffers of all processes, in the pipe; another number by the time one looks.
    [[nodiscard]] int qsize() const { return static_cast<int>(m_shared->size.load()); }
    [[nodiscard]] bool empty() const { return qsize() == 0; }
    [[nodiscard]] bool full() const { return m_maxsize > 0 && qsize() >= m_maxsize; }
    /// 0 = unbounded.
    [[nodiscard]] int maxsize() const { return m_maxsize; }
    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] trace::SharedTracedObject& traced() { return m_traced; }

protected:
    ProcessQueueBase(int maxsize, std::string name);
    ~ProcessQueueBase();

    void put(Bytes item, put_options how, CallSite site);
    Bytes get(const get_options& how, CallSite site);

private:
    /// In shared memory.
    struct Shared {
        explicit Shared(int maxsize);
        sem_t room; ///< of a bounded queue
        std::atomic<std::uint64_t> numbers{0};
        std::atomic<std::int64_t> size{0};
    };
    struct Feeder;
    void awaitRoom(const put_options& how, SiteId site);
    Feeder& feeder();

    const int m_maxsize;
    shared_memory<Shared> m_shared;
    MessageChannel m_pipe;
    trace::SharedTracedObject m_traced;
    std::atomic<Feeder*> m_feeder{nullptr}; ///< of the process that made it
};

} // namespace ipc

/// Python's multiprocessing.Queue, instrumented: made before the fork, it carries values between any of the processes. As there, put
/// lays the item into a buffer of its process and a feeder thread of that process (a daemon, started at the first put)
/// writes it into a real pipe, so put does not wait for the pipe; getters read whole items from it, one at a time.
///
/// | items          | put                  | get                        | get_nowait   |
/// |----------------|----------------------|----------------------------|--------------|
/// | none           | in; a getter goes on | blocks                     | throws empty |
/// | some, not full | in                   | the next; a putter goes on | as get       |
/// | maxsize        | blocks               | the next; a putter goes on | as get       |
///
/// get without waiting may throw empty just after a put: the item is still on its way. A process ends only when its feeder has
/// written all (endProcess waits for that); what a killed one had in its buffer is lost, and so is the room of it.
/// Items of one process keep their order. T: numbers, texts, vectors, maps, pairs and tuples of those; see encoding.h.
/// Thread-safe, between processes too.
template <class T>
class process_queue : public ipc::ProcessQueueBase {
public:
    using value_type = T;
    /// maxsize ≤ 0: unbounded. Throws std::system_error.
    explicit process_queue(int maxsize = 0, std::string name = {}) : ProcessQueueBase(maxsize, std::move(name)) {}

    /// Waits while the queue is full, as long as `how` allows, then throws braid::full.
    void put(const T& item, put_options how = {}, CallSite site = {}) {
        if (how.label.empty() && trace::recording())
            how.label = exec::labelOf(item);
        ProcessQueueBase::put(exec::encoded(item), std::move(how), site);
    }
    /// Waits while there is none, as long as `how` allows, then throws braid::empty.
    T get(get_options how = {}, CallSite site = {}) { return exec::decoded<T>(ProcessQueueBase::get(how, site)); }
    /// Throws braid::empty where there is no item now.
    T get_nowait(CallSite site = {}) { return get({.block = false}, site); }
};

} // namespace braid
