#include "engine/analysis/findings/livelocks.h"

#include "engine/analysis/findings/stuck_text.h"
#include "engine/analysis/waiting/stuck.h"
#include "engine/model/query/current_wait.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace braid::analysis {

using model::Lane;
using model::Model;
using model::Nanos;
using model::Object;
using model::Sentence;
namespace patterns = model::patterns;

namespace {

/// Who waits in the ordinary way for less than this may well do so in each of its rounds.
constexpr Nanos WithinARound = 200'000'000;
/// Of the times that one lock was held, so many are looked at, the last ones first.
constexpr std::size_t MostHoldings = 1024;
constexpr std::size_t MostSaidOfALane = 2;
constexpr std::size_t MostLanesSaid = 12;

/// A lane that repeats itself, or one that waits without a time limit.
struct Member {
    LaneId lane;
    const Rounds* rounds = nullptr;
    LaneWait wait;      ///< where it does not repeat itself
    bool moves = false; ///< it may be helped
    std::size_t group = 0;
};

class LivelockSurvey {
public:
    LivelockSurvey(const Model& model, const Retries& retries) : m_model(model), m_retries(retries), m_relation(model) {}
    std::vector<LivelockFinding> livelocks();

private:
    void collect();
    void takeAwayWhomOthersHelp();
    void addMover(const Lane& lane);
    [[nodiscard]] bool holdsUp(const Member& member) const;
    [[nodiscard]] bool anyMayGive(const Member& member, const Attempt& attempt) const;
    [[nodiscard]] bool helped(const Member& member);
    [[nodiscard]] bool waiterHelped(Member& member);
    [[nodiscard]] bool attemptHelped(const Member& member, const Attempt& attempt);
    [[nodiscard]] std::vector<model::Holding> holders(const Member& member, const Attempt& attempt) const;
    [[nodiscard]] bool mayMove(LaneId lane) const;
    [[nodiscard]] bool isThere(const Attempt& attempt) const;
    [[nodiscard]] static bool counts(const Member& member, const Attempt& attempt) { return attempt.times * 4 >= member.rounds->mostTimes(); }
    [[nodiscard]] std::unordered_set<LaneId> stuckAnyway();
    [[nodiscard]] bool isConsequence(const Member& member, const std::unordered_set<LaneId>& stuck) const;
    void joinGroups();
    void unite(std::size_t a, LaneId other);
    [[nodiscard]] std::size_t groupOf(std::size_t member) const;
    [[nodiscard]] LivelockFinding told(const std::vector<std::size_t>& group) const;
    void tellRounds(LivelockFinding& result, const Member& member) const;
    [[nodiscard]] Sentence sentenceOf(const Member& member, const CycleEdge& edge, const Attempt& attempt) const;

    const Model& m_model;
    const Retries& m_retries;
    WaitRelation m_relation;
    std::vector<Member> m_members;
    std::unordered_map<LaneId, std::size_t> m_memberOf;
    bool m_anyMoves = false;         ///< a lane outside
    std::vector<LaneId> m_repeating; ///< lanes outside that go their rounds, as long as all of them do
    Nanos m_repeatSince = INT64_MAX; ///< the earliest repeatsSince() of them; -1 where one does not
};

void LivelockSurvey::collect() {
    for (const LaneId id : m_model.lanes()) {
        const Lane* lane = m_model.lane(id);
        if (!lane->unfinished() || lane->kind == trace::LaneKind::Process)
            continue;
        std::optional<LaneWait> wait = m_relation.plain(id);
        const bool ordinary = wait && (wait->turn || !(wait->timed || wait->served));
        const Rounds* rounds = m_retries.repeatedBy(m_model, id);
        if (rounds && ordinary && m_model.endTime() - wait->since >= WithinARound)
            rounds = nullptr;
        if (!rounds && !ordinary) {
            if (wait || canMove(m_model, *lane))
                addMover(*lane);
            continue;
        }
        m_memberOf.emplace(id, m_members.size());
        m_members.push_back({id, rounds, rounds ? LaneWait{} : *std::move(wait), false, m_members.size()});
        if (!rounds)
            m_relation.fill(m_members.back().wait);
    }
}

void LivelockSurvey::addMover(const Lane& lane) {
    m_anyMoves = true;
    if (m_repeatSince >= 0)
        m_repeatSince = std::min(m_repeatSince, repeatsSince(m_model, lane));
    m_repeating.push_back(lane.id);
}

/// The lane has held a lock through all its rounds for which another one waits.
bool LivelockSurvey::holdsUp(const Member& member) const {
    return std::any_of(m_members.begin(), m_members.end(), [&member](const Member& other) {
        return !other.rounds && !other.moves && other.wait.need == Need::Release && std::any_of(other.wait.givers.begin(), other.wait.givers.end(), [&member](const Giver& giver) {
            return giver.lane == member.lane && giver.tie == Tie::Owner && giver.event < member.rounds->first;
        });
    });
}

/// A lane outside may give what anybody can give.
bool LivelockSurvey::anyMayGive(const Member& member, const Attempt& attempt) const {
    if (!m_anyMoves || m_repeatSince < member.rounds->since || !holdsUp(member))
        return m_anyMoves;
    const Object* object = m_model.object(attempt.object);
    return !object || std::any_of(m_repeating.begin(), m_repeating.end(), [object](LaneId lane) { return object->usedBy(lane) || object->creator == lane; });
}

bool LivelockSurvey::mayMove(LaneId id) const {
    const Lane* lane = m_model.lane(id);
    if (!lane || !lane->unfinished())
        return false;
    const auto member = m_memberOf.find(id);
    return member == m_memberOf.end() || m_members[member->second].moves;
}

bool LivelockSurvey::waiterHelped(Member& member) {
    const LaneWait& wait = member.wait;
    if (wait.turn && wait.turn != wait.lane && !mayMove(wait.turn))
        return false;
    if (wait.timed || wait.served)
        return true;
    // Who repeats itself gives back in each of its rounds what it took in it.
    const auto givesBack = [this](const Giver& giver) {
        const auto other = m_memberOf.find(giver.lane);
        const Rounds* rounds = other != m_memberOf.end() ? m_members[other->second].rounds : nullptr;
        return rounds && (giver.tie == Tie::Owner || giver.tie == Tie::Taker) && giver.event != model::NoEvent && giver.event > rounds->first;
    };
    if (!wait.each)
        return m_anyMoves || std::any_of(wait.givers.begin(), wait.givers.end(), givesBack);
    return std::all_of(wait.givers.begin(), wait.givers.end(), [&](const Giver& giver) {
        return giver.tie != Tie::ParentsOwner && (mayMove(giver.lane) || givesBack(giver));
    });
}

/// Who held what it tries for, while it went round.
std::vector<model::Holding> LivelockSurvey::holders(const Member& member, const Attempt& attempt) const {
    std::vector<model::Holding> holders;
    const Object* object = m_model.object(attempt.object);
    if (!object || !object->ownable())
        return holders;
    const auto add = [&holders](const model::Holding& holding) {
        if (std::none_of(holders.begin(), holders.end(), [&](const model::Holding& known) { return known.lane == holding.lane; }))
            holders.push_back(holding);
    };
    std::size_t looked = 0;
    for (const model::Holding& owner : object->owners)
        if (++looked <= MostHoldings)
            add(owner);
    looked = 0;
    for (const model::Holding& holding : object->holdings().all().reversed()) {
        if (++looked > MostHoldings || (object->exclusive() && holding.end <= member.rounds->since))
            break;
        if (holding.end > member.rounds->since)
            add(holding);
    }
    return holders;
}

bool LivelockSurvey::isThere(const Attempt& attempt) const {
    const Object* object = m_model.object(attempt.object);
    if (!object)
        return false;
    switch (attempt.need) {
    case Need::Permit:
        return object->value > 0;
    case Need::Item:
        return object->value > object->orphaned;
    case Need::Room:
        return object->kind == trace::ObjectKind::Pipe ? object->value == 0 : object->initial == 0 || object->value < object->initial;
    case Need::Set:
        return object->value != 0;
    case Need::CountDown:
        return object->value <= 0;
    default:
        return false;
    }
}

bool LivelockSurvey::attemptHelped(const Member& member, const Attempt& attempt) {
    switch (attempt.need) {
    case Need::Release: {
        const std::vector<model::Holding> known = holders(member, attempt);
        return known.empty() || std::any_of(known.begin(), known.end(), [&](const model::Holding& holder) {
                   const Lane* lane = m_model.lane(holder.lane);
                   return mayMove(holder.lane) || (lane && !lane->unfinished() && holder.end != model::Open);
               });
    }
    case Need::End: {
        const Lane* awaited = m_model.lane(laneOf(attempt.object));
        if (awaited && awaited->kind == trace::LaneKind::Process)
            return !awaited->unfinished() || std::any_of(awaited->children.begin(), awaited->children.end(), [this](LaneId child) { return mayMove(child); });
        return !awaited || !awaited->unfinished() || mayMove(awaited->id);
    }
    default:
        return isThere(attempt) || anyMayGive(member, attempt);
    }
}

bool LivelockSurvey::helped(const Member& member) {
    // Who goes in step with others may do what anybody can give; what has an owner it has not got.
    if (member.rounds->inStep && std::any_of(member.rounds->attempts.begin(), member.rounds->attempts.end(), [](const Attempt& attempt) { return attempt.need != Need::Release; }))
        return true;
    return std::any_of(member.rounds->attempts.begin(), member.rounds->attempts.end(),
                       [&](const Attempt& attempt) { return counts(member, attempt) && attemptHelped(member, attempt); });
}

void LivelockSurvey::takeAwayWhomOthersHelp() {
    for (bool changed = true; changed;) {
        changed = false;
        for (Member& member : m_members) {
            if (member.moves || !(member.rounds ? helped(member) : waiterHelped(member)))
                continue;
            member.moves = m_anyMoves = changed = true;
            m_repeatSince = -1; // what it does next is not known
        }
    }
}

/// Those who would be stuck even if all who repeat themselves did something else.
std::unordered_set<LaneId> LivelockSurvey::stuckAnyway() {
    const std::vector<Member> before = m_members;
    const bool moved = std::exchange(m_anyMoves, true);
    const Nanos since = std::exchange(m_repeatSince, -1);
    for (Member& member : m_members)
        member.moves = member.moves || member.rounds;
    takeAwayWhomOthersHelp();
    std::unordered_set<LaneId> stuck;
    for (const Member& member : m_members)
        if (!member.moves)
            stuck.insert(member.lane);
    m_members = before;
    m_anyMoves = moved;
    m_repeatSince = since;
    return stuck;
}

bool LivelockSurvey::isConsequence(const Member& member, const std::unordered_set<LaneId>& stuck) const {
    if (stuck.empty())
        return false;
    return std::all_of(member.rounds->attempts.begin(), member.rounds->attempts.end(), [&](const Attempt& attempt) {
        if (attempt.need == Need::End)
            return stuck.contains(laneOf(attempt.object));
        if (attempt.need != Need::Release)
            return true;
        const std::vector<model::Holding> known = holders(member, attempt);
        return std::all_of(known.begin(), known.end(), [&](const model::Holding& holder) { return stuck.contains(holder.lane); });
    });
}

std::size_t LivelockSurvey::groupOf(std::size_t member) const {
    while (m_members[member].group != member)
        member = m_members[member].group;
    return member;
}

void LivelockSurvey::unite(std::size_t a, LaneId other) {
    const auto member = m_memberOf.find(other);
    if (member == m_memberOf.end() || m_members[member->second].moves)
        return;
    const std::size_t one = groupOf(a), two = groupOf(member->second);
    m_members[std::max(one, two)].group = std::min(one, two);
}

/// Lanes that depend on each other belong together, and those that try for the same thing.
void LivelockSurvey::joinGroups() {
    std::map<std::pair<ObjectId, Need>, LaneId> first;
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        const Member& member = m_members[i];
        if (member.moves)
            continue;
        if (!member.rounds) {
            for (const Giver& giver : member.wait.givers)
                unite(i, giver.lane);
            continue;
        }
        for (const Attempt& attempt : member.rounds->attempts) {
            unite(i, first.try_emplace({attempt.object, attempt.need}, member.lane).first->second);
            if (attempt.need == Need::End)
                unite(i, laneOf(attempt.object));
            for (const model::Holding& holder : holders(member, attempt))
                unite(i, holder.lane);
        }
    }
}

Sentence LivelockSurvey::sentenceOf(const Member& member, const CycleEdge& edge, const Attempt& attempt) const {
    const std::string who = model::named(m_model, edge.lane), what = nameAt(m_model, m_model.name(edge.waitsFor), edge.waitSite);
    const std::string times = model::countText(attempt.times), lasted = model::durationText(member.rounds->lastTry - member.rounds->since);
    const std::string holder = edge.heldBy ? nameAt(m_model, m_model.name(edge.heldBy), edge.heldSite) : "?";
    switch (attempt.need) {
    case Need::Release:
        return edge.heldBy == edge.lane ? Sentence{patterns::AgainHeldBySelf, {who, what, times, lasted}, {}}
                                        : Sentence{patterns::AgainHeld, {who, what, times, lasted, holder}, {}};
    case Need::Permit:
        return {patterns::AgainPermit, {who, what, times, lasted, holder}, {}};
    case Need::Item:
        return {patterns::AgainItem, {who, what, times, lasted}, {}};
    case Need::Room:
        return {patterns::AgainRoom, {who, what, times, lasted}, {}};
    case Need::End:
        return {patterns::AgainEnd, {who, what, times, lasted}, {}};
    case Need::Change:
        return {patterns::AgainLooks, {who, what, times, lasted, model::valueText(m_model.event(attempt.last))}, {}};
    default:
        return {patterns::AgainWaits, {who, what, times, lasted}, {}};
    }
}

void LivelockSurvey::tellRounds(LivelockFinding& result, const Member& member) const {
    Finding& finding = result.finding;
    result.rounds.emplace_back(member.lane, member.rounds->since);
    finding.lanes.push_back(member.lane);
    std::vector<Attempt> attempts;
    for (const Attempt& attempt : member.rounds->attempts)
        if (counts(member, attempt))
            attempts.push_back(attempt);
    // A look at a variable says less than what the lane tries for because of it.
    std::stable_sort(attempts.begin(), attempts.end(), [](const Attempt& a, const Attempt& b) {
        return std::pair(a.need == Need::Change, b.times) < std::pair(b.need == Need::Change, a.times);
    });
    std::size_t said = 0;
    for (const Attempt& attempt : attempts) {
        CycleEdge edge{member.lane, attempt.object, {}, attempt.site, {}, attempt.need, Tie::Owner};
        const std::vector<model::Holding> known = holders(member, attempt);
        for (const model::Holding& holder : known)
            if (!edge.heldBy || edge.heldBy == member.lane)
                std::tie(edge.heldBy, edge.heldSite) = std::pair(holder.lane, m_model.siteOf(holder.acquired));
        result.proven = result.proven && (attempt.need == Need::Release || attempt.need == Need::End);
        if (std::find(finding.objects.begin(), finding.objects.end(), attempt.object) == finding.objects.end())
            finding.objects.push_back(attempt.object);
        finding.events.push_back(attempt.last);
        finding.waits.push_back(edge);
        finding.times.push_back(attempt.times);
        if (said++ < MostSaidOfALane && finding.message.parts.size() < MostLanesSaid)
            finding.message.parts.push_back(sentenceOf(member, edge, attempt));
    }
    if (member.rounds->since >= finding.at) {
        finding.at = member.rounds->since;
        finding.event = member.rounds->first;
    }
}

LivelockFinding LivelockSurvey::told(const std::vector<std::size_t>& group) const {
    LivelockFinding result;
    result.proven = true;
    Finding& finding = result.finding;
    finding.kind = FindingKind::Livelock;
    finding.message.pattern = patterns::Livelock;
    for (const std::size_t i : group)
        if (m_members[i].rounds)
            tellRounds(result, m_members[i]);
    const std::unordered_set<LaneId> rounds(finding.lanes.begin(), finding.lanes.end());
    for (const std::size_t i : group) {
        const Member& member = m_members[i];
        if (member.rounds)
            continue;
        const auto giver = std::find_if(member.wait.givers.begin(), member.wait.givers.end(), [&](const Giver& each) { return rounds.contains(each.lane); });
        // Who joins one of them, and a daemon that waits for work, stand behind it.
        if (member.wait.need == Need::End || giver == member.wait.givers.end() || m_model.lane(member.lane)->daemon) {
            if (finding.behind.size() < Finding::MostBehind)
                finding.behind.push_back(member.lane);
            continue;
        }
        const CycleEdge edge = edgeOf(m_model, member.wait, *giver);
        finding.lanes.push_back(member.lane);
        finding.events.push_back(member.wait.event);
        finding.waits.push_back(edge);
        finding.times.push_back(0);
        if (std::find(finding.objects.begin(), finding.objects.end(), edge.waitsFor) == finding.objects.end())
            finding.objects.push_back(edge.waitsFor);
        if (finding.message.parts.size() < MostLanesSaid)
            finding.message.parts.push_back(edgeSentence(m_model, edge));
    }
    std::sort(result.rounds.begin(), result.rounds.end());
    finding.cause = result.proven ? StuckCause::Cycle : StuckCause::NobodyLeft;
    if (!result.proven)
        finding.message.parts.push_back({patterns::NobodyElse, {}, {}});
    return result;
}

std::vector<LivelockFinding> LivelockSurvey::livelocks() {
    collect();
    takeAwayWhomOthersHelp();
    std::vector<LivelockFinding> found;
    if (std::none_of(m_members.begin(), m_members.end(), [](const Member& member) { return member.rounds && !member.moves; }))
        return found;
    const std::unordered_set<LaneId> stuck = stuckAnyway();
    for (Member& member : m_members)
        member.moves = member.moves || stuck.contains(member.lane) || (member.rounds && isConsequence(member, stuck));
    joinGroups();
    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < m_members.size(); ++i)
        if (!m_members[i].moves)
            groups[groupOf(i)].push_back(i);
    for (const auto& [first, group] : groups)
        if (std::any_of(group.begin(), group.end(), [this](std::size_t i) { return m_members[i].rounds; }))
            found.push_back(told(group));
    return found;
}

} // namespace

std::vector<LivelockFinding> livelocksIn(const Model& model, const Retries& retries) {
    return retries.anyRepeats(model) ? LivelockSurvey(model, retries).livelocks() : std::vector<LivelockFinding>{};
}

} // namespace braid::analysis
