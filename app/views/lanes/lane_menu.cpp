#include "app/views/lanes/lane_menu.h"
#include "app/render/rows/rows.h"

#include "app/views/base/words.h"
#include "app/views/run/run_session.h"
#include "app/views/timeline/timeline_view.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMenu>
#include <algorithm>

namespace braid::views {
namespace {
using Step = session::SharedViewState::Step;

constexpr int MostObjectsListed = 30; ///< in the menu of objects

struct LaneMenu {
    Q_DECLARE_TR_FUNCTIONS(LaneMenu)
};

template <class Change>
QAction* add(QMenu& menu, RunSession& session, const char* name, const QString& text, Change change) {
    QAction* action = menu.addAction(text);
    action->setObjectName(QLatin1String(name));
    QObject::connect(action, &QAction::triggered, &session, [&session, change] {
        if (session.run())
            session.view().update([&](render::ViewState& state) { change(session.run()->model(), state); }, Step::New);
    });
    return action;
}

void addFamily(QMenu& menu, RunSession& session, const model::Lane& lane) {
    const model::Model& model = session.run()->model();
    const model::Family& family = model.families()[lane.family];
    if (family.lanes.size() < 2)
        return;
    const QString name = withAmpersands(render::shownName(model, family.pattern));
    const QString count = QLocale().toString(static_cast<qulonglong>(family.lanes.size()));
    menu.addSeparator();
    if (render::isFamilyFolded(model, session.view().get(), lane))
        add(menu, session, "lane.unfoldFamily", LaneMenu::tr("Show the %1 lanes “%2” one by one").arg(count, name),
            [id = lane.id](const model::Model& m, render::ViewState& state) { render::foldFamily(state, *m.lane(id), false); });
    else
        add(menu, session, "lane.foldFamily", LaneMenu::tr("Fold the %1 lanes “%2” into one row").arg(count, name),
            [id = lane.id](const model::Model& m, render::ViewState& state) { render::foldFamily(state, *m.lane(id), true); });
    add(menu, session, "lane.hideFamily", LaneMenu::tr("Hide all of “%1”").arg(name),
        [id = lane.id](const model::Model& m, render::ViewState& state) {
            for (LaneId member : render::familyOf(m, *m.lane(id)))
                render::hideLane(state, member);
        });
    add(menu, session, "lane.onlyFamily", LaneMenu::tr("Show only “%1”").arg(name),
        [pattern = family.pattern](const model::Model&, render::ViewState& state) { state.filter = pattern; });
}

void addObjects(QMenu& menu, RunSession& session, const model::Lane& lane) {
    const model::Model& model = session.run()->model();
    QMenu* only = nullptr;
    int count = 0;
    for (ObjectId id : model.objects()) {
        const model::Object* object = model.object(id);
        if (count == MostObjectsListed || !object->usedBy(lane.id))
            continue;
        if (!only)
            only = menu.addMenu(LaneMenu::tr("Only lanes that use"));
        ++count;
        add(*only, session, "lane.onlyObject", withAmpersands(render::shownName(model, object->name)),
            [id](const model::Model&, render::ViewState& state) { state.onlyObject = id; });
    }
}

void addCommon(QMenu& menu, RunSession& session) {
    const render::ViewState& state = session.view().get();
    menu.addSeparator();
    add(menu, session, "lane.showHidden", LaneMenu::tr("Show hidden lanes again"),
        [](const model::Model&, render::ViewState& s) { s.hidden.clear(); })
        ->setEnabled(!state.hidden.empty());
    add(menu, session, "lane.resetOrder", LaneMenu::tr("Forget what was moved by hand"),
        [](const model::Model&, render::ViewState& s) { s.moved.clear(); })
        ->setEnabled(!state.moved.empty());
    add(menu, session, "lane.clearFilters", LaneMenu::tr("Clear all filters"),
        [](const model::Model&, render::ViewState& s) { clearFilters(s); })
        ->setEnabled(!state.filter.empty() || !state.states.empty() || state.onlyObject);
}

} // namespace

void fillLaneMenu(QMenu& menu, RunSession& session, LaneId id) {
    const model::Lane* lane = session.run() ? session.run()->model().lane(id) : nullptr;
    if (!lane)
        return;
    const render::ViewState& state = session.view().get();
    const bool pinned = state.pinned.contains(id);
    add(menu, session, "lane.pin", pinned ? LaneMenu::tr("Unpin") : LaneMenu::tr("Pin at the top"),
        [id, pinned](const model::Model&, render::ViewState& s) { render::pinLane(s, id, !pinned); });
    add(menu, session, "lane.moveToTop", LaneMenu::tr("Move to the top"),
        [id](const model::Model& m, render::ViewState& s) { render::moveLaneToTop(m, s, id); });
    add(menu, session, "lane.hide", LaneMenu::tr("Hide “%1”").arg(withAmpersands(render::shownName(session.run()->model(), render::namedBy(session.run()->model(), *lane).name))),
        [id](const model::Model&, render::ViewState& s) { render::hideLane(s, id); });
    if (!lane->children.empty()) {
        const bool folded = lane->crowd ? !state.unfolded.contains(id) : state.folded.contains(id);
        add(menu, session, "lane.fold", folded ? LaneMenu::tr("Unfold") : LaneMenu::tr("Fold into one row"),
            [id](const model::Model& m, render::ViewState& s) { render::toggleFold(s, *m.lane(id)); });
    }
    if (state.apart.contains(id))
        add(menu, session, "lane.backToFamily", LaneMenu::tr("Back into the row of its family"),
            [id](const model::Model&, render::ViewState& s) { s.apart.erase(id); });
    addFamily(menu, session, render::namedBy(session.run()->model(), *lane));
    addObjects(menu, session, *lane);
    addCommon(menu, session);
}

void fillFamilyMenu(QMenu& menu, RunSession& session, LaneId first) {
    const model::Lane* lane = session.run() ? session.run()->model().lane(first) : nullptr;
    if (!lane)
        return;
    addFamily(menu, session, *lane);
    add(menu, session, "lane.moveToTop", LaneMenu::tr("Move to the top"),
        [first](const model::Model& m, render::ViewState& s) { render::moveLaneToTop(m, s, first); });
    addCommon(menu, session);
}

void attachLaneMenus(TimelineView& timeline, RunSession& session) {
    QObject::connect(&timeline, &TimelineView::contextRequested, &timeline,
                     [&timeline, &session](const render::Tag& tag, QPoint at) {
                         const bool family = tag.what == render::What::Family ||
                                             (tag.what == render::What::Fold && tag.count > 1);
                         const bool lane = tag.what == render::What::LaneHeader || tag.what == render::What::Fold;
                         if (!family && !lane)
                             return;
                         auto* menu = new QMenu(&timeline);
                         menu->setObjectName("laneMenu");
                         menu->setAttribute(Qt::WA_DeleteOnClose);
                         if (family)
                             fillFamilyMenu(*menu, session, tag.lane);
                         else
                             fillLaneMenu(*menu, session, tag.lane);
                         menu->popup(at);
                     });
}

void toggleState(render::ViewState& state, model::State chosen, bool add) {
    const bool was = state.states.contains(chosen);
    if (add && was) {
        state.states.erase(chosen);
    } else if (add) {
        state.states.insert(chosen);
    } else {
        const bool only = was && state.states.size() == 1;
        state.states.clear();
        if (!only)
            state.states.insert(chosen);
    }
}

void clearFilters(render::ViewState& state) {
    state.filter.clear();
    state.states.clear();
    state.onlyObject = {};
}

} // namespace braid::views
