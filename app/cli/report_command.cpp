#include "app/cli/answers.h"
#include "app/cli/commands.h"
#include "app/cli/report_json.h"
#include "app/cli/story.h"
#include "app/cli/text.h"
#include "app/session/catalogue.h"
#include "app/session/parameters_line.h"
#include "app/session/run/run.h"
#include "engine/model/text/plain_text.h"
#include "engine/model/text/prints.h"

#include <filesystem>

namespace braid::cli {

Result<std::unique_ptr<session::Run>> readTrace(const std::string& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error))
        return Error{"cannot open the trace", file, said(Cli::tr("it is a folder"))};
    auto run = session::Run::open(QString::fromStdString(file));
    if (!run)
        return run.error();
    while ((*run)->state() != session::Run::State::Over)
        (*run)->pull(std::chrono::seconds(1));
    return run;
}

void ProgramOutput::sayNew() {
    const model::Events prints = m_run.model().prints();
    std::string text;
    for (; m_said < prints.size(); ++m_said)
        text += model::writtenBy(m_run.model().event(prints[m_said]));
    if (m_status == Ran && !text.empty())
        m_status = say(terminalText(text, false)); // a program's own colours are none of ours
}

int sayReport(const session::Run& run, bool json, const Questions& questions) {
    if (json)
        return sayAnswers(run, true, questions);
    const Facts facts = factsOf(run);
    auto answers = answersTo(facts, questions);
    StoryOptions options;
    options.colours = colouredOutput();
    // Only for the units of the parameters; a trace can be read where braid-host is missing.
    auto catalogue = session::Catalogue::load();
    options.parameters = session::parametersLine(run.model(), catalogue ? catalogue->find(run.scenarioId()) : nullptr).toStdString();
    const int said = say(storyText(facts, options) + (answers && questions.any() ? "\n" + answersText(facts, *answers, options.colours) : ""));
    return answers ? said : refuse(answers.error(), WrongWords);
}

int sayAnswers(const session::Run& run, bool json, const Questions& questions) {
    const Facts facts = factsOf(run);
    const auto answers = answersTo(facts, questions);
    if (!answers)
        return refuse(answers.error(), WrongWords);
    if (!json)
        return say(answersText(facts, *answers, colouredOutput()));
    nlohmann::ordered_json more = nlohmann::ordered_json::object();
    addAnswers(more, facts, *answers);
    int said = Ran;
    writeReport(facts, more, [&said](const std::string& piece) {
        if (said == Ran)
            said = say(piece);
    });
    return said;
}

int report(const Report& command) {
    auto run = readTrace(command.file);
    if (!run)
        return refuse(run.error(), CouldNot);
    if (command.output) {
        ProgramOutput output(**run);
        output.sayNew();
        return output.status();
    }
    if (!command.table.empty())
        return writeTable(**run, command);
    if (!command.compare.empty()) {
        std::vector<std::unique_ptr<session::Run>> runs;
        runs.push_back(std::move(*run));
        for (const std::string& file : command.compare) {
            auto other = readTrace(file);
            if (!other)
                return refuse(other.error(), CouldNot);
            runs.push_back(std::move(*other));
        }
        return sayComparison(runs, command);
    }
    return command.questions.any() ? sayAnswers(**run, command.json, command.questions)
                                   : sayReport(**run, command.json, command.questions);
}

} // namespace braid::cli
