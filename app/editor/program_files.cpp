#include "app/editor/program_files.h"

#include "app/editor/sliders.h"
#include "app/render/picture/whole_file.h"
#include "app/session/python_program.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStringDecoder>

namespace braid::editor {
namespace {

struct TemplateWords {
    Q_DECLARE_TR_FUNCTIONS(Templates)
};

} // namespace

std::vector<Template> templates() {
    return {
        {QStringLiteral("two_locks.py"), TemplateWords::tr("Python: two threads and two locks")},
        {QStringLiteral("producer_consumer.py"), TemplateWords::tr("Python: producer and consumer with a queue")},
        {QStringLiteral("tasks.py"), TemplateWords::tr("Python: tasks of asyncio")},
        {QStringLiteral("workers.py"), TemplateWords::tr("Python: processes and a pool")},
        {QStringLiteral("mutex.cpp"), TemplateWords::tr("C++: two threads and a mutex")},
        {QStringLiteral("condition.cpp"), TemplateWords::tr("C++: a condition variable")},
        {QStringLiteral("pthreads.c"), TemplateWords::tr("C: pthreads and a mutex")},
    };
}

QString templateText(const Template& of) {
    QFile file(QStringLiteral(":/templates/") + of.file);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString usualFolder() { return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/Braid"); }

QStringList programsIn(const QString& folder) {
    QStringList paths;
    for (const QFileInfo& each : QDir(folder).entryInfoList(sourceFilter().split(u' '), QDir::Files | QDir::Readable, QDir::Time)) {
        if (paths.size() >= MostPrograms)
            break;
        paths << each.absoluteFilePath();
    }
    return paths;
}

QString freePath(const QString& folder, const QString& file) {
    const QFileInfo name(file);
    QString path = folder + u'/' + file;
    for (int number = 2; QFile::exists(path); ++number)
        path = QStringLiteral("%1/%2-%3.%4").arg(folder, name.completeBaseName()).arg(number).arg(name.suffix());
    return path;
}

Result<QString> readProgram(const QString& path) {
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return Error{"the file cannot be read", path.toStdString(), file.errorString().toStdString()};
    if (file.size() > LargestProgram)
        return Error{"the program is too large for the editor", path.toStdString(), ""};
    QStringDecoder decode(QStringDecoder::Utf8);
    QString text = decode(file.readAll());
    if (decode.hasError() || text.contains(QChar(0)))
        return Error{"the file is no text in UTF-8", path.toStdString(), ""};
    return text;
}

Status writeProgram(const QString& path, const QString& text) {
    QDir().mkpath(QFileInfo(path).absolutePath());
    Status written = render::writeWhole(path, text.toStdString(), render::WholeFile::Folder::MayBeFixed);
    return written ? written : Error{"the program could not be saved", path.toStdString(), written.error().hint};
}

Result<QString> copyOfScenario(const session::Scenario& scenario, Language language, const QString& binaries) {
    if (language != Language::Python) {
        QFile file(QStringLiteral(":/source/") + QString::fromStdString(scenario.source));
        if (!file.open(QIODevice::ReadOnly))
            return Error{"the scenario has no program in C++ here", scenario.id, ""};
        return QString::fromUtf8(file.readAll());
    }
    const auto command = session::pythonCommand(scenario, {}, session::pythonProgram(), binaries);
    if (command.empty())
        return Error{"the scenario has no program in Python here", scenario.id, ""};
    auto text = readProgram(QString::fromStdString(command.back()));
    if (!text)
        return text.error();
    return withRanges(*text, scenario);
}

} // namespace braid::editor
