#include "engine/analysis/hangs.h"

#include "engine/analysis/stuck.h"
#include "engine/model/query/current_wait.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <unordered_map>

namespace braid::analysis {

using model::Blocker;
using model::CurrentWait;
using model::Lane;
using model::Model;
using model::Object;
using model::Sentence;
using trace::EventKind;
using trace::LaneKind;
using trace::ObjectKind;
namespace patterns = model::patterns;

namespace {

/// Whom `wait` stands behind: those who would have to move first.
std::vector<LaneId> standsBehind(const Model& model, const CurrentWait& wait) {
    std::vector<LaneId> lanes;
    const Object* object = model.object(wait.object);
    if (object && object->semaphore()) {
        for (const model::Holding& owner : object->owners)
            lanes.push_back(owner.lane);
        return lanes;
    }
    std::vector<Blocker> blockers;
    findBlockers(model, wait, blockers);
    for (const Blocker& blocker : blockers) {
        const Lane* lane = model.lane(blocker.lane);
        if (lane && lane->kind == LaneKind::Process)
            threadsOf(model, *lane, lanes);
        else
            lanes.push_back(blocker.lane);
    }
    return lanes;
}

/// What a root waits for.
enum class Root {
    Event,
    Condition,
    Barrier,
    Latch,
    Get,
    Put,
    Tasks,
    Permit,
    PermitHeld,
    LockOfEnded,
    LockOfStuck,
    Join,
    JoinNotStarted,
    Suspended,
    Other
};

struct Patterns {
    const char* one;
    const char* many;
};
Patterns patternsOf(Root root) {
    switch (root) {
    case Root::Event:
        return {patterns::HangEvent, patterns::HangEventMany};
    case Root::Condition:
        return {patterns::HangCondition, patterns::HangConditionMany};
    case Root::Barrier:
        return {patterns::HangBarrier, patterns::HangBarrierMany};
    case Root::Latch:
        return {patterns::HangLatch, patterns::HangLatchMany};
    case Root::Get:
        return {patterns::HangGet, patterns::HangGetMany};
    case Root::Put:
        return {patterns::HangPut, patterns::HangPutMany};
    case Root::Tasks:
        return {patterns::HangTasks, patterns::HangTasksMany};
    case Root::Permit:
        return {patterns::HangPermit, patterns::HangPermitMany};
    case Root::PermitHeld:
        return {patterns::HangPermitHeld, patterns::HangPermitHeldMany};
    case Root::LockOfEnded:
        return {patterns::HangLockOfEnded, patterns::HangLockOfEndedMany};
    case Root::LockOfStuck:
        return {patterns::HangLockOfStuck, patterns::HangLockOfStuckMany};
    case Root::Join:
        return {patterns::HangJoin, patterns::HangJoinMany};
    case Root::JoinNotStarted:
        return {patterns::HangJoinNotStarted, patterns::HangJoinNotStartedMany};
    case Root::Suspended:
        return {patterns::HangSuspended, patterns::HangSuspendedMany};
    case Root::Other:
        break;
    }
    return {patterns::HangOther, patterns::HangOtherMany};
}

/// One stuck lane; or, without one, a thing that several stuck lanes hold, so that those who wait for it stand behind it and it
/// stands behind them.
struct Case {
    const Lane* lane;
    CurrentWait wait;
    std::vector<std::size_t> behind; ///< cases it stands behind
    bool rooted = false;             ///< it is a root itself, or stands (through others) behind one or behind a cycle
    bool isRoot = false;
    bool wanted = false; ///< a thread that is no daemon is stuck because of this one
};

class Namer {
public:
    Namer(const Model& model, const Deadlocks& deadlocks) : m_model(model), m_deadlocks(deadlocks) {}
    [[nodiscard]] std::vector<Finding> name();

private:
    void collect();
    void standBehindHolders();
    void standBehindCoroutines();
    void findJoiners();
    void findRoots();
    [[nodiscard]] Root rootOf(const Case& c) const;
    [[nodiscard]] Finding finding(Root root, const std::vector<std::size_t>& group) const;
    void addDetails(Root root, const Case& first, Sentence& sentence) const;
    /// Spreads `flag` from the cases that have it to all that lead there (or, downwards, to all they stand behind).
    void spread(bool Case::*flag, bool downwards);

    const Model& m_model;
    const Deadlocks& m_deadlocks;
    std::vector<Case> m_cases;
    std::size_t m_lanes = 0; ///< cases of lanes, which come first
    std::unordered_map<LaneId, std::size_t> m_caseOf;
    std::unordered_map<std::size_t, std::vector<std::size_t>> m_joiners; ///< by case: the first few who join it
};

void Namer::collect() {
    for (const LaneId id : stuckLanes(m_model)) {
        const Lane* lane = m_model.lane(id);
        const std::optional<CurrentWait> wait = currentWait(m_model, *lane);
        // A thread without an object waits only because its coroutine does, and that one is a case of its own.
        if (!wait || (!wait->object && lane->kind == LaneKind::Thread))
            continue;
        m_caseOf.emplace(id, m_cases.size());
        m_cases.push_back({lane, *wait, {}});
    }
    m_lanes = m_cases.size();
    standBehindHolders();
    standBehindCoroutines();
    findJoiners();
}

void Namer::standBehindHolders() {
    std::unordered_map<ObjectId, std::size_t> things; // to the case of its own, or to SIZE_MAX where nobody stuck holds it
    for (std::size_t i = 0; i < m_lanes; ++i) {
        const CurrentWait wait = m_cases[i].wait;
        const Object* object = m_model.object(wait.object);
        const Lane* joined = object ? nullptr : m_model.lane(laneOf(wait.object));
        const bool many = (object && object->owners.size() > 1) || (joined && joined->kind == LaneKind::Process);
        const auto known = many ? things.find(wait.object) : things.end();
        std::size_t thing = known != things.end() ? known->second : SIZE_MAX;
        if (known == things.end()) {
            std::vector<std::size_t> holders;
            for (const LaneId id : standsBehind(m_model, wait))
                if (const auto other = m_caseOf.find(id); other != m_caseOf.end())
                    holders.push_back(other->second);
            if (!many) {
                m_cases[i].behind = std::move(holders);
                continue;
            }
            if (!holders.empty()) {
                thing = m_cases.size();
                m_cases.push_back({nullptr, wait, std::move(holders)});
            }
            things.emplace(wait.object, thing);
        }
        if (thing != SIZE_MAX)
            m_cases[i].behind.push_back(thing);
    }
}

void Namer::findJoiners() {
    constexpr std::size_t Joiners = 2, MostLookedAt = 64;
    for (std::size_t i = 0; i < m_lanes; ++i) {
        if (m_cases[i].wait.kind != EventKind::JoinBegin)
            continue;
        const auto note = [&](std::size_t joined) {
            if (std::vector<std::size_t>& joiners = m_joiners[joined]; joiners.size() < Joiners)
                joiners.push_back(i);
        };
        for (const std::size_t behind : m_cases[i].behind) {
            if (m_cases[behind].lane)
                note(behind);
            else
                for (std::size_t k = 0; k < std::min(m_cases[behind].behind.size(), MostLookedAt); ++k)
                    note(m_cases[behind].behind[k]);
        }
    }
}

/// Coroutines of a loop stand behind the one that blocks their thread, and a loop that has nobody to give a turn to
/// stands behind those it has.
void Namer::standBehindCoroutines() {
    std::unordered_map<LaneId, std::size_t> occupant;    // by thread
    std::unordered_map<ObjectId, std::size_t> suspended; // by loop: one of them will do
    for (std::size_t i = 0; i < m_lanes; ++i) {
        const Lane& lane = *m_cases[i].lane;
        if (!lane.loop)
            continue;
        if (lane.intervals().back().state == model::State::Suspended)
            suspended.emplace(lane.loop, i);
        else
            occupant.emplace(lane.parent, i);
    }
    for (std::size_t i = 0; i < m_lanes; ++i) {
        Case& c = m_cases[i];
        if (const auto blocker = occupant.find(c.lane->parent);
            c.lane->loop && blocker != occupant.end() && blocker->second != i)
            c.behind.push_back(blocker->second);
        if (const auto one = suspended.find(c.wait.object); one != suspended.end())
            c.behind.push_back(one->second);
    }
}

void Namer::spread(bool Case::*flag, bool downwards) {
    std::vector<std::vector<std::size_t>> next(m_cases.size());
    std::vector<std::size_t> todo;
    for (std::size_t i = 0; i < m_cases.size(); ++i) {
        for (const std::size_t other : m_cases[i].behind)
            downwards ? next[i].push_back(other) : next[other].push_back(i);
        if (m_cases[i].*flag)
            todo.push_back(i);
    }
    while (!todo.empty()) {
        const std::size_t i = todo.back();
        todo.pop_back();
        for (const std::size_t other : next[i]) {
            if (m_cases[other].*flag)
                continue;
            m_cases[other].*flag = true;
            todo.push_back(other);
        }
    }
}

void Namer::findRoots() {
    for (Case& c : m_cases) {
        if (!c.lane)
            continue;
        const bool inCycle = m_deadlocks.contains(c.lane->id);
        c.isRoot = !inCycle && c.behind.empty();
        c.rooted = inCycle || c.isRoot;
    }
    spread(&Case::rooted, false);
    // What leads nowhere goes round in circles through something that is no lock: the semaphores in it are the roots,
    // or whatever else there is.
    const auto promote = [this](bool anything) {
        bool promoted = false;
        for (Case& c : m_cases) {
            const Object* object = m_model.object(c.wait.object);
            if (!c.lane || c.rooted || (!anything && !(object && object->semaphore())))
                continue;
            c.isRoot = promoted = true;
        }
        for (Case& c : m_cases)
            c.rooted = c.rooted || c.isRoot;
        if (promoted)
            spread(&Case::rooted, false);
    };
    promote(false);
    promote(true);

    for (Case& c : m_cases)
        c.wanted = c.lane && !c.lane->daemon;
    const bool anybody = std::any_of(m_cases.begin(), m_cases.end(), [](const Case& c) { return c.wanted; });
    if (!anybody)
        for (Case& c : m_cases)
            c.wanted = true;
    spread(&Case::wanted, true);
}

Root Namer::rootOf(const Case& c) const {
    const Object* object = m_model.object(c.wait.object);
    if (!c.wait.object || (!object && c.wait.kind != EventKind::JoinBegin))
        return Root::Suspended;
    if (!object) {
        const Lane* joined = m_model.lane(laneOf(c.wait.object));
        return joined && neverStarted(*joined) ? Root::JoinNotStarted : Root::Join;
    }
    switch (c.wait.kind) {
    case EventKind::AcquireWait:
        if (object->semaphore())
            return c.behind.empty() ? Root::Permit : Root::PermitHeld;
        return c.behind.empty() ? Root::LockOfEnded : Root::LockOfStuck;
    case EventKind::GetWait:
        return Root::Get;
    case EventKind::PutWait:
        return Root::Put;
    case EventKind::DrainWait:
        return Root::Tasks;
    default:
        break;
    }
    switch (object->kind) {
    case ObjectKind::Event:
        return Root::Event;
    case ObjectKind::ConditionVariable:
        return Root::Condition;
    case ObjectKind::Barrier:
        return Root::Barrier;
    case ObjectKind::Latch:
        return Root::Latch;
    default:
        return Root::Other;
    }
}

void Namer::addDetails(Root root, const Case& first, Sentence& sentence) const {
    const Object* object = m_model.object(first.wait.object);
    std::vector<std::string>& arguments = sentence.arguments;
    if (root == Root::Suspended)
        return;
    const std::string what(m_model.name(first.wait.object));
    if (root == Root::Tasks) {
        arguments.push_back(std::to_string(object->unfinished));
        arguments.push_back(what);
        return;
    }
    arguments.push_back(what);
    switch (root) {
    case Root::Barrier:
        arguments.push_back(std::to_string(object->initial - object->value));
        break;
    case Root::Latch:
        arguments.push_back(std::to_string(object->value));
        break;
    case Root::LockOfEnded:
    case Root::LockOfStuck:
        arguments.emplace_back(object->owners.empty() ? "?" : m_model.name(object->owners.front().lane));
        break;
    case Root::PermitHeld: {
        constexpr std::size_t Named = 5;
        std::vector<LaneId> holders;
        for (const model::Holding& owner : object->owners)
            if (holders.size() <= Named && std::find(holders.begin(), holders.end(), owner.lane) == holders.end())
                holders.push_back(owner.lane);
        std::string names;
        for (std::size_t i = 0; i < std::min(holders.size(), Named); ++i)
            names += (i ? ", " : "") + std::string(m_model.name(holders[i]));
        arguments.push_back(holders.size() > Named ? names + " …" : names);
        break;
    }
    default:
        break;
    }
}

Finding Namer::finding(Root root, const std::vector<std::size_t>& group) const {
    const Case& first = m_cases[group.front()];
    const Patterns words = patternsOf(root);
    Finding finding;
    finding.kind = FindingKind::Hang;
    finding.message.pattern = group.size() == 1 ? words.one : words.many;
    finding.message.arguments.push_back(group.size() == 1 ? std::string(m_model.name(first.lane->id))
                                                          : std::to_string(group.size()));
    addDetails(root, first, finding.message);
    if (first.wait.object)
        finding.objects.push_back(first.wait.object);
    for (const std::size_t i : group) {
        finding.lanes.push_back(m_cases[i].lane->id);
        finding.events.push_back(m_cases[i].wait.event);
    }
    finding.event = *std::max_element(finding.events.begin(), finding.events.end());

    // Who joins one of them is told of in the same breath.
    constexpr std::size_t Joiners = 2;
    std::set<std::size_t> told;
    for (const std::size_t i : group)
        if (const auto joiners = m_joiners.find(i); joiners != m_joiners.end())
            for (const std::size_t joiner : joiners->second)
                if (!m_cases[joiner].isRoot)
                    told.insert(joiner);
    for (const std::size_t joiner : told) {
        if (finding.message.parts.size() == Joiners)
            break;
        const Case& c = m_cases[joiner];
        finding.message.parts.push_back(
            {patterns::HangJoin, {std::string(m_model.name(c.lane->id)), std::string(m_model.name(c.wait.object))}, {}});
    }
    return finding;
}

std::vector<Finding> Namer::name() {
    collect();
    findRoots();
    std::map<std::pair<ObjectId, Root>, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < m_lanes; ++i)
        if (m_cases[i].isRoot && m_cases[i].wanted)
            groups[{m_cases[i].wait.object, rootOf(m_cases[i])}].push_back(i);
    std::vector<Finding> findings;
    for (const auto& [key, group] : groups)
        findings.push_back(finding(key.second, group));
    // It became true with the last thing that happened.
    const model::Nanos at = m_model.log().empty() ? 0 : m_model.log().back().time;
    for (Finding& finding : findings)
        finding.at = at;
    return findings;
}

} // namespace

std::vector<Finding> nameHangsOf(const Model& model, const Deadlocks& deadlocks) {
    return Namer(model, deadlocks).name();
}

} // namespace braid::analysis
