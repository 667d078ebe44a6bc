#pragma once

#include <QWidget>

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace braid::views {

class Appearance;
class RecentFiles;
class RunSession;
class Setup;

/// What stands in the place of the timeline before the first run, and whenever it is asked for: what will run and one large button, all lessons in the
/// tutorial's order with what each shows, and the files that were opened lately. While a file is being read: how much of it.
class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(Setup& setup, RunSession& session, RecentFiles& recent, Appearance& appearance, QWidget* parent = nullptr);

    /// There is a run to go back to.
    void offerWayBack(bool there);

signals:
    void runRequested();
    void backRequested(); ///< to the run
    void openRequested(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void write();
    void listLessons();
    void listFiles();
    void markLesson();
    void showProgress();
    Setup& m_setup;
    RunSession& m_session;
    RecentFiles& m_recent;
    Appearance& m_appearance;
    QLabel* m_picture;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_run;
    QPushButton* m_back;
    QProgressBar* m_progress;
    QLabel* m_lessonsTitle;
    QTreeWidget* m_lessons;
    QLabel* m_filesTitle;
    QListWidget* m_files;
    QLabel* m_hint;
    bool m_loading = false;
    bool m_wayBack = false;
};

} // namespace braid::views
