#include "app/views/cursor/steps.h"

#include "app/views/run/navigation.h"

#include <algorithm>

namespace braid::views {
namespace {

using model::Direction;
using model::EventIndex;
using model::NoEvent;

bool onEvent(const model::Model& model, const render::ViewState& state) {
    return state.selectedEvent < model.log().size() &&
           (!state.cursor || model.log()[state.selectedEvent].time == *state.cursor);
}

/// The event one is at: the selected one, else the last one up to here; NoEvent before the first.
EventIndex eventHere(const model::Model& model, const render::ViewState& state, model::Place place) {
    return state.selectedEvent < model.log().size() ? state.selectedEvent : nextEvent(model, place, Direction::Back);
}

/// Among the writes that the shown finding says were lost.
bool stepToLoss(const session::Run& run, render::ViewState& state, Direction direction) {
    const auto& all = run.findings().all();
    if (!state.finding || *state.finding >= all.size() || state.selectedEvent == NoEvent)
        return false;
    const std::vector<EventIndex>& lost = all[*state.finding].lost;
    EventIndex next = NoEvent;
    if (direction == Direction::Forward) {
        const auto ahead = std::upper_bound(lost.begin(), lost.end(), state.selectedEvent);
        next = ahead == lost.end() ? NoEvent : *ahead;
    } else {
        const auto behind = std::lower_bound(lost.begin(), lost.end(), state.selectedEvent);
        next = behind == lost.begin() ? NoEvent : *(behind - 1);
    }
    if (next == NoEvent)
        return false;
    goToEvent(run, state, next);
    return true;
}

} // namespace

model::Place placeOf(const session::Run& run, const render::ViewState& state) {
    if (onEvent(run.model(), state))
        return model::placeOn(state.selectedEvent);
    return model::placeAt(run.model(), state.cursor.value_or(model::Open));
}

bool step(const session::Run& run, render::ViewState& state, Track track, Direction direction) {
    const model::Model& model = run.model();
    const model::Place place = placeOf(run, state);
    const EventIndex here = eventHere(model, state, place);
    EventIndex next = NoEvent;
    LaneId lane;
    ObjectId object;
    if (track == Track::Run) {
        next = nextEvent(model, place, direction);
    } else if (track == Track::Lane) {
        lane = state.selectedLane;
        if (!lane && here != NoEvent)
            lane = LaneId{model.log()[here].lane};
        next = lane ? nextOfLane(model, lane, place, direction) : NoEvent;
    } else {
        object = state.selectedObject;
        if (!object && here != NoEvent)
            object = ObjectId{model.log()[here].object};
        next = object ? nextOfObject(model, object, place, direction) : NoEvent;
    }
    if (next == NoEvent)
        return false;
    state.finding.reset();
    goToEvent(run, state, next);
    if (lane)
        state.selectedLane = lane; // what is done to it by others belongs to it
    return true;
}

bool stepAlongArrow(const session::Run& run, render::ViewState& state, Direction direction) {
    const model::Model& model = run.model();
    EventIndex here = eventHere(model, state, placeOf(run, state));
    if (state.selectedLane && here != NoEvent && state.selectedEvent == NoEvent) // only a lane was chosen: what it did last
        here = nextOfLane(model, state.selectedLane, placeOf(run, state), Direction::Back);
    const EventIndex next = direction == Direction::Back ? previousCause(model, here) : nextEffect(model, here);
    if (next == NoEvent)
        return false;
    state.finding.reset();
    goToEvent(run, state, next);
    return true;
}

bool stepThrough(const session::Run& run, render::ViewState& state, const std::vector<EventIndex>& events,
                 Direction direction) {
    if (events.empty())
        return false;
    const model::Place place = placeOf(run, state);
    EventIndex next = NoEvent;
    if (direction == Direction::Forward) {
        const auto ahead = std::lower_bound(events.begin(), events.end(), place.forward);
        next = ahead == events.end() ? events.front() : *ahead;
    } else {
        const auto behind = std::lower_bound(events.begin(), events.end(), place.back);
        next = behind == events.begin() ? events.back() : *(behind - 1);
    }
    state.finding.reset();
    goToEvent(run, state, next);
    return true;
}

bool stepToFinding(const session::Run& run, render::ViewState& state, Direction direction) {
    if (stepToLoss(run, state, direction))
        return true;
    const auto& all = run.findings().all();
    const auto count = static_cast<std::ptrdiff_t>(all.size());
    const bool forward = direction == Direction::Forward;
    std::ptrdiff_t next = forward ? 0 : count - 1;
    if (state.finding)
        next = static_cast<std::ptrdiff_t>(*state.finding) + (forward ? 1 : -1);
    else if (state.cursor) // from the end of the run one begins with the first
        while (next >= 0 && next < count &&
               (forward ? all[static_cast<std::size_t>(next)].at <= *state.cursor : all[static_cast<std::size_t>(next)].at >= *state.cursor))
            next += forward ? 1 : -1;
    if (next < 0 || next >= count)
        return false;
    goToFinding(run, state, static_cast<int>(next));
    return true;
}

bool stepToBookmark(render::ViewState& state, Direction direction) {
    const auto& all = state.bookmarks;
    const model::Nanos here = state.cursor.value_or(model::Open);
    const render::Bookmark* next = nullptr;
    if (direction == Direction::Forward) {
        const auto ahead = std::find_if(all.begin(), all.end(), [here](const auto& mark) { return mark.at > here; });
        next = ahead == all.end() ? nullptr : &*ahead;
    } else {
        const auto behind = std::find_if(all.rbegin(), all.rend(), [here](const auto& mark) { return mark.at < here; });
        next = behind == all.rend() ? nullptr : &*behind;
    }
    if (!next)
        return false;
    state.cursor = next->at;
    state.followLive = false;
    showCursor(state);
    return true;
}

} // namespace braid::views
