#pragma once

#include <QObject>

#include <memory>

class QFileDialog;
class QFileIconProvider;

namespace braid::views {

class Appearance;

/// Where the desktop has no dialog of its own for files, Qt's looks like the rest of the window: its icons, and columns that are read whole.
/// For all windows of the program. GUI thread only.
class FileDialogs : public QObject {
    Q_OBJECT
public:
    FileDialogs(Appearance& appearance, QObject* parent);
    ~FileDialogs() override;

    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void dress(QFileDialog& dialog);

    Appearance& m_appearance;
    std::unique_ptr<QFileIconProvider> m_icons;
};

} // namespace braid::views
