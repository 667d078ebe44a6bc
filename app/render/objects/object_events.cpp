#include "app/render/objects/object_events.h"
#include "app/render/objects/object_row.h"
#include "app/render/scene/bytes_text.h"
#include "engine/model/query/queue_items.h"
#include "engine/model/store/gallop.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <optional>

namespace braid::render {

namespace {

using model::Nanos;
using trace::EventKind;

constexpr double Spacing = 7; ///< events nearer than this become one mark, with a count

struct Look {
    Glyph glyph;
    Role role;
};

Look lookOf(const trace::Event& event) {
    switch (event.kind) {
    case EventKind::IoEnd: {
        const auto result = static_cast<std::int64_t>(event.a);
        const auto call = static_cast<trace::IoCall>(event.b >> trace::IoCallShift);
        if (result == -EAGAIN || result == -EINTR)
            return {Glyph::Token, Role::IoWait};
        if (endsInOrder(call, result))
            return {Glyph::EndCap, Role::TextDim};
        if (result < 0)
            return {Glyph::Cross, Role::MarkFault};
        return call == trace::IoCall::Send ? Look{Glyph::Disc, Role::MarkWrite} : Look{Glyph::Circle, Role::MarkRead};
    }
    case EventKind::FdReady:
        return {Glyph::TriangleUp, Role::ArrowWake};
    case EventKind::Watch:
        return {Glyph::Flag, Role::MarkNote};
    default:
        return {Glyph::EndCap, Role::TextDim};
    }
}

bool shown(EventKind kind) {
    return kind == EventKind::IoEnd || kind == EventKind::FdReady || kind == EventKind::Watch || kind == EventKind::Unwatch;
}

} // namespace

bool endsInOrder(trace::IoCall call, std::int64_t result) {
    if (result == -ECANCELED || result == -ECONNABORTED)
        return true;
    return call == trace::IoCall::Accept && (result == -EINVAL || result == -EBADF);
}

void layoutEvents(ObjectRow& row) {
    const auto& log = row.frame.model.log();
    const TimeAxis& axis = row.frame.geometry.axis;
    const model::Events events = row.frame.model.eventsIn(row.object.events(), row.from(), row.to() + 1);
    auto event = events.begin();
    const double y = std::round(row.upper.center().y());
    while (event != events.end()) {
        if (!shown(log[*event].kind)) {
            ++event;
            continue;
        }
        const double x = std::round(row.frame.x(log[*event].time));
        const auto next = model::gallop(event + 1, events.end(), [&, limit = xToTime(axis, x + Spacing)](model::EventIndex e) {
            return log[e].time >= limit;
        });
        const auto count = static_cast<std::uint32_t>(next - event);
        const Look look = lookOf(row.frame.model.event(*event));
        const Tag tag{What::ObjectMark, LaneId{log[*event].lane}, row.object.id, *event, -1, count};
        if (row.place.clip.contains(QPointF(x, y)))
            row.front.marks.push_back({QPointF(x, y), count > 1 ? 5.0F : 7.0F, look.glyph, look.role, tag});
        event = next;
    }
}

QString descriptorStatus(const Frame& frame, const model::Object& object) {
    const auto [in, out, failed, empty] = model::transfersAt(frame.model, object, frame.now());
    QStringList parts;
    if (in > 0)
        parts << QCoreApplication::translate("render", "%1 in").arg(bytesText(static_cast<double>(in)));
    if (out > 0)
        parts << QCoreApplication::translate("render", "%1 out").arg(bytesText(static_cast<double>(out)));
    if (empty > 0)
        parts << QCoreApplication::translate("render", "%1 EAGAIN").arg(empty);
    return parts.join(QStringLiteral(" · "));
}

QString queueStatus(const Frame& frame, const model::Object& object, const model::Level& level) {
    if (object.kind == trace::ObjectKind::Pipe)
        return QCoreApplication::translate("render", "%1 of %2").arg(bytesText(static_cast<double>(level.depth)), bytesText(static_cast<double>(object.initial)));
    QStringList parts{object.initial > 0
                          ? QCoreApplication::translate("render", "%1 of %2").arg(level.depth).arg(object.initial)
                          : QCoreApplication::translate("render", "%1 in it").arg(level.depth)};
    if (object.unfinishedCounts)
        if (const auto unfinished = model::unfinishedAt(frame.model, object, frame.now()))
            parts << QCoreApplication::translate("render", "%1 unfinished").arg(*unfinished);
    return parts.join(QStringLiteral(" · "));
}

} // namespace braid::render
