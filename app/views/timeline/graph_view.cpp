#include "app/views/timeline/graph_view.h"

#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

namespace braid::views {

using render::What;

GraphView::GraphView(RunSession& session, QWidget* parent) : ScenePane(session, "graph", parent) {
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    retranslate();
}

render::Scene GraphView::makeScene(QSizeF size) {
    const session::Run& run = *session().run();
    const render::ViewState& state = session().view().get();
    const model::Nanos time = state.cursor.value_or(run.model().endTime());
    return render::layoutGraphAt(run.model(), run.findings(), time, size, theme(), {state.selectedLane, state.selectedObject});
}

QString GraphView::emptyText() const { return tr("Who waits for whom appears here during a run."); }

bool GraphView::concerns(const render::ViewState& now, const render::ViewState& before) const {
    return now.selectedLane != before.selectedLane || now.selectedObject != before.selectedObject || now.cursor != before.cursor;
}

void GraphView::click(const render::Tag& tag, render::ViewState& state) {
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
    case What::FindingMarker:
        goToFinding(*session().run(), state, tag.finding);
        break;
    default:
        clearSelection(state);
    }
}

void GraphView::retranslate() { setAccessibleName(tr("Wait-for graph")); }

} // namespace braid::views
