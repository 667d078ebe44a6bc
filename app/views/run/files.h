#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace braid::session {
class Catalogue;
class Run;
} // namespace braid::session

/// The dialogs about files.
namespace braid::views {

class RunSession;

/// Empty where the person changed their mind.
[[nodiscard]] QString askForRun(QWidget* parent);
/// One or several.
[[nodiscard]] QStringList askForRuns(QWidget* parent);
[[nodiscard]] QString askWhereToSave(QWidget* parent, const QString& name);
/// What a file made of `run` may be called, without an ending: the scenario's id; "run" where the trace names none, or what
/// is none: letters, digits and dashes.
[[nodiscard]] QString proposedName(const session::Run* run);
/// What the title bar says: the run, and the file it lies in or that it lies in none.
[[nodiscard]] QString windowTitleOf(RunSession& session, const session::Catalogue* catalogue);
/// The scenario's title in the window's language, or what the run calls itself.
[[nodiscard]] QString titleOf(RunSession& session, const session::Catalogue* catalogue);
void showAbout(QWidget* parent);

} // namespace braid::views
