#pragma once

#include "app/render/picture/picture.h"
#include "app/session/catalogue.h"

#include <QObject>
#include <QSizeF>
#include <vector>

class QMainWindow;
class QWidget;

namespace braid::views {

class Actions;
class Appearance;
class RunSession;
class Setup;

/// What the person takes away from the window: does the export actions, and knows which of them make sense now.
class Exports : public QObject {
    Q_OBJECT
public:
    /// `timeline` is the widget the lanes are drawn on.
    Exports(QMainWindow& window, RunSession& session, Setup& setup, Appearance& appearance, Actions& actions, QWidget& timeline);

    /// The window's pictures as they stand: timeline and the panes in sight, in the window's colours.
    [[nodiscard]] render::PictureOptions seen() const;

private:
    void exportPicture();
    void exportAnimation();
    void copyPicture();
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString parameters() const;
    [[nodiscard]] const session::Scenario* scenario() const; ///< of the run; nullptr where it is not known

    QMainWindow& m_window;
    RunSession& m_session;
    Setup& m_setup;
    Appearance& m_appearance;
    QWidget& m_timeline;
};

} // namespace braid::views
