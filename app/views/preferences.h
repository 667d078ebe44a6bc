#pragma once

namespace braid::views {

class Appearance;
class Language;
class MainWindow;

/// What the window remembers from one start to the next: theme, language, size. Kept by QSettings.
void restoreChoices(Appearance& appearance, Language& language);
void restoreWindow(MainWindow& window);
void remember(const MainWindow& window, const Appearance& appearance, const Language& language);

} // namespace braid::views
