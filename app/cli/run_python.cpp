#include "app/cli/commands.h"
#include "app/cli/text.h"

#include <unistd.h>

namespace braid::cli {

int runPython(const Run& words, const session::Scenario& scenario, const parameter::ValueMap& values, session::Run::Options options) {
    Record record;
    record.command = session::pythonCommand(scenario, values, options.interpreter.program);
    if (record.command.empty())
        return refuse(wrong(said(Cli::tr("%1 has no program in Python"), {scenario.id})), WrongWords);
    record.images = words.images;
    record.json = words.json;
    record.story = !words.output;
    record.questions = words.questions;
    if (words.json) { // the standard output is the report's: what the program writes goes elsewhere
        const int report = ::dup(STDOUT_FILENO);
        ::dup2(STDERR_FILENO, STDOUT_FILENO);
        record.jsonFile = "/dev/fd/" + std::to_string(report);
        record.story = false;
    }
    options.tracePath = QString::fromStdString(words.out);
    auto started = session::Run::start(scenario, values, options);
    return started ? follow(**started, record) : refuse(started.error(), CouldNot);
}

} // namespace braid::cli
