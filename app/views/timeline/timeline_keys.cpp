#include "app/views/timeline/timeline_keys.h"

#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/views/run/navigation.h"

#include <algorithm>

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

void selectBar(const session::Run& run, render::ViewState& state, const model::Lane& lane, std::ptrdiff_t index) {
    if (index < 0 || index >= std::ssize(lane.intervals))
        return;
    goToEvent(run, state, lane.intervals[static_cast<std::size_t>(index)].event);
    state.finding.reset();
    state.selectedLane = lane.id;
}

/// The last bar of `lane` that begins at or before `time`; -1 where none does.
std::ptrdiff_t barAt(const model::Lane& lane, model::Nanos time) {
    const auto next = std::upper_bound(lane.intervals.begin(), lane.intervals.end(), time,
                                       [](model::Nanos t, const model::Interval& interval) { return t < interval.begin; });
    return next - lane.intervals.begin() - 1;
}

/// The bar that is selected; -1 where none of this lane is.
std::ptrdiff_t selectedBar(const session::Run& run, const render::ViewState& state, const model::Lane& lane) {
    if (state.selectedEvent >= run.model().log().size() || LaneId{run.model().log()[state.selectedEvent].lane} != lane.id)
        return -1;
    // Several may begin at one moment: the one this very event began.
    const model::Nanos time = run.model().log()[state.selectedEvent].time;
    for (std::ptrdiff_t i = barAt(lane, time); i >= 0 && lane.intervals[static_cast<std::size_t>(i)].begin == time; --i)
        if (lane.intervals[static_cast<std::size_t>(i)].event == state.selectedEvent)
            return i;
    return barAt(lane, time);
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
    const std::ptrdiff_t here = barAt(*lane, state.cursor.value_or(std::min(state.to, run.edge())));
    const std::ptrdiff_t selected = selectedBar(run, state, *lane);
    if (enter)
        selectBar(run, state, *lane, here);
    else if (selected < 0)
        selectBar(run, state, *lane, here);
    else
        selectBar(run, state, *lane, selected + (key == Qt::Key_Left ? -1 : 1));
    return true;
}

} // namespace braid::views
