#include "app/views/window/preferences.h"

#include "app/render/rows/row_heights.h"
#include "app/session/language.h"
#include "app/views/base/appearance.h"
#include "app/views/base/recent_files.h"
#include "app/views/editor/editor_tools.h"
#include "app/views/record/recent_programs.h"
#include "app/views/run/run_session.h"
#include "app/views/text/console_pane.h"
#include "app/views/window/layouts.h"
#include "app/views/window/main_window.h"
#include "app/views/window/presenter.h"

#include <QAction>
#include <QScreen>
#include <QSettings>

namespace braid::views {
namespace {
constexpr QSize UsualSize(1440, 900);
}

void restoreChoices(const QSettings& settings, Appearance& appearance, session::Language& language) {
    const QString scheme = settings.value("theme").toString();
    appearance.setScheme(scheme == "dark" ? Scheme::Dark : scheme == "light" ? Scheme::Light
                                                                             : Scheme::System);
    appearance.setContrast(settings.value("contrast").toString() == "high" ? render::Contrast::High : render::Contrast::Usual);
    const QString motion = settings.value("motion").toString();
    appearance.setMotion(motion == "reduced" ? Motion::Reduced : motion == "full" ? Motion::Full
                                                                                  : Motion::System);
    const QString code = settings.value("language").toString();
    language.set(code == "en"      ? session::Language::Choice::English
                 : code == "zh_CN" ? session::Language::Choice::Chinese
                                   : session::Language::Choice::System);
}

void restoreWindow(const QSettings& settings, MainWindow& window) {
    const QRect room = window.screen()->availableGeometry();
    window.resize(UsualSize.boundedTo(room.size()));
    if (!window.restoreGeometry(settings.value("geometry").toByteArray()) && room.width() <= 1920)
        window.setWindowState(Qt::WindowMaximized); // on a small screen every pixel helps; the window's frame has its place too
    // A window that will be maximized has its width only when it is seen.
    window.layouts().restore(settings, window.isMaximized() ? std::max(window.width(), room.width()) : window.width());
    bool set = false;
    const double rows = settings.value("rowHeight").toDouble(&set);
    if (set)
        window.session().view().update([rows](render::ViewState& state) {
            state.rowHeight = std::clamp(rows, render::LowestRow, render::TallestRow);
        });
    window.console().showAsTerminal(settings.value("console").toString() == "terminal");
    if (QAction* paused = window.findChild<QAction*>("action.startPaused"))
        paused->setChecked(settings.value("start").toString() == "paused");
    window.recentFiles().set(settings.value("recentFiles").toStringList());
    window.recentPrograms().set(settings.value("recentPrograms").toList());
    window.programs().restore(settings);
}

void remember(QSettings& settings, MainWindow& window, const Appearance& appearance, const session::Language& language) {
    window.presenter().set(false); // it must not start on a large screen by surprise
    settings.setValue("geometry", window.saveGeometry());
    window.layouts().save(settings);
    if (const auto rows = window.session().view().get().rowHeight)
        settings.setValue("rowHeight", *rows);
    else
        settings.remove("rowHeight");
    settings.setValue("console", window.console().asTerminal() ? "terminal" : "table");
    settings.setValue("start", window.setup().startsPaused() ? "paused" : "running");
    settings.setValue("recentFiles", window.recentFiles().paths());
    settings.setValue("recentPrograms", window.recentPrograms().toVariants());
    window.programs().remember(settings);
    settings.setValue("contrast", appearance.contrast() == render::Contrast::High ? "high" : "usual");
    settings.setValue("motion", appearance.motion() == Motion::Reduced ? "reduced"
                                : appearance.motion() == Motion::Full  ? "full"
                                                                       : "system");
    settings.setValue("theme", appearance.scheme() == Scheme::Dark    ? "dark"
                               : appearance.scheme() == Scheme::Light ? "light"
                                                                      : "system");
    settings.setValue("language", language.choice() == session::Language::Choice::English   ? "en"
                                  : language.choice() == session::Language::Choice::Chinese ? "zh_CN"
                                                                                            : "system");
}

} // namespace braid::views
