#include "app/views/timeline/timeline_keys.h"

#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/views/run/navigation.h"

#include <algorithm>
#include <optional>

namespace braid::views {
namespace {

/// Rows a person can choose, from top to bottom: lanes, then objects.
std::vector<render::Row> choosableRows(const session::Run& run, const render::ViewState& state, const render::Theme& theme) {
    std::vector<render::Row> rows;
    for (const render::Row& row : render::laneRows(run.model(), state))
        if (!row.crowd)
            rows.push_back(row);
    if (state.showObjects)
        for (const render::Row& row : render::objectRows(run.model(), state, theme))
            if (row.object)
                rows.push_back(row);
    return rows;
}

void selectRow(const session::Run& run, render::ViewState& state, const render::Theme& theme, int direction) {
    const std::vector<render::Row> rows = choosableRows(run, state, theme);
    if (rows.empty())
        return;
    const auto present = std::find_if(rows.begin(), rows.end(), [&](const render::Row& row) {
        return state.selectedLane ? row.lane == state.selectedLane : state.selectedObject && row.object == state.selectedObject;
    });
    auto index = present - rows.begin() + direction;
    if (present == rows.end())
        index = direction > 0 ? 0 : static_cast<std::ptrdiff_t>(rows.size()) - 1;
    const render::Row& row = rows[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(index, 0, std::ssize(rows) - 1))];
    if (row.lane)
        selectLane(state, row.lane);
    else
        selectObject(state, row.object);
}

/// The selected lane; the first one shown where none is.
const model::Lane* chosenLane(const session::Run& run, const render::ViewState& state) {
    if (const model::Lane* lane = run.model().lane(state.selectedLane))
        return lane;
    const std::vector<render::Row> rows = render::laneRows(run.model(), state);
    return rows.empty() ? nullptr : run.model().lane(rows.front().lane);
}

void selectBar(const session::Run& run, render::ViewState& state, const model::Lane& lane, const std::optional<model::Interval>& bar) {
    if (!bar)
        return;
    goToEvent(run, state, bar->event);
    state.cursor = std::max<model::Nanos>(bar->begin, 0); // what was told of it afterwards is told later
    showCursor(state);
    state.finding.reset();
    state.selectedLane = lane.id;
}

/// The last bar of `lane` that begins at or before `time`; none where none does.
std::optional<model::Interval> barAt(const model::Lane& lane, model::Nanos time) {
    const model::Intervals::Range past = lane.intervals().upTo(time);
    return past.empty() ? std::nullopt : std::optional(past.back());
}

/// The bar that is selected; none where none of this lane is. What begins it may be the doing of another lane.
std::optional<model::Interval> selectedBar(const session::Run& run, const render::ViewState& state, const model::Lane& lane) {
    const model::Log& log = run.model().log();
    if (state.selectedEvent >= log.size())
        return std::nullopt;
    // Two bars may have one event: where it stopped to run, and where it ran again.
    if (const auto atCursor = state.cursor ? barAt(lane, *state.cursor) : std::nullopt; atCursor && atCursor->event == state.selectedEvent)
        return atCursor;
    const std::optional<model::Interval> bar = barAt(lane, log[state.selectedEvent].time);
    const bool ofLane = LaneId{log[state.selectedEvent].lane} == lane.id || (bar && bar->event == state.selectedEvent);
    return ofLane ? bar : std::nullopt;
}

} // namespace

bool selectByKey(const session::Run& run, render::ViewState& state, const render::Theme& theme, int key,
                 Qt::KeyboardModifiers modifiers) {
    modifiers &= ~Qt::KeypadModifier;
    const bool enter = (key == Qt::Key_Return || key == Qt::Key_Enter) && modifiers == Qt::NoModifier;
    if (!enter && modifiers != Qt::ControlModifier)
        return false;
    if (!enter && (key == Qt::Key_Up || key == Qt::Key_Down)) {
        selectRow(run, state, theme, key == Qt::Key_Up ? -1 : 1);
        return true;
    }
    if (!enter && key != Qt::Key_Left && key != Qt::Key_Right)
        return false;
    const model::Lane* lane = chosenLane(run, state);
    if (!lane)
        return true;
    const std::optional<model::Interval> selected = enter ? std::nullopt : selectedBar(run, state, *lane);
    if (!selected)
        selectBar(run, state, *lane, barAt(*lane, state.cursor.value_or(std::min(state.to, run.edge()))));
    else
        selectBar(run, state, *lane, key == Qt::Key_Left ? lane->before(*selected) : lane->after(*selected));
    return true;
}

} // namespace braid::views
