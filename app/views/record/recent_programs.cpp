#include "app/views/record/recent_programs.h"

#include <QVariantMap>

#include <algorithm>

namespace braid::views {
namespace {

/// The same program with the same words; folder, environment and what is done with it may be others.
bool sameCommand(const session::ProgramCall& a, const session::ProgramCall& b) { return a.command == b.command && a.arguments == b.arguments && a.source == b.source; }

} // namespace

int RecentPrograms::indexOf(const session::ProgramCall& call) const {
    const auto found = std::find(m_calls.begin(), m_calls.end(), call);
    return found == m_calls.end() ? -1 : static_cast<int>(found - m_calls.begin());
}

void RecentPrograms::add(const session::ProgramCall& given) {
    const session::ProgramCall call = given; // may be one of ours
    std::erase_if(m_calls, [&](const session::ProgramCall& each) { return sameCommand(each, call); });
    m_calls.insert(m_calls.begin(), call);
    m_calls.resize(std::min(m_calls.size(), Most));
    emit changed();
}

void RecentPrograms::remove(int index) {
    if (index < 0 || index >= static_cast<int>(m_calls.size()))
        return;
    m_calls.erase(m_calls.begin() + index);
    emit changed();
}

QVariantList RecentPrograms::toVariants() const {
    QVariantList all;
    for (const session::ProgramCall& call : m_calls)
        all << QVariantMap{{"command", call.command}, {"arguments", call.arguments}, {"directory", call.directory}, {"environment", call.environment}, {"untilStuck", call.untilStuck}, {"source", call.source}};
    return all;
}

void RecentPrograms::set(const QVariantList& stored) {
    m_calls.clear();
    for (const QVariant& each : stored) {
        const QVariantMap map = each.toMap();
        session::ProgramCall call{map.value("command").toString(), map.value("arguments").toString(), map.value("directory").toString(), map.value("environment").toString(), map.value("untilStuck").toBool(), map.value("source").toBool()};
        if (!call.command.isEmpty() && m_calls.size() < Most)
            m_calls.push_back(std::move(call));
    }
    emit changed();
}

} // namespace braid::views
