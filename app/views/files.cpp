#include "app/views/files.h"

#include "app/views/run_session.h"
#include "app/views/words.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>

namespace braid::views {
namespace {
struct Files {
    Q_DECLARE_TR_FUNCTIONS(Files)
};
const QString Ending = QStringLiteral(".braid");

QString filter() { return Files::tr("Braid runs") + QStringLiteral(" (*.braid)"); }
} // namespace

QString askForRun(QWidget* parent) {
    return QFileDialog::getOpenFileName(parent, Files::tr("Open a run"), {}, filter());
}

QString askWhereToSave(QWidget* parent, const QString& proposedName) {
    const QString name = (proposedName.isEmpty() ? QStringLiteral("run") : proposedName) + Ending;
    QString path = QFileDialog::getSaveFileName(parent, Files::tr("Save the run"), name, filter());
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
