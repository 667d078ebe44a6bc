#include "app/render/panels/graph_routes.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace braid::render {

namespace {

/// Liang and Barsky's clipping (1984): whether a part of the line lies in `rect`.
bool crosses(QPointF a, QPointF b, const QRectF& rect) {
    double enter = 0, leave = 1;
    const QPointF way = b - a;
    const double steps[][2] = {{-way.x(), a.x() - rect.left()}, {way.x(), rect.right() - a.x()}, {-way.y(), a.y() - rect.top()}, {way.y(), rect.bottom() - a.y()}};
    for (const auto& [p, q] : steps) {
        if (std::abs(p) < 1e-9) {
            if (q < 0)
                return false;
            continue;
        }
        const double t = q / p;
        if (p < 0)
            enter = std::max(enter, t);
        else
            leave = std::min(leave, t);
    }
    return enter < leave;
}

bool isClear(const std::vector<QPointF>& route, const std::vector<QRectF>& others) {
    for (std::size_t i = 0; i + 1 < route.size(); ++i)
        for (const QRectF& other : others)
            if (crosses(route[i], route[i + 1], other))
                return false;
    return true;
}

/// Where the line from the middle of `rect` to `other` leaves it.
QPointF borderOf(const QRectF& rect, QPointF other) {
    const QPointF center = rect.center(), way = other - center;
    const double x = std::abs(way.x()) > 0.01 ? rect.width() / 2 / std::abs(way.x()) : 1e9;
    const double y = std::abs(way.y()) > 0.01 ? rect.height() / 2 / std::abs(way.y()) : 1e9;
    return center + std::min({x, y, 1.0}) * way;
}

constexpr double Air = 1; ///< between a line and its nodes

std::vector<QPointF> straight(const QRectF& from, const QRectF& to, double aside) {
    const double left = std::max(from.left(), to.left()) + 5, right = std::min(from.right(), to.right()) - 5;
    const double top = std::max(from.top(), to.top()) + 3, bottom = std::min(from.bottom(), to.bottom()) - 3;
    const auto within = [](double wanted, double low, double high) { return std::clamp(wanted, low, std::max(low, high)); };
    if (left <= right && (from.bottom() <= to.top() || to.bottom() <= from.top())) {
        const double x = within((from.width() < to.width() ? from : to).center().x() + aside, left, right);
        return from.bottom() <= to.top() ? std::vector<QPointF>{{x, from.bottom() + Air}, {x, to.top() - Air}}
                                         : std::vector<QPointF>{{x, from.top() - Air}, {x, to.bottom() + Air}};
    }
    if (top <= bottom && (from.right() <= to.left() || to.right() <= from.left())) {
        const double y = within((from.height() < to.height() ? from : to).center().y() + aside, top, bottom);
        return from.right() <= to.left() ? std::vector<QPointF>{{from.right() + Air, y}, {to.left() - Air, y}}
                                         : std::vector<QPointF>{{from.left() - Air, y}, {to.right() + Air, y}};
    }
    QPointF begin = borderOf(from, to.center()), end = borderOf(to, from.center());
    const QPointF way = end - begin;
    const double length = std::max(std::hypot(way.x(), way.y()), 0.01);
    const QPointF shift = QPointF(-way.y(), way.x()) / length * aside;
    return {begin + shift + way / length * Air, end + shift - way / length * Air};
}

} // namespace

std::vector<QPointF> routeBetween(const QRectF& from, const QRectF& to, double aside, const std::vector<QRectF>& others, const std::vector<QRectF>& ways, const QRectF& area) {
    const std::vector<QPointF> direct = straight(from, to, aside);
    if (isClear(direct, others))
        return direct;
    for (const double out : {9.0, 14.0, 19.0}) {
        const double left = std::min(from.left(), to.left()) - out, right = std::max(from.right(), to.right()) + out;
        const double top = std::min(from.top(), to.top()) - out, bottom = std::max(from.bottom(), to.bottom()) + out;
        const QPointF a = from.center(), b = to.center();
        const std::vector<QPointF> round[] = {
            {{from.left() - Air, a.y()}, {left, a.y()}, {left, b.y()}, {to.left() - Air, b.y()}},
            {{from.right() + Air, a.y()}, {right, a.y()}, {right, b.y()}, {to.right() + Air, b.y()}},
            {{a.x(), from.top() - Air}, {a.x(), top}, {b.x(), top}, {b.x(), to.top() - Air}},
            {{a.x(), from.bottom() + Air}, {a.x(), bottom}, {b.x(), bottom}, {b.x(), to.bottom() + Air}}};
        for (const std::vector<QPointF>& way : round)
            if (isClear(way, others) && isClear({way[1], way[2]}, ways) && std::all_of(way.begin(), way.end(), [&area](QPointF p) { return area.contains(p); }))
                return way;
    }
    return direct;
}

std::optional<QRectF> WordPlaces::beside(const std::vector<QPointF>& route, QSizeF size, double aside) {
    std::size_t longest = 0;
    const auto lengthOf = [&route](std::size_t i) { return std::hypot(route[i + 1].x() - route[i].x(), route[i + 1].y() - route[i].y()); };
    for (std::size_t i = 0; i + 1 < route.size(); ++i)
        if (lengthOf(i) > lengthOf(longest))
            longest = i;
    const QPointF from = route[longest], way = route[longest + 1] - from;
    const bool flat = std::abs(way.x()) > std::abs(way.y());
    for (const double part : {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8}) {
        const QPointF at = from + part * way;
        QPointF corners[] = {flat ? QPointF(at.x() - size.width() / 2, at.y() - size.height() - 1) : QPointF(at.x() + 4, at.y() - size.height() / 2),
                             flat ? QPointF(at.x() - size.width() / 2, at.y() + 2) : QPointF(at.x() - 4 - size.width(), at.y() - size.height() / 2)};
        if (flat ? aside > 0 : aside < 0)
            std::swap(corners[0], corners[1]);
        for (const QPointF corner : corners) {
            const QRectF place(corner, size);
            if (m_area.contains(place) && std::none_of(m_taken.begin(), m_taken.end(), [&place](const QRectF& other) { return other.intersects(place); })) {
                take(place);
                return place;
            }
        }
    }
    return std::nullopt;
}

} // namespace braid::render
