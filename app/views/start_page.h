#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace braid::views {

class Appearance;
class RunSession;
class Setup;

/// What stands in the place of the timeline before the first run: what will run, and one large button.
class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(Setup& setup, Appearance& appearance, QWidget* parent = nullptr);

    /// An opened file is being read.
    void setLoading(bool loading);

signals:
    void runRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void write();
    Setup& m_setup;
    Appearance& m_appearance;
    QLabel* m_picture;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_run;
    QLabel* m_hint;
    bool m_loading = false;
};

} // namespace braid::views
