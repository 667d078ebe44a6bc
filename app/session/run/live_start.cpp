#include "app/session/run/live_run.h"

#include "app/session/run/program_call.h"
#include "engine/parameter/json.h"
#include "engine/trace/recording/event_cost.h"

#include <QFileInfo>

#include <filesystem>
#include <system_error>
#include <utility>

// How a live run begins: its trace, its control page and its process, be it of a scenario, of that one's program in Python or of any program.
namespace braid::session {
namespace {

/// An empty trace of a run that never was is of no use.
void removeEmpty(const QString& target) {
    std::error_code ignored;
    if (!target.isEmpty())
        std::filesystem::remove(target.toStdString(), ignored);
}

} // namespace

Result<LiveRun::NewTrace> LiveRun::newTrace(const QString& target, const std::string& name) {
    if (auto checked = checkTarget(target); !checked)
        return checked.error();
    const std::string path = target.toStdString();
    auto file = trace::File::create(path);
    if (!file)
        return file.error();
    auto reader = trace::Reader::open((*file)->fd(), path.empty() ? name : path);
    if (!reader)
        return reader.error();
    return NewTrace{std::move(*file), std::move(*reader)};
}

Result<std::unique_ptr<Run>> LiveRun::start(const Scenario& scenario, const parameter::ValueMap& values, const Options& options) {
    QStringList arguments{"run", QString::fromStdString(scenario.id)};
    for (const auto& [name, value] : values) {
        const Parameter* parameter = scenario.parameter(name);
        if (parameter == nullptr)
            return Error{"there is no parameter " + name + " in", scenario.id, ""};
        arguments << "--set" << QString::fromStdString(name + '=' + parameter::format(*parameter, value));
    }
    if (!options.preset.isEmpty())
        arguments << "--preset" << options.preset;
    if (!options.schedule.isEmpty())
        arguments << "--schedule" << options.schedule;

    auto trace = newTrace(options.tracePath, scenario.id);
    if (!trace)
        return trace.error();
    std::unique_ptr<LiveRun> run(new LiveRun(QString::fromStdString(scenario.id), QString::fromStdString(scenario.title), options,
                                             std::move(trace->file), std::move(trace->reader)));
    if (QFileInfo(QString::fromStdString(scenario.source)).isAbsolute()) // a person's own, which may be changed
        run->m_sources = std::make_unique<SourceKeeper>(record::Program{{scenario.source}, {}, QFileInfo(QString::fromStdString(scenario.source)).path().toStdString()});
    if (auto launched = run->launch(arguments, options); !launched) {
        run.reset();
        removeEmpty(options.tracePath);
        return launched.error();
    }
    return std::unique_ptr<Run>(std::move(run));
}

Result<std::unique_ptr<Run>> LiveRun::record(const record::Inspection& inspection, const record::Program& program, const Options& options,
                                             const OfScenario& of) {
    auto trace = newTrace(options.tracePath, program.command.front());
    if (!trace)
        return trace.error();
    auto shared = record::SharedFile::create();
    if (!shared)
        return shared.error();
    const auto listed = [](const std::vector<std::string>& words) {
        QStringList all;
        for (const std::string& word : words)
            all << QString::fromStdString(word);
        return all;
    };
    const QString command = shellLine(listed(program.told()));
    std::unique_ptr<LiveRun> run(new LiveRun(of.id, options.title.isEmpty() ? command : options.title, options, std::move(trace->file), std::move(trace->reader)));
    run->m_command = command;
    run->m_of = of;
    auto environment = program.environment;
    if (!of.id.isEmpty()) // scenarios/python/live.py reads it
        environment.emplace_back("BRAID_PARAMETERS", record::pathOf(run->m_file->fd()) + ' ' + std::to_string(trace::ControlOffset) + of.cells);
    if (inspection.hindrance == record::Hindrance::None) {
        const char* preloaded = std::getenv("LD_PRELOAD");
        const QString shim = options.recorderPath.isEmpty() ? shimPath() : options.recorderPath;
        for (auto& variable : record::variablesFor(shim.toStdString(), preloaded != nullptr ? preloaded : "", run->m_file->fd(), *shared))
            environment.push_back(std::move(variable));
    }
    run->m_shared = std::move(*shared);
    run->m_names = std::make_unique<ProgramNames>();
    run->m_sources = std::make_unique<SourceKeeper>(program);
    run->m_stalls = std::make_unique<StallWatch>(*run->m_file);
    run->m_ready = std::make_unique<ReadyWatch>(*run->m_file);
    run->setControl(options);
    run->m_eventCost = trace::measureEventCost().count();
    if (options.ownTerminal) {
        auto terminal = ProgramTerminal::open();
        if (!terminal) {
            run.reset();
            removeEmpty(options.tracePath);
            return terminal.error();
        }
        run->m_terminal = std::move(*terminal);
        environment.insert(environment.begin(), {"TERM", "dumb"}); // only what stands in lines is shown
    }
    const int terminal = run->m_terminal ? run->m_terminal->programEnd() : -1;
    if (auto started = run->m_host.startRecorded(QString::fromStdString(inspection.path), listed(program.command).mid(1), environment,
                                                 QString::fromStdString(program.directory), terminal);
        !started) {
        run.reset();
        removeEmpty(options.tracePath);
        return started.error();
    }
    if (run->m_terminal)
        run->m_terminal->started();
    run->m_started = true;
    connect(&run->m_host, &HostProcess::ended, run.get(), &Run::processEnded);
    run->m_elapsed.start();
    return std::unique_ptr<Run>(std::move(run));
}

void LiveRun::setControl(const Options& options) {
    if (options.startPaused)
        pause();
    if (options.sleepFactor != 1)
        setSleepFactor(options.sleepFactor);
    if (options.operationDelay.count() != 0)
        setOperationDelay(options.operationDelay);
}

Status LiveRun::launch(const QStringList& arguments, const Options& options) {
    setControl(options);
    const QString program = options.hostPath.isEmpty() ? defaultHostPath() : options.hostPath;
    const int fd = m_file->fd();
    if (auto started = m_host.start(program, QStringList(arguments) << "--trace-fd" << QString::number(fd), fd); !started)
        return started;
    m_started = true;
    if (!options.typed)
        m_host.typeNothingMore();
    connect(&m_host, &HostProcess::ended, this, &Run::processEnded);
    m_elapsed.start();
    return Done{};
}

Result<std::unique_ptr<Run>> LiveRun::startPython(const Scenario& scenario, const parameter::ValueMap& values, const Options& options) {
    const QString folder = options.hostPath.isEmpty() ? QString() : QFileInfo(options.hostPath).path();
    parameter::ValueMap all = scenario.valuesOf({});
    for (const auto& [name, value] : values)
        all.insert_or_assign(name, value);
    const record::Program program{pythonCommand(scenario, all, options.interpreter.program, folder), {}, {}};
    if (program.command.empty())
        return Error{"there is no program in Python for", scenario.id, ""};
    int status = 0;
    const auto inspection = record::inspect(program, status);
    if (!inspection)
        return inspection.error();
    if (const QString why = hindranceText(*inspection); !why.isEmpty())
        return Error{"nothing of it could be recorded", why.toStdString(), ""};
    OfScenario of{QString::fromStdString(scenario.id), options.interpreter.version, {}, {}};
    for (const Parameter& each : scenario.parameters)
        of.parameters.emplace_back(each.name, parameter::valueJson(all.at(each.name)));
    for (const Parameter* each : liveInPython(scenario, folder))
        of.cells += ' ' + each->name + '=' + std::to_string(each->liveIndex);
    Options recorded = options;
    recorded.title = QStringLiteral("%1 (%2)").arg(QString::fromStdString(scenario.title), QString("Python " + options.interpreter.version).trimmed());
    if (recorded.recorderPath.isEmpty() && !folder.isEmpty())
        recorded.recorderPath = folder + "/libbraid-record.so";
    return record(*inspection, program, recorded, of);
}

} // namespace braid::session
