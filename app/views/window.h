#pragma once

class QApplication;
class QString;

namespace braid::views {

/// Shows the window until it is closed; `fileToOpen` may be empty. Returns the exit status.
int runWindow(QApplication& application, const QString& fileToOpen);

} // namespace braid::views
