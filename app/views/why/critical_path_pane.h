#pragma once

#include "app/views/timeline/scene_pane.h"

namespace braid::views {

/// What the critical path shown is made of: the shares of the lanes, of locks, queues and others. Draws with
/// layoutPathShares() and paint() only.
class CriticalPathPane : public ScenePane {
    Q_OBJECT
public:
    explicit CriticalPathPane(RunSession& session, QWidget* parent = nullptr);

protected:
    [[nodiscard]] render::Scene makeScene(QSizeF size) override;
    [[nodiscard]] QString emptyText() const override;
    [[nodiscard]] bool concerns(const render::ViewState& now, const render::ViewState& before) const override;
    void click(const render::Tag& tag, render::ViewState& state) override;
    void retranslate() override;
};

} // namespace braid::views
