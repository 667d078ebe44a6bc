#pragma once

#include <QToolBar>

class QLabel;
class QToolButton;

namespace braid::views {

class Actions;
class RepeatSession;
class RunSession;
class Setup;

/// The toolbar: the run, its pace, its clock, and where to look.
class RunBar : public QToolBar {
    Q_OBJECT
public:
    RunBar(Actions& actions, RunSession& session, RepeatSession& repeat, Setup& setup, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void addRepeat(Actions& actions, RepeatSession& repeat);
    void showTime();
    void retranslate();
    RunSession& m_session;
    QToolButton* m_step;
    QLabel* m_state;
    QLabel* m_time;
};

} // namespace braid::views
