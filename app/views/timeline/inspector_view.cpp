#include "app/views/timeline/inspector_view.h"

#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

#include <algorithm>

namespace braid::views {

using render::What;

InspectorView::InspectorView(RunSession& session, QWidget* parent) : ScenePane(session, "inspector", parent) {
    retranslate();
}

ObjectId InspectorView::wanted() const {
    const model::Model& model = session().run()->model();
    const render::ViewState& state = session().view().get();
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

render::Scene InspectorView::makeScene(QSizeF size) {
    const session::Run& run = *session().run();
    m_object = wanted();
    setAccessibleDescription(m_object ? toQt(run.model().object(m_object)->name) : QString());
    if (!m_object)
        return {};
    const model::Nanos time = session().view().get().cursor.value_or(run.edge());
    return render::layoutInspector(run.model(), analysis::objectAt(run.model(), m_object, time), size.width(), theme());
}

QString InspectorView::emptyText() const {
    return tr("Select a lock, a queue or another object to see what it is like at the cursor.");
}

bool InspectorView::concerns(const render::ViewState& now, const render::ViewState& before) const {
    return now.selectedObject != before.selectedObject || now.selectedEvent != before.selectedEvent || now.cursor != before.cursor;
}

void InspectorView::click(const render::Tag& tag, render::ViewState& state) {
    if (tag.what == What::LaneHeader)
        selectLane(state, tag.lane);
    else if (tag.what == What::ObjectMark)
        state.selectedEvent = tag.event;
    else if (tag.object)
        selectObject(state, tag.object);
}

void InspectorView::retranslate() { setAccessibleName(tr("Inspector")); }

} // namespace braid::views
