#pragma once

#include "app/session/catalogue.h"

#include <QString>

#include <string>
#include <vector>

/// The scenarios' programs in Python, scenarios/python/ID.py. Where `folder` is asked for, it is the one in which Braid's programs lie; empty:
/// that of this one, which needs a QCoreApplication.
namespace braid::session {

/// What runs them. Value type.
struct Interpreter {
    QString program; ///< a file, or a name of the search path; empty: none
    QString version; ///< "3.11.2"; empty where it is not known
};

/// The system's Python, else the first one of the search path. Does not look whether it runs.
[[nodiscard]] QString pythonProgram();
/// `program`, or where that is empty pythonProgram(). Asks it for its version and waits for that, 2 s at most.
[[nodiscard]] Interpreter interpreterCalled(const QString& program = {});

/// Where the scenarios' programs lie, and what starts them (start.py, as_file.py).
[[nodiscard]] QString runnersFolder(const QString& folder = {});
/// The words that start the program of `scenario` with `values`; empty where it has none.
[[nodiscard]] std::vector<std::string> pythonCommand(const Scenario& scenario, const parameter::ValueMap& values, const QString& interpreter,
                                                     const QString& folder = {});
/// The program's file from the project's root, as it is built into the window; empty where there is none.
[[nodiscard]] QString pythonSource(const Scenario& scenario, const QString& folder = {});
/// Of the scenario's live parameters those that the program goes on reading while it runs.
[[nodiscard]] std::vector<const Parameter*> liveInPython(const Scenario& scenario, const QString& folder = {});
/// The same for a parameter called `name` in the program `text`: a line behind the first one with its value is indented, or sleeps, and
/// names it. What is read only once, from the first column, is over before anybody can move it.
[[nodiscard]] bool readsAgain(const QString& text, const QString& name);

} // namespace braid::session
