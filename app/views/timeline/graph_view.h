#pragma once

#include "app/render/panels/graph_layout.h"
#include "app/views/timeline/scene_pane.h"

namespace braid::views {

/// The wait-for graph at the cursor, or as it is now. Draws with layoutGraph() and paint() only.
class GraphView : public ScenePane {
    Q_OBJECT
public:
    explicit GraphView(RunSession& session, QWidget* parent = nullptr);

protected:
    [[nodiscard]] render::Scene makeScene(QSizeF size) override;
    [[nodiscard]] QString emptyText() const override;
    [[nodiscard]] bool concerns(const render::ViewState& now, const render::ViewState& before) const override;
    void click(const render::Tag& tag, render::ViewState& state) override;
    void retranslate() override;
};

} // namespace braid::views
