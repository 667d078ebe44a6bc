#include "app/views/timeline/states_view.h"

#include "app/render/panels/states_layout.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

namespace braid::views {

StatesView::StatesView(RunSession& session, QWidget* parent) : ScenePane(session, "states", parent) { retranslate(); }

render::Scene StatesView::makeScene(QSizeF size) {
    const model::Model& model = session().run()->model();
    const render::ViewState& state = session().view().get();
    const model::Nanos time = state.cursor.value_or(model.endTime());
    return render::layoutStates(model, render::statesAt(model, time, state.selectedLane), size, theme());
}

QString StatesView::emptyText() const { return tr("Which lane is in which state appears here during a run."); }

bool StatesView::concerns(const render::ViewState& now, const render::ViewState& before) const {
    return now.selectedLane != before.selectedLane || now.cursor != before.cursor;
}

void StatesView::click(const render::Tag& tag, render::ViewState& state) {
    if (tag.what == render::What::LaneHeader)
        selectLane(state, tag.lane);
    else
        clearSelection(state);
}

void StatesView::retranslate() { setAccessibleName(tr("Thread states")); }

} // namespace braid::views
