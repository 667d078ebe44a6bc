#pragma once

#include "app/views/charts/chart_page.h"
#include "app/views/charts/result_bars.h"

class QHBoxLayout;

namespace braid::session {
class Run;
}

namespace braid::views {

class RunSession;
class Setup;

/// What the run came to, as bars: one chart beside the other.
class ResultChart : public ChartPage {
    Q_OBJECT
public:
    ResultChart(RunSession& session, Setup& setup, Appearance& appearance, QWidget* parent = nullptr);

    [[nodiscard]] std::vector<QChartView*> charts() const override { return m_views; }

protected:
    void refresh() override;

private:
    RunSession& m_session;
    Setup& m_setup;
    QHBoxLayout* m_row;
    std::vector<QChartView*> m_views;
    const session::Run* m_drawnRun = nullptr;
    std::size_t m_drawnResults = 0; ///< of that run
};

} // namespace braid::views
