#include "app/views/window/layouts.h"

#include "app/views/base/actions.h"
#include "app/views/base/dock.h"
#include "app/views/window/pane_rail.h"

#include <QActionGroup>
#include <QEvent>
#include <QMainWindow>
#include <QSettings>
#include <QTimer>
#include <QToolBar>

namespace braid::views {
namespace {
constexpr const char* Names[LayoutCount] = {"watch", "investigate", "present"}; ///< in the settings

std::size_t indexOf(Layout layout) { return static_cast<std::size_t>(layout); }
/// Counts up when states saved before must not come back. 1: they may hold each tab twice.
constexpr int StateFormat = 3;
QString keyOf(std::size_t index) {
    return QStringLiteral("layout/") + QLatin1String(Names[index / 2]) + (index % 2 == 0 ? QString() : QStringLiteral("-compact"));
}
} // namespace

Layouts::Layouts(QMainWindow& window, Panes& panes, Actions& actions)
    : QObject(&window), m_window(window), m_panes(panes), m_actions(actions), m_rail(new PaneRail(panes, &window)) {
    m_window.addToolBar(Qt::LeftToolBarArea, m_rail);
    m_rail->hide();
    m_window.installEventFilter(this);
    auto* group = new QActionGroup(this);
    for (const auto& [action, layout] : {std::pair{actions.layoutWatch, Layout::Watch},
                                         std::pair{actions.layoutInvestigate, Layout::Investigate},
                                         std::pair{actions.layoutPresent, Layout::Present}}) {
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, wanted = layout] { use(wanted); });
    }
    actions.layoutWatch->setChecked(true);
    connect(actions.layoutReset, &QAction::triggered, this, &Layouts::reset);
}

void Layouts::use(Layout layout) {
    if (layout == m_current)
        return;
    kept() = state();
    m_current = layout;
    apply(m_window.width());
    emit changed();
}

void Layouts::reset() {
    m_compact = m_window.width() < RoomyWidth;
    kept().clear();
    apply(m_window.width());
}

QByteArray& Layouts::kept() { return m_states[2 * indexOf(m_current) + (m_compact ? 1 : 0)]; }

bool Layouts::eventFilter(QObject* object, QEvent* event) {
    // Docks cannot be moved while the window gives them their places.
    if (object == &m_window && event->type() == QEvent::Resize && (m_window.width() < RoomyWidth) != m_compact)
        QTimer::singleShot(0, this, &Layouts::adapt);
    return QObject::eventFilter(object, event);
}

void Layouts::adapt() {
    const bool compact = m_window.width() < RoomyWidth;
    if (compact == m_compact)
        return;
    kept() = state();
    m_compact = compact;
    apply(m_window.width());
}

void Layouts::apply(int width) {
    m_panes.setCompact(m_compact);
    if (kept().isEmpty() || !m_window.restoreState(kept(), version()))
        m_panes.arrange(m_window, m_current, width);
    m_rail->setVisible(m_compact); // the state has it as it was for another width
    holdBack();
    Panes::settle(m_window);
    for (const auto& [action, layout] : {std::pair{m_actions.layoutWatch, Layout::Watch},
                                         std::pair{m_actions.layoutInvestigate, Layout::Investigate},
                                         std::pair{m_actions.layoutPresent, Layout::Present}})
        action->setChecked(layout == m_current);
}

void Layouts::holdBack() {
    m_waiting.clear();
    if (m_ran)
        return;
    for (const PanePlace& place : m_panes.places()) {
        if (!place.afterRun || place.dock->isHidden())
            continue;
        m_waiting.push_back(place.dock);
        place.dock->hide();
    }
}

void Layouts::beginRun() {
    if (std::exchange(m_ran, true))
        return;
    std::vector<Dock*> front;
    for (const PanePlace& place : m_panes.places())
        if (!place.dock->isHidden() && !place.dock->visibleRegion().isEmpty())
            front.push_back(place.dock);
    for (Dock* dock : std::exchange(m_waiting, {}))
        dock->show();
    if (kept().isEmpty()) // the user has not changed it yet
        m_panes.balance(m_window);
    // Where a new one came before what was looked at, that stays in front; the others as the layout has it.
    for (const PanePlace& place : m_panes.places())
        if (place.afterRun && (place.front & in(m_current)) != 0 && !place.dock->isHidden())
            place.dock->raise();
    for (Dock* dock : front)
        dock->raise();
    Panes::settle(m_window);
}

QByteArray Layouts::state() {
    // What waits for a run belongs to the layout.
    m_window.setUpdatesEnabled(false);
    for (Dock* dock : m_waiting)
        dock->show();
    QByteArray result = m_window.saveState(version());
    for (Dock* dock : m_waiting)
        dock->hide();
    m_window.setUpdatesEnabled(true);
    return result;
}

int Layouts::version() const { return StateFormat * 100 + static_cast<int>(m_panes.docks().size()); }

void Layouts::save(QSettings& settings) {
    kept() = state();
    for (std::size_t i = 0; i < m_states.size(); ++i)
        settings.setValue(keyOf(i), m_states[i]);
    settings.setValue("layout/current", QLatin1String(Names[indexOf(m_current)]));
}

void Layouts::restore(const QSettings& settings, int width) {
    const QString wanted = settings.value("layout/current").toString();
    for (std::size_t i = 0; i < m_states.size(); ++i) {
        m_states[i] = settings.value(keyOf(i)).toByteArray();
        if (wanted == QLatin1String(Names[i / 2]))
            m_current = static_cast<Layout>(i / 2);
    }
    m_compact = width < RoomyWidth;
    apply(width);
    emit changed();
}

} // namespace braid::views
