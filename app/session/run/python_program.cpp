#include "app/session/run/python_program.h"

#include <QCoreApplication>
#include <QFile>

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

std::vector<std::string> pythonCommand(const Scenario& scenario, const parameter::ValueMap& values, const QString& folder) {
    const QString programs = runnersFolder(folder);
    std::string name = scenario.id;
    std::replace(name.begin(), name.end(), '-', '_');
    QString program = programs + "/" + QString::fromStdString(name) + ".py";
    // A program that would take a module's name from it (selectors, greenlet) has an underscore behind its own, as PEP 8 has it.
    if (!QFile::exists(program))
        program = programs + "/" + QString::fromStdString(name) + "_.py";
    if (!QFile::exists(program))
        return {};
    std::vector<std::string> command{pythonProgram().toStdString(), (programs + "/start.py").toStdString(), program.toStdString()};
    for (const auto& [parameter, value] : values)
        command.push_back(parameter + "=" + inPython(*scenario.parameter(parameter), value));
    return command;
}

} // namespace braid::session
