#include "app/render/charts/chart_parts.h"
#include "app/render/scene/amount_text.h"
#include "app/render/scene/translate.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

constexpr double RowAir = 7;      ///< between two rows of type
constexpr double NameGap = 8;     ///< between a name and its bar
constexpr double AmountGap = 6;   ///< between a bar and its amount, and an amount and its multiple
constexpr double NameShare = 0.4; ///< of the width, at most for names
constexpr double BarShare = 0.66; ///< of a row's height
constexpr double ThinnestBar = 1; ///< of a value that is not 0

/// One line of a bar chart: a bar, or the name of the group of those below it.
struct BarRow {
    QString name;
    double value = 0;
    Ink ink;
    bool heading = false;
    QString amount{}, multiple{};
};

std::vector<BarRow> rowsOf(const ChartContent& chart) {
    std::vector<BarRow> rows;
    const bool grouped = chart.series.size() > 1;
    for (qsizetype i = 0; i < chart.categories.size(); ++i) {
        const auto category = static_cast<std::size_t>(i);
        if (grouped)
            rows.push_back({chart.categories[i], 0, Role::Text, true});
        for (std::size_t s = 0; s < chart.series.size(); ++s) {
            const ChartContent::Series& series = chart.series[s];
            const double value = category < series.values.size() ? series.values[category] : std::nan("");
            if (grouped && std::isnan(value))
                continue;
            const Ink ink = grouped ? Ink(Role::Chip, static_cast<std::uint8_t>(s % ChipCount)) : Ink(Role::Accent);
            rows.push_back({grouped ? series.name : chart.categories[i], std::isnan(value) ? 0 : value, ink, false, std::isnan(value) ? QStringLiteral("–") : amountText(value, chart.unit),
                            grouped ? QString() : multipleText(chart, category)});
        }
    }
    return rows;
}

double naturalRow(const TypeMeasure& measure) { return std::ceil(measure.height(Type::Normal)) + RowAir; }

} // namespace

QString multipleText(const ChartContent& chart, std::size_t category) {
    if (!chart.reference || *chart.reference == category || chart.series.size() != 1)
        return {};
    const std::vector<double>& values = chart.series.front().values;
    if (category >= values.size() || *chart.reference >= values.size())
        return {};
    const double ratio = values[category] / values[*chart.reference];
    if (!std::isfinite(ratio) || ratio <= 0)
        return {};
    const QString& whose = chart.categories[static_cast<qsizetype>(*chart.reference)];
    // Two digits: figures of single runs are not better.
    const auto digits = [](double number) { return amountText(number < 10 ? std::round(number * 10) / 10 : std::round(number)); };
    if (ratio >= 0.95)
        return say(QT_TRANSLATE_NOOP("render", "%1× %2")).arg(digits(ratio), whose);
    return say(QT_TRANSLATE_NOOP("render", "1/%1 of %2")).arg(digits(1 / ratio), whose);
}

double barsHeight(const ChartContent& chart, const TypeMeasure& measure) {
    return titleHeight(measure) + static_cast<double>(rowsOf(chart).size()) * naturalRow(measure);
}

void layoutBars(const ChartContent& chart, const ChartFrame& frame) {
    const TypeMeasure& measure = frame.measure;
    const QRectF& rect = frame.rect;
    const double title = titleHeight(measure);
    addText(frame.front, measure, chart.title, QRectF(rect.left(), rect.top(), rect.width(), title), Type::Bold, Role::Text);
    const std::vector<BarRow> rows = rowsOf(chart);
    if (rows.empty())
        return;
    double names = 0, amounts = 0;
    for (const BarRow& row : rows) {
        if (row.heading)
            continue;
        names = std::max(names, measure.width(plain(row.name), Type::Normal));
        double beside = measure.width(row.amount, Type::SmallBold);
        if (!row.multiple.isEmpty())
            beside += AmountGap + measure.width(plain(row.multiple), Type::Small);
        amounts = std::max(amounts, beside);
    }
    names = std::min(std::ceil(names) + 1, std::floor(rect.width() * NameShare));
    const double left = rect.left() + names + NameGap;
    // Negative values go to the left of the line at 0; their amounts stand right of it all the same.
    const ValueSpan span = spanOf(chart);
    const double width = std::max(10.0, rect.right() - left - std::ceil(amounts) - 2 * AmountGap);
    const double scale = span.greatest > span.least ? width / (span.greatest - span.least) : 0;
    const double zero = left - span.least * scale;
    const double height = std::max(naturalRow(measure) - RowAir, (rect.height() - title) / static_cast<double>(rows.size()));
    double y = rect.top() + title;
    for (const BarRow& row : rows) {
        const QRectF line(rect.left(), y, rect.width(), height);
        y += height;
        if (row.heading) {
            addText(frame.front, measure, row.name, line, Type::SmallBold, Role::TextDim);
            continue;
        }
        addText(frame.front, measure, row.name, QRectF(rect.left(), line.top(), names, height), Type::Normal, Role::Text, Align::Right);
        const double length = row.value == 0 ? 0 : std::max(ThinnestBar, std::abs(row.value) * scale);
        const double from = row.value < 0 ? zero - length : zero;
        if (length > 0)
            frame.front.boxes.push_back({QRectF(from, line.top() + height * (1 - BarShare) / 2, length, height * BarShare), row.ink, Form::Solid, false, 0, 1, Role::Transparent, {}});
        double x = std::max(zero, from + length) + AmountGap;
        const auto beside = [&](const QString& text, Type type, Role ink) {
            const double room = std::ceil(measure.width(plain(text), type)) + 1;
            addText(frame.front, measure, text, QRectF(x, line.top(), room, height), type, ink);
            x += room + AmountGap;
        };
        beside(row.amount, Type::SmallBold, Role::Text);
        if (!row.multiple.isEmpty())
            beside(row.multiple, Type::Small, Role::TextDim);
    }
    const auto upright = [&](double x, Dash dash, Ink ink) {
        Line line;
        line.points = {QPointF(x, rect.top() + title), QPointF(x, y), QPointF(), QPointF()};
        line.dash = dash;
        line.ink = ink;
        (dash == Dash::Solid ? frame.back : frame.front).lines.push_back(line);
    };
    upright(std::floor(zero) + 0.5, Dash::Solid, Role::TextDim);
    // As fast as before: what a factor is read against.
    if (chart.unit == QStringLiteral("×") && span.greatest >= 1) {
        const double one = std::floor(zero + scale) + 0.5;
        upright(one, Dash::Dashed, Role::TextDim);
        const QString label = QStringLiteral("1×");
        const double room = std::ceil(measure.width(label, Type::Small)) + 2;
        if (one - room / 2 > rect.left() + measure.width(plain(chart.title), Type::Bold) + AmountGap)
            addText(frame.front, measure, label, QRectF(one - room / 2, rect.top(), room, title), Type::Small, Role::TextDim, Align::Center);
    }
}

} // namespace braid::render
