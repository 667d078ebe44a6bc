#pragma once

#include "app/session/run/program_call.h"

#include <QObject>

class QWidget;

namespace braid::views {

class ConsolePane;
class RecentPrograms;
class RunSession;
class Setup;

/// Recording programs from the window: asks for one, starts it, remembers it, and says how it ended. GUI thread only.
class RecordTools : public QObject {
    Q_OBJECT
public:
    RecordTools(QWidget& window, Setup& setup, RunSession& session, RecentPrograms& recent, ConsolePane& console);

    /// With the program that is chosen, or was recorded last.
    void ask();
    void askFor(const session::ProgramCall& call);
    void start(const session::ProgramCall& call);

signals:
    void told(const QString& sentence); ///< how the program ended

private:
    void showAsTerminal();
    void tellEnd();

    QWidget& m_window;
    Setup& m_setup;
    RunSession& m_session;
    RecentPrograms& m_recent;
    ConsolePane& m_console;
    bool m_tableBefore = false; ///< the console is shown as a terminal only since a program was recorded
};

} // namespace braid::views
