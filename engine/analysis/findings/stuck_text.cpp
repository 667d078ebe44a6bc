#include "engine/analysis/findings/stuck_text.h"

#include "engine/model/text/patterns.h"

#include <optional>

namespace braid::analysis {

using model::Model;
using model::Sentence;
namespace patterns = model::patterns;

CycleEdge edgeOf(const Model& model, const LaneWait& wait, const Giver& giver) {
    return {wait.lane, wait.object, giver.lane, wait.site, model.siteOf(giver.event), wait.need, giver.tie};
}

std::string nameAt(const Model& model, std::string_view name, SiteId site, bool whole) {
    const model::Site* known = whole ? model.site(site) : nullptr;
    const std::string where = known ? model::placeText(*known) : model::siteText(model, site);
    return where.empty() ? std::string(name) : std::string(name) + " (" + where + ")";
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
    case Need::TasksDone:
        return {patterns::EdgeTasksOnly, patterns::EdgeTasks, patterns::EdgeTasksToSelf};
    case Need::Notification:
        return {patterns::EdgeConditionOnly, patterns::EdgeCondition, patterns::EdgeConditionToSelf};
    case Need::Set:
        return {patterns::EdgeEventOnly, patterns::EdgeEvent, patterns::EdgeEventToSelf};
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

Sentence edgeSentence(const Model& model, const CycleEdge& edge, bool only, bool whole) {
    const bool self = edge.lane == edge.heldBy;
    const std::string lane(model.name(edge.lane));
    const std::string what = nameAt(model, model.name(edge.waitsFor), edge.waitSite, whole);
    const std::string other = nameAt(model, model.name(edge.heldBy), edge.heldSite, whole);
    switch (edge.need) {
    case Need::Release:
        if (edge.tie == Tie::Writer)
            return {patterns::EdgeBehindWriter, {lane, what, other}, {}};
        return self ? Sentence{patterns::WaitsForOwn, {lane, what}, {}} : Sentence{patterns::Edge, {lane, what, other}, {}};
    case Need::End:
    case Need::Start:
        // Of a process the lane that holds it up is one of its threads.
        if (self)
            return {patterns::EdgeToOwnEnd, {lane}, {}};
        return {patterns::WaitsForEnd, {lane, what}, {}};
    case Need::Turn:
        return {patterns::EdgeTurn, {lane, other}, {}};
    case Need::Coroutine:
        return {patterns::EdgeCoroutine, {lane, std::string(model.name(edge.heldBy))}, {}};
    case Need::Arrival:
        return {patterns::EdgeBarrier, {lane, what, std::string(model.name(edge.heldBy))}, {}};
    default: {
        if (edge.tie == Tie::Worker)
            return {patterns::EdgeWorker, {lane, what, other}, {}};
        if (edge.tie == Tie::Queued)
            return self ? Sentence{patterns::EdgeQueuedToSelf, {lane, what}, {}} : Sentence{patterns::EdgeQueued, {lane, what, std::string(model.name(edge.heldBy))}, {}};
        if (const std::optional<EndWords> end = wordsOfEnd(model, edge))
            return self ? Sentence{end->self, {lane, what}, {}} : Sentence{end->other, {lane, what, other}, {}};
        if (edge.tie == Tie::OtherEnd && edge.need == Need::Item)
            return self ? Sentence{patterns::EdgeItemEndToSelf, {lane, what}, {}} : Sentence{patterns::EdgeItemEnd, {lane, what, other}, {}};
        if (edge.tie == Tie::OtherEnd)
            return self ? Sentence{patterns::EdgeRoomEndToSelf, {lane, what}, {}} : Sentence{patterns::EdgeRoomEnd, {lane, what, other}, {}};
        const GivenWords words = wordsOf(edge.need);
        if (self)
            return {words.self, {lane, what}, {}};
        return {only ? words.only : words.last, {lane, what, other}, {}};
    }
    }
}

} // namespace braid::analysis
