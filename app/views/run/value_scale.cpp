#include "app/views/run/value_scale.h"

#include <algorithm>
#include <cmath>

namespace braid::views {
namespace {
constexpr double DecadesBelowMaximum = 1e5; ///< how far down a logarithmic scale from 0 reaches
constexpr double LinearUpTo = 100;          ///< a range of fewer than two decades is drawn linearly
} // namespace

double rounded(double value, int digits) {
    if (value == 0)
        return 0;
    const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - digits + 1);
    return std::round(value / unit) * unit;
}

ValueScale::ValueScale(double minimum, double maximum, bool whole)
    : m_minimum(minimum), m_maximum(std::max(minimum, maximum)),
      m_first(minimum > 0 ? minimum : whole ? 1
                                            : maximum / DecadesBelowMaximum),
      m_whole(whole),
      m_logarithmic(minimum >= 0 && maximum > 0 && maximum / m_first >= LinearUpTo) {}

int ValueScale::position(double value) const {
    value = std::clamp(value, m_minimum, m_maximum);
    if (m_maximum <= m_minimum)
        return 0;
    double part = 0;
    if (!m_logarithmic)
        part = (value - m_minimum) / (m_maximum - m_minimum);
    else if (value > 0)
        part = std::log(std::max(value, m_first) / m_first) / std::log(m_maximum / m_first);
    const int position = static_cast<int>(std::lround(part * Steps));
    // The left end means 0 there, so the smallest value above it stands one step to the right.
    return m_logarithmic && m_minimum <= 0 && value > 0 ? std::max(position, 1) : position;
}

double ValueScale::value(int position) const {
    if (position <= 0)
        return m_minimum;
    if (position >= Steps)
        return m_maximum;
    const double part = static_cast<double>(position) / Steps;
    double value = m_logarithmic ? m_first * std::pow(m_maximum / m_first, part)
                                 : m_minimum + part * (m_maximum - m_minimum);
    value = rounded(value, 3);
    if (m_logarithmic)
        value = rounded(value, 2);
    if (m_whole)
        value = std::round(value);
    return std::clamp(value, m_minimum, m_maximum);
}

std::vector<int> ValueScale::decades() const {
    std::vector<int> positions;
    if (!m_logarithmic)
        return positions;
    for (int power = static_cast<int>(std::ceil(std::log10(m_first) - 1e-9)); std::pow(10, power) <= m_maximum * (1 + 1e-9); ++power)
        positions.push_back(position(std::pow(10, power)));
    return positions;
}

} // namespace braid::views
