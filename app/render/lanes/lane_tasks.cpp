#include "app/render/lanes/lane_tasks.h"
#include "app/render/rows/frame.h"
#include "app/render/scene/labels.h"
#include "engine/model/store/gallop.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

using model::Nanos;
using model::Task;

constexpr double MinTask = 4;    ///< narrower ones become one thin line, with a count
constexpr double TaskedRow = 12; ///< lower rows carry no tasks
constexpr double Thickness = 2;
constexpr double Hook = 6;               ///< the ends of the bracket
constexpr std::ptrdiff_t MostWithin = 8; ///< tasks inside a task that are looked through for the one after it
constexpr double RoomBehind = 120;       ///< of the last task

struct Tasks {
    const Frame& frame;
    const RowPlace& place;
    const model::Lane& lane;
    Layer& front;
    Occupied& upper;
    Occupied& lower;

    [[nodiscard]] double x(Nanos time) const {
        return std::clamp(std::round(frame.x(time)), place.clip.left(), place.clip.right());
    }
    /// Where the one after `task`, which ends at `right`, begins.
    [[nodiscard]] double nextAfter(model::Tasks::iterator task, model::Tasks::iterator end, double right) const {
        const auto looked = std::min(task + 1 + MostWithin, end);
        const auto next = std::find_if(task + 1, looked, [](const Task& each) { return each.depth == 0; });
        if (next < looked)
            return x(next->begin);
        return looked == end && right < place.clip.right() ? right + RoomBehind : right;
    }
    void piece(const QRectF& rect, Ink ink, const Tag& tag) {
        addClipped(front, {rect, ink, Form::Solid, false, 0, 1, Role::Transparent, tag}, place.clip);
    }
    /// The words of one that is narrow may reach to `next`, where the one after it begins.
    void bracket(const Task& task, double left, double right, double next);
    void label(const Task& task, double left, double right, double next, const Tag& tag);
};

void Tasks::bracket(const Task& task, double left, double right, double next) {
    const Ink ink = task.failed ? Role::MarkFault : Role::Task;
    const Tag tag{What::Mark, lane.id, task.object, task.event, -1, 1};
    const double top = place.rect.top() + 1 + std::min<double>(task.depth, 2) * (Thickness + 1);
    const double end = right - 1; // a gap before the next one
    piece({left, top, end - left, Thickness}, ink, tag);
    if (frame.x(task.begin) >= place.clip.left())
        piece({left, top + Thickness, 1, Hook - Thickness}, ink, tag);
    if (task.end != model::Open && frame.x(task.end) <= place.clip.right())
        piece({end - 1, top + Thickness, 1, Hook - Thickness}, ink, tag);
    if (frame.state.selectedEvent == task.event)
        front.boxes.push_back({QRectF(left - 1, top - 1, end - left + 2, Hook + 2).intersected(place.clip), Role::Selection, Form::Outline, false, 0, 1.5F, Role::Transparent, {}});
    if (task.depth == 0)
        label(task, left, end, next, tag);
}

void Tasks::label(const Task& task, double left, double right, double next, const Tag& tag) {
    if (place.rect.height() < LabelledRow || next - left < 18)
        return;
    const trace::Event event = frame.model.event(task.event);
    const QString text = event.text.empty() ? QString::number(event.a) : textOf(event.text);
    // Beyond its own end whole words only: cut ones would look like those of a longer task.
    const QString fitting = frame.measure.fits(text, Type::Small, next - left - 8) ? text : frame.measure.elided(text, Type::Small, right - left - 8);
    if (fitting.isEmpty() || (fitting != text && fitting.size() < 4))
        return;
    const double width = frame.measure.width(fitting, Type::Small) + 6;
    const QRectF plate(left + 1, place.rect.top() + 1 + Thickness, width, frame.measure.height(Type::Small) - 1);
    if (!place.clip.contains(plate) || !upper.take(plate.left(), plate.right()))
        return;
    lower.take(plate.left(), plate.right());
    front.boxes.push_back({plate, Role::Panel, Form::Solid, false, 2, 1, Role::Transparent, tag});
    addText(front, frame.measure, fitting, plate.adjusted(3, 0, -2, 0), Type::Small,
            task.failed ? Role::MarkFault : Role::Text, Align::Left, tag);
}

} // namespace

void layoutTasks(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& front, Occupied& upper,
                 Occupied& lower) {
    if (!frame.state.showMarks || place.rect.height() < TaskedRow)
        return;
    Tasks out{frame, place, lane, front, upper, lower};
    const TimeAxis& axis = frame.geometry.axis;
    const model::Tasks tasks = lane.tasksIn(axis.from, axis.from + axis.span());
    for (auto task = tasks.begin(); task != tasks.end();) {
        const Nanos end = std::min(task->end, frame.edge);
        const double left = out.x(task->begin);
        const double right = out.x(end);
        if (end < axis.from || right - left >= MinTask) {
            if (end >= axis.from)
                out.bracket(*task, left, right, out.nextAfter(task, tasks.end(), right));
            ++task;
            continue;
        }
        // The next one is looked up in growing steps, so a million short ones cost hardly more than a hundred.
        const Nanos limit = xToTime(axis, left + MinTask);
        const auto next = model::gallop(task + 1, tasks.end(), [&](const Task& t) { return t.begin >= limit; });
        const Tag tag{What::Mark, lane.id, task->object, task->event, -1, static_cast<std::uint32_t>(next - task)};
        const Ink ink = task->failed ? Role::MarkFault : Role::Task;
        out.piece({left, place.rect.top() + 1, std::max(1.0, std::min(MinTask - 1, right - left)), Thickness}, ink, tag);
        task = next;
    }
}

} // namespace braid::render
