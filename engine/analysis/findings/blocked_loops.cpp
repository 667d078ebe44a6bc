#include "engine/analysis/findings/blocked_loops.h"

#include "engine/model/text/patterns.h"

#include <algorithm>
#include <optional>

namespace braid::analysis {

using model::Interval;
using model::Lane;
using model::Model;
using model::Nanos;
using model::State;
namespace patterns = model::patterns;

namespace {

/// The part of [begin, end) in which the lane was not merely ready, and the longest interval of it.
struct Kept {
    Nanos time = 0;
    std::optional<Interval> longest;
    Nanos longestTime = 0;
};
Kept keptBy(const Lane& lane, Nanos begin, Nanos end) {
    Kept kept;
    for (const Interval& interval : lane.intervals(begin, end).reversed()) {
        if (interval.state == State::Ready || interval.state == State::Suspended)
            continue;
        const Nanos length = std::min(interval.end, end) - std::max(interval.begin, begin);
        kept.time += length;
        if (length > kept.longestTime) {
            kept.longest = interval;
            kept.longestTime = length;
        }
    }
    return kept;
}

/// Since when `lane` could have gone on; model::Open where it could not.
Nanos readySince(const Model& model, const Lane& lane) {
    if (lane.intervals().empty())
        return model::Open;
    const Interval now = lane.intervals().back();
    if (now.state == State::Ready)
        return now.begin;
    if (now.state != State::Suspended)
        return model::Open;
    const Lane* awaited = model.lane(laneOf(now.object));
    return awaited && !awaited->unfinished() ? std::max(awaited->ended, now.begin) : model::Open;
}

} // namespace

std::optional<Finding> BlockedLoops::resumed(const Model& model, const model::LogEntry& entry, model::EventIndex index) {
    const Lane* next = model.lane(laneOf(ObjectId{entry.object}));
    if (!next)
        return std::nullopt;
    if (next->kind == trace::LaneKind::Coroutine) {
        // Others that it resumes in its turn run on its account.
        const Lane* by = model.lane(LaneId{entry.lane});
        if (next->loop && by && by->kind == trace::LaneKind::Thread)
            m_stretches[by->id.value] = {next->id, entry.time};
        return std::nullopt;
    }
    const auto found = m_stretches.find(next->id.value);
    if (found == m_stretches.end())
        return std::nullopt;
    const Stretch stretch = found->second;
    m_stretches.erase(found);

    const Lane& blocker = *model.lane(stretch.coroutine);
    const model::Object* loop = model.object(blocker.loop);
    const Nanos tooLong = loop && loop->initial > 0 ? loop->initial : TooLong;
    if (entry.time - stretch.begin < tooLong)
        return std::nullopt;
    const Kept onThread = keptBy(*next, stretch.begin, entry.time);
    if (onThread.time < tooLong)
        return std::nullopt;

    if (!m_looks.take(next->children.size(), model.log().size()))
        return std::nullopt;
    constexpr std::size_t MostNamed = 64;
    Finding finding;
    std::size_t waiting = 0;
    Nanos longestWait = 0;
    for (const LaneId id : next->children) {
        const Lane* other = model.lane(id);
        if (id == blocker.id || other->loop != blocker.loop || !other->unfinished())
            continue;
        const Nanos since = readySince(model, *other);
        if (since >= entry.time)
            continue;
        if (waiting++ < MostNamed)
            finding.lanes.push_back(id);
        longestWait = std::max(longestWait, entry.time - std::max(since, stretch.begin));
    }
    // A wait that is over almost at once delays no other.
    if (longestWait < tooLong / 10)
        return std::nullopt;

    const Kept byItself = keptBy(blocker, stretch.begin, entry.time);
    const Kept& where = byItself.longestTime * 2 >= onThread.longestTime ? byItself : onThread;
    const std::string site = where.longest ? model::siteText(model, model.siteOf(where.longest->event)) : std::string();
    const std::string others = std::to_string(waiting);
    finding.kind = FindingKind::LoopBlocked;
    finding.message = {site.empty() ? patterns::LoopBlocked : patterns::LoopBlockedAt,
                       {model::named(model, blocker.id), model::named(model, blocker.loop),
                        model::durationText(onThread.time), others},
                       {}};
    if (!site.empty())
        finding.message.arguments.push_back(site);
    finding.lanes.insert(finding.lanes.begin(), blocker.id);
    finding.objects = {blocker.loop};
    finding.event = index;
    finding.at = entry.time;
    if (where.longest && where.longest->event != model::NoEvent)
        finding.events = {where.longest->event};
    return finding;
}

} // namespace braid::analysis
