#pragma once

#include <QPaintEngine>
#include <QPainter>
#include <QRectF>
#include <QTransform>

#include <cmath>

/// What can be drawn as whole pixels, which is many times as fast as as shapes. Not for use outside app/render.
namespace braid::render {

[[nodiscard]] inline bool whole(double v) { return v == std::floor(v) && std::abs(v) < 1e6; }
[[nodiscard]] inline bool whole(const QRectF& r) { return whole(r.x()) && whole(r.y()) && whole(r.width()) && whole(r.height()); }

/// The painter fills pixels one to one: no vector graphics, nothing scaled or moved by part of a pixel.
[[nodiscard]] inline bool drawsPixels(const QPainter& painter) {
    const QTransform device = painter.deviceTransform();
    return painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Raster &&
           device.type() <= QTransform::TxTranslate && whole(device.dx()) && whole(device.dy());
}

} // namespace braid::render
