#include "app/views/actions.h"

#include "app/views/appearance.h"

namespace braid::views {

Actions::Actions(Appearance& appearance, QObject* parent)
    : QObject(parent), m_appearance(appearance), run(make("run", {Qt::Key_F5, Qt::CTRL | Qt::Key_R})), repeat(make("repeat", {Qt::CTRL | Qt::SHIFT | Qt::Key_R})),
      stop(make("stop", {Qt::SHIFT | Qt::Key_F5})),
      pause(make("pause", {Qt::Key_F6, Qt::Key_Space})), step(make("step", {Qt::Key_F10})),
      stepLane(make("stepLane", {Qt::Key_F11})), open(make("open", {QKeySequence::Open})),
      save(make("save", {QKeySequence::Save})), exportPicture(make("exportPicture", {Qt::CTRL | Qt::Key_E})),
      quit(make("quit", {Qt::CTRL | Qt::Key_Q})), follow(make("follow", {Qt::Key_End}, true)),
      fitAll(make("fitAll", {Qt::Key_Home})), fitSelection(make("fitSelection", {Qt::Key_F})),
      zoomIn(make("zoomIn", {QKeySequence::ZoomIn, Qt::CTRL | Qt::Key_Equal})), zoomOut(make("zoomOut", {QKeySequence::ZoomOut})),
      nextFinding(make("nextFinding", {Qt::Key_G, Qt::Key_F8})),
      previousFinding(make("previousFinding", {Qt::SHIFT | Qt::Key_G, Qt::SHIFT | Qt::Key_F8})),
      back(make("back", {Qt::CTRL | Qt::Key_Z, Qt::ALT | Qt::Key_Left})),
      forward(make("forward", {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::ALT | Qt::Key_Right})),
      arrows(make("arrows", {}, true)), marks(make("marks", {}, true)), objects(make("objects", {}, true)),
      taller(make("taller", {Qt::CTRL | Qt::SHIFT | Qt::Key_Up})), lower(make("lower", {Qt::CTRL | Qt::SHIFT | Qt::Key_Down})),
      layoutWatch(make("layoutWatch", {Qt::ALT | Qt::Key_1}, true)),
      layoutInvestigate(make("layoutInvestigate", {Qt::ALT | Qt::Key_2}, true)),
      layoutPresent(make("layoutPresent", {Qt::ALT | Qt::Key_3}, true)), layoutReset(make("layoutReset", {Qt::ALT | Qt::Key_0})),
      presenter(make("presenter", {Qt::Key_F12, Qt::CTRL | Qt::Key_F11}, true)), highContrast(make("highContrast", {}, true)),
      reducedMotion(make("reducedMotion", {}, true)), goTo(make("goTo", {Qt::CTRL | Qt::Key_P})),
      palette(make("palette", {Qt::CTRL | Qt::SHIFT | Qt::Key_P})), search(make("search", {QKeySequence::Find})), keys(make("keys", {Qt::Key_Question, Qt::Key_F1})),
      about(make("about", {})) {
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
    dress();
}

QAction* Actions::make(const char* name, const QList<QKeySequence>& shortcuts, bool checkable) {
    auto* action = new QAction(this);
    action->setObjectName(QStringLiteral("action.") + QLatin1String(name));
    action->setShortcuts(shortcuts);
    action->setCheckable(checkable);
    m_all.push_back(action);
    return action;
}

void Actions::setPaused(bool paused) {
    if (paused == m_paused)
        return;
    m_paused = paused;
    dress();
}

void Actions::setRepeat(int count, bool busy) {
    if (count == m_repeatCount && busy == m_repeating)
        return;
    m_repeatCount = count;
    m_repeating = busy;
    dress();
}

void Actions::dress() {
    const auto put = [this](QAction* action, const QString& text, const char* icon = nullptr,
                            const QString& token = QStringLiteral("text")) {
        action->setText(text);
        if (icon)
            action->setIcon(m_appearance.icon(QLatin1String(icon), token));
        QString tip = text;
        tip.remove(QLatin1Char('&'));
        if (tip.endsWith(QChar(0x2026)))
            tip.chop(1);
        if (!action->shortcut().isEmpty())
            tip += QStringLiteral("  (%1)").arg(action->shortcut().toString(QKeySequence::NativeText));
        action->setToolTip(tip);
    };
    put(run, tr("Run"), "run", "accentText");
    put(repeat, m_repeating ? tr("Stop repeating") : tr("Run %1 times").arg(m_repeatCount), "repeat");
    repeat->setIconText(QStringLiteral("%1 ×").arg(m_repeatCount));
    put(stop, tr("Stop"), "stop", "danger");
    put(pause, m_paused ? tr("Resume") : tr("Pause"), m_paused ? "resume" : "pause");
    put(step, tr("Step: one operation of any lane"), "step");
    put(stepLane, tr("Step the selected lane"), "step");
    put(open, tr("Open a run…"), "open");
    put(save, tr("Save the run…"), "save");
    put(exportPicture, tr("Export a picture…"), "export");
    put(quit, tr("Quit"));
    put(follow, tr("Follow the live edge"), "follow");
    put(fitAll, tr("Show the whole run"), "fit-all");
    put(fitSelection, tr("Show the selection"), "fit-selection");
    put(zoomIn, tr("Zoom in"), "zoom-in");
    put(zoomOut, tr("Zoom out"), "zoom-out");
    put(nextFinding, tr("Next finding"), "finding");
    put(previousFinding, tr("Previous finding"));
    put(back, tr("Back to where I was"));
    put(forward, tr("Forward again"));
    put(arrows, tr("Arrows from cause to effect"));
    put(marks, tr("Marks of prints, reads and writes"));
    put(objects, tr("Rows of locks and other objects"));
    put(taller, tr("Taller lanes"));
    put(lower, tr("Lower lanes"));
    put(layoutWatch, tr("Layout: watch"));
    put(layoutInvestigate, tr("Layout: investigate"));
    put(layoutPresent, tr("Layout: present"));
    put(layoutReset, tr("Reset the layout"));
    put(presenter, tr("Presenter mode"));
    put(highContrast, tr("High contrast"));
    put(reducedMotion, tr("Reduced motion"));
    put(goTo, tr("Go to a lane or an object…"));
    put(palette, tr("All commands…"));
    put(search, tr("Search scenarios"), "search");
    put(keys, tr("Keys and mouse"), "keys");
    put(about, tr("About Braid"));
}

} // namespace braid::views
