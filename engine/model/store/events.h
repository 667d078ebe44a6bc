#pragma once

#include "engine/model/store/index_range.h"
#include "engine/model/store/log.h"
#include "engine/model/store/long_vector.h"

#include <cstddef>

namespace braid::model {

/// Events of one kind or of one object by their places in the log, ascending. What happened on one object mostly follows in
/// time as well; where it does not, because clocks disagree a little, questions by time are answered as near as may be.
using Events = IndexRange<LongVector<EventIndex>, EventIndex>;

/// Those of `events` in [begin, end), in run time; none where end ≤ begin. O(log n) looks into the log.
[[nodiscard]] Events eventsIn(const Log& log, Events events, Nanos begin, Nanos end);
/// Those of `events` up to `time`, with it. O(log n) looks into the log.
[[nodiscard]] Events eventsUpTo(const Log& log, Events events, Nanos time);
/// Those of `events` that stand in the log before `event`. O(log n).
[[nodiscard]] Events eventsBefore(Events events, EventIndex event);

/// What is drawn on top of one lane: prints, notes, reads, writes, failures, faults; in log order. Where there are very many
/// they are looked for without touching the log, whose events lie far apart. Not thread-safe; iterators are valid until the
/// next append.
class Marks {
public:
    using value_type = EventIndex;
    using iterator = Events::iterator;
    using const_iterator = iterator;

    [[nodiscard]] std::size_t size() const { return m_events.size(); }
    [[nodiscard]] bool empty() const { return m_events.empty(); }
    [[nodiscard]] Events all() const { return {m_events, 0, size()}; }
    [[nodiscard]] iterator begin() const { return all().begin(); }
    [[nodiscard]] iterator end() const { return all().end(); }

    /// `log` is always the one that the marks lie in.
    [[nodiscard]] Nanos timeOf(const Log& log, iterator mark) const;
    /// The first one from `from` on that is at or after `time`; end() where there is none. Where a block of marks passes within
    /// `apart` ns, the first one of the next block will do. O(log of the distance).
    [[nodiscard]] iterator next(const Log& log, iterator from, Nanos time, Nanos apart = 0) const;
    /// What next() will look at soon in the log is brought into the cache, where the last step went from `from` to `next`.
    void prefetch(const Log& log, iterator from, iterator next) const;
    /// Bytes reserved.
    [[nodiscard]] std::size_t memory() const { return m_events.memory() + m_times.memory(); }

    /// An event of `time`, later in the log than all before.
    void append(EventIndex event, Nanos time);

private:
    static constexpr std::size_t BlockLength = 4;

    LongVector<EventIndex> m_events;
    LongVector<Nanos> m_times; ///< of the first of each block
};

} // namespace braid::model
