#include "app/render/rows/breaks.h"

#include "app/render/rows/frame.h"
#include "app/render/rows/geometry.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/translate.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

using model::Break;
using model::BreakKind;
using model::Nanos;

constexpr double StuckRoom = 0.1; ///< share of the span that is left free behind the end of a stuck run

/// What several breaks are together.
struct Sum {
    Nanos at = 0;       ///< of the first
    Nanos duration = 0; ///< of those that are over
    std::uint32_t times = 0;
    bool paused = false, stood = false;
    bool open = false; ///< the last one goes on
    bool toTheEnd = false;
};

Sum sumOf(const model::Model& model, std::size_t first, std::size_t count) {
    const std::vector<Break>& all = model.breaks();
    Sum sum;
    const std::size_t end = std::min(first + count, all.size());
    sum.open = first + count > all.size() && model.frozen().has_value();
    if (first < end) {
        const Break &begin = all[first], &last = all[end - 1];
        sum.at = begin.at;
        sum.duration = last.before + last.duration - begin.before;
        sum.times = last.number - begin.number + 1;
        const auto note = [&sum](const Break& each) { (each.kind == BreakKind::Paused ? sum.paused : sum.stood) = true; };
        note(begin);
        note(last);
        sum.toTheEnd = end == all.size() && model.finished() && endsStuck(model);
    } else {
        sum.at = model.endTime();
    }
    if (sum.open) {
        sum.times = model.frozenNumber() - (first < end ? all[first].number : model.frozenNumber()) + 1;
        (*model.frozen() == BreakKind::Paused ? sum.paused : sum.stood) = true;
    }
    return sum;
}

QString lengthText(const Sum& sum) { return textOf(model::durationText(sum.duration)); }

QString sinceText(const Sum& sum) { return momentText(sum.at, std::max<Nanos>(sum.at / 1000, 1)); }

} // namespace

bool endsStuck(const model::Model& model) { return model.frozen() == BreakKind::Standstill; }

std::vector<BreakMark> breakMarks(const model::Model& model, const TimeAxis& axis, double spacing) {
    const std::vector<Break>& all = model.breaks();
    const auto from = [&](Nanos time) {
        return static_cast<std::size_t>(std::partition_point(all.begin(), all.end(), [time](const Break& each) { return each.at < time; }) - all.begin());
    };
    std::vector<BreakMark> marks;
    const Nanos air = xToTime(axis, axis.left + spacing) - axis.from;
    const Nanos end = axis.from + axis.span() + air;
    for (std::size_t i = from(axis.from - air); i < all.size() && all[i].at <= end;) {
        const std::size_t next = std::max(from(all[i].at + air), i + 1);
        marks.push_back({timeToX(axis, all[i].at), i, next - i});
        i = next;
    }
    // Of a run that is over the last break is what it ended in.
    if (!model.frozen() || (model.finished() && !all.empty() && all.back().at == model.endTime()))
        return marks;
    const Nanos now = model.endTime();
    if (!marks.empty() && marks.back().first + marks.back().count == all.size() && now < all[marks.back().first].at + air)
        ++marks.back().count;
    else if (now >= axis.from - air && now <= end)
        marks.push_back({timeToX(axis, now), all.size(), 1});
    return marks;
}

Tag tagOf(const BreakMark& mark) {
    return {What::Break, {}, {}, model::NoEvent, static_cast<std::int32_t>(mark.first), static_cast<std::uint32_t>(mark.count)};
}

Ink inkOf(const model::Model& model, const BreakMark& mark) {
    return sumOf(model, mark.first, mark.count).stood ? Role::Finding : Role::Break;
}

QString breakLabel(const model::Model& model, std::size_t first, std::size_t count) {
    const Sum sum = sumOf(model, first, count);
    if (sum.times == 0)
        return {};
    if (sum.times == 1 && sum.stood)
        return sum.open || sum.toTheEnd ? say(QT_TRANSLATE_NOOP("render", "stuck since %1")).arg(sinceText(sum))
                                        : say(QT_TRANSLATE_NOOP("render", "stood still %1")).arg(lengthText(sum));
    if (sum.times == 1)
        return sum.open && sum.duration == 0 ? say(QT_TRANSLATE_NOOP("render", "paused"))
                                             : say(QT_TRANSLATE_NOOP("render", "paused %1")).arg(lengthText(sum));
    return (sum.stood ? say(QT_TRANSLATE_NOOP("render", "stood %1 times, %2")) : say(QT_TRANSLATE_NOOP("render", "paused %1 times, %2")))
        .arg(sum.times)
        .arg(lengthText(sum));
}

QString breakSentence(const model::Model& model, std::size_t first, std::size_t count) {
    const Sum sum = sumOf(model, first, count);
    if (sum.times == 0)
        return {};
    QString text;
    if (sum.times > 1)
        text = (sum.stood ? say(QT_TRANSLATE_NOOP("render", "The run stood here %1 times, %2 in all.")) : say(QT_TRANSLATE_NOOP("render", "The run was paused here %1 times, %2 in all.")))
                   .arg(sum.times)
                   .arg(lengthText(sum));
    else if (sum.stood)
        text = sum.open ? say(QT_TRANSLATE_NOOP("render", "Nothing has been able to move since %1.")).arg(sinceText(sum))
                        : say(QT_TRANSLATE_NOOP("render", "Nothing could move here for %1.")).arg(lengthText(sum));
    else
        text = sum.open ? say(QT_TRANSLATE_NOOP("render", "The run is paused."))
                        : say(QT_TRANSLATE_NOOP("render", "The run was paused here for %1.")).arg(lengthText(sum));
    return text + u' ' + say(QT_TRANSLATE_NOOP("render", "This is no run time: it counts in no duration, share or chart."));
}

Nanos roomBehind(const model::Model& model, Nanos span) {
    return endsStuck(model) ? static_cast<Nanos>(static_cast<double>(span) * StuckRoom) : 0;
}

TimeRange wholeRun(const model::Model& model, Nanos edge, double margin) {
    TimeRange range = fit(0, edge, margin);
    range.to = std::min(range.to + roomBehind(model, range.to - range.from), range.from + MaxSpan);
    return range;
}

void keepWordsClear(const Frame& frame, Occupied& words) {
    for (const double x : frame.breaks)
        words.block(x - BreakWidth / 2, x + BreakWidth / 2);
}

QRectF clearRoom(const Frame& frame, const QRectF& room, double width) {
    QRectF widest(room.left(), room.top(), 0, room.height());
    double left = room.left();
    const auto take = [&](double right) {
        if (right - left > widest.width())
            widest = QRectF(left, room.top(), right - left, room.height());
        return widest.width() >= width;
    };
    for (const double x : frame.breaks) {
        if (x + BreakWidth / 2 <= left || x - BreakWidth / 2 >= room.right())
            continue;
        if (take(std::min(x - BreakWidth / 2, room.right())))
            return widest;
        left = x + BreakWidth / 2;
    }
    take(room.right());
    return widest;
}

std::vector<QRectF> layoutBreaks(const Frame& frame, std::vector<QRectF> covered, Layer& overlay, Layer& panel) {
    const TimelineGeometry& geometry = frame.geometry;
    const QRectF& ruler = geometry.ruler;
    const QRectF area(geometry.lanes.left(), geometry.lanes.top(), geometry.lanes.width(),
                      std::max(geometry.lanes.bottom(), geometry.objects.bottom()) - geometry.lanes.top());
    std::vector<BreakMark> marks = breakMarks(frame.model, geometry.axis, BreakWidth + 2);
    for (const BreakMark& mark : marks) {
        Box band;
        band.rect = QRectF(std::round(mark.x) - BreakWidth / 2, area.top(), BreakWidth, area.height());
        band.ink = inkOf(frame.model, mark);
        band.form = Form::Zigzag;
        band.tag = tagOf(mark);
        addClipped(overlay, band, area);
    }
    // Where it is stuck for ever is said in any case; else the words of the longest find a place first.
    const auto weight = [&](const BreakMark& mark) {
        const Sum sum = sumOf(frame.model, mark.first, mark.count);
        return sum.stood && (sum.open || sum.toTheEnd) ? model::Open : sum.duration;
    };
    std::stable_sort(marks.begin(), marks.end(), [&](const BreakMark& a, const BreakMark& b) { return weight(a) > weight(b); });
    const double height = frame.measure.height(Type::Small) + 2;
    std::vector<QRectF> places;
    for (const BreakMark& mark : marks) {
        const QString text = breakLabel(frame.model, mark.first, mark.count);
        const double width = frame.measure.width(text, Type::Small) + 8;
        if (mark.x < ruler.left() || mark.x > ruler.right() || width > ruler.width())
            continue;
        for (const double wanted : {mark.x - width / 2, mark.x + BreakWidth / 2, mark.x - BreakWidth / 2 - width}) {
            const QRectF place(std::clamp(wanted, ruler.left(), ruler.right() - width), ruler.top() + 2, width, height);
            if (std::any_of(covered.begin(), covered.end(), [&](const QRectF& rect) { return rect.adjusted(-3, 0, 3, 0).intersects(place); }))
                continue;
            const Ink ink = inkOf(frame.model, mark);
            panel.boxes.push_back({place, Role::Panel, Form::Solid, false, 3, 1, Role::Transparent, tagOf(mark)});
            addText(panel, frame.measure, text, place, Type::Small, ink, Align::Center, tagOf(mark));
            covered.push_back(place);
            places.push_back(place);
            break;
        }
    }
    return places;
}

} // namespace braid::render
