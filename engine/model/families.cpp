#include "engine/model/crowd.h"
#include "engine/model/model.h"

#include <algorithm>

namespace braid::model {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Takes back what Model::enterCrowd() and every change since then added.
void withdraw(Crowd& crowd, const Lane& lane) {
    for (std::size_t i = 0; i < lane.intervals.size(); ++i) {
        crowd.leave(lane.intervals[i].begin, lane.intervals[i].state);
        if (const Nanos end = lane.endOf(i); end != Open)
            crowd.enter(end, lane.intervals[i].state);
    }
}

} // namespace

std::string namePattern(std::string_view name) {
    std::string pattern;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!isDigit(name[i])) {
            pattern += name[i];
            continue;
        }
        pattern += '*';
        while (i + 1 < name.size() &&
               (isDigit(name[i + 1]) || (name[i + 1] == '.' && i + 2 < name.size() && isDigit(name[i + 2]))))
            ++i;
    }
    return pattern;
}

void Model::joinFamily(LaneRecord& lane) {
    std::string pattern = namePattern(lane.name);
    const std::string key = std::to_string(lane.parent.value) + ' ' + std::to_string(static_cast<int>(lane.kind)) + ' ' + pattern;
    const auto [place, isNew] = m_familyOf.emplace(key, static_cast<std::uint32_t>(m_families.size()));
    if (isNew)
        m_families.push_back({lane.parent, lane.kind, std::move(pattern), {}, {}});
    lane.family = place->second;
    Family& family = m_families[lane.family];
    family.lanes.push_back(lane.id);
    // Coroutines are counted by their thread, processes do nothing by themselves.
    if (lane.kind != trace::LaneKind::Thread || family.lanes.size() <= Lane::CrowdSize)
        return;
    if (family.crowd) {
        enterCrowd(*family.crowd, lane);
        return;
    }
    family.crowd = std::make_shared<Crowd>();
    for (const LaneId id : family.lanes)
        enterCrowd(*family.crowd, *laneRecord(id));
}

// Every process begins with a thread main: of all but the first one it is said whose.
void Model::nameInFull(LaneRecord& lane) {
    const LaneRecord* process = laneRecord(lane.parent);
    const bool common = lane.kind == trace::LaneKind::Thread && lane.name == "main" && process &&
                        process->kind == trace::LaneKind::Process && process->children.front() == lane.id &&
                        process->id != m_roots.front();
    lane.fullName = common ? process->name + ": " + lane.name : std::string();
}

void Model::renameLane(LaneRecord& lane, Nanos time, std::string_view name) {
    const Nanos last = lane.formerNames.empty() ? 0 : lane.formerNames.back().first;
    lane.formerNames.emplace_back(std::max(time, last), std::move(lane.name));
    lane.name = name;
    nameInFull(lane);
    if (lane.kind == trace::LaneKind::Process && !lane.children.empty())
        nameInFull(*laneRecord(lane.children.front()));
    Family& former = m_families[lane.family];
    if (namePattern(name) == former.pattern)
        return;
    // Names change a few times at most; where a file has them change all the time, a lane stays where it is.
    if (!m_moves.take(former.lanes.size() + lane.intervals.size(), m_log.size()))
        return;
    std::erase(former.lanes, lane.id);
    if (lane.kind == trace::LaneKind::Thread && lane.crowded) {
        lane.crowded = false;
        withdraw(*former.crowd, lane);
    }
    if (former.lanes.empty()) {
        former.lanes.shrink_to_fit();
        former.crowd.reset();
    }
    joinFamily(lane);
}

} // namespace braid::model
