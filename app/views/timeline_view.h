#pragma once

#include "app/render/layout.h"
#include "app/render/scene.h"
#include "app/render/theme.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QPoint>

namespace braid::views {

class RunSession;

/// The timeline on the screen: turns mouse and keys into changes of the shared ViewState, and layoutTimeline() plus
/// paint() into pixels. Draws nothing by itself.
///
/// Wheel and Ctrl+wheel zoom at the pointer; Shift+wheel moves in time; Alt+wheel, and the wheel over the names, scrolls
/// the lanes; over the names of the objects, the objects. Dragging moves both ways, dragging on the ruler marks a
/// stretch of time.
class TimelineView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit TimelineView(RunSession& session, QWidget* parent = nullptr);

    void setTheme(const render::Theme& theme);
    /// The scene shown last; for tests and for those who ask what is where.
    [[nodiscard]] const render::Scene& scene() const { return m_scene; }
    /// Scenes made since the start, for measuring.
    [[nodiscard]] std::uint64_t framesPainted() const { return m_frames; }

    /// Around the middle, or the live edge while following.
    void zoom(double factor);

signals:
    void hovered(const QString& sentence); ///< empty: nothing is under the pointer
    void contextRequested(const braid::render::Tag& tag, QPoint globalPos);

protected:
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    enum class Drag { None, Undecided, Pan, Measure };

    [[nodiscard]] render::TimelineGeometry geometry() const;
    void stale(); ///< the scene must be made anew before it is seen
    void refresh();
    void placeScrollBar();
    void revealSelection();
    void zoomAt(double x, double factor);
    void zoomUnder(double x, double factor); ///< at the pointer, or at the live edge where that is meant
    void panBy(double pixels);
    void scrollBy(double pixels, bool objects);
    void click(const render::Tag& tag);
    void hover(QPointF position);
    void leave();

    RunSession& m_session;
    render::Theme m_theme;
    render::Scene m_scene;
    bool m_stale = true;
    bool m_placing = false; ///< the scroll bar follows the state, not the other way round
    std::uint64_t m_frames = 0;
    Drag m_drag = Drag::None;
    QPointF m_pressed, m_dragged;
    model::Nanos m_measureFrom = 0;
};

} // namespace braid::views
