#pragma once

#include "app/views/run/repeat_session.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"

#include <QMainWindow>
#include <memory>

class QFrame;

namespace braid::session {
class Language;
}

namespace braid::views {

class Actions;
class Appearance;
class Banner;
class ConsolePane;
class CursorTools;
class EditorTools;
class Layouts;
class MainMenu;
class MessageBar;
class Narration;
class Presenter;
class RecentFiles;
class RecentPrograms;
class RecordTools;
class RunBar;
class StartPage;
class StatusLine;
class StepTeller;
class TimelineView;
struct Panes;

/// Puts the panes together and connects them with the setup and the session; does nothing by itself.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `hostPath` as in Setup.
    MainWindow(Appearance& appearance, session::Language& language, const QString& hostPath = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] RunSession& session() { return m_session; }
    [[nodiscard]] RepeatSession& repeat() { return m_repeat; }
    [[nodiscard]] Setup& setup() { return m_setup; }
    [[nodiscard]] Layouts& layouts() { return *m_layouts; }
    [[nodiscard]] Presenter& presenter() { return *m_presenter; }
    [[nodiscard]] RecentFiles& recentFiles() { return *m_recent; }
    [[nodiscard]] RecentPrograms& recentPrograms() { return *m_programs; }
    [[nodiscard]] ConsolePane& console();
    [[nodiscard]] EditorTools& programs() { return *m_editor; }
    /// Puts the panes where they stand at first, for the present layout and width.
    void arrangePanes();
    /// Opens a saved run; what goes wrong is said in the window.
    void openFile(const QString& path) { m_session.open(path); }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildCentre();
    void connectSetup();
    void connectRun();
    void connectNavigation();
    void connectFiles();
    void connectPrograms();
    void listPrograms();
    void markProgram(); ///< the chosen one, in the catalogue
    void connectFeel();
    void showScenario();
    void showRunState();
    void showFinding(int index);
    void recolor();
    void retitle();
    void endDrag();

    Appearance& m_appearance;
    session::Language& m_language;
    Setup m_setup;
    RunSession m_session;
    RepeatSession m_repeat;
    Actions* m_actions;
    std::unique_ptr<Panes> m_panes;
    Layouts* m_layouts;
    Presenter* m_presenter;
    RecentFiles* m_recent;
    RecentPrograms* m_programs;
    RecordTools* m_record = nullptr;
    EditorTools* m_editor = nullptr;
    std::vector<session::ProgramCall> m_yours; ///< as the catalogue lists them: recorded lately, then those in the folder
    MainMenu* m_menu;
    RunBar* m_bar;
    StatusLine* m_status;
    Banner* m_banner;
    Narration* m_narration;
    StepTeller* m_teller = nullptr;
    MessageBar* m_messages;
    StartPage* m_start;
    TimelineView* m_timeline;
    QFrame* m_drop; ///< around the middle while a file is held over the window
    CursorTools* m_cursor;
};

} // namespace braid::views
