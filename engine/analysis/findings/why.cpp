#include "engine/analysis/findings/why.h"

#include "engine/analysis/findings/stuck_text.h"
#include "engine/model/query/cause.h"
#include "engine/model/query/outside.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

namespace braid::analysis {

using model::EventIndex;
using model::Interval;
using model::Lane;
using model::Model;
using model::Nanos;
using model::NoEvent;
using model::Object;
using model::Sentence;
using model::State;
namespace patterns = model::patterns;

namespace {

/// Stretches of a lane that are looked through for the one that another lane let it into, at most.
constexpr int LookBack = 4096;

/// One question on its way.
class BlockingChain {
public:
    BlockingChain(const Model& model, const Findings& findings, Nanos at) : m_model(model), m_findings(findings), m_at(at), m_relation(model, at) {}

    Why ask(LaneId lane);

private:
    [[nodiscard]] std::string name(LaneId lane) const { return model::named(m_model, lane); }
    [[nodiscard]] std::string name(ObjectId object) const { return model::named(m_model, object); }
    [[nodiscard]] std::string lasted(const WhyLink& link) const { return model::durationText(m_at - link.since); }

    bool closesCycle(LaneId next);
    void stop(Cause cause, Sentence verdict) {
        m_why.cause = cause;
        m_why.verdict = std::move(verdict);
    }
    LaneId follow(const Lane& lane, const Interval& now);
    LaneId followWait(WhyLink& link, const LaneWait& wait);
    LaneId followLock(WhyLink& link, const LaneWait& wait, const Object& object);
    LaneId followGiver(WhyLink& link, const LaneWait& wait);
    void takeFindings();
    [[nodiscard]] const CycleEdge* edgeFrom(LaneId lane);
    [[nodiscard]] const Giver* nearerToFinding(const LaneWait& wait);
    LaneId followEnd(WhyLink& link, const LaneWait& wait);
    void nobody(const WhyLink& link);

    const Model& m_model;
    const Findings& m_findings;
    Nanos m_at;
    Why m_why;
    WaitRelation m_relation;
    std::unordered_map<LaneId, std::size_t> m_linkOf;     ///< by lane: its first link
    std::unordered_map<LaneId, const CycleEdge*> m_edges; ///< of the findings; none for the lanes of a hang
    struct Place {
        const Finding* finding;
        std::size_t behind; ///< how far behind what it is about; 0 = one of its lanes
    };
    std::unordered_map<LaneId, Place> m_places; ///< of the lanes of the findings and of those behind them
    bool m_findingsTaken = false;
    std::vector<LaneId> m_timed; ///< lanes on the way whose wait ends by itself
};

void BlockingChain::takeFindings() {
    if (std::exchange(m_findingsTaken, true)) // once: a chain may be as long as a cycle
        return;
    for (const Finding& finding : m_findings.all()) {
        if (!holdsAt(finding, m_at))
            continue;
        for (const LaneId lane : finding.lanes)
            m_places.insert_or_assign(lane, Place{&finding, 0});
        for (std::size_t i = 0; i < finding.behind.size(); ++i)
            m_places.try_emplace(finding.behind[i], Place{&finding, i + 1});
        // Of what nobody left can give, the finding itself is the answer.
        if (finding.kind == FindingKind::Hang)
            for (const LaneId root : finding.lanes)
                m_edges.try_emplace(root, nullptr);
        for (const std::vector<CycleEdge>* edges : {&finding.cycle, &finding.waits})
            for (const CycleEdge& edge : *edges)
                if (edge.heldBy)
                    m_edges.try_emplace(edge.lane, &edge);
    }
}

/// The edge that a finding which holds at the moment has for `lane`.
const CycleEdge* BlockingChain::edgeFrom(LaneId lane) {
    takeFindings();
    const auto edge = m_edges.find(lane);
    return edge == m_edges.end() ? nullptr : edge->second;
}

/// Of one who stands behind a finding, a giver that stands less far behind it.
const Giver* BlockingChain::nearerToFinding(const LaneWait& wait) {
    takeFindings();
    const auto own = m_places.find(wait.lane);
    const Giver* nearest = nullptr;
    if (own == m_places.end())
        return nearest;
    std::size_t least = own->second.behind;
    for (const Giver& giver : wait.givers)
        if (const auto its = m_places.find(giver.lane); its != m_places.end() && its->second.finding == own->second.finding && its->second.behind < least) {
            nearest = &giver;
            least = its->second.behind;
        }
    return nearest;
}

/// Of a process that is joined, one of its threads: the one that is stuck, where the findings say so.
LaneId BlockingChain::followEnd(WhyLink& link, const LaneWait& wait) {
    const LaneId joined = laneOf(wait.object);
    link.sentence = {patterns::WhyJoins, {name(link.lane), name(joined), lasted(link)}, {}};
    if (const CycleEdge* edge = edgeFrom(link.lane))
        return edge->heldBy;
    if (const Giver* nearer = nearerToFinding(wait))
        return nearer->lane;
    return wait.givers.empty() ? joined : wait.givers.front().lane;
}

void BlockingChain::nobody(const WhyLink& link) {
    for (const Finding& finding : m_findings.all()) {
        if (finding.kind != FindingKind::Hang || !holdsAt(finding, m_at))
            continue;
        if (std::find(finding.objects.begin(), finding.objects.end(), link.object) != finding.objects.end() ||
            std::find(finding.lanes.begin(), finding.lanes.end(), link.lane) != finding.lanes.end()) {
            stop(Cause::NoneLeft, finding.message);
            return;
        }
    }
    stop(Cause::Later, {patterns::WhyNotYet, {name(link.object)}, {}});
}

LaneId BlockingChain::followLock(WhyLink& link, const LaneWait& wait, const Object& object) {
    if (wait.givers.front().tie == Tie::Writer) {
        link.sentence = {patterns::WhyWaits, {name(link.lane), name(link.object), lasted(link)}, {edgeSentence(m_model, edgeOf(m_model, wait, wait.givers.front()))}};
        return wait.givers.front().lane;
    }
    const model::Holdings::Found held = object.heldAt(m_at);
    if (held.empty())
        return {};
    // Of several who own it, the one who lets go last; of several who have permits, the one who lets go first.
    model::Holding holding = held.front();
    std::size_t owners = 0;
    for (const model::Holding& each : held) {
        ++owners;
        if (wait.each ? each.end > holding.end : each.end < holding.end)
            holding = each;
    }
    LaneId next = holding.lane;
    if (const CycleEdge* edge = edgeFrom(link.lane); edge && holding.end == model::Open)
        next = edge->heldBy;
    const std::string since = model::durationText(m_at - holding.begin);
    if (owners > 1)
        link.sentence = {holding.end == model::Open ? patterns::WhyHeldAmong : wait.each ? patterns::WhyHeldByManyToLast
                                                                                         : patterns::WhyHeldByMany,
                         {name(link.lane), name(link.object), lasted(link), std::to_string(owners), name(next)},
                         {}};
    else if (next == link.lane)
        link.sentence = {patterns::WhyHeldBySelf, {name(link.lane), name(link.object), lasted(link)}, {}};
    else
        link.sentence = {patterns::WhyHeldBy, {name(link.lane), name(link.object), lasted(link), name(next), since}, {}};
    return next;
}

/// Of what has no owner: who gave it in fact, later; or who alone could, as the findings say.
LaneId BlockingChain::followGiver(WhyLink& link, const LaneWait& wait) {
    link.sentence = {patterns::WhyWaits, {name(link.lane), name(link.object), lasted(link)}, {}};
    if (!wait.givers.empty() && wait.givers.front().tie == Tie::Gives) {
        const Giver& giver = wait.givers.front();
        link.sentence = {patterns::WhyGivenBy,
                         {name(link.lane), name(link.object), lasted(link), name(giver.lane),
                          model::durationText(m_model.log()[giver.event].time - m_at)},
                         {}};
        return giver.lane;
    }
    if (wait.timed) {
        stop(Cause::TimeLimit, {patterns::WhyTimeLimit, {name(link.lane)}, {}});
        return {};
    }
    if (const Object* object = m_model.object(wait.object); object && model::mayComeFromOutsideAt(m_model, *object, m_at)) {
        stop(Cause::Outside, {patterns::MayBeGivenOutside, {name(link.object)}, {}});
        return {};
    }
    if (const CycleEdge* edge = edgeFrom(link.lane)) {
        link.sentence.parts.push_back(edgeSentence(m_model, *edge));
        return edge->heldBy;
    }
    if (const Giver* nearer = nearerToFinding(wait)) {
        link.sentence.parts.push_back(edgeSentence(m_model, edgeOf(m_model, wait, *nearer)));
        return nearer->lane;
    }
    nobody(link);
    return {};
}

LaneId BlockingChain::followWait(WhyLink& link, const LaneWait& wait) {
    const std::string who = name(link.lane);
    const Object* object = m_model.object(wait.object);
    if (wait.timed)
        m_timed.push_back(link.lane);
    if (wait.served && object) {
        const bool lock = wait.need == Need::Release;
        link.sentence = {lock ? patterns::WhyFree : patterns::WhyServed, {who, name(link.object), lasted(link)}, {}};
        stop(Cause::Ready, lock ? Sentence{patterns::WhyHandedOver, {name(link.object), who}, {}} : Sentence{patterns::WhyAboutToGoOn, {who}, {}});
        return {};
    }
    switch (wait.need) {
    case Need::Release:
    case Need::Permit:
        // Whoever holds the original cannot give back the copy.
        if (!wait.givers.empty() && wait.givers.front().tie == Tie::ParentsOwner) {
            link.sentence = {patterns::WhyWaits, {who, name(link.object), lasted(link)}, {}};
            nobody(link);
            return {};
        }
        if (!wait.givers.empty() && object && object->ownable())
            if (const LaneId next = followLock(link, wait, *object))
                return next;
        return followGiver(link, wait);
    case Need::End:
    case Need::Start:
        return followEnd(link, wait);
    case Need::Turn:
        link.sentence = {patterns::WhyOtherTurn, {who, lasted(link), name(wait.givers.front().lane)}, {}};
        return wait.givers.front().lane;
    case Need::Coroutine:
        if (wait.givers.empty()) {
            link.sentence = {patterns::HasBeenSuspended, {who, lasted(link)}, {}};
            stop(Cause::Turn, {patterns::WhyTurn, {who}, {}});
            return {};
        }
        link.sentence = {patterns::EdgeCoroutine, {who, name(wait.givers.front().lane)}, {}};
        return wait.givers.front().lane;
    case Need::Resumption: {
        link.sentence = {patterns::HasBeenSuspended, {who, lasted(link)}, {}};
        if (wait.timed) {
            stop(Cause::Sleep, {patterns::WhyTimeLimit, {who}, {}});
            return {};
        }
        const Lane* lane = m_model.lane(link.lane);
        if (const LaneId turn = wait.turn ? wait.turn : m_relation.occupantOf(*lane); turn && turn != link.lane) {
            // Whoever the thread below runs at the moment has the turn.
            const bool coroutine = m_model.lane(turn)->kind == trace::LaneKind::Coroutine;
            if (coroutine)
                link.sentence = {patterns::WhyOtherTurn, {who, lasted(link), name(turn)}, {}};
            return turn;
        }
        stop(Cause::Turn, {patterns::WhyTurn, {who}, {}});
        return {};
    }
    default:
        return followGiver(link, wait);
    }
}

LaneId BlockingChain::follow(const Lane& lane, const Interval& now) {
    WhyLink link{lane.id, now.object, {}, now.begin, now.event, m_model.siteOf(now.event), {}};
    const std::string who = name(lane.id);
    LaneId next;
    const auto keep = [&] {
        link.next = next;
        m_linkOf.emplace(lane.id, m_why.links.size());
        m_why.links.push_back(std::move(link));
        return next;
    };
    if (now.idle && !m_findings.stuckIn(lane.id)) {
        link.sentence = {patterns::HasBeenIdle, {who, lasted(link), name(link.object)}, {}};
        stop(Cause::Idle, {patterns::WhyIdle, {who}, {}});
        return keep();
    }
    if (const std::optional<LaneWait> wait = m_relation.of(lane.id)) {
        next = followWait(link, *wait);
        return keep();
    }
    switch (now.state) {
    case State::Sleeping:
        link.sentence = {patterns::HasBeenSleeping, {who, lasted(link)}, {}};
        stop(Cause::Sleep, {patterns::WhySleep, {who}, {}});
        break;
    case State::IoWait:
    case State::IoCopy:
        link.sentence = {now.state == State::IoWait ? patterns::HasBeenInIo : patterns::HasBeenCopying, {who, lasted(link)}, {}};
        stop(Cause::Io, {patterns::WhyIo, {who}, {}});
        break;
    case State::Running:
        link.sentence = {patterns::HasBeenRunning, {who, lasted(link)}, {}};
        stop(Cause::Work, {patterns::WhyWork, {who}, {}});
        break;
    case State::NotRecorded:
        link.sentence = {patterns::HasNotBeenRecorded, {who, lasted(link)}, {}};
        stop(Cause::NotRecorded, {patterns::WhyNotRecorded, {who}, {}});
        break;
    default:
        link.sentence = {now.state == State::Created ? patterns::HasBeenCreated : patterns::HasBeenReady, {who, lasted(link)}, {}};
        stop(Cause::Ready, {patterns::WhyReady, {who}, {}});
    }
    return keep();
}

bool BlockingChain::closesCycle(LaneId next) {
    const auto first = m_linkOf.find(next);
    if (first == m_linkOf.end())
        return false;
    const auto& links = m_why.links;
    for (auto link = links.begin() + static_cast<std::ptrdiff_t>(first->second); link != links.end(); ++link)
        m_why.cycle.push_back(link->lane);
    const auto timed = std::find_if(m_timed.begin(), m_timed.end(), [this](LaneId lane) {
        return std::find(m_why.cycle.begin(), m_why.cycle.end(), lane) != m_why.cycle.end();
    });
    if (timed != m_timed.end()) {
        m_why.cycle.clear();
        stop(Cause::TimeLimit, {patterns::WhyTimeLimit, {name(*timed)}, {}});
        return true;
    }
    std::string ring;
    for (const LaneId lane : m_why.cycle)
        ring += name(lane) + " → ";
    stop(Cause::Cycle, {patterns::WhyCycle, {ring + name(next)}, {}});
    return true;
}

Why BlockingChain::ask(LaneId id) {
    while (const Lane* lane = m_model.lane(id)) {
        if (lane->kind == trace::LaneKind::Process) {
            // A process does what its first thread that still lives does.
            const auto thread = std::find_if(lane->children.begin(), lane->children.end(), [this](LaneId child) {
                const Lane* known = m_model.lane(child);
                return known->kind == trace::LaneKind::Thread && !known->daemon && known->at(m_at).has_value();
            });
            if (thread != lane->children.end()) {
                id = *thread;
                if (closesCycle(id))
                    return m_why;
                continue;
            }
        }
        const std::optional<Interval> now = lane->at(m_at);
        if (!now) {
            if (lane->end == model::End::NotRecorded && lane->created <= m_at) {
                stop(Cause::NotRecorded, {patterns::WhyNotRecorded, {name(id)}, {}});
                break;
            }
            stop(m_why.links.empty() ? Cause::None : Cause::Ended,
                 {lane->created > m_at ? patterns::WhyNotThere : patterns::WhyEnded, {name(id)}, {}});
            return m_why;
        }
        const LaneId next = follow(*lane, *now);
        if (!next || closesCycle(next))
            return m_why;
        id = next;
    }
    return m_why;
}

} // namespace

const char* causeName(Cause cause) {
    constexpr const char* Names[] = {"none", "cycle", "sleep", "io", "work", "ready",
                                     "turn", "time_limit", "nobody", "later", "ended", "not_recorded", "outside", "idle"};
    return Names[static_cast<std::size_t>(cause)];
}

Why whyAt(const Model& model, const Findings& findings, LaneId lane, Nanos at) {
    return BlockingChain(model, findings, model.finished() ? std::min(at, model.endTime()) : at).ask(lane);
}

Waker wakerAt(const Model& model, LaneId id, Nanos at) {
    Waker waker;
    const Lane* lane = model.lane(id);
    if (!lane)
        return waker;
    // The last stretch up to the moment that another lane let it into.
    int looked = 0;
    for (const Interval& interval : lane->intervals().upTo(std::min(at, model.endTime())).reversed()) {
        const EventIndex effect = interval.event;
        if (const std::optional<model::Arrow> arrow = model::arrowTo(model, effect); arrow && model.log()[arrow->from].lane != id.value) {
            const auto& cause = model.log()[arrow->from];
            waker = {LaneId{cause.lane}, arrow->from, effect, cause.time, {}};
            const std::string site = model::siteText(model, SiteId{cause.site});
            waker.sentence = {site.empty() ? patterns::WhyWokenBy : patterns::WhyWokenByAt,
                              {model::named(model, id)},
                              {model::describe(model, arrow->from)}};
            if (!site.empty())
                waker.sentence.arguments.push_back(site);
            return waker;
        }
        if (++looked == LookBack)
            break;
    }
    return waker;
}

} // namespace braid::analysis
