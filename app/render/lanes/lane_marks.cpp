#include "app/render/lanes/lane_marks.h"
#include "app/render/rows/frame.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/shown_name.h"
#include "engine/model/text/prints.h"
#include "engine/model/text/sentence.h"
#include "engine/trace/event_traits.h"
#include "engine/trace/signal_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace braid::render {

namespace {

using model::Nanos;
using trace::EventKind;

constexpr double Spacing = 8;    ///< marks nearer than this become one, with a count; in a crowd, nearer than half as much again
constexpr double MarkedRow = 12; ///< lower rows carry no marks
constexpr double MaxLabel = 440;
constexpr double StemmedTrack = 6; ///< from this height of the track on a line leads from the mark to its moment in the bars
constexpr double EdgeLabel = 60;   ///< with less room than this beyond it a mark is at the edge
constexpr double Padding = 3;      ///< of a label's plate
constexpr double LeastRoom = 14;   ///< for a label with its plate: less has none
constexpr double LeastCut = 24;    ///< for words that are cut: less holds no five letters
constexpr qsizetype LeastCutLetters = 5;

/// Where a mark's words may stand, to its right or to its left.
struct Side {
    double begin, end;
    [[nodiscard]] double room(double most) const { return std::min(end - begin, most) - 2 * Padding; }
};

struct Look {
    Glyph glyph;
    Role role;
};

Look lookOf(trace::EventMark mark) {
    switch (mark) {
    case trace::EventMark::Print:
        return {Glyph::Square, Role::MarkPrint};
    case trace::EventMark::Read:
        return {Glyph::Circle, Role::MarkRead};
    case trace::EventMark::Write:
        return {Glyph::Disc, Role::MarkWrite};
    case trace::EventMark::Wake:
        return {Glyph::TriangleUp, Role::ArrowWake};
    case trace::EventMark::TimedOut:
        return {Glyph::Hourglass, Role::MarkTimeOut};
    case trace::EventMark::Io:
        return {Glyph::Token, Role::IoWait};
    case trace::EventMark::Signal:
        return {Glyph::Bolt, Role::ArrowSignal};
    case trace::EventMark::Fault:
        return {Glyph::Bolt, Role::MarkFault};
    case trace::EventMark::Note:
        break;
    }
    return {Glyph::Flag, Role::MarkNote};
}

QString failureWord(std::uint32_t failure) {
    constexpr const char* Words[] = {
        QT_TRANSLATE_NOOP("render", "would block"),
        QT_TRANSLATE_NOOP("render", "timed out"),
        QT_TRANSLATE_NOOP("render", "full"),
        QT_TRANSLATE_NOOP("render", "empty"),
        QT_TRANSLATE_NOOP("render", "broken"),
    };
    return failure < std::size(Words) ? QCoreApplication::translate("render", Words[failure]) : QString();
}

/// Items come to the lane in view: the gutter above it has their names. As far as the first of many arrows say it.
bool getsItems(const Frame& frame, LaneId lane) {
    constexpr int MostArrowsLookedAt = 1000;
    const TimeAxis& axis = frame.geometry.axis;
    int looked = 0;
    for (const model::Arrow& arrow : frame.model.arrowsIn(axis.from, axis.from + axis.span() + 1)) {
        if (arrow.kind == model::ArrowKind::Item && frame.model.log()[arrow.to].lane == lane.value)
            return true;
        if (++looked == MostArrowsLookedAt)
            break;
    }
    return false;
}

QString labelOf(const Frame& frame, const trace::Event& event) {
    switch (event.kind) {
    case EventKind::Print:
        return textOf(model::printLabel(event));
    case EventKind::Note:
        return textOf(event.text);
    case EventKind::Read:
        return QCoreApplication::translate("render", "reads %1: %2").arg(shownName(frame.model, event.object), valueText(event));
    case EventKind::Write:
    case EventKind::Modify:
        return shownName(frame.model, event.object) + QStringLiteral(" = ") + valueText(event);
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
        return textOf(trace::signalName(event.a));
    case EventKind::Fault:
        return QCoreApplication::translate("render", "misuse");
    default:
        return textOf(event.text);
    }
}

// Where the last colon between somebody and what is told of him stands; -1 where there is none. One in brackets is a part of data.
qsizetype colonOf(const QString& words) {
    const qsizetype colon = words.lastIndexOf(QStringLiteral(": "));
    int open = 0;
    for (const QChar letter : QStringView(words).left(std::max<qsizetype>(colon, 0)))
        open += QStringView(u"([{").contains(letter) ? 1 : QStringView(u")]}").contains(letter) ? -1
                                                                                                : 0;
    return open > 0 ? -1 : colon;
}

// The longest that fits and is still understood.
QString fittingLabel(const Frame& frame, const trace::Event& event, std::uint32_t count, Type type, double room) {
    const QString whole = labelOf(frame, event).simplified();
    if (whole.isEmpty())
        return {};
    const QString more = count > 1 ? QStringLiteral("  +%1").arg(count - 1) : QString();
    const bool value = trace::tellsValue(event.kind);
    const QString brief = event.kind == EventKind::Read ? QCoreApplication::translate("render", "reads %1").arg(valueText(event))
                          : value                       ? QStringLiteral("= ") + valueText(event)
                                                        : whole;
    // "Worker 3: is_alive True" is cut at its beginning: what is told of somebody comes last.
    const qsizetype colon = value ? -1 : colonOf(whole);
    const QString rest = colon > 0 ? u'…' + whole.mid(colon + 2) : whole;
    if (count > 1 && frame.measure.fits(whole + more, type, room))
        return whole + more;
    if (frame.measure.fits(whole, type, room))
        return whole;
    for (const QString& text : {brief, rest})
        if (text.size() != whole.size() && frame.measure.fits(text, type, room))
            return text;
    if (value || room < LeastCut || whole.size() < LeastCutLetters)
        return {};
    // That there is more is said before the words are said to their end.
    const QString cut = frame.measure.elided(whole, type, room - frame.measure.width(more, type));
    if (cut.size() >= LeastCutLetters)
        return cut + more;
    const QString all = frame.measure.elided(whole, type, room);
    return all.size() >= LeastCutLetters ? all : QString();
}

} // namespace

QString valueText(const trace::Event& event) { return textOf(model::valueText(event)); }

void layoutMarks(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& front, Occupied& upper,
                 Occupied& lower) {
    if (!frame.state.showMarks || lane.marks().empty() || place.rect.height() < MarkedRow)
        return;
    const auto& log = frame.model.log();
    const TimeAxis& axis = frame.geometry.axis;
    const model::Marks& marks = lane.marks();
    const auto xOf = [&](model::Marks::iterator mark) { return frame.x(marks.timeOf(log, mark)); };
    // Even, and around a whole pixel: squares have sharp edges.
    const double size = 2 * std::round(std::min(std::clamp(place.rect.height() * 0.16, 8.0, 10.0), place.rect.height() * 0.4) / 2);
    const double track = place.bars.top() - place.rect.top();
    const Type type = track >= frame.measure.height(Type::Normal) ? Type::Normal : Type::Small;
    const bool above = track >= frame.measure.height(type) - 1; // words do not lie over the bars
    const double y = std::round(place.rect.top() + size / 2 + 2);
    if (y - size / 2 < place.clip.top() - 1 || y + size / 2 > place.clip.bottom() + 1)
        return;

    double before = place.clip.left(); // where the mark before leaves room again
    const auto label = [&](const trace::Event& event, std::uint32_t count, const Side& side, bool atItsEnd, const Tag& tag) {
        const QString fitting = side.end - side.begin > LeastRoom ? fittingLabel(frame, event, count, type, side.room(MaxLabel)) : QString();
        if (fitting.isEmpty())
            return false;
        const double width = frame.measure.width(fitting, type) + 2 * Padding;
        const double begin = atItsEnd ? side.end - width : side.begin;
        const QRectF plate(begin, place.rect.top() + 1, width, frame.measure.height(type));
        const double markAt = atItsEnd ? side.end : side.begin - size - 2; // it stays clear as well
        if (!place.clip.contains(plate) || !upper.take(std::min(begin, markAt), std::max(begin + width, markAt + size + 2)))
            return false;
        if (!atItsEnd)
            before = begin + width + Padding + 1;
        if (!above)
            lower.take(std::min(begin, markAt), std::max(begin + width, markAt + size + 2));
        front.boxes.push_back({plate, Role::Panel, Form::Solid, false, 3, 1, Role::Transparent, tag});
        addText(front, frame.measure, fitting, plate.adjusted(Padding, 0, -Padding + 1, 0), type, Role::Text, Align::Left, tag);
        return true;
    };
    // Words that the track has no room for: in the gutter above, where those of the mark before leave it free. The last ones of a lane end
    // with their mark.
    const bool gutter = place.rect.top() - place.whole.top() >= frame.measure.height(type) - 1;
    double aboveEnds = place.clip.left();
    std::optional<bool> itemsCome; // asked for where it matters
    const auto labelAbove = [&](const trace::Event& event, std::uint32_t count, const Side& side, bool atItsEnd, const Tag& tag) {
        const double height = frame.measure.height(type);
        const double begin = std::max(side.begin, aboveEnds);
        if (!gutter || (!atItsEnd && begin > side.begin))
            return false;
        const QString fitting = fittingLabel(frame, event, count, type, std::min(side.end - begin, MaxLabel) - 2 * Padding);
        const double width = frame.measure.width(fitting, type) + 2 * Padding;
        const QRectF plate(atItsEnd ? side.end - width : begin, place.rect.top() - height, width, height);
        if (fitting.isEmpty() || !place.clip.contains(plate))
            return false;
        aboveEnds = plate.right() + 2;
        front.boxes.push_back({plate, Role::Panel, Form::Solid, false, 3, 1, Role::Transparent, tag});
        addText(front, frame.measure, fitting, plate.adjusted(Padding, 0, -Padding + 1, 0), type, Role::Text, Align::Left, tag);
        return true;
    };
    // One mark a place; the next is looked up in growing steps, so a million marks cost hardly more than a hundred.
    const auto apart = static_cast<Nanos>(axis.nanosPerPixel() * Spacing / 2);
    const double leftmost = std::ceil(place.clip.left()) + size / 2, rightmost = std::floor(place.clip.right()) - size / 2;
    std::vector<double> places; // of marks that words of bars keep clear of
    const auto end = marks.end();
    for (auto first = marks.next(log, marks.begin(), axis.from), next = end; first != end; first = next) {
        const double x = xOf(first);
        if (x > place.clip.right())
            break;
        next = marks.next(log, first + 1, xToTime(axis, x + Spacing), apart);
        // The events lie all over the log: those that are looked at next are on their way meanwhile.
        marks.prefetch(log, first, next);
        const auto count = static_cast<std::uint32_t>(next - first);
        const bool atEnd = next == end;
        // That of the first moment in view, or of the last, is not cut in half.
        const double at = std::clamp(std::round(x), std::min(leftmost, rightmost), rightmost);
        const double after = atEnd ? place.clip.right() : xOf(next);
        const double roomEnd = atEnd ? after : std::min(place.clip.right(), after - size / 2 - 3);

        const model::EventIndex mark = *first;
        const model::LogEntry entry = log[mark];
        const Look look = lookOf(trace::traitsOf(entry.kind).mark);
        const Tag tag{What::Mark, lane.id, ObjectId{entry.object}, mark, -1, count};
        const bool chosen = frame.state.selectedEvent == mark;
        // Crowds are a quiet row of dots: there is something here, zoom in.
        const bool crowd = count > 1 && !atEnd && after < x + 2 * Spacing;
        if (track >= StemmedTrack && !crowd) {
            addClipped(front, {QRectF(std::round(x), y + size / 2, 1, place.bars.bottom() - 2 - y - size / 2), Role::TextDim, Form::Solid, false, 0, 1, Role::Transparent, tag}, place.clip);
            lower.block(x, x + 1);
        }
        if (crowd && !chosen)
            front.marks.push_back({QPointF(std::round(x), y), 3, Glyph::Square, look.role, tag});
        else
            front.marks.push_back({QPointF(at, y), static_cast<float>(chosen ? size + 4 : size), look.glyph,
                                   chosen ? Role::Selection : look.role, tag});
        if (!crowd)
            places.push_back(at);

        const double from = std::exchange(before, std::max(x, at) + size);
        if (place.rect.height() < LabelledRow)
            continue;
        const Side right{at + size / 2 + 2, roomEnd};
        // At the right edge, where the words would be cut, they stand on the other side of their mark.
        const Side left{from, at - size / 2 - 2};
        const bool atEdge = atEnd || place.clip.right() - right.begin < EdgeLabel;
        if (!atEdge && right.end - right.begin <= LeastRoom) // most marks of a long run: their words are not even worked out
            continue;
        const trace::Event event = frame.model.event(mark);
        const QString words = atEdge ? fittingLabel(frame, event, count, type, MaxLabel) : QString();
        const bool fits = atEdge && fittingLabel(frame, event, count, type, right.room(MaxLabel)) == words;
        const bool fitsLeft = atEdge && fittingLabel(frame, event, count, type, left.room(MaxLabel)) == words;
        if (atEnd && !fits &&
            ((fitsLeft && label(event, count, left, true, tag)) || labelAbove(event, count, {place.clip.left(), at + size / 2}, true, tag)))
            continue;
        // What would be cut in the track is whole above it.
        if (const Side upon{at - size / 2, place.clip.right()}; gutter && !atEdge && upon.begin >= aboveEnds) {
            const double width = frame.measure.width(labelOf(frame, event).simplified(), type);
            const bool wanted = width > right.room(MaxLabel) && width <= upon.room(MaxLabel);
            if (wanted && !itemsCome)
                itemsCome = getsItems(frame, lane.id);
            if (wanted && !*itemsCome && labelAbove(event, count, upon, false, tag))
                continue;
        }
        const bool labelled = (!atEdge || fits || left.room(MaxLabel) < right.room(MaxLabel)) && label(event, count, right, false, tag);
        if (!labelled && atEdge && !label(event, count, left, true, tag))
            label(event, count, right, false, tag);
    }
    for (const double at : places)
        upper.block(at - size / 2, at + size / 2 + 2);
}

} // namespace braid::render
