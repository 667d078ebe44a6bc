#include "engine/model/query/cause.h"

#include <algorithm>

namespace braid::model {

using trace::EventKind;

namespace {

/// Events of an object that are looked through for who gave something, at most.
constexpr int LookBack = 4096;

/// What ends a wait that `begun` began without an arrow leading from there.
EventKind releaseKindFor(EventKind begun) {
    switch (begun) {
    case EventKind::PutWait:
        return EventKind::Get;
    case EventKind::DrainWait:
        return EventKind::TaskDone;
    default:
        return EventKind::None;
    }
}

} // namespace

std::optional<Arrow> arrowTo(const Model& model, EventIndex effect) {
    const Arrows into = effect == NoEvent ? Arrows() : model.arrowsInto(effect, effect + 1);
    return into.empty() ? std::nullopt : std::optional(into.front());
}

EventIndex causeOf(const Model& model, const Interval& waited, EventIndex effect) {
    if (effect == waited.event) // its time was over
        return NoEvent;
    if (effect < model.log().size() && model.log()[effect].kind == EventKind::MadeReady)
        return effect;
    if (const std::optional<Arrow> arrow = arrowTo(model, effect))
        return arrow->from;
    const Object* object = model.object(waited.object);
    if (!object || waited.event >= model.log().size())
        return NoEvent;
    const EventKind wanted = releaseKindFor(model.log()[waited.event].kind);
    if (wanted == EventKind::None)
        return NoEvent;
    int looked = 0;
    for (const EventIndex event : eventsBefore(object->events(), effect).reversed()) {
        if (model.log()[event].kind == wanted)
            return event;
        if (++looked == LookBack)
            break;
    }
    return NoEvent;
}

} // namespace braid::model
