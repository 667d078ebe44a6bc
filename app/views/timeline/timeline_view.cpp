#include "app/views/timeline/timeline_view.h"
#include "app/render/timeline/timeline.h"

#include "app/render/paint/paint.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/row_heights.h"
#include "app/views/base/hover_text.h"
#include "app/views/base/wheel.h"
#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"
#include "app/views/timeline/timeline_keys.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>
#include <cmath>
#include <utility>

namespace braid::views {
namespace {
using Step = session::SharedViewState::Step;
using render::What;

constexpr double KeyPan = 0.12;          ///< of the width
constexpr double NearEdge = 0.1;         ///< of the width: a pointer this near the live edge means the edge
constexpr double KeyScroll = 2;          ///< rows
constexpr std::size_t MostRevealed = 32; ///< lanes of a finding
constexpr std::chrono::milliseconds FocusDelay{250};

std::optional<Glide::Way> wayOf(int key) {
    switch (key) {
    case Qt::Key_W:
        return Glide::Way::In;
    case Qt::Key_S:
        return Glide::Way::Out;
    case Qt::Key_A:
    case Qt::Key_Left:
        return Glide::Way::Back;
    case Qt::Key_D:
    case Qt::Key_Right:
        return Glide::Way::On;
    default:
        return std::nullopt;
    }
}
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

    m_easeFrames.setInterval(FrameTime);
    connect(&m_easeFrames, &QTimer::timeout, this, &TimelineView::stale);
    m_glideFrames.setInterval(FrameTime);
    connect(&m_glideFrames, &QTimer::timeout, this, &TimelineView::glide);
    m_focusDelay.setSingleShot(true);
    m_focusDelay.setInterval(FocusDelay);
    connect(&m_focusDelay, &QTimer::timeout, this, &TimelineView::focus);
    connect(&m_session, &RunSession::aboutToChangeRun, this, &TimelineView::leave);
    connect(&m_session, &RunSession::runChanged, this, &TimelineView::stale);
    connect(&m_session, &RunSession::grew, this, &TimelineView::stale);
    connect(&m_session, &RunSession::frame, this, &TimelineView::stale);
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (now.from != before.from || now.to != before.to)
                    m_ease.stop();
                if (now.question || now.criticalPath)
                    unfocus(); // they dim by themselves
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
    emit themed();
}

const render::TimelineGeometry& TimelineView::geometry() const {
    if (!m_geometry)
        m_geometry = render::timelineGeometry(m_session.run()->model(), m_session.view().get(), viewport()->size(), m_theme);
    return *m_geometry;
}

void TimelineView::stale() {
    m_stale = true;
    m_geometry.reset();
    viewport()->update();
}

void TimelineView::refresh() {
    if (!m_stale)
        return;
    m_stale = false;
    const session::Run* run = m_session.run();
    if (!run) {
        m_scene = {};
        return;
    }
    m_lightStale = true;
    m_scene = render::layoutTimeline(run->model(), run->findings(), shown(), run->edge(),
                                     viewport()->size(), m_theme, std::move(m_scene));
    ++m_frames;
    placeScrollBar();
}

double TimelineView::rowHeight() const {
    return m_session.run() ? geometry().rowHeight / m_theme.typeScale() : m_session.view().get().rowHeight.value_or(render::UsualRow);
}

const render::Scene& TimelineView::currentScene() {
    refresh();
    return m_scene;
}

void TimelineView::paintEvent(QPaintEvent*) {
    refresh();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(render::Role::Background));
    render::paint(painter, m_scene, m_theme);
    render::paint(painter, light(), m_theme);
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
    verticalScrollBar()->setSingleStep(static_cast<int>(parts.rowHeight));
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
        render::showApart(run->model(), state, lane);
        const auto parts = render::timelineGeometry(run->model(), state, viewport()->size(), m_theme);
        state.scrollY = render::scrollToLane(run->model(), state, parts, lane);
    };
    // A finding's lanes from the last to the first: where not all fit, the first ones are seen.
    const auto& findings = run->findings().all();
    if (state.finding && *state.finding < findings.size()) {
        const auto& lanes = findings[*state.finding].lanes;
        const auto unseen = static_cast<std::ptrdiff_t>(lanes.size() - std::min(lanes.size(), MostRevealed));
        std::for_each(lanes.rbegin() + unseen, lanes.rend(), reveal);
    } else if (state.selectedLane) {
        reveal(state.selectedLane);
    }
    m_session.view().set(state);
}

// ---- moving about

void TimelineView::zoomAt(double x, double factor) {
    if (!m_session.run())
        return;
    const render::ViewState& state = m_session.view().get();
    const render::TimeRange range = notBeyond(render::zoomAt(geometry().axis, x, factor), {state.from, state.to}, m_session.run()->edge());
    moveTo(range, state.followLive);
}

void TimelineView::moveTo(render::TimeRange range, bool follow) {
    const render::ViewState seen = shown();
    m_session.view().update([&](render::ViewState& state) {
        state.from = range.from;
        state.to = range.to;
        state.followLive = follow;
        keepInReach(state, m_session.run()->edge());
    });
    // What follows the live edge moves by itself, what is dragged is where the hand is.
    if (!m_eased || follow || m_drag != Drag::None)
        return;
    m_ease.start({seen.from, seen.to});
    m_easeFrames.start();
    stale();
}

void TimelineView::setEased(bool eased) {
    m_eased = eased;
    if (!eased) {
        m_ease.stop();
        rest();
    }
}

render::ViewState TimelineView::shown() {
    render::ViewState state = m_session.view().get();
    const render::TimeRange range = m_ease.now({state.from, state.to});
    state.from = range.from;
    state.to = range.to;
    if (!m_ease.going())
        m_easeFrames.stop();
    if (!m_sought.empty()) { // both dim what is sought
        state.question.reset();
        state.criticalPath = {};
    }
    return state;
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

void TimelineView::zoomByKey(double factor) {
    if (m_pointer && geometry().lanes.contains(*m_pointer))
        zoomUnder(m_pointer->x(), factor);
    else
        zoom(factor);
}

void TimelineView::panBy(double pixels) {
    if (!m_session.run())
        return;
    moveTo(render::pan(geometry().axis, pixels), false);
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
    const double row = parts.rowHeight;
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
    if (render::ViewState chosen = m_session.view().get();
        m_session.run() && selectByKey(*m_session.run(), chosen, m_theme, event->key(), event->modifiers())) {
        m_session.view().set(std::move(chosen), Step::New);
        return;
    }
    if (!m_session.run() || event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (const std::optional<Glide::Way> way = wayOf(event->key())) {
        // What the system repeats of a key that is held would come late and in jerks.
        if (m_eased && event->isAutoRepeat())
            return;
        const double width = geometry().lanes.width();
        switch (*way) {
        case Glide::Way::In:
            zoomByKey(ZoomPerNotch * ZoomPerNotch);
            break;
        case Glide::Way::Out:
            zoomByKey(1 / (ZoomPerNotch * ZoomPerNotch));
            break;
        case Glide::Way::Back:
            panBy(-KeyPan * width);
            break;
        case Glide::Way::On:
            panBy(KeyPan * width);
            break;
        }
        if (m_eased) {
            if (!m_glide.going())
                m_glideClock.start();
            m_glide.hold(*way);
            m_glideFrames.start();
        }
        return;
    }
    const double row = geometry().rowHeight;
    switch (event->key()) {
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
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void TimelineView::keyReleaseEvent(QKeyEvent* event) {
    if (const std::optional<Glide::Way> way = wayOf(event->key()); way && !event->isAutoRepeat())
        m_glide.release(*way);
    QAbstractScrollArea::keyReleaseEvent(event);
}

void TimelineView::focusOutEvent(QFocusEvent* event) {
    rest();
    QAbstractScrollArea::focusOutEvent(event);
}

void TimelineView::rest() {
    m_glide.stop();
    m_glideFrames.stop();
}

void TimelineView::glide() {
    const Glide::Part part = m_glide.step(static_cast<double>(m_glideClock.nsecsElapsed()) / 1e9);
    m_glideClock.start();
    if (!m_session.run() || !m_glide.going()) {
        rest();
        return;
    }
    const bool eased = std::exchange(m_eased, false); // it is soft by itself
    if (part.factor != 1)
        zoomByKey(part.factor);
    if (part.widths != 0)
        panBy(part.widths * geometry().lanes.width());
    m_eased = eased;
}

void TimelineView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Timeline"));
        stale();
    }
    QAbstractScrollArea::changeEvent(event);
}

} // namespace braid::views
