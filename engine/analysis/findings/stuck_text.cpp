#include "engine/analysis/findings/stuck_text.h"

#include "engine/model/text/patterns.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace braid::analysis {

using model::Model;
using model::Sentence;
namespace patterns = model::patterns;

CycleEdge edgeOf(const Model& model, const LaneWait& wait, const Giver& giver) {
    CycleEdge edge{wait.lane, wait.object, giver.lane, wait.site, model.siteOf(giver.event), wait.need, giver.tie};
    // Of several things the one that it could give.
    if (wait.several && giver.event < model.log().size())
        for (const LaneWait& part : WaitRelation(model).partsOf(wait))
            if (part.object.value == model.log()[giver.event].object)
                std::tie(edge.waitsFor, edge.need) = std::pair(part.object, part.need);
    return edge;
}

std::string nameAt(const Model& model, std::string_view name, SiteId site, bool whole) {
    const model::Site* known = whole ? model.site(site) : nullptr;
    const std::string where = known ? model::placeText(*known) : model::siteText(model, site);
    const std::string who = name.empty() ? std::string() : model::named(model, name);
    return where.empty() ? who : who + " (" + where + ")";
}

std::string actorAt(const Model& model, model::EventIndex event) {
    return nameAt(model, model.name(LaneId{model.log()[event].lane}), model.siteOf(event));
}

namespace {

/// Of what has no owner: said of the only one who has given it so far, of the last of several, and of the waiter itself.
struct GivenWords {
    const char* only;
    const char* last;
    const char* self;
};

GivenWords wordsOf(Need need) {
    switch (need) {
    case Need::Permit:
        return {patterns::EdgePermit, patterns::EdgePermit, patterns::EdgePermitToSelf};
    case Need::Item:
        return {patterns::EdgeItemOnly, patterns::EdgeItem, patterns::EdgeItemToSelf};
    case Need::Room:
        return {patterns::EdgeRoomOnly, patterns::EdgeRoom, patterns::EdgeRoomToSelf};
    case Need::Receiver:
        return {patterns::EdgeReceiverOnly, patterns::EdgeReceiver, patterns::EdgeReceiverToSelf};
    case Need::TasksDone:
        return {patterns::EdgeTasksOnly, patterns::EdgeTasks, patterns::EdgeTasksToSelf};
    case Need::Notification:
        return {patterns::EdgeConditionOnly, patterns::EdgeCondition, patterns::EdgeConditionToSelf};
    case Need::Set:
        return {patterns::EdgeEventOnly, patterns::EdgeEvent, patterns::EdgeEventToSelf};
    case Need::Change:
        return {patterns::EdgeChangeOnly, patterns::EdgeChange, patterns::EdgeChangeToSelf};
    case Need::CountDown:
        return {patterns::EdgeLatchOnly, patterns::EdgeLatch, patterns::EdgeLatchToSelf};
    default:
        return {patterns::EdgeGiven, patterns::EdgeGiven, patterns::EdgeGiven};
    }
}

/// Of a wait that the one with the other end of a connection could end.
struct EndWords {
    const char* other;
    const char* self;
};

std::optional<EndWords> wordsOfEnd(const Model& model, const CycleEdge& edge) {
    if (edge.need == Need::Data)
        return EndWords{patterns::EdgeDataEnd, patterns::EdgeDataEndToSelf};
    if (edge.need == Need::Readiness)
        return EndWords{patterns::EdgeReadyEnd, patterns::EdgeReadyEndToSelf};
    const model::Object* object = model.object(edge.waitsFor);
    if (edge.need == Need::Room && object && object->kind == trace::ObjectKind::Descriptor)
        return EndWords{patterns::EdgeRoomOther, patterns::EdgeRoomOtherToSelf};
    return std::nullopt;
}

} // namespace

bool isInherited(const Model& model, const CycleEdge& edge) {
    const model::Object* object = model.object(edge.waitsFor);
    if (edge.lane != edge.heldBy || edge.need != Need::Release || !object || !object->copyOf)
        return false;
    return std::any_of(object->owners.begin(), object->owners.end(), [&](const model::Holding& each) {
        return each.lane == edge.lane && each.acquired < model.log().size() && LaneId{model.log()[each.acquired].lane} != edge.lane;
    });
}

Sentence edgeSentence(const Model& model, const CycleEdge& edge, bool only, bool whole) {
    const bool self = edge.lane == edge.heldBy;
    const std::string lane = model::named(model, edge.lane);
    const std::string what = nameAt(model, model.name(edge.waitsFor), edge.waitSite, whole);
    const std::string other = nameAt(model, model.name(edge.heldBy), edge.heldSite, whole);
    const std::string there = nameAt(model, {}, edge.heldSite, whole); // " (x.cpp:12)", behind what it did itself
    switch (edge.need) {
    case Need::Release:
        if (edge.tie == Tie::Writer)
            return {patterns::EdgeBehindWriter, {lane, what, other}, {}};
        if (isInherited(model, edge))
            return {patterns::EdgeInherited, {lane, what, there}, {}};
        return self ? Sentence{patterns::EdgeOwn, {lane, what, there}, {}} : Sentence{patterns::Edge, {lane, what, other}, {}};
    case Need::End:
    case Need::Start:
        // Of a process the lane that holds it up is one of its threads.
        if (self)
            return {patterns::EdgeToOwnEnd, {lane}, {}};
        return {patterns::WaitsForEnd, {lane, what}, {}};
    case Need::Turn:
        return {patterns::EdgeTurn, {lane, other}, {}};
    case Need::Coroutine:
        return {patterns::EdgeCoroutine, {lane, model::named(model, edge.heldBy)}, {}};
    case Need::Arrival:
        return {patterns::EdgeBarrier, {lane, what, model::named(model, edge.heldBy)}, {}};
    default: {
        if (edge.tie == Tie::Behind)
            return {patterns::EdgeBehind, {lane, what, model::named(model, edge.heldBy)}, {}};
        if (edge.tie == Tie::Worker)
            return {patterns::EdgeWorker, {lane, what, other}, {}};
        if (edge.tie == Tie::Queued)
            return self ? Sentence{patterns::EdgeQueuedToSelf, {lane, what}, {}} : Sentence{patterns::EdgeQueued, {lane, what, model::named(model, edge.heldBy)}, {}};
        if (const std::optional<EndWords> end = wordsOfEnd(model, edge))
            return self ? Sentence{end->self, {lane, what}, {}} : Sentence{end->other, {lane, what, other}, {}};
        if (edge.tie == Tie::OtherEnd && edge.need == Need::Item)
            return self ? Sentence{patterns::EdgeItemEndToSelf, {lane, what}, {}} : Sentence{patterns::EdgeItemEnd, {lane, what, other}, {}};
        if (edge.tie == Tie::OtherEnd)
            return self ? Sentence{patterns::EdgeRoomEndToSelf, {lane, what}, {}} : Sentence{patterns::EdgeRoomEnd, {lane, what, other}, {}};
        if (edge.tie == Tie::User && !self) {
            const model::Object* object = model.object(edge.waitsFor);
            return {object && object->kind == trace::ObjectKind::Loop ? patterns::EdgeLoop : patterns::EdgeUser, {lane, what, model::named(model, edge.heldBy)}, {}};
        }
        const GivenWords words = wordsOf(edge.need);
        if (self)
            return {words.self, {lane, what, there}, {}};
        return {only ? words.only : words.last, {lane, what, other}, {}};
    }
    }
}

} // namespace braid::analysis
