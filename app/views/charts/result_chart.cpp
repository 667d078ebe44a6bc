#include "app/views/charts/result_chart.h"

#include "app/views/charts/bar_chart.h"
#include "app/views/charts/chart_style.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"

#include <QHBoxLayout>

namespace braid::views {
namespace {
constexpr std::size_t MostResultPanels = 6; ///< there is no room for more
}

ResultChart::ResultChart(RunSession& session, Setup& setup, Appearance& appearance, QWidget* parent)
    : ChartPage(appearance, parent), m_session(session), m_setup(setup) {
    auto* box = new QWidget(this);
    box->setProperty("role", "surface");
    box->setAttribute(Qt::WA_StyledBackground);
    m_row = new QHBoxLayout(box);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(8);
    setContent(box);
    connect(&m_session, &RunSession::runChanged, this, &ResultChart::stale);
    connect(&m_session, &RunSession::stateChanged, this, &ResultChart::stale);
    connect(&m_session, &RunSession::grew, this, [this] { // results come late and are few
        const session::Run* run = m_session.run();
        if (run != m_drawnRun || run->model().results().size() != m_drawnResults)
            stale();
    });
}

void ResultChart::refresh() {
    const session::Run* run = m_session.run();
    m_drawnRun = run;
    m_drawnResults = run ? run->model().results().size() : 0;
    const session::Scenario* scenario = run && m_setup.catalogue() ? m_setup.catalogue()->find(run->scenarioId()) : nullptr;
    std::vector<BarPanel> panels;
    if (run)
        panels = barPanels(run->model().results(), scenario);
    if (panels.size() > MostResultPanels)
        panels.resize(MostResultPanels);
    for (; m_views.size() > panels.size(); m_views.pop_back())
        delete m_views.back();
    while (m_views.size() < panels.size()) {
        m_views.push_back(makeChartView("resultChart", this));
        m_row->addWidget(m_views.back(), 1);
    }
    for (std::size_t i = 0; i < panels.size(); ++i)
        showBars(*m_views[i], panels[i], appearance());
    if (!panels.empty())
        setMessage({});
    else if (scenario && !scenario->charts.empty() && run->state() != session::Run::State::Over)
        setMessage(tr("The run's results are drawn here when it is through."));
    else
        setMessage(run ? tr("This run has no result to compare as bars.")
                       : tr("Results that a scenario compares, such as speed-ups, appear here."));
}

} // namespace braid::views
