#pragma once

#include "app/render/panels/inspector.h"
#include "app/views/timeline/scene_pane.h"

namespace braid::views {

/// The selected object as the structure it is, at the cursor or as it is now; without a selection the first object of
/// the run. Draws with layoutInspector() and paint() only.
class InspectorView : public ScenePane {
    Q_OBJECT
public:
    explicit InspectorView(RunSession& session, QWidget* parent = nullptr);

    /// The object shown; none while there is nothing to show.
    [[nodiscard]] ObjectId object() const { return m_object; }

protected:
    [[nodiscard]] render::Scene makeScene(QSizeF size) override;
    [[nodiscard]] QString emptyText() const override;
    [[nodiscard]] bool concerns(const render::ViewState& now, const render::ViewState& before) const override;
    void click(const render::Tag& tag, render::ViewState& state) override;
    void runChanged() override { m_object = {}; }
    void retranslate() override;

private:
    [[nodiscard]] ObjectId wanted() const;

    ObjectId m_object;
};

} // namespace braid::views
