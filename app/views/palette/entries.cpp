#include "app/views/palette/entries.h"

#include "app/render/rows/view_state.h"
#include "app/render/scene/words.h"
#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QHash>
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

/// What else a command is called, by the name of its action; empty for most. Translated, so that each language has its own.
QString otherWordsFor(const QString& action) {
    static const QHash<QString, const char*> words{
        {"action.run", QT_TRANSLATE_NOOP("braid::views::Palette", "start play go")},
        {"action.runPaused", QT_TRANSLATE_NOOP("braid::views::Palette", "start paused step by step from the beginning")},
        {"action.runPython", QT_TRANSLATE_NOOP("braid::views::Palette", "start python script tutorial")},
        {"action.stop", QT_TRANSLATE_NOOP("braid::views::Palette", "end kill abort")},
        {"action.pause", QT_TRANSLATE_NOOP("braid::views::Palette", "hold freeze break resume continue")},
        {"action.step", QT_TRANSLATE_NOOP("braid::views::Palette", "single next operation")},
        {"action.repeat", QT_TRANSLATE_NOOP("braid::views::Palette", "histogram repeat statistics many distribution")},
        {"action.slowMotion", QT_TRANSLATE_NOOP("braid::views::Palette", "speed pace slower faster")},
        {"action.exportPicture", QT_TRANSLATE_NOOP("braid::views::Palette", "image png svg pdf screenshot print")},
        {"action.exportAnimation", QT_TRANSLATE_NOOP("braid::views::Palette", "gif video film movie")},
        {"action.record", QT_TRANSLATE_NOOP("braid::views::Palette", "own program trace run executable python new")},
        {"action.newProgram", QT_TRANSLATE_NOOP("braid::views::Palette", "write own code editor python c++ template")},
        {"action.openProgram", QT_TRANSLATE_NOOP("braid::views::Palette", "edit own source code editor file")},
        {"action.editCopyCpp", QT_TRANSLATE_NOOP("braid::views::Palette", "change source code editor c++")},
        {"action.editCopy", QT_TRANSLATE_NOOP("braid::views::Palette", "change source code editor python")},
        {"action.programSettings", QT_TRANSLATE_NOOP("braid::views::Palette", "settings interpreter compiler flags documents folder")},
        {"action.attach", QT_TRANSLATE_NOOP("braid::views::Palette", "process pid running hang stuck stacks")},
        {"action.copyPicture", QT_TRANSLATE_NOOP("braid::views::Palette", "clipboard screenshot")},
        {"action.compare", QT_TRANSLATE_NOOP("braid::views::Palette", "difference diff versus two runs")},
        {"action.fitAll", QT_TRANSLATE_NOOP("braid::views::Palette", "zoom out everything overview")},
        {"action.criticalPath", QT_TRANSLATE_NOOP("braid::views::Palette", "bottleneck duration slow")},
        {"action.why", QT_TRANSLATE_NOOP("braid::views::Palette", "explain blocked reason cause")},
        {"action.presenter", QT_TRANSLATE_NOOP("braid::views::Palette", "full screen lecture projector slides")},
        {"action.layoutReset", QT_TRANSLATE_NOOP("braid::views::Palette", "default panes restore")},
        {"action.back", QT_TRANSLATE_NOOP("braid::views::Palette", "undo")},
        {"action.forward", QT_TRANSLATE_NOOP("braid::views::Palette", "redo")},
        {"action.keys", QT_TRANSLATE_NOOP("braid::views::Palette", "shortcuts help hotkeys")},
        {"action.terminal", QT_TRANSLATE_NOOP("braid::views::Palette", "output stdout text print copy")},
        {"action.highContrast", QT_TRANSLATE_NOOP("braid::views::Palette", "accessibility colours")},
    };
    const auto found = words.constFind(action);
    return found == words.constEnd() ? QString() : Palettes::tr(*found);
}

/// What a command that cannot be given now is waiting for.
QString missingFor(const QString& action) {
    static const QSet<QString> whileRunning{"action.stop", "action.pause", "action.step", "action.stepLane", "action.follow"};
    static const QSet<QString> scenario{"action.run", "action.runPaused", "action.runPython", "action.codeCpp", "action.codePython", "action.repeat", "action.editCopy", "action.editCopyCpp"};
    if (whileRunning.contains(action))
        return Palettes::tr("only while a run is on");
    if (scenario.contains(action))
        return Palettes::tr("choose a scenario first");
    if (action == QLatin1String("action.why"))
        return Palettes::tr("select a lane first");
    if (action == QLatin1String("action.writeValues"))
        return Palettes::tr("open a program first");
    if (action == QLatin1String("action.back") || action == QLatin1String("action.forward"))
        return Palettes::tr("nowhere to go");
    if (action == QLatin1String("action.nextFinding") || action == QLatin1String("action.previousFinding"))
        return Palettes::tr("there are no findings");
    if (action == QLatin1String("action.nextBookmark") || action == QLatin1String("action.previousBookmark"))
        return Palettes::tr("there are no bookmarks");
    return Palettes::tr("run a scenario or open a file first");
}

void collect(const QMenu& menu, const QString& path, QSet<const QAction*>& seen, std::vector<Entry>& entries) {
    for (QAction* action : menu.actions()) {
        if (const QMenu* below = action->menu()) {
            collect(*below, path + QStringLiteral(" › ") + withoutMnemonic(below->title()), seen, entries);
            continue;
        }
        if (action->isSeparator() || action->text().isEmpty() || seen.contains(action))
            continue;
        seen.insert(action);
        QString text = withoutMnemonic(action->text());
        if (action->actionGroup() && path.contains(QStringLiteral(" › ")))
            text = withoutMnemonic(menu.title()) + QStringLiteral(": ") + text; // one of a choice: "Theme: Dark"
        if (action->isCheckable())
            text += action->isChecked() ? QStringLiteral("  ✓") : QString();
        entries.push_back({text, path, action->shortcut().toString(QKeySequence::NativeText),
                           [target = QPointer<QAction>(action)] {
                               if (target)
                                   target->trigger();
                           },
                           otherWordsFor(action->objectName()), action->isEnabled(),
                           action->isEnabled() ? QString() : missingFor(action->objectName())});
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
            const model::Events events = object->events();
            const bool inView = !events.empty() && log[events.back()].time >= state.from && log[events.front()].time <= state.to;
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
            entries.push_back({scenarioTitle(scenario) + QStringLiteral("  ") + toQt(scenario.id), Palettes::tr("Scenario"), {}, [&setup = sources.setup, id = toQt(scenario.id)] { setup.choose(id); }, toQt(scenario.id)});
    return entries;
}

std::vector<Entry> findingEntries(const EntrySources& sources) {
    std::vector<Entry> entries;
    const session::Run* run = sources.session.run();
    if (!run)
        return entries;
    const auto& all = run->findings().all();
    for (std::size_t i = 0; i < all.size(); ++i)
        entries.push_back({findingTitle(all[i].kind) + QStringLiteral(": ") + findingSentence(all[i]),
                           Palettes::tr("Finding"),
                           {},
                           [&session = sources.session, i] {
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
    entries.reserve(run->model().lanes().size() + run->model().objects().size());
    // Looked up once: there may be a hundred thousand of them.
    const QString process = Palettes::tr("Process"), thread = Palettes::tr("Thread"), coroutine = Palettes::tr("Coroutine");
    const auto visit = [&](const auto& self, LaneId id) -> void {
        const model::Lane* lane = run->model().lane(id);
        if (!lane)
            return;
        const QString& kind = lane->kind == trace::LaneKind::Process ? process : lane->kind == trace::LaneKind::Thread ? thread
                                                                                                                       : coroutine;
        entries.push_back({render::shownName(run->model(), lane->name), kind, {}, [&session = sources.session, id] { goToLane(session, id); }});
        for (const LaneId child : lane->children)
            self(self, child);
    };
    for (const LaneId root : run->model().roots())
        visit(visit, root);
    for (const ObjectId id : run->model().objects())
        if (const model::Object* object = run->model().object(id))
            entries.push_back({render::shownName(run->model(), object->name), render::objectKindName(*object), {}, [&session = sources.session, id] { goToObject(session, id); }});
    return entries;
}

} // namespace braid::views
