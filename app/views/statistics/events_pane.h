#pragma once

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;

namespace braid::views {

class Appearance;
class EventTable;
class InSight;
class RunSession;

/// Every event of the run in a table, filtered by lane, object, kind and text. The row follows the time cursor and the
/// selection; a click or the arrow keys move them. A filter is worked off between the frames, with its progress.
class EventsPane : public QWidget {
    Q_OBJECT
public:
    EventsPane(RunSession& session, Appearance& appearance, QWidget* parent = nullptr);

    /// Still looking for what fits.
    [[nodiscard]] bool busy() const { return m_timer.isActive(); }
    [[nodiscard]] EventTable& events() { return *m_events; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setColumns(bool wide);
    void buildFilter();
    void filter();
    void slice();
    void go(int row, bool newPlace);
    void followView();
    void fillLanesAndObjects();
    void fillKinds();
    void retell();
    void dress();
    RunSession& m_session;
    Appearance& m_appearance;
    InSight* m_inSight;
    EventTable* m_events;
    QTableView* m_table;
    QComboBox* m_lane;
    QComboBox* m_object;
    QComboBox* m_kind;
    QLineEdit* m_text;
    QToolButton* m_all;
    QLabel* m_count;
    QLabel* m_message;
    QTimer m_timer;
    bool m_wide = false;    ///< the columns are as wide as what stands in them
    bool m_marking = false; ///< the row is set from the view state
    bool m_missed = false;  ///< the view state moved on while the table was hidden
};

} // namespace braid::views
