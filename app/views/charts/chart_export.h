#pragma once

#include "engine/trace/result.h"

#include <QColor>
#include <QString>
#include <vector>

class QChartView;
class QWidget;

namespace braid::views {

/// Writes `charts`, side by side as they stand on the screen, on ground of the colour `ground`. The format is that of the
/// path's ending: .png (twice the screen's size), .svg or .pdf (vectors). The error is one sentence.
[[nodiscard]] Status writeCharts(const QString& path, const std::vector<QChartView*>& charts, const QColor& ground,
                                 const QString& title);

/// Asks where to write `charts`, writes them and shows what went wrong, if anything did.
void exportCharts(QWidget* parent, const std::vector<QChartView*>& charts, const QColor& ground, const QString& name);

} // namespace braid::views
