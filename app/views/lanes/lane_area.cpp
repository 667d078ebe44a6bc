#include "app/views/lanes/lane_area.h"

#include "app/render/lane_rows.h"
#include "app/views/lanes/lane_bar.h"
#include "app/views/lanes/lane_menu.h"
#include "app/views/lanes/legend_view.h"
#include "app/views/lanes/minimap_view.h"
#include "app/views/lanes/run_overview.h"
#include "app/views/run_session.h"
#include "app/views/timeline_view.h"

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
    layout->addWidget(new LaneBar(session, this));
    layout->addWidget(new MinimapView(session, *overview, this));
    layout->addWidget(&timeline, 1);
    layout->addWidget(new LegendView(session, *overview, this));
    attachLaneMenus(timeline, session);
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

} // namespace braid::views
