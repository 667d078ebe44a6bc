#include "app/session/run/post_mortem.h"

#include "app/session/run/dead_process.h"
#include "engine/trace/signal_text.h"

#include <csignal>
#include <sys/wait.h>

namespace braid::session {
namespace {

/// How often the system is asked for processes that are gone.
constexpr qint64 lookEveryMs = 50;

bool isChildProcess(const model::Lane& lane) {
    return lane.kind == trace::LaneKind::Process && lane.parent && lane.end == model::End::Alive;
}

ObservedDeath killedWithParent(const model::Model& model, const model::Lane& lane, int signal) {
    return {lane.id, static_cast<std::uint64_t>(signal), trace::Death::WithParent, "killed with " + std::string(model.name(lane.parent))};
}

/// That killed it; 0 where none did, or where that is not known.
int signalOf(const DeadProcess& dead) {
    return dead.status && WIFSIGNALED(*dead.status) ? WTERMSIG(*dead.status) : 0;
}

ObservedDeath deathOf(const model::Lane& lane, const DeadProcess& dead) {
    // A process without a status was reaped elsewhere, without a word: what ends a process like that is a SIGKILL.
    if (!dead.status)
        return {lane.id, SIGKILL, trace::Death::Unexpected, "it is gone, and nobody knows how"};
    if (const int signal = signalOf(dead); signal != 0)
        return {lane.id, static_cast<std::uint64_t>(signal), trace::Death::Unexpected, endText({signal, 0})};
    return {lane.id, 0, trace::Death::Unexpected, endText({0, WEXITSTATUS(*dead.status)}) + " without a word"};
}

} // namespace

std::string endText(const ProcessEnd& end) {
    return end.signal != 0 ? "killed by " + trace::signalText(end.signal) : "ended with status " + std::to_string(end.status);
}

std::vector<ObservedDeath> deathsOfACrash(const model::Model& model, const ProcessEnd& end, const std::string& complaint) {
    std::vector<ObservedDeath> deaths;
    if (model.roots().empty())
        return deaths;
    std::string why = endText(end);
    if (!complaint.empty()) // an exception's text, a sanitizer's summary
        why += ": " + complaint.substr(complaint.rfind('\n') + 1);
    deaths.push_back({model.roots().front(), static_cast<std::uint64_t>(end.signal), trace::Death::Unexpected, std::move(why)});
    for (const LaneId id : model.lanes())
        if (const model::Lane& lane = *model.lane(id); isChildProcess(lane))
            deaths.push_back(killedWithParent(model, lane, 0));
    return deaths;
}

std::vector<ObservedDeath> DeathWatch::look(const model::Model& model, long group, std::chrono::nanoseconds settled, const Clock& now) {
    std::vector<ObservedDeath> deaths;
    if (m_since.isValid() && m_since.elapsed() < lookEveryMs)
        return deaths;
    m_since.start();
    std::map<LaneId, std::chrono::nanoseconds> missing;
    for (const LaneId id : model.lanes()) {
        const model::Lane& lane = *model.lane(id);
        if (!isChildProcess(lane) || !lane.begun)
            continue;
        const std::optional<DeadProcess> dead = deadProcess(static_cast<long>(lane.osId), group);
        if (!dead)
            continue;
        const model::Lane* parent = model.lane(lane.parent);
        const bool parentKilled = parent->end == model::End::Killed || parent->end == model::End::KilledWithProcess;
        const auto known = m_missing.find(id);
        const auto since = known != m_missing.end() ? known->second : now(); // not before the system was asked
        // Where the program itself ended it, its parent says so.
        if (settled < since || (lane.dying && !parentKilled))
            missing.emplace(id, since);
        else
            deaths.push_back(parentKilled ? killedWithParent(model, lane, signalOf(*dead)) : deathOf(lane, *dead));
    }
    m_missing = std::move(missing);
    return deaths;
}

} // namespace braid::session
