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

constexpr int LongestCompilation = 120'000, LongestAnswer = 10'000; ///< ms

/// What the compiler needs for a scenario: words before and behind the source.
struct KitWords {
    QStringList before, behind;
};

KitWords wordsOf(const QString& kit) {
    QFile file(kit + QStringLiteral("/words"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QStringList halves = QString::fromUtf8(file.readAll()).split(QStringLiteral("\n\n"));
    KitWords words{halves.value(0).split(u'\n', Qt::SkipEmptyParts), halves.value(1).split(u'\n', Qt::SkipEmptyParts)};
    words.before << QStringLiteral("-I") + kit + QStringLiteral("/include");
    words.behind.prepend(kit + QStringLiteral("/libbraid-scenario.a"));
    return words;
}

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

QString kitFolder(const QString& binaries) {
    const QString programs = binaries.isEmpty() ? QCoreApplication::applicationDirPath() : binaries;
    for (const QString& folder : {programs + QStringLiteral("/cpp"), programs + QStringLiteral("/../" BRAID_LIBRARY_FOLDER "/braid/cpp")})
        if (QFileInfo::exists(folder + QStringLiteral("/libbraid-scenario.a")))
            return QDir::cleanPath(folder);
    return {};
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
    const QString path = m_folder->filePath(name);
    return m_folder->isValid() && QDir().mkpath(QFileInfo(path).path()) ? path : QString();
}

void ProgramBuild::start(const QString& path, const QString& text, bool same, const ProgramSettings& settings, const QString& binaries) {
    cancel();
    m_path = QFileInfo(path).absoluteFilePath();
    const std::optional<Language> language = languageOf(path);
    if (!language) {
        emit failed(tr("%1 is no program in Python, C or C++").arg(QFileInfo(path).fileName()), {});
        return;
    }
    m_language = *language;
    if (m_language == Language::Python)
        interpret(text, same, settings.interpreter, binaries);
    else
        compile(text, m_language == Language::C ? settings.cFlags : settings.cppFlags, binaries);
}

void ProgramBuild::interpret(const QString& text, bool same, const QString& interpreter, const QString& binaries) {
    record::Program program;
    program.directory = QFileInfo(m_path).absolutePath().toStdString();
    const QString python = interpreter.isEmpty() ? session::pythonProgram() : interpreter;
    program.command = {python.toStdString()};
    if (!same) {
        // Under the file's name, so that lines, tracebacks and the source that is shown are those of the file.
        const QString runner = session::runnersFolder(binaries) + QStringLiteral("/as_file.py"), copy = made(QStringLiteral("program.py"));
        if (copy.isEmpty() || !writeProgram(copy, text)) {
            emit failed(tr("there is no room for the program with its values"), {});
            return;
        }
        program.shown = {python.toStdString(), m_path.toStdString()};
        program.command.push_back(runner.toStdString());
        program.command.push_back(copy.toStdString());
    }
    program.command.push_back(m_path.toStdString());
    emit done(program, {});
}

void ProgramBuild::begin(const QString& program, const QStringList& arguments, int patienceMs, QProcess::ProcessChannelMode channels,
                         void (ProgramBuild::*then)(int, bool)) {
    m_compiler = new QProcess(this);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8")); // "error" and "warning" are looked for
    m_compiler->setProcessEnvironment(environment);
    m_compiler->setWorkingDirectory(QFileInfo(m_path).absolutePath());
    m_compiler->setProcessChannelMode(channels);
    connect(m_compiler, &QProcess::finished, this, [this, then](int status, QProcess::ExitStatus how) { (this->*then)(status, how == QProcess::CrashExit); });
    connect(m_compiler, &QProcess::errorOccurred, this, [this, then](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            (this->*then)(-1, true);
    });
    QTimer::singleShot(patienceMs, m_compiler, &QProcess::kill);
    m_compiler->start(program, arguments);
}

void ProgramBuild::compile(const QString& source, const QString& flags, const QString& binaries) {
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
    m_scenario = m_language == Language::Cpp ? scenarioIn(source, m_path) : std::nullopt;
    KitWords kit;
    QString text = source;
    if (m_scenario) {
        if (const QString folder = kitFolder(binaries); !folder.isEmpty()) {
            kit = wordsOf(folder);
        } else {
            emit failed(tr("it describes a scenario, and Braid's headers and library, which belong beside its program, are not there"), {});
            return;
        }
        text = withCatalogue(source, *m_scenario);
    }
    // Its process is called by the file's name; the one before may still run.
    m_binary = made(QStringLiteral("%1/%2").arg(++m_number).arg(QFileInfo(m_path).completeBaseName()));
    if (m_binary.isEmpty()) {
        emit failed(tr("there is no room for the compiled program"), {});
        return;
    }
    QStringList arguments = *words;
    arguments << kit.before << "-iquote" << QFileInfo(m_path).absolutePath() << "-x" << (m_language == Language::C ? "c" : "c++") << "-"
              << "-o" << m_binary << "-x"
              << "none" << kit.behind << "-lm";
    begin(compiler, arguments, LongestCompilation, QProcess::MergedChannels, &ProgramBuild::compiled);
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
    m_messages = compilerMessages(output);
    if (status == 0 && !crashed) {
        if (m_scenario) {
            ask();
            return;
        }
        record::Program program;
        program.command = {m_binary.toStdString()};
        program.shown = {m_path.toStdString()};
        program.directory = QFileInfo(m_path).absolutePath().toStdString();
        emit done(program, m_messages);
        return;
    }
    if (m_messages.empty() && !output.trimmed().isEmpty())
        m_messages.push_back({{}, 0, 0, Message::Severity::Error, output.trimmed().section(u'\n', -1)});
    emit failed(crashed ? tr("the compiler did not come to an end") : tr("it could not be compiled"), m_messages);
}

void ProgramBuild::ask() {
    begin(m_binary, {QStringLiteral("--describe")}, LongestAnswer, QProcess::SeparateChannels, &ProgramBuild::answered);
    m_compiler->closeWriteChannel();
}

void ProgramBuild::answered(int status, bool crashed) {
    QProcess* asked = std::exchange(m_compiler, nullptr);
    if (!asked)
        return;
    asked->disconnect(this);
    const auto catalogue = session::Catalogue::parse(asked->readAllStandardOutput());
    asked->deleteLater();
    if (status == 0 && !crashed && catalogue && !catalogue->scenarios().empty())
        emit described(m_binary, catalogue->scenarios().front(), m_messages);
    else
        emit failed(tr("its description could not be read: what describes it ends with an error, or says what no scenario can be"), m_messages);
}

} // namespace braid::editor
