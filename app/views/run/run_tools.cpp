#include "app/views/run/run_tools.h"

#include "app/views/base/actions.h"
#include "app/views/run/repeat_session.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"

namespace braid::views {

RunTools::RunTools(RunSession& session, RepeatSession& repeat, Setup& setup, Actions& actions, QObject* parent)
    : QObject(parent), m_session(session), m_repeat(repeat), m_setup(setup), m_actions(actions) {
    connect(m_actions.run, &QAction::triggered, &m_session, &RunSession::start);
    connect(m_actions.runPaused, &QAction::triggered, &m_session, &RunSession::startPaused);
    connect(m_actions.runPython, &QAction::triggered, this, [this] {
        m_setup.setCode(Setup::Code::Python);
        m_session.start();
    });
    for (const auto& [action, code] : {std::pair{m_actions.codeCpp, Setup::Code::Cpp}, {m_actions.codePython, Setup::Code::Python}})
        connect(action, &QAction::triggered, &m_setup, [this, code] { m_setup.setCode(code); });
    connect(&m_setup, &Setup::codeChanged, this, &RunTools::enable);
    connect(m_actions.startPaused, &QAction::toggled, this, [this](bool on) { m_setup.setStartsPaused(on); });
    connect(&m_session, &RunSession::runChanged, this, &RunTools::tellPaused);
    connect(m_actions.stop, &QAction::triggered, this, [this] {
        m_repeat.busy() ? m_repeat.cancel() : m_session.stop();
    });
    connect(m_actions.pause, &QAction::triggered, &m_session, &RunSession::togglePause);
    connect(m_actions.step, &QAction::triggered, this, &RunTools::step);
    connect(m_actions.stepLane, &QAction::triggered, this, &RunTools::stepLane);
    connect(m_actions.repeat, &QAction::triggered, &repeat, &RepeatSession::toggle);
    connect(&m_session, &RunSession::stateChanged, this, &RunTools::enable);
    connect(&repeat, &RepeatSession::changed, this, &RunTools::enable);
    connect(&m_setup, &Setup::scenarioChanged, this, &RunTools::enable);
    connect(&m_setup, &Setup::parametersChanged, this, &RunTools::enable);
    enable();
}

void RunTools::tellPaused() {
    if (m_session.live() && m_session.run()->state() == session::Run::State::Paused)
        emit told(tr("Paused before the first operation. %1: one operation; %2: run on.")
                      .arg(m_actions.step->shortcut().toString(QKeySequence::NativeText),
                           m_actions.pause->shortcuts().last().toString(QKeySequence::NativeText)));
}

/// Of a run that is over, it goes on to the next event; where there is none yet, one begins that stands before its first operation.
void RunTools::step() {
    if (m_session.live())
        m_session.step();
    else if (m_session.run())
        m_actions.nextEvent->trigger();
    else
        m_session.startPaused();
}

void RunTools::stepLane() {
    const LaneId lane = m_session.view().get().selectedLane;
    if (!lane)
        emit told(tr("Select a lane first, by a click on its name: %1 then steps it alone.").arg(m_actions.stepLane->shortcut().toString(QKeySequence::NativeText)));
    else if (m_session.live())
        m_session.step(lane);
    else
        m_actions.nextOfLane->trigger();
}

void RunTools::enable() {
    const bool live = m_session.live();
    const bool chosen = m_setup.scenario() != nullptr || m_setup.program() != nullptr;
    for (QAction* action : {m_actions.run, m_actions.runPaused})
        action->setEnabled(chosen);
    m_actions.repeat->setEnabled(m_setup.scenario() != nullptr || m_setup.isDescribed());
    for (QAction* action : {m_actions.runPython, m_actions.codeCpp, m_actions.codePython})
        action->setEnabled(m_setup.scenario() != nullptr);
    (m_setup.code() == Setup::Code::Python ? m_actions.codePython : m_actions.codeCpp)->setChecked(true);
    m_actions.stop->setEnabled(live || m_repeat.busy());
    m_actions.pause->setEnabled(live);
    m_actions.step->setEnabled(m_session.run() != nullptr || chosen);
    m_actions.stepLane->setEnabled(m_session.run() != nullptr);
    m_actions.save->setEnabled(m_session.run() != nullptr);
    m_actions.setPaused(live && m_session.run()->state() == session::Run::State::Paused);
}

} // namespace braid::views
