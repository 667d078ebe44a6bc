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

const Arrow* arrowTo(const Model& model, EventIndex effect) {
    const auto& arrows = model.arrows();
    const auto arrow = std::lower_bound(arrows.begin(), arrows.end(), effect,
                                        [](const Arrow& a, EventIndex index) { return a.to < index; });
    return arrow != arrows.end() && arrow->to == effect ? &*arrow : nullptr;
}

EventIndex causeOf(const Model& model, const Interval& waited, EventIndex effect) {
    if (const Arrow* arrow = arrowTo(model, effect))
        return arrow->from;
    const Object* object = model.object(waited.object);
    if (!object || waited.event >= model.log().size())
        return NoEvent;
    const EventKind wanted = releaseKindFor(model.log()[waited.event].kind);
    if (wanted == EventKind::None)
        return NoEvent;
    auto event = std::lower_bound(object->events.begin(), object->events.end(), effect);
    for (int looked = 0; event != object->events.begin() && looked < LookBack; ++looked)
        if (model.log()[*--event].kind == wanted)
            return *event;
    return NoEvent;
}

} // namespace braid::model
