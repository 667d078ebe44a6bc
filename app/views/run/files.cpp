#include "app/views/run/files.h"

#include "app/views/base/words.h"
#include "app/views/run/run_session.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QRegularExpression>
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

QStringList askForRuns(QWidget* parent) {
    const QStringList paths = QFileDialog::getOpenFileNames(parent, Files::tr("Open runs to compare with"), lastFolder(), filter());
    if (!paths.isEmpty())
        chosen(paths.front());
    return paths;
}

QString askWhereToSave(QWidget* parent, const QString& name) {
    QString path = chosen(QFileDialog::getSaveFileName(parent, Files::tr("Save the run"), QDir(lastFolder()).filePath(name + Ending), filter()));
    if (!path.isEmpty() && !path.endsWith(Ending))
        path += Ending;
    return path;
}

QString titleOf(RunSession& session, const session::Catalogue* catalogue) {
    const session::Run& run = *session.run();
    const session::Scenario* own = session.ownScenario();
    const session::Scenario* scenario = own || !catalogue ? own : catalogue->find(run.scenarioId());
    if (scenario)
        return scenarioTitle(*scenario) + session::languageSuffix(run);
    return render::plain(run.model().namesAreWords() ? session::scenarioTitle(run.title()) : run.title());
}

QString proposedName(const session::Run* run) {
    static const QRegularExpression id(QRegularExpression::anchoredPattern(QStringLiteral("[a-z0-9][a-z0-9-]{0,60}")));
    const QString name = run ? run->scenarioId() : QString();
    return id.match(name).hasMatch() ? name : QStringLiteral("run");
}

QString windowTitleOf(RunSession& session, const session::Catalogue* catalogue) {
    const QString program = QStringLiteral("Braid");
    const QString title = session.run() ? titleOf(session, catalogue) : QString();
    if (title.isEmpty())
        return program;
    const QString file = render::plain(QFileInfo(session.file()).fileName());
    if (file.isEmpty())
        return QStringLiteral("%1 — %2").arg(session.live() ? Files::tr("%1 (live)").arg(title) : Files::tr("%1 (not saved)").arg(title), program);
    return file == title ? QStringLiteral("%1 — %2").arg(file, program) : QStringLiteral("%1 — %2 — %3").arg(file, title, program);
}

void showAbout(QWidget* parent) {
    QMessageBox box(QMessageBox::NoIcon, Files::tr("About Braid"),
                    QStringLiteral("<h3>Braid %1</h3><p>%2</p>")
                        .arg(QCoreApplication::applicationVersion(),
                             Files::tr("Shows concurrency as it happens: real threads, locks and waits on one timeline.")),
                    QMessageBox::Ok, parent);
    box.setTextFormat(Qt::RichText);
    box.setIconPixmap(QApplication::windowIcon().pixmap(64, 64));
    box.exec();
}

} // namespace braid::views
