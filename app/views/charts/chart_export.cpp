#include "app/views/charts/chart_export.h"

#include "app/render/picture/whole_file.h"
#include "app/render/scene/plain_text.h"
#include "app/session/error_text.h"
#include "app/views/base/words.h"
#include "app/views/charts/chart_page.h"
#include "app/views/run/status_line.h"

#include <QBuffer>
#include <QChartView>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QMessageBox>
#include <QPainter>
#include <QPdfWriter>
#include <QStandardPaths>
#include <QSvgGenerator>

namespace braid::views {
namespace {

struct ChartExport {
    Q_DECLARE_TR_FUNCTIONS(ChartExport)
};

constexpr double PngScale = 2;
constexpr int PointsPerInch = 72;

/// In a coordinate system of one unit for each pixel of the screen.
void paintChart(QPainter& painter, const QChartView& chart, const QColor& ground) {
    const QRectF all(QPointF(), chart.size());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(all, ground);
    chart.scene()->render(&painter, all, all);
}

bool writePng(QIODevice& file, const QChartView& chart, const QColor& ground) {
    QImage image((QSizeF(chart.size()) * PngScale).toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(PngScale, PngScale);
    paintChart(painter, chart, ground);
    painter.end();
    return image.save(&file, "PNG");
}

bool writeSvg(QIODevice& file, const QChartView& chart, const QColor& ground, const QString& title) {
    QSvgGenerator svg;
    svg.setOutputDevice(&file);
    svg.setSize(chart.size());
    svg.setViewBox(QRectF(QPointF(), chart.size()));
    svg.setResolution(chart.logicalDpiX());
    svg.setTitle(render::escaped(title)); // QSvgGenerator writes it as it is
    QPainter painter;
    if (!painter.begin(&svg))
        return false;
    paintChart(painter, chart, ground);
    return painter.end();
}

bool writePdf(QIODevice& file, const QChartView& chart, const QColor& ground, const QString& title) {
    QPdfWriter pdf(&file);
    // A page as large as the chart: one pixel of the screen is as many points as type has there.
    const double perPixel = static_cast<double>(PointsPerInch) / chart.logicalDpiX();
    pdf.setTitle(render::plain(title));
    pdf.setResolution(chart.logicalDpiX());
    pdf.setPageSize(QPageSize(QSizeF(chart.size()) * perPixel, QPageSize::Point, {}, QPageSize::ExactMatch));
    pdf.setPageMargins({});
    QPainter painter;
    if (!painter.begin(&pdf))
        return false;
    paintChart(painter, chart, ground);
    return painter.end();
}

} // namespace

Status writeChart(const QString& path, const QChartView& chart, const QColor& ground, const QString& title) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending != "png" && ending != "svg" && ending != "pdf")
        return Error{"cannot write the chart", path.toStdString(), "its name must end in .png, .svg or .pdf"};
    QBuffer drawing;
    drawing.open(QIODevice::WriteOnly);
    const bool drawn = ending == "png"   ? writePng(drawing, chart, ground)
                       : ending == "svg" ? writeSvg(drawing, chart, ground, title)
                                         : writePdf(drawing, chart, ground, title);
    if (!drawn)
        return Error{"cannot write the chart", path.toStdString(), "it cannot be drawn"};
    const QByteArray& bytes = drawing.data();
    const Status written = render::writeWhole(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    return written ? written : Error{"cannot write the chart", path.toStdString(), written.error().hint};
}

void exportCharts(QWidget* parent, const ChartPage& page, const QString& name) {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    QString chosen;
    QString path = QFileDialog::getSaveFileName(parent, ChartExport::tr("Export the chart"), folder + '/' + name + ".png",
                                                QStringLiteral("PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"), &chosen);
    if (path.isEmpty())
        return;
    if (const QString ending = '.' + chosen.left(3).toLower(); QFileInfo(path).suffix().isEmpty())
        path += ending;
    const Status written = page.write(path, name);
    if (StatusLine* status = written ? StatusLine::of(parent) : nullptr)
        status->announceSaved(path);
    if (!written)
        QMessageBox::warning(parent, ChartExport::tr("Export the chart"), asSentence(session::errorText(written.error())));
}

} // namespace braid::views
