#include "app/render/scene/state_form.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

using model::State;

Form formOf(State state) {
    switch (state) {
    case State::Created:
        return Form::DashedOutline;
    case State::Blocked:
        return Form::VerticalBars;
    case State::Waiting:
        return Form::Dots;
    case State::IoWait:
        return Form::HorizontalLines;
    case State::IoCopy:
        return Form::Crosses;
    case State::Suspended:
        return Form::Hatch;
    case State::NotRecorded:
        return Form::SparseHatch;
    case State::Idle:
    case State::Paused:
        return Form::Outline;
    default:
        return Form::Solid;
    }
}

double formHeight(State state, double full) {
    double height = full;
    switch (state) {
    case State::Running:
    case State::NotRecorded:
        break;
    case State::Blocked:
        height = full * 3 / 4;
        break;
    case State::Created:
    case State::Ready:
    case State::Waiting:
    case State::IoWait:
    case State::IoCopy:
    case State::Suspended:
    case State::Idle:
    case State::Paused:
        height = full / 2;
        break;
    case State::Sleeping:
        height = full / 3;
        break;
    case State::Done:
    case State::Failed:
        height = std::min(2.0, full);
        break;
    }
    return std::max(1.0, std::round(height));
}

QRectF barRect(const QRectF& row, State state, double left, double right) {
    const double margin = row.height() >= 16 ? 2 : row.height() >= 9 ? 1
                                                                     : 0.5;
    const double height = formHeight(state, row.height() - 2 * margin);
    return {left, std::round(row.bottom() - margin) - height, right - left, height};
}

} // namespace braid::render
