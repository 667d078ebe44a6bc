#include "app/views/lanes/minimap_view.h"

#include "app/render/timeline/minimap.h"
#include "app/views/base/hover_text.h"
#include "app/views/base/wheel.h"
#include "app/views/base/words.h"
#include "app/views/lanes/run_overview.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

namespace braid::views {
namespace {
using Step = session::SharedViewState::Step;
using model::Nanos;

constexpr int Height = 40;      ///< pixels
constexpr double GripReach = 5; ///< pixels beside a side of the window that still hold it
constexpr double KeyPan = 0.25; ///< of the window
} // namespace

MinimapView::MinimapView(RunSession& session, RunOverview& overview, QWidget* parent)
    : ScenePane(session, "minimap", parent), m_overview(overview) {
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(120, Height);
    setFixedHeight(Height);
    setFocusPolicy(Qt::StrongFocus);
    connect(&session, &RunSession::frame, this, &MinimapView::stale); // the live edge moves on
    retranslate();
}

QSize MinimapView::sizeHint() const { return {480, Height}; }

void MinimapView::retranslate() {
    setAccessibleName(tr("Overview of the whole run"));
    setAccessibleDescription(tr("Arrow keys move the visible stretch, + and − zoom it, Home and End go to its ends"));
}

bool MinimapView::concerns(const render::ViewState& now, const render::ViewState& before) const {
    return now.from != before.from || now.to != before.to || now.cursor != before.cursor || now.finding != before.finding ||
           now.bookmarks != before.bookmarks;
}

render::Scene MinimapView::makeScene(QSizeF size) {
    const session::Run& run = *session().run();
    const render::ViewState& state = session().view().get();
    const Nanos edge = std::max(run.edge(), run.model().endTime());
    const render::MinimapGeometry geometry = render::minimapGeometry(state, edge, size, theme());
    const Key key{run.model().log().size() + run.model().finished(), edge, geometry.strip.width()};
    if (key != m_key) {
        m_key = key;
        m_shares = m_overview.get().between(run.model(), render::minimapEdges(geometry), edge);
    }
    return render::layoutMinimap(run.model(), m_shares, run.findings(), state, edge, size, theme());
}

MinimapView::Drag MinimapView::gripAt(QPointF place) const {
    const render::MinimapGeometry geometry =
        render::minimapGeometry(session().view().get(), session().run()->edge(), viewport()->size(), theme());
    const QRectF& window = geometry.window;
    const double reach = std::min(GripReach, window.width() / 3);
    if (std::abs(place.x() - window.left()) <= reach || (place.x() < window.left() && place.x() > window.left() - GripReach))
        return Drag::From;
    if (std::abs(place.x() - window.right()) <= reach || (place.x() > window.right() && place.x() < window.right() + GripReach))
        return Drag::To;
    return place.x() > window.left() && place.x() < window.right() ? Drag::Window : Drag::None;
}

void MinimapView::show(Nanos from, Nanos to, bool newStep) {
    session().view().update(
        [&](render::ViewState& state) {
            state.from = from;
            state.to = std::max(to, from + render::MinSpan);
            state.followLive = false;
            keepInReach(state, session().run()->edge());
        },
        newStep ? Step::New : Step::Continue);
}

void MinimapView::zoom(Nanos around, double factor) {
    const render::ViewState& state = session().view().get();
    const auto part = [&](Nanos time) { return static_cast<Nanos>(static_cast<double>(time) / factor); };
    show(around - part(around - state.from), around + part(state.to - around), false);
}

void MinimapView::mousePressEvent(QMouseEvent* event) {
    if (!session().run() || event->button() != Qt::LeftButton)
        return;
    const render::Tag tag = render::hit(scene(), event->position());
    if (tag.what == render::What::FindingMarker) {
        session().view().update([&](render::ViewState& state) { goToFinding(*session().run(), state, tag.finding); }, Step::New);
        return;
    }
    const render::ViewState state = session().view().get();
    const render::MinimapGeometry geometry = render::minimapGeometry(state, session().run()->edge(), viewport()->size(), theme());
    const Nanos here = render::xToTime(geometry.axis, event->position().x());
    m_drag = gripAt(event->position());
    m_moved = false;
    if (m_drag == Drag::None) {
        const Nanos span = state.to - state.from;
        show(here - span / 2, here - span / 2 + span, true);
        m_moved = true;
        m_drag = Drag::Window;
    }
    m_grabbed = here - session().view().get().from;
}

void MinimapView::mouseMoveEvent(QMouseEvent* event) {
    if (!session().run())
        return;
    if (m_drag == Drag::None) {
        const Drag grip = gripAt(event->position());
        viewport()->setCursor(grip == Drag::From || grip == Drag::To ? Qt::SizeHorCursor
                              : grip == Drag::Window                 ? Qt::OpenHandCursor
                                                                     : Qt::PointingHandCursor);
        return;
    }
    const render::ViewState state = session().view().get();
    const render::MinimapGeometry geometry = render::minimapGeometry(state, session().run()->edge(), viewport()->size(), theme());
    const Nanos here = render::xToTime(geometry.axis, event->position().x());
    const bool first = !std::exchange(m_moved, true);
    if (m_drag == Drag::Window)
        show(here - m_grabbed, here - m_grabbed + (state.to - state.from), first);
    else if (m_drag == Drag::From)
        show(std::min(here, state.to - render::MinSpan), state.to, first);
    else
        show(state.from, std::max(here, state.from + render::MinSpan), first);
}

void MinimapView::mouseReleaseEvent(QMouseEvent*) { m_drag = Drag::None; }

void MinimapView::wheelEvent(QWheelEvent* event) {
    if (!session().run())
        return;
    const render::MinimapGeometry geometry =
        render::minimapGeometry(session().view().get(), session().run()->edge(), viewport()->size(), theme());
    zoom(render::xToTime(geometry.axis, event->position().x()),
         std::pow(ZoomPerNotch, event->angleDelta().y() / DegreesPerNotch));
    event->accept();
}

void MinimapView::keyPressEvent(QKeyEvent* event) {
    if (!session().run() || event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) {
        ScenePane::keyPressEvent(event);
        return;
    }
    const render::ViewState& state = session().view().get();
    const Nanos span = state.to - state.from;
    const auto step = static_cast<Nanos>(static_cast<double>(span) * KeyPan);
    switch (event->key()) {
    case Qt::Key_Left:
        show(state.from - step, state.to - step, false);
        break;
    case Qt::Key_Right:
        show(state.from + step, state.to + step, false);
        break;
    case Qt::Key_Home:
        show(0, span, true);
        break;
    case Qt::Key_End:
        show(session().run()->edge() - span, session().run()->edge(), true);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(state.from + span / 2, ZoomPerNotch);
        break;
    case Qt::Key_Minus:
        zoom(state.from + span / 2, 1 / ZoomPerNotch);
        break;
    default:
        ScenePane::keyPressEvent(event);
    }
}

bool MinimapView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip && session().run()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const render::Tag tag = render::hit(scene(), help->pos());
        QString tip = hoverTip(*session().run(), session().view().get().cursor, tag, render::columnAt(scene(), help->pos()));
        const auto& bookmarks = session().view().get().bookmarks;
        if (tag.what == render::What::Bookmark && static_cast<std::size_t>(tag.finding) < bookmarks.size())
            tip = toQt(bookmarks[static_cast<std::size_t>(tag.finding)].note);
        QToolTip::showText(help->globalPos(), tip.isEmpty() ? tr("Drag the frame or its sides; click to go there") : plainTip(tip), viewport());
        return true;
    }
    return ScenePane::viewportEvent(event);
}

} // namespace braid::views
