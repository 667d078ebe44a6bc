#include "app/views/palette/entries.h"

#include "app/render/layout.h"
#include "app/views/navigation.h"
#include "app/views/run_session.h"
#include "app/views/setup.h"
#include "app/views/words.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QSet>

namespace braid::views {
namespace {

using Step = session::SharedViewState::Step;

struct Palettes {
    Q_DECLARE_TR_FUNCTIONS(braid::views::Palette)
};

void collect(const QMenu& menu, const QString& path, QSet<const QAction*>& seen, std::vector<Entry>& entries) {
    for (QAction* action : menu.actions()) {
        if (const QMenu* below = action->menu()) {
            collect(*below, path + QStringLiteral(" › ") + withoutMnemonic(below->title()), seen, entries);
            continue;
        }
        if (action->isSeparator() || !action->isEnabled() || action->text().isEmpty() || seen.contains(action))
            continue;
        seen.insert(action);
        QString text = withoutMnemonic(action->text());
        if (action->isCheckable())
            text += action->isChecked() ? QStringLiteral("  ✓") : QString();
        entries.push_back({text, path, action->shortcut().toString(QKeySequence::NativeText),
                           [target = QPointer<QAction>(action)] {
                               if (target)
                                   target->trigger();
                           }});
    }
}

/// Nothing that the person set up may hide what they asked for.
void uncover(const model::Model& model, render::ViewState& state, LaneId id) {
    state.hidden.erase(id);
    state.filter.clear();
    state.states.clear();
    state.onlyObject = {};
    for (const model::Lane* lane = model.lane(id); lane && lane->parent; lane = model.lane(lane->parent)) {
        state.folded.erase(lane->parent);
        if (const model::Lane* parent = model.lane(lane->parent); parent && parent->crowd)
            state.unfolded.insert(lane->parent);
        state.hidden.erase(lane->parent);
    }
}

void goToLane(RunSession& session, LaneId id) {
    const session::Run* run = session.run();
    const model::Lane* lane = run ? run->model().lane(id) : nullptr;
    if (!lane)
        return;
    session.view().update(
        [&](render::ViewState& state) {
            uncover(run->model(), state, id);
            selectLane(state, id);
            if (lane->created > state.to || lane->ended < state.from)
                fitSelection(*run, state);
        },
        Step::New);
}

void goToObject(RunSession& session, ObjectId id) {
    const session::Run* run = session.run();
    const model::Object* object = run ? run->model().object(id) : nullptr;
    if (!object)
        return;
    session.view().update(
        [&](render::ViewState& state) {
            state.filter.clear();
            state.showObjects = true;
            selectObject(state, id);
            const auto& log = run->model().log();
            const bool inView = !object->events.empty() && log[object->events.back()].time >= state.from &&
                                log[object->events.front()].time <= state.to;
            if (!inView)
                fitSelection(*run, state);
        },
        Step::New);
}

} // namespace

std::vector<Entry> commandEntries(const EntrySources& sources) {
    std::vector<Entry> entries;
    QSet<const QAction*> seen;
    for (const QAction* top : sources.menus.actions())
        if (const QMenu* menu = top->menu())
            collect(*menu, withoutMnemonic(menu->title()), seen, entries);
    return entries;
}

std::vector<Entry> scenarioEntries(const EntrySources& sources) {
    std::vector<Entry> entries;
    if (const session::Catalogue* catalogue = sources.setup.catalogue())
        for (const session::Scenario& scenario : catalogue->scenarios())
            entries.push_back({scenarioTitle(scenario) + QStringLiteral("  ") + scenario.id, Palettes::tr("Scenario"), {},
                               [&setup = sources.setup, id = scenario.id] { setup.choose(id); }});
    return entries;
}

std::vector<Entry> findingEntries(const EntrySources& sources) {
    std::vector<Entry> entries;
    const session::Run* run = sources.session.run();
    if (!run)
        return entries;
    const auto& all = run->findings().all();
    for (std::size_t i = 0; i < all.size(); ++i)
        entries.push_back({findingTitle(static_cast<int>(all[i].kind)) + QStringLiteral(": ") + findingSentence(all[i]),
                           Palettes::tr("Finding"), {}, [&session = sources.session, i] {
                               if (session.run())
                                   session.view().update(
                                       [&](render::ViewState& state) { goToFinding(*session.run(), state, static_cast<int>(i)); },
                                       Step::New);
                           }});
    return entries;
}

std::vector<Entry> placeEntries(const EntrySources& sources) {
    std::vector<Entry> entries;
    const session::Run* run = sources.session.run();
    if (!run)
        return entries;
    const auto visit = [&](const auto& self, LaneId id) -> void {
        const model::Lane* lane = run->model().lane(id);
        if (!lane)
            return;
        const QString kind = lane->kind == trace::LaneKind::Process  ? Palettes::tr("Process")
                             : lane->kind == trace::LaneKind::Thread ? Palettes::tr("Thread")
                                                                     : Palettes::tr("Coroutine");
        entries.push_back({QString::fromStdString(lane->name), kind, {},
                           [&session = sources.session, id] { goToLane(session, id); }});
        for (const LaneId child : lane->children)
            self(self, child);
    };
    for (const LaneId root : run->model().roots())
        visit(visit, root);
    for (const ObjectId id : run->model().objects())
        if (const model::Object* object = run->model().object(id))
            entries.push_back({QString::fromStdString(object->name), render::objectKindName(object->kind), {},
                               [&session = sources.session, id] { goToObject(session, id); }});
    return entries;
}

} // namespace braid::views
