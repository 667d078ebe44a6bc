#include "app/views/timeline/glide.h"

#include <algorithm>
#include <cmath>

namespace braid::views {
namespace {

constexpr double Delay = 0.16;      ///< seconds until a key counts as held: the step of a single press has arrived then
constexpr double Soft = 0.07;       ///< seconds in which most of a change of speed is made
constexpr double ZoomSpeed = 2.2;   ///< e-folds a second: nine times nearer
constexpr double PanSpeed = 0.8;    ///< widths a second
constexpr double Faster = 2;        ///< times as fast at last
constexpr double FasterAfter = 2;   ///< seconds
constexpr double LongestStep = 0.1; ///< seconds: a frame that was late does not jump
constexpr double Rest = 0.02;       ///< of the speed

} // namespace

void Glide::stop() {
    m_held.clear();
    m_time = m_zoom = m_pan = 0;
}

Glide::Part Glide::step(double seconds) {
    seconds = std::clamp(seconds, 0.0, LongestStep);
    m_time = m_held.empty() ? 0 : m_time + seconds;
    const double share = std::clamp((m_time - Delay) / FasterAfter, 0.0, 1.0);
    const double speed = m_time < Delay ? 0 : 1 + (Faster - 1) * share;
    const auto wanted = [&](Way forth, Way back) { return speed * (static_cast<double>(m_held.count(forth)) - static_cast<double>(m_held.count(back))); };
    const double part = 1 - std::exp(-seconds / Soft);
    const auto approach = [&](double& now, double goal, double rest) {
        const double before = now;
        now += (goal - now) * part;
        if (goal == 0 && std::abs(now) < rest)
            now = 0;
        return (before + now) / 2 * seconds;
    };
    Part moved;
    moved.factor = std::exp(approach(m_zoom, ZoomSpeed * wanted(Way::In, Way::Out), Rest * ZoomSpeed));
    moved.widths = approach(m_pan, PanSpeed * wanted(Way::On, Way::Back), Rest * PanSpeed);
    return moved;
}

} // namespace braid::views
