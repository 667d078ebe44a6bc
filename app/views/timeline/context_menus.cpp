#include "app/views/timeline/context_menus.h"
#include "app/render/objects/object_interest.h"

#include "app/views/base/actions.h"
#include "app/views/base/hover_text.h"
#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPointer>

namespace braid::views {
namespace {

using render::What;
using Step = session::SharedViewState::Step;

/// Selects what the tag names, as a click on it does.
void select(const session::Run& run, render::ViewState& state, const render::Tag& tag) {
    if (tag.what == What::FindingMarker) {
        goToFinding(run, state, tag.finding);
        return;
    }
    clearSelection(state);
    state.selectedLane = tag.lane;
    state.selectedEvent = tag.event;
    state.selectedObject = tag.object;
}

/// Who owns the tag's object at the tag's moment; none where no lane (or the lane itself) does.
LaneId holderOf(const session::Run& run, const render::Tag& tag) {
    const model::Object* object = run.model().object(tag.object);
    if (!object)
        return {};
    const bool event = tag.event != model::NoEvent && tag.event < run.model().log().size();
    const model::Nanos at = event ? run.model().log()[tag.event].time : run.edge();
    for (const model::Holding& holding : object->heldAt(at))
        if (holding.lane != tag.lane)
            return holding.lane;
    return {};
}

} // namespace

ContextMenus::ContextMenus(QWidget& window, RunSession& session, Actions& actions)
    : QObject(&window), m_window(window), m_session(session), m_actions(actions) {}

void ContextMenus::show(const render::Tag& tag, QPoint globalPos) {
    QMenu* menu = make(tag);
    if (!menu)
        return;
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(globalPos);
}

QMenu* ContextMenus::make(const render::Tag& tag) {
    const session::Run* run = m_session.run();
    const bool nothing = tag.what == What::Nothing || tag.what == What::Ruler || tag.what == What::LaneHeader ||
                         tag.what == What::Fold || tag.what == What::LegendEntry || tag.what == What::ObjectHeading ||
                         tag.what == What::MoreObjects;
    if (!run || nothing)
        return nullptr;
    auto* menu = new QMenu(&m_window);
    menu->setObjectName("contextMenu");
    const auto add = [menu](const char* name, const QString& text, auto act) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, menu, act);
    };
    const auto change = [this](auto how) {
        if (m_session.run())
            m_session.view().update([&](render::ViewState& state) { how(*m_session.run(), state); }, Step::New);
    };
    if (const QString sentence = hoverText(*run, m_session.view().get().cursor, tag); !sentence.isEmpty())
        add("context.copy", tr("Copy the sentence"), [sentence] { QGuiApplication::clipboard()->setText(sentence); });
    const model::Model& model = run->model();
    if (tag.event != model::NoEvent && tag.event < model.log().size()) {
        const model::LogEntry& entry = model.log()[tag.event];
        if (const model::Site* site = model.site(SiteId{entry.site}); site && site->line != 0) {
            add("context.source", tr("Show line %1 of the source").arg(site->line), [this, change, tag] {
                change([&](const session::Run& now, render::ViewState& state) { select(now, state, tag); });
                emit sourceRequested();
            });
        }
    }
    if (const LaneId holder = holderOf(*run, tag))
        add("context.holder", tr("Select the holder, %1").arg(withAmpersands(render::shownName(model, holder))), [change, holder] {
            change([&](const session::Run&, render::ViewState& state) { selectLane(state, holder); });
        });
    if (tag.object && tag.what != What::ObjectHeader)
        add("context.object", tr("Select %1").arg(withAmpersands(render::shownName(model, tag.object))), [change, tag] {
            change([&](const session::Run&, render::ViewState& state) { selectObject(state, tag.object); });
        });
    const model::Object* object = model.object(tag.object);
    if (const auto family = object ? render::objectFamilyOf(model, m_session.view().get(), *object) : std::nullopt)
        add("context.foldObjects",
            family->folded ? tr("Show these %1 objects one by one").arg(family->members) : tr("Fold these %1 objects into one row").arg(family->members),
            [change, id = tag.object, fold = !family->folded] {
                change([&](const session::Run& now, render::ViewState& state) {
                    if (const model::Object* which = now.model().object(id))
                        render::foldObjectFamily(now.model(), state, *which, fold);
                });
            });
    add("context.fit", tr("Zoom to it"), [change, tag] {
        change([&](const session::Run& now, render::ViewState& state) {
            state.measured.reset();
            select(now, state, tag);
            if (tag.what != What::FindingMarker)
                fitSelection(now, state);
        });
    });
    // What other parts of the window can do with a selection, under the name of their action.
    bool first = true;
    for (const char* name : {"action.why", "action.bookmark"}) {
        auto* action = m_actions.findChild<QAction*>(QLatin1String(name));
        if (!action || !action->isEnabled())
            continue;
        if (std::exchange(first, false))
            menu->addSeparator();
        QAction* here = menu->addAction(action->icon(), action->text());
        here->setObjectName(QLatin1String(name) + QStringLiteral(".here"));
        connect(here, &QAction::triggered, menu, [this, change, tag, target = QPointer<QAction>(action)] {
            change([&](const session::Run& now, render::ViewState& state) {
                select(now, state, tag);
                if (tag.event != model::NoEvent && tag.event < now.model().log().size())
                    state.cursor = now.model().log()[tag.event].time;
            });
            if (target)
                target->trigger();
        });
    }
    return menu;
}

} // namespace braid::views
