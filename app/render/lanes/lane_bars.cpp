#include "app/render/lanes/lane_bars.h"
#include "app/render/lanes/column_sums.h"
#include "app/render/lanes/lane_density.h"
#include "app/render/rows/breaks.h"
#include "app/render/rows/frame.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/ring.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/state_form.h"
#include "app/render/scene/translate.h"
#include "app/render/scene/words.h"
#include "engine/analysis/waiting/wait_relation.h"
#include "engine/model/query/level_of_detail.h"
#include "engine/model/query/queue_items.h"
#include "engine/model/text/about_to.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace braid::render {

namespace {

using model::Nanos;
using model::State;

/// Stretches narrower than this are merged into a strip of pixel columns.
constexpr double MinBar = 3;
/// From this row height on bars carry words.
constexpr double LabelledBar = 18;
constexpr double BesideMark = 14; ///< of a bar, what a mark at its beginning takes of the words above it
/// Lower rows have columns of two pixels: in a picture of hundreds of low rows that halves the work, and single pixels in
/// them cannot be told apart anyway.
constexpr double FineRow = 14;
/// With more stretches than this in each pixel columns are a pixel wider: neighbours then look alike.
constexpr std::size_t CrowdedPixel = 2;

/// From so many narrow stretches beside each other on it is their shares that are read: columns are so wide that about SteadyShare of
/// them lie in each. In single pixels states that take turns would be a bar code.
constexpr int SteadyRun = 24;
constexpr double SteadyShare = 8;
constexpr int WidestSteadyColumn = 8;

/// How wide the columns of a row's strips are, in pixels, where `inView` intervals lie in `pixels`.
int columnWidth(std::size_t inView, int pixels, double rowHeight) {
    const bool crowded = inView > CrowdedPixel * static_cast<std::size_t>(std::max(pixels, 1));
    return 1 + (rowHeight < FineRow ? 1 : 0) + (crowded ? 1 : 0);
}

/// The name of what it waits for; empty where it waits for nothing that has one.
QString waitedFor(const Frame& frame, const model::Interval& interval) {
    return interval.object ? shownName(frame.model, interval.object) : QString();
}

/// `name` without what stands in brackets at its end, "client 1" for "client 1 (fd 6)"; the same where that is all.
QString withoutBrackets(const QString& name) {
    const qsizetype bracket = name.endsWith(u')') ? name.lastIndexOf(QStringLiteral(" (")) : -1;
    return bracket > 0 ? name.left(bracket) : name;
}

/// "q.join, 3 unfinished": what the wait for a queue to be worked off waits for.
QString drainText(const Frame& frame, const model::Object& queue, const QString& name, Nanos since) {
    return QCoreApplication::translate("render", "%1.join, %2 unfinished").arg(name).arg(model::unfinishedAt(frame.model, queue, since).value_or(0));
}

/// The bare name of what is waited for would say that it is there: "redis is up".
bool saysOpposite(const Frame& frame, const model::Interval& interval) {
    const model::Object* object = frame.model.object(interval.object);
    return object && (object->kind == trace::ObjectKind::Event || object->kind == trace::ObjectKind::ConditionVariable);
}

/// What a lane that waits waits for.
QString waitText(const Frame& frame, const model::Interval& interval, const QString& name) {
    const model::Object* object = frame.model.object(interval.object);
    const trace::EventKind kind = interval.event < frame.model.log().size() ? frame.model.log()[interval.event].kind : trace::EventKind::Note;
    if (object && kind == trace::EventKind::DrainWait)
        return drainText(frame, *object, name, interval.begin);
    if (object && kind == trace::EventKind::PutWait && object->kind == trace::ObjectKind::Channel && object->initial == 0)
        return QCoreApplication::translate("render", "waits for a receiver of %1").arg(name);
    if (object && kind == trace::EventKind::PutWait)
        return QCoreApplication::translate("render", "waits for room in %1").arg(name);
    return QCoreApplication::translate("render", "waits for %1").arg(name);
}

// What stands in or above a bar, from the longest to the shortest; the first that fits is taken.
std::vector<QString> labelsOf(const Frame& frame, const model::Lane& lane, const model::Interval& interval, Nanos end) {
    const QString duration = textOf(model::durationText(std::min(end, frame.end) - interval.begin));
    const bool forEver = end > frame.end; // of a stuck run: how long is not the question
    if (interval.idle) {
        const QString idle = QCoreApplication::translate("render", "idle at its queue");
        return forEver ? std::vector<QString>{idle} : std::vector<QString>{idle + QStringLiteral(" · ") + duration, idle, QCoreApplication::translate("render", "idle")};
    }
    switch (interval.state) {
    case State::Waiting: {
        const QString name = waitedFor(frame, interval);
        if (name.isEmpty())
            return {duration};
        const QString whole = waitText(frame, interval, name);
        if (forEver)
            return saysOpposite(frame, interval) ? std::vector<QString>{whole} : std::vector<QString>{whole, name};
        if (saysOpposite(frame, interval))
            return {whole + QStringLiteral(" · ") + duration, whole, duration};
        return {whole + QStringLiteral(" · ") + duration, whole, name + QStringLiteral(" · ") + duration, name};
    }
    case State::Blocked:
    case State::IoWait:
    case State::IoCopy: {
        const QString name = waitedFor(frame, interval);
        if (name.isEmpty())
            return {forEver ? name : duration};
        const QString bare = withoutBrackets(name);
        std::vector<QString> words = forEver ? std::vector<QString>{name} : std::vector<QString>{name + QStringLiteral(" · ") + duration, name};
        if (bare != name)
            words.push_back(bare);
        return words;
    }
    case State::Sleeping:
        return {QCoreApplication::translate("render", "sleep %1").arg(duration), duration};
    case State::NotRecorded:
        return {stateName(interval.state)};
    case State::Ready:
        if (const auto next = model::shortAboutTo(frame.model, lane, interval.begin))
            return {translated(*next)};
        return {};
    default:
        return {};
    }
}

struct Bars {
    const Frame& frame;
    const RowPlace& place;
    const model::Lane& lane;
    Layer& halos;
    Layer& bars;
    Layer& outlines; ///< of what is selected: below the words
    Layer& front;
    Occupied& upper;
    Occupied& lower;
    Ring ring;

    void bar(const model::Interval& interval, double left, double right);
    void label(const model::Interval& interval, Nanos end, const QRectF& rect, const Tag& tag);
    void halo(const QRectF& rect, const Tag& tag);
    void ringNumber(const QRectF& rect, const Tag& tag);
    void afterEnd();
};

void Bars::bar(const model::Interval& interval, double left, double right) {
    const Nanos end = frame.endOf(interval);
    const Tag tag{What::Bar, lane.id, interval.object, interval.event, -1, 1};
    // A gap of one pixel keeps adjacent bars of the same state apart.
    const std::optional<model::Interval> next = right - left >= 5 ? lane.after(interval) : std::nullopt;
    const double gap = next && next->state == interval.state ? 1 : 0;
    // Who is idle at its queue waits, but nobody keeps it, and who is paused is kept by the person: empty bars.
    const QRectF rect = barRect(place.bars, interval.shown(), left, right - gap);

    Box box;
    box.rect = rect;
    box.ink = roleOf(interval.shown());
    box.form = formOf(interval.shown());
    box.outlined = frame.theme.outlined(box.ink.role) && rect.width() >= 4;
    box.tag = tag;

    // The ring is there from the moment on at which it closes, not from the beginning of the wait, until it opens.
    const bool waits = analysis::isWaiting(interval.state) || interval.state == State::IoWait ||
                       (interval.state == State::Ready && lane.loop);
    const bool stuck = ring.finding >= 0 && end > ring.at && interval.begin < ring.until && waits;
    QRectF ringed = rect;
    ringed.setLeft(std::clamp(std::round(frame.x(ring.at)), rect.left(), std::max(rect.left(), rect.right() - 1)));
    if (ring.until < end)
        ringed.setRight(std::clamp(std::round(frame.x(ring.until)), ringed.left() + 1, std::max(ringed.left() + 1, rect.right())));
    if (stuck && place.rect.height() >= 10)
        halo(ringed, tag);
    addClipped(bars, box, place.clip);
    if (frame.selectedObject && interval.object == frame.selectedObject) {
        Box mate = box;
        mate.form = Form::Outline;
        mate.ink = Role::Accent;
        mate.lineWidth = 1.5F;
        mate.tag = {};
        addClipped(outlines, mate, place.clip);
    }
    if (frame.state.hoveredLane == lane.id && frame.state.hoveredEvent != model::NoEvent &&
        frame.state.hoveredEvent == interval.event) {
        Box over = box;
        over.form = Form::Solid;
        over.ink = Role::HoverTint;
        over.tag = {};
        addClipped(front, over, place.clip);
    }
    if (frame.state.selectedEvent != model::NoEvent && frame.state.selectedEvent == interval.event) {
        Box chosen = box;
        chosen.rect = rect.adjusted(-1, -1, 1, 1);
        chosen.form = Form::Outline;
        chosen.ink = Role::Selection;
        chosen.lineWidth = 2;
        chosen.tag = {};
        addClipped(outlines, chosen, place.clip);
    }
    if (stuck && ring.number > 0)
        ringNumber(ringed, tag);
    label(interval, end, rect, tag);
}

// Of one who stands behind, a thin line.
void Bars::halo(const QRectF& rect, const Tag& tag) {
    if (ring.behind) {
        addClipped(halos, {rect.adjusted(-2, -2, 2, 2), Role::Deadlock, Form::Outline, false, 4, 1, Role::Transparent, tag}, place.clip);
        return;
    }
    Box glow;
    glow.rect = rect.adjusted(-3, -3, 3, 3);
    glow.ink = Role::Halo;
    glow.radius = 5;
    glow.tag = tag;
    addClipped(halos, glow, place.clip);
}

// The lane's place in the ring, at the beginning of what the halo is around.
void Bars::ringNumber(const QRectF& rect, const Tag& tag) {
    const double size = std::min(rect.height() - 2, 15.0 * frame.theme.typeScale());
    if (place.rect.height() < LabelledBar || rect.height() < frame.measure.height(Type::Small))
        return;
    const std::optional<double> left = lower.find(rect.left() + 2, rect.right() - 1, size);
    const QRectF circle(left.value_or(0), rect.center().y() - size / 2, size, size);
    if (!left || !place.clip.contains(circle))
        return;
    lower.take(circle.left(), circle.right());
    front.boxes.push_back({circle, Role::Deadlock, Form::Ellipse, false, 0, 1.5F, Role::Background, tag});
    addText(front, frame.measure, QString::number(ring.number), circle, Type::SmallBold, Role::Deadlock, Align::Center, tag, true);
}

void Bars::label(const model::Interval& interval, Nanos end, const QRectF& rect, const Tag& tag) {
    const TypeMeasure& measure = frame.measure;
    if (place.rect.height() < LabelledBar || rect.width() < 12)
        return;
    // In the bar where it is high enough, in smaller type if need be, else in the free space above it.
    Type type = place.words(frame.theme.typeScale());
    if (rect.height() < measure.height(type) && rect.height() >= measure.height(Type::Small))
        type = Type::Small;
    const double height = measure.height(type);
    const bool inside = rect.height() >= height;
    QRectF room = rect.adjusted(4, 0, -3, 0);
    if (!inside) {
        room.setTop(rect.top() - height - 1);
        room.setBottom(rect.top() - 1);
        if (room.top() < place.rect.top() - 2)
            return;
    }
    if (room.top() < place.clip.top() - 2 || room.bottom() > place.clip.bottom() + 2)
        return;
    // Words below those of the marks are in nobody's way.
    Occupied& track = inside || room.top() > place.rect.top() + height ? lower : upper;
    const std::vector<QString> choices = labelsOf(frame, lane, interval, end);
    // The longest words that fit; where marks stand in the way, further right.
    for (const QString& choice : choices) {
        QString text = choice;
        if (!measure.fits(text, type, room.width())) {
            const bool last = &choice == &choices.back();
            if (!last || !interval.object || (interval.state == State::Waiting && saysOpposite(frame, interval)))
                continue;
            const double most = clearRoom(frame, room, room.width()).width() - 2;
            text = shortName(measure, choice, type, most);
            if (!track.find(room.left(), room.right(), measure.width(text, type))) // beside a mark at its beginning
                text = shortName(measure, choice, type, most - BesideMark);
        }
        if (text.isEmpty())
            continue;
        const double width = measure.width(text, type);
        const std::optional<double> left = track.find(room.left(), room.right(), width);
        if (!left)
            continue;
        track.take(*left, *left + width);
        const Ink ink = roleOf(interval.shown());
        const double x = *left;
        const bool empty = formOf(interval.shown()) == Form::Outline;
        if (inside && !empty && formOf(interval.state) != Form::Solid) {
            // A plate in the bar's colour: words are not read through a pattern.
            const double half = std::min(rect.height() - 2, height) / 2;
            front.boxes.push_back({QRectF(x - 2, rect.center().y() - half, width + 4, 2 * half), ink, Form::Solid, false, 2,
                                   1, Role::Transparent, tag});
        }
        addText(front, measure, text, QRectF(x, room.top(), width + 1, room.height()), type,
                inside && !empty ? ink : Ink(Role::TextDim), Align::Left, tag, inside && !empty);
        return;
    }
}

// The end cap, and the thin line that says "over".
void Bars::afterEnd() {
    if (lane.ended == model::Open || lane.cutOff || place.rect.height() < 9)
        return;
    const double x = std::round(frame.x(lane.ended));
    const double stop = std::min(std::round(frame.x(frame.edge)), place.clip.right());
    const model::Lane& told = endToldOf(frame.model, place.row, lane);
    if (told.end == model::End::NotRecorded)
        return;
    const bool cut = told.end == model::End::KilledWithProcess;
    const bool quiet = cut && endedInOrder(frame.model, told);
    const bool finished = told.end == model::End::Finished || quiet;
    const State state = finished ? State::Done : State::Failed;
    const Tag tag{What::Bar, lane.id, {}, lane.endEvent, -1, 1};
    if (finished && stop > x)
        addClipped(bars, {barRect(place.bars, state, x, stop), roleOf(state), Form::Solid, false, 0, 1, Role::Transparent, tag},
                   place.clip);
    const double size = std::clamp(place.bars.height() * 0.35, std::min(place.bars.height() * 0.5, 12.0), 18.0);
    const QPointF center(x, place.rect.bottom() - 2 - size / 2);
    if (!place.clip.contains(center))
        return;
    if (finished) {
        front.marks.push_back({center, static_cast<float>(size), Glyph::EndCap, Role::TextDim, tag});
        if (!quiet || place.row.process)
            return;
    } else {
        front.marks.push_back({center + QPointF(size / 2, 0), static_cast<float>(size), Glyph::Cross,
                               cut ? Role::TextDim : Role::Failed, tag});
    }
    QString message;
    if (!finished && !cut)
        message = told.endCause().empty() ? endName(told.end)
                                          : QCoreApplication::translate("render", "%1: %2").arg(endName(told.end), textOf(told.endCause()));
    else if (cut)
        message = QCoreApplication::translate("render", "ended with its process");
    if (message.isEmpty() || place.rect.height() < LabelledBar)
        return;
    const double width = frame.measure.width(message, Type::Small);
    const double right = x + size + 4;
    if (right + width <= place.clip.right()) {
        if (upper.take(right, right + width)) {
            lower.take(right, right + width);
            addText(front, frame.measure, message, QRectF(right, place.rect.top(), width + 1, place.rect.height()), Type::Small,
                    cut ? Role::TextDim : Role::MarkFault, Align::Left, tag);
        }
        return;
    }
    // No room behind it: before it, on a plate.
    const QRectF plate(x - width - 10, place.rect.top() + 1, width + 6, frame.measure.height(Type::Small));
    if (place.clip.contains(plate) && upper.take(plate.left(), plate.right())) {
        lower.take(plate.left(), plate.right());
        front.boxes.push_back({plate, Role::Panel, Form::Solid, false, 3, 1, Role::Transparent, tag});
        addText(front, frame.measure, message, plate.adjusted(3, 0, 0, 0), Type::Small, cut ? Role::TextDim : Role::MarkFault,
                Align::Left, tag);
    }
}

// A process has no states of its own: a bracket from its birth to its end.
void layoutLifetime(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& bars) {
    const double left = std::max(frame.x(lane.created), place.clip.left());
    const double right = std::min(frame.x(frame.endOf(lane)), place.clip.right());
    if (right <= left)
        return;
    const double y = std::round(place.rect.center().y());
    const Tag tag{What::Bar, lane.id, {}, model::NoEvent, -1, 1};
    addClipped(bars, {QRectF(left, y - 1, right - left, 2), Role::Edge, Form::Solid, false, 0, 1, Role::Transparent, tag},
               place.clip);
    for (const auto& [time, x] : {std::pair{lane.created, left}, std::pair{lane.ended, right - 2}}) {
        if (time != model::Open && frame.x(time) >= place.clip.left() - 1 && frame.x(time) <= place.clip.right() + 1)
            addClipped(bars, {QRectF(x, y - 5, 2, 10), Role::Edge, Form::Solid, false, 0, 1, Role::Transparent, tag},
                       place.clip);
    }
}

} // namespace

void layoutBars(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& halos, Layer& bars, Layer& outlines,
                Layer& front, Occupied& upper, Occupied& lower) {
    if (lane.intervals().empty()) {
        layoutLifetime(frame, place, lane, bars);
        if (lane.end == model::End::Failed || lane.end == model::End::Killed || lane.end == model::End::Crashed)
            Bars{frame, place, lane, halos, bars, outlines, front, upper, lower, {}}.afterEnd();
        return;
    }
    Bars out{frame, place, lane, halos, bars, outlines, front, upper, lower, ringOf(frame.findings, lane.id)};
    const Columns columns(frame);
    const double originX = place.clip.left();
    const QRectF stripRow = barRect(place.bars, State::Running, originX, originX + columns.width);
    model::LaneSweep sweep(lane, frame.edge);
    out.afterEnd();

    int done = 0; // pixels drawn so far
    const model::Intervals::Range inView = lane.intervals(columns.from, columns.to);
    const int step = columnWidth(inView.size(), columns.count, place.rect.height());
    const auto leftOf = [&](const model::Interval& interval) { return columns.pixel(interval.begin); };
    const auto rightOf = [&](const model::Interval& interval) { return columns.pixel(frame.endOf(interval)); };
    const auto isWide = [&](const model::Interval& interval, double from) { return rightOf(interval) - std::max(leftOf(interval), from) >= MinBar; };
    // How wide columns are where narrow stretches begin at `first`: wider than elsewhere where many of them follow each other.
    const auto steadyWidth = [&](model::Intervals::iterator first) {
        const double begin = leftOf(*first);
        double last = begin;
        int count = 0;
        for (auto each = first; each != inView.end() && count < SteadyRun; ++each, ++count) {
            if (rightOf(*each) - leftOf(*each) >= MinBar)
                return step;
            last = rightOf(*each);
        }
        return count < SteadyRun ? step : std::max(step, std::min(WidestSteadyColumn, static_cast<int>(std::ceil(SteadyShare * (last - begin) / count))));
    };
    auto here = inView.begin();
    while (here != inView.end() && done < columns.count) {
        const model::Interval interval = *here;
        const double left = leftOf(interval);
        const double right = rightOf(interval);
        if (right - std::max<double>(left, done) >= MinBar || (right - left >= MinBar && right > done)) {
            // Edges are whole pixels. Where a narrow stretch follows, the pixel the two share belongs to the strip.
            ++here;
            const bool narrowNext = here != inView.end() && rightOf(*here) - right < MinBar;
            const double start = std::max<double>(std::round(left), done);
            const double stop = narrowNext ? std::floor(right) : std::round(right);
            if (stop > start)
                out.bar(interval, originX + start, originX + stop);
            done = std::max(done, static_cast<int>(stop));
            continue;
        }
        // Narrow stretches: one column after the other, until a wide one begins.
        int column = std::max(done, static_cast<int>(left));
        Strip strip;
        strip.first = static_cast<std::uint32_t>(bars.columns.size());
        const int width = steadyWidth(here);
        strip.columnWidth = static_cast<std::uint8_t>(width);
        const int begin = column;
        const auto firstMerged = here;
        Nanos t1 = columns.time(column);
        while (column < columns.count) {
            const Nanos t0 = t1;
            const int from = column;
            column = std::min(column + width, columns.count);
            t1 = columns.time(column);
            if (t1 <= t0)
                break; // less than a nanosecond a pixel: nothing is narrow but what takes no time
            model::LaneShare share = sweep.over(t0, t1);
            // The last one ends where a wide stretch begins. In a column that is no wider than that it is the last stretch there.
            auto wide = inView.end();
            if (width > step && width > MinBar) {
                for (auto next = here; wide == inView.end() && next != inView.end() && leftOf(*next) < column; ++next)
                    if (isWide(*next, from))
                        wide = next;
            } else if (width > step && !share.intervals.empty()) {
                if (const auto last = share.intervals.end() - 1; last >= here && last < inView.end() && leftOf(*last) < column && isWide(*last, from))
                    wide = last;
            }
            if (wide != inView.end()) {
                column = std::max(from + 1, std::min(column, static_cast<int>(leftOf(*wide))));
                t1 = columns.time(column);
                if (t1 <= t0)
                    break;
                share = sweep.over(t0, t1);
            }
            bars.columns.push_back(columnOf(share.ns, share.intervals.size(), static_cast<double>(t1 - t0)));
            if (wide != inView.end()) {
                here = wide;
                break;
            }
            if (!share.intervals.empty())
                here = std::min(share.intervals.end() - 1, inView.end());
            if (here != inView.end() && frame.endOf(*here) <= t1)
                ++here;
            if (here == inView.end())
                break;
            if (leftOf(*here) > column + 1)
                break; // nothing here: after a gap
            if (isWide(*here, column))
                break;
        }
        strip.count = static_cast<std::uint32_t>(bars.columns.size()) - strip.first;
        if (strip.count > 0) {
            strip.rect = QRectF(originX + begin, stripRow.top(), column - begin, stripRow.height());
            strip.tag = {What::Merged, lane.id, {}, model::NoEvent, -1, static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(here - firstMerged, 1))};
            addClipped(bars, strip, place.clip);
        } else {
            ++here;
        }
        done = std::max(done, column);
    }
}

} // namespace braid::render
