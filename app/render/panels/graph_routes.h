#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <optional>
#include <vector>

/// Ways of the edges of the wait-for graph between its nodes, and places for their words. Not for use outside app/render.
namespace braid::render {

/// From the border of one node to that of another, in two or four points: straight along a row or column where both lie in one,
/// else slanting; round the outside where that would run through one of `others`, and there clear of `ways` taken before. `aside`: so far beside the middle, for an edge that
/// has another one the other way.
[[nodiscard]] std::vector<QPointF> routeBetween(const QRectF& from, const QRectF& to, double aside, const std::vector<QRectF>& others, const std::vector<QRectF>& ways,
                                                const QRectF& area);

/// Finds places for words, clear of everything taken before.
class WordPlaces {
public:
    explicit WordPlaces(const QRectF& area) : m_area(area) {}
    void take(const QRectF& rect) { m_taken.push_back(rect); }
    /// Beside the longest stretch of `route`, of one that lies `aside` on its outer side; nothing where all places are taken.
    [[nodiscard]] std::optional<QRectF> beside(const std::vector<QPointF>& route, QSizeF size, double aside);

private:
    QRectF m_area;
    std::vector<QRectF> m_taken;
};

} // namespace braid::render
