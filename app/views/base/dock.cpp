#include "app/views/base/dock.h"

#include "app/views/base/appearance.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QToolButton>

namespace braid::views {

Dock::Dock(const QString& name, const QString& icon, QWidget* content, Appearance& appearance, QWidget* parent)
    : QDockWidget(parent), m_appearance(appearance), m_icon(icon), m_bar(new QWidget(this)), m_noBar(new QWidget(this)), m_label(new QLabel(m_bar)),
      m_float(new QToolButton(m_bar)), m_close(new QToolButton(m_bar)), m_open(new QAction(this)) {
    setObjectName(QStringLiteral("dock.") + name);
    setWidget(content);
    m_bar->setObjectName("dockTitle");
    m_bar->setAttribute(Qt::WA_StyledBackground);
    m_close->setObjectName("dockClose");
    m_close->setFocusPolicy(Qt::NoFocus);
    m_float->setObjectName("dockFloat");
    m_float->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QHBoxLayout(m_bar);
    layout->setContentsMargins(12, 4, 6, 4);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_float);
    layout->addWidget(m_close);
    m_noBar->setFixedHeight(0);
    m_noBar->hide();
    setTitleBarWidget(m_bar);
    connect(m_close, &QToolButton::clicked, this, &QWidget::close);
    connect(m_float, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(this, &QDockWidget::topLevelChanged, this, &Dock::dress);
    m_open->setCheckable(true);
    m_open->setIconVisibleInMenu(false); // it would stand where the check mark is
    connect(toggleViewAction(), &QAction::toggled, m_open, &QAction::setChecked);
    connect(m_open, &QAction::triggered, this, &Dock::openOrClose);
    connect(&m_appearance, &Appearance::changed, this, &Dock::dress);
    dress();
}

void Dock::setTitle(const QString& title, const QString& what) {
    setWindowTitle(title);
    setWhatsThis(what);
    setAccessibleName(title);
    m_label->setText(title);
    m_open->setText(title);
    dress();
}

void Dock::openOrClose() {
    const bool inFront = !isHidden() && !visibleRegion().isEmpty(); // behind a tab, docks count as visible
    if (inFront)
        hide();
    else
        bring();
    m_open->setChecked(!inFront); // a click has turned it, whatever came of it
}

void Dock::bring() {
    show();
    raise();
    emit brought();
}

void Dock::adaptToTabs() {
    const auto* window = qobject_cast<QMainWindow*>(parentWidget());
    bool tabbed = false; // with others that are open: one alone has no tab
    if (window && !isFloating())
        for (const QDockWidget* other : window->tabifiedDockWidgets(this))
            tabbed = tabbed || !other->isHidden();
    QWidget* wanted = tabbed ? m_noBar : m_bar;
    if (titleBarWidget() == wanted)
        return;
    titleBarWidget()->hide();
    setTitleBarWidget(wanted);
    wanted->show();
}

void Dock::dress() {
    m_open->setIcon(m_appearance.icon(m_icon, "text"));
    m_open->setToolTip(QStringLiteral("%1: %2").arg(windowTitle(), whatsThis()));
    m_float->setIcon(m_appearance.icon(isFloating() ? "dock-in" : "dock-out", "muted"));
    m_float->setIconSize({12, 12});
    m_float->setToolTip(isFloating() ? tr("Back into the window") : tr("In a window of its own"));
    m_float->setAccessibleName(QStringLiteral("%1: %2").arg(windowTitle(), m_float->toolTip()));
    m_close->setIcon(m_appearance.icon("close", "muted"));
    m_close->setIconSize({12, 12});
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close %1").arg(windowTitle()));
}

} // namespace braid::views
