#pragma once

#include "app/views/timeline/scene_pane.h"
#include "engine/model/store/lane.h"

namespace braid::views {

class RunOverview;

/// The states with their forms, and how many lanes are in each at the moment under inspection. A click leaves only the lanes
/// in that state, another one takes that back; with Ctrl, several states at once. Keys: 1 … 9 are the states as they stand.
class LegendView : public ScenePane {
    Q_OBJECT
public:
    LegendView(RunSession& session, RunOverview& overview, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    render::Scene makeScene(QSizeF size) override;
    QString emptyText() const override { return {}; }
    bool concerns(const render::ViewState& now, const render::ViewState& before) const override;
    void click(const render::Tag& tag, render::ViewState& state) override;
    void retranslate() override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    [[nodiscard]] QString tipFor(model::State state);
    RunOverview& m_overview;
    Qt::KeyboardModifiers m_modifiers;
    std::array<std::size_t, model::StateCount> m_lanes{};
    int m_wantedHeight = 0; ///< pixels
};

} // namespace braid::views
