#include "app/views/window/main_menu.h"

#include "app/views/base/actions.h"
#include "app/views/base/dock.h"

#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace braid::views {

MainMenu::MainMenu(QMainWindow& window, Actions& actions, const std::vector<Dock*>& docks, Appearance& appearance,
                   session::Language& language)
    : QObject(&window) {
    QMenuBar* bar = window.menuBar();
    const auto menu = [](auto* parent, const char* name) {
        QMenu* result = parent->addMenu(QString());
        result->setObjectName(QLatin1String(name));
        return result;
    };
    m_file = menu(bar, "menu.file");
    m_run = menu(bar, "menu.run");
    m_go = menu(bar, "menu.go");
    m_view = menu(bar, "menu.view");
    m_help = menu(bar, "menu.help");
    m_file->addActions({actions.newProgram, actions.openProgram, actions.editCopyCpp, actions.editCopy, actions.programSettings});
    m_file->addSeparator();
    m_file->addActions({actions.record, actions.attach});
    m_file->addSeparator();
    m_file->addAction(actions.open);
    m_recent = menu(m_file, "menu.recent");
    m_file->addActions({actions.save, actions.exportPicture, actions.copyPicture, actions.exportAnimation});
    m_file->addSeparator();
    m_file->addAction(actions.quit);
    m_run->addActions({actions.run, actions.runPaused, actions.runPython});
    m_code = menu(m_run, "menu.code");
    m_code->addActions({actions.codeCpp, actions.codePython});
    m_run->addActions({actions.startPaused, actions.stop, actions.repeat});
    m_run->addSeparator();
    m_run->addAction(actions.writeValues);
    m_run->addSeparator();
    m_run->addActions({actions.pause, actions.step, actions.stepLane, actions.slowMotion});
    m_go->addActions({actions.follow, actions.fitAll, actions.fitSelection, actions.zoomIn, actions.zoomOut});
    m_go->addSeparator();
    m_go->addAction(actions.startPage);
    m_go->addSeparator();
    m_go->addActions({actions.nextFinding, actions.previousFinding});
    m_go->addSeparator();
    m_go->addActions({actions.back, actions.forward});
    m_go->addSeparator();
    m_go->addActions({actions.why, actions.criticalPath, actions.compare});
    m_go->addSeparator();
    m_go->addActions({actions.goTo, actions.search});
    m_go->addSeparator();
    m_go->addActions({actions.nextEvent, actions.previousEvent, actions.nextOfLane, actions.previousOfLane,
                      actions.nextOfObject, actions.previousOfObject, actions.cause, actions.effect, actions.toPresent, actions.deselect});
    m_go->addSeparator();
    m_go->addAction(actions.replay);
    m_view->addActions({actions.layoutWatch, actions.layoutInvestigate, actions.layoutPresent, actions.layoutReset});
    m_view->addSeparator();
    m_view->addAction(actions.presenter);
    m_panes = menu(m_view, "menu.panes");
    for (Dock* dock : docks)
        m_panes->addAction(dock->openAction());
    m_view->addSeparator();
    m_view->addActions({actions.arrows, actions.marks, actions.objects, actions.allObjects, actions.processors});
    m_view->addSeparator();
    m_view->addActions({actions.taller, actions.lower, actions.fitRows});
    m_view->addSeparator();
    m_view->addAction(actions.terminal);
    m_view->addSeparator();
    m_theme = menu(m_view, "menu.theme");
    m_languages = menu(m_view, "menu.language");
    m_view->addActions({actions.highContrast, actions.reducedMotion});
    m_help->addActions({actions.palette, actions.keys, actions.about});

    const auto choice = [](QMenu* owner, QActionGroup* group, const char* name, bool checked) {
        auto* action = new QAction(group);
        action->setObjectName(QLatin1String(name));
        action->setCheckable(true);
        action->setChecked(checked);
        owner->addAction(action);
        return action;
    };
    auto* schemes = new QActionGroup(this);
    const auto scheme = [&](const char* name, Scheme value) {
        QAction* action = choice(m_theme, schemes, name, appearance.scheme() == value);
        connect(action, &QAction::triggered, &appearance, [&appearance, value] { appearance.setScheme(value); });
        m_schemes.push_back(action);
    };
    scheme("theme.system", Scheme::System);
    scheme("theme.light", Scheme::Light);
    scheme("theme.dark", Scheme::Dark);
    actions.highContrast->setChecked(appearance.contrast() == render::Contrast::High);
    connect(actions.highContrast, &QAction::triggered, &appearance, [&appearance](bool on) {
        appearance.setContrast(on ? render::Contrast::High : render::Contrast::Usual);
    });
    actions.reducedMotion->setChecked(appearance.reducedMotion());
    connect(actions.reducedMotion, &QAction::triggered, &appearance,
            [&appearance](bool on) { appearance.setMotion(on ? Motion::Reduced : Motion::Full); });
    auto* languages = new QActionGroup(this);
    const auto tongue = [&](const char* name, session::Language::Choice value) {
        QAction* action = choice(m_languages, languages, name, language.choice() == value);
        connect(action, &QAction::triggered, &language, [&language, value] { language.set(value); });
        m_languageChoices.push_back(action);
    };
    tongue("language.system", session::Language::Choice::System);
    tongue("language.en", session::Language::Choice::English);
    tongue("language.zh_CN", session::Language::Choice::Chinese);
    dress();
}

void MainMenu::dress() {
    m_file->setTitle(tr("&File"));
    m_recent->setTitle(tr("Open recent"));
    m_run->setTitle(tr("&Run"));
    m_code->setTitle(tr("Program in"));
    m_go->setTitle(tr("&Go"));
    m_view->setTitle(tr("&View"));
    m_help->setTitle(tr("&Help"));
    m_panes->setTitle(tr("Panes"));
    m_theme->setTitle(tr("Theme"));
    m_languages->setTitle(tr("Language"));
    m_schemes[0]->setText(tr("As the system"));
    m_schemes[1]->setText(tr("Light"));
    m_schemes[2]->setText(tr("Dark"));
    m_languageChoices[0]->setText(tr("As the system"));
    m_languageChoices[1]->setText(QStringLiteral("English")); // each in its own words: found by the user who needs it
    m_languageChoices[2]->setText(QStringLiteral("中文"));
}

} // namespace braid::views
