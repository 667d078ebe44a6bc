#pragma once

#include "app/render/scene/scene.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

/// Charts of results as pictures: bars that lie, with whole names and their values written out, and lines over numbers.
/// Pure: content and size in, Scene out; for window, pictures and files of their own alike.
namespace braid::render {

/// What one chart shows. Words are translated.
struct ChartContent {
    /// One colour: a bar in each category, or one line.
    struct Series {
        QString name;               ///< empty where there is only one
        std::vector<double> values; ///< one for each category or position; NaN where there is none
        QString end{};              ///< of a line: why there are no values after its last one; empty: there are, or it is not known
    };
    QString title;
    QString unit;                    ///< see amountText(); may be empty
    QStringList categories;          ///< of bars
    std::vector<double> positions{}; ///< on the horizontal axis, ascending: not empty = lines instead of bars
    QString across{};                ///< what the positions are: the horizontal axis' title
    std::vector<Series> series;
    /// The category that the other bars of a single series are told as multiples of: "4.1× a thread"; none: no multiples.
    std::optional<std::size_t> reference{};

    [[nodiscard]] bool lines() const { return !positions.empty(); }
};

/// All charts of a run.
struct ChartSheet {
    std::vector<ChartContent> charts;
    bool story = false; ///< one of them compares ways of doing the same: what the run is for
    QString note{};     ///< what spoils the figures; empty: nothing known
};

/// All charts beside each other and below, as wide as `width` and as high as they need: for pictures. No layers where there
/// is nothing to draw.
[[nodiscard]] Scene layoutCharts(const ChartSheet& sheet, double width, const Theme& theme);
/// The same for a pane of `size`: as few beside each other as fit into the height; rows grow and shrink with it. Higher than `size` where they do not fit. At most 24 charts are drawn.
[[nodiscard]] Scene layoutCharts(const ChartSheet& sheet, QSizeF size, const Theme& theme);

/// The height in which a pane of `width` shows all of `sheet` without scrolling: its charts beside each other as far as they fit, rows
/// as in a picture. 0 where there is nothing to draw.
[[nodiscard]] double heightOfCharts(const ChartSheet& sheet, double width, const Theme& theme);

/// The same words for people who do not see them: "Time: blocking 9.5 s, select 250 ms".
[[nodiscard]] QString spokenChart(const ChartContent& chart);

} // namespace braid::render
