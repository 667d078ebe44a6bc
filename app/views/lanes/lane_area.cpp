#include "app/views/lanes/lane_area.h"

#include "app/render/rows/lane_rows.h"
#include "app/views/lanes/lane_bar.h"
#include "app/views/lanes/lane_menu.h"
#include "app/views/lanes/lane_search.h"
#include "app/views/lanes/legend_view.h"
#include "app/views/lanes/minimap_view.h"
#include "app/views/lanes/run_overview.h"
#include "app/views/run/run_session.h"
#include "app/views/timeline/area_pane.h"
#include "app/views/timeline/timeline_view.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace braid::views {
namespace {
/// The lanes of a longer cycle stay in the row of their family.
constexpr std::size_t MostApart = 32;
} // namespace

LaneArea::LaneArea(RunSession& session, TimelineView& timeline, QWidget* parent) : QWidget(parent) {
    setObjectName("laneArea");
    auto* overview = new RunOverview(session, this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* bar = new LaneBar(session, this);
    layout->addWidget(bar);
    layout->addWidget(new MinimapView(session, *overview, this));
    layout->addWidget(&timeline, 1);
    layout->addWidget(new LegendView(session, *overview, this));
    attachLaneMenus(timeline, session);
    new LaneSearch(session, timeline);
    new AreaPane(session, timeline);
    m_none = new QLabel(&timeline);
    m_none->setObjectName("noLanes");
    m_none->setTextFormat(Qt::RichText); // one sentence of ours with a link in it
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setMargin(12);
    m_none->hide();
    connect(m_none, &QLabel::linkActivated, this, [&session] {
        session.view().update(
            [](render::ViewState& state) {
                clearFilters(state);
                state.hidden.clear();
            },
            session::SharedViewState::Step::New);
    });
    connect(bar, &LaneBar::emptied, this, [this, &timeline](bool none) {
        if (none) {
            m_none->adjustSize();
            m_none->move((timeline.width() - m_none->width()) / 2, timeline.height() / 3);
            m_none->raise();
        }
        m_none->setVisible(none);
    });
    retranslate();
    setFocusProxy(&timeline);
    // Who is in a deadlock is not lost among hundreds that only wait for it.
    connect(&session, &RunSession::findingAdded, this, [&session](int index) {
        const analysis::Finding& finding = session.run()->findings().all()[static_cast<std::size_t>(index)];
        if (finding.cycle.empty() || finding.cycle.size() > MostApart)
            return;
        session.view().update([&](render::ViewState& state) {
            for (const analysis::CycleEdge& edge : finding.cycle)
                render::showApart(session.run()->model(), state, edge.lane);
        });
    });
}

void LaneArea::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void LaneArea::retranslate() {
    m_none->setText(QStringLiteral("%1 <a href=\"all\">%2</a>").arg(tr("No lane is like that at this moment."), tr("Show all lanes")));
}

} // namespace braid::views
