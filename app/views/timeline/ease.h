#pragma once

#include "app/render/scene/coordinates.h"

#include <QElapsedTimer>
#include <optional>

namespace braid::views {

/// How long it takes until a zoom or a pan is where it leads.
constexpr qint64 EaseMs = 120;

/// Between two ranges of time, `share` (0 … 1) of the way: the spans change by equal factors, and a moment that stands at the same
/// place in both stands there all the way.
[[nodiscard]] render::TimeRange between(render::TimeRange from, render::TimeRange to, double share);

/// The range of time that is shown while it is on its way to the one that is meant. Fast at first, slow at the end.
class Ease {
public:
    /// From now on: from what is shown.
    void start(render::TimeRange shown);
    void stop() { m_from.reset(); }
    [[nodiscard]] bool going() const { return m_from.has_value(); }
    /// What is shown now of what is meant; ends by itself.
    [[nodiscard]] render::TimeRange now(render::TimeRange meant);

private:
    std::optional<render::TimeRange> m_from;
    QElapsedTimer m_clock;
};

} // namespace braid::views
