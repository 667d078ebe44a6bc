#include "app/views/window/presenter.h"

#include "app/views/base/actions.h"
#include "app/views/base/appearance.h"
#include "app/views/window/layouts.h"

#include <QMainWindow>
#include <QShortcut>

namespace braid::views {
namespace {
constexpr double LargeType = 1.4; ///< read from the last row
}

Presenter::Presenter(QMainWindow& window, Actions& actions, Appearance& appearance, Layouts& layouts)
    : QObject(&window), m_window(window), m_actions(actions), m_appearance(appearance), m_layouts(layouts),
      m_escape(new QShortcut(Qt::Key_Escape, &window)) {
    m_escape->setEnabled(false);
    connect(m_escape, &QShortcut::activated, this, [this] { set(false); });
    connect(actions.presenter, &QAction::triggered, this, &Presenter::set);
}

void Presenter::set(bool on) {
    m_actions.presenter->setChecked(on);
    if (on == m_on)
        return;
    m_on = on;
    m_escape->setEnabled(on);
    m_actions.deselect->setEnabled(!on); // the same key
    if (on) {
        m_before = m_layouts.current();
        m_wasFull = m_window.isFullScreen();
    }
    m_appearance.setTypeScale(on ? LargeType : 1);
    m_layouts.use(on ? Layout::Present : m_before);
    if (!m_wasFull)
        m_window.setWindowState(on ? m_window.windowState() | Qt::WindowFullScreen : m_window.windowState() & ~Qt::WindowFullScreen);
}

} // namespace braid::views
