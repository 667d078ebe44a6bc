#pragma once

#include "engine/model/store/log.h"

#include <vector>

namespace braid::model {

/// Why time stood still in a run.
enum class BreakKind : std::uint8_t {
    Paused,    ///< the person held it
    Standstill ///< nothing in it could move any more
};

/// A stretch of the trace that is no run time. It lies at one moment of the run and takes none of its time.
struct Break {
    Nanos at = 0;             ///< run time
    Nanos before = 0;         ///< what came before the run's beginning and all earlier breaks took; at + before is its begin in the trace's time
    Nanos duration = 0;       ///< > 0
    EventIndex next = 0;      ///< the first event after it; the log's size where none has come
    std::uint32_t number = 0; ///< counts pauses and standstills, from 1; what comes in during one pause divides it into several breaks
    BreakKind kind = BreakKind::Paused;
};

/// Gaps up to this are run time, whatever the run did: a resume and a busy machine take some milliseconds too.
constexpr Nanos ShortestBreak = 20'000'000;

/// The time of the trace from the run's beginning, without the breaks. Monotone: of two moments the earlier one stays the
/// earlier one or becomes the same. Not thread-safe.
class RunTime {
public:
    /// The run begins at `raw`: what lies before is the recorder's own preparation, and all of it is at run time 0. Only while
    /// nothing later was taken note of and there was no break.
    void beginAt(Nanos raw) { m_cut = m_resumed = m_begin = raw; }
    /// The run time of a moment of the trace. O(1) after the last break, O(log breaks) before. A moment in a break is the
    /// break's.
    [[nodiscard]] Nanos of(Nanos raw) const {
        return raw >= m_resumed ? raw - m_cut : search(raw);
    }
    /// The latest moment of the trace so far.
    [[nodiscard]] Nanos latest() const { return m_latest; }
    /// Takes note of `raw` and gives its run time.
    Nanos advance(Nanos raw) {
        m_latest = raw > m_latest ? raw : m_latest;
        return of(raw);
    }
    /// What lies between latest() and `raw`, which is later, is no run time. `again`: it is another pause than the last one.
    /// `next`: the event that comes there.
    void cutUpTo(Nanos raw, EventIndex next, BreakKind kind, bool again);
    /// What lies before the run's beginning and all breaks before an event took of the trace's time.
    [[nodiscard]] Nanos cutBefore(EventIndex event) const;

    [[nodiscard]] const std::vector<Break>& breaks() const { return m_breaks; }

private:
    [[nodiscard]] Nanos search(Nanos raw) const;

    Nanos m_latest = 0;
    Nanos m_begin = 0;
    Nanos m_cut = 0;     ///< before the beginning and by all breaks
    Nanos m_resumed = 0; ///< where in the trace the last break ends, or the run begins
    std::vector<Break> m_breaks;
};

} // namespace braid::model
