#include "app/views/charts/chart_style.h"

#include "app/render/scene/theme.h"
#include "app/views/base/appearance.h"

#include <QApplication>
#include <QGraphicsLayout>
#include <QLegend>

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

} // namespace braid::views
