#pragma once

#include "engine/model/store/log.h"
#include "engine/model/store/long_vector.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace braid::model {

/// What a lane does. The order is the drawing order of the legend.
enum class State : std::uint8_t {
    Created, ///< exists, not started
    Ready,   ///< could run, does not
    Running,
    Blocked, ///< on a lock or semaphore
    Waiting, ///< condition, event, queue, join, barrier, latch
    Sleeping,
    IoWait,
    IoCopy,
    Suspended,   ///< a coroutine that awaits or yielded
    Done,        ///< never an interval: a lane is Done or Failed from Lane::ended on
    Failed,      ///< killed, or ended with an error
    NotRecorded, ///< unknown: that part of the trace is missing or cannot be read
};
constexpr std::size_t StateCount = 12;

/// A stretch of one lane in one state. It ends where the lane's next one begins. Kept by the million: in 16 bytes.
struct Interval {
    Nanos begin : 59 = 0; ///< 18 years at most, which Model::apply() sees to
    State state : 4 = State::Created;
    bool timed : 1 = false;     ///< waits with a time-out: it will move on by itself
    ObjectId object = {};       ///< what it is blocked on or waits for; none otherwise
    EventIndex event = NoEvent; ///< the event that began it; where in the source it was is said there

    Interval() = default;
    Interval(Nanos from, State what, ObjectId on, EventIndex by, bool limited = false)
        : begin(from & BeginBits), state(what), timed(limited), object(on), event(by) {}

private:
    static constexpr Nanos BeginBits = (Nanos{1} << 58) - 1; // what the compiler cannot know: it fits
};
static_assert(sizeof(Interval) == 16);

/// Nanoseconds a lane spent in each State.
using StateTimes = std::array<Nanos, StateCount>;

/// A named piece of work on a lane: a pool's task, a loop's callback, a server's request.
struct Task {
    Nanos begin = 0;
    Nanos end = Open;
    ObjectId object;            ///< what it is done for; none where that is not known
    EventIndex event = NoEvent; ///< its TaskBegin, which has its number and label
    std::uint16_t depth = 0;    ///< how many others of this lane it lies in
    bool failed = false;        ///< it ended with an error, or its lane died with it
};

/// The wait a lane is in, from its begin event to its end event.
struct OpenWait {
    ObjectId object;
    EventIndex event = NoEvent; ///< NoEvent = it waits for nothing
    Nanos since = 0;
    bool timed = false;
};

/// How a lane ended.
enum class End : std::uint8_t {
    Alive,
    Finished,
    Failed,  ///< with an exception or a status other than 0
    Killed,  ///< by SIGKILL, or by any signal that was sent to it
    Crashed, ///< by a signal that it brought upon itself, e.g. SIGSEGV
    KilledWithProcess,
    NotRecorded, ///< the trace was cut before it; the last interval is State::NotRecorded
};

/// How a lane ended of which LaneKilled says signal number `signal`, 0 for none; `asked`: its own program sent it.
[[nodiscard]] End endBy(std::uint64_t signal, bool asked);

class Crowd;

/// One row of the timeline.
struct Lane {
    LaneId id;
    trace::LaneKind kind = trace::LaneKind::Thread;
    LaneId parent;  ///< the process of a thread, the thread of a coroutine; none for the first process
    ObjectId loop;  ///< of a coroutine: the loop or hub that gives it its turns, if any
    LaneId starter; ///< the lane that started it; none for the first process and its main thread
    std::string name;
    std::vector<std::pair<Nanos, std::string>> formerNames; ///< (until when, name)
    /// How many threads and coroutines, for a process how many processes, were made known before it.
    std::uint32_t rank = 0;
    std::uint32_t osId = 0; ///< tid or pid, 0 = unknown
    bool dying = false;     ///< a signal was sent to it that may end it
    bool daemon = false;
    bool begun = false;       ///< it has run
    bool threadBegan = false; ///< a thread right below it has run
    bool cutOff = false;      ///< it was still alive when the run was over; its last interval says what it was doing
    /// It waits for a condition and still owns the lock that it is about to give back for that: it moves once more.
    bool releasingForWait = false;
    OpenWait wait;  ///< a coroutine's began before it was suspended for it
    LaneId current; ///< of a thread: the coroutine that runs on it as of the last event
    Nanos created = 0;
    Nanos ended = Open;
    End end = End::Alive;
    std::string endMessage;         ///< for Failed, Killed and Crashed
    EventIndex endEvent = NoEvent;  ///< its LaneEnd or LaneKilled
    std::vector<LaneId> children;   ///< in order of creation
    std::uint32_t family = 0;       ///< its place in Model::families()
    LongVector<Interval> intervals; ///< by begin, gapless; empty for a process lane
    LongVector<Task> tasks;         ///< by begin
    LongVector<EventIndex> marks;   ///< what is drawn on top: prints, notes, reads, writes, failures, faults
    /// The time of every MarkBlock-th mark: where to look for one without touching the log, whose events lie far apart.
    LongVector<Nanos> markTimes;
    static constexpr std::size_t MarkBlock = 4;

    /// What its coroutines do together; only where there are more than CrowdSize of them.
    std::shared_ptr<Crowd> crowd;
    static constexpr std::size_t CrowdSize = 64;

    /// sums[k] = time per state in all of intervals[0, BlockLength·(k+1)). Kept by the model for level_of_detail.h.
    static constexpr std::size_t BlockLength = 64;
    LongVector<StateTimes> sums;

    /// The interval at `time`, or nullptr before the first and after the end. A lane cut off by the end of the run
    /// still shows its last interval at that very moment.
    [[nodiscard]] const Interval* at(Nanos time) const;
    /// The end of intervals[i]: the next one's begin, or `ended`, or Open.
    [[nodiscard]] Nanos endOf(std::size_t i) const;
    /// The index of the last interval that begins at or before `time`; intervals.size() where there is none.
    [[nodiscard]] std::size_t indexAt(Nanos time) const;
    /// What it is called at `time`.
    [[nodiscard]] std::string_view nameAt(Nanos time) const;
    /// The interval that `event` began, or nullptr.
    [[nodiscard]] const Interval* begunBy(EventIndex event, Nanos time) const;
    /// endMessage without the word that `end` says already: "SIGKILL" of "killed by SIGKILL".
    [[nodiscard]] std::string_view endCause() const;
    /// Not ended, or only by the end of the run.
    [[nodiscard]] bool unfinished() const { return end == End::Alive || cutOff; }
};

} // namespace braid::model
