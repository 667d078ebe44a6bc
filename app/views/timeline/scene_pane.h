#pragma once

#include "app/render/rows/view_state.h"
#include "app/render/scene/scene.h"
#include "app/render/scene/theme.h"
#include "app/views/accessible/scene_source.h"
#include "app/views/base/throttle.h"

#include <QAbstractScrollArea>

namespace braid::views {

class RunSession;

/// A pane that is one Scene: the derived class says what to lay out and what a click means; painting, scrolling, hovering,
/// tooltips, being read out, and being made anew when the run grows are the same for all. Ctrl+Right and Ctrl+Down click the
/// next thing in the picture, Ctrl+Left and Ctrl+Up the one before. GUI thread only.
class ScenePane : public QAbstractScrollArea, public SceneSource {
    Q_OBJECT
public:
    /// `name` is the object name.
    ScenePane(RunSession& session, const char* name, QWidget* parent = nullptr);

    void setTheme(const render::Theme& theme);
    /// As it is now.
    [[nodiscard]] const render::Scene& scene();
    // For assistive technology.
    [[nodiscard]] const render::Scene& currentScene() override { return scene(); }
    [[nodiscard]] double scrolledBy() const override;
    [[nodiscard]] RunSession& sceneSession() const override { return m_session; }
    void press(const render::Tag& tag) override;

    [[nodiscard]] QSize sizeHint() const override { return {320, 280}; }

signals:
    void hovered(const QString& sentence); ///< empty: nothing is under the pointer
    void contextRequested(const braid::render::Tag& tag, QPoint globalPos);

protected:
    /// The picture for a viewport of `size`; a higher one scrolls. Only called while there is a run. A scene without
    /// layers shows emptyText() instead.
    [[nodiscard]] virtual render::Scene makeScene(QSizeF size) = 0;
    [[nodiscard]] virtual QString emptyText() const = 0;
    /// Whether the change makes the picture another one.
    [[nodiscard]] virtual bool concerns(const render::ViewState& now, const render::ViewState& before) const = 0;
    /// The left button on `tag` (which may be nothing), as one step of navigation.
    virtual void click(const render::Tag& tag, render::ViewState& state) = 0;
    virtual void runChanged() {}    ///< before the first picture of another run
    virtual void retranslate() = 0; ///< accessible name

    [[nodiscard]] RunSession& session() const { return m_session; }
    [[nodiscard]] const render::Theme& theme() const { return m_theme; }
    void stale(); ///< the picture must be made anew before it is seen

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    [[nodiscard]] render::Tag tagAt(QPointF place);
    void pressNext(int direction);

    RunSession& m_session;
    render::Theme m_theme;
    render::Scene m_scene;
    render::Tag m_pressed; ///< last, to go on from with the keys
    /// Made anew where it must be; where the run has grown meanwhile, that may wait (m_throttle).
    [[nodiscard]] const render::Scene& shown();

    bool m_stale = true;
    bool m_grown = false; ///< since it was made
    Throttle m_throttle;
};

} // namespace braid::views
