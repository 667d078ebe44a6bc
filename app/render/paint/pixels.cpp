#include "app/render/paint/pixels.h"

#include <QPaintEngine>
#include <QPainter>
#include <QRegion>
#include <QTransform>

namespace braid::render {

bool fillsPixels(const QPainter& painter) {
    const QTransform device = painter.deviceTransform();
    return painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Raster && device.type() <= QTransform::TxScale &&
           device.m11() >= 1 && device.m22() >= 1;
}

bool drawsPixels(const QPainter& painter) {
    const QTransform device = painter.deviceTransform();
    return fillsPixels(painter) && device.type() <= QTransform::TxTranslate && whole(device.dx()) && whole(device.dy());
}

Pixels rowsOf(QImage& image, int top, int rows) {
    return {reinterpret_cast<QRgb*>(image.scanLine(top)), image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb)),
            image.width(), rows};
}

std::optional<QImage> imageOf(const QPainter& painter, const QRect& area) {
    if (area.isEmpty() || !fillsPixels(painter) || painter.hasClipping() || painter.opacity() < 1 ||
        painter.compositionMode() != QPainter::CompositionMode_SourceOver)
        return std::nullopt;
    const QPaintDevice* device = painter.paintEngine()->paintDevice();
    if (!device || device->devType() != QInternal::Image)
        return std::nullopt;
    const auto& image = *static_cast<const QImage*>(device);
    const QRegion clip = painter.paintEngine()->systemClip();
    if ((image.format() != QImage::Format_RGB32 && image.format() != QImage::Format_ARGB32_Premultiplied) ||
        !image.rect().contains(area) || (!clip.isEmpty() && !QRegion(area).subtracted(clip).isEmpty()))
        return std::nullopt;
    // The painter has the image already to itself: asking for bits() would have it copied.
    uchar* const first = const_cast<uchar*>(image.constScanLine(area.top())) + area.left() * static_cast<qsizetype>(sizeof(QRgb));
    return QImage(first, area.width(), area.height(), image.bytesPerLine(), image.format());
}

} // namespace braid::render
