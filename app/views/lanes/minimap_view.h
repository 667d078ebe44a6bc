#pragma once

#include "app/views/timeline/scene_pane.h"
#include "engine/model/store/lane.h"

#include <utility>
#include <vector>

namespace braid::views {

class RunOverview;

/// The whole run in one strip, with the stretch that the timeline shows as a frame. Dragging the frame moves it, dragging its
/// sides resizes it, a click beside it goes there, the wheel zooms. Keys: arrows move it, + and − zoom, Home and End.
class MinimapView : public ScenePane {
    Q_OBJECT
public:
    MinimapView(RunSession& session, RunOverview& overview, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    render::Scene makeScene(QSizeF size) override;
    QString emptyText() const override { return {}; }
    bool concerns(const render::ViewState& now, const render::ViewState& before) const override;
    void click(const render::Tag&, render::ViewState&) override {}
    void retranslate() override;
    void runChanged() override { m_key = {}; }
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    enum class Drag {
        None,
        Window,
        From,
        To
    };

    [[nodiscard]] Drag gripAt(QPointF place) const;
    void show(model::Nanos from, model::Nanos to, bool newStep);
    void zoom(model::Nanos around, double factor);

    RunOverview& m_overview;
    /// Of the shares kept: events, edge, columns. They are made anew only when one of them is another.
    struct Key {
        std::size_t events = 0;
        model::Nanos edge = -1;
        double columns = 0;
        friend bool operator==(const Key&, const Key&) = default;
    };
    Key m_key;
    std::vector<model::StateTimes> m_shares;
    Drag m_drag = Drag::None;
    bool m_moved = false;
    model::Nanos m_grabbed = 0; ///< between the pointer and the start of the window
};

} // namespace braid::views
