#include "app/views/inspector_view.h"

#include "app/render/paint.h"
#include "app/views/hover_text.h"
#include "app/views/navigation.h"
#include "app/views/run_session.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

namespace braid::views {

using render::What;

InspectorView::InspectorView(RunSession& session, QWidget* parent)
    : QAbstractScrollArea(parent), m_session(session), m_theme(render::Theme::light()) {
    setObjectName("inspector");
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(180, 140);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Inspector"));
    connect(&m_session, &RunSession::runChanged, this, [this] {
        m_object = {};
        stale();
    });
    connect(&m_session, &RunSession::grew, this, &InspectorView::stale);
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (now.selectedObject != before.selectedObject || now.selectedEvent != before.selectedEvent ||
                    now.cursor != before.cursor)
                    stale();
            });
}

void InspectorView::setTheme(const render::Theme& theme) {
    m_theme = theme;
    stale();
}

void InspectorView::stale() {
    m_stale = true;
    viewport()->update();
}

ObjectId InspectorView::wanted() const {
    const model::Model& model = m_session.run()->model();
    const render::ViewState& state = m_session.view().get();
    if (model.object(state.selectedObject))
        return state.selectedObject;
    if (state.selectedEvent < model.log().size())
        if (const ObjectId object{model.log()[state.selectedEvent].object}; model.object(object))
            return object;
    if (m_object) // what was looked at stays until something else is chosen
        return m_object;
    const auto& objects = model.objects();
    const auto first = std::find_if(objects.begin(), objects.end(), [&model](ObjectId id) {
        return model.object(id)->kind != trace::ObjectKind::Descriptor;
    });
    return first == objects.end() ? ObjectId{} : *first;
}

void InspectorView::refresh() {
    if (!m_stale)
        return;
    m_stale = false;
    m_scene = {};
    const session::Run* run = m_session.run();
    if (!run)
        return;
    m_object = wanted();
    const model::Nanos time = m_session.view().get().cursor.value_or(run->edge());
    m_scene = render::layoutInspector(run->model(), analysis::objectAt(run->model(), m_object, time), viewport()->width(), m_theme);
    const int beyond = std::max(0, static_cast<int>(m_scene.size.height()) - viewport()->height());
    verticalScrollBar()->setRange(0, beyond);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(20);
    setAccessibleDescription(m_object ? QString::fromStdString(run->model().object(m_object)->name) : QString());
}

void InspectorView::paintEvent(QPaintEvent*) {
    refresh();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(render::Role::Background));
    if (m_session.run() && m_object) {
        painter.translate(0, -verticalScrollBar()->value());
        render::paint(painter, m_scene, m_theme);
        return;
    }
    painter.setPen(m_theme.color(render::Role::TextDim));
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Select a lock, a queue or another object to see what it is like at the cursor."));
}

void InspectorView::resizeEvent(QResizeEvent*) { stale(); }

render::Tag InspectorView::tagAt(QPointF place) {
    refresh();
    return render::hit(m_scene, place + QPointF(0, verticalScrollBar()->value()));
}

void InspectorView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_session.run())
        return;
    const render::Tag tag = tagAt(event->position());
    viewport()->setCursor(tag ? Qt::PointingHandCursor : Qt::ArrowCursor);
    emit hovered(hoverText(*m_session.run(), tag));
}

void InspectorView::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_session.run() || event->button() != Qt::LeftButton)
        return;
    const render::Tag tag = tagAt(event->position());
    if (!tag)
        return;
    m_session.view().update(
        [&](render::ViewState& state) {
            if (tag.what == What::LaneHeader)
                selectLane(state, tag.lane);
            else if (tag.what == What::ObjectMark)
                state.selectedEvent = tag.event;
            else
                selectObject(state, tag.object);
        },
        session::SharedViewState::Step::New);
}

void InspectorView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Inspector"));
        stale();
    }
    QAbstractScrollArea::changeEvent(event);
}

} // namespace braid::views
