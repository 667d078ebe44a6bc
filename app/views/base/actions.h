#pragma once

#include <QAction>
#include <QObject>
#include <QString>
#include <vector>

namespace braid::views {

class Appearance;

/// Everything the window can be told to do: one QAction each, shared by menus, toolbar and keys. They know their words,
/// icons and keys; what they do is connected by the window.
class Actions : public QObject {
    Q_OBJECT
    // Before the actions, which are made with their help.
    Appearance& m_appearance;
    std::vector<QAction*> m_all;
    bool m_paused = false;
    int m_repeatCount = 100;
    bool m_repeating = false;
    int m_repeated = 0;
    bool m_replaying = false;

public:
    explicit Actions(Appearance& appearance, QObject* parent = nullptr);

    QAction *run, *runPaused, *runPython, *codeCpp, *codePython, *startPaused, *repeat, *stop, *pause, *step, *stepLane, *slowMotion;
    QAction *open, *save, *exportPicture, *quit;
    QAction *copyPicture, *exportAnimation;
    QAction *record, *attach;
    QAction *newProgram, *openProgram, *editCopy, *editCopyCpp, *saveProgramAs, *writeValues, *programSettings;
    QAction *follow, *fitAll, *fitSelection, *zoomIn, *zoomOut, *startPage, *nextFinding, *previousFinding, *back, *forward;
    QAction *arrows, *marks, *objects, *allObjects, *processors, *taller, *lower, *fitRows, *terminal;
    QAction *why, *criticalPath, *compare;
    QAction *layoutWatch, *layoutInvestigate, *layoutPresent, *layoutReset, *presenter, *highContrast, *reducedMotion;
    QAction *goTo, *palette;
    QAction *search, *keys, *about;
    // The time cursor.
    QAction *nextEvent, *previousEvent, *nextOfLane, *previousOfLane, *nextOfObject, *previousOfObject, *cause, *effect,
        *toPresent, *deselect, *bookmark, *nextBookmark, *previousBookmark, *replay, *faster, *slower;

    /// In the order of the keys sheet.
    [[nodiscard]] const std::vector<QAction*>& all() const { return m_all; }
    /// Pause reads "Resume" while `paused`.
    void setPaused(bool paused);
    /// Repeat reads "Run 100 times" for `count` = 100; while it is on, "Stop repeating", and on its button how many of them are `done`.
    void setRepeat(int count, bool busy, int done);
    /// Replay reads "Pause the replay" while it is on.
    void setReplaying(bool playing);
    /// Words and icons anew, in the present language and colours.
    void dress();

private:
    void dressRepeat();
    QAction* make(const char* name, const QList<QKeySequence>& shortcuts, bool checkable = false);
};

} // namespace braid::views
