#pragma once

#include "engine/model/model.h"

#include <QString>
#include <utility>
#include <vector>

/// Time to pixels and back: free functions, no state. Times are nanoseconds since the trace began, x is in logical
/// pixels. None of them clamps unless it says so.
namespace braid::render {

/// Shortest stretch that can be shown; zooming stops here.
constexpr model::Nanos MinSpan = 100;
/// Longest: about 11 days.
constexpr model::Nanos MaxSpan = 1'000'000'000'000'000;

/// Which stretch of time lies on which stretch of pixels.
struct TimeAxis {
    model::Nanos from = 0;
    model::Nanos to = 1; ///< a degenerate range (to ≤ from) is taken as one nanosecond
    double left = 0;     ///< x of `from`
    double width = 1;    ///< a width ≤ 0 is taken as one pixel

    [[nodiscard]] model::Nanos span() const { return to > from ? to - from : 1; }
    [[nodiscard]] double nanosPerPixel() const {
        return static_cast<double>(span()) / (width > 0 ? width : 1);
    }
};

/// A stretch of time as a view shows it.
struct TimeRange {
    model::Nanos from = 0;
    model::Nanos to = 0;
    friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

/// x of `time`; outside the axis for times outside. model::Open gives a very large x (still finite).
[[nodiscard]] double timeToX(const TimeAxis& axis, model::Nanos time);
/// The time at `x`, rounded to the nearest nanosecond, never below model::Nanos's range; the inverse of timeToX to
/// within half a pixel's worth of time.
[[nodiscard]] model::Nanos xToTime(const TimeAxis& axis, double x);

/// `axis` zoomed so that the time under `x` stays where it is; factor > 1 shows less time. The span is kept within
/// MinSpan … MaxSpan; a factor ≤ 0 or not finite changes nothing.
[[nodiscard]] TimeRange zoomAt(const TimeAxis& axis, double x, double factor);
/// `axis` moved by `pixels` (positive: the content moves left, later times come in). The span stays.
[[nodiscard]] TimeRange pan(const TimeAxis& axis, double pixels);
/// The range that shows [from, to] with a margin of `margin` (share of the span) on each side; at least MinSpan. Where
/// `from` is not before the run's beginning, neither is the range.
[[nodiscard]] TimeRange fit(model::Nanos from, model::Nanos to, double margin = 0.02);
/// `range` of the same span moved so that `edge` lies at `share` of it, from the left: following a live run.
[[nodiscard]] TimeRange follow(TimeRange range, model::Nanos edge, double share = 0.98);

/// One tick of the ruler.
struct Tick {
    model::Nanos time = 0;
    bool major = false; ///< carries a label and a grid line
    QString label;      ///< "0", "250 ms", "1.5 s", "2 min"; empty for minor ticks
};

/// The distance of major ticks: the smallest of 1, 2, 5 · 10ⁿ ns (from a minute up: 1, 2, 5, 10, 15, 30 min, 1, 2, 5, 10
/// h …) that is at least `pixels` wide.
[[nodiscard]] model::Nanos tickStep(const TimeAxis& axis, double pixels);
/// Major ticks at least `pixels` apart and the minor ones between them (fifths, or quarters of a step of 2), inside the axis.
/// At most 2000.
[[nodiscard]] std::vector<Tick> ticks(const TimeAxis& axis, double pixels);
/// A moment as the ruler writes it, exact to `step`: "1.25 s", "0.5 ms" …, in the unit that fits the step's size and the
/// moment's.
[[nodiscard]] QString momentText(model::Nanos time, model::Nanos step);

} // namespace braid::render
