#include "engine/model/reduce/family_reducer.h"

#include "engine/model/reduce/lane_reducer.h"
#include "engine/model/store/crowd.h"
#include "engine/model/text/plain_text.h"

#include <algorithm>

namespace braid::model {

namespace {

/// Takes back what enterCrowd() and every change since then added.
void withdraw(Crowd& crowd, const Lane& lane) {
    for (const Interval& interval : lane.intervals()) {
        crowd.leave(interval.begin, interval.shown());
        if (interval.end != Open)
            crowd.enter(interval.end, interval.shown());
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

void joinFamily(ModelData& data, LaneRecord& lane) {
    std::string pattern = namePattern(lane.name);
    const std::string key = std::to_string(lane.parent.value) + ' ' + std::to_string(static_cast<int>(lane.kind)) + ' ' + pattern;
    const auto [place, isNew] = data.familyOf.emplace(key, static_cast<std::uint32_t>(data.families.size()));
    if (isNew)
        data.families.push_back({lane.parent, lane.kind, std::move(pattern), {}, {}});
    lane.family = place->second;
    Family& family = data.families[lane.family];
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
        enterCrowd(*family.crowd, *data.laneRecord(id));
}

void nameInFull(ModelData& data, LaneRecord& lane) {
    const LaneRecord* process = &lane;
    while (process && process->kind != trace::LaneKind::Process)
        process = data.laneRecord(process->parent);
    const bool elsewhere = process && process != &lane && process->id != data.roots.front();
    lane.fullName = elsewhere ? process->name + '/' + lane.name : std::string();
}

namespace {

/// After a process was renamed. Where a file has that happen all the time, its threads keep the name they have.
void renameThreads(ModelData& data, const LaneRecord& process) {
    for (const LaneId id : process.children) {
        LaneRecord& child = *data.laneRecord(id);
        if (child.kind == trace::LaneKind::Process)
            continue;
        if (!data.moves.take(1 + child.children.size(), data.log.size()))
            return;
        nameInFull(data, child);
        for (const LaneId coroutine : child.children)
            nameInFull(data, *data.laneRecord(coroutine));
    }
}

} // namespace

void renameLane(ModelData& data, LaneRecord& lane, Nanos time, std::string_view name) {
    const Nanos last = lane.formerNames.empty() ? 0 : lane.formerNames.back().first;
    lane.formerNames.emplace_back(std::max(time, last), std::move(lane.name));
    lane.name = name;
    nameInFull(data, lane);
    if (lane.kind == trace::LaneKind::Process)
        renameThreads(data, lane);
    Family& former = data.families[lane.family];
    if (namePattern(name) == former.pattern)
        return;
    // Names change a few times at most; where a file has them change all the time, a lane stays where it is.
    if (!data.moves.take(former.lanes.size() + lane.intervals().size(), data.log.size()))
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
    joinFamily(data, lane);
}

} // namespace braid::model
