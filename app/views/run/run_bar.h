#pragma once

#include <QToolBar>

class QLabel;
class QToolButton;

namespace braid::views {

class Actions;
class PaceBox;
class RepeatSession;
class RunSession;
class Setup;

/// The toolbar: the run, its pace, its clock, and where to look.
class RunBar : public QToolBar {
    Q_OBJECT
public:
    RunBar(Actions& actions, RunSession& session, RepeatSession& repeat, Setup& setup, QWidget* parent = nullptr);

    /// The type or the width is another one: the clock follows it, and where there is no room for everything, words that a
    /// tooltip says as well give way to the buttons.
    void fit();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addCode(Actions& actions);
    void addRepeat(Actions& actions, RepeatSession& repeat);
    void showTime();
    void retranslate();
    [[nodiscard]] QString stateText() const;
    RunSession& m_session;
    RepeatSession& m_repeat;
    QToolButton *m_run = nullptr, *m_stop = nullptr, *m_python = nullptr;
    PaceBox* m_pace = nullptr;
    QToolButton* m_step;
    QLabel* m_state;
    QLabel* m_time;
};

} // namespace braid::views
