#include "app/cli/answers.h"
#include "app/cli/commands.h"
#include "app/cli/report_json.h"
#include "app/cli/story.h"
#include "app/cli/text.h"
#include "app/session/catalogue.h"
#include "app/session/run.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <filesystem>
#include <unistd.h>

namespace braid::cli {

Result<std::unique_ptr<session::Run>> readTrace(const std::string& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error))
        return Error{"cannot open the trace", file, "it is a folder"};
    auto run = session::Run::open(QString::fromStdString(file));
    if (!run)
        return run.error();
    while ((*run)->state() != session::Run::State::Over)
        (*run)->pull(std::chrono::seconds(1));
    return run;
}

std::string parametersLine(const session::Run& run, const session::Scenario* scenario) {
    std::string line;
    std::size_t told = 0;
    for (const auto& [name, json] : run.model().parameters()) {
        if (told++ == Table::mostRows)
            return line + " …"; // no scenario has as many
        const QVariant value =
            QJsonDocument::fromJson('[' + QByteArray::fromStdString(json) + ']').array().at(0).toVariant();
        const session::Parameter* parameter = scenario ? scenario->parameter(QString::fromStdString(name)) : nullptr;
        const std::string text =
            parameter && value.isValid() ? session::valueText(*parameter, value).toStdString() : json;
        line += (line.empty() ? "" : " · ") + name + " = " + text;
    }
    return line;
}

namespace {

bool colouredOutput() {
    return ::isatty(STDOUT_FILENO) != 0 && qEnvironmentVariableIsEmpty("NO_COLOR");
}

int refuse(const Error& error) {
    complain(error.sentence());
    return WrongWords;
}

} // namespace

int sayReport(const session::Run& run, bool json, const Questions& questions) {
    if (json)
        return sayAnswers(run, true, questions);
    const Facts facts = factsOf(run);
    auto answers = answersTo(facts, questions);
    StoryOptions options;
    options.colours = colouredOutput();
    // Only for the units of the parameters; a trace can be read where braid-host is missing.
    auto catalogue = session::Catalogue::load();
    options.parameters = parametersLine(run, catalogue ? catalogue->find(run.scenarioId()) : nullptr);
    const int said = say(storyText(facts, options) + (answers && questions.any() ? "\n" + answersText(facts, *answers, options.colours) : ""));
    return answers ? said : refuse(answers.error());
}

int sayAnswers(const session::Run& run, bool json, const Questions& questions) {
    const Facts facts = factsOf(run);
    const auto answers = answersTo(facts, questions);
    if (!answers)
        return refuse(answers.error());
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
    if (!run) {
        complain(run.error().sentence());
        return CouldNot;
    }
    if (!command.table.empty())
        return writeTable(**run, command);
    if (!command.compare.empty()) {
        auto other = readTrace(command.compare);
        if (!other) {
            complain(other.error().sentence());
            return CouldNot;
        }
        return sayComparison(**run, **other, command);
    }
    return command.questions.any() ? sayAnswers(**run, command.json, command.questions)
                                   : sayReport(**run, command.json, command.questions);
}

} // namespace braid::cli
