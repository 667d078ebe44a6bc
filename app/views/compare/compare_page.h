#pragma once

#include "engine/analysis/figures/comparison.h"

#include <QStringList>
#include <QWidget>
#include <memory>
#include <vector>

class QLabel;
class QMenu;
class QPushButton;
class QSplitter;

namespace braid::session {
class Run;
}

namespace braid::views {

class Appearance;
class ComparedPicture;
class ComparedRuns;
class EachValue;
class FiguresView;
class RunSession;
class Setup;
class StatisticsFeed;

/// The window's run and others above each other on one time axis, beside them in sentences in what each differs from the first: the
/// run before it, several earlier ones, or opened files. A click on a difference selects the object it is about.
class ComparePage : public QWidget {
    Q_OBJECT
public:
    ComparePage(RunSession& session, Setup& setup, Appearance& appearance, QWidget* parent = nullptr);
    ~ComparePage() override;

    /// Compares with the runs in these files from now on; what is wrong with the first that cannot be read in one sentence.
    [[nodiscard]] QString open(const QStringList& paths);
    /// What is shown; of several runs, those of the second from the first, then of the third from the first …
    [[nodiscard]] const std::vector<analysis::Difference>& differences() const { return m_differences; }
    /// There is something to compare with, and it has been read.
    [[nodiscard]] bool ready() const;
    [[nodiscard]] ComparedRuns& runs() { return *m_runs; }
    /// Runs the chosen scenario once with each value of that parameter, a Choice, and compares these runs.
    void runEach(const std::string& parameter);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void refresh();
    void showDifferences();
    void retell();
    void showPictures();
    void savePicture();
    void fillMenu();
    void choose(int row);
    void dress();
    [[nodiscard]] QString say(const QString& scenario, const QString& otherwise) const;
    [[nodiscard]] QString with() const;
    [[nodiscard]] QString differentScenarios(const session::Run& present) const;
    RunSession& m_session;
    Setup& m_setup;
    Appearance& m_appearance;
    StatisticsFeed* m_feed;
    ComparedRuns* m_runs;
    EachValue* m_each;
    QLabel* m_with;
    QPushButton* m_open;
    QPushButton* m_choose;
    QPushButton* m_last;
    QMenu* m_menu;
    QLabel* m_apart; ///< that the runs are of different scenarios
    QLabel* m_message;
    ComparedPicture* m_picture;
    FiguresView* m_table;
    QPushButton* m_save;
    QSplitter* m_beside = nullptr; ///< pictures and differences
    std::vector<analysis::Difference> m_differences;
    std::vector<std::size_t> m_differing; ///< the number of the run each is of: 2, 3 …
};

} // namespace braid::views
