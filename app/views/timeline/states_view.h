#pragma once

#include "app/views/timeline/scene_pane.h"

namespace braid::views {

/// The diagram of a thread's states with the run's lanes in it, at the cursor or as it is now. Draws with layoutStates() and
/// paint() only.
class StatesView : public ScenePane {
    Q_OBJECT
public:
    explicit StatesView(RunSession& session, QWidget* parent = nullptr);

protected:
    [[nodiscard]] render::Scene makeScene(QSizeF size) override;
    [[nodiscard]] QString emptyText() const override;
    [[nodiscard]] bool concerns(const render::ViewState& now, const render::ViewState& before) const override;
    void click(const render::Tag& tag, render::ViewState& state) override;
    void retranslate() override;
};

} // namespace braid::views
