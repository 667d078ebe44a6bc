#pragma once

#include "app/session/moment.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"

#include <QDialog>
#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;
class QThread;
class QTreeWidget;

namespace braid::views {

class Appearance;
class GraphView;
class ProcessTable;

/// A list of the processes there are, and why the chosen one stands still: a sentence, who waits for whom, the stack of each thread. Looking
/// does not change the process; it is done by a thread of its own.
class AttachDialog : public QDialog {
    Q_OBJECT
public:
    explicit AttachDialog(Appearance& appearance, QWidget* parent = nullptr);
    ~AttachDialog() override;

    /// Looks at `pid`. What came of it is shown, or why it could not be looked at.
    void look(int pid);
    [[nodiscard]] bool looking() const { return m_thread != nullptr; }
    [[nodiscard]] const session::Moment* moment() const { return m_moment ? &*m_moment : nullptr; }
    /// Writes the picture or (.txt) the text. Says in the dialog what went wrong.
    bool saveTo(const QString& path);

private:
    QWidget* buildList();
    QWidget* buildResult();
    void list(); ///< the processes anew
    void showMoment(Result<session::Moment> moment);
    void fillStacks();
    void say(const QString& text);
    void enable();
    void askPath(const QString& filter, const QString& ending);

    Appearance& m_appearance;
    Setup m_setup;
    std::optional<session::Moment> m_moment; ///< its run is shared with the session
    RunSession m_session;
    ProcessTable* m_table;
    QSortFilterProxyModel* m_shown;
    QLineEdit* m_filter;
    QTableView* m_list;
    QStackedWidget* m_pages;
    QLabel* m_message;
    QLabel* m_headline;
    QLabel* m_sentence;
    QLabel* m_limits;
    GraphView* m_graph;
    QTreeWidget* m_stacks;
    QLabel* m_problem;
    QPushButton *m_look, *m_savePicture, *m_saveText;
    QThread* m_thread = nullptr;
    int m_pid = 0; ///< looked at last
};

} // namespace braid::views
