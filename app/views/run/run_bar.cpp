#include "app/views/run/run_bar.h"

#include "app/views/base/actions.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/run/pace_box.h"
#include "app/views/run/repeat_session.h"
#include "app/views/run/run_session.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLayout>
#include <QMenu>
#include <QTimer>
#include <QToolButton>

namespace braid::views {
namespace {

/// "paused  ·  00:59": for how long by the clock on the wall.
QString withClock(const QString& state, const session::Run& run) {
    const auto standing = run.standingFor();
    if (!standing)
        return state;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*standing).count();
    return QStringLiteral("%1  ·  %2:%3").arg(state).arg(seconds / 60, 2, 10, QLatin1Char('0')).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

RunBar::RunBar(Actions& actions, RunSession& session, RepeatSession& repeat, Setup& setup, QWidget* parent)
    : QToolBar(parent), m_session(session), m_repeat(repeat), m_step(new QToolButton(this)), m_state(new QLabel(this)),
      m_time(new QLabel(this)) {
    setObjectName("runBar");
    setMovable(false);
    setIconSize({18, 18});
    setContextMenuPolicy(Qt::PreventContextMenu);
    const auto button = [this](QAction* action, const char* name) {
        addAction(action);
        auto* result = qobject_cast<QToolButton*>(widgetForAction(action));
        result->setObjectName(QLatin1String(name));
        return result;
    };
    m_run = button(actions.run, "runButton");
    m_run->setPopupMode(QToolButton::MenuButtonPopup);
    auto* ways = new QMenu(m_run);
    ways->setObjectName("runWays");
    ways->addActions({actions.run, actions.runPaused, actions.runPython});
    ways->addSeparator();
    ways->addAction(actions.startPaused);
    m_run->setMenu(ways);
    addCode(actions);
    m_stop = button(actions.stop, "stopButton");
    button(actions.pause, "pauseButton");
    m_step->setObjectName("stepButton");
    m_step->setDefaultAction(actions.step);
    m_step->setPopupMode(QToolButton::MenuButtonPopup);
    auto* menu = new QMenu(m_step);
    menu->addAction(actions.step);
    menu->addAction(actions.stepLane);
    m_step->setMenu(menu);
    addWidget(m_step);
    addRepeat(actions, repeat);
    addSeparator();
    m_pace = new PaceBox(setup, this);
    m_pace->setObjectName("pace");
    addWidget(m_pace);
    connect(actions.slowMotion, &QAction::triggered, m_pace, [this] { m_pace->setFocus(Qt::ShortcutFocusReason); });
    addSeparator();
    m_time->setObjectName("elapsed");
    m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_time->setContentsMargins(4, 0, 4, 0);
    addWidget(m_time);
    m_state->setObjectName("runState");
    m_state->setProperty("role", "small");
    m_state->setContentsMargins(2, 0, 6, 0);
    addWidget(m_state);
    auto* spacer = new QWidget(this);
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(spacer);
    button(actions.follow, "followButton");
    button(actions.fitAll, "fitAllButton");
    button(actions.fitSelection, "fitSelectionButton");
    button(actions.zoomOut, "zoomOutButton");
    button(actions.zoomIn, "zoomInButton");
    button(actions.nextFinding, "nextFindingButton");
    addSeparator();
    button(actions.exportPicture, "exportButton");
    for (QToolButton* each : findChildren<QToolButton*>())
        each->setFocusPolicy(Qt::TabFocus);

    connect(&m_session, &RunSession::frame, this, &RunBar::showTime);
    connect(&m_repeat, &RepeatSession::changed, this, &RunBar::showTime);
    connect(&m_session, &RunSession::stateChanged, this, &RunBar::showTime);
    connect(&m_session, &RunSession::runChanged, this, &RunBar::showTime);
    retranslate();
}

/// Two buttons as one control: in which language the program is that Run runs.
void RunBar::addCode(Actions& actions) {
    auto* both = new QWidget(this);
    both->setObjectName("codeSwitch");
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (QAction* action : {actions.codeCpp, actions.codePython}) {
        auto* button = new QToolButton(both);
        button->setObjectName(action == actions.codeCpp ? "codeCpp" : "codePython");
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setAccessibleName(action->text()); // also where there is room for a part of it only
        row->addWidget(button);
        m_python = button; // the last one
    }
    addWidget(both);
}

void RunBar::addRepeat(Actions& actions, RepeatSession& repeat) {
    auto* button = new QToolButton(this);
    button->setObjectName("repeatButton");
    button->setDefaultAction(actions.repeat);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::MenuButtonPopup);
    auto* menu = new QMenu(button);
    menu->setObjectName("repeatCounts");
    for (const int count : RepeatSession::Counts) {
        QAction* action = menu->addAction(runsText(count));
        connect(menu, &QMenu::aboutToShow, action, [action, count] { action->setText(runsText(count)); }); // the language may be another one
        connect(action, &QAction::triggered, &repeat, [&repeat, count] {
            repeat.setCount(count);
            if (!repeat.busy())
                repeat.start();
        });
    }
    button->setMenu(menu);
    connect(menu, &QMenu::aboutToHide, button, [button] { // Qt forgets to tell it that the pointer has left meanwhile
        QTimer::singleShot(0, button, [button] {
            button->setAttribute(Qt::WA_UnderMouse, button->rect().contains(button->mapFromGlobal(QCursor::pos())));
            button->update();
        });
    });
    addWidget(button);
    const auto dress = [&actions, &repeat] {
        const bool busy = repeat.busy();
        actions.setRepeat(busy ? repeat.wanted() : repeat.count(), busy, busy ? static_cast<int>(repeat.tally()->runs().size()) : 0);
    };
    connect(&repeat, &RepeatSession::changed, this, dress);
    dress();
}

void RunBar::showTime() {
    m_time->setText(QStringLiteral("%1 s").arg(static_cast<double>(m_session.elapsed()) / 1e9, 0, 'f', 2));
    if (const QString state = stateText(); m_state->text() != state)
        m_state->setText(state);
}

QString RunBar::stateText() const {
    if (m_repeat.busy()) {
        const QString runs = tr("run %1 of %2").arg(m_repeat.tally()->runs().size() + 1).arg(m_repeat.wanted());
        const auto left = m_repeat.timeLeft();
        if (left)
            return tr("%1, about %2 s left").arg(runs).arg((left->count() + 999) / 1000);
        return tr("%1, %2 s so far").arg(runs).arg(m_repeat.spent().count());
    }
    const session::Run* run = m_session.run();
    if (!run)
        return tr("ready");
    if (run->state() == session::Run::State::Paused)
        return withClock(tr("paused"), *run);
    if (m_session.loading() || (run->live() && run->catchingUp()))
        return tr("reading %1 %").arg(static_cast<int>(100 * run->readShare()));
    if (run->live())
        return run->standsStill() ? withClock(tr("stuck since %1").arg(momentText(run->edge())), *run) : tr("running");
    return outcomeWord(run->model());
}

void RunBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QToolBar::changeEvent(event);
}

void RunBar::resizeEvent(QResizeEvent* event) {
    QToolBar::resizeEvent(event);
    fit();
}

void RunBar::fit() {
    if (!m_pace)
        return; // not built yet
    m_time->setFont(Appearance::digits());
    m_time->setMinimumWidth(QFontMetrics(m_time->font()).horizontalAdvance(QStringLiteral("0000.00 s")));
    using Words = PaceBox::Words;
    const auto words = [this](Qt::ToolButtonStyle style, Words ofPace, const char* python) {
        m_run->setToolButtonStyle(style);
        m_stop->setToolButtonStyle(style);
        m_pace->setWords(ofPace);
        m_python->defaultAction()->setIconText(QLatin1String(python));
        layout()->invalidate();
        return sizeHint().width() <= width();
    };
    struct Tried {
        Qt::ToolButtonStyle style;
        Words pace;
        const char* python;
    };
    // What has no room even so is behind the button for more.
    for (const auto& [style, pace, python] : {Tried{Qt::ToolButtonTextBesideIcon, Words::Long, "Python"}, {Qt::ToolButtonTextBesideIcon, Words::Short, "Python"}, {Qt::ToolButtonIconOnly, Words::Short, "Python"}, {Qt::ToolButtonIconOnly, Words::Least, "Python"}, {Qt::ToolButtonIconOnly, Words::Least, "Py"}})
        if (words(style, pace, python))
            break;
}

void RunBar::retranslate() {
    setWindowTitle(tr("Toolbar"));
    setAccessibleName(windowTitle());
    if (auto* more = findChild<QToolButton*>("qt_toolbar_ext_button")) // Qt gives it no name
        more->setAccessibleName(tr("More tools"));
    m_time->setToolTip(tr("Time since the run began"));
    m_time->setAccessibleDescription(tr("Time since the run began"));
    m_state->setAccessibleDescription(tr("State of the run"));
    showTime();
    fit();
}

} // namespace braid::views
