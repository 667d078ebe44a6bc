#include "app/views/timeline/view_tools.h"

#include "app/render/rows/row_heights.h"
#include "app/views/base/actions.h"
#include "app/views/base/find_bar.h"
#include "app/views/lanes/lane_menu.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"
#include "app/views/timeline/timeline_view.h"
#include "engine/model/query/processors.h"

#include <QApplication>
#include <QLineEdit>

#include <algorithm>
#include <cmath>

namespace braid::views {
namespace {
using Step = session::SharedViewState::Step;
constexpr double ZoomStep = 1.5;
constexpr double RowStep = 4; ///< pixels
} // namespace

ViewTools::ViewTools(RunSession& session, Actions& actions, TimelineView& timeline, QObject* parent)
    : QObject(parent), m_session(session), m_actions(actions), m_timeline(timeline) {
    connectRange();
    connectRows();
    session::SharedViewState& view = m_session.view();
    connect(m_actions.back, &QAction::triggered, &view, &session::SharedViewState::undo);
    connect(m_actions.forward, &QAction::triggered, &view, &session::SharedViewState::redo);
    connect(m_actions.deselect, &QAction::triggered, this, &ViewTools::deselect);
    connect(&view, &session::SharedViewState::historyChanged, this, &ViewTools::enable);
    connect(&m_session, &RunSession::stateChanged, this, &ViewTools::enable);
    enable();
}

void ViewTools::connectRange() {
    const auto go = [this](QAction* action, auto change) {
        connect(action, &QAction::triggered, this, [this, change] {
            if (m_session.run())
                m_session.view().update([&](render::ViewState& state) { change(*m_session.run(), state); }, Step::New);
        });
    };
    go(m_actions.fitAll, fitAll);
    go(m_actions.fitSelection, fitSelection);
    go(m_actions.follow, [this](const session::Run& run, render::ViewState& state) {
        state.followLive = m_actions.follow->isChecked();
        if (state.followLive) {
            state.cursor.reset();
            follow(state, run.edge());
        }
    });
    connect(&m_session.view(), &session::SharedViewState::changed, m_actions.follow,
            [follow = m_actions.follow](const render::ViewState& now) { follow->setChecked(now.followLive); });
    connect(m_actions.zoomIn, &QAction::triggered, &m_timeline, [this] { m_timeline.zoom(ZoomStep); });
    connect(m_actions.zoomOut, &QAction::triggered, &m_timeline, [this] { m_timeline.zoom(1 / ZoomStep); });
}

void ViewTools::connectRows() {
    flag(*m_actions.arrows, &render::ViewState::showArrows);
    flag(*m_actions.marks, &render::ViewState::showMarks);
    flag(*m_actions.objects, &render::ViewState::showObjects);
    flag(*m_actions.allObjects, &render::ViewState::allObjects);
    session::SharedViewState& view = m_session.view();
    connect(m_actions.processors, &QAction::triggered, &view, [&view](bool on) {
        view.update([&](render::ViewState& state) { state.showProcessors = on; });
    });
    const auto followRule = [this] {
        const session::Run* run = m_session.run();
        m_actions.processors->setChecked(m_session.view().get().showProcessors.value_or(run && model::processorsMatter(run->model())));
    };
    connect(&view, &session::SharedViewState::changed, m_actions.processors, followRule);
    connect(&m_session, &RunSession::stateChanged, m_actions.processors, followRule);
    for (const auto& [action, step] : {std::pair{m_actions.taller, RowStep}, std::pair{m_actions.lower, -RowStep}})
        connect(action, &QAction::triggered, &m_timeline, [this, &view, step = step] {
            const double height = std::clamp(std::round(m_timeline.rowHeight()) + step, render::LowestRow, render::TallestRow);
            view.update([&](render::ViewState& state) { state.rowHeight = height; });
        });
    connect(m_actions.fitRows, &QAction::triggered, &view, [&view] {
        view.update([](render::ViewState& state) { state.rowHeight.reset(); });
    });
}

void ViewTools::flag(QAction& action, bool render::ViewState::*member) {
    session::SharedViewState& view = m_session.view();
    action.setChecked(view.get().*member);
    connect(&action, &QAction::triggered, &view, [&view, member](bool on) {
        view.update([&](render::ViewState& state) { state.*member = on; });
    });
    connect(&view, &session::SharedViewState::changed, &action,
            [&action, member](const render::ViewState& now) { action.setChecked(now.*member); });
}

void ViewTools::deselect() {
    // In a filter the key is about the filter first, then about where one is.
    auto* words = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    if (words && words->isClearButtonEnabled()) {
        if (words->text().isEmpty())
            m_timeline.setFocus(Qt::ShortcutFocusReason);
        else
            words->clear();
        return;
    }
    // What stands out goes layer by layer, what came last or lies on top first.
    if (auto* search = m_timeline.findChild<FindBar*>(QString(), Qt::FindDirectChildrenOnly); search && search->isVisible()) {
        search->close();
        return;
    }
    m_session.view().update([](render::ViewState& state) {
        if (state.measured)
            state.measured.reset();
        else if (state.question)
            state.question.reset();
        else if (state.criticalPath)
            state.criticalPath.reset();
        else if (state.selectedLane || state.selectedObject || state.selectedEvent != model::NoEvent || state.finding)
            clearSelection(state);
        else if (!state.filter.empty() || !state.states.empty() || state.onlyObject)
            clearFilters(state);
        else
            state.cursor.reset();
    });
}

void ViewTools::enable() {
    for (QAction* action : {m_actions.fitAll, m_actions.fitSelection, m_actions.zoomIn, m_actions.zoomOut, m_actions.startPage})
        action->setEnabled(m_session.run() != nullptr);
    m_actions.follow->setEnabled(m_session.live());
    m_actions.back->setEnabled(m_session.view().canUndo());
    m_actions.forward->setEnabled(m_session.view().canRedo());
}

} // namespace braid::views
