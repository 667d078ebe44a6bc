#pragma once

#include "app/render/rows/geometry.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/scene.h"
#include "app/render/scene/theme.h"
#include "app/render/timeline/spotlight.h"
#include "app/views/accessible/scene_source.h"
#include "app/views/timeline/ease.h"
#include "app/views/timeline/glide.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QPoint>
#include <QTimer>
#include <optional>
#include <vector>

namespace braid::views {

class RunSession;

/// The timeline on the screen: turns mouse and keys into changes of the shared ViewState, and layoutTimeline() plus
/// paint() into pixels. Draws nothing by itself.
///
/// Wheel and Ctrl+wheel zoom at the pointer; Shift+wheel moves in time; Alt+wheel, and the wheel over the names, scrolls
/// the lanes; over the names of the objects, the objects. Dragging moves both ways, dragging on the ruler or with Shift marks a
/// stretch of time; dragging the cursor's plate moves the cursor. A click puts the cursor where it is. A pointer that rests on a
/// bar lights what it comes from and leads to.
class TimelineView : public QAbstractScrollArea, public SceneSource {
    Q_OBJECT
public:
    explicit TimelineView(RunSession& session, QWidget* parent = nullptr);

    void setTheme(const render::Theme& theme);
    [[nodiscard]] const render::Theme& theme() const { return m_theme; }
    /// Zooming by wheel, key or button and moving by wheel or key take a moment in which one sees where things go. At first not.
    void setEased(bool eased);
    [[nodiscard]] bool easing() const { return m_ease.going(); }
    /// A key for zooming or moving is held, or its motion has not come to rest.
    [[nodiscard]] bool gliding() const { return m_glide.going(); }
    /// What stands out while one searches; empty: nothing does.
    void setSought(render::Lit sought);
    /// Something in the picture stands out for the search.
    [[nodiscard]] bool soughtInSight();
    /// What in the picture has these words (render::writtenIn).
    [[nodiscard]] std::vector<render::Tag> writtenInSight(const QString& words, std::size_t most);
    /// Where the bars of lanes are, in the viewport.
    [[nodiscard]] QRectF areaOfLanes() const;
    /// The scene shown last; for tests and for those who ask what is where.
    [[nodiscard]] const render::Scene& scene() const { return m_scene; }
    /// What lies over it now: the shade around what a resting pointer or a search is about.
    [[nodiscard]] const render::Scene& light();
    /// Scenes made since the start, for measuring.
    [[nodiscard]] std::uint64_t framesPainted() const { return m_frames; }

    // For assistive technology.
    [[nodiscard]] const render::Scene& currentScene() override;
    /// Of a lane, in logical pixels at type of the usual size: as asked for, else as there is room.
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] double scrolledBy() const override { return 0; }
    [[nodiscard]] RunSession& sceneSession() const override { return m_session; }
    void press(const render::Tag& tag) override;

    /// Around the middle, or the live edge while following.
    void zoom(double factor);

signals:
    void hovered(const QString& sentence); ///< empty: nothing is under the pointer
    /// The menu of what `tag` stands for is asked for, by the right button or by the key for it (then of the selection).
    void contextRequested(const braid::render::Tag& tag, QPoint globalPosition);
    void themed();
    /// A stretch is being marked, with Shift over these lanes; on the ruler, of all: none.
    void areaDragged(const std::vector<braid::LaneId>& lanes);

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
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Drag {
        None,
        Undecided,
        Pan,
        Measure,
        Area,
        Cursor,
        Lane
    };

    [[nodiscard]] const render::TimelineGeometry& geometry() const;
    [[nodiscard]] LaneId laneGrabbed(); ///< by the press on its name, where that has become a drag up or down
    void dragLane(double y);
    void stale(); ///< the scene must be made anew before it is seen
    void refresh();
    void placeScrollBar();
    void revealSelection();
    void dragArea(double x, double y);
    [[nodiscard]] render::ViewState shown(); ///< the state, with the range of time that is on its way
    void moveTo(render::TimeRange range, bool follow);
    void focusLater(const render::Tag& tag);
    void focus();
    void unfocus();
    void zoomAt(double x, double factor);
    void zoomUnder(double x, double factor); ///< at the pointer, or at the live edge where that is meant
    void panBy(double pixels);
    void zoomByKey(double factor); ///< at the pointer, else as zoom()
    void glide();
    void rest(); ///< no key is held
    void scrollBy(double pixels, bool objects);
    void click(const render::Tag& tag, QPointF position);
    void cursorTo(const render::Tag& tag, QPointF position, render::ViewState& state);
    void hover(QPointF position);
    [[nodiscard]] QString textAt(const render::Tag& tag, QPointF position) const;
    void leave();

    RunSession& m_session;
    render::Theme m_theme;
    render::Scene m_scene;
    mutable std::optional<render::TimelineGeometry> m_geometry; ///< as long as nothing has changed
    bool m_stale = true;
    bool m_placing = false; ///< the scroll bar follows the state, not the other way round
    std::uint64_t m_frames = 0;
    Drag m_drag = Drag::None;
    bool m_onCursor = false; ///< the button was pressed on the cursor's handle
    QPointF m_pressed, m_dragged;
    model::Nanos m_measureFrom = 0;
    LaneId m_draggedLane;
    std::optional<QRectF> m_area; ///< being dragged

    bool m_eased = false;
    Ease m_ease;
    QTimer m_easeFrames; ///< while it goes
    Glide m_glide;       ///< of keys that are held
    QTimer m_glideFrames;
    QElapsedTimer m_glideClock;       ///< since the last of them
    std::optional<QPointF> m_pointer; ///< while it is over the picture
    render::Lit m_sought, m_focused;
    render::Tag m_focusTag; ///< of the bar under the pointer
    QTimer m_focusDelay;
    render::Scene m_light;
    bool m_lightStale = true;
};

} // namespace braid::views
