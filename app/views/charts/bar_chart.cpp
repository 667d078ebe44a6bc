#include "app/views/charts/bar_chart.h"

#include "app/render/scene/plain_text.h"
#include "app/views/base/appearance.h"
#include "app/views/charts/chart_style.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QLegend>
#include <QValueAxis>

#include <cmath>

namespace braid::views {
namespace {

constexpr double LabelRoom = 1.12; ///< above the highest bar, for its number
constexpr int RowsBeforeLayout = 4;

bool wholeNumbers(const BarPanel& panel) {
    for (const BarPanel::Set& set : panel.sets)
        for (const double value : set.values)
            if (!std::isnan(value) && value != std::floor(value))
                return false;
    return true;
}

void clear(QChart& chart) {
    chart.removeAllSeries();
    const auto axes = chart.axes();
    for (QAbstractAxis* axis : axes) {
        chart.removeAxis(axis);
        delete axis;
    }
}

} // namespace

QBarSeries* showBars(QChartView& view, const BarPanel& panel, const Appearance& appearance) {
    QChart& chart = *view.chart();
    clear(chart);
    dress(chart, appearance);
    // What a chart writes beside its bars it reads as markup.
    const QString title = panel.unit.isEmpty() ? panel.title : QStringLiteral("%1, %2").arg(panel.title, panel.unit);
    chart.setTitle(render::escaped(title));
    auto* bars = new QBarSeries(&chart);
    double greatest = 0, least = 0;
    for (std::size_t i = 0; i < panel.sets.size(); ++i) {
        auto* set = new QBarSet(render::escaped(panel.sets[i].name), bars);
        for (const double value : panel.sets[i].values) {
            set->append(std::isnan(value) ? 0 : value);
            greatest = std::max(greatest, std::isnan(value) ? 0 : value);
            least = std::min(least, std::isnan(value) ? 0 : value);
        }
        // A single set in the colour of what one can act upon; several as the lines of the other charts.
        set->setColor(panel.sets.size() == 1 ? appearance.color("accent") : seriesColor(static_cast<int>(i), appearance));
        set->setBorderColor(appearance.color("surface"));
        set->setLabelColor(appearance.color("text"));
        set->setLabelFont(chartFont());
        bars->append(set);
    }
    const bool whole = wholeNumbers(panel);
    bars->setBarWidth(panel.sets.size() == 1 ? 0.7 : 0.85);
    bars->setLabelsVisible(true);
    bars->setLabelsPosition(QAbstractBarSeries::LabelsOutsideEnd);
    bars->setLabelsPrecision(whole ? 12 : 3);
    chart.addSeries(bars);

    auto* names = new QBarCategoryAxis(&chart);
    for (const QString& category : panel.categories)
        names->append(render::escaped(category));
    names->setGridLineVisible(false);
    auto* values = new QValueAxis(&chart);
    const double height = chart.plotArea().height();
    const int rows = height > RowPixels ? static_cast<int>(height / RowPixels) : RowsBeforeLayout;
    const Steps steps = stepsTo(std::max(greatest, -least) * LabelRoom, rows, whole);
    values->setTickType(QValueAxis::TicksDynamic);
    values->setTickAnchor(0);
    values->setTickInterval(steps.width);
    values->setRange(least < 0 ? -steps.width * std::ceil(-least / steps.width) : 0, steps.width * steps.count);
    const int decimals = whole ? 0 : std::max(0, static_cast<int>(std::ceil(-std::log10(steps.width) - 1e-9)));
    values->setLabelFormat(QStringLiteral("%.%1f").arg(decimals));
    chart.addAxis(names, Qt::AlignBottom);
    chart.addAxis(values, Qt::AlignLeft);
    bars->attachAxis(names);
    bars->attachAxis(values);
    dress(*names, appearance);
    dress(*values, appearance);
    names->setLabelsColor(appearance.color("text"));
    chart.legend()->setVisible(panel.sets.size() > 1);
    chart.legend()->setAlignment(Qt::AlignTop);
    QStringList spoken;
    for (const BarPanel::Set& set : panel.sets)
        for (qsizetype i = 0; i < panel.categories.size(); ++i)
            spoken << QStringLiteral("%1 %2 %3").arg(panel.categories[i], set.name).arg(set.values[static_cast<std::size_t>(i)]);
    view.setAccessibleName(title);
    view.setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    return bars;
}

} // namespace braid::views
