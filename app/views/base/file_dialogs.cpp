#include "app/views/base/file_dialogs.h"

#include "app/views/base/appearance.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFileDialog>
#include <QFileIconProvider>
#include <QFileInfo>
#include <QHeaderView>
#include <QScreen>
#include <QToolButton>
#include <QTreeView>

#include <array>
#include <utility>

namespace braid::views {
namespace {

constexpr QSize SizeForColumns(820, 520);
// Columns of Qt's model of files.
constexpr int NameOfFile = 0, SizeOfFile = 1, KindOfFile = 2, TimeOfFile = 3;

class FileIcons : public QFileIconProvider {
public:
    explicit FileIcons(const Appearance& appearance) : m_appearance(appearance) {}
    [[nodiscard]] QIcon icon(IconType type) const override { return iconOf(type != File); }
    [[nodiscard]] QIcon icon(const QFileInfo& info) const override { return iconOf(info.isDir()); }

private:
    [[nodiscard]] QIcon iconOf(bool folder) const { return m_appearance.icon(folder ? QStringLiteral("open") : QStringLiteral("scenario"), QStringLiteral("muted")); }
    const Appearance& m_appearance;
};

} // namespace

FileDialogs::FileDialogs(Appearance& appearance, QObject* parent) : QObject(parent), m_appearance(appearance), m_icons(std::make_unique<FileIcons>(appearance)) {
    QCoreApplication::instance()->installEventFilter(this);
}

FileDialogs::~FileDialogs() = default;

bool FileDialogs::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::Show)
        if (auto* dialog = qobject_cast<QFileDialog*>(object))
            dress(*dialog);
    return false;
}

/// The names are those of Qt's own form; where there is no such widget, as in a dialog of the desktop, nothing is done.
void FileDialogs::dress(QFileDialog& dialog) {
    auto* files = dialog.findChild<QTreeView*>(QStringLiteral("treeView"));
    if (!files)
        return;
    dialog.setIconProvider(m_icons.get());
    if (const QScreen* screen = dialog.screen())
        dialog.resize(dialog.size().expandedTo(SizeForColumns).boundedTo(screen->availableSize()));
    files->header()->setSectionResizeMode(NameOfFile, QHeaderView::Stretch);
    files->header()->setSectionHidden(KindOfFile, true); // the end of the name says it
    for (const int column : {SizeOfFile, TimeOfFile})
        files->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    constexpr std::array Arrows{std::pair("backButton", Qt::LeftArrow), std::pair("forwardButton", Qt::RightArrow), std::pair("toParentButton", Qt::UpArrow)};
    for (const auto& [name, arrow] : Arrows)
        if (auto* button = dialog.findChild<QToolButton*>(QLatin1String(name)))
            button->setArrowType(arrow);
    constexpr std::array Signs{std::pair("newFolderButton", "open"), std::pair("listModeButton", "catalogue"), std::pair("detailModeButton", "events")};
    for (const auto& [name, icon] : Signs)
        if (auto* button = dialog.findChild<QToolButton*>(QLatin1String(name)))
            button->setIcon(m_appearance.icon(QLatin1String(icon)));
}

} // namespace braid::views
