#include "app/views/timeline_view.h"

#include "app/render/paint.h"
#include "app/views/hover_text.h"
#include "app/views/navigation.h"
#include "app/views/run_session.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <cmath>

namespace braid::views {
namespace {
using Step = session::SharedViewState::Step;
using render::What;

constexpr double ZoomPerNotch = 1.25;
constexpr double KeyPan = 0.12;    ///< of the width
constexpr double NearEdge = 0.1; ///< of the width: a pointer this near the live edge means the edge
constexpr double KeyScroll = 2;    ///< rows
constexpr double DegreesPerNotch = 120; ///< QWheelEvent counts eighths of a degree
} // namespace

TimelineView::TimelineView(RunSession& session, QWidget* parent)
    : QAbstractScrollArea(parent), m_session(session), m_theme(render::Theme::light()) {
    setObjectName("timeline");
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setAccessibleName(tr("Timeline"));
    viewport()->setMouseTracking(true);
    viewport()->setObjectName("timelineCanvas");
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(320, 160);

    connect(&m_session, &RunSession::aboutToChangeRun, this, &TimelineView::leave);
    connect(&m_session, &RunSession::runChanged, this, &TimelineView::stale);
    connect(&m_session, &RunSession::grew, this, &TimelineView::stale);
    connect(&m_session, &RunSession::frame, this, &TimelineView::stale);
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                stale();
                const bool elsewhere = now.selectedLane != before.selectedLane || now.finding != before.finding ||
                                       now.selectedEvent != before.selectedEvent;
                if (elsewhere && m_drag == Drag::None)
                    revealSelection();
                placeScrollBar();
            });
}

void TimelineView::setTheme(const render::Theme& theme) {
    m_theme = theme;
    stale();
}

render::TimelineGeometry TimelineView::geometry() const {
    return render::timelineGeometry(m_session.run()->model(), m_session.view().get(), viewport()->size(), m_theme);
}

void TimelineView::stale() {
    m_stale = true;
    viewport()->update();
}

void TimelineView::refresh() {
    if (!m_stale)
        return;
    m_stale = false;
    m_scene = {};
    const session::Run* run = m_session.run();
    if (!run)
        return;
    m_scene = render::layoutTimeline(run->model(), run->findings(), m_session.view().get(), run->edge(),
                                     viewport()->size(), m_theme);
    ++m_frames;
    placeScrollBar();
}

void TimelineView::paintEvent(QPaintEvent*) {
    refresh();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(render::Role::Background));
    render::paint(painter, m_scene, m_theme);
}

void TimelineView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    stale();
}

void TimelineView::placeScrollBar() {
    if (!m_session.run() || m_placing)
        return;
    m_placing = true;
    const render::TimelineGeometry parts = geometry();
    verticalScrollBar()->setRange(0, static_cast<int>(std::ceil(parts.maxScrollY())));
    verticalScrollBar()->setPageStep(std::max(1, static_cast<int>(parts.lanes.height())));
    verticalScrollBar()->setSingleStep(static_cast<int>(m_session.view().get().rowHeight));
    verticalScrollBar()->setValue(static_cast<int>(m_session.view().get().scrollY));
    m_placing = false;
}

void TimelineView::scrollContentsBy(int, int) {
    if (m_placing || !m_session.run())
        return;
    const double y = verticalScrollBar()->value();
    m_session.view().update([y](render::ViewState& state) { state.scrollY = y; });
}

void TimelineView::revealSelection() {
    const session::Run* run = m_session.run();
    if (!run)
        return;
    render::ViewState state = m_session.view().get();
    const auto reveal = [&](LaneId lane) {
        state.scrollY = render::scrollToLane(run->model(), state, geometry(), lane);
    };
    // A finding's lanes from the last to the first: where not all fit, the first ones are seen.
    const auto& findings = run->findings().all();
    if (state.finding && *state.finding < findings.size()) {
        const auto& lanes = findings[*state.finding].lanes;
        std::for_each(lanes.rbegin(), lanes.rend(), reveal);
    } else if (state.selectedLane) {
        reveal(state.selectedLane);
    }
    m_session.view().set(state);
}

// ---- moving about

void TimelineView::zoomAt(double x, double factor) {
    if (!m_session.run())
        return;
    const render::TimeRange range = render::zoomAt(geometry().axis, x, factor);
    m_session.view().update([&](render::ViewState& state) {
        state.from = range.from;
        state.to = range.to;
        keepInReach(state, m_session.run()->edge());
    });
}

void TimelineView::zoomUnder(double x, double factor) {
    const render::TimelineGeometry parts = geometry();
    const double edge = render::timeToX(parts.axis, m_session.run()->edge());
    const bool atEdge = x > edge - NearEdge * parts.lanes.width();
    if (m_session.view().get().followLive && atEdge) {
        zoomAt(edge, factor);
        return;
    }
    // What is under the pointer stays there: following would carry it away.
    m_session.view().update([](render::ViewState& state) { state.followLive = false; });
    zoomAt(x, factor);
}

void TimelineView::zoom(double factor) {
    if (!m_session.run())
        return;
    const render::TimelineGeometry parts = geometry();
    const double x = m_session.view().get().followLive ? render::timeToX(parts.axis, m_session.run()->edge())
                                                       : parts.lanes.center().x();
    zoomAt(x, factor);
}

void TimelineView::panBy(double pixels) {
    if (!m_session.run())
        return;
    const render::TimeRange range = render::pan(geometry().axis, pixels);
    m_session.view().update([&](render::ViewState& state) {
        state.from = range.from;
        state.to = range.to;
        state.followLive = false;
        keepInReach(state, m_session.run()->edge());
    });
}

void TimelineView::scrollBy(double pixels, bool objects) {
    if (!m_session.run())
        return;
    const render::TimelineGeometry parts = geometry();
    m_session.view().update([&](render::ViewState& state) {
        if (objects)
            state.objectScrollY = std::clamp(state.objectScrollY + pixels, 0.0, parts.maxObjectScrollY());
        else
            state.scrollY = std::clamp(state.scrollY + pixels, 0.0, parts.maxScrollY());
    });
}

void TimelineView::wheelEvent(QWheelEvent* event) {
    if (!m_session.run())
        return;
    const render::TimelineGeometry parts = geometry();
    const QPointF at = event->position();
    // With Alt, Qt turns the wheel by 90 degrees.
    const QPoint turned = event->angleDelta();
    const double notches = (turned.y() != 0 ? turned.y() : turned.x()) / DegreesPerNotch;
    const bool overNames = at.x() < parts.lanes.left();
    const bool overObjects = !parts.objects.isEmpty() && at.y() > parts.heading.top();
    const double row = m_session.view().get().rowHeight;
    if (event->modifiers() & Qt::ShiftModifier || (turned.x() != 0 && !(event->modifiers() & Qt::AltModifier)))
        panBy(-notches * 0.1 * parts.lanes.width());
    else if (event->modifiers() & Qt::AltModifier || (overNames && !(event->modifiers() & Qt::ControlModifier)))
        scrollBy(-notches * 2 * row, overObjects);
    else
        zoomUnder(std::max(at.x(), parts.lanes.left()), std::pow(ZoomPerNotch, notches));
    event->accept();
    hover(at);
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
    if (!m_session.run() || event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    const double width = geometry().lanes.width();
    const double row = m_session.view().get().rowHeight;
    switch (event->key()) {
    case Qt::Key_W:
        zoom(ZoomPerNotch * ZoomPerNotch);
        break;
    case Qt::Key_S:
        zoom(1 / (ZoomPerNotch * ZoomPerNotch));
        break;
    case Qt::Key_A:
    case Qt::Key_Left:
        panBy(-KeyPan * width);
        break;
    case Qt::Key_D:
    case Qt::Key_Right:
        panBy(KeyPan * width);
        break;
    case Qt::Key_Up:
        scrollBy(-KeyScroll * row, false);
        break;
    case Qt::Key_Down:
        scrollBy(KeyScroll * row, false);
        break;
    case Qt::Key_PageUp:
        scrollBy(-geometry().lanes.height(), false);
        break;
    case Qt::Key_PageDown:
        scrollBy(geometry().lanes.height(), false);
        break;
    case Qt::Key_Escape:
        m_session.view().update([](render::ViewState& state) {
            clearSelection(state);
            state.measured.reset();
        });
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

// ---- the mouse

void TimelineView::mousePressEvent(QMouseEvent* event) {
    if (!m_session.run() || (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton))
        return;
    m_pressed = m_dragged = event->position();
    m_drag = Drag::Undecided;
    setFocus(Qt::MouseFocusReason);
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_session.run())
        return;
    if (m_drag == Drag::None) {
        hover(event->position());
        return;
    }
    const render::TimelineGeometry parts = geometry();
    if (m_drag == Drag::Undecided) {
        if ((event->position() - m_pressed).manhattanLength() < QApplication::startDragDistance())
            return;
        m_drag = parts.ruler.contains(m_pressed) ? Drag::Measure : Drag::Pan;
        m_measureFrom = render::xToTime(parts.axis, m_pressed.x());
        m_session.view().set(m_session.view().get(), Step::New);
        QToolTip::hideText();
        viewport()->setCursor(m_drag == Drag::Pan ? Qt::ClosedHandCursor : Qt::SplitHCursor);
    }
    const QPointF moved = event->position() - m_dragged;
    m_dragged = event->position();
    if (m_drag == Drag::Measure) {
        const model::Nanos here = render::xToTime(parts.axis, event->position().x());
        m_session.view().update([&](render::ViewState& state) {
            state.measured = std::minmax(m_measureFrom, here);
        });
        return;
    }
    if (moved.x() != 0)
        panBy(-moved.x());
    if (moved.y() != 0)
        scrollBy(-moved.y(), !parts.objects.isEmpty() && m_pressed.y() > parts.heading.top());
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event) {
    const Drag ended = std::exchange(m_drag, Drag::None);
    viewport()->unsetCursor();
    if (ended != Drag::Undecided || !m_session.run() || event->button() != Qt::LeftButton)
        return;
    refresh();
    click(render::hit(m_scene, event->position()));
}

void TimelineView::click(const render::Tag& tag) {
    session::Run& run = *m_session.run();
    m_session.view().update(
        [&](render::ViewState& state) {
            switch (tag.what) {
            case What::Fold:
                if (const model::Lane* lane = run.model().lane(tag.lane))
                    render::toggleFold(state, *lane);
                break;
            case What::LaneHeader:
                selectLane(state, tag.lane);
                break;
            case What::ObjectHeader:
            case What::Level:
                selectObject(state, tag.object);
                break;
            case What::ObjectHeading:
                state.showObjects = !state.showObjects;
                break;
            case What::FindingMarker:
                goToFinding(run, state, tag.finding);
                break;
            case What::Ruler:
                state.measured.reset();
                break;
            case What::Bar:
            case What::Mark:
            case What::Arrow:
            case What::Holding:
            case What::ObjectMark:
                clearSelection(state);
                state.selectedLane = tag.lane;
                state.selectedEvent = tag.event;
                state.selectedObject = tag.object;
                break;
            case What::Merged:
            case What::Crowd:
                selectLane(state, tag.lane);
                break;
            default:
                clearSelection(state);
            }
        },
        Step::New);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (!m_session.run() || event->button() != Qt::LeftButton)
        return;
    refresh();
    const render::Tag tag = render::hit(m_scene, event->position());
    if (tag.what == What::Merged || tag.what == What::Crowd)
        zoomAt(event->position().x(), 8);
    else if (tag.what == What::Bar || tag.what == What::Holding || tag.what == What::Mark)
        m_session.view().update([this](render::ViewState& state) { fitSelection(*m_session.run(), state); }, Step::New);
    else if (tag.what == What::Ruler)
        m_session.view().update([this](render::ViewState& state) { fitAll(*m_session.run(), state); }, Step::New);
}

void TimelineView::hover(QPointF position) {
    if (!m_session.run())
        return;
    refresh();
    const render::Tag tag = render::hit(m_scene, position);
    emit hovered(hoverText(*m_session.run(), tag, render::columnAt(m_scene, position)));
    m_session.view().update([&](render::ViewState& state) {
        state.hoveredLane = tag.lane;
        state.hoveredEvent = tag.event;
    });
    const bool clickable = tag.what == What::LaneHeader || tag.what == What::ObjectHeader || tag.what == What::Fold ||
                           tag.what == What::FindingMarker || tag.what == What::ObjectHeading;
    viewport()->setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TimelineView::leave() {
    m_drag = Drag::None;
    QToolTip::hideText();
    emit hovered({});
    m_session.view().update([](render::ViewState& state) {
        state.hoveredLane = {};
        state.hoveredEvent = model::NoEvent;
    });
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
    if (!m_session.run())
        return;
    refresh();
    render::Tag tag = render::hit(m_scene, event->pos());
    if (event->reason() == QContextMenuEvent::Keyboard) { // for what is selected, wherever the pointer may be
        const render::ViewState& state = m_session.view().get();
        tag = {};
        tag.what = state.selectedEvent != model::NoEvent ? What::Bar : state.selectedObject ? What::ObjectHeader : What::LaneHeader;
        tag.lane = state.selectedLane;
        tag.object = state.selectedObject;
        tag.event = state.selectedEvent;
    }
    emit contextRequested(tag, event->globalPos());
}

bool TimelineView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave) {
        leave();
    } else if (event->type() == QEvent::ToolTip && m_session.run()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        refresh();
        const QString tip = hoverTip(*m_session.run(), render::hit(m_scene, help->pos()),
                                     render::columnAt(m_scene, help->pos()));
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Timeline"));
        stale();
    }
    QAbstractScrollArea::changeEvent(event);
}

} // namespace braid::views
