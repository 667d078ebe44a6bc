#pragma once

#include "engine/model/store/events.h"
#include "engine/model/store/intervals.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace braid::model {

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
using Tasks = IndexRange<LongVector<Task>, Task>;

/// One row of the timeline. What happened on it is asked for by range and by moment, both in run time; what is handed out is
/// valid until the model's next event.
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
    Nanos endsTold = Open;        ///< of a process: when it said which ends of connections it has of those made before
    bool begun = false;           ///< it has run
    bool threadBegan = false;     ///< a thread right below it has run
    bool waitsForSeveral = false; ///< its wait ends by other objects as well, see Model::alternativesOf()
    bool cutOff = false;          ///< it was still alive when the run was over; its last interval says what it was doing
    /// It waits for a condition and still owns the lock that it is about to give back for that.
    bool releasingForWait = false;
    OpenWait wait;  ///< a coroutine's began before it was suspended for it
    LaneId current; ///< of a thread: the coroutine that runs on it as of the last event
    Nanos created = 0;
    Nanos ended = Open;
    End end = End::Alive;
    std::string endMessage;          ///< for Failed, Killed and Crashed
    EventIndex startEvent = NoEvent; ///< its LaneStart
    EventIndex endEvent = NoEvent;   ///< its LaneEnd or LaneKilled
    std::vector<LaneId> children;    ///< in order of creation
    std::uint32_t family = 0;        ///< its place in Model::families()

    /// What its coroutines do together; only where there are more than CrowdSize of them.
    std::shared_ptr<Crowd> crowd;
    static constexpr std::size_t CrowdSize = 64;

    /// What it did. None of a process lane.
    [[nodiscard]] const Intervals& intervals() const { return storedIntervals; }
    /// Those that overlap [from, to), see Intervals::in(). O(log n).
    [[nodiscard]] Intervals::Range intervals(Nanos from, Nanos to) const { return storedIntervals.in(from, to); }
    /// The interval at `time`; none before the first and after the end. A lane cut off by the end of the run still shows its
    /// last interval at that very moment. O(log n), about the present O(1).
    [[nodiscard]] std::optional<Interval> at(Nanos time) const;
    /// The one before and the one after `interval`, which is one of this lane's. O(log n).
    [[nodiscard]] std::optional<Interval> before(const Interval& interval) const;
    [[nodiscard]] std::optional<Interval> after(const Interval& interval) const;
    /// The one that `event`, which was at `time`, began.
    [[nodiscard]] std::optional<Interval> begunBy(EventIndex event, Nanos time) const;

    /// All tasks, by begin.
    [[nodiscard]] Tasks tasks() const { return {storedTasks, 0, storedTasks.size()}; }
    /// Those that overlap [from, to), by begin; none where to ≤ from. Of those inside an outermost one that lasts beyond
    /// `from` all come, though some of them may be over by then. O(log n + found).
    [[nodiscard]] Tasks tasksIn(Nanos from, Nanos to) const;
    [[nodiscard]] const Marks& marks() const { return storedMarks; }

    /// What it is called at `time`.
    [[nodiscard]] std::string_view nameAt(Nanos time) const;
    /// endMessage without the word that `end` says already: "SIGKILL" of "killed by SIGKILL".
    [[nodiscard]] std::string_view endCause() const;
    /// Not ended, or only by the end of the run.
    [[nodiscard]] bool unfinished() const { return end == End::Alive || cutOff; }

protected: // what LaneRecord opens to the reducers
    Intervals storedIntervals;
    LongVector<Task> storedTasks; ///< by begin
    Marks storedMarks;
};

} // namespace braid::model
