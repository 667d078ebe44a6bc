#pragma once

#include "app/render/paint/pixels.h"
#include "app/render/scene/theme.h"

#include <QImage>
#include <QPainter>
#include <QVarLengthArray>
#include <QVector>

#include <algorithm>
#include <optional>
#include <vector>

/// Rectangles of one colour at a time. Not for use outside app/render.
namespace braid::render {

/// Rectangles filled together, those of one colour at a time: a call per rectangle would cost more than its pixels.
/// Without `grouped` the order of different colours is kept, and what covers whole pixels is written into the painter's own image
/// where that can be done: where colours take turns there is nothing to be filled together. With it, each colour is filled at once, in
/// the order in which the colours first came.
class RectBatch {
public:
    RectBatch(QPainter& painter, const Theme& theme, bool grouped) : m_painter(painter), m_theme(theme), m_grouped(grouped) {
        if (grouped || !drawsPixels(painter))
            return;
        m_image = imageOf(painter, QRect(0, 0, painter.device()->width(), painter.device()->height()));
        if (m_image)
            m_pixels = rowsOf(*m_image, 0, m_image->height());
        m_left = static_cast<int>(painter.deviceTransform().dx());
        m_top = static_cast<int>(painter.deviceTransform().dy());
    }
    ~RectBatch() { flush(); }
    RectBatch(const RectBatch&) = delete;
    RectBatch& operator=(const RectBatch&) = delete;

    void add(const QRectF& rect, const QColor& color) {
        if (color.alpha() == 0 || rect.isEmpty())
            return;
        const QRgb rgba = color.rgba();
        if (m_image && color.alpha() == 255 && whole(rect)) {
            flush();
            write(rect, rgba);
            return;
        }
        if (m_current >= m_groups.size() || m_groups[m_current].rgba != rgba)
            select(rgba);
        m_groups[m_current].rects.append(rect);
    }
    void flush() {
        for (Group& group : m_groups)
            fill(group);
        m_groups.clear();
    }
    [[nodiscard]] QPainter& painter() { return m_painter; }
    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] QColor color(Ink ink) const { return m_theme.color(ink); }
    [[nodiscard]] QColor tint(Ink ink, double share) const { return m_theme.tint(ink, share); }

private:
    struct Group {
        QRgb rgba = 0;
        QVector<QRectF> rects;
    };
    void write(const QRectF& rect, QRgb rgba) {
        const int left = std::max(static_cast<int>(rect.x()) + m_left, 0);
        const int right = std::min(static_cast<int>(rect.x() + rect.width()) + m_left, m_pixels.width);
        const int top = std::max(static_cast<int>(rect.y()) + m_top, 0);
        const int bottom = std::min(static_cast<int>(rect.y() + rect.height()) + m_top, m_pixels.rows);
        if (left >= right || top >= bottom)
            return;
        const QRgb* const first = m_pixels.first + top * m_pixels.stride + left;
        for (int y = top; y < bottom; ++y) {
            QRgb* const row = m_pixels.first + y * m_pixels.stride + left;
            if (y > top && right - left >= WidthToCopy)
                std::copy_n(first, right - left, row); // many pixels at a time
            else
                std::fill_n(row, right - left, rgba);
        }
    }
    void select(QRgb rgba) {
        const auto known = std::find_if(m_groups.begin(), m_groups.end(), [&](const Group& g) { return g.rgba == rgba; });
        if (known != m_groups.end()) { // without grouping there is at most one group
            m_current = static_cast<std::size_t>(known - m_groups.begin());
            return;
        }
        if (!m_grouped)
            flush();
        m_groups.push_back({rgba, {}});
        m_current = m_groups.size() - 1;
    }
    void fill(const Group& group) {
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(QColor::fromRgba(group.rgba));
        // Whole pixels take the raster engine's short way.
        const bool integral = std::all_of(group.rects.begin(), group.rects.end(), [](const QRectF& r) { return whole(r); });
        if (!integral) {
            m_painter.drawRects(group.rects.constData(), static_cast<int>(group.rects.size()));
            return;
        }
        QVarLengthArray<QRect, 512> rects;
        rects.reserve(group.rects.size());
        for (const QRectF& r : group.rects)
            rects.append(QRect(static_cast<int>(r.x()), static_cast<int>(r.y()), static_cast<int>(r.width()),
                               static_cast<int>(r.height())));
        m_painter.drawRects(rects.constData(), static_cast<int>(rects.size()));
    }

    static constexpr int WidthToCopy = 16; ///< pixels from which on copying a row costs less than filling it

    QPainter& m_painter;
    const Theme& m_theme;
    bool m_grouped;
    std::size_t m_current = 0;
    std::vector<Group> m_groups;
    std::optional<QImage> m_image; ///< the painter's own
    Pixels m_pixels{};
    int m_left = 0, m_top = 0; ///< of the picture in the image
};

} // namespace braid::render
