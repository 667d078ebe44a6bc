#include "app/views/text/lane_pills.h"

#include "app/views/base/appearance.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace braid::views {

std::span<const LaneMark> marksOfLine(const std::vector<LaneMark>& marks, int line) {
    const auto [first, last] = std::equal_range(marks.begin(), marks.end(), LaneMark{line, {}, {}, {}, 0},
                                                [](const LaneMark& a, const LaneMark& b) { return a.line < b.line; });
    return {first, last};
}

QColor tintOf(std::span<const LaneMark> marks, const Appearance& appearance) {
    QColor tint = marks.size() == 1 ? marks.front().color : appearance.color("muted");
    tint.setAlpha(LaneTint);
    return tint;
}

void paintLanePills(QPainter& painter, std::span<const LaneMark> marks, const QRectF& line, double textEnd, double width, const QFont& font,
                    const Appearance& appearance) {
    if (marks.empty())
        return;
    QFont small = font;
    small.setPointSizeF(small.pointSizeF() * 0.85);
    const QFontMetricsF metrics(small);
    painter.setFont(small);
    // Beside the code where that is short, else over a part of it.
    const double room = std::max(width - textEnd - 4, width * 0.3);
    const auto widthOf = [&](const QString& text) { return metrics.horizontalAdvance(text) + 10; };
    // As many names as there is room for; one at least.
    std::size_t shown = 0;
    double taken = 0;
    const std::size_t all = marks.size() + marks.back().others;
    const double rest = widthOf(QStringLiteral("+%1").arg(all));
    while (shown < marks.size()) {
        const double next = widthOf(marks[shown].name) + 4;
        const bool others = shown + 1 < all;
        if (shown > 0 && taken + next + (others ? rest : 0) > room)
            break;
        taken += next;
        ++shown;
    }
    const bool more = shown < all;
    taken += more ? rest : 0;
    double x = std::min(textEnd, std::max(0.0, width - taken - 4));
    const auto pill = [&](const QString& words, const QColor& color, const QColor& ink) {
        const QRectF rect(x, line.top() + 1.5, widthOf(words), line.height() - 3);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(rect, 3, 3);
        painter.setPen(ink);
        painter.drawText(rect, Qt::AlignCenter, words);
        x += rect.width() + 4;
    };
    for (const LaneMark& mark : marks.first(shown))
        pill(mark.name, mark.color, mark.ink);
    if (more)
        pill(QStringLiteral("+%1").arg(all - shown), appearance.color("borderStrong"), appearance.color("text"));
}

} // namespace braid::views
