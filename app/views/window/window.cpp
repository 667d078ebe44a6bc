#include "app/views/window/window.h"

#include "app/session/language.h"
#include "app/views/base/appearance.h"
#include "app/views/window/main_window.h"
#include "app/views/window/preferences.h"

#include <QApplication>
#include <QSettings>
#include <QTimer>

namespace braid::views {

int runWindow(QApplication& application, const QString& fileToOpen, session::Language::Choice asked) {
    QCoreApplication::setOrganizationName(QStringLiteral("braid"));
    QCoreApplication::setApplicationName(QStringLiteral("braid"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Braid"));
    QGuiApplication::setDesktopFileName(QStringLiteral("braid"));
    application.setWindowIcon(QIcon(QStringLiteral(":/icons/braid.svg")));
    Appearance appearance(application);
    session::Language language;
    QSettings settings;
    restoreChoices(settings, appearance, language);
    if (asked != session::Language::Choice::System)
        language.set(asked);
    MainWindow window(appearance, language);
    restoreWindow(settings, window);
    window.show();
    if (!fileToOpen.isEmpty())
        QTimer::singleShot(0, &window, [&] { window.openFile(fileToOpen); });
    const int status = QApplication::exec();
    remember(settings, window, appearance, language);
    return status;
}

} // namespace braid::views
