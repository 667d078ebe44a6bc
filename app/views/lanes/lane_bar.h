#pragma once

#include "app/render/rows/view_state.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace braid::views {

class RunSession;

/// The bar above the timeline that says which lanes are shown and in what order. GUI thread only.
class LaneBar : public QWidget {
    Q_OBJECT
public:
    explicit LaneBar(RunSession& session, QWidget* parent = nullptr);

signals:
    /// Whether the filters have left no lane at all.
    void emptied(bool none);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void fillStates();
    void fillObjects();
    void show(const render::ViewState& state);
    void count();

    RunSession& m_session;
    QLineEdit* m_filter;
    QToolButton* m_states;
    QComboBox* m_order;
    QComboBox* m_object;
    QLabel* m_count;
    QToolButton* m_hidden;
    QToolButton* m_clear;
    std::size_t m_listed = 0; ///< objects in m_object
};

} // namespace braid::views
