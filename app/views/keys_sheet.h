#pragma once

#include <QDialog>

namespace braid::views {

class Actions;

/// All keys and what the mouse does, on one sheet.
class KeysSheet : public QDialog {
    Q_OBJECT
public:
    explicit KeysSheet(const Actions& actions, QWidget* parent = nullptr);
};

} // namespace braid::views
