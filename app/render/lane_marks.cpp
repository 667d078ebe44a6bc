#include "app/render/layout_parts.h"
#include "engine/model/names.h"
#include "engine/model/sentence.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cmath>

namespace braid::render {

namespace {

using model::Nanos;
using trace::EventKind;

constexpr double Spacing = 8;      ///< marks nearer than this become one, with a count
constexpr double MarkedRow = 12;   ///< lower rows carry no marks
constexpr double MaxLabel = 190;

struct Look {
    Glyph glyph;
    Role role;
};

Look lookOf(EventKind kind) {
    switch (kind) {
    case EventKind::Print:
        return {Glyph::Square, Role::MarkPrint};
    case EventKind::Read:
        return {Glyph::Circle, Role::MarkRead};
    case EventKind::Write:
        return {Glyph::Disc, Role::MarkWrite};
    case EventKind::Signal:
    case EventKind::Put:
        return {Glyph::TriangleUp, Role::ArrowWake};
    case EventKind::AcquireFailed:
    case EventKind::PutFailed:
    case EventKind::GetFailed:
    case EventKind::WaitEnd:
    case EventKind::JoinEnd:
        return {Glyph::Hourglass, Role::MarkTimeOut};
    case EventKind::IoEnd:
        return {Glyph::Token, Role::IoWait};
    case EventKind::SendSignal:
        return {Glyph::Bolt, Role::ArrowSignal};
    case EventKind::Fault:
    case EventKind::LaneKilled:
    case EventKind::TraceFull:
        return {Glyph::Bolt, Role::MarkFault};
    default:
        return {Glyph::Flag, Role::MarkNote};
    }
}

QString failureWord(std::uint32_t failure) {
    constexpr const char* Words[] = {
        QT_TRANSLATE_NOOP("render", "would block"), QT_TRANSLATE_NOOP("render", "timed out"),
        QT_TRANSLATE_NOOP("render", "full"),        QT_TRANSLATE_NOOP("render", "empty"),
        QT_TRANSLATE_NOOP("render", "broken"),
    };
    return failure < std::size(Words) ? QCoreApplication::translate("render", Words[failure]) : QString();
}

QString labelOf(const Frame& frame, const trace::Event& event) {
    switch (event.kind) {
    case EventKind::Print:
    case EventKind::Note:
        return textOf(event.text);
    case EventKind::Read:
        return textOf(frame.model.name(event.object)) + QStringLiteral(" → ") + valueText(event);
    case EventKind::Write:
        return textOf(frame.model.name(event.object)) + QStringLiteral(" ← ") + valueText(event);
    case EventKind::AcquireFailed:
    case EventKind::PutFailed:
    case EventKind::GetFailed:
        return failureWord(event.b);
    case EventKind::WaitEnd:
    case EventKind::JoinEnd:
        return QCoreApplication::translate("render", "timed out");
    case EventKind::IoEnd:
        return static_cast<std::int64_t>(event.a) == -EAGAIN ? QStringLiteral("EAGAIN") : QString();
    case EventKind::SendSignal:
        return QString::fromStdString(model::signalText(event.a));
    case EventKind::Fault:
        return QCoreApplication::translate("render", "misuse");
    default:
        return textOf(event.text);
    }
}

// The longest that fits and is still understood.
QString fittingLabel(const Frame& frame, const trace::Event& event, std::uint32_t count, double room) {
    const QString more = count > 1 ? QStringLiteral("  +%1").arg(count - 1) : QString();
    const QString whole = labelOf(frame, event).simplified();
    if (whole.isEmpty())
        return {};
    const bool value = event.kind == EventKind::Read || event.kind == EventKind::Write;
    for (const QString& text : {whole + more, whole, value ? valueText(event) : whole}) {
        if (frame.measure.width(text, Type::Small) <= room)
            return text;
    }
    if (value)
        return {};
    const QString cut = frame.measure.elided(whole, Type::Small, room);
    return cut.size() >= 5 ? cut : QString();
}

} // namespace

QString valueText(const trace::Event& event) { return QString::fromStdString(model::valueText(event)); }

void layoutMarks(Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& front, Occupied& upper,
                 Occupied& lower) {
    if (!frame.state.showMarks || lane.marks.empty() || place.rect.height() < MarkedRow)
        return;
    const auto& log = frame.model.log();
    const TimeAxis& axis = frame.geometry.axis;
    const auto timeOf = [&](model::EventIndex index) { return log[index].time; };
    const double size = std::min(8.0, place.rect.height() * 0.4);
    const double y = std::round(place.rect.top() + size / 2 + 2);
    if (y - size / 2 < place.clip.top() - 1 || y + size / 2 > place.clip.bottom() + 1)
        return;

    // One mark a place; the next is looked up in growing steps, so a million marks cost hardly more than a hundred.
    auto mark = std::lower_bound(lane.marks.begin(), lane.marks.end(), axis.from,
                                 [&](model::EventIndex index, Nanos t) { return timeOf(index) < t; });
    while (mark != lane.marks.end()) {
        const double x = frame.x(timeOf(*mark));
        if (x > place.clip.right())
            break;
        auto next = mark + 1;
        if (next != lane.marks.end() && frame.x(timeOf(*next)) < x + Spacing)
            next = gallop(next, lane.marks.end(), [&, limit = xToTime(axis, x + Spacing)](model::EventIndex index) {
                return timeOf(index) >= limit;
            });
        const auto count = static_cast<std::uint32_t>(next - mark);
        const double roomEnd =
            next == lane.marks.end() ? place.clip.right() : std::min(place.clip.right(), frame.x(timeOf(*next)) - 7);

        const Look look = lookOf(log[*mark].kind);
        const Tag tag{What::Mark, lane.id, ObjectId{log[*mark].object}, *mark, -1, count};
        const bool chosen = frame.state.selectedEvent == *mark;
        // Crowds are a quiet row of dots: there is something here, zoom in.
        const bool crowd = count > 1 && next != lane.marks.end() && frame.x(timeOf(*next)) < x + 2 * Spacing;
        if (crowd && !chosen)
            front.marks.push_back({QPointF(std::round(x), y), 3, Glyph::Square, look.role, tag});
        else
            front.marks.push_back({QPointF(std::round(x), y), static_cast<float>(chosen ? size + 4 : size), look.glyph,
                                   chosen ? Role::Selection : look.role, tag});

        const double left = std::round(x) + size / 2 + 2;
        if (place.rect.height() >= LabelledRow && roomEnd - left > 14) {
            const double padding = 3;
            const double room = std::min(roomEnd - left, MaxLabel) - 2 * padding;
            const QString fitting = fittingLabel(frame, frame.model.event(*mark), count, room);
            if (!fitting.isEmpty()) {
                const double width = frame.measure.width(fitting, Type::Small) + 2 * padding;
                const QRectF plate(left, place.rect.top() + 1, width, frame.measure.height(Type::Small));
                if (place.clip.contains(plate) && upper.take(left - size - 2, left + width)) {
                    lower.take(left - size - 2, left + width);
                    front.boxes.push_back({plate, Role::Panel, Form::Solid, false, 3, 1, Role::Transparent, tag});
                    addText(front, frame.measure, fitting, plate.adjusted(padding, 0, -padding + 1, 0), Type::Small,
                            Role::Text, Align::Left, tag);
                }
            }
        }
        mark = next;
    }
}

} // namespace braid::render
