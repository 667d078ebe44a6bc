#pragma once

#include "app/render/rows/view_state.h"
#include "app/session/catalogue.h"
#include "app/views/base/throttle.h"

#include <QWidget>
#include <set>
#include <string>
#include <vector>

class QLabel;
class QPushButton;
class QSplitter;
class QTableView;
class QToolButton;

namespace braid::views {

class Appearance;
class LineEvents;
class RunSession;
class Setup;
class SourcePane;
class TwinView;

/// The source that belongs to what is looked at. While nothing of a run is under inspection that is the chosen scenario's
/// file; at a cursor or a selected event it is the run's own, with the line each lane is at in the lane's colour. A
/// selected event shows its line; a click on a line goes through the events of that line, which are listed below. A scenario's program
/// in the other language may stand beside it, with the lines that do the same thing marked in the same way.
class SourceView : public QWidget {
    Q_OBJECT
public:
    SourceView(RunSession& session, Setup& setup, Appearance& appearance, QWidget* parent = nullptr);

    /// The file of the chosen scenario: from the project's root; empty for none.
    void showFile(const QString& path);
    /// What is shown now.
    [[nodiscard]] QString path() const;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    /// The one of whose two programs a file is the one that is shown; nullptr where it is of none.
    [[nodiscard]] const session::Scenario* scenarioOf(const QString& path) const;
    [[nodiscard]] QString originalOf(const QString& path) const;
    void followTwin();
    void alignTwin();
    void placeTwin(); ///< beside the source, or in a narrow pane below it
    [[nodiscard]] QString wanted() const;
    [[nodiscard]] QString fileOfRun() const;
    /// The file of a place as it is shown: of a scenario's program in Python the one that is built in, wherever it lay when it was recorded.
    [[nodiscard]] QString shownFile(const model::Site& site) const;
    /// What the run calls the file that is shown.
    [[nodiscard]] QString recordedFile() const;
    [[nodiscard]] const model::Site* siteOfSelection() const;
    void allowOwn();
    void refresh();      ///< the file and the lines of the lanes
    void lookKept();     ///< whether the run keeps the source that is shown
    void showSelected(); ///< the line of the selected event
    void chooseLine(int line, bool back);
    void closeList();
    void go(bool back);
    void tell();
    void retranslate();

    RunSession& m_session;
    Setup& m_setup;
    Appearance& m_appearance;
    SourcePane* m_pane;
    QSplitter* m_panes;
    TwinView* m_twin;
    QToolButton* m_beside; ///< shows it
    QLabel* m_notice;      ///< above: where an event comes from that has no source here
    QLabel* m_asItWas;     ///< above: that the text is the run's own
    QPushButton* m_allow;  ///< beside it: lets the sources of that folder be read
    QWidget* m_list;
    QLabel* m_count;
    QToolButton *m_back, *m_forward, *m_close;
    QTableView* m_table;
    LineEvents* m_events;
    Throttle m_throttle; ///< of the lines of the lanes
    QString m_chosen;
    mutable QString m_fileOfRun; ///< found out once for each run
    mutable bool m_fileKnown = false;
    mutable QString m_shown, m_recorded; ///< the last answer of recordedFile()
    bool m_keptKnown = false;            ///< the run's own text of what is shown has been taken
    std::set<std::string> m_ownFolders;  ///< of programs that were recorded from here
};

} // namespace braid::views
