#pragma once

#include <QAbstractAxis>
#include <QChart>
#include <QChartView>
#include <QColor>
#include <QPen>

/// The look of all charts: that of the window around them.
namespace braid::views {

class Appearance;

/// A view without margins and frame, with an empty chart. `name` becomes its object name.
[[nodiscard]] QChartView* makeChartView(const char* name, QWidget* parent);
/// Ground, type and legend. Axes are dressed by themselves.
void dress(QChart& chart, const Appearance& appearance);
void dress(QAbstractAxis& axis, const Appearance& appearance);
/// Colours that are told apart, also by users who confuse some; series 12 looks as series 0.
[[nodiscard]] QColor seriesColor(int index, const Appearance& appearance);
/// A line of that colour and, since colour is never alone, of its own dashes.
[[nodiscard]] QPen seriesPen(int index, const Appearance& appearance);
inline constexpr double RowPixels = 34; ///< between two labels of the vertical axis
/// The type of axes, legends and numbers.
[[nodiscard]] QFont chartFont();

} // namespace braid::views
