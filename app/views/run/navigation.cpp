#include "app/views/run/navigation.h"

#include "app/render/rows/breaks.h"
#include "engine/analysis/findings/story.h"

#include <algorithm>

namespace braid::views {
namespace {

using model::Nanos;

constexpr double FollowShare = 0.94;                 ///< where the live edge stands, from the left
constexpr double PageShare = 0.3;                    ///< the same after a page was turned
constexpr Nanos LongestGrowingView = 12'000'000'000; ///< from here on following scrolls instead of zooming out
constexpr Nanos ShortestFit = 1'000;

void show(render::ViewState& state, Nanos from, Nanos to, double margin) {
    from = std::max<Nanos>(0, from);
    if (to - from < ShortestFit) {
        const Nanos middle = from + (to - from) / 2;
        from = middle - ShortestFit / 2;
        to = middle + ShortestFit / 2;
    }
    const render::TimeRange range = render::fit(from, to, margin);
    state.from = range.from;
    state.to = range.to;
}

constexpr std::size_t ManyAlike = 24; ///< lanes of one family: more than are in view at once

/// Whom the story is about keeps a row; those that are like them are one row, unless the user wanted it otherwise.
void keepActorsInSight(const session::Run& run, render::ViewState& state) {
    const model::Model& model = run.model();
    for (const LaneId actor : analysis::actorsOfStory(model, run.findings(), run.edge())) {
        const model::Lane* lane = model.lane(actor);
        if (!lane || lane->family >= model.families().size() || model.families()[lane->family].lanes.size() <= ManyAlike)
            continue;
        state.families.try_emplace(lane->family, true);
        state.apart.insert(actor);
    }
}

/// Where the interval that `event` began ends, as far as is known.
Nanos endOf(const session::Run& run, LaneId laneId, Nanos begin) {
    const model::Lane* lane = run.model().lane(laneId);
    const std::optional<model::Interval> interval = lane ? lane->at(begin) : std::nullopt;
    return interval ? std::min(interval->end, run.edge()) : begin;
}

} // namespace

void fitAll(const session::Run& run, render::ViewState& state) {
    const render::TimeRange whole = render::wholeRun(run.model(), std::max<Nanos>(run.edge(), 1'000'000), render::WholeRunMargin);
    state.from = whole.from;
    state.to = whole.to;
    if (!run.live())
        state.followLive = false;
}

bool fitStory(const session::Run& run, render::ViewState& state) {
    fitAll(run, state);
    const std::optional<analysis::Stretch> story = analysis::storyOf(run.model(), run.findings(), run.edge());
    if (!story)
        return false;
    state.from = story->from;
    state.to = std::max(story->to, story->from + render::MinSpan);
    if (state.to >= run.edge())
        state.to += render::roomBehind(run.model(), state.to - state.from);
    state.followLive = false;
    keepActorsInSight(run, state);
    return true;
}

void fitSelection(const session::Run& run, render::ViewState& state) {
    const model::Model& model = run.model();
    if (state.measured) {
        show(state, state.measured->first, state.measured->second, 0.05);
    } else if (state.selectedEvent != model::NoEvent && state.selectedEvent < model.log().size()) {
        const model::LogEntry& entry = model.log()[state.selectedEvent];
        // A bar of the selected lane may have been begun by another one.
        const model::Lane* lane = model.lane(state.selectedLane);
        const std::optional<model::Interval> bar = lane ? lane->at(state.cursor.value_or(entry.time)) : std::nullopt;
        if (bar && bar->event == state.selectedEvent)
            show(state, bar->begin, std::min(bar->end, run.edge()), 0.3);
        else
            show(state, entry.time, endOf(run, LaneId{entry.lane}, entry.time), 0.3);
    } else if (const model::Object* object = model.object(state.selectedObject)) {
        const model::Events events = object->events();
        const model::Holdings& holdings = object->holdings();
        const Nanos first = events.empty() ? object->created : model.log()[events.front()].time;
        const Nanos last = events.empty() ? run.edge() : model.log()[events.back()].time;
        show(state, holdings.empty() ? first : std::min(first, holdings.front().begin),
             holdings.empty() ? last : std::max(last, std::min(holdings.back().end, run.edge())), 0.05);
    } else if (const model::Lane* lane = model.lane(state.selectedLane)) {
        show(state, lane->created, std::min(lane->ended, run.edge()), 0.05);
    } else if (state.finding) {
        goToFinding(run, state, static_cast<int>(*state.finding));
    } else {
        return;
    }
    state.followLive = false;
}

void goToFinding(const session::Run& run, render::ViewState& state, int index) {
    const auto& all = run.findings().all();
    if (index < 0 || static_cast<std::size_t>(index) >= all.size())
        return;
    const analysis::Finding& finding = all[static_cast<std::size_t>(index)];
    const Nanos from = analysis::causeOf(run.model(), finding);
    // Room after the moment as well: what follows from it is the point.
    const Nanos before = std::max<Nanos>(finding.at - from, 200'000);
    show(state, finding.at - before, finding.at + before / 2, 0.1);
    state.followLive = false;
    state.finding = static_cast<std::size_t>(index);
    state.cursor = finding.at;
    state.selectedEvent = finding.event;
    state.selectedLane = finding.lanes.empty() ? LaneId{} : finding.lanes.front();
    state.selectedObject = finding.objects.empty() ? ObjectId{} : finding.objects.front();
    state.measured.reset();
}

void goToEvent(const session::Run& run, render::ViewState& state, model::EventIndex event) {
    if (event >= run.model().log().size())
        return;
    const model::LogEntry& entry = run.model().log()[event];
    state.cursor = entry.time;
    showCursor(state);
    state.followLive = false;
    state.selectedEvent = event;
    state.selectedLane = LaneId{entry.lane};
    state.selectedObject = ObjectId{entry.object};
}

void askWhy(const session::Run& run, render::ViewState& state, LaneId lane) {
    if (run.model().lane(lane))
        state.question = render::Question{lane, state.cursor.value_or(model::Open)};
}

void placeCursor(const session::Run& run, render::ViewState& state, Nanos time) {
    if (time > run.edge()) {
        state.cursor.reset();
        return;
    }
    state.cursor = std::max<Nanos>(time, 0);
    state.followLive = false;
}

void showCursor(render::ViewState& state) {
    if (!state.cursor)
        return;
    const Nanos span = state.to - state.from;
    const Nanos edge = span / 50; // a picture that moves at each step is hard to follow
    if (*state.cursor >= state.from + (state.from > 0 ? edge : 0) && *state.cursor <= state.to - edge)
        return;
    state.from = std::max<Nanos>(0, *state.cursor - span / 2);
    state.to = state.from + span;
}

void follow(render::ViewState& state, Nanos edge, Following how) {
    const Nanos span = state.to - state.from;
    const double share = static_cast<double>(edge - state.from) / static_cast<double>(span);
    if (share <= FollowShare && edge >= state.from)
        return;
    if (state.from <= 0 && edge < LongestGrowingView) {
        state.from = 0;
        // In steps of a quarter: a ruler that stretches with every frame cannot be read.
        state.to = std::max(span, static_cast<Nanos>(static_cast<double>(edge) * 1.25));
        return;
    }
    const render::TimeRange range = render::follow({state.from, state.to}, edge, how == Following::ByPages ? PageShare : FollowShare);
    state.from = range.from;
    state.to = range.to;
}

void keepInReach(render::ViewState& state, Nanos edge) {
    const Nanos span = state.to - state.from;
    const Nanos most = std::max<Nanos>(edge, 0) - span / 10;
    state.from = std::clamp<Nanos>(state.from, 0, std::max<Nanos>(0, most));
    state.to = state.from + span;
}

render::TimeRange notBeyond(render::TimeRange range, render::TimeRange seen, Nanos edge) {
    const Nanos widest = std::max(seen.to - seen.from, 2 * std::clamp<Nanos>(edge, 1'000, model::Open / 4));
    if (range.to - range.from > widest)
        range.to = range.from + widest;
    return range;
}

void selectLane(render::ViewState& state, LaneId lane) {
    clearSelection(state);
    state.selectedLane = lane;
}

void selectObject(render::ViewState& state, ObjectId object) {
    clearSelection(state);
    state.selectedObject = object;
}

void clearSelection(render::ViewState& state) {
    state.selectedLane = {};
    state.selectedEvent = model::NoEvent;
    state.selectedObject = {};
    state.finding.reset();
    state.question.reset();
}

} // namespace braid::views
