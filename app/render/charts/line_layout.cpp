#include "app/render/charts/chart_parts.h"
#include "app/render/charts/steps.h"
#include "app/render/scene/amount_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace braid::render {

namespace {

constexpr double PlotShare = 0.34;                    ///< of the width, for the plot's height
constexpr double LeastPlot = 150, GreatestPlot = 300; ///< its height
constexpr double StepPixels = 44;                     ///< between two labels of the vertical axis
constexpr double LabelGap = 8;                        ///< between a line's end and its label
constexpr double PointSize = 7, EndSize = 11;
constexpr double LineThickness = 2;
constexpr double LabelShare = 0.4; ///< of the width, at most for the labels at the ends of lines

/// The label at the end of a line.
struct EndLabel {
    QPointF at; ///< the line's last point
    double y = 0;
    QString text{};
    Ink ink{};
};

/// Where amounts and positions lie.
struct Plot {
    QRectF rect;
    double from = 0, to = 1; ///< positions at its left and right edge
    double most = 1;         ///< the amount at its upper edge; 0 at the lower one

    [[nodiscard]] QPointF at(double position, double amount) const {
        return {rect.left() + (position - from) / (to - from) * rect.width(), rect.bottom() - amount / most * rect.height()};
    }
};

Line straight(QPointF from, QPointF to, Ink ink, double width = 1, Dash dash = Dash::Solid) {
    Line line;
    line.points = {from, to, QPointF(), QPointF()};
    line.ink = ink;
    line.width = static_cast<float>(width);
    line.dash = dash;
    return line;
}

/// The index of the last value, if there is one.
std::optional<std::size_t> lastOf(const ChartContent& chart, const ChartContent::Series& series) {
    for (std::size_t i = std::min(series.values.size(), chart.positions.size()); i-- > 0;)
        if (!std::isnan(series.values[i]))
            return i;
    return {};
}

QString labelOf(const ChartContent& chart, const ChartContent::Series& series) {
    const auto last = lastOf(chart, series);
    const QString amount = last ? amountText(series.values[*last], chart.unit) : QString();
    return series.name.isEmpty() ? amount : QStringLiteral("%1 %2").arg(series.name, amount);
}

/// Why lines end before the others, a line each.
QStringList endsOf(const ChartContent& chart) {
    QStringList ends;
    for (const ChartContent::Series& series : chart.series)
        if (!series.end.isEmpty()) // which may begin with whose it is
            ends << (series.end.startsWith(series.name + u' ') ? series.end : QStringLiteral("%1: %2").arg(series.name, series.end));
    return ends;
}

/// No two labels lie on each other: from the top down, each at least `height` below the one before.
void pushApart(std::vector<EndLabel>& labels, double height, double top, double bottom) {
    std::sort(labels.begin(), labels.end(), [](const EndLabel& a, const EndLabel& b) { return a.y < b.y; });
    double least = top + height / 2;
    for (EndLabel& label : labels) {
        label.y = std::max(label.y, least);
        least = label.y + height;
    }
    double most = bottom - height / 2;
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        label->y = std::min(label->y, most);
        most = label->y - height;
    }
}

void layoutGrid(const ChartContent& chart, const ChartFrame& frame, const Plot& plot, const Steps& steps, double left) {
    const TypeMeasure& measure = frame.measure;
    const double height = std::ceil(measure.height(Type::Small));
    for (int i = 0; i <= steps.count; ++i) {
        const double amount = steps.width * i;
        const double y = std::floor(plot.at(plot.from, amount).y()) + 0.5;
        frame.back.lines.push_back(straight({plot.rect.left(), y}, {plot.rect.right(), y}, i == 0 ? Role::TextDim : Role::Grid));
        addText(frame.front, measure, i == 0 ? QStringLiteral("0") : amountText(amount, chart.unit), QRectF(left, y - height / 2, plot.rect.left() - 6 - left, height), Type::Small, Role::TextDim, Align::Right);
    }
    Occupied taken;
    for (const double position : chart.positions) {
        const double x = plot.at(position, 0).x();
        const QString text = amountText(position);
        const double width = measure.width(text, Type::Small);
        frame.back.lines.push_back(straight({x, plot.rect.bottom()}, {x, plot.rect.bottom() + 4}, Role::TextDim));
        if (taken.take(x - width / 2, x + width / 2))
            addText(frame.front, measure, text, QRectF(x - width, plot.rect.bottom() + 5, 2 * width, height), Type::Small, Role::TextDim, Align::Center);
    }
    if (!chart.across.isEmpty())
        addText(frame.front, measure, chart.across, QRectF(plot.rect.left(), plot.rect.bottom() + 7 + height, plot.rect.width(), height), Type::Small, Role::Text, Align::Center);
}

} // namespace

double linesHeight(const ChartContent& chart, double width, const TypeMeasure& measure) {
    const double type = std::ceil(measure.height(Type::Small));
    double ends = 0;
    for (const QString& end : endsOf(chart))
        ends += static_cast<double>(brokenText(measure, end, Type::Small, width - EndSize - 6).size()) * (type + 2);
    return titleHeight(measure) + std::clamp(width * PlotShare, LeastPlot, GreatestPlot) + 2 * type + 12 + ends;
}

void layoutLines(const ChartContent& chart, const ChartFrame& frame) {
    const TypeMeasure& measure = frame.measure;
    const double type = std::ceil(measure.height(Type::Small));
    const double title = titleHeight(measure);
    QRectF rect = frame.rect;
    addText(frame.front, measure, chart.title, QRectF(rect.left(), rect.top(), rect.width(), title), Type::Bold, Role::Text);
    rect.setTop(rect.top() + title);

    std::vector<std::pair<QString, bool>> ends; // lines of text, and whether a reason begins
    for (const QString& end : endsOf(chart)) {
        bool first = true;
        for (const QString& line : brokenText(measure, end, Type::Small, rect.width() - EndSize - 6))
            ends.emplace_back(line, std::exchange(first, false));
    }
    double y = rect.bottom() - static_cast<double>(ends.size()) * (type + 2);
    rect.setBottom(y - 4);
    for (const auto& [text, begins] : ends) {
        if (begins)
            frame.front.marks.push_back({QPointF(rect.left() + EndSize / 2, y + type / 2), EndSize, Glyph::Cross, Role::Finding, {}});
        addText(frame.front, measure, text, QRectF(rect.left() + EndSize + 6, y, rect.width() - EndSize - 6, type), Type::Small, Role::Text);
        y += type + 2;
    }

    double labels = 0;
    for (const ChartContent::Series& series : chart.series)
        labels = std::max(labels, measure.width(plain(labelOf(chart, series)), Type::SmallBold));
    labels = std::min(std::ceil(labels) + 2, rect.width() * LabelShare);
    const double greatest = spanOf(chart).greatest;
    const Steps steps = stepsTo(greatest > 0 ? greatest : 1, std::max(2, static_cast<int>((rect.height() - 2 * type) / StepPixels)), false);
    double amounts = 0;
    for (int i = 0; i <= steps.count; ++i)
        amounts = std::max(amounts, measure.width(amountText(steps.width * i, chart.unit), Type::Small));
    Plot plot;
    plot.rect = QRectF(QPointF(rect.left() + std::ceil(amounts) + 8, rect.top() + type / 2),
                       QPointF(rect.right() - labels - LabelGap - PointSize, rect.bottom() - 2 * type - 8));
    plot.from = chart.positions.front();
    plot.to = chart.positions.size() > 1 ? chart.positions.back() : plot.from + 1;
    plot.most = steps.width * steps.count;
    if (plot.rect.width() < 20 || plot.rect.height() < 20)
        return;
    layoutGrid(chart, frame, plot, steps, rect.left());

    constexpr std::array Dashes{Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::DashDot, Dash::LongDash};
    constexpr std::array Points{Glyph::Disc, Glyph::Square, Glyph::TriangleUp, Glyph::Circle, Glyph::TriangleDown};
    std::vector<EndLabel> named;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const ChartContent::Series& series = chart.series[s];
        const Ink ink(Role::Chip, static_cast<std::uint8_t>(s % ChipCount));
        std::optional<QPointF> before;
        for (std::size_t i = 0; i < std::min(series.values.size(), chart.positions.size()); ++i) {
            if (std::isnan(series.values[i])) {
                before.reset();
                continue;
            }
            const QPointF point = plot.at(chart.positions[i], series.values[i]);
            if (before)
                frame.front.lines.push_back(straight(*before, point, ink, LineThickness, Dashes[s % Dashes.size()]));
            frame.front.marks.push_back({point, PointSize, Points[s % Points.size()], ink, {}});
            before = point;
        }
        if (const auto last = lastOf(chart, series)) {
            const QPointF end = plot.at(chart.positions[*last], series.values[*last]);
            if (!series.end.isEmpty()) // in front of the point
                frame.front.marks.push_back({end, EndSize, Glyph::Cross, Role::Finding, {}});
            named.push_back({end, end.y(), labelOf(chart, series), ink});
        }
    }
    // A line that ends early has its label above its end, to the left, where it came from below; the others share the right edge.
    std::vector<EndLabel> early;
    const auto ended = std::stable_partition(named.begin(), named.end(), [&](const EndLabel& label) { return label.at.x() > plot.rect.right() - 1; });
    early.assign(ended, named.end());
    named.erase(ended, named.end());
    pushApart(named, type + 1, plot.rect.top() - type / 2, plot.rect.bottom() + type / 2);
    for (const EndLabel& label : named)
        addText(frame.front, measure, label.text, QRectF(plot.rect.right() + LabelGap, label.y - type / 2, labels, type), Type::SmallBold, label.ink);
    for (const EndLabel& label : early) {
        const double width = std::ceil(measure.width(plain(label.text), Type::SmallBold)) + 2;
        const double left = label.at.x() - width - 2 >= plot.rect.left() ? label.at.x() - width - 2 : label.at.x() + LabelGap;
        addText(frame.front, measure, label.text, QRectF(left, std::max(rect.top(), label.at.y() - type - EndSize / 2), width, type), Type::SmallBold, label.ink);
    }
}

} // namespace braid::render
