#pragma once

#include <QString>

class QWidget;

namespace braid::session {
class Catalogue;
}

/// The dialogs about files.
namespace braid::views {

class RunSession;

/// Empty where the person changed their mind.
[[nodiscard]] QString askForRun(QWidget* parent);
[[nodiscard]] QString askWhereToSave(QWidget* parent, const QString& proposedName);
/// The scenario's title in the window's language, or what the run calls itself.
[[nodiscard]] QString titleOf(RunSession& session, const session::Catalogue* catalogue);
void showAbout(QWidget* parent);

} // namespace braid::views
