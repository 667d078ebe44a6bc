#include "app/views/charts/bar_chart.h"

#include "app/render/charts/steps.h"
#include "app/render/scene/plain_text.h"
#include "app/views/base/appearance.h"
#include "app/views/charts/chart_style.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QLegend>
#include <QValueAxis>

#include <algorithm>

namespace braid::views {
namespace {

constexpr double LabelRoom = 1.12; ///< above the highest bar, for its number
constexpr int RowsBeforeLayout = 4;

void clear(QChart& chart) {
    chart.removeAllSeries();
    const auto axes = chart.axes();
    for (QAbstractAxis* axis : axes) {
        chart.removeAxis(axis);
        delete axis;
    }
}

} // namespace

QBarSeries* showBars(QChartView& view, const UprightBars& content, const Appearance& appearance) {
    QChart& chart = *view.chart();
    clear(chart);
    dress(chart, appearance);
    auto* bars = new QBarSeries(&chart);
    auto* set = new QBarSet(QString(), bars);
    double greatest = 0;
    for (const double count : content.counts) {
        set->append(count);
        greatest = std::max(greatest, count);
    }
    set->setColor(appearance.color("accent"));
    set->setBorderColor(appearance.color("surface"));
    set->setLabelColor(appearance.color("text"));
    set->setLabelFont(chartFont());
    bars->append(set);
    bars->setBarWidth(0.7);
    bars->setLabelsVisible(true);
    bars->setLabelsPosition(QAbstractBarSeries::LabelsOutsideEnd);
    bars->setLabelsPrecision(12);
    chart.addSeries(bars);

    // What a chart writes beside its bars it reads as markup.
    auto* names = new QBarCategoryAxis(&chart);
    for (const QString& category : content.categories)
        names->append(render::escaped(category));
    names->setGridLineVisible(false);
    names->setTitleText(render::escaped(content.across));
    auto* values = new QValueAxis(&chart);
    const double height = chart.plotArea().height();
    const int rows = height > RowPixels ? static_cast<int>(height / RowPixels) : RowsBeforeLayout;
    const render::Steps steps = render::stepsTo(greatest * LabelRoom, rows, true);
    values->setTickType(QValueAxis::TicksDynamic);
    values->setTickAnchor(0);
    values->setTickInterval(steps.width);
    values->setRange(0, steps.width * steps.count);
    values->setLabelFormat(QStringLiteral("%.0f"));
    values->setTitleText(render::escaped(content.upright));
    chart.addAxis(names, Qt::AlignBottom);
    chart.addAxis(values, Qt::AlignLeft);
    bars->attachAxis(names);
    bars->attachAxis(values);
    dress(*names, appearance);
    dress(*values, appearance);
    names->setLabelsColor(appearance.color("text"));
    chart.legend()->hide();
    QStringList spoken;
    for (std::size_t i = 0; i < content.counts.size(); ++i)
        spoken << QStringLiteral("%1 %2").arg(content.categories[static_cast<qsizetype>(i)]).arg(content.counts[i]);
    view.setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    return bars;
}

} // namespace braid::views
