#include "app/views/run/run_session.h"

#include "app/render/objects/object_interest.h"
#include "app/session/error_text.h"
#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/setup.h"

#include <QCoreApplication>
#include <QEvent>

namespace braid::views {
namespace {
constexpr model::Nanos SpanToStep = 200'000; ///< of a run that stands before its first operation: the first steps take microseconds
}

RunSession::RunSession(Setup& setup, QObject* parent) : QObject(parent), m_setup(setup) {
    m_timer.setInterval(FrameTime);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RunSession::tick);
    connect(&m_setup, &Setup::valueChanged, this, [this](const std::string& name, const parameter::Value& value) {
        const session::ProgramCall* program = m_setup.program();
        const session::Scenario* own = program && ownScenario() && toQt(ownScenario()->source) == program->command ? ownScenario() : nullptr;
        const session::Scenario* scenario = own ? own : m_setup.scenario();
        if (!live() || !scenario || m_run->scenarioId() != toQt(scenario->id))
            return;
        const session::Parameter* parameter = scenario->parameter(name);
        if (!parameter || !movable(*parameter))
            return;
        m_run->setLive(*parameter, std::chrono::nanoseconds(std::get<std::int64_t>(value)));
        m_values.insert_or_assign(name, value);
    });
    connect(&m_setup, &Setup::paceChanged, this, [this] {
        if (!live())
            return;
        m_run->setSleepFactor(m_setup.pace().sleepFactor);
        m_run->setOperationDelay(m_setup.pace().operationDelay);
    });
}

RunSession::~RunSession() = default;

const session::Scenario* RunSession::scenarioCalled(const QString& id) const {
    if (m_own && toQt(m_own->id) == id)
        return &*m_own;
    return m_setup.catalogue() ? m_setup.catalogue()->find(id) : nullptr;
}

const session::Scenario* RunSession::ownScenario() const {
    return m_own && m_run && m_run->processId() != 0 && m_run->scenarioId() == toQt(m_own->id) ? &*m_own : nullptr;
}

void RunSession::start() { begin(m_setup.startsPaused()); }

void RunSession::startPaused() { begin(true); }

void RunSession::record(const session::ProgramCall& call, bool paused) {
    if (call.source) {
        emit sourceWanted(call, paused);
        return;
    }
    const auto program = session::programOf(call);
    if (!program) {
        emit failed(tr("The program could not be started."), session::errorText(program.error()));
        return;
    }
    session::Run::Options options;
    options.endAtStandstill = call.untilStuck;
    if (recordProgram(*program, options, paused))
        emit programStarted(call);
}

bool RunSession::runSource(const session::ProgramCall& call, const record::Program& program, bool paused) {
    session::Run::Options options;
    options.title = call.line();
    const bool started = recordProgram(program, options, paused);
    if (started)
        emit programStarted(call);
    return started;
}

bool RunSession::recordProgram(const record::Program& program, session::Run::Options options, bool paused) {
    int status = 0;
    const auto inspection = record::inspect(program, status);
    if (!inspection) {
        emit failed(tr("The program could not be started."), session::errorText(inspection.error()));
        return false;
    }
    if (const QString why = session::hindranceText(*inspection); !why.isEmpty()) {
        emit failed(tr("The program was not started: nothing of it could be recorded."), why);
        return false;
    }
    if (live())
        m_run->stop();
    options.ownTerminal = true;
    if (!m_setup.binaries().isEmpty())
        options.recorderPath = m_setup.binaries() + QStringLiteral("/libbraid-record.so");
    options.startPaused = paused;
    options.sleepFactor = m_setup.pace().sleepFactor;
    options.operationDelay = m_setup.pace().operationDelay;
    auto started = session::Run::record(*inspection, program, options);
    if (!started) {
        emit failed(tr("The program could not be started."), session::errorText(started.error()));
        return false;
    }
    m_values = m_setup.program() ? m_setup.values() : parameter::ValueMap();
    m_movable.reset();
    take(std::move(started.value()));
    return true;
}

bool RunSession::movable(const session::Parameter& parameter) const {
    return parameter.live() && (!m_movable || m_movable->contains(parameter.name));
}

void RunSession::begin(bool paused) {
    if (const session::ProgramCall* program = m_setup.program()) {
        record(session::ProgramCall(*program), paused);
        return;
    }
    const session::Scenario* scenario = m_setup.scenario();
    if (!scenario) {
        emit failed(tr("Choose a scenario first."), {});
        return;
    }
    session::Run::Options options;
    if (m_setup.runsPython()) {
        options.interpreter = m_setup.interpreter();
        options.ownTerminal = true;
    }
    options.hostPath = m_setup.hostPath();
    options.preset = m_setup.preset();
    startScenario(*scenario, m_setup.values(), options, paused);
}

bool RunSession::runDescribed(const session::ProgramCall& call, const session::Scenario& scenario, const QString& host, bool paused) {
    session::Run::Options options;
    options.hostPath = host;
    if (const QString preset = m_setup.preset(); scenario.preset(preset.toStdString()))
        options.preset = preset;
    if (!startScenario(scenario, m_setup.valuesFor(scenario), options, paused))
        return false;
    emit programStarted(call);
    return true;
}

bool RunSession::startScenario(const session::Scenario& scenario, const parameter::ValueMap& values, session::Run::Options options, bool paused) {
    if (live())
        m_run->stop();
    options.typed = true;
    options.startPaused = paused;
    options.sleepFactor = m_setup.pace().sleepFactor;
    options.operationDelay = m_setup.pace().operationDelay;
    auto started = session::Run::start(scenario, values, options);
    if (!started) {
        emit failed(tr("The run could not start."), session::errorText(started.error()));
        return false;
    }
    m_values = values;
    m_movable.reset();
    if (!options.interpreter.program.isEmpty()) {
        m_movable.emplace();
        for (const session::Parameter* each : session::liveInPython(scenario, m_setup.binaries()))
            m_movable->insert(each->name);
    }
    if (m_setup.program())
        m_own = scenario;
    take(std::move(started.value()));
    if (paused) // the view grows with what is stepped
        m_view.update([](render::ViewState& state) { state.to = state.from + SpanToStep; });
    return true;
}

void RunSession::open(const QString& path) {
    auto opened = session::Run::open(path);
    if (!opened) {
        emit failed(tr("The file could not be opened."), session::errorText(opened.error()));
        return;
    }
    take(std::move(opened.value()), path);
    emit fileUsed(path);
}

void RunSession::show(std::shared_ptr<session::Run> run) {
    if (live())
        m_run->stop();
    take(std::move(run));
    openOnStory();
}

void RunSession::save(const QString& path) {
    if (!m_run)
        return;
    if (const Status kept = m_run->saveAs(path); !kept)
        emit failed(tr("The run could not be saved."), session::errorText(kept.error()));
    else {
        if (std::exchange(m_file, path) != path)
            emit fileChanged();
        emit fileUsed(path);
        emit saved(path);
    }
}

void RunSession::take(std::shared_ptr<session::Run> run, const QString& file) {
    emit aboutToChangeRun();
    if (m_run)
        m_run->disconnect(this); // another owner may keep it
    m_run = std::move(run);
    m_file = file;
    m_story.reset();
    m_storyAtStandstill = false;
    m_worstFrame = {};
    m_restOfFrame = {};
    render::ViewState fresh;
    fresh.followLive = m_run->live();
    fresh.rowHeight = m_view.get().rowHeight;
    fresh.showArrows = m_view.get().showArrows;
    fresh.showMarks = m_view.get().showMarks;
    fresh.showObjects = m_view.get().showObjects;
    fresh.allObjects = m_view.get().allObjects;
    m_view.reset(fresh);
    session::Run* current = m_run.get();
    connect(current, &session::Run::changed, this, &RunSession::grew);
    connect(current, &session::Run::findingAdded, this, &RunSession::findingAdded);
    connect(current, &session::Run::findingGrew, this, &RunSession::findingGrew);
    connect(current, &session::Run::findingsChanged, this, &RunSession::findingsChanged);
    const auto showNamed = [this, current] {
        m_view.update([current](render::ViewState& state) { state.findings = render::objectsNamed(current->findings()); });
    };
    connect(current, &session::Run::findingAdded, this, showNamed);
    connect(current, &session::Run::findingsChanged, this, showNamed);
    connect(current, &session::Run::processEnded, this, &RunSession::tick, Qt::QueuedConnection);
    connect(current, &session::Run::stateChanged, this, [this, current] {
        if (current->state() != session::Run::State::Over) {
            emit stateChanged();
            return;
        }
        if (!current->failure().isEmpty())
            emit failed(current->recordedHere() ? tr("The program ended before anything of it could be recorded.") : tr("The run ended before the scenario began."),
                        session::spokenError(current->failure()));
        else if (!current->damage().isEmpty())
            emit failed(tr("A part of this trace cannot be read."), session::spokenError(current->damage()));
        emit stateChanged();
    });
    m_timer.start();
    emit runChanged();
    emit stateChanged();
    tick();
}

void RunSession::tick() {
    if (!m_run)
        return;
    QElapsedTimer spent;
    spent.start();
    const bool wasLoading = loading();
    m_run->pull(session::readingBudget(m_restOfFrame));
    const auto read = std::chrono::microseconds(spent.nsecsElapsed() / 1000);
    followEdge();
    if (wasLoading && !loading()) {
        m_setup.adopt(m_run->scenarioId(), m_run->model().parameters());
        if (!m_run->scenarioId().isEmpty())
            m_setup.setCode(m_run->pythonVersion().isEmpty() ? Setup::Code::Cpp : Setup::Code::Python);
        openOnStory();
    }
    const bool over = m_run->state() == session::Run::State::Over;
    const bool stands = !over && m_run->standsStill();
    if (m_view.get().followLive && (over || (stands && !m_storyAtStandstill))) {
        m_storyAtStandstill = stands;
        openOnStory();
    }
    emit frame();
    if (m_run->state() == session::Run::State::Over)
        m_timer.stop();
    // What the panes have asked for is painted here, so that a slow frame is seen and the next one does not pile up.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
    const auto all = std::chrono::microseconds(spent.nsecsElapsed() / 1000);
    m_restOfFrame = all - read;
    m_worstFrame = std::max(m_worstFrame, all);
}

/// In a live run that stands for good, where all of it is the story, following goes on: a kill may open it.
void RunSession::openOnStory() {
    render::ViewState state = m_view.get();
    const bool part = fitStory(*m_run, state);
    m_story = part ? std::optional(render::TimeRange{state.from, state.to}) : std::nullopt;
    if (part || !live())
        m_view.update([&](render::ViewState& now) { now = state; });
}

void RunSession::followEdge() {
    if (!m_view.get().followLive)
        return;
    m_view.update([this](render::ViewState& state) { follow(state, m_run->edge(), m_calm ? Following::ByPages : Following::Smooth); });
}

void RunSession::stop() {
    if (!live())
        return;
    m_run->askToStop();
    tick();
}

void RunSession::togglePause() {
    if (!live())
        return;
    if (m_run->state() == session::Run::State::Paused)
        m_run->resume();
    else
        m_run->pause();
}

void RunSession::step(LaneId lane) {
    if (!live())
        return;
    if (m_run->state() != session::Run::State::Paused)
        m_run->pause();
    emit stepped(lane);
    m_run->step(lane);
}

} // namespace braid::views
