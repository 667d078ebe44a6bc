#pragma once

#include "app/session/catalogue.h"

#include <QString>

#include <string>
#include <vector>

/// The scenarios' programs in Python, scenarios/python/ID.py.
namespace braid::session {

/// What runs them: the system's Python, else the first one of the search path.
[[nodiscard]] QString pythonProgram();

/// The words that start the program of `scenario` with `values`; empty where it has none. `folder`: where Braid's programs lie; empty: that
/// of this one. Needs a QCoreApplication.
[[nodiscard]] std::vector<std::string> pythonCommand(const Scenario& scenario, const parameter::ValueMap& values, const QString& folder = {});

} // namespace braid::session
