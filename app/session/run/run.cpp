#include "app/session/run/run.h"

#include "app/session/run/live_run.h"
#include "app/session/run/opened_run.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace braid::session {

std::chrono::microseconds readingBudget(std::chrono::microseconds rest) {
    using namespace std::chrono_literals;
    return std::clamp<std::chrono::microseconds>(rest, 8ms, 100ms);
}

Result<std::unique_ptr<Run>> Run::start(const Scenario& scenario, const parameter::ValueMap& values, const Options& options) {
    return options.interpreter.program.isEmpty() ? LiveRun::start(scenario, values, options) : LiveRun::startPython(scenario, values, options);
}

Result<std::unique_ptr<Run>> Run::record(const record::Inspection& inspection, const record::Program& program, const Options& options) {
    return LiveRun::record(inspection, program, options);
}

Result<std::unique_ptr<Run>> Run::open(const QString& path) {
    auto reader = trace::Reader::open(path.toStdString());
    if (!reader)
        return reader.error();
    return std::unique_ptr<Run>(std::make_unique<OpenedRun>(path, std::move(*reader)));
}

QString Run::info(std::string_view key) const {
    for (const auto& [name, value] : model().info())
        if (name == key)
            return QString::fromStdString(value);
    return {};
}

QString Run::damage() const { return QString::fromStdString(m_following.reading().damage); }

bool Run::incomplete() const { return model().incomplete() || !m_following.reading().damage.empty() || lost() != 0; }

void Run::setState(State state) {
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged();
}

void Run::announce(bool grew, bool drained) {
    if (grew)
        announceGrowth();
    if (drained)
        m_behind.invalidate();
    else if (!m_behind.isValid())
        m_behind.start();
}

void Run::announceGrowth() {
    announceFindings();
    emit changed();
}

void Run::announceEnd() {
    announceGrowth();
    setState(State::Over);
}

void Run::announceFindings() {
    if (findings().found() == m_announcedInAll)
        return;
    m_announcedInAll = findings().found();
    if (m_announced.size() > findings().all().size()) // one was taken back
        m_announced.resize(findings().all().size());
    for (std::size_t i = 0; i < findings().all().size(); ++i) {
        const std::uint64_t count = findings().all()[i].count;
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

Status Run::checkTarget(const QString& path) {
    if (path.isEmpty())
        return Done{};
    std::error_code error;
    const auto status = std::filesystem::status(path.toStdString(), error);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
        return Error{"cannot write the trace to", path.toStdString(), "it is not a regular file"};
    return Done{};
}

} // namespace braid::session
