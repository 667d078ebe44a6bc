#include "app/views/timeline/ease.h"

#include <cmath>

namespace braid::views {

using model::Nanos;

render::TimeRange between(render::TimeRange from, render::TimeRange to, double share) {
    if (share >= 1)
        return to;
    const auto first = static_cast<double>(from.to - from.from), last = static_cast<double>(to.to - to.from);
    const double span = first * std::pow(last / first, share);
    // Where both are as long, the way itself is shared out.
    const double way = std::abs(last - first) > 1e-6 * first ? (span - first) / (last - first) : share;
    const auto left = from.from + static_cast<Nanos>(std::llround(static_cast<double>(to.from - from.from) * way));
    return {left, left + std::max<Nanos>(1, static_cast<Nanos>(std::llround(span)))};
}

void Ease::start(render::TimeRange shown) {
    m_from = shown;
    m_clock.start();
}

render::TimeRange Ease::now(render::TimeRange meant) {
    if (!m_from)
        return meant;
    const double time = static_cast<double>(m_clock.nsecsElapsed()) / (1e6 * EaseMs);
    if (time >= 1) {
        stop();
        return meant;
    }
    return between(*m_from, meant, 1 - std::pow(1 - time, 3));
}

} // namespace braid::views
