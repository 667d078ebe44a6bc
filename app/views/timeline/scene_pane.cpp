#include "app/views/timeline/scene_pane.h"

#include "app/render/paint/paint.h"
#include "app/views/accessible/scene_pieces.h"
#include "app/views/base/hover_text.h"
#include "app/views/run/run_session.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>

namespace braid::views {

ScenePane::ScenePane(RunSession& session, const char* name, QWidget* parent)
    : QAbstractScrollArea(parent), m_session(session), m_theme(render::Theme::light()), m_throttle(this, [this] { stale(); }) {
    setObjectName(QLatin1String(name));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(180, 140);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&m_session, &RunSession::runChanged, this, [this] {
        runChanged();
        stale();
    });
    connect(&m_session, &RunSession::grew, this, [this] {
        m_grown = true;
        if (m_throttle.mayNow())
            stale();
    });
    connect(&m_session, &RunSession::stateChanged, this, [this] {
        if (m_session.run() && m_session.run()->state() == session::Run::State::Over)
            stale(); // what it comes to is not kept waiting
    });
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (concerns(now, before))
                    stale();
            });
}

void ScenePane::setTheme(const render::Theme& theme) {
    m_theme = theme;
    stale();
}

void ScenePane::stale() {
    m_stale = true;
    viewport()->update();
}

const render::Scene& ScenePane::scene() {
    m_stale = m_stale || m_grown;
    return shown();
}

const render::Scene& ScenePane::shown() {
    if (!m_stale)
        return m_scene;
    m_stale = m_grown = false;
    m_throttle.make([this] { m_scene = m_session.run() ? makeScene(viewport()->size()) : render::Scene{}; });
    const int beyond = std::max(0, static_cast<int>(m_scene.size.height()) - viewport()->height());
    verticalScrollBar()->setRange(0, beyond);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(20);
    return m_scene;
}

void ScenePane::paintEvent(QPaintEvent*) {
    const render::Scene& picture = shown();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(render::Role::Background));
    if (!picture.layers.empty()) {
        painter.translate(0, -verticalScrollBar()->value());
        render::paint(painter, picture, m_theme);
        return;
    }
    painter.setPen(m_theme.color(render::Role::TextDim));
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, emptyText());
}

void ScenePane::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    stale();
}

void ScenePane::scrollContentsBy(int, int) { viewport()->update(); }

render::Tag ScenePane::tagAt(QPointF place) {
    return render::hit(shown(), place + QPointF(0, verticalScrollBar()->value()));
}

void ScenePane::mouseMoveEvent(QMouseEvent* event) {
    if (!m_session.run())
        return;
    const render::Tag tag = tagAt(event->position());
    viewport()->setCursor(tag ? Qt::PointingHandCursor : Qt::ArrowCursor);
    emit hovered(hoverText(*m_session.run(), m_session.view().get().cursor, tag));
    m_session.view().update([&](render::ViewState& state) { state.hoveredLane = tag.lane; });
}

void ScenePane::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_session.run() || event->button() != Qt::LeftButton)
        return;
    press(tagAt(event->position()));
}

double ScenePane::scrolledBy() const { return verticalScrollBar()->value(); }

void ScenePane::press(const render::Tag& tag) {
    m_pressed = tag;
    m_session.view().update([&](render::ViewState& state) { click(tag, state); }, session::SharedViewState::Step::New);
}

void ScenePane::pressNext(int direction) {
    std::vector<ScenePiece> pieces = scenePieces(scene());
    pieces.erase(std::remove_if(pieces.begin(), pieces.end(), [](const ScenePiece& piece) { return !piece.tag; }), pieces.end());
    if (pieces.empty())
        return;
    const auto last = std::find_if(pieces.begin(), pieces.end(), [this](const ScenePiece& piece) {
        return piece.sameAs({m_pressed, piece.rect, {}, {}});
    });
    const auto count = static_cast<std::ptrdiff_t>(pieces.size());
    const std::ptrdiff_t start = last != pieces.end() ? last - pieces.begin() + direction : direction > 0 ? 0
                                                                                                          : count - 1;
    const ScenePiece& piece = pieces[static_cast<std::size_t>((start + count) % count)];
    const QRectF place = piece.rect;
    press(piece.tag);
    if (place.top() < scrolledBy() || place.bottom() > scrolledBy() + viewport()->height())
        verticalScrollBar()->setValue(static_cast<int>(place.center().y()) - viewport()->height() / 2);
}

void ScenePane::keyPressEvent(QKeyEvent* event) {
    const bool forward = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    const bool back = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    if (m_session.run() && event->modifiers() == Qt::ControlModifier && (forward || back))
        pressNext(forward ? 1 : -1);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void ScenePane::contextMenuEvent(QContextMenuEvent* event) {
    if (m_session.run())
        emit contextRequested(tagAt(event->pos()), event->globalPos());
}

bool ScenePane::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip && m_session.run()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = hoverTip(*m_session.run(), m_session.view().get().cursor, tagAt(help->pos()));
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip, viewport());
        return true;
    }
    if (event->type() == QEvent::Leave) {
        emit hovered({});
        m_session.view().update([](render::ViewState& state) { state.hoveredLane = {}; });
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void ScenePane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        stale();
    }
    QAbstractScrollArea::changeEvent(event);
}

} // namespace braid::views
