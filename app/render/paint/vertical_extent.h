#pragma once

#include "app/render/scene/scene.h"

#include <QRect>
#include <algorithm>

/// What of a picture lies in some of its rows. Not for use outside app/render.
namespace braid::render {

/// Rows of a picture, and whether anything of a thing may be seen in them: its place, with what its lines and rims need.
class VerticalExtent {
public:
    static constexpr double Rim = 4; ///< of outlines, round things and letters, which extent out of their place

    explicit VerticalExtent(const QRect& rows) : m_top(rows.top()), m_bottom(rows.bottom() + 1.0) {}

    [[nodiscard]] bool meets(double top, double bottom) const { return top < m_bottom && bottom > m_top; }
    [[nodiscard]] bool meets(const QRectF& rect, double margin = 0) const {
        return meets(rect.top() - margin, rect.bottom() + margin);
    }
    [[nodiscard]] bool meets(const Profile& profile) const {
        return profile.baseline > m_top && std::any_of(profile.points.begin(), profile.points.end(),
                                                       [this](QPointF point) { return point.y() < m_bottom; });
    }
    [[nodiscard]] bool meets(const Line& line) const {
        constexpr double Cap = 8; // and half of a line's width
        const auto [low, high] = std::minmax_element(line.points.begin(), line.points.begin() + line.pointCount,
                                                     [](QPointF a, QPointF b) { return a.y() < b.y(); });
        return meets(low->y() - Cap - line.width, high->y() + Cap + line.width);
    }

private:
    double m_top, m_bottom;
};

} // namespace braid::render
