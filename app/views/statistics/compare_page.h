#pragma once

#include "engine/analysis/figures/comparison.h"

#include <QWidget>
#include <memory>
#include <optional>

class QLabel;
class QPushButton;
class QSplitter;

namespace braid::session {
class Run;
}

namespace braid::views {

class Appearance;
class ComparedPicture;
class FiguresView;
class RunDigest;
class RunSession;
class StatisticsFeed;

/// The window's run and another one above each other on one time axis, beside them the differences in sentences: the run before it, or an opened file. A click on a
/// difference selects the object it is about.
class ComparePage : public QWidget {
    Q_OBJECT
public:
    ComparePage(RunSession& session, Appearance& appearance, QWidget* parent = nullptr);
    ~ComparePage() override;

    /// Compares with the run in the file from now on; what is wrong with it in one sentence.
    [[nodiscard]] QString open(const QString& path);
    /// What is shown.
    [[nodiscard]] const std::vector<analysis::Difference>& differences() const { return m_differences; }
    /// There is something to compare with, and it has been read.
    [[nodiscard]] bool ready() const { return m_first.has_value(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    void keepPresent();
    void refresh();
    void showDifferences();
    void retell();
    void showPictures();
    void savePicture();
    void choose(int row);
    void dress();
    RunSession& m_session;
    Appearance& m_appearance;
    StatisticsFeed* m_feed;
    RunDigest* m_digest;
    QLabel* m_with;
    QPushButton* m_open;
    QPushButton* m_last;
    QLabel* m_apart; ///< that the runs are of different scenarios
    QLabel* m_message;
    ComparedPicture* m_picture;
    FiguresView* m_table;
    QPushButton* m_save;
    QSplitter* m_beside = nullptr;                         ///< pictures and differences
    std::shared_ptr<session::Run> m_firstRun, m_formerRun; ///< with the facts below, for the picture; nullptr where it is too long
    std::optional<analysis::RunFacts> m_first;             ///< the other run
    std::optional<analysis::RunFacts> m_former;            ///< the window's last run, kept while a file is compared with
    /// What another run is called: after its scenario, in the present language, or after its file.
    struct Name {
        QString scenario, otherwise;
        QString of; ///< the id of the scenario it is a run of, known when it has been read
    };
    [[nodiscard]] QString say(const Name& name) const;
    [[nodiscard]] QString differentScenarios(const session::Run& present) const;
    Name m_firstName, m_formerName, m_digestName;
    bool m_fromFile = false;     ///< the other run was opened: it stays when the window's run changes
    bool m_digestIsFile = false; ///< what the digest has under way
    std::vector<analysis::Difference> m_differences;
};

} // namespace braid::views
