#include "app/cli/commands.h"
#include "app/cli/text.h"
#include "app/editor/program_build.h"
#include "app/editor/program_files.h"
#include "app/editor/sliders.h"

#include <QEventLoop>
#include <QFileInfo>

#include <optional>

#include <unistd.h>

namespace braid::cli {
namespace {

/// What came of building a source.
struct BuiltSource {
    std::optional<record::Program> program;
    std::optional<session::Scenario> scenario;
    QString host;
    QString failure; ///< a sentence without its end, translated
};

/// Says what the compiler says on the standard error, as the compiler does.
void sayMessages(const std::vector<editor::Message>& messages) {
    for (const editor::Message& message : messages) {
        using Severity = editor::Message::Severity;
        const char* severity = message.severity == Severity::Error ? "error" : message.severity == Severity::Warning ? "warning"
                                                                                                                     : "note";
        const QString where = message.file.isEmpty() ? QString() : QStringLiteral("%1:%2:%3: ").arg(message.file).arg(message.line).arg(message.column);
        printError((where + QLatin1String(severity) + QStringLiteral(": ") + message.text).toStdString());
    }
}

/// How a program is to be recorded for these words. Where the standard output is the report's, what the program writes there goes to the
/// standard error from here on.
Record recordFor(const Run& words) {
    Record record;
    record.images = words.images;
    record.json = words.json;
    record.story = !words.output && !words.json;
    record.questions = words.questions;
    if (words.json) {
        const int report = ::dup(STDOUT_FILENO);
        ::dup2(STDERR_FILENO, STDOUT_FILENO);
        record.jsonFile = "/dev/fd/" + std::to_string(report);
    }
    return record;
}

} // namespace

int runPython(const Run& words, const session::Scenario& scenario, const parameter::ValueMap& values, session::Run::Options options) {
    std::vector<std::string> command = session::pythonCommand(scenario, values, options.interpreter.program);
    if (command.empty())
        return refuse(wrong(said(Cli::tr("%1 has no program in Python"), {scenario.id})), WrongWords);
    Record record = recordFor(words);
    record.command = std::move(command);
    options.tracePath = QString::fromStdString(words.out);
    auto started = session::Run::start(scenario, values, options);
    return started ? follow(**started, record) : refuse(started.error(), CouldNot);
}

bool isSource(const std::string& id) {
    const QString file = QString::fromStdString(id);
    return editor::languageOf(file).has_value() && (file.contains(u'/') || QFileInfo(file).isFile());
}

int runSource(const Run& words) {
    const QString path = QFileInfo(QString::fromStdString(words.id)).absoluteFilePath();
    const auto text = editor::readProgram(path);
    if (!text)
        return refuse(text.error(), CouldNot);
    const editor::Language language = *editor::languageOf(path);
    const bool describes = language == editor::Language::Cpp && editor::scenarioIn(*text, path);
    if (words.python && (describes || language != editor::Language::Python))
        return refuse(wrong(said(Cli::tr("%1 has no program in Python"), {words.id})), WrongWords);
    if (!describes && (words.repeat > 0 || !words.schedule.empty()))
        return refuse(wrong(said(Cli::tr("--repeat and --schedule are for scenarios, and %1 describes none"), {words.id})), WrongWords);
    QString run = *text;
    if (!describes) {
        const editor::Sliders sliders = editor::slidersOf(*text, language);
        session::Scenario values;
        values.id = QFileInfo(path).fileName().toStdString();
        values.parameters = sliders.parameters();
        const auto set = valuesOf(values, words);
        if (!set)
            return refuse(set.error(), WrongWords);
        run = editor::withValues(*text, sliders.sliders, *set, language);
    }
    editor::ProgramSettings settings;
    settings.interpreter = QString::fromStdString(words.interpreter);
    editor::ProgramBuild build;
    BuiltSource built;
    QEventLoop loop;
    QObject::connect(&build, &editor::ProgramBuild::done, &loop, [&](const record::Program& program, const std::vector<editor::Message>& messages) {
        built.program = program;
        sayMessages(messages);
        loop.quit();
    });
    QObject::connect(&build, &editor::ProgramBuild::described, &loop, [&](const QString& host, const session::Scenario& scenario, const std::vector<editor::Message>& messages) {
        built.host = host;
        built.scenario = scenario;
        sayMessages(messages);
        loop.quit();
    });
    QObject::connect(&build, &editor::ProgramBuild::failed, &loop, [&](const QString& what, const std::vector<editor::Message>& messages) {
        built.failure = what;
        sayMessages(messages);
        loop.quit();
    });
    build.start(path, run, run == *text, settings, {});
    if (build.busy())
        loop.exec();
    if (!built.failure.isEmpty())
        return refuse(wrong(said(Cli::tr("%1 was not started: %2"), {words.id, built.failure.toStdString()})), CouldNot);
    if (built.scenario) {
        session::Run::Options options;
        options.hostPath = built.host;
        return runScenario(words, *built.scenario, options);
    }
    Record record = recordFor(words);
    record.command = built.program->told();
    record.out = words.out;
    record.timeout = words.timeout;
    record.untilStuck = true;
    record.title = QFileInfo(path).fileName().toStdString();
    return recordProgram(*built.program, record);
}

} // namespace braid::cli
