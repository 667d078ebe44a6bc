#include "engine/analysis/findings/change_text.h"
#include "engine/analysis/findings/stuck_text.h"

#include "engine/model/query/outside.h"
#include "engine/model/query/shared_value.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <optional>

namespace braid::analysis {

using model::EventIndex;
using model::Lane;
using model::Model;
using model::NoEvent;
using model::Object;
using model::Sentence;
using trace::EventKind;
namespace patterns = model::patterns;

namespace {

/// Names in one sentence.
constexpr std::size_t MostNames = 5;

struct Patterns {
    const char* one;
    const char* many;
};

/// `held`: by somebody, who is not said to have ended.
Patterns patternsOf(Need need, const Object* object, bool held, bool gone, bool inherited) {
    switch (need) {
    case Need::Set:
        return {patterns::HangEvent, patterns::HangEventMany};
    case Need::Change:
        return {patterns::HangChange, patterns::HangChangeMany};
    case Need::Notification:
        if (object && object->kind == trace::ObjectKind::Futex)
            return {patterns::HangFutex, patterns::HangFutexMany};
        return {patterns::HangCondition, patterns::HangConditionMany};
    case Need::Arrival:
        return {patterns::HangBarrier, patterns::HangBarrierMany};
    case Need::CountDown:
        return {patterns::HangLatch, patterns::HangLatchMany};
    case Need::Item:
        return {patterns::HangGet, patterns::HangGetMany};
    case Need::Room:
        return {patterns::HangPut, patterns::HangPutMany};
    case Need::Data:
        return {patterns::HangData, patterns::HangDataMany};
    case Need::Readiness:
        return {patterns::HangReady, patterns::HangReadyMany};
    case Need::Receiver:
        return {patterns::HangSend, patterns::HangSendMany};
    case Need::TasksDone:
        return {patterns::HangTasks, patterns::HangTasksMany};
    case Need::Permit:
        if (inherited)
            return {patterns::HangInherited, patterns::HangInheritedMany};
        return gone ? Patterns{patterns::HangPermitGone, patterns::HangPermitGoneMany} : Patterns{patterns::HangPermit, patterns::HangPermitMany};
    case Need::Release:
        if (inherited)
            return {patterns::HangInherited, patterns::HangInheritedMany};
        return gone || !held ? Patterns{patterns::HangLockOfEnded, patterns::HangLockOfEndedMany}
                             : Patterns{patterns::HangLockOfStuck, patterns::HangLockOfStuckMany};
    case Need::End:
        return {patterns::HangJoin, patterns::HangJoinMany};
    case Need::Start:
        return {patterns::HangJoinNotStarted, patterns::HangJoinNotStartedMany};
    case Need::Resumption:
    case Need::Turn:
        return {patterns::HangSuspended, patterns::HangSuspendedMany};
    default:
        return object && object->kind == trace::ObjectKind::Inside ? Patterns{patterns::HangInside, patterns::HangInsideMany} : Patterns{patterns::HangOther, patterns::HangOtherMany};
    }
}

template <class Id>
std::string namesOf(const Model& model, const std::vector<Id>& ids) {
    std::string names;
    for (std::size_t i = 0; i < std::min(ids.size(), MostNames); ++i)
        names += (i ? ", " : "") + model::named(model, ids[i]);
    return ids.size() > MostNames ? names + " …" : names;
}

bool hasEnded(const Model& model, LaneId id) {
    const Lane* lane = model.lane(id);
    return !lane || !lane->unfinished();
}

/// What became of the last notification or setting that could have ended `wait`, the earliest of those who wait.
struct LastGiven {
    EventIndex event = NoEvent;   ///< NoEvent = there was none
    bool whileWaiting = false;    ///< it was given when `wait` had begun
    std::size_t waiters = 0;      ///< who waited when it was given
    EventIndex woke = NoEvent;    ///< the end of the wait that it ended, of another lane
    EventIndex missed = NoEvent;  ///< the end of a wait, of another lane, that was cancelled when it had been notified
    EventIndex cleared = NoEvent; ///< the flag was taken down again
};

LastGiven lastGiven(const Model& model, const Object& object, const LaneWait& wait) {
    constexpr std::size_t MostLookedAt = 1 << 16;
    LastGiven last;
    std::size_t waiters = 0;
    model::Events events = object.events();
    events.removePrefix(events.size() - std::min(events.size(), MostLookedAt));
    for (const EventIndex index : events) {
        const model::LogEntry& entry = model.log()[index];
        switch (entry.kind) {
        case EventKind::WaitBegin:
            ++waiters;
            break;
        case EventKind::WaitEnd:
            waiters -= waiters > 0 ? 1 : 0;
            if (last.event == NoEvent || last.woke != NoEvent || entry.lane == wait.lane.value)
                break;
            if (model.event(index).b == trace::WaitWoken)
                last.woke = index;
            else if (model.event(index).b == trace::WaitNotifiedInVain)
                last.missed = index;
            break;
        case EventKind::Signal:
            last = {index, index > wait.event, waiters, NoEvent, NoEvent, NoEvent};
            break;
        case EventKind::Clear:
            if (last.cleared == NoEvent)
                last.cleared = index;
            break;
        default:
            break;
        }
    }
    return last;
}

/// How often `lane` took the lock that it gives back for its wait between the last notification and that wait: once where it
/// did so only to wait, more often where it had gone through what it waits for meanwhile.
std::size_t takenSince(const Model& model, const LaneWait& wait, EventIndex given) {
    constexpr std::size_t MostLookedAt = 256;
    const auto& log = model.log();
    for (std::size_t i = wait.event; i < log.size() && i - wait.event < MostLookedAt; ++i) {
        if (log[i].lane != wait.lane.value || log[i].kind != EventKind::Released)
            continue;
        const Object* lock = model.object(ObjectId{log[i].object});
        std::size_t times = 0;
        if (lock)
            for (const model::Holding& holding : lock->holdings().all().reversed()) {
                if (holding.acquired <= given)
                    break;
                times += holding.lane == wait.lane ? 1 : 0;
            }
        return times;
    }
    return 0;
}

/// The lane that was woken at `woken` waits again without having given its lock back meanwhile: it found that it cannot go on.
bool wentStraightBack(const Model& model, const Object& object, EventIndex woken) {
    constexpr std::size_t MostLookedAt = 1 << 12;
    const auto& log = model.log();
    for (std::size_t i = woken + 1; i < log.size() && i - woken < MostLookedAt; ++i) {
        if (log[i].lane != log[woken].lane)
            continue;
        if (log[i].kind == EventKind::WaitBegin)
            return log[i].object == object.id.value;
        if (log[i].kind == EventKind::Released)
            return false;
    }
    return false;
}

StuckCause lossOf(const Model& model, const LaneWait& wait, const LastGiven& last) {
    if (last.event == NoEvent)
        return StuckCause::None;
    if (wait.need == Need::Set)
        return last.whileWaiting || last.cleared == NoEvent ? StuckCause::None : StuckCause::LostNotification;
    if (last.whileWaiting)
        return last.woke != NoEvent ? StuckCause::WrongOneWoken : last.missed != NoEvent ? StuckCause::LostNotification
                                                                                         : StuckCause::None;
    return last.waiters == 0 && takenSince(model, wait, last.event) <= 1 ? StuckCause::LostNotification : StuckCause::None;
}

/// The cause of a wait for something that was given and did not stay, and the sentence that says so.
StuckCause causeOfLoss(const Model& model, const Object& object, const LaneWait& wait, Sentence& sentence) {
    const LastGiven last = lastGiven(model, object, wait);
    const StuckCause cause = lossOf(model, wait, last);
    if (cause == StuckCause::WrongOneWoken)
        sentence.parts.push_back({patterns::NotificationWentTo, {actorAt(model, last.event), actorAt(model, last.woke)}, {}});
    else if (cause == StuckCause::LostNotification && wait.need == Need::Set)
        sentence.parts.push_back({patterns::FlagTakenDown, {actorAt(model, last.event), actorAt(model, last.cleared)}, {}});
    else if (cause == StuckCause::LostNotification && last.missed != NoEvent)
        sentence.parts.push_back({patterns::NotificationMissed, {actorAt(model, last.event), actorAt(model, last.missed)}, {}});
    else if (cause == StuckCause::LostNotification)
        sentence.parts.push_back({patterns::NotificationLost,
                                  {actorAt(model, last.event), model::durationText(std::max<model::Nanos>(wait.since - model.log()[last.event].time, 0))},
                                  {}});
    return cause == StuckCause::None ? StuckCause::NobodyLeft : cause;
}

} // namespace

bool doneForGood(const Model& model, const Object& object, const LaneWait& wait) {
    if (wait.need == Need::Change)
        return changedUnseen(model, object, wait);
    if (wait.need != Need::Notification && wait.need != Need::Set)
        return false;
    const LastGiven last = lastGiven(model, object, wait);
    const StuckCause loss = lossOf(model, wait, last);
    return loss == StuckCause::LostNotification || (loss == StuckCause::WrongOneWoken && wait.need == Need::Notification && wentStraightBack(model, object, last.woke));
}

void sayUnknownThreads(const Model& model, Finding& finding) {
    const bool mayGive = std::any_of(finding.objects.begin(), finding.objects.end(), [&model](ObjectId id) {
        const Object* object = model.object(id);
        return object && model::unknownThreadsMayGive(model, *object);
    });
    if (mayGive)
        finding.message.parts.push_back({patterns::HasUnknownThreads, {std::to_string(model.unknownThreadsAt(model.endTime()))}, {}});
}

Sentence joinOfStuck(const Model& model, const CycleEdge& edge) {
    return {patterns::HangJoin, {model::named(model, edge.lane), nameAt(model, model.name(edge.waitsFor), edge.waitSite)}, {}};
}

Finding hangFinding(const Model& model, const std::vector<LaneWait>& waits) {
    const LaneWait& first = *std::min_element(waits.begin(), waits.end(), [](const LaneWait& a, const LaneWait& b) { return a.event < b.event; });
    const Object* object = model.object(first.object);
    Finding finding;
    finding.kind = FindingKind::Hang;
    finding.cause = StuckCause::NobodyLeft;
    std::vector<LaneId> holders;
    bool gone = false;
    for (const Giver& giver : first.givers) {
        if (giver.tie != Tie::Owner && giver.tie != Tie::Taker && giver.tie != Tie::ParentsOwner)
            continue;
        holders.push_back(giver.lane);
        gone = gone || hasEnded(model, giver.lane);
    }
    if (gone)
        finding.cause = StuckCause::OwnerGone;
    else if (first.need == Need::Room && object && (object->kind == trace::ObjectKind::Pipe || object->kind == trace::ObjectKind::Descriptor))
        finding.cause = StuckCause::FullPipe;

    if (object && object->kind == trace::ObjectKind::Inside)
        finding.cause = StuckCause::InsideLibrary;
    const bool inherited = !first.givers.empty() && first.givers.front().tie == Tie::ParentsOwner;
    if (inherited)
        finding.cause = StuckCause::InheritedAtFork;
    const Patterns words = patternsOf(first.need, object, !holders.empty(), gone, inherited);
    Sentence& sentence = finding.message;
    sentence.pattern = waits.size() == 1 ? words.one : words.many;
    const bool onePlace = std::all_of(waits.begin(), waits.end(), [&first](const LaneWait& wait) { return wait.site == first.site; });
    const bool suspended = first.need == Need::Resumption || first.need == Need::Turn; // it waits for no thing that the place could stand behind
    sentence.arguments.push_back(waits.size() > 1 ? std::to_string(waits.size()) : nameAt(model, model.name(first.lane), suspended ? first.site : SiteId{}));
    const std::string what = nameAt(model, model.name(first.object), onePlace ? first.site : SiteId{});
    switch (first.need) {
    case Need::Resumption:
    case Need::Turn:
        break;
    case Need::TasksDone:
        sentence.arguments.push_back(std::to_string(object ? object->unfinished : 0));
        sentence.arguments.push_back(what);
        break;
    default:
        sentence.arguments.push_back(what);
    }
    if (first.need == Need::Arrival && object)
        sentence.arguments.push_back(std::to_string(object->expected - object->value));
    else if (first.need == Need::Change && object)
        sentence.arguments.push_back(model::valueText(model::valueAwaited(model.log(), *object, first.event)));
    else if (first.need == Need::CountDown && object)
        sentence.arguments.push_back(std::to_string(object->value));
    else if ((first.need == Need::Release || inherited) && holders.size() == 1)
        sentence.arguments.push_back(nameAt(model, model.name(holders.front()), model.siteOf(first.givers.front().event)));
    else if (first.need == Need::Release || gone)
        sentence.arguments.push_back(holders.empty() ? "?" : namesOf(model, holders));
    if (waits.size() > 1) {
        std::vector<LaneId> lanes;
        for (const LaneWait& wait : waits)
            lanes.push_back(wait.lane);
        sentence.parts.push_back({patterns::TheyAre, {namesOf(model, lanes)}, {}});
    }
    for (const LaneWait& wait : waits)
        for (const LaneWait& part : wait.several ? WaitRelation(model).partsOf(wait) : std::vector<LaneWait>())
            if (part.object != first.object && std::find(finding.objects.begin(), finding.objects.end(), part.object) == finding.objects.end())
                finding.objects.push_back(part.object);
    if (object && first.need == Need::Change && changedUnseen(model, *object, first)) {
        sentence.pattern = waits.size() == 1 ? patterns::HangUnnotified : patterns::HangUnnotifiedMany;
        finding.cause = causeOfUnseen(model, *object, first, sentence);
    } else if (object && (first.need == Need::Notification || first.need == Need::Set))
        finding.cause = causeOfLoss(model, *object, first, sentence);
    else if (!first.givers.empty() && first.givers.front().tie == Tie::Gave && hasEnded(model, first.givers.front().lane))
        sentence.parts.push_back({patterns::GiverEnded, {actorAt(model, first.givers.front().event)}, {}});
    if (!finding.objects.empty())
        sentence.parts.push_back({patterns::AlsoWouldDo, {namesOf(model, finding.objects)}, {}});
    return finding;
}

} // namespace braid::analysis
