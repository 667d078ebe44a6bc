#include "app/views/record/record_tools.h"

#include "app/views/base/words.h"
#include "app/views/record/recent_programs.h"
#include "app/views/record/record_dialog.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"
#include "app/views/text/console_pane.h"
#include "engine/trace/signal_text.h"

#include <csignal>

namespace braid::views {

RecordTools::RecordTools(QWidget& window, Setup& setup, RunSession& session, RecentPrograms& recent, ConsolePane& console)
    : QObject(&window), m_window(window), m_setup(setup), m_session(session), m_recent(recent), m_console(console) {
    connect(&m_session, &RunSession::programStarted, &m_recent, &RecentPrograms::add);
    connect(&m_session, &RunSession::runChanged, this, &RecordTools::showAsTerminal);
    connect(&m_session, &RunSession::stateChanged, this, &RecordTools::tellEnd);
}

void RecordTools::ask() {
    if (const session::ProgramCall* program = m_setup.program())
        askFor(*program);
    else
        askFor(m_recent.calls().empty() ? session::ProgramCall{} : m_recent.calls().front());
}

void RecordTools::askFor(const session::ProgramCall& call) {
    RecordDialog dialog(call, m_recent, &m_window);
    if (dialog.exec() == QDialog::Accepted)
        start(dialog.call());
}

void RecordTools::start(const session::ProgramCall& call) {
    m_setup.chooseProgram(call);
    m_session.start();
}

/// What such a program writes are no prints of a scenario, but whatever goes to a terminal.
void RecordTools::showAsTerminal() {
    const bool recorded = m_session.run() && m_session.run()->recordedHere();
    if (recorded && !m_console.asTerminal()) {
        m_console.showAsTerminal(true);
        m_tableBefore = true;
    } else if (!recorded && std::exchange(m_tableBefore, false)) {
        m_console.showAsTerminal(false);
    }
}

void RecordTools::tellEnd() {
    const session::Run* run = m_session.run();
    const auto end = run && run->state() == session::Run::State::Over ? run->programEnd() : std::nullopt;
    if (!end || !run->failure().isEmpty())
        return;
    const QString signal = toQt(trace::signalText(end->signal));
    if (!end->byItself && end->signal == SIGKILL)
        emit told(tr("The program was ended by Braid."));
    else if (!end->byItself)
        emit told(end->signal != 0 ? tr("Stopped: the program ended at %1.").arg(signal) : tr("Stopped: the program ended with exit status %1.").arg(end->status));
    else if (end->signal != 0)
        emit told(tr("The program was killed by %1.").arg(signal));
    else
        emit told(tr("The program ended by itself with exit status %1.").arg(end->status));
}

} // namespace braid::views
