#include "app/cli/commands.h"
#include "app/cli/text.h"
#include "app/session/run/program_names.h"
#include "app/session/words.h"

#include <QFileInfo>

#include <algorithm>
#include <unistd.h>

namespace braid::cli {
namespace {

/// As Python writes it: times in seconds.
std::string inPython(const session::Parameter& parameter, const parameter::Value& value) {
    if (const auto* yes = std::get_if<bool>(&value))
        return *yes ? "True" : "False";
    if (const auto* text = std::get_if<std::string>(&value))
        return "'" + *text + "'";
    if (parameter.kind == session::Parameter::Kind::Time)
        return QString::number(parameter::numberOf(value) / 1e9, 'g', 12).toStdString();
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    return QString::number(parameter::numberOf(value), 'g', 12).toStdString();
}

} // namespace

int runPython(const Run& words, const session::Scenario& scenario, const parameter::ValueMap& values) {
    const QString folder = session::pythonFolder();
    std::string name = scenario.id;
    std::replace(name.begin(), name.end(), '-', '_');
    QString program = folder + "/" + QString::fromStdString(name) + ".py";
    // A program that would take a module's name from it (selectors, greenlet) has an underscore behind its own, as PEP 8 has it.
    if (!QFileInfo::exists(program))
        program = folder + "/" + QString::fromStdString(name) + "_.py";
    if (!QFileInfo::exists(program))
        return refuse(wrong(said(Cli::tr("%1 has no program in Python"), {scenario.id})), WrongWords);
    Record record;
    record.command = {session::pythonProgram().toStdString(), (folder + "/start.py").toStdString(), program.toStdString()};
    for (const auto& [parameter, value] : values)
        record.command.push_back(parameter + "=" + inPython(*scenario.parameter(parameter), value));
    record.title = said(Cli::tr("%1 (Python)"), {session::scenarioTitle(scenario).toStdString()});
    record.timeout = words.timeout;
    record.out = words.out;
    record.images = words.images;
    record.untilStuck = true;
    record.json = words.json;
    if (words.json) { // the standard output is the report's: what the program writes goes elsewhere
        const int report = ::dup(STDOUT_FILENO);
        ::dup2(STDERR_FILENO, STDOUT_FILENO);
        record.jsonFile = "/dev/fd/" + std::to_string(report);
    }
    return cli::record(record);
}

} // namespace braid::cli
