#include "app/session/run/live_run.h"

#include "app/session/run/process_tree.h"

#include <csignal>
#include <cstdint>
#include <utility>

// What a live run does only where it is of a recorded program.
namespace braid::session {
namespace {

/// How long a program has for each means of asking it to stop.
constexpr qint64 askedMs = 1000;
/// A name that was written so long ago has been read.
constexpr qint64 namedMs = 1000;

} // namespace

std::optional<Run::ProgramEnd> LiveRun::programEnd() const {
    if (!m_names || !m_closed)
        return std::nullopt;
    return ProgramEnd{m_host.exitCode(), m_host.signalNumber(), m_ended && !m_asked.isValid(), m_partlyStuck};
}

bool LiveRun::nameNews() {
    if (!m_names || model().roots().empty())
        return false;
    if (!std::exchange(m_introduced, true)) {
        writer().append(trace::EventKind::RunInfo, ObjectId{}, 0, 0, "title" + std::string(1, '\0') + m_title.toStdString());
        writer().append(trace::EventKind::RunInfo, ObjectId{}, 0, 0, "command" + std::string(1, '\0') + m_command.toStdString());
        if (m_eventCost > 0)
            writer().append(trace::EventKind::RunInfo, ObjectId{}, 0, 0, "eventCost" + std::string(1, '\0') + QString::number(m_eventCost, 'f', 1).toStdString());
    }
    const bool named = m_names->look(model(), writer());
    if (named)
        m_named.start();
    const bool told = m_terminal && m_terminal->tell(writer());
    return m_stalls->look(model()) || named || told;
}

void LiveRun::announceNames(bool grew) {
    if (!m_named.isValid())
        return;
    if (!grew) {
        if (m_named.elapsed() >= namedMs)
            m_named.invalidate();
        return;
    }
    following().findings().sayAnew(model());
    for (std::size_t i = 0; i < findings().all().size(); ++i)
        emit findingGrew(static_cast<int>(i));
    if (!findings().all().empty())
        emit findingsChanged();
}

bool LiveRun::somebodyMayHelp() { return noteUnknownThreads() || (m_stalls && m_stalls->bytesUnderWay(model(), m_host.pid())); }

void LiveRun::endProgram() {
    const std::vector<long> orphans = m_names ? adopted(m_host.pid(), model()) : std::vector<long>();
    for (const long orphan : orphans)
        ::kill(static_cast<pid_t>(orphan), SIGSTOP); // so that none of them goes on because another one was ended
    m_host.endGroup();
    for (const long orphan : orphans)
        endTree(orphan);
}

void LiveRun::askToStop() {
    if (state() == State::Over || m_closed || !m_terminal || m_asked.isValid()) {
        stop(trace::Outcome::Stopped);
        return;
    }
    m_stuckWhenAsked = m_standsStill;
    m_asked.start();
    const long group = m_terminal->foreground();
    ::kill(static_cast<pid_t>(-(group != 0 ? group : m_host.group())), SIGINT);
}

void LiveRun::pressToStop() {
    if (m_asked.elapsed() >= 2 * askedMs)
        stop(trace::Outcome::Stopped);
    else if (m_asked.elapsed() >= askedMs && !std::exchange(m_terminated, true))
        ::kill(static_cast<pid_t>(m_host.pid()), SIGTERM);
}

void LiveRun::noteExit() {
    if (m_terminal)
        m_terminal->exchange(true);
    if (model().roots().empty())
        drainAll(); // what it has told may not be read yet
    if (model().roots().empty()) {
        const QString said = m_terminal ? QString::fromStdString(m_terminal->untold()).simplified() : QString();
        m_failure = QString("nothing of %1 could be recorded: it %2").arg(m_title, QString::fromStdString(endText({m_host.signalNumber(), m_host.exitCode()})));
        if (!said.isEmpty())
            m_failure = said;
        return;
    }
    if (m_terminal)
        m_terminal->tell(writer());
    for (const long orphan : adopted(m_host.pid(), model())) // it lives on, as without Braid
        writer().append(trace::EventKind::RunInfo, ObjectId{}, 0, 0, std::string("leftRunning") + '\0' + std::to_string(orphan));
    if (const std::uint32_t places = m_file->header().sites.load(); places > UINT16_MAX) // an event has no room for a greater number
        writer().append(trace::EventKind::RunInfo, ObjectId{}, 0, 0, std::string("placesWithoutLine") + '\0' + std::to_string(places - UINT16_MAX));
    if (m_ended && m_host.signalNumber() == 0)
        writer().append(trace::EventKind::RunInfo, ObjectId{}, 0, 0, std::string("exitStatus") + '\0' + std::to_string(m_host.exitCode()));
}

} // namespace braid::session
