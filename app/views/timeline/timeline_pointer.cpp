#include "app/render/objects/object_interest.h"
#include "app/render/rows/geometry.h"
#include "app/render/rows/rows.h"
#include "app/views/timeline/timeline_view.h"

#include "app/render/rows/lane_rows.h"
#include "app/views/base/hover_text.h"
#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <cmath>

// The pointer in the timeline: pressing, dragging, clicking, hovering.
namespace braid::views {
namespace {
using Step = session::SharedViewState::Step;
using render::What;

constexpr double NearEnd = 6; ///< pixels: a pointer this near an end of the marked stretch takes hold of it

/// The end of the marked stretch under the pointer, and the other one; none where the pointer is elsewhere.
std::optional<std::pair<model::Nanos, model::Nanos>> endAt(const render::ViewState& state, const render::TimelineGeometry& parts,
                                                           QPointF at) {
    if (!state.measured || !parts.ruler.contains(at))
        return std::nullopt;
    const auto& [first, second] = *state.measured;
    const double left = std::abs(render::timeToX(parts.axis, first) - at.x());
    const double right = std::abs(render::timeToX(parts.axis, second) - at.x());
    if (std::min(left, right) > NearEnd)
        return std::nullopt;
    return left < right ? std::pair{first, second} : std::pair{second, first};
}
} // namespace

void TimelineView::mousePressEvent(QMouseEvent* event) {
    if (!m_session.run() || (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton))
        return;
    m_pressed = m_dragged = event->position();
    m_drag = Drag::Undecided;
    m_ease.stop(); // what is taken hold of stands still
    unfocus();
    stale();
    refresh();
    m_onCursor = render::hit(m_scene, m_pressed).what == What::CursorHandle;
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
        m_draggedLane = m_onCursor ? LaneId{} : laneGrabbed();
        m_drag = m_onCursor                                                                          ? Drag::Cursor
                 : parts.ruler.contains(m_pressed)                                                   ? Drag::Measure
                 : event->modifiers().testFlag(Qt::ShiftModifier) && parts.lanes.contains(m_pressed) ? Drag::Area
                 : m_draggedLane                                                                     ? Drag::Lane
                                                                                                     : Drag::Pan;
        m_measureFrom = render::xToTime(parts.axis, m_pressed.x());
        if (const auto end = endAt(m_session.view().get(), parts, m_pressed))
            m_measureFrom = end->second; // the other end stays
        m_session.view().set(m_session.view().get(), Step::New);
        QToolTip::hideText();
        if (m_drag == Drag::Measure)
            emit areaDragged({});
        viewport()->setCursor(m_drag == Drag::Measure ? Qt::SplitHCursor : m_drag == Drag::Area ? Qt::CrossCursor
                                                                                                : Qt::ClosedHandCursor);
    }
    const QPointF moved = event->position() - m_dragged;
    m_dragged = event->position();
    if (m_drag == Drag::Cursor) {
        const model::Nanos here = render::xToTime(parts.axis, event->position().x());
        m_session.view().update([&](render::ViewState& state) {
            placeCursor(*m_session.run(), state, std::min(here, m_session.run()->edge()));
        });
        return;
    }
    if (m_drag == Drag::Measure) {
        const model::Nanos here = render::xToTime(parts.axis, event->position().x());
        m_session.view().update([&](render::ViewState& state) {
            state.measured = std::minmax({m_measureFrom, here});
        });
        return;
    }
    if (m_drag == Drag::Area) {
        dragArea(event->position().x(), event->position().y());
        return;
    }
    if (m_drag == Drag::Lane) {
        dragLane(event->position().y());
        return;
    }
    if (moved.x() != 0)
        panBy(-moved.x());
    if (moved.y() != 0)
        scrollBy(-moved.y(), !parts.objects.isEmpty() && m_pressed.y() > parts.heading.top());
}

LaneId TimelineView::laneGrabbed() {
    if (!geometry().header.contains(m_pressed))
        return {};
    refresh();
    const render::Tag tag = render::hit(m_scene, m_pressed);
    return tag.what == What::LaneHeader || tag.what == What::Family ? tag.lane : LaneId{};
}

// The row takes its new place at once: what one sees while dragging is what one gets.
void TimelineView::dragLane(double y) {
    const render::TimelineGeometry parts = geometry();
    const double row = parts.rowHeight;
    if (y < parts.lanes.top() + parts.stuck + row / 2)
        scrollBy(-row / 2, false);
    else if (y > parts.lanes.bottom() - row / 2)
        scrollBy(row / 2, false);
    const model::Model& model = m_session.run()->model();
    const LaneId over = render::laneAt(model, m_session.view().get(), geometry(), y);
    if (!over || over == m_draggedLane)
        return;
    m_session.view().update(
        [&](render::ViewState& state) { render::moveLane(model, state, m_draggedLane, over); },
        std::exchange(m_measureFrom, -1) == -1 ? Step::Continue : Step::New);
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
    if (!m_session.run())
        return;
    refresh();
    if (event->reason() != QContextMenuEvent::Keyboard) {
        emit contextRequested(render::hit(m_scene, event->pos()), event->globalPos());
        return;
    }
    // For what is selected, wherever the pointer may be.
    const render::ViewState& state = m_session.view().get();
    const What what = state.selectedEvent != model::NoEvent ? What::Bar
                      : state.selectedObject                ? What::ObjectHeader
                                                            : What::LaneHeader;
    if (state.selectedLane || what != What::LaneHeader)
        emit contextRequested({what, state.selectedLane, state.selectedObject, state.selectedEvent, -1, 1},
                              viewport()->mapToGlobal(geometry().header.center().toPoint()));
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event) {
    const Drag ended = std::exchange(m_drag, Drag::None);
    viewport()->unsetCursor();
    if (std::exchange(m_area, std::nullopt)) {
        m_lightStale = true;
        viewport()->update();
    }
    if (ended != Drag::Undecided || !m_session.run() || event->button() != Qt::LeftButton)
        return;
    refresh();
    click(render::hit(m_scene, event->position()), event->position());
}

// Where the click was; of what happens at one moment, that moment; of a stretch, inside it even where it is very narrow.
void TimelineView::cursorTo(const render::Tag& tag, QPointF position, render::ViewState& state) {
    const session::Run& run = *m_session.run();
    const model::Model& model = run.model();
    const render::TimelineGeometry parts = geometry();
    if (position.x() < parts.lanes.left() || parts.heading.contains(position))
        return;
    model::Nanos time = render::xToTime(parts.axis, position.x());
    if (tag.event < model.log().size()) {
        const model::Nanos begin = model.log()[tag.event].time;
        const model::Lane* lane = model.lane(tag.lane);
        if (tag.what == What::Mark || tag.what == What::Arrow || tag.what == What::ObjectMark)
            time = begin;
        else if (const std::optional<model::Interval> bar = lane ? lane->begunBy(tag.event, begin) : std::nullopt; bar && tag.what == What::Bar && time <= run.edge())
            time = std::clamp(time, bar->begin, std::max(bar->begin, std::min(bar->end, lane->ended) - 1));
    }
    placeCursor(run, state, time);
}

void TimelineView::press(const render::Tag& tag) {
    // As a click in the middle of what is in view, at its event where it has one; on the name where that is what can be pressed.
    const render::TimelineGeometry& parts = geometry();
    const model::Model& model = m_session.run()->model();
    const bool ofFamily = tag.what == What::Family || tag.what == What::ObjectFamily;
    const double x = ofFamily                         ? parts.header.center().x()
                     : tag.event < model.log().size() ? render::timeToX(parts.axis, model.log()[tag.event].time)
                                                      : parts.lanes.center().x();
    click(tag, {x, parts.lanes.center().y()});
}

void TimelineView::click(const render::Tag& tag, QPointF position) {
    session::Run& run = *m_session.run();
    m_session.view().update(
        [&](render::ViewState& state) {
            switch (tag.what) {
            case What::Fold:
                if (const model::Lane* lane = run.model().lane(tag.lane); lane && tag.count > 1)
                    render::foldFamily(state, *lane, !render::isFamilyFolded(run.model(), state, *lane));
                else if (lane)
                    render::toggleFold(state, *lane);
                break;
            case What::Family:
                clearSelection(state);
                if (const model::Lane* lane = run.model().lane(tag.lane); lane && position.x() < geometry().lanes.left())
                    render::foldFamily(state, *lane, !render::isFamilyFolded(run.model(), state, *lane));
                break;
            case What::ObjectFamily:
                // Its name folds; what its row shows is of a moment.
                if (position.x() >= geometry().lanes.left()) {
                    clearSelection(state);
                    cursorTo(tag, position, state);
                } else if (const model::Object* object = run.model().object(tag.object))
                    if (const auto family = render::objectFamilyOf(run.model(), state, *object))
                        render::foldObjectFamily(run.model(), state, *object, !family->folded);
                break;
            case What::MoreObjects:
                state.allObjects = true;
                break;
            case What::LaneHeader:
                selectLane(state, tag.lane);
                break;
            case What::ObjectHeader:
            case What::Level:
                selectObject(state, tag.object);
                cursorTo(tag, position, state);
                break;
            case What::ObjectHeading:
                state.showObjects = !state.showObjects;
                break;
            case What::FindingMarker:
                goToFinding(run, state, tag.finding);
                break;
            case What::Ruler:
                state.measured.reset();
                cursorTo(tag, position, state);
                break;
            case What::CursorHandle:
                break;
            case What::Bookmark:
                if (tag.finding >= 0 && static_cast<std::size_t>(tag.finding) < state.bookmarks.size())
                    placeCursor(run, state, state.bookmarks[static_cast<std::size_t>(tag.finding)].at);
                break;
            case What::Bar:
                clearSelection(state);
                state.selectedLane = tag.lane;
                state.selectedEvent = tag.event;
                state.selectedObject = tag.object;
                cursorTo(tag, position, state);
                askWhy(run, state, tag.lane);
                break;
            case What::Mark:
            case What::Arrow:
            case What::Holding:
            case What::ObjectMark:
                clearSelection(state);
                state.selectedLane = tag.lane;
                state.selectedEvent = tag.event;
                state.selectedObject = tag.object;
                cursorTo(tag, position, state);
                break;
            case What::Merged:
                selectLane(state, tag.lane);
                cursorTo(tag, position, state);
                askWhy(run, state, tag.lane);
                break;
            case What::Crowd:
                selectLane(state, tag.lane);
                cursorTo(tag, position, state);
                break;
            default:
                clearSelection(state);
                cursorTo(tag, position, state);
            }
        },
        Step::New);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (!m_session.run() || event->button() != Qt::LeftButton)
        return;
    refresh();
    const render::Tag tag = render::hit(m_scene, event->position());
    const bool overBars = event->position().x() >= geometry().lanes.left();
    if (overBars && (tag.what == What::Merged || tag.what == What::Crowd || tag.what == What::Family))
        zoomAt(event->position().x(), 8);
    else if (tag.what == What::Bar || tag.what == What::Holding || tag.what == What::Mark)
        m_session.view().update([this](render::ViewState& state) { fitSelection(*m_session.run(), state); }, Step::New);
    else if (tag.what == What::Ruler)
        m_session.view().update([this](render::ViewState& state) { fitAll(*m_session.run(), state); }, Step::New);
}

QString TimelineView::textAt(const render::Tag& tag, QPointF position) const {
    if (tag.what == What::CursorHandle)
        return tr("The cursor: every pane shows the state at this moment. Drag it; Esc goes back to the end of the run.");
    const auto& bookmarks = m_session.view().get().bookmarks;
    if (tag.what == What::Bookmark && tag.finding >= 0 && static_cast<std::size_t>(tag.finding) < bookmarks.size()) {
        const render::Bookmark& bookmark = bookmarks[static_cast<std::size_t>(tag.finding)];
        return QStringLiteral("%1  ·  %2").arg(momentText(bookmark.at), toQt(bookmark.note));
    }
    return hoverText(*m_session.run(), m_session.view().get().cursor, tag, render::columnAt(m_scene, position));
}

void TimelineView::hover(QPointF position) {
    m_pointer = position;
    if (!m_session.run())
        return;
    refresh();
    const render::Tag tag = render::hit(m_scene, position);
    emit hovered(textAt(tag, position));
    focusLater(tag);
    m_session.view().update([&](render::ViewState& state) {
        state.hoveredLane = tag.what == What::Family ? LaneId{} : tag.lane;
        state.hoveredEvent = tag.event;
    });
    const bool ofFamily = (tag.what == What::Family || tag.what == What::ObjectFamily) && position.x() < geometry().lanes.left();
    const bool clickable = ofFamily || tag.what == What::LaneHeader || tag.what == What::ObjectHeader || tag.what == What::MoreObjects || tag.what == What::Fold ||
                           tag.what == What::FindingMarker || tag.what == What::ObjectHeading || tag.what == What::Bookmark;
    const bool atEnd = endAt(m_session.view().get(), geometry(), position).has_value();
    viewport()->setCursor(tag.what == What::CursorHandle ? Qt::SizeHorCursor
                          : atEnd                        ? Qt::SplitHCursor
                          : clickable                    ? Qt::PointingHandCursor
                                                         : Qt::ArrowCursor);
}

void TimelineView::leave() {
    m_pointer.reset();
    m_drag = Drag::None;
    m_area.reset();
    unfocus();
    QToolTip::hideText();
    emit hovered({});
    m_session.view().update([](render::ViewState& state) {
        state.hoveredLane = {};
        state.hoveredEvent = model::NoEvent;
    });
}

bool TimelineView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave) {
        leave();
    } else if (event->type() == QEvent::ToolTip && m_session.run()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        refresh();
        const render::Tag tag = render::hit(m_scene, help->pos());
        const bool own = tag.what == What::CursorHandle || tag.what == What::Bookmark;
        const QString tip = own ? plainTip(textAt(tag, help->pos()))
                                : hoverTip(*m_session.run(), m_session.view().get().cursor, tag,
                                           render::columnAt(m_scene, help->pos()));
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace braid::views
