#include "engine/analysis/findings/findings.h"

#include "engine/analysis/findings/blocked_loops.h"
#include "engine/analysis/findings/deadlocks.h"
#include "engine/analysis/findings/finding_list.h"
#include "engine/analysis/findings/lost_updates.h"
#include "engine/analysis/findings/stuck_findings.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

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

const char* stuckCauseName(StuckCause cause) {
    constexpr const char* Names[] = {"none", "cycle", "self", "owner_gone", "inherited_at_fork",
                                     "lost_notification", "wrong_one_woken", "nobody_left", "pool_waits_for_itself"};
    return Names[static_cast<std::size_t>(cause)];
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

namespace {

/// Of two ascending lists.
bool overlap(const std::vector<std::pair<LaneId, model::EventIndex>>& a, const std::vector<std::pair<LaneId, model::EventIndex>>& b) {
    auto in = a.begin();
    for (auto other = b.begin(); in != a.end() && other != b.end();) {
        if (*in == *other)
            return true;
        *in < *other ? ++in : ++other;
    }
    return false;
}

} // namespace

struct Findings::State {
    /// A finding of lanes that are stuck so far.
    struct Stuck {
        std::size_t place = 0; ///< in the list
        std::vector<std::pair<LaneId, model::EventIndex>> waits;
        bool proven = false; ///< nothing in the run can open it
    };

    FindingList list;
    model::EventIndex next = 0; ///< the first event not looked at
    Deadlocks deadlocks;
    std::unordered_map<LaneId, std::size_t> deadlockOf; ///< by lane: the place of its deadlock in the list
    LostUpdates lostUpdates;
    BlockedLoops blockedLoops;
    std::vector<Stuck> stuck;
    std::size_t lookedAt = 0; ///< how many events there were when findStuck() looked last
    std::size_t calls = 0;    ///< of findStuck() since then
    bool crashTold = false;
    std::unordered_map<LaneId, Place> places;
    std::uint64_t placesKnown = 0; ///< list.taken() when they were put down

    void keepPlaces();
    void look(const Model& model, model::EventIndex index);
    void checkCycle(const Model& model, LaneId lane, model::EventIndex index);
    void addStuck(StuckFinding found, bool proven);
    void update(Stuck& known, StuckFinding found);
    void checkOpened(const Model& model);
    void takeBack(std::size_t place);
    void lookForStuck(const Model& model, bool atStandstill);
    void add(const Model& model, Finding finding, model::EventIndex index);
    void checkOutcome(const Model& model);
};

/// Whenever the list has changed.
void Findings::State::keepPlaces() {
    if (std::exchange(placesKnown, list.taken()) == list.taken())
        return;
    places.clear();
    for (std::size_t i = 0; i < list.all().size(); ++i) {
        const Finding& finding = list.all()[i];
        if (finding.cause == StuckCause::None)
            continue;
        for (std::size_t k = 0; k < finding.lanes.size(); ++k)
            places.insert_or_assign(finding.lanes[k], Place{i, static_cast<int>(k) + 1});
        for (const LaneId lane : finding.behind)
            places.try_emplace(lane, Place{i, 0});
    }
}

void Findings::State::add(const Model& model, Finding finding, model::EventIndex index) {
    finding.event = index;
    finding.at = model.log()[index].time;
    list.add(std::move(finding));
}

void Findings::State::checkCycle(const Model& model, LaneId lane, model::EventIndex index) {
    std::vector<CycleEdge> cycle = deadlocks.closedBy(model, lane);
    if (cycle.empty())
        return;
    StuckFinding found{deadlockFinding(model, std::move(cycle), {}, index), {}};
    const WaitRelation relation(model);
    for (const LaneId each : found.finding.lanes)
        if (const std::optional<LaneWait> wait = relation.plain(each))
            found.waits.emplace_back(each, wait->event);
    std::sort(found.waits.begin(), found.waits.end());
    addStuck(std::move(found), true);
}

void Findings::State::addStuck(StuckFinding found, bool proven) {
    const std::size_t place = list.all().size();
    const bool ring = found.finding.kind == FindingKind::Deadlock;
    const std::vector<LaneId> lanes = found.finding.lanes;
    list.add(std::move(found.finding));
    if (ring)
        deadlocks.keep(lanes);
    if (list.all().size() == place)
        return; // one of many, of which one finding tells
    if (ring)
        for (const LaneId lane : lanes)
            deadlockOf.emplace(lane, place);
    stuck.push_back({place, std::move(found.waits), proven});
}

/// What is known by now of a finding told before: who stands behind it, and who came to it.
void Findings::State::update(Stuck& known, StuckFinding found) {
    Finding& told = list.at(known.place);
    Finding& now = found.finding;
    known.waits = std::move(found.waits);
    if (told.kind != now.kind || now.behind != told.behind || now.lanes != told.lanes)
        list.touch();
    if (told.kind == FindingKind::Deadlock) {
        told.waits = std::move(now.waits);
        told.behind = std::move(now.behind);
        return;
    }
    now.at = told.at;
    now.event = told.event;
    told = std::move(now);
}

void Findings::State::takeBack(std::size_t place) {
    list.remove(place);
    for (Stuck& other : stuck)
        other.place -= other.place > place ? 1 : 0;
    for (auto& [lane, ring] : deadlockOf)
        ring -= ring > place ? 1 : 0;
}

void Findings::State::checkOpened(const Model& model) {
    const WaitRelation relation(model);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < stuck.size(); ++i) {
        const auto killed = [](const Lane* lane) { return lane && !lane->unfinished() && lane->end != model::End::Finished; };
        // Of those that have gone on, one that was killed: that let the others go.
        auto moved = stuck[i].waits.end();
        for (auto wait = stuck[i].waits.begin(); wait != stuck[i].waits.end(); ++wait) {
            const std::optional<LaneWait> now = relation.plain(wait->first);
            if (now && now->event == wait->second)
                continue;
            if (moved == stuck[i].waits.end() || killed(model.lane(wait->first)))
                moved = wait;
        }
        if (moved == stuck[i].waits.end()) {
            if (kept != i)
                stuck[kept] = std::move(stuck[i]);
            ++kept;
            continue;
        }
        const Lane* lane = model.lane(moved->first);
        const std::size_t place = stuck[i].place;
        Finding& told = list.at(place);
        deadlocks.open(told.lanes);
        for (const LaneId each : told.lanes)
            if (const auto ring = deadlockOf.find(each); ring != deadlockOf.end() && ring->second == place)
                deadlockOf.erase(ring);
        if (!stuck[i].proven) {
            takeBack(place);
            continue;
        }
        const std::optional<model::Interval> waited = lane ? lane->at(told.at) : std::nullopt;
        told.openedAt = waited ? std::min(waited->end, model.endTime()) : model.endTime();
        const std::string later = model::durationText(std::max<model::Nanos>(told.openedAt - told.at, 0));
        told.message.parts.push_back(killed(lane) ? model::Sentence{patterns::OpenedByKill, {later, std::string(model.name(lane->id))}, {}}
                                                  : model::Sentence{patterns::OpenedLater, {later}, {}});
        list.touch();
    }
    stuck.resize(kept);
}

void Findings::State::lookForStuck(const Model& model, bool atStandstill) {
    lookedAt = model.log().size();
    calls = 0;
    checkOpened(model);
    for (StuckFinding& found : findingsOfStuck(model, deadlocks, atStandstill)) {
        const auto known = std::find_if(stuck.begin(), stuck.end(), [&found](const Stuck& each) { return overlap(found.waits, each.waits); });
        if (known == stuck.end()) {
            addStuck(std::move(found), atStandstill);
        } else {
            known->proven = known->proven || atStandstill;
            update(*known, std::move(found));
        }
    }
    keepPlaces();
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
    case EventKind::Suspend:
        if (model.lane(laneOf(ObjectId{entry.object})))
            checkCycle(model, LaneId{entry.lane}, index);
        break;
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
    m_state->keepPlaces();
}

void Findings::findStuck(const Model& model) {
    // A look costs as much as there are lanes: with very many of them it is made less often.
    constexpr std::size_t LanesPerEvent = 4, LanesPerCall = 2000;
    const std::size_t events = model.log().size() - m_state->lookedAt, lanes = model.lanes().size();
    ++m_state->calls;
    if (events > 0 && (events * LanesPerEvent >= lanes || m_state->calls * LanesPerCall >= lanes))
        m_state->lookForStuck(model, false);
}

void Findings::nameHangs(const Model& model) {
    m_state->checkOutcome(model);
    if (model.finished() && (model.outcome() == trace::Outcome::Finished || model.outcome() == trace::Outcome::Crashed)) {
        m_state->checkOpened(model);
        m_state->keepPlaces();
        return;
    }
    m_state->lookForStuck(model, true);
}

const std::vector<Finding>& Findings::all() const {
    return m_state->list.all();
}

std::uint64_t Findings::found() const { return m_state->list.taken(); }

const Finding* Findings::deadlockOf(LaneId lane) const {
    const auto place = m_state->deadlockOf.find(lane);
    return place == m_state->deadlockOf.end() ? nullptr : &m_state->list.all()[place->second];
}

std::optional<Findings::Place> Findings::stuckIn(LaneId lane) const {
    const auto place = m_state->places.find(lane);
    return place == m_state->places.end() ? std::nullopt : std::optional(place->second);
}

trace::Outcome Findings::standstillOutcome() const {
    const bool cycle = std::any_of(all().begin(), all().end(),
                                   [](const Finding& finding) { return finding.kind == FindingKind::Deadlock && finding.openedAt < 0; });
    return cycle ? trace::Outcome::Deadlock : trace::Outcome::Hang;
}

} // namespace braid::analysis
