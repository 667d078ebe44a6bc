#include "engine/analysis/why.h"

#include "engine/model/query/cause.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

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
    BlockingChain(const Model& model, const Findings& findings, Nanos at) : m_model(model), m_findings(findings), m_at(at) {}

    Why ask(LaneId lane);

private:
    [[nodiscard]] std::string name(LaneId lane) const { return std::string(m_model.name(lane)); }
    [[nodiscard]] std::string name(ObjectId object) const { return std::string(m_model.name(object)); }
    [[nodiscard]] std::string lasted(const WhyLink& link) const { return model::durationText(m_at - link.since); }

    bool closesCycle(LaneId next);
    void stop(Cause cause, Sentence verdict) {
        m_why.cause = cause;
        m_why.verdict = std::move(verdict);
    }
    LaneId follow(const Lane& lane, const Interval& now);
    LaneId followLock(WhyLink& link, const Object& object);
    LaneId followProducer(WhyLink& link, const Lane& lane, const Interval& now);
    LaneId followTurn(WhyLink& link, const Lane& lane);
    [[nodiscard]] EventIndex endOf(const Lane& lane, const Interval& now) const;
    void nobody(const WhyLink& link);

    const Model& m_model;
    const Findings& m_findings;
    Nanos m_at;
    Why m_why;
    std::unordered_map<LaneId, std::size_t> m_linkOf; ///< by lane: its first link
};

/// The event that ended the stretch: it began the next one. NoEvent while it lasts.
EventIndex BlockingChain::endOf(const Lane& lane, const Interval& now) const {
    // A coroutine whose wait is over is still suspended until its turn comes: the end of the wait is what counts.
    const std::optional<Interval> next = lane.after(now);
    return next ? next->event : NoEvent;
}

void BlockingChain::nobody(const WhyLink& link) {
    for (const Finding& finding : m_findings.all()) {
        if (finding.kind != FindingKind::Hang)
            continue;
        if (std::find(finding.objects.begin(), finding.objects.end(), link.object) != finding.objects.end() ||
            std::find(finding.lanes.begin(), finding.lanes.end(), link.lane) != finding.lanes.end()) {
            stop(Cause::Nobody, finding.message);
            return;
        }
    }
    stop(Cause::Later, {patterns::WhyNotYet, {name(link.object)}, {}});
}

LaneId BlockingChain::followLock(WhyLink& link, const Object& object) {
    const model::Holdings::Found held = object.heldAt(m_at);
    if (held.empty()) {
        link.sentence = {patterns::WhyFree, {name(link.lane), name(link.object), lasted(link)}, {}};
        stop(Cause::Ready, {patterns::WhyHandedOver, {name(link.object), name(link.lane)}, {}});
        return {};
    }
    // Of several who hold it, the one who lets go first.
    model::Holding holding = held.front();
    std::size_t owners = 0;
    for (const model::Holding& each : held) {
        ++owners;
        if (each.end < holding.end)
            holding = each;
    }
    const std::string since = model::durationText(m_at - holding.begin);
    if (owners > 1)
        link.sentence = {patterns::WhyHeldByMany,
                         {name(link.lane), name(link.object), lasted(link), std::to_string(owners), name(holding.lane)},
                         {}};
    else if (holding.lane == link.lane)
        link.sentence = {patterns::WhyHeldBySelf, {name(link.lane), name(link.object), lasted(link)}, {}};
    else
        link.sentence = {patterns::WhyHeldBy, {name(link.lane), name(link.object), lasted(link), name(holding.lane), since}, {}};
    return holding.lane;
}

LaneId BlockingChain::followProducer(WhyLink& link, const Lane& lane, const Interval& now) {
    link.sentence = {patterns::WhyWaits, {name(link.lane), name(link.object), lasted(link)}, {}};
    if (const EventIndex end = endOf(lane, now); end != NoEvent) {
        const EventIndex cause = model::causeOf(m_model, now, end);
        const LaneId from = cause != NoEvent ? LaneId{m_model.log()[cause].lane} : LaneId{};
        if (from && from != link.lane) {
            link.sentence = {patterns::WhyGivenBy,
                             {name(link.lane), name(link.object), lasted(link), name(from),
                              model::durationText(m_model.log()[end].time - m_at)},
                             {}};
            return from;
        }
    }
    if (now.timed) {
        stop(Cause::TimeLimit, {patterns::WhyTimeLimit, {name(link.lane)}, {}});
        return {};
    }
    nobody(link);
    return {};
}

LaneId BlockingChain::followTurn(WhyLink& link, const Lane& lane) {
    // Whoever the thread below runs at the moment has the turn.
    link.sentence = {patterns::HasBeenSuspended, {name(link.lane), lasted(link)}, {}};
    if (const Lane* thread = m_model.lane(lane.parent)) {
        for (const LaneId id : thread->children) {
            const Lane* other = m_model.lane(id);
            const std::optional<Interval> now = other && id != lane.id ? other->at(m_at) : std::nullopt;
            if (now && now->state != State::Suspended && now->state != State::Created) {
                link.sentence = {patterns::WhyOtherTurn, {name(link.lane), lasted(link), name(id)}, {}};
                return id;
            }
        }
        return thread->id;
    }
    stop(Cause::Turn, {patterns::WhyTurn, {name(link.lane)}, {}});
    return {};
}

LaneId BlockingChain::follow(const Lane& lane, const Interval& now) {
    WhyLink link{lane.id, now.object, {}, now.begin, now.event, m_model.siteOf(now.event), {}};
    const std::string who = name(lane.id);
    LaneId next;
    switch (now.state) {
    case State::Blocked:
    case State::Waiting:
    case State::Suspended:
        if (const Object* object = m_model.object(now.object); object && object->ownable() && now.state == State::Blocked) {
            next = followLock(link, *object);
        } else if (const Lane* joined = m_model.lane(laneOf(now.object)); joined && joined->id != lane.id && !object) {
            link.sentence = {patterns::WhyJoins, {who, name(joined->id), lasted(link)}, {}};
            next = joined->id;
        } else if (now.object && object) {
            next = followProducer(link, lane, now);
        } else if (now.timed) {
            link.sentence = {patterns::HasBeenSuspended, {who, lasted(link)}, {}};
            stop(Cause::Sleep, {patterns::WhyTimeLimit, {who}, {}});
        } else {
            next = followTurn(link, lane);
        }
        break;
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
    link.next = next;
    m_linkOf.emplace(lane.id, m_why.links.size());
    m_why.links.push_back(std::move(link));
    return next;
}

bool BlockingChain::closesCycle(LaneId next) {
    const auto first = m_linkOf.find(next);
    if (first == m_linkOf.end())
        return false;
    const auto& links = m_why.links;
    for (auto link = links.begin() + static_cast<std::ptrdiff_t>(first->second); link != links.end(); ++link)
        m_why.cycle.push_back(link->lane);
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
                                     "turn", "time_limit", "nobody", "later", "ended", "not_recorded"};
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
                              {std::string(model.name(id))},
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
