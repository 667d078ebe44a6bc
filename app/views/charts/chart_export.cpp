#include "app/views/charts/chart_export.h"

#include "app/render/picture/whole_file.h"
#include "app/render/scene/plain_text.h"
#include "app/session/error_text.h"
#include "app/views/base/words.h"
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

QSizeF sizeOf(const std::vector<QChartView*>& charts) {
    QSizeF size;
    for (const QChartView* chart : charts)
        size = QSizeF(size.width() + chart->width(), std::max<qreal>(size.height(), chart->height()));
    return size;
}

/// In a coordinate system of one unit for each pixel of the screen.
void paintCharts(QPainter& painter, const std::vector<QChartView*>& charts, const QColor& ground) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(), sizeOf(charts)), ground);
    double x = 0;
    for (QChartView* chart : charts) {
        chart->scene()->render(&painter, QRectF(x, 0, chart->width(), chart->height()),
                               QRectF(0, 0, chart->width(), chart->height()));
        x += chart->width();
    }
}

bool writePng(QIODevice& file, const std::vector<QChartView*>& charts, const QColor& ground) {
    QImage image((sizeOf(charts) * PngScale).toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(PngScale, PngScale);
    paintCharts(painter, charts, ground);
    painter.end();
    return image.save(&file, "PNG");
}

bool writeSvg(QIODevice& file, const std::vector<QChartView*>& charts, const QColor& ground, const QString& title) {
    QSvgGenerator svg;
    svg.setOutputDevice(&file);
    svg.setSize(sizeOf(charts).toSize());
    svg.setViewBox(QRectF(QPointF(), sizeOf(charts)));
    svg.setResolution(charts.front()->logicalDpiX());
    svg.setTitle(render::escaped(title)); // QSvgGenerator writes it as it is
    QPainter painter;
    if (!painter.begin(&svg))
        return false;
    paintCharts(painter, charts, ground);
    return painter.end();
}

bool writePdf(QIODevice& file, const std::vector<QChartView*>& charts, const QColor& ground, const QString& title) {
    QPdfWriter pdf(&file);
    // A page as large as the charts: one pixel of the screen is as many points as type has there.
    const double perPixel = static_cast<double>(PointsPerInch) / charts.front()->logicalDpiX();
    pdf.setTitle(render::plain(title));
    pdf.setResolution(charts.front()->logicalDpiX());
    pdf.setPageSize(QPageSize(sizeOf(charts) * perPixel, QPageSize::Point, {}, QPageSize::ExactMatch));
    pdf.setPageMargins({});
    QPainter painter;
    if (!painter.begin(&pdf))
        return false;
    paintCharts(painter, charts, ground);
    return painter.end();
}

} // namespace

Status writeCharts(const QString& path, const std::vector<QChartView*>& charts, const QColor& ground,
                   const QString& title) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (charts.empty() || (ending != "png" && ending != "svg" && ending != "pdf"))
        return Error{"cannot write the chart", path.toStdString(), "its name must end in .png, .svg or .pdf"};
    QBuffer drawing;
    drawing.open(QIODevice::WriteOnly);
    const bool drawn = ending == "png"   ? writePng(drawing, charts, ground)
                       : ending == "svg" ? writeSvg(drawing, charts, ground, title)
                                         : writePdf(drawing, charts, ground, title);
    if (!drawn)
        return Error{"cannot write the chart", path.toStdString(), "it cannot be drawn"};
    const QByteArray& bytes = drawing.data();
    const Status written = render::writeWhole(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    return written ? written : Error{"cannot write the chart", path.toStdString(), written.error().hint};
}

void exportCharts(QWidget* parent, const std::vector<QChartView*>& charts, const QColor& ground, const QString& name) {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    QString chosen;
    QString path = QFileDialog::getSaveFileName(parent, ChartExport::tr("Export the chart"), folder + '/' + name + ".png",
                                                QStringLiteral("PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"), &chosen);
    if (path.isEmpty())
        return;
    if (const QString ending = '.' + chosen.left(3).toLower(); QFileInfo(path).suffix().isEmpty())
        path += ending;
    const Status written = writeCharts(path, charts, ground, name);
    if (StatusLine* status = written ? StatusLine::of(parent) : nullptr)
        status->announceSaved(path);
    if (!written)
        QMessageBox::warning(parent, ChartExport::tr("Export the chart"), asSentence(session::errorText(written.error())));
}

} // namespace braid::views
