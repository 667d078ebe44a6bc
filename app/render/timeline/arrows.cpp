#include "app/render/timeline/arrows.h"
#include "app/render/rows/breaks.h"
#include "app/render/rows/frame.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/line_geometry.h"
#include "engine/model/query/cause.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace braid::render {

namespace {

using model::Nanos;

/// More than this many at once are no longer read, they are a haze: the rest is thinned evenly.
constexpr std::size_t MostShownArrows = 160;
/// Of so many at most it is asked whether they lie between rows in view.
constexpr std::size_t MostEndsLookedAt = 4096;
/// Of so many at most it is asked whether they belong to the selection, which takes some ms.
constexpr std::size_t MostSearched = 250'000;
/// Looked at beyond the right edge for causes that lie inside.
constexpr std::size_t LookAhead = 512;
/// Arrows that point down end so far below the top of the bars.
constexpr double HeadDepth = 5;
/// Arrows between the same two lanes that begin and end within this many pixels are one.
constexpr double BundleWidth = 6;
/// Half of a head's width: with less, the one of the first moment in view would be cut.
constexpr double HalfHead = 3;

bool touches(const Frame& frame, const model::Arrow& arrow, LaneId lane, ObjectId object, model::EventIndex event) {
    const auto& from = frame.model.log()[arrow.from];
    const auto& to = frame.model.log()[arrow.to];
    if (event != model::NoEvent && (arrow.from == event || arrow.to == event))
        return true;
    if (object && (from.object == object.value || to.object == object.value))
        return true;
    return event == model::NoEvent && lane && (from.lane == lane.value || to.lane == lane.value);
}

/// Those of `arrows` (in view, in log order) that begin or end at what is selected. Of more than MostSearched in view those
/// that leave a lane are looked for among evenly chosen ones; those that reach it, and an object's, are found by its own
/// events, however many others there are.
std::vector<model::Arrow> selectedOf(const Frame& frame, const model::Arrows& arrows) {
    std::vector<model::Arrow> found;
    const LaneId lane = frame.state.selectedLane;
    const ObjectId object = frame.selectedObject;
    const model::EventIndex event = frame.state.selectedEvent;
    if ((!object && !lane && event == model::NoEvent) || arrows.empty())
        return found;
    const std::size_t stride = (arrows.size() + MostSearched - 1) / MostSearched;
    for (std::size_t i = 0; i < arrows.size(); i += stride)
        if (const model::Arrow arrow = arrows[i]; touches(frame, arrow, lane, object, event))
            found.push_back(arrow);
    if (stride == 1)
        return found;
    const model::EventIndex firstEffect = arrows.front().to, lastEffect = arrows.back().to;
    const auto add = [&](model::EventIndex effect) {
        if (effect >= firstEffect && effect <= lastEffect)
            if (const std::optional<model::Arrow> arrow = model::arrowTo(frame.model, effect))
                found.push_back(*arrow);
    };
    /// The effects among `events` between the ends of `arrows`, of very many evenly chosen ones.
    const auto addAll = [&](const auto& events, auto effectOf) {
        const auto first = std::partition_point(events.begin(), events.end(),
                                                [&](const auto& one) { return effectOf(one) < firstEffect; });
        const auto last =
            std::partition_point(first, events.end(), [&](const auto& one) { return effectOf(one) <= lastEffect; });
        const std::ptrdiff_t step = (last - first) / static_cast<std::ptrdiff_t>(MostEndsLookedAt) + 1;
        for (auto one = first; one < last; one += std::min(step, last - one))
            add(effectOf(*one));
    };
    if (const model::Object* which = frame.model.object(object)) {
        addAll(which->events(), [](model::EventIndex index) { return index; });
        addAll(which->holdings(), [](const model::Holding& holding) { return holding.acquired; });
    }
    if (const model::Lane* which = event == model::NoEvent ? frame.model.lane(lane) : nullptr)
        addAll(which->intervals(), [](const model::Interval& interval) { return interval.event; });
    if (event != model::NoEvent) {
        add(event);
        for (const model::Arrow& arrow : arrows)
            if (arrow.from == event)
                found.push_back(arrow);
    }
    const auto placeOf = [](const model::Arrow& arrow) { return std::tuple(arrow.to, arrow.from, arrow.kind); };
    std::sort(found.begin(), found.end(), [&](const auto& a, const auto& b) { return placeOf(a) < placeOf(b); });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

/// Which part of the line lies in `area`, as shares of its length (Liang–Barsky); first ≥ second = none.
std::pair<double, double> insideOf(const QRectF& area, QPointF from, QPointF to) {
    double least = 0, most = 1;
    const auto narrow = [&](double p, double q, double low, double high) {
        if (std::abs(q - p) < 1e-9) {
            if (p < low || p > high)
                most = -1;
            return;
        }
        const double enter = (low - p) / (q - p);
        const double leave = (high - p) / (q - p);
        least = std::max(least, std::min(enter, leave));
        most = std::min(most, std::max(enter, leave));
    };
    narrow(from.x(), to.x(), area.left(), area.right());
    narrow(from.y(), to.y(), area.top(), area.bottom());
    return {least, most};
}

Line curve(QPointF from, QPointF to) {
    Line line;
    line.pointCount = 4;
    line.curved = true;
    const double reach = (to.y() - from.y()) * 0.45;
    line.points = {from, from + QPointF(0, reach), to - QPointF(0, reach), to};
    return line;
}

/// The row that stands for a lane. The numbers of lanes mostly follow one another, so that most are found by them; a damaged file may
/// have any.
class RowOfLane {
public:
    explicit RowOfLane(const std::vector<RowPlace>& places) {
        for (const RowPlace& place : places) {
            if (place.row.process)
                add(place.row.process, place);
            if (!place.row.members)
                add(place.row.lane, place);
            else if (place.row.folded)
                for (LaneId member : *place.row.members)
                    add(member, place);
        }
    }
    /// nullptr: none in sight.
    [[nodiscard]] const RowPlace* find(std::uint32_t lane) const {
        if (lane < m_near.size())
            return m_near[lane];
        const auto found = m_far.find(lane);
        return found != m_far.end() ? found->second : nullptr;
    }

private:
    static constexpr std::uint32_t MostNear = 1U << 18;
    void add(LaneId lane, const RowPlace& place) {
        if (lane.value >= MostNear) {
            m_far.emplace(lane.value, &place);
            return;
        }
        if (lane.value >= m_near.size())
            m_near.resize(std::max<std::size_t>(lane.value + 1, std::min<std::size_t>(2 * m_near.size(), MostNear)));
        if (!m_near[lane.value])
            m_near[lane.value] = &place;
    }
    std::vector<const RowPlace*> m_near; ///< by number
    std::unordered_map<std::uint32_t, const RowPlace*> m_far;
};

/// Where arrows of this row begin and end: at its bars, which fill it where it stands for several lanes.
const QRectF& endsOf(const RowPlace& place) { return place.row.folded ? place.rect : place.bars; }

QPointF headOf(const Line& line) { return line.points[line.pointCount - 1U]; }

} // namespace

void layoutArrows(const Frame& frame, const std::vector<RowPlace>& places, Layer& layer) {
    const model::Arrows arrows = frame.model.arrows();
    const auto& log = frame.model.log();
    if (!frame.state.showArrows || arrows.empty() || places.empty())
        return;
    const RowOfLane rowOf(places);

    const TimeAxis& axis = frame.geometry.axis;
    const Nanos from = axis.from;
    const Nanos to = axis.from + axis.span();
    const QRectF& area = frame.geometry.lanes;
    model::Arrows inView = frame.model.arrowsIn(from, to + 1);
    inView.extend(std::min(LookAhead, static_cast<std::size_t>(arrows.end() - inView.end())));

    struct Bundle {
        std::size_t line;
        double x1, x2;
    };
    std::map<std::tuple<std::uint32_t, std::uint32_t, model::ArrowKind>, Bundle> bundles;
    const auto draw = [&](const model::Arrow& arrow, bool emphasised) {
        const auto& cause = log[arrow.from];
        const auto& effect = log[arrow.to];
        if (cause.lane == effect.lane || cause.time > to)
            return;
        const RowPlace* const causeRow = rowOf.find(cause.lane);
        const RowPlace* const effectRow = rowOf.find(effect.lane);
        if (!causeRow || !effectRow || causeRow == effectRow)
            return;
        const auto inside = [&](double x) { return x >= area.left() && x < area.left() + HalfHead ? area.left() + HalfHead : x; };
        const double x1 = inside(frame.x(cause.time));
        const double x2 = inside(frame.x(effect.time));
        const auto key = std::tuple(cause.lane, effect.lane, arrow.kind);
        if (!emphasised) {
            const auto known = bundles.find(key);
            if (known != bundles.end() && std::abs(known->second.x1 - x1) < BundleWidth &&
                std::abs(known->second.x2 - x2) < BundleWidth) {
                ++layer.lines[known->second.line].tag.count;
                return;
            }
        }
        const QRectF& a = endsOf(*causeRow);
        const QRectF& b = endsOf(*effectRow);
        const bool down = b.top() > a.top();
        // From the near edge of the cause's row to the near edge of the effect's.
        const QPointF start(x1, down ? a.bottom() - 2 : a.top() + 4);
        const QPointF finish(x2, down ? b.top() + HeadDepth : b.bottom() - 1);
        if (std::max(x1, x2) < area.left() || std::min(x1, x2) > area.right())
            return;
        if (std::min(x1, x2) < area.left() || std::max(x1, x2) > area.right() + 8 ||
            std::min(start.y(), finish.y()) < area.top() || std::max(start.y(), finish.y()) > area.bottom()) {
            // Cut where it leaves the area, straight: the curve's shape says nothing once an end is out of sight.
            const auto [least, most] = insideOf(area, start, finish);
            if (least >= most)
                return;
            Line cut;
            cut.points[0] = start + least * (finish - start);
            cut.points[1] = start + most * (finish - start);
            cut.cap = most >= 1 ? Cap::Arrow : Cap::None;
            cut.ink = roleOf(arrow.kind);
            cut.opacity = emphasised ? 1.0F : 0.35F;
            cut.width = emphasised ? 2.0F : 1.0F;
            cut.tag = {What::Arrow, LaneId{effect.lane}, ObjectId{cause.object}, arrow.to, -1, 1};
            layer.lines.push_back(cut);
            return;
        }
        Line line = curve(start, finish);
        line.width = emphasised ? 2.0F : 1.2F;
        if (!emphasised && std::abs(x2 - x1) < 1.5) {
            // Upright to the eye: as one column of whole pixels it is drawn many times as fast as a slanted stroke.
            const double x = std::floor((x1 + x2) / 2) + 0.5;
            line = {};
            line.points[0] = QPointF(x, start.y());
            line.points[1] = QPointF(x, finish.y());
        }
        line.ink = roleOf(arrow.kind);
        line.cap = Cap::Arrow;
        line.opacity = emphasised ? 1.0F : 0.6F;
        line.tag = {What::Arrow, LaneId{effect.lane}, ObjectId{cause.object}, arrow.to, -1, 1};
        if (!emphasised)
            bundles[key] = {layer.lines.size(), x1, x2};
        layer.lines.push_back(line);
    };

    // Evenly chosen ones are looked at, and of those between rows in view evenly chosen ones are drawn.
    const std::size_t stride = std::max<std::size_t>(1, (inView.size() + MostEndsLookedAt - 1) / MostEndsLookedAt);
    std::vector<model::Arrow> seen;
    // Not exactly evenly: lanes that take turns would be met in step, and only some of them ever be drawn.
    const auto scattered = [](std::size_t i, std::size_t width) { return (i * 2654435761U >> 7) % width; };
    // Their events lie all over the log: those of the next ones are on their way while one is looked at.
    constexpr std::size_t Ahead = 16;
    std::vector<model::Arrow> looked;
    for (std::size_t i = 0; i < inView.size(); i += stride)
        looked.push_back(inView[std::min(inView.size() - 1, i + scattered(i, stride))]);
    for (std::size_t i = 0; i < looked.size(); ++i) {
        if (i + Ahead < looked.size()) {
            log.prefetch(looked[i + Ahead].from);
            log.prefetch(looked[i + Ahead].to);
        }
        // Of those that end beyond the right edge only such that begin in view.
        if (log[looked[i].from].time <= to && rowOf.find(log[looked[i].from].lane) && rowOf.find(log[looked[i].to].lane))
            seen.push_back(looked[i]);
    }
    const std::size_t step = std::max<std::size_t>(1, (seen.size() + MostShownArrows - 1) / MostShownArrows);
    for (std::size_t i = 0; i < seen.size(); i += step)
        draw(seen[std::min(seen.size() - 1, i + scattered(i, step))], false);
    if (stride * step > 1) {
        for (Line& line : layer.lines) {
            line.opacity = 0.35F;
            line.tag.count *= static_cast<std::uint32_t>(stride * step);
        }
    }

    // Those of the selection once more, of very many evenly chosen ones.
    const std::vector<model::Arrow> selected = selectedOf(frame, inView);
    const std::size_t each = std::max<std::size_t>(1, (selected.size() + MostShownArrows - 1) / MostShownArrows);
    const std::size_t plain = layer.lines.size();
    for (std::size_t i = 0; i < selected.size(); i += each)
        draw(selected[std::min(selected.size() - 1, i + scattered(i, each))], true);
    for (std::size_t i = plain; i < layer.lines.size(); ++i)
        layer.lines[i].tag.count *= static_cast<std::uint32_t>(each);
}

namespace {

constexpr double MostOfALabel = 96;   ///< pixels, so that neighbours have room as well
constexpr double MostWhereFree = 240; ///< where no other label is in the way
constexpr double LabelMargins = 6;

/// What an item's arrow says; empty: nothing.
QString itemLabel(const Frame& frame, const Line& line) {
    const trace::Event event = frame.model.event(line.tag.event);
    const model::Object* object = frame.model.object(event.object);
    QString text = textOf(event.text);
    if (text.isEmpty() && object && object->kind == trace::ObjectKind::Pipe)
        text = QCoreApplication::translate("render", "%1 bytes").arg(event.b);
    else if (text.isEmpty() && object && object->kind == trace::ObjectKind::Descriptor)
        text = QCoreApplication::translate("render", "%1 bytes").arg(event.a);
    else if (text.isEmpty() && event.a < (std::uint64_t{1} << 32)) // above: words between the two, no items
        text = QStringLiteral("#%1").arg(event.a);
    return text;
}

/// The best place for a label of `size`: at the arrow's head, left of it, on the side arrows come from.
QRectF bestPlace(const Line& line, QSizeF size) {
    constexpr double Aside = 4;
    const QPointF head = headOf(line);
    const bool down = head.y() > line.points[0].y();
    return {QPointF(head.x() - Aside - size.width(), down ? head.y() - size.height() - 2 : head.y() + 2), size};
}

/// Where a label of `size` may stand, the best place first: bestPlace(), above what marks say in a track of height `track`, which with
/// `above` comes first, then right of the arrow's head; where rows have no gutter, on the arrow near its head.
std::vector<QRectF> placesAt(const Line& line, QSizeF size, double track, bool above) {
    constexpr double Aside = 4, Farthest = 48;
    const QPointF head = headOf(line);
    const bool down = head.y() > line.points[0].y();
    const QRectF best = bestPlace(line, size);
    const double right = head.x() + Aside;
    const double gutter = head.y() - HeadDepth - track - size.height();
    std::vector<QRectF> places;
    if (!above)
        places.push_back(best);
    if (down && track > 0)
        for (const double x : {best.left(), head.x() - size.width() / 2, right})
            places.emplace_back(QPointF(x, gutter), size);
    if (above)
        places.push_back(best);
    places.emplace_back(QPointF(right, best.top()), size);
    for (const double part : {0.88, 0.78, 0.66, 0.54})
        if (const QPointF on = pointOf(line, part); track <= 0 && std::abs(on.x() - head.x()) <= Farthest)
            places.emplace_back(on - QPointF(size.width(), size.height()) / 2, size);
    return places;
}

struct ItemLabel {
    const Line* line;
    QString text; ///< all of it
    QRectF plate;
    double wanted; ///< width of the plate for all of it
};

/// The plate of `label`, away from its arrow as wide as it would be and as others leave it free: what is `taken`, and all of those of its lane.
QRectF widened(const ItemLabel& label, const std::vector<ItemLabel>& labels, const std::vector<QRectF>& taken, const QRectF& area) {
    constexpr double Air = 4;
    const double head = headOf(*label.line).x();
    const bool leftwards = label.plate.right() < head;
    if (!leftwards && label.plate.left() < head)
        return label.plate;
    double least = std::max(area.left(), label.plate.right() - label.wanted), most = std::min(area.right(), label.plate.left() + label.wanted);
    const auto keepClear = [&](const QRectF& other) {
        if (other.right() <= label.plate.left())
            least = std::max(least, other.right() + Air);
        if (other.left() >= label.plate.right())
            most = std::min(most, other.left() - Air);
    };
    for (const QRectF& other : taken)
        if (other.top() < label.plate.bottom() && other.bottom() > label.plate.top())
            keepClear(other);
    for (const ItemLabel& other : labels)
        if (other.line->tag.lane == label.line->tag.lane)
            keepClear(other.plate);
    QRectF plate = label.plate;
    if (leftwards)
        plate.setLeft(std::min(plate.left(), least));
    else
        plate.setRight(std::max(plate.right(), most));
    return plate;
}

} // namespace

void layoutItemLabels(const Frame& frame, const Layer& arrows, std::span<const Layer> written, Layer& signs) {
    std::vector<const Line*> items;
    for (const Line& line : arrows.lines) // but not those of the selection, which lie over the same ones once more
        if (line.ink == Ink(Role::ArrowItem) && line.tag.count == 1 && line.cap == Cap::Arrow && line.opacity < 1)
            items.push_back(&line);
    // Read from left to right they are in the order of the arrivals. Where there is no room for all, the later ones stay.
    std::stable_sort(items.begin(), items.end(), [](const Line* a, const Line* b) { return headOf(*a).x() > headOf(*b).x(); });
    const RowParts parts = laneParts({0, 0, 1, frame.geometry.rowHeight}, frame.theme.typeScale());
    const double track = parts.bars.top() - parts.rect.top();
    std::map<std::uint32_t, double> begins; // of the leftmost label of a lane so far
    std::vector<QRectF> taken;
    for (const double x : frame.breaks)
        taken.emplace_back(x - BreakWidth / 2, frame.geometry.lanes.top(), BreakWidth, frame.geometry.lanes.height());
    for (const Layer& layer : written) {
        for (const Text& text : layer.texts)
            taken.push_back(text.rect());
        for (const Mark& mark : layer.marks)
            taken.emplace_back(mark.center.x() - mark.size / 2, mark.center.y() - mark.size / 2, mark.size, mark.size);
    }
    std::vector<ItemLabel> labels;
    std::set<std::uint32_t> above; // lanes whose marks leave one of their labels no room: all of them stand in one line above
    for (const Line* line : items) {
        const QString text = itemLabel(frame, *line);
        const double wanted = frame.measure.width(text, Type::Small) + LabelMargins;
        const QSizeF size(std::min(wanted, MostOfALabel), frame.measure.height(Type::Small) - 1);
        if (text.isEmpty())
            continue;
        labels.push_back({line, text, bestPlace(*line, size), std::min(wanted, MostWhereFree)});
        if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(labels.back().plate); }))
            above.insert(line->tag.lane.value);
    }
    std::erase_if(labels, [&](ItemLabel& label) {
        const std::uint32_t lane = label.line->tag.lane.value;
        const auto begin = begins.try_emplace(lane, 1e9).first;
        for (const QRectF& plate : placesAt(*label.line, label.plate.size(), track, above.contains(lane))) {
            const auto meets = [&plate](const QRectF& other) { return other.intersects(plate); };
            if (plate.right() > begin->second - 2 || !frame.geometry.lanes.contains(plate) || std::any_of(taken.begin(), taken.end(), meets))
                continue;
            begin->second = plate.left();
            taken.push_back(plate);
            label.plate = plate;
            return false;
        }
        return true;
    });
    for (ItemLabel& label : labels) {
        if (label.plate.width() < label.wanted) {
            const QRectF before = label.plate;
            label.plate = widened(label, labels, taken, frame.geometry.lanes);
            std::replace(taken.begin(), taken.end(), before, label.plate);
        }
        signs.boxes.push_back({label.plate, Role::Panel, Form::Solid, false, 3, 1, Role::Transparent, label.line->tag});
        addText(signs, frame.measure, label.text, label.plate.adjusted(3, 0, -2, 0), Type::Small, Role::ArrowItem, Align::Left, label.line->tag);
    }
}

} // namespace braid::render
