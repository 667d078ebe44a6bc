#include "app/session/run.h"

#include "app/session/host_process.h"
#include "engine/trace/file.h"
#include "engine/trace/supervisor_writer.h"

#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace braid::session {
namespace {

/// A trace replaces a file, never a device or a folder.
Status checkTarget(const QString& path) {
    if (path.isEmpty())
        return Done{};
    std::error_code error;
    const auto status = std::filesystem::status(path.toStdString(), error);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
        return Error{"cannot write the trace to", path.toStdString(), "it is not a regular file"};
    return Done{};
}

} // namespace

Run::Run() = default;

Run::~Run() {
    if (m_host) {
        m_host->disconnect(this);
        m_host->endGroup();
        // Without an outcome the file would look like that of a run whose supervisor crashed.
        if (!m_closed)
            m_file->setOutcome(stoppedAs(trace::Outcome::Stopped));
        if (m_state != State::Over)
            m_file->trim();
    }
}

Result<std::unique_ptr<Run>> Run::start(const Scenario& scenario, const parameter::ValueMap& values, const Options& options) {
    std::unique_ptr<Run> run(new Run);
    if (auto launched = run->launch(scenario, values, options); !launched)
        return launched.error();
    return run;
}

Status Run::launch(const Scenario& scenario, const parameter::ValueMap& values, const Options& options) {
    QStringList arguments{"run", QString::fromStdString(scenario.id)};
    for (const auto& [name, value] : values) {
        const Parameter* parameter = scenario.parameter(name);
        if (parameter == nullptr)
            return Error{"there is no parameter " + name + " in", scenario.id, ""};
        arguments << "--set" << QString::fromStdString(name + '=' + parameter::format(*parameter, value));
    }
    if (!options.preset.isEmpty())
        arguments << "--preset" << options.preset;

    if (auto target = checkTarget(options.tracePath); !target)
        return target;
    auto file = trace::File::create(options.tracePath.toStdString());
    if (!file)
        return file.error();
    m_file = std::move(*file);
    auto reader =
        trace::Reader::open(m_file->fd(), options.tracePath.isEmpty() ? scenario.id : options.tracePath.toStdString());
    if (!reader)
        return reader.error();
    m_reader.emplace(std::move(*reader));

    m_scenarioId = QString::fromStdString(scenario.id);
    m_title = QString::fromStdString(scenario.title);
    m_endAtStandstill = options.endAtStandstill;
    m_timeout = options.timeout;
    // Before the host starts, so that not even its first operation escapes.
    if (options.startPaused)
        pause();
    if (options.sleepFactor != 1)
        setSleepFactor(options.sleepFactor);
    if (options.operationDelay.count() != 0)
        setOperationDelay(options.operationDelay);

    auto host = std::make_unique<HostProcess>();
    arguments << "--trace-fd" << QString::number(m_file->fd());
    const QString program = options.hostPath.isEmpty() ? defaultHostPath() : options.hostPath;
    if (auto started = host->start(program, arguments, m_file->fd()); !started) {
        m_reader.reset();
        m_file.reset();
        if (!options.tracePath.isEmpty()) { // an empty trace of a run that never was helps nobody
            std::error_code ignored;
            std::filesystem::remove(options.tracePath.toStdString(), ignored);
        }
        return started;
    }
    m_host = std::move(host);
    if (!options.typed)
        m_host->typeNothingMore();
    connect(m_host.get(), &HostProcess::ended, this, &Run::processEnded);
    m_elapsed.start();
    return Done{};
}

bool Run::readsTyped() const {
    const std::pair<std::string, std::string> talk("talk", "true");
    const auto& parameters = m_model.parameters();
    return live() && std::find(parameters.begin(), parameters.end(), talk) != parameters.end();
}

void Run::type(const QString& line) {
    if (live())
        m_host->type(line);
}

void Run::typeNothingMore() {
    if (live())
        m_host->typeNothingMore();
}

Result<std::unique_ptr<Run>> Run::open(const QString& path) {
    auto reader = trace::Reader::open(path.toStdString());
    if (!reader)
        return reader.error();
    std::unique_ptr<Run> run(new Run);
    run->m_reader.emplace(std::move(*reader));
    // Even if somebody still writes it: it is looked at as it is now.
    run->m_reader->assumeOver();
    run->m_closed = true;
    run->m_outcome = run->m_reader->outcome();
    run->m_path = path;
    return run;
}

model::Nanos Run::edge() const {
    if (live() && !m_closed && !m_model.frozen())
        return std::max(m_model.runTime(traceNow()), m_model.endTime());
    return m_model.endTime();
}

model::Nanos Run::traceNow() const { return m_reader->now().count(); }

std::optional<std::chrono::milliseconds> Run::standingFor() const {
    const QElapsedTimer& since = m_state == State::Paused ? m_pausedSince : m_stuckSince;
    if (!live() || m_closed || !since.isValid() || (m_state != State::Paused && !m_standsStill))
        return std::nullopt;
    return std::chrono::milliseconds(since.elapsed());
}

qint64 Run::processId() const {
    return m_host ? m_host->pid() : 0;
}

QString Run::info(std::string_view key) const {
    for (const auto& [name, value] : m_model.info())
        if (name == key)
            return QString::fromStdString(value);
    return {};
}

QString Run::title() const {
    if (!m_title.isEmpty())
        return m_title;
    const QString noted = info("title");
    return noted.isEmpty() ? QFileInfo(m_path).fileName() : noted;
}

QString Run::scenarioId() const {
    return m_scenarioId.isEmpty() ? info("scenario") : m_scenarioId;
}

std::uint64_t Run::lost() const {
    return m_reader->lost();
}

double Run::readShare() const {
    return m_reader->readShare();
}

QString Run::damage() const {
    return QString::fromStdString(m_reader->damage());
}

bool Run::incomplete() const {
    return m_model.incomplete() || !m_reader->damage().empty() || m_reader->lost() != 0;
}

void Run::setState(State state) {
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged();
}

void Run::pause() {
    if (!m_file || m_closed)
        return;
    trace::Control(m_file->control()).pause();
    if (m_state != State::Paused)
        m_pausedSince.start();
    setState(State::Paused);
}

void Run::resume() {
    if (!m_file || m_closed)
        return;
    trace::Control(m_file->control()).run();
    setState(State::Running);
}

void Run::step(LaneId lane) {
    if (m_state == State::Paused)
        trace::Control(m_file->control()).step(lane ? lane : m_model.firstToWake());
}

void Run::setSleepFactor(double factor) {
    if (m_file && !m_closed)
        trace::Control(m_file->control()).setSleepFactor(factor);
}

void Run::setOperationDelay(std::chrono::nanoseconds delay) {
    if (m_file && !m_closed)
        trace::Control(m_file->control()).setOperationDelay(delay);
}

void Run::setLive(const Parameter& parameter, std::chrono::nanoseconds value) {
    if (!m_file || m_closed || !parameter.live())
        return;
    trace::Control(m_file->control()).setLive(static_cast<std::size_t>(parameter.liveIndex), value);
    Move& move = m_moves[parameter.name];
    move.value = value;
    move.since.start();
}

Status Run::saveAs(const QString& path) const {
    if (auto target = checkTarget(path); !target)
        return target;
    return m_file ? m_file->saveAs(path.toStdString()) : m_reader->saveAs(path.toStdString());
}

} // namespace braid::session
