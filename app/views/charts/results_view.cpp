#include "app/views/charts/results_view.h"

namespace braid::views {

ResultsView::ResultsView(RunSession& session, QWidget* parent) : ScenePane(session, "results", parent) { retranslate(); }

void ResultsView::show(const render::ChartSheet& sheet) {
    m_sheet = sheet;
    QStringList spoken;
    for (const render::ChartContent& chart : m_sheet.charts)
        spoken << render::spokenChart(chart);
    if (!m_sheet.note.isEmpty())
        spoken << m_sheet.note;
    setAccessibleDescription(spoken.join(u'\n'));
    stale();
}

render::Scene ResultsView::makeScene(QSizeF size) { return render::layoutCharts(m_sheet, size, theme()); }

void ResultsView::retranslate() { setAccessibleName(tr("Results")); }

} // namespace braid::views
