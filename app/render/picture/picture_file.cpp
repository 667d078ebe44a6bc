#include "app/render/paint/paint.h"
#include "app/render/picture/picture_parts.h"
#include "app/render/picture/whole_file.h"
#include "app/render/scene/plain_text.h"
#include "app/render/scene/translate.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

Error tooLarge(double width, double height) {
    return {say(QT_TRANSLATE_NOOP("render", "cannot make the picture")).toStdString(),
            QStringLiteral("(%1 × %2)").arg(std::ceil(width)).arg(std::ceil(height)).toStdString(),
            QCoreApplication::translate("render",
                                        "no side may have more than %1 pixels and the whole no more than %2 million; "
                                        "choose fewer lanes, a smaller width or scale")
                .arg(MaxPictureSide, 0, 'f', 0)
                .arg(MaxPicturePixels / 1e6, 0, 'f', 0)
                .toStdString()};
}

bool fits(double width, double height) {
    return std::isfinite(width) && std::isfinite(height) && width >= 1 && height >= 1 && width <= MaxPictureSide &&
           height <= MaxPictureSide && width * height <= MaxPicturePixels;
}

void paintPage(QPainter& painter, const PicturePage& page, const Theme& theme) {
    painter.fillRect(QRectF(QPointF(), page.size), theme.color(Role::Background));
    painter.translate(page.origin);
    painter.scale(page.scale, page.scale);
    paint(painter, page.scene, theme);
}

Result<QImage> imageOf(const PicturePage& page, const Theme& theme, double scale) {
    const double factor = std::clamp(scale, 1.0, 4.0);
    const double width = std::ceil(page.size.width() * factor);
    const double height = std::ceil(page.size.height() * factor);
    if (!fits(width, height))
        return tooLarge(width, height);
    QImage image(static_cast<int>(width), static_cast<int>(height), QImage::Format_RGB32);
    if (image.isNull())
        return Error{say(QT_TRANSLATE_NOOP("render", "cannot make the picture")).toStdString(), {}, say(QT_TRANSLATE_NOOP("render", "not enough memory")).toStdString()};
    // Dots per metre that keep the picture's natural size whatever its scale.
    const int density = static_cast<int>(std::lround(96 * factor / 0.0254));
    image.setDotsPerMeterX(density);
    image.setDotsPerMeterY(density);
    image.fill(theme.color(Role::Background));
    QPainter painter(&image);
    painter.scale(factor, factor);
    paintPage(painter, page, theme);
    return image;
}

void writeSvg(QIODevice& device, const PicturePage& page, const Theme& theme, const QString& title) {
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    const QSize size(static_cast<int>(std::ceil(page.size.width())), static_cast<int>(std::ceil(page.size.height())));
    generator.setResolution(96);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setTitle(escaped(title)); // QSvgGenerator writes it as it is
    QPainter painter(&generator);
    paintPage(painter, page, theme);
}

bool writePdf(QIODevice& device, const std::vector<PicturePage>& pages, const Theme& theme, const QString& title) {
    QPdfWriter writer(&device);
    writer.setCreator(QStringLiteral("Braid"));
    writer.setTitle(plain(title));
    writer.setPageSize(QPageSize(pages.front().size * PointsPerPixel, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    writer.setResolution(960);
    QPainter painter;
    if (!painter.begin(&writer))
        return false;
    for (const PicturePage& page : pages) {
        if (&page != &pages.front() && !writer.newPage())
            return false;
        painter.save();
        painter.scale(10, 10);
        paintPage(painter, page, theme);
        painter.restore();
    }
    return painter.end();
}

Status writePages(const QString& path, const std::vector<PicturePage>& pages, const Theme& theme, double scale,
                  const QString& title) {
    const std::string what = say(QT_TRANSLATE_NOOP("render", "cannot write the picture")).toStdString();
    const std::string where = path.toStdString();
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending != QStringLiteral("png") && ending != QStringLiteral("svg") && ending != QStringLiteral("pdf"))
        return Error{what, where, say(QT_TRANSLATE_NOOP("render", "the name must end in .png, .svg or .pdf")).toStdString()};
    if (!fits(pages.front().size.width(), pages.front().size.height()))
        return tooLarge(pages.front().size.width(), pages.front().size.height());

    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (ending == QStringLiteral("png")) {
        const Result<QImage> image = imageOf(pages.front(), theme, scale);
        if (!image)
            return image.error();
        if (!image->save(&buffer, "PNG"))
            return Error{what, where, say(QT_TRANSLATE_NOOP("render", "it cannot be compressed")).toStdString()};
    } else if (ending == QStringLiteral("svg")) {
        writeSvg(buffer, pages.front(), theme, title);
    } else if (!writePdf(buffer, pages, theme, title)) {
        return Error{what, where, say(QT_TRANSLATE_NOOP("render", "the page cannot be set up")).toStdString()};
    }
    buffer.close();

    const Status written = writeWhole(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    return written ? written : Error{what, where, written.error().hint};
}

} // namespace

Status writeScene(const QString& path, const Scene& scene, const Theme& theme, double scale, const QString& title) {
    return writePages(path, {{scene.size, {}, 1, scene}}, theme, scale, title);
}

Result<QImage> pictureImage(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                            const PictureOptions& options) {
    return imageOf(pagesOf(model, findings, edge, options, false).front(), themeOf(options), options.scale);
}

Status writePicture(const QString& path, const model::Model& model, const analysis::Findings& findings,
                    model::Nanos edge, const PictureOptions& options) {
    const bool several = path.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive);
    return writePages(path, pagesOf(model, findings, edge, options, several), themeOf(options), options.scale, options.title);
}

} // namespace braid::render
