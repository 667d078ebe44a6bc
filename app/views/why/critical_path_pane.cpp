#include "app/views/why/critical_path_pane.h"

#include "app/render/panels/path_shares.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

namespace braid::views {

using render::What;

CriticalPathPane::CriticalPathPane(RunSession& session, QWidget* parent) : ScenePane(session, "criticalPath", parent) {
    retranslate();
}

render::Scene CriticalPathPane::makeScene(QSizeF size) {
    const auto& path = session().view().get().criticalPath;
    if (!path) {
        setAccessibleDescription({});
        return {};
    }
    const model::Model& model = session().run()->model();
    QStringList shares;
    render::Scene scene = render::layoutPathShares(model, *path, size.width(), theme());
    for (const render::Text& text : scene.layers.front().texts)
        shares << text.text;
    setAccessibleDescription(shares.join(u' '));
    return scene;
}

QString CriticalPathPane::emptyText() const {
    return tr("Press C to see the critical path of the run, or of the stretch marked on the ruler: what had to end for the "
              "next to go on. Only what lies on it makes the run shorter.");
}

bool CriticalPathPane::concerns(const render::ViewState& now, const render::ViewState& before) const {
    return now.criticalPath != before.criticalPath;
}

void CriticalPathPane::click(const render::Tag& tag, render::ViewState& state) {
    if (tag.what == What::Bar && tag.event != model::NoEvent) {
        goToEvent(*session().run(), state, tag.event);
        state.selectedLane = tag.lane;
    } else if (tag.what == What::ObjectHeader) {
        selectObject(state, tag.object);
    }
}

void CriticalPathPane::retranslate() { setAccessibleName(tr("Critical path")); }

} // namespace braid::views
