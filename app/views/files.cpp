#include "app/views/files.h"

#include "app/views/run_session.h"
#include "app/views/words.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QStandardPaths>

namespace braid::views {
namespace {
struct Files {
    Q_DECLARE_TR_FUNCTIONS(Files)
};
const QString Ending = QStringLiteral(".braid");

/// The folder that a file was opened from or saved to last in this session; else the person's documents.
QString& lastFolder() {
    static QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return folder;
}

/// Remembers the folder of `path`, which was chosen.
QString chosen(const QString& path) {
    if (!path.isEmpty())
        lastFolder() = QFileInfo(path).absolutePath();
    return path;
}

QString filter() { return Files::tr("Braid runs") + QStringLiteral(" (*.braid)"); }
} // namespace

QString askForRun(QWidget* parent) {
    return chosen(QFileDialog::getOpenFileName(parent, Files::tr("Open a run"), lastFolder(), filter()));
}

QString askWhereToSave(QWidget* parent, const QString& proposedName) {
    const QString name = (proposedName.isEmpty() ? QStringLiteral("run") : proposedName) + Ending;
    QString path = chosen(QFileDialog::getSaveFileName(parent, Files::tr("Save the run"), QDir(lastFolder()).filePath(name), filter()));
    if (!path.isEmpty() && !path.endsWith(Ending))
        path += Ending;
    return path;
}

QString titleOf(RunSession& session, const session::Catalogue* catalogue) {
    const session::Scenario* scenario = catalogue ? catalogue->find(session.run()->scenarioId()) : nullptr;
    return scenario ? scenarioTitle(*scenario) : session.run()->title();
}

void showAbout(QWidget* parent) {
    QMessageBox::about(parent, Files::tr("About Braid"),
                       QStringLiteral("<h3>Braid %1</h3><p>%2</p>")
                           .arg(QCoreApplication::applicationVersion(),
                                Files::tr("Shows concurrency as it happens: real threads, locks and waits on one timeline.")));
}

} // namespace braid::views
