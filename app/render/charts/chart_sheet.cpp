#include "app/render/charts/chart_parts.h"
#include "app/render/scene/amount_text.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

constexpr double SheetMargin = 12;
constexpr double ColumnGap = 28, RowGap = 16;
constexpr double LeastColumn = 190;    ///< of a pane, before it scrolls
constexpr double UsualColumn = 330;    ///< of a picture
constexpr double WidestColumn = 760;   ///< bars longer than this are read no better
constexpr double WidestLines = 1100;   ///< and lines climb no clearer
constexpr double LeastGrowth = 0.75;   ///< then there is no air between the rows
constexpr double LeastOfLines = 0.5;   ///< of charts of lines alone
constexpr double GreatestGrowth = 1.5; ///< of a row's height where there is room
constexpr double TitleGap = 4;
constexpr std::size_t MostCharts = 24;

/// Where the charts of a sheet stand.
struct Grid {
    std::size_t columns = 1;
    double width = 0;            ///< of one column
    std::vector<double> heights; ///< of the rows
    double note = 0;             ///< height of the note below them

    [[nodiscard]] double height() const {
        double sum = 2 * SheetMargin + note + RowGap * static_cast<double>(heights.size() - 1);
        for (const double height : heights)
            sum += height;
        return sum;
    }
};

double heightFor(const ChartContent& chart, double width, const TypeMeasure& measure) {
    return chart.lines() ? linesHeight(chart, width, measure) : barsHeight(chart, measure);
}

/// The sign before the note, as large as its words.
double signSize(const TypeMeasure& measure) { return std::max(12.0, std::round(0.8 * measure.height(Type::Small))); }
double noteIndent(const TypeMeasure& measure) { return signSize(measure) + 8; }

QStringList noteLines(const ChartSheet& sheet, double width, const TypeMeasure& measure) {
    return sheet.note.isEmpty() ? QStringList() : brokenText(measure, sheet.note, Type::Small, width - 2 * SheetMargin - noteIndent(measure));
}

Grid gridOf(const ChartSheet& sheet, std::size_t count, std::size_t columns, double width, const TypeMeasure& measure) {
    Grid grid;
    const std::size_t rows = (count + columns - 1) / columns;
    grid.columns = (count + rows - 1) / rows; // as many in each row as can be
    const double room = width - 2 * SheetMargin - ColumnGap * static_cast<double>(grid.columns - 1);
    const bool anyLines = std::any_of(sheet.charts.begin(), sheet.charts.end(), [](const ChartContent& chart) { return chart.lines(); });
    grid.width = std::max(80.0, std::floor(std::min(room / static_cast<double>(grid.columns), anyLines ? WidestLines : WidestColumn)));
    for (std::size_t i = 0; i < count; ++i) {
        if (i % grid.columns == 0)
            grid.heights.push_back(0);
        grid.heights.back() = std::max(grid.heights.back(), heightFor(sheet.charts[i], grid.width, measure));
    }
    const auto lines = noteLines(sheet, width, measure).size();
    grid.note = lines == 0 ? 0 : RowGap + static_cast<double>(lines) * (std::ceil(measure.height(Type::Small)) + 2);
    return grid;
}

std::size_t fitting(double width, double column) {
    return static_cast<std::size_t>(std::max(1.0, std::floor((width - 2 * SheetMargin + ColumnGap) / (column + ColumnGap))));
}

Scene layoutGrid(const ChartSheet& sheet, std::size_t count, const Grid& grid, double width, const TypeMeasure& measure) {
    Scene scene;
    scene.size = QSizeF(width, std::ceil(grid.height()));
    scene.layers.resize(2);
    double y = SheetMargin;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t row = i / grid.columns, column = i % grid.columns;
        if (column == 0 && row > 0)
            y += grid.heights[row - 1] + RowGap;
        const QRectF rect(SheetMargin + static_cast<double>(column) * (grid.width + ColumnGap), y, grid.width, grid.heights[row]);
        const ChartContent& chart = sheet.charts[i];
        // All bars of a row are of one thickness, however many a chart has.
        if (chart.lines())
            layoutLines(chart, {rect, measure, scene.layers[0], scene.layers[1]});
        else
            layoutBars(chart, {QRectF(rect.topLeft(), QSizeF(rect.width(), std::min(rect.height(), barsHeight(chart, measure) * GreatestGrowth))), measure, scene.layers[0], scene.layers[1]});
    }
    y += grid.heights.back() + RowGap;
    const double type = std::ceil(measure.height(Type::Small)), sign = signSize(measure), indent = noteIndent(measure);
    bool first = true;
    for (const QString& line : noteLines(sheet, width, measure)) {
        if (std::exchange(first, false))
            scene.layers[1].marks.push_back({QPointF(SheetMargin + sign / 2, y + type / 2), static_cast<float>(sign), Glyph::Bolt, Role::Finding, {}});
        addText(scene.layers[1], measure, line, QRectF(SheetMargin + indent, y, width - 2 * SheetMargin - indent, type), Type::Small, Role::Text);
        y += type + 2;
    }
    return scene;
}

} // namespace

double titleHeight(const TypeMeasure& measure) { return std::ceil(measure.height(Type::Bold)) + TitleGap; }

ValueSpan spanOf(const ChartContent& chart) {
    ValueSpan span;
    for (const ChartContent::Series& series : chart.series)
        for (const double value : series.values)
            if (std::isfinite(value)) {
                span.least = std::min(span.least, value);
                span.greatest = std::max(span.greatest, value);
            }
    return span;
}

QStringList brokenText(const TypeMeasure& measure, const QString& text, Type type, double room) {
    QStringList lines;
    for (const QString& word : plain(text).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QString longer = lines.isEmpty() ? word : lines.back() + u' ' + word;
        if (!lines.isEmpty() && measure.width(longer, type) <= room)
            lines.back() = longer;
        else
            lines << word;
    }
    return lines;
}

Scene layoutCharts(const ChartSheet& sheet, double width, const Theme& theme) {
    const std::size_t count = std::min(sheet.charts.size(), MostCharts);
    if (count == 0)
        return {QSizeF(width, 0), {}};
    const TypeMeasure measure(theme);
    const Grid grid = gridOf(sheet, count, fitting(width, UsualColumn * theme.typeScale()), width, measure);
    return layoutGrid(sheet, count, grid, width, measure);
}

Scene layoutCharts(const ChartSheet& sheet, QSizeF size, const Theme& theme) {
    const std::size_t count = std::min(sheet.charts.size(), MostCharts);
    if (count == 0)
        return {size, {}};
    const TypeMeasure measure(theme);
    const std::size_t most = std::min(count, fitting(size.width(), LeastColumn * theme.typeScale()));
    std::size_t columns = 1;
    Grid grid = gridOf(sheet, count, columns, size.width(), measure);
    while (grid.height() > size.height() && columns < most)
        grid = gridOf(sheet, count, ++columns, size.width(), measure);
    double rows = 0;
    for (const double height : grid.heights)
        rows += height;
    const double growth = 1 + (size.height() - grid.height()) / rows;
    for (std::size_t row = 0; row < grid.heights.size(); ++row) {
        // Bars have words beside them, lines only their plot's height to give.
        const auto first = sheet.charts.begin() + static_cast<std::ptrdiff_t>(row * grid.columns);
        const bool lines = std::all_of(first, sheet.charts.begin() + static_cast<std::ptrdiff_t>(std::min(count, (row + 1) * grid.columns)),
                                       [](const ChartContent& chart) { return chart.lines(); });
        grid.heights[row] = std::floor(grid.heights[row] * std::clamp(growth, lines ? LeastOfLines : LeastGrowth, GreatestGrowth));
    }
    Scene scene = layoutGrid(sheet, count, grid, size.width(), measure);
    scene.size.setHeight(std::max(scene.size.height(), size.height()));
    return scene;
}

double heightOfCharts(const ChartSheet& sheet, double width, const Theme& theme) {
    const std::size_t count = std::min(sheet.charts.size(), MostCharts);
    if (count == 0)
        return 0;
    const TypeMeasure measure(theme);
    return std::ceil(gridOf(sheet, count, std::min(count, fitting(width, LeastColumn * theme.typeScale())), width, measure).height());
}

QString spokenChart(const ChartContent& chart) {
    QStringList parts;
    for (const ChartContent::Series& series : chart.series)
        for (std::size_t i = 0; i < series.values.size(); ++i) {
            const QString where = chart.lines() ? amountText(chart.positions[i]) : chart.categories[static_cast<qsizetype>(i)];
            if (!std::isnan(series.values[i]))
                parts << QStringList{series.name, where, amountText(series.values[i], chart.unit)}.join(u' ').trimmed();
        }
    return QStringLiteral("%1: %2").arg(chart.title, parts.join(QStringLiteral(", ")));
}

} // namespace braid::render
