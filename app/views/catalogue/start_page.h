#pragma once

#include <QWidget>
#include <vector>

class QGridLayout;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace braid::views {

class Appearance;
class RecentFiles;
class RecentPrograms;
class RunSession;
class Setup;
class StartCard;

/// What stands in the place of the timeline before the first run, and whenever it is asked for: what will run and one large button, six scenarios
/// to begin with as pictures of their runs, and the programs and files that were recorded and opened lately. While a file is being read: how much of it.
class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(Setup& setup, RunSession& session, RecentFiles& recent, RecentPrograms& programs, Appearance& appearance, QWidget* parent = nullptr);

    /// There is a run to go back to.
    void offerWayBack(bool there);

signals:
    void runRequested();
    void backRequested(); ///< to the run
    void openRequested(const QString& path);
    void allRequested(); ///< the list of all scenarios
    void recordRequested();
    void attachRequested();
    void programRequested(int index); ///< of the recent ones: it is to be recorded again

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void build();
    void write();
    void makeCards();
    void placeCards(); ///< so many beside each other as there is room for
    void listFiles();
    void listPrograms();
    void fitLists(); ///< as high as what is in them
    void markCard();
    void showProgress();
    Setup& m_setup;
    RunSession& m_session;
    RecentFiles& m_recent;
    RecentPrograms& m_recentPrograms;
    Appearance& m_appearance;
    QLabel* m_picture;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_run;
    QPushButton* m_back;
    QProgressBar* m_progress;
    QLabel* m_cardsTitle;
    QScrollArea* m_cardsArea;
    QGridLayout* m_grid;
    std::vector<StartCard*> m_cards;
    QPushButton* m_all;
    QPushButton* m_record;
    QPushButton* m_attach;
    QLabel* m_programsTitle;
    QListWidget* m_programs;
    QLabel* m_filesTitle;
    QListWidget* m_files;
    QLabel* m_hint;
    bool m_loading = false;
    bool m_wayBack = false;
};

} // namespace braid::views
