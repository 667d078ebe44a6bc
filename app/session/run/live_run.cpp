#include "app/session/run/live_run.h"

#include <algorithm>
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
