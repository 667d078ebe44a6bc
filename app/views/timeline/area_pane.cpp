#include "app/views/timeline/area_pane.h"

#include "app/render/paint/paint.h"
#include "app/render/timeline/area_totals.h"
#include "app/views/run/run_session.h"
#include "app/views/timeline/timeline_view.h"

#include <QCursor>
#include <QEvent>
#include <QPainter>
#include <algorithm>

namespace braid::views {
namespace {
constexpr int FromEdge = 8; ///< pixels
}

AreaPane::AreaPane(RunSession& session, TimelineView& timeline)
    : QWidget(timeline.viewport()), m_session(session), m_timeline(timeline), m_feed(session, *this) {
    setObjectName("areaPane");
    setCursor(Qt::ArrowCursor);
    hide();
    timeline.viewport()->installEventFilter(this);
    connect(&m_timeline, &TimelineView::themed, this, &AreaPane::lay);
    connect(&m_timeline, &TimelineView::areaDragged, this, [this](const std::vector<LaneId>& lanes) {
        m_lanes = lanes;
        const QWidget* room = m_timeline.viewport();
        m_above = room->mapFromGlobal(QCursor::pos()).y() > room->height() / 2;
    });
    connect(&m_session, &RunSession::aboutToChangeRun, this, &QWidget::hide);
    connect(&m_feed, &StatisticsFeed::changed, this, &AreaPane::lay);
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (now.measured == before.measured)
                    return;
                setVisible(now.measured.has_value());
                if (now.measured)
                    lay();
            });
    retranslate();
}

void AreaPane::lay() {
    if (isHidden() || !m_session.run())
        return;
    const auto latest = m_feed.latest();
    m_scene = latest ? render::layoutAreaTotals(m_session.run()->model(), *latest, m_lanes, m_timeline.theme()) : render::Scene();
    QStringList words;
    for (const render::Layer& layer : m_scene.layers)
        for (const render::Text& text : layer.texts)
            words << text.text;
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    place();
    update();
}

/// Where it covers little of the stretch and nothing of the area.
void AreaPane::place() {
    const QSize size = m_scene.size.isEmpty() ? QSize(1, 1) : m_scene.size.toSize();
    const QRectF room = m_timeline.areaOfLanes();
    const auto& measured = m_session.view().get().measured;
    const render::ViewState& state = m_session.view().get();
    const bool atLeft = measured && measured->first / 2 + measured->second / 2 > state.from / 2 + state.to / 2;
    const double x = atLeft ? room.left() + FromEdge : room.right() - FromEdge - size.width();
    const double y = m_above ? room.top() + FromEdge : m_timeline.viewport()->height() - FromEdge - size.height();
    setGeometry(std::max(FromEdge, static_cast<int>(x)), std::max(FromEdge, static_cast<int>(y)), size.width(), size.height());
    raise();
}

void AreaPane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    render::paint(painter, m_scene, m_timeline.theme());
}

void AreaPane::mousePressEvent(QMouseEvent*) { hide(); }

bool AreaPane::eventFilter(QObject* object, QEvent* event) {
    if (object == m_timeline.viewport() && event->type() == QEvent::Resize && !isHidden())
        place();
    return QWidget::eventFilter(object, event);
}

void AreaPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        lay();
    }
    QWidget::changeEvent(event);
}

void AreaPane::retranslate() {
    setToolTip(tr("A click hides this; Esc takes the mark away"));
    setAccessibleName(tr("Totals of the marked stretch"));
}

} // namespace braid::views
