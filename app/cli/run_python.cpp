#include "app/cli/commands.h"
#include "app/cli/text.h"
#include "app/session/run/python_program.h"
#include "app/session/words.h"

#include <unistd.h>

namespace braid::cli {

int runPython(const Run& words, const session::Scenario& scenario, const parameter::ValueMap& values) {
    Record record;
    record.command = session::pythonCommand(scenario, values);
    if (record.command.empty())
        return refuse(wrong(said(Cli::tr("%1 has no program in Python"), {scenario.id})), WrongWords);
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
