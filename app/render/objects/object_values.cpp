#include "app/render/lanes/lane_marks.h"
#include "app/render/objects/object_row.h"
#include "app/render/rows/breaks.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/shown_name.h"
#include "engine/model/query/shared_value.h"
#include "engine/model/store/gallop.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace braid::render {

using model::Nanos;

namespace {

constexpr double MarkSize = 7;

/// A mark of a read or a write, whose words stand between it and the next one.
struct Access {
    double x = 0;
    model::EventIndex event = model::NoEvent;
    std::uint32_t count = 1;
};

// The value that the variable was made with, up to the first write. Of texts it is not in the trace.
void layoutFirstValue(ObjectRow& row) {
    const std::optional<model::FirstValue> first = model::firstValueOf(row.frame.model.log(), row.object);
    if (!first)
        return;
    const double left = std::round(row.clampX(row.object.created)), right = std::round(row.clampX(std::min(first->until, row.to())));
    if (right - left < 2)
        return;
    const Tag tag{What::Level, {}, row.object.id, model::NoEvent, -1, 1};
    const QRectF rect(left, row.band.top(), right - left - 1, row.band.height());
    addClipped(row.bars, {rect, Role::Value, Form::Outline, false, 2, 1, Role::Transparent, tag}, row.place.clip);
    const QString brief = valueText(first->value);
    for (const QString& text : {QCoreApplication::translate("render", "%1 at first").arg(brief), brief}) {
        const double width = row.frame.measure.width(text, Type::Small);
        const QRectF room = clearRoom(row.frame, rect.adjusted(4, 0, -2, 0), width);
        if (width > room.width() || !row.place.clip.contains(rect))
            continue;
        addText(row.front, row.frame.measure, text, room, Type::Small, Role::Text, Align::Left, tag);
        return;
    }
}

// What was read and written, in words, where there is room before the next mark.
void layoutWords(ObjectRow& row, const std::vector<Access>& accesses) {
    const TypeMeasure& measure = row.frame.measure;
    for (std::size_t i = 0; i < accesses.size(); ++i) {
        const Access& access = accesses[i];
        if (access.count > 1)
            continue;
        const double begin = access.x + MarkSize / 2 + 2;
        const double end = i + 1 < accesses.size() ? accesses[i + 1].x - MarkSize / 2 - 2 : row.place.clip.right();
        const trace::Event event = row.frame.model.event(access.event);
        const QString lane = shownName(row.frame.model, event.lane), value = valueText(event);
        const std::array<QString, 2> texts = trace::writesValue(event.kind)
                                                 ? std::array{QCoreApplication::translate("render", "%1 writes %2").arg(lane, value),
                                                              QCoreApplication::translate("render", "writes %1").arg(value)}
                                                 : std::array{QCoreApplication::translate("render", "%1 reads %2").arg(lane, value),
                                                              QCoreApplication::translate("render", "reads %1").arg(value)};
        for (const QString& text : texts) {
            const double width = measure.width(text, Type::Small);
            const QRectF room = clearRoom(row.frame, QRectF(begin, row.upper.top() - 1, end - begin, row.upper.height() + 2), width);
            if (width > room.width() || room.left() > begin || !row.place.clip.contains(room))
                continue;
            addText(row.front, measure, text, room, Type::Small, Role::TextDim, Align::Left,
                    {What::ObjectMark, event.lane, row.object.id, access.event, -1, 1});
            break;
        }
    }
}

} // namespace

// Every value as a box from its write to the next one; reads as rings in the reader's colour.
void layoutValues(ObjectRow& row) {
    const model::Events events = row.object.events();
    const auto& log = row.frame.model.log();
    const model::Events inView = row.frame.model.eventsIn(events, row.from(), std::max(row.to(), row.from() + 1));
    layoutFirstValue(row);
    auto index = inView.begin();
    // The value at the left edge was written before it.
    for (int looked = 0; index != events.begin() && looked < 4096; ++looked) {
        --index;
        if (trace::writesValue(log[*index].kind))
            break;
    }
    double taken = -1e9;
    const double step = 4;
    std::vector<Access> accesses;
    while (index < inView.end()) {
        const model::EventIndex shown = *index;
        const trace::EventKind kind = log[shown].kind;
        const double x = row.clampX(log[shown].time);
        if (!trace::tellsValue(kind)) {
            ++index;
            continue;
        }
        // All that falls into the same few pixels is one box with a count.
        const Nanos limit = xToTime(row.frame.geometry.axis, x + step);
        const auto next = model::gallop(index + 1, events.end(), [&](model::EventIndex e) { return log[e].time >= limit; });
        const auto count = static_cast<std::uint32_t>(next - index);
        auto nextWrite = next;
        for (int looked = 0; nextWrite != events.end() && looked < 64 && !trace::writesValue(log[*nextWrite].kind);
             ++looked)
            ++nextWrite;
        const double right = nextWrite == events.end() ? row.clampX(row.to()) : row.clampX(log[*nextWrite].time);
        const LaneId lane{log[shown].lane};
        const Tag tag{What::ObjectMark, lane, row.object.id, shown, -1, count};
        // The value that stands afterwards is the last write's; in a crowd it is looked for a bounded way back.
        auto last = next;
        bool writes = false;
        for (int looked = 0; !writes && last != index && looked < 256; ++looked)
            writes = trace::writesValue(log[*--last].kind);
        const QPointF mark(x, row.upper.center().y());
        if (log[shown].time >= row.from() && row.place.clip.contains(mark) && x > taken) {
            row.front.marks.push_back({mark, MarkSize, writes ? Glyph::Disc : Glyph::Circle, chipOf(row.frame.model, lane), tag});
            accesses.push_back({x, shown, count});
            taken = x + step;
        }
        if (writes) {
            const QRectF rect(std::round(x), row.band.top(), std::max(1.0, std::round(right) - std::round(x) - 1),
                              row.band.height());
            addClipped(row.bars, {rect, Role::Value, Form::Solid, false, 2, 1, Role::Transparent, tag}, row.place.clip);
            if (row.place.clip.contains(rect))
                addOwnerLabel(row, rect, valueText(row.frame.model.event(*last)), Role::Value, tag);
        }
        index = next;
    }
    layoutWords(row, accesses);
}

} // namespace braid::render
