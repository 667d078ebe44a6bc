#pragma once

#include "app/session/language.h"

class QApplication;

namespace braid::views {

/// Shows the window until it is closed; `fileToOpen` may be empty. `asked`: the language of the command line, which goes
/// before the one remembered unless it is System. Returns the exit status.
int runWindow(QApplication& application, const QString& fileToOpen, session::Language::Choice asked);

} // namespace braid::views
