#pragma once

#include "app/render/charts/chart.h"
#include "app/views/charts/chart_page.h"

namespace braid::session {
class Run;
}

namespace braid::views {

class ResultsView;
class RunSession;
class Setup;

/// What the run came to: the charts that pictures have too, laid out for the pane.
class ResultChart : public ChartPage {
    Q_OBJECT
public:
    ResultChart(RunSession& session, Setup& setup, Appearance& appearance, QWidget* parent = nullptr);

    [[nodiscard]] Status write(const QString& path, const QString& title) const override;
    /// As drawn.
    [[nodiscard]] const render::ChartSheet& sheet() const { return m_sheet; }

    /// The height (pixels) in which all of it is seen where it is `width` wide; 0 where there is nothing to draw.
    [[nodiscard]] int neededHeight(int width) const;

protected:
    void refresh() override;

private:
    RunSession& m_session;
    Setup& m_setup;
    ResultsView* m_view;
    render::ChartSheet m_sheet;
    const session::Run* m_drawnRun = nullptr;
    std::size_t m_drawnResults = 0; ///< of that run
};

} // namespace braid::views
