#pragma once

#include "app/views/charts/result_bars.h"

#include <QChartView>

class QBarSeries;

namespace braid::views {

class Appearance;

/// Shows `panel` in the empty or earlier chart of `view`: upright bars, their values above them, the names of sets in a
/// legend where there is more than one. The series is the view's.
QBarSeries* showBars(QChartView& view, const BarPanel& panel, const Appearance& appearance);

} // namespace braid::views
