#include "app/render/picture.h"

#include "app/render/layout.h"
#include "app/render/layout_parts.h"
#include "app/render/legend.h"
#include "app/render/paint.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

constexpr std::size_t MostObjects = 60; ///< of a picture: it shall be looked at, not scrolled through
constexpr double Margin = 16;

Theme themeOf(const PictureOptions& options) { return options.dark ? Theme::dark() : Theme::light(); }

QString say(const char* text) { return QCoreApplication::translate("render", text); }

Error tooLarge(double width, double height) {
    return {say("cannot make the picture").toStdString(),
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

Result<QImage> imageOf(const Scene& scene, const Theme& theme, double scale) {
    const double factor = std::clamp(scale, 1.0, 4.0);
    const double width = std::ceil(scene.size.width() * factor);
    const double height = std::ceil(scene.size.height() * factor);
    if (!fits(width, height))
        return tooLarge(width, height);
    QImage image(static_cast<int>(width), static_cast<int>(height), QImage::Format_RGB32);
    if (image.isNull())
        return Error{say("cannot make the picture").toStdString(), {}, say("not enough memory").toStdString()};
    // Dots per metre that keep the picture's natural size whatever its scale.
    const int density = static_cast<int>(std::lround(96 * factor / 0.0254));
    image.setDotsPerMeterX(density);
    image.setDotsPerMeterY(density);
    image.fill(theme.color(Role::Background));
    QPainter painter(&image);
    painter.scale(factor, factor);
    paint(painter, scene, theme);
    return image;
}

void writeSvg(QIODevice& device, const Scene& scene, const Theme& theme, const QString& title) {
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    const QSize size(static_cast<int>(std::ceil(scene.size.width())), static_cast<int>(std::ceil(scene.size.height())));
    generator.setResolution(96);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setTitle(title);
    QPainter painter(&generator);
    paint(painter, scene, theme);
}

bool writePdf(QIODevice& device, const Scene& scene, const Theme& theme, const QString& title) {
    QPdfWriter writer(&device);
    writer.setCreator(QStringLiteral("Braid"));
    writer.setTitle(title);
    // One logical pixel is 1/96 inch, on a page as large as the picture.
    constexpr double PointsPerPixel = 72.0 / 96.0;
    writer.setPageSize(QPageSize(scene.size * PointsPerPixel, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    writer.setResolution(960);
    QPainter painter;
    if (!painter.begin(&writer))
        return false;
    painter.scale(10, 10);
    paint(painter, scene, theme);
    return painter.end();
}

} // namespace

Scene composePicture(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                     const PictureOptions& options) {
    const Theme theme = themeOf(options);
    const TypeMeasure measure(theme);
    ViewState state = options.view;
    const model::Nanos end = std::max(edge, model.endTime());
    if (options.from || options.to) {
        state.from = options.from.value_or(0);
        state.to = std::max(options.to.value_or(end), state.from + MinSpan);
    } else {
        const TimeRange whole = fit(0, end, 0.01);
        state.from = whole.from;
        state.to = whole.to;
    }
    state.followLive = false;
    state.scrollY = 0;
    state.objectScrollY = 0;
    state.filter = options.lanes.toStdString();
    state.showArrows = options.arrows;
    state.showMarks = options.marks;
    state.showObjects = options.objects;
    state.mostObjects = MostObjects;
    state.hoveredLane = {};
    state.hoveredEvent = model::NoEvent;

    const double width = std::max(320.0, options.width);
    Scene picture;
    picture.layers.resize(1);
    double y = Margin;
    const auto line = [&](const QString& text, Type type, Ink ink) {
        if (text.isEmpty())
            return;
        const double height = std::ceil(measure.height(type)) + 4;
        addText(picture.layers.front(), measure, text, QRectF(Margin, y, width - 2 * Margin, height), type, ink);
        y += height;
    };
    line(options.title, Type::Title, Role::Text);
    line(options.parameters, Type::Normal, Role::TextDim);
    if (y > Margin)
        y += 8;

    Scene legend;
    if (options.legend)
        legend = layoutLegend(legendOf(model, findings, state.from, state.to), width - 2 * Margin, theme);
    const double below = legend.size.height() > 0 ? legend.size.height() + Margin : 0;

    // Thousands of lanes still make one picture: their rows become lower until it fits.
    double natural = fullHeight(model, state, theme);
    const double room = MaxPictureSide / std::clamp(options.scale, 1.0, 4.0) - y - below - 2 * Margin;
    if (!options.height && natural > room) {
        const double lanes = contentHeight(laneRows(model, state));
        state.rowHeight = std::max(6.0, std::floor(state.rowHeight * (lanes - (natural - room)) / std::max(1.0, lanes)));
        natural = fullHeight(model, state, theme);
    }
    const double timelineHeight = options.height ? std::max(80.0, *options.height - y - below - Margin) : natural;
    Scene timeline = layoutTimeline(model, findings, state, end, QSizeF(width - 2 * Margin, timelineHeight), theme);
    translate(timeline, QPointF(Margin, y));
    const QRectF frame(Margin, y, width - 2 * Margin, timelineHeight);
    y += timelineHeight;
    translate(legend, QPointF(Margin, y + Margin / 2));
    y += below + Margin;

    picture.size = QSizeF(width, std::ceil(y));
    picture.layers.front().boxes.insert(picture.layers.front().boxes.begin(),
                                        Box{QRectF(QPointF(0, 0), picture.size), Role::Background, Form::Solid, false, 0,
                                            1, Role::Transparent, {}});
    append(picture, std::move(timeline));
    Layer border;
    border.boxes.push_back({frame, Role::Edge, Form::Outline, false, 0, 1, Role::Transparent, {}});
    picture.layers.push_back(std::move(border));
    append(picture, std::move(legend));
    return picture;
}

Result<QImage> pictureImage(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                            const PictureOptions& options) {
    return imageOf(composePicture(model, findings, edge, options), themeOf(options), options.scale);
}

Status writeScene(const QString& path, const Scene& scene, const Theme& theme, double scale, const QString& title) {
    const std::string what = say("cannot write the picture").toStdString();
    const std::string where = path.toStdString();
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending != QStringLiteral("png") && ending != QStringLiteral("svg") && ending != QStringLiteral("pdf"))
        return Error{what, where, say("the name must end in .png, .svg or .pdf").toStdString()};
    if (!fits(scene.size.width(), scene.size.height()))
        return tooLarge(scene.size.width(), scene.size.height());

    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (ending == QStringLiteral("png")) {
        const Result<QImage> image = imageOf(scene, theme, scale);
        if (!image)
            return image.error();
        if (!image->save(&buffer, "PNG"))
            return Error{what, where, say("it cannot be compressed").toStdString()};
    } else if (ending == QStringLiteral("svg")) {
        writeSvg(buffer, scene, theme, title);
    } else if (!writePdf(buffer, scene, theme, title)) {
        return Error{what, where, say("the page cannot be set up").toStdString()};
    }
    buffer.close();

    // Written beside and then renamed: a full disk leaves no half picture.
    QSaveFile file(path);
    file.setDirectWriteFallback(true); // for places such as /dev/stdout where nothing can be renamed
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{what, where, file.errorString().toStdString()};
    return Done{};
}

Status writePicture(const QString& path, const model::Model& model, const analysis::Findings& findings,
                    model::Nanos edge, const PictureOptions& options) {
    return writeScene(path, composePicture(model, findings, edge, options), themeOf(options), options.scale,
                      options.title);
}

} // namespace braid::render
