#include "app/session/dead_process.h"
#include "app/session/host_process.h"
#include "app/session/run.h"
#include "engine/trace/file.h"
#include "engine/trace/supervisor_writer.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <sys/wait.h>

// How a run is followed, and how it ends.
namespace braid::session {
namespace {

using Clock = std::chrono::steady_clock;

/// How far apart the two looks are that must agree on a standstill.
constexpr qint64 standstillMs = 20;
/// How long a run must be quiet before the system is asked whether it rests.
constexpr qint64 quietMs = 20;
/// How often the system is asked for processes that are gone.
constexpr qint64 lookForDeadMs = 50;
/// A slider that has not moved for so long has settled.
constexpr qint64 settledMs = 150;
/// Events between two looks at the clock.
constexpr std::size_t drainStep = 2048;

/// "SIGSEGV (Segmentation fault)".
std::string signalText(int number) {
    const char* name = ::sigabbrev_np(number);
    const char* description = ::sigdescr_np(number);
    if (name == nullptr || description == nullptr)
        return "signal " + std::to_string(number);
    return "SIG" + std::string(name) + " (" + description + ")";
}

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

std::chrono::microseconds readingBudget(std::chrono::microseconds rest) {
    using namespace std::chrono_literals;
    return std::clamp<std::chrono::microseconds>(rest, 8ms, 100ms);
}

bool Run::pull(std::chrono::microseconds budget) {
    if (m_state == State::Over)
        return false;
    const auto deadline = Clock::now() + budget;
    bool grew = false;
    if (!m_moves.empty())
        noteMoves(false);
    // Asked before reading: what a process wrote before it was gone is then sure to be read.
    const bool gone = m_host && !m_closed && !m_host->running();
    bool drained = drain(deadline, grew);
    if (m_host && !m_closed) {
        if (gone) {
            const bool fine = m_host->signalNumber() == 0 && m_host->exitCode() == 0;
            close(fine ? trace::Outcome::Finished : trace::Outcome::Crashed);
            drained = drain(deadline, grew);
        } else if (m_timeout.count() > 0 && m_elapsed.elapsed() >= m_timeout.count()) {
            stop(trace::Outcome::TimedOut);
            return true;
        } else if (drained && noteDeaths()) {
            m_suspect.invalidate();
            m_standsStill = false;
        } else if (grew) {
            m_suspect.invalidate();
            m_standsStill = false;
        } else if (drained) {
            checkStandstill();
            if (m_state == State::Over) // it was ended there
                return true;
        }
    }
    if (drained)
        noteFreeze();
    if (grew) {
        announceFindings();
        emit changed();
    }
    if (drained)
        m_behind.invalidate();
    else if (!m_behind.isValid())
        m_behind.start();
    if (m_closed && drained && m_state != State::Over)
        conclude();
    return grew;
}

bool Run::drain(Clock::time_point deadline, bool& grew) {
    while (true) {
        const auto events = m_reader->pull(drainStep);
        if (events.empty())
            return true;
        grew = true;
        m_quiet.start();
        m_resting = false;
        for (const trace::Event& event : events)
            apply(event);
        if (Clock::now() >= deadline)
            return false;
    }
}

void Run::apply(const trace::Event& event) {
    m_model.apply(event);
    m_findings.update(m_model);
}

void Run::checkStandstill() {
    if (m_standsStill)
        return;
    if (m_model.checkFrozen() != model::BreakKind::Standstill) {
        m_suspect.invalidate();
        return;
    }
    if (!m_suspect.isValid()) {
        m_suspect.start();
        return;
    }
    if (m_suspect.elapsed() < standstillMs || m_host->mayMove())
        return;
    // A thread may have published something since the last look and gone to sleep before the system was asked.
    bool grew = false;
    drain(Clock::time_point::max(), grew);
    if (grew || !m_host->running()) {
        m_suspect.invalidate();
        announceFindings();
        emit changed();
        return;
    }
    m_standsStill = true;
    m_findings.nameHangs(m_model);
    if (m_endAtStandstill) {
        stop(m_findings.standstillOutcome());
        return;
    }
    announceFindings();
    emit changed();
    emit stateChanged();
}

void Run::noteFreeze() {
    if (m_model.checkFrozen() != model::BreakKind::Standstill)
        m_stuckSince.invalidate();
    else if (!m_stuckSince.isValid())
        m_stuckSince.start();
}

bool Run::resting() {
    if (m_state == State::Over)
        return true;
    if (m_resting || !m_host || m_model.roots().empty() || m_quiet.elapsed() < quietMs)
        return m_resting;
    // Asked once and remembered until something happens: whoever wakes up says so in the trace.
    m_resting = !m_host->mayMove();
    if (!m_resting)
        m_quiet.start(); // thread by thread the question is not cheap
    return m_resting;
}

void Run::stop(trace::Outcome outcome) {
    if (m_state == State::Over || !m_host)
        return;
    bool grew = false;
    if (!m_closed) {
        // What it had come to shall not depend on whether the second look was over when the person pressed Stop.
        const bool waited = !m_host->mayMove();
        m_host->endGroup();
        drain(Clock::time_point::max(), grew);
        m_standsStill = m_standsStill || (waited && m_model.checkFrozen() == model::BreakKind::Standstill);
        close(stoppedAs(outcome));
    }
    drain(Clock::time_point::max(), grew);
    announceFindings();
    emit changed();
    conclude();
}

trace::Outcome Run::stoppedAs(trace::Outcome outcome) const {
    const trace::Outcome stuck = m_findings.standstillOutcome();
    // A cycle never opens again, even if others still move.
    const bool cycle = stuck == trace::Outcome::Deadlock && outcome == trace::Outcome::Stopped;
    return m_standsStill || cycle ? stuck : outcome;
}

void Run::noteMoves(bool all) {
    if (m_closed || m_model.roots().empty())
        return;
    for (auto it = m_moves.begin(); it != m_moves.end();) {
        const auto& [name, move] = *it;
        if (!all && move.since.elapsed() < settledMs) {
            ++it;
            continue;
        }
        const std::string key = name, value = std::to_string(move.value.count());
        if (valueOf(m_model, key) != value)
            writer().append(trace::EventKind::ParameterMoved, ObjectId{}, static_cast<std::uint64_t>(move.since.nsecsElapsed()), 0,
                            key + '\0' + value);
        it = m_moves.erase(it);
    }
}

void Run::close(trace::Outcome outcome) {
    noteMoves(true);
    m_host->endGroup();
    if (outcome == trace::Outcome::Crashed)
        noteCrash();
    m_file->setOutcome(outcome);
    m_reader->assumeOver();
    m_outcome = outcome;
    m_closed = true;
}

bool Run::noteDeaths() {
    if (m_lookedForDead.isValid() && m_lookedForDead.elapsed() < lookForDeadMs)
        return false;
    m_lookedForDead.start();
    std::set<LaneId> missing;
    bool noted = false;
    for (const LaneId id : m_model.lanes()) {
        const model::Lane& lane = *m_model.lane(id);
        if (lane.kind != trace::LaneKind::Process || !lane.parent || !lane.begun || lane.end != model::End::Alive)
            continue;
        const std::optional<DeadProcess> dead = deadProcess(static_cast<long>(lane.osId), static_cast<long>(m_host->pid()));
        if (!dead)
            continue;
        const model::Lane* parent = m_model.lane(lane.parent);
        const bool parentKilled = parent->end == model::End::Killed || parent->end == model::End::KilledWithProcess;
        // Its last words may have come since; and where the program itself ended it, its parent says so.
        if (m_missing.count(id) == 0 || (lane.dying && !parentKilled)) {
            missing.insert(id);
            continue;
        }
        noteDeath(lane, *dead, parentKilled);
        noted = true;
    }
    m_missing = std::move(missing);
    return noted;
}

trace::SupervisorWriter& Run::writer() {
    if (!m_writer)
        m_writer = std::make_unique<trace::SupervisorWriter>(*m_file, m_model.roots().front());
    return *m_writer;
}

void Run::noteDeath(const model::Lane& lane, const DeadProcess& dead, bool parentKilled) {
    const int number = dead.status && WIFSIGNALED(*dead.status) ? WTERMSIG(*dead.status) : 0;
    std::string why = "it is gone, and nobody knows how";
    if (parentKilled)
        why = "killed with " + std::string(m_model.name(lane.parent));
    else if (number != 0)
        why = "killed by " + signalText(number);
    else if (dead.status)
        why = "ended with status " + std::to_string(WEXITSTATUS(*dead.status)) + " without a word";
    // Written into the trace, not only into this model, so that the saved file tells it too. Who has no status left was
    // reaped by somebody who does not tell: what ends a process like that is a SIGKILL.
    const auto how = parentKilled ? trace::Death::WithParent : trace::Death::Unexpected;
    writer().append(trace::EventKind::LaneKilled, objectOf(lane.id),
                    static_cast<std::uint64_t>(dead.status || parentKilled ? number : SIGKILL),
                    static_cast<std::uint32_t>(how), why);
}

void Run::noteCrash() {
    const int number = m_host->signalNumber();
    std::string why = number != 0 ? "killed by " + signalText(number)
                                  : "ended with status " + std::to_string(m_host->exitCode());
    const QString complaint = m_host->complaint();
    if (m_model.roots().empty()) {
        m_failure = complaint.isEmpty() ? QString("the run of %1 was over before it began: braid-host %2")
                                              .arg(m_scenarioId, QString::fromStdString(why))
                                        : complaint;
        return;
    }
    if (!complaint.isEmpty()) // its last line tells what went wrong: an exception's text, a sanitizer's summary
        why += ": " + complaint.section('\n', -1).toStdString();
    // Written into the trace, not only into this model, so that the saved file tells it too.
    writer().append(trace::EventKind::LaneKilled, objectOf(m_model.roots().front()), static_cast<std::uint64_t>(number), 0, why);
    // The kernel has ended its children with it.
    for (const LaneId id : m_model.lanes())
        if (const model::Lane& lane = *m_model.lane(id);
            lane.kind == trace::LaneKind::Process && lane.parent && lane.end == model::End::Alive)
            noteDeath(lane, {}, true);
}

void Run::conclude() {
    // Where events are missing, nothing can be said of who stands still: the event that let it go may be one of them.
    const bool whole = m_reader->whole() && m_reader->lost() == 0;
    // A saved trace tells only by its outcome that its run stood still.
    const bool known = whole && !m_model.incomplete();
    if (known && (m_outcome == trace::Outcome::Deadlock || m_outcome == trace::Outcome::Hang)) {
        m_findings.nameHangs(m_model);
        m_outcome = m_findings.standstillOutcome(); // older files say Deadlock of both
    }
    m_model.finish(m_reader->endTime().count(), m_outcome, whole);
    if (known)
        m_findings.nameHangs(m_model);
    if (m_file)
        m_file->trim();
    announceFindings();
    emit changed();
    setState(State::Over);
}

void Run::announceFindings() {
    if (m_findings.found() == m_announcedInAll)
        return;
    m_announcedInAll = m_findings.found();
    for (std::size_t i = 0; i < m_findings.all().size(); ++i) {
        const std::uint64_t count = m_findings.all()[i].count;
        const bool fresh = i == m_announced.size();
        if (!fresh && m_announced[i] == count)
            continue;
        if (fresh) {
            m_announced.push_back(count);
            emit findingAdded(static_cast<int>(i));
        } else {
            m_announced[i] = count;
            emit findingGrew(static_cast<int>(i));
        }
    }
    emit findingsChanged();
}

} // namespace braid::session
