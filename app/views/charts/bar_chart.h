#pragma once

#include <QChartView>
#include <QStringList>
#include <vector>

class QBarSeries;

namespace braid::views {

class Appearance;

/// Upright bars: how often something came to what.
struct UprightBars {
    QString across;  ///< title of the horizontal axis: what it came to
    QString upright; ///< title of the vertical one: what is counted
    QStringList categories;
    std::vector<double> counts; ///< one for each category, whole and not negative
};

/// Shows `bars` in the empty or earlier chart of `view`, their values above them. The series is the view's.
QBarSeries* showBars(QChartView& view, const UprightBars& bars, const Appearance& appearance);

} // namespace braid::views
