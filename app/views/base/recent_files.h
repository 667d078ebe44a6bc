#pragma once

#include <QObject>
#include <QStringList>
#include <functional>

class QMenu;

namespace braid::views {

/// The files that were opened or saved lately, the last one first. Whether they are still there is asked when they are
/// shown. GUI thread only.
class RecentFiles : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype Most = 10;
    explicit RecentFiles(QObject* parent = nullptr) : QObject(parent) {}

    [[nodiscard]] const QStringList& paths() const { return m_paths; }
    /// Absolute ones; more than Most are cut off.
    void set(const QStringList& paths);
    void add(const QString& path); ///< to the front
    void remove(const QString& path);

    /// Fills `menu` whenever it is about to be seen; `open` gets the path that was chosen.
    void fill(QMenu& menu, std::function<void(const QString&)> open);

signals:
    void changed();

private:
    QStringList m_paths;
};

} // namespace braid::views
