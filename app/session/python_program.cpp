#include "app/session/python_program.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

#include <algorithm>

namespace braid::session {
namespace {

/// As Python writes it: times in seconds.
std::string inPython(const Parameter& parameter, const parameter::Value& value) {
    if (const auto* yes = std::get_if<bool>(&value))
        return *yes ? "True" : "False";
    if (const auto* text = std::get_if<std::string>(&value))
        return "'" + *text + "'";
    if (parameter.kind == Parameter::Kind::Time)
        return QString::number(parameter::numberOf(value) / 1e9, 'g', 12).toStdString();
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    return QString::number(parameter::numberOf(value), 'g', 12).toStdString();
}

/// The scenario's file; empty where it has none.
QString fileOf(const Scenario& scenario, const QString& folder) {
    std::string name = scenario.id;
    std::replace(name.begin(), name.end(), '-', '_');
    // A program that would take a module's name from it (selectors, greenlet) has an underscore behind its own, as PEP 8 has it.
    for (const char* ending : {".py", "_.py"})
        if (const QString file = runnersFolder(folder) + "/" + QString::fromStdString(name + ending); QFile::exists(file))
            return file;
    return {};
}

} // namespace

QString pythonProgram() {
    const QString system = "/usr/bin/python3";
    return QFile::exists(system) ? system : QString("python3");
}

QString runnersFolder(const QString& folder) {
    const QString beside = (folder.isEmpty() ? QCoreApplication::applicationDirPath() : folder) + "/python";
    if (QFile::exists(beside))
        return beside;
    return QCoreApplication::applicationDirPath() + "/../" BRAID_LIBRARY_FOLDER "/braid/python";
}

Interpreter interpreterCalled(const QString& program) {
    constexpr int patienceMs = 2000;
    Interpreter interpreter{!program.isEmpty() ? program : pythonProgram(), {}};
    QProcess asked;
    asked.setProcessChannelMode(QProcess::MergedChannels); // Python 2 tells it on the standard error
    asked.start(interpreter.program, {"--version"});
    if (asked.waitForFinished(patienceMs)) {
        static const QRegularExpression said("Python (\\S+)");
        interpreter.version = said.match(QString::fromUtf8(asked.readAll())).captured(1);
    }
    return interpreter;
}

std::vector<std::string> pythonCommand(const Scenario& scenario, const parameter::ValueMap& values, const QString& interpreter,
                                       const QString& folder) {
    const QString program = fileOf(scenario, folder);
    if (program.isEmpty())
        return {};
    std::vector<std::string> command{interpreter.toStdString(), (runnersFolder(folder) + "/start.py").toStdString(), program.toStdString()};
    for (const auto& [parameter, value] : values)
        command.push_back(parameter + "=" + inPython(*scenario.parameter(parameter), value));
    return command;
}

QString pythonSource(const Scenario& scenario, const QString& folder) {
    const QString file = fileOf(scenario, folder);
    return file.isEmpty() ? QString() : "scenarios/python/" + QFileInfo(file).fileName();
}

std::vector<const Parameter*> liveInPython(const Scenario& scenario, const QString& folder) {
    std::vector<const Parameter*> live;
    QFile file(fileOf(scenario, folder));
    if (!file.open(QIODevice::ReadOnly))
        return live;
    const QString text = QString::fromUtf8(file.readAll());
    for (const Parameter& parameter : scenario.parameters)
        if (parameter.live() && readsAgain(text, QString::fromStdString(parameter.name)))
            live.push_back(&parameter);
    return live;
}

bool readsAgain(const QString& text, const QString& name) {
    const QString word = "\\b" + QRegularExpression::escape(name) + "\\b";
    const QRegularExpression again("^(?:[ \\t]+[^#\\n]*|[^#\\n]*sleep\\([^#\\n]*)" + word, QRegularExpression::MultilineOption);
    return again.match(text).hasMatch();
}

} // namespace braid::session
