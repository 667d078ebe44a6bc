#pragma once

#include "engine/model/store/index_range.h"
#include "engine/model/store/log.h"
#include "engine/model/store/long_vector.h"

#include <array>
#include <cstddef>
#include <cstdint>
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
    Idle,        ///< never Interval::state, which says for what it waits: see Interval::idle
    Paused,      ///< never Interval::state, which is Ready: see Interval::paused
};
constexpr std::size_t StateCount = 14;

/// Nanoseconds a lane spent in each State.
using StateTimes = std::array<Nanos, StateCount>;

/// A stretch of one lane in one state: [begin, end) in run time.
struct Interval {
    Nanos begin = 0;
    /// Where the lane's next one begins, or where the lane ended. Open while it lasts; also of one that only the end of the
    /// run cut off (Lane::cutOff), as how long it would have lasted is not known.
    Nanos end = Open;
    State state = State::Created;
    bool timed = false;         ///< waits with a time-out: it will move on by itself
    ObjectId object;            ///< what it is blocked on or waits for; none otherwise
    EventIndex event = NoEvent; ///< the event that began it; where in the source it was is said there
    /// Blocked or Waiting only because there is no work for it: a worker at the queue of its pool, see take_points.h. May be found out
    /// later than the interval began.
    bool idle = false;
    /// Ready only because the person held it, in a pause or in slow motion, while others went on.
    bool paused = false;

    /// As what it is shown and added up.
    [[nodiscard]] State shown() const { return idle ? State::Idle : paused ? State::Paused
                                                                           : state; }
};

/// An interval as it is kept, by the million: in 16 bytes. It ends where the lane's next one begins.
struct PackedInterval {
    Nanos begin : 58 = 0; ///< four years at most, which Model::apply() sees to
    State state : 4 = State::Created;
    bool timed : 1 = false;
    bool apart : 1 = false; ///< of Ready: Interval::paused; of all others: Interval::idle
    ObjectId object = {};
    EventIndex event = NoEvent;

    PackedInterval() = default;
    PackedInterval(Nanos from, State what, ObjectId on, EventIndex by, bool limited = false)
        : begin(from & BeginBits), state(what), timed(limited), object(on), event(by) {}
    [[nodiscard]] bool idle() const { return apart && state != State::Ready; }
    [[nodiscard]] bool paused() const { return apart && state == State::Ready; }
    [[nodiscard]] State shown() const {
        if (!apart) [[likely]] // by the million
            return state;
        return state == State::Ready ? State::Paused : State::Idle;
    }

private:
    static constexpr Nanos BeginBits = (Nanos{1} << 57) - 1; // what the compiler cannot know: it fits
};
static_assert(sizeof(PackedInterval) == 16);

/// The intervals of one lane, by begin, gapless; each begins later than the one before. Append-only but for the last two.
/// Not thread-safe; ranges and iterators are valid until the next change.
class Intervals {
public:
    using Range = IndexRange<Intervals, Interval>;
    using value_type = Interval;
    using iterator = Range::iterator;
    using const_iterator = iterator;

    [[nodiscard]] std::size_t size() const { return m_packed.size(); }
    [[nodiscard]] bool empty() const { return m_packed.empty(); }
    /// `index` < size().
    [[nodiscard]] Interval operator[](std::size_t index) const;
    /// Not where there are none.
    [[nodiscard]] Interval front() const { return (*this)[0]; }
    [[nodiscard]] Interval back() const { return (*this)[size() - 1]; }
    [[nodiscard]] iterator begin() const { return all().begin(); }
    [[nodiscard]] iterator end() const { return all().end(); }
    [[nodiscard]] Range all() const { return {*this, 0, size()}; }

    /// Those that overlap [begin, end): they begin before `end` and end after `begin`. An open one lasts beyond any `begin`.
    /// None where end ≤ begin. O(log n).
    [[nodiscard]] Range in(Nanos begin, Nanos end) const;
    /// Those that begin at or before `time`: the last of them is what the lane does then, or did last. O(log n), about the
    /// present O(1).
    [[nodiscard]] Range upTo(Nanos time) const { return {*this, 0, countUpTo(time)}; }

    /// The begin of one alone. `index` < size().
    [[nodiscard]] Nanos beginOf(std::size_t index) const { return m_packed[index].begin; }
    /// As what one alone is shown. `index` < size().
    [[nodiscard]] State shownOf(std::size_t index) const { return m_packed[index].shown(); }
    /// Time per state, as they are shown, in all before `index` < size(). O(BlockLength).
    [[nodiscard]] StateTimes timesBefore(std::size_t index) const;
    /// Bytes reserved.
    [[nodiscard]] std::size_t memory() const { return m_packed.memory() + m_sums.memory(); }

    // What the reducers do:
    /// `interval` begins where the last one ends, and later than that one begins.
    void append(const PackedInterval& interval);
    /// Another one with the same begin in the place of the last one.
    void replaceBack(const PackedInterval& interval) { m_packed.back() = interval; }
    /// The last one is taken away: the one before lasts on.
    void popBack() { m_packed.pop_back(); }
    /// Those at `indices`, ascending, were idle. O(indices + what lies behind the first of them / BlockLength).
    void markIdle(const std::vector<std::size_t>& indices);
    /// The last one ends at `time`, not before it begins.
    void close(Nanos time) { m_end = time; }

private:
    static constexpr std::size_t BlockLength = 64;
    [[nodiscard]] std::size_t countUpTo(Nanos time) const;
    /// Adds the times of [begin, end), which are not the last.
    void addTimes(StateTimes& times, std::size_t begin, std::size_t end) const;

    LongVector<PackedInterval> m_packed;
    /// m_sums[k] = time per state in all of [0, BlockLength·(k+1)).
    LongVector<StateTimes> m_sums;
    Nanos m_end = Open; ///< of the last one
};

inline Interval Intervals::operator[](std::size_t index) const {
    const PackedInterval& packed = m_packed[index];
    return {packed.begin, index + 1 < m_packed.size() ? m_packed[index + 1].begin : m_end, packed.state, packed.timed,
            packed.object, packed.event, packed.idle(), packed.paused()};
}

} // namespace braid::model
