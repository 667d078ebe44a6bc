#include "engine/analysis/findings.h"

#include "engine/analysis/blocked_loops.h"
#include "engine/analysis/deadlocks.h"
#include "engine/analysis/finding_list.h"
#include "engine/analysis/hangs.h"
#include "engine/analysis/lost_updates.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <set>
#include <unordered_map>

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
    }
    return "unknown";
}

namespace {

bool isNews(const trace::Event& killed) { return killed.b == static_cast<std::uint32_t>(trace::Death::Unexpected); }

/// Of `lane`, which the LaneKilled at `index` ended.
Finding killedFinding(const Model& model, const Lane& lane, model::EventIndex index) {
    Finding finding;
    const LaneId id = lane.id;
    const bool crashed = lane.end == model::End::Crashed, failed = lane.end == model::End::Failed;
    finding.kind = crashed ? FindingKind::Crashed : failed ? FindingKind::Failed
                                                           : FindingKind::Killed;
    finding.message = {crashed ? patterns::CrashOf : failed ? patterns::FailureOf
                                                            : patterns::KillOf,
                       {std::string(model.name(id)), std::string(lane.endCause())},
                       {}};
    finding.lanes = {id};
    finding.events = {index};
    return finding;
}

Finding misuseFinding(const Model& model, const trace::Event& event, model::EventIndex index) {
    Finding finding;
    finding.kind = static_cast<trace::Misuse>(event.b) == trace::Misuse::OwnerDied ? FindingKind::OwnerDied
                                                                                   : FindingKind::Misuse;
    finding.message = model::describe(model, index);
    if (event.lane)
        finding.lanes.push_back(event.lane);
    if (const LaneId other{static_cast<std::uint32_t>(event.a)}; other != event.lane && model.lane(other))
        finding.lanes.push_back(other);
    if (event.object)
        finding.objects.push_back(event.object);
    finding.events = {index};
    return finding;
}

} // namespace

struct Findings::State {
    FindingList list;
    model::EventIndex next = 0; ///< the first event not looked at
    Deadlocks deadlocks;
    std::unordered_map<LaneId, std::size_t> deadlockOf; ///< by lane: the place of its deadlock in the list
    LostUpdates lostUpdates;
    BlockedLoops blockedLoops;
    std::set<std::pair<EventKind, ObjectId>> namedHangs; ///< by what was waited for, and how
    bool crashTold = false;

    void look(const Model& model, model::EventIndex index);
    void checkCycle(const Model& model, LaneId lane, model::EventIndex index);
    void addDeadlock(const Model& model, std::vector<CycleEdge> cycle, model::EventIndex index);
    void add(const Model& model, Finding finding, model::EventIndex index);
    void checkOutcome(const Model& model);
};

void Findings::State::add(const Model& model, Finding finding, model::EventIndex index) {
    finding.event = index;
    finding.at = model.log()[index].time;
    list.add(std::move(finding));
}

void Findings::State::checkCycle(const Model& model, LaneId lane, model::EventIndex index) {
    std::vector<CycleEdge> cycle = deadlocks.closedBy(model, lane);
    if (!cycle.empty())
        addDeadlock(model, std::move(cycle), index);
}

void Findings::State::addDeadlock(const Model& model, std::vector<CycleEdge> cycle, model::EventIndex index) {
    const std::size_t before = list.all().size();
    list.add(deadlockFinding(model, std::move(cycle), index));
    if (list.all().size() > before)
        for (const LaneId lane : list.all().back().lanes)
            deadlockOf.emplace(lane, before);
}

void Findings::State::look(const Model& model, model::EventIndex index) {
    const model::LogEntry& entry = model.log()[index];
    switch (entry.kind) {
    case EventKind::AcquireWait:
    case EventKind::JoinBegin:
        checkCycle(model, LaneId{entry.lane}, index);
        break;
    case EventKind::Acquired: {
        // Only a new owner that waits for something else at the same time can close a cycle by taking a lock.
        const Lane* lane = model.lane(LaneId{entry.lane});
        if (lane && !lane->intervals().empty() && lane->intervals().back().state != model::State::Running)
            checkCycle(model, lane->id, index);
        break;
    }
    case EventKind::Resume:
        if (std::optional<Finding> finding = blockedLoops.resumed(model, entry, index))
            list.add(*std::move(finding));
        break;
    case EventKind::Read:
        if (model.object(ObjectId{entry.object}))
            lostUpdates.read(entry, index);
        break;
    case EventKind::Write:
        if (model.object(ObjectId{entry.object}))
            if (std::optional<Finding> finding = lostUpdates.write(model, entry, index))
                list.add(*std::move(finding));
        break;
    case EventKind::Fault: {
        const trace::Event event = model.event(index);
        // Locking a plain mutex again is not wrong by itself: it blocks for ever, and that is the finding.
        if (static_cast<trace::Misuse>(event.b) != trace::Misuse::RelockOfPlainMutex)
            add(model, misuseFinding(model, event, index), index);
        break;
    }
    case EventKind::LaneKilled: {
        const Lane* lane = model.lane(laneOf(ObjectId{entry.object}));
        // What the program itself asked for is no news, and of a family killed together one is told.
        if (lane && lane->endEvent == index && isNews(model.event(index))) {
            Finding finding = killedFinding(model, *lane, index);
            // The end of the run's own process is the end of the run: it is told once.
            crashTold = crashTold || finding.kind != FindingKind::Killed || !lane->parent;
            add(model, std::move(finding), index);
        }
        break;
    }
    case EventKind::LaneEnd: {
        // A child that ends with an exception says so; an exit status of its own choice is its own business.
        const trace::Event event = model.event(index);
        const Lane* lane = model.lane(laneOf(event.object));
        if (event.a != 0 && !event.text.empty() && lane && lane->kind == trace::LaneKind::Process && lane->endEvent == index) {
            Finding finding;
            finding.kind = FindingKind::Failed;
            finding.message = {patterns::FailureOf, {std::string(model.name(lane->id)), std::string(event.text)}, {}};
            finding.lanes = {lane->id};
            finding.events = {index};
            add(model, std::move(finding), index);
            crashTold = crashTold || !lane->parent;
        }
        break;
    }
    case EventKind::TraceFull: {
        Finding finding;
        finding.kind = FindingKind::LostEvents;
        finding.message = {patterns::LostEvents, {model::durationText(entry.time)}, {}};
        finding.events = {index};
        add(model, std::move(finding), index);
        break;
    }
    default:
        break;
    }
}

void Findings::State::checkOutcome(const Model& model) {
    if (!model.finished() || model.outcome() != trace::Outcome::Crashed || crashTold)
        return;
    crashTold = true;
    Finding finding;
    finding.kind = FindingKind::Crashed;
    finding.message = {patterns::Crash, {}, {}};
    finding.at = model.endTime();
    list.add(std::move(finding));
}

Findings::Findings() : m_state(std::make_unique<State>()) {}
Findings::~Findings() = default;
Findings::Findings(Findings&&) noexcept = default;
Findings& Findings::operator=(Findings&&) noexcept = default;

void Findings::update(const Model& model) {
    const auto count = static_cast<model::EventIndex>(model.log().size());
    while (m_state->next < count)
        m_state->look(model, m_state->next++);
}

void Findings::nameHangs(const Model& model) {
    m_state->checkOutcome(model);
    if (model.finished() && (model.outcome() == trace::Outcome::Finished || model.outcome() == trace::Outcome::Crashed))
        return;
    const auto last = static_cast<model::EventIndex>(model.log().size() - 1); // all that is known has led to them
    for (std::vector<CycleEdge>& cycle : m_state->deadlocks.leftOver(model))
        m_state->addDeadlock(model, std::move(cycle), last);
    for (Finding& finding : nameHangsOf(model, m_state->deadlocks)) {
        const ObjectId object = finding.objects.empty() ? ObjectId{} : finding.objects.front();
        if (m_state->namedHangs.emplace(model.log()[finding.event].kind, object).second)
            m_state->list.add(std::move(finding));
    }
}

const std::vector<Finding>& Findings::all() const {
    return m_state->list.all();
}

std::uint64_t Findings::found() const { return m_state->list.taken(); }

const Finding* Findings::deadlockOf(LaneId lane) const {
    const auto place = m_state->deadlockOf.find(lane);
    return place == m_state->deadlockOf.end() ? nullptr : &m_state->list.all()[place->second];
}

trace::Outcome Findings::standstillOutcome() const {
    const bool cycle = std::any_of(all().begin(), all().end(),
                                   [](const Finding& finding) { return finding.kind == FindingKind::Deadlock; });
    return cycle ? trace::Outcome::Deadlock : trace::Outcome::Hang;
}

} // namespace braid::analysis
