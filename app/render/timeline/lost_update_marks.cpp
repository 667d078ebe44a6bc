#include "app/render/timeline/lost_update_marks.h"

#include "app/render/lanes/lane_marks.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/plain_text.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/translate.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace braid::render {

namespace {

using model::EventIndex;

constexpr double Reach = 8;              ///< pixels: nearer to a mark than this an event belongs to it
constexpr double Gap = 10;               ///< between a mark and the plate beside it
constexpr int PlacesBehind = 6;          ///< that are tried on the far side of the mark
constexpr std::size_t MostTried = 64;    ///< losses, for one whose lanes are in view
constexpr int MostLookedBack = 512;      ///< accesses, for the reading of a write
constexpr std::size_t MostVariables = 4; ///< whose first loss is explained

const RowPlace* rowOfObject(const std::vector<RowPlace>& places, ObjectId object) {
    const auto found = std::find_if(places.begin(), places.end(), [&](const RowPlace& place) { return place.row.object == object; });
    return found == places.end() ? nullptr : &*found;
}

/// The mark of `kind` that stands for `event`, by itself or among others.
template <class IsIts>
std::optional<QPointF> markOf(std::span<const Layer> layers, double x, What kind, const IsIts& isIts) {
    std::optional<QPointF> nearest;
    for (const Layer& layer : layers)
        for (const Mark& mark : layer.marks)
            if (mark.tag.what == kind && isIts(mark.tag) && std::abs(mark.center.x() - x) <= Reach &&
                (!nearest || std::abs(mark.center.x() - x) < std::abs(nearest->x() - x)))
                nearest = mark.center;
    return nearest;
}

struct Marks {
    const Frame& frame;
    std::span<const Layer> lanes, objects;

    [[nodiscard]] std::optional<QPointF> onLane(EventIndex event) const {
        const model::LogEntry& entry = frame.model.log()[event];
        return markOf(lanes, frame.x(entry.time), What::Mark, [&](const Tag& tag) { return tag.lane == LaneId{entry.lane}; });
    }
    [[nodiscard]] std::optional<QPointF> onObject(EventIndex event) const {
        const model::LogEntry& entry = frame.model.log()[event];
        return markOf(objects, frame.x(entry.time), What::ObjectMark, [&](const Tag& tag) { return tag.object == ObjectId{entry.object}; });
    }
};

/// One update that was lost: what its winner had read, the write that vanished, the write that covered it.
struct Loss {
    EventIndex read, lost, late;
};

/// The loss of the write `lost` of a number; nothing where what covered it was not made to a reading.
std::optional<Loss> lossOf(const model::Model& model, EventIndex lost) {
    const model::Object* variable = model.object(ObjectId{model.log()[lost].object});
    if (!variable || model.event(lost).b == static_cast<std::uint32_t>(trace::ValueType::Text)) // parts of a list may lie between
        return std::nullopt;
    const model::Events events = variable->events();
    const auto isWrite = [&](EventIndex event) { return model.log()[event].kind == trace::EventKind::Write; };
    const auto late = std::find_if(std::upper_bound(events.begin(), events.end(), lost), events.end(), isWrite);
    if (late == events.end())
        return std::nullopt;
    int looked = 0;
    for (auto event = late; event != events.begin() && looked++ < MostLookedBack;) {
        const model::LogEntry& entry = model.log()[*--event];
        if (entry.lane == model.log()[*late].lane)
            return entry.kind == trace::EventKind::Read ? std::optional(Loss{*event, lost, *late}) : std::nullopt;
    }
    return std::nullopt;
}

void strike(QPointF at, double size, const Tag& tag, Layer& layer) {
    layer.marks.push_back({at, static_cast<float>(size), Glyph::Cross, Role::Finding, tag});
}

/// How much of `rect` the words of `layers` cover.
double coveredBy(const QRectF& rect, std::span<const Layer> layers) {
    double covered = 0;
    for (const Layer& layer : layers)
        for (const Text& text : layer.texts) {
            const QRectF both = text.rect().intersected(rect);
            covered += both.isEmpty() ? 0 : both.width() * both.height();
        }
    return covered;
}

void layoutPlate(const Frame& frame, const QString& words, QPointF mark, const RowPlace& place, std::span<const Layer> labels, const Tag& tag, Layer& plates) {
    const QRectF area = place.clip;
    const double width = frame.measure.width(words, Type::SmallBold) + 12, height = frame.measure.height(Type::SmallBold) + 2;
    if (width > area.width())
        return;
    const auto at = [&](double left, double top) {
        return QRectF(std::clamp(left, area.left(), area.right() - width), std::clamp(top, area.top(), std::max(area.top(), area.bottom() - height)), width, height);
    };
    const double middle = place.rect.center().y() - height / 2;
    QRectF best;
    double least = -1;
    std::vector<QRectF> places{at(mark.x() - Gap - width, middle)};
    for (int i = 0; i < PlacesBehind; ++i)
        places.push_back(at(mark.x() + Gap + i * Gap * 4, middle));
    for (const double row : {place.rect.height(), -place.rect.height()})
        places.push_back(at(mark.x() - Gap - width, middle + row));
    places.push_back(at(mark.x() - Gap - width, place.rect.bottom() - height)); // on the bars
    for (const QRectF& tried : places) {
        const double covered = coveredBy(tried, labels);
        if (least < 0 || covered < least) {
            best = tried;
            least = covered;
        }
    }
    plates.boxes.push_back({best, Role::Finding, Form::Round, false, 0, 1, Role::Transparent, tag});
    addText(plates, frame.measure, words, best, Type::SmallBold, Role::Finding, Align::Center, tag, true);
}

Line bracket(QPointF read, QPointF write, double bottom, const Tag& tag) {
    Line line;
    line.points = {QPointF(read.x(), read.y() + 5), QPointF(read.x(), bottom), QPointF(write.x(), bottom), QPointF(write.x(), write.y() + 5)};
    line.pointCount = 4;
    line.ink = Role::Finding;
    line.width = 2;
    line.cap = Cap::Arrow;
    line.tag = tag;
    return line;
}

} // namespace

void layoutLostUpdates(const Frame& frame, const std::vector<RowPlace>& lanes, const std::vector<RowPlace>& objects,
                       std::span<const Layer> laneMarks, std::span<const Layer> objectMarks, Layer& links, Layer& overlay) {
    if (!frame.state.showMarks)
        return;
    const Marks marks{frame, laneMarks, objectMarks};
    const model::Nanos from = frame.geometry.axis.from, to = from + frame.geometry.axis.span();
    const auto inView = [&](EventIndex event) {
        return event < frame.model.log().size() && frame.model.log()[event].time >= from && frame.model.log()[event].time <= to;
    };
    const double size = 11 * frame.theme.typeScale();
    const auto& findings = frame.findings.all();
    std::size_t explained = 0;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const analysis::Finding& finding = findings[i];
        if (finding.kind != analysis::FindingKind::LostUpdate || finding.loss != analysis::UpdateLoss::Overwritten || finding.lost.empty())
            continue;
        const Tag tag{What::FindingMarker, {}, {}, finding.event, static_cast<std::int32_t>(i), 1};
        for (const EventIndex write : finding.lost) {
            if (!inView(write))
                continue;
            if (const auto mark = marks.onLane(write))
                strike(*mark, size, tag, overlay);
            if (const auto mark = finding.objects.empty() || !rowOfObject(objects, finding.objects.front()) ? std::nullopt : marks.onObject(write))
                strike(*mark, size - 2, tag, overlay);
        }
        const auto seen = [&](EventIndex event) { return inView(event) && rowOf(lanes, LaneId{frame.model.log()[event].lane}); };
        std::optional<Loss> loss = Loss{finding.events.front(), finding.lost.front(), finding.event};
        for (std::size_t next = 1; !(loss && seen(loss->lost) && seen(loss->late)) && next < std::min(finding.lost.size(), MostTried); ++next)
            loss = lossOf(frame.model, finding.lost[next]);
        if (explained++ >= MostVariables || !loss || !inView(loss->late) || !inView(loss->lost))
            continue;
        const auto& [read, lost, late] = *loss;
        const auto lateMark = marks.onLane(late), lostMark = marks.onLane(lost);
        const RowPlace* winner = rowOf(lanes, LaneId{frame.model.log()[late].lane});
        if (!lateMark || !winner)
            continue;
        const auto readMark = inView(read) ? marks.onLane(read) : std::nullopt;
        if (readMark)
            links.lines.push_back(bracket(*readMark, *lateMark, std::min(winner->rect.bottom() - 2, winner->clip.bottom()), tag));
        if (lostMark) {
            Line over;
            over.points[0] = *lateMark;
            over.points[1] = *lostMark + QPointF(0, lateMark->y() > lostMark->y() ? size / 2 : -size / 2);
            over.ink = Role::Finding;
            over.width = 2;
            over.cap = Cap::Arrow;
            over.tag = tag;
            links.lines.push_back(over);
        }
        const QString words = say(QT_TRANSLATE_NOOP("render", "read %1 … wrote %2 over %3’s %4"))
                                  .arg(valueText(frame.model.event(read)), valueText(frame.model.event(late)),
                                       shownName(frame.model, LaneId{frame.model.log()[lost].lane}), valueText(frame.model.event(lost)));
        layoutPlate(frame, words, *lateMark, *winner, laneMarks, tag, overlay);
    }
}

} // namespace braid::render
