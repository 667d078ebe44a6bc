#include "app/views/charts/result_chart.h"

#include "app/render/picture/picture.h"
#include "app/session/result_charts.h"
#include "app/views/base/appearance.h"
#include "app/views/charts/results_view.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"

#include <algorithm>

namespace braid::views {
namespace {
constexpr double ExportScale = 2;     ///< image pixels for each of the screen's
constexpr double LeastExported = 800; ///< pixels: a narrow pane makes no narrow picture
} // namespace

ResultChart::ResultChart(RunSession& session, Setup& setup, Appearance& appearance, QWidget* parent)
    : ChartPage(appearance, parent), m_session(session), m_setup(setup), m_view(new ResultsView(session, this)) {
    setContent(m_view);
    connect(&m_session, &RunSession::runChanged, this, &ResultChart::stale);
    connect(&m_session, &RunSession::stateChanged, this, &ResultChart::stale);
    connect(&m_session, &RunSession::grew, this, [this] { // results come late and are few
        const session::Run* run = m_session.run();
        if (run != m_drawnRun || run->model().results().size() != m_drawnResults)
            stale();
    });
}

Status ResultChart::write(const QString& path, const QString& title) const {
    const render::Theme theme = appearance().dark() ? render::Theme::dark() : render::Theme::light();
    const double width = std::max<double>(LeastExported, m_view->width());
    return render::writeScene(path, render::layoutCharts(m_sheet, width, theme), theme, ExportScale, title);
}

int ResultChart::neededHeight(int width) const {
    return static_cast<int>(render::heightOfCharts(m_sheet, width, appearance().theme()));
}

void ResultChart::refresh() {
    const session::Run* run = m_session.run();
    m_drawnRun = run;
    m_drawnResults = run ? run->model().results().size() : 0;
    const session::Scenario* scenario = run && m_setup.catalogue() ? m_setup.catalogue()->find(run->scenarioId()) : nullptr;
    m_sheet = run ? session::chartsOf(run->model().results(), scenario) : render::ChartSheet();
    m_view->setTheme(appearance().theme());
    m_view->show(m_sheet);
    if (!m_sheet.charts.empty())
        setMessage({});
    else if (scenario && !scenario->charts.empty() && run->state() != session::Run::State::Over)
        setMessage(tr("The run's results are drawn here when it is through."));
    else
        setMessage(run ? tr("This run has no result to compare as bars.")
                       : tr("Results that a scenario compares, such as speed-ups, appear here."));
}

} // namespace braid::views
