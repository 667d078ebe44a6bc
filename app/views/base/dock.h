#pragma once

#include <QDockWidget>

class QAction;
class QLabel;
class QToolButton;

namespace braid::views {

class Appearance;

/// A dock with a quiet title. Where it shares its place with others in tabs, the tab is title enough.
class Dock : public QDockWidget {
    Q_OBJECT
public:
    /// `name` becomes the object name "dock.<name>"; the icon of openAction() is `icon`.
    Dock(const QString& name, const QString& icon, QWidget* content, Appearance& appearance, QWidget* parent = nullptr);

    /// `what`: what it shows, in a sentence.
    void setTitle(const QString& title, const QString& what);
    /// For menus, the rail and the palette: brings it to the front, from behind a tab too; closes it where it is there already.
    [[nodiscard]] QAction* openAction() const { return m_open; }
    /// Opens it and brings it to the front of its tabs.
    void bring();
    /// The title is hidden while the dock is one of several tabs.
    void adaptToTabs();

signals:
    void brought(); ///< by bring() or openAction()

private:
    void dress();
    void openOrClose();
    Appearance& m_appearance;
    QString m_icon;
    QWidget* m_bar;
    QWidget* m_noBar; ///< in its place among tabs
    QLabel* m_label;
    QToolButton* m_float; ///< out of the window, and back
    QToolButton* m_close;
    QAction* m_open;
};

} // namespace braid::views
