#pragma once

#include "engine/sync/fork_safe.h"
#include "engine/sync/recorded.h"
#include "engine/trace/native_mutex.h"

#include <exception>
#include <optional>
#include <string>
#include <string_view>

namespace braid {

/// Thrown by put without waiting, or in vain (Python's queue.Full).
struct full : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "the queue is full"; }
};
/// Thrown by get without waiting, or in vain (Python's queue.Empty).
struct empty : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "the queue is empty"; }
};

/// How get behaves: q.get({.block = false}), q.get({.timeout = 1s}).
struct get_options {
    bool block = true;
    /// The longest wait; unset: endless. A limit ≤ 0 only looks. Without meaning where block is false.
    std::optional<std::chrono::nanoseconds> timeout{};
};
/// How put behaves: as get_options, and what the item is called on the timeline: q.put(page, {.label = "page 7"}).
struct put_options {
    bool block = true;
    std::optional<std::chrono::nanoseconds> timeout{};
    std::string label{}; ///< empty: made from the item, see sync::labelOf
};

namespace sync {

/// What the three queues share: counting, waiting and telling. The items themselves are the derived class's, which
/// touches them only while a Call of its own lives. Thread-safe.
///
/// Invariant, under m_native: m_size ≤ m_maxsize where that is not 0.
class QueueBase {
public:
    QueueBase(const QueueBase&) = delete;
    QueueBase& operator=(const QueueBase&) = delete;

    /// How many items are in it; it may be another number by the time the caller looks at it. So for empty() and full().
    [[nodiscard]] int qsize() const;
    [[nodiscard]] bool empty() const { return qsize() == 0; }
    [[nodiscard]] bool full() const { return m_maxsize > 0 && qsize() >= m_maxsize; }
    /// 0 = unbounded.
    [[nodiscard]] int maxsize() const { return m_maxsize; }
    /// Items put and not yet reported with task_done.
    [[nodiscard]] int unfinished() const;

    /// Says that one item which was taken is worked off. Once too often is a finding and changes nothing.
    void task_done(CallSite site = {});
    /// Waits until there was a task_done for each item.
    void join(CallSite site = {});

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }
    /// As a part of the trace.
    [[nodiscard]] TracedObject& traced() { return m_traced; }

protected:
    /// maxsize ≤ 0: unbounded.
    QueueBase(ObjectKind kind, int maxsize, std::string name);
    ~QueueBase() = default;

    using Limit = std::optional<std::chrono::nanoseconds>;

    /// One put or get on its way.
    class BRAID_SCOPED_CAPABILITY Call {
    public:
        /// Passes the scheduling point, then takes the queue's mutex.
        Call(QueueBase& queue, schedule::OperationKind kind, CallSite site) BRAID_ACQUIRE(queue.m_native);
        ~Call() BRAID_RELEASE() {}
        Call(const Call&) = delete;
        Call& operator=(const Call&) = delete;
        [[nodiscard]] bool seen() const { return m_seen; }

    private:
        friend class QueueBase;
        bool m_seen;
        SiteId m_site;
        ObjectId m_object;
        std::optional<NativeLock> m_lock;
    };

    /// Waits for room; throws braid::full where there is none in time.
    void awaitRoom(Call& call, bool block, const Limit& limit) BRAID_REQUIRES(m_native);
    /// Counts and tells of an item that goes in right afterwards; its number, from 1.
    [[nodiscard]] std::uint64_t willPut(Call& call, std::uint32_t priority, std::string_view label) BRAID_REQUIRES(m_native);
    /// The item is in.
    void didPut() { m_notEmpty.notify_one(); }

    /// Waits for an item; throws braid::empty where there is none in time.
    void awaitItem(Call& call, bool block, const Limit& limit) BRAID_REQUIRES(m_native);
    /// Counts and tells of an item that was just taken out.
    void didGet(Call& call, std::uint64_t number, std::uint32_t priority, std::string_view label) BRAID_REQUIRES(m_native);

    mutable ForkSafeMutex m_native; ///< the derived class's items, too, are touched under it

private:
    enum class Waited {
        Ready,
        AtOnce,
        TimedOut
    };
    template <class Ready>
    Waited await(Call& call, std::condition_variable& changed, EventKind kind, bool block, const Limit& limit,
                 Ready ready) BRAID_REQUIRES(m_native);

    using Condition = ForkSafeCondition<std::condition_variable>;
    Condition m_notEmpty;
    Condition m_notFull;
    Condition m_allDone;
    const int m_maxsize;
    int m_size BRAID_GUARDED_BY(m_native) = 0;
    int m_unfinished BRAID_GUARDED_BY(m_native) = 0;
    std::uint64_t m_lastNumber BRAID_GUARDED_BY(m_native) = 0;
    TracedObject m_traced; ///< numbered under m_native
};

} // namespace sync
} // namespace braid
