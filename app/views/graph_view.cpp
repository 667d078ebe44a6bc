#include "app/views/graph_view.h"

#include "app/render/paint.h"
#include "app/views/hover_text.h"
#include "app/views/navigation.h"
#include "app/views/run_session.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace braid::views {

using render::What;

GraphView::GraphView(RunSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(render::Theme::light()) {
    setObjectName("graph");
    setMouseTracking(true);
    setMinimumSize(180, 140);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Wait-for graph"));
    connect(&m_session, &RunSession::runChanged, this, [this] {
        m_placement = {};
        stale();
    });
    connect(&m_session, &RunSession::grew, this, &GraphView::stale);
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (now.selectedLane != before.selectedLane || now.selectedObject != before.selectedObject ||
                    now.cursor != before.cursor)
                    stale();
            });
}

void GraphView::setTheme(const render::Theme& theme) {
    m_theme = theme;
    stale();
}

void GraphView::stale() {
    m_stale = true;
    update();
}

void GraphView::refresh() {
    if (!m_stale)
        return;
    m_stale = false;
    m_scene = {};
    const session::Run* run = m_session.run();
    if (!run)
        return;
    const render::ViewState& state = m_session.view().get();
    const model::Nanos time = state.cursor.value_or(run->model().endTime());
    const analysis::WaitGraph graph = analysis::waitGraphAt(run->model(), time);
    m_placement = render::placeGraph(run->model(), run->findings(), graph, time, m_placement);
    m_scene = render::layoutGraph(run->model(), run->findings(), graph, m_placement, time, size(), m_theme,
                                  {state.selectedLane, state.selectedObject});
}

void GraphView::paintEvent(QPaintEvent*) {
    refresh();
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(render::Role::Background));
    render::paint(painter, m_scene, m_theme);
    if (m_session.run())
        return;
    painter.setPen(m_theme.color(render::Role::TextDim));
    painter.drawText(rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Who waits for whom appears here during a run."));
}

void GraphView::resizeEvent(QResizeEvent*) { stale(); }

void GraphView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_session.run())
        return;
    refresh();
    const render::Tag tag = render::hit(m_scene, event->position());
    setCursor(tag ? Qt::PointingHandCursor : Qt::ArrowCursor);
    emit hovered(hoverText(*m_session.run(), tag));
    m_session.view().update([&](render::ViewState& state) { state.hoveredLane = tag.lane; });
}

void GraphView::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_session.run() || event->button() != Qt::LeftButton)
        return;
    refresh();
    const render::Tag tag = render::hit(m_scene, event->position());
    m_session.view().update(
        [&](render::ViewState& state) {
            switch (tag.what) {
            case What::GraphLane:
                selectLane(state, tag.lane);
                break;
            case What::GraphObject:
                selectObject(state, tag.object);
                break;
            case What::GraphWait:
            case What::GraphHold:
                selectLane(state, tag.lane);
                state.selectedObject = tag.object;
                break;
            default:
                clearSelection(state);
            }
        },
        session::SharedViewState::Step::New);
}

void GraphView::leaveEvent(QEvent*) {
    emit hovered({});
    m_session.view().update([](render::ViewState& state) { state.hoveredLane = {}; });
}

bool GraphView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && m_session.run()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        refresh();
        const QString tip = hoverTip(*m_session.run(), render::hit(m_scene, help->pos()));
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    return QWidget::event(event);
}

void GraphView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Wait-for graph"));
        stale();
    }
    QWidget::changeEvent(event);
}

} // namespace braid::views
