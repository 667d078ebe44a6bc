#include "app/session/run/live_run.h"

#include "app/session/run/program_call.h"
#include "engine/trace/recording/event_cost.h"

#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace braid::session {
namespace {

/// How far apart the two looks are that must agree on a standstill.
constexpr qint64 standstillMs = 20;
/// How long a run must be quiet before the system is asked whether it rests.
constexpr qint64 quietMs = 20;
/// How long a run that has ended is read at least, however short the frame.
constexpr std::chrono::milliseconds lastReading{250};
/// An event that is older than that has been read.
constexpr model::Nanos StillToCome = 100'000'000;
/// A slider that has not moved for so long has settled.
constexpr qint64 settledMs = 150;

/// What a parameter that is a time has been so far, as JSON.
std::string valueOf(const model::Model& model, const std::string& name) {
    const auto& moved = model.moved();
    const auto last = std::find_if(moved.rbegin(), moved.rend(), [&](const auto& each) { return each.name == name; });
    if (last != moved.rend())
        return std::to_string(last->value);
    for (const auto& [key, value] : model.parameters())
        if (key == name)
            return value;
    return {};
}

/// An empty trace of a run that never was is of no use.
void removeEmpty(const QString& target) {
    std::error_code ignored;
    if (!target.isEmpty())
        std::filesystem::remove(target.toStdString(), ignored);
}

} // namespace

LiveRun::LiveRun(QString scenarioId, QString title, const Options& options, std::unique_ptr<trace::File> file, trace::Reader reader)
    : Run(std::move(reader)), m_scenarioId(std::move(scenarioId)), m_title(std::move(title)),
      m_endAtStandstill(options.endAtStandstill), m_timeout(options.timeout), m_file(std::move(file)) {}

LiveRun::~LiveRun() {
    if (!m_started)
        return;
    m_host.disconnect(this);
    m_host.endGroup();
    // Without an outcome the file would look like that of a run whose supervisor crashed.
    if (!m_closed)
        m_file->setOutcome(stoppedAs(trace::Outcome::Stopped));
    if (state() != State::Over)
        m_file->trim();
}

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

model::Nanos LiveRun::edge() const {
    if (live() && !m_closed && !model().frozen() && !model().roots().empty())
        return std::max(model().runTime(traceNow()), model().endTime());
    return model().endTime();
}

std::optional<std::chrono::milliseconds> LiveRun::standingFor() const {
    const QElapsedTimer& since = state() == State::Paused ? m_pausedSince : m_stuckSince;
    if (!live() || m_closed || !since.isValid() || (state() != State::Paused && !m_standsStill))
        return std::nullopt;
    return std::chrono::milliseconds(since.elapsed());
}

void LiveRun::pause() {
    if (m_closed)
        return;
    control().pause();
    if (state() != State::Paused)
        m_pausedSince.start();
    setState(State::Paused);
}

void LiveRun::resume() {
    if (m_closed)
        return;
    control().run();
    setState(State::Running);
}

void LiveRun::step(LaneId lane) {
    if (state() == State::Paused)
        control().step(lane ? lane : model().firstToWake());
}

void LiveRun::setSleepFactor(double factor) {
    if (!m_closed)
        control().setSleepFactor(factor);
}

void LiveRun::setOperationDelay(std::chrono::nanoseconds delay) {
    if (!m_closed)
        control().setOperationDelay(delay);
}

void LiveRun::setLive(const Parameter& parameter, std::chrono::nanoseconds value) {
    if (m_closed || !parameter.live())
        return;
    control().setLive(static_cast<std::size_t>(parameter.liveIndex), value);
    Move& move = m_moves[parameter.name];
    move.value = value;
    move.since.start();
}

Status LiveRun::saveAs(const QString& path) const {
    if (auto target = checkTarget(path); !target)
        return target;
    return m_file->saveAs(path.toStdString());
}

bool LiveRun::pull(std::chrono::microseconds budget) {
    if (state() == State::Over)
        return false;
    const auto deadline = Following::Clock::now() + budget;
    bool grew = false;
    if (!m_moves.empty())
        noteMoves(false);
    if (m_terminal && !m_closed)
        m_terminal->exchange(false);
    // Asked before reading: what a process wrote before it was gone is then sure to be read.
    const bool gone = !m_closed && !m_host.running();
    bool drained = drain(deadline, grew);
    // Places are named and sources kept only before the run is closed: all that was told is read first.
    if (gone && m_sources && !drained && !grew)
        drained = drain(Following::Clock::now() + lastReading, grew);
    const bool readsOn = gone && m_sources && !drained && grew;
    if (drained && !m_closed && nameNews())
        drained = drain(deadline, grew);
    if (gone && !readsOn) {
        m_ended = true;
        const bool fine = m_host.signalNumber() == 0 && m_host.exitCode() == 0;
        if (m_asked.isValid())
            close(stoppedAs(trace::Outcome::Stopped));
        else
            close(fine || (m_names && m_host.signalNumber() == 0) ? trace::Outcome::Finished : trace::Outcome::Crashed);
        drained = drain(deadline, grew);
    } else if (!m_closed && !gone) {
        watch(grew, drained);
        if (state() == State::Over) // it was ended there
            return true;
    }
    if (drained)
        noteFreeze();
    if (drained && !m_closed)
        following().model().passTo(traceNow() - StillToCome);
    announce(grew, drained);
    announceNames(grew);
    if (m_closed && drained)
        conclude();
    return grew;
}

bool LiveRun::drain(Following::Clock::time_point deadline, bool& grew) {
    bool some = false;
    const bool drained = following().drain(deadline, some);
    if (some) {
        grew = true;
        m_quiet.start();
        m_resting = false;
    }
    return drained;
}

bool LiveRun::drainAll() {
    bool grew = false;
    drain(Following::Clock::time_point::max(), grew);
    return grew;
}

void LiveRun::watch(bool grew, bool drained) {
    if (m_asked.isValid()) {
        pressToStop();
        if (state() == State::Over)
            return;
    }
    // While the rest goes on: who will never do so again.
    if (drained && (!m_looked.isValid() || m_looked.elapsed() >= analysis::Findings::LookEvery.count())) {
        m_looked.start();
        if (model().unknownThreadsAt(model().endTime()) > 0)
            noteUnknownThreads(); // they may be gone
        following().findings().findStuck(model(), [this] { return !somebodyMayHelp(); });
        announceFindings();
        if (m_endAtStandstill && m_names && m_stuck.longEnough(model(), findings(), edge()) && !noteUnknownThreads()) {
            m_partlyStuck = true;
            m_stuck.noteStacks(model(), findings(), writer());
            stop(findings().standstillOutcome());
            return;
        }
    }
    if (m_timeout.count() > 0 && m_elapsed.elapsed() >= m_timeout.count()) {
        stop(trace::Outcome::TimedOut);
    } else if ((drained && noteDeaths()) || grew) {
        m_suspect.invalidate();
        m_standsStill = false;
    } else if (drained && !following().reading().holdsBack) {
        checkStandstill();
    }
}

void LiveRun::checkStandstill() {
    if (m_standsStill)
        return;
    if (following().model().checkFrozen() != model::BreakKind::Standstill) {
        m_suspect.invalidate();
        return;
    }
    if (!m_suspect.isValid()) {
        m_suspect.start();
        return;
    }
    if (m_suspect.elapsed() < standstillMs || m_host.mayMove())
        return;
    if (somebodyMayHelp()) {
        m_suspect.invalidate();
        return;
    }
    // A thread may have published something since the last look and gone to sleep before the system was asked.
    if (drainAll() || !m_host.running()) {
        m_suspect.invalidate();
        announceGrowth();
        return;
    }
    m_standsStill = true;
    following().findings().nameHangs(model());
    if (m_names)
        m_stuck.noteStacks(model(), findings(), writer());
    if (m_endAtStandstill) {
        stop(findings().standstillOutcome());
        return;
    }
    announceGrowth();
    emit stateChanged();
}

void LiveRun::noteFreeze() {
    if (following().model().checkFrozen() != model::BreakKind::Standstill)
        m_stuckSince.invalidate();
    else if (!m_stuckSince.isValid())
        m_stuckSince.start();
}

bool LiveRun::resting() {
    if (state() == State::Over)
        return true;
    if (m_resting || model().roots().empty() || m_quiet.elapsed() < quietMs)
        return m_resting;
    // Asked once and remembered until something happens: a thread that wakes up says so in the trace.
    m_resting = !m_host.mayMove();
    if (!m_resting)
        m_quiet.start(); // thread by thread the question is not cheap
    return m_resting;
}

void LiveRun::stop(trace::Outcome outcome) {
    if (state() == State::Over)
        return;
    if (!m_closed) {
        if (outcome == trace::Outcome::Stopped)
            keepWhatItCameTo();
        // What it had come to shall not depend on whether the second look was over when the person pressed Stop.
        const bool waited = !m_host.mayMove() && !noteUnknownThreads();
        endProgram();
        drainAll();
        m_standsStill = m_standsStill || (waited && following().model().checkFrozen() == model::BreakKind::Standstill);
        close(stoppedAs(outcome));
    }
    drainAll();
    announceGrowth();
    conclude();
}

void LiveRun::keepWhatItCameTo() {
    const trace::Outcome stuck = findings().standstillOutcome();
    // A cycle never opens again, even if others still move.
    if (!m_cameTo && (m_standsStill || stuck == trace::Outcome::Deadlock))
        m_cameTo = stuck;
}

trace::Outcome LiveRun::stoppedAs(trace::Outcome outcome) const {
    return m_cameTo ? *m_cameTo : m_standsStill ? findings().standstillOutcome()
                                                : outcome;
}

void LiveRun::noteMoves(bool all) {
    if (m_closed || model().roots().empty())
        return;
    for (auto it = m_moves.begin(); it != m_moves.end();) {
        const auto& [name, move] = *it;
        if (!all && move.since.elapsed() < settledMs) {
            ++it;
            continue;
        }
        const std::string key = name, value = std::to_string(move.value.count());
        if (valueOf(model(), key) != value)
            writer().append(trace::EventKind::ParameterMoved, ObjectId{}, static_cast<std::uint64_t>(move.since.nsecsElapsed()), 0,
                            key + '\0' + value);
        it = m_moves.erase(it);
    }
}

void LiveRun::close(trace::Outcome outcome) {
    noteMoves(true);
    m_host.endGroup();
    m_ready.reset();
    if (m_names)
        noteExit();
    else if (m_sources && !model().roots().empty())
        m_sources->look(model(), writer(), true);
    if (outcome == trace::Outcome::Crashed)
        noteCrash();
    m_file->setOutcome(outcome);
    following().decoder().assumeOver();
    m_outcome = outcome;
    m_closed = true;
}

void LiveRun::conclude() {
    following().conclude(m_outcome);
    m_file->trim();
    announceEnd();
}

trace::SupervisorWriter& LiveRun::writer() {
    if (!m_writer)
        m_writer = std::make_unique<trace::SupervisorWriter>(*m_file, model().roots().front());
    return *m_writer;
}

bool LiveRun::noteUnknownThreads() {
    if (model().roots().empty())
        return false;
    const std::size_t count = m_host.unknownThreads(model());
    if (count == model().unknownThreadsAt(model().endTime()))
        return false;
    writer().append(trace::EventKind::GivenOutside, objectOf(model().roots().front()), count);
    return true;
}

bool LiveRun::noteDeaths() {
    const auto deaths = m_deathWatch.look(model(), m_names ? 0 : m_host.group(), following().reading().settled,
                                          [this] { return following().decoder().now(); });
    write(deaths);
    return !deaths.empty();
}

void LiveRun::noteCrash() {
    const ProcessEnd end{m_host.signalNumber(), m_host.exitCode()};
    const QString complaint = m_host.complaint();
    if (m_names && end.signal == 0)
        return; // with a status of its own, which is its own business
    if (m_names && model().roots().empty())
        return; // noteExit() has said it
    if (!model().roots().empty() && (m_names || end.status != HostProcess::NotControllable))
        write(deathsOfACrash(model(), end, complaint.toStdString()));
    else if (complaint.isEmpty())
        m_failure = QString("the run of %1 was over before it began: braid-host %2").arg(m_scenarioId, QString::fromStdString(endText(end)));
    else
        m_failure = complaint;
}

void LiveRun::write(const std::vector<ObservedDeath>& deaths) {
    for (const ObservedDeath& death : deaths)
        writer().append(trace::EventKind::LaneKilled, objectOf(death.lane), death.signal, static_cast<std::uint32_t>(death.how), death.why);
}

} // namespace braid::session
