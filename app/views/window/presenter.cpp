#include "app/views/window/presenter.h"

#include "app/render/scene/plain_text.h"
#include "app/session/parameters_line.h"
#include "app/views/base/actions.h"
#include "app/views/base/appearance.h"
#include "app/views/base/dock.h"
#include "app/views/base/elided_label.h"
#include "app/views/base/words.h"
#include "app/views/charts/charts_pane.h"
#include "app/views/cursor/cursor_bar.h"
#include "app/views/lanes/lane_bar.h"
#include "app/views/lanes/minimap_view.h"
#include "app/views/run/files.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"
#include "app/views/window/layouts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QMenuBar>
#include <QShortcut>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace braid::views {
namespace {

constexpr double LargeType = 2; ///< read from the last row
constexpr double PaceStep = 2;

} // namespace

Presenter::Presenter(QMainWindow& window, Actions& actions, Appearance& appearance, Layouts& layouts, Panes& panes, RunSession& session, Setup& setup)
    : QObject(&window), m_window(window), m_actions(actions), m_appearance(appearance), m_layouts(layouts), m_panes(panes), m_session(session), m_setup(setup),
      m_escape(new QShortcut(Qt::Key_Escape, &window)), m_head(new QWidget(&window)), m_controls(new QWidget(&window)),
      m_title(new QLabel(m_head)), m_parameters(new ElidedLabel(m_head)), m_slower(new QToolButton(m_controls)), m_faster(new QToolButton(m_controls)),
      m_more(new QToolButton(m_controls)) {
    build();
    m_escape->setEnabled(false);
    connect(m_escape, &QShortcut::activated, this, [this] { set(false); });
    connect(actions.presenter, &QAction::triggered, this, &Presenter::set);
    connect(&session, &RunSession::runChanged, this, &Presenter::retell);
    // The first run opens panes that had nothing to show before.
    connect(
        &session, &RunSession::runChanged, this, [this] {
            if (m_on && !m_more->isChecked())
                hideAround();
        },
        Qt::QueuedConnection);
    connect(&setup, &Setup::scenarioChanged, this, &Presenter::retell);
    connect(&setup, &Setup::paceChanged, this, &Presenter::retell);
    m_head->installEventFilter(this); // for its change of language and of width
    retell();
}

void Presenter::build() {
    m_head->setObjectName("presenterHead");
    m_controls->setObjectName("presenterControls");
    m_title->setObjectName("presenterTitle");
    m_title->setProperty("role", "title");
    m_parameters->setObjectName("presenterParameters");
    m_parameters->setProperty("role", "muted");
    for (QLabel* label : {m_title, m_parameters}) {
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    auto* head = new QHBoxLayout(m_head);
    head->setContentsMargins(16, 6, 16, 6);
    head->setSpacing(16);
    head->addWidget(m_title, 3);
    head->addWidget(m_parameters, 2);
    m_parameters->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    auto* row = new QHBoxLayout(m_controls);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(10);
    const auto dress = [](QToolButton* button, const char* name) {
        button->setObjectName(QLatin1String(name));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({32, 32});
        button->setFocusPolicy(Qt::TabFocus);
    };
    const auto add = [&](QAction* action, const char* name) {
        auto* button = new QToolButton(m_controls);
        button->setDefaultAction(action);
        dress(button, name);
        row->addWidget(button);
    };
    row->addStretch(1);
    add(m_actions.run, "presentRun");
    add(m_actions.pause, "presentPause");
    add(m_actions.step, "presentStep");
    for (const auto& [button, name, factor] : {std::tuple{m_slower, "presentSlower", PaceStep}, std::tuple{m_faster, "presentFaster", 1 / PaceStep}}) {
        dress(button, name);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, by = factor] { changePace(by); });
    }
    add(m_actions.stop, "presentStop");
    row->addStretch(1);
    dress(m_more, "presentMore");
    m_more->setCheckable(true);
    row->addWidget(m_more);
    connect(m_more, &QToolButton::toggled, this, &Presenter::showMore);
    m_head->hide();
    m_controls->hide();
}

/// Of a run that is over, its replay.
void Presenter::changePace(double factor) {
    if (m_session.run() && !m_session.live()) {
        (factor > 1 ? m_actions.slower : m_actions.faster)->trigger();
        return;
    }
    Setup::Pace pace = m_setup.pace();
    pace.sleepFactor = std::clamp(pace.sleepFactor * factor, 0.1, 100.0);
    if (std::abs(pace.sleepFactor - 1) < 0.1)
        pace.sleepFactor = 1;
    m_setup.setPace(pace);
}

void Presenter::hideAround() {
    if (auto* bar = m_window.findChild<CursorBar*>())
        bar->withhold(true);
    std::vector<QWidget*> around{m_window.menuBar(), m_window.statusBar()};
    for (QToolBar* bar : m_window.findChildren<QToolBar*>(QString(), Qt::FindDirectChildrenOnly))
        around.push_back(bar);
    for (Dock* dock : m_window.findChildren<Dock*>(QString(), Qt::FindDirectChildrenOnly))
        if (!dock->isFloating() && !(dock == m_panes.chartsDock && m_panes.storyShown())) // on a second screen it is the lecturer's own
            around.push_back(dock);
    // What stands between title and picture that a hall has no use for.
    for (QWidget* widget : {static_cast<QWidget*>(m_window.findChild<LaneBar*>()), static_cast<QWidget*>(m_window.findChild<MinimapView*>())})
        if (widget)
            around.push_back(widget);
    for (QWidget* widget : around)
        if (!widget->isHidden()) {
            m_hidden.emplace_back(widget);
            widget->hide();
        }
}

void Presenter::showAround() {
    if (auto* bar = m_window.findChild<CursorBar*>())
        bar->withhold(false);
    for (const QPointer<QWidget>& widget : std::exchange(m_hidden, {}))
        if (widget)
            widget->show();
}

void Presenter::showMore(bool more) {
    if (!m_on)
        return;
    more ? showAround() : hideAround();
}

void Presenter::set(bool on) {
    m_actions.presenter->setChecked(on);
    if (on == m_on)
        return;
    if (!on) {
        m_more->setChecked(true); // docks are there when the layout is kept
        m_more->setChecked(false);
        showAround();
    }
    const bool storyBefore = m_panes.storyShown();
    m_panes.setPresenting(on);
    m_on = on;
    m_escape->setEnabled(on);
    m_actions.deselect->setEnabled(!on); // the same key
    if (on) {
        m_before = m_layouts.current();
        m_wasFull = m_window.isFullScreen();
    }
    m_appearance.setTypeScale(on ? LargeType : 1);
    m_layouts.use(on ? Layout::Present : m_before);
    m_head->setVisible(on);
    m_controls->setVisible(on);
    if (on)
        hideAround();
    if (on || m_storyBefore)
        showStory();
    m_storyBefore = on && storyBefore;
    if (!m_wasFull)
        m_window.setWindowState(on ? m_window.windowState() | Qt::WindowFullScreen : m_window.windowState() & ~Qt::WindowFullScreen);
    retell();
}

void Presenter::showStory() {
    if (m_panes.charts->tellsStory())
        m_panes.showStory(m_window);
}

void Presenter::retell() {
    const session::Run* run = m_session.run();
    const session::Scenario* scenario = run ? m_session.scenarioCalled(run->scenarioId()) : m_setup.scenario();
    m_title->setText(run ? titleOf(m_session, m_setup.catalogue()) : scenario ? scenarioTitle(*scenario)
                                                                              : QString());
    m_parameters->setText(run ? session::parametersLine(run->model(), scenario) : QString());
    const double factor = m_setup.pace().sleepFactor;
    const QString now = factor == 1 ? QString() : QStringLiteral("  (%1 ×)").arg(factor, 0, 'g', 3);
    m_slower->setText(tr("Slower") + (factor > 1 ? now : QString()));
    m_faster->setText(tr("Faster") + (factor < 1 ? now : QString()));
    m_slower->setToolTip(tr("Sleeps take longer; of a run that is over, its replay is slower"));
    m_faster->setToolTip(tr("Sleeps are shorter; of a run that is over, its replay is faster"));
    m_more->setText(tr("More"));
    m_more->setToolTip(tr("Menus, tools and panes; %1 leaves the presenter mode").arg(m_escape->key().toString(QKeySequence::NativeText)));
}

bool Presenter::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_head && event->type() == QEvent::LanguageChange)
        retell();
    // Docks cannot be moved while the window gives them their places.
    if (m_on && watched == m_head && event->type() == QEvent::Resize)
        QTimer::singleShot(0, this, [this] { m_panes.fitStory(m_window); });
    return QObject::eventFilter(watched, event);
}

} // namespace braid::views
