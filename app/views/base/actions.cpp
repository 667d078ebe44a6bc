#include "app/views/base/actions.h"

#include "app/views/base/appearance.h"
#include "app/views/base/words.h"

#include <QActionGroup>

namespace braid::views {

Actions::Actions(Appearance& appearance, QObject* parent)
    : QObject(parent), m_appearance(appearance), run(make("run", {Qt::Key_F5, Qt::CTRL | Qt::Key_R})),
      runPaused(make("runPaused", {Qt::CTRL | Qt::Key_F5})), runPython(make("runPython", {Qt::CTRL | Qt::ALT | Qt::Key_R})), codeCpp(make("codeCpp", {}, true)), codePython(make("codePython", {}, true)),
      startPaused(make("startPaused", {}, true)),
      repeat(make("repeat", {Qt::CTRL | Qt::SHIFT | Qt::Key_R})),
      stop(make("stop", {Qt::SHIFT | Qt::Key_F5})),
      pause(make("pause", {Qt::Key_F6, Qt::Key_Space})), step(make("step", {Qt::Key_F10})),
      stepLane(make("stepLane", {Qt::Key_F11})), slowMotion(make("slowMotion", {})), open(make("open", {QKeySequence::Open})),
      save(make("save", {QKeySequence::Save})), exportPicture(make("exportPicture", {Qt::CTRL | Qt::Key_E})),
      quit(make("quit", {Qt::CTRL | Qt::Key_Q})),
      copyPicture(make("copyPicture", {Qt::CTRL | Qt::SHIFT | Qt::Key_C})),
      exportAnimation(make("exportAnimation", {Qt::CTRL | Qt::SHIFT | Qt::Key_E})),
      record(make("record", {Qt::CTRL | Qt::Key_N})), attach(make("attach", {Qt::CTRL | Qt::SHIFT | Qt::Key_A})),
      newProgram(make("newProgram", {Qt::CTRL | Qt::SHIFT | Qt::Key_N})), openProgram(make("openProgram", {Qt::CTRL | Qt::SHIFT | Qt::Key_O})),
      editCopy(make("editCopy", {})), editCopyCpp(make("editCopyCpp", {})), saveProgramAs(make("saveProgramAs", {})), writeValues(make("writeValues", {})), programSettings(make("programSettings", {})),
      follow(make("follow", {Qt::Key_End}, true)),
      fitAll(make("fitAll", {Qt::Key_Home})), fitSelection(make("fitSelection", {Qt::Key_F})),
      zoomIn(make("zoomIn", {QKeySequence::ZoomIn, Qt::CTRL | Qt::Key_Equal})), zoomOut(make("zoomOut", {QKeySequence::ZoomOut})),
      startPage(make("startPage", {Qt::CTRL | Qt::Key_Home}, true)),
      nextFinding(make("nextFinding", {Qt::Key_G, Qt::Key_F8})),
      previousFinding(make("previousFinding", {Qt::SHIFT | Qt::Key_G, Qt::SHIFT | Qt::Key_F8})),
      back(make("back", {Qt::CTRL | Qt::Key_Z, Qt::ALT | Qt::Key_Left})),
      forward(make("forward", {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::ALT | Qt::Key_Right})),
      arrows(make("arrows", {}, true)), marks(make("marks", {}, true)), objects(make("objects", {}, true)), allObjects(make("allObjects", {}, true)), processors(make("processors", {}, true)),
      taller(make("taller", {Qt::CTRL | Qt::SHIFT | Qt::Key_Up})), lower(make("lower", {Qt::CTRL | Qt::SHIFT | Qt::Key_Down})),
      fitRows(make("fitRows", {Qt::CTRL | Qt::SHIFT | Qt::Key_F})), terminal(make("terminal", {Qt::Key_T}, true)),
      why(make("why", {Qt::Key_Y})), criticalPath(make("criticalPath", {Qt::Key_C}, true)),
      compare(make("compare", {})),
      layoutWatch(make("layoutWatch", {Qt::ALT | Qt::Key_1}, true)),
      layoutInvestigate(make("layoutInvestigate", {Qt::ALT | Qt::Key_2}, true)),
      layoutPresent(make("layoutPresent", {Qt::ALT | Qt::Key_3}, true)), layoutReset(make("layoutReset", {Qt::ALT | Qt::Key_0})),
      presenter(make("presenter", {Qt::Key_F12, Qt::CTRL | Qt::Key_F11}, true)), highContrast(make("highContrast", {}, true)),
      reducedMotion(make("reducedMotion", {}, true)), goTo(make("goTo", {Qt::CTRL | Qt::Key_P})),
      palette(make("palette", {Qt::CTRL | Qt::SHIFT | Qt::Key_P})),
      search(make("search", {QKeySequence::Find})), keys(make("keys", {Qt::Key_Question, Qt::Key_F1})),
      about(make("about", {})), nextEvent(make("nextEvent", {Qt::Key_Greater})),
      previousEvent(make("previousEvent", {Qt::Key_Less})), nextOfLane(make("nextOfLane", {Qt::Key_Period})),
      previousOfLane(make("previousOfLane", {Qt::Key_Comma})), nextOfObject(make("nextOfObject", {Qt::ALT | Qt::Key_Period})),
      previousOfObject(make("previousOfObject", {Qt::ALT | Qt::Key_Comma})), cause(make("cause", {Qt::Key_BracketLeft})),
      effect(make("effect", {Qt::Key_BracketRight})), toPresent(make("toPresent", {Qt::CTRL | Qt::Key_End})), deselect(make("deselect", {Qt::Key_Escape})),
      bookmark(make("bookmark", {Qt::Key_B})), nextBookmark(make("nextBookmark", {Qt::Key_N})),
      previousBookmark(make("previousBookmark", {Qt::SHIFT | Qt::Key_N})),
      replay(make("replay", {Qt::CTRL | Qt::Key_Space})), faster(make("faster", {Qt::CTRL | Qt::Key_BracketRight})),
      slower(make("slower", {Qt::CTRL | Qt::Key_BracketLeft})) {
    auto* code = new QActionGroup(this);
    for (QAction* each : {codeCpp, codePython})
        code->addAction(each);
    codeCpp->setChecked(true);
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

void Actions::setRepeat(int count, bool busy, int done) {
    const bool other = count != m_repeatCount || busy != m_repeating;
    if (!other && done == m_repeated)
        return;
    m_repeatCount = count;
    m_repeating = busy;
    m_repeated = done;
    if (other)
        dress();
    else
        dressRepeat();
}

void Actions::dressRepeat() {
    repeat->setIconText(m_repeating ? tr("%1 of %2").arg(m_repeated).arg(m_repeatCount) : runsText(m_repeatCount));
}

void Actions::setReplaying(bool playing) {
    if (std::exchange(m_replaying, playing) != playing)
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
    put(runPaused, tr("Run, paused before the first operation"), "pause");
    put(runPython, tr("Run its program in Python, recorded"), "run");
    put(codeCpp, QStringLiteral("C++"));
    codeCpp->setToolTip(tr("Run: Braid's own program in C++"));
    put(codePython, QStringLiteral("Python"));
    codePython->setToolTip(tr("Run: the tutorial's program in Python, recorded"));
    put(startPaused, tr("Always start paused, to step from the first operation"));
    put(repeat, m_repeating ? tr("Stop repeating") : tr("Run %1 times").arg(m_repeatCount), "repeat");
    dressRepeat();
    put(stop, tr("Stop"), "stop", "danger");
    put(pause, m_paused ? tr("Resume") : tr("Pause"), m_paused ? "resume" : "pause");
    put(step, tr("Step: one operation of any lane"), "step");
    step->setIconText(tr("Step"));
    put(stepLane, tr("Step the selected lane"), "step");
    put(slowMotion, tr("Slow motion…"));
    put(open, tr("Open a run…"), "open");
    put(save, tr("Save the run…"), "save");
    put(exportPicture, tr("Export a picture…"), "export");
    put(copyPicture, tr("Copy the window's picture"));
    put(exportAnimation, tr("Export an animation…"));
    put(record, tr("Record a program…"), "run");
    put(newProgram, tr("New program…"));
    put(openProgram, tr("Open a program…"));
    put(editCopyCpp, tr("Edit a copy of the scenario's C++ program"));
    put(editCopy, tr("Edit a copy of the scenario's Python program"));
    put(saveProgramAs, tr("Save the program as…"));
    put(writeValues, tr("Write the sliders' values into the program"));
    put(programSettings, tr("How programs are run…"));
    put(attach, tr("Why does that process hang? Attach…"), "why");
    put(quit, tr("Quit"));
    put(follow, tr("Follow the live edge"), "follow");
    put(fitAll, tr("Show the whole run"), "fit-all");
    put(fitSelection, tr("Show the selection"), "fit-selection");
    put(zoomIn, tr("Zoom in"), "zoom-in");
    put(zoomOut, tr("Zoom out"), "zoom-out");
    put(startPage, tr("Start page: lessons and recent files"));
    put(nextFinding, tr("Next finding"), "finding");
    put(previousFinding, tr("Previous finding"));
    put(back, tr("Back to where I was"));
    put(forward, tr("Forward again"));
    put(arrows, tr("Arrows from cause to effect"));
    put(marks, tr("Marks of prints, reads and writes"));
    put(objects, tr("Rows of locks and other objects"));
    put(processors, tr("Rows of processors"));
    put(allObjects, tr("Uninteresting objects as well"));
    put(taller, tr("Taller lanes"));
    put(lower, tr("Lower lanes"));
    put(fitRows, tr("Lanes as high as there is room"));
    put(terminal, tr("Console as in a terminal"));
    put(why, tr("Why does the selected lane do this?"));
    put(criticalPath, tr("Critical path of the run or the marked stretch"));
    put(compare, tr("Compare with another run"));
    put(layoutWatch, tr("Layout: watch"));
    put(layoutInvestigate, tr("Layout: investigate"));
    put(layoutPresent, tr("Layout: present"));
    put(layoutReset, tr("Reset the layout"));
    put(presenter, tr("Presenter mode"));
    put(highContrast, tr("High contrast"));
    put(reducedMotion, tr("Reduced motion"));
    put(goTo, tr("Go to a lane or an object…"));
    put(palette, tr("All commands…"));
    put(search, tr("Find: in the pane with the focus, else in the lanes or a scenario"), "search");
    put(keys, tr("Keys and mouse"), "keys");
    put(about, tr("About Braid"));
    put(nextEvent, tr("Next event"), "event-next");
    put(previousEvent, tr("Previous event"), "event-back");
    put(nextOfLane, tr("Next event of the lane"));
    put(previousOfLane, tr("Previous event of the lane"));
    put(nextOfObject, tr("Next event of the object"));
    put(previousOfObject, tr("Previous event of the object"));
    put(cause, tr("Back to the cause"), "cause");
    put(effect, tr("On to the effect"), "effect");
    put(toPresent, tr("Cursor to the end of the run"));
    put(deselect, tr("Let go: search, mark, why, critical path, selection, filters, cursor, one by one"));
    put(bookmark, tr("Bookmark at the cursor…"), "bookmark");
    put(nextBookmark, tr("Next bookmark"));
    put(previousBookmark, tr("Previous bookmark"));
    put(replay, m_replaying ? tr("Pause the replay") : tr("Replay from the cursor"), m_replaying ? "pause" : "replay");
    put(faster, tr("Replay faster"));
    put(slower, tr("Replay more slowly"));
}

} // namespace braid::views
