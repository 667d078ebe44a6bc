#include "app/views/preferences.h"

#include "app/views/appearance.h"
#include "app/views/language.h"
#include "app/views/main_window.h"

#include <QScreen>
#include <QSettings>

namespace braid::views {
namespace {
constexpr QSize UsualSize(1440, 900);
}

void restoreChoices(Appearance& appearance, Language& language) {
    const QSettings settings;
    const QString scheme = settings.value("theme").toString();
    appearance.setScheme(scheme == "dark" ? Scheme::Dark : scheme == "light" ? Scheme::Light : Scheme::System);
    const QString code = settings.value("language").toString();
    language.set(code == "en"      ? Language::Choice::English
                 : code == "zh_CN" ? Language::Choice::Chinese
                                   : Language::Choice::System);
}

void restoreWindow(MainWindow& window) {
    const QSettings settings;
    const QRect room = window.screen()->availableGeometry();
    window.resize(UsualSize.boundedTo(room.size()));
    if (!window.restoreGeometry(settings.value("geometry").toByteArray()) && room.width() <= 1920)
        window.setGeometry(room); // on a small screen every pixel helps
}

void remember(const MainWindow& window, const Appearance& appearance, const Language& language) {
    QSettings settings;
    settings.setValue("geometry", window.saveGeometry());
    settings.setValue("theme", appearance.scheme() == Scheme::Dark    ? "dark"
                               : appearance.scheme() == Scheme::Light ? "light"
                                                                      : "system");
    settings.setValue("language", language.choice() == Language::Choice::English   ? "en"
                                  : language.choice() == Language::Choice::Chinese ? "zh_CN"
                                                                                   : "system");
}

} // namespace braid::views
