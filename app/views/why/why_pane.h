#pragma once

#include "engine/analysis/findings/why.h"

#include <QElapsedTimer>
#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace braid::views {

class Appearance;
class RunSession;

/// "Why is this one stuck, and who woke it?": the answer to ViewState::question in sentences, one a line, from the lane
/// asked about to the cause, then who let the lane go. Each line leads to its lane and moment. While the run is live the
/// answer is looked at again as it grows. GUI thread only.
class WhyPane : public QWidget {
    Q_OBJECT
public:
    WhyPane(RunSession& session, Appearance& appearance, QWidget* parent = nullptr);

    /// The answer shown; without links where nothing was asked.
    [[nodiscard]] const analysis::Why& answer() const { return m_why; }
    [[nodiscard]] const analysis::Waker& waker() const { return m_waker; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void ask();
    void askAgain();   ///< the run grew: a few times a second at most
    void fill();       ///< writes the answer down
    void tellMoment(); ///< as of when it is answered, where the cursor stands elsewhere
    /// `token`: the colour of its sign, nullptr for none.
    void add(const QString& text, const char* token, LaneId lane, model::EventIndex event);
    void go(const QListWidgetItem* item);
    void dress();

    RunSession& m_session;
    Appearance& m_appearance;
    QLabel* m_heading;
    QLabel* m_asOf;
    QListWidget* m_list;
    QLabel* m_message;
    analysis::Why m_why;
    analysis::Waker m_waker;
    model::Nanos m_at = 0;
    int m_rows = 0; ///< lines written so far
    QElapsedTimer m_asked;
};

} // namespace braid::views
