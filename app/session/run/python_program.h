#pragma once

#include "app/session/catalogue.h"

#include <QString>

#include <string>
#include <vector>

/// The scenarios' programs in Python, scenarios/python/ID.py.
namespace braid::session {

/// What runs them: the system's Python, else the first one of the search path.
[[nodiscard]] QString pythonProgram();

/// Where they lie, and what starts them (start.py, as_file.py). `folder` as in pythonCommand(). Needs a QCoreApplication.
[[nodiscard]] QString runnersFolder(const QString& folder = {});

/// The words that start the program of `scenario` with `values`; empty where it has none. `folder`: where Braid's programs lie; empty: that
/// of this one. Needs a QCoreApplication.
[[nodiscard]] std::vector<std::string> pythonCommand(const Scenario& scenario, const parameter::ValueMap& values, const QString& folder = {});

} // namespace braid::session
