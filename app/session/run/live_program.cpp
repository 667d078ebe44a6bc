#include "app/session/run/live_run.h"

#include "app/session/run/process_tree.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <utility>

// What a live run does only where it is of a recorded program, and what is typed.
namespace braid::session {
namespace {

/// How long a program has for each means of asking it to stop.
constexpr qint64 askedMs = 1000;
/// Where scenarios/python/live.py writes results in the control page: their length, 4 bytes, and an object of JSON.
constexpr std::size_t resultsOffset = 1024;
static_assert(sizeof(trace::ControlPage) <= resultsOffset);
/// A name that was written so long ago has been read.
constexpr qint64 namedMs = 1000;

} // namespace

bool LiveRun::readsTyped() const {
    const std::pair<std::string, std::string> talk("talk", "true");
    const auto& parameters = model().parameters();
    return live() && (m_terminal || std::find(parameters.begin(), parameters.end(), talk) != parameters.end());
}

void LiveRun::type(const QString& line) {
    if (!live())
        return;
    if (m_terminal)
        m_terminal->type(line.toStdString() + '\n');
    else
        m_host.type(line);
}

void LiveRun::typeNothingMore() {
    if (!live())
        return;
    if (m_terminal)
        m_terminal->endInput();
    else
        m_host.typeNothingMore();
}

std::optional<Run::ProgramEnd> LiveRun::programEnd() const {
    if (!m_names || !m_closed)
        return std::nullopt;
    return ProgramEnd{m_host.exitCode(), m_host.signalNumber(), m_ended && !m_asked.isValid(), m_partlyStuck};
}

bool LiveRun::nameNews() {
    if (model().roots().empty())
        return false;
    if (!m_names)
        return m_sources && m_sources->look(model(), writer());
    if (!std::exchange(m_introduced, true))
        introduce();
    const bool named = m_names->look(model(), writer());
    if (named)
        m_named.start();
    const bool kept = m_sources->look(model(), writer());
    const bool told = m_terminal && m_terminal->tell(writer());
    m_ready->follow(model());
    return m_stalls->look(model()) || named || kept || told;
}

void LiveRun::introduce() {
    const auto say = [this](trace::EventKind kind, const std::string& key, const std::string& value) {
        writer().append(kind, ObjectId{}, 0, 0, key + '\0' + value);
    };
    say(trace::EventKind::RunInfo, "title", m_title.toStdString());
    say(trace::EventKind::RunInfo, "command", m_command.toStdString());
    say(trace::EventKind::RunInfo, std::string(trace::ReadyInfo), std::string(trace::delaysAreCounted() ? trace::ReadyMeasured : trace::ReadyNotMeasured));
    if (m_eventCost > 0)
        say(trace::EventKind::RunInfo, "eventCost", QString::number(m_eventCost, 'f', 1).toStdString());
    if (m_of.id.isEmpty())
        return;
    say(trace::EventKind::RunInfo, "python", m_of.version.isEmpty() ? "?" : m_of.version.toStdString());
    say(trace::EventKind::RunInfo, "scenario", m_of.id.toStdString());
    for (const auto& [name, json] : m_of.parameters)
        say(trace::EventKind::Parameter, name, json);
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
    keepWhatItCameTo();
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

void LiveRun::noteResults() {
    const char* page = reinterpret_cast<const char*>(&m_file->control()) + resultsOffset;
    std::uint32_t length = 0;
    std::memcpy(&length, page, sizeof length);
    length = std::min<std::uint32_t>(length, 4096 - resultsOffset - sizeof length); // the program may write there what it likes
    const auto results = nlohmann::json::parse(std::string(page + sizeof length, length), nullptr, false);
    if (!results.is_object())
        return;
    for (const auto& [name, value] : results.items())
        writer().append(trace::EventKind::RunResult, ObjectId{}, 0, 0, name + '\0' + value.dump());
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
    m_sources->look(model(), writer(), true);
    if (!m_of.id.isEmpty())
        noteResults();
    for (const long orphan : adopted(m_host.pid(), model())) // it lives on, as without Braid
        writer().append(trace::EventKind::RunInfo, ObjectId{}, 0, 0, std::string("leftRunning") + '\0' + std::to_string(orphan));
    if (const std::uint32_t places = m_file->header().sites.load(); places > UINT16_MAX) // an event has no room for a greater number
        writer().append(trace::EventKind::RunInfo, ObjectId{}, 0, 0, std::string("placesWithoutLine") + '\0' + std::to_string(places - UINT16_MAX));
    if (!m_ended)
        return;
    const int signal = m_host.signalNumber();
    const std::string how = signal == 0 ? "exitStatus" : "exitSignal";
    writer().append(trace::EventKind::RunInfo, ObjectId{}, 0, 0, how + '\0' + std::to_string(signal == 0 ? m_host.exitCode() : signal));
}

} // namespace braid::session
