#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>

#include <span>
#include <vector>

class QPainter;

namespace braid::views {

class Appearance;

/// Where a lane is in a file.
struct LaneMark {
    int line = 0; ///< from 1
    QString name;
    QColor color, ink; ///< of its sign, and of words on it
    /// Of the last one of a line: so many further lanes are there, too many for each to have a mark.
    std::size_t others = 0;
    friend bool operator==(const LaneMark&, const LaneMark&) = default;
};

constexpr int LaneTint = 38; ///< of 255: how strongly a lane's line has its colour

/// Those of one line, of `marks` by line.
[[nodiscard]] std::span<const LaneMark> marksOfLine(const std::vector<LaneMark>& marks, int line);
/// The colour that the line of `marks`, at least one, is tinted with: the lane's, or a neutral one where there are several.
[[nodiscard]] QColor tintOf(std::span<const LaneMark> marks, const Appearance& appearance);
/// The names of `marks` behind the end of their line of code, or over its right end where there is no room; the rest as "+6". `line` is
/// the line's place in a view that is `width` wide, its text ends at `textEnd`.
void paintLanePills(QPainter& painter, std::span<const LaneMark> marks, const QRectF& line, double textEnd, double width, const QFont& font,
                    const Appearance& appearance);

} // namespace braid::views
