#pragma once

#include "app/render/charts/chart.h"
#include "app/views/timeline/scene_pane.h"

namespace braid::views {

/// The charts of a run's results as a picture. Draws with layoutCharts() and paint() only.
class ResultsView : public ScenePane {
    Q_OBJECT
public:
    explicit ResultsView(RunSession& session, QWidget* parent = nullptr);

    void show(const render::ChartSheet& sheet);

protected:
    [[nodiscard]] render::Scene makeScene(QSizeF size) override;
    [[nodiscard]] QString emptyText() const override { return {}; }
    [[nodiscard]] bool concerns(const render::ViewState&, const render::ViewState&) const override { return false; }
    void click(const render::Tag&, render::ViewState&) override {}
    void retranslate() override;

private:
    render::ChartSheet m_sheet;
};

} // namespace braid::views
