#include "app/views/charts/chart_style.h"

#include "app/render/scene/theme.h"
#include "app/views/base/appearance.h"

#include <QApplication>
#include <QGraphicsLayout>
#include <QLegend>

#include <cmath>

namespace braid::views {

QFont chartFont() {
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 0.88);
    return font;
}

QChartView* makeChartView(const char* name, QWidget* parent) {
    auto* view = new QChartView(parent);
    view->setObjectName(QLatin1String(name));
    view->setFrameShape(QFrame::NoFrame);
    view->setRenderHint(QPainter::Antialiasing);
    view->setMinimumSize(160, 90);
    view->chart()->setBackgroundRoundness(0);
    view->chart()->setMargins(QMargins(6, 4, 10, 2));
    view->chart()->layout()->setContentsMargins(0, 0, 0, 0);
    view->chart()->setAnimationOptions(QChart::NoAnimation);
    return view;
}

void dress(QChart& chart, const Appearance& appearance) {
    chart.setBackgroundBrush(appearance.color("surface"));
    chart.setBackgroundPen(Qt::NoPen);
    QFont title = chartFont();
    title.setWeight(QFont::DemiBold);
    chart.setTitleFont(title);
    chart.setTitleBrush(appearance.color("text"));
    chart.legend()->setFont(chartFont());
    chart.legend()->setLabelColor(appearance.color("text"));
}

void dress(QAbstractAxis& axis, const Appearance& appearance) {
    axis.setLabelsFont(chartFont());
    axis.setLabelsColor(appearance.color("muted"));
    axis.setTitleFont(chartFont());
    axis.setTitleBrush(appearance.color("muted"));
    axis.setLinePenColor(appearance.color("borderStrong"));
    axis.setGridLineColor(appearance.color("border"));
}

QColor seriesColor(int index, const Appearance& appearance) {
    static const render::Theme dark = render::Theme::dark(), light = render::Theme::light();
    const auto chip = static_cast<std::uint8_t>(index % render::ChipCount);
    return (appearance.dark() ? dark : light).color({render::Role::Chip, chip});
}

QPen seriesPen(int index, const Appearance& appearance) {
    static constexpr Qt::PenStyle styles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};
    QPen pen(seriesColor(index, appearance), 1.8, styles[static_cast<std::size_t>(index) % std::size(styles)]);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::MiterJoin);
    return pen;
}

Steps stepsTo(double greatest, int steps, bool whole) {
    greatest = std::max(greatest, whole ? 1.0 : 1e-9);
    const double least = greatest / std::max(steps, 1);
    double width = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {2.0, 2.5, 2.0}) // 1, 2, 5, 10
        if (width < least * (1 - 1e-9))
            width *= factor;
    if (whole)
        width = std::max(width, 1.0);
    return {width, static_cast<int>(std::ceil(greatest / width - 1e-9))};
}

} // namespace braid::views
