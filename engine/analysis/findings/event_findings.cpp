#include "engine/analysis/findings/event_findings.h"

#include "engine/analysis/findings/stuck_text.h"
#include "engine/model/query/connections.h"
#include "engine/model/text/patterns.h"

#include <algorithm>

namespace braid::analysis {

using model::Lane;
using model::Model;
using trace::EventKind;
namespace patterns = model::patterns;

const char* findingName(FindingKind kind) {
    switch (kind) {
    case FindingKind::Deadlock:
        return "deadlock";
    case FindingKind::Hang:
        return "hang";
    case FindingKind::LostUpdate:
        return "lost_update";
    case FindingKind::Misuse:
        return "misuse";
    case FindingKind::Crashed:
        return "crashed";
    case FindingKind::Failed:
        return "failed";
    case FindingKind::Killed:
        return "killed";
    case FindingKind::LostEvents:
        return "lost_events";
    case FindingKind::LoopBlocked:
        return "loop_blocked";
    case FindingKind::OwnerDied:
        return "owner_died";
    case FindingKind::Livelock:
        return "livelock";
    }
    return "unknown";
}

const char* stuckCauseName(StuckCause cause) {
    constexpr const char* Names[] = {"none", "cycle", "self", "owner_gone", "inherited_at_fork",
                                     "lost_notification", "wrong_one_woken", "nobody_left", "pool_waits_for_itself", "full_pipe", "inside_library"};
    return Names[static_cast<std::size_t>(cause)];
}

namespace {

bool isNews(const trace::Event& killed) { return killed.b == static_cast<std::uint32_t>(trace::Death::Unexpected); }

/// Where `thread` was seen last before the event at `index`; the finding of a crash cannot say more of one that nobody saw, as for want of
/// room on its stack.
SiteId lastSiteOf(const Model& model, const Lane& thread, model::EventIndex index) {
    constexpr model::EventIndex Farthest = 100'000;
    for (model::EventIndex back = 1; back <= std::min(index, Farthest); ++back)
        if (LaneId{model.log()[index - back].lane} == thread.id && model.siteOf(index - back))
            return model.siteOf(index - back);
    return {};
}

/// The one thread of the process `lane` that ran when the event at `index` ended it; nullptr where none did, or several.
const Lane* runningAt(const Model& model, const Lane& lane, model::EventIndex index) {
    const Lane* running = nullptr;
    for (const LaneId id : lane.children) {
        const Lane* thread = model.lane(id);
        if (!thread || thread->kind != trace::LaneKind::Thread || thread->endEvent != index || thread->intervals().empty() ||
            thread->intervals().back().state != model::State::Running)
            continue;
        if (running)
            return nullptr;
        running = thread;
    }
    return running;
}

/// Of `lane`, which the LaneKilled at `index` ended.
Finding killedFinding(const Model& model, const Lane& lane, model::EventIndex index) {
    Finding finding;
    const LaneId id = lane.id;
    const trace::Event event = model.event(index);
    const bool crashed = lane.end == model::End::Crashed, failed = lane.end == model::End::Failed;
    const Lane* thread = !crashed ? nullptr : event.site ? model.lane(event.lane)
                                                         : runningAt(model, lane, index);
    finding.kind = crashed ? FindingKind::Crashed : failed ? FindingKind::Failed
                                                           : FindingKind::Killed;
    finding.message = {crashed ? patterns::CrashOf : failed ? patterns::FailureOf
                                                            : patterns::KillOf,
                       {nameAt(model, model::named(model, id), event.site), std::string(lane.endCause())},
                       {}};
    finding.lanes = {id};
    if (thread && thread->id != id)
        finding.lanes.push_back(thread->id);
    finding.events = {index};
    if (const SiteId last = thread && !event.site ? lastSiteOf(model, *thread, index) : SiteId{}; last) {
        finding.message.pattern = patterns::CrashSeenLast;
        finding.message.arguments.push_back(nameAt(model, model.name(thread->id), last));
    }
    return finding;
}

Finding misuseFinding(const Model& model, const trace::Event& event, model::EventIndex index) {
    Finding finding;
    const auto misuse = static_cast<trace::Misuse>(event.b);
    const bool failed = misuse == trace::Misuse::FailureNotAskedFor;
    finding.kind = misuse == trace::Misuse::OwnerDied ? FindingKind::OwnerDied : failed ? FindingKind::Failed
                                                                                        : FindingKind::Misuse;
    finding.message = model::describe(model, index);
    if (failed)
        finding.message.arguments.front() = nameAt(model, finding.message.arguments.front(), event.site);
    if (event.lane && !failed)
        finding.lanes.push_back(event.lane);
    if (const LaneId other{static_cast<std::uint32_t>(event.a)}; other != event.lane && model.lane(other))
        finding.lanes.push_back(other);
    if (event.object)
        finding.objects.push_back(event.object);
    finding.events = {index};
    return finding;
}

std::optional<EventFinding> ofKill(const Model& model, const trace::Event& event, model::EventIndex index) {
    const Lane* lane = model.lane(laneOf(event.object));
    // What the program itself asked for is no news, and of a family killed together one is told.
    if (!lane || lane->endEvent != index || !isNews(event))
        return std::nullopt;
    Finding finding = killedFinding(model, *lane, index);
    const bool tellsTheEnd = finding.kind != FindingKind::Killed || !lane->parent;
    return EventFinding{std::move(finding), tellsTheEnd};
}

/// The first thread of its process.
bool isFirstThread(const Model& model, const Lane& lane) {
    const Lane* process = lane.kind == trace::LaneKind::Thread ? model.lane(lane.parent) : nullptr;
    return process && model::firstThreadOf(model, *process) == &lane;
}

/// A child or a thread that ends with an exception says so; an exit status of its own choice is its own business. What ends the first
/// thread ends its process, of which it is told.
std::optional<EventFinding> ofEnd(const Model& model, const trace::Event& event, model::EventIndex index) {
    const Lane* lane = model.lane(laneOf(event.object));
    if (event.a == 0 || event.text.empty() || !lane || lane->kind == trace::LaneKind::Coroutine || lane->endEvent != index || isFirstThread(model, *lane))
        return std::nullopt;
    Finding finding;
    finding.kind = FindingKind::Failed;
    finding.message = {patterns::FailureOf, {nameAt(model, model::named(model, lane->id), event.site), std::string(event.text)}, {}};
    finding.lanes = {lane->id};
    finding.events = {index};
    return EventFinding{std::move(finding), !lane->parent};
}

} // namespace

std::optional<EventFinding> findingOfEvent(const Model& model, model::EventIndex index) {
    const trace::Event event = model.event(index);
    switch (event.kind) {
    case EventKind::LaneKilled:
        return ofKill(model, event, index);
    case EventKind::LaneEnd:
        return ofEnd(model, event, index);
    case EventKind::Fault:
        // Locking a plain mutex again is not wrong by itself: it blocks for ever, and that is the finding.
        if (static_cast<trace::Misuse>(event.b) == trace::Misuse::RelockOfPlainMutex)
            return std::nullopt;
        return EventFinding{misuseFinding(model, event, index)};
    case EventKind::TraceFull: {
        Finding finding;
        finding.kind = FindingKind::LostEvents;
        finding.message = {patterns::LostEvents, {model::durationText(model.log()[index].time)}, {}};
        finding.events = {index};
        return EventFinding{std::move(finding)};
    }
    default:
        return std::nullopt;
    }
}

} // namespace braid::analysis
