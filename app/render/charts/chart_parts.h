#pragma once

#include "app/render/charts/chart.h"
#include "app/render/scene/labels.h"

/// What the layouts of bars, of lines and of whole sheets share. Not for use outside app/render/charts.
namespace braid::render {

/// What a chart is laid out with.
struct ChartFrame {
    QRectF rect; ///< all there is for it
    const TypeMeasure& measure;
    Layer& back;  ///< axes and grid
    Layer& front; ///< bars, lines, words
};

/// The height of the title's line and of what separates it from the chart.
[[nodiscard]] double titleHeight(const TypeMeasure& measure);
/// The greatest and least of all values and 0; both 0 where there is none.
struct ValueSpan {
    double least = 0;
    double greatest = 0;
};
[[nodiscard]] ValueSpan spanOf(const ChartContent& chart);

/// The height that a chart needs at least so that all rows are legible.
[[nodiscard]] double barsHeight(const ChartContent& chart, const TypeMeasure& measure);
[[nodiscard]] double linesHeight(const ChartContent& chart, double width, const TypeMeasure& measure);
/// Both draw the title too.
void layoutBars(const ChartContent& chart, const ChartFrame& frame);
void layoutLines(const ChartContent& chart, const ChartFrame& frame);

/// The bar's value as a multiple of the reference's: "4.1× threads", "1/17 of threads". Empty for the reference itself and
/// where there is none.
[[nodiscard]] QString multipleText(const ChartContent& chart, std::size_t category);
/// `text` broken between words into lines at most `room` wide; a longer word is cut.
[[nodiscard]] QStringList brokenText(const TypeMeasure& measure, const QString& text, Type type, double room);

} // namespace braid::render
