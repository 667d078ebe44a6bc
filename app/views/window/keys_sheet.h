#pragma once

#include <QDialog>
#include <QStringList>
#include <vector>

class QMenuBar;

namespace braid::views {

class Actions;

/// All keys and what the mouse does, on one sheet: by topic, which are the menus and what the timeline understands.
class KeysSheet : public QDialog {
    Q_OBJECT
public:
    KeysSheet(const Actions& actions, const QMenuBar& menus, QWidget* parent = nullptr);
};

} // namespace braid::views
