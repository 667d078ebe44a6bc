#include "engine/analysis/findings/change_text.h"

#include "engine/analysis/findings/stuck_text.h"
#include "engine/model/query/shared_value.h"
#include "engine/model/text/patterns.h"

#include <algorithm>

namespace braid::analysis {

using model::EventIndex;
using model::Model;
using model::NoEvent;
using model::Object;
using trace::EventKind;
namespace patterns = model::patterns;

namespace {

EventIndex endOf(const Model& model) { return static_cast<EventIndex>(model.log().size()); }

/// What became of a variable since a lane waits for it to change.
struct Since {
    EventIndex change = NoEvent;    ///< the write from which on it has another value than the one that is to be replaced
    EventIndex signal = NoEvent;    ///< the last notification
    bool signalAfterChange = false; ///< it came when the variable had changed
    EventIndex woke = NoEvent;      ///< the end of another lane's wait after that notification
};

Since sinceWait(const Model& model, const Object& variable, const LaneWait& wait) {
    constexpr std::size_t MostLookedAt = 1 << 16;
    Since since;
    model::Events events = variable.events();
    events.removePrefix(events.size() - std::min(events.size(), MostLookedAt));
    for (const EventIndex index : events) {
        if (index <= wait.event)
            continue;
        const EventKind kind = model.log()[index].kind;
        if (trace::writesValue(kind)) {
            if (!model::hasChanged(model.log(), variable, wait.event, index + 1))
                since.change = NoEvent;
            else if (since.change == NoEvent)
                since.change = index;
        } else if (kind == EventKind::Signal) {
            since.signal = index;
            since.signalAfterChange = since.change != NoEvent;
            since.woke = NoEvent;
        } else if (kind == EventKind::WaitEnd && since.woke == NoEvent) {
            since.woke = index;
        }
    }
    return since;
}

} // namespace

bool changedUnseen(const Model& model, const Object& variable, const LaneWait& wait) {
    return model::hasChanged(model.log(), variable, wait.event, endOf(model));
}

StuckCause causeOfUnseen(const Model& model, const Object& variable, const LaneWait& wait, model::Sentence& sentence) {
    const Since since = sinceWait(model, variable, wait);
    if (since.change == NoEvent)
        return StuckCause::NobodyLeft;
    if (since.signalAfterChange && since.woke != NoEvent) {
        sentence.parts.push_back({patterns::NotificationWentTo, {actorAt(model, since.signal), actorAt(model, since.woke)}, {}});
        return StuckCause::WrongOneWoken;
    }
    const std::string value = model::valueText(model.event(since.change));
    if (since.signal != NoEvent && !since.signalAfterChange) {
        sentence.parts.push_back({patterns::NotifiedBeforeChange, {actorAt(model, since.signal), actorAt(model, since.change), value}, {}});
        return StuckCause::LostNotification;
    }
    sentence.parts.push_back({patterns::ChangedUnnotified, {actorAt(model, since.change), value}, {}});
    return StuckCause::NobodyLeft;
}

} // namespace braid::analysis
