#include "app/views/base/recent_files.h"

#include "app/views/base/words.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>

namespace braid::views {

void RecentFiles::set(const QStringList& paths) {
    QStringList kept = paths;
    kept.removeAll(QString());
    kept.removeDuplicates();
    kept = kept.mid(0, Most);
    if (kept == m_paths)
        return;
    m_paths = kept;
    emit changed();
}

void RecentFiles::add(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList paths = m_paths;
    paths.removeAll(absolute);
    paths.prepend(absolute);
    set(paths);
}

void RecentFiles::remove(const QString& path) {
    QStringList paths = m_paths;
    paths.removeAll(path);
    set(paths);
}

void RecentFiles::fill(QMenu& menu, std::function<void(const QString&)> open) {
    menu.menuAction()->setEnabled(!m_paths.isEmpty());
    connect(this, &RecentFiles::changed, &menu, [this, &menu] { menu.menuAction()->setEnabled(!m_paths.isEmpty()); });
    connect(&menu, &QMenu::aboutToShow, this, [this, &menu, open = std::move(open)] {
        menu.clear();
        menu.setToolTipsVisible(true);
        for (const QString& path : m_paths) {
            const QFileInfo file(path);
            const QString name = withAmpersands(render::plain(file.fileName()));
            QAction* action = menu.addAction(file.exists() ? name : tr("%1 (missing)").arg(name));
            action->setToolTip(plainTip(render::plain(path)));
            connect(action, &QAction::triggered, this, [open, path] { open(path); });
        }
        menu.addSeparator();
        connect(menu.addAction(tr("Forget these")), &QAction::triggered, this, [this] { set({}); });
    });
}

} // namespace braid::views
