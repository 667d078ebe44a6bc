#pragma once

#include "engine/trace/event.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The model: events in, values out. No threads, no files, no clock: tested with hand-written events.
namespace braid::model {

/// Nanoseconds since the trace began. Plain integer in the stored values, which are kept by the million.
using Nanos = std::int64_t;
/// "Not yet": the end of something still open.
constexpr Nanos Open = INT64_MAX;

/// Index into Model::log().
using EventIndex = std::uint32_t;
constexpr EventIndex NoEvent = UINT32_MAX;

/// What a lane does. The order is the drawing order of the legend.
enum class State : std::uint8_t {
    Created,   ///< exists, not started
    Ready,     ///< could run, does not
    Running,
    Blocked,   ///< on a lock or semaphore
    Waiting,   ///< condition, event, queue, join, barrier, latch
    Sleeping,
    IoWait,
    IoCopy,
    Suspended, ///< a coroutine that awaits or yielded
    Done,
    Failed, ///< killed, or ended with an error
};
constexpr std::size_t StateCount = 11;

/// A stretch of one lane in one state. It ends where the lane's next one begins.
struct Interval {
    Nanos begin = 0;
    ObjectId object;            ///< what it is blocked on or waits for; none otherwise
    EventIndex event = NoEvent; ///< the event that began it
    SiteId site;                ///< where in the source
    State state = State::Created;
    bool timed = false; ///< waits with a time-out: it will move on by itself
};
static_assert(sizeof(Interval) <= 24);

/// An event kept in log order, compactly. `extra` indexes Model's side table (see Model::event).
struct LogEntry {
    Nanos time = 0;
    std::uint32_t lane = 0;
    std::uint32_t object = 0;
    std::uint32_t extra = 0;
    std::uint16_t site = 0;
    trace::EventKind kind = trace::EventKind::None;
};
static_assert(sizeof(LogEntry) <= 24);

/// How a lane ended.
enum class End : std::uint8_t { Alive, Finished, Failed, Killed, KilledWithProcess };

/// One row of the timeline.
struct Lane {
    LaneId id;
    trace::LaneKind kind = trace::LaneKind::Thread;
    LaneId parent; ///< the process of a thread, the thread of a coroutine; none for the first process
    LaneId starter; ///< the lane that started it; none for the first process and its main thread
    std::string name;
    std::vector<std::pair<Nanos, std::string>> formerNames; ///< (until when, name)
    bool daemon = false;
    std::uint32_t osId = 0; ///< tid or pid, 0 = unknown
    Nanos created = 0;
    Nanos ended = Open;
    End end = End::Alive;
    std::string endMessage;           ///< for Failed and Killed
    std::vector<LaneId> children;     ///< in order of creation
    std::vector<Interval> intervals;  ///< by begin, gapless; empty for a process lane
    std::vector<EventIndex> marks;    ///< what is drawn on top: prints, notes, reads, writes, failures, faults

    /// The interval at `time`, or nullptr before the first and after the end.
    [[nodiscard]] const Interval* at(Nanos time) const;
    /// The end of intervals[i]: the next one's begin, or `ended`, or Open.
    [[nodiscard]] Nanos endOf(std::size_t i) const;
};

/// A stretch in which a lane owned (a part of) an object.
struct Holding {
    Nanos begin = 0;
    Nanos end = Open;
    LaneId lane;
    EventIndex acquired = NoEvent;
};

/// From `time` on the object had this depth (items, permits taken, recursion) and so many waiters.
struct Level {
    Nanos time = 0;
    std::int32_t depth = 0;
    std::int32_t waiters = 0;
};

/// One who waits for an object at some moment.
struct Waiter {
    LaneId lane;
    Nanos since = 0;
    EventIndex event = NoEvent;
    bool timed = false;
};

/// One thing lanes synchronise on (not a lane itself).
struct Object {
    ObjectId id;
    trace::ObjectKind kind = trace::ObjectKind::Mutex;
    std::string name;
    std::int64_t initial = 0;
    Nanos created = 0;
    LaneId creator;

    std::vector<Holding> holdings; ///< by begin; several may overlap (semaphore, shared mode)
    std::vector<Level> levels;     ///< by time; one entry a change, at least one
    std::vector<EventIndex> events; ///< waits, failures, signals and reads/writes of this object, in log order

    // As of the last event applied:
    std::int64_t value = 0; ///< permits left; the flag (0/1) of an event; items of a queue; count left of a latch
    std::vector<Holding> owners;  ///< who holds it now
    std::vector<Waiter> waiters;  ///< who waits now, longest first
    std::int64_t pendingWakeups = 0; ///< condition variable: notified waiters that have not said they woke

    // Sums over the run so far:
    std::uint64_t acquisitions = 0; ///< successful acquires, gets or wakings
    std::uint64_t contended = 0;    ///< those that had to wait
    Nanos waitNs = 0;               ///< closed waits only
    Nanos holdNs = 0;               ///< closed holdings only
    std::int64_t maxDepth = 0;      ///< greatest Level::depth
};

/// Cause to effect.
enum class ArrowKind : std::uint8_t {
    Start,   ///< LaneStart → LaneBegin
    HandOver,///< Released → the Acquired of a lane that was blocked
    Wake,    ///< Signal → WaitEnd it released
    Join,    ///< LaneEnd → JoinEnd
    Item,    ///< Put → Get of the same item
    Resume,  ///< Resume → the coroutine's next stretch
};
struct Arrow {
    EventIndex from = NoEvent;
    EventIndex to = NoEvent;
    ArrowKind kind = ArrowKind::Start;
};

/// A call site.
struct Site {
    std::string file; ///< from the project's root where it lies below it
    std::uint32_t line = 0;
};

/// Everything known of one run so far. Grows by apply(); what is handed out by reference stays valid until the next
/// apply(). Not thread-safe. Never fails: an event that makes no sense (unknown object, release of a free lock) is kept
/// in the log and changes nothing else.
class Model {
public:
    Model();

    /// Takes the next event in log order.
    void apply(const trace::Event& event);
    /// Says that the run is over: lanes still alive are killed with their process at `time`.
    void finish(Nanos time, trace::Outcome outcome);

    /// The time of the last event or finish(); live views may look past it.
    [[nodiscard]] Nanos endTime() const { return m_endTime; }
    [[nodiscard]] bool finished() const { return m_finished; }
    [[nodiscard]] trace::Outcome outcome() const { return m_outcome; }

    /// By id; unknown ids give nullptr.
    [[nodiscard]] const Lane* lane(LaneId id) const;
    [[nodiscard]] const Object* object(ObjectId id) const;
    [[nodiscard]] const Site* site(SiteId id) const;
    /// All, in order of creation.
    [[nodiscard]] const std::vector<LaneId>& lanes() const { return m_laneOrder; }
    [[nodiscard]] const std::vector<ObjectId>& objects() const { return m_objectOrder; }
    /// The lanes without a parent; Lane::children leads on.
    [[nodiscard]] const std::vector<LaneId>& roots() const { return m_roots; }
    /// Cause-to-effect pairs, by the effect's place in the log.
    [[nodiscard]] const std::vector<Arrow>& arrows() const { return m_arrows; }

    [[nodiscard]] const std::vector<LogEntry>& log() const { return m_log; }
    /// The full event at `index`; its text is valid as long as the model.
    [[nodiscard]] trace::Event event(EventIndex index) const;
    /// "T3", or the object's name, or "?" for unknown ids. A lane that is an object is named as the lane.
    [[nodiscard]] std::string_view name(LaneId id) const;
    [[nodiscard]] std::string_view name(ObjectId id) const;

    /// RunInfo, Parameter and RunResult records in order: (key, value); parameters and results hold JSON.
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    [[nodiscard]] const Pairs& info() const { return m_info; }
    [[nodiscard]] const Pairs& parameters() const { return m_parameters; }
    [[nodiscard]] const Pairs& results() const { return m_results; }
    /// The Print events, in log order.
    [[nodiscard]] const std::vector<EventIndex>& prints() const { return m_prints; }

private:
    // (the implementer's)
    Nanos m_endTime = 0;
    bool m_finished = false;
    trace::Outcome m_outcome = trace::Outcome::Unknown;
    std::vector<LaneId> m_laneOrder, m_roots;
    std::vector<ObjectId> m_objectOrder;
    std::vector<Arrow> m_arrows;
    std::vector<LogEntry> m_log;
    Pairs m_info, m_parameters, m_results;
    std::vector<EventIndex> m_prints;
};

} // namespace braid::model
