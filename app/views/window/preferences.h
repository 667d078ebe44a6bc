#pragma once

class QSettings;

namespace braid::session {
class Language;
}

namespace braid::views {

class Appearance;
class MainWindow;

/// What the window remembers from one start to the next: theme, contrast, motion, language, size, layouts, the console's form, recent
/// files.
void restoreChoices(const QSettings& settings, Appearance& appearance, session::Language& language);
/// Also puts the panes where they stood, or where they stand at first.
void restoreWindow(const QSettings& settings, MainWindow& window);
void remember(QSettings& settings, MainWindow& window, const Appearance& appearance, const session::Language& language);

} // namespace braid::views
