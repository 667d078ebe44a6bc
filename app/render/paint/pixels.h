#pragma once

#include <QImage>
#include <QRectF>
#include <QRgb>

#include <cmath>
#include <cstddef>
#include <optional>

class QPainter;

/// What can be drawn as whole pixels, which is many times as fast as as shapes. Not for use outside app/render.
namespace braid::render {

[[nodiscard]] inline bool whole(double v) { return std::abs(v) < 1e6 && static_cast<double>(static_cast<int>(v)) == v; }
[[nodiscard]] inline bool whole(const QRectF& r) { return whole(r.x()) && whole(r.y()) && whole(r.width()) && whole(r.height()); }

/// The painter fills pixels: no vector graphics, nothing turned; at most enlarged and moved, as on a screen of high density.
[[nodiscard]] bool fillsPixels(const QPainter& painter);
/// … and one to one, nothing moved by part of a pixel.
[[nodiscard]] bool drawsPixels(const QPainter& painter);

/// Whole pixels of a picture: `rows` rows of `width`, the first pixel of the next row `stride` further.
struct Pixels {
    QRgb* first;
    std::ptrdiff_t stride;
    int width;
    int rows;
};
/// `rows` rows of an image of 32 bits a pixel, from row `top` on.
[[nodiscard]] Pixels rowsOf(QImage& image, int top, int rows);

/// `area` of the picture, given in pixels of the device, as an image whose pixels are the painter's own: where it fills an image
/// and nothing of the area is clipped, mixed or faded. Good as long as the painter paints. Nothing otherwise.
[[nodiscard]] std::optional<QImage> imageOf(const QPainter& painter, const QRect& area);

} // namespace braid::render
