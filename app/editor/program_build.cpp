#include "app/editor/program_build.h"

#include "app/editor/program_files.h"
#include "app/session/python_program.h"
#include "app/session/run/program_call.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTimer>

namespace braid::editor {
namespace {

constexpr int LongestCompilation = 120'000; ///< ms

} // namespace

QString ProgramSettings::place() const { return folder.isEmpty() ? usualFolder() : folder; }

QStringList interpreters() {
    static const QRegularExpression name(QRegularExpression::anchoredPattern(QStringLiteral(R"(python3(\.\d+t?)?)")));
    QStringList found, files;
    for (const QString& folder : qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts)) {
        for (const QFileInfo& each : QDir(folder).entryInfoList({QStringLiteral("python3*")}, QDir::Files | QDir::Executable, QDir::Name)) {
            if (!name.match(each.fileName()).hasMatch() || files.contains(each.canonicalFilePath()))
                continue;
            files << each.canonicalFilePath();
            found << each.absoluteFilePath();
        }
    }
    return found;
}

ProgramBuild::ProgramBuild(QObject* parent) : QObject(parent) {}

ProgramBuild::~ProgramBuild() { cancel(); }

void ProgramBuild::cancel() {
    if (QProcess* compiler = std::exchange(m_compiler, nullptr)) {
        compiler->disconnect(this);
        compiler->kill();
        compiler->waitForFinished(1000);
        compiler->deleteLater();
    }
}

QString ProgramBuild::made(const QString& name) {
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>();
    return m_folder->isValid() ? m_folder->filePath(name) : QString();
}

void ProgramBuild::start(const QString& path, const QString& text, bool same, const ProgramSettings& settings, const QString& runners) {
    cancel();
    m_path = QFileInfo(path).absoluteFilePath();
    const std::optional<Language> language = languageOf(path);
    if (!language) {
        emit failed(tr("%1 is no program in Python, C or C++").arg(QFileInfo(path).fileName()), {});
        return;
    }
    m_language = *language;
    if (m_language == Language::Python)
        interpret(text, same, settings.interpreter, runners);
    else
        compile(text, m_language == Language::C ? settings.cFlags : settings.cppFlags);
}

void ProgramBuild::interpret(const QString& text, bool same, const QString& interpreter, const QString& runners) {
    record::Program program;
    program.directory = QFileInfo(m_path).absolutePath().toStdString();
    const QString python = interpreter.isEmpty() ? session::pythonProgram() : interpreter;
    program.command = {python.toStdString()};
    if (!same) {
        // Under the file's name, so that lines, tracebacks and the source that is shown are those of the file.
        const QString runner = session::runnersFolder(runners) + QStringLiteral("/as_file.py"), copy = made(QStringLiteral("program.py"));
        if (copy.isEmpty() || !writeProgram(copy, text)) {
            emit failed(tr("there is no room for the program with its values"), {});
            return;
        }
        program.command.push_back(runner.toStdString());
        program.command.push_back(copy.toStdString());
    }
    program.command.push_back(m_path.toStdString());
    emit done(program, {});
}

void ProgramBuild::compile(const QString& text, const QString& flags) {
    const QString name = m_language == Language::C ? QStringLiteral("cc") : QStringLiteral("c++");
    const QString compiler = QStandardPaths::findExecutable(name);
    if (compiler.isEmpty()) {
        emit failed(tr("there is no compiler %1 in the search path: on Debian the package %2 has it").arg(name, m_language == Language::C ? QStringLiteral("gcc") : QStringLiteral("g++")), {});
        return;
    }
    const auto words = session::shellWords(flags);
    if (!words) {
        emit failed(tr("the compiler's options are not whole: a quote is open"), {});
        return;
    }
    m_binary = made(QStringLiteral("%1-%2").arg(QFileInfo(m_path).completeBaseName()).arg(++m_number));
    if (m_binary.isEmpty()) {
        emit failed(tr("there is no room for the compiled program"), {});
        return;
    }
    const QString folder = QFileInfo(m_path).absolutePath();
    m_compiler = new QProcess(this);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8")); // "error" and "warning" are looked for
    m_compiler->setProcessEnvironment(environment);
    m_compiler->setWorkingDirectory(folder);
    m_compiler->setProcessChannelMode(QProcess::MergedChannels);
    connect(m_compiler, &QProcess::finished, this, [this](int status, QProcess::ExitStatus how) { compiled(status, how == QProcess::CrashExit); });
    connect(m_compiler, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            compiled(-1, true);
    });
    QTimer::singleShot(LongestCompilation, m_compiler, &QProcess::kill);
    m_compiler->start(compiler, QStringList(*words) << "-iquote" << folder << "-x" << (m_language == Language::C ? "c" : "c++") << "-"
                                                    << "-o" << m_binary << "-x"
                                                    << "none"
                                                    << "-lm");
    // The compiler reads the text as if it were the file.
    QString named = m_path;
    m_compiler->write(QStringLiteral("# 1 \"%1\"\n").arg(named.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""))).toUtf8());
    m_compiler->write(text.toUtf8());
    m_compiler->closeWriteChannel();
}

void ProgramBuild::compiled(int status, bool crashed) {
    QProcess* compiler = std::exchange(m_compiler, nullptr);
    if (!compiler)
        return;
    compiler->disconnect(this);
    const QString output = QString::fromUtf8(compiler->readAll());
    compiler->deleteLater();
    std::vector<Message> messages = compilerMessages(output);
    if (status == 0 && !crashed) {
        record::Program program;
        program.command = {m_binary.toStdString()};
        program.directory = QFileInfo(m_path).absolutePath().toStdString();
        emit done(program, messages);
        return;
    }
    if (messages.empty() && !output.trimmed().isEmpty())
        messages.push_back({{}, 0, 0, Message::Severity::Error, output.trimmed().section(u'\n', -1)});
    emit failed(crashed ? tr("the compiler did not come to an end") : tr("it could not be compiled"), messages);
}

} // namespace braid::editor
