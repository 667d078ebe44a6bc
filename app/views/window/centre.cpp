#include "app/views/window/centre.h"

#include "app/views/base/actions.h"
#include "app/views/catalogue/start_page.h"
#include "app/views/lanes/lane_area.h"
#include "app/views/run/run_session.h"

#include <utility>

namespace braid::views {

Centre::Centre(RunSession& session, Actions& actions, StartPage& start, LaneArea& lanes, QWidget* parent)
    : QStackedWidget(parent), m_session(session), m_actions(actions), m_start(start), m_lanes(lanes) {
    addWidget(&m_start);
    addWidget(&m_lanes);
    QAction* page = m_actions.startPage;
    connect(page, &QAction::triggered, this, &Centre::turn);
    connect(&m_start, &StartPage::backRequested, page, &QAction::trigger);
    connect(&m_session, &RunSession::frame, this, &Centre::choose);
    connect(&m_session, &RunSession::runChanged, &m_lanes, [this] {
        m_lanes.setFocus();
        m_lanesAwaitKeys = m_session.run() && currentWidget() != &m_lanes;
    });
    connect(&m_session, &RunSession::aboutToChangeRun, page, [page] { page->setChecked(false); });
    // A user who goes somewhere in the run, by whatever pane, wants to see it.
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this, page](const render::ViewState& now, const render::ViewState& before) {
                const bool scrolled = !now.followLive && !before.followLive && (now.from != before.from || now.to != before.to);
                if (!page->isChecked() ||
                    !(scrolled || now.cursor != before.cursor || now.selectedLane != before.selectedLane ||
                      now.selectedEvent != before.selectedEvent || now.selectedObject != before.selectedObject ||
                      now.finding != before.finding || now.question != before.question || now.filter != before.filter))
                    return;
                page->setChecked(false);
                choose();
            });
}

void Centre::turn(bool toStart) {
    emit turned(toStart);
    choose();
    currentWidget()->setFocus();
}

void Centre::choose() {
    const bool start = !m_session.run() || m_session.loading() || m_actions.startPage->isChecked();
    m_start.offerWayBack(m_session.run() != nullptr);
    QWidget* wanted = start ? static_cast<QWidget*>(&m_start) : &m_lanes;
    if (currentWidget() == wanted)
        return;
    setCurrentWidget(wanted);
    if (!start && std::exchange(m_lanesAwaitKeys, false)) // else the next tool would keep it
        m_lanes.setFocus();
}

} // namespace braid::views
