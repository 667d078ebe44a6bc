#include "engine/analysis/findings/findings.h"

#include "engine/analysis/findings/blocked_loops.h"
#include "engine/analysis/findings/deadlocks.h"
#include "engine/analysis/findings/event_findings.h"
#include "engine/analysis/findings/finding_list.h"
#include "engine/analysis/findings/livelocks.h"
#include "engine/analysis/findings/lost_updates.h"
#include "engine/analysis/findings/stuck_findings.h"
#include "engine/analysis/waiting/stuck_watch.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace braid::analysis {

using model::Lane;
using model::Model;
using model::Sentence;
using trace::EventKind;
namespace patterns = model::patterns;

struct Findings::State {
    /// A finding of lanes that are stuck so far.
    struct Stuck {
        std::size_t place = 0; ///< in the list
        std::vector<std::pair<LaneId, model::EventIndex>> waits;
        bool proven = false; ///< nothing in the run can open it
    };

    /// A livelock that goes on so far.
    struct Livelocked {
        std::size_t place = 0; ///< in the list
        std::vector<std::pair<LaneId, model::Nanos>> rounds;
        bool proven = false;
        model::Nanos toldAt = 0;
    };

    FindingList list;
    model::EventIndex next = 0; ///< the first event not looked at
    Deadlocks deadlocks;
    LostUpdates lostUpdates;
    /// Of a variable that is one of so many that only their number is told.
    static constexpr std::size_t Untold = SIZE_MAX;
    std::map<std::pair<ObjectId, UpdateLoss>, std::size_t> lossOf; ///< by variable: the place of its finding in the list
    BlockedLoops blockedLoops;
    std::vector<Stuck> stuck;
    Retries retries;
    std::vector<Livelocked> livelocked;
    std::size_t lookedAt = 0; ///< how many events there were when findStuck() looked last
    std::size_t calls = 0;    ///< of findStuck() since then
    StuckWatch watch;
    bool looks = false;      ///< findStuck() is called
    bool worthALook = false; ///< somebody may be stuck who was not when findStuck() looked last
    bool crashTold = false;
    StuckPlaces places;
    bool placesStale = false; ///< the findings of stuck lanes have changed

    std::size_t restOfLosses = Untold; ///< the place of the finding that stands for those

    void keepPlaces();
    void look(const Model& model, model::EventIndex index);
    void tellLoss(const Model& model, ObjectId variable, UpdateLoss loss);
    void tellTotals(const Model& model);
    void checkCycle(const Model& model, LaneId lane, model::EventIndex index);
    void addStuck(StuckFinding found, bool proven);
    void update(Stuck& known, StuckFinding found);
    void checkOpened(const Model& model);
    void takeBack(std::size_t place);
    void lookForStuck(const Model& model, bool atStandstill, const std::function<bool()>& sure);
    bool lookAmong(const Model& model, const std::vector<LaneId>& lanes, const std::function<bool()>& sure);
    void lookForLivelocks(const Model& model, const std::function<bool()>& isSure);
    void closeLivelocks(const Model& model);
    void add(const Model& model, Finding finding, model::EventIndex index);
    void checkOutcome(const Model& model);
};

void Findings::State::keepPlaces() {
    if (std::exchange(placesStale, false))
        places.renew(list.all());
}

namespace {

/// What is said of it by what is known now, as of the names of its places.
Sentence saidAnew(const Model& model, const Finding& finding) {
    if (finding.count == 1 && !finding.cycle.empty())
        return deadlockSaidAnew(model, finding);
    if (finding.count == 1 && finding.kind == FindingKind::Crashed && finding.event != model::NoEvent)
        if (std::optional<EventFinding> found = findingOfEvent(model, finding.event))
            return found->finding.message;
    return finding.message;
}

} // namespace

void Findings::sayAnew(const Model& model) {
    for (std::size_t i = 0; i < m_state->list.all().size(); ++i) {
        Finding& finding = m_state->list.at(i);
        if (Sentence anew = saidAnew(model, finding); anew.english() != finding.message.english()) {
            finding.message = std::move(anew);
            m_state->list.touch();
        }
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
    placesStale = true;
    const std::size_t place = list.all().size();
    if (!found.finding.cycle.empty())
        deadlocks.keep(found.finding.lanes);
    list.add(std::move(found.finding));
    if (list.all().size() == place)
        return; // one of many, of which one finding tells
    stuck.push_back({place, std::move(found.waits), proven});
}

/// What is known by now of a finding told before: who stands behind it, and who came to it.
void Findings::State::update(Stuck& known, StuckFinding found) {
    placesStale = true;
    Finding& told = list.at(known.place);
    Finding& now = found.finding;
    known.waits = std::move(found.waits);
    if ((told.cycle.empty() && told.kind != now.kind) || now.behind != told.behind || now.lanes != told.lanes)
        list.touch();
    if (!told.cycle.empty()) { // it stays what it is
        told.waits = std::move(now.waits);
        told.behind = std::move(now.behind);
        return;
    }
    now.at = told.at;
    now.event = told.event;
    told = std::move(now);
}

/// One finding of each variable that lost something: told, brought up to date, or taken back.
void Findings::State::tellLoss(const Model& model, ObjectId variable, UpdateLoss loss) {
    if (const auto known = lossOf.find({variable, loss}); known != lossOf.end()) {
        const std::size_t place = known->second;
        if (place == Untold) {
            if (std::optional<Finding> last = lostUpdates.finding(model, variable, loss)) {
                last->count = 1; // those before it are counted
                list.add(*std::move(last));
            }
            return;
        }
        const std::uint64_t before = list.at(place).count;
        if (!lostUpdates.renew(model, variable, loss, list.at(place))) {
            lossOf.erase(known);
            takeBack(place);
        } else if (list.at(place).count != before) {
            list.touch();
        }
    } else if (std::optional<Finding> now = lostUpdates.finding(model, variable, loss)) {
        const std::size_t size = list.all().size(), place = list.add(*std::move(now));
        lossOf.emplace(std::pair(variable, loss), place == size ? place : Untold);
        if (place != size && std::exchange(restOfLosses, place) != place)
            for (auto& [about, other] : lossOf) // the one that stands for all that follow is nobody's own any more
                other = other == place ? Untold : other;
    }
}

/// Adds what all accesses to a variable come to.
void Findings::State::tellTotals(const Model& model) {
    for (const auto& [about, place] : lossOf) {
        if (about.second != UpdateLoss::Overwritten || place == Untold)
            continue;
        std::optional<Finding> now = lostUpdates.finding(model, about.first, about.second);
        now->total = lostUpdates.total(model, about.first);
        Finding& told = list.at(place);
        if (const auto& values = now->total->values; values && values->last != values->expected && now->total->updates > 0) {
            const auto text = [&values](std::uint64_t bits) {
                trace::Event value;
                std::tie(value.a, value.b) = std::pair(bits, static_cast<std::uint32_t>(values->type));
                return model::valueText(value);
            };
            const bool one = now->total->updates == 1;
            Sentence sentence{model.finished() ? (one ? patterns::UpdateLost : patterns::UpdatesLost)
                                               : (one ? patterns::UpdateLostSoFar : patterns::UpdatesLostSoFar),
                              {text(values->last), text(values->expected)},
                              {}};
            if (!one)
                sentence.arguments.push_back(std::to_string(now->total->updates));
            now->message.parts.insert(now->message.parts.begin(), std::move(sentence));
        }
        if (told.total == now->total && told.message.english() == now->message.english())
            continue;
        told = *std::move(now);
        list.touch();
    }
}

void Findings::State::takeBack(std::size_t place) {
    placesStale = true;
    list.remove(place);
    for (auto& [about, other] : lossOf)
        other -= other > place && other != Untold ? 1 : 0;
    restOfLosses -= restOfLosses > place && restOfLosses != Untold ? 1 : 0;
    for (Stuck& other : stuck)
        other.place -= other.place > place ? 1 : 0;
    for (Livelocked& other : livelocked)
        other.place -= other.place > place ? 1 : 0;
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
        if (!stuck[i].proven || onlyBeganToWait(model, told)) {
            takeBack(place);
            continue;
        }
        const std::optional<model::Interval> waited = lane ? lane->at(told.at) : std::nullopt;
        told.openedAt = waited ? std::min(waited->end, model.endTime()) : model.endTime();
        const std::string later = model::durationText(std::max<model::Nanos>(told.openedAt - told.at, 0));
        told.message.parts.push_back(killed(lane) ? model::Sentence{patterns::OpenedByKill, {later, model::named(model, lane->id)}, {}}
                                                  : model::Sentence{patterns::OpenedLater, {later}, {}});
        list.touch();
    }
    stuck.resize(kept);
}

void Findings::State::lookForStuck(const Model& model, bool atStandstill, const std::function<bool()>& sure) {
    std::optional<bool> answer;
    const auto isSure = [&] {
        if (!answer)
            answer = !sure || sure();
        return *answer;
    };
    lookedAt = model.log().size();
    calls = 0;
    worthALook = false;
    checkOpened(model);
    lookForLivelocks(model, isSure);
    for (StuckFinding& found : findingsOfStuck(model, deadlocks, atStandstill)) {
        const auto known = std::find_if(stuck.begin(), stuck.end(), [&found](const Stuck& each) { return overlap(found.waits, each.waits); });
        if (known == stuck.end()) {
            if (!isSure())
                continue;
            addStuck(std::move(found), atStandstill);
        } else {
            known->proven = known->proven || atStandstill;
            update(*known, std::move(found));
        }
    }
    keepPlaces();
}

/// Names those that are stuck whatever the rest does. Who came to them and who stands behind them the next look at all lanes adds.
/// Whether there was somebody new.
bool Findings::State::lookAmong(const Model& model, const std::vector<LaneId>& lanes, const std::function<bool()>& sure) {
    if (lanes.empty())
        return false;
    bool any = false;
    for (StuckFinding& found : findingsAmong(model, deadlocks, lanes)) {
        const bool known = std::any_of(stuck.begin(), stuck.end(), [&found](const Stuck& each) { return overlap(found.waits, each.waits); });
        if (known || (sure && !sure()))
            continue;
        addStuck(std::move(found), false);
        any = true;
    }
    keepPlaces();
    return any;
}

/// Where one of its lanes got somewhere: what was proven did open, the rest was none.
void Findings::State::closeLivelocks(const Model& model) {
    std::vector<Livelocked> before = std::exchange(livelocked, {});
    for (std::size_t i = 0; i < before.size(); ++i) {
        model::Nanos openedAt = -1;
        for (const auto& [id, since] : before[i].rounds) {
            const Lane* lane = model.lane(id);
            const Rounds* rounds = retries.of(id);
            if (lane && !lane->unfinished())
                openedAt = std::max(openedAt, lane->ended);
            else if (!rounds || rounds->since != since)
                openedAt = std::max(openedAt, rounds ? rounds->progressAt : model.endTime());
        }
        if (openedAt < 0) {
            livelocked.push_back(std::move(before[i]));
            continue;
        }
        const std::size_t place = before[i].place;
        if (before[i].proven) {
            Finding& told = list.at(place);
            told.openedAt = openedAt;
            told.message.parts.push_back({patterns::OpenedLater, {model::durationText(std::max<model::Nanos>(openedAt - told.at, 0))}, {}});
            list.touch();
            continue;
        }
        takeBack(place);
        for (std::size_t k = i + 1; k < before.size(); ++k)
            before[k].place -= before[k].place > place ? 1 : 0;
    }
}

void Findings::State::lookForLivelocks(const Model& model, const std::function<bool()>& isSure) {
    closeLivelocks(model);
    const bool othersMayHelp = !model.finished() && model.unknownThreadsAt(model.endTime()) > 0;
    for (LivelockFinding& found : livelocksIn(model, retries)) {
        const auto known = std::find_if(livelocked.begin(), livelocked.end(), [&found](const Livelocked& each) { return overlap(found.rounds, each.rounds); });
        const std::size_t place = known == livelocked.end() ? list.all().size() : known->place;
        placesStale = true;
        if (known == livelocked.end()) {
            if (othersMayHelp || !isSure())
                continue;
            list.add(std::move(found.finding));
            if (list.all().size() > place) // else one of many, of which one finding tells
                livelocked.push_back({place, std::move(found.rounds), found.proven, model.endTime()});
            continue;
        }
        // The counts grow with each look; they are told anew now and then.
        if (model.finished() || model.endTime() - known->toldAt > known->toldAt / 8) {
            known->toldAt = model.endTime();
            list.at(place) = std::move(found.finding);
            list.touch();
        }
        known->rounds = std::move(found.rounds);
        known->proven = found.proven;
    }
}

void Findings::State::look(const Model& model, model::EventIndex index) {
    const model::LogEntry& entry = model.log()[index];
    retries.take(model, index);
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
    case EventKind::Write:
    case EventKind::Modify:
        if (lostUpdates.take(model, index))
            for (const UpdateLoss loss : {UpdateLoss::Overwritten, UpdateLoss::StaleCheck})
                tellLoss(model, ObjectId{entry.object}, loss);
        break;
    case EventKind::Fault:
    case EventKind::LaneKilled:
    case EventKind::LaneEnd:
    case EventKind::TraceFull:
        if (std::optional<EventFinding> found = findingOfEvent(model, index)) {
            crashTold = crashTold || found->tellsTheEnd;
            add(model, std::move(found->finding), index);
        }
        break;
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

namespace {

/// With more lanes a look at all of them is made only where it is worth it, and now and then.
constexpr std::size_t FewLanes = 2000;

} // namespace

void Findings::update(const Model& model) {
    const auto count = static_cast<model::EventIndex>(model.log().size());
    const bool watched = m_state->looks && model.lanes().size() > FewLanes;
    for (; m_state->next < count; ++m_state->next) {
        m_state->look(model, m_state->next);
        if (watched)
            m_state->watch.update(model, m_state->next);
    }
    m_state->keepPlaces();
}

void Findings::findStuck(const Model& model, const std::function<bool()>& sure) {
    const std::size_t events = model.log().size() - m_state->lookedAt, lanes = model.lanes().size();
    ++m_state->calls;
    m_state->looks = true;
    if (events == 0)
        return;
    if (lanes <= FewLanes) {
        // A look takes less than a microsecond a lane; where hardly anything happens, it waits for some more.
        constexpr std::size_t LanesPerEvent = 4;
        if (events * LanesPerEvent >= lanes || m_state->calls * FewLanes >= lanes)
            m_state->lookForStuck(model, false, sure);
        return;
    }
    // Rarely enough that an event costs no more than with few lanes, and that all looks together take some hundredths of the time.
    constexpr std::size_t EventsPerLane = 32, LanesPerCall = 100, LanesPerWorthyCall = 20'000;
    m_state->worthALook = m_state->watch.worthALook(model) || m_state->worthALook;
    // First of those few of whom it is sure; the next call adds who stands behind them.
    if (m_state->lookAmong(model, m_state->watch.suspects(), sure))
        return;
    if (events >= lanes * EventsPerLane || m_state->calls * (m_state->worthALook ? LanesPerWorthyCall : LanesPerCall) >= lanes)
        m_state->lookForStuck(model, false, sure);
}

void Findings::nameHangs(const Model& model) {
    m_state->checkOutcome(model);
    m_state->tellTotals(model);
    if (model.finished() && (model.outcome() == trace::Outcome::Finished || model.outcome() == trace::Outcome::Crashed)) {
        m_state->checkOpened(model);
        m_state->closeLivelocks(model);
        m_state->keepPlaces();
        return;
    }
    m_state->lookForStuck(model, true, {});
}

const std::vector<Finding>& Findings::all() const {
    return m_state->list.all();
}

std::uint64_t Findings::found() const { return m_state->list.taken(); }

const Finding* Findings::deadlockOf(LaneId lane) const {
    const std::optional<Place> place = stuckIn(lane);
    const Finding* finding = place && place->number > 0 ? &all()[place->finding] : nullptr;
    return finding && finding->kind == FindingKind::Deadlock && finding->openedAt < 0 ? finding : nullptr;
}

std::optional<Findings::Place> Findings::stuckIn(LaneId lane) const { return m_state->places.of(lane); }

trace::Outcome Findings::standstillOutcome() const {
    const bool cycle = std::any_of(all().begin(), all().end(),
                                   [](const Finding& finding) { return finding.kind == FindingKind::Deadlock && finding.openedAt < 0; });
    return cycle ? trace::Outcome::Deadlock : trace::Outcome::Hang;
}

} // namespace braid::analysis
