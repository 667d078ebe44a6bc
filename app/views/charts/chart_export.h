#pragma once

#include "engine/trace/result.h"

#include <QColor>
#include <QString>

class QChartView;
class QWidget;

namespace braid::views {

class ChartPage;

/// Writes `chart` as it stands on the screen, on ground of the colour `ground`; see ChartPage::write().
[[nodiscard]] Status writeChart(const QString& path, const QChartView& chart, const QColor& ground, const QString& title);

/// Asks where to write the charts of `page`, writes them and shows what went wrong, if anything did.
void exportCharts(QWidget* parent, const ChartPage& page, const QString& name);

} // namespace braid::views
